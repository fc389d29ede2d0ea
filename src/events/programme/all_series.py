"""Series: found for whoever may see them and whoever keeps them; added, revised, published, taken back."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import TypedDict, Unpack
from uuid import UUID

from sqlalchemy import func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from events import text, visibility
from events.accounts.access import Mandate, NotYours
from events.people.models import Organisation
from events.programme import publications
from events.programme.models import Publication, Series
from events.storage import slugs
from events.visibility import ANYONE, Reader, held, visible


async def by_slug(db: AsyncSession, slug: str, *, reader: Reader, now: datetime) -> Series | None:
    series = await db.scalar(select(Series).where(Series.slug == slug, visible(Series, reader, now)))
    if series:
        own = [([series], Series.organisation)]
        await visibility.attach(db, Organisation, own, reader=reader, now=now)
    return series


async def by_organisation(
    db: AsyncSession, organisation: Organisation, *, reader: Reader, now: datetime
) -> Sequence[Series]:
    """The series that are an organisation's own, and those it has published in."""
    published = select(Publication.series_id).where(
        publications.is_by(organisation), visible(Publication, reader, now), Publication.series_id.is_not(None)
    )
    own = or_(Series.organisation_id == organisation.id, Series.id.in_(published))
    query = select(Series).where(own, visible(Series, reader, now))
    return (await db.scalars(query.order_by(Series.title, Series.id))).all()


async def in_hand(db: AsyncSession, slug: str, *, mandate: Mandate) -> Series:
    """To be revised: one of an organiser's organisations. Raises NotYours."""
    theirs = held(Series, Series.organisation_id.in_(mandate.organisations))
    found = await db.scalar(select(Series).where(Series.slug == slug, theirs))
    if found is None:
        raise NotYours
    return found


async def of_office(db: AsyncSession, words: str = "", *, mandate: Mandate) -> Sequence[Series]:
    """The series of an organiser's organisations by title; with `words`, those whose title has all of them."""
    query = select(Series).where(held(Series, Series.organisation_id.in_(mandate.organisations)))
    found = (await db.scalars(query.order_by(Series.title, Series.id))).all()
    wanted = text.fold(words).split()
    return [each for each in found if all(word in text.fold(each.title) for word in wanted)]


async def sizes(db: AsyncSession, series: Collection[Series], *, reader: Reader, now: datetime) -> dict[UUID, int]:
    """How many publications are in each, drafts of the reader's own among them."""
    query = select(Publication.series_id, func.count()).where(
        Publication.series_id.in_([each.id for each in series]), visible(Publication, reader, now)
    )
    rows = await db.execute(query.group_by(Publication.series_id))
    return {series_id: count for series_id, count in rows if series_id}


async def known(db: AsyncSession, of: Collection[UUID], *, reader: Reader, now: datetime) -> Sequence[Series]:
    """What these organisations may add a publication to: series of their own, as far as this reader knows of them."""
    query = select(Series).where(Series.organisation_id.in_(of), visible(Series, reader, now))
    return (await db.scalars(query.order_by(Series.title, Series.slug))).all()


async def named(
    db: AsyncSession, title: str, of: Sequence[UUID], *, reader: Reader, now: datetime, parts: int | None = None
) -> Series:
    """Their series of that title, however it is spelt; a new one of the first of these organisations if there is none.

    Others' series stay out of it: whoever fills one says what stands in it, under its owner's name.
    """
    await db.flush()
    there = await titled(db, title, of, reader=reader, now=now)
    return there or await add(db, Series(title=title, parts=parts, organisation_id=of[0]))


async def titled(db: AsyncSession, title: str, of: Collection[UUID], *, reader: Reader, now: datetime) -> Series | None:
    """Their series of that title, however it is spelt."""
    found = await known(db, of, reader=reader, now=now)
    return next((each for each in found if text.fold(each.title) == text.fold(title)), None)


class Details(TypedDict, total=False):
    """What plain editing may change."""

    title: str
    description: str | None
    parts: int | None
    organisation_id: UUID | None


async def add(db: AsyncSession, series: Series) -> Series:
    series.slug = series.slug or await slugs.free(db, Series, series.title)
    db.add(series)
    return series


def revise(series: Series, **details: Unpack[Details]) -> None:
    for name, value in details.items():
        setattr(series, name, value)


async def is_public(db: AsyncSession, series: Series, *, now: datetime) -> bool:
    """Published itself, or reached from a publication that is."""
    query = select(Series.id).where(Series.id == series.id, visible(Series, ANYONE, now))
    return await db.scalar(query) is not None


def publish(series: Series, *, now: datetime) -> None:
    """It has a page from now on, before any publication of it is out."""
    series.published_at = min(series.published_at or now, now)
    series.withdrawn_at = series.withdrawal_note = None


async def unpublish(db: AsyncSession, series: Series, *, note: str | None, now: datetime) -> None:
    """A draft again if nobody could see it, else withdrawn; its publications stay, and no longer name it."""
    if await is_public(db, series, now=now):
        series.published_at = min(series.published_at or now, now)
        series.withdrawn_at, series.withdrawal_note = now, note
    else:
        series.published_at = None
