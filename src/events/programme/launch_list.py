"""The launches an organiser works on, searched and filtered: the next first, then the undated, then the past."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, case, func, or_, select, true
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
    coming = func.min(case((Event.over_at > now, Event.begins_at)))
    latest = func.max(Event.begins_at)
    wanted, dated = [launches.in_hand(mandate), *_asked_for(filters)], _dated(filters, coming, latest)
    found = select(Launch).outerjoin(Event, held(Event, Event.launch_id == Launch.id)).where(*wanted)
    found = found.group_by(Launch.id).having(and_(true(), *dated))
    every = found.with_only_columns(Launch.id) if dated else select(Launch.id).where(*wanted)
    count = await db.scalar(select(func.count()).select_from(every.subquery())) or 0
    order = (coming.nulls_last(), latest.desc().nulls_first(), Launch.title, Launch.id)
    page = found.order_by(*order).limit(limit).offset(offset)
    named = selectinload(Launch.lead.and_(held(Organisation, true())))
    return (await db.scalars(page.options(named, selectinload(Launch.embargo)))).all(), count


def _asked_for(filters: Filters) -> list[ColumnElement[bool]]:
    wanted: list[ColumnElement[bool]] = []
    if filters.words:
        titled = select(Event.launch_id).where(held(Event, Event.title.icontains(filters.words, autoescape=True)))
        wanted.append(or_(Launch.title.icontains(filters.words, autoescape=True), Launch.id.in_(titled)))
    out = Launch.id.in_(select(Event.launch_id).where(held(Event, Event.published_at.is_not(None))))
    if filters.state:
        wanted.append(out if filters.state is State.PUBLISHED else ~out)
    if filters.lead:
        wanted.append(Launch.lead_id == filters.lead)
    return wanted


def _dated(filters: Filters, coming: ColumnElement[Any], latest: ColumnElement[Any]) -> list[ColumnElement[bool]]:
    """What is asked of the first and the last day of a launch, to which its events add up."""
    if filters.when is When.COMING:
        return [coming.is_not(None)]
    if filters.when is When.UNDATED:
        return [latest.is_(None)]
    return [coming.is_(None), latest.is_not(None)] if filters.when is When.PAST else []
