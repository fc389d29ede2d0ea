"""Which events a change reaches: whatever one of their pages or entries shows, however far away it is kept."""

from collections.abc import Callable, Collection, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select, union
from sqlalchemy.ext.asyncio import AsyncSession

from events.people.models import Organisation
from events.programme.models import Host, Launch, Publication, Series, Topic
from events.programme.occasions import (
    Event,
    EventFile,
    EventPublication,
    EventTopic,
    JoiningLink,
    ListedPost,
    ProgrammeItem,
    Speaker,
    Venue,
)
from events.storage import Changes
from events.storage.base import Base
from events.storage.chunks import chunks
from events.visibility import Embargo

_Reaches = Callable[[Collection[UUID]], Any]
# A changed row of the first kind, by the second column, reaches the events of the third.
_Way = tuple[type[Base], str, _Reaches]
# The same of a row that is named, where one of these columns changed, which are all that `whole` hands on of it.
_Name = tuple[type[Base], Sequence[str], _Reaches]

_PARTS = (EventFile, EventPublication, EventTopic, JoiningLink, ProgrammeItem, Speaker)


async def regrouped(db: AsyncSession, changes: Changes) -> set[UUID]:
    """Ids of the events that may say something else and belong to others than before, those that are gone included."""
    found = changes.ids(Event)
    found |= {event_id for change in changes.of(*_PARTS) for event_id in change.values("event_id")}
    return found | await _reached(db, changes, _GROUPS)


async def renamed(db: AsyncSession, changes: Changes) -> set[UUID]:
    """Ids of the events that say something else because of what they name, and belong where they did."""
    found: set[UUID] = set()
    for kind, said, reaches in _NAMES:
        ids = changes.touching(kind, *said)
        found |= await _those(db, reaches, ids)
    return found


async def _reached(db: AsyncSession, changes: Changes, ways: Sequence[_Way]) -> set[UUID]:
    found: set[UUID] = set()
    for kind, column, reaches in ways:
        found |= await _those(db, reaches, {value for change in changes.of(kind) for value in change.values(column)})
    return found


async def _those(db: AsyncSession, reaches: _Reaches, ids: Collection[UUID]) -> set[UUID]:
    return {event_id for some in chunks(ids) for event_id in await db.scalars(reaches(some))}


def _of_publications(publications: Any) -> Select[Any]:
    return select(EventPublication.event_id).where(EventPublication.publication_id.in_(publications))


def _of_organisations(ids: Collection[UUID]) -> Any:
    launches = union(
        select(Launch.id).where(Launch.lead_id.in_(ids)), select(Host.launch_id).where(Host.organisation_id.in_(ids))
    )
    listed = select(Speaker.event_id).join(ListedPost, ListedPost.speaker_id == Speaker.id)
    return union(
        select(Event.id).where(Event.launch_id.in_(launches)), listed.where(ListedPost.organisation_id.in_(ids))
    )


def _of_embargoes(ids: Collection[UUID]) -> Any:
    publications = select(Publication.id).where(Publication.embargo_id.in_(ids))
    return union(select(Event.id).where(Event.embargo_id.in_(ids)), _of_publications(publications))


# What an event belongs to by these, and when.
_GROUPS: Sequence[_Way] = (
    (ListedPost, "speaker_id", lambda ids: select(Speaker.event_id).where(Speaker.id.in_(ids))),
    (Launch, "id", lambda ids: select(Event.id).where(Event.launch_id.in_(ids))),
    (Host, "launch_id", lambda ids: select(Event.id).where(Event.launch_id.in_(ids))),
    (Publication, "id", _of_publications),
    (Embargo, "id", _of_embargoes),
)
# What it only names. What else is told of an organisation may be edited without making 5,000 entries anew.
_NAMES: Sequence[_Name] = (
    (
        Venue,
        ("name", "address", "place", "country", "latitude", "longitude"),
        lambda ids: select(Event.id).where(Event.venue_id.in_(ids)),
    ),
    (
        Series,
        ("title", "parts", "withdrawn_at"),
        lambda ids: _of_publications(select(Publication.id).where(Publication.series_id.in_(ids))),
    ),
    (Topic, ("name", "withdrawn_at"), lambda ids: select(EventTopic.event_id).where(EventTopic.topic_id.in_(ids))),
    (Organisation, ("name", "short_name", "withdrawn_at"), _of_organisations),
)
