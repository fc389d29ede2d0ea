"""Pictures and documents that come with a version of a release: enclosed, put in order, taken out of a draft."""

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from events.press.models import ReleaseFile, ReleaseVersion
from events.press.writing import Issued
from events.programme import ordering
from events.storage import files
from events.storage.files import File


async def enclose(db: AsyncSession, version: ReleaseVersion, file: File) -> ReleaseFile:
    """After those that are there. Raises Issued."""
    _require_draft(version)
    await db.flush()
    last = await db.scalar(select(func.max(ReleaseFile.position)).where(ReleaseFile.version_id == version.id))
    enclosed = ReleaseFile(version_id=version.id, file_id=file.id, position=0 if last is None else last + 1)
    db.add(enclosed)
    return enclosed


def move(version: ReleaseVersion, enclosed: ReleaseFile, *, up: bool) -> None:
    """`version` is loaded with its files. Raises Issued."""
    _require_draft(version)
    ordering.move(version.files, enclosed, up=up)


async def take_out(db: AsyncSession, version: ReleaseVersion, enclosed: ReleaseFile) -> None:
    """The file goes for good, unless another version or something else shows it. Raises Issued."""
    _require_draft(version)
    await db.delete(enclosed)
    await db.flush()
    await files.drop_unused(db, [enclosed.file_id])


def _require_draft(version: ReleaseVersion) -> None:
    if version.issued_at:
        raise Issued(version)
