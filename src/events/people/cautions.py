"""Cautions: periods in which an organisation is careful what it publishes."""

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from events.people.models import Caution


async def of(db: AsyncSession, organisations: Collection[UUID]) -> Sequence[Caution]:
    """Those that these organisations have entered, the earliest first."""
    query = select(Caution).where(Caution.organisation_id.in_(organisations))
    return (await db.scalars(query.order_by(Caution.starts, Caution.id))).all()
