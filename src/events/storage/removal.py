"""Rows that go for good, with all that is part of them: removed one by one, so that the log and the search see each."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import ForeignKey, select
from sqlalchemy.ext.asyncio import AsyncSession

from events.storage import files
from events.storage.base import Addressed, Base, kind_of
from events.storage.changes import leaves_a_trace
from events.storage.slugs import FormerSlug


async def remove(db: AsyncSession, row: Base) -> None:
    """Deletes a row, what would be deleted with it, and links to it; and the files that nothing uses then.

    What merely names the row forgets it. What cannot be without it, and is no part of it, has to go before.
    """
    await db.flush()
    used = await _remove(db, row)
    await files.drop_unused(db, used)


async def _remove(db: AsyncSession, row: Base) -> set[Any]:
    """The ids of the files that it and its parts used."""
    used = {getattr(row, key.parent.name) for key in _keys(type(row)) if key.target_fullname == "files.id"}
    for kind, key in _pointing_at(kind_of(row)):
        column = kind.__mapper__.get_property_by_column(key.parent).key
        for each in await db.scalars(select(kind).where(getattr(kind, column) == row.id)):  # type: ignore[attr-defined]
            if key.ondelete == "CASCADE" or key.parent.primary_key:
                used |= await _remove(db, each)
            else:
                setattr(each, column, None)
    if isinstance(row, Addressed):
        former = select(FormerSlug).where(FormerSlug.kind == kind_of(row), FormerSlug.row_id == row.id)
        for slug in await db.scalars(former):
            await db.delete(slug)
    await db.delete(row)
    await db.flush()  # parts before what they are part of
    return used - {None}


def _pointing_at(table: str) -> Iterator[tuple[type[Base], ForeignKey]]:
    """Kinds of rows that name rows of a table, and how; what leaves no trace follows by itself."""
    for mapper in Base.registry.mappers:
        kind = mapper.class_
        if leaves_a_trace(kind):
            yield from ((kind, key) for key in _keys(kind) if key.target_fullname == f"{table}.id")


def _keys(kind: type[Base]) -> set[ForeignKey]:
    return set(kind.__table__.foreign_keys)
