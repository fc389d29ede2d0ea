"""Instants follow the zone data: what people typed is the wall time, and its moment is ours to compute anew.

When a government moves its clocks, an event at half past six stays at half past six, and every calendar is told.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import load_only

from events.programme.occasions import Event
from events.storage import By, Store
from events.storage.chunks import chunks

ZONE_DATA = By("zone data")
_AT_ONCE = 250
_WALL_TIMES = (
    Event.title,
    Event.slug,
    *(Event.day, Event.last_day, Event.starts, Event.ends, Event.doors),
    *(Event.zone, Event.starts_second, Event.ends_second),
    *(Event.starts_at, Event.ends_at, Event.begins_at, Event.over_at),
)


@dataclass(frozen=True)
class Stale:
    """An event whose stored instants are not those of the present zone data."""

    event_id: UUID
    slug: str
    title: str
    was: datetime | None
    is_now: datetime | None
    trouble: str | None = None  # its wall time makes no sense any more: somebody has to give it another


async def stale(db: AsyncSession) -> list[Stale]:
    """Looks through all events, off the event loop, a few at a time; `db` sees everything and is not written to."""
    found: list[Stale] = []
    ids = (await db.scalars(select(Event.id).where(Event.day.is_not(None)).order_by(Event.begins_at, Event.id))).all()
    for some in chunks(ids, _AT_ONCE):
        query = select(Event).where(Event.id.in_(some)).options(load_only(*_WALL_TIMES))
        events = (await db.scalars(query.order_by(Event.begins_at, Event.id))).all()
        found += await asyncio.to_thread(_stale, events)
        db.expunge_all()
    return found


async def settle(store: Store, *, now: datetime) -> list[Stale]:
    """Computes the instants of all events anew, a material change like any other; gives those that were stale.

    What makes no sense any more is left as it is.
    """
    async with store.whole() as db:
        found = await stale(db)
    for some in chunks([each.event_id for each in found if not each.trouble], _AT_ONCE):
        async with store.transaction(now=now, by=ZONE_DATA) as db:
            for event in await db.scalars(select(Event).where(Event.id.in_(some))):
                event.settle()
    return found


def _stale(events: Sequence[Event]) -> list[Stale]:
    found = []
    for event in events:
        was = _instants(event)
        try:
            event.settle()
        except ValueError as error:
            found.append(Stale(event.id, event.slug, event.title, was[0], None, str(error)))
        else:
            is_now = _instants(event)
            if was != is_now:
                found.append(Stale(event.id, event.slug, event.title, *_first_difference(was, is_now)))
    return found


def _instants(event: Event) -> tuple[datetime | None, ...]:
    return event.starts_at, event.ends_at, event.begins_at, event.over_at


def _first_difference(
    was: Sequence[datetime | None], is_now: Sequence[datetime | None]
) -> tuple[datetime | None, datetime | None]:
    return next((before, after) for before, after in zip(was, is_now, strict=True) if before != after)
