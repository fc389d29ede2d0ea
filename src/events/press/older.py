"""Bringing back what was: an older version's facts, or a row that was taken away, as a new change like any other.

Through the same functions that other edits take, so that what they refuse is refused here, and what follows from an
edit follows. What becomes of a thing (published, cancelled, under embargo) is none of its facts: that has pages of its
own. What went out stays as it is.
"""

from collections.abc import Awaitable, Callable, Collection, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime, time
from enum import StrEnum
from typing import Any, cast
from uuid import UUID

from sqlalchemy import Column, Date, Enum, ForeignKey, Time, Uuid, inspect, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from events.accounts import activity
from events.people import organisations, persons
from events.people.models import Affiliation, Organisation, Person, PressContact
from events.press import writing
from events.press.approval_models import Approval, ApprovalLink, ApprovalStep, State
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
    """Whether a row of this kind can be put back that was taken away by itself."""
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
    """A row that was taken away, under the same id, with the parts that went with it. Raises NotPossible.

    All of it comes as it was, and then names what there is now, as if it had been there when that changed.
    """
    parts = [(each, _asked_anew(facts, parts) if each == kind_of(Approval) else facts) for each, facts in parts]
    own = [values["id"], *(facts["id"] for _, facts in parts if "id" in facts)]
    every = [(each, facts, await as_now(db, each, facts, own)) for each, facts in [(kind, values), *parts]]
    every = [each for each in every if each[0] != "item_speakers" or await _is_whole(db, each[2], values["id"])]
    for each, _, now in every:
        others = {name: value for name, value in now.items() if value not in own}
        await _require_there(db, _row(each).__table__.columns, others)
    await _require_free(db, kind, every[0][2])
    made = [_made(each, facts) for each, facts, _ in every]
    db.add_all(made)
    await _flush(db)
    for row, (_, facts, now) in zip(made, every, strict=True):
        for name in (name for name in facts if now[name] != facts[name]):
            setattr(row, name, now[name])
    await _flush(db)
    return made[0]


def _asked_anew(approval: Values, parts: list[tuple[str, Values]]) -> Values:
    """Where an older log did not keep what they answered, they have not answered."""
    if any(facts["approval_id"] == approval["id"] for each, facts in parts if each == kind_of(ApprovalStep)):
        return approval
    return approval | {"state": State.ASKED, "reason": None, "answered_at": None}


async def as_now(db: AsyncSession, kind: str, values: Values, own: Collection[UUID] = ()) -> Values:
    """The same, naming what there is now: what the one became that they name; nothing, where that is allowed.

    `own` are the ids of rows that come back as well.
    """
    found = dict(values)
    for column in _row(kind).__table__.columns:
        link, value = next(iter(column.foreign_keys), None), values.get(column.key)
        if link is None or value is None or value in own or await _is_there(db, link, value):
            continue
        heir = await activity.heir(db, link.column.table.name, value)
        if heir != value and await _is_there(db, link, heir):
            found[column.key] = heir
        elif link.ondelete == "SET NULL":
            found[column.key] = None
    return found


async def _is_there(db: AsyncSession, link: ForeignKey, value: Any) -> bool:
    kind: Any = next(each.class_ for each in Base.registry.mappers if each.local_table is link.column.table)
    return await db.scalar(select(kind.id).where(held(kind, kind.id == value))) is not None


async def _require_free(db: AsyncSession, kind: str, now: Values) -> None:
    """Nobody has two places on a panel, holds a post twice, or wrote something twice.

    Raises NotPossible, panels.AlreadyOnStage, persons.HasPost.
    """
    if kind == kind_of(Speaker) and now["person_id"]:
        taken = select(Speaker).where(Speaker.event_id == now["event_id"], Speaker.person_id == now["person_id"])
        if other := await db.scalar(taken):
            raise panels.AlreadyOnStage(other)
    if kind == kind_of(Affiliation):
        same = [getattr(Affiliation, name).is_not_distinct_from(now[name]) for name in _SAME_POST]
        if await db.scalar(select(Affiliation.id).where(*same)):
            raise persons.HasPost(now["role"], await db.get_one(Organisation, now["organisation_id"]))
    if kind == kind_of(Author) and now["person_id"]:
        named = select(Author).where(
            Author.publication_id == now["publication_id"], Author.person_id == now["person_id"]
        )
        if other := await db.scalar(named):
            raise NotPossible(f"{other.name} is named as an author already.")


async def _is_whole(db: AsyncSession, link: Values, own: UUID) -> bool:
    """Whether what it links with the row that comes back is still there; if not, there is nothing to link."""
    item, speaker = link["item_id"], link["speaker_id"]
    kind, other = (Speaker, speaker) if item == own else (ProgrammeItem, item)
    return await db.get(kind, other) is not None


def parts_of(kind: str) -> dict[str, str]:
    """The kinds of rows that go and come with one of this kind, and the column by which each names it."""
    return {
        "programme_items": {"item_speakers": "item_id"},
        "speakers": {"listed_posts": "speaker_id", "item_speakers": "speaker_id", "approvals": "speaker_id"},
        "approvals": {"approval_steps": "approval_id", "approval_links": "approval_id"},
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
    """A step of an approval gets another number, behind those that there are: nothing names it by that."""
    model = _row(kind)
    settable = {each.name for each in fields(model) if each.init}
    return cast(Base, model(**{name: value for name, value in values.items() if name in settable}))


def _row(kind: str) -> Any:
    return _CHANGED[kind].row if kind in _CHANGED else _REMOVED.get(kind) or _PARTS[kind]


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
    kind_of(each): each
    for each in (Affiliation, Author, ItemSpeaker, JoiningLink, PressContact, ProgrammeItem, Speaker)
}
_PARTS = {kind_of(each): each for each in (Approval, ApprovalLink, ApprovalStep, ListedPost)}
_SAME_POST = ("person_id", "organisation_id", "role", "starts", "ends")
