"""People in the rows of a table, by what its columns are called, in whatever order."""

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence

from events.people import posts as said_posts
from events.press.reading.layout import grids, parts
from events.press.reading.layout.parts import Placed
from events.press.reading.layout.source import Source
from events.press.reading.panel import people, posts
from events.press.reading.panel.people import Listed, People, Person
from events.press.reading.panel.posts import Span
from events.press.reading.words import names, stages, vocabulary

_LEADS_ITEM = re.compile(r"\b(?:[Cc]hair(?:ed by)?|[Mm]oderat(?:or|ed by))(?: ?:)? (?=[A-Z])")
_DOES_LAST = re.compile(
    r" ?[(\[](?P<does>(?:[a-z]+ ){0,2}(?:chair|moderator|host|keynote|respondent|discussant|speaker|panell?ist"
    r"|address|presentation|remarks|welcome|talk|response|opening|closing|speech|lecture|introduction))[)\]]$",
    re.IGNORECASE,
)
_DOES_FIRST = re.compile(r"(?P<does>[A-Za-z ]{4,20}?) ?[;/+] ?(?=\w)")
_IN_BRACKET = re.compile(r"\s?\((?P<words>[^()]{3,40})\)$")
_WORD = r"[^\W\d_][\w.'’-]{0,30}"
_FAMILY_FIRST = re.compile(
    rf"\W{{0,4}}(?P<family>(?:{_WORD} ){{0,3}}{_WORD}), ?(?P<given>(?:{_WORD} ){{0,2}}{_WORD})\W{{0,4}}"
)
_STAYS_AWAY = re.compile(
    r"\W*(?:declined|regrets|apologies|withdrawn|withdrew|cancell?ed|unavailable)\W*", re.IGNORECASE
)
_YES = frozenset(("yes", "y", "x", "✓", "✔", "true", "1", "ja", "oui", "sí"))


class Tables:
    """Looks for tables of people; `taken` are the lines that it has read."""

    def __init__(self, source: Source, placed: Sequence[Placed], everybody: People) -> None:
        self.source = source
        self.placed = placed
        self.people = everybody
        self.lower = source.lower_words
        self.taken: set[int] = set()
        self.are_names = False  # what the cells of the table that is being read hold below the heading `Name`

    def everybody(self) -> Iterator[Listed]:
        order: list[str] = []
        part: str | None = None
        for place, each in enumerate(self.placed):
            cells = _cells(each)
            if len(cells) < 2:
                order = order if self._goes_on(place) else []
                part = stages.of(each.paragraph.text) if each.paragraph.is_short else None
                part = None if stages.is_of_one(part) else part  # `Hosted by the Foo Trust`
                continue
            folded = [grids.folded(self.source.plain[start:end]) for start, end in cells]
            if not order and grids.is_heading(folded):
                order = self._staged(_order(folded), place)
                self.are_names = "item" not in order and bool(_OF_NAMES & set(folded) and not grids.HOURS & set(folded))
                part = part or stages.of(folded[order.index("name")] if "name" in order else "")
                self.taken.add(place)
            elif order and (found := [*self._of_row(self._row(order, cells, each), part, self._ways(order, cells))]):
                self.taken.add(place)
                yield from found

    def _staged(self, order: list[str], heading: int) -> list[str]:
        """Where most of what is called a role is one on stage, all of it is: with `Panellist` also `Chair`."""
        if "role" not in order or "part" in order:
            return order
        at = order.index("role")
        below = itertools.takewhile(lambda row: len(row) > at, map(_cells, self.placed[heading + 1 :][:_MOST_ROWS]))
        told = [stages.aside(self.source.plain[slice(*row[at])].strip()) for row in below]
        is_staged = sum(map(bool, told)) * 2 > len(told) and any(each not in ("chair", None) for each in told)
        return [*order[:at], "part", *order[at + 1 :]] if is_staged else order

    def _goes_on(self, place: int) -> bool:
        """Past a line of one cell, such as the title of a session."""
        is_short = len(self.placed[place].paragraph.text) <= grids.LONGEST_ALONE
        return is_short and any(len(_cells(each)) > 1 for each in self.placed[place + 1 : place + 2])

    def _row(self, order: Sequence[str], cells: Sequence[Span], placed: Placed) -> dict[str, Span]:
        """The cells by what they are; `Chair` in a column without a heading says what somebody does."""
        row = dict(zip(order, cells, strict=False))
        if placed.is_row:  # how to write to speakers, who are not those to ring
            row = {kind: cell for kind, cell in row.items() if kind != "reach" and not self._reaches(cell)}
        bare = row.get("")
        if bare and "part" not in row and stages.aside(self.source.plain[slice(*bare)]) not in (None, "speaker"):
            row["part"] = bare
        return row

    def _ways(self, order: Sequence[str], cells: Sequence[Span]) -> list[Span]:
        """The cells that say how somebody is reached."""
        of = itertools.zip_longest(order, cells, fillvalue=None)
        return [each for kind, each in of if each and self._holds(each) and (kind == "reach" or self._reaches(each))]

    def _reaches(self, cell: Span) -> bool:
        return parts.gives_reach(self.source.plain[slice(*cell)])

    def _holds(self, cell: Span) -> bool:
        return bool(self.source.plain[slice(*cell)].strip(" -–—"))

    def _of_row(self, row: Mapping[str, Span], stage: str | None, reached: Sequence[Span]) -> Iterator[Listed]:
        """Everybody of one row; what its item is tells more than its column."""
        plain = self.source.plain
        if any(map(self._reaches, row.values())):
            return  # a table of contacts
        if "state" in row and _STAYS_AWAY.fullmatch(plain, *row["state"]):
            return
        found = self._named(row)
        item = self._tight(row, "item")
        if item and (leads := _LEADS_ITEM.search(plain, *item)):
            for person in self.people.whole(leads.end(), item[1])[:1]:
                yield Listed(person, stages.of(leads[0]), is_sure=True)
        stage = (stages.of_item(plain[slice(*item)]) if item else None) or stages.shared(stage)
        for place, person in enumerate(found):
            if len(found) == 1:
                self._tell(person, row)
                person.reached += reached
            yield Listed(person, None if place and stages.is_of_one(stage) else stage, is_sure=True)
        yield from self._in_chair(row, found)

    def _named(self, row: Mapping[str, Span]) -> list[Person]:
        """Whom a row names, in one cell or with a cell for each name."""
        if "given" in row and "family" in row:
            return self._of_cells([each for key in _NAMES if (each := self._tight(row, key))])
        if "name" not in row:
            return []
        found = self.people.whole(*row["name"]) or self._turned(*row["name"])
        return found or (self._as_it_stands(row) if self.are_names else [])

    def _of_cells(self, cells: Sequence[Span]) -> list[Person]:
        """Somebody whose title, given names and family name have a column each."""
        spoken = " ".join(self.source.plain[slice(*each)] for each in cells)
        name = names.at(spoken, 0, lower=self.lower)
        if name is None or name.closes != len(spoken):
            return []
        stands = min(each[0] for each in cells), max(each[1] for each in cells)
        return [Person(name._replace(start=stands[0], end=stands[1], outer=stands), at=stands[0])]

    def _turned(self, start: int, end: int) -> list[Person]:
        """Whom a cell names with the family first: `Quill, Ada`."""
        found = _FAMILY_FIRST.fullmatch(self.source.plain, start, end)
        return self._of_cells([found.span("given"), found.span("family")]) if found else []

    def _as_it_stands(self, row: Mapping[str, Span]) -> list[Person]:
        """Whom a cell below `Name` names in one word or in any script: `Madonna`, `李明`."""
        cell = self._tight(row, "name")
        words = self.source.plain[slice(*cell)] if cell else ""
        if cell is None or not _MAY_BE_CALLED.fullmatch(words) or words[0].islower():
            return []
        if (
            _NOBODY.search(words)
            or stages.of(words)
            or people.is_tentative(words)
            or vocabulary.is_organisation(words)
            or said_posts.is_role(words)
        ):
            return []
        return [Person(names.Name(*cell, words, outer=cell), at=cell[0])]

    def _in_chair(self, row: Mapping[str, Span], found: Sequence[Person]) -> Iterator[Listed]:
        """A column called `Chair` says whether this one is, or who is."""
        for does in ("chair", "moderator"):
            cell = self._tight(row, does)
            if cell and self.source.plain[slice(*cell)].lower() in _YES and len(found) == 1:
                found[0].part, found[0].part_at = does, cell
            elif cell:
                yield from (Listed(person, does, is_sure=True) for person in self.people.whole(*cell)[:1])

    def _tell(self, person: Person, row: Mapping[str, Span]) -> None:
        """What the other cells say of the one person of a row."""
        plain = self.source.plain
        role, house, state, at = (self._tight(row, each) for each in ("role", "house", "state", "part"))
        if role and (does := _DOES_LAST.search(plain, *role)):
            role = role[0], does.start()  # `Managing Director (welcome address)`
            at = at or (does.span("does") if stages.aside(does["does"]) else None)
        first = _DOES_FIRST.match(plain, *role) if role and not self._are_pairs(role, house) else None
        if role and first and stages.aside(first["does"]):
            role, at = (first.end(), role[1]), at or first.span("does")  # `Moderator; Head of News`
        role, state = self._without_state(role, state)
        house, state = self._without_state(house, state)
        aside = stages.aside(plain[slice(*role)]) if role and not at else None
        if aside and not (house and aside == "chair"):
            role, at = None, role  # `Role | Moderator`
        if house and not role:
            person.posts += self.people.posts_of(*house)
        elif role and not house:
            person.posts += self.people.posts_of(*role)
        elif role and house:
            person.posts += self._pairs(role, house)
        person.posts += self._further(row)
        if state and people.is_tentative(plain[slice(*state)]):
            person.tentative = state
        elif state and stages.aside(plain[slice(*state)]):
            at = at or state
        if at and (part := stages.of(plain[slice(*at)])):
            person.part, person.part_at = stages.printed(plain[slice(*at)], part), at

    def _without_state(self, cell: Span | None, state: Span | None) -> tuple[Span | None, Span | None]:
        """`Zonal Manager (tbc)`, and that somebody is not yet certain to come."""
        open_ = _IN_BRACKET.search(self.source.plain, *cell) if cell and not state else None
        if cell is None or open_ is None or not people.is_tentative(open_["words"]):
            return cell, state
        return (cell[0], open_.start()), open_.span("words")

    def _are_pairs(self, role: Span, house: Span | None) -> bool:
        """`Warden; Trustee` beside `Pier Club; Lamp Fund` are two posts."""
        several = self.source.plain.count(";", *role)
        return house is not None and several > 0 and several == self.source.plain.count(";", *house)

    def _pairs(self, role: Span, house: Span) -> list[posts.Post]:
        if not self._are_pairs(role, house):
            return [posts.Post(role, house)]
        roles, houses = (_PIECE.finditer(self.source.plain, *each) for each in (role, house))
        return [posts.Post(one.span(), two.span()) for one, two in zip(roles, houses, strict=False)]

    def _further(self, row: Mapping[str, Span]) -> Iterator[posts.Post]:
        """The posts in columns of their own: `Role 2`, `Organisation 2`."""
        for number in sorted({each[-1] for each in row if each[-1:].isdigit()}):
            role, house = (self._tight(row, f"{kind} {number}") for kind in ("role", "house"))
            if role and house:
                yield from self._pairs(role, house)
            elif each := role or house:
                yield from self.people.posts_of(*each)

    def _tight(self, row: Mapping[str, Span], cell: str) -> Span | None:
        start, end = row.get(cell, (0, 0))
        text = self.source.plain[start:end]
        if not text.strip(" -–—") or text.lstrip().startswith("="):  # a formula
            return None
        return start + len(text) - len(text.lstrip()), end - len(text) + len(text.rstrip())


_OF_NAMES = frozenset(("name", "names", "full name", "speaker name", "speaker's name", "nombre", "nome", "naam", "nom"))
_MAY_BE_CALLED = re.compile(r"(?=.{1,80}$)[^\W\d_][^\d_@|:;/()]*")
_NOBODY = re.compile(r"\bto be \w+$|\bt\.?b\.?[acd]\b", re.IGNORECASE)
_MOST_ROWS = 40  # of which a column is judged by
_NAMES = ("honorific", "given", "family")
_PIECE = re.compile(r"[^;\s][^;]*(?<!\s)")


def _order(folded: Sequence[str]) -> list[str]:
    """What each column holds.

    Beside a `Position`, a `Role` is what somebody does on stage; beside an hour, a `Title` is that of an item, and
    before a first name, one of the person. Beside given names, a `Name` is of the family.
    """
    order = [grids.kind(cell) or "" for cell in folded]
    if "title" in folded and "given" in order:
        at = folded.index("title")
        order[at] = "honorific" if at < order.index("given") or order.count("role") > 1 else "role"
    if order.count("role") > 1 and "role" in folded:
        order[folded.index("role")] = "part"
    if "title" in folded and grids.HOURS.intersection(folded):
        order[folded.index("title")] = "item"
    if "given" in order and "family" not in order and "name" in order:
        order[order.index("name")] = "family"
    first = order.index("family" if "given" in order else "name")
    beside = [_CHAIRS.get(each, "") for each in folded]
    return [each if each != "name" or place == first else beside[place] for place, each in enumerate(order)]


_CHAIRS = {"chair": "chair", "moderator": "moderator"}


def _cells(each: Placed) -> list[Span]:
    text, start = each.paragraph.text, each.paragraph.start
    if "|" not in text:
        return []
    pieces = [found.span() for found in re.finditer(r"(?<![^|])[^|]*", text)]
    return [(start + begin + (text[begin : begin + 1] == " "), start + end) for begin, end in pieces]
