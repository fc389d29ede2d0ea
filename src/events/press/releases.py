"""Releases, found for whoever may read them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BindParameter, ColumnElement, Date, Select, and_, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import joinedload, selectinload
from sqlalchemy.orm.interfaces import ORMOption
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from events import addresses, visibility
from events.addresses import Addresses
from events.people.models import Boilerplate, Organisation, PressContact
from events.press import reach as reach  # whoever knows releases knows what is reached from them
from events.press.models import (
    PinnedBoilerplate,
    Release,
    ReleaseContact,
    ReleaseFile,
    ReleaseKind,
    ReleaseTopic,
    ReleaseVersion,
)
from events.press.sheet import Sheet
from events.programme import event_lists, publications
from events.programme.models import Host, Launch, Publication, Topic
from events.programme.occasions import Event
from events.storage import lists
from events.visibility import ANYONE, Reader, gone, visible


@dataclass(frozen=True)
class Filters:
    """What of the press room is asked for; everything, unless said."""

    organisation: str | None = None  # a slug
    year: int | None = None
    kind: ReleaseKind | None = None


async def readable(db: AsyncSession, slug: str, *, reader: Reader, now: datetime) -> Release | None:
    """With its issued versions, what each of them pins, and the hosts; None for whoever may not read it yet."""
    query = select(Release).where(Release.slug == slug, _readable(reader, now)).options(*_whole(now))
    found = await _with_hosts(db, query, reader, now)
    await visibility.attach_reached(db, found, Release.topics, reader=reader, now=now)
    await _attach(db, found, reader, now)
    return next(iter(found), None)


async def withdrawn(db: AsyncSession, slug: str, *, reader: Reader, now: datetime) -> Release | None:
    """What was to be read here until it was taken back: its headline and hosts, not its text."""
    issued = Release.versions.any(_issued(now))
    query = select(Release).where(Release.slug == slug, gone(Release, reader, now), issued)
    return next(iter(await _with_hosts(db, query.options(*_headlines(now)), reader, now)), None)


async def sheet(db: AsyncSession, release: Release, *, site: Addresses, reader: Reader, now: datetime) -> Sheet:
    """What every format of a readable release is written from."""
    launch = release.launch_id
    return Sheet.of(
        release,
        release.current,
        site=site,
        now=now,
        events=await event_lists.of_launch(db, launch, reader=reader, now=now),
        publications=await publications.of_launch(db, launch, reader=reader, now=now),
        twins=await in_other_languages(db, release, reader=reader, now=now),
    )


async def latest(db: AsyncSession, *, reader: Reader, now: datetime, limit: int) -> Sequence[Release]:
    """The newest releases with their headlines and hosts, without their text."""
    return await _with_hosts(db, _newest_first(reader, now).limit(limit), reader, now)


async def listed(
    db: AsyncSession, filters: Filters, *, reader: Reader, now: datetime, limit: int, offset: int = 0
) -> tuple[Sequence[Release], int]:
    """A page of the press room, newest first, and how many releases there are in all."""
    return await _page(db, _wanted(filters, reader, now), reader, now, limit, offset)


async def _page(
    db: AsyncSession, wanted: Sequence[ColumnElement[bool]], reader: Reader, now: datetime, limit: int, offset: int = 0
) -> tuple[Sequence[Release], int]:
    found = select(Release.id).where(_readable(reader, now), *wanted)
    rows, count = await lists.cut(db, found, _newest(now), limit=limit, offset=offset)
    return await shown(db, [id for (id,) in rows], reader=reader, now=now), count


async def of_launch(db: AsyncSession, launch_id: UUID, *, reader: Reader, now: datetime) -> Sequence[Release]:
    return await _with_hosts(db, _newest_first(reader, now).where(Release.launch_id == launch_id), reader, now)


async def by_organisation(
    db: AsyncSession, organisation: Organisation, *, reader: Reader, now: datetime, limit: int
) -> tuple[Sequence[Release], int]:
    """What an organisation has released, alone or with others, and how many releases that is in all."""
    return await _page(db, [_is_by([organisation.id])], reader, now, limit)


async def about(db: AsyncSession, topic: Topic, *, reader: Reader, now: datetime, limit: int) -> Sequence[Release]:
    on_it = select(ReleaseTopic.release_id).where(ReleaseTopic.topic_id == topic.id)
    return await _with_hosts(db, _newest_first(reader, now).where(Release.id.in_(on_it)).limit(limit), reader, now)


async def shown(db: AsyncSession, ids: Sequence[UUID], *, reader: Reader, now: datetime) -> Sequence[Release]:
    """Those of these releases that this reader may read, as a list shows them."""
    return await _with_hosts(db, _newest_first(reader, now).where(Release.id.in_(ids)), reader, now)


async def newest(db: AsyncSession, launch_id: UUID, *, reader: Reader, now: datetime) -> Release | None:
    """Of a launch, as `sheet.Beginning` tells it: with its text, its notes and the boilerplates that it pins."""
    parts = (selectinload(ReleaseVersion.notes), _BOILERPLATES)
    query = _in_order(now).where(Release.launch_id == launch_id, _readable(reader, now)).limit(1)
    release = await db.scalar(query.options(selectinload(Release.versions.and_(_issued(now))).options(*parts)))
    if release:
        pinned = [each.boilerplate for version in release.versions for each in version.boilerplates]
        await visibility.attach(db, Organisation, [(pinned, Boilerplate.organisation)], reader=reader, now=now)
    return release


async def leading_to(db: AsyncSession, release: Release, *, now: datetime, goes_out: bool = False) -> list[str]:
    """The addresses of what everybody can read of its launch and what leads to it.

    A report leads to each release, an event to the newest; that is this one at least if it `goes_out`.
    """
    ours = _in_order(now).where(Release.launch_id == release.launch_id, _readable(ANYONE, now))
    is_newest = goes_out or await db.scalar(ours.with_only_columns(Release.id).limit(1)) == release.id
    events = select(Event).where(Event.launch_id == release.launch_id, visible(Event, ANYONE, now)).order_by(Event.slug)
    reports = select(Publication).where(Publication.launch_id == release.launch_id, visible(Publication, ANYONE, now))
    found = [addresses.event(each) for each in await db.scalars(events)] if is_newest else []
    return found + [addresses.publication(each) for each in await db.scalars(reports.order_by(Publication.slug))]


def readable_ids(reader: Reader, now: datetime) -> Select[UUID]:
    return select(Release.id).where(_readable(reader, now))


def issued(reader: Reader, now: datetime) -> Select[str, datetime | None]:
    """Slugs of readable releases, and when their current versions were issued."""
    last = select(func.max(ReleaseVersion.issued_at)).where(ReleaseVersion.release_id == Release.id, _issued(now))
    issued_at = last.correlate(Release).scalar_subquery().label("issued_at")
    query = select(Release.slug, issued_at).where(_readable(reader, now))
    return query.order_by(Release.published_at.desc(), Release.slug)


async def in_other_languages(db: AsyncSession, release: Release, *, reader: Reader, now: datetime) -> Sequence[Release]:
    """The releases that say the same in another language."""
    group = release.twins_of or release.id
    twins = or_(Release.twins_of == group, Release.id == group)
    query = _newest_first(reader, now).where(twins, Release.id != release.id)
    return await _with_hosts(db, query.order_by(None).order_by(Release.language, Release.id), reader, now)


async def years(db: AsyncSession, *, reader: Reader, now: datetime) -> Sequence[int]:
    """The years of which there are releases, the last first."""
    year = func.extract("year", _day(now))
    rows = await db.scalars(select(year).select_from(Release).where(_readable(reader, now)).distinct())
    return sorted({int(each) for each in rows}, reverse=True)


async def issuers(db: AsyncSession, *, reader: Reader, now: datetime) -> Sequence[Organisation]:
    """The organisations that have released something, with whom the press may ring at each."""
    launches = select(Release.launch_id).where(_readable(reader, now))
    behind = or_(
        Organisation.id.in_(select(Launch.lead_id).where(Launch.id.in_(launches))),
        Organisation.id.in_(select(Host.organisation_id).where(Host.launch_id.in_(launches))),
    )
    query = select(Organisation).where(behind, visible(Organisation, reader, now))
    found = (await db.scalars(query.order_by(Organisation.name, Organisation.id))).all()
    await visibility.attach_seen_parts(db, found, Organisation.press_contacts, reader=reader, now=now)
    return found


def _readable(reader: Reader, now: datetime) -> ColumnElement[bool]:
    return and_(visible(Release, reader, now), has_gone_out(now))


def has_gone_out(at: datetime | BindParameter[datetime]) -> ColumnElement[bool]:
    """Whether there is anything of a release to read: of one that is visible, the first version may still wait."""
    return Release.versions.any(_issued(at))


def _issued(at: datetime | BindParameter[datetime]) -> ColumnElement[bool]:
    return ReleaseVersion.issued_at <= at


def _newest_first(reader: Reader, now: datetime) -> Select[Release]:
    return _in_order(now).where(_readable(reader, now)).options(*_headlines(now))


def _in_order(now: datetime) -> Select[Release]:
    return select(Release).order_by(*_newest(now))


def _newest(now: datetime) -> Sequence[ColumnElement[Any]]:
    return _day(now).desc(), Release.published_at.desc(), Release.id.desc()


def _day(now: datetime) -> ColumnElement[date]:
    """The day that the current version of a release is dated, or was issued."""
    printed = func.coalesce(ReleaseVersion.dated, _UtcDay(ReleaseVersion.issued_at), type_=Date())
    current = select(printed).where(ReleaseVersion.release_id == Release.id, _issued(now))
    return current.order_by(ReleaseVersion.number.desc()).limit(1).correlate(Release).scalar_subquery()


class _UtcDay(FunctionElement[date]):
    """The day of a moment in UTC, whatever zone the database's session is in."""

    type = Date()
    inherit_cache = True


@compiles(_UtcDay)
def _of_text(day: _UtcDay, compiler: SQLCompiler, **options: Any) -> str:
    return f"date({compiler.process(day.clauses, **options)})"


@compiles(_UtcDay, "postgresql")
def _of_timestamp(day: _UtcDay, compiler: SQLCompiler, **options: Any) -> str:
    return f"CAST({compiler.process(day.clauses, **options)} AT TIME ZONE 'UTC' AS DATE)"


def _wanted(filters: Filters, reader: Reader, now: datetime) -> list[ColumnElement[bool]]:
    wanted: list[ColumnElement[bool]] = []
    if filters.organisation is not None:
        theirs = select(Organisation.id).where(
            Organisation.slug == filters.organisation, visible(Organisation, reader, now)
        )
        wanted.append(_is_by(theirs))
    if filters.year is not None:
        wanted.append(_day(now).between(date(filters.year, 1, 1), date(filters.year, 12, 31)))
    if filters.kind is not None:
        wanted.append(Release.kind == filters.kind)
    return wanted


def _is_by(organisations: Select[UUID] | Sequence[UUID]) -> ColumnElement[bool]:
    led = select(Launch.id).where(Launch.lead_id.in_(organisations))
    hosted = select(Host.launch_id).where(Host.organisation_id.in_(organisations))
    return Release.launch_id.in_(led) | Release.launch_id.in_(hosted)


_BOILERPLATES = selectinload(ReleaseVersion.boilerplates).joinedload(PinnedBoilerplate.boilerplate)


def _headlines(now: datetime) -> Sequence[ORMOption]:
    return (
        selectinload(Release.versions.and_(_issued(now))).defer(ReleaseVersion.body, raiseload=True),
        joinedload(Release.launch).selectinload(Launch.hosts),
        joinedload(Release.embargo),
    )


def _whole(now: datetime) -> Sequence[ORMOption]:
    parts = (
        selectinload(ReleaseVersion.notes),
        selectinload(ReleaseVersion.contacts).joinedload(ReleaseContact.contact),
        _BOILERPLATES,
        selectinload(ReleaseVersion.files).joinedload(ReleaseFile.file),
    )
    return (
        selectinload(Release.versions.and_(_issued(now))).options(*parts),
        *_headlines(now)[1:],
    )


async def _with_hosts(db: AsyncSession, query: Select[Release], reader: Reader, now: datetime) -> Sequence[Release]:
    releases = (await db.scalars(query)).all()
    launches = {release.launch for release in releases}
    hosts = [host for launch in launches for host in launch.hosts]
    named = [(launches, Launch.lead), (hosts, Host.organisation)]
    await visibility.attach(db, Organisation, named, reader=reader, now=now)
    return releases


async def _attach(db: AsyncSession, releases: Sequence[Release], reader: Reader, now: datetime) -> None:
    """Whose the contacts and the boilerplates of these releases are."""
    versions = [version for release in releases for version in release.versions]
    contacts: list[Any] = [each.contact for version in versions for each in version.contacts]
    boilerplates: list[Any] = [each.boilerplate for version in versions for each in version.boilerplates]
    named = [(contacts, PressContact.organisation), (boilerplates, Boilerplate.organisation)]
    await visibility.attach(db, Organisation, named, reader=reader, now=now)
