"""Many people at once, one to a line."""

import csv
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from events import text
from events.people import headings, pasted, person_lines, person_rows, posts
from events.people.headings import STAGE_WORDS
from events.people.pasted import LONGEST, Mistake, Pasted, Unclear

MOST_LINES = 500


@dataclass(frozen=True)
class Read:
    found: tuple[Pasted, ...] = ()
    mistakes: tuple[Mistake, ...] = ()


def read(words: str, known: Collection[str] = (), home: str | None = None) -> Read:
    """Everybody whom these lines name, in their order; `known` are names of organisations.

    A telephone number without its country is one of `home`.

    A line that cannot be read is a mistake, and the others are read all the same. A line of its own such as `Chair:`
    says what those below it do on stage; a row of column names says what stands in the cells below it.
    """
    found: list[Pasted] = []
    mistakes: list[Mistake] = []
    lines = _LINE_ENDS.split(words)
    heading, columns = _Heading(), None
    for number, line in enumerate(lines[:MOST_LINES], 1):
        try:
            cells = _cells(line)
            if not cells:
                continue
            if said := _heading(cells):
                heading = said
            elif under := _Columns.named(cells, line, lines[number:MOST_LINES], is_first=columns is None):
                columns = under
            else:
                by = (number, cells, known, home)
                person = columns.person(*by) if columns else person_lines.read(*by)
                found.append(replace(person, role=person.role or heading.role))
                heading = heading if heading.is_over_all else _Heading()
        except (Unclear, text.Unfit) as error:
            mistakes += pasted.mistakes_of(number, error)
    if any(each.strip() for each in lines[MOST_LINES:]):
        mistakes.append(Mistake(MOST_LINES + 1, f"was not read, nor what follows; paste {MOST_LINES} lines at once."))
    return Read(tuple(found), tuple(mistakes))


@dataclass(frozen=True)
class _Heading:
    """A line of its own over others: `Panellists` is over all that follow, `Chair:` over the next."""

    role: str | None = None
    is_over_all: bool = True


@dataclass(frozen=True)
class _Columns:
    meant: Mapping[int, tuple[str, int]]
    mark: str  # what parts the cells; if that is no tab, a line with more or fewer of them is read as any other
    width: int

    @classmethod
    def named(cls, cells: Sequence[str], line: str, below: Sequence[str], *, is_first: bool) -> "_Columns | None":
        """Those that a line names, if it does that."""
        for mark in ("\t",) if "\t" in line.strip() else (",", ";"):
            names = cells if len(cells) > 1 else posts.split(cells[0], mark)
            rows = (each.split(mark) for each in below)
            if mark in line and headings.is_heading(names, rows, is_first=is_first):
                return cls(headings.meant(names, [each.split(mark) for each in below]), mark, len(names))
        return None

    def person(self, number: int, cells: Sequence[str], known: Collection[str], home: str | None) -> Pasted:
        row = cells if len(cells) > 1 else [each.strip() for each in cells[0].split(self.mark)]
        is_row = len(cells) > 1 if self.mark == "\t" else len(row) == self.width
        if not is_row:
            return person_lines.read(number, cells, known, home)
        cells_by = {self.meant[at]: each for at, each in enumerate(row) if at in self.meant}
        return person_rows.read(number, cells_by, known, home)


_LINE_ENDS = re.compile("\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")
_BULLET = re.compile(r"\s*(?:[-–—*•‣⁃▪▫◦●○■□➢➤✓✔·>+]+\s+|[•‣▪◦●■·]|\(?\d{1,3}[.)]\s+|\(?[a-zA-Z]\)\s+)")


def _cells(line: str) -> list[str]:
    """The cells of a row from a spreadsheet or a CSV file, or the whole line; nothing where it is blank."""
    if len(line) > LONGEST:
        raise Unclear(f"is longer than {LONGEST:,} characters; write one person to a line.")
    cells = [text.line(each, LONGEST) for each in line.rstrip().split("\t")]
    if not any(cells[:-1]):
        cells = cells[-1:]  # indented
    if bullet := _BULLET.match(cells[0]):
        cells[0] = cells[0][bullet.end() :]
    cells = [_ONE_QUOTED.sub(r"\1", each) for each in cells] if len(cells) > 1 else _unquoted(cells[0])
    return cells if any(cells) else []


def _unquoted(line: str) -> list[str]:
    """The cells of a line from a CSV file that has some in quotation marks; any other line as it is."""
    if not _BEGINS_QUOTED.search(line):
        return [line]
    beside = _BESIDE_QUOTES.search(_WITHIN_QUOTES.sub('""', line))
    mark = (beside[1] or beside[2]) if beside else ","
    try:
        [cells] = csv.reader([line], delimiter=mark, skipinitialspace=True, strict=True)
    except csv.Error:  # marks of speech
        return [line]
    return [each.strip() for each in cells] if len(cells) > 1 else [person_lines.in_order(cells[0].strip())]


_BEGINS_QUOTED = re.compile(r'(?:^|[,;])\s*"[^"]')
_WITHIN_QUOTES = re.compile(r'"[^"]*"')
_BESIDE_QUOTES = re.compile(r'""\s*([,;])|([,;])\s*""')
_ONE_QUOTED = re.compile(r'^"([^"]*)"$')


def _heading(cells: Sequence[str]) -> _Heading | None:
    if len(cells) > 1:
        return None
    words = text.fold(cells[0]).strip(" :*#_=-")
    if words in _HEADINGS:
        return _Heading(_HEADINGS[words])
    if cells[0].endswith(":") and words in STAGE_WORDS:
        return _Heading(STAGE_WORDS[words], is_over_all=False)
    return None


_HEADINGS: dict[str, str | None] = {
    **{f"{each}s": role for each, role in STAGE_WORDS.items()},
    **dict.fromkeys(("panel", "the panel", "on the panel"), "panellist"),
    **dict.fromkeys(("our speakers", "confirmed speakers", "speakers include"), "speaker"),
    **dict.fromkeys(("participants", "line-up", "lineup", "guests", "people", "with", "featuring", "contacts"), None),
}
