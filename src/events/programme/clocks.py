"""By which clock things are told: that of an event, that of most events of a launch, or that of a house's country."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from events.accounts.about import About
from events.people import phones
from events.people.models import Organisation, PressContact
from events.programme import typed
from events.programme.models import Launch
from events.programme.occasions import Event, Venue
from events.storage.base import kind_of
from events.visibility import Reader, held, visible

_TELL_ENOUGH = 300
_MOST = (func.count().desc(), func.max(Event.begins_at).desc(), Event.zone)


async def of(db: AsyncSession, things: Sequence[About], reader: Reader, now: datetime) -> list[str | None]:
    """For each, its own: of its event, else of its launch, else of its organisation or of the one that keeps that.

    Only events that the reader may see tell: a house's public page says nothing of where its drafts take place.
    """
    seen = visible(Event, reader, now) & Event.zone.is_not(None)
    events = await _of_events(
        db, {each.thing[1] for each in things if each.thing and each.thing[0] == kind_of(Event)}, seen
    )
    launches = await _of_launches(db, {each.launch_id for each in things if each.launch_id}, seen)
    zones = [(each.thing and events.get(each.thing[1])) or launches.get(each.launch_id) for each in things]
    asked = {each.organisation_id for each, zone in zip(things, zones, strict=True) if not zone}
    houses: dict[UUID | None, str | None] = {}
    for house in filter(None, asked):
        own = await usual(db, house, reader=reader, now=now)
        houses[house] = own or await _of_its_keeper(db, house, reader, now)
    return [zone or houses.get(each.organisation_id) for each, zone in zip(things, zones, strict=True)]


async def usual(db: AsyncSession, *leads: UUID, reader: Reader, now: datetime) -> str | None:
    """Where most events of these organisations' launches take place; among as many, where the latest does.

    Of those that went out, if any did: a draft may be of a text that somebody pastes, of another house. Of drafts alone
    those count first that are in the country where these organisations are. One abroad moves no clock. Of many
    launches, some tell as much as all. Where there is no event yet, the country alone tells.
    """
    theirs = select(Launch.id).where(held(Launch, Launch.lead_id.in_(leads))).order_by(Launch.id).limit(_TELL_ENOUGH)
    there = visible(Event, reader, now) & Event.launch_id.in_(theirs) & Event.zone.is_not(None)
    went_out = func.count(Event.published_at).desc()
    query = select(Event.zone, func.count(Event.published_at)).where(there).group_by(Event.zone)
    found = [(zone, count) for zone, count in await db.execute(query.order_by(went_out, *_MOST))]
    if found and found[0][1]:
        return str(found[0][0])
    own = typed.zones_of_countries().get(await home(db, *leads) or "")
    drafts = [str(zone) for zone, _ in found]
    return own if own in drafts or not drafts else drafts[0]


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


async def _of_events(db: AsyncSession, ids: Collection[UUID], seen: ColumnElement[bool]) -> dict[UUID | None, str]:
    if not ids:
        return {}
    query = select(Event.id, Event.zone).where(Event.id.in_(ids) & seen)
    return {id: zone for id, zone in await db.execute(query) if zone}


async def _of_launches(db: AsyncSession, ids: Collection[UUID], seen: ColumnElement[bool]) -> dict[UUID | None, str]:
    """Where most events of each take place."""
    if not ids:
        return {}
    query = select(Event.launch_id, Event.zone).where(Event.launch_id.in_(ids) & seen)
    found: dict[UUID | None, str] = {}
    for launch_id, zone in await db.execute(query.group_by(Event.launch_id, Event.zone).order_by(*_MOST)):
        found.setdefault(launch_id, str(zone))
    return found


async def _of_its_keeper(db: AsyncSession, organisation: UUID, reader: Reader, now: datetime) -> str | None:
    kept = held(Organisation, Organisation.id == organisation)
    keeper: UUID | None = await db.scalar(select(Organisation.kept_by_id).where(kept))
    return await usual(db, keeper, reader=reader, now=now) if keeper else None
