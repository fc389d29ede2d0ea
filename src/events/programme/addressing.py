"""The address of what strangers never could read goes by its title, and from one that they never saw none are led.

It may say what is under embargo. What anybody could read once keeps its address, whatever it is called from then on.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select, true
from sqlalchemy.ext.asyncio import AsyncSession

from events.programme import history
from events.programme.models import Launched, Publication, PublicationTopic, Series, Topic
from events.programme.occasions import Event, EventTopic
from events.programme.reach import there_is
from events.storage import slugs
from events.storage.slugs import FormerSlug
from events.visibility import Sight, held, lifted


async def follow(db: AsyncSession, row: Any, title: str, *, now: datetime) -> None:
    """For a row that is called so now, by whatever it has for a title."""
    if slugs.is_made_of(row, title):
        return
    await db.flush()
    kind = type(row)
    read = await db.scalar(select(kind.id).where(kind.id == row.id, could_be_read(kind, now)))
    # What was withdrawn, and then published anew under an embargo, tells only its log that anybody could read it; what
    # is a draft again nobody could read.
    is_out_anew = issubclass(kind, Launched) and row.published_at is not None
    if read is None and not (is_out_anew and await history.was_withdrawn(db, row)):
        # Once it is linked to what was public before, nothing tells that it was not: no rows say since when.
        await slugs.follow(db, row, title, leads=kind not in (Series, Topic))


def leads(kind: Any) -> ColumnElement[bool]:
    """Whether strangers are led from a former address to the row: from one at which they could read it."""
    return could_be_read(kind, FormerSlug.since)


def could_be_read(kind: Any, at: Any) -> ColumnElement[bool]:
    """Whether a row of this kind could be read by strangers then or before, as far as rows tell it."""
    if issubclass(kind, Launched):
        was_out = and_(kind.published_at <= at, lifted(kind.embargo_id, at))
        return held(kind, or_(was_out, kind.withdrawn_at <= at))
    if kind is Series:
        parts = select(Publication.id).where(Publication.series_id == Series.id, could_be_read(Publication, at))
        return held(Series, or_(Series.published_at <= at, Series.withdrawn_at <= at, there_is(parts, Series)))
    if kind is Topic:
        events = select(EventTopic.topic_id).join(Event, Event.id == EventTopic.event_id)
        events = events.where(EventTopic.topic_id == Topic.id, could_be_read(Event, at))
        reports = select(PublicationTopic.topic_id).join(Publication, Publication.id == PublicationTopic.publication_id)
        reports = reports.where(PublicationTopic.topic_id == Topic.id, could_be_read(Publication, at))
        return or_(Sight(at, None, None, None, None).of(Topic), there_is(events, Topic), there_is(reports, Topic))
    return true()
