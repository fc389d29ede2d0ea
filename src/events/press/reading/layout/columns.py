"""People to ring who stand side by side: each of their columns is read to its foot before the next one."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from events.press.reading.layout.lines import BETWEEN_COLUMNS, Line
from events.press.reading.words import names
from events.press.reading.words.numbers import MAIL

_GAP = re.compile(r"\t[ \t]*|[ \u00a0]{2,}[ \t]*")
_NUMBER = re.compile(r"[+(]?\d(?:[ ().–-]{0,2}\d){6,14}")
_FEWEST, _MOST = 2, 12  # lines of a block
_COLUMNS = 3
_WIDEST = 240  # of a line; a longer one is a paragraph


class Cell(NamedTuple):
    start: int
    text: str
    at: int  # how far to the right, with its tabs as wide as they are shown


Block = Sequence[Sequence[Cell]]  # its columns
_APART = (-1, 0)  # the number of no block


def within(text: str) -> list[Block]:
    """The blocks in which every column names somebody and says, in the same way, how they are reached."""
    return [columns for rows in _blocks(text) if (columns := _columns(rows)) and _ring_each(rows, columns)]


def gapped(text: str, blocks: Sequence[Block]) -> str:
    """As long as before: what stands between the columns parts lines."""
    pieces = list(text)
    for cell in (each for columns in blocks for column in columns for each in column):
        at = cell.start - 1
        while at >= 0 and pieces[at] in " \t\u00a0":
            pieces[at] = BETWEEN_COLUMNS
            at -= 1
    return "".join(pieces)


def by_column(lines: Sequence[Line], blocks: Sequence[Block]) -> list[Line]:
    """The same lines, those of each block column by column, each of which is a group of its own."""
    place = {
        start: (number, column)
        for number, columns in enumerate(blocks)
        for column, cells in enumerate(columns)
        for each in cells
        for start in range(each.start, each.start + len(each.text))
    }
    told: list[Line] = []
    added = 0
    for number, run in groupby(lines, key=lambda each: place.get(each.start, _APART)[0]):
        block = list(run)
        if number != _APART[0]:
            block.sort(key=lambda each: place[each.start])
            block = [each._replace(group=each.group + place[each.start][1], indent=0) for each in block]
        told += [each._replace(group=each.group + added) for each in block]
        added += len(blocks[number]) - 1 if number != _APART[0] else 0
    return told


def _blocks(text: str) -> Iterator[list[list[Cell]]]:
    """The cells of the lines of each block; of none that has no gaps."""
    start = 0
    for block in text.split("\n\n") if "\t" in text or "  " in text else ():
        lines = block.split("\n")
        if sum("\t" in each or "  " in each for each in lines) >= _FEWEST:
            yield from _rows(lines, start)
        start += len(block) + 2


def _rows(lines: Sequence[str], start: int) -> Iterator[list[list[Cell]]]:
    rows = list[list[Cell]]()
    for line in [*lines, ""]:
        if line.strip():
            rows.append(_cells(line, start) if len(line) <= _WIDEST else [])
        else:
            if len(rows) <= _MOST and sum(len(each) > 1 for each in rows) >= _FEWEST:
                yield rows
            rows = []
        start += len(line) + 1


def _cells(line: str, start: int) -> list[Cell]:
    ends = [
        len(line) - len(line.lstrip()),
        *(each.end() for each in _GAP.finditer(line) if line[: each.start()].strip()),
    ]
    cells = [(at, line[at:end].rstrip()) for at, end in zip(ends, [*ends[1:], len(line)], strict=True)]
    return [Cell(start + at, text, len(line[:at].expandtabs(8))) for at, text in cells if text]


def _columns(rows: Sequence[Sequence[Cell]]) -> Block | None:
    """The cells below each other; those of a line with fewer stand below what they are nearest to."""
    count = max(len(each) for each in rows)
    if not 1 < count <= _COLUMNS or not all(rows):
        return None
    begins = [min(row[place].at for row in rows if len(row) == count) for place in range(count)]
    columns: list[list[Cell]] = [[] for _ in range(count)]
    for row in rows:
        for place, cell in enumerate(row):
            near = min(range(count), key=lambda each: abs(begins[each] - cell.at))
            columns[place if len(row) == count else near].append(cell)
    return columns


def _ring_each(rows: Sequence[Sequence[Cell]], columns: Block) -> bool:
    ways = all(any(MAIL.search(each.text) for each in column) for column in columns) or all(
        any(_NUMBER.search(each.text) for each in column) for column in columns
    )
    return ways and any(all(map(_names_somebody, row)) for row in rows if len(row) == len(columns))


def _names_somebody(cell: Cell) -> bool:
    return any(each.is_whole for each in names.within(cell.text))
