"""Slugs: made from a title, unique within their kind, and leading to their row for ever after."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from events import text
from events.storage import types
from events.storage.base import Addressed, Base, kind_of
from events.storage.changes import Changes, Did
from events.storage.types import Line


class FormerSlug(Base, kw_only=True, eq=False):
    """An address that something had before; it redirects to where that is now."""

    __tablename__ = "former_slugs"
    __table_args__ = {"info": {"open": True}}

    kind: Mapped[str] = mapped_column(Line(40), primary_key=True)
    slug: Mapped[str] = mapped_column(types.slug(), primary_key=True)
    row_id: Mapped[UUID] = mapped_column(index=True)
    since: Mapped[datetime]


async def free(db: AsyncSession, kind: type[Addressed], title: str) -> str:
    """A slug for a new row: from its title, with a number when another row has or had it."""
    wanted = text.slug(title) or kind.__name__.lower()
    taken = set(await db.scalars(select(kind.slug).where(kind.slug.startswith(wanted))))
    former = select(FormerSlug.slug).where(FormerSlug.kind == _kind(kind), FormerSlug.slug.startswith(wanted))
    taken |= set(await db.scalars(former))
    taken |= {row.slug for row in db.new if isinstance(row, kind)}
    number, chosen = 1, wanted
    while chosen in taken:
        number += 1
        chosen = f"{wanted[:76]}-{number}"
    return chosen


async def keep_former(db: AsyncSession, changes: Changes, now: datetime) -> None:
    """What follows from a changed slug: the old one redirects; a slug taken up again stops doing so."""
    for change in changes.every:
        if not isinstance(change.row, Addressed) or not isinstance(change.row, Base):
            continue
        kind = kind_of(change.row)
        if change.touches("slug"):
            again = await db.get(FormerSlug, (kind, change.row.slug))
            if again:
                await db.delete(again)
        if change.did is Did.CHANGED and "slug" in change.before:
            await db.merge(FormerSlug(kind=kind, slug=change.before["slug"], row_id=change.row.id, since=now))


def _kind(kind: type[Addressed]) -> str:
    return str(kind.__tablename__)  # type: ignore[attr-defined]
