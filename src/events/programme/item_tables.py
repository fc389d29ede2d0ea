"""A running order that is a table: its rows as lines that `running_order` reads, each item with who speaks in it."""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

_HEADS = {
    "hour": "time,times,hour,start,starts,start time,begins,from,when",
    "title": "title,item,session,session title,programme,agenda item,topic,what,activity,subject,event",
    "who": "speaker,speakers,speaker(s),who,name,names,presenter,presenters,panel,panellists,chair,led by",
    "role": "role,position,job title,post",
    "house": "organisation,organization,affiliation,company",
    "more": "description,details,detail,about,notes",
}
_COLUMNS = {words: head for head, called in _HEADS.items() for words in called.split(",")}
_PARTING = "\t;,|"
_HOUR = re.compile(r"\d{1,2}[.:h]?\d{2}\b|\d{1,2}\s?[ap]\.?m\b|noon\b|midday\b", re.IGNORECASE)
_APART = re.compile(r"\s*[;\n]\s*")

Cells = Mapping[str, list[str]]


@dataclass(frozen=True)
class Table:
    """The rows as lines, `18.30 Welcome` with each speaker in an indented line below; and what stands around them."""

    rows: Sequence[str]
    before: Sequence[str]
    after: Sequence[str]


def read(lines: Sequence[str]) -> Table | None:
    """From the row that heads an hour and an item to the next blank line; None where there is no such table."""
    for place, line in enumerate(lines):
        for parting in _PARTING if len(line) < 500 else ():
            heads = [_COLUMNS.get(cell.strip(' "*').casefold(), "") for cell in line.split(parting)]
            if {"hour", "title"} <= {*heads}:
                end = next((n for n in range(place + 1, len(lines)) if not lines[n].strip()), len(lines))
                if rows := _rows(heads, lines[place + 1 : end], parting):
                    return Table(rows, lines[:place], lines[end:])
    return None


def _rows(heads: Sequence[str], lines: Sequence[str], parting: str) -> list[str]:
    try:
        rows = [_cells(heads, each) for each in csv.reader(lines, delimiter=parting, skipinitialspace=True)]
    except csv.Error:
        return []
    if not any(_HOUR.match(hour) for cells in rows for hour in cells["hour"]):
        return []
    return [line for cells in rows for line in _of_item(cells)]


def _cells(heads: Sequence[str], row: Sequence[str]) -> Cells:
    """What stands under each heading; one may head several columns, such as `Speaker`."""
    found: dict[str, list[str]] = {head: [] for head in _HEADS}
    for head, cell in zip(heads, row, strict=False):
        if head and (words := cell.strip(' \t"')):
            found[head].append(words)
    return found


def _of_item(cells: Cells) -> Iterator[str]:
    who = [each for cell in cells["who"] for each in _APART.split(cell) if each]
    if len(who) == 1:  # whose post the other columns tell
        who = [", ".join((*who, *cells["role"], *cells["house"]))]
    told = [*who, *(line for cell in cells["more"] for line in cell.splitlines())]
    title = [" ".join(each.split()) for each in cells["title"]] or told[:1]
    if line := " ".join((*cells["hour"][:1], *title)):
        yield line
        yield from (f"  {each.strip()}" for each in (told if cells["title"] else told[1:]))
