"""What an event leaves behind: slides and photographs, in an order, taken off again."""

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from events.programme.occasions import Event, EventFile, EventFileUse
from events.storage import files
from events.storage.files import File


async def add(db: AsyncSession, event: Event, file: File, use: EventFileUse) -> EventFile:
    """After those that are there."""
    await db.flush()
    last = await db.scalar(select(func.max(EventFile.position)).where(EventFile.event_id == event.id))
    left = EventFile(event_id=event.id, file_id=file.id, use=use, position=0 if last is None else last + 1)
    db.add(left)
    return left


async def replace(db: AsyncSession, left: EventFile, file: File) -> None:
    """Another file in its place."""
    before, left.file_id = left.file_id, file.id
    await files.drop_unused(db, [before])


async def take_off(db: AsyncSession, left: EventFile) -> None:
    """The file goes with it, unless something else uses it."""
    await db.delete(left)
    await files.drop_unused(db, [left.file_id])
