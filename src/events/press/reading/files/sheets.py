"""Lists of a spreadsheet, or saved by one: each row a line, its cells between bars."""

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from datetime import datetime, time

from events.press.reading.files import archives, letters
from events.press.reading.files.unreadable import Unreadable

_MOST_ROWS = 1000


def of_csv(content: bytes) -> str:
    written = _SEPARATOR.sub("", letters.text(content))
    lines = written[:2000].split("\n")
    mark = max(",;\t", key=lambda each: (sum(each in line for line in lines), written[:2000].count(each)))
    try:
        return _rows(csv.reader(io.StringIO(written), delimiter=mark))
    except csv.Error as error:
        raise Unreadable("This CSV file is damaged; save it again, or paste its lines.") from error


_SEPARATOR = re.compile(r"\Asep=.\r?\n")  # for Excel, which shows it to nobody


def of_workbook(content: bytes) -> str:
    import openpyxl
    from openpyxl.utils.exceptions import InvalidFileException

    archives.require_harmless(content, "xl/workbook.xml")
    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        for sheet in book.worksheets:
            sheet.reset_dimensions()
        return _rows(
            map(_shown, row)
            for sheet in book.worksheets
            for row in (*sheet.iter_rows(values_only=True, max_row=_MOST_ROWS + 1, max_col=30), ())
        )
    except Unreadable:
        raise
    except (
        InvalidFileException,
        KeyError,
        ValueError,
        TypeError,
        AttributeError,
        IndexError,
        zipfile.BadZipFile,
    ) as error:
        raise Unreadable("This spreadsheet is damaged; save it again, or paste its lines.") from error


def _shown(cell: object) -> str:
    """A cell as its sheet shows it: a day without an hour, an hour without seconds."""
    written = "" if cell is None else str(cell)
    return _MIDNIGHT.sub("", _SECONDS.sub(r"\1", written)) if isinstance(cell, datetime | time) else written


_MIDNIGHT = re.compile(r" 00:00$")
_SECONDS = re.compile(r"(\d\d:\d\d):\d\d.*$")


def _rows(rows: Iterable[Iterable[str]]) -> str:
    return "\n".join(_row_lines(rows)) + "\n"


def _row_lines(rows: Iterable[Iterable[str]]) -> Iterator[str]:
    count = 0
    for row in rows:
        cells = [" ".join(each.replace("|", "/").split()) for each in row]
        while cells and not cells[-1]:
            cells.pop()
        count += bool(cells)
        if count > _MOST_ROWS:
            raise Unreadable(f"This list has more than {_MOST_ROWS:,} rows; paste the part that is needed.")
        yield f"| {' | '.join(cells)} |" if len(cells) > 1 else "".join(cells)
