"""Where a person or an organisation appears, and so what another name reaches."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from events.people.models import Organisation, Person
from events.programme import publications
from events.programme.models import Host, Launch, Publication
from events.programme.occasions import Event, ListedPost, Speaker
from events.visibility import Reader, visible

_MOST = 200


@dataclass(frozen=True)
class Appearances:
    """Listings at events to come follow a new name, those at events that are over keep the one that was printed."""

    coming: Sequence[Event]
    past: Sequence[Event]
    publications: Sequence[Publication]
    launches: Sequence[Launch] = ()  # led or hosted: their pages say at once how an organisation is called

    @property
    def events(self) -> Sequence[Event]:
        return [*self.coming, *self.past]


async def of_person(db: AsyncSession, person: Person, *, reader: Reader, now: datetime) -> Appearances:
    """As far as this reader may see."""
    on_stage = select(Speaker.event_id).where(Speaker.person_id == person.id)
    wrote, _ = await publications.by_author(db, person, reader=reader, now=now, limit=_MOST)
    coming, past = await _events(db, on_stage, reader, now)
    return Appearances(coming, past, wrote)


async def of_organisation(
    db: AsyncSession, organisation: Organisation, *, reader: Reader, now: datetime
) -> Appearances:
    listed = select(Speaker.event_id).join(ListedPost, ListedPost.speaker_id == Speaker.id)
    coming, past = await _events(db, listed.where(ListedPost.organisation_id == organisation.id), reader, now)
    published, _ = await publications.by_organisation(db, organisation, reader=reader, now=now, limit=_MOST)
    hosted = select(Host.launch_id).where(Host.organisation_id == organisation.id)
    seen = select(Event.launch_id).where(visible(Event, reader, now))
    behind = or_(Launch.lead_id == organisation.id, Launch.id.in_(hosted))
    launches = select(Launch).where(behind, Launch.id.in_(seen)).order_by(Launch.title, Launch.id).limit(_MOST)
    return Appearances(coming, past, published, (await db.scalars(launches)).all())


async def _events(
    db: AsyncSession, ids: Select[Any], reader: Reader, now: datetime
) -> tuple[Sequence[Event], Sequence[Event]]:
    query = select(Event).where(Event.id.in_(ids), visible(Event, reader, now))
    found = (await db.scalars(query.order_by(Event.begins_at.desc(), Event.id).limit(_MOST))).all()
    return [each for each in found if not each.is_past(now)], [each for each in found if each.is_past(now)]
