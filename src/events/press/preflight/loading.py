"""All that a launch holds, drafts included, and what else must be known to look it over."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any, Protocol
from uuid import UUID

from sqlalchemy import ColumnElement, and_, or_, select, true
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import contains_eager, joinedload, selectinload
from sqlalchemy.orm.attributes import set_committed_value

from events.addresses import Addresses
from events.people.models import Organisation, Person, PressContact
from events.press.models import PinnedBoilerplate, Release, ReleaseContact, ReleaseFile, ReleaseVersion
from events.press.preflight import links, pages, secrets, telling
from events.press.preflight.secrets import Secret
from events.press.preflight.telling import Told
from events.press.standings import Standing
from events.programme import item_strangers
from events.programme.models import Launch, Publication, Series, Topic
from events.programme.occasions import Event, EventFile, ListedPost, ProgrammeItem, Speaker, SpeakerState, Venue
from events.visibility import ANYONE, Embargo, Reader, held, visible


class Caution(Protocol):
    """A period in which an organisation is careful what it publishes; both days belong to it."""

    @property
    def name(self) -> str: ...
    @property
    def starts(self) -> date: ...
    @property
    def ends(self) -> date: ...
    @property
    def note(self) -> str | None: ...


@dataclass(frozen=True)
class Draft:
    """A release with its newest version: the draft, or what went out last where nothing newer is written."""

    release: Release
    version: ReleaseVersion

    @cached_property
    def told(self) -> Told:
        return telling.read(self.version)

    @property
    def has_text(self) -> bool:
        return any(map(str.isalnum, self.version.body))

    @property
    def is_english(self) -> bool:
        return is_english(self.release.language)

    @property
    def is_out(self) -> bool:
        """All that is written has gone out: nothing but a correction reaches it."""
        return self.version.issued_at is not None and self.release.published_at is not None

    def dated(self, now: datetime) -> date:
        """The day from which its “today” is reckoned, as far as that is known."""
        return self.version.dated or (self.version.issued_at or now).date()


@dataclass(frozen=True)
class Lifting:
    """An embargo as it will be: at this moment what waits for it goes out, in the words that were published.

    `alone` is the one part that does, where it is to have an embargo of its own instead.
    """

    embargo_id: UUID
    at: datetime
    alone: UUID | None = None


@dataclass(frozen=True)
class Facts:
    """One launch with everything in it. `going` are the rows about to be published, also once more after they
    were taken back; None: all that is not out.

    What is `restored` is looked at as it will be: it takes place, whatever it says yet.
    """

    launch: Launch
    events: Sequence[Event]
    publications: Sequence[Publication]
    drafts: Sequence[Draft]
    twins: Sequence[Release]  # in other languages, of this launch and of others
    elsewhere: Sequence[Speaker]  # other places of these speakers, each with its event, at about the same time
    in_series: Sequence[Publication]  # what else is in the series, also in one that only bears the same name
    strangers: Mapping[UUID, Sequence[str]] = field(default_factory=dict)  # whom items name beside the panel, in words
    venues: Collection[str] = ()  # where else this organiser's events are held
    leading: Mapping[UUID, frozenset[str]] = field(default_factory=dict)  # of our addresses, by release
    host: str = ""
    cautions: Sequence[Caution] = ()
    approvals: Sequence[Standing] | None = None  # None: nobody signs off here
    going: frozenset[UUID] | None = None
    restored: UUID | None = None
    lifting: Lifting | None = None
    taken_back: Sequence[Publication | Event | Release] = ()  # of the launch, and looked at no further
    kept: Sequence[Secret] = ()  # by this launch, as it is, and by others of whoever is behind it
    reached: Sequence[pages.Page] = ()  # what tells that, and comes out by what goes out

    @property
    def embargoes(self) -> list[Embargo]:
        """That of the launch and those of its parts, each once."""
        there = [self.launch.embargo, *(each.embargo for each in self.parts)]
        return list({each.id: each for each in there if each}.values())

    def under(self, embargo: Embargo) -> list[Publication | Event | Release]:
        return [each for each in self.parts if each.embargo_id == embargo.id]

    @property
    def parts(self) -> list[Publication | Event | Release]:
        """What the public is to see, without what was taken back."""
        return [*self.publications, *self.events, *(each.release for each in self.drafts)]

    def goes_out(self, part: Publication | Event | Release) -> bool:
        """Whether it is public already, or is about to be."""
        return part.published_at is not None or self.going is None or part.id in self.going

    def opens(self, part: Publication | Event | Release) -> bool:
        """Whether it is about to go out: for the first time, or by the lift for which it waits."""
        if part.published_at is None:
            return self.goes_out(part)
        lifting = self.lifting
        waits = lifting is not None and (part.id == lifting.alone or part.embargo_id == lifting.embargo_id)
        return waits and part.id in (self.going or ())

    @contextmanager
    def as_it_will_be(self) -> Iterator[None]:
        """With the embargo that lifts as if it had been written so; nothing is."""
        lifting = self.lifting
        if lifting and lifting.alone:
            with self._with_its_own(lifting):
                yield
            return
        lifts = [each for each in self.embargoes if lifting and each.id == lifting.embargo_id]
        before = [(each, each.lifts_at, each.held) for each in lifts]
        try:
            for each in lifts:
                _put(each, lifting.at if lifting else None, held=False)
            yield
        finally:
            for each, lifts_at, is_held in before:
                _put(each, lifts_at, held=is_held)

    @contextmanager
    def _with_its_own(self, lifting: Lifting) -> Iterator[None]:
        part = next(each for each in self.parts if each.id == lifting.alone)
        before = part.embargo
        assert before, "it waits for none"
        own = Embargo(lifts_at=lifting.at, zone=before.zone, held=False)
        _put_under(part, own)
        try:
            yield
        finally:
            _put_under(part, before)

    def is_off(self, event: Event) -> bool:
        return event.is_off and event.id != self.restored


def _put(embargo: Embargo, lifts_at: datetime | None, *, held: bool) -> None:
    set_committed_value(embargo, "lifts_at", lifts_at)
    set_committed_value(embargo, "held", held)


def _put_under(part: Publication | Event | Release, embargo: Embargo) -> None:
    set_committed_value(part, "embargo_id", embargo.id)
    set_committed_value(part, "embargo", embargo)


def is_english(language: str) -> bool:
    return language.partition("-")[0] == "en"


async def facts(
    db: AsyncSession,
    launch: Launch,
    *,
    site: Addresses,
    reader: Reader,
    now: datetime,
    cautions: Sequence[Caution] = (),
    approvals: Sequence[Standing] | None = None,
    going: Collection[UUID] | None = None,
    restored: UUID | None = None,
    lifting: Lifting | None = None,
) -> Facts:
    """For an organiser who may work on this launch. `approvals` come from `standings.of_launch`."""
    by: dict[str, Any] = {"reader": reader, "now": now}
    await db.flush()  # what a handler has just changed is looked over too, and not read over
    launch = await _launch(db, launch.id)
    releases = await _releases(db, launch, **by)
    written = [each for each in releases if each.versions]
    held_here: list[Publication | Event | Release] = [*written]
    held_here += await _events(db, [launch.id], *pages.MORE_OF_EVENT, **by)
    held_here += await _publications(db, [launch.id], *pages.MORE_OF_PUBLICATION, **by)
    back = [each for each in held_here if each.withdrawn_at and each.id not in (going or ())]
    drafts = [Draft(each, _words(each, lifting)) for each in written if each not in back]
    events = [each for each in held_here if isinstance(each, Event) and each not in back]
    reports = [each for each in held_here if isinstance(each, Publication) and each not in back]
    kept = await secrets.kept(db, **by, beside=launch.id)
    return Facts(
        launch=launch,
        events=events,
        publications=reports,
        drafts=drafts,
        twins=await _twins(db, releases, **by),
        elsewhere=await _elsewhere(db, events, **by),
        in_series=await _in_series(db, reports, **by),
        strangers=await item_strangers.named(db, events, **by),
        venues=await _venues(db, **by),
        leading=await links.leading(db, drafts, launch, site=site, **by),
        host=links.host(site),
        cautions=cautions,
        approvals=approvals,
        going=None if going is None else frozenset(going),
        restored=restored,
        lifting=lifting,
        taken_back=back,
        kept=await secrets.without_names(db, kept, now=now),
    )


_WAITING = (
    joinedload(Release.launch).joinedload(Launch.embargo),
    selectinload(Release.versions).selectinload(ReleaseVersion.notes),
)


async def lifts(
    db: AsyncSession, which: ColumnElement[bool], *, reader: Reader, now: datetime, most: int
) -> list[Facts]:
    """For each lift to come the releases that go out by it, and of their launch what their words could contradict.

    `which` says whose releases; the first `most` of them.
    """
    by: dict[str, Any] = {"reader": reader, "now": now}
    waits = (Release.published_at.is_not(None), Release.withdrawn_at.is_(None))
    coming = (Embargo.held.is_(False), Embargo.lifts_at > now)
    query = select(Release).join(Embargo, Embargo.id == Release.embargo_id).where(which, *waits, *coming)
    query = query.options(contains_eager(Release.embargo), *_WAITING)
    by_lift: dict[tuple[UUID, UUID | None], list[Release]] = {}
    for each in await db.scalars(query.order_by(Embargo.lifts_at, Release.id).limit(most)):
        by_lift.setdefault((each.launch_id, each.embargo_id), []).append(each)
    if not by_lift:
        return []
    return await _beside(db, list(by_lift.values()), by)


async def naming_the_gone(
    db: AsyncSession, which: ColumnElement[bool], *, reader: Reader, now: datetime, most: int
) -> list[Facts]:
    """For each launch with an event to come that somebody left, the releases that everybody reads: they may name them.

    `which` says whose releases; the last `most` of them.
    """
    by: dict[str, Any] = {"reader": reader, "now": now}
    left = Speaker.state.in_([SpeakerState.WITHDRAWN, SpeakerState.DECLINED])
    coming = held(Event, and_(Event.over_at > now, Event.withdrawn_at.is_(None), left))
    launches = select(Event.launch_id).join(Speaker, Speaker.event_id == Event.id).where(coming)
    query = select(Release).where(which, visible(Release, ANYONE, now), Release.launch_id.in_(launches))
    query = query.where(Release.published_at.is_not(None)).options(*_WAITING, joinedload(Release.embargo))
    found: dict[UUID, list[Release]] = {}
    for each in await db.scalars(query.order_by(Release.published_at.desc(), Release.id).limit(most)):
        found.setdefault(each.launch_id, []).append(each)
    return await _beside(db, list(found.values()), by) if found else []


async def _beside(db: AsyncSession, groups: Sequence[Sequence[Release]], by: dict[str, Any]) -> list[Facts]:
    """Releases of one launch each, with what else there is of it that is not taken back."""
    launches = {group[0].launch_id for group in groups}
    events = [each for each in await _events(db, launches, **by) if each.withdrawn_at is None]
    reports = [each for each in await _publications(db, launches, **by) if each.withdrawn_at is None]
    venues = await _venues(db, **by)
    return [_as_issued(group, events, reports, venues, by["now"]) for group in groups]


def _as_issued(
    waiting: Sequence[Release],
    events: Sequence[Event],
    reports: Sequence[Publication],
    venues: Collection[str],
    now: datetime,
) -> Facts:
    launch, embargo = waiting[0].launch, waiting[0].embargo
    lifts_at = embargo.lifts_at if embargo and not embargo.is_lifted(now) else None
    lifting = Lifting(embargo.id, lifts_at) if embargo and lifts_at else None
    own = [each for each in reports if each.launch_id == launch.id]
    return Facts(
        launch=launch,
        events=[each for each in events if each.launch_id == launch.id],
        publications=own,
        drafts=[Draft(each, _issued(each)) for each in waiting],
        twins=(),
        elsewhere=(),
        in_series=own,
        venues=venues,
        going=frozenset(each.id for each in waiting),
        lifting=lifting,
    )


def _words(release: Release, lifting: Lifting | None) -> ReleaseVersion:
    """Its newest version; by a lift, the one that was published for it, whatever is being written since."""
    waits = lifting is not None and release.embargo_id == lifting.embargo_id and release.published_at is not None
    return _issued(release) if waits else release.versions[0]


def _issued(release: Release) -> ReleaseVersion:
    return next((each for each in release.versions if each.issued_at), release.versions[0])


async def _launch(db: AsyncSession, launch_id: UUID) -> Launch:
    known = held(Launch, Launch.id == launch_id)
    query = select(Launch).where(known).options(joinedload(Launch.embargo), joinedload(Launch.lead.and_(_NAMED)))
    return (await db.scalars(query, execution_options=_FRESH)).one()


async def _releases(db: AsyncSession, launch: Launch, *, reader: Reader, now: datetime) -> Sequence[Release]:
    parts = (
        selectinload(ReleaseVersion.notes),
        selectinload(ReleaseVersion.contacts)
        .joinedload(ReleaseContact.contact)
        .joinedload(PressContact.organisation.and_(_NAMED)),
        selectinload(ReleaseVersion.boilerplates).joinedload(PinnedBoilerplate.boilerplate),
        selectinload(ReleaseVersion.files).joinedload(ReleaseFile.file),
    )
    query = select(Release).where(Release.launch_id == launch.id, visible(Release, reader, now))
    query = query.options(selectinload(Release.versions).options(*parts), joinedload(Release.embargo))
    return (await db.scalars(query.order_by(Release.slug), execution_options=_FRESH)).all()


async def _events(
    db: AsyncSession, launches: Collection[UUID], *more: Any, reader: Reader, now: datetime
) -> Sequence[Event]:
    query = select(Event).where(Event.launch_id.in_(launches), visible(Event, reader, now))
    query = query.options(
        *more,
        joinedload(Event.venue),
        selectinload(Event.programme).selectinload(ProgrammeItem.speakers),
        joinedload(Event.embargo),
        selectinload(Event.files).joinedload(EventFile.file),
        selectinload(Event.topics.and_(held(Topic, true()))),
        selectinload(Event.speakers).options(
            selectinload(Speaker.posts).joinedload(ListedPost.organisation.and_(_NAMED)),
            joinedload(Speaker.person.and_(held(Person, true()))).joinedload(Person.portrait),
        ),
    )
    return (await db.scalars(query.order_by(Event.begins_at, Event.id), execution_options=_FRESH)).all()


async def _publications(
    db: AsyncSession, launches: Collection[UUID], *more: Any, reader: Reader, now: datetime
) -> Sequence[Publication]:
    query = select(Publication).where(Publication.launch_id.in_(launches), visible(Publication, reader, now))
    query = query.options(
        *more,
        joinedload(Publication.cover),
        joinedload(Publication.embargo),
        joinedload(Publication.series.and_(held(Series, true()))),
    )
    return (await db.scalars(query.order_by(Publication.title, Publication.id), execution_options=_FRESH)).all()


async def _twins(db: AsyncSession, releases: Sequence[Release], *, reader: Reader, now: datetime) -> Sequence[Release]:
    groups = {each.twins_of for each in releases if each.twins_of}
    if not groups:
        return ()
    same = or_(Release.twins_of.in_(groups), Release.id.in_(groups))
    query = select(Release).where(same, visible(Release, reader, now))
    loaded = query.options(selectinload(Release.versions), joinedload(Release.embargo))
    return (await db.scalars(loaded.order_by(Release.language, Release.id))).all()


async def _elsewhere(db: AsyncSession, events: Sequence[Event], *, reader: Reader, now: datetime) -> Sequence[Speaker]:
    """At other events as far as this organiser may know of them, those of this launch included.

    Only from the first beginning to the last end: somebody may speak at hundreds.
    """
    coming = [event for event in events if not event.is_past(now)]
    hours = [(each.starts_at, each.over_at) for each in coming if each.starts_at and each.over_at]
    people = {each.person_id for event in coming for each in event.speakers if each.person_id}
    if not (hours and people):
        return ()
    first, last = min(start for start, _ in hours), max(end for _, end in hours)
    then = (Event.over_at > max(first, now), Event.starts_at < last)
    comes = Speaker.state.in_((SpeakerState.CONFIRMED, SpeakerState.INVITED))
    query = select(Speaker).join(Event, Event.id == Speaker.event_id)
    query = query.where(Speaker.person_id.in_(people), *then, comes, visible(Event, reader, now))
    query = query.options(contains_eager(Speaker.event))
    return (await db.scalars(query.order_by(Event.begins_at, Speaker.id))).all()


async def _in_series(
    db: AsyncSession, reports: Iterable[Publication], *, reader: Reader, now: datetime
) -> Sequence[Publication]:
    """A series entered twice under one name is one to its readers."""
    wanted = {each.series.title for each in reports if each.series}
    if not wanted:
        return ()
    named = select(Series.id).where(Series.title.in_(wanted), visible(Series, reader, now))
    query = select(Publication).where(Publication.series_id.in_(named), visible(Publication, reader, now))
    query = query.options(joinedload(Publication.series.and_(held(Series, true()))))
    return (await db.scalars(query.order_by(Publication.title, Publication.id))).all()


async def _venues(db: AsyncSession, *, reader: Reader, now: datetime) -> frozenset[str]:
    held_there = select(Event.id).where(Event.venue_id == Venue.id, visible(Event, reader, now)).exists()
    return frozenset(await db.scalars(select(Venue.name).where(held_there).limit(_MOST_VENUES)))


# Whoever may work on a launch knows whom its rows name, be they public or not.
_NAMED = held(Organisation, true())
# A launch is looked over as it is in the database, whatever the page has loaded of it and with which parts.
_FRESH = {"populate_existing": True}
_MOST_VENUES = 500
