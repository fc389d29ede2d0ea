"""Who is meant by a name that was typed: somebody we know, or somebody new.

Taking two people for one is hard to undo, taking one for two is mended by merging: a known person is meant only where
an organisation agrees, or where nothing was said but the name.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import selectinload

from events import text
from events.people import organisations, persons
from events.people.models import Affiliation, Organisation, Person
from events.visibility import Reader, visible


@dataclass(frozen=True)
class Directory:
    """What one organisation's organisers know at a moment; what is new to them is kept by that organisation."""

    db: AsyncSession
    keeper: UUID
    reader: Reader
    now: datetime

    async def organisation(self, name: str) -> Organisation:
        """The one that is called so, in full or in short, or a new one."""
        await self.db.flush()
        known = await organisations.called(self.db, name, reader=self.reader, now=self.now)
        return known or await organisations.add(self.db, Organisation(name=_name(name, 250), kept_by_id=self.keeper))

    async def person(
        self, name: str, posts: Sequence[tuple[str | None, str | None]] = ()
    ) -> tuple[Person, list[Affiliation]]:
        """With the posts that were named, as pairs of a role and an organisation, in their order."""
        employers = [(role, await self.organisation(each)) for role, each in posts if each]
        await self.db.flush()
        person = await self._known(name, {each.id for _, each in employers})
        if person is None:
            person = await persons.add(self.db, Person(name=_name(name, 160), kept_by_id=self.keeper))
            await self.db.flush()
        held = await self.db.scalars(select(Affiliation).where(Affiliation.person_id == person.id))
        there = {(text.fold(each.role or ""), each.organisation_id): each for each in held}
        named = []
        for role, employer in employers:
            known = there.get((text.fold(role or ""), employer.id))
            named.append(known or await persons.affiliate(self.db, person, employer, role and _name(role, 250)))
        return person, named

    async def known(self, name: str, posts: Sequence[tuple[str | None, str | None]] = ()) -> Person | None:
        """Who is meant by this name and these posts, if we know them; adds nothing."""
        named = [each for _, each in posts if each]
        there = [await organisations.called(self.db, each, reader=self.reader, now=self.now) for each in named]
        employers = {each.id for each in there if each}
        return await self._known(name, employers) if employers or not named else None

    async def _known(self, name: str, employers: set[UUID]) -> Person | None:
        same = func.lower(Person.name) == text.bare(name).lower()
        query = select(Person).where(same, visible(Person, self.reader, self.now))
        found = (await self.db.scalars(query.order_by(Person.slug).options(selectinload(Person.affiliations)))).all()
        if not employers:
            return found[0] if len(found) == 1 else None
        return next((each for each in found if employers & {post.organisation_id for post in each.affiliations}), None)


def _name(value: str, limit: int) -> str:
    return text.line(value, limit)
