"""Releases: found for whoever may read them; drafted, issued, corrected, withdrawn."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Date, Select, and_, func, inspect, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import selectinload
from sqlalchemy.orm.interfaces import ORMOption
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from events import visibility
from events.addresses import Addresses
from events.people.models import CURRENT_CONTACTS, Boilerplate, Organisation, PressContact
from events.press import reach as reach  # whoever knows releases knows what is reached from them
from events.press.models import (
    NoteToEditors,
    PinnedBoilerplate,
    Release,
    ReleaseContact,
    ReleaseFile,
    ReleaseKind,
    ReleaseTopic,
    ReleaseVersion,
)
from events.press.sheet import Sheet
from events.programme import events, launches, publications
from events.programme.models import Host, Launch, Topic
from events.storage import slugs
from events.storage.base import Base
from events.visibility import Embargo, Reader, gone, visible


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
    await visibility.attach_reached(db, found, Release.topics, now=now)
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
        events=await events.of_launch(db, launch, reader=reader, now=now),
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
    wanted = _wanted(filters, reader, now)
    count = select(func.count()).select_from(Release).where(_readable(reader, now), *wanted)
    page = _newest_first(reader, now).where(*wanted).limit(limit).offset(offset)
    return await _with_hosts(db, page, reader, now), await db.scalar(count) or 0


async def of_launch(db: AsyncSession, launch_id: UUID, *, reader: Reader, now: datetime) -> Sequence[Release]:
    return await _with_hosts(db, _newest_first(reader, now).where(Release.launch_id == launch_id), reader, now)


async def by_organisation(
    db: AsyncSession, organisation: Organisation, *, reader: Reader, now: datetime, limit: int
) -> tuple[Sequence[Release], int]:
    """What an organisation has released, alone or with others, and how many releases that is in all."""
    filters = Filters(organisation=organisation.slug)
    return await listed(db, filters, reader=reader, now=now, limit=limit)


async def about(db: AsyncSession, topic: Topic, *, reader: Reader, now: datetime, limit: int) -> Sequence[Release]:
    on_it = select(ReleaseTopic.release_id).where(ReleaseTopic.topic_id == topic.id)
    return await _with_hosts(db, _newest_first(reader, now).where(Release.id.in_(on_it)).limit(limit), reader, now)


async def shown(db: AsyncSession, ids: Sequence[UUID], *, reader: Reader, now: datetime) -> Sequence[Release]:
    """Those of these releases that this reader may read, as a list shows them."""
    return await _with_hosts(db, _newest_first(reader, now).where(Release.id.in_(ids)), reader, now)


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
    contacts = selectinload(CURRENT_CONTACTS)
    return (await db.scalars(query.order_by(Organisation.name, Organisation.id).options(contacts))).all()


def _readable(reader: Reader, now: datetime) -> ColumnElement[bool]:
    return and_(visible(Release, reader, now), Release.versions.any(_issued(now)))


def _issued(now: datetime) -> ColumnElement[bool]:
    return ReleaseVersion.issued_at <= now


def _newest_first(reader: Reader, now: datetime) -> Select[Release]:
    query = select(Release).where(_readable(reader, now)).options(*_headlines(now))
    return query.order_by(_day(now).desc(), Release.published_at.desc(), Release.id.desc())


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
        led = select(Launch.id).where(Launch.lead_id.in_(theirs))
        hosted = select(Host.launch_id).where(Host.organisation_id.in_(theirs))
        wanted.append(Release.launch_id.in_(led) | Release.launch_id.in_(hosted))
    if filters.year is not None:
        wanted.append(_day(now).between(date(filters.year, 1, 1), date(filters.year, 12, 31)))
    if filters.kind is not None:
        wanted.append(Release.kind == filters.kind)
    return wanted


def _headlines(now: datetime) -> Sequence[ORMOption]:
    return (
        selectinload(Release.versions.and_(_issued(now))).defer(ReleaseVersion.body, raiseload=True),
        selectinload(Release.launch).selectinload(Launch.hosts),
        selectinload(Release.embargo),
    )


def _whole(now: datetime) -> Sequence[ORMOption]:
    parts = (
        selectinload(ReleaseVersion.notes),
        selectinload(ReleaseVersion.contacts).selectinload(ReleaseContact.contact),
        selectinload(ReleaseVersion.boilerplates).selectinload(PinnedBoilerplate.boilerplate),
        selectinload(ReleaseVersion.files).selectinload(ReleaseFile.file),
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


@dataclass
class Issued(ValueError):
    """A version that went out stays as it is."""

    version: ReleaseVersion

    def __str__(self) -> str:
        return f"Version {self.version.number} has gone out and stays as it is. Correct the release instead."


class NothingToIssue(ValueError):
    """Every version has gone out already."""

    def __str__(self) -> str:
        return "Every version of this release has gone out. Correct it to make another."


class NeedsText(ValueError):
    """A release of which nothing but the headline is there."""

    def __str__(self) -> str:
        return "A release needs its text before it goes out."


class NotIssuedYet(ValueError):
    """There is nothing out to be corrected."""

    def __str__(self) -> str:
        return "This version has not gone out yet: edit it, nobody needs a correction."


class AlreadyRead(ValueError):
    """Only what nobody could read can be a draft again."""

    def __str__(self) -> str:
        return "Everybody can read this by now: it can only be withdrawn."


class SameLanguage(ValueError):
    """Twins say the same in different languages."""

    def __str__(self) -> str:
        return "Two of these releases are in the same language; only one of them can be the twin."


async def draft(
    db: AsyncSession,
    release: Release,
    first: ReleaseVersion,
    *,
    notes: Sequence[str] = (),
    contacts: Sequence[PressContact] = (),
    boilerplates: Sequence[Boilerplate] = (),
    topics: Sequence[Topic] = (),
) -> Release:
    """Takes a release in with its first version, under the embargo of its launch unless it announces something."""
    release.embargo_id = await launches.embargo_over(db, release)
    release.slug = release.slug or await slugs.free(db, Release, first.headline)
    db.add_all([release, first])
    db.add_all(ReleaseTopic(release_id=release.id, topic_id=each.id) for each in topics)
    await set_notes(db, first, notes)
    await name_contacts(db, first, contacts)
    await pin(db, first, boilerplates)
    return release


async def set_topics(db: AsyncSession, release: Release, topics: Sequence[Topic]) -> None:
    """These and no others."""
    await db.flush()
    rows = await db.scalars(select(ReleaseTopic).where(ReleaseTopic.release_id == release.id))
    there, wanted = {row.topic_id: row for row in rows}, {each.id for each in topics}
    db.add_all(ReleaseTopic(release_id=release.id, topic_id=key) for key in wanted - there.keys())
    for key in there.keys() - wanted:
        await db.delete(there[key])


async def readdress(db: AsyncSession, release: Release, slug: str) -> None:
    """Its address from now on; what led to the old one leads here. Raises slugs.Taken."""
    if slug != release.slug:
        await slugs.require_free(db, release, slug)
        release.slug = slug


async def set_notes(db: AsyncSession, version: ReleaseVersion, notes: Sequence[str]) -> None:
    """The notes to editors of a draft, in place of those it had. Raises Issued."""
    await _clear(db, version, NoteToEditors)
    db.add_all(
        NoteToEditors(version_id=version.id, position=position, text=text) for position, text in enumerate(notes)
    )


async def name_contacts(db: AsyncSession, version: ReleaseVersion, contacts: Sequence[PressContact]) -> None:
    """Whom the press may ring about a draft, first of all the first. Raises Issued."""
    await _clear(db, version, ReleaseContact)
    db.add_all(
        ReleaseContact(version_id=version.id, contact_id=each.id, position=position)
        for position, each in enumerate(contacts)
    )


async def pin(db: AsyncSession, version: ReleaseVersion, boilerplates: Sequence[Boilerplate]) -> None:
    """The very words in which a draft says who is behind it; later versions of them do not reach it. Raises Issued."""
    await _clear(db, version, PinnedBoilerplate)
    db.add_all(
        PinnedBoilerplate(version_id=version.id, boilerplate_id=each.id, position=position)
        for position, each in enumerate(boilerplates)
    )


async def issue(db: AsyncSession, release: Release, *, now: datetime) -> ReleaseVersion:
    """Its newest version goes out: to everybody, or until the lift to those who may read it before.

    Raises NothingToIssue, NeedsText.
    """
    version = await _newest_version(db, release)
    if version.issued_at and release.published_at and not release.withdrawn_at:
        raise NothingToIssue
    if not version.body:
        raise NeedsText
    version.issued_at = version.issued_at or now
    release.put_out(now)
    return version


async def correct(db: AsyncSession, release: Release, *, note: str) -> ReleaseVersion:
    """A draft of the next version, as the last but for this public note; `issue` dates it and sends it out.

    Raises NotIssuedYet.
    """
    last = await _newest_version(db, release)
    if last.issued_at is None:
        raise NotIssuedYet
    return await _add_version(db, release, last, note=note)


async def _add_version(db: AsyncSession, release: Release, last: ReleaseVersion, *, note: str | None) -> ReleaseVersion:
    version = ReleaseVersion(release_id=release.id, number=last.number + 1, correction=note, **_copied(last, but=_OWN))
    db.add(version)
    for kind in _PARTS:
        for part in await db.scalars(select(kind).where(kind.version_id == last.id)):
            db.add(kind(version_id=version.id, **_copied(part, but={"id", "version_id"})))
    return version


async def withdraw(db: AsyncSession, release: Release, *, note: str, now: datetime) -> None:
    """Its page stays and gives the note. What nobody could read yet is a draft again."""
    await launches.take_back(db, release, note=note, now=now)


async def take_back(db: AsyncSession, release: Release, *, now: datetime) -> None:
    """What was to go out with the lift is a draft again. Raises AlreadyRead.

    Whoever read it under embargo has read that version, so what is edited from now on is the next.
    """
    embargo = await db.get(Embargo, release.embargo_id) if release.embargo_id else None
    if visibility.is_visible(release, visibility.ANYONE, now, embargo=embargo) or release.withdrawn_at:
        raise AlreadyRead
    release.published_at = None
    last = await _newest_version(db, release)
    if last.issued_at:
        await _add_version(db, release, last, note=None)


async def drop_draft(db: AsyncSession, release: Release) -> None:
    """The version that is being written goes; the release with it, if nothing of it ever went out. Raises Issued."""
    draft = await _newest_version(db, release)
    if draft.issued_at:
        raise Issued(draft)
    if draft.number > 1:
        await db.delete(draft)
        return
    if release.twins_of:
        await _leave_twins(db, release)
    await db.delete(release)


def link_twins(*releases: Release) -> None:
    """Releases that say the same, each in its own language. Raises SameLanguage."""
    if len({each.language for each in releases}) < len(releases):
        raise SameLanguage
    common = next((each.twins_of for each in releases if each.twins_of), releases[0].id)
    for each in releases:
        each.twins_of = common


async def say_the_same(db: AsyncSession, release: Release, twin: Release | None) -> None:
    """The one release of which this is another language version, whatever it was before. Raises SameLanguage."""
    if twin and release.twins_of and twin.twins_of == release.twins_of:
        return
    if release.twins_of:
        await _leave_twins(db, release)
    if twin:
        link_twins(twin, release)


async def _leave_twins(db: AsyncSession, release: Release) -> None:
    """Those that stay behind are told apart by one among them; one alone has no twin."""
    group, release.twins_of = release.twins_of, None
    query = select(Release).where(Release.twins_of == group, Release.id != release.id).order_by(Release.id)
    rest = (await db.scalars(query)).all()
    for each in rest:
        each.twins_of = rest[0].id if len(rest) > 1 else None


async def _newest_version(db: AsyncSession, release: Release) -> ReleaseVersion:
    await db.flush()
    versions = select(ReleaseVersion).where(ReleaseVersion.release_id == release.id)
    return (await db.scalars(versions.order_by(ReleaseVersion.number.desc()).limit(1))).one()


async def _clear(
    db: AsyncSession, version: ReleaseVersion, kind: type[NoteToEditors | ReleaseContact | PinnedBoilerplate]
) -> None:
    if version.issued_at:
        raise Issued(version)
    await db.flush()
    for old in await db.scalars(select(kind).where(kind.version_id == version.id)):
        await db.delete(old)
    await db.flush()


# What a version has of its own, and the next one does not take over.
_OWN = {"id", "release_id", "number", "issued_at", "correction"}
_PARTS: tuple[type[NoteToEditors | ReleaseContact | PinnedBoilerplate | ReleaseFile], ...] = (
    NoteToEditors,
    ReleaseContact,
    PinnedBoilerplate,
    ReleaseFile,
)


def _copied(row: Base, *, but: set[str]) -> dict[str, Any]:
    """The facts of a row, for another of its kind."""
    columns = inspect(row).mapper.column_attrs.keys()
    return {column: getattr(row, column) for column in columns if column not in but}
