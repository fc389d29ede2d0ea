"""Uploads: what a file is, its bytes say; what could act or mislead is refused with the reason in a sentence."""

import io
import stat
import zipfile

import openpyxl
import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from sqlalchemy import select

from events import text
from events.demo import papers
from events.storage import Store, files, uploads
from events.storage.files import File, Refused
from tests.stores import ALICE, NOW

PDF = papers.pdf("Public Services Inside Out", ["What people can do for each other"])
PNG = papers.png("#00756c", 24)
EVERY_KIND = files.PICTURES | uploads.DOCUMENTS | uploads.DATA
HTML = b"<!DOCTYPE html><html><body><script>alert(document.domain)</script></body></html>"
SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'


def a_zip(**members: bytes) -> bytes:
    return zipped((zipfile.ZipInfo(name), content) for name, content in members.items())


def zipped(members) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for member, content in members:
            archive.writestr(member, content)
    return file.getvalue()


def saved(document) -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def a_picture(kind: str) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (40, 20), "red").save(file, kind)
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "name", "shown", "kind"),
    [
        pytest.param(PNG, "Logo.PNG", "Logo.png", "image/png", id="PNG"),
        pytest.param(a_picture("JPEG"), "portrait.jpeg", "portrait.jpeg", "image/jpeg", id="JPEG"),
        pytest.param(
            a_picture("WEBP"), "portrait.jpg", "portrait.jpg.webp", "image/webp", id="WebP under a false name"
        ),
        pytest.param(PDF, "Report", "Report.pdf", "application/pdf", id="PDF"),
        pytest.param(saved(Document()), "release.docx", "release.docx", "application/zip", id="DOCX"),
        pytest.param(
            saved(openpyxl.Workbook()), "a.zip", "a.zip.xlsx", "application/zip", id="XLSX under a false name"
        ),
        pytest.param(a_zip(figures=b"1"), "f.docx", "f.docx.zip", "application/zip", id="ZIP under a false name"),
        pytest.param("Name,Role\nZoë,Chair".encode(), "p.csv", "p.csv", "text/plain", id="CSV"),
        pytest.param(b"Five is < six", "p.html", "p.html.txt", "text/plain", id="text under a false name"),
    ],
)
def test_a_file_is_what_its_bytes_say(content: bytes, name: str, shown: str, kind: str) -> None:
    upload = uploads.taken(content, name, kinds=EVERY_KIND)
    assert (upload.name, upload.media_type) == (shown, kind)
    assert files.media_type(upload.content) == kind


def test_a_picture_brings_its_size() -> None:
    upload = uploads.taken(PNG, "logo.png")
    assert (upload.width, upload.height) == (24, 24)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        pytest.param(b"", "This file is empty; send a PDF, a JPEG, a PNG or a WebP.", id="nothing"),
        pytest.param(SVG, "an SVG drawing, which may hold a program; send", id="SVG"),
        pytest.param(b"\xef\xbb\xbf\n <svg/>", "an SVG drawing", id="SVG after a mark"),
        pytest.param(b"<!-- " + b"-" * 900 + b" --><svg/>", "an SVG drawing", id="SVG after a comment"),
        pytest.param(HTML, "This file is a web page; send", id="HTML"),
        pytest.param(HTML.decode().encode("utf-16"), "This file is a web page; send", id="HTML in UTF-16"),
        pytest.param(HTML.decode().encode("utf-16-be"), "This file is a web page; send", id="HTML in bare UTF-16"),
        pytest.param(b"GIF89a/*" + HTML, "This file is a web page; send", id="GIF and HTML"),
        pytest.param(b"GIF89a" + bytes(20), "This file is a GIF; send", id="GIF"),
        pytest.param(b"\x00\x00\x00\x18ftypheic", "This file is a HEIC picture or a film; send", id="HEIC"),
        pytest.param(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "in the old format of Word or Excel", id="DOC"),
        pytest.param(b"MZ\x90\x00\x03", "This file is a program; send", id="program"),
        pytest.param(b"\x00\x01\x02", "of a kind that we do not know; send", id="unknown"),
        pytest.param(a_zip(a=b"1"), "is a ZIP, Word, Excel or PowerPoint file; send", id="ZIP where none is wanted"),
    ],
)
def test_what_is_not_wanted_is_refused_with_what_to_send(content: bytes, sentence: str) -> None:
    with pytest.raises(uploads.NotTaken) as refused:
        uploads.taken(content, "picture.png")
    assert sentence in str(refused.value)
    assert str(refused.value).endswith("send a PDF, a JPEG, a PNG or a WebP.")


@pytest.mark.parametrize("content", [SVG, HTML, b"notes\n<script>1</script>"])
def test_markup_is_refused_where_text_is_wanted(content: bytes) -> None:
    with pytest.raises(uploads.NotTaken):
        uploads.taken(content, "notes.txt", kinds=EVERY_KIND)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        pytest.param(b"%PDF-1.4\n" + HTML + PDF, "a PDF and a web page at the same time", id="PDF and HTML"),
        pytest.param(PDF + a_zip(a=b"1"), "a PDF and a ZIP at the same time", id="PDF and ZIP"),
        pytest.param(a_zip(a=PDF), "a ZIP and a PDF at the same time", id="ZIP and PDF"),
        pytest.param(PDF + b"<!-- -->" * 1000, "has something behind its end", id="PDF and more"),
        pytest.param(PDF[:-50], "ends in the middle", id="half a PDF"),
        pytest.param(b"PK\x03\x04 and nothing", "a damaged or empty ZIP", id="no ZIP"),
        pytest.param(a_zip(**{"word/vbaProject.bin": b"", "[Content_Types].xml": b""}), "holds macros", id="macros"),
        pytest.param(a_zip(**{"META-INF/a.class": b""}), "holds macros or a program", id="JAR"),
    ],
)
def test_what_is_two_things_or_would_act_is_refused(content: bytes, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        uploads.taken(content, "report.pdf", kinds=EVERY_KIND)


@pytest.mark.parametrize("behind", [HTML, PDF, a_zip(evil=b"1")], ids=["HTML", "PDF", "ZIP"])
@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_what_hides_behind_a_picture_does_not_come_out(kind: str, behind: bytes) -> None:
    upload = uploads.taken(a_picture(kind) + behind, "picture")
    assert behind[:16] not in upload.content


def a_link(name: str) -> zipfile.ZipInfo:
    link = zipfile.ZipInfo(name)
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    return link


@pytest.mark.parametrize(
    "member",
    ["../../etc/passwd", "a/../../b", "/etc/passwd", "..\\..\\a", "C:\\a", a_link("harmless")],
    ids=["up", "up in the middle", "from the root", "backslashes", "a drive", "a link"],
)
def test_a_zip_that_writes_elsewhere_is_refused(member: str | zipfile.ZipInfo) -> None:
    with pytest.raises(uploads.Unsafe, match="would write outside its own folder when unpacked"):
        uploads.taken(zipped([(member, b"/etc/passwd")]), "data.zip", kinds=EVERY_KIND)


def test_a_zip_that_unpacks_to_very_much_is_refused() -> None:
    sent = bytearray(a_zip(bomb=b"1"))
    place = sent.index(b"PK\x01\x02") + 24
    sent[place : place + 4] = (400_000_000).to_bytes(4, "little")
    with pytest.raises(uploads.Unsafe, match="unpacks to more than 2,000 files or 300 MB"):
        uploads.taken(bytes(sent), "data.zip", kinds=EVERY_KIND)
    with pytest.raises(uploads.Unsafe, match="unpacks to more than"):
        uploads.taken(a_zip(**{str(each): b"" for each in range(2001)}), "data.zip", kinds=EVERY_KIND)
    with pytest.raises(uploads.Unsafe, match="of more than 2,000 files"):
        uploads.taken(b"PK\x03\x04" + b"PK\x01\x02" * 20_000, "data.zip", kinds=EVERY_KIND)


def test_what_is_too_large_is_refused_with_its_size() -> None:
    with pytest.raises(uploads.TooLarge, match=r"This file has 50\.1 MB, and at most 50 MB are taken\."):
        uploads.taken(bytes(50_100_000), "report.pdf")
    with pytest.raises(uploads.TooLarge, match=r"This file has 20\.1 MB, and at most 20 MB are taken\."):
        uploads.taken(PNG + bytes(20_100_000 - len(PNG)), "logo.png")


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("../../etc/passwd", "passwd.pdf"),
        ("..\\..\\boot.ini", "boot.ini.pdf"),
        ("C:\\Users\\zoe\\report.pdf", "report.pdf"),
        ("a∕b／c.pdf", "c.pdf"),
        ("report\u202efdp.exe", "reportfdp.exe.pdf"),
        ("a\r\nContent-Type: text/html\x00.pdf", "html .pdf"),
        ("report.pdf\x00.exe", "report.pdf .exe.pdf"),
        ("%2e%2e%2freport.pdf", "%2e%2e%2freport.pdf"),
        ("Rapport été \ud800.PDF", "Rapport été.pdf"),
        ("....", "file.pdf"),
        ("", "file.pdf"),
        (".pdf", "file.pdf"),
        ("~", "file.pdf"),
        ("a" * 5000 + ".pdf", "a" * 150 + ".pdf"),
    ],
)
def test_a_name_is_shown_without_what_misleads(given: str, shown: str) -> None:
    assert uploads.taken(PDF, given).name == shown.replace(" .pdf", ".pdf")


@given(name=st.text(max_size=400))
def test_any_name_can_be_kept(name: str) -> None:
    shown = uploads.taken(PDF, name).name
    assert text.line(shown, 200) == shown
    assert shown.endswith(".pdf")
    assert not set(shown) & set("/\\\u202e\x00\r\n")


@given(
    content=st.binary(max_size=200),
    start=st.sampled_from([b"", b"%PDF-", b"PK\x03\x04", b"RIFF1234WEBP", b"\x89PNG\r\n\x1a\n"]),
)
def test_any_bytes_are_taken_or_refused(content: bytes, start: bytes) -> None:
    try:
        uploads.taken(start + content, "x", kinds=EVERY_KIND)
    except Refused as refused:
        _ = str(refused).encode()


async def test_an_upload_is_kept_whole(store: Store) -> None:
    upload = uploads.taken(PNG, "logo.png")
    async with store.transaction(now=NOW, by=ALICE) as db:
        await uploads.keep(db, upload, now=NOW, alt="A disc", credit="Larkfield Foundation")

    async with store.whole() as db:
        file = (await db.scalars(select(File))).one()
    kept = b"".join([piece async for piece in files.content(store, file, 0, file.size)])
    assert (kept, file.name, file.alt, file.credit) == (upload.content, "logo.png", "A disc", "Larkfield Foundation")
    assert (file.width, file.height, file.media_type) == (24, 24, "image/png")


def test_an_empty_file_is_no_text_either() -> None:
    with pytest.raises(uploads.NotTaken, match="This file is empty"):
        uploads.taken(b"", "notes.txt", kinds=EVERY_KIND)
