"""Tables as CSV and XLSX: never a formula going out, the same text coming in again, bombs and entities refused."""

import csv
import io
import re
import time
import zipfile
from collections.abc import Callable
from datetime import date

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from events import text
from events.storage import tables

FORMULAS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    " =1",
    "\u00a0=1",
    "\ufeff=1",
    "\u200b=1",
    "＝1+1",
    "＋1",
    "－1",
    "＠a",
]
ANY_TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=30)
HOSTILE = st.lists(st.sampled_from([*"=+-@'; \t\r\n\",a1|", "\ufeff", "＝", "\u200b"]), max_size=12).map("".join)
# What any spreadsheet, or one with another separator, would calculate.
DANGEROUS = re.compile(r"[\s\ufeff\u200b]*[=+\-@＝＋－＠]")


def cells(content: bytes, mark: str = ",") -> list[str]:
    words = content.decode("utf-8-sig")
    return [cell for row in csv.reader(io.StringIO(words, newline=""), delimiter=mark) for cell in row]


def a_workbook(*rows, **members: bytes) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    if not members:
        return file.getvalue()
    again = io.BytesIO()
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(again, "w", zipfile.ZIP_DEFLATED) as new:
        for each in old.namelist():
            new.writestr(each, members.pop(each.rpartition("/")[2].partition(".")[0], old.read(each)))
        for name, content in members.items():
            new.writestr(f"xl/{name}.data", content)
    return again.getvalue()


def a_sheet(rows: str, before: str = "") -> bytes:
    """A workbook whose one sheet is this XML."""
    sheet = f'{before}<worksheet xmlns="{_MAIN}"><sheetData>{rows}</sheetData></worksheet>'
    return a_workbook(["x"], sheet1=sheet.encode())


_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


@pytest.mark.parametrize("formula", FORMULAS, ids=ascii)
def test_no_cell_that_goes_out_is_a_formula(formula: str) -> None:
    assert all(each.startswith("'") for each in cells(tables.csv_bytes([[formula]])))


@settings(max_examples=500)
@given(cell=HOSTILE)
def test_no_cell_is_a_formula_to_a_program_with_another_separator(cell: str) -> None:
    content = tables.csv_bytes([[cell]])
    assert not any(DANGEROUS.match(each) for mark in ";\t" for each in cells(content, mark))


@settings(max_examples=60)
@given(table=st.lists(st.lists(HOSTILE | ANY_TEXT, min_size=3, max_size=3), min_size=1, max_size=4))
def test_what_went_out_comes_in_again(table: list[list[str]]) -> None:
    named = [[f"Ada {number}", *row] for number, row in enumerate(table)]
    heading = ["Name", "Job title", "Organisation", "Email"]
    for content in (tables.csv_bytes([heading, *named]), tables.xlsx_bytes([heading, *named])):
        came = [[*each.cells, "", "", ""][:4] for each in tables.read(content).rows]
        assert came == [heading, *([_as_kept(cell) for cell in row] for row in named)]


def _as_kept(cell: str) -> str:
    return text.bare(cell).strip()


def test_csv_is_as_rfc_4180_has_it_with_the_mark_that_excel_wants() -> None:
    content = tables.csv_bytes([["Name", "Job title"], ["Zoë Quill", 'Director, "Policy"'], [None, "two\nlines"]])
    assert content == '\ufeffName,Job title\r\nZoë Quill,"Director, ""Policy"""\r\n,"two\nlines"\r\n'.encode()


def test_a_number_with_its_country_stays_readable() -> None:
    assert cells(tables.csv_bytes([["+44 20 7946 0182"]])) == ["'+44 20 7946 0182"]


def test_every_cell_of_a_workbook_that_goes_out_is_text() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(tables.xlsx_bytes([FORMULAS, ["=1+1", "007"]]))).active
    assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value is not None} == {"s"}
    assert sheet["A2"].value == "=1+1"


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"], ids=ascii)
@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=ascii)
def test_csv_comes_in_as_any_spreadsheet_writes_it(mark: str, codec: str, end: str) -> None:
    words = end.join([f"Name{mark}Role", f"Zoë Quill{mark}“Chair” – {',;|'.replace(mark, '')}", ""])
    rows = tables.read(words.encode(codec)).rows
    assert [(each.line, each.cells[0]) for each in rows] == [(1, "Name"), (2, "Zoë Quill")]
    assert len(rows[1].cells) == 2


def test_excel_may_say_which_separator_it_took() -> None:
    table = tables.read(b"sep=;\r\nName;Role\r\nAda;a,b,c,d\r\n")
    assert [(each.line, each.cells) for each in table.rows] == [(2, ("Name", "Role")), (3, ("Ada", "a,b,c,d"))]


def test_lines_are_counted_as_an_editor_counts_them() -> None:
    table = tables.read(b'Name,Role\n\n"Ada\nQuill",Chair\n,,\nBob,Fellow\n')
    assert [(each.line, each.cells[0]) for each in table.rows] == [(1, "Name"), (3, "Ada\nQuill"), (6, "Bob")]


def test_a_quotation_mark_left_open_keeps_what_was_before_it() -> None:
    table = tables.read(b'Name,Role\nAda,Chair\nBob,"Fellow\nCy,Clerk\n')
    assert ([each.cells[0] for each in table.rows], table.breaks_off_at) == (["Name", "Ada"], 3)


def test_numbers_days_and_errors_of_a_workbook_come_in_as_words() -> None:
    content = a_workbook([2079460182.0, 1.5, True, date(2010, 4, 14), "#REF!", None, "'+44 20"])
    assert tables.read(content).rows[0].cells == ("2079460182", "1.5", "yes", "2010-04-14", "", "", "+44 20")


def test_a_formula_of_a_workbook_is_never_calculated() -> None:
    sheet = '<row r="1"><c r="A1"><f>1+1</f><v>7</v></c><c r="B1"><f>HYPERLINK("http://a.example")</f></c></row>'
    assert tables.read(a_sheet(sheet)).rows[0].cells == ("7",)


def test_the_first_sheet_that_holds_something_is_read_and_the_others_are_named() -> None:
    book = openpyxl.Workbook()
    book.create_sheet("Speakers").append(["Name"])
    book.create_sheet("Notes").append(["Bring water"])
    file = io.BytesIO()
    book.save(file)
    table = tables.read(file.getvalue())
    assert (table.rows[0].cells, table.others) == (("Name",), ("Notes",))


LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)
XXE = '<!DOCTYPE x [<!ENTITY i SYSTEM "file:///etc/passwd">'
CELL = '<row r="1"><c r="A1" t="inlineStr"><is><t>&i;</t></is></c></row>'


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(a_sheet(CELL, f"{LAUGHS}]>"), id="a billion laughs"),
        pytest.param(a_sheet(CELL, f"{XXE}]>"), id="another file"),
        pytest.param(a_sheet(CELL, '<!DOCTYPE x SYSTEM "http://a.example/x.dtd">'), id="another site"),
        pytest.param(a_workbook(["x"], workbook=f"{XXE}]><x>&i;</x>".encode()), id="in the workbook itself"),
        pytest.param(a_workbook(["x"], sheet1=f"{XXE}]><x>&i;</x>".encode("utf-16")), id="in UTF-16"),
        pytest.param(a_workbook(["x"], beside=f"{LAUGHS}]><x>&i;</x>".encode()), id="in a part of another name"),
    ],
)
def test_xml_entities_are_refused(content: bytes) -> None:
    with pytest.raises(
        tables.Unreadable, match=r"^This workbook declares XML entities, and such files are not taken\.$"
    ):
        tables.read(content)


MANY = '<row><c t="inlineStr"><is><t>a</t></is></c></row>'


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        pytest.param(bytes(1_200_000), r"This file has 1\.2 MB, and at most 1 MB is taken\.", id="too large"),
        pytest.param(lambda: a_workbook(["x"], sheet1=bytes(400_000_000)), "far larger unpacked", id="zip bomb"),
        pytest.param(lambda: a_sheet("<row/>" * 600_000), "far more cells", id="very many tags"),
        pytest.param(lambda: a_sheet(MANY * 5_002), r"more than 5,000 lines; send it in parts\.", id="too many rows"),
        pytest.param(b"Ada,Chair\n" * 5_002, r"more than 5,000 lines; send it in parts\.", id="too many lines"),
        pytest.param(a_sheet('<row r="999999999"><c r="A999999999"><v>1</v></c></row>'), "more rows", id="a far row"),
        pytest.param(a_sheet('<row r="1"><c r="ZZZZZZ1"><v>1</v></c></row>'), "damaged|empty", id="a far column"),
        pytest.param(b"PK\x03\x04 nothing", "damaged or locked", id="no ZIP"),
        pytest.param(a_workbook(["x"], workbook=b"<x/>"), "damaged|empty", id="no workbook"),
        pytest.param(b"\x81\x8d\x8f", "neither XLSX nor CSV in a known encoding", id="no encoding"),
        pytest.param(b"\n \n,,\n", r"This file is empty\.", id="nothing"),
    ],
)
def test_what_cannot_be_read_is_refused_soon_and_with_the_reason(
    content: bytes | Callable[[], bytes], sentence: str
) -> None:
    content = content() if callable(content) else content  # what is large is made here, and not by whoever collects
    before = time.process_time()
    with pytest.raises(tables.Unreadable, match=sentence):
        tables.read(content)
    assert time.process_time() - before < 3


@given(content=st.binary(max_size=300), start=st.sampled_from([b"", b"PK\x03\x04", b"\xff\xfe", b"sep=,\n"]))
def test_any_bytes_are_read_or_refused(content: bytes, start: bytes) -> None:
    try:
        tables.read(start + content)
    except tables.Unreadable as refused:
        _ = str(refused).encode()
