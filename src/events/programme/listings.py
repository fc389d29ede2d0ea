"""Listings: how each speaker is shown at one event. They follow the facts until the event is over, then stay.

What follows from a renamed person, post or organisation; no job freezes anything, the moment of the change does.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from events.people.models import Affiliation, Organisation, Person
from events.programme.occasions import Event, ListedPost, Speaker
from events.storage import Changes, Did
from events.storage.base import Base, Identified
from events.storage.chunks import chunks

_CHUNK = 200


async def refresh(db: AsyncSession, changes: Changes, now: datetime) -> set[UUID]:
    """Lists anew whoever is called otherwise, at events that are not over. Gives the ids of the events touched."""
    people = _changed(changes, Person, "name")
    posts = _changed(changes, Affiliation, "role", "organisation_id")
    employers = _changed(changes, Organisation, "name", "short_name")
    speakers = await _coming(db, _SPEAKERS, Speaker.person_id, people, now)
    listed = await _coming(db, _POSTS, ListedPost.affiliation_id, posts, now)
    listed |= await _coming(db, _POSTS, ListedPost.organisation_id, employers, now)
    speakers |= await _coming(db, _SPEAKERS, Speaker.id, _changed(changes, Speaker, "person_id"), now)
    listed |= await _coming(db, _POSTS, ListedPost.id, _changed(changes, ListedPost, "organisation_id"), now)
    for some in chunks(speakers, _CHUNK):
        await _rename(db, some)
    for some in chunks(listed, _CHUNK):
        await _relist(db, some)
    return {*speakers.values(), *listed.values()}


_SPEAKERS = select(Speaker.id, Speaker.event_id).join(Event, Event.id == Speaker.event_id)
_POSTS = (
    select(ListedPost.id, Speaker.event_id)
    .join(Speaker, Speaker.id == ListedPost.speaker_id)
    .join(Event, Event.id == Speaker.event_id)
)
_NAMES = select(Speaker, Person.name).join(Person, Person.id == Speaker.person_id)
_FACTS = (
    select(ListedPost, Affiliation, Organisation)
    .outerjoin(Affiliation, Affiliation.id == ListedPost.affiliation_id)
    .join(
        Organisation,
        or_(
            Organisation.id == Affiliation.organisation_id,
            Affiliation.id.is_(None) & (Organisation.id == ListedPost.organisation_id),
        ),
    )
)


def _changed(changes: Changes, kind: type[Base], *columns: str) -> list[UUID]:
    """Ids of the rows of a kind of which one of these is another than before."""
    rows = (each.row for each in changes.of(kind) if each.did is Did.CHANGED and each.touches(*columns))
    return list({row.id for row in rows if isinstance(row, Identified)})


async def _coming(
    db: AsyncSession, listings: Select[UUID, UUID], column: InstrumentedAttribute[Any], ids: list[UUID], now: datetime
) -> dict[UUID, UUID]:
    """The listings that name one of these, each with its event, where that is not over."""
    found: dict[UUID, UUID] = {}
    for some in chunks(ids, _CHUNK):
        to_come = listings.where(column.in_(some), or_(Event.over_at.is_(None), Event.over_at > now))
        found |= {row.id: row.event_id for row in await db.execute(to_come)}
    return found


async def _rename(db: AsyncSession, ids: list[UUID]) -> None:
    for speaker, name in await db.execute(_NAMES.where(Speaker.id.in_(ids))):
        speaker.name = name
    await db.flush()


async def _relist(db: AsyncSession, ids: list[UUID]) -> None:
    for post, affiliation, organisation in await db.execute(_FACTS.where(ListedPost.id.in_(ids))):
        if affiliation:
            post.role = affiliation.role
        post.organisation_id, post.organisation_name = organisation.id, organisation.called
    await db.flush()
