"""The launches an organiser works on, searched and filtered: the next first, then the undated, then the past."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, ScalarSelect, case, func, or_, select, true
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import selectinload

from events.accounts.access import Mandate
from events.people.models import Organisation
from events.programme import launches
from events.programme.models import Launch
from events.programme.occasions import Event
from events.visibility import held


class When(StrEnum):
    COMING = "coming"
    UNDATED = "undated"
    PAST = "past"


class State(StrEnum):
    DRAFT = "draft"  # nobody outside was told of an event of it
    PUBLISHED = "published"


@dataclass(frozen=True)
class Filters:
    words: str = ""
    when: When | None = None
    state: State | None = None
    lead: UUID | None = None


async def listed(
    db: AsyncSession, filters: Filters, *, mandate: Mandate, now: datetime, limit: int, offset: int = 0
) -> tuple[Sequence[Launch], int]:
    """One page of them with their lead, and how many that is in all."""
    coming = _events(func.min(Event.begins_at), Event.over_at > now)
    latest = _events(func.max(Event.begins_at), true())
    wanted = [launches.in_hand(mandate), *_asked_for(filters, coming, latest)]
    count = await db.scalar(select(func.count()).select_from(Launch).where(*wanted)) or 0
    rank = case((coming.is_not(None), 0), (latest.is_(None), 1), else_=2)
    page = select(Launch).where(*wanted).order_by(rank, coming, latest.desc(), Launch.title, Launch.id)
    named = selectinload(Launch.lead.and_(held(Organisation, true())))
    found = await db.scalars(page.options(named, selectinload(Launch.embargo)).limit(limit).offset(offset))
    return found.all(), count


def _asked_for(
    filters: Filters, coming: ScalarSelect[datetime], latest: ScalarSelect[datetime]
) -> list[ColumnElement[bool]]:
    wanted: list[ColumnElement[bool]] = []
    if filters.words:
        titled = select(Event.launch_id).where(held(Event, Event.title.icontains(filters.words, autoescape=True)))
        wanted.append(or_(Launch.title.icontains(filters.words, autoescape=True), Launch.id.in_(titled)))
    if filters.when is When.COMING:
        wanted.append(coming.is_not(None))
    if filters.when is When.UNDATED:
        wanted.append(latest.is_(None))
    if filters.when is When.PAST:
        wanted += [coming.is_(None), latest.is_not(None)]
    out = Launch.id.in_(select(Event.launch_id).where(held(Event, Event.published_at.is_not(None))))
    if filters.state:
        wanted.append(out if filters.state is State.PUBLISHED else ~out)
    if filters.lead:
        wanted.append(Launch.lead_id == filters.lead)
    return wanted


def _events(what: Any, which: ColumnElement[bool]) -> ScalarSelect[datetime]:
    of_this = held(Event, (Event.launch_id == Launch.id) & which)
    return select(what).where(of_this).correlate(Launch).scalar_subquery()
