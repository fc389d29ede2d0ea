"""Which releases name a press contact or use a version of a boilerplate; and contacts taken off, but not from those."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from events.people.models import PressContact
from events.press.models import PinnedBoilerplate, Release, ReleaseContact, ReleaseVersion
from events.visibility import Reader, visible

# By the id of what is pinned: each release, with the version of it that pins.
Pins = Mapping[UUID, list[tuple[Release, ReleaseVersion]]]


async def of_boilerplates(db: AsyncSession, ids: Collection[UUID], *, reader: Reader, now: datetime) -> Pins:
    """As far as this reader may see the releases; so for contacts."""
    which = (PinnedBoilerplate.boilerplate_id, PinnedBoilerplate.version_id)
    return await _pins(db, which, ids, reader, now)


async def of_contacts(db: AsyncSession, ids: Collection[UUID], *, reader: Reader, now: datetime) -> Pins:
    which = (ReleaseContact.contact_id, ReleaseContact.version_id)
    return await _pins(db, which, ids, reader, now)


async def take_off(db: AsyncSession, contact: PressContact, *, now: datetime) -> None:
    """Releases that were issued with them keep naming them, drafts do not; whom none named is gone."""
    named = select(ReleaseContact, ReleaseVersion.issued_at).join(
        ReleaseVersion, ReleaseVersion.id == ReleaseContact.version_id
    )
    stays = False
    for pin, issued_at in await db.execute(named.where(ReleaseContact.contact_id == contact.id)):
        stays = stays or issued_at is not None
        if issued_at is None:
            await db.delete(pin)
    if stays:
        contact.taken_off_at = now
    else:
        await db.delete(contact)


async def _pins(db: AsyncSession, which: tuple[Any, Any], ids: Collection[UUID], reader: Reader, now: datetime) -> Pins:
    pinned, version_id = which
    query = (
        select(pinned, Release, ReleaseVersion)
        .join(ReleaseVersion, ReleaseVersion.id == version_id)
        .join(Release, Release.id == ReleaseVersion.release_id)
        .where(pinned.in_(ids), visible(Release, reader, now))
        .order_by(ReleaseVersion.issued_at.desc().nulls_first(), ReleaseVersion.id)
    )
    found: dict[UUID, list[tuple[Release, ReleaseVersion]]] = {each: [] for each in ids}
    for pinned_id, release, version in await db.execute(query):
        found[pinned_id].append((release, version))
    return found
