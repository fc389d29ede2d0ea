"""Lines of the log in words: what was changed of what, before and after, as people say it."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Boolean, Column, Date, Time, select
from sqlalchemy.ext.asyncio import AsyncSession

from events import addresses, times
from events.accounts import activity
from events.accounts.access import Organiser
from events.accounts.models import Activity
from events.press import differences, standings
from events.press.approval_models import Approval, ApprovalStep, State, Subject
from events.press.differences import Paragraph
from events.press.models import ReleaseVersion
from events.programme.receipts import Receipt
from events.storage.base import Base
from events.storage.types import Instant
from events.visibility import held
from events.web import wording

_LONG = 80  # characters; a longer text is shown by what differs
_LABELS = ("title", "headline", "name")
_NEVER = {"id", "revision", "position", "sha256"}
_DID = {"added": "added", "changed": "changed", "deleted": "removed"}
_WORDS = {
    "accent": "colour",
    "day": "date",
    "dated": "date",
    "ror": "ROR id",
    "slug": "address",
    "kept_by_id": "kept by",
    "lead_id": "lead organisation",
    "orcid": "ORCID",
    "doi": "DOI",
    "isbn": "ISBN",
    "sort_name": "sorted as",
    "alt": "alternative text",
    "mail": "mail address",
    "status_note": "public note",
}

# Where people call a row otherwise than the code does.
_CALLED = {
    "affiliations": "post",
    "authors": "author of a publication",
    "event_files": "file of an event",
    "event_publications": "publication launched at an event",
    "event_topics": "topic of an event",
    "former_slugs": "former address",
    "host_invitations": "invitation of a host",
    "hosts": "host of a launch",
    "item_speakers": "speaker of an item of the running order",
    "joining_links": "way to join",
    "lead_offers": "offer of the lead",
    "listed_posts": "post in a listing",
    "memberships": "role of an organiser",
    "notes_to_editors": "note to editors",
    "pinned_boilerplates": "boilerplate in a release",
    "private_facts": "record for the office only",
    "programme_items": "item of the running order",
    "publication_files": "file of a publication",
    "publication_topics": "topic of a publication",
    "publication_versions": "version of a publication",
    "publishers": "publisher of a publication",
    "release_contacts": "press contact in a release",
    "release_files": "picture of a release",
    "release_topics": "topic of a release",
    "release_versions": "version of a release",
}

Names = dict[tuple[str, UUID], str]
Signed = tuple[ApprovalStep, Subject]


@dataclass(frozen=True)
class Fact:
    """One column; of a long text, the paragraphs that differ."""

    name: str
    label: str
    before: str | None
    after: str | None
    differing: tuple[Paragraph, ...] = ()


@dataclass(frozen=True)
class Told:
    """One line of the log."""

    id: int
    at: datetime
    zone: str
    by: str
    sentence: str
    label: str | None
    about: str | None  # an address: what changed in the same thing
    facts: list[Fact]
    is_gone: bool
    is_private: bool
    can_return: bool
    receipt: Receipt | None = None


async def told(
    db: AsyncSession, changes: Sequence[Activity], returns: Collection[int], zones: Sequence[str], reader: Organiser
) -> list[Told]:
    """`returns` are the ids of those that can be brought back, if there is anything to tell of them.

    Moments of each are told in its zone.
    """
    names = await names_of(db, [(each.kind, values) for each in changes for values in (each.before, each.after)])
    things = await named(db, [(each.about_kind, each.about_id) for each in changes])
    receipts, signed = await _receipts(db, changes), await _signed(db, changes)
    return [
        Told(
            id=each.id,
            at=each.at,
            zone=zone,
            by=each.by,
            sentence=_sentence(each),
            label=_label(each, things),
            about=addresses.office_log(each.about_kind, each.about_id) if each.about_kind and each.about_id else None,
            facts=its,
            is_gone=each.did == "deleted",
            is_private=each.kind in activity.SECRET_KINDS,
            can_return=each.id in returns and bool(its),
            receipt=receipts.get(each.row_id) if each.kind == "receipts" else None,
        )
        for each, zone in zip(changes, zones, strict=True)
        for after in [{} if each.did == "deleted" else each.after]
        for is_ours in [reader.reads_notes_of(each.organisation_id)]
        for its in [facts(each.kind, each.before, after, names, zone, is_ours=is_ours)]
        for its in [its + [fact for step in signed.pop((each.row_id, each.at), ()) for fact in _written(*step)]]
    ]


def facts(
    kind: str, before: dict[str, Any], after: dict[str, Any], names: Names, zone: str, *, is_ours: bool
) -> list[Fact]:
    """In words, what nobody would ask for left out; so is what is for the office, unless that is ours."""
    columns = _columns(kind)
    shown = [
        name for name in (after or before) if name in columns and (is_ours or not columns[name].info.get("for_office"))
    ]
    said = (_fact(columns[name], before.get(name), after.get(name), names, zone) for name in shown)
    return [each for each in said if each.before != each.after]


async def names_of(db: AsyncSession, values: Iterable[tuple[str, dict[str, Any]]]) -> Names:
    """What the rows are called that these values name by their ids."""
    wanted: list[tuple[str | None, UUID | None]] = []
    for kind, those in values:
        columns = _columns(kind)
        targets = ((_target(columns[name]), value) for name, value in those.items() if value and name in columns)
        wanted += [(target, UUID(value)) for target, value in targets if target]
    return await named(db, wanted)


async def named(db: AsyncSession, keys: Iterable[tuple[str | None, UUID | None]]) -> Names:
    """What rows are called, by their kind and id."""
    ids: dict[str, set[UUID]] = {}
    for kind, id in keys:
        if kind and id:
            ids.setdefault(kind, set()).add(id)
    names: Names = {}
    for kind, wanted in ids.items():
        query = None
        if kind == "releases":  # each version has its own words; the last are those people know
            query = select(ReleaseVersion.release_id, ReleaseVersion.headline).order_by(ReleaseVersion.number)
            query = query.where(held(ReleaseVersion, ReleaseVersion.release_id.in_(wanted)))
        elif label := _label_of(kind):
            row = _classes()[kind]
            query = select(row.id, getattr(row, label)).where(held(row, row.id.in_(wanted)))
        if query is not None:
            names |= {(kind, id): name for id, name in await db.execute(query) if name}
    return names


def _label(change: Activity, things: Names) -> str | None:
    """What it is called; what has no name of its own goes by that of the thing it is part of."""
    named = things.get((change.about_kind or "", change.about_id or UUID(int=0)))
    return named if change.label is None or change.kind == "releases" else change.label


def _sentence(change: Activity) -> str:
    """`added a speaker`, `changed the event`, `moved the speaker`"""
    if change.kind == "receipts":
        return "left a receipt"
    words = kind_words(change.kind)
    new = "an" if words[0] in "aeiou" else "a"
    if change.did == "changed" and "position" in change.after and _NEVER.issuperset(change.after):
        return f"moved the {words}"
    return f"{_DID[change.did]} {new if change.did == 'added' else 'the'} {words}"


def kind_words(kind: str) -> str:
    """`speaker`, `item of the running order`"""
    if kind in _CALLED:
        return _CALLED[kind]
    row = _classes().get(kind)
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", row.__name__).lower() if row else kind.replace("_", " ")


def _fact(column: Column[Any], before: Any, after: Any, names: Names, zone: str) -> Fact:
    name = column.key
    label = _WORDS.get(name) or re.sub(r"_(id|at)$", "", name).replace("_", " ")
    was, becomes = in_words(column, before, names, zone), in_words(column, after, names, zone)
    differing = differences.between(was, becomes) if was and becomes and len(was + becomes) > _LONG else ()
    return Fact(name, label[:1].upper() + label[1:], was, becomes, differing)


def in_words(column: Column[Any], value: Any, names: Names, zone: str) -> str | None:
    """A value as the log keeps it, as people say it; None where it was left empty."""
    if value in (None, "", []):
        return None
    if target := _target(column):
        return names.get((target, UUID(value)), f"one {kind_words(target)}")
    if column.key == "language":
        return wording.exact_language(value)
    match column.type:
        case Instant():
            return times.newsroom(datetime.fromisoformat(value), zone)
        case Date():
            return times.full_day(date.fromisoformat(value))
        case Time():
            return times.clock(time.fromisoformat(value))
        case Boolean():
            return "yes" if value else "no"
    return "; ".join(map(str, value)) if isinstance(value, list) else str(value)


async def _receipts(db: AsyncSession, changes: Sequence[Activity]) -> dict[str, Receipt]:
    ids = [UUID(each.row_id) for each in changes if each.kind == "receipts"]
    if not ids:
        return {}
    return {str(each.id): each for each in await db.scalars(select(Receipt).where(Receipt.id.in_(ids)))}


async def _signed(db: AsyncSession, changes: Sequence[Activity]) -> dict[tuple[str, datetime], list[Signed]]:
    """What was written in signing off, by the approval and the moment: kept with it, for the log to tell."""
    lines = [each for each in changes if each.kind == "approvals"]
    if not lines:
        return {}
    ids, moments = {UUID(each.row_id) for each in lines}, {each.at for each in lines}
    query = select(ApprovalStep, Approval.subject).join(Approval, Approval.id == ApprovalStep.approval_id)
    query = query.where(ApprovalStep.approval_id.in_(ids), ApprovalStep.at.in_(moments)).order_by(ApprovalStep.id)
    found: dict[tuple[str, datetime], list[Signed]] = {}
    for step, subject in await db.execute(query):
        found.setdefault((str(step.approval_id), step.at), []).append((step, subject))
    return found


def _written(step: ApprovalStep, subject: Subject) -> Iterator[Fact]:
    """The reason for going on without is a column of the approval."""
    if step.comment and step.did is not State.OVERRIDDEN:
        yield Fact("comment", "Comment", None, step.comment)
    if step.suggestion:
        suggested = tuple(standings.suggested(step, subject))
        yield Fact("suggestion", "Suggested wording", None, step.suggestion, suggested)


@cache
def _columns(kind: str) -> dict[str, Column[Any]]:
    table = Base.metadata.tables.get(kind)
    if table is None:
        return {}
    return {each.key: each for each in table.columns if each.key not in _NEVER and not each.info.get("derived")}


@cache
def _classes() -> dict[str, Any]:
    return {str(each.class_.__tablename__): each.class_ for each in Base.registry.mappers}


def _target(column: Column[Any]) -> str | None:
    return next((each.column.table.name for each in column.foreign_keys), None)


def _label_of(kind: str) -> str | None:
    return next((name for name in _LABELS if name in _columns(kind)), None)
