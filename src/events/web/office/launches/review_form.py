"""The form in which a reading is looked over, and what it comes to."""

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Annotated, Any
from uuid import UUID

from pydantic import BeforeValidator, Field, TypeAdapter, ValidationError

from events import text, times
from events.people import pasting, press_contacts
from events.people.models import Organisation
from events.people.pasted import Pasted
from events.press import noting
from events.press.marking_up import Spoken
from events.press.taking_in import Facts, House
from events.programme import events, neutral, running_order, typed
from events.storage.types import Line, Prose, Web
from events.web.forms import Details, Form
from events.web.office.events.event_form import Day, Hour, read_zone
from events.web.office.launches import publishing

UNTITLED = "What is the event called? The text gives it no title."

_Line: Any = Line(250).edge
_Short: Any = Line(60).edge
_Quote: Any = Line(600).edge
_Body: Any = Prose(60_000).edge
_Some: Any = Prose(20_000).edge
_Venue: Any = Line(400).edge
_Web: Any = Web().edge


class ReviewForm(Details):
    """What is empty stays open. The lead is one of the organiser's own organisations."""

    lead: UUID | None = None
    short_name: Annotated[_Short, Field(title="The short name")] | None = None
    website: Annotated[_Web, Field(title="The website")] | None = None
    hosts: _Some | None = None
    headline: Annotated[_Line, Field(title="The headline")] | None = None
    dated: Day | None = None
    pull_quote: _Quote | None = None
    pull_quote_speaker: _Line | None = None
    quotations: _Body | None = None
    publication: _Line | None = None
    publishers: _Some | None = None
    series: _Line | None = None
    number: int | None = Field(default=None, gt=0, title="The number")
    parts: int | None = Field(default=None, gt=0, title="The number of parts")
    event: _Line | None = None
    day: Day | None = None
    starts: Hour | None = None
    ends: Hour | None = None
    doors: Hour | None = None
    zone: Annotated[str, BeforeValidator(read_zone)] | None = None
    second: bool | None = None
    venue: _Venue | None = None
    panel: _Some | None = None
    programme: _Some | None = None
    contacts: _Some | None = None
    embargo_day: Day | None = None
    embargo_time: Hour | None = None
    embargo_zone: Annotated[str, BeforeValidator(read_zone)] | None = None
    embargo_second: bool | None = None
    embargo_open: bool | None = None  # until further notice, where nobody is there who could say when it lifts
    notes: _Some | None = None
    endnotes: _Some | None = None
    boilerplates: _Some | None = None
    body: _Body | None = None


def facts(form: Form[ReviewForm], lead: Organisation, home: str | None = None) -> Facts | None:
    """What the form comes to, its telephone numbers being of `home`, or, where nobody knows that, of whoever gives one
    with its country; mistakes that are found on the way go into it.
    """
    details = form.details
    home = home or press_contacts.home(details.contacts or "")
    is_list = not details.body and (details.panel or details.programme)
    tells = details.day or details.panel or details.programme
    is_secret = details.embargo_day or details.embargo_open
    is_told = None if not tells else neutral.title(lead) if is_secret else _news(details)
    given = details.model_dump(include=set(Facts.__dataclass_fields__) - _READ_FROM_LINES)
    given |= {
        "title": details.publication or details.event or details.headline or "",
        "event": details.event or is_told,
        "last_day": _last_day(details),
        "hosts": [_house(line, form) for line in lines_of(details.hosts)],
        "publishers": lines_of(details.publishers),
        "notes": noting.read(details.notes or ""),
        "quotations": [_spoken(line, form) for line in lines_of(details.quotations)],
        "endnotes": [_endnote(line) for line in lines_of(details.endnotes)],
        "boilerplates": list(_boilerplates(details.boilerplates or "")),
        "contacts": _contacts(details.contacts or "", form, home),
        "panel": _panel(details.panel or "", form, home),
        "programme": _programme(details.programme or "", form),
    }
    publishing.refuse_strangers(form, given["publishers"], given["hosts"], lead)
    if not given["title"] and is_list:
        form.refuse("event", UNTITLED)
    elif not given["title"]:
        form.refuse("headline", "Say what is launched: a headline, a report or an event.")
    if is_secret and details.body and not details.headline and given["event"]:
        form.refuse(
            "body", "Without a headline this would stand on the event's page before the lift. Write a headline."
        )
    for name in ("series", "number", "parts"):
        if getattr(details, name) and not details.publication:
            form.refuse(name, "This belongs to a report. Write the report's title, or empty this field.")
    _check_lift(details, form)
    if details.starts and not (details.day and details.zone):
        form.refuse("day" if details.zone else "zone", "An hour needs its day and its zone.")
    return None if form.mistakes else Facts(**given)


_READ_FROM_LINES = set("hosts publishers notes quotations endnotes boilerplates contacts panel programme".split())


def goes_past_midnight(form: Form[Any]) -> bool:
    """Whether the event ends on the day after, by its hours as they stand in the form."""
    try:
        starts, ends = (typed.hour(form.value(name)) for name in ("starts", "ends"))
    except typed.NotUnderstood:
        return False
    return events.goes_past_midnight(starts, ends)


def _last_day(details: ReviewForm) -> date | None:
    is_night = details.day and events.goes_past_midnight(details.starts, details.ends)
    return details.day + timedelta(days=1) if details.day and is_night else None


def _news(details: ReviewForm) -> str | None:
    return details.publication or details.headline


def _check_lift(details: ReviewForm, form: Form[Any]) -> None:
    if details.embargo_day and not details.embargo_time:
        form.refuse("embargo_time", "At what time does the embargo lift? Write it, or empty the day.")
    if details.embargo_time and not details.embargo_day:
        form.refuse("embargo_day", "On which day does the embargo lift? Write it, or empty the time.")
    if not (details.embargo_day and details.embargo_time):
        return
    zone = details.embargo_zone or details.zone or times.USUAL_ZONE
    try:
        times.instant(details.embargo_day, details.embargo_time, zone, second=details.embargo_second)
    except times.ExistsTwice as error:
        form.refuse("embargo_second", error)
    except times.DoesNotExist as error:
        form.refuse("embargo_time", error)


def only_lists(form: Form[Any]) -> bool:
    """Whether a text names people or items, and nothing of a report, an embargo or a release."""
    return bool(form.value("panel") or form.value("programme")) and not any(map(form.value, _OF_RELEASE))


_OF_RELEASE = (
    "headline dated publication series number embargo_day embargo_time contacts pull_quote quotations body notes "
    "endnotes boilerplates"
).split()


def new_houses(form: Form[Any], known: Iterable[str]) -> list[str]:
    """Whom the text names beside the lead and nobody has entered: they would be public with the launch."""
    folded = {text.fold(each) for each in known}
    lines = (match for line in lines_of(form.value("hosts")) if (match := _HOUSE.fullmatch(line)))
    return [each["name"] for each in lines if not {text.fold(each["name"]), text.fold(each["short"] or "")} & folded]


def _house(line: str, form: Form[Any]) -> House:
    match = _HOUSE.fullmatch(line)
    assert match, "every line matches"
    website = web(match["website"] or "") or None
    try:
        website = _WEBSITE.validate_python(website) if website else None
    except ValidationError:
        form.refuse("hosts", f"“{match['website']}” is no web address.")
    return House(match["name"], match["short"], website)


_WEBSITE: TypeAdapter[str] = TypeAdapter(_Web)
_HOUSE = re.compile(
    r"(?P<name>.+?)(?:\s*\((?P<short>[^()]{1,60})\))?(?:,\s*(?P<website>(?:https?://|www\.)\S+|[\w-]+(?:\.[\w-]+)+/?))?"
)


def web(address: str) -> str:
    return address if not address or "//" in address else f"https://{address}"


def _spoken(line: str, form: Form[Any]) -> Spoken:
    speaker, colon, words = line.partition(": ")
    if not (colon and words.strip()):
        form.refuse("quotations", f"“{line[:60]}” does not say whose words they are: write Name: words.")
    return Spoken(words.strip(), speaker.strip()[:250])


def _panel(lines: str, form: Form[Any], home: str | None) -> list[Pasted]:
    read = pasting.read(lines, home=home)
    for mistake in read.mistakes:
        form.refuse("panel", str(mistake))
    return list(read.found)


def _programme(lines: str, form: Form[Any]) -> list[running_order.Line]:
    found, mistakes = running_order.read(lines, None)
    for each in mistakes:
        form.refuse("programme", each)
    return found


def _contacts(lines: str, form: Form[Any], home: str | None) -> list[press_contacts.Typed]:
    found = []
    for line in lines_of(lines):
        try:
            found.append(press_contacts.read(line, home))
        except ValueError as error:
            form.refuse("contacts", error)
    return found


def _endnote(line: str) -> tuple[str, str]:
    marker, _, words = line.partition(" ")
    return marker, words.strip()


def _boilerplates(words: str) -> Iterator[tuple[str, str]]:
    """Blocks that begin with `About X` on a line of its own."""
    for block in re.split(r"\n(?=About [^\n]+\n)", f"\n{words}"):
        head, _, said = block.strip().partition("\n")
        if head.startswith("About ") and said.strip():
            yield head.removeprefix("About "), said.strip()


def lines_of(words: str | None) -> list[str]:
    return [line.strip() for line in (words or "").splitlines() if line.strip()]
