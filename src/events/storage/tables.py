"""Tables of text as CSV and XLSX: out without formulas, in again from what spreadsheets and people make of them."""

import csv
import io
import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from itertools import islice
from typing import Any
from xml.parsers import expat

from events import text

LARGEST = 1_000_000
MOST_ROWS = 5_000
_MOST_COLUMNS = 60
_MOST_MEMBERS, _LARGEST_UNPACKED, _MOST_TAGS = 500, 10_000_000, 500_000
_LAST_ROW = 1_048_576  # that a spreadsheet can have


class Unreadable(ValueError):
    """A file of which nothing can be read; its text is a sentence for whoever sent it."""


@dataclass(frozen=True)
class Row:
    """Cells that are not all blank, and the line of the file on which they begin."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    rows: tuple[Row, ...]
    breaks_off_at: int | None = None  # the line from which on nothing could be read
    others: tuple[str, ...] = ()  # sheets of a workbook that hold something too


def read(content: bytes) -> Table:
    """The table in a CSV or XLSX file, by what the file is. Raises Unreadable.

    Of a formula in XLSX the value last shown counts; nothing is calculated. Some seconds of CPU at worst: call it in
    a thread or a process.
    """
    if len(content) > LARGEST:
        raise Unreadable(f"This file has {len(content) / LARGEST:.1f} MB, and at most 1 MB is taken.")
    table = _of_workbook(content) if content.startswith(b"PK\x03\x04") else _of_csv(_decoded(content))
    if not table.rows and table.breaks_off_at is None:
        raise Unreadable("This file is empty.")
    return table


def csv_bytes(rows: Iterable[Sequence[str | None]]) -> bytes:
    """CSV (RFC 4180) in UTF-8 with the mark that Excel looks for; no cell is a formula to any spreadsheet."""
    file = io.StringIO(newline="")
    csv.writer(file).writerows([_disarmed(text.bare(cell or "")) for cell in row] for row in rows)
    return b"\xef\xbb\xbf" + file.getvalue().encode()


def xlsx_bytes(rows: Iterable[Sequence[str | None]], title: str = "Sheet 1") -> bytes:
    """A workbook of one sheet in which every cell is text: what begins like a formula is shown and not calculated."""
    import openpyxl  # takes a while, and most commands write no workbook
    from openpyxl.cell import WriteOnlyCell

    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet(title)
    for row in rows:
        cells = [WriteOnlyCell(sheet, value=_MARKED.sub("''", text.bare(cell or ""))) for cell in row]
        for each in cells:
            each.data_type = "s"
        sheet.append(cells)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


# What begins a formula, full-width too, after blanks and what nobody sees; and where a cell begins, or a program with
# another separator thinks so. An apostrophe before it makes it text.
_BLANK = "[^\\S\t\r\n]|[\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]"
_FORMULA = f"(?:{_BLANK})*[=+\\-@\uff1d\uff0b\uff0d\uff20\ufe62\ufe63\ufe66\ufe6b]"
_BEGINS = "(?:^|(?<=[;\t\r\n]))"
_BARE = re.compile(f"{_BEGINS}(?='*{_FORMULA})|^(?='*[\t\r\n])")
_MARKED = re.compile(f"{_BEGINS}'(?='*{_FORMULA})|^'(?='*[\t\r\n])")


def _disarmed(cell: str) -> str:
    return _BARE.sub("'", cell)


def _rearmed(cell: str) -> str:
    """As it was before `_disarmed`, and before somebody typed the apostrophe that a spreadsheet asks for."""
    return _MARKED.sub("", cell)


def _decoded(content: bytes) -> str:
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        codecs = ["utf-16"]
    elif b"\x00" in content[:200]:
        codecs = ["utf-16-le" if content[1:2] == b"\x00" else "utf-16-be"]
    else:
        codecs = ["utf-8", "cp1252"]
    for codec in codecs:
        try:
            return content.decode(codec).lstrip("\ufeff")
        except UnicodeDecodeError:
            continue
    raise Unreadable("This file is neither XLSX nor CSV in a known encoding; save it as CSV UTF-8.")


def _of_csv(words: str) -> Table:
    said = re.match(r"sep=(.)\r?\n", words)  # Excel's own word for it
    if said:
        return _parted(words[said.end() :], said[1], first_line=2)
    if not re.search(r"\w", words):
        return Table(())
    return max((_parted(words, mark) for mark in ",;\t|"), key=_regularity)


def _regularity(table: Table) -> tuple[bool, float, int]:
    """How much like a table it looks: most rows as wide as each other, and wider than one cell."""
    widths = Counter(len(each.cells) for each in table.rows[:50])
    [(width, count)] = widths.most_common(1) or [(0, 0)]
    return width > 1, count / max(widths.total(), 1), width


def _parted(words: str, mark: str, first_line: int = 1) -> Table:
    reader = csv.reader(io.StringIO(words, newline=""), delimiter=mark, strict=True)
    rows: list[Row] = []
    begins = 0
    try:
        for cells in reader:
            _add(rows, first_line + begins, (_rearmed(each).strip() for each in cells))
            begins = reader.line_num
    except csv.Error:  # a quotation mark that nobody closes, or text behind one
        return Table(tuple(rows), breaks_off_at=first_line + begins)
    return Table(tuple(rows))


def _add(rows: list[Row], line: int, cells: Iterable[str]) -> None:
    row = Row(line, tuple(islice(cells, _MOST_COLUMNS)))
    if not any(row.cells):
        return
    if len(rows) > MOST_ROWS:  # one of them is the heading
        raise Unreadable(f"This file has more than {MOST_ROWS:,} lines; send it in parts.")
    rows.append(row)


def _of_workbook(content: bytes) -> Table:
    import openpyxl  # takes a while, and most commands read no workbook

    _require_harmless(content)
    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        sheets = {each.title: _of_sheet(each) for each in book.worksheets}
    except Unreadable:
        raise
    except _NO_WORKBOOK as error:
        raise Unreadable("This file is damaged, or is no workbook; save it anew as XLSX or CSV.") from error
    filled = [title for title, rows in sheets.items() if rows]
    return Table(tuple(sheets[filled[0]]) if filled else (), others=tuple(filled[1:]))


# What openpyxl raises on what is no workbook; SyntaxError is that of its XML parsers.
_NO_WORKBOOK = (
    OSError, ValueError, KeyError, TypeError, AttributeError, IndexError, SyntaxError, OverflowError, EOFError,
    zipfile.BadZipFile, zlib.error, NotImplementedError, AssertionError, RecursionError, RuntimeError,
)  # fmt: skip


def _of_sheet(sheet: Any) -> list[Row]:
    rows: list[Row] = []
    blank: object = None  # one and the same for all the rows that a sheet leaves out, of which there may be a million
    sheet.reset_dimensions()  # what a sheet says of its own size is often wrong
    for line, cells in enumerate(sheet.iter_rows(max_col=_MOST_COLUMNS, values_only=True), 1):
        if line > _LAST_ROW:
            raise Unreadable("This sheet has more rows than a spreadsheet can; save it anew.")
        if cells is blank:
            continue
        if all(each is None for each in cells):
            blank = cells
        else:
            filled = cells[: max(place for place, each in enumerate(cells, 1) if each is not None)]
            _add(rows, line, (_rearmed(_in_words(each)).strip() for each in filled))
    return rows


def _in_words(value: object) -> str:
    if value is None or (isinstance(value, str) and re.fullmatch(r"#[A-Z/0]+[!?]?", value)):
        return ""  # `#REF!`: the sheet itself does not know
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return str(value.date() if value.time() == time() else value)
    return str(value)


def _require_harmless(content: bytes) -> None:
    """Before a library sees it: no bomb, and no entities, which are what XML hides bombs and other files' text in."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
            if len(members) > _MOST_MEMBERS or sum(each.file_size for each in members) > _LARGEST_UNPACKED:
                raise Unreadable("This workbook is far larger unpacked than a list of people is; send a CSV.")
            parts = [(each.filename, archive.read(each)) for each in members]
        documents = [content for name, content in parts if name.casefold().endswith(_XML) or text.is_markup(content)]
        if sum(each.count(b"<") for each in documents) > _MOST_TAGS:
            raise Unreadable("This workbook has far more cells than a list of people has; send a CSV.")
        for each in documents:
            _require_no_entities(each)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError, zlib.error) as error:
        if isinstance(error, Unreadable):
            raise
        raise Unreadable("This file is damaged or locked; save it anew as XLSX or CSV.") from error


_XML = (".xml", ".rels", ".vml")  # must be that; a workbook may call its parts anything


def _require_no_entities(document: bytes) -> None:
    def refuse(*declared: object) -> None:
        raise Unreadable("This workbook declares XML entities, and such files are not taken.")

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(document, True)
    except expat.ExpatError as error:
        raise Unreadable("This file is damaged; save it anew as XLSX or CSV.") from error
