"""What follows from a change, computed once, at the end of its transaction; consequences call no consequences.

The order is the story: addresses, who looks after whom, who is asked to lead, when events were to be before they were
moved, listings, whose feeds an event is in, calendar entries, which posts are told by now, the words to find things by,
approvals, the log, and last the public revision, by which every process notices that something changed.
"""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from events.accounts import activity
from events.addresses import Addresses
from events.calendar import entries, feed_parts, moves
from events.people import organisations
from events.press import findable as findable_releases
from events.press import reopening
from events.programme import findable, leads, listings, told, touched, whole
from events.programme.occasions import Event
from events.storage import By, Changes, revisions, slugs
from events.storage.chunks import chunks
from events.storage.store import Follow

_CHUNK = 250


def following(where: Addresses) -> Follow:
    """What `Store` awaits before each commit. `where` we are is part of what a calendar entry says."""

    async def follow(db: AsyncSession, changes: Changes, now: datetime, by: By) -> None:
        await slugs.keep_former(db, changes, now)
        await organisations.let_go(db, changes)
        await leads.let_go(db, changes)
        await moves.note(db, changes, now)
        relisted = await listings.refresh(db, changes, now)
        await db.flush()
        regrouped = await touched.regrouped(db, changes) | relisted
        events = regrouped | await touched.renamed(db, changes)
        await feed_parts.hand_over(db, changes)
        await _derive(db, events, where, now, regrouped=regrouped)
        await findable.refresh(db, changes, also=await told.keep(db, now))
        await findable_releases.refresh(db, changes, now)
        await reopening.reopen(db, changes, events, now, by)
        await activity.record(db, changes, now, by)
        await revisions.rise(db, now)

    return follow


async def render_anew(db: AsyncSession, where: Addresses, now: datetime) -> None:
    """Every calendar entry again: for another base URL, or by another mapping."""
    every = set(await db.scalars(select(Event.id)))
    await _derive(db, every, where, now, regrouped=every)
    await revisions.rise(db, now)


async def _derive(
    db: AsyncSession, event_ids: Collection[UUID], where: Addresses, now: datetime, *, regrouped: Collection[UUID]
) -> None:
    """What is kept beside each event. In small chunks: whoever polls meanwhile waits for one of them at most."""
    for ids in chunks(sorted(event_ids), _CHUNK):
        events = await whole.events(db, ids)
        await entries.refresh(db, events, where, now)
        if others := [each for each in ids if each in regrouped]:
            await feed_parts.refresh(db, others, events, now)
        await findable.keep_events(db, events)
