"""Where an organisation is shown to a reader: every thing of theirs, or about them, that has an address of its own."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from events.people.models import Affiliation, Organisation, Person
from events.press import releases
from events.press.models import Release, ReleaseFile, ReleaseTopic, ReleaseVersion
from events.programme import events
from events.programme.events import Filters
from events.programme.models import (
    Author,
    Host,
    Launch,
    Publication,
    PublicationFile,
    PublicationTopic,
    PublicationVersion,
    Publisher,
    Series,
    Topic,
)
from events.programme.occasions import Event, EventFile, EventTopic, ListedPost, Speaker
from events.programme.reach import shown_speakers
from events.storage.base import kind_of
from events.storage.files import File
from events.storage.slugs import FormerSlug
from events.visibility import Reader, gone, visible


@dataclass(frozen=True)
class Shown:
    """One thing with an address. `former`: the slugs that it had before; they lead to where it is now."""

    kind: str
    id: UUID
    title: str
    slug: str | None  # a file has none
    is_gone: bool = False  # it was public, and its address says that it was taken back
    former: tuple[str, ...] = ()


async def to(db: AsyncSession, organisation: Organisation, *, reader: Reader, now: datetime) -> list[Shown]:
    """In the order of kinds, each by its title."""
    asking = _Asking(db, reader, now)
    what_happens = await asking.of(Event, Event.title, _events(organisation, reader, now))
    reports = await asking.of(Publication, Publication.title, _publications(organisation))
    told = await asking.of(Release, _HEADLINE, _of_launches(Release, organisation), releases.readable_ids(reader, now))
    there = _There(_ids(what_happens), _ids(reports), _ids(told), organisation, reader, now)
    found = [
        *await asking.of(Organisation, Organisation.name, there.organisations()),
        *what_happens,
        *reports,
        *told,
        *await asking.of(Series, Series.title, there.series()),
        *await asking.of(Person, Person.name, there.persons()),
        *await asking.of(Topic, Topic.name, there.topics()),
    ]
    return [*await _with_former(db, found), *await there.files(db)]


@dataclass(frozen=True)
class _Asking:
    db: AsyncSession
    reader: Reader
    now: datetime

    async def of(
        self, kind: Any, title: Any, which: ColumnElement[bool], readable: Select[UUID] | None = None
    ) -> list[Shown]:
        """Those of a kind that can be seen, and those whose address says that they were taken back."""
        seen = visible(kind, self.reader, self.now)
        if readable is not None:
            seen = seen & kind.id.in_(readable)
        found = []
        for is_gone, rule in ((False, seen), (True, gone(kind, self.reader, self.now))):
            query = select(kind.id, title, kind.slug).where(which, rule).order_by(title, kind.id)
            rows = await self.db.execute(query)
            found += [Shown(kind_of(kind), id, name, slug, is_gone) for id, name, slug in rows]
        return found


def _of_launches(kind: Any, organisation: Organisation) -> ColumnElement[bool]:
    led = select(Launch.id).where(Launch.lead_id == organisation.id)
    hosted = select(Host.launch_id).where(Host.organisation_id == organisation.id)
    return or_(kind.launch_id.in_(led), kind.launch_id.in_(hosted))


def _events(organisation: Organisation, reader: Reader, now: datetime) -> ColumnElement[bool]:
    """Theirs, and those at which somebody speaks for them."""
    asked = events.asked_for(Filters(organisation=organisation.slug), visible(Event, reader, now), reader, now)
    return or_(_of_launches(Event, organisation), *asked)


def _publications(organisation: Organisation) -> ColumnElement[bool]:
    published = select(Publisher.publication_id).where(Publisher.organisation_id == organisation.id)
    return or_(_of_launches(Publication, organisation), Publication.id.in_(published))


@dataclass(frozen=True)
class _There:
    """What is reached from events, publications and releases that can be seen."""

    events: list[UUID]
    publications: list[UUID]
    releases: list[UUID]
    organisation: Organisation
    reader: Reader
    now: datetime

    def organisations(self) -> ColumnElement[bool]:
        """They themselves, and whoever's page shows the same things."""
        launches = (
            select(Event.launch_id)
            .where(self._seen(Event, self.events))
            .union(
                select(Publication.launch_id).where(self._seen(Publication, self.publications)),
                select(Release.launch_id).where(self._seen(Release, self.releases)),
            )
        )
        return or_(
            Organisation.id == self.organisation.id,
            Organisation.id.in_(select(Launch.lead_id).where(Launch.id.in_(launches))),
            Organisation.id.in_(select(Host.organisation_id).where(Host.launch_id.in_(launches))),
            Organisation.id.in_(select(ListedPost.organisation_id).where(ListedPost.speaker_id.in_(self._speakers()))),
            Organisation.id.in_(
                select(Publisher.organisation_id).where(Publisher.publication_id.in_(self.publications))
            ),
        )

    def series(self) -> ColumnElement[bool]:
        out = select(Publication.series_id).where(self._seen(Publication, self.publications))
        return or_(Series.organisation_id == self.organisation.id, Series.id.in_(out))

    def persons(self) -> ColumnElement[bool]:
        employed = select(Affiliation.person_id).where(Affiliation.organisation_id == self.organisation.id)
        return or_(
            Person.kept_by_id == self.organisation.id,
            Person.id.in_(employed),
            Person.id.in_(select(Speaker.person_id).where(Speaker.id.in_(self._speakers()))),
            Person.id.in_(select(Author.person_id).where(Author.publication_id.in_(self.publications))),
        )

    def topics(self) -> ColumnElement[bool]:
        return or_(
            Topic.kept_by_id == self.organisation.id,
            Topic.id.in_(select(EventTopic.topic_id).where(EventTopic.event_id.in_(self.events))),
            Topic.id.in_(
                select(PublicationTopic.topic_id).where(PublicationTopic.publication_id.in_(self.publications))
            ),
            Topic.id.in_(select(ReleaseTopic.topic_id).where(ReleaseTopic.release_id.in_(self.releases))),
        )

    async def files(self, db: AsyncSession) -> list[Shown]:
        seen = self._by
        organisations = visible(Organisation, **seen) & self.organisations()
        persons = visible(Person, **seen) & self.persons()
        reports = select(PublicationVersion.id).where(PublicationVersion.publication_id.in_(self.publications))
        versions = select(ReleaseVersion.id).where(ReleaseVersion.release_id.in_(self.releases))
        used = (
            select(Organisation.logo_id).where(Organisation.logo_id.is_not(None), organisations),
            select(Person.portrait_id).where(Person.portrait_id.is_not(None), persons),
            select(Publication.cover_id).where(self._seen(Publication, self.publications)),
            select(PublicationFile.file_id).where(PublicationFile.version_id.in_(reports)),
            select(EventFile.file_id).where(EventFile.event_id.in_(self.events)),
            select(ReleaseFile.file_id).where(ReleaseFile.version_id.in_(versions)),
        )
        which = or_(*(File.id.in_(each) for each in used))
        query = select(File.id, File.name).where(which, visible(File, **seen)).order_by(File.name, File.id)
        return [Shown("files", id, name, None) for id, name in await db.execute(query)]

    def _speakers(self) -> Select[UUID]:
        return shown_speakers(self.reader, self.now, self._seen(Event, self.events))

    def _seen(self, kind: Any, ids: list[UUID]) -> ColumnElement[bool]:
        return and_(kind.id.in_(ids), visible(kind, **self._by))

    @property
    def _by(self) -> dict[str, Any]:
        return {"reader": self.reader, "at": self.now}


# Of the version that was issued last, or of the only one.
_HEADLINE = (
    select(ReleaseVersion.headline)
    .where(ReleaseVersion.release_id == Release.id, ReleaseVersion.issued_at.is_not(None))
    .order_by(ReleaseVersion.number.desc())
    .limit(1)
    .correlate(Release)
    .scalar_subquery()
)


def _ids(found: Sequence[Shown]) -> list[UUID]:
    return [each.id for each in found if not each.is_gone]


async def _with_former(db: AsyncSession, found: Sequence[Shown]) -> list[Shown]:
    slugs: dict[tuple[str, UUID], list[str]] = {}
    former = select(FormerSlug).where(FormerSlug.row_id.in_([each.id for each in found])).order_by(FormerSlug.slug)
    for row in await db.scalars(former):
        slugs.setdefault((row.kind, row.row_id), []).append(row.slug)
    return [replace(each, former=tuple(slugs.get((each.kind, each.id), ()))) for each in found]
