"""Who is meant by a name that was typed: somebody we know, or somebody new.

Taking two people for one is hard to undo, taking one for two is mended by merging: a known person is meant only where
an organisation agrees, or where nothing was said but the name.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, func, literal, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import selectinload

from events import text, visibility
from events.people import organisations, persons
from events.people.models import Affiliation, Organisation, Person
from events.storage import slugs
from events.visibility import Reader, visible

_MOST = 20


@dataclass(frozen=True)
class SaidPost:
    """A post that is said of somebody whom others keep: for a listing, and no part of what they say of that person."""

    role: str | None
    organisation_id: UUID


@dataclass(frozen=True)
class Directory:
    """What one organisation's organisers know at a moment; what is new to them is kept by that organisation."""

    db: AsyncSession
    keeper: UUID
    reader: Reader
    now: datetime
    _unknown: set[str] = field(default_factory=set, init=False, compare=False)  # what nobody goes by, until one is new

    def keeps(self, organisation: Organisation) -> bool:
        """Whether it is theirs to revise: their own, or one that they took in."""
        return organisation.is_owned_by({self.keeper})

    def keeps_person(self, person: Person) -> bool:
        """Whether their posts are theirs to say; of somebody whom nobody keeps, nobody says them."""
        return person.kept_by_id == self.keeper

    async def organisation(self, name: str) -> Organisation:
        """The one that is called so, in full or in short, or a new one."""
        if known := await self.known_organisation(name):
            return known
        self._unknown.clear()  # the new one may go by any of them
        return await organisations.add(self.db, Organisation(name=_name(name, 250), kept_by_id=self.keeper))

    async def known_organisation(self, name: str) -> Organisation | None:
        if name in self._unknown:
            return None
        await self.db.flush()
        known = await organisations.called(self.db, name, reader=self.reader, now=self.now)
        if known is None:
            self._unknown.add(name)
        return known

    async def person(
        self,
        name: str,
        posts: Sequence[tuple[str | None, str | None]] = (),
        *,
        person_id: UUID | None = None,
        is_new: bool = False,
    ) -> tuple[Person, list[Affiliation | SaidPost]]:
        """With the posts that were named, as pairs of a role and an organisation, in their order.

        Somebody may have said who is meant: `person_id`, if they know that person, or somebody new. What nobody knew
        of them becomes a post of theirs only where that is the keeper's to say.
        """
        employers = [(role, await self.organisation(each)) for role, each in posts if each]
        await self.db.flush()
        chosen = await self._chosen(person_id) if person_id else None
        person = chosen or (None if is_new else await self._known(name, {each.id for _, each in employers}))
        if person is None:
            person = await persons.add(self.db, Person(name=_name(name, 160), kept_by_id=self.keeper))
            await self.db.flush()
        held = (await self.db.scalars(select(Affiliation).where(Affiliation.person_id == person.id))).all()
        there = {(text.fold(each.role or ""), each.organisation_id): each for each in held}
        named: list[Affiliation | SaidPost] = []
        for role, employer in employers:
            called = role and _name(role, 250)
            if known := there.get((text.fold(role or ""), employer.id)) or self._only(held, role, employer):
                named.append(known)
            elif self.keeps_person(person):
                named.append(await persons.affiliate(self.db, person, employer, called))
            else:
                named.append(SaidPost(called, employer.id))
        return person, named

    def _only(self, held: Sequence[Affiliation], role: str | None, employer: Organisation) -> Affiliation | None:
        """What somebody is at an organisation that was named without a role, if they are one thing there."""
        today = self.now.date()
        there = [each for each in held if each.organisation_id == employer.id and not each.is_over(today)]
        return there[0] if role is None and len(there) == 1 else None

    async def known(self, name: str, posts: Sequence[tuple[str | None, str | None]] = ()) -> Person | None:
        """Who is meant by this name and these posts, if we know them; adds nothing."""
        named = [each for _, each in posts if each]
        there = [await self.known_organisation(each) for each in named]
        employers = {each.id for each in there if each}
        return await self._known(name, employers) if employers or not named else None

    async def namesakes(self, name: str) -> Sequence[Person]:
        """Everybody known by that name, whatever titles stand before it, with their posts."""
        bare = persons.without_titles(name)
        slug = text.slug(bare)
        last = bare.rpartition(" ")[2]
        like = or_(  # an address stays when a name changes, and lower() knows no accents on SQLite
            Person.slug == slug,
            Person.slug.startswith(f"{slugs.before_number(slug)}-"),
            _has_word(last),
        )
        query = select(Person).where(like, visible(Person, self.reader, self.now)).order_by(Person.slug, Person.id)
        found = (await self.db.scalars(query.options(selectinload(Person.affiliations)))).all()
        same = [each for each in found if text.fold(persons.without_titles(each.name)) == text.fold(bare)][:_MOST]
        held = [post for each in same for post in each.affiliations]
        await visibility.attach(
            self.db, Organisation, [(held, Affiliation.organisation)], reader=self.reader, now=self.now
        )
        return same

    async def _chosen(self, person_id: UUID) -> Person | None:
        return await self.db.scalar(
            select(Person).where(Person.id == person_id, visible(Person, self.reader, self.now))
        )

    async def _known(self, name: str, employers: set[UUID]) -> Person | None:
        bare = persons.bare(text.bare(name))
        query = select(Person).where(_has_word(bare[-1]), visible(Person, self.reader, self.now))
        rows = await self.db.scalars(query.order_by(Person.slug).options(selectinload(Person.affiliations)))
        found = [each for each in rows if text.fold(" ".join(persons.bare(each.name))) == text.fold(" ".join(bare))]
        if not employers:
            return found[0] if len(found) == 1 else None
        return next((each for each in found if employers & {post.organisation_id for post in each.affiliations}), None)


def _has_word(word: str) -> ColumnElement[bool]:
    """Whether a name has it whole: a surname of few letters is part of half of all names."""
    words = literal(" ") + func.replace(func.lower(Person.name), ",", " ") + " "
    return words.contains(f" {word.lower()} ", autoescape=True)


def _name(value: str, limit: int) -> str:
    return text.line(value, limit)
