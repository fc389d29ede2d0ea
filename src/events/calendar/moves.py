"""When an event was to be before it was moved, where everybody could read that: kept for its page."""

from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from events.calendar.models import Tombstone
from events.programme.occasions import Access, Event, FormerTime
from events.storage import Change, Changes, Did
from events.visibility import Embargo

_PRINTED = ("day", "starts", "zone")
_WHEN = ("day", "last_day", "starts", "ends", "zone", "starts_at")


async def note(db: AsyncSession, changes: Changes, now: datetime) -> None:
    """Of several moves the last; one that is taken back was none. An hour that is told or left open moves nothing."""
    for change in changes.of(Event):
        if change.did is not Did.CHANGED or not change.touches(*_WHEN):
            continue
        event, before = change.row, {name: _before(change, name) for name in _WHEN}
        kept = await db.get(FormerTime, event.id)
        if kept and all(getattr(kept, name) == getattr(event, name) for name in _PRINTED):
            await db.delete(kept)
        elif _is_moved(change) and await _was_told(db, change, now):
            if kept is None:
                db.add(FormerTime(event_id=event.id, **before))
            else:
                for name, value in before.items():
                    setattr(kept, name, value)


def _is_moved(change: Change[Event]) -> bool:
    """By what is printed: that clocks are set otherwise there moves nothing."""
    day, *began = (_before(change, name) for name in _PRINTED)
    new_day, *begins = (getattr(change.row, name) for name in _PRINTED)
    if day is None or new_day is None:
        return False
    return day != new_day or (None not in (began[0], begins[0]) and began != begins)


async def _was_told(db: AsyncSession, change: Change[Event], now: datetime) -> bool:
    """Of what was taken back, the time that was told last: who read it comes to the page with that day in mind."""
    published_at, embargo_id = _before(change, "published_at"), _before(change, "embargo_id")
    if published_at is None or published_at > now or _before(change, "access") is Access.PRIVATE:
        return False
    embargo = await db.get(Embargo, embargo_id) if embargo_id else None
    if embargo_id and not (embargo and embargo.is_lifted(now)):
        return False
    return _before(change, "withdrawn_at") is None or await _stands_on_the_tombstone(db, change)


async def _stands_on_the_tombstone(db: AsyncSession, change: Change[Event]) -> bool:
    told = await db.get(Tombstone, change.row.id)
    if told is None:
        return False
    began = told.begins_at if told.ends_at else None
    return (told.day, began, told.zone) == tuple(_before(change, name) for name in ("day", "starts_at", "zone"))


def _before(change: Change[Event], name: str) -> Any:
    return change.before[name] if name in change.before else getattr(change.row, name)
