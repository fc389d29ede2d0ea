"""People, and organisations, who may be one: told by what two of them share."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar
from uuid import UUID

from sqlalchemy import CheckConstraint, ColumnElement, UniqueConstraint, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, aliased, mapped_column

from events import text
from events.accounts.access import Mandate
from events.people import beside_names
from events.people.models import Organisation, Person, PrivateFacts
from events.storage import By
from events.storage.base import Base, Identified, kind_of
from events.storage.chunks import chunks
from events.storage.types import Line
from events.visibility import held

T = TypeVar("T", Person, Organisation)

Shared = tuple[str, str | None, UUID]  # what, its value, and whose it is
# What two of them share, the surest first.
_ORCID, _ROR, _MAIL, _NAME = "the same ORCID", "the same ROR id", "the same mail address", "the same name"


class ToldApart(Identified, Base, kw_only=True, eq=False):
    """Two of a kind that somebody looked at and found to be two. What becomes of either later leaves it as it is."""

    __tablename__ = "told_apart"
    __table_args__ = (
        UniqueConstraint("first_id", "second_id"),
        CheckConstraint("first_id < second_id", "order"),
        {"info": {"private": True, "watched": False}},  # it says itself who did it, and when
    )

    kind: Mapped[str] = mapped_column(Line(40))
    first_id: Mapped[UUID]
    second_id: Mapped[UUID]
    by: Mapped[str] = mapped_column(Line(160))
    at: Mapped[datetime]


@dataclass(frozen=True)
class Alike(Generic[T]):
    """Rows that may be one, each beside one that was here first, and what they share."""

    pairs: Sequence[tuple[T, T]]
    share: Sequence[str]

    @property
    def rows(self) -> Sequence[T]:
        return list(dict.fromkeys(row for pair in self.pairs for row in pair))


async def of_persons(db: AsyncSession, *, mandate: Mandate) -> Sequence[Alike[Person]]:
    """Among those whom an organiser's organisations keep."""
    theirs = held(Person, Person.kept_by_id.in_(mandate.organisations))
    facts = select(Person.id, Person.orcid, PrivateFacts.mail, Person.name).where(theirs)
    shared: list[Shared] = []
    for id, orcid, mail, name in await db.execute(facts.outerjoin(PrivateFacts, PrivateFacts.person_id == Person.id)):
        shared.append((_ORCID, orcid, id))
        shared.append((_MAIL, mail and mail.casefold(), id))
        shared.append((_NAME, text.fold(" ".join(beside_names.bare(name))).replace("-", " "), id))
    return await _alike(db, Person, theirs, shared)


async def of_organisations(db: AsyncSession, *, mandate: Mandate) -> Sequence[Alike[Organisation]]:
    theirs = held(Organisation, Organisation.owned_by(mandate.organisations))
    facts = select(Organisation.id, Organisation.ror, Organisation.name, Organisation.short_name).where(theirs)
    shared: list[Shared] = []
    for id, ror, *names in await db.execute(facts):
        shared.append((_ROR, ror, id))
        called = {" ".join(text.words(each)).removeprefix("the ") for each in names if each}
        shared.extend((_NAME, each, id) for each in called)
    return await _alike(db, Organisation, theirs, shared)


async def tell_apart(db: AsyncSession, first: T, second: T, *, by: By, now: datetime) -> None:
    """They are two, whatever they share; said twice, it is said once."""
    pair = _pair(first.id, second.id)
    if not await _told(db, pair):
        db.add(ToldApart(kind=kind_of(first), first_id=pair[0], second_id=pair[1], by=by.name, at=now))


async def ask_again(db: AsyncSession, first: T, second: T) -> None:
    """They may be one after all."""
    for each in await _told(db, _pair(first.id, second.id)):
        await db.delete(each)


async def carry_over(db: AsyncSession, kept: UUID, gone: UUID) -> None:
    """Whoever was told apart from a row that is merged into another is told apart from that one."""
    for each in await _naming(db, gone):
        other = each.second_id if each.first_id == gone else each.first_id
        pair = _pair(kept, other)
        if other != kept and not await _told(db, pair):
            db.add(ToldApart(kind=each.kind, first_id=pair[0], second_id=pair[1], by=each.by, at=each.at))
        await db.delete(each)


async def forget(db: AsyncSession, gone: UUID) -> None:
    """What was said of a row that is removed."""
    for each in await _naming(db, gone):
        await db.delete(each)


async def told_apart(db: AsyncSession, kind: type[T], *, mandate: Mandate) -> Sequence[tuple[ToldApart, T, T]]:
    """Whom somebody told apart among those whom an organiser's organisations keep, the latest first."""
    one, other = aliased(kind), aliased(kind)
    query = (
        select(ToldApart, one, other)
        .join(one, one.id == ToldApart.first_id)
        .join(other, other.id == ToldApart.second_id)
        .where(held(kind, one.owned_by(mandate.organisations) & other.owned_by(mandate.organisations)))
        .order_by(ToldApart.at.desc(), ToldApart.id)
    )
    found = []
    for row, first, second in await db.execute(query):
        kept, gone = sorted((first, second), key=_first_here)
        found.append((row, kept, gone))
    return found


async def _naming(db: AsyncSession, id: UUID) -> Sequence[ToldApart]:
    await db.flush()
    return (await db.scalars(select(ToldApart).where(or_(ToldApart.first_id == id, ToldApart.second_id == id)))).all()


async def _told(db: AsyncSession, pair: tuple[UUID, UUID]) -> Sequence[ToldApart]:
    await db.flush()
    query = select(ToldApart).where(ToldApart.first_id == pair[0], ToldApart.second_id == pair[1])
    return (await db.scalars(query)).all()


async def _alike(
    db: AsyncSession, kind: type[T], theirs: ColumnElement[bool], shared: Sequence[Shared]
) -> Sequence[Alike[T]]:
    groups: dict[tuple[str, str], list[UUID]] = defaultdict(list)
    for what, value, id in shared:
        if value:
            groups[what, value].append(id)
    found: dict[frozenset[UUID], list[str]] = defaultdict(list)
    for (what, _), ids in groups.items():
        if len(ids) > 1:
            found[frozenset(ids)].append(what)
    rows: dict[UUID, T] = {}
    for some in chunks({id for ids in found for id in ids}):
        rows |= {row.id: row for row in await db.scalars(select(kind).where(theirs, kind.id.in_(some)))}
    apart = {(first, second) for first, second in await db.execute(select(ToldApart.first_id, ToldApart.second_id))}
    alike = [
        Alike(pairs, share)
        for ids, share in found.items()
        if (pairs := list(_pairs(sorted((rows[id] for id in ids), key=_first_here), apart)))
    ]
    return sorted(alike, key=lambda each: each.rows[0].slug)


def _pairs(rows: Sequence[T], apart: Collection[tuple[UUID, UUID]]) -> Iterator[tuple[T, T]]:
    """Each with the first that was here before it, and from which nobody told it apart."""
    for place, row in enumerate(rows):
        before = (each for each in rows[:place] if _pair(each.id, row.id) not in apart)
        if other := next(before, None):
            yield other, row


def _pair(one: UUID, other: UUID) -> tuple[UUID, UUID]:
    first, second = sorted((one, other))
    return first, second


def _first_here(row: Person | Organisation) -> tuple[int, str]:
    """`ada-quill` was here before `ada-quill-2`."""
    return len(row.slug), row.slug
