"""What there is to find of releases: the words of the version that readers see."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import selectinload

from events import search
from events.press.models import NoteToEditors, Release, ReleaseVersion
from events.search import Words
from events.storage import Changes, Did


async def refresh(db: AsyncSession, changes: Changes, now: datetime) -> None:
    """Keeps the words of releases that changed in any version."""
    deleted, ids = changes.ids(Release, did=Did.DELETED), changes.ids(Release)
    ids |= {release for change in changes.of(ReleaseVersion) for release in change.values("release_id")}
    versions = {version for change in changes.of(NoteToEditors) for version in change.values("version_id")}
    if versions:
        ids |= set(await db.scalars(select(ReleaseVersion.release_id).where(ReleaseVersion.id.in_(versions))))
    if deleted:
        await search.forget(db, "releases", deleted)
    if not ids - deleted:
        return
    query = select(Release).where(Release.id.in_(ids - deleted))
    loaded = query.options(selectinload(Release.versions).selectinload(ReleaseVersion.notes))
    releases = await db.scalars(loaded, execution_options={"populate_existing": True})
    await search.keep(db, [_words(release, now) for release in releases if release.versions])


def _words(release: Release, now: datetime) -> Words:
    """Of the version that readers see: neither what a correction took back nor one that is still to come."""
    current = next(
        (each for each in release.versions if each.issued_at and each.issued_at <= now), release.versions[-1]
    )
    body = (current.standfirst, current.body, current.pull_quote, *(note.text for note in current.notes))
    return Words("releases", release.id, current.headline, body, release.published_at)
