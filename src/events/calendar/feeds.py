"""Feeds and downloads: stored entries, chosen by the policy at the moment of reading, joined into one calendar.

Public profile: no METHOD, ORGANIZER, ATTENDEE or VALARM. Cancelled and withdrawn events stay, as what they are now.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from hashlib import sha256
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from sqlalchemy import ColumnElement, Select, and_, bindparam, case, func, literal, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from events.calendar import feed_parts, vevent, writing
from events.calendar.models import Entry
from events.calendar.personal import Choice
from events.calendar.runs import Runs
from events.programme import belonging, event_lists
from events.programme.belonging import SUBJECTS
from events.programme.event_lists import Filters
from events.programme.occasions import Audience, Event
from events.published import validators
from events.storage.chunks import chunks
from events.visibility import Reader, Sight, alike, foreseen, gone, held, visible, written
from events.visibility.alike import Likeness

# How often a program is asked to look again; most take their own time (Google 12 to 24 hours).
REFRESH = "PT4H"
PRODID = "-//Launch Events//Launch Events//EN"

# RFC 5545 section 3.6 wants at least one component: a calendar without events carries the zone of its entries.
_NO_EVENTS = (
    b"BEGIN:VTIMEZONE\r\nTZID:Etc/UTC\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\n"
    b"TZOFFSETFROM:+0000\r\nTZOFFSETTO:+0000\r\nTZNAME:UTC\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
)
_END_OF_EVENT = b"END:VEVENT\r\n"

_RUNS = Runs(24 * 1024 * 1024)
_AT_ONCE = 500  # entries that are read while others wait
_IN_A_PIECE = 40  # rich entries: some 100 kB, which are sent as one

Condition = ColumnElement[bool]

# By digests that the policy has let through in the same snapshot; whatever has an equal one has equal bytes.
_WITH_DIGESTS = select(Entry.digest, Entry.vevent).where(
    held(Event, Entry.digest.in_(bindparam("digests", expanding=True)))
)


@dataclass(frozen=True)
class Entries:
    """VEVENTs in order of time, those of a long feed joined already, with what stands for their bytes."""

    vevents: Sequence[bytes]
    digest: str

    @classmethod
    def of(cls, vevents: Sequence[bytes]) -> "Entries":
        return cls(vevents, validators.digest_of(vevents))


@dataclass(frozen=True)
class Calendar:
    """A VCALENDAR, with what stands for its bytes: of a long feed, they are too many to be read again for that.

    Nor are they joined: the pieces are at hand in `Runs`, and what holds only those takes no memory of its own.
    """

    pieces: Sequence[bytes]
    digest: str

    @property
    def body(self) -> bytes:
        return b"".join(self.pieces)


async def matching(db: AsyncSession, filters: Filters, *, reader: Reader, now: datetime, rich: bool = False) -> Entries:
    """The stored VEVENTs of the events that filters ask for, tombstones among them, in order of time."""
    if filters == Filters() and not rich and not reader.bounds:
        return await _read(db, _of_all(alike.likeness(reader)), alike.given(reader, now))
    seen = visible(Event, reader, now)
    shown = and_(seen, *event_lists.asked_for(filters, seen, reader, now, when=Entry))
    stood = []
    for name, kind in SUBJECTS.items():
        if slug := getattr(filters, name):
            wanted: Any = kind
            ids = select(wanted.id).where(wanted.slug == slug, feed_parts.known(kind, reader, now))
            stood.append(feed_parts.stood(kind, ids))
    taken_back = and_(gone(Event, reader, now), *stood, *event_lists.in_time(filters, Entry))
    return await _stored(db, or_(shown, taken_back), reader, now, rich=rich)


async def followed(
    db: AsyncSession, choice: Choice, *, everything: bool, filters: Filters, reader: Reader, now: datetime, rich: bool
) -> Entries:
    """The same of whatever belongs to one thing or another that somebody chose; each event once."""
    seen, taken_back = visible(Event, reader, now), gone(Event, reader, now)
    ways: list[Condition] = [or_(seen, taken_back)] if everything else []
    for kind, ids in choice.items():
        known = _known(kind, ids, reader, now)
        ways.append(and_(seen, belonging.to(kind, known, seen, reader, now)))
        ways.append(and_(taken_back, feed_parts.stood(kind, known)))
    return await _stored(db, and_(or_(*ways), *event_lists.in_time(filters, Entry)), reader, now, rich=rich)


async def of_event(
    db: AsyncSession, slug: str, *, reader: Reader, now: datetime, rich: bool = False
) -> tuple[str, Entries] | None:
    """The title and the one VEVENT at an address, or its tombstone; None where the reader may not know of any.

    What was taken back is called what it was: its title may have been edited out of sight since.
    """
    columns = (Event.title, visible(Event, reader, now), Entry.vevent, Entry.rich)
    found = _entries(Audience.PUBLIC, foreseen(Event, reader, now), *columns, or_none=True).where(Event.slug == slug)
    row = (await db.execute(found.where(_served(reader, now)))).first()
    if row is None:
        return None
    title, is_seen, plain, more = row
    called = title if is_seen else vevent.title(plain) if plain else ""
    if plain is None:  # an event may have none
        return called, Entries.of([])
    return called, Entries.of([_enriched((plain, more)) if rich else plain])


async def for_audience(
    db: AsyncSession, event_ids: Sequence[UUID], audience: Audience, *, reader: Reader, now: datetime
) -> Mapping[UUID, bytes]:
    """The VEVENTs that an audience has of these events: its own where there is one, else the public one."""
    query = _entries(audience, foreseen(Event, reader, now), Event.id, Entry.vevent)
    rows = await db.execute(query.where(Event.id.in_(event_ids), _served(reader, now)))
    return {row.id: row.vevent for row in rows}


def calendar(name: str, entries: Entries, *, source: str, page: str) -> Calendar:
    """One VCALENDAR as RFC 7986 has it; `source` is its own address, `page` the one people read."""
    said = writing.lines(
        [
            ("PRODID", PRODID),
            ("VERSION", "2.0"),
            ("UID", str(uuid5(NAMESPACE_URL, source))),
            ("NAME", writing.text(name)),
            ("X-WR-CALNAME", writing.text(name)),
            ("URL", writing.uri(page)),
            ("REFRESH-INTERVAL;VALUE=DURATION", REFRESH),
            ("X-PUBLISHED-TTL", REFRESH),
            ("SOURCE;VALUE=URI", writing.uri(source)),
        ]
    )
    pieces = writing.component_in_pieces("VCALENDAR", said, *(entries.vevents or [_NO_EVENTS]))
    return Calendar(pieces, sha256(said + entries.digest.encode()).hexdigest()[:32])


def _served(reader: Reader, now: datetime) -> Condition:
    """Events that this reader may see, or could before they were taken back."""
    return or_(visible(Event, reader, now), gone(Event, reader, now))


def _known(kind: Any, ids: Sequence[UUID], reader: Reader, now: datetime) -> Any:
    return select(kind.id).where(kind.id.in_(ids), feed_parts.known(kind, reader, now))


async def _stored(db: AsyncSession, which: Condition, reader: Reader, now: datetime, *, rich: bool) -> Entries:
    """As many as there may be, in order of time."""
    at = foreseen(Event, reader, now)
    if rich:
        rows = await db.stream(_in_order(at, Entry.vevent, Entry.rich).where(which))
        return Entries.of([b"".join(map(_enriched, some)) async for some in rows.partitions(_IN_A_PIECE)])
    return await _read(db, _digests(which, at), {})


async def _read(db: AsyncSession, query: Select[str], given: Mapping[str, Any]) -> Entries:
    """The entries whose digests a query gives."""
    digests = await db.scalar(query, given) or ""

    async def read(missing: Collection[str]) -> Mapping[str, bytes]:
        found = [await db.execute(_WITH_DIGESTS, {"digests": some}) for some in chunks(missing, _AT_ONCE)]
        return {digest: vevent for rows in found for digest, vevent in rows}

    return Entries(await _RUNS.joined(digests, read), digests)


@cache
def _of_all(likeness: Likeness) -> Select[str]:
    """For the feed of everything, which is asked for most: made once, since that took a sixth of its first poll."""
    sight = alike.sight(likeness)
    return _digests(or_(written(Sight.of, Event, sight), written(Sight.of_gone, Event, sight)), sight.at)


def _digests(which: Condition, at: Any) -> Select[str]:
    """In one word: thousands of rows cost more than what they are of. Both databases join them in their order.

    Either way of seeing an event implies that it is published by then; said once more, it makes SQLite read the policy
    from an index alone, in half the time.
    """
    listed = _in_order(at, Entry.digest).where(which, Event.published_at <= at).subquery()
    return select(func.aggregate_strings(listed.c.digest, ""))


def _enriched(row: Sequence[bytes]) -> bytes:
    """An entry, and within it what the rich form adds."""
    plain, more = row
    return plain.removesuffix(_END_OF_EVENT) + more + _END_OF_EVENT


def _in_order(at: Any, *columns: Any) -> Select[Any]:
    return _entries(Audience.PUBLIC, at, *columns).order_by(Entry.begins_at, Entry.event_id)


def _entries(audience: Audience, at: Any, *columns: Any, or_none: bool = False) -> Select[Any]:
    """Columns of events and of the entry that an audience has of each at a moment; `or_none`, also without one."""
    holds = and_(Entry.shown_from <= at, or_(Entry.shown_until.is_(None), Entry.shown_until > at))
    which = and_(Entry.event_id == Event.id, Entry.audience == _whose(audience), holds)
    return select(*columns).select_from(Event).join(Entry, which, isouter=or_none)


def _whose(audience: Audience) -> Any:
    """The audience whose entries these read: their own where they have any, else the public's."""
    if audience is Audience.PUBLIC:
        return audience
    own = aliased(Entry)
    has_own = select(own.event_id).where(own.event_id == Event.id, own.audience == audience).correlate(Event)
    kind = Entry.audience.type
    return case((has_own.exists(), literal(audience, kind)), else_=literal(Audience.PUBLIC, kind))
