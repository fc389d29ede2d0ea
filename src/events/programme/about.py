"""What an event is about and what it launches: its topics and its publications."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from events import text
from events.programme import topics
from events.programme.models import Publication, Topic
from events.programme.occasions import Event, EventPublication, EventTopic
from events.visibility import Reader


async def set_topics(
    db: AsyncSession, event: Event, names: Sequence[str], *, keeper: UUID, reader: Reader, now: datetime
) -> None:
    """These and no others; one that is new is looked after by `keeper`. What it has already stays as it is."""
    await db.flush()
    query = select(EventTopic, Topic.name).join(Topic, Topic.id == EventTopic.topic_id)
    rows = (await db.execute(query.where(EventTopic.event_id == event.id))).all()
    there, called = {row.topic_id: row for row, _ in rows}, {text.fold(name): row.topic_id for row, name in rows}
    wanted = {
        called.get(text.fold(each)) or (await topics.named(db, each, keeper=keeper, reader=reader, now=now)).id
        for each in names
    }
    await db.flush()
    for topic_id in there.keys() - wanted:
        await db.delete(there[topic_id])
    db.add_all(EventTopic(event_id=event.id, topic_id=each) for each in wanted - there.keys())


async def set_launched(db: AsyncSession, event: Event, publications: Sequence[Publication]) -> None:
    """These publications and no others, in this order."""
    await db.flush()
    rows = await db.scalars(select(EventPublication).where(EventPublication.event_id == event.id))
    there = {each.publication_id: each for each in rows}
    for publication_id in there.keys() - {each.id for each in publications}:
        await db.delete(there[publication_id])
    for position, each in enumerate(publications):
        if each.id in there:
            there[each.id].position = position
        else:
            db.add(EventPublication(event_id=event.id, publication_id=each.id, position=position))
