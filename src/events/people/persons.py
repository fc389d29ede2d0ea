"""Persons and their affiliations: found for whoever may see them, and added."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ColumnElement, func, or_, select, true
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import selectinload

from events import text, visibility
from events.accounts.access import Mandate, NotYours
from events.people.models import Affiliation, Organisation, Person, PrivateFacts
from events.storage import slugs
from events.visibility import Reader, held, visible


async def by_slug(db: AsyncSession, slug: str, *, reader: Reader, now: datetime) -> Person | None:
    """With their portrait and posts; an organisation that this reader may not see is left out of its post."""
    query = select(Person).where(Person.slug == slug, visible(Person, reader, now))
    person = await db.scalar(query.options(selectinload(Person.portrait), selectinload(Person.affiliations)))
    if person:
        employers = [(person.affiliations, Affiliation.organisation)]
        await visibility.attach(db, Organisation, employers, reader=reader, now=now)
    return person


async def with_posts_at(
    db: AsyncSession, organisation: Organisation, *, reader: Reader, now: datetime
) -> Sequence[Person]:
    """Who has a post there today, each with the posts there and nowhere else."""
    there = (Affiliation.organisation_id == organisation.id) & _held(now.date())
    ids = select(Affiliation.person_id).where(there)
    query = select(Person).where(Person.id.in_(ids), visible(Person, reader, now))
    rows = await db.scalars(
        query.order_by(Person.sort_name, Person.id).options(
            selectinload(Person.portrait),
            selectinload(Person.affiliations.and_(there)),
        )
    )
    return rows.all()


# Whoever keeps a person knows where they work, public or not.
_NAMED = held(Organisation, true())


async def in_hand(db: AsyncSession, slug: str, *, mandate: Mandate) -> Person:
    """To be revised: somebody whom an organiser's organisations keep. Raises NotYours."""
    theirs = held(Person, Person.kept_by_id.in_(mandate.organisations))
    posts = selectinload(Person.affiliations).selectinload(Affiliation.organisation.and_(_NAMED))
    found = await db.scalar(select(Person).where(Person.slug == slug, theirs).options(posts))
    if found is None:
        raise NotYours
    return found


async def of_office(db: AsyncSession, *, mandate: Mandate) -> Sequence[Person]:
    """Everybody whom an organiser's organisations keep, with their posts, as a list sorts them."""
    query = select(Person).where(held(Person, Person.kept_by_id.in_(mandate.organisations)))
    posts = selectinload(Person.affiliations).selectinload(Affiliation.organisation.and_(_NAMED))
    return (await db.scalars(query.order_by(Person.sort_name, Person.id).options(posts))).all()


async def posts_of(db: AsyncSession, person_id: UUID, *, reader: Reader, now: datetime) -> Sequence[Affiliation]:
    """Every post of somebody, in their own order, at organisations that this reader may see."""
    query = select(Affiliation).where(
        Affiliation.person_id == person_id, Affiliation.person.has(visible(Person, reader, now))
    )
    found = (await db.scalars(query.order_by(Affiliation.position, Affiliation.id))).all()
    await visibility.attach(db, Organisation, [(found, Affiliation.organisation)], reader=reader, now=now)
    return [each for each in found if each.organisation]


async def replace_posts(db: AsyncSession, person: Person, posts: Sequence[tuple[str | None, Organisation]]) -> None:
    """These posts in this order; one that is among them already is kept, with its dates."""
    await db.flush()
    there = list(await db.scalars(select(Affiliation).where(Affiliation.person_id == person.id)))
    for position, (role, organisation) in enumerate(posts):
        known = next((each for each in there if (each.role, each.organisation_id) == (role, organisation.id)), None)
        if known:
            there.remove(known)
            known.position = position
        else:
            db.add(Affiliation(person_id=person.id, organisation_id=organisation.id, position=position, role=role))
    for each in there:
        await db.delete(each)


def _held(on: date) -> ColumnElement[bool]:
    begun = or_(Affiliation.starts.is_(None), Affiliation.starts <= on)
    return begun & or_(Affiliation.ends.is_(None), Affiliation.ends >= on)


# What belongs to a surname though it is written apart and small.
_PARTICLES = frozenset("al bin da de del della den der di dos du el ibn la le ten ter van von y zu".split())


async def add(db: AsyncSession, person: Person) -> Person:
    """Takes somebody in, at an address without titles; how they are sorted is guessed where it is not said."""
    person.sort_name = person.sort_name or sort_name(person.name)
    person.slug = person.slug or await slugs.free(db, Person, without_titles(person.name))
    db.add(person)
    return person


def without_titles(name: str) -> str:
    """`Prof. Jan van der Berg, OBE` is Jan van der Berg."""
    return " ".join(_without_titles(name))


def sort_name(name: str) -> str:
    """A guess that somebody may mend: `Prof. Jan van der Berg` gives `van der Berg, Jan`."""
    words = _without_titles(name)
    first = len(words) - 1
    while first > 0 and words[first - 1] in _PARTICLES:
        first -= 1
    surname, given = " ".join(words[first:]), " ".join(words[:first])
    return f"{surname}, {given}" if given else surname


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


def _without_titles(name: str) -> list[str]:
    """The words of a name but for what stands before it (Dr) and after a comma (OBE)."""
    words = name.partition(",")[0].split()
    return [word for word in words if word.rstrip(".") not in text.TITLES] or words or [name]
