"""What one record alone cannot tell: uids and slugs given twice, references to nothing, rules across fields."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import cache, partial
from typing import Any
from uuid import UUID

from pydantic import BaseModel
from sqlalchemy import Table, UniqueConstraint, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from events import times
from events.programme.occasions import Event, ItemSpeaker, ProgrammeItem, Speaker
from events.storage.base import Base
from events.transfer import rules
from events.transfer.document import Kind
from events.transfer.merging import Joined, Merged, Missing, inside
from events.transfer.mistakes import Mistakes

_AT_ONCE = 500


class Check:
    """Looks at what would become of each record, and remembers what can only be told at the end."""

    def __init__(self, mistakes: Mistakes) -> None:
        self.mistakes = mistakes
        self.in_the_way: set[UUID] = set()  # rows that give up what others take, and so have to go first
        self._uids: defaultdict[str, set[Any]] = defaultdict(set)
        self._unread: defaultdict[str, set[UUID]] = defaultdict(set)
        self._wanted: defaultdict[str, dict[UUID, list[str]]] = defaultdict(dict)
        self._taken: dict[tuple[Any, ...], str] = {}
        self._holders: list[tuple[str, UUID, str, str]] = []
        self._deleted: defaultdict[str, dict[UUID, str]] = defaultdict(dict)
        self._speaking: dict[UUID, str] = {}

    def note(self, kind: Kind, path: str, record: BaseModel, beside: set[Any] | None = None) -> bool:
        """Notes what tells a record and its parts from others; whether all of it was new."""
        key = tuple(getattr(record, fact.name) for fact in kind.key)
        noted: set[Any] = self._uids[kind.table.name] if beside is None or kind.has_uid else beside
        told = key[0] if kind.has_uid else key
        is_new = not key or told not in noted
        if is_new:
            noted.add(told)
        else:
            self.mistakes.add(f"{path}.{kind.key[0].name}", "is that of another record in this file")
        for part in kind.parts:
            siblings: set[Any] = set()
            for inner, each in inside(part, path, record):
                is_new &= self.note(part, inner, each, siblings)
        return is_new

    def note_unread(self, kind: Kind, value: Any) -> None:
        """The uids of a record with mistakes, so that what refers to it is not a mistake too."""
        if not isinstance(value, dict):
            return
        if kind.has_uid:
            with suppress(ValueError):
                self._unread[kind.table.name].add(UUID(str(value.get("uid"))))
        for part in kind.parts:
            found = value.get(part.name)
            for each in found if isinstance(found, list) else []:
                self.note_unread(part, each)

    async def look(self, db: AsyncSession, merged: Merged) -> None:
        within: dict[tuple[Any, ...], str] = {}
        for missing in merged.missing:
            if missing.stays:
                value = partial(getattr, missing.row)
                within |= dict.fromkeys(_unique_values(missing.kind, value, within=True), missing.path)
            elif missing.kind.has_uid:
                self._deleted[missing.kind.table.name][missing.row.id] = missing.path  # type: ignore[attr-defined]
        for joined in merged.joined:
            self._look_alone(joined)
            self._look_among(joined, within)
            self._note_references(joined)
            if joined.kind.row is ItemSpeaker and joined.is_changed:
                self._speaking[joined.id] = f"{joined.given.path}.speaker"
        await self._note_holders(db, merged.joined)

    async def finish(self, db: AsyncSession) -> None:
        """What had to wait until all of the file was seen."""
        for table, paths in self._wanted.items():
            await self._look_for(db, Base.metadata.tables[table], paths)
        for table_name, holder, path, field in self._holders:
            if holder in self._uids[table_name]:
                self.in_the_way.add(holder)
            else:
                self.mistakes.add(f"{path}.{field}", "is that of another record in the database")

    async def still_named(self, db: AsyncSession, deleted: Iterable[Missing]) -> None:
        """After the writing: what was deleted and is still referred to."""
        gone: defaultdict[str, dict[UUID, str]] = defaultdict(dict)
        for each in deleted:
            if each.kind.has_uid:
                gone[each.kind.table.name][each.row.id] = each.path  # type: ignore[attr-defined]
        for table in Base.metadata.tables.values():
            for column in table.columns:
                target = next((key.column.table.name for key in column.foreign_keys), "")
                for ids in _chunks(gone.get(target, {})):
                    for uid in set((await db.scalars(select(column).where(column.in_(ids)))).all()):
                        self.mistakes.add(gone[target][uid], f"lacks {uid}, which {table.name} still refer to")

    async def on_stage_elsewhere(self, db: AsyncSession) -> None:
        """After the writing: who speaks in an item of an event on whose panel they are not."""
        for ids in _chunks(self._speaking):
            for link in await db.scalars(_ELSEWHERE.where(ItemSpeaker.id.in_(ids))):
                self.mistakes.add(self._speaking[link], "is on the panel of another event")

    def _look_alone(self, joined: Joined) -> None:
        kind, path, value = joined.kind, joined.given.path, joined.value
        if joined.row is not None and kind.parent in joined.after:
            self.mistakes.add(f"{path}.uid", "is part of something else in the database, and cannot move")
            return
        if (
            kind.row is Event
            and joined.value("withdrawn_at") is None
            and getattr(joined.given.record, "tombstone", None)
        ):
            self.mistakes.add(f"{path}.tombstone", "is of an event that is not withdrawn")
        for key in rules.overwritten(joined.row, joined.after):
            self.mistakes.add(f"{path}.{_name(kind, key)}", "is never overwritten; add a version")
        if not joined.is_changed:
            return
        if kind.row is Event:
            event = joined.made()
            assert isinstance(event, Event)
            if unsettled := _unsettled(event):
                self.mistakes.add(f"{path}.{unsettled[0]}", unsettled[1])
                return
            value = partial(getattr, event)
        for name, sentence in rules.broken(kind.table, value):
            self.mistakes.add(f"{path}.{name}", sentence)

    def _look_among(self, joined: Joined, within: dict[tuple[Any, ...], str]) -> None:
        for taken, is_within in ((within, True), (self._taken, False)):
            for value in _unique_values(joined.kind, joined.value, within=is_within):
                if value in taken:
                    path = f"{joined.given.path}.{_name(joined.kind, value[1][-1])}"
                    self.mistakes.add(path, f"is also that of {taken[value]}")
                else:
                    taken[value] = joined.given.path

    def _note_references(self, joined: Joined) -> None:
        for fact in joined.kind.facts:
            target = joined.value("kind") if fact.key in joined.kind.naming else fact.target
            uid = joined.value(fact.key) if target else None
            if uid is not None and target and uid not in self._uids[target]:
                self._wanted[target].setdefault(uid, []).append(f"{joined.given.path}.{fact.name}")

    async def _note_holders(self, db: AsyncSession, joined: list[Joined]) -> None:
        """Rows of the database that have what a record wants for itself alone."""
        wanted: defaultdict[tuple[str, ...], dict[tuple[Any, ...], Joined]] = defaultdict(dict)
        for each in joined:
            if each.is_changed:
                for name, columns, values in _unique_values(each.kind, each.value, within=False):
                    wanted[(name, *columns)][values] = each
        for (name, *columns), by_values in wanted.items():
            table = Base.metadata.tables[name]
            unique = [table.c[column] for column in columns]
            for some in _chunks(by_values):
                query = select(table.c.id, *unique).where(tuple_(*unique).in_(some))
                for holder, *values in await db.execute(query):
                    own = by_values[tuple(values)]
                    if holder != own.id:
                        self._holders.append((name, holder, own.given.path, _name(own.kind, columns[-1])))

    async def _look_for(self, db: AsyncSession, table: Table, paths: dict[UUID, list[str]]) -> None:
        given = self._uids[table.name] | self._unread[table.name]
        lost = {uid: at for uid, at in paths.items() if uid not in given}
        for ids in _chunks(lost):
            there = set(await db.scalars(select(table.c.id).where(table.c.id.in_(ids))))
            for uid in ids:
                if uid not in there or uid in self._deleted[table.name]:
                    for path in lost[uid]:
                        self.mistakes.add(path, f"is not the uid of anything in {table.name}, here or in the database")


_ELSEWHERE = (
    select(ItemSpeaker.id)
    .join(ProgrammeItem, ProgrammeItem.id == ItemSpeaker.item_id)
    .join(Speaker, Speaker.id == ItemSpeaker.speaker_id)
    .where(ProgrammeItem.event_id != Speaker.event_id)
)


def _unsettled(event: Event) -> tuple[str, str] | None:
    """Which of an event's wall times is no moment, and why."""
    event.starts_at = event.ends_at = None
    try:
        event.settle()
    except (times.DoesNotExist, times.ExistsTwice) as error:
        name = "starts" if event.starts_at is None else "doors" if event.ends_at or not event.ends else "ends"
        return name, f"{error} ({name}_second)" if isinstance(error, times.ExistsTwice) else str(error)
    return None


def _unique_values(kind: Kind, value: Callable[[str], Any], *, within: bool) -> Iterator[tuple[Any, ...]]:
    """What a row must have alone, within its parent or at all: the table, the columns, and their values."""
    for columns in _unique(kind.table):
        if (kind.parent in columns) is within:
            values = tuple(value(column) for column in columns)
            if None not in values:
                yield kind.table.name, columns, values


@cache
def _unique(table: Table) -> list[tuple[str, ...]]:
    found = [each for each in table.constraints if isinstance(each, UniqueConstraint)]
    return sorted(tuple(column.key for column in each.columns) for each in found)


def _name(kind: Kind, key: str) -> str:
    return next((fact.name for fact in kind.facts if fact.key == key), key)


def _chunks(values: Iterable[Any]) -> Iterator[list[Any]]:
    every = list(values)
    return (every[start : start + _AT_ONCE] for start in range(0, len(every), _AT_ONCE))
