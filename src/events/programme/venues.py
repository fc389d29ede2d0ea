"""Venues: found again by their address in one line, or taken in from it."""

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from events import text
from events.programme.models import Launch
from events.programme.occasions import Event, Venue
from events.visibility import held


async def known(db: AsyncSession, organisations: Collection[UUID]) -> Sequence[Venue]:
    """Those that these organisations keep or have met at, by name."""
    query = select(Venue).where(held(Venue, theirs(organisations)))
    return (await db.scalars(query.order_by(Venue.name, Venue.id))).all()


def theirs(organisations: Collection[UUID]) -> ColumnElement[bool]:
    led = select(Launch.id).where(Launch.lead_id.in_(organisations))
    met = select(Event.venue_id).where(held(Event, Event.launch_id.in_(led)))
    return or_(Venue.kept_by_id.in_(organisations), Venue.id.in_(met))


async def named(db: AsyncSession, words: str, *, keeper: UUID) -> Venue:
    """The known venue that these words name (`The Old Hall, 3 Market Row, Westmoor`), or a new one made of them."""
    folded = text.fold(words)
    for each in await known(db, [keeper]):
        if folded in (text.fold(each.full_address), text.fold(each.name)):
            return each
    name, _, address = words.partition(",")
    venue = Venue(name=name.strip()[:160], address=address.strip() or None, kept_by_id=keeper)
    db.add(venue)
    return venue
