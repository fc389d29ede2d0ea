"""What needs doing about launches: speakers who have not confirmed, embargoes that lift or are held.

Each question is one query with an end, however much an organisation has on its shelves.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import contains_eager, selectinload

from events import addresses, times
from events.accounts.access import Mandate
from events.programme import launches
from events.programme.models import Launch, Launched
from events.programme.occasions import Event, Speaker, SpeakerState, Status
from events.templating import cardinal, joined
from events.visibility import Embargo, held

SOON = timedelta(days=7)
# To an event: by then its speakers should have said whether they come. Whom its public page names already, at any time.
CLOSE = timedelta(days=21)
MOST = 20  # of each kind: nobody reads on


@dataclass(frozen=True)
class Doing:
    """One thing to do: what, why, and where; `due` is the day by which it is too late, if there is one."""

    title: str
    why: str
    place: str
    due: date | None = None

    def by(self, today: date) -> str:
        """`Today`, `By Wednesday`, `By 14 April`, `When you can`"""
        if self.due is None:
            return "When you can"
        return "Today" if self.due <= today else f"By {_called(self.due, today)}"

    def is_urgent(self, today: date) -> bool:
        return self.due is not None and self.due <= today


async def needed(db: AsyncSession, *, mandate: Mandate, lifting: Mandate, now: datetime) -> list[Doing]:
    """`lifting` is over which embargoes they decide: of the others they only hear."""
    return await _embargoes(db, mandate, lifting, now) + await _unconfirmed(db, mandate, now)


def in_order(todo: Iterable[Doing]) -> list[Doing]:
    """What is nearest first; what can wait comes last."""
    return sorted(todo, key=lambda each: (each.due is None, each.due or date.max))


def heading(todo: Sequence[Doing], today: date) -> str:
    """The answer to what the day brings: `One thing today, then nothing due until Wednesday`"""
    if not todo:
        return "Nothing needs doing"
    urgent = sum(each.is_urgent(today) for each in todo)
    later = sorted(each.due for each in todo if each.due and each.due > today)
    now = f"{_things(urgent) if urgent else 'Nothing'} today"
    undated = sum(each.due is None for each in todo)
    waiting = f", {cardinal(undated)} when you can" if undated else ""
    if not later:
        return f"{now}{waiting or ', then nothing'}"
    nearest = later[0]
    if nearest == today + timedelta(days=1):
        return f"{now}, {cardinal(later.count(nearest))} tomorrow{waiting}"
    until = f"due until {_called(nearest, today)}{waiting}"
    return f"{now}, then nothing {until}" if urgent else f"Nothing {until}"


def _things(count: int) -> str:
    return f"{cardinal(count).capitalize()} {'thing' if count == 1 else 'things'}"


def _called(day: date, today: date) -> str:
    """By its weekday where only one day can be meant."""
    if day - today < timedelta(days=7):
        return times.weekday(day)
    return times.day(day).removesuffix(f" {today.year}")


async def _embargoes(db: AsyncSession, mandate: Mandate, lifting: Mandate, now: datetime) -> list[Doing]:
    soon = Embargo.held.is_(False) & (Embargo.lifts_at > now) & (Embargo.lifts_at <= now + SOON)
    waits = Embargo.held.is_(True) | Embargo.lifts_at.is_(None)
    query = select(Launch).join(Embargo, Embargo.id == Launch.embargo_id).where(launches.in_hand(mandate), soon | waits)
    query = query.options(contains_eager(Launch.embargo)).order_by(Embargo.lifts_at, Launch.id).limit(MOST)
    found = [(each, each.embargo, each.title) for each in await db.scalars(query)]
    kinds: Sequence[Any] = Launched.__subclasses__()
    for kind in kinds:
        own = (
            select(Launch, Embargo).join(kind, kind.launch_id == Launch.id).join(Embargo, Embargo.id == kind.embargo_id)
        )
        own = own.where(held(kind, kind.embargo_id.is_distinct_from(Launch.embargo_id)), kind.withdrawn_at.is_(None))
        own = own.where(launches.in_hand(mandate), soon | waits).order_by(Embargo.lifts_at, Launch.id).limit(MOST)
        found += [(each, embargo, f"a part of {each.title}") for each, embargo in await db.execute(own)]
    return [_embargo(launch, embargo, over, lifting) for launch, embargo, over in found if embargo]


def _embargo(launch: Launch, embargo: Embargo, over: str, lifting: Mandate) -> Doing:
    place = addresses.office_launch(launch, "embargo" if launches.is_led(launch, lifting) else "")
    if embargo.lifts_at is None:
        return Doing(f"The embargo over {over} has no end", "Set the moment at which it lifts.", place)
    lift = times.newsroom(embargo.lifts_at, embargo.zone)
    day = times.local(embargo.lifts_at, embargo.zone).date()
    if embargo.held:
        return Doing(f"The embargo over {over} is held", f"It was to lift at {lift}.", place, day)
    return Doing(f"The embargo over {over} lifts", f"At {lift}.", place, day)


async def _unconfirmed(db: AsyncSession, mandate: Mandate, now: datetime) -> list[Doing]:
    invited = (Speaker.state == SpeakerState.INVITED) & Speaker.person_id.is_not(None)
    named = Event.published_at.is_not(None) & Event.speakers.any(invited & Speaker.shown_while_invited.is_(True))
    coming = (
        (Event.over_at > now) & Event.withdrawn_at.is_(None) & Event.status.in_((Status.TENTATIVE, Status.CONFIRMED))
    )
    near = coming & or_(Event.begins_at <= now + CLOSE, named)
    query = select(Event).where(launches.are_in_hand(Event, mandate), near, Event.speakers.any(invited))
    query = query.options(selectinload(Event.speakers.and_(invited))).order_by(Event.begins_at, Event.id).limit(MOST)
    return [_waiting(each) for each in await db.scalars(query)]


def _waiting(event: Event) -> Doing:
    names = [str(each.name) for each in event.speakers]
    shown = names if len(names) <= 3 else [*names[:2], f"{cardinal(len(names) - 2)} others"]
    verb = "has" if len(names) == 1 else "have"
    place = addresses.office_event(event, "speakers") + ("#agreed" if len(names) > 1 else "")
    return Doing(f"{joined(shown)} {verb} not confirmed", event.title, place, event.day)
