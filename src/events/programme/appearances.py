"""Where a person or an organisation appears, and so what another name reaches."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from events.people.models import Organisation, Person
from events.programme import publications
from events.programme.models import Host, Launch, Publication
from events.programme.occasions import Event, ListedPost, Speaker
from events.visibility import Reader, visible

MOST_LAUNCHES = 200  # that are counted: beyond that it is many
_LATEST = 20


@dataclass(frozen=True)
class Appearances:
    """Listings at events to come follow a new name, those at events that are over keep the one that was printed."""

    coming: int
    past: int
    events: Sequence[Event]  # the latest of them
    reports: int
    publications: Sequence[Publication]  # the latest of those
    launches: int = 0  # led or hosted: their pages say at once how an organisation is called


async def of_person(db: AsyncSession, person: Person, *, reader: Reader, now: datetime) -> Appearances:
    """As far as this reader may see."""
    on_stage = select(Speaker.event_id).where(Speaker.person_id == person.id)
    wrote, reports = await publications.by_author(db, person, reader=reader, now=now, limit=_LATEST)
    return Appearances(*await _events(db, on_stage, reader, now), reports, wrote)


async def of_organisation(
    db: AsyncSession, organisation: Organisation, *, reader: Reader, now: datetime
) -> Appearances:
    listed = select(Speaker.event_id).join(ListedPost, ListedPost.speaker_id == Speaker.id)
    at_events = await _events(db, listed.where(ListedPost.organisation_id == organisation.id), reader, now)
    published, reports = await publications.by_organisation(db, organisation, reader=reader, now=now, limit=_LATEST)
    hosted = select(Host.launch_id).where(Host.organisation_id == organisation.id)
    behind = or_(Launch.lead_id == organisation.id, Launch.id.in_(hosted))
    seen = select(Event.id).where(Event.launch_id == Launch.id, visible(Event, reader, now)).correlate(Launch).exists()
    some = select(Launch.id).where(behind, seen).limit(MOST_LAUNCHES + 1).subquery()
    launches = await db.scalar(select(func.count()).select_from(some)) or 0
    return Appearances(*at_events, reports, published, launches)


async def _events(
    db: AsyncSession, ids: Select[Any], reader: Reader, now: datetime
) -> tuple[int, int, Sequence[Event]]:
    """How many are to come, how many are over, and the latest."""
    theirs = (Event.id.in_(ids), visible(Event, reader, now))
    counts = select(func.count(), func.count().filter(Event.over_at <= now)).select_from(Event).where(*theirs)
    count, past = (await db.execute(counts)).one()
    latest = select(Event).where(*theirs).order_by(Event.begins_at.desc(), Event.id).limit(_LATEST)
    return count - past, past, (await db.scalars(latest)).all()
