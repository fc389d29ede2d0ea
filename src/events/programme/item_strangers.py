"""Whom items of running orders name who are not on the panel of their event."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from events import text
from events.people import persons
from events.people.models import Person
from events.programme import item_words
from events.programme.occasions import Event
from events.visibility import Reader, visible


async def named(
    db: AsyncSession, events: Iterable[Event], *, reader: Reader, now: datetime
) -> Mapping[UUID, Sequence[str]]:
    """By the item; only who is known, or is called a doctor: much else has capitals."""
    said = {
        item.id: item_words.others(item.title, item.description, event.speakers)
        for event in events
        for item in event.programme
    }
    slugs = {_slug(each) for names in said.values() for each in names}
    query = select(Person.slug).where(Person.slug.in_(slugs), visible(Person, reader, now))
    known = frozenset(await db.scalars(query)) if slugs else frozenset()
    found = {id: [each for each in names if _DOCTOR.match(each) or _slug(each) in known] for id, names in said.items()}
    return {id: [f"names {each}, who is not on the panel" for each in names] for id, names in found.items() if names}


def _slug(name: str) -> str:
    return text.slug(persons.without_titles(name))


_DOCTOR = re.compile(r"(?:Dr|Prof|Professor)\b\.?\s+\w+\s+\w+(?:\s+\w+)?$")
