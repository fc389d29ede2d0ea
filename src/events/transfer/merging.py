"""Joins the records of a file with the rows that there are: by uid, and parts without one by what they join."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from pydantic import BaseModel
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from events.calendar.models import EntryLife, FeedPart, Tombstone
from events.people.models import Boilerplate
from events.press.models import ReleaseVersion
from events.programme.occasions import FormerTime
from events.storage.base import Base
from events.transfer.document import Kind

_AT_ONCE = 500
_WAS_TOLD = EntryLife | FeedPart | FormerTime | Tombstone  # to whoever reads here: no file has told them otherwise
Key = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Given:
    """One record of the file: where it stands, the root record it is in, and the id of the record around it."""

    path: str
    root: str
    record: BaseModel
    parent: UUID | None = None
    index: int = 0


@dataclass(slots=True)
class Joined:
    """A record and what it makes of its row, which there is or is not yet."""

    kind: Kind
    given: Given
    row: Base | None
    after: dict[str, Any]  # the columns that the record gives another value than before

    @property
    def is_new(self) -> bool:
        return self.row is None

    @property
    def is_changed(self) -> bool:
        return self.row is None or bool(self.after)

    @property
    def id(self) -> UUID:
        uid: UUID = self.given.record.uid  # type: ignore[attr-defined]
        return uid

    def value(self, key: str) -> Any:
        """What a column will hold."""
        return self.after.get(key) if key in self.after or self.row is None else getattr(self.row, key)

    def made(self) -> Base:
        """The row with what the record gives."""
        if self.row is None:
            return self.kind.row(**self.after)
        for key, value in self.after.items():
            setattr(self.row, key, value)
        return self.row


@dataclass(frozen=True, slots=True)
class Missing:
    """A row that stood in a list and does no more; one that `stays` is history, which no file takes away."""

    kind: Kind
    path: str
    root: str
    row: Base
    stays: bool


@dataclass
class Merged:
    """What becomes of some records of one kind, and of all their parts."""

    joined: list[Joined] = field(default_factory=list)
    missing: list[Missing] = field(default_factory=list)

    @property
    def deleted(self) -> Iterator[Missing]:
        """Parts before what they are part of."""
        return (each for each in reversed(self.missing) if not each.stays)


def inside(part: Kind, path: str, record: BaseModel) -> Iterator[tuple[str, BaseModel]]:
    """The parts of one kind that a record has, each with its path."""
    path, found = f"{path}.{part.name}", getattr(record, part.name)
    if not part.is_single:
        yield from ((f"{path}[{index}]", each) for index, each in enumerate(found))
    elif found is not None:
        yield path, found


@dataclass(frozen=True, slots=True)
class _List:
    """A list of the file that says which parts a row has."""

    path: str
    root: str


async def merge(db: AsyncSession, kind: Kind, given: list[Given]) -> Merged:
    """Finds the rows of the records, and changes nothing yet."""
    merged = Merged()
    await _merge(db, kind, given, {}, merged)
    return merged


async def _merge(db: AsyncSession, kind: Kind, given: list[Given], lists: Mapping[UUID, _List], merged: Merged) -> None:
    there = await _there(db, kind, given, lists)
    joined = [_join(kind, each, there.pop(_key(kind, each), None)) for each in given]
    missing = [_missing(kind, lists[_parent(kind, row)], row) for row in there.values() if _parent(kind, row) in lists]
    merged.joined += joined
    merged.missing += missing
    for part in kind.parts:
        inner: list[Given] = []
        said: dict[UUID, _List] = {}
        for each in joined:
            if part.name in each.given.record.model_fields_set:
                said[each.id] = _List(f"{each.given.path}.{part.name}", each.given.root)
                found = inside(part, each.given.path, each.given.record)
                inner += (Given(path, each.given.root, record, each.id, at) for at, (path, record) in enumerate(found))
        said |= {each.row.id: _List(each.path, each.root) for each in missing if not each.stays}  # type: ignore[attr-defined]
        if said:
            await _merge(db, part, inner, said, merged)


async def _there(db: AsyncSession, kind: Kind, given: Iterable[Given], lists: Mapping[UUID, _List]) -> dict[Key, Base]:
    """The rows that the records may be about, and those of the lists that they are in."""
    asked: dict[str, list[Any]] = {}
    if kind.has_uid or not kind.parent:
        own = kind.key[0]
        asked[own.key] = [getattr(each.record, own.name) for each in given]
    if kind.parent:
        asked[kind.parent] = list(lists)
    rows: dict[Key, Base] = {}
    for column, values in asked.items():
        for start in range(0, len(values), _AT_ONCE):
            some = getattr(kind.row, column).in_(values[start : start + _AT_ONCE])
            rows |= {_row_key(kind, row): row for row in await db.scalars(select(kind.row).where(some))}
    return rows


def _join(kind: Kind, given: Given, row: Base | None) -> Joined:
    """A new row takes defaults where its record says nothing, one that we have keeps what it has."""
    said = given.record.model_fields_set
    values = {fact.key: getattr(given.record, fact.name) for fact in kind.facts if row is None or fact.name in said}
    if kind.parent:
        values[kind.parent] = given.parent
    if kind.has_position and "position" not in said:
        values["position"] = given.index
    if isinstance(row, _WAS_TOLD):
        values = {}  # an entry that is served goes on from where it is
    elif row is not None:
        values = {key: value for key, value in values.items() if getattr(row, key) != value}
    return Joined(kind, given, row, values)


def _missing(kind: Kind, said: _List, row: Base) -> Missing:
    is_kept = isinstance(row, Boilerplate | _WAS_TOLD)
    stays = is_kept or (isinstance(row, ReleaseVersion) and row.issued_at is not None)
    return Missing(kind, said.path, said.root, row, stays)


def _key(kind: Kind, given: Given) -> Key:
    own = tuple(getattr(given.record, fact.name) for fact in kind.key)
    return own if kind.has_uid else (given.parent, *own)


def _row_key(kind: Kind, row: Base) -> Key:
    own = tuple(getattr(row, fact.key) for fact in kind.key)
    return own if kind.has_uid else (_parent(kind, row), *own)


def _parent(kind: Kind, row: Base) -> Any:
    return getattr(row, kind.parent) if kind.parent else None
