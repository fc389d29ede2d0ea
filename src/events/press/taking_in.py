"""A whole launch from what was read in a pasted text and looked over by somebody: all of it drafts, nothing public."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from events import times
from events.people import organisations, press_contacts
from events.people.directory import Directory
from events.people.models import Boilerplate, Organisation, PressContact
from events.people.pasted import Pasted
from events.press import marking_up, writing
from events.press.marking_up import Spoken
from events.press.models import Release, ReleaseVersion
from events.programme import (
    all_series,
    casting,
    embargoes,
    events,
    launches,
    publications,
    receipts,
    running_order,
    venues,
    versions,
)
from events.programme.casting import Cast
from events.programme.models import HostRole, Launch, Publication, Series
from events.programme.occasions import Event
from events.storage import By
from events.storage.base import kind_of
from events.visibility import ANYONE, Reader, visible


@dataclass(frozen=True)
class House:
    """An organisation behind it, as a text names it; under an embargo no more is kept of it than its name."""

    name: str
    short_name: str | None = None
    website: str | None = None


@dataclass(frozen=True)
class Facts:
    """One launch as a person has confirmed it. What is None or empty stays open."""

    title: str
    hosts: Sequence[House] = ()  # but for the lead
    short_name: str | None = None  # of the lead, as the website
    website: str | None = None
    headline: str | None = None
    dated: date | None = None
    pull_quote: str | None = None
    pull_quote_speaker: str | None = None
    body: str | None = None
    notes: Sequence[str] = ()
    quotations: Sequence[Spoken] = ()
    endnotes: Sequence[tuple[str, str]] = ()
    boilerplates: Sequence[tuple[str, str]] = ()  # of whom, and the words
    contacts: Sequence[press_contacts.Typed] = ()
    publication: str | None = None
    publishers: Sequence[str] = ()  # where others than the lead publish it, or with the lead
    series: str | None = None
    number: int | None = None
    parts: int | None = None
    event: str | None = None
    day: date | None = None
    last_day: date | None = None
    starts: time | None = None
    ends: time | None = None
    doors: time | None = None
    zone: str | None = None
    second: bool | None = None
    venue: str | None = None
    panel: Sequence[Pasted] = ()
    programme: Sequence[running_order.Line] = ()
    embargo_day: date | None = None
    embargo_time: time | None = None
    embargo_zone: str | None = None
    embargo_second: bool | None = None
    embargo_open: bool | None = None  # it lifts only once somebody says when

    @property
    def is_under_embargo(self) -> bool:
        return bool(self.embargo_day or self.embargo_open)


@dataclass
class Taken:
    """What was made of it. `unowned` is what others alone may say of themselves, as notes to editors."""

    launch: Launch
    event: Event | None = None
    release: Release | None = None
    publication: Publication | None = None
    hosts: list[Organisation] = field(default_factory=list)
    unowned: list[str] = field(default_factory=list)
    unnumbered: str | None = None  # why the report has no number, where one was read or typed


async def take_in(db: AsyncSession, facts: Facts, lead: Organisation, *, reader: Reader, now: datetime) -> Taken:
    """Nothing that anybody can read now says something else because of it.

    Raises what events.add, panels.put_on_stage and the others raise; then nothing of it may be kept.
    """
    taken = Taken(launches.begin(db, facts.title, lead=lead))
    await db.flush()
    directory = Directory(db, lead.id, reader, now, launch_id=taken.launch.id)
    await _complete(db, lead, facts.short_name, facts.website, directory)
    for each in facts.hosts:
        await _host(db, taken, each if not facts.is_under_embargo else House(each.name), lead, directory)
    if facts.publication:
        taken.publication = await _publication(db, taken, facts, lead, directory)
    if facts.event:
        taken.event = await _event(db, taken, facts, directory)
    is_release = bool(facts.headline and facts.body)
    waits = is_release or facts.is_under_embargo
    contacts = [await _contact(db, taken, each, lead, directory, waits=waits) for each in facts.contacts]
    words = [await _boilerplate(db, taken, name, said, directory, waits=waits) for name, said in facts.boilerplates]
    if is_release:
        taken.release = await _release(db, taken, facts, [*filter(None, contacts)], [*filter(None, words)])
    lifts_at, zone = None, facts.embargo_zone or facts.zone or times.USUAL_ZONE
    if facts.embargo_day and facts.embargo_time:
        lifts_at = times.instant(facts.embargo_day, facts.embargo_time, zone, second=facts.embargo_second)
    if lifts_at or facts.embargo_open:
        await embargoes.put_over(db, taken.launch, lifts_at=lifts_at, zone=zone, now=now)
    return taken


async def tell(db: AsyncSession, taken: Taken, *, by: By, now: datetime) -> None:
    """On a receipt of the report, what of it could not be kept."""
    report = taken.publication
    if report and taken.unnumbered:
        about = (kind_of(report), report.id, report.full_title)
        said = [taken.unnumbered]
        launch_id, done = taken.launch.id, "Taken in without its number"
        await receipts.write(db, launch_id=launch_id, about=about, action=done, reason=None, said=said, by=by, now=now)


async def _host(db: AsyncSession, taken: Taken, named: House, lead: Organisation, directory: Directory) -> None:
    house = await directory.organisation(named.name)
    if directory.keeps(house):
        await _complete(db, house, named.short_name, named.website, directory)
    if house.id != lead.id and house.id not in {each.id for each in taken.hosts}:
        taken.hosts.append(house)
        await launches.add_host(db, taken.launch, house, HostRole.PARTNER)


async def _complete(
    db: AsyncSession, house: Organisation, short_name: str | None, website: str | None, directory: Directory
) -> None:
    """What was not known of it, before it has public pages: there it would stand before this launch is out."""
    news = (short_name and not house.short_name) or (website and not house.website)
    if news and not await organisations.is_public(db, house, now=directory.now):
        house.short_name = house.short_name or short_name
        house.website = house.website or website


async def _publication(
    db: AsyncSession, taken: Taken, facts: Facts, lead: Organisation, directory: Directory
) -> Publication:
    series = await _series(db, facts, lead, directory) if facts.series else None
    publication = Publication(
        launch_id=taken.launch.id,
        title=str(facts.publication),
        series_id=series.id if series else None,
        series_number=facts.number if series else None,
        dated=facts.dated,
    )
    publishers = [await directory.organisation(each) for each in facts.publishers]
    behind = [*dict.fromkeys(publishers)] or [lead]
    try:
        await publications.add(db, publication, publishers=behind)
    except publications.NumberTaken:  # a draft without it; preflight asks which it is
        publication.series_number = None
        taken.unnumbered = (
            f"It was to be number {facts.number} of “{facts.series}”, which is taken: it has no number until the other "
            "has another one"
        )
        await publications.add(db, publication, publishers=behind)
    await versions.add(db, publication, dated=facts.dated)
    return publication


async def _series(db: AsyncSession, facts: Facts, lead: Organisation, directory: Directory) -> Series:
    """The lead's: that a text names others as hosts gives nobody a place in a series of theirs."""
    by: Any = {"reader": directory.reader, "now": directory.now}
    return await all_series.named(db, str(facts.series), [lead.id], parts=facts.parts, **by)


async def _event(db: AsyncSession, taken: Taken, facts: Facts, directory: Directory) -> Event:
    event = Event(
        launch_id=taken.launch.id,
        title=str(facts.event),
        day=facts.day,
        last_day=facts.last_day,
        starts=facts.starts,
        ends=facts.ends,
        doors=facts.doors,
        zone=facts.zone if facts.starts else None,
        starts_second=facts.second if facts.starts else None,
        ends_second=facts.second if facts.ends else None,
    )
    await events.add(db, event, publications=[taken.publication] if taken.publication else [])
    if facts.body and not facts.headline:
        event.description = marking_up.marked_up(facts.body, facts.endnotes)
    if facts.venue:
        event.venue_id = (await venues.named(db, facts.venue, keeper=directory.keeper)).id
    speakers = await casting.bring(event, [*map(Cast, facts.panel)], directory)
    for speaker, each in zip(speakers, facts.panel, strict=True):
        speaker.shown_while_invited = each.status is None  # the text names them to everybody
    await running_order.add(db, event, facts.programme)
    return event


async def _release(
    db: AsyncSession,
    taken: Taken,
    facts: Facts,
    contacts: Sequence[PressContact],
    words: Sequence[Boilerplate],
) -> Release:
    release = Release(launch_id=taken.launch.id)
    version = ReleaseVersion(
        release_id=release.id,
        headline=str(facts.headline),
        dated=facts.dated,
        pull_quote=facts.pull_quote,
        pull_quote_speaker=facts.pull_quote_speaker if facts.pull_quote else None,
        body=marking_up.marked_up(str(facts.body), facts.endnotes, facts.quotations),
    )
    notes = [marking_up.marked_up(each) for each in (*facts.notes, *taken.unowned)]
    return await writing.draft(db, release, version, notes=notes, contacts=contacts, boilerplates=words)


async def _contact(
    db: AsyncSession,
    taken: Taken,
    typed: press_contacts.Typed,
    lead: Organisation,
    directory: Directory,
    *,
    waits: bool,
) -> PressContact | None:
    """At the organisation that the line names. One with organisers of its own says itself whom to ring.

    `waits`: for the release that names them; of a text that makes none, nothing else would ever tell of them.
    """
    house = await directory.organisation(typed.organisation) if typed.organisation else lead
    if directory.keeps(house):
        there = await press_contacts.at(db, house, typed, now=directory.now)
        there.came_with_release &= waits
        return there
    if known := await press_contacts.known(db, house, typed, now=directory.now):
        return known
    taken.unowned.append(f"Press contact at {house.called}: {press_contacts.line(typed)}")
    return None


async def _boilerplate(
    db: AsyncSession, taken: Taken, name: str, words: str, directory: Directory, *, waits: bool
) -> Boilerplate | None:
    """As the organisation says it of itself; other words than its own are not for us to put in its mouth."""
    house = await directory.organisation(name)
    if directory.keeps(house):
        return await organisations.add_boilerplate(db, house, words, with_release=waits)
    said = visible(Boilerplate, ANYONE, directory.now)
    same = select(Boilerplate).where(Boilerplate.organisation_id == house.id, Boilerplate.text == words, said)
    if known := await db.scalar(same.order_by(Boilerplate.version.desc()).limit(1)):
        return known
    taken.unowned.append(f"About {house.called}: {words}")
    return None
