"""Events: found for whoever may see them; added, revised, published and taken back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TypedDict, Unpack
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import joinedload, selectinload
from sqlalchemy.orm.interfaces import ORMOption

from events import times, visibility
from events.accounts.access import Mandate, NotYours
from events.people.models import Organisation, Person
from events.programme import launches
from events.programme.models import Author, Host, Launch, Publication, Publisher, Series, Topic
from events.programme.occasions import (
    Access,
    Attendance,
    Audience,
    Event,
    EventFile,
    EventKind,
    EventPublication,
    EventTopic,
    JoiningLink,
    ListedPost,
    ProgrammeItem,
    Speaker,
    Status,
    Terms,
)
from events.storage import slugs
from events.visibility import Naming, Reader, held, visible


async def by_slug(db: AsyncSession, slug: str, *, reader: Reader, now: datetime) -> Event | None:
    """With all that its page shows; what this reader may not see beside it is left out."""
    query = select(Event).where(Event.slug == slug, visible(Event, reader, now))
    event = await db.scalar(query.options(*_held(_public_ways_in(now))))
    if event:
        await _attach_programme(db, event)
        await _attach(db, event, reader, now, credits=True)
    return event


async def of_office(db: AsyncSession, slug: str, *, reader: Reader, now: datetime) -> Event | None:
    """As its organisers see it: with its embargo, and the ways in for every audience from any moment on."""
    event = await _at_desk(db, slug, _held(selectinload(Event.joining)), reader, now)
    if event:
        await _attach_programme(db, event)
    return event


async def to_act_on(db: AsyncSession, slug: str, *, reader: Reader, now: datetime) -> Event | None:
    """The same with no more than tells whom and what an action reaches."""
    return await _at_desk(db, slug, (), reader, now)


async def _at_desk(
    db: AsyncSession, slug: str, parts: Sequence[ORMOption], reader: Reader, now: datetime
) -> Event | None:
    query = select(Event).where(Event.slug == slug, visible(Event, reader, now))
    launch = joinedload(Event.launch).options(joinedload(Launch.offer), joinedload(Launch.embargo))
    event = await db.scalar(query.options(*parts, joinedload(Event.embargo), launch))
    if event:
        await _attach(db, event, reader, now)
    return event


async def to_revise(db: AsyncSession, slug: str, *, mandate: Mandate, reader: Reader, now: datetime) -> Event:
    """With no more than its form holds: its venue, its topics, what it launches; and its launch. Raises NotYours."""
    event = await _in_hand(db, slug, mandate, joinedload(Event.venue))
    await visibility.attach_reached(db, [event], Event.topics, reader=reader, now=now)
    await visibility.attach_listed(db, [event], Event.publications, reader=reader, now=now)
    return event


async def with_panel(db: AsyncSession, slug: str, *, mandate: Mandate) -> Event:
    """With who is on stage, and its launch. Raises NotYours."""
    return await _in_hand(db, slug, mandate, selectinload(Event.speakers).selectinload(Speaker.posts))


async def _in_hand(db: AsyncSession, slug: str, mandate: Mandate, *parts: ORMOption) -> Event:
    launch = joinedload(Event.launch).selectinload(Launch.hosts)
    event = await db.scalar(select(Event).where(held(Event, Event.slug == slug)).options(launch, *parts))
    if event is None or not launches.is_in_hand(event.launch, mandate):
        raise NotYours
    return event


def _public_ways_in(now: datetime) -> ORMOption:
    released = or_(JoiningLink.released_at.is_(None), JoiningLink.released_at <= now)
    return selectinload(Event.joining.and_(JoiningLink.audience == Audience.PUBLIC, released))


def _held(ways_in: ORMOption) -> list[ORMOption]:
    """Where and how it is held, for which launch, and what was left there."""
    return [
        joinedload(Event.venue),
        joinedload(Event.launch),
        joinedload(Event.moved_from),
        ways_in,
        selectinload(Event.files).joinedload(EventFile.file),
    ]


async def _attach_programme(db: AsyncSession, event: Event) -> None:
    """Its running order, each item with which places of the panel speak in it."""
    await visibility.attach_parts(db, [event], Event.programme)
    await visibility.attach_parts(db, event.programme, ProgrammeItem.speakers)


async def _attach(db: AsyncSession, event: Event, reader: Reader, now: datetime, *, credits: bool = False) -> None:
    """Its panel and its hosts, and whom and what they name.

    With `credits` also who is behind the reports that it launches, and people with their portraits, those behind the
    launch with their press contacts: what the public page prints.
    """
    await visibility.attach_parts(db, [event.launch], Launch.hosts)
    await visibility.attach_parts(db, [event], Event.speakers)
    await visibility.attach_parts(db, event.speakers, Speaker.posts)
    await visibility.attach_reached(db, [event], Event.topics, reader=reader, now=now)
    more = [Publication.cover if credits else Publication.embargo]
    await visibility.attach_listed(db, [event], Event.publications, *more, reader=reader, now=now)
    reports = event.publications if credits else []
    await visibility.attach_parts(db, reports, Publication.authors, Publication.publishers)
    authors = [author for report in reports for author in report.authors]
    people: list[Naming] = [(event.speakers, Speaker.person), (authors, Author.person)]
    portrait = [Person.portrait] if credits else []
    await visibility.attach(db, Person, people, *portrait, reader=reader, now=now)
    organisations: list[Naming] = [
        ([event.launch], Launch.lead),
        (event.launch.hosts, Host.organisation),
        ([post for speaker in event.speakers for post in speaker.posts], ListedPost.organisation),
        ([publisher for report in reports for publisher in report.publishers], Publisher.organisation),
    ]
    await visibility.attach(db, Organisation, organisations, reader=reader, now=now)
    if credits:
        behind = [event.launch.lead, *(host.organisation for host in event.launch.hosts)]
        houses = [each for each in behind if each]
        await visibility.attach_seen_parts(db, houses, Organisation.press_contacts, reader=reader, now=now)
    await visibility.attach(db, Series, [(event.publications, Publication.series)], reader=reader, now=now)


_SMALL_HOURS = time(6)  # what begins in them opens its doors the evening before
_LONGEST_NIGHT = timedelta(hours=10)


def goes_past_midnight(starts: time | None, ends: time | None) -> bool:
    """Whether its end is of the day after: it begins in the evening. Other hours that run backwards may be a slip."""
    if starts is None or ends is None or not ends < min(starts, _SMALL_HOURS):
        return False
    return timedelta(days=1, hours=ends.hour - starts.hour, minutes=ends.minute - starts.minute) <= _LONGEST_NIGHT


class NeedsDay(ValueError):
    """An event that is to be public, and nobody could say when."""

    def __str__(self) -> str:
        return "An event needs its day before the public may see it. The hour and the venue can follow."


class NeedsNewDay(ValueError):
    """An event that is to take place after all, on a day that is gone."""

    def __str__(self) -> str:
        return "The day on which it was to be is over: give it a new one."


class NeedsZone(ValueError):
    """An hour without a zone is no moment."""

    def __str__(self) -> str:
        return "A time needs its zone, such as Europe/London."


class NeedsStart(ValueError):
    """An event that ends, or opens its doors, and begins at no known hour."""

    def __str__(self) -> str:
        return "Say when the event begins, or leave out when it ends and when doors open."


class EndsBeforeItBegins(ValueError):
    """The days or the hours of an event run backwards; `hours` as they were understood, if it is they."""

    def __init__(self, hours: str = "", *, at_once: bool = False) -> None:
        super().__init__()
        self.hours, self.at_once = hours, at_once

    def __str__(self) -> str:
        understood = f" As typed it goes from {self.hours}." if self.hours else ""
        ends = "when" if self.at_once else "before"
        return f"The event ends {ends} it begins.{understood} If it runs past midnight, give its last day."


class DoorsAfterItBegins(ValueError):
    """People would be let in when it is under way."""

    def __str__(self) -> str:
        return "The doors open after the event begins: mend one of the two hours."


class StaysOpen(ValueError):
    """An event that went out to all is to be private: feeds would lose it, and tell no calendar."""

    def __str__(self) -> str:
        return (
            "It was published for all to see: calendars would keep it as it was. Unpublish it, which tells them that "
            "it is gone, and make a private copy."
        )


@dataclass
class AlreadyOver(ValueError):
    """Something is to become of an event that has taken place."""

    event: Event

    def __str__(self) -> str:
        return "This event is over; it can be neither postponed nor cancelled."


class Details(TypedDict, total=False):
    """What plain editing may change; what becomes of an event has functions of its own."""

    slug: str
    title: str
    standfirst: str | None
    description: str | None
    kind: EventKind
    access: Access
    terms: Terms | None
    language: str
    hashtag: str | None
    accessibility: str | None
    day: date | None
    last_day: date | None
    starts: time | None
    ends: time | None
    doors: time | None
    zone: str | None
    starts_second: bool | None
    ends_second: bool | None
    attendance: Attendance
    venue_id: UUID | None
    room_capacity: int | None
    online_capacity: int | None
    recording: str | None


async def add(
    db: AsyncSession, event: Event, *, publications: Sequence[Publication] = (), topics: Sequence[Topic] = ()
) -> Event:
    """Takes a draft in. Announced openly, unless the organiser put it under an embargo.

    Raises NeedsZone, NeedsStart, EndsBeforeItBegins, DoorsAfterItBegins, and what times.instant raises.
    """
    _settle(event)
    event.slug = event.slug or await slugs.free(db, Event, event.title)
    db.add(event)
    db.add_all(
        EventPublication(event_id=event.id, publication_id=each.id, position=position)
        for position, each in enumerate(publications)
    )
    db.add_all(EventTopic(event_id=event.id, topic_id=each.id) for each in topics)
    return event


def revise(event: Event, **details: Unpack[Details]) -> None:
    """Changes these facts and the instants with them, or nothing at all.

    Raises as `add` does, NeedsDay and StaysOpen.
    """
    if event.published_at and details.get("access") == Access.PRIVATE != event.access:
        raise StaysOpen
    before = {name: getattr(event, name) for name in details}
    try:
        for name, value in details.items():
            setattr(event, name, value)
        _settle(event)
    except ValueError:
        for name, value in before.items():
            setattr(event, name, value)
        event.settle()
        raise
    was = before.get("day")
    if was and event.day and event.day != was and event.title.endswith(times.full_day(was)):
        # Several of one launch may be told apart by their days alone.
        event.title = event.title.removesuffix(times.full_day(was)) + times.full_day(event.day)
    if event.withdrawn_at and before.get("access") == Access.PRIVATE != event.access:
        # The public never saw it, and is to read no tombstone of what was private: it is a draft again.
        event.published_at = event.withdrawn_at = event.withdrawal_note = None


def publish(event: Event, *, now: datetime) -> None:
    """Public from now on, with a date alone if need be. Raises NeedsDay."""
    if event.day is None:
        raise NeedsDay
    event.put_out(now)


def postpone(event: Event, *, note: str | None, now: datetime) -> None:
    """Off until further notice, at its old date; a new date comes by `revise` and `restore`. Raises AlreadyOver."""
    _take_off(event, Status.POSTPONED, note, now)


def cancel(event: Event, *, note: str | None, now: datetime) -> None:
    """Off for good. The page and the calendar entry stay and say so. Raises AlreadyOver."""
    _take_off(event, Status.CANCELLED, note, now)


def make_tentative(event: Event, *, note: str | None) -> None:
    """It may still move. Calendars show it so."""
    event.status, event.status_note = Status.TENTATIVE, note


def restore(event: Event, *, status: Status = Status.CONFIRMED, note: str | None = None) -> None:
    """On again, under the same address and the same UID."""
    event.status, event.status_note = status, note


def _take_off(event: Event, status: Status, note: str | None, now: datetime) -> None:
    if event.is_past(now) and not event.is_off:
        raise AlreadyOver(event)
    event.status, event.status_note = status, note


def _settle(event: Event) -> None:
    """The instants of an event whose days and hours make sense."""
    if event.published_at and event.day is None:
        raise NeedsDay
    if event.starts and event.day is None:
        raise NeedsDay
    if event.starts and event.zone is None:
        raise NeedsZone
    if (event.ends or event.doors) and not event.starts:
        raise NeedsStart
    event.settle()
    if event.day and event.last_day and event.last_day < event.day:
        raise EndsBeforeItBegins
    if event.starts_at and event.ends_at and event.ends_at <= event.starts_at:
        raise EndsBeforeItBegins(event.hours or "", at_once=event.ends_at == event.starts_at)
    if event.doors and event.starts and event.doors > event.starts and event.starts >= _SMALL_HOURS:
        raise DoorsAfterItBegins
