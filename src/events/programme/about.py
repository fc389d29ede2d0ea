"""What an event is about and what it launches: its topics and its publications, and the zone it is likely to be in."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from events import text
from events.people import phones
from events.people.models import PressContact
from events.programme import topics, typed
from events.programme.models import Launch, Publication, Topic
from events.programme.occasions import Event, EventPublication, EventTopic, Venue
from events.visibility import Reader, held

_TELL_ENOUGH = 300


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


async def usual_zone(db: AsyncSession, *leads: UUID) -> str | None:
    """Where most events of these organisations' launches take place; among as many, where the latest does.

    One abroad, or in a text that somebody pastes, moves no clock. Of many launches, some tell as much as all. Where
    there is none yet, that of the country in which they are.
    """
    theirs = select(Launch.id).where(Launch.lead_id.in_(leads)).order_by(Launch.id).limit(_TELL_ENOUGH)
    there = held(Event, Event.launch_id.in_(theirs) & Event.zone.is_not(None))
    most = (func.count().desc(), func.max(Event.begins_at).desc(), Event.zone)
    zone: str | None = await db.scalar(select(Event.zone).where(there).group_by(Event.zone).order_by(*most).limit(1))
    return zone or typed.zones_of_countries().get(await home(db, *leads) or "")


async def home(db: AsyncSession, *organisations: UUID) -> str | None:
    """The code of the country where these are, as most of their venues tell, or the first of their telephones."""
    kept = held(Venue, Venue.kept_by_id.in_(organisations) & Venue.country.is_not(None))
    most = select(Venue.country).where(kept).group_by(Venue.country).order_by(func.count().desc(), Venue.country)
    if country := await db.scalar(most.limit(1)):
        return str(country)
    rung = PressContact.organisation_id.in_(organisations) & PressContact.phone.is_not(None)
    numbers = select(PressContact.phone).where(held(PressContact, rung & PressContact.taken_off_at.is_(None)))
    first = await db.scalar(numbers.order_by(PressContact.position, PressContact.id).limit(1))
    return phones.region(first) if first else None
