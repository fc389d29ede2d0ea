"""What events belong to: an organisation that hosts or employs a speaker, a topic, a series, a person on stage."""

from collections.abc import Callable, Collection
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BindParameter, ColumnElement, Select, func, or_, select

from events.people.models import Organisation, Person
from events.programme.models import Host, Launch, Publication, Series, Topic
from events.programme.occasions import Event, EventPublication, EventTopic, ListedPost, Speaker
from events.programme.reach import IS_SHOWN
from events.visibility import Reader, visible

Subject = Organisation | Person | Series | Topic
Ids = Select[UUID] | Collection[UUID] | Collection[BindParameter[UUID]]
Condition = ColumnElement[bool]

# What events can be asked for by, under the names that addresses have for it.
SUBJECTS: dict[str, type[Subject]] = {
    "organisation": Organisation,
    "topic": Topic,
    "series": Series,
    "person": Person,
}


def to(kind: type[Subject], ids: Ids, seen: Condition, reader: Reader, now: datetime) -> Condition:
    """The condition that an event which is `seen` belongs to one of these; that it is, the query asks beside it."""
    return _CONDITIONS[kind](ids, seen, reader, now)


def is_spoken_at(organisations: Ids) -> Condition:
    """The condition that somebody is shown on stage for one of them."""
    employed = select(Speaker.event_id).join(ListedPost, ListedPost.speaker_id == Speaker.id)
    return Event.id.in_(employed.where(ListedPost.organisation_id.in_(organisations), IS_SHOWN))


def launched(seen: Condition, reader: Reader, now: datetime) -> Select[UUID]:
    """Ids of the events that launch a publication which this reader may see."""
    query = select(EventPublication.event_id).join(Publication, Publication.id == EventPublication.publication_id)
    return query.join(Event, Event.id == EventPublication.event_id).where(visible(Publication, reader, now), seen)


def in_year(year: int, when: Any = Event) -> Condition:
    """By the days of events, or of `when`: what says of each on which days it is."""
    its_day: Condition = when.day.between(date(year, 1, 1), date(year, 12, 31))
    return its_day


def since(year: int, when: Any = Event) -> Condition:
    return func.coalesce(when.last_day, when.day) >= date(year, 1, 1)


def _to_organisations(ids: Ids, _seen: Condition, _reader: Reader, _now: datetime) -> Condition:
    hosted = select(Host.launch_id).where(Host.organisation_id.in_(ids))
    led = select(Launch.id).where(Launch.lead_id.in_(ids))
    return or_(Event.launch_id.in_(led), Event.launch_id.in_(hosted), is_spoken_at(ids))


def _to_topics(ids: Ids, _seen: Condition, _reader: Reader, _now: datetime) -> Condition:
    return Event.id.in_(select(EventTopic.event_id).where(EventTopic.topic_id.in_(ids)))


def _to_series(ids: Ids, seen: Condition, reader: Reader, now: datetime) -> Condition:
    return Event.id.in_(launched(seen, reader, now).where(Publication.series_id.in_(ids)))


def _to_persons(ids: Ids, _seen: Condition, _reader: Reader, _now: datetime) -> Condition:
    return Event.id.in_(select(Speaker.event_id).where(Speaker.person_id.in_(ids), IS_SHOWN))


_CONDITIONS: dict[type[Any], Callable[[Ids, Condition, Reader, datetime], Condition]] = {
    Organisation: _to_organisations,
    Topic: _to_topics,
    Series: _to_series,
    Person: _to_persons,
}
