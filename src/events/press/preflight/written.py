"""Which pages may tell a secret because of what was written in a transaction, or linked by it, or shown.

Most of what anybody writes says nothing of one, and then nothing is read of any page.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import inspect, select
from sqlalchemy.ext.asyncio import AsyncSession

from events.people.models import Organisation, Person
from events.press.models import Release, ReleaseVersion
from events.press.preflight import pages
from events.press.preflight.secrets import Index, Secret
from events.programme import touched
from events.programme.models import Publication, PublicationVersion, Series, Topic
from events.programme.occasions import Event, JoiningLink, Speaker, Venue
from events.storage import Change, Changes, Did
from events.storage.base import Addressed, Base, kind_of
from events.storage.chunks import chunks
from events.storage.files import File

# What is read where something else names it, and of what pages a changed row may be a part.
_NAMED: tuple[Any, ...] = (File, Organisation, Person, Series, Topic, Venue)
_WHOLE: tuple[Any, ...] = (Organisation, Person, Publication, PublicationVersion, Release, ReleaseVersion)
# By which columns somebody, or something, is shown from now on.
_SHOWN: Mapping[Any, Sequence[str]] = {
    Event: ("access",),
    JoiningLink: ("audience", "released_at"),
    Speaker: ("state", "shown_while_invited"),
    **dict.fromkeys((Organisation, Person, Series, Topic), ("published_at", "withdrawn_at")),  # without a preflight
}


async def pages_of(db: AsyncSession, changes: Changes, secrets: Iterable[Secret]) -> dict[type[Base], set[UUID]]:
    """Ids of the rows whose pages are to be read, by kind; none where nothing of a secret was written."""
    index = Index(secrets)
    named = await _named(db, changes, index)
    telling = Changes([each for each in changes.every if _tells(each, index, named)])
    if not telling:
        return {}
    found: dict[Any, set[UUID]] = defaultdict(set)
    for kind in {*_NAMED, *_WHOLE}:
        found[kind] = telling.ids(kind) | {id for id, row in named.items() if isinstance(row, kind)}
    for change in telling.every:
        for column, kind in _leading(type(change.row), _WHOLE):
            found[kind] |= set(change.values(column))
    found[Event] = await touched.regrouped(db, telling) | await touched.renamed(db, telling)
    for part, query, kind in (
        (Venue.id, select(Event.id).join(Venue, Venue.id == Event.venue_id), Event),
        (PublicationVersion.id, select(PublicationVersion.publication_id), Publication),
        (ReleaseVersion.id, select(ReleaseVersion.release_id), Release),
    ):
        for some in chunks(found.pop(part.class_, ())):
            found[kind] |= {*await db.scalars(query.where(part.in_(some)))}
    return found


async def _named(db: AsyncSession, changes: Changes, index: Index) -> dict[UUID, Base]:
    """Of the rows that changed ones name, those that say something of a secret."""
    ids: dict[Any, set[UUID]] = defaultdict(set)
    for change in changes.every:
        for column, kind in _leading(type(change.row), _NAMED) if change.did is not Did.DELETED else ():
            ids[kind] |= {getattr(change.row, column)} - {None}
    found: dict[UUID, Base] = {}
    for kind, those in ids.items():
        for some in chunks(those):
            for row in await db.scalars(select(kind).where(kind.id.in_(some))):
                if any(index.told_in(said) for _, said in pages.words(row)):
                    found[row.id] = row
    return found


def _tells(change: Change[Base], index: Index, named: Mapping[UUID, Base]) -> bool:
    row = change.row
    if change.did is Did.DELETED:
        return False
    if change.did is Did.CHANGED and change.touches(*_SHOWN.get(type(row), ())):
        return True
    if any(getattr(row, column) in named for column, _ in _leading(type(row), _NAMED)):
        return True
    written = [getattr(row, name) for name in pages.text_columns(type(row)) if change.touches(name)]
    if isinstance(row, Addressed) and change.touches("slug"):
        written.append(f"/{row.slug}")
    return any(index.told_in(said or "") for said in written)


@cache
def _leading(kind: type[Base], to: tuple[Any, ...]) -> Sequence[tuple[str, Any]]:
    """By which columns a row of this kind names rows of those."""
    tables = {kind_of(each): each for each in to}
    return list(_keys(kind, tables))


def _keys(kind: type[Base], tables: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for each in inspect(kind).column_attrs:
        for key in each.columns[0].foreign_keys:
            if key.column.table.name in tables:
                yield each.key, tables[key.column.table.name]
