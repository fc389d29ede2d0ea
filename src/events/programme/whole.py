"""Events with all that is derived from them, read anew: what their entries say, and the words to find them by."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import selectinload

from events.programme.models import Host, Launch, Publication
from events.programme.occasions import Event, Speaker

_WHOLE = (
    selectinload(Event.venue),
    selectinload(Event.embargo),
    selectinload(Event.joining),
    selectinload(Event.topics),
    selectinload(Event.speakers).selectinload(Speaker.posts),
    selectinload(Event.publications).options(selectinload(Publication.series), selectinload(Publication.embargo)),
    selectinload(Event.launch).options(
        selectinload(Launch.lead), selectinload(Launch.hosts).selectinload(Host.organisation)
    ),
)


async def events(db: AsyncSession, ids: Sequence[UUID]) -> Sequence[Event]:
    """Those of these that there are."""
    query = select(Event).where(Event.id.in_(ids)).options(*_WHOLE)
    return (await db.scalars(query, execution_options={"populate_existing": True})).all()
