"""Speakers and contacts as tables, out and in again: from whatever columns people's own lists have."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from events import text
from events.people import headings, pasted, person_rows, phones
from events.people.pasted import MOST_POSTS, Mistake, Pasted, Unclear
from events.storage import tables
from events.storage.tables import Row, Table, Unreadable

_HEADING_WITHIN = 15
_MOST_MISTAKES = 100
# The columns that are written where somebody has such a fact; name and posts always are.
_BESIDE = ("On stage", "Status", "Pronouns", "Email", "Phone", "Mobile", "Out of hours", "Hours")
_BROKEN = "and what follows cannot be read: perhaps a quotation mark is left open there."


@dataclass(frozen=True)
class Sheet:
    """What a file holds. `unread` are the columns and sheets of which we understand no more than the name."""

    found: tuple[Pasted, ...] = ()
    mistakes: tuple[Mistake, ...] = ()
    unread: tuple[str, ...] = ()


def read(content: bytes, known: Collection[str] = (), home: str | None = None) -> Sheet:
    """Everybody in a CSV or XLSX file, their telephone numbers being of `home`.

    Raises tables.Unreadable; a line that cannot be read is a mistake of its own. Takes up to some
    seconds of CPU: call it in a thread or a process.
    """
    table = tables.read(content)
    at, heading = _heading(table)
    below = table.rows[at + 1 :]
    columns = headings.meant(heading.cells, [each.cells for each in below])
    found: list[Pasted] = []
    mistakes: list[Mistake] = []
    for row in below:
        cells = {columns[place]: cell for place, cell in enumerate(row.cells) if place in columns}
        try:
            if any(cells.values()):
                found.append(person_rows.read(row.line, cells, known, home))
        except (Unclear, text.Unfit) as error:
            mistakes += pasted.mistakes_of(row.line, error)
    if table.breaks_off_at:
        mistakes.append(Mistake(table.breaks_off_at, _BROKEN))
    return Sheet(tuple(found), tuple(_first(mistakes)), (*_unread(heading, columns, below), *table.others))


def rows(people: Iterable[Pasted]) -> list[list[str]]:
    """A heading and a line for each, in words that `read` understands: for `tables.csv_bytes` and `xlsx_bytes`.

    Two posts have columns even where nobody has two, so that it is plain how to name a second one.
    """
    lines = [_facts(each) for each in people]
    most = max((nth for line in lines for nth in range(2, MOST_POSTS + 1) if {*_post(nth)} & line.keys()), default=2)
    posts = [each for nth in range(1, most + 1) for each in _post(nth)]
    columns = ["Name", *posts, *(each for each in _BESIDE if any(each in line for line in lines))]
    return [columns, *([line.get(each, "") for each in columns] for line in lines)]


def contact_rows(contacts: Iterable[Pasted]) -> list[list[str]]:
    """The same for press contacts, with all that may be kept of one, so that it is plain what can be filled in."""
    lines = [_facts(each) for each in contacts]
    columns = [*_OF_CONTACTS, *(["Mobile"] if any("Mobile" in each for each in lines) else [])]
    return [columns, *([line.get(each, "") for each in columns] for line in lines)]


_OF_CONTACTS = ("Name", "Job title", "Phone", "Email", "Out of hours", "Hours")


def _heading(table: Table) -> tuple[int, Row]:
    """The first row that names columns; what stands above it, such as a title, is no person."""
    for at, row in enumerate(table.rows[:_HEADING_WITHIN]):
        if headings.is_heading(row.cells, (each.cells for each in table.rows[at + 1 :])):
            return at, row
    raise Unreadable("No line of this file names its columns; write Name, Job title and Organisation above them.")


def _unread(heading: Row, columns: Collection[int], below: Sequence[Row]) -> Iterator[str]:
    """Columns that hold something under a heading that means nothing to us, or under none."""
    width = max((len(each.cells) for each in below), default=0)
    for place in range(width):
        if place not in columns and any(len(each.cells) > place and each.cells[place] for each in below):
            yield (heading.cells[place] if place < len(heading.cells) else "") or f"column {place + 1}"


def _first(mistakes: Sequence[Mistake]) -> Sequence[Mistake]:
    if len(mistakes) <= _MOST_MISTAKES:
        return mistakes
    more = len(mistakes) - _MOST_MISTAKES
    next_line = mistakes[_MOST_MISTAKES].line
    return [*mistakes[:_MOST_MISTAKES], Mistake(next_line, f"is the first of {more:,} more that cannot be read.")]


def _facts(person: Pasted) -> dict[str, str]:
    numbers = {"Phone": person.phone, "Mobile": person.mobile, "Out of hours": person.out_of_hours}
    facts = {
        "Name": person.name,
        "On stage": person.role,
        "Status": person.status,
        "Pronouns": person.pronouns,
        "Email": person.mail,
        "Hours": person.hours,
    }
    for nth, post in enumerate(person.posts[:MOST_POSTS], 1):
        facts |= dict(zip(_post(nth), post, strict=True))
    facts |= {name: phones.abroad(number) for name, number in numbers.items() if number}
    return {name: value for name, value in facts.items() if value}


def _post(nth: int) -> tuple[str, str]:
    mark = f" {nth}" if nth > 1 else ""
    return f"Job title{mark}", f"Organisation{mark}"
