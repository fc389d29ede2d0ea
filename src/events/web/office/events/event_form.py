"""The form of an event: what its fields mean, and how an event stands in it."""

from collections.abc import Sequence
from datetime import date, time
from enum import StrEnum
from typing import Annotated, Any, cast
from uuid import UUID

from pydantic import BeforeValidator, Field, ValidationInfo

from events import text, times
from events.programme import events, typed
from events.programme.occasions import Access, Attendance, Event, EventKind, Terms
from events.storage import types
from events.storage.types import Line, Prose, Web
from events.web import forms
from events.web.forms import Details, Form


def _day(value: Any, info: ValidationInfo) -> Any:
    return typed.day(value, today=(info.context or {})["today"]) if isinstance(value, str) else value


def _hour(value: Any) -> Any:
    return typed.hour(value) if isinstance(value, str) else value


def read_zone(value: Any) -> Any:
    return typed.zone(value) if isinstance(value, str) else value


def _places(value: Any) -> Any:
    words = str(value).replace(",", "").replace(" ", "")
    if not (words.isascii() and words.isdigit() and 0 < int(words[:9]) <= _MOST_PLACES):
        raise ValueError(f"“{value}” is no number of places; write it as in 120, or leave it empty.")
    return int(words)


def _topics(value: Any) -> Any:
    """With commas or semicolons between them; each once."""
    if not isinstance(value, str):
        return () if value is None else value
    names: dict[str, str] = {}
    for each in value.replace(";", ",").split(","):
        if name := text.line(each, 100):
            names.setdefault(text.fold(name), name)
    return tuple(names.values())


_MOST_PLACES = 1_000_000
Day = Annotated[date, BeforeValidator(_day)]
Hour = Annotated[time, BeforeValidator(_hour)]
ZoneTyped = Annotated[str, BeforeValidator(read_zone)]
Places = Annotated[int, BeforeValidator(_places)]
_Title: Any = Line(250).edge
_Standfirst: Any = Line(600).edge
_Description: Any = Prose().edge
_Accessibility: Any = Prose(2000).edge
_Hashtag: Any = Line(60).edge
_Web: Any = Web().edge
_Place: Any = Line(400).edge
_Language: Any = types.language().edge


class Order(StrEnum):
    """What becomes of the running order where the event is given another day or hour."""

    ALONG = "along"
    STAYS = "stays"


ORDERS = [
    (Order.ALONG, "Goes along, by as much as the event is moved"),
    (Order.STAYS, "Stays at its hours as they are"),
]


class EventForm(Details):
    """A day without an hour, and no venue yet, are as good as any other: partial facts are normal.

    In the order of its page, in which mistakes and conflicts are told.
    """

    title: Annotated[_Title, Field(title="The title")]
    day: Annotated[Day, Field(title="The date")] | None = None
    starts: Hour | None = None
    ends: Hour | None = None
    zone: ZoneTyped | None = None
    second: bool | None = None
    last_day: Day | None = None
    doors: Hour | None = None
    order: Order = Order.STAYS  # of a page that did not ask
    venue: Annotated[_Place, Field(title="Venue and address")] | None = None
    attendance: Annotated[Attendance, Field(title="How people come")] = Attendance.ROOM
    access: Annotated[Access, Field(title="Who may come")] = Access.PUBLIC
    room_capacity: Annotated[Places, Field(title="Places in the room")] | None = None
    online_capacity: Annotated[Places, Field(title="Places online")] | None = None
    accessibility: _Accessibility | None = None
    standfirst: Annotated[_Standfirst, Field(title="The one sentence")] | None = None
    description: _Description | None = None
    kind: EventKind = EventKind.PANEL
    terms: Annotated[Terms, Field(title="What may be quoted")] | None = None
    language: Annotated[_Language, Field(title="The language")] | None = None
    launched: Annotated[tuple[UUID, ...], Field(title="What is launched")] = ()
    topics: Annotated[tuple[str, ...], BeforeValidator(_topics)] = ()
    hashtag: _Hashtag | None = None
    recording: Annotated[_Web, Field(title="The recording")] | None = None

    @property
    def facts(self) -> events.Details:
        """What plain editing changes of the event itself."""
        own = {"second", "order", "venue", "topics", "launched", "language"}
        facts: Any = {name: getattr(self, name) for name in type(self).model_fields if name not in own}
        facts |= {"starts_second": self.second if self.starts else None, "ends_second": self.second}
        facts |= {"language": self.language} if self.language else {}
        return cast(events.Details, facts)


def shown(event: Event) -> Form[Any]:
    """The form as the event stands."""
    return forms.marked(
        title=event.title,
        standfirst=event.standfirst,
        description=event.description,
        kind=event.kind,
        access=event.access,
        terms=event.terms,
        language=event.language,
        day=event.day and times.full_day(event.day),
        last_day=event.last_day and times.full_day(event.last_day),
        starts=event.starts and times.clock(event.starts),
        ends=event.ends and times.clock(event.ends),
        doors=event.doors and times.clock(event.doors),
        zone=event.zone,
        second=None if event.starts_second is None else ("yes" if event.starts_second else "no"),
        venue=event.venue and event.venue.full_address,
        attendance=event.attendance,
        room_capacity=event.room_capacity,
        online_capacity=event.online_capacity,
        accessibility=event.accessibility,
        hashtag=event.hashtag,
        recording=event.recording,
        topics=", ".join(each.name for each in event.topics),
        launched={each.id for each in event.publications},
    )


MANY: Sequence[str] = ("launched",)


def field_of(error: ValueError) -> str:
    """The field in which a refusal of the domain can be mended; `act` where that is none."""
    return next((name for kind, name in _FIELDS.items() if isinstance(error, kind)), "act")


def refuse(form: Form[Any], error: ValueError) -> None:
    """Puts a refusal of the domain beside that field."""
    field = field_of(error)
    form.refuse("title" if field == "act" else field, error)


def refuse_gaps(form: Form[Any]) -> None:
    """What an hour means nothing without, also where other fields cannot be read: all is told at once."""
    starts, day, zone, ends, doors = (form.value(each).strip() for each in ("starts", "day", "zone", "ends", "doors"))
    gaps: dict[ValueError, bool | str] = {
        events.NeedsDay(): starts and not day,
        events.NeedsZone(): starts and not zone,
        events.NeedsStart(): (ends or doors) and not starts,
    }
    for error, is_there in gaps.items():
        if is_there:
            refuse(form, error)


_FIELDS: dict[type[ValueError], str] = {
    events.NeedsDay: "day",
    events.NeedsNewDay: "day",
    events.NeedsZone: "zone",
    events.NeedsStart: "starts",
    events.EndsBeforeItBegins: "ends",
    events.DoorsAfterItBegins: "doors",
    events.StaysOpen: "access",
    times.ExistsTwice: "second",
    times.DoesNotExist: "starts",
    times.UnknownZone: "zone",
}
