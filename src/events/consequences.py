"""What follows from a change, computed once, at the end of its transaction; consequences call no consequences.

The order is the story: addresses, who looks after whom, listings, whose feeds an event is in, calendar entries,
the words to find things by, approvals, the log, and last the public revision, by which every process notices that
something changed.
"""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from events.accounts import activity
from events.addresses import Addresses
from events.calendar import entries, feed_parts
from events.people import organisations
from events.press import findable as findable_releases
from events.press import reopening
from events.programme import findable, listings, touched
from events.storage import By, Changes, revisions, slugs
from events.storage.store import Follow


def following(where: Addresses) -> Follow:
    """What `Store` awaits before each commit. `where` we are is part of what a calendar entry says."""

    async def follow(db: AsyncSession, changes: Changes, now: datetime, by: By) -> None:
        await slugs.keep_former(db, changes, now)
        await organisations.let_go(db, changes)
        relisted = await listings.refresh(db, changes, now)
        await db.flush()
        events = await touched.events(db, changes) | relisted
        await feed_parts.hand_over(db, changes)
        await entries.refresh(db, events, where, now)
        await findable.refresh(db, changes, events)
        await findable_releases.refresh(db, changes, now)
        await reopening.reopen(db, changes, events, now, by)
        await activity.record(db, changes, now, by)
        await revisions.rise(db, now)

    return follow


async def render_anew(db: AsyncSession, where: Addresses, now: datetime) -> None:
    """Every calendar entry again: for another base URL, or by another mapping."""
    await entries.rebuild(db, where, now)
    await revisions.rise(db, now)
