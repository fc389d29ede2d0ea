"""Drafts thrown away for good: what nobody outside ever saw goes as if it had never been, but for the log."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from events.programme.models import Launch, Launched
from events.storage import removal
from events.visibility import Embargo


@dataclass
class OnRecord(ValueError):
    """What went out, or was to at the lift of its embargo, stays."""

    title: str

    def __str__(self) -> str:
        return f"“{self.title}” has been published and stays on record. Withdraw it: its page will say so."


async def discard(db: AsyncSession, row: Any, title: str) -> None:
    """An event, a publication or a release that is a draft, with all that is part of it. Raises OnRecord.

    `title` is what it is called. Files that nothing else uses go with it; people and organisations stay.
    """
    await db.flush()
    kind: Any = type(row)
    if await db.scalar(select(kind.id).where(kind.id == row.id, kind.on_record())):
        raise OnRecord(title)
    await removal.remove(db, row)


async def discard_launch(db: AsyncSession, launch: Launch) -> None:
    """A launch of which nothing was ever published, with everything in it. Raises OnRecord."""
    await db.flush()
    for kind in Launched.__subclasses__():
        for row in await db.scalars(select(kind).where(kind.launch_id == launch.id)):
            await discard(db, row, launch.title)
    embargo = await db.get(Embargo, launch.embargo_id) if launch.embargo_id else None
    await removal.remove(db, launch)
    if embargo:
        await removal.remove(db, embargo)
