"""What was said of somebody for a launch stays known once it is told: what tells it is revised, and taken back.

Time tells it, as `reach` reads it, and no job; this writes down that it did, so that nothing else has to remember it.
"""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.ext.asyncio import AsyncSession

from events.people.models import Affiliation
from events.storage import By, Store
from events.visibility import ANYONE, visible

_BY = By("clock")


async def settle(store: Store, *, now: datetime) -> None:
    """Before anything is changed: afterwards nobody can see any more what was told until then."""
    async with store.whole() as db:
        is_any = await db.scalar(select(Affiliation.id).where(*_is_told(now)).limit(1))
    if is_any:
        async with store.transaction(now=now, by=_BY) as db:
            await keep(db, now)


async def keep(db: AsyncSession, now: datetime) -> set[UUID]:
    """Of whom a post is told, and waits for nothing from now on."""
    posts = (await db.scalars(select(Affiliation).where(*_is_told(now)))).all()
    for each in posts:
        each.came_with_launch_id = None
    await db.flush()
    return {each.person_id for each in posts}


def _is_told(now: datetime) -> tuple[ColumnElement[bool], ...]:
    return Affiliation.came_with_launch_id.is_not(None), visible(Affiliation, ANYONE, now)
