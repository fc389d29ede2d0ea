"""The activity log: every change with who, when, before and after."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, datetime, time
from enum import Enum
from typing import Any
from uuid import UUID

from sqlalchemy import func, insert, inspect, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from events.accounts import about
from events.accounts.about import About
from events.accounts.models import Activity
from events.storage import By, Change, Changes, Did
from events.storage.base import Base, Identified, kind_of
from events.storage.chunks import chunks

# The columns by which a row is known again, and the fields of forms that fill them.
LABELS = ("title", "headline", "name", "text", "url", "slug")
_CHUNK = 5_000
_HEIRS = "heirs"  # in what a session knows

# What the log never repeats: it would outlive its own deletion there, and others read of the address of a stranger.
SECRET_KINDS = frozenset({"private_facts", "accounts", "host_invitations"})

# What has no name of its own: that one was added says nothing without whom it joins to what.
_TELLING = frozenset({"memberships", "hosts", "listed_posts", "item_speakers", "event_publications"})


async def record(db: AsyncSession, changes: Changes, now: datetime, by: By) -> None:
    """Writes one line for each change; of a new row mostly that it is new, since its values are where it is."""
    abouts = await about.of(db, [change.row for change in changes.every])
    for some in chunks(_lines(changes, abouts, now, by, db.info.get(_HEIRS, {})), _CHUNK):
        await db.execute(insert(Activity), some)


def note_merger(db: AsyncSession, gone: Identified, kept: Identified) -> None:
    """Whatever named the one that goes in this transaction is to name the other, also once it is brought back."""
    db.info.setdefault(_HEIRS, {})[gone.id] = kept.id


async def heir(db: AsyncSession, kind: str, id: UUID) -> UUID:
    """What a row became that is gone: the one into which it was merged, and that into another; else it is the same."""
    while True:
        last = select(Activity.did, Activity.after).where(Activity.kind == kind, Activity.row_id == str(id))
        found = (await db.execute(last.order_by(Activity.id.desc()).limit(1))).first()
        if found is None or found.did != Did.DELETED.value or "id" not in found.after:
            return id
        id = UUID(found.after["id"])


def key(row: Base) -> str:
    """The row's id, or the ids that together are its key."""
    return "+".join(str(part) for part in inspect(row).mapper.primary_key_from_instance(row))


async def of(
    db: AsyncSession, rows: Collection[tuple[str, str]], *, by: str | None = None, limit: int = 50, offset: int = 0
) -> tuple[Sequence[Activity], int]:
    """What became of these rows, given by kind and key, the latest first; and how many changes that is in all."""
    keys: dict[str, list[str]] = {}
    for kind, row_id in rows:
        keys.setdefault(kind, []).append(row_id)
    which = or_(*((Activity.kind == kind) & Activity.row_id.in_(ids) for kind, ids in keys.items()))
    wanted = [which] if by is None else [which, Activity.by == by]
    count = await db.scalar(select(func.count()).select_from(Activity).where(*wanted))
    query = select(Activity).where(*wanted).order_by(Activity.id.desc()).limit(limit).offset(offset)
    return (await db.scalars(query)).all(), count or 0


def about_of(change: Activity) -> About:
    """What it was about at the time."""
    thing = (change.about_kind, change.about_id) if change.about_kind and change.about_id else None
    return About(thing, change.launch_id, change.organisation_id)


def _lines(
    changes: Changes, abouts: Sequence[About], now: datetime, by: By, heirs: Mapping[UUID, UUID]
) -> Iterator[dict[str, Any]]:
    for change, its in zip(changes.every, abouts, strict=True):
        about_kind, about_id = its.thing or (None, None)
        yield {
            "at": now,
            "by": by.name,
            "account_id": by.account_id,
            "did": change.did.value,
            "kind": kind_of(change.row),
            "row_id": key(change.row),
            "label": _label(change),
            "about_kind": about_kind,
            "about_id": about_id,
            "launch_id": its.launch_id,
            "organisation_id": its.organisation_id,
            "before": _plain(change.before, change),
            "after": _plain(change.after or _joined(change) or _became(change, heirs), change),
        }


def _label(change: Change[Base]) -> str | None:
    if kind_of(change.row) in SECRET_KINDS:
        return None
    found = next((value for name in LABELS if isinstance(value := getattr(change.row, name, None), str)), None)
    return found and found.replace("\n", " ")[:250]


def _joined(change: Change[Base]) -> dict[str, Any]:
    row = change.row
    if change.did is not Did.ADDED or kind_of(row) not in _TELLING:
        return {}
    return {each.key: getattr(row, each.key) for each in inspect(row).mapper.column_attrs}


def _became(change: Change[Base], heirs: Mapping[UUID, UUID]) -> dict[str, Any]:
    if change.did is not Did.DELETED or not isinstance(change.row, Identified):
        return {}
    return {"id": heirs[change.row.id]} if change.row.id in heirs else {}


def _plain(values: dict[str, Any], change: Change[Base]) -> dict[str, Any]:
    if kind_of(change.row) in SECRET_KINDS:
        return dict.fromkeys(values)
    return plain(values)


def plain(values: dict[str, Any]) -> dict[str, Any]:
    """Values of a row as the log keeps them."""
    return {name: _json(value) for name, value in values.items()}


def _json(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    return (
        value.isoformat()
        if isinstance(value, datetime | date | time)
        else str(value)
        if isinstance(value, UUID)
        else value
    )
