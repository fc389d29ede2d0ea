"""Joining links: a way in for one audience, shown to it from a moment on."""

from datetime import date, datetime, time

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from events import times
from events.programme.occasions import Audience, Event, JoiningLink


class NeedsBoth(ValueError):
    """Half of a moment."""

    def __str__(self) -> str:
        return "Give the day and the hour from which it is shown, or neither."


class NoZone(ValueError):
    """A wall time at an event that has no zone."""

    def __str__(self) -> str:
        return "The event has no zone yet: give it one first, or show the link at once."


async def add(db: AsyncSession, event: Event, *, audience: Audience, url: str) -> JoiningLink:
    """After those that are there; shown at once until `released_at` says otherwise."""
    await db.flush()
    last = await db.scalar(select(func.max(JoiningLink.position)).where(JoiningLink.event_id == event.id))
    link = JoiningLink(event_id=event.id, audience=audience, url=url, position=0 if last is None else last + 1)
    db.add(link)
    return link


def released(event: Event, day: date | None, hour: time | None, *, second: bool | None = None) -> datetime | None:
    """The moment at which clocks at the event show this. Raises NeedsBoth, NoZone, and what times.instant raises."""
    if day is None and hour is None:
        return None
    if day is None or hour is None:
        raise NeedsBoth
    if event.zone is None:
        raise NoZone
    return times.instant(day, hour, event.zone, second=second)
