"""Files through the pages of the office: what is refused and why, what is kept, all of a form or nothing."""

import asyncio
import io
import re
import struct
import tracemalloc
import zlib
from typing import Any

import httpx2
import pytest
from PIL import Image
from sqlalchemy import func, select

from events.accounts.models import Role
from events.demo import papers
from events.programme.models import Launch, Publication
from events.storage import Store, uploads
from events.storage.files import File, FilePiece
from events.web import front
from tests.factories import a_host, a_person, a_publication, a_series, an_event
from tests.organisers import ON_ONE, Office, hidden, standing
from tests.sites import said
from tests.storage.test_uploads import HTML, PDF, PNG, SVG, a_zip
from tests.stores import ALICE, NOW, Save

PATH = "/office/publications/the-waiting-room"
TYPED = {"title": "The Waiting Room", "subtitle": "What delay costs"}


def a_bomb() -> bytes:
    """A PNG of 50,000 by 50,000 pixels in a few bytes."""
    head = struct.pack(">IIBBBBB", 50_000, 50_000, 8, 2, 0, 0, 0)
    chunk = b"IHDR" + head
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + chunk + struct.pack(">I", zlib.crc32(chunk))


def a_photograph() -> bytes:
    """With the place where it was taken."""
    exif = Image.Exif()
    exif[0x010E] = "CANARY"
    exif.get_ifd(0x8825)[2] = (51.0, 27.0, 14.0)
    file = io.BytesIO()
    Image.new("RGB", (60, 40), "red").save(file, "JPEG", exif=exif)
    return file.getvalue()


@pytest.mark.parametrize(
    ("field", "content", "name", "sentence"),
    [
        pytest.param("picture", SVG, "cover.png", "an SVG drawing, which may hold a program; send", id="SVG"),
        pytest.param("report", HTML, "report.pdf", "This file is a web page; send", id="HTML"),
        pytest.param("report", b"%PDF-1.4\n" + HTML + PDF, "a.pdf", "a PDF and a web page at the same", id="polyglot"),
        pytest.param("report", PDF + a_zip(a=b"1"), "a.pdf", "a PDF and a ZIP at the same time", id="PDF and ZIP"),
        pytest.param("picture", a_bomb(), "cover.png", "50,000 by 50,000 pixels", id="bomb"),
        pytest.param("picture", PDF, "cover.jpg", "This file is a PDF; send a JPEG, a PNG or a WebP.", id="mistyped"),
        pytest.param("picture", PNG[:60], "cover.png", "damaged or incomplete", id="half a picture"),
        pytest.param("report", b"", "report.pdf", "This file is empty; send", id="empty"),
        pytest.param("report", b"MZ\x90\x00\x03", "report.pdf", "This file is a program; send", id="program"),
    ],
)
@ON_ONE
async def test_a_file_is_refused_with_the_reason_and_what_was_typed_stays(
    field: str, content: bytes, name: str, sentence: str, office: Office, save: Save, store: Store
) -> None:
    editor, launch = await _at_work(office, save)

    answer = await editor.post(_new(launch), data=TYPED, files={field: (name, content)})

    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.text
    assert sentence in said(answer.text)
    assert standing(answer.text, "subtitle") == "What delay costs"
    assert await _counts(store) == (0, 0, 0)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        pytest.param("../../../etc/passwd", "passwd.pdf", id="traversal"),
        pytest.param("..\\..\\boot.ini", "boot.ini.pdf", id="backslashes"),
        pytest.param("report\u202efdp.exe", "reportfdp.exe.pdf", id="right to left"),
        pytest.param("%2e%2e%2freport.pdf", "%2e%2e%2freport.pdf", id="encoded"),
    ],
)
@ON_ONE
async def test_a_name_is_for_showing_and_says_what_the_file_is(
    name: str, shown: str, office: Office, save: Save, store: Store
) -> None:
    editor, launch = await _at_work(office, save)

    answer = await editor.post(_new(launch), data=TYPED, files={"report": (name, PDF)})

    assert answer.status_code == 303
    async with store.whole() as db:
        assert (await db.scalar(select(File.name))) == shown


async def test_of_a_picture_only_the_pixels_are_kept(office: Office, save: Save, client: httpx2.AsyncClient) -> None:
    editor, launch = await _at_work(office, save)
    words = {"picture_alt": "A red wall", "picture_credit": "Jo Reed"}

    await editor.post(_new(launch), data=TYPED | words, files={"picture": ("wall.jpg", a_photograph())})

    page = (await editor.get(PATH)).text
    kept = re.search(r'src="(/office/files/([0-9a-f-]+))" alt="A red wall"', page)
    assert kept is not None
    picture = await editor.get(kept[1])
    assert (picture.headers["content-type"], picture.headers["cache-control"]) == ("image/jpeg", "private, no-store")
    assert b"CANARY" not in picture.content
    assert dict(Image.open(io.BytesIO(picture.content)).getexif()) == {}
    assert (await client.get(f"/files/{kept[2]}")).status_code == 404


async def test_a_cover_is_described_replaced_and_taken_off(office: Office, save: Save, store: Store) -> None:
    editor, launch = await _at_work(office, save)
    nothing = await editor.post(_new(launch), data=TYPED | {"picture_alt": "Of nothing"})
    await editor.post(_new(launch), data=TYPED, files={"picture": ("a.png", PNG)})

    async def revise(data: dict[str, str], **sent: Any) -> httpx2.Response:
        revision = hidden((await editor.get(PATH)).text, "revision")
        return await editor.post(PATH, data=TYPED | data | {"revision": revision}, **sent)

    await revise({"picture_alt": "A green square"})
    described = (await editor.get(PATH)).text
    await revise({"picture_alt": "A red square"}, files={"picture": ("b.png", papers.png("#aa0000", 24))})
    async with store.whole() as db:
        replaced = (await db.execute(select(File.name, File.alt))).all()
    await revise({"no_picture": "yes"})

    assert nothing.status_code == 422
    assert 'alt="A green square"' in described
    assert [tuple(each) for each in replaced] == [("b.png", "A red square")]
    assert await _counts(store) == (1, 0, 0)


async def test_a_mistake_elsewhere_in_the_form_leaves_nothing_of_its_files(
    office: Office, save: Save, store: Store
) -> None:
    editor, launch = await _at_work(office, save)
    series = a_series(organisation_id=launch.lead_id)
    await save(series, a_publication(launch, "Other", series_id=series.id, series_number=1))
    files = {"picture": ("cover.png", PNG), "report": ("report.pdf", PDF)}

    answer = await editor.post(_new(launch), data=TYPED | {"series": series.title, "number": "1"}, files=files)

    assert answer.status_code == 422
    assert "Choose report.pdf again: nothing was saved yet." in said(answer.text)
    assert await _counts(store) == (1, 0, 0)


async def test_files_sent_twice_are_kept_once(office: Office, save: Save, store: Store) -> None:
    editor, launch = await _at_work(office, save)
    form = TYPED | {"once": hidden((await editor.get(_new(launch))).text, "once")}

    answers = await asyncio.gather(
        *(editor.post(_new(launch), data=form, files={"report": ("report.pdf", PDF)}) for _ in range(3))
    )

    assert {each.headers["location"] for each in answers} == {PATH}
    assert await _counts(store) == (1, 1, 1)
    await editor.post(_new(launch), data=form, files={"report": ("annex.pdf", PDF)})
    assert (await _counts(store))[0] == 2  # another file is another form


async def test_photographs_and_slides_of_an_event_are_added_ordered_revised_and_removed(
    office: Office, save: Save, store: Store, client: httpx2.AsyncClient
) -> None:
    editor, launch = await _at_work(office, save)
    await save(an_event(launch))
    path = "/office/events/the-waiting-room/files"
    words = {"use": "photograph", "alt": "The panel", "caption": "On stage", "credit": "Jo Reed"}

    wrong = await editor.post(path, data=words, files={"file": ("talk.pdf", PDF)})
    nothing = await editor.post(path, data=words)
    await editor.post(path, data=words, files={"file": ("stage.jpg", a_photograph())})
    await editor.post(path, data={"use": "slides"}, files={"file": ("talk.pdf", PDF)})
    photograph, slides = re.findall(r"/files/([0-9a-f-]{36})/place", (await editor.get(path)).text)[::2]
    await editor.post(f"{path}/{slides}/place", data={"to": "up"})
    form = words | {
        "alt": "Four people",
        "revision": hidden((await editor.get(f"{path}/{photograph}")).text, "revision"),
    }
    revised = await editor.post(f"{path}/{photograph}", data=form, files={"file": ("other.png", PNG)})
    late = await editor.post(f"{path}/{photograph}", data=form | {"alt": "Nobody"})
    shown = (await client.get("/events/the-waiting-room")).text
    await editor.post(f"{path}/{slides}/removal")

    assert [each.status_code for each in (wrong, nothing, revised, late)] == [422, 422, 303, 409]
    assert re.findall(r"/files/([0-9a-f-]{36})/place", (await editor.get(path)).text)[::2] == [photograph]
    assert 'alt="Four people"' in shown
    assert "On stage · Jo Reed" in said(shown)
    assert "talk.pdf" in shown
    async with store.whole() as db:
        assert (await db.scalars(select(File.name))).all() == ["other.png"]


async def test_a_portrait_and_a_logo_come_with_their_forms(office: Office, save: Save) -> None:
    editor, launch = await _at_work(office, save)
    await save(a_person("Ruth Adeyemi", kept_by_id=launch.lead_id))
    picture = {"picture": ("ruth.png", PNG)}

    pages = {"people/ruth-adeyemi": "Ruth Adeyemi", "organisations/larkfield-foundation": "Larkfield Foundation"}
    for slug, name in pages.items():
        path = f"/office/{slug}"
        form = {"name": name, "picture_alt": "Green", "revision": hidden((await editor.get(path)).text, "revision")}
        hostile = await editor.post(path, data=form, files={"picture": ("a.png", SVG)})
        saved = await editor.post(path, data=form, files=picture)
        assert (hostile.status_code, saved.status_code) == (422, 303)
        assert 'alt="Green"' in (await editor.get(path)).text


@ON_ONE
async def test_a_large_report_is_taken_and_what_is_larger_is_refused_in_a_sentence(
    office: Office, save: Save, store: Store
) -> None:
    editor, launch = await _at_work(office, save)
    large = PDF[:-6] + b"\n%" + b"x" * 30_000_000 + b"\n%%EOF\n"

    taken = await editor.post(_new(launch), data=TYPED, files={"report": ("report.pdf", large)})
    over = await editor.post(f"{PATH}/files", files={"file": ("more.pdf", b"%PDF-1.7" + bytes(uploads.LARGEST))})
    head = {"content-length": str(front.LARGEST_BODY + 1), "content-type": "multipart/form-data; boundary=b"}
    beyond = await editor.post(f"{PATH}/files", content=b"", headers=head)

    assert taken.status_code == 303
    assert (await _counts(store))[1:] == (1, 115)
    assert over.status_code == 422
    assert "This file has 50.0 MB, and at most 50 MB are taken." in said(over.text)
    assert beyond.status_code == 413
    assert "That is more than 64 MB, the most that is taken here at once Nothing was saved. Go back" in said(
        beyond.text
    )
    assert "send one after another" in said(beyond.text)


@ON_ONE
async def test_a_picture_that_is_too_large_is_told_how_large_a_picture_may_be(office: Office, save: Save) -> None:
    editor, launch = await _at_work(office, save)
    await save(an_event(launch))
    huge = PNG + bytes(uploads.LARGEST)

    portrait = await editor.post("/office/people/new", data={"name": "Ada"}, files={"picture": ("a.png", huge)})
    of_event = await editor.post("/office/events/the-waiting-room/files", files={"file": ("a.png", huge)})

    for answer in (portrait, of_event):
        assert answer.status_code == 422
        assert "MB, and at most 20 MB are taken." in said(answer.text)


async def test_keeping_a_file_needs_no_second_copy_of_it(store: Store) -> None:
    upload = uploads.Upload("report.pdf", "application/pdf", b"%PDF-" + bytes(20_000_000))
    tracemalloc.start()
    try:
        async with store.transaction(now=NOW, by=ALICE) as db:
            tracemalloc.reset_peak()
            before = tracemalloc.get_traced_memory()[0]
            await uploads.keep(db, upload, now=NOW)
            peak = tracemalloc.get_traced_memory()[1] - before
    finally:
        tracemalloc.stop()

    assert peak < 5_000_000


@pytest.mark.parametrize("ends", ["at a boundary", "before the last two hyphens", "amid the file"])
async def test_a_form_that_was_cut_off_on_its_way_is_refused_and_nothing_of_it_is_kept(
    office: Office, save: Save, store: Store, ends: str
) -> None:
    editor, launch = await _at_work(office, save)
    parts = [
        f'--b\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n' for name, value in TYPED.items()
    ]
    file = '--b\r\nContent-Disposition: form-data; name="report"; filename="report.pdf"\r\n\r\n'
    whole = "".join([*parts, file]).encode() + PDF + b"\r\n--b--\r\n"
    sent = whole[: {"at a boundary": -len("--b--\r\n"), "amid the file": -40}.get(ends, -len("--\r\n"))]
    head = {"content-type": "multipart/form-data; boundary=b"}
    before = await _counts(store)

    refused = await editor.post(_new(launch), content=sent, headers=head)

    assert refused.status_code == 400
    assert "Only a part of what you sent has arrived Nothing was saved" in said(refused.text)
    assert "Go back, where what you typed still stands, and send it again." in said(refused.text)
    assert await _counts(store) == before
    taken = await editor.post(_new(launch), content=whole, headers=head)
    assert (taken.status_code, await _counts(store)) == (303, (before[0] + 1, before[1] + 1, before[2] + 1))


@pytest.mark.parametrize("path", ["/my", "/sign-in", "/approve/nobody", "/office/launches/new"])
@ON_ONE
async def test_no_form_of_anybody_is_taken_without_its_end(visitor: httpx2.AsyncClient, path: str) -> None:
    part = b'--b\r\nContent-Disposition: form-data; name="mail"\r\n\r\nolive@larkfield.example\r\n--b\r\n'

    refused = await visitor.post(path, content=part, headers={"content-type": "multipart/form-data; boundary=b"})

    assert refused.status_code == 400
    assert "Only a part of what you sent has arrived" in refused.text


async def test_strangers_send_no_file(visitor: httpx2.AsyncClient, save: Save) -> None:
    host, launch = a_host()
    await save(host, launch)

    async def endless() -> Any:
        yield b'--b\r\ncontent-disposition: form-data; name="report"; filename="a"\r\n\r\n'
        raise AssertionError("nobody may read this")

    head = {"content-type": "multipart/form-data; boundary=b"}
    answer = await visitor.post(_new(launch), content=endless(), headers=head)

    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/sign-in")


def _new(launch: Launch) -> str:
    return f"/office/launches/{launch.id}/publications/new"


async def _counts(store: Store) -> tuple[int, ...]:
    """How many publications, files, and pieces of files there are."""
    async with store.whole() as db:
        kinds: list[Any] = [Publication, File, FilePiece]
        return tuple([await db.scalar(select(func.count()).select_from(kind)) or 0 for kind in kinds])


async def _at_work(office: Office, save: Save) -> tuple[httpx2.AsyncClient, Launch]:
    host, launch = a_host()
    await save(host, launch)
    return await office(Role.EDITOR, host), launch
