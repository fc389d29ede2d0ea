"""A launch, an event or a publication made from another: drafts, and nothing that was said or agreed before."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import selectinload

from events.programme import events, launches, publications, versions
from events.programme.models import Author, Host, Launch, Publication, PublicationTopic, Publisher
from events.programme.occasions import (
    Event,
    EventPublication,
    EventTopic,
    ItemSpeaker,
    ListedPost,
    ProgrammeItem,
    Speaker,
)
from events.storage.base import Base


@dataclass(frozen=True)
class Parts:
    """What of an event is copied beside its facts and its topics."""

    panel: bool = False  # asked anew: all of them are invited
    programme: bool = False


async def of_launch(db: AsyncSession, launch: Launch, title: str, *, hosts: bool, parts: Parts | None) -> Launch:
    """`launch` with its hosts and lead; its events without their dates, if `parts` says so.

    What co-hosts may edit is granted anew, and no embargo, publication or release is taken over.
    """
    copy = launches.begin(db, title, lead=launch.lead)
    await db.flush()
    for each in launch.hosts if hosts else ():
        db.add(Host(launch_id=copy.id, organisation_id=each.organisation_id, role=each.role, position=each.position))
    if parts:
        query = select(Event).where(Event.launch_id == launch.id).order_by(Event.begins_at, Event.id)
        for event in (await db.scalars(query.options(*_WHOLE))).all():
            await of_event(db, event, event.title, parts=parts, into=copy)
    return copy


async def of_event(
    db: AsyncSession,
    event: Event,
    title: str,
    *,
    day: date | None = None,
    second: bool | None = None,
    parts: Parts,
    into: Launch | None = None,
) -> Event:
    """On another day, or without one; with a day, at the same hours. Raises what events.add raises.

    `event` as `_WHOLE` loads it. What it launches is taken over within the same launch.
    """
    facts: Any = {name: getattr(event, name) for name in _FACTS + (_HOURS if day else ())}
    facts |= {"starts_second": second, "ends_second": second} if facts.get("starts") else {}
    launch_id = into.id if into else event.launch_id
    copy = Event(launch_id=launch_id, title=title, day=day, **facts)
    copy.embargo_id = None if into else event.embargo_id
    if day and event.day and event.last_day:
        copy.last_day = day + (event.last_day - event.day)
    await events.add(db, copy)
    db.add_all(EventTopic(event_id=copy.id, topic_id=each.id) for each in event.topics)
    if into is None:
        db.add_all(
            EventPublication(event_id=copy.id, publication_id=each.id, position=position)
            for position, each in enumerate(event.publications)
        )
    asked = {each.id: _copy_speaker(db, copy, each) for each in event.speakers} if parts.panel else {}
    for item in event.programme if parts.programme else ():
        _copy_item(db, copy, item, asked)
    return copy


async def of_publication(db: AsyncSession, publication: Publication, title: str, *, authors: bool) -> Publication:
    """A draft in the same launch and the same series, as yet without its number. `publication` as its page loads it."""
    facts: Any = {name: getattr(publication, name) for name in ("series_id", "language", "licence")}
    copy = Publication(launch_id=publication.launch_id, title=title, **facts)
    await publications.add(db, copy)
    rows: list[Base] = [PublicationTopic(publication_id=copy.id, topic_id=each.id) for each in publication.topics]
    rows += [
        Publisher(publication_id=copy.id, organisation_id=each.organisation_id, position=each.position)
        for each in publication.publishers
    ]
    if authors:
        copy.has_more_authors = publication.has_more_authors
        rows += [
            Author(publication_id=copy.id, name=each.name, person_id=each.person_id, position=each.position)
            for each in publication.authors
        ]
    db.add_all(rows)
    await versions.add(db, copy, dated=None)
    return copy


def _copy_item(db: AsyncSession, copy: Event, item: ProgrammeItem, asked: Mapping[UUID, Speaker]) -> None:
    """With who spoke in it, as far as they are asked anew."""
    another = ProgrammeItem(
        event_id=copy.id,
        position=item.position,
        title=item.title,
        description=item.description,
        starts=item.starts,
    )
    db.add(another)
    db.add_all(
        ItemSpeaker(item_id=another.id, speaker_id=asked[each.speaker_id].id, chairs=each.chairs)
        for each in item.speakers
        if each.speaker_id in asked
    )


def _copy_speaker(db: AsyncSession, copy: Event, speaker: Speaker) -> Speaker:
    asked = Speaker(
        event_id=copy.id,
        position=speaker.position,
        person_id=speaker.person_id,
        name=speaker.name,
        role=speaker.role,
    )
    db.add(asked)
    db.add_all(
        ListedPost(
            speaker_id=asked.id,
            position=each.position,
            role=each.role,
            organisation_name=each.organisation_name,
            organisation_id=each.organisation_id,
            affiliation_id=each.affiliation_id,
        )
        for each in speaker.posts
    )
    return asked


_FACTS = (
    *("standfirst", "description", "kind", "access", "terms", "language", "accessibility", "zone"),
    *("attendance", "venue_id", "room_capacity", "online_capacity"),
)
_HOURS = ("starts", "ends", "doors")
_WHOLE = (
    selectinload(Event.topics),
    selectinload(Event.publications),
    selectinload(Event.programme).selectinload(ProgrammeItem.speakers),
    selectinload(Event.speakers).selectinload(Speaker.posts),
)
