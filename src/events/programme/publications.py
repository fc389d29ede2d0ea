"""Publications: found for whoever may see them; added, revised, published."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypedDict, Unpack
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, select, true
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import joinedload, selectinload
from sqlalchemy.orm.interfaces import ORMOption

from events import visibility
from events.accounts.access import Mandate, NotYours
from events.people.models import Organisation, Person
from events.programme import launches
from events.programme.models import (
    Author,
    Launch,
    Publication,
    PublicationFile,
    PublicationTopic,
    PublicationVersion,
    Publisher,
    Series,
    Topic,
)
from events.programme.occasions import EventPublication
from events.storage import lists, slugs
from events.visibility import ANYONE, Reader, held, visible

Byline = tuple[str, UUID | None]  # a name as printed, and the person of ours whose it is


async def by_slug(
    db: AsyncSession, slug: str, *options: ORMOption, reader: Reader, now: datetime
) -> Publication | None:
    """With all that its page shows; what this reader may not see beside it is left out."""
    files_of_each = selectinload(PublicationVersion.files).joinedload(PublicationFile.file)
    query = select(Publication).where(Publication.slug == slug, visible(Publication, reader, now))
    query = query.options(selectinload(Publication.versions).options(files_of_each), *options)
    found = await _shown(db, query, reader, now)
    await visibility.attach_reached(db, found, Publication.topics, reader=reader, now=now)
    return next(iter(found), None)


async def in_hand(db: AsyncSession, slug: str, *, mandate: Mandate, reader: Reader, now: datetime) -> Publication:
    """To be revised: the same, with its embargo and its launch. Raises NotYours."""
    its = joinedload(Publication.launch), joinedload(Publication.embargo)
    found = await by_slug(db, slug, *its, reader=reader, now=now)
    if found is None:
        raise NotYours
    await launches.by_id(db, found.launch_id, mandate=mandate)
    return found


async def in_series(db: AsyncSession, series_id: UUID, *, reader: Reader, now: datetime) -> Sequence[Publication]:
    """What is out of a series, by number; whatever has none comes last, by date."""
    query = select(Publication).where(Publication.series_id == series_id, visible(Publication, reader, now))
    number = Publication.series_number.asc().nulls_last()
    return await _shown(db, query.order_by(number, Publication.dated, Publication.id), reader, now)


async def by_organisation(
    db: AsyncSession, organisation: Organisation, *, reader: Reader, now: datetime, limit: int, offset: int = 0
) -> tuple[Sequence[Publication], int]:
    """What an organisation has published, newest first, and how many that is in all."""
    return await _newest(db, is_by(organisation), reader, now, limit, offset)


async def by_author(
    db: AsyncSession, person: Person, *, reader: Reader, now: datetime, limit: int, offset: int = 0
) -> tuple[Sequence[Publication], int]:
    wrote = select(Author.publication_id).where(Author.person_id == person.id)
    return await _newest(db, Publication.id.in_(wrote), reader, now, limit, offset)


async def about(
    db: AsyncSession, topic: Topic, *, reader: Reader, now: datetime, limit: int, offset: int = 0
) -> tuple[Sequence[Publication], int]:
    on_it = select(PublicationTopic.publication_id).where(PublicationTopic.topic_id == topic.id)
    return await _newest(db, Publication.id.in_(on_it), reader, now, limit, offset)


async def of_launch(db: AsyncSession, launch_id: UUID, *, reader: Reader, now: datetime) -> Sequence[Publication]:
    query = select(Publication).where(Publication.launch_id == launch_id, visible(Publication, reader, now))
    number = Publication.series_number.asc().nulls_last()
    return await _shown(db, query.order_by(number, Publication.title, Publication.id), reader, now)


async def alone_at(db: AsyncSession, publication: Publication, *, now: datetime) -> set[UUID]:
    """Ids of the events that stand in the calendar feed of its series by it alone, or would."""
    if publication.series_id is None:
        return set()
    out = (Publication.series_id == publication.series_id, visible(Publication, ANYONE, now))
    others = select(Publication.id).where(*out, Publication.id != publication.id)
    at_others = select(EventPublication.event_id).where(EventPublication.publication_id.in_(others))
    at_it = launched_at(publication).where(held(EventPublication, true()))
    return set(await db.scalars(at_it.where(EventPublication.event_id.not_in(at_others))))


def launched_at(publication: Publication) -> Select[UUID]:
    """Ids of the events that launch it."""
    return select(EventPublication.event_id).where(EventPublication.publication_id == publication.id)


async def _shown(db: AsyncSession, query: Select[Publication], reader: Reader, now: datetime) -> Sequence[Publication]:
    """Publications as every list shows them: with their cover, series, authors and publishers."""
    parts = (Publication.cover, Publication.authors, Publication.publishers)
    publications = (await db.scalars(query.options(*map(selectinload, parts)))).all()
    authors = [author for each in publications for author in each.authors]
    publishers = [publisher for each in publications for publisher in each.publishers]
    by: Any = {"reader": reader, "now": now}
    await visibility.attach(db, Series, [(publications, Publication.series)], **by)
    await visibility.attach(db, Person, [(authors, Author.person)], **by)
    await visibility.attach(db, Organisation, [(publishers, Publisher.organisation)], **by)
    return publications


def is_by(organisation: Organisation) -> ColumnElement[bool]:
    """Published by it; where no publisher is named, that is whoever leads the launch."""
    published = select(Publisher.publication_id).where(Publisher.organisation_id == organisation.id)
    led = select(Launch.id).where(Launch.lead_id == organisation.id)
    return Publication.id.in_(published) | (Publication.launch_id.in_(led) & ~Publication.publishers.any())


async def _newest(
    db: AsyncSession, which: ColumnElement[bool], reader: Reader, now: datetime, limit: int, offset: int
) -> tuple[Sequence[Publication], int]:
    seen = visible(Publication, reader, now)
    newest = (Publication.dated.desc().nulls_last(), Publication.published_at.desc(), Publication.id.desc())
    found = select(Publication.id).where(which, seen)
    rows, count = await lists.cut(db, found, newest, limit=limit, offset=offset)
    page = select(Publication).where(Publication.id.in_([id for (id,) in rows]), seen).order_by(*newest)
    return await _shown(db, page, reader, now), count


@dataclass
class NumberTaken(ValueError):
    """Two publications cannot have the same number in a series."""

    by: Publication

    def __str__(self) -> str:
        return f"“{self.by.title}” is number {self.by.series_number} of this series already."


@dataclass
class NumberTwice(ValueError):
    """One number for two publications of a series, when all were numbered anew."""

    first: Publication
    second: Publication
    number: int

    def __str__(self) -> str:
        return f"“{self.first.title}” and “{self.second.title}” cannot both be number {self.number}."


class NeedsSeries(ValueError):
    """A number in nothing."""

    def __str__(self) -> str:
        return "Say of which series this is the number."


class Details(TypedDict, total=False):
    """What plain editing may change; what becomes of a publication has functions of its own."""

    title: str
    subtitle: str | None
    abstract: str | None
    series_id: UUID | None
    series_number: int | None
    dated: date | None
    pages: int | None
    language: str
    isbn: str | None
    doi: str | None
    licence: str | None
    has_more_authors: bool
    cover_id: UUID | None


async def add(
    db: AsyncSession,
    publication: Publication,
    *,
    authors: Sequence[Person | str] = (),
    publishers: Sequence[Organisation] = (),
    topics: Sequence[Topic] = (),
) -> Publication:
    """Takes a draft in, under the embargo of its launch. Raises NumberTaken.

    Authors are printed in this order, those whom we do not know by name alone.
    """
    publication.embargo_id = await launches.embargo_over(db, publication)
    await _require_free_number(db, publication, publication.series_id, publication.series_number)
    publication.slug = publication.slug or await slugs.free(db, Publication, publication.title)
    db.add(publication)
    db.add_all(_author(publication, each, position) for position, each in enumerate(authors))
    db.add_all(
        Publisher(publication_id=publication.id, organisation_id=each.id, position=position)
        for position, each in enumerate(publishers)
    )
    db.add_all(PublicationTopic(publication_id=publication.id, topic_id=each.id) for each in topics)
    return publication


async def revise(db: AsyncSession, publication: Publication, **details: Unpack[Details]) -> None:
    """Changes these facts or nothing at all. Raises NumberTaken, NeedsSeries."""
    series_id = details.get("series_id", publication.series_id)
    await _require_free_number(db, publication, series_id, details.get("series_number", publication.series_number))
    for name, value in details.items():
        setattr(publication, name, value)


async def numbered(db: AsyncSession, series_id: UUID, *, mandate: Mandate) -> Sequence[Publication]:
    """What is in a series and belongs to launches that an organiser works on: whose numbers they may change."""
    theirs = Publication.launch_id.in_(select(Launch.id).where(launches.in_hand(mandate)))
    return (
        await db.scalars(select(Publication).where(held(Publication, theirs), Publication.series_id == series_id))
    ).all()


async def renumber(db: AsyncSession, series_id: UUID, numbers: Mapping[Publication, int | None]) -> None:
    """All at once, so that two may change places. Raises NumberTwice."""
    every = (await db.scalars(select(Publication).where(Publication.series_id == series_id))).all()
    taken: dict[int, Publication] = {}
    for each in sorted(every, key=lambda each: each in numbers):  # those that stay come first
        number = numbers.get(each, each.series_number)
        if number in taken:
            raise NumberTwice(taken[number], each, number)
        if number:
            taken[number] = each
    changed = [each for each, number in numbers.items() if each.series_number != number]
    for each in changed:
        each.series_number = None
    await db.flush()  # or the database would see two of one number on the way
    for each in changed:
        each.series_number = numbers[each]


async def set_authors(db: AsyncSession, publication: Publication, authors: Sequence[Byline]) -> None:
    """Who wrote it, as printed and in this order; whoever was named so before stays the same author."""
    await db.flush()
    there = list(await db.scalars(select(Author).where(Author.publication_id == publication.id)))
    for position, (name, person_id) in enumerate(authors):
        same = next((each for each in there if (each.name, each.person_id) == (name, person_id)), None)
        if same:
            there.remove(same)
            same.position = position
        else:
            db.add(Author(publication_id=publication.id, name=name, person_id=person_id, position=position))
    for each in there:
        await db.delete(each)


async def authors_of(db: AsyncSession, publication: Publication) -> Sequence[Author]:
    await db.flush()
    query = select(Author).where(Author.publication_id == publication.id)
    return (await db.scalars(query.order_by(Author.position, Author.id))).all()


async def set_publishers(db: AsyncSession, publication: Publication, houses: Sequence[Organisation]) -> None:
    await db.flush()
    rows = await db.scalars(select(Publisher).where(Publisher.publication_id == publication.id))
    there = {row.organisation_id: row for row in rows}
    for position, key in enumerate(dict.fromkeys(each.id for each in houses)):
        if row := there.pop(key, None):
            row.position = position
        else:
            db.add(Publisher(publication_id=publication.id, organisation_id=key, position=position))
    for row in there.values():
        await db.delete(row)


async def set_topics(db: AsyncSession, publication: Publication, topics: Sequence[Topic]) -> None:
    await db.flush()
    rows = await db.scalars(select(PublicationTopic).where(PublicationTopic.publication_id == publication.id))
    there = {row.topic_id: row for row in rows}
    wanted = {each.id for each in topics}
    db.add_all(PublicationTopic(publication_id=publication.id, topic_id=key) for key in wanted - there.keys())
    for key in there.keys() - wanted:
        await db.delete(there[key])


async def set_events(
    db: AsyncSession, publication: Publication, events: Collection[UUID], *, among: Collection[UUID]
) -> None:
    """At which `among` these events it is launched, after what is launched there already; others are left alone."""
    await db.flush()
    rows = await db.scalars(select(EventPublication).where(EventPublication.publication_id == publication.id))
    there = {row.event_id: row for row in rows if row.event_id in among}
    for event_id in events:
        if there.pop(event_id, None) is None:
            last = select(func.max(EventPublication.position)).where(EventPublication.event_id == event_id)
            place = await db.scalar(last)
            row = EventPublication(event_id=event_id, publication_id=publication.id)
            row.position = 0 if place is None else place + 1
            db.add(row)
    for row in there.values():
        await db.delete(row)


async def launching(db: AsyncSession, publication: Publication) -> set[UUID]:
    """Ids of the events that launch it, for whoever works on its launch."""
    return set(await db.scalars(launched_at(publication).where(held(EventPublication, true()))))


def publish(publication: Publication, *, now: datetime) -> None:
    """Public from now on, or from the lift of its embargo."""
    publication.put_out(now)


def _author(publication: Publication, author: Person | str, position: int) -> Author:
    if isinstance(author, str):
        return Author(publication_id=publication.id, name=author, position=position)
    return Author(publication_id=publication.id, name=author.name, person_id=author.id, position=position)


async def _require_free_number(
    db: AsyncSession, publication: Publication, series_id: UUID | None, number: int | None
) -> None:
    if number is None:
        return
    if series_id is None:
        raise NeedsSeries
    await db.flush()
    same = (Publication.series_id == series_id, Publication.series_number == number)
    other = await db.scalar(select(Publication).where(*same, Publication.id != publication.id))
    if other:
        raise NumberTaken(other)
