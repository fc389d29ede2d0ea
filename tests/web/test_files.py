"""Files over HTTP: who may have them, whole or in ranges, and what a browser is told to do with them."""

import os
from datetime import timedelta
from email.message import Message
from urllib.parse import unquote
from uuid import uuid4

import pytest

from events.press.models import ReleaseFile
from events.programme.models import Form, PublicationFile, PublicationVersion
from events.programme.occasions import EventFile, EventFileUse
from events.storage.files import PIECE
from tests.factories import (
    a_file,
    a_launch,
    a_person,
    a_publication,
    a_release,
    a_speaker,
    an_embargo,
    an_event,
    an_organisation,
)
from tests.stores import NOW

DAY, SECOND = timedelta(days=1), timedelta(seconds=1)
PNG = b"\x89PNG\r\n\x1a\n picture"


def a_cover(content=PNG, name="cover.png", **facts):
    """A file that anybody may have, since a public report has it for its cover."""
    rows, host = a_file(content, name), an_organisation()
    launch = a_launch(host)
    report = a_publication(launch, cover_id=rows[0].id, **facts)
    return rows[0], [host, launch, report, *rows]


def address(file) -> str:
    return f"/files/{file.id}"


def as_a_cover(launch, file, embargo):
    return [a_publication(launch, cover_id=file.id, embargo_id=embargo)]


def as_a_form_of_a_report(launch, file, embargo):
    report = a_publication(launch, embargo_id=embargo)
    version = PublicationVersion(publication_id=report.id, number=1)
    form = PublicationFile(version_id=version.id, form=Form.FULL, language="en-GB", file_id=file.id)
    return [report, version, form]


def as_slides(launch, file, embargo):
    event = an_event(launch, embargo_id=embargo)
    return [event, EventFile(event_id=event.id, file_id=file.id, use=EventFileUse.SLIDES)]


def as_a_picture_of_a_release(launch, file, embargo):
    rows = a_release(launch, embargo_id=embargo)
    return [*rows, ReleaseFile(version_id=rows[1].id, file_id=file.id)]


def as_the_portrait_of_a_speaker(launch, file, embargo):
    event, person = an_event(launch, embargo_id=embargo), a_person(portrait_id=file.id)
    return [event, person, a_speaker(event, person)]


@pytest.mark.parametrize(
    "used",
    [as_a_cover, as_a_form_of_a_report, as_slides, as_a_picture_of_a_release, as_the_portrait_of_a_speaker],
    ids=lambda used: used.__name__.replace("_", " "),
)
async def test_a_file_is_had_once_what_uses_it_is_public(client, save, clock, used):
    rows, host, embargo = a_file(), an_organisation(), an_embargo(NOW + DAY)
    launch = a_launch(host)
    await save(host, launch, embargo, *rows, *used(launch, rows[0], embargo.id))
    unknown = await client.get(f"/files/{uuid4()}")

    clock.now = NOW + DAY - SECOND
    before = await client.get(address(rows[0]))
    clock.now = NOW + DAY
    after = await client.get(address(rows[0]))

    assert before.status_code == unknown.status_code == 404
    assert (before.content, before.headers) == (unknown.content, unknown.headers)
    assert (after.status_code, after.content) == (200, b"%PDF-1.7")


async def test_a_file_that_nothing_public_uses_is_not_there(client, save):
    rows = a_file()
    await save(*rows)

    assert (await client.get(address(rows[0]))).status_code == 404


async def test_what_is_no_id_is_an_address_of_nothing(client, save):
    file, rows = a_cover()
    await save(*rows)

    for name in ("x", str(file.id).upper(), file.id.hex, f"{{{file.id}}}", "..%2f..%2fevents.db", "%00", "9" * 300):
        assert (await client.get(f"/files/{name}")).status_code in (400, 404), name


async def test_a_picture_is_looked_at_and_all_else_is_saved(client, save):
    kinds = {
        "picture.png": (PNG, "image/png", "inline"),
        "report.pdf": (b"%PDF-1.7", "application/pdf", "attachment"),
        "data.csv": (b"a,b\n1,2\n", "text/plain; charset=utf-8", "attachment"),
        "picture.svg": (b"<svg onload='alert(1)'/>", "text/plain; charset=utf-8", "attachment"),
        "page.html": (b"<script>alert(1)</script>", "text/plain; charset=utf-8", "attachment"),
        "fake.png": (b"GIF89a<script>", "text/plain; charset=utf-8", "attachment"),
        "program.exe": (b"MZ\x00\x01", "application/octet-stream", "attachment"),
    }
    for name, (content, media_type, disposition) in kinds.items():
        file, rows = a_cover(content, name, slug=f"report-{file_word(name)}")
        rows[0].slug = f"host-{file_word(name)}"
        await save(*rows)

        answer = await client.get(address(file))

        assert answer.content == content
        assert answer.headers["content-type"] == media_type, name
        assert answer.headers["content-disposition"].partition(";")[0] == disposition, name
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["content-security-policy"] == "sandbox; default-src 'none'"


def file_word(name: str) -> str:
    return name.replace(".", "-")


NAMES = [
    ("report.pdf", "report.pdf"),
    ("Bericht „Zeit“.pdf", "Bericht „Zeit“.pdf"),
    ("../../etc/passwd", ".._.._etc_passwd.pdf"),
    ("a\\b.pdf", "a_b.pdf"),
    ('x"; filename="evil.exe', 'x"; filename="evil.exe.pdf'),
    ("100%41.pdf", "100%41.pdf"),
    ("report.html", "report.html.pdf"),
    ("REPORT.PDF", "REPORT.PDF"),
]


async def test_a_name_can_neither_leave_its_header_nor_lie_about_the_file(client, save):
    host = an_organisation()
    launch = a_launch(host)
    kept = [a_file(b"%PDF-1.7", name) for name, _ in NAMES]
    reports = [a_publication(launch, f"Report {at}", cover_id=rows[0].id) for at, rows in enumerate(kept)]
    await save(host, launch, *reports, *kept)

    for (file, _), (name, offered) in zip(kept, NAMES, strict=True):
        header = (await client.get(address(file))).headers["content-disposition"]

        read = Message()
        read["content-disposition"] = header
        parameters = dict(read.get_params([], header="content-disposition"))
        assert header.isascii()
        assert set(parameters) <= {"attachment", "filename", "filename*"}, name
        assert unquote(header.partition("filename*=UTF-8''")[2]) == offered


TEN = b"%PDF-56789"
RANGES = [
    ("bytes=0-3", 206, "bytes 0-3/10", b"%PDF"),
    ("bytes=5-", 206, "bytes 5-9/10", b"56789"),
    ("bytes=-2", 206, "bytes 8-9/10", b"89"),
    ("bytes=-99", 206, "bytes 0-9/10", TEN),
    ("bytes=8-99", 206, "bytes 8-9/10", b"89"),
    ("BYTES = 0-0", 206, "bytes 0-0/10", b"%"),
    ("bytes=10-", 416, "bytes */10", b""),
    ("bytes=-0", 416, "bytes */10", b""),
    ("bytes=3-1", 200, None, TEN),
    ("bytes=0-1,3-4", 200, None, TEN),
    ("bytes=", 200, None, TEN),
    ("bytes=-", 200, None, TEN),
    ("bytes=a-b", 200, None, TEN),
    ("bytes=²-3", 200, None, TEN),
    ("bytes=+1-3", 200, None, TEN),
    (f"bytes={'9' * 4000}-", 200, None, TEN),
    ("lines=0-3", 200, None, TEN),
    ("0-3", 200, None, TEN),
]


async def test_one_range_is_sent_alone_and_anything_else_is_the_whole(client, save):
    file, rows = a_cover(TEN, "report.pdf")
    await save(*rows)

    for asked, status, told, sent in RANGES:
        answer = await client.get(address(file), headers={"range": asked.encode()})

        assert (answer.status_code, answer.headers.get("content-range"), answer.content) == (status, told, sent), asked
        assert answer.headers["content-length"] == str(len(sent))


async def test_ten_thousand_ranges_are_the_whole_once(client, save):
    file, rows = a_cover(TEN, "report.pdf")
    await save(*rows)

    answer = await client.get(address(file), headers={"range": "bytes=" + ",".join(["0-1"] * 6000)})

    assert (answer.status_code, answer.content) == (200, TEN)


async def test_a_range_may_lie_across_pieces(client, save):
    content = b"%PDF" + os.urandom(2 * PIECE + 100)
    file, rows = a_cover(content, "report.pdf")
    await save(*rows)

    for start, stop in (
        (PIECE - 3, PIECE + 3),
        (0, len(content)),
        (PIECE, 2 * PIECE),
        (len(content) - 1, len(content)),
    ):
        answer = await client.get(address(file), headers={"range": f"bytes={start}-{stop - 1}"})
        assert answer.content == content[start:stop]
    assert (await client.get(address(file))).content == content


async def test_a_range_of_another_version_is_the_whole_of_this_one(client, save):
    file, rows = a_cover(TEN, "report.pdf")
    await save(*rows)

    same = await client.get(address(file), headers={"range": "bytes=0-3", "if-range": f'"{file.sha256}"'})
    other = await client.get(address(file), headers={"range": "bytes=0-3", "if-range": '"another"'})

    assert (same.status_code, other.status_code) == (206, 200)


async def test_whoever_has_a_file_is_sent_nothing(client, save):
    file, rows = a_cover()
    await save(*rows)

    for tags in ('"{}"', 'W/"{}"', '"other", "{}"', "*"):
        known = {"if-none-match": tags.format(file.sha256), "range": "bytes=0-1"}
        answer = await client.get(address(file), headers=known)

        assert (answer.status_code, answer.content) == (304, b""), tags
        assert answer.headers["etag"] == f'"{file.sha256}"'


async def test_head_tells_the_same_and_sends_nothing(client, save):
    file, rows = a_cover()
    await save(*rows)

    head, get = await client.head(address(file)), await client.get(address(file))

    assert (head.status_code, head.content) == (200, b"")
    assert head.headers == get.headers
    assert get.headers["content-length"] == str(len(PNG))
    assert get.headers["accept-ranges"] == "bytes"
    assert get.headers["cache-control"] == "public, no-cache"
