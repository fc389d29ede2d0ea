"""Feeds and downloads: stored entries, chosen by the policy at the moment of reading, joined into one calendar.

Public profile: no METHOD, ORGANIZER, ATTENDEE or VALARM. Cancelled and withdrawn events stay, as what they are now.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import NAMESPACE_URL, uuid5

from icalendar import Calendar
from icalendar.prop import vDuration, vText
from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from events.calendar import folding
from events.calendar.models import Entry
from events.programme import events
from events.programme.events import Filters
from events.programme.occasions import Audience, Event
from events.visibility import Reader, foreseen, gone, visible

# How often a program is asked to look again; most take their own time (Google 12 to 24 hours).
REFRESH = timedelta(hours=4)
PRODID = "-//Launch Events//Launch Events//EN"

# RFC 5545 section 3.6 wants at least one component: a calendar without events carries the zone of its entries.
_NO_EVENTS = (
    b"BEGIN:VTIMEZONE\r\nTZID:Etc/UTC\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\n"
    b"TZOFFSETFROM:+0000\r\nTZOFFSETTO:+0000\r\nTZNAME:UTC\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
)
_END = b"END:VCALENDAR\r\n"


async def matching(db: AsyncSession, filters: Filters, *, reader: Reader, now: datetime) -> Sequence[bytes]:
    """The stored VEVENTs of the events that filters ask for, tombstones among them, in order of time."""
    served = _served(reader, now)
    return await _stored(db, [served, *events.asked_for(filters, served, reader, now)], reader, now)


async def of_event(db: AsyncSession, slug: str, *, reader: Reader, now: datetime) -> tuple[str, Sequence[bytes]] | None:
    """The title and the one VEVENT at an address, or its tombstone; None where the reader may not know of any."""
    which = [Event.slug == slug, _served(reader, now)]
    title = await db.scalar(select(Event.title).where(*which))
    return (title, await _stored(db, which, reader, now)) if title else None


def calendar(name: str, vevents: Sequence[bytes], *, source: str, page: str) -> bytes:
    """One VCALENDAR as RFC 7986 has it; `source` is its own address, `page` the one people read."""
    head = Calendar()
    head.add("prodid", PRODID)
    head.add("version", "2.0")
    head.add("uid", str(uuid5(NAMESPACE_URL, source)))
    head.add("name", vText(name))
    head.add("x-wr-calname", vText(name))
    head.add("url", page)
    head.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    head.add("x-published-ttl", vDuration(REFRESH))
    head.add("source", source, parameters={"VALUE": "URI"})
    opening = folding.refold(head.to_ical(sorted=False)).removesuffix(_END)
    return b"".join([opening, *(vevents or [_NO_EVENTS]), _END])


def _served(reader: Reader, now: datetime) -> ColumnElement[bool]:
    """Events that this reader may see, or could before they were taken back."""
    return or_(visible(Event, reader, now), gone(Event, reader, now))


async def _stored(db: AsyncSession, which: list[ColumnElement[bool]], reader: Reader, now: datetime) -> Sequence[bytes]:
    at = foreseen(Event, reader, now)
    latest = (
        select(func.max(Entry.shown_from))
        .where(Entry.event_id == Event.id, Entry.audience == Audience.PUBLIC, Entry.shown_from <= at)
        .correlate(Event)
        .scalar_subquery()
    )
    query = (
        select(Entry.vevent)
        .join(Event, Event.id == Entry.event_id)
        .where(*which)
        .where(Entry.audience == Audience.PUBLIC, Entry.shown_from == latest)
        .order_by(Event.begins_at, Event.id)
    )
    return (await db.scalars(query)).all()
