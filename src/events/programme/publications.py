"""Publications and series: found for whoever may see them; added, revised, published."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import selectinload

from events import visibility
from events.people.models import Organisation, Person
from events.programme import launches
from events.programme.models import (
    Author,
    Form,
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
from events.storage import files, slugs
from events.storage.files import File
from events.visibility import Reader, visible


async def by_slug(db: AsyncSession, slug: str, *, reader: Reader, now: datetime) -> Publication | None:
    """With all that its page shows; what this reader may not see beside it is left out."""
    files_of_each = selectinload(PublicationVersion.files).selectinload(PublicationFile.file)
    query = select(Publication).where(Publication.slug == slug, visible(Publication, reader, now))
    query = query.options(
        selectinload(Publication.topics.and_(visible(Topic, reader, now))),
        selectinload(Publication.versions).options(files_of_each),
    )
    return next(iter(await _shown(db, query, reader, now)), None)


async def series_by_slug(db: AsyncSession, slug: str, *, reader: Reader, now: datetime) -> Series | None:
    series = await db.scalar(select(Series).where(Series.slug == slug, visible(Series, reader, now)))
    if series:
        own = [([series], Series.organisation)]
        await visibility.attach(db, Organisation, own, reader=reader, now=now)
    return series


async def in_series(db: AsyncSession, series_id: UUID, *, reader: Reader, now: datetime) -> Sequence[Publication]:
    """What is out of a series, by number; whatever has none comes last, by date."""
    query = select(Publication).where(Publication.series_id == series_id, visible(Publication, reader, now))
    number = Publication.series_number.asc().nulls_last()
    return await _shown(db, query.order_by(number, Publication.dated, Publication.id), reader, now)


async def series_of(db: AsyncSession, organisation: Organisation, *, reader: Reader, now: datetime) -> Sequence[Series]:
    """The series that are an organisation's own, and those it has published in."""
    published = select(Publication.series_id).where(
        _is_by(organisation), visible(Publication, reader, now), Publication.series_id.is_not(None)
    )
    own = or_(Series.organisation_id == organisation.id, Series.id.in_(published))
    query = select(Series).where(own, visible(Series, reader, now))
    return (await db.scalars(query.order_by(Series.title, Series.id))).all()


async def by_organisation(
    db: AsyncSession, organisation: Organisation, *, reader: Reader, now: datetime, limit: int, offset: int = 0
) -> tuple[Sequence[Publication], int]:
    """What an organisation has published, newest first, and how many that is in all."""
    return await _newest(db, _is_by(organisation), reader, now, limit, offset)


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


def _is_by(organisation: Organisation) -> ColumnElement[bool]:
    """Published by it; where no publisher is named, that is whoever leads the launch."""
    published = select(Publisher.publication_id).where(Publisher.organisation_id == organisation.id)
    led = select(Launch.id).where(Launch.lead_id == organisation.id)
    return Publication.id.in_(published) | (Publication.launch_id.in_(led) & ~Publication.publishers.any())


async def _newest(
    db: AsyncSession, which: ColumnElement[bool], reader: Reader, now: datetime, limit: int, offset: int
) -> tuple[Sequence[Publication], int]:
    wanted = (which, visible(Publication, reader, now))
    count = await db.scalar(select(func.count()).select_from(Publication).where(*wanted))
    newest = (Publication.dated.desc().nulls_last(), Publication.published_at.desc(), Publication.id.desc())
    page = select(Publication).where(*wanted).order_by(*newest).limit(limit).offset(offset)
    return await _shown(db, page, reader, now), count or 0


@dataclass
class NumberTaken(ValueError):
    """Two publications cannot have the same number in a series."""

    by: Publication

    def __str__(self) -> str:
        return f"“{self.by.title}” is number {self.by.series_number} of this series already."


async def add_series(db: AsyncSession, series: Series) -> Series:
    series.slug = series.slug or await slugs.free(db, Series, series.title)
    db.add(series)
    return series


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
    await _require_free_number(db, publication)
    publication.slug = publication.slug or await slugs.free(db, Publication, publication.title)
    db.add(publication)
    db.add_all(_author(publication, each, position) for position, each in enumerate(authors))
    db.add_all(
        Publisher(publication_id=publication.id, organisation_id=each.id, position=position)
        for position, each in enumerate(publishers)
    )
    db.add_all(PublicationTopic(publication_id=publication.id, topic_id=each.id) for each in topics)
    return publication


async def add_version(
    db: AsyncSession, publication: Publication, *, dated: date | None, note: str | None = None
) -> PublicationVersion:
    """The next version; from the second on, `note` says what it corrects."""
    await db.flush()
    there = select(func.max(PublicationVersion.number)).where(PublicationVersion.publication_id == publication.id)
    number = (await db.scalar(there) or 0) + 1
    version = PublicationVersion(publication_id=publication.id, number=number, dated=dated, note=note)
    db.add(version)
    return version


async def add_file(
    db: AsyncSession, version: PublicationVersion, form: Form, file: File, content: bytes, *, language: str
) -> PublicationFile:
    """One form of a version, offered after those that are there."""
    await db.flush()
    there = await db.scalar(select(func.count()).where(PublicationFile.version_id == version.id)) or 0
    files.add(db, file, content)
    offered = PublicationFile(version_id=version.id, form=form, language=language, file_id=file.id, position=there)
    db.add(offered)
    return offered


def publish(publication: Publication, *, now: datetime) -> None:
    """Public from now on, or from the lift of its embargo."""
    publication.put_out(now)


async def unpublish(db: AsyncSession, publication: Publication, *, note: str | None, now: datetime) -> None:
    """A draft again if nobody could read it, else withdrawn with a note on its page."""
    await launches.take_back(db, publication, note=note, now=now)


def _author(publication: Publication, author: Person | str, position: int) -> Author:
    if isinstance(author, str):
        return Author(publication_id=publication.id, name=author, position=position)
    return Author(publication_id=publication.id, name=author.name, person_id=author.id, position=position)


async def _require_free_number(db: AsyncSession, publication: Publication) -> None:
    if publication.series_number is None:
        return
    await db.flush()
    same = (Publication.series_id == publication.series_id, Publication.series_number == publication.series_number)
    other = await db.scalar(select(Publication).where(*same, Publication.id != publication.id))
    if other:
        raise NumberTaken(other)
