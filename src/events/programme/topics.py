"""Topics: found for whoever may see them, and added."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from events import text
from events.programme.models import Topic
from events.storage import slugs
from events.visibility import Reader, visible


async def by_slug(db: AsyncSession, slug: str, *, reader: Reader, now: datetime) -> Topic | None:
    return await db.scalar(select(Topic).where(Topic.slug == slug, visible(Topic, reader, now)))


async def known(db: AsyncSession, *, reader: Reader, now: datetime) -> Sequence[Topic]:
    return (await db.scalars(select(Topic).where(visible(Topic, reader, now)).order_by(Topic.name))).all()


async def named(db: AsyncSession, name: str, *, keeper: UUID | None = None) -> Topic:
    """The topic of that name, however it is spelt; added if it is new, for this organisation to look after."""
    await db.flush()
    for topic in await db.scalars(select(Topic)):
        if text.fold(topic.name) == text.fold(name):
            return topic
    topic = Topic(slug=await slugs.free(db, Topic, name), name=name, kept_by_id=keeper)
    db.add(topic)
    return topic
