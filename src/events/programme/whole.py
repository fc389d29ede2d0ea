"""Events with all that is derived from them, read anew: what their entries say, and the words to find them by."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import joinedload, selectinload

from events.programme.models import Host, Launch, Publication
from events.programme.occasions import Event, Speaker

# What there is one of comes in the same row: a query costs more than its columns.
_WHOLE = (
    joinedload(Event.venue),
    joinedload(Event.embargo),
    selectinload(Event.joining),
    selectinload(Event.topics),
    selectinload(Event.speakers).selectinload(Speaker.posts),
    selectinload(Event.publications).options(joinedload(Publication.series), joinedload(Publication.embargo)),
    joinedload(Event.launch).options(joinedload(Launch.lead), selectinload(Launch.hosts).joinedload(Host.organisation)),
)


async def events(db: AsyncSession, ids: Sequence[UUID]) -> Sequence[Event]:
    """Those of these that there are."""
    query = select(Event).where(Event.id.in_(ids)).options(*_WHOLE)
    return (await db.scalars(query, execution_options={"populate_existing": True})).all()
