"""Launches: begun, given hosts and an embargo."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, func, or_, select, true
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import joinedload, selectinload

from events.accounts.access import Mandate, NotYours
from events.accounts.models import Role
from events.people.models import Organisation
from events.programme.models import Host, HostRole, Launch, Launched, LeadOffer
from events.visibility import Embargo, Ids, Reader, held, held_by, visible


def in_hand(mandate: Mandate) -> ColumnElement[bool]:
    """Which launches an organiser may work on: their own, and those whose lead has granted them as much.

    As an owner, which nobody grants, they also have in hand what is offered to them: they answer.
    """
    return held_by(_in_hand, mandate.organisations, mandate.needs)


def _in_hand(theirs: Ids, needs: Role) -> ColumnElement[bool]:
    granted = and_(Host.organisation_id.in_(theirs), Host.grants.in_(needs.granting))
    hosting = select(Host.launch_id).where(held(Host, granted))
    offered = select(LeadOffer.launch_id).where(LeadOffer.organisation_id.in_(theirs))
    others = offered if needs is Role.OWNER else hosting
    return held(Launch, or_(Launch.lead_id.in_(theirs), Launch.id.in_(others)))


def are_in_hand(kind: Any, mandate: Mandate) -> ColumnElement[bool]:
    """Which rows of a kind belong to those, asked of each row: for what else narrows to few, however many launches."""
    return held_by(_are_in_hand, mandate.organisations, mandate.needs, kind)


def _are_in_hand(theirs: Ids, needs: Role, kind: Any) -> ColumnElement[bool]:
    its = select(Launch.id).where(Launch.id == kind.launch_id, _in_hand(theirs, needs))
    return held(kind, its.correlate_except(Launch).exists())


def are_led(kind: Any, mandate: Mandate) -> ColumnElement[bool]:
    """Which rows of a kind belong to launches whose lead the organiser works for."""
    return held(kind, kind.launch_id.in_(select(Launch.id).where(_led_by(mandate))))


def is_led(launch: Launch, mandate: Mandate) -> bool:
    """Whether the organiser works for its lead."""
    return launch.lead_id in mandate.organisations


def is_in_hand(launch: Launch, mandate: Mandate) -> bool:
    """The same as `in_hand` for a launch that is loaded with its hosts."""
    if mandate.needs is Role.OWNER:
        granted = {launch.offer.organisation_id} if launch.offer else set()
    else:
        granted = {each.organisation_id for each in launch.hosts if each.grants in mandate.needs.granting}
    return is_led(launch, mandate) or not granted.isdisjoint(mandate.organisations)


async def by_id(db: AsyncSession, launch_id: UUID, *, mandate: Mandate) -> Launch:
    """With its organisations and its embargo. Raises NotYours."""
    return await _found(db, select(Launch).where(Launch.id == launch_id, in_hand(mandate)))


async def led(db: AsyncSession, launch_id: UUID, *, mandate: Mandate) -> Launch:
    """The same, only if the organiser works for its lead, who alone publishes, cancels and moves. Raises NotYours."""
    return await _found(db, select(Launch).where(Launch.id == launch_id, _led_by(mandate)))


async def led_alone(db: AsyncSession, launch_id: UUID, *, mandate: Mandate) -> Launch:
    """By itself, for what loads all that belongs to it anew. Raises NotYours."""
    launch = await db.scalar(select(Launch).where(Launch.id == launch_id, _led_by(mandate)))
    if launch is None:
        raise NotYours
    return launch


async def led_with(
    db: AsyncSession, kind: Any, slug: str, *, mandate: Mandate, reader: Reader, now: datetime
) -> tuple[UUID, Launch]:
    """The id of what an address names, and its launch by itself, if they work for its lead. Raises NotYours."""
    query = select(kind.id, Launch).join(Launch, Launch.id == kind.launch_id)
    named = (await db.execute(query.where(kind.slug == slug, visible(kind, reader, now), _led_by(mandate)))).first()
    if named is None:
        raise NotYours
    id, launch = named
    return id, launch


def _led_by(mandate: Mandate) -> ColumnElement[bool]:
    return held(Launch, Launch.lead_id.in_(mandate.organisations))


async def by_embargo(db: AsyncSession, embargo_id: UUID, *, mandate: Mandate) -> Launch:
    """A launch that is under this embargo, whole or in a part of it. Raises NotYours."""
    kinds: Sequence[Any] = Launched.__subclasses__()
    parts = [select(kind.launch_id).where(held(kind, kind.embargo_id == embargo_id)) for kind in kinds]
    under = or_(Launch.embargo_id == embargo_id, *(Launch.id.in_(each) for each in parts))
    return await _found(db, select(Launch).where(in_hand(mandate), under).order_by(Launch.id).limit(1))


async def behind(db: AsyncSession, house: Organisation, *, mandate: Mandate, limit: int) -> Sequence[Launch]:
    """Those that an organisation leads or hosts, as far as an organiser has them in hand; by title."""
    hosted = select(Host.launch_id).where(held(Host, Host.organisation_id == house.id))
    theirs = or_(Launch.lead_id == house.id, Launch.id.in_(hosted))
    query = select(Launch).where(theirs, in_hand(mandate)).order_by(Launch.title, Launch.id).limit(limit)
    return (await db.scalars(query)).all()


async def _found(db: AsyncSession, query: Select[Launch]) -> Launch:
    launch = await db.scalar(query.options(*_WITH_HOSTS))
    if launch is None:
        raise NotYours
    return launch


def begin(db: AsyncSession, title: str, *, lead: Organisation) -> Launch:
    launch = Launch(title=title, lead_id=lead.id)
    db.add(launch)
    return launch


async def add_host(
    db: AsyncSession, launch: Launch, organisation: Organisation, role: HostRole, grants: Role | None = None
) -> Host:
    """Another organisation beside the lead, named after those that are there."""
    await db.flush()
    last = await db.scalar(select(func.max(Host.position)).where(Host.launch_id == launch.id))
    position = 0 if last is None else last + 1
    host = Host(launch_id=launch.id, organisation_id=organisation.id, role=role, grants=grants, position=position)
    db.add(host)
    return host


async def embargo_over(db: AsyncSession, row: Launched) -> UUID | None:
    """The embargo under which something is added to its launch: its own, else that of the launch."""
    if row.embargo_id or row.is_announcement:
        return row.embargo_id
    await db.flush()
    return await db.scalar(select(Launch.embargo_id).where(Launch.id == row.launch_id))


async def take_back(db: AsyncSession, row: Launched, *, note: str | None, now: datetime) -> None:
    """What belongs to a launch: a draft again if nobody could see it yet, else withdrawn, with the note on its page."""
    embargo = await db.get(Embargo, row.embargo_id) if row.embargo_id else None
    row.take_back(now, embargo=embargo, note=note)


# Whoever works on a launch knows who is behind it, public or not.
_NAMED = held(Organisation, true())
_WITH_HOSTS = (
    joinedload(Launch.lead.and_(_NAMED)),
    selectinload(Launch.hosts).joinedload(Host.organisation.and_(_NAMED)),
    joinedload(Launch.embargo),
    joinedload(Launch.offer),
)
