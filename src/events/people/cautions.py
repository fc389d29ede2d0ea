"""Cautions: periods in which an organisation is careful what it publishes."""

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from events.people.models import Caution


async def of(db: AsyncSession, organisations: Collection[UUID]) -> Sequence[Caution]:
    """Those that these organisations have entered, the earliest first."""
    query = select(Caution).where(Caution.organisation_id.in_(organisations))
    return (await db.scalars(query.order_by(Caution.starts, Caution.id))).all()


class EndsBeforeItStarts(ValueError):
    def __str__(self) -> str:
        return "It ends before it starts: mend one of the two days."


def add(
    db: AsyncSession, organisation_id: UUID, name: str, *, starts: date, ends: date, note: str | None = None
) -> Caution:
    """Preflight asks about whatever goes out within it. Raises EndsBeforeItStarts."""
    if ends < starts:
        raise EndsBeforeItStarts
    caution = Caution(organisation_id=organisation_id, name=name, starts=starts, ends=ends, note=note)
    db.add(caution)
    return caution


async def end(db: AsyncSession, caution: Caution, *, on: date) -> None:
    """From this day on it is over; one that has not begun by then never was."""
    if caution.starts >= on:
        await db.delete(caution)
    elif caution.ends >= on:
        caution.ends = on - timedelta(days=1)
