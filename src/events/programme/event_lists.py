"""Events in lists: those that filters ask for, of a launch, at a venue; and what can be filtered by."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, FromClause, Select, case, func, select, true
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import joinedload, selectinload

from events import visibility
from events.people.models import Organisation, Person
from events.programme import belonging
from events.programme.models import Host, Launch, Publication, Series, Topic
from events.programme.occasions import (
    Event,
    EventTopic,
    Speaker,
)
from events.programme.reach import IS_SHOWN, is_behind, there_is
from events.visibility import Naming, Reader, visible

_MOST_CHOICES = 200


@dataclass(frozen=True)
class Filters:
    """Which events are asked for, by the slugs of what they belong to; all of them, unless said."""

    organisation: str | None = None
    topic: str | None = None
    series: str | None = None
    person: str | None = None
    year: int | None = None
    since: int | None = None  # a year and all after it


@dataclass(frozen=True)
class Listed:
    """One page of events, those to come first and soonest first, then the past backwards."""

    events: Sequence[Event]
    count: int  # on all pages
    coming: int  # of that, how many are not over


@dataclass(frozen=True)
class Choices:
    """What events can be filtered by: pairs of a value and the words for it."""

    organisations: Sequence[tuple[str, str]]
    topics: Sequence[tuple[str, str]]
    series: Sequence[tuple[str, str]]
    persons: Sequence[tuple[str, str]]
    years: Sequence[tuple[int, int]]


async def listed(
    db: AsyncSession,
    filters: Filters,
    *,
    about: belonging.Subject | None = None,
    reader: Reader,
    now: datetime,
    limit: int,
    offset: int = 0,
) -> Listed:
    """`about` what they are to belong to, if that is found already and the reader sees it."""
    seen = visible(Event, reader, now)
    wanted = [seen, *asked_for(filters, seen, reader, now)]
    if about:
        wanted.append(belonging.to(type(about), [about.id], seen, reader, now))
    found = select(Event.id, Event.begins_at, Event.over_at).where(*wanted).cte("found")
    counts = select(func.count().label("count"), func.count(case((~(found.c.over_at <= now), 1))).label("coming"))
    counted = counts.select_from(found).subquery()
    page = select(found).order_by(*_coming_first(found, now)).limit(limit).offset(offset).subquery()
    query = select(counted, page.c.id).outerjoin(page, true()).order_by(*_coming_first(page, now))
    rows = (await db.execute(query)).all()
    [(count, coming), *_], ids = [row[:2] for row in rows], [row.id for row in rows if row.id]
    shown = await _entries(db, select(Event).where(Event.id.in_(ids), seen), reader, now)
    return Listed(sorted(shown, key=lambda each: ids.index(each.id)), count, coming)


def _coming_first(rows: FromClause, now: datetime) -> Sequence[ColumnElement[Any]]:
    its, is_over = rows.c, rows.c.over_at <= now
    return is_over, case((~is_over, its.begins_at)), its.begins_at.desc(), its.id


async def choices(db: AsyncSession, *, reader: Reader, now: datetime) -> Choices:
    """The filters that find something, each list cut where nobody would read on."""
    seen = visible(Event, reader, now)
    about = select(EventTopic.topic_id).join(Event, Event.id == EventTopic.event_id)
    speaking = select(Speaker.id).join(Event, Event.id == Speaker.event_id)
    speaking = speaking.where(Speaker.person_id == Person.id, IS_SHOWN, seen)
    launched = belonging.launched(seen, reader, now).where(Publication.series_id == Series.id)
    year = func.extract("year", Event.day)
    years = await db.scalars(select(year).where(seen, Event.day.is_not(None)).distinct())
    return Choices(
        organisations=await _names(db, Organisation, Organisation.name, is_behind(Event, seen), reader, now),
        topics=await _names(
            db, Topic, Topic.name, there_is(about.where(EventTopic.topic_id == Topic.id, seen), Topic), reader, now
        ),
        series=await _names(db, Series, Series.title, there_is(launched, Series), reader, now),
        persons=await _names(db, Person, Person.name, there_is(speaking, Person), reader, now, Person.sort_name),
        years=[(each, each) for each in sorted(map(int, years), reverse=True)],
    )


async def shown(
    db: AsyncSession, ids: Sequence[UUID] | Select[UUID], *, reader: Reader, now: datetime
) -> Sequence[Event]:
    """Those of these events that this reader may see, as a list shows them."""
    query = select(Event).where(Event.id.in_(ids), visible(Event, reader, now))
    return await _entries(db, query.order_by(Event.begins_at.desc(), Event.id), reader, now)


async def of_launch(db: AsyncSession, launch_id: UUID, *, reader: Reader, now: datetime) -> Sequence[Event]:
    """With their panels, in order of time."""
    panel = selectinload(Event.speakers).selectinload(Speaker.posts)
    query = select(Event).where(Event.launch_id == launch_id, visible(Event, reader, now))
    return await _entries(db, query.options(panel).order_by(Event.begins_at, Event.id), reader, now)


async def at(db: AsyncSession, venue_id: UUID, *, reader: Reader, now: datetime) -> Sequence[Event]:
    """The events at a venue that this reader may see, the latest first."""
    query = select(Event).where(Event.venue_id == venue_id, visible(Event, reader, now))
    return (await db.scalars(query.order_by(Event.begins_at.desc().nulls_first(), Event.id))).all()


async def of_launches(
    db: AsyncSession, launch_ids: Collection[UUID], *, reader: Reader, now: datetime
) -> dict[UUID, list[Event]]:
    """The events of each of these launches in order of time, without what belongs to them."""
    query = select(Event).where(Event.launch_id.in_(launch_ids), visible(Event, reader, now))
    found: dict[UUID, list[Event]] = {each: [] for each in launch_ids}
    for event in await db.scalars(query.order_by(Event.begins_at, Event.id)):
        found[event.launch_id].append(event)
    return found


def asked_for(
    filters: Filters, seen: ColumnElement[bool], reader: Reader, now: datetime, when: Any = Event
) -> list[ColumnElement[bool]]:
    """The conditions that filters put on events; `seen` is which events this reader knows of at all."""
    wanted: list[ColumnElement[bool]] = []
    for name, kind in belonging.SUBJECTS.items():
        if slug := getattr(filters, name):
            wanted.append(belonging.to(kind, _ids(kind, slug, reader, now), seen, reader, now))
    return wanted + in_time(filters, when)


def in_time(filters: Filters, when: Any) -> list[ColumnElement[bool]]:
    """Those of the conditions that ask about the day alone, of events or of whatever else says `when` each is."""
    wanted = []
    if filters.year is not None:
        wanted.append(belonging.in_year(filters.year, when))
    if filters.since is not None:
        wanted.append(belonging.since(filters.since, when))
    return wanted


def _ids(kind: Any, slug: str, reader: Reader, now: datetime) -> Select[UUID]:
    return select(kind.id).where(kind.slug == slug, visible(kind, reader, now))


async def _names(
    db: AsyncSession, kind: Any, name: Any, which: ColumnElement[bool], reader: Reader, now: datetime, by: Any = None
) -> Sequence[tuple[str, str]]:
    """Of those that an event makes visible which the reader sees."""
    query = select(kind.slug, name).where(which, visibility.reached_from_seen(kind, reader, now))
    rows = await db.execute(query.order_by(name if by is None else by, kind.slug).limit(_MOST_CHOICES))
    return [(slug, shown) for slug, shown in rows]


async def _entries(db: AsyncSession, query: Select[Event], reader: Reader, now: datetime) -> Sequence[Event]:
    """Events with what one line of a list shows: the place, and who is behind the launch."""
    launch = joinedload(Event.launch).selectinload(Launch.hosts)
    events = (await db.scalars(query.options(joinedload(Event.venue), launch))).all()
    launches = {event.launch for event in events}
    hosts = [host for launch in launches for host in launch.hosts]
    named: list[Naming] = [(launches, Launch.lead), (hosts, Host.organisation)]
    await visibility.attach(db, Organisation, named, reader=reader, now=now)
    return events
