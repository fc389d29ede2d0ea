"""What one transaction changed: collected at every flush, with the values before and after."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Generic, TypeVar, cast
from uuid import UUID

from sqlalchemy import TextClause, inspect
from sqlalchemy.orm import ORMExecuteState, Session, UOWTransaction

from events.storage.base import Base, Identified, kind_of

Row = TypeVar("Row", bound=Base)


class Did(StrEnum):
    ADDED = "added"
    CHANGED = "changed"
    DELETED = "deleted"


@dataclass(frozen=True)
class By:
    """Who changed something: an account and the organisations it works for, or one of our own commands by its name."""

    name: str
    account_id: UUID | None = None
    organisations: frozenset[UUID] = frozenset()


@dataclass(frozen=True)
class Change(Generic[Row]):
    """One row and what became of it; `before` and `after` hold the columns that differ."""

    row: Row
    did: Did
    before: dict[str, Any] = field(default_factory=dict)
    after: dict[str, Any] = field(default_factory=dict)

    def touches(self, *columns: str) -> bool:
        """Whether any of these columns has another value than before; always so for a new or deleted row."""
        return self.did is not Did.CHANGED or any(column in self.after for column in columns)

    def values(self, column: str) -> Iterator[Any]:
        """What a column holds now and held before, without repetition: both parents of a moved row."""
        seen = {getattr(self.row, column), self.before.get(column)}
        return (value for value in seen if value is not None)


@dataclass
class Changes:
    """All changes of a transaction, in the order in which they reached the database."""

    every: list[Change[Base]] = field(default_factory=list)

    def of(self, *kinds: type[Row]) -> Iterator[Change[Row]]:
        return (cast("Change[Row]", each) for each in self.every if isinstance(each.row, kinds))

    def ids(self, kind: type[Base], *, did: Did | None = None) -> set[UUID]:
        """Ids of the rows of a kind that changed, or to which one thing in particular happened."""
        return _ids(change for change in self.of(kind) if did in (None, change.did))

    def touching(self, kind: type[Base], *columns: str) -> set[UUID]:
        """Ids of the rows of a kind of which any of these columns has another value, as in `Change.touches`."""
        return _ids(change for change in self.of(kind) if change.touches(*columns))

    def __bool__(self) -> bool:
        return bool(self.every)


def _ids(changes: Iterable[Change[Base]]) -> set[UUID]:
    return {change.row.id for change in changes if isinstance(change.row, Identified)}


class BulkWrite(RuntimeError):
    """A statement that would change a watched table without anybody noticing what changed."""


def collect(session: Session, _flushing: UOWTransaction) -> None:
    """The `after_flush` hook of a writing session: keeps each row's history before the flush forgets it."""
    changes: Changes | None = session.info.get("changes")
    if changes is None:
        return
    for row in filter(_is_watched, session.new):
        changes.every.append(Change(row, Did.ADDED))
    for row in filter(_is_watched, session.dirty):
        before, after = _history(row)
        if after:
            changes.every.append(Change(row, Did.CHANGED, before, after))
    for row in (each for each in session.deleted if leaves_a_trace(type(each))):
        changes.every.append(Change(row, Did.DELETED, before=_columns(row)))


def refuse_bulk_writes(state: ORMExecuteState) -> None:
    """The `do_orm_execute` hook of a writing session: watched rows change through the session only."""
    if state.session.info.get("changes") is None:
        return
    if isinstance(state.statement, TextClause):
        raise BulkWrite("Nobody can see what SQL written as text changes.")
    if state.is_insert or state.is_update or state.is_delete:
        table = state.statement.table  # type: ignore[attr-defined]
        if table.info.get("watched", True):
            raise BulkWrite(f"Change the rows of {table.name} through the session, so that what follows is seen.")


def _is_watched(row: Base) -> bool:
    """What only follows from other rows, or is no content, is written without anybody asking what changed."""
    return bool(_info(type(row)).get("watched", True))


def leaves_a_trace(kind: type[Base]) -> bool:
    """Whether the removal of a row is seen: also of what is not watched, but comes back with what it is part of."""
    return bool(_info(kind).get("watched", True) or _info(kind).get("returns"))


def _info(kind: type[Base]) -> dict[str, bool]:
    return Base.metadata.tables[kind_of(kind)].info


def _history(row: Base) -> tuple[dict[str, Any], dict[str, Any]]:
    before, after = {}, {}
    state = inspect(row)
    for column in state.mapper.column_attrs:
        history = state.attrs[column.key].history
        if history.added and history.added != history.deleted:
            before[column.key] = history.deleted[0] if history.deleted else None
            after[column.key] = history.added[0]
    return before, after


def _columns(row: Base) -> dict[str, Any]:
    state = inspect(row)
    return {column.key: state.dict.get(column.key) for column in state.mapper.column_attrs}
