"""What needs doing: drafts, speakers who have not confirmed, embargoes about to lift."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import selectinload

from events import addresses, times
from events.accounts.access import Mandate
from events.programme import launches
from events.programme.models import Launch
from events.programme.occasions import Event, Speaker, SpeakerState
from events.templating import cardinal
from events.visibility import Reader, held, visible

SOON = timedelta(days=7)


@dataclass(frozen=True)
class Doing:
    """One thing to do: when, what, why, and where."""

    by: str  # "Today", "By Wednesday", "When you can"
    title: str
    why: str
    place: str
    is_urgent: bool = False


async def needed(db: AsyncSession, *, mandate: Mandate, reader: Reader, now: datetime) -> Sequence[Doing]:
    """What is nearest first."""
    mine = select(Launch.id).where(launches.in_hand(mandate))
    coming = Event.over_at.is_(None) | (Event.over_at > now)
    query = select(Event).where(Event.launch_id.in_(mine), visible(Event, reader, now), coming)
    shown: list[Any] = [selectinload(Event.speakers)]
    found = (await db.scalars(query.options(*shown).order_by(Event.begins_at, Event.id))).all()
    todo = await _lifts(db, mandate, now)
    for event in found:
        todo += _of_event(event, now)
    return todo


def heading(todo: Sequence[Doing]) -> str:
    """`Three things to do, one of them today`"""
    if not todo:
        return "Nothing needs doing"
    urgent = sum(each.is_urgent for each in todo)
    things = f"{cardinal(len(todo)).capitalize()} {'thing' if len(todo) == 1 else 'things'} to do"
    return f"{things}, {cardinal(urgent)} of them this week" if urgent and len(todo) > 1 else things


def _of_event(event: Event, now: datetime) -> list[Doing]:
    place = addresses.office_event(event)
    soon = event.begins_at is not None and event.begins_at <= now + SOON
    by = f"By {times.day(event.day)}" if event.day else "When you can"
    todo = []
    if event.published_at is None:
        why = "Nobody outside can see it yet." if event.day else "It has no date, and nobody outside can see it yet."
        todo.append(Doing(by, f"{event.title} is a draft", why, place, soon))
    waiting = [each for each in event.speakers if _is_waiting(each)]
    names = ", ".join(str(each.name) for each in waiting)
    if waiting:
        verb = "has" if len(waiting) == 1 else "have"
        todo.append(Doing(by, f"{names} {verb} not confirmed", event.title, f"{place}/speakers", soon))
    return todo


def _is_waiting(speaker: Speaker) -> bool:
    return speaker.state is SpeakerState.INVITED and speaker.person_id is not None


async def _lifts(db: AsyncSession, mandate: Mandate, now: datetime) -> list[Doing]:
    query = select(Launch).where(launches.in_hand(mandate), held(Launch, Launch.embargo_id.is_not(None)))
    todo = []
    for launch in await db.scalars(query.options(selectinload(Launch.embargo))):
        embargo = launch.embargo
        if embargo and embargo.lifts_at and now < embargo.lifts_at <= now + SOON and not embargo.held:
            lift = times.newsroom(embargo.lifts_at, embargo.zone)
            place = addresses.office_launch(launch)
            todo.append(Doing("Soon", f"The embargo over {launch.title} lifts", lift, place, True))
    return todo
