"""Whose names are most like one name: they stand first where somebody chooses among many."""

from collections import Counter
from collections.abc import Mapping
from difflib import SequenceMatcher
from typing import TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.ext.asyncio import AsyncSession

from events import text
from events.accounts.access import Mandate
from events.people.models import Organisation, Person
from events.visibility import held

T = TypeVar("T", Person, Organisation)

_MOST = 5
_LOOKED_AT = 10_000
_ALIKE = 0.75


async def to_person(db: AsyncSession, person: Person, *, mandate: Mandate) -> list[UUID]:
    return await _nearest(db, person, held(Person, Person.kept_by_id.in_(mandate.organisations)))


async def to_organisation(db: AsyncSession, organisation: Organisation, *, mandate: Mandate) -> list[UUID]:
    return await _nearest(db, organisation, held(Organisation, Organisation.owned_by(mandate.organisations)))


async def _nearest(db: AsyncSession, row: T, among: ColumnElement[bool]) -> list[UUID]:
    kind = type(row)
    query = select(kind.id, kind.name).where(among, kind.id != row.id).order_by(kind.id).limit(_LOOKED_AT)
    named = {id: _words(name) for id, name in await db.execute(query)}
    rare = Counter(word for words in named.values() for word in set(words))
    own = _words(row.name)
    likeness = {id: _likeness(own, words, rare) for id, words in named.items()}
    found = sorted((id for id in likeness if likeness[id]), key=lambda id: -likeness[id])
    return found[:_MOST]


def _likeness(one: list[str], other: list[str], rare: Mapping[str, int]) -> float:
    """Words that few have in common count most; of names that share none, how they are spelt."""
    shared = {*one} & {*other}
    is_close = [each[:1] for each in one] == [each[:1] for each in other]
    if not (shared or is_close):
        return 0
    spelt = SequenceMatcher(None, " ".join(one), " ".join(other), autojunk=False).ratio()
    return sum(1 / rare[word] for word in shared) + spelt if shared or spelt >= _ALIKE else 0


def _words(name: str) -> list[str]:
    return text.words(" ".join(each for each in name.split() if each.rstrip(".") not in text.TITLES))
