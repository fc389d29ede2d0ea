"""Where in the text each field of the review was read, and how sure that is."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from events import templating
from events.press.reading.draft import Draft, Found, Panellist, PressContact, doubted


@dataclass
class Origin:
    """Where the words of a field stand in the text, and whether somebody has to look."""

    spans: list[tuple[int, int]] = field(default_factory=list)
    to_check: bool = False

    def add(self, *facts: Found[Any] | None) -> None:
        for each in facts:
            if each is not None:
                self.spans.append(each.span)
                self.to_check = self.to_check or each.to_check


@dataclass(frozen=True)
class Piece:
    """A stretch of the pasted text; `field` is what was read from it, `begins` whose first words these are."""

    words: str
    field: str | None = None
    to_check: bool = False
    begins: tuple[str, ...] = ()


def of(draft: Draft) -> dict[str, Origin]:
    """For each field that something was found for."""
    found: dict[str, Origin] = {}
    for name, facts in _sources(draft):
        origin = Origin()
        origin.add(*facts)
        if origin.spans:
            found[name] = origin
    return found


def pieces(source: str, found: dict[str, Origin]) -> list[Piece]:
    """The whole text, cut where a field's words begin and end; words of two fields are the first's.

    Who has no words of their own begins with those of the other: the day of an embargo may be that of a release.
    """
    spans = sorted(
        (span, name in _INFERRED, name) for name, origin in found.items() if name != "body" for span in origin.spans
    )
    cut: list[Piece] = []
    at = 0
    own: dict[str, int] = {}
    shared: dict[str, int] = {}
    for (start, end), _, name in spans:
        if start < at and end > start:
            shared.setdefault(name, len(cut) - 1)
        if start < at or end <= start:
            continue
        cut += [Piece(source[at:start]), Piece(source[start:end], name, found[name].to_check)]
        own.setdefault(name, len(cut) - 1)
        at = end
    for name, place in (own | {name: place for name, place in shared.items() if name not in own}).items():
        piece = cut[place]
        to_check = piece.to_check or found[name].to_check
        cut[place] = replace(piece, to_check=to_check, begins=(*piece.begins, name))
    return [each for each in [*cut, Piece(source[at:])] if each.words]


def marked(cut: list[Piece]) -> dict[str, str]:
    """For each field the one by which the piece is called in which its words begin."""
    return {name: each.begins[0] for each in cut for name in each.begins}


_INFERRED = ("zone", "embargo_zone")  # often from where it is, and then the words are those of the address


def to_check(found: dict[str, Origin]) -> set[str]:
    """The rows of the form in which somebody has to look, each by its first field."""
    return {_ROWS.get(name, name) for name, each in found.items() if each.to_check}


_ROWS = (
    dict.fromkeys(("number", "parts"), "series")
    | dict.fromkeys(("starts", "ends", "doors", "zone"), "day")
    | dict.fromkeys(("embargo_time", "embargo_zone"), "embargo_day")
    | {"website": "hosts"}
)


def heading(found: dict[str, Origin], notes: dict[str, str]) -> str:
    """`Nine facts found. Check two.`"""
    doubtful = len({*notes, *to_check(found)})
    facts = f"{templating.cardinal(len(found)).capitalize()} fact{'' if len(found) == 1 else 's'} found"
    return f"{facts}. Check {templating.cardinal(doubtful)}." if doubtful else f"{facts}."


def _sources(draft: Draft) -> Iterator[tuple[str, list[Found[Any] | None]]]:
    yield from ((name, [fact]) for name, fact in simple(draft).items())
    yield "embargo_day", [draft.embargo.date or draft.embargo.line]
    yield "hosts", [fact for each in draft.organisations for fact in (each.name, each.short_name)]
    yield "notes", [draft.notes_to_editors]
    yield "website", [each.website for each in draft.organisations]
    yield "quotations", [fact for each in draft.quotations for fact in (each.text, each.speaker)]
    yield "venue", [draft.event.venue, draft.event.address]
    yield "panel", [fact for each in draft.panel for fact in _of_panellist(each)]
    yield "contacts", [fact for each in draft.press_contacts for fact in _of_contact(each)]
    yield "endnotes", [each.text for each in draft.endnotes]
    yield "boilerplates", [each.boilerplate for each in draft.organisations]


def simple(draft: Draft) -> dict[str, Found[Any] | None]:
    """Fields that hold one fact each.

    What the text does not print is offered by what it does: an hour is of the zone of its place, and a release under
    embargo of the day on which that lifts.
    """
    clock = draft.event.zone or draft.event.clock
    return {
        "headline": draft.headline,
        "dated": draft.date or doubted(draft.embargo.date, where=True),
        "pull_quote": draft.pull_quote,
        "publication": draft.publication.title,
        "series": draft.publication.series,
        "number": _plain(draft.publication.number),
        "parts": draft.publication.of,
        "event": draft.event.title,
        "day": draft.event.date,
        "starts": draft.event.starts,
        "ends": draft.event.ends,
        "doors": draft.event.doors,
        "zone": clock,
        "embargo_day": draft.embargo.date,
        "embargo_time": draft.embargo.time,
        "embargo_zone": draft.embargo.zone or (doubted(clock, where=True) if draft.embargo.time else None),
        "body": draft.body,
    }


def _plain(number: Found[int | str] | None) -> Found[Any] | None:
    """A number that can be counted; `2026/17` cannot."""
    return number if number and isinstance(number.value, int) else None


def _of_contact(contact: PressContact) -> list[Found[Any] | None]:
    facts = (contact.organisation, contact.name, contact.post, contact.phone, contact.email, contact.out_of_hours)
    return [*facts, *contact.others, *contact.again, *contact.unread]


def _of_panellist(panellist: Panellist) -> list[Found[Any] | None]:
    posts = [fact for each in panellist.affiliations for fact in (each.role, each.organisation)]
    return [panellist.name, panellist.role, *posts]
