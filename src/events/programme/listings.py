"""Listings: how each speaker is shown at one event. They follow the facts until the event is over, then stay.

What follows from a renamed person, post or organisation; no job freezes anything, the moment of the change does.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from events.people.models import Affiliation, Organisation, Person
from events.programme.occasions import Event, ListedPost, Speaker
from events.storage import Changes, Did
from events.storage.base import Base

_CHUNK = 5_000


async def refresh(db: AsyncSession, changes: Changes, now: datetime) -> set[UUID]:
    """Lists anew whoever was renamed, at events that are not over. Gives the ids of the events touched."""
    posts = select(ListedPost, Speaker.event_id).join(Speaker, Speaker.id == ListedPost.speaker_id)
    return (
        await _relist(db, select(Speaker, Speaker.event_id), "person_id", "name", _renamed(changes, Person, "name"), now)
        | await _relist(db, posts, "affiliation_id", "role", _renamed(changes, Affiliation, "role"), now)
        | await _relist(db, posts, "organisation_id", "organisation_name", _renamed(changes, Organisation, "name"), now)
    )


def _renamed(changes: Changes, kind: type[Base], column: str) -> dict[UUID, Any]:
    """What the rows of a kind are called now, of those that were called otherwise."""
    return {
        change.row.id: getattr(change.row, column)  # type: ignore[attr-defined]
        for change in changes.of(kind)
        if change.did is Did.CHANGED and column in change.after
    }


async def _relist(
    db: AsyncSession, listed: Select[Any, UUID], by: str, column: str, names: Mapping[UUID, Any], now: datetime
) -> set[UUID]:
    touched: set[UUID] = set()
    ids = list(names)
    kind = listed.column_descriptions[0]["entity"]
    coming = listed.join(Event, Event.id == Speaker.event_id).where(or_(Event.over_at.is_(None), Event.over_at > now))
    for start in range(0, len(ids), _CHUNK):
        rows = await db.execute(coming.where(getattr(kind, by).in_(ids[start : start + _CHUNK])))
        for row, event_id in rows:
            setattr(row, column, names[getattr(row, by)])
            touched.add(event_id)
    return touched
