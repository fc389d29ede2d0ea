"""The versions of a publication and their files: added, put in order, taken off again while nobody could have them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from events.programme.models import Form, Publication, PublicationFile, PublicationVersion
from events.storage import files
from events.storage.files import File
from events.visibility import ANYONE, is_visible


@dataclass
class WasPublic(ValueError):
    """What anybody may have read stays as it was."""

    version: PublicationVersion

    def __str__(self) -> str:
        return f"Version {self.version.number} has been public and stays as it is. Correct the publication instead."


def has_been_public(publication: Publication, now: datetime) -> bool:
    """Whether strangers could ever read it; its embargo is loaded."""
    withdrawn = publication.withdrawn_at is not None
    return withdrawn or is_visible(publication, ANYONE, now, embargo=publication.embargo)


async def add(
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
    files.add(db, file, content)
    return await offer(db, version, form, file, language=language)


async def offer(
    db: AsyncSession, version: PublicationVersion, form: Form, file: File, *, language: str
) -> PublicationFile:
    """The same for a file that is kept already."""
    await db.flush()
    position = max((each.position for each in await _offered(db, version)), default=-1) + 1
    offered = PublicationFile(version_id=version.id, form=form, language=language, file_id=file.id, position=position)
    db.add(offered)
    return offered


async def correct(
    db: AsyncSession,
    publication: Publication,
    *,
    dated: date,
    note: str,
    replaced: Mapping[UUID, File],
) -> PublicationVersion:
    """A new version with the files of the last one, but for those that are replaced, given by what offered them."""
    last = await db.scalar(
        select(PublicationVersion)
        .where(PublicationVersion.publication_id == publication.id)
        .order_by(PublicationVersion.number.desc())
        .limit(1)
    )
    version = await add(db, publication, dated=dated, note=note)
    await db.flush()
    for each in await _offered(db, last) if last else ():
        file = replaced.get(each.id)
        db.add(
            PublicationFile(
                version_id=version.id,
                form=each.form,
                language=each.language,
                file_id=file.id if file else each.file_id,
                position=each.position,
            )
        )
    return version


async def take_off(db: AsyncSession, publication: Publication, offered: PublicationFile, *, now: datetime) -> None:
    """As if it had never been added. Raises WasPublic."""
    version = await db.get_one(PublicationVersion, offered.version_id)
    if has_been_public(publication, now):
        raise WasPublic(version)
    await db.delete(offered)
    await files.drop_unused(db, [offered.file_id])


async def _offered(db: AsyncSession, version: PublicationVersion) -> Sequence[PublicationFile]:
    query = select(PublicationFile).where(PublicationFile.version_id == version.id)
    return (await db.scalars(query.order_by(PublicationFile.position, PublicationFile.id))).all()
