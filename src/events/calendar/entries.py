"""The stored entries: rendered when facts change, never when somebody asks.

The step from one life of an entry to the next is `next_life`, pure: equal facts write nothing; a material change
raises SEQUENCE by one; any change moves LAST-MODIFIED and DTSTAMP.

What is for one audience alone, such as a joining link, is in the entry of that audience. Others have an entry of their
own only where it says something else than the public one; SEQUENCE and the stamps are the same in all.
"""

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import bindparam, delete, func, insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from events.addresses import Addresses
from events.calendar import vevent
from events.calendar.models import Entry, EntryLife, Tombstone
from events.calendar.vevent import EntryFacts, Stamps
from events.programme.occasions import Audience, Event
from events.programme.whole import Whole
from events.storage.chunks import THESE
from events.storage.types import Instant

# Facts that hold from the beginning are shown from this moment: before anything here was ever served.
BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)
_MOMENT = timedelta(microseconds=1)
# What an entry says, from a moment on.
_Stage = tuple[datetime, EntryFacts]


@dataclass(frozen=True)
class Life:
    """The life of an entry so far, as plain values."""

    sequence: int
    created_at: datetime
    stamped_at: datetime
    facts: str
    later_stamped_at: datetime
    later_facts: str
    material: str


def next_life(
    life: Life | None, *, facts: str, later_facts: str, material: str, now: datetime, returns: bool = False
) -> Life:
    """What becomes of a life when its facts are these; the very same life when nothing changed.

    `returns` to what it said from the beginning, after it said something later. A clock that runs backwards never makes
    the stamps fall.
    """
    if life is None:
        return Life(0, now, now, facts, now, later_facts, material)
    if life.facts != facts or life.material != material or returns:
        life = replace(life, stamped_at=max(now, life.stamped_at), facts=facts)
    if life.later_facts != later_facts:
        life = replace(life, later_stamped_at=max(now, life.later_stamped_at), later_facts=later_facts)
    return replace(life, sequence=life.sequence + (life.material != material), material=material)


async def refresh(db: AsyncSession, events: Sequence[Whole], where: Addresses, now: datetime) -> None:
    """Renders the entries of these events anew where what they say has changed; many of them off the event loop.

    Drafts that were never served have no entry yet.
    """
    events = [each for each in events if each.event.published_at and each.event.day]
    ids = [each.event.id for each in events]
    lives: dict[UUID, Life] = {}
    stored: dict[UUID, datetime] = {}  # from when on they say what they say now
    for event_id, shown_from, *life in await db.execute(_LIVES, {"ids": ids, "now": now}):
        lives[event_id] = Life(*life)
        if shown_from:
            stored[event_id] = shown_from
    withdrawn = [each.event.id for each in events if each.event.withdrawn_at]
    tombstones, served = await _tombstones(db, withdrawn), await _served(db, withdrawn, now)
    if len(events) <= _FEW:
        rendered = _render(events, lives, stored, tombstones, served, where, now)
    else:
        rendered = await asyncio.to_thread(_render, events, lives, stored, tombstones, served, where, now)
    await _store(db, rendered)


_FEW = 5  # events that are rendered sooner than a thread is reached
_SHOWN_FROM = select(func.max(Entry.shown_from)).where(
    Entry.event_id == EntryLife.event_id,
    Entry.audience == Audience.PUBLIC,
    Entry.shown_from <= bindparam("now", type_=Instant()),
)
_LIVES = select(
    EntryLife.event_id, _SHOWN_FROM.scalar_subquery(), *(getattr(EntryLife, field.name) for field in fields(Life))
).where(EntryLife.event_id.in_(THESE))


@dataclass(frozen=True)
class _Rendered:
    event_id: UUID
    life: Life
    tombstone: Tombstone | None
    entries: Sequence[dict[str, object]]


class _Served(NamedTuple):
    """The entry that was served last of an event that was taken back."""

    vevent: bytes
    shown_from: datetime
    begins_at: datetime
    day: date
    last_day: date | None

    @property
    def is_tombstone(self) -> bool:
        """It may also be what was to be said from the moment on that the event was to be taken back."""
        return self.shown_from == BEGINNING and vevent.is_tombstone(self.vevent)


async def _tombstones(db: AsyncSession, ids: Sequence[UUID]) -> dict[UUID, Tombstone]:
    rows = await db.execute(_TOMBSTONES, {"ids": ids}) if ids else ()
    return {row.event_id: Tombstone(**row._mapping) for row in rows}


async def _served(db: AsyncSession, ids: Sequence[UUID], now: datetime) -> dict[UUID, _Served]:
    if not ids:
        return {}
    told = (Entry.event_id.in_(ids), Entry.audience == Audience.PUBLIC, Entry.shown_from <= now)
    told_last = select(Entry.event_id, *(getattr(Entry, name) for name in _Served._fields)).where(*told)
    return {event_id: _Served(*row) for event_id, *row in await db.execute(told_last.order_by(Entry.shown_from))}


def _render(
    events: Sequence[Whole],
    lives: dict[UUID, Life],
    stored: dict[UUID, datetime],
    tombstones: dict[UUID, Tombstone],
    served: dict[UUID, _Served],
    where: Addresses,
    now: datetime,
) -> list[_Rendered]:
    changed = []
    for whole in events:
        id = whole.event.id
        former, kept, last = lives.get(id), tombstones.get(id), served.get(id)
        told = _told_last(whole, former, kept, last, where, now)
        said = _said(whole, told, where)
        material = _material(said)
        if former and told and (told is kept or (last and vevent.is_tombstone(last.vevent))):
            material = former.material  # whatever is edited out of sight, it says no more than that
            if last and _is_said(said, former, last.vevent):
                continue
        before, later = _facts(said, later=False), _facts(said, later=True)
        returns = stored.get(id, BEGINNING) > _begun(said, now) == BEGINNING
        life = next_life(former, facts=before, later_facts=later, material=material, now=now, returns=returns)
        if life != former or id not in stored:
            changed.append(_Rendered(id, life, told or kept, _entries(id, said, life, told or whole.event)))
    return changed


def _told_last(
    whole: Whole, life: Life | None, kept: Tombstone | None, served: _Served | None, where: Addresses, now: datetime
) -> Tombstone | None:
    """What the public was told last of an event that was taken back, if anything was.

    What was served here goes before what came here, and stays also where the clock is before that moment once more.
    """
    withdrawn_at = whole.event.withdrawn_at
    if withdrawn_at and kept and served and served.is_tombstone:
        return kept
    if withdrawn_at is None or withdrawn_at > now:
        return None
    if served is None:
        if kept or life is None or _is_said_in_stages(whole, life, where):
            return kept
        served = _as_it_was(whole, life, where)
    return vevent.last_told(served.vevent, served.begins_at, served.day, served.last_day, whole.event.zone)


def _is_said_in_stages(whole: Whole, life: Life, where: Addresses) -> bool:
    """Whether its entry said beforehand that it was to be taken back, and nothing was edited since."""
    said = _said(whole, None, where)
    return (_facts(said, later=False), _facts(said, later=True)) == (life.facts, life.later_facts)


def _as_it_was(whole: Whole, life: Life, where: Addresses) -> _Served:
    """What was served of an event before it was taken back, where its life was brought here without its tombstone."""
    event = whole.event
    assert event.withdrawn_at
    assert event.begins_at
    assert event.day
    said = vevent.facts(whole, Audience.PUBLIC, event.withdrawn_at - _MOMENT, where)
    stamps = Stamps(life.sequence, life.created_at, life.stamped_at)
    return _Served(vevent.vevent(said, stamps), BEGINNING, event.begins_at, event.day, event.last_day)


def _said(whole: Whole, told: Tombstone | None, where: Addresses) -> dict[Audience, list[_Stage]]:
    """What each audience is told, as far as it is not what the public is told; `told` was, and is taken back."""
    if told is not None:
        return {Audience.PUBLIC: [(BEGINNING, vevent.tombstone(told, whole.event, where))]}
    public = list(_stages(whole, Audience.PUBLIC, where))
    said = {Audience.PUBLIC: public}
    if any(link.audience is not Audience.PUBLIC for link in whole.event.joining):
        own = {audience: list(_stages(whole, audience, where)) for audience in Audience}
        said |= {audience: stages for audience, stages in own.items() if stages != public}
    return said


def _stages(whole: Whole, audience: Audience, where: Addresses) -> Iterator[_Stage]:
    """What the entry says from each moment on: one stage for most, one more where facts wait for a moment."""
    before = None
    start = _start(whole.event)
    for moment in [BEGINNING, *sorted(each for each in _moments(whole) if each > start)]:
        said = vevent.facts(whole, audience, max(moment, start), where)
        if said != before:
            yield moment, said
        before = said


def _start(event: Event) -> datetime:
    assert event.published_at is not None
    return event.published_at


def _moments(whole: Whole) -> set[datetime]:
    """The moments at which an entry begins to say more, or less, by itself."""
    moments = {whole.event.withdrawn_at, *(link.released_at for link in whole.event.joining)}
    moments |= {named.withdrawn_at for named in whole.named}
    for publication in whole.event.publications:
        moments.add(publication.published_at)
        moments.add(publication.embargo.lifts_at if publication.embargo else None)
    return {moment for moment in moments if moment is not None}


def _begun(said: dict[Audience, list[_Stage]], now: datetime) -> datetime:
    """The moment from which on the public is told what it is told now."""
    return max(moment for moment, _ in said[Audience.PUBLIC] if moment <= now)


def _is_said(said: dict[Audience, list[_Stage]], life: Life, served: bytes) -> bool:
    [(moment, facts)] = said[Audience.PUBLIC]
    return vevent.vevent(facts, Stamps(life.sequence, life.created_at, _stamp(life, moment))) == served


def _entries(
    event_id: UUID, said: dict[Audience, list[_Stage]], life: Life, when: Tombstone | Event
) -> list[dict[str, object]]:
    entries: list[dict[str, object]] = []
    for audience, stages in said.items():
        ends = [moment for moment, _ in stages[1:]] + [None]
        for (moment, each), until in zip(stages, ends, strict=True):
            plain = vevent.vevent(each, Stamps(life.sequence, life.created_at, _stamp(life, moment)))
            rich = vevent.components(each)
            entries.append(
                {
                    "event_id": event_id,
                    "audience": audience,
                    "shown_from": moment,
                    "shown_until": until,
                    "vevent": plain,
                    "rich": rich,
                    "digest": sha256(plain + rich).hexdigest()[:32],
                    "begins_at": when.begins_at,
                    "day": when.day,
                    "last_day": when.last_day,
                }
            )
    return entries


def _stamp(life: Life, moment: datetime) -> datetime:
    return life.stamped_at if moment == BEGINNING else max(life.stamped_at, life.later_stamped_at, moment)


def _facts(said: dict[Audience, list[_Stage]], *, later: bool) -> str:
    stages = [
        (audience.value, str(at), each.fingerprint)
        for audience in said
        for at, each in said[audience]
        if (at > BEGINNING) is later
    ]
    return sha256(repr(stages).encode()).hexdigest()


def _material(said: dict[Audience, list[_Stage]]) -> str:
    stages = {(audience.value, each.material): None for audience in said for _, each in said[audience]}
    return sha256(repr(list(stages)).encode()).hexdigest()


async def _store(db: AsyncSession, rendered: Sequence[_Rendered]) -> None:
    if not rendered:
        return
    ids = [each.event_id for each in rendered]
    await db.execute(_DROP_ENTRIES, {"ids": ids})
    await db.execute(_DROP_LIVES, {"ids": ids})
    await db.execute(_DROP_TOMBSTONES, {"ids": ids})
    await db.execute(_ADD_LIFE, [{"event_id": each.event_id, **vars(each.life)} for each in rendered])
    if told := [_columns(each.tombstone) for each in rendered if each.tombstone]:
        await db.execute(_ADD_TOMBSTONE, told)
    await db.execute(_ADD_ENTRY, [entry for each in rendered for entry in each.entries])


def _columns(row: Tombstone) -> dict[str, object]:
    return {each.key: getattr(row, each.key) for each in Tombstone.__table__.columns}


_TOMBSTONES = select(Tombstone.__table__).where(Tombstone.event_id.in_(THESE))
_DROP_ENTRIES, _DROP_LIVES, _DROP_TOMBSTONES = (
    delete(kind).where(kind.event_id.in_(THESE)) for kind in (Entry, EntryLife, Tombstone)
)
# Into the tables themselves: as rows of a session, thousands would take longer to look at than to write.
_ADD_LIFE = insert(EntryLife.__table__)  # type: ignore[arg-type]
_ADD_ENTRY = insert(Entry.__table__)  # type: ignore[arg-type]
_ADD_TOMBSTONE = insert(Tombstone.__table__)  # type: ignore[arg-type]
