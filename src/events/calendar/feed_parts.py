"""Whose feeds an event stands in, remembered: what was served is neither forgotten nor made to look otherwise.

An event that is taken back leaves a tombstone in the feeds that had it, and in no other, whoever was put on its panel
since. A person whose only event it was has no page any more, but still a feed, for whoever subscribed to it.
"""

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, delete, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from events.calendar.models import FeedPart
from events.calendar.personal import Followed
from events.people.models import Organisation, Person
from events.programme.belonging import SUBJECTS, Ids, Subject
from events.programme.models import Launched, Series, Topic
from events.programme.occasions import Access, Event
from events.programme.whole import Whole
from events.storage import Changes, Did
from events.storage.base import Addressed, Base, kind_of
from events.storage.chunks import THESE
from events.storage.slugs import FormerSlug
from events.visibility import Reader, gone, visible

_Where = tuple[str, UUID]
_Stretch = tuple[datetime, datetime | None]
_STORED = select(FeedPart.event_id, FeedPart.kind, FeedPart.row_id, FeedPart.since, FeedPart.until).where(
    FeedPart.event_id.in_(THESE)
)

# Of an event that was taken back: that it was in that feed when it was.
_STOOD = and_(FeedPart.since <= Event.withdrawn_at, or_(FeedPart.until.is_(None), FeedPart.until >= Event.withdrawn_at))


async def refresh(db: AsyncSession, event_ids: Collection[UUID], events: Sequence[Whole], now: datetime) -> None:
    """Takes note of where these events belong by now, of which `events` are those that there are."""
    stored: dict[UUID, dict[_Where, _Stretch]] = {event_id: {} for event_id in event_ids}
    # As plain values: there are many more of them than anything changes.
    for event_id, kind, row_id, since, until in await db.execute(_STORED, {"ids": [*event_ids]}):
        stored[event_id][kind, row_id] = since, until
    loaded = {each.event.id: each for each in events if each.event.published_at and each.event.day}
    new: list[dict[str, Any]] = []
    for event_id, parts in stored.items():
        whole = loaded.get(event_id)
        taken_back_at = whole.event.withdrawn_at if whole else None
        if parts and taken_back_at is not None and taken_back_at <= now:
            continue  # it stays as it was when it was taken back
        belongs = dict(_belongs(whole)) if whole else {}
        for where, since in belongs.items():
            if where in parts:
                await _keep(db, event_id, where, parts[where], since, now)
            else:
                # What comes with the event itself is as old as that says; what is put to it later is not.
                first = since if not parts else max(since, now)
                new.append({"event_id": event_id, "kind": where[0], "row_id": where[1], "since": first, "until": None})
        for where in parts.keys() - belongs.keys():
            await _end(db, event_id, where, parts[where], now)
    if new:
        await db.execute(insert(FeedPart), new)


async def hand_over(db: AsyncSession, changes: Changes) -> None:
    """What a row leaves that is gone: to the one that its address leads to from now on, as after two were made one."""
    for change in changes.of(*SUBJECTS.values()):
        if change.did is Did.DELETED and isinstance(change.row, Addressed):
            kind = kind_of(change.row)
            heir = await db.scalar(
                select(FormerSlug.row_id).where(FormerSlug.kind == kind, FormerSlug.slug == change.row.slug)
            )
            await _hand_over(db, kind, change.row.id, heir)


async def _hand_over(db: AsyncSession, kind: str, gone: UUID, heir: UUID | None) -> None:
    for part in await db.scalars(select(FeedPart).where(FeedPart.kind == kind, FeedPart.row_id == gone)):
        await db.delete(part)
        if heir is None:
            continue
        twin = await db.get(FeedPart, (part.event_id, kind, heir))
        if twin is None:
            db.add(FeedPart(event_id=part.event_id, kind=kind, row_id=heir, since=part.since, until=part.until))
        else:
            twin.since = min(twin.since, part.since)
            twin.until = max(twin.until, part.until) if twin.until and part.until else None
    for followed in await db.scalars(select(Followed).where(Followed.kind == kind, Followed.row_id == gone)):
        await db.delete(followed)
        if heir is not None and await db.get(Followed, (followed.feed_id, kind, heir)) is None:
            db.add(Followed(feed_id=followed.feed_id, kind=kind, row_id=heir))
    await db.flush()


def once(kind: type[Base], at: datetime) -> Select[UUID]:
    """Ids of the rows of a kind whose feeds had an event by then that anybody could see."""
    return select(FeedPart.row_id).where(FeedPart.kind == kind_of(kind), FeedPart.since <= at)


def known(kind: Any, reader: Reader, at: datetime) -> ColumnElement[bool]:
    """Which rows of a kind have a feed: those that this reader may see, and those that anybody could once."""
    kept = or_(kind.withdrawn_at.is_(None), kind.withdrawn_at > at)
    return or_(visible(kind, reader, at), and_(kept, kind.id.in_(once(kind, at))))


def stood(kind: type[Base], ids: Ids) -> ColumnElement[bool]:
    """The condition that an event which was taken back stood in the feed of one of these when it was."""
    parts = select(FeedPart.event_id).where(
        FeedPart.event_id == Event.id,
        FeedPart.kind == kind_of(kind),
        FeedPart.row_id.in_(ids),
        _STOOD,
    )
    return parts.exists()


async def left_of(
    db: AsyncSession, organisation: Organisation, *, reader: Reader, now: datetime, limit: int, offset: int = 0
) -> list[Subject]:
    """What has a feed for having had an event of an organisation in it, while no page of it shows that event.

    It has no page any more, or that event was taken back, and is in the feed as a tombstone.
    """
    theirs = select(FeedPart.event_id).where(
        FeedPart.kind == kind_of(Organisation), FeedPart.row_id == organisation.id, FeedPart.since <= now
    )
    found: list[Subject] = []
    for kind in SUBJECTS.values():
        row: Any = kind
        had = once(kind, now).where(FeedPart.event_id.in_(theirs)).join(Event, Event.id == FeedPart.event_id)
        off = had.where(or_(FeedPart.until.is_not(None), gone(Event, reader, now)))  # else its page shows the event
        tell = had.where(gone(Event, reader, now), _STOOD)
        is_left = or_(~visible(row, reader, now), row.id.in_(tell))
        query = select(row).where(row.id.in_(off), known(row, reader, now), is_left)
        found += await db.scalars(query.order_by(row.slug).limit(offset + limit))
    return found[offset:][:limit]


async def _keep(
    db: AsyncSession, event_id: UUID, where: _Where, stretch: _Stretch, from_now_on: datetime, now: datetime
) -> None:
    since = from_now_on if stretch[0] > now else stretch[0]
    if stretch != (since, None):
        await db.execute(update(FeedPart).where(*_one(event_id, where)).values(since=since, until=None))


async def _end(db: AsyncSession, event_id: UUID, where: _Where, stretch: _Stretch, now: datetime) -> None:
    """What nobody saw leaves no trace."""
    since, until = stretch
    if since > now:
        await db.execute(delete(FeedPart).where(*_one(event_id, where)))
    elif until is None:
        await db.execute(update(FeedPart).where(*_one(event_id, where)).values(until=now))


def _one(event_id: UUID, where: _Where) -> tuple[ColumnElement[bool], ...]:
    return FeedPart.event_id == event_id, FeedPart.kind == where[0], FeedPart.row_id == where[1]


def _belongs(whole: Whole) -> Iterator[tuple[_Where, datetime]]:
    """Where anybody may see that an event belongs, and from when on."""
    start = _public_from(whole.event)
    if start is None or whole.event.access is Access.PRIVATE:
        return
    for kind, row_id in _belongs_openly(whole):
        yield (kind_of(kind), row_id), start
    series: dict[UUID, datetime] = {}
    for publication in whole.event.publications:
        out = _public_from(publication)
        if publication.series_id and out and publication.withdrawn_at is None:
            since = max(start, out)
            series[publication.series_id] = min(since, series.get(publication.series_id, since))
    for series_id, since in series.items():
        yield (kind_of(Series), series_id), since


def _belongs_openly(whole: Whole) -> Iterator[tuple[type[Subject], UUID]]:
    yield Organisation, whole.lead.id
    for host in whole.hosts:
        yield Organisation, host.house.id
    for speaker in whole.panel:
        if speaker.person_id:
            yield Person, speaker.person_id
        for post in speaker.posts:
            if post.organisation_id:
                yield Organisation, post.organisation_id
    for topic in whole.topics:
        yield Topic, topic.id


def _public_from(row: Launched) -> datetime | None:
    """From when on anybody may see it, as far as that is settled."""
    embargo = row.embargo
    if row.embargo_id is None:
        return row.published_at
    if row.published_at is None or embargo is None or embargo.held or embargo.lifts_at is None:
        return None
    return max(row.published_at, embargo.lifts_at)
