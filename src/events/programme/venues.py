"""Venues: found again by their address in one line, or taken in from it; listed, looked after, made one of two."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from events import text
from events.accounts import activity
from events.accounts.access import Mandate, NotYours
from events.programme import receipts
from events.programme.models import Launch
from events.programme.occasions import Event, Venue
from events.storage import slugs
from events.visibility import held


async def known(db: AsyncSession, organisations: Collection[UUID]) -> Sequence[Venue]:
    """Those that these organisations keep or have met at, by name."""
    query = select(Venue).where(held(Venue, theirs(organisations)))
    return (await db.scalars(query.order_by(Venue.name, Venue.id))).all()


def theirs(organisations: Collection[UUID]) -> ColumnElement[bool]:
    led = select(Launch.id).where(Launch.lead_id.in_(organisations))
    met = select(Event.venue_id).where(held(Event, Event.launch_id.in_(led)))
    return or_(Venue.kept_by_id.in_(organisations), Venue.id.in_(met))


async def uses(db: AsyncSession, venue_ids: Collection[UUID]) -> dict[UUID, int]:
    """How many events each of these has had, or will."""
    counted = select(Event.venue_id, func.count()).where(held(Event, Event.venue_id.in_(venue_ids)))
    return {venue: number for venue, number in await db.execute(counted.group_by(Event.venue_id)) if venue}


async def by_id(db: AsyncSession, venue_id: UUID, *, mandate: Mandate) -> Venue:
    """One that an organiser's organisations keep or have met at. Raises NotYours."""
    found = next((each for each in await known(db, mandate.organisations) if each.id == venue_id), None)
    if found is None:
        raise NotYours
    return found


async def in_hand(db: AsyncSession, venue_id: UUID, *, mandate: Mandate) -> Venue:
    """To be revised. Raises NotYours."""
    found = await by_id(db, venue_id, mandate=mandate)
    if not is_in_hand(found, mandate):
        raise NotYours
    return found


def is_in_hand(venue: Venue, mandate: Mandate) -> bool:
    """Whether an organiser who knows this venue may revise it: they keep it, or so far nobody does."""
    return venue.kept_by_id is None or venue.kept_by_id in mandate.organisations


async def merge(db: AsyncSession, venue: Venue, into: Venue, *, now: datetime) -> None:
    """All its events are at the other one from now on; what that does not say is taken over."""
    for event in await db.scalars(select(Event).where(Event.venue_id == venue.id)):
        event.venue_id = into.id
    for name in takes_over(venue, into):
        setattr(into, name, getattr(venue, name))
    if into.latitude is None:
        into.latitude, into.longitude = venue.latitude, venue.longitude
    await slugs.lead_on(db, venue, into, now=now)
    await receipts.carry_over(db, into.id, venue.id)
    activity.note_merger(db, venue, into)
    await db.flush()
    await db.delete(venue)


def takes_over(venue: Venue, into: Venue) -> Sequence[str]:
    """Which facts are told of the one and not of the other."""
    return [name for name in _FACTS if getattr(venue, name) is not None and getattr(into, name) is None]


_FACTS = ("address", "place", "country", "directions", "accessibility", "website")


async def named(db: AsyncSession, words: str, *, keeper: UUID) -> Venue:
    """The known venue that these words name (`The Old Hall, 3 Market Row, Westmoor`), or a new one made of them."""
    folded = text.fold(words)
    for each in await known(db, [keeper]):
        if folded in map(text.fold, (each.full_address, each.address_at_home, each.name)):
            return each
    name, _, address = words.partition(",")
    venue = Venue(name=name.strip()[:160], address=address.strip() or None, kept_by_id=keeper)
    db.add(venue)
    return venue
