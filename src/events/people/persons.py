"""Persons and their affiliations: found for whoever may see them, and added."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, literal, or_, select, true
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import joinedload, selectinload
from sqlalchemy.orm.attributes import set_committed_value

from events import text, visibility
from events.accounts.access import Mandate, NotYours
from events.people import beside_names, surnames
from events.people.models import Affiliation, Organisation, Person, PrivateFacts
from events.storage import slugs
from events.storage.chunks import chunks
from events.visibility import ANYONE, Reader, held, visible


@dataclass
class HasPost(ValueError):
    role: str | None
    organisation: Organisation

    def __str__(self) -> str:
        return f"They hold this post already: {', '.join(filter(None, (self.role, self.organisation.name)))}."


async def by_slug(db: AsyncSession, slug: str, *, reader: Reader, now: datetime) -> Person | None:
    """With their portrait and posts; an organisation that this reader may not see is left out of its post."""
    query = select(Person).where(Person.slug == slug, visible(Person, reader, now))
    person = await db.scalar(query.options(joinedload(Person.portrait)))
    if person:
        await attach_posts(db, [person], reader=reader, now=now)
        employers = [(person.affiliations, Affiliation.organisation)]
        await visibility.attach(db, Organisation, employers, reader=reader, now=now)
    return person


async def attach_posts(db: AsyncSession, people: Sequence[Person], *, reader: Reader, now: datetime) -> None:
    """As many of their posts as this reader may know of, in their own order."""
    await visibility.attach_seen_parts(db, people, Person.affiliations, reader=reader, now=now)


async def waiting(db: AsyncSession, posts: Iterable[Affiliation], *, now: datetime) -> frozenset[UUID]:
    """Those of these posts of which nobody can read before the launch is out with which they came."""
    came = frozenset(each.id for each in posts if each.came_with_launch_id)
    told = select(Affiliation.id).where(Affiliation.id.in_(came), visible(Affiliation, ANYONE, now))
    return came.difference(await db.scalars(told)) if came else came


async def with_posts_at(
    db: AsyncSession, organisation: Organisation, *, reader: Reader, now: datetime
) -> Sequence[Person]:
    """Who has a post there today, each with the posts there and nowhere else."""
    there = (Affiliation.organisation_id == organisation.id) & _held(now.date()) & visible(Affiliation, reader, now)
    ids = select(Affiliation.person_id).where(there)
    query = select(Person).where(Person.id.in_(ids), visible(Person, reader, now))
    people = (await db.scalars(query.options(joinedload(Person.portrait)))).all()
    await attach_posts(db, people, reader=reader, now=now)
    for each in people:
        here = [post for post in each.affiliations if post.organisation_id == organisation.id]
        set_committed_value(each, "affiliations", [post for post in here if post.is_held(now.date())])
    return sorted(people, key=lambda each: each.place)


# Whoever keeps a person knows where they work, public or not.
_NAMED = held(Organisation, true())


async def in_hand(db: AsyncSession, slug: str, *, mandate: Mandate) -> Person:
    """To be revised: somebody whom an organiser's organisations keep. Raises NotYours."""
    theirs = held(Person, Person.kept_by_id.in_(mandate.organisations))
    posts = selectinload(Person.affiliations).joinedload(Affiliation.organisation.and_(_NAMED))
    found = await db.scalar(
        select(Person).where(Person.slug == slug, theirs).options(posts, joinedload(Person.portrait))
    )
    if found is None:
        raise NotYours
    return found


@dataclass(frozen=True)
class Listed:
    """One page of people, and how many there are in all."""

    people: Sequence[Person]
    count: int


async def of_office(
    db: AsyncSession,
    *,
    mandate: Mandate,
    among: Select[UUID] | None = None,
    limit: int | None = None,
    offset: int = 0,
) -> Listed:
    """Whom an organiser's organisations keep, with their posts, as a list sorts them; `among` these, if it is given."""
    kept = held(Person, Person.kept_by_id.in_(mandate.organisations))
    wanted = kept if among is None else kept & Person.id.in_(among)
    every = await db.execute(select(Person.sort_name, Person.id).where(wanted))
    ids = [id for _, id in sorted((text.fold(sort_name), id) for sort_name, id in every)]
    posts = selectinload(Person.affiliations).joinedload(Affiliation.organisation.and_(_NAMED))
    found: list[Person] = []
    for some in chunks(ids[offset:][:limit]):
        found += await db.scalars(select(Person).where(held(Person, Person.id.in_(some))).options(posts))
    return Listed(sorted(found, key=lambda each: each.place), len(ids))


async def posts_of(db: AsyncSession, person_id: UUID, *, reader: Reader, now: datetime) -> Sequence[Affiliation]:
    """Every post of somebody, in their own order, at organisations that this reader may see."""
    seen = select(Person.id).where(Person.id == person_id, visible(Person, reader, now))
    query = select(Affiliation).where(Affiliation.person_id.in_(seen), visible(Affiliation, reader, now))
    found = (await db.scalars(query.order_by(Affiliation.position, Affiliation.id))).all()
    await visibility.attach(db, Organisation, [(found, Affiliation.organisation)], reader=reader, now=now)
    return [each for each in found if each.organisation]


async def add_post(
    db: AsyncSession, person: Person, organisation: Organisation, role: str | None, *, on: date
) -> Affiliation:
    """Another post after those they have. Raises HasPost where they hold this one on that day."""
    same = select(Affiliation).where(
        Affiliation.person_id == person.id, Affiliation.organisation_id == organisation.id, Affiliation.role == role
    )
    if any(not each.is_over(on) for each in await db.scalars(same)):
        raise HasPost(role, organisation)
    return await affiliate(db, person, organisation, role)


def _held(on: date) -> ColumnElement[bool]:
    begun = or_(Affiliation.starts.is_(None), Affiliation.starts <= on)
    return begun & or_(Affiliation.ends.is_(None), Affiliation.ends >= on)


async def named(db: AsyncSession, names: Collection[str], *, reader: Reader, now: datetime) -> Sequence[Person]:
    """Everybody known by one of these names, whatever titles stand before it."""
    wanted = {text.fold(without_titles(each)) for each in names}
    like = _like(names) if len(names) <= _FEW else Person.id.in_(await _bearing(db, wanted))
    query = select(Person).where(like, visible(Person, reader, now)).order_by(Person.slug, Person.id)
    return [each for each in await db.scalars(query) if text.fold(without_titles(each.name)) in wanted]


_FEW = 3  # names, after which it takes less to read all that there are than to have the database look for each


def _like(names: Iterable[str]) -> ColumnElement[bool]:
    """An address stays when a name changes, and lower() knows no accents on SQLite."""
    like: list[ColumnElement[bool]] = []
    for words in map(beside_names.bare, names):
        slug = text.slug(" ".join(words))
        like += [Person.slug == slug, Person.slug.startswith(f"{slugs.before_number(slug)}-"), _has_word(words[-1])]
    return or_(*like)


def _has_word(word: str) -> ColumnElement[bool]:
    """Whether a name has it whole: a surname of few letters is part of half of all names."""
    words = literal(" ") + func.replace(func.lower(Person.name), ",", " ") + " "
    return words.contains(f" {word.lower()} ", autoescape=True)


async def _bearing(db: AsyncSession, names: Collection[str]) -> list[UUID]:
    """Who bears one of these names, folded; which of them may be seen is asked after."""
    lasts = {each.rpartition(" ")[2] for each in names}
    every = await db.execute(select(Person.id, Person.name).where(held(Person, true())))
    likely = ((id, name) for id, name in every if not lasts.isdisjoint(text.fold(name).replace(",", " ").split()))
    return [id for id, name in likely if text.fold(without_titles(name)) in names]


async def add(db: AsyncSession, person: Person) -> Person:
    """Takes somebody in, at an address without titles; how they are sorted is guessed where it is not said."""
    person.sort_name = person.sort_name or surnames.sort_name(person.name)
    person.slug = person.slug or await slugs.free(db, Person, without_titles(person.name))
    db.add(person)
    return person


def without_titles(name: str) -> str:
    """`Prof. Jan van der Berg, OBE` is Jan van der Berg."""
    return " ".join(beside_names.bare(name))


async def affiliate(
    db: AsyncSession,
    person: Person,
    organisation: Organisation,
    role: str | None = None,
    *,
    starts: date | None = None,
    ends: date | None = None,
) -> Affiliation:
    """Another post, after those the person has; role and dates may be unknown."""
    await db.flush()
    there = await db.scalar(select(func.count()).where(Affiliation.person_id == person.id)) or 0
    affiliation = Affiliation(
        person_id=person.id, organisation_id=organisation.id, position=there, role=role, starts=starts, ends=ends
    )
    db.add(affiliation)
    return affiliation


async def keep_private(db: AsyncSession, facts: PrivateFacts) -> PrivateFacts:
    """How we reach a person, in place of what we knew before."""
    return await db.merge(facts)
