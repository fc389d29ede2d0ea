"""What things are called where not everybody may know yet what is launched: an event, and a launch in a mail."""

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from events import times
from events.people.models import Organisation
from events.programme.models import Launch, Publication
from events.programme.occasions import Event, Venue
from events.visibility import ANYONE, Embargo, held, visible

_BEGINS = "Launch by "


def title(lead: Organisation) -> str:
    return f"{_BEGINS}{lead.called}"


async def openly(db: AsyncSession, launch: Launch, called: str, *, now: datetime, waits: bool = False) -> str | None:
    """`called`, as a mail may have it, which is read on any screen and passed on: None, as long as it may be the news.

    So it may under an embargo that has not lifted, of the launch or, if it `waits`, of what the mail is about; but not
    where the public page of an event or a report has it.
    """
    embargo = await db.get(Embargo, launch.embargo_id) if launch.embargo_id else None
    if not waits and (embargo is None or embargo.is_lifted(now)):
        return called
    for kind in (Event, Publication):
        named = select(kind.id).where(kind.launch_id == launch.id, kind.title == called, visible(kind, ANYONE, now))
        if await db.scalar(named.limit(1)):
            return called
    return None


async def told_apart(
    db: AsyncSession, launch: Launch, called: str, *, venue: str | None, day: date | None, event: Event | None = None
) -> str:
    """`Launch by the Larkfield Foundation, Old Hall`: by where or when it is, if others of its launch are called so.

    `called` as it is to be, which any other title stays; `venue` in words. `event`, unless it is a new one.
    """
    if not called.startswith(_BEGINS) or called != title(await db.get_one(Organisation, launch.lead_id)):
        return called
    rest = held(Event, (Event.launch_id == launch.id) & (Event.id != event.id if event else True))
    query = select(Event.title, Venue.name, Event.day).outerjoin(Venue, held(Venue, Venue.id == Event.venue_id))
    others = [row for row in await db.execute(query.where(rest)) if row.title.startswith(called)]
    if called not in {row.title for row in others}:
        return called
    place = venue.partition(",")[0].strip() if venue else None
    if place and place not in {row.name for row in others}:
        return f"{called}, {place}"
    if day and day not in {row.day for row in others}:
        return f"{called}, {times.full_day(day)}"
    return called
