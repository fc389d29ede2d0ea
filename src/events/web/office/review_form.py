"""The form in which a reading is looked over: what stands in each field, where it came from, what it comes to."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, Any
from uuid import UUID

from pydantic import BeforeValidator, Field

from events import text, times
from events.people import pasting
from events.people.models import Organisation
from events.people.pasting import Pasted
from events.press.reading.draft import Affiliation, Draft, Found, Panellist, PressContact
from events.press.taking_in import Contact, Facts
from events.storage import types
from events.storage.types import Line, Prose
from events.web.forms import Details, Form
from events.web.office.event_form import Day, Hour, read_zone

_USUAL_ZONE = "Europe/London"  # offered where a text gives an hour and no zone, as its readers would take it
_Line: Any = Line(250).edge
_Quote: Any = Line(600).edge
_Body: Any = Prose(60_000).edge
_Some: Any = Prose(20_000).edge
_Venue: Any = Line(400).edge
Phone: Any = types.phone().edge
Mail: Any = types.mail().edge


class ReviewForm(Details):
    """What is empty stays open. The lead is one of the organiser's own organisations."""

    lead: UUID
    hosts: _Some | None = None
    headline: Annotated[_Line, Field(title="The headline")] | None = None
    dated: Day | None = None
    pull_quote: _Quote | None = None
    publication: _Line | None = None
    series: _Line | None = None
    number: int | None = Field(default=None, gt=0, title="The number")
    parts: int | None = Field(default=None, gt=0, title="The number of parts")
    event: _Line | None = None
    day: Day | None = None
    starts: Hour | None = None
    ends: Hour | None = None
    zone: Annotated[str, BeforeValidator(read_zone)] | None = None
    venue: _Venue | None = None
    panel: _Some | None = None
    contacts: _Some | None = None
    embargo_day: Day | None = None
    embargo_time: Hour | None = None
    embargo_zone: Annotated[str, BeforeValidator(read_zone)] | None = None
    notes: _Some | None = None
    endnotes: _Some | None = None
    boilerplates: _Some | None = None
    body: _Body | None = None


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
    """A stretch of the pasted text; `field` is what was read from it."""

    words: str
    field: str | None = None
    to_check: bool = False
    is_first: bool = False


def origins(draft: Draft) -> dict[str, Origin]:
    """For each field that something was found for."""
    found: dict[str, Origin] = {}
    for name, facts in _sources(draft):
        origin = Origin()
        origin.add(*facts)
        if origin.spans:
            found[name] = origin
    return found


def pieces(source: str, found: dict[str, Origin]) -> list[Piece]:
    """The whole text, cut where a field's words begin and end; words of two fields are the first's."""
    spans = sorted((span, name) for name, origin in found.items() if name != "body" for span in origin.spans)
    cut, at, seen = [], 0, set()
    for (start, end), name in spans:
        if start < at or end <= start:
            continue
        cut.append(Piece(source[at:start]))
        cut.append(Piece(source[start:end], name, found[name].to_check, name not in seen))
        seen.add(name)
        at = end
    return [each for each in [*cut, Piece(source[at:])] if each.words]


def shown(draft: Draft, theirs: Iterable[Organisation]) -> Form[Any]:
    """The form as the reading fills it."""
    houses = list(theirs)
    values = {name: _of(fact) for name, fact in _simple(draft).items()}
    lead = _lead(draft, houses)
    others = [each for each in draft.organisations if not _is(lead, _of(each.name), _of(each.short_name))]
    values |= {
        "lead": str(lead.id),
        "hosts": "\n".join(filter(None, (_host(_of(each.name), _of(each.short_name)) for each in others))),
        "venue": ", ".join(filter(None, (_of(draft.event.venue), _of(draft.event.address)))),
        "panel": "\n".join(map(_panel_line, draft.panel)),
        "contacts": "\n".join(map(_contact_line, draft.press_contacts)),
        "endnotes": "\n".join(f"{each.marker.value} {_of(each.text)}" for each in draft.endnotes),
        "boilerplates": "\n\n".join(
            f"About {_of(each.short_name) or _of(each.name)}\n{_of(each.boilerplate)}"
            for each in draft.organisations
            if each.boilerplate
        ),
    }
    for hour, zone in (("starts", "zone"), ("embargo_time", "embargo_zone")):
        values[zone] = values[zone] or (_USUAL_ZONE if values[hour] else "")
    for name in ("dated", "day", "embargo_day"):
        values[name] = times.full_day(date.fromisoformat(values[name])) if values[name] else ""
    return Form(typed={name: [value] for name, value in values.items()})


def facts(form: Form[ReviewForm]) -> Facts:
    """What the form comes to; mistakes that are found on the way are put into it."""
    details = form.details
    given = details.model_dump(include=set(Facts.__dataclass_fields__) - {"hosts", "notes", "endnotes", "panel"})
    given |= {
        "title": details.publication or details.event or details.headline or "",
        "event": details.event or ((details.publication or details.headline) if details.day else None),
        "hosts": [_named(line) for line in _lines(details.hosts)],
        "notes": [details.notes] if details.notes else [],
        "endnotes": [_endnote(line) for line in _lines(details.endnotes)],
        "boilerplates": list(_boilerplates(details.boilerplates or "")),
        "contacts": [_contact(line, form) for line in _lines(details.contacts)],
        "panel": _panel(details.panel or "", form),
    }
    if not given["title"]:
        form.refuse("headline", "Say what is launched: a headline, a report or an event.")
    return Facts(**given)


def _simple(draft: Draft) -> dict[str, Found[Any] | None]:
    """Fields that hold one fact each."""
    return {
        "headline": draft.headline,
        "dated": draft.date,
        "pull_quote": draft.pull_quote,
        "publication": draft.publication.title,
        "series": draft.publication.series,
        "number": draft.publication.number,
        "parts": draft.publication.of,
        "event": draft.event.title,
        "day": draft.event.date,
        "starts": draft.event.starts,
        "ends": draft.event.ends,
        "zone": draft.event.zone,
        "embargo_day": draft.embargo.date,
        "embargo_time": draft.embargo.time,
        "embargo_zone": draft.embargo.zone,
        "notes": draft.notes_to_editors,
        "body": draft.body,
    }


def _sources(draft: Draft) -> Iterator[tuple[str, list[Found[Any] | None]]]:
    yield from ((name, [fact]) for name, fact in _simple(draft).items())
    yield "hosts", [fact for each in draft.organisations for fact in (each.name, each.short_name)]
    yield "venue", [draft.event.venue, draft.event.address]
    yield "panel", [fact for each in draft.panel for fact in _of_panellist(each)]
    yield "contacts", [fact for each in draft.press_contacts for fact in (each.name, each.phone, each.email)]
    yield "endnotes", [each.text for each in draft.endnotes]
    yield "boilerplates", [each.boilerplate for each in draft.organisations]


def _of_panellist(panellist: Panellist) -> list[Found[Any] | None]:
    posts = [fact for each in panellist.affiliations for fact in (each.role, each.organisation)]
    return [panellist.name, panellist.role, *posts]


def _of(fact: Found[Any] | None) -> str:
    return str(fact.value) if fact else ""


def _lead(draft: Draft, houses: list[Organisation]) -> Organisation:
    """Their own organisation that the text names first; else the first of theirs."""
    for each in draft.organisations:
        for house in houses:
            if _is(house, _of(each.name), _of(each.short_name)):
                return house
    return houses[0]


def _is(house: Organisation, *names: str) -> bool:
    own = {text.fold(house.name), text.fold(house.short_name or house.name)}
    return any(text.fold(name) in own for name in names if name)


def _host(name: str, short_name: str) -> str:
    return f"{name} ({short_name})" if name and short_name and name != short_name else name or short_name


def _named(line: str) -> tuple[str, str | None]:
    match = re.fullmatch(r"(.+?)\s*\(([^()]{1,60})\)", line)
    return (match[1], match[2]) if match else (line, None)


def _panel_line(panellist: Panellist) -> str:
    role = f" ({panellist.role.value})" if panellist.role else ""
    tentative = " (tbc)" if panellist.tentative and panellist.tentative.value else ""
    posts = "; ".join(filter(None, map(_post, panellist.affiliations)))
    return f"{panellist.name.value}{role}{tentative}{', ' if posts else ''}{posts}"


def _post(affiliation: Affiliation) -> str:
    return ", ".join(filter(None, (_of(affiliation.role), _of(affiliation.organisation))))


def _panel(lines: str, form: Form[Any]) -> list[Pasted]:
    read = pasting.read(lines)
    for mistake in read.mistakes:
        form.refuse("panel", str(mistake))
    return list(read.found)


def _contact_line(contact: PressContact) -> str:
    reach = ", ".join(filter(None, (_of(contact.name), _of(contact.phone), _of(contact.email))))
    return f"{_of(contact.organisation)}: {reach}" if contact.organisation else reach


def _contact(line: str, form: Form[Any]) -> Contact:
    """`Organisation: Name, +442079460182, press@example.org`, of which only a way to reach them is needed."""
    house, colon, rest = line.partition(": ")
    parts = [each.strip() for each in (rest if colon else line).split(",") if each.strip()]
    mail = next((each for each in parts if "@" in each), None)
    phone = next((each for each in parts if re.fullmatch(r"\+?[\d\s()/-]{6,}", each)), None)
    name = next((each for each in parts if each not in (mail, phone)), None)
    if not (mail or phone):
        form.refuse("contacts", f"“{line[:60]}” needs a telephone number or a mail address.")
    number = re.sub(r"[^\d+]", "", phone) if phone else None
    if number and not number.startswith("+"):
        form.refuse("contacts", f"Write {phone} with its country, as in +442079460182.")
    return Contact(house.strip() if colon else None, name or "Press office", number, mail)


def _endnote(line: str) -> tuple[str, str]:
    marker, _, words = line.partition(" ")
    return marker, words.strip()


def _boilerplates(words: str) -> Iterator[tuple[str, str]]:
    """Blocks that begin with `About X` on a line of its own."""
    for block in re.split(r"\n(?=About [^\n]+\n)", f"\n{words}"):
        head, _, said = block.strip().partition("\n")
        if head.startswith("About ") and said.strip():
            yield head.removeprefix("About "), said.strip()


def _lines(words: str | None) -> list[str]:
    return [line.strip() for line in (words or "").splitlines() if line.strip()]
