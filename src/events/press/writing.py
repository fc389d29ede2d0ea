"""A release is written: its draft, the version that goes out, corrections, and what is taken back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import inspect, select
from sqlalchemy.ext.asyncio import AsyncSession

from events import visibility
from events.people.models import Boilerplate, PressContact
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
from events.programme import addressing, launches
from events.programme.models import Launch, Topic
from events.storage import slugs
from events.storage.base import Base
from events.visibility import Embargo


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


class NewsBeforeLift(ValueError):
    """What everybody reads is no place for what is still to wait."""

    def __str__(self) -> str:
        return "This is public, and its launch is under embargo: write the news as a release of its own, which waits."


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


def be(release: Release, kind: ReleaseKind, launch: Launch, *, now: datetime) -> None:
    """Of that kind from now on. What nobody published comes under the embargo of its launch, or out from under it,
    as if it had been begun so; an embargo of its own stays. Raises NewsBeforeLift."""
    told, release.kind = release.is_announcement, kind
    waits = launch.embargo is not None and not launch.embargo.is_lifted(now)
    if told and waits and release.published_at and not release.is_announcement:
        raise NewsBeforeLift
    if release.published_at is None and release.embargo_id in (None, launch.embargo_id):
        release.embargo_id = None if release.is_announcement else launch.embargo_id


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


async def follow_headline(
    db: AsyncSession, release: Release, version: ReleaseVersion, *, before: str, now: datetime
) -> None:
    """The address of what nobody could read goes by its headline, unless somebody chose another."""
    if version.headline != before and slugs.is_of(Release, release.slug, before):
        await addressing.follow(db, release, version.headline, now=now)


async def set_notes(db: AsyncSession, version: ReleaseVersion, notes: Sequence[str]) -> None:
    """The notes to editors of a draft, in place of those it had. Raises Issued."""
    await _put(db, version, NoteToEditors, "text", notes)


async def name_contacts(db: AsyncSession, version: ReleaseVersion, contacts: Sequence[PressContact]) -> None:
    """Whom the press may ring about a draft, first of all the first. Raises Issued."""
    await _put(db, version, ReleaseContact, "contact_id", [each.id for each in contacts])


async def pin(db: AsyncSession, version: ReleaseVersion, boilerplates: Sequence[Boilerplate]) -> None:
    """The very words in which a draft says who is behind it; later versions of them do not reach it. Raises Issued."""
    await _put(db, version, PinnedBoilerplate, "boilerplate_id", [each.id for each in boilerplates])


async def issue(db: AsyncSession, release: Release, *, now: datetime) -> ReleaseVersion:
    """Its newest version goes out: to everybody, or until the lift to those who may read it before.

    Raises NothingToIssue, NeedsText.
    """
    version = await _newest_version(db, release)
    if version.issued_at and release.published_at and not release.withdrawn_at:
        raise NothingToIssue
    if not version.body:
        raise NeedsText
    earlier = select(ReleaseVersion.headline).where(
        ReleaseVersion.release_id == release.id, ReleaseVersion.number < version.number
    )
    for before in (await db.scalars(earlier)).all():  # which nobody could read, if this is no correction
        await follow_headline(db, release, version, before=before, now=now)
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


async def _put(
    db: AsyncSession,
    version: ReleaseVersion,
    kind: type[NoteToEditors | ReleaseContact | PinnedBoilerplate],
    fact: str,
    values: Sequence[Any],
) -> None:
    """Rows with these values, in their order, in place of those that a draft had; as they stand, none is touched."""
    if version.issued_at:
        raise Issued(version)
    await db.flush()
    there = (await db.scalars(select(kind).where(kind.version_id == version.id).order_by(kind.position))).all()
    if [getattr(each, fact) for each in there] == list(values):
        return
    for old in there:
        await db.delete(old)
    await db.flush()
    db.add_all(kind(version_id=version.id, position=at, **{fact: value}) for at, value in enumerate(values))


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
