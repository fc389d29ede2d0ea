"""What becomes text of an upload, and what is refused before it is opened."""

import io
import re
import zipfile
from datetime import date, time

import docx
import openpyxl
import pytest

from events.press.reading import files, reading
from events.press.reading.draft import Draft
from events.storage import tables

TODAY = date(2026, 11, 24)


def a_word_file() -> bytes:
    document = docx.Document()
    document.add_paragraph("PRESS RELEASE")
    document.add_heading("Ferries return to the estuary", level=1)
    document.add_paragraph("3 June 2026")
    opening = document.add_paragraph("A ferry will cross the estuary again after forty years, says ")
    opening.add_run("The Short Way Over").italic = True
    opening.add_run(", a report by the Estuary Trust.")
    document.add_paragraph(
        "“People here look at each other across the water,” said Maud Tillotson, Director of the Estuary Trust."
    )
    document.add_heading("Event details", level=2)
    table = document.add_table(rows=0, cols=2)
    for label, value in (
        ("Date", "Friday 5 June 2026"),
        ("Time", "5pm–6.30pm"),
        ("Venue", "Custom House, Sample Quay, Westermere"),
    ):
        cells = table.add_row().cells
        cells[0].text, cells[1].text = label, value
    document.add_paragraph("Speakers")
    document.add_paragraph("Maud Tillotson, Director, Estuary Trust", style="List Bullet")
    document.add_paragraph("Captain Idris Beale, ferry master (tbc)", style="List Bullet")
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def read(name: str, content: bytes) -> Draft:
    return reading.read(files.text(name, content), today=TODAY)


def test_a_word_file_is_read_with_its_headings_its_italics_and_its_table() -> None:
    draft = read("release.docx", a_word_file())

    assert draft.headline
    assert draft.headline.value == "Ferries return to the estuary"
    assert draft.publication.title
    assert draft.publication.title.value == "The Short Way Over"
    event = draft.event
    assert [each and each.value for each in (event.date, event.starts, event.ends, event.venue, event.address)] == [
        "2026-06-05", "17:00", "18:30", "Custom House", "Sample Quay, Westermere",
    ]  # fmt: skip
    assert [(each.name.value, bool(each.tentative)) for each in draft.panel] == [
        ("Maud Tillotson", False),
        ("Captain Idris Beale", True),
    ]
    assert [each.speaker and each.speaker.value for each in draft.quotations] == ["Maud Tillotson"]


def test_a_spreadsheet_is_read_by_its_heading() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Organisation", "Name", "Position", "Confirmed"])
    sheet.append(["Estuary Trust", "Maud Tillotson", "Director", "tbc"])
    written = io.BytesIO()
    book.save(written)

    panel = read("speakers.xlsx", written.getvalue()).panel

    assert [(each.name.value, bool(each.tentative)) for each in panel] == [("Maud Tillotson", True)]
    assert [each.role and each.role.value for each in panel[0].affiliations] == ["Director"]


def test_every_sheet_of_a_workbook_is_read_and_an_hour_stands_as_it_is_shown() -> None:
    book = openpyxl.Workbook()
    where, programme = book.active, book.create_sheet("Programme")
    assert where is not None
    where.append(["Pier Day: programme"])
    where.append(["Friday 3 July 2026, Custom House, 2 Sample Quay, Leeds"])
    for row in (
        ("Start", "Item", "Speaker", "Organisation"),
        (time(9), "Registration", None, None),
        (time(9, 30), "Welcome", "Ada Holm", "Pier Club"),
        (time(9, 40), "Keynote", "Odd Lie", "Lamp Fund"),
        (time(13), "Close", None, None),
    ):
        programme.append(row)
    written = io.BytesIO()
    book.save(written)

    draft = read("programme.xlsx", written.getvalue())

    event = draft.event
    assert [each and each.value for each in (event.title, event.date, event.starts, event.ends, event.venue)] == [
        "Pier Day", "2026-07-03", "09:30", "13:00", "Custom House",
    ]  # fmt: skip
    assert [(each.name.value, each.role and each.role.value) for each in draft.panel] == [
        ("Ada Holm", None),
        ("Odd Lie", "keynote"),
    ]


FIRST_AND_LAST = b"""First name;Surname;Position;Organisation;Status
Ada;Holm;"Warden; Trustee";"Pier Club; Lamp Fund";tbc
"=SUM(A1)";;;;
Odd;Lie;"=HYPERLINK(""a"";""Pilot"")";Coastal Union;confirmed
Bo;Ek;Diver;Tide Lab;declined
"""


@pytest.mark.parametrize("name", ["speakers.csv", "speakers.txt"])
def test_a_table_of_speakers_has_no_headline_and_its_formulas_are_no_facts(name: str) -> None:
    draft = read(name, FIRST_AND_LAST)

    assert draft.headline is None
    assert [(each.name.value, each.tentative is not None) for each in draft.panel] == [
        ("Ada Holm", True),
        ("Odd Lie", False),
    ]
    assert [
        [(post.role and post.role.value, post.organisation and post.organisation.value) for post in each.affiliations]
        for each in draft.panel
    ] == [[("Warden", "Pier Club"), ("Trustee", "Lamp Fund")], [(None, "Coastal Union")]]
    assert draft.body
    assert draft.body.value.startswith("First name")
    assert "declined" in draft.body.value


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        pytest.param(
            "Title\tFirst name\tLast name\tPosition\tOrganisation\tChair\n"
            "Dr\tAda\tHolm\tWarden\tPier Club\tyes\n\tOdd\tLie\tPilot\t\t\n",
            [("Dr Ada Holm", "chair", "Warden", "Pier Club"), ("Odd Lie", None, "Pilot", None)],
            id="tabs with empty cells",
        ),
        pytest.param(
            "Name,Title,Organisation\nAda Holm,Director,Lamp Fund\nOdd Lie,Pilot,Pier Club\n",
            [("Ada Holm", None, "Director", "Lamp Fund"), ("Odd Lie", None, "Pilot", "Pier Club")],
            id="a title is a post",
        ),
        pytest.param(
            "Name;Vorname;Funktion;Institution\nHolm;Ada;Leiterin;Pier Club\nLie;Odd;Lotse;Lamp Fund\n",
            [("Ada Holm", None, "Leiterin", "Pier Club"), ("Odd Lie", None, "Lotse", "Lamp Fund")],
            id="in German",
        ),
        pytest.param(
            "Speakers for the pier day\n| Speaker | Role | Affiliation | Session |\n|---|---|---|---|\n"
            "| Ada Holm | Moderator | Pier Club (tbc) | Panel 1 |\n| Odd Lie | Pilot | Lamp Fund | Keynote |\n",
            [("Ada Holm", "moderator", None, "Pier Club"), ("Odd Lie", "keynote", "Pilot", "Lamp Fund")],
            id="in Markdown below a title",
        ),
        pytest.param(
            "Surname,Forename,Role at event,Job title,Employer,Email\n"
            "Holm,Ada,Chair,Warden,Pier Club,ada@pier.example\nLie,Odd,Keynote,Pilot,Lamp Fund,\n",
            [("Ada Holm", "chair", "Warden", "Pier Club"), ("Odd Lie", "keynote", "Pilot", "Lamp Fund")],
            id="with mail addresses, which are no press contacts",
        ),
    ],
)
def test_the_columns_of_a_table_of_speakers_say_what_its_cells_are(
    written: str, expected: list[tuple[str, str | None, str | None, str | None]]
) -> None:
    draft = reading.read(written, today=TODAY)

    assert draft.press_contacts == ()
    assert [
        (
            each.name.value,
            each.role and each.role.value,
            each.affiliations[0].role and each.affiliations[0].role.value,
            each.affiliations[0].organisation and each.affiliations[0].organisation.value,
        )
        for each in draft.panel
    ] == expected


def test_scripts_and_styles_of_a_page_are_no_text() -> None:
    page = b"<style>p{}</style><script>steal()</script><p>Hello <b onclick='x'>there</b></p><iframe src=//e></iframe>"

    assert files.text("page.html", page) == "Hello **there**\n"


def test_what_a_page_leaves_unended_or_draws_is_no_depth() -> None:
    page = "<ul>" + "<li>One<p>more<br>" * 300 + "</ul><svg>" + "<path d='M0'/>" * 300 + "</svg><div>Last</div>" * 300

    assert files.text("page.html", page.encode()).endswith("Last\n")


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param("Café".encode(), "Café", id="utf-8"),
        pytest.param("Café".encode("cp1252"), "Café", id="windows"),
        pytest.param("Café".encode("utf-16"), "Café", id="utf-16"),
        pytest.param(b"\xef\xbb\xbfa\r\nb\rc", "a\nb\nc", id="line ends"),
    ],
)
def test_text_is_read_in_the_encodings_of_offices(content: bytes, expected: str) -> None:
    assert files.text("release.txt", content) == expected


def zipped(**parts: bytes) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return written.getvalue()


ENTITIES = b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY e SYSTEM "file:///etc/passwd">]><d>&e;</d>'


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        pytest.param("a.txt", b"a" * (files.LARGEST + 1), "larger than 10 MB", id="too large"),
        pytest.param("a.txt", b"a" * 300_000, "longer than 200,000", id="too long"),
        pytest.param("a.pdf", b"%PDF-1.7\n1 0 obj", "is a PDF; save it as .docx, or copy its text", id="PDF"),
        pytest.param("a.docx", b"%PDF-1.7\n1 0 obj", "is a PDF", id="PDF under another name"),
        pytest.param("a.odt", zipped(content_xml=b"<a/>"), "is a ZIP, or a document under another", id="ODT"),
        pytest.param("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old format of Word", id="old Word"),
        pytest.param("a.rtf", b"{\\rtf1 Words.}", "is in RTF", id="RTF"),
        pytest.param("a.png", b"\x89PNG\r\n\x1a\n", "is a picture", id="picture"),
        pytest.param("a.exe", b"MZ\x90\x00\x03\x00", "is no text", id="program"),
        pytest.param("a.txt", b"", "no text in this file", id="empty"),
        pytest.param("a.docx", b"no zip", "damaged", id="no zip"),
        pytest.param("a.docx", zipped(other_xml=b"<a/>"), "not the kind", id="another zip"),
        pytest.param("a.docx", zipped(word__document_xml=b" " * 40_000_000), "unpacks to more", id="a bomb"),
        pytest.param("a.docx", zipped(word__document_xml=ENTITIES), "declares XML entities", id="entities"),
        pytest.param(
            "a.docx",
            zipped(word__document_xml=ENTITIES.decode().encode("utf-16")),
            "declares XML entities",
            id="entities in UTF-16",
        ),
        pytest.param(
            "a.docx",
            zipped(word__document_xml=b"<a/>", body=ENTITIES),
            "declares XML entities",
            id="entities under another name",
        ),
        pytest.param("a.docx", zipped(word__document_xml=b"<a>" * 5000), "nested too deeply", id="depth"),
        pytest.param("a.html", b"<div>" * 5000, "nested too deeply", id="depth of a page"),
        pytest.param("a.html", b"<div></p>" * 5000, "nested too deeply", id="ends of what never began"),
        pytest.param("a.html", b"<" * 900_000, "more than 50,000 tags", id="tags"),
        pytest.param("a.docx", zipped(word__document_xml=b"<a/>"), "damaged", id="no document"),
        pytest.param(
            "a.xlsx", zipped(xl__workbook_xml=ENTITIES), "declares XML entities", id="entities in a spreadsheet",
        ),
        pytest.param("a.xlsx", zipped(xl__workbook_xml=b"<a/>"), "damaged", id="no spreadsheet"),
        pytest.param("a.xlsx", tables.xlsx_bytes([["Ann Lee"]] * 1001), "more than 1,000 rows", id="long spreadsheet"),
        pytest.param("a.csv", b"Ann Lee,Chair\n" * 1001, "more than 1,000 rows", id="long table"),
    ],
)  # fmt: skip
def test_a_hostile_file_is_refused_with_the_reason(name: str, content: bytes, says: str) -> None:
    with pytest.raises(files.Unreadable, match=says):
        files.text(name, content)


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_letters_are_read_in_whatever_coding_a_program_saves_them(coding: str) -> None:
    assert files.text("a.txt", "Trust opens café".encode(coding)) == "Trust opens café"


def test_the_letter_of_a_note_is_set_apart_from_the_word_that_has_it() -> None:
    html = b"<p>The cars are 33 years old<sup>a</sup>, as on 1<sup>st</sup> May.</p><p><sup>a</sup> Weighted.</p>"

    assert files.text("a.html", html) == "The cars are 33 years old[a], as on 1st May.\n\n[a] Weighted.\n"


WITH_MAIL = """Name,Role,Organisation,Email,Mobile phone
Dr Ada Holm,Warden,Pier Club,ada@pier.example,+44 20 7946 0301
"Lie, Odd",Pilot,"Ropes, Nets and Lamps Fund",odd@lamp.example,020 7946 0302
Bo Ek,Moderator,Freelance diver,,07700 900371
"""


@pytest.mark.parametrize("above", ["", "Who speaks on Pier Day\n", "Speakers and their contact details\n"])
@pytest.mark.parametrize("parting", [",", "\t"])
def test_a_table_of_posts_at_houses_lists_speakers_of_whom_nobody_is_rung(above: str, parting: str) -> None:
    table = (
        WITH_MAIL if parting == "," else re.sub(r'"([^"]*)"', r"\1", re.sub(r',(?=\S)(?! |[^"\n]*",)', "\t", WITH_MAIL))
    )

    draft = reading.read(above + table, today=TODAY)

    assert draft.press_contacts == ()
    assert [each.name.value for each in draft.panel] == ["Dr Ada Holm", "Odd Lie", "Bo Ek"]
    assert draft.panel[1].affiliations[0].organisation
    assert draft.panel[1].affiliations[0].organisation.value == "Ropes, Nets and Lamps Fund"
    assert [[way.value for way in each.reached] for each in draft.panel] == [
        ["ada@pier.example", "+44 20 7946 0301"],
        ["odd@lamp.example", "020 7946 0302"],
        ["07700 900371"],
    ]


@pytest.mark.parametrize("above", ["Press contacts\n", "Media enquiries:\n", "Spokespeople for interviews\n"])
def test_a_table_that_says_whom_to_ring_lists_no_speakers(above: str) -> None:
    draft = reading.read(above + WITH_MAIL, today=TODAY)

    assert [each.name and each.name.value for each in draft.press_contacts][:1] == ["Dr Ada Holm"]
    assert draft.panel == ()
