"""People, and organisations, who may be one: told by what two of them share."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.ext.asyncio import AsyncSession

from events import text
from events.accounts.access import Mandate
from events.people import persons
from events.people.models import Organisation, Person, PrivateFacts
from events.storage.chunks import chunks
from events.visibility import held

T = TypeVar("T", Person, Organisation)

Shared = tuple[str, str | None, UUID]  # what, its value, and whose it is
# What two of them share, the surest first.
_ORCID, _ROR, _MAIL, _NAME = "the same ORCID", "the same ROR id", "the same mail address", "the same name"


@dataclass(frozen=True)
class Alike(Generic[T]):
    """Rows that may be one, the first that was here first, and what they share."""

    rows: Sequence[T]
    share: Sequence[str]


async def of_persons(db: AsyncSession, *, mandate: Mandate) -> Sequence[Alike[Person]]:
    """Among those whom an organiser's organisations keep."""
    theirs = held(Person, Person.kept_by_id.in_(mandate.organisations))
    facts = select(Person.id, Person.orcid, PrivateFacts.mail, Person.name).where(theirs)
    shared: list[Shared] = []
    for id, orcid, mail, name in await db.execute(facts.outerjoin(PrivateFacts, PrivateFacts.person_id == Person.id)):
        shared.append((_ORCID, orcid, id))
        shared.append((_MAIL, mail and mail.casefold(), id))
        shared.append((_NAME, text.fold(" ".join(persons.bare(name))), id))
    return await _alike(db, Person, theirs, shared)


async def of_organisations(db: AsyncSession, *, mandate: Mandate) -> Sequence[Alike[Organisation]]:
    theirs = held(Organisation, Organisation.owned_by(mandate.organisations))
    shared: list[Shared] = []
    for id, ror, name in await db.execute(select(Organisation.id, Organisation.ror, Organisation.name).where(theirs)):
        shared.append((_ROR, ror, id))
        shared.append((_NAME, text.fold(name).removeprefix("the ").strip(), id))
    return await _alike(db, Organisation, theirs, shared)


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
    alike = [Alike(sorted((rows[id] for id in ids), key=_first_here), share) for ids, share in found.items()]
    return sorted(alike, key=lambda each: each.rows[0].slug)


def _first_here(row: Person | Organisation) -> tuple[int, str]:
    """`ada-quill` was here before `ada-quill-2`."""
    return len(row.slug), row.slug
