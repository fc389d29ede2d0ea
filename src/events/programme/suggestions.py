"""Known people and organisations, suggested while somebody types: the same lines that `people.pasting` reads."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import Select, case, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import selectinload
from sqlalchemy.orm.interfaces import ORMOption

from events import search, visibility
from events.people.models import Affiliation, Organisation, Person
from events.storage.base import kind_of
from events.visibility import Reader, visible

T = TypeVar("T", Person, Organisation)

MOST = 300  # that stand in a page; with more, the page asks while somebody types
_AT_ONCE = 12


async def people(db: AsyncSession, *, reader: Reader, now: datetime) -> Sequence[str]:
    """`Name, Role, Organisation; Role, Organisation`, their own people first."""
    query = _seen(Person, reader, now).order_by(_ours_first(Person, reader), Person.sort_name, Person.id)
    rows = await db.scalars(query.limit(MOST).options(selectinload(Person.affiliations)))
    return await _lines(db, rows.all(), reader, now)


async def people_like(db: AsyncSession, typed: str, *, reader: Reader, now: datetime) -> Sequence[str]:
    """Whose name or post has these words as beginnings; of somebody new, the organisation that the line ends with."""
    like = await _like(db, Person, typed, reader, now, selectinload(Person.affiliations))
    return await _lines(db, like, reader, now) or await organisations_like(db, typed, reader=reader, now=now)


async def organisations(db: AsyncSession, *, reader: Reader, now: datetime) -> Sequence[str]:
    """Their names, in full and in short, their own first."""
    query = _seen(Organisation, reader, now)
    query = query.order_by(_ours_first(Organisation, reader), Organisation.name, Organisation.id)
    return _names((await db.scalars(query.limit(MOST))).all())


async def organisations_like(db: AsyncSession, typed: str, *, reader: Reader, now: datetime) -> Sequence[str]:
    """Called by these words, or by those that end a line: `Director, lark` gives `Director, Larkfield Foundation`."""
    names = _names(await _like(db, Organisation, typed, reader, now))
    at = max(typed.rfind(","), typed.rfind(";")) + 1
    if names or not at:
        return names
    last = await organisations_like(db, typed[at:], reader=reader, now=now)
    return [f"{typed[:at]} {name}" for name in last]


async def found(
    db: AsyncSession, kind: type[T], words: str, *, limit: int, reader: Reader, now: datetime
) -> list[UUID]:
    """Ids of those of a kind in whose words each of these is the beginning of one, those first whose name has them."""
    ids = select(kind.id).where(visible(kind, reader, now))
    hits = await search.find(db, words, among={kind_of(kind): ids}, limit=limit)
    return [row_id for _, row_id in hits.hits]


async def _like(
    db: AsyncSession, kind: type[T], typed: str, reader: Reader, now: datetime, *options: ORMOption
) -> Sequence[T]:
    ids = await found(db, kind, typed, limit=_AT_ONCE, reader=reader, now=now)
    query = _seen(kind, reader, now).where(kind.id.in_(ids)).options(*options)
    rows = {row.id: row for row in await db.scalars(query)} if ids else {}
    return [rows[id] for id in ids]


def _seen(kind: type[T], reader: Reader, now: datetime) -> Select[T]:
    return select(kind).where(visible(kind, reader, now))


def _ours_first(kind: type[Person] | type[Organisation], reader: Reader) -> Any:
    return case((kind.owned_by(reader.organisations), 0), else_=1)


async def _lines(db: AsyncSession, found: Sequence[Person], reader: Reader, now: datetime) -> Sequence[str]:
    held = [post for each in found for post in each.affiliations if not post.is_over(now.date())]
    await visibility.attach(db, Organisation, [(held, Affiliation.organisation)], reader=reader, now=now)
    posts: dict[UUID, list[str]] = {}
    for post in held:
        if post.organisation:
            posts.setdefault(post.person_id, []).append(", ".join(filter(None, (post.role, post.organisation.called))))
    return [", ".join(filter(None, (each.name, "; ".join(posts.get(each.id, ()))))) for each in found]


def _names(found: Sequence[Organisation]) -> Sequence[str]:
    return list(dict.fromkeys(name for each in found for name in (each.name, each.short_name) if name))
