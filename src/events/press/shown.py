"""Where an organisation is shown to a reader: every thing of theirs, or about them, that has an address of its own."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import BindParameter, ColumnElement, Select, bindparam, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from events.people.models import Affiliation, Organisation, Person
from events.press import releases
from events.press.models import Release, ReleaseFile, ReleaseTopic, ReleaseVersion
from events.programme import addressing, belonging
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
from events.programme.reach import IS_SHOWN, is_behind, there_is
from events.storage.base import kind_of
from events.storage.chunks import THESE
from events.storage.files import File
from events.storage.slugs import FormerSlug
from events.storage.types import Id
from events.visibility import Reader, Rule, Sight, held, seen_by, visible


class Shown(NamedTuple):
    """One thing with an address. `former`: the slugs that it had before; they lead to where it is now."""

    kind: str
    id: UUID
    title: str
    slug: str | None  # a file has none
    is_gone: bool = False  # it was public, and its address says that it was taken back
    former: Sequence[str] = ()


async def of_each(
    db: AsyncSession,
    organisation: Organisation,
    kinds: Iterable[str],
    *,
    reader: Reader,
    now: datetime,
    limit: int,
    offset: int = 0,
) -> dict[str, list[Shown]]:
    """Of each of these `KINDS`, those that can be seen, and those whose address says that they were taken back.

    In the order of their addresses: so they are found one by one, and no more of them than are wanted.
    """
    asked = _Asked(organisation, reader, now)
    found = {
        kind: await (_files(db, asked, limit, offset) if kind == "files" else _pages(db, asked, kind, limit, offset))
        for kind in kinds
    }
    former = await _former(db, chain(*found.values()))
    return {kind: [each._replace(former=former[kind, each.id]) for each in things] for kind, things in found.items()}


@dataclass(frozen=True)
class _Asked:
    """Whose things, and who asks when."""

    organisation: Organisation
    reader: Reader
    now: datetime

    def which(self, rule: Rule, kind: Any) -> ColumnElement[bool]:
        return seen_by(rule, kind, self.reader, self.now, bindparam("theirs", self.organisation.id, Id(), unique=True))


@dataclass(frozen=True)
class _There:
    """What belongs to an organisation, and what is reached from that; each is asked about the row in question."""

    sight: Sight
    organisation_id: BindParameter[UUID]

    def out(self, kind: Any) -> ColumnElement[bool]:
        """Of one kind, that it is there and can be seen."""
        return self.of(kind) & self.seen(kind)

    def of(self, kind: Any) -> ColumnElement[bool]:
        which: ColumnElement[bool] = _THINGS[kind_of(kind)][2](self)
        return which

    def seen(self, kind: Any) -> ColumnElement[bool]:
        seen = self.sight.of(kind)
        return seen & releases.has_gone_out(self.sight.at) if kind is Release else seen

    def events(self) -> ColumnElement[bool]:
        """Theirs, and those at which somebody speaks for them."""
        return or_(self._launched(Event), belonging.is_spoken_at([self.organisation_id]))

    def publications(self) -> ColumnElement[bool]:
        published = select(Publisher.publication_id).where(Publisher.organisation_id == self.organisation_id)
        return or_(self._launched(Publication), Publication.id.in_(published))

    def releases(self) -> ColumnElement[bool]:
        return self._launched(Release)

    def organisations(self) -> ColumnElement[bool]:
        """They themselves, and whoever's page shows the same things."""
        listed = self._on_stage(ListedPost.id).join(ListedPost, ListedPost.speaker_id == Speaker.id)
        published = select(Publisher.publication_id).join(Publication, Publication.id == Publisher.publication_id)
        published = published.where(Publisher.organisation_id == Organisation.id, self.out(Publication))
        return or_(
            Organisation.id == self.organisation_id,
            *(is_behind(kind, self.out(kind)) for kind in (Event, Publication, Release)),
            there_is(listed.where(ListedPost.organisation_id == Organisation.id), Organisation),
            there_is(published, Organisation),
        )

    def series(self) -> ColumnElement[bool]:
        out = select(Publication.id).where(Publication.series_id == Series.id, self.out(Publication))
        return or_(Series.organisation_id == self.organisation_id, there_is(out, Series))

    def persons(self) -> ColumnElement[bool]:
        employed = select(Affiliation.id).where(
            Affiliation.person_id == Person.id,
            Affiliation.organisation_id == self.organisation_id,
            self.sight.of(Affiliation),
        )
        wrote = select(Author.id).join(Publication).where(Author.person_id == Person.id, self.out(Publication))
        speaks = self._on_stage(Speaker.id).where(Speaker.person_id == Person.id)
        return or_(
            Person.kept_by_id == self.organisation_id, *(there_is(each, Person) for each in (employed, speaks, wrote))
        )

    def topics(self) -> ColumnElement[bool]:
        abouts = (
            select(EventTopic.topic_id).join(Event).where(EventTopic.topic_id == Topic.id, self.out(Event)),
            select(PublicationTopic.topic_id)
            .join(Publication)
            .where(PublicationTopic.topic_id == Topic.id, self.out(Publication)),
            select(ReleaseTopic.topic_id).join(Release).where(ReleaseTopic.topic_id == Topic.id, self.out(Release)),
        )
        return or_(Topic.kept_by_id == self.organisation_id, *(there_is(each, Topic) for each in abouts))

    def files(self) -> ColumnElement[bool]:
        """Those that are part of something; whom the others show is asked before."""
        reports = select(PublicationFile.id).join(PublicationVersion).join(Publication)
        told = select(ReleaseFile.id).join(ReleaseVersion).join(Release)
        used = (
            select(Publication.id).where(Publication.cover_id == File.id, self.out(Publication)),
            reports.where(PublicationFile.file_id == File.id, self.out(Publication)),
            select(EventFile.id).join(Event).where(EventFile.file_id == File.id, self.out(Event)),
            told.where(ReleaseFile.file_id == File.id, self.out(Release)),
        )
        return or_(*(there_is(each, File) for each in used))

    def _on_stage(self, what: Any) -> Select[Any]:
        shown = select(what).select_from(Speaker).join(Event, Event.id == Speaker.event_id)
        return shown.where(IS_SHOWN, self.out(Event))

    def _launched(self, kind: Any) -> ColumnElement[bool]:
        led = select(Launch.id).where(Launch.id == kind.launch_id, Launch.lead_id == self.organisation_id)
        hosted = select(Host.launch_id).where(Host.launch_id == kind.launch_id)
        hosted = hosted.where(Host.organisation_id == self.organisation_id)
        return or_(led.correlate_except(Launch).exists(), hosted.correlate_except(Host).exists())


# Of the version that was issued last, or of the only one.
_HEADLINE = (
    select(ReleaseVersion.headline)
    .where(ReleaseVersion.release_id == Release.id, ReleaseVersion.issued_at.is_not(None))
    .order_by(ReleaseVersion.number.desc())
    .limit(1)
    .correlate(Release)
    .scalar_subquery()
)


# What has pages of its own: the rows, what they are called, and which of them are there.
_THINGS: dict[str, tuple[Any, Any, Callable[[_There], ColumnElement[bool]]]] = {
    "organisations": (Organisation, Organisation.name, _There.organisations),
    "events": (Event, Event.title, _There.events),
    "publications": (Publication, Publication.title, _There.publications),
    "releases": (Release, _HEADLINE, _There.releases),
    "series": (Series, Series.title, _There.series),
    "persons": (Person, Person.name, _There.persons),
    "topics": (Topic, Topic.name, _There.topics),
}
KINDS = (*_THINGS, "files")


def _is_open(sight: Sight, kind: Any, organisation_id: BindParameter[UUID]) -> ColumnElement[bool]:
    there = _There(sight, organisation_id)
    return there.of(kind) & or_(there.seen(kind), sight.of_gone(kind))


def _is_there(sight: Sight, kind: Any, organisation_id: BindParameter[UUID]) -> ColumnElement[bool]:
    return _There(sight, organisation_id).out(kind)


def _is_part(sight: Sight, _kind: Any, organisation_id: BindParameter[UUID]) -> ColumnElement[bool]:
    return _There(sight, organisation_id).files()


async def _pages(db: AsyncSession, asked: _Asked, kind: str, limit: int, offset: int) -> list[Shown]:
    row, title, _ = _THINGS[kind]
    query = select(row.id, title, row.slug, row.withdrawn_at).where(asked.which(_is_open, row))
    rows = await db.execute(query.order_by(row.slug).limit(limit).offset(offset))
    return [Shown(kind, id, name, slug, ended is not None and ended <= asked.now) for id, name, slug, ended in rows]


async def _files(db: AsyncSession, asked: _Asked, limit: int, offset: int) -> list[Shown]:
    # In steps: PostgreSQL plans what is nested as deep as all of it for many seconds.
    shows = [(Organisation, Organisation.logo_id), (Person, Person.portrait_id)]
    queries = [select(file).where(file.is_not(None), asked.which(_is_there, kind)) for kind, file in shows]
    pictures = [id for query in queries for id in await db.scalars(query)]
    which = or_(File.id.in_(pictures), asked.which(_is_part, File))
    query = select(File.id, File.name).where(which, visible(File, asked.reader, asked.now))
    rows = await db.execute(query.order_by(File.name, File.id).limit(limit).offset(offset))
    return [Shown("files", id, name, None) for id, name in rows]


async def _former(db: AsyncSession, found: Iterable[Shown]) -> dict[tuple[str, UUID], list[str]]:
    slugs: dict[tuple[str, UUID], list[str]] = defaultdict(list)
    moved: dict[str, set[UUID]] = defaultdict(set)
    for kind, id in await db.execute(_MOVED, {"ids": [each.id for each in found]}):
        moved[kind].add(id)
    for kind, those in moved.items():
        row, _, _ = _THINGS[kind]
        its = (FormerSlug.kind == kind) & FormerSlug.row_id.in_(those) & (row.id == FormerSlug.row_id)
        query = select(FormerSlug.row_id, FormerSlug.slug).join(row, held(row, its)).where(addressing.leads(row))
        for id, slug in await db.execute(query.order_by(FormerSlug.slug)):
            slugs[kind, id].append(slug)
    return slugs


_MOVED = select(FormerSlug.kind, FormerSlug.row_id).where(FormerSlug.row_id.in_(THESE), FormerSlug.kind.in_(_THINGS))
