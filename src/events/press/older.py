"""Bringing back what was: an older version's facts, or a row that was taken away, as a new change like any other.

Through the same functions that other edits take, so that what they refuse is refused here, and what follows from an
edit follows. What becomes of a thing (published, cancelled, under embargo) is none of its facts: that has pages of its
own. What went out stays as it is.
"""

from collections.abc import Awaitable, Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from typing import Any, cast
from uuid import UUID

from sqlalchemy import Column, Date, Enum, Time, Uuid, inspect, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from events.people import organisations
from events.people.models import Affiliation, Organisation, Person, PressContact
from events.press import writing
from events.press.models import Release, ReleaseVersion
from events.programme import addressing, events, panels, publications, topics
from events.programme.models import Author, Launch, Publication, Series, Topic
from events.programme.occasions import (
    Event,
    ItemSpeaker,
    JoiningLink,
    ListedPost,
    ProgrammeItem,
    Speaker,
    Status,
    Venue,
)
from events.storage.base import Base, kind_of
from events.storage.types import Instant
from events.visibility import held

Values = dict[str, Any]


class NotPossible(ValueError):
    """It cannot be brought back; the text says why."""


def may_change(kind: str) -> bool:
    return kind in _CHANGED


def may_return(kind: str) -> bool:
    return kind in _REMOVED


def columns(kind: str) -> list[str]:
    """What of a row can be brought back."""
    return [each.key for each in inspect(_CHANGED[kind].row).column_attrs if each.key not in _OWN_PAGES]


def going_along(row: Base, kept: Values) -> Values:
    """What else comes back with these values, as the log keeps them: of an event that takes place, its public note.

    Whoever reads that it is on its old day is not to read why it was moved; nor, from before it was restored, why it
    was off.
    """
    if not isinstance(row, Event) or row.is_off or _NOTE not in kept or not _WHEN & kept.keys():
        return {}
    return {_NOTE: None if kept.get("status") in (Status.POSTPONED, Status.CANCELLED) else kept[_NOTE]}


async def row(db: AsyncSession, kind: str, row_id: str) -> Base | None:
    its = _CHANGED[kind].row
    return cast(Base | None, await db.scalar(select(its).where(held(its, its.id == UUID(row_id)))))


async def gone_out(db: AsyncSession, row_ids: Collection[str]) -> set[str]:
    """Which of these versions of releases stay as they are, since they have gone out."""
    these = held(ReleaseVersion, ReleaseVersion.id.in_([UUID(each) for each in row_ids]))
    issued = select(ReleaseVersion.id).where(these, ReleaseVersion.issued_at.is_not(None))
    return {str(each) for each in await db.scalars(issued)}


def parsed(kind: str, kept: Mapping[str, Any]) -> Values:
    """Values as the log keeps them, as the row has them."""
    every = inspect(_row(kind)).columns
    return {name: _parsed(every[name], value) for name, value in kept.items() if name in every}


async def bring_back(db: AsyncSession, row: Base, values: Values, *, now: datetime) -> None:
    """Gives these facts of a row the values that they had. Raises NotPossible, and what an edit of it raises."""
    kind = kind_of(row)
    await _require_there(db, row.__table__.columns, values)
    before = getattr(row, "headline", "")
    await _CHANGED[kind].write(db, row, values)
    await _follow_title(db, row, before, now)
    await _flush(db)


async def put_back(db: AsyncSession, kind: str, values: Values, parts: list[tuple[str, Values]]) -> Base:
    """A row that was taken away, under the same id, with the parts that went with it. Raises NotPossible."""
    await _require_there(db, _row(kind).__table__.columns, values)
    parts = [each for each in parts if each[0] != "item_speakers" or await _is_whole(db, each[1], values["id"])]
    for each, facts in parts:
        others = {name: value for name, value in facts.items() if value != values["id"]}
        await _require_there(db, _row(each).__table__.columns, others)
    made = _made(kind, values)
    if isinstance(made, Speaker) and made.person_id:
        taken = select(Speaker).where(Speaker.event_id == made.event_id, Speaker.person_id == made.person_id)
        if other := await db.scalar(taken):
            raise panels.AlreadyOnStage(other)
    db.add(made)
    db.add_all(_made(each, facts) for each, facts in parts)
    await _flush(db)
    return made


async def _is_whole(db: AsyncSession, link: Values, own: UUID) -> bool:
    """Whether what it links with the row that comes back is still there; if not, there is nothing to link."""
    item, speaker = link["item_id"], link["speaker_id"]
    kind, other = (Speaker, speaker) if item == own else (ProgrammeItem, item)
    return await db.get(kind, other) is not None


def parts_of(kind: str) -> dict[str, str]:
    """The kinds of rows that go and come with one of this kind, and the column by which each names it."""
    return {
        "programme_items": {"item_speakers": "item_id"},
        "speakers": {"listed_posts": "speaker_id", "item_speakers": "speaker_id"},
    }.get(kind, {})


@dataclass(frozen=True)
class _Kind:
    row: Any
    write: Callable[[AsyncSession, Any, Values], Awaitable[None]]


async def _set(db: AsyncSession, row: Base, values: Values) -> None:
    for name, value in values.items():
        setattr(row, name, value)


async def _revise_event(db: AsyncSession, event: Event, values: Values) -> None:
    if _NOTE in values and not _WHEN & values.keys():
        raise NotPossible(
            "The public note goes with the date or the hour; by itself it has a page: “Change the reason”."
        )
    events.revise(event, **cast(events.Details, values))


async def _revise_publication(db: AsyncSession, publication: Publication, values: Values) -> None:
    await publications.revise(db, publication, **cast(publications.Details, values))


async def _revise_topic(db: AsyncSession, topic: Topic, values: Values) -> None:
    if topic.kept_by_id is None:
        raise NotPossible("Nobody keeps this topic, so nobody here can change it.")
    facts: dict[str, Any] = {"name": topic.name, "description": topic.description} | values
    await topics.revise(db, topic, keeper=topic.kept_by_id, **facts)


async def _follow_title(db: AsyncSession, row: Base, before: str, now: datetime) -> None:
    if isinstance(row, ReleaseVersion):
        release = await db.get_one(Release, row.release_id)
        await writing.follow_headline(db, release, row, before=before, now=now)
    elif isinstance(row, Event | Publication | Series):
        await addressing.follow(db, row, row.title, now=now)
    elif isinstance(row, Topic):
        await addressing.follow(db, row, row.name, now=now)


async def _revise_version(db: AsyncSession, version: ReleaseVersion, values: Values) -> None:
    if version.issued_at:
        raise writing.Issued(version)
    await _set(db, version, values)


async def _revise_contact(db: AsyncSession, contact: PressContact, values: Values) -> None:
    await _set(db, contact, values)
    if not (contact.phone or contact.mail):
        raise organisations.Unreachable


async def _flush(db: AsyncSession) -> None:
    try:
        await db.flush()
    except IntegrityError as error:
        raise NotPossible("As things are now, that does not fit any more: something else is in its place.") from error


async def _require_there(db: AsyncSession, every: Any, values: Values) -> None:
    """What the values name must be there still: a venue, a person, the event itself."""
    for name, value in values.items():
        link = next(iter(every[name].foreign_keys), None)
        if value is None or link is None or link.ondelete == "SET NULL":
            continue
        if await db.scalar(select(link.column).where(link.column == value)) is None:
            words = name.removesuffix("_id").replace("_", " ")
            raise NotPossible(f"The {words} that it names is not there any more.")


def _made(kind: str, values: Values) -> Base:
    model = _row(kind)
    settable = {name: value for name, value in values.items() if name in inspect(model).columns}
    return cast(Base, model(**settable))


def _row(kind: str) -> Any:
    return (_CHANGED.get(kind) or _REMOVED[kind]).row


def _parsed(column: Column[Any], value: Any) -> Any:
    if value is None:
        return None
    match column.type:
        case Instant():
            return datetime.fromisoformat(value)
        case Date():
            return date.fromisoformat(value)
        case Time():
            return time.fromisoformat(value)
        case Uuid():
            return UUID(value)
        case Enum(enum_class=kind) if kind and issubclass(kind, StrEnum):
            return kind(value)
    return value


# What a row is, where it belongs, and what becomes of it; and what is reckoned from the rest.
_OWN_PAGES = frozenset(
    "id slug revision published_at withdrawn_at withdrawal_note embargo_id launch_id kept_by_id lead_id status "
    "state status_note issued_at number correction release_id event_id person_id organisation_id position version "
    "starts_at ends_at begins_at over_at logo_id cover_id portrait_id twins_of".split()
)
_NOTE = "status_note"
_WHEN = frozenset("day last_day starts ends doors zone".split())
_CHANGED = {
    kind_of(each): _Kind(each, _set)
    for each in (Affiliation, ItemSpeaker, Launch, Organisation, Person, ProgrammeItem, Series, Speaker, Venue)
} | {
    "events": _Kind(Event, _revise_event),
    "publications": _Kind(Publication, _revise_publication),
    "topics": _Kind(Topic, _revise_topic),
    "release_versions": _Kind(ReleaseVersion, _revise_version),
    "press_contacts": _Kind(PressContact, _revise_contact),
}
_REMOVED = {
    kind_of(each): _Kind(each, _set)
    for each in (Affiliation, Author, ItemSpeaker, JoiningLink, ListedPost, PressContact, ProgrammeItem, Speaker)
}
