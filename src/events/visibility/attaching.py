"""What rows name, list or hold, loaded beside them as far as a reader may see it, by statements that are made once."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import selectinload
from sqlalchemy.orm.attributes import set_committed_value

from events.storage.chunks import THESE
from events.visibility import alike
from events.visibility.alike import Likeness
from events.visibility.policy import Reader, Rule, Sight, asked, mark, written

# Rows, and one of their relations to what a foreign key names.
Naming = tuple[Iterable[Any], Any]


async def attach(
    db: AsyncSession, kind: Any, named: Iterable[Naming], *further: Any, reader: Reader, now: datetime
) -> None:
    """Loads what rows name by a foreign key, as far as this reader may see it; what they may not is None.

    With these `further` relations of its own. The same as `selectinload(relation.and_(visible(...)))`, but with one
    query for all relations to a kind, made once for all readers alike: a policy in the options of a query is read
    again for each of its loads, and that took most of a page's time.
    """
    wanted = [(row, relation, _foreign_key(row, relation)) for rows, relation in named for row in rows]
    found = {}
    if keys := {key for _, _, key in wanted if key}:
        query = _named(kind, further, alike.likeness(reader))
        found = {row.id: row for row in await db.scalars(query, {"ids": [*keys], **alike.given(reader, now)})}
    for row, relation, key in wanted:
        set_committed_value(row, relation.key, found.get(key))


async def attach_listed(
    db: AsyncSession, rows: Sequence[Any], relation: Any, *further: Any, reader: Reader, now: datetime
) -> None:
    """The same for what rows list by a table in between: in the order of the relation, as far as it may be seen."""
    await _attach_listed(db, rows, relation, further, Sight.of, reader, now)


async def attach_reached(
    db: AsyncSession, rows: Sequence[Any], relation: Any, *, reader: Reader, now: datetime
) -> None:
    """The same for what each of these rows, which the reader sees, makes visible, as an event does its topics."""
    await _attach_listed(db, rows, relation, (), Sight.of_reached, reader, now)


async def attach_parts(db: AsyncSession, rows: Sequence[Any], *relations: Any) -> None:
    """The same for what is part of these rows, which the reader sees: all of it, in the order of each relation."""
    for each in relations:
        await _attach_parts(db, rows, each, _parts(each), {})


async def attach_seen_parts(
    db: AsyncSession, rows: Sequence[Any], relation: Any, *, reader: Reader, now: datetime
) -> None:
    """Those parts of these rows that this reader may see already, in the order of the relation."""
    query = _seen_parts(relation, alike.likeness(reader))
    await _attach_parts(db, rows, relation, query, alike.given(reader, now))


async def _attach_parts(
    db: AsyncSession, rows: Sequence[Any], relation: Any, query: Select[Any], given: dict[str, Any]
) -> None:
    [(own, naming)] = relation.property.local_remote_pairs
    parts: dict[Any, list[Any]] = {getattr(row, own.key): [] for row in rows}
    if parts:
        for part in await db.scalars(query, {"ids": [*parts], **given}):
            parts[getattr(part, naming.key)].append(part)
    for row in rows:
        set_committed_value(row, relation.key, parts[getattr(row, own.key)])


async def _attach_listed(
    db: AsyncSession,
    rows: Sequence[Any],
    relation: Any,
    further: tuple[Any, ...],
    rule: Rule,
    reader: Reader,
    now: datetime,
) -> None:
    [(own, _)] = relation.property.synchronize_pairs
    listed: dict[Any, list[Any]] = {getattr(row, own.key): [] for row in rows}
    if listed:
        query = _listed(relation, further, rule, alike.likeness(reader))
        for key, found in await db.execute(query, {"ids": [*listed], **alike.given(reader, now)}):
            listed[key].append(found)
    for row in rows:
        set_committed_value(row, relation.key, listed[getattr(row, own.key)])


@cache
def _named(kind: Any, further: tuple[Any, ...], likeness: Likeness) -> Select[Any]:
    seen = written(Sight.of, kind, alike.sight(likeness))
    return select(kind).where(kind.id.in_(THESE), seen).options(*map(selectinload, further))


@cache
def _listed(relation: Any, further: tuple[Any, ...], rule: Rule, likeness: Likeness) -> Select[Any]:
    its = relation.property
    [(_, naming)], [(other, named)] = its.synchronize_pairs, its.secondary_synchronize_pairs
    kind: Any = its.mapper.class_
    seen = written(rule, kind, alike.sight(likeness))
    query = select(naming, kind).join(kind, named == other).where(naming.in_(THESE), seen, asked(relation.class_))
    return query.order_by(*its.order_by).options(*map(selectinload, further))


@cache
def _parts(relation: Any) -> Select[Any]:
    its = relation.property
    [(_, naming)] = its.local_remote_pairs
    asked = map(mark, sorted(naming.table.info.get("part_of", ())))
    return select(its.mapper.class_).where(naming.in_(THESE), *asked).order_by(*(its.order_by or ()))


@cache
def _seen_parts(relation: Any, likeness: Likeness) -> Select[Any]:
    return _parts(relation).where(written(Sight.of, relation.property.mapper.class_, alike.sight(likeness)))


def _foreign_key(row: Any, relation: Any) -> UUID | None:
    key: UUID | None = getattr(row, relation.property.local_remote_pairs[0][0].key)
    return key
