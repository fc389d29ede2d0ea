"""People, and organisations, who may be one: told by what two of them share."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import load_only

from events import text
from events.accounts.access import Mandate
from events.people import persons
from events.people.models import Organisation, Person, PrivateFacts
from events.visibility import held

T = TypeVar("T", Person, Organisation)

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
    facts = load_only(Person.name, Person.slug, Person.orcid, Person.sort_name)
    query = select(Person, PrivateFacts.mail).outerjoin(PrivateFacts, PrivateFacts.person_id == Person.id)
    shared: list[tuple[str, str | None, Person]] = []
    for person, mail in await db.execute(query.where(theirs).options(facts).order_by(Person.slug)):
        shared.append((_ORCID, person.orcid, person))
        shared.append((_MAIL, mail and mail.casefold(), person))
        shared.append((_NAME, text.fold(" ".join(persons.bare(person.name))), person))
    return _alike(shared)


async def of_organisations(db: AsyncSession, *, mandate: Mandate) -> Sequence[Alike[Organisation]]:
    theirs = held(Organisation, Organisation.owned_by(mandate.organisations))
    shared: list[tuple[str, str | None, Organisation]] = []
    for each in await db.scalars(select(Organisation).where(theirs).order_by(Organisation.slug)):
        shared.append((_ROR, each.ror, each))
        shared.append((_NAME, text.fold(each.name).removeprefix("the ").strip(), each))
    return _alike(shared)


def _alike(shared: Iterable[tuple[str, str | None, T]]) -> Sequence[Alike[T]]:
    groups: dict[tuple[str, str], list[T]] = defaultdict(list)
    for what, value, row in shared:
        if value:
            groups[what, value].append(row)
    found: dict[frozenset[UUID], tuple[list[T], list[str]]] = {}
    for (what, _), rows in groups.items():
        if len(rows) > 1:
            found.setdefault(frozenset(each.id for each in rows), (rows, []))[1].append(what)
    return [Alike(sorted(rows, key=_first_here), share) for rows, share in found.values()]


def _first_here(row: Person | Organisation) -> tuple[int, str]:
    """`ada-quill` was here before `ada-quill-2`."""
    return len(row.slug), row.slug
