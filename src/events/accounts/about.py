"""What a change is about: the thing it is a part of, its launch, and whose it is, as foreign keys tell.

A listed post is part of a speaker, who is part of an event, which belongs to a launch, which an organisation leads.
The rule is read from the tables, so that a kind of row that comes later is in the log from its first day.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Column, ForeignKey, Table, select
from sqlalchemy.ext.asyncio import AsyncSession

from events.storage.base import Base, kind_of
from events.storage.chunks import chunks
from events.visibility import held

# What has a page of its own in the office.
THINGS = frozenset("launches events publications releases persons organisations series topics venues".split())

_OWNERS = ("launch_id", "organisation_id", "lead_id", "kept_by_id")  # the first of these that a row has
_BEFORE_ALL = {"memberships": "organisation_id"}

Key = tuple[str, UUID]
Parents = Mapping[Key, Key | None]


@dataclass(frozen=True)
class About:
    """All of it may be unknown: an account is part of nothing."""

    thing: Key | None = None
    launch_id: UUID | None = None
    organisation_id: UUID | None = None


async def of(db: AsyncSession, rows: Sequence[Base]) -> list[About]:
    """For each of these rows, new, changed or deleted."""
    own = {key: _parent(row) for row in rows if (key := _key(row))}
    own |= await _users_of_files(db, [id for kind, id in own if kind == "files"])
    above = {parent for row in rows if (parent := _parent(row))} | {parent for parent in own.values() if parent}
    parents = await _with_all_above(db, own, above)
    return [_about([*_upwards(_key(row), _parent(row), parents)]) for row in rows]


async def of_kept(db: AsyncSession, keys: Sequence[Key]) -> list[About]:
    """For each of these rows as it is in the database; of one that is gone, nothing but its key is known."""
    parents = await _with_all_above(db, {}, {*keys})
    return [_about([*_upwards(key, None, parents)]) for key in keys]


def _about(chain: list[Key]) -> About:
    return About(
        thing=next((key for key in chain if key[0] in THINGS), None),
        launch_id=next((id for kind, id in chain if kind == "launches"), None),
        organisation_id=next((id for kind, id in chain if kind == "organisations"), None),
    )


def _upwards(own: Key | None, parent: Key | None, parents: Parents) -> Iterable[Key]:
    """The row and all that it is part of. An organisation is part of nothing, whoever keeps it."""
    if own:
        yield own
        parent = parents.get(own)
    while parent:
        yield parent
        parent = parents.get(parent)


def _key(row: Base) -> Key | None:
    id = getattr(row, "id", None)
    return (kind_of(row), id) if isinstance(id, UUID) else None


def _parent(row: Base) -> Key | None:
    link = _link(kind_of(row))
    value = link and getattr(row, link.parent.key)
    return (link.column.table.name, value) if link and value else None


async def _with_all_above(db: AsyncSession, parents: dict[Key, Key | None], wanted: set[Key]) -> Parents:
    while wanted := {each for each in wanted if each not in parents}:
        found = await _loaded(db, wanted)
        parents |= dict.fromkeys(wanted) | found
        wanted = {parent for parent in found.values() if parent}
    return parents | await _launches_under(db, [key for key in parents if key[0] == "embargoes"])


async def _loaded(db: AsyncSession, keys: Iterable[Key]) -> dict[Key, Key | None]:
    """The parents of rows that did not change themselves."""
    ids: dict[str, list[UUID]] = {}
    for kind, id in keys:
        ids.setdefault(kind, []).append(id)
    found: dict[Key, Key | None] = {}
    for kind, those in ids.items():
        if link := _link(kind):
            row, target = _classes()[kind], link.column.table.name
            for some in chunks(those):
                query = select(row.id, getattr(row, link.parent.key)).where(held(row, row.id.in_(some)))
                found |= {(kind, id): (target, up) if up else None for id, up in await db.execute(query)}
    return found


async def _launches_under(db: AsyncSession, embargoes: Sequence[Key]) -> dict[Key, Key | None]:
    """The one link that points the other way: a launch names its embargo."""
    if not embargoes:
        return {}
    launch = _classes()["launches"]
    under = held(launch, launch.embargo_id.in_([id for _, id in embargoes]))
    query = select(launch.embargo_id, launch.id, launch.lead_id).where(under)
    found: dict[Key, Key | None] = {}
    for embargo_id, id, lead_id in await db.execute(query):
        found |= {("embargoes", embargo_id): ("launches", id), ("launches", id): ("organisations", lead_id)}
    return found


async def _users_of_files(db: AsyncSession, files: Sequence[UUID]) -> dict[Key, Key | None]:
    """A file is part of what shows it, which names the file."""
    found: dict[Key, Key | None] = {}
    for kind, row in _classes().items() if files else ():
        links = [key for key in row.__table__.foreign_keys if key.column.table.name == "files"]
        for link in links if hasattr(row, "id") else ():
            for some in chunks(files):
                query = select(link.parent, row.id).where(held(row, link.parent.in_(some)))
                found |= {("files", file): (kind, id) for file, id in await db.execute(query)}
    return found


@cache
def _link(kind: str) -> ForeignKey | None:
    """By which column a row of this kind is part of another: what it goes with when that is deleted, or its owner."""
    table: Table = Base.metadata.tables[kind]
    if kind == "organisations":
        return None
    links = {_column(each).name: each for each in table.foreign_keys}
    if kind in _BEFORE_ALL:
        return links[_BEFORE_ALL[kind]]
    going = [each.name for each in table.columns if any(key.ondelete == "CASCADE" for key in each.foreign_keys)]
    return next((links[each] for each in (*going, *_OWNERS) if each in links), None)


@cache
def _classes() -> dict[str, Any]:
    return {str(each.class_.__tablename__): each.class_ for each in Base.registry.mappers}


def _column(link: ForeignKey) -> Column[object]:
    return link.parent
