"""Topics: found for whoever may see them, and added."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from events import text
from events.programme.models import Topic
from events.storage import slugs
from events.visibility import Reader, visible


async def by_slug(db: AsyncSession, slug: str, *, reader: Reader, now: datetime) -> Topic | None:
    return await db.scalar(select(Topic).where(Topic.slug == slug, visible(Topic, reader, now)))


async def named(db: AsyncSession, name: str) -> Topic:
    """The topic of that name, however it is spelt; added if it is new."""
    await db.flush()
    for topic in await db.scalars(select(Topic)):
        if text.fold(topic.name) == text.fold(name):
            return topic
    topic = Topic(slug=await slugs.free(db, Topic, name), name=name)
    db.add(topic)
    return topic
