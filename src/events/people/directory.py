"""Who is meant by a name that was typed: somebody we know, or somebody new.

Taking two people for one is hard to undo, taking one for two is mended by merging: a known person is meant only where
an organisation agrees, or where nothing was said but the name.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm.attributes import set_committed_value

from events import text, visibility
from events.people import beside_names, organisations, persons
from events.people.models import Affiliation, Organisation, Person
from events.people.posts import Post
from events.storage import slugs
from events.storage.base import Base
from events.visibility import Reader, visible

_MOST = 20


class Named(Protocol):
    """Somebody as a line names them."""

    @property
    def name(self) -> str: ...
    @property
    def posts(self) -> Sequence[Post]: ...


@dataclass(frozen=True)
class SaidPost:
    """A post for a listing alone: of somebody whom others keep, or of whoever will take a place."""

    role: str | None
    organisation_id: UUID


@dataclass(frozen=True)
class Directory:
    """What one organisation's organisers know at a moment; what is new to them is kept by that organisation.

    What was once looked up, or became known here, is asked of the database no more. `launch_id`: what is said here is
    said for that launch, and so told with it; and posts that wait for another launch are not said by themselves.
    """

    db: AsyncSession
    keeper: UUID
    reader: Reader
    now: datetime
    launch_id: UUID | None = None
    _houses: organisations.Names = field(default_factory=organisations.Names, init=False, compare=False)
    _people: dict[str, list[Person]] = field(default_factory=dict, init=False, compare=False)  # by what they are called
    _posted: set[UUID] = field(default_factory=set, init=False, compare=False)  # of them, whose posts are known
    _waiting: set[UUID] = field(default_factory=set, init=False, compare=False)  # posts, for the launch they came with
    _asked: set[str] = field(default_factory=set, init=False, compare=False)  # the names of organisations
    _added: list[Base] = field(default_factory=list, init=False, compare=False)  # once what they name is there

    def keeps(self, organisation: Organisation) -> bool:
        """Whether it is theirs to revise: their own, or one that they took in."""
        return organisation.is_owned_by({self.keeper})

    def keeps_person(self, person: Person) -> bool:
        """Whether their posts are theirs to say; of somebody whom nobody keeps, nobody says them."""
        return person.kept_by_id == self.keeper

    async def learn(self, people: Sequence[Named]) -> None:
        """Looks up at once whomever these lines may mean, and where the new among them may have their addresses."""
        houses = {house for each in people for _, house in each.posts if house}
        await self._look_up_houses(houses)
        await self._look_up_people({each.name for each in people})
        await slugs.look_ahead(self.db, Organisation, (each for each in houses if not self._houses.get(each)))
        new = (each.name for each in people if not self._people[_key(each.name)])
        await slugs.look_ahead(self.db, Person, map(persons.without_titles, new))

    async def organisation(self, name: str) -> Organisation:
        """The one that is called so, in full or in short, or a new one."""
        if known := await self.known_organisation(name):
            return known
        new = await organisations.add(self.db, Organisation(name=text.line(name, 250), kept_by_id=self.keeper))
        self._houses.add(new)
        return new

    async def known_organisation(self, name: str) -> Organisation | None:
        await self._look_up_houses([name])
        return self._houses.get(name)

    async def person(self, name: str, posts: Sequence[Post] = ()) -> tuple[Person, list[Affiliation | SaidPost]]:
        """Who is `meant`, of one line alone."""
        found = await self.meant(name, posts)
        await self.settle()
        return found

    async def meant(
        self,
        name: str,
        posts: Sequence[Post] = (),
        *,
        person_id: UUID | None = None,
        is_new: bool = False,
    ) -> tuple[Person, list[Affiliation | SaidPost]]:
        """With the posts that were named, as pairs of a role and an organisation, in their order.

        Somebody may have said who is meant: `person_id`, if they know that person, or somebody new. What nobody knew
        of them becomes a post of theirs only where that is the keeper's to say. `settle` has to follow.
        """
        employers = [(role, await self.organisation(each)) for role, each in posts if each]
        person = await self._chosen(person_id) if person_id else None
        if person is None and not is_new:
            person = await self._known(name, {each.id for _, each in employers})
        person = person or await self.add(name)
        held = person.affiliations
        there = {(text.fold(each.role or ""), each.organisation_id): each for each in held}
        named: list[Affiliation | SaidPost] = []
        for role, employer in employers:
            if known := there.get((text.fold(role or ""), employer.id)) or self._only(held, role, employer):
                named.append(known)
            elif self.keeps_person(person):
                named.append(self.affiliate(person, employer, role))
            else:
                named.append(SaidPost(_role(role), employer.id))
        return person, named

    async def of_nobody_yet(self, posts: Sequence[Post]) -> list[SaidPost]:
        """What a place to be announced is listed by. `settle` has to follow."""
        return [SaidPost(_role(role), (await self.organisation(each)).id) for role, each in posts if each]

    async def add(self, name: str) -> Person:
        """Somebody new."""
        await self._look_up_people([name])
        person = await persons.add(self.db, Person(name=text.line(name, 160), kept_by_id=self.keeper))
        set_committed_value(person, "affiliations", [])
        self._posted.add(person.id)
        self._people[_key(name)].append(person)
        return person

    def affiliate(self, person: Person, organisation: Organisation, role: str | None) -> Affiliation:
        """Another post of somebody whom this directory told of, after those they have. `settle` has to follow."""
        post = Affiliation(
            person_id=person.id,
            organisation_id=organisation.id,
            position=len(person.affiliations),
            role=_role(role),
            came_with_launch_id=self.launch_id,
        )
        set_committed_value(post, "organisation", organisation)
        set_committed_value(person, "affiliations", [*person.affiliations, post])
        self.add_later(post)
        return post

    def add_later(self, row: Base) -> None:
        """What names somebody new, and so is written after them, when this is settled."""
        self._added.append(row)

    async def settle(self) -> None:
        """Writes whom this added, and then what they have."""
        await self.db.flush()
        self.db.add_all(self._added)
        self._added.clear()

    def _only(self, held: Sequence[Affiliation], role: str | None, employer: Organisation) -> Affiliation | None:
        """What somebody is at an organisation that was named without a role, if they are one thing there."""
        today = self.now.date()
        there = [each for each in held if each.organisation_id == employer.id and not each.is_over(today)]
        there = [each for each in there if each.id not in self._waiting or each.came_with_launch_id == self.launch_id]
        return there[0] if role is None and len(there) == 1 else None

    async def known(self, name: str, posts: Sequence[Post] = ()) -> Person | None:
        """Who is meant by this name and these posts, if we know them; adds nothing."""
        named = [each for _, each in posts if each]
        there = [await self.known_organisation(each) for each in named]
        employers = {each.id for each in there if each}
        person = await self._known(name, employers) if employers or not named else None
        offices = {text.fold(role or "") for role, _ in posts} & beside_names.OFFICES
        held = {text.fold(each.role or "") for each in person.affiliations} if person else set()
        return person if employers or not offices - held else None  # a mayor of that name may be somebody else

    async def namesakes(self, name: str) -> Sequence[Person]:
        """Everybody known by that name, whatever titles stand before it, with their posts."""
        await self._look_up_people([name])
        return self._called(name)[:_MOST]

    async def among(self, ids: Select[UUID]) -> Sequence[Person]:
        """Whom they know of these, with their posts."""
        query = select(Person).where(Person.id.in_(ids), visible(Person, self.reader, self.now)).order_by(Person.slug)
        found = (await self.db.scalars(query)).all()
        await self._learn_posts(found)
        return found

    async def _chosen(self, person_id: UUID) -> Person | None:
        query = select(Person).where(Person.id == person_id, visible(Person, self.reader, self.now))
        found = await self.db.scalar(query)
        await self._learn_posts([found] if found else [])
        return found

    async def _known(self, name: str, employers: set[UUID]) -> Person | None:
        await self._look_up_people([name])
        last = beside_names.bare(text.bare(name))[
            -1
        ].lower()  # with its accents: without them, it is asked who is meant
        found = [each for each in self._called(name) if last in each.name.lower().replace(",", " ").split()]
        if not employers:
            return found[0] if len(found) == 1 else None
        return next((each for each in found if employers & {post.organisation_id for post in each.affiliations}), None)

    def _called(self, name: str) -> list[Person]:
        return sorted(self._people[_key(name)], key=lambda each: (each.slug, each.id))

    async def _look_up_houses(self, names: Iterable[str]) -> None:
        if new := {*names} - self._asked:
            self._asked.update(new)
            await self.db.flush()
            self._houses.add(*await organisations.going_by(self.db, new, reader=self.reader, now=self.now))

    async def _look_up_people(self, names: Iterable[str]) -> None:
        new = {_key(each): each for each in names if _key(each) not in self._people}
        if not new:
            return
        await self.db.flush()
        found = await persons.named(self.db, [*new.values()], reader=self.reader, now=self.now)
        await self._learn_posts(found)
        self._people.update({each: [] for each in new})
        for each in found:
            self._people[_key(each.name)].append(each)

    async def _learn_posts(self, people: Sequence[Person]) -> None:
        """As far as they may be seen, and once: what was said since is not written yet."""
        new = [each for each in people if each.id not in self._posted]
        self._posted.update(each.id for each in new)
        await persons.attach_posts(self.db, new, reader=self.reader, now=self.now)
        posts = [post for each in new for post in each.affiliations]
        employers = [(posts, Affiliation.organisation)]
        await visibility.attach(self.db, Organisation, employers, reader=self.reader, now=self.now)
        self._waiting.update(await persons.waiting(self.db, posts, now=self.now))


def _role(said: str | None) -> str | None:
    return said and text.line(said, 250)


def _key(name: str) -> str:
    return text.fold(persons.without_titles(text.bare(name)))
