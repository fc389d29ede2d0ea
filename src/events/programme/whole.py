"""Events with all that is derived from them, read anew: what their entries say, and the words to find them by.

A panel and the hosts are plain values here. There are a dozen of them to each event, and as rows of a session they take
ten times as long to load: much when one organisation is renamed that thousands of events show.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import joinedload, selectinload

from events.people.models import Organisation
from events.programme.models import Host, HostRole, Launch, Publication, Topic
from events.programme.occasions import Event, EventTopic, ListedPost, Speaker, SpeakerRole, in_words
from events.programme.reach import IS_SHOWN
from events.storage.chunks import THESE
from events.visibility import Guarded


class Post(NamedTuple):
    """By what somebody is listed."""

    in_words: str
    organisation_id: UUID | None


class OnStage(NamedTuple):
    """Somebody who is shown on the panel, or a place that is still to be announced."""

    id: UUID
    person_id: UUID | None
    name: str | None
    role: SpeakerRole
    posts: Sequence[Post]


class House(NamedTuple):
    """What is said of an organisation that leads or hosts."""

    id: UUID
    name: str
    short_name: str | None
    withdrawn_at: datetime | None


class HostedBy(NamedTuple):
    role: HostRole
    house: House


@dataclass(frozen=True, slots=True)
class Whole:
    """An event that is loaded with its venue, its embargo, its joining links and its publications, and what else."""

    event: Event
    lead: House
    hosts: Sequence[HostedBy]
    panel: Sequence[OnStage]
    topics: Sequence[Topic]

    @property
    def named(self) -> Iterator[House | Guarded]:
        """What an entry names that may be taken back by itself."""
        yield self.lead
        yield from (host.house for host in self.hosts)
        yield from self.topics
        yield from self.event.publications
        yield from (publication.series for publication in self.event.publications if publication.series)


async def events(db: AsyncSession, ids: Sequence[UUID]) -> list[Whole]:
    """Those of these that there are."""
    found = (await db.execute(_EVENTS, {"ids": ids}, execution_options=_ANEW)).all()
    hosts = await _hosts(db, [event.launch_id for event, *_ in found])
    panels, topics = await _panels(db, ids), await _topics(db, ids)
    return [
        Whole(event, House(*lead), hosts[event.launch_id], panels[event.id], topics[event.id]) for event, *lead in found
    ]


_ANEW = {"populate_existing": True}
# Plain values are asked of the tables themselves: of mapped classes, thousands of rows take half as long again.
_HOST, _SPEAKER, _POST = (kind.__table__.c for kind in (Host, Speaker, ListedPost))
_HOUSE: tuple[Any, ...] = (Organisation.id, Organisation.name, Organisation.short_name, Organisation.withdrawn_at)
# What there is one of comes in the same row: a query costs more than its columns.
_EVENTS = (
    select(Event, *_HOUSE)
    .join(Launch, Launch.id == Event.launch_id)
    .join(Organisation, Organisation.id == Launch.lead_id)
    .where(Event.id.in_(THESE))
    .options(
        joinedload(Event.venue),
        joinedload(Event.embargo),
        selectinload(Event.joining),
        selectinload(Event.publications).options(joinedload(Publication.series), joinedload(Publication.embargo)),
    )
)
_HOSTS = (
    select(_HOST.launch_id, _HOST.role, *(Organisation.__table__.c[each.key] for each in _HOUSE))
    .join(Organisation.__table__, Organisation.id == _HOST.organisation_id)
    .where(_HOST.launch_id.in_(THESE))
    .order_by(_HOST.position, _HOST.organisation_id, _HOST.role)
)
_SPEAKERS = (
    select(_SPEAKER.event_id, _SPEAKER.id, _SPEAKER.person_id, _SPEAKER.name, _SPEAKER.role)
    .where(_SPEAKER.event_id.in_(THESE), IS_SHOWN)
    .order_by(_SPEAKER.position, _SPEAKER.id)
)
_POSTS = (
    select(_POST.speaker_id, _POST.role, _POST.organisation_name, _POST.organisation_id)
    .join(Speaker.__table__, _SPEAKER.id == _POST.speaker_id)
    .where(_SPEAKER.event_id.in_(THESE), IS_SHOWN)
    .order_by(_POST.position, _POST.id)
)
_TOPICS = (
    select(EventTopic.event_id, Topic)
    .join(Topic, Topic.id == EventTopic.topic_id)
    .where(EventTopic.event_id.in_(THESE))
    .order_by(Topic.name)
)


async def _hosts(db: AsyncSession, launches: Sequence[UUID]) -> dict[UUID, list[HostedBy]]:
    hosts: dict[UUID, list[HostedBy]] = defaultdict(list)
    for launch_id, role, *house in (await db.execute(_HOSTS, {"ids": launches})).all():
        hosts[launch_id].append(HostedBy(role, House(*house)))
    return hosts


async def _panels(db: AsyncSession, ids: Sequence[UUID]) -> dict[UUID, list[OnStage]]:
    posts: dict[UUID, list[Post]] = defaultdict(list)
    for speaker_id, role, organisation_name, organisation_id in (await db.execute(_POSTS, {"ids": ids})).all():
        posts[speaker_id].append(Post(in_words(role, organisation_name), organisation_id))
    panels: dict[UUID, list[OnStage]] = defaultdict(list)
    for event_id, id, person_id, name, role in (await db.execute(_SPEAKERS, {"ids": ids})).all():
        panels[event_id].append(OnStage(id, person_id, name, role, posts[id]))
    return panels


async def _topics(db: AsyncSession, ids: Sequence[UUID]) -> dict[UUID, list[Topic]]:
    topics: dict[UUID, list[Topic]] = defaultdict(list)
    for event_id, topic in await db.execute(_TOPICS, {"ids": ids}, execution_options=_ANEW):
        topics[event_id].append(topic)
    return topics
