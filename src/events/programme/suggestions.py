"""Known people and organisations, suggested while somebody types: the same lines that `people.pasting` reads."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import case, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from events import search
from events.people.models import Affiliation, Organisation, Person
from events.programme import findable
from events.storage.base import kind_of
from events.visibility import ANYONE, Reader, visible

T = TypeVar("T", Person, Organisation)

MOST = 300  # that stand in a page; with more, the page asks while somebody types
_AT_ONCE = 12


async def people(db: AsyncSession, *, reader: Reader, now: datetime) -> Sequence[str]:
    """`Name, Role, Organisation; Role, Organisation`, their own people first."""
    query = _NAMED.where(visible(Person, reader, now))
    query = query.order_by(_ours_first(Person, reader), Person.sort_name, Person.id).limit(MOST)
    return await _lines(db, [(id, name) for id, name in await db.execute(query)], reader, now)


async def people_like(db: AsyncSession, typed: str, *, reader: Reader, now: datetime) -> Sequence[str]:
    """Whose name or post has these words as beginnings; of somebody new, the organisation that the line ends with."""
    ids = await _found(db, Person, typed, limit=_AT_ONCE, reader=reader, now=now)
    query = _NAMED.where(Person.id.in_(ids), visible(Person, reader, now))
    names = {row.id: row.name for row in await db.execute(query)} if ids else {}
    like = [(id, names[id]) for id in ids]
    return await _lines(db, like, reader, now) or await organisations_like(db, typed, reader=reader, now=now)


async def organisations(db: AsyncSession, *, reader: Reader, now: datetime) -> Sequence[str]:
    """Their names, in full and in short, their own first."""
    query = _CALLED.where(visible(Organisation, reader, now))
    query = query.order_by(_ours_first(Organisation, reader), Organisation.name, Organisation.id).limit(MOST)
    return _names([names for _, *names in await db.execute(query)])


async def organisations_like(db: AsyncSession, typed: str, *, reader: Reader, now: datetime) -> Sequence[str]:
    """Called by these words, or by those that end a line: `Director, lark` gives `Director, Larkfield Foundation`."""
    ids = await _found(db, Organisation, typed, limit=_AT_ONCE, reader=reader, now=now)
    query = _CALLED.where(Organisation.id.in_(ids), visible(Organisation, reader, now))
    called = {id: names for id, *names in await db.execute(query)} if ids else {}
    names = _names([called[id] for id in ids])
    at = max(typed.rfind(","), typed.rfind(";")) + 1
    if names or not at:
        return names
    last = await organisations_like(db, typed[at:], reader=reader, now=now)
    return [f"{typed[:at]} {name}" for name in last]


async def _found(
    db: AsyncSession, kind: type[T], words: str, *, limit: int, reader: Reader, now: datetime
) -> list[UUID]:
    """Ids of those of a kind in whose words each of these is the beginning of one, those first whose name has them."""
    of_persons = findable.persons(reader, now) if kind is Person else None
    among = of_persons or {kind_of(kind): select(kind.id).where(visible(kind, reader, now))}
    return await search.first(db, words, among=among, limit=limit)


# Names and no more: a page holds some hundred of them.
_NAMED = select(Person.id, Person.name)
_CALLED = select(Organisation.id, Organisation.name, Organisation.short_name)
_POSTS = (
    select(Affiliation.person_id, Affiliation.role, func.coalesce(Organisation.short_name, Organisation.name))
    .join(Organisation, Organisation.id == Affiliation.organisation_id)
    .order_by(Affiliation.position, Affiliation.id)
)


def _ours_first(kind: type[Person] | type[Organisation], reader: Reader) -> Any:
    return case((kind.owned_by(reader.organisations), 0), else_=1)


async def _lines(db: AsyncSession, people: Sequence[tuple[UUID, str]], reader: Reader, now: datetime) -> Sequence[str]:
    """With the posts that they hold, at organisations that this reader may see; none that waits for a launch."""
    theirs = Affiliation.person_id.in_([id for id, _ in people]) & visible(Affiliation, ANYONE, now)
    still = or_(Affiliation.ends.is_(None), Affiliation.ends >= now.date())
    posts: dict[UUID, list[str]] = {}
    for id, role, employer in await db.execute(_POSTS.where(theirs, still, visible(Organisation, reader, now))):
        posts.setdefault(id, []).append(", ".join(filter(None, (role, employer))))
    return [", ".join(filter(None, (name, "; ".join(posts.get(id, ()))))) for id, name in people]


def _names(found: Iterable[Sequence[str | None]]) -> Sequence[str]:
    return list(dict.fromkeys(name for names in found for name in names if name))
