"""Embargoes: over a launch, or over one release of it; moved, held, let go, lifted, ended.

What is public is never put under one: anybody may be reading it. What was taken back before comes under it like any
draft, so that an embargo holds for all that a launch does not show when it is set. The lift does not bring it back:
somebody publishes it again, and then it waits with the rest.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from events import times
from events.programme.models import Launch, Launched
from events.programme.occasions import Event
from events.storage.base import Base
from events.visibility import ANYONE, Embargo, Guarded, held, is_visible

_FAR = timedelta(days=370)


class AlreadyUnderEmbargo(ValueError):
    """A launch has one embargo, shared by what is under it."""

    def __str__(self) -> str:
        return "This launch is under an embargo already. Move that one."


@dataclass
class AlreadyPublic(ValueError):
    """Something cannot go under an embargo, since anybody may be reading it."""

    row: Launched
    over: Launch | Launched  # what was to go under it

    def __str__(self) -> str:
        if self.row is self.over:
            return "It is public already, and anybody may be reading it. Take it back first, then set the embargo."
        return "A part of this launch is public already. Take that back first, then set the embargo."


@dataclass
class AlreadyLifted(ValueError):
    """An embargo that is over can be neither moved nor held."""

    embargo: Embargo

    def __str__(self) -> str:
        return "The embargo has lifted. What is public can only be withdrawn."


class OverByThen(ValueError):
    """A lift that would be at once."""

    def __str__(self) -> str:
        return "That moment is over. To let everybody read it at once, lift the embargo now."


class Unmoved(ValueError):
    """The moment, the zone and the terms that it has."""

    def __str__(self) -> str:
        return "That is when it lifts already: nothing would change."


def in_words(embargo: Embargo | None, now: datetime) -> str | None:
    """As a newsroom reads it, `until …`; None once it has lifted, or where there is none."""
    if embargo is None or embargo.is_lifted(now):
        return None
    if embargo.held or embargo.lifts_at is None:
        return "until further notice"
    return f"until {times.newsroom(embargo.lifts_at, embargo.zone)}"


async def put_over(
    db: AsyncSession, launch: Launch, *, lifts_at: datetime | None, zone: str, terms: str | None = None, now: datetime
) -> Embargo:
    """One embargo over the launch and all of it but announcements. Without `lifts_at` it lifts only once it was moved.

    What carries an embargo of its own keeps it. Raises AlreadyUnderEmbargo, AlreadyPublic, times.UnknownZone.
    """
    if launch.embargo_id:
        raise AlreadyUnderEmbargo
    await require_none_public(db, launch, now=now)
    embargo = Embargo(lifts_at=lifts_at, zone=times.zone(zone), terms=terms)
    db.add(embargo)
    launch.embargo_id = embargo.id
    for part in await _parts_without_embargo(db, launch):
        part.embargo_id = embargo.id
    return embargo


async def put_over_one(
    db: AsyncSession, part: Launched, *, lifts_at: datetime | None, zone: str, terms: str | None = None, now: datetime
) -> Embargo:
    """An embargo of its own over one part of a launch, for a region or for one newsroom, instead of the launch's.

    `part` is loaded with its launch and its embargo. Raises AlreadyUnderEmbargo, AlreadyPublic, times.UnknownZone.
    """
    if own(part):
        raise AlreadyUnderEmbargo
    await require_none_public(db, part, now=now)
    embargo = Embargo(lifts_at=lifts_at, zone=times.zone(zone), terms=terms)
    db.add(embargo)
    part.embargo_id = embargo.id
    return embargo


async def require_none_public(db: AsyncSession, over: Launch | Launched, *, now: datetime) -> None:
    """Whether an embargo could keep back all that it would be over. Raises AlreadyPublic."""
    parts = await _parts_without_embargo(db, over) if isinstance(over, Launch) else [over]
    for part in parts:
        if is_visible(part, ANYONE, now, embargo=None if isinstance(over, Launch) else part.embargo):
            raise AlreadyPublic(part, over)


def own(part: Launched) -> Embargo | None:
    """The embargo that only this part of its launch has."""
    return part.embargo if part.embargo_id != part.launch.embargo_id else None


def move(
    embargo: Embargo, *, lifts_at: datetime | None, zone: str | None = None, terms: str | None = None, now: datetime
) -> None:
    """To another moment, or with none until further notice. Raises AlreadyLifted, times.UnknownZone."""
    _require_not_lifted(embargo, now)
    embargo.lifts_at = lifts_at
    embargo.zone = times.zone(zone) if zone else embargo.zone
    embargo.terms = terms or embargo.terms


def hold(embargo: Embargo, *, now: datetime) -> None:
    """Stops the lift, whatever the hour. Raises AlreadyLifted."""
    _require_not_lifted(embargo, now)
    embargo.held = True


def let_go(embargo: Embargo) -> None:
    """Ends a hold; if its moment has passed meanwhile, it lifts at once."""
    embargo.held = False


def lift(embargo: Embargo, *, now: datetime) -> None:
    """At once, whatever was agreed. Raises AlreadyLifted."""
    _require_not_lifted(embargo, now)
    embargo.lifts_at, embargo.held = now, False


async def end(db: AsyncSession, launch: Launch, embargo: Embargo, *, now: datetime) -> None:
    """There is none any more: what is published is public at once, and what is published later never waits.

    One part's own embargo ends in favour of the launch's, unless that would hide again what was public. `launch` is
    loaded with its embargo. Raises AlreadyLifted.
    """
    instead = launch.embargo_id if launch.embargo_id != embargo.id else None
    if instead and launch.embargo and embargo.is_lifted(now) and not launch.embargo.is_lifted(now):
        raise AlreadyLifted(embargo)
    if launch.embargo_id == embargo.id:
        launch.embargo_id = None
    await db.flush()
    for kind in _guarded():
        for row in await db.scalars(select(kind).where(kind.embargo_id == embargo.id)):
            row.embargo_id = instead
    await db.flush()
    await db.delete(embargo)


def odd(lifts_at: datetime, zone: str, events: Sequence[Event], now: datetime) -> Iterator[str]:
    """What somebody should hear before they agree to a lift: a sentence for each thing that is unusual."""
    there = times.local(lifts_at, zone)
    if there.time() == time(0):
        yield "Midnight is read as either of two days; newsrooms write 00.01."
    if lifts_at > now + _FAR:
        yield "That is more than a year ahead."
    for event in events:
        if event.starts_at and event.starts_at < lifts_at and not event.is_past(now) and not event.is_off:
            yield f"“{event.title}” begins before that, {event.hours}, {times.full_day(event.day or there.date())}."
        if event.zone and times.local(lifts_at, event.zone).utcoffset() != there.utcoffset():
            at = times.newsroom(lifts_at, event.zone)
            yield f"“{event.title}” is in another zone, where clocks then show {at}."


def _guarded() -> list[Any]:
    mapped = (each.class_ for each in Base.registry.mappers)
    return [each for each in mapped if issubclass(each, Guarded)]


async def _parts_without_embargo(db: AsyncSession, launch: Launch) -> list[Launched]:
    """Of every kind that belongs to a launch; releases are one too, though they live in another room.

    Of what was withdrawn the page that says so, and tells the title, is not there any more, not even after the lift:
    nobody can tell from the row whether strangers saw that before.
    """
    await db.flush()
    parts: list[Launched] = []
    kinds: list[Any] = Launched.__subclasses__()
    for kind in kinds:
        theirs = held(kind, (kind.launch_id == launch.id) & kind.embargo_id.is_(None))
        rows = await db.scalars(select(kind).where(theirs))
        parts += [row for row in rows if not row.is_announcement]
    return parts


def _require_not_lifted(embargo: Embargo, now: datetime) -> None:
    if embargo.is_lifted(now):
        raise AlreadyLifted(embargo)
