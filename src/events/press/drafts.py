"""Releases as their organisers see them: drafts too, and each as it will look when it is out."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import Select, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import joinedload, selectinload
from sqlalchemy.orm.attributes import set_committed_value

from events import text, visibility
from events.accounts.access import Mandate, NotYours
from events.addresses import Addresses
from events.people.models import Boilerplate, Organisation, PressContact
from events.press import releases
from events.press.models import (
    NoteToEditors,
    PinnedBoilerplate,
    Release,
    ReleaseContact,
    ReleaseFile,
    ReleaseKind,
    ReleaseVersion,
)
from events.press.sheet import Sheet
from events.programme import event_lists, launches, publications
from events.programme.models import Host, Launch
from events.visibility import Reader, held, visible

R = TypeVar("R")


async def of_launch(db: AsyncSession, launch_id: Any, *, reader: Reader, now: datetime) -> Sequence[Release]:
    """The releases of a launch with all versions, without their text."""
    query: Select[Release] = select(Release).where(Release.launch_id == launch_id, visible(Release, reader, now))
    versions = selectinload(Release.versions).defer(ReleaseVersion.body, raiseload=True)
    return (await db.scalars(query.order_by(Release.slug).options(versions, joinedload(Release.embargo)))).all()


async def of_headline(db: AsyncSession, headline: str, *, mandate: Mandate) -> Release | None:
    """A release that an organiser works on and that has this headline already, with its launch.

    None where `headline`, as it was read or typed, can be no headline.
    """
    try:
        kept = text.line(headline, ReleaseVersion.headline.type.limit)
    except text.Unfit:
        return None
    same = select(ReleaseVersion.release_id).join(Release).where(ReleaseVersion.headline == kept)
    theirs = select(Launch.id).where(launches.in_hand(mandate))
    query = select(Release).where(held(Release, Release.id.in_(same) & Release.launch_id.in_(theirs)))
    return await db.scalar(query.options(selectinload(Release.launch)).order_by(Release.slug).limit(1))


async def by_slug(db: AsyncSession, slug: str, *, reader: Reader, now: datetime) -> Release:
    """With every version and all that each of them pins, the newest first, and its launch. Raises NotYours."""
    parts = (
        selectinload(ReleaseVersion.notes),
        selectinload(ReleaseVersion.contacts).joinedload(ReleaseContact.contact),
        selectinload(ReleaseVersion.boilerplates).joinedload(PinnedBoilerplate.boilerplate),
        selectinload(ReleaseVersion.files).joinedload(ReleaseFile.file),
    )
    query = select(Release).where(Release.slug == slug, visible(Release, reader, now))
    release = await db.scalar(
        query.options(
            selectinload(Release.versions).options(*parts),
            joinedload(Release.launch).options(
                selectinload(Launch.hosts), joinedload(Launch.embargo), joinedload(Launch.offer)
            ),
            joinedload(Release.embargo),
        ).execution_options(populate_existing=True)
    )
    if release is None:
        raise NotYours
    await visibility.attach_reached(db, [release], Release.topics, reader=reader, now=now)
    await _attach(db, release, reader, now)
    return release


async def preview(db: AsyncSession, release: Release, *, site: Addresses, reader: Reader, now: datetime) -> Sheet:
    """The newest version of a release that `by_slug` has loaded, as every format will be written from it."""
    by: Any = {"reader": reader, "now": now}
    return Sheet.of(
        release,
        release.versions[0],
        site=site,
        now=now,
        events=await event_lists.of_launch(db, release.launch_id, **by),
        publications=await publications.of_launch(db, release.launch_id, **by),
        twins=await releases.in_other_languages(db, release, **by),
    )


def unkept(
    launch: Launch,
    release: Release | None,
    version: ReleaseVersion,
    *,
    kind: ReleaseKind,
    language: str,
    notes: Sequence[str],
    contacts: Sequence[PressContact],
    boilerplates: Sequence[Boilerplate],
) -> Release:
    """A release as it is being written, for `preview`: of rows that no session knows, so that nothing is kept.

    `release` is the one that is being revised, loaded as `by_slug` does; None if it is new.
    """
    shown = Release(launch_id=launch.id, kind=kind, language=language, slug="preview")
    own, embargo, before, files = version.id, launch.embargo, [], []
    if release:
        shown.id, shown.slug, shown.twins_of = release.id, release.slug, release.twins_of
        embargo, before, files = release.embargo, release.versions[1:], release.versions[0].files
    elif shown.is_announcement:
        embargo = None
    parts: dict[Any, Any] = {
        ReleaseVersion.notes: [
            NoteToEditors(version_id=own, position=place, text=each) for place, each in enumerate(notes)
        ],
        ReleaseVersion.contacts: [
            belonging(ReleaseContact(version_id=own, contact_id=each.id), each, ReleaseContact.contact)
            for each in contacts
        ],
        ReleaseVersion.boilerplates: [
            belonging(PinnedBoilerplate(version_id=own, boilerplate_id=each.id), each, PinnedBoilerplate.boilerplate)
            for each in boilerplates
        ],
        ReleaseVersion.files: files,
    }
    for relation, rows in parts.items():
        belonging(version, rows, relation)
    belonging(shown, [version, *before], Release.versions)
    belonging(shown, launch, Release.launch)
    return belonging(shown, embargo, Release.embargo)


def belonging(row: R, to: Any, relation: Any) -> R:
    """The row with what it names loaded, as a query would have."""
    set_committed_value(row, relation.key, to)
    return row


async def _attach(db: AsyncSession, release: Release, reader: Reader, now: datetime) -> None:
    contacts: list[Any] = [each.contact for version in release.versions for each in version.contacts]
    boilerplates: list[Any] = [each.boilerplate for version in release.versions for each in version.boilerplates]
    named: list[visibility.Naming] = [
        (contacts, PressContact.organisation),
        (boilerplates, Boilerplate.organisation),
        ([release.launch], Launch.lead),
        (release.launch.hosts, Host.organisation),
    ]
    await visibility.attach(db, Organisation, named, reader=reader, now=now)
