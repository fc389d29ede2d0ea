"""Where an organisation is shown to a reader: every thing of theirs, or about them, that has an address of its own."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from events.people.models import Affiliation, Organisation, Person
from events.press import releases
from events.press.models import Release, ReleaseFile, ReleaseTopic, ReleaseVersion
from events.programme import belonging
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


async def to(
    db: AsyncSession,
    organisation: Organisation,
    kind: str,
    *,
    reader: Reader,
    now: datetime,
    limit: int,
    offset: int = 0,
) -> list[Shown]:
    """Those of one of the `KINDS` that can be seen, and those whose address says that they were taken back.

    In the order of their addresses: so they are found one by one, and no more of them than are wanted.
    """
    there = _There(organisation.id, reader, now)
    if kind == "files":
        return await _files(db, there, limit, offset)
    row, title, which = _THINGS[kind]
    seen, was = there.seen(row), gone(row, reader, now)
    query = select(row.id, title, row.slug, row.withdrawn_at).where(which(there), or_(seen, was))
    rows = await db.execute(query.order_by(row.slug).limit(limit).offset(offset))
    return await _with_former(
        db, [Shown(kind, id, name, slug, ended is not None and ended <= now) for id, name, slug, ended in rows]
    )


@dataclass(frozen=True)
class _There:
    """What belongs to an organisation, and what is reached from that; each is asked about the row in question."""

    organisation_id: UUID
    reader: Reader
    now: datetime

    def seen(self, kind: Any) -> ColumnElement[bool]:
        seen = visible(kind, self.reader, self.now)
        return seen & Release.id.in_(releases.readable_ids(self.reader, self.now)) if kind is Release else seen

    def events(self) -> ColumnElement[bool]:
        """Theirs, and those at which somebody speaks for them."""
        return belonging.to(Organisation, [self.organisation_id], self.seen(Event), self.reader, self.now)

    def publications(self) -> ColumnElement[bool]:
        published = select(Publisher.publication_id).where(Publisher.organisation_id == self.organisation_id)
        return or_(self._launched(Publication), Publication.id.in_(published))

    def releases(self) -> ColumnElement[bool]:
        return self._launched(Release)

    def organisations(self) -> ColumnElement[bool]:
        """They themselves, and whoever's page shows the same things."""
        listed = self._on_stage(ListedPost.id).join(ListedPost, ListedPost.speaker_id == Speaker.id)
        published = select(Publisher.publication_id).join(Publication, Publication.id == Publisher.publication_id)
        published = published.where(Publisher.organisation_id == Organisation.id, self._out(Publication))
        return or_(
            Organisation.id == self.organisation_id,
            *(is_behind(kind, self._out(kind)) for kind in (Event, Publication, Release)),
            there_is(listed.where(ListedPost.organisation_id == Organisation.id), Organisation),
            there_is(published, Organisation),
        )

    def series(self) -> ColumnElement[bool]:
        out = select(Publication.id).where(Publication.series_id == Series.id, self._out(Publication))
        return or_(Series.organisation_id == self.organisation_id, there_is(out, Series))

    def persons(self) -> ColumnElement[bool]:
        employed = select(Affiliation.id).where(
            Affiliation.person_id == Person.id, Affiliation.organisation_id == self.organisation_id
        )
        wrote = select(Author.id).join(Publication).where(Author.person_id == Person.id, self._out(Publication))
        speaks = self._on_stage(Speaker.id).where(Speaker.person_id == Person.id)
        return or_(
            Person.kept_by_id == self.organisation_id, *(there_is(each, Person) for each in (employed, speaks, wrote))
        )

    def topics(self) -> ColumnElement[bool]:
        abouts = (
            select(EventTopic.topic_id).join(Event).where(EventTopic.topic_id == Topic.id, self._out(Event)),
            select(PublicationTopic.topic_id)
            .join(Publication)
            .where(PublicationTopic.topic_id == Topic.id, self._out(Publication)),
            select(ReleaseTopic.topic_id).join(Release).where(ReleaseTopic.topic_id == Topic.id, self._out(Release)),
        )
        return or_(Topic.kept_by_id == self.organisation_id, *(there_is(each, Topic) for each in abouts))

    def pictures(self) -> Sequence[Select[Any]]:
        """Ids of the files that show whoever is there."""
        logos = select(Organisation.logo_id).where(Organisation.logo_id.is_not(None), self.organisations())
        portraits = select(Person.portrait_id).where(Person.portrait_id.is_not(None), self.persons())
        return logos.where(self.seen(Organisation)), portraits.where(self.seen(Person))

    def files(self) -> ColumnElement[bool]:
        """Those that are part of something; whom the others show is asked before."""
        reports = select(PublicationFile.id).join(PublicationVersion).join(Publication)
        told = select(ReleaseFile.id).join(ReleaseVersion).join(Release)
        used = (
            select(Publication.id).where(Publication.cover_id == File.id, self._out(Publication)),
            reports.where(PublicationFile.file_id == File.id, self._out(Publication)),
            select(EventFile.id).join(Event).where(EventFile.file_id == File.id, self._out(Event)),
            told.where(ReleaseFile.file_id == File.id, self._out(Release)),
        )
        return or_(*(there_is(each, File) for each in used))

    def _on_stage(self, what: Any) -> Select[Any]:
        shown = select(what).select_from(Speaker).join(Event, Event.id == Speaker.event_id)
        return shown.where(IS_SHOWN, self._out(Event))

    def _out(self, kind: Any) -> ColumnElement[bool]:
        """Of a kind that is launched: that it is theirs, and can be seen."""
        which: ColumnElement[bool] = _THINGS[kind_of(kind)][2](self)
        return which & self.seen(kind)

    def _launched(self, kind: Any) -> ColumnElement[bool]:
        led = select(Launch.id).where(Launch.lead_id == self.organisation_id)
        hosted = select(Host.launch_id).where(Host.organisation_id == self.organisation_id)
        return or_(kind.launch_id.in_(led), kind.launch_id.in_(hosted))


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


async def _files(db: AsyncSession, there: _There, limit: int, offset: int) -> list[Shown]:
    # In steps: PostgreSQL plans what is nested as deep as all of it for many seconds.
    pictures = [id for query in there.pictures() for id in await db.scalars(query)]
    query = select(File.id, File.name).where(or_(File.id.in_(pictures), there.files()), there.seen(File))
    rows = await db.execute(query.order_by(File.name, File.id).limit(limit).offset(offset))
    return [Shown("files", id, name, None) for id, name in rows]


async def _with_former(db: AsyncSession, found: Sequence[Shown]) -> list[Shown]:
    slugs: dict[tuple[str, UUID], list[str]] = {}
    former = select(FormerSlug).where(FormerSlug.row_id.in_([each.id for each in found])).order_by(FormerSlug.slug)
    for row in await db.scalars(former):
        slugs.setdefault((row.kind, row.row_id), []).append(row.slug)
    return [replace(each, former=tuple(slugs.get((each.kind, each.id), ()))) for each in found]
