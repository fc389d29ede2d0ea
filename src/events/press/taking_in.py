"""A whole launch from what was read in a pasted text and looked over by somebody: all of it drafts, nothing public."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from events import times
from events.people import organisations
from events.people.directory import Directory
from events.people.models import Boilerplate, Organisation, PressContact
from events.people.pasting import Pasted
from events.press import releases
from events.press.models import Release, ReleaseVersion
from events.programme import all_series, casting, embargoes, events, launches, publications, venues, versions
from events.programme.casting import Cast
from events.programme.models import HostRole, Launch, Publication, Series
from events.programme.occasions import Event


@dataclass(frozen=True)
class Contact:
    """Whom the press may ring; `phone` in E.164."""

    organisation: str | None
    name: str
    phone: str | None
    mail: str | None


@dataclass(frozen=True)
class Facts:
    """One launch as a person has confirmed it. What is None or empty stays open."""

    title: str
    hosts: Sequence[tuple[str, str | None]] = ()  # name and short name, but for the lead
    headline: str | None = None
    dated: date | None = None
    pull_quote: str | None = None
    pull_quote_speaker: str | None = None
    body: str | None = None
    notes: Sequence[str] = ()
    endnotes: Sequence[tuple[str, str]] = ()
    boilerplates: Sequence[tuple[str, str]] = ()  # of whom, and the words
    contacts: Sequence[Contact] = ()
    publication: str | None = None
    series: str | None = None
    number: int | None = None
    parts: int | None = None
    event: str | None = None
    day: date | None = None
    starts: time | None = None
    ends: time | None = None
    zone: str | None = None
    venue: str | None = None
    panel: Sequence[Pasted] = ()
    embargo_day: date | None = None
    embargo_time: time | None = None
    embargo_zone: str | None = None


@dataclass
class Taken:
    """What was made of it."""

    launch: Launch
    event: Event | None = None
    release: Release | None = None
    publication: Publication | None = None
    hosts: list[Organisation] = field(default_factory=list)


async def take_in(db: AsyncSession, facts: Facts, lead: Organisation, directory: Directory) -> Taken:
    """Raises what events.add, panels.put_on_stage and the others raise; then nothing of it may be kept."""
    taken = Taken(launches.begin(db, facts.title, lead=lead))
    await db.flush()
    for name, short_name in facts.hosts:
        host = await directory.organisation(name)
        host.short_name = host.short_name or short_name
        if host.id != lead.id and host.id not in {each.id for each in taken.hosts}:
            taken.hosts.append(host)
            await launches.add_host(db, taken.launch, host, HostRole.PARTNER)
    if facts.publication:
        taken.publication = await _publication(db, taken, facts, lead, directory)
    if facts.event:
        taken.event = await _event(db, taken, facts, directory)
    if facts.headline and facts.body:
        taken.release = await _release(db, taken, facts, lead, directory)
    if facts.embargo_day and facts.embargo_time:
        zone = facts.embargo_zone or facts.zone or "Europe/London"
        lifts_at = times.instant(facts.embargo_day, facts.embargo_time, zone)
        await embargoes.put_over(db, taken.launch, lifts_at=lifts_at, zone=zone, now=directory.now)
    return taken


async def _publication(
    db: AsyncSession, taken: Taken, facts: Facts, lead: Organisation, directory: Directory
) -> Publication:
    series = await _series(db, facts, [lead, *taken.hosts], directory) if facts.series else None
    publication = Publication(
        launch_id=taken.launch.id,
        title=str(facts.publication),
        series_id=series.id if series else None,
        series_number=facts.number if series else None,
        dated=facts.dated,
    )
    await publications.add(db, publication, publishers=[lead, *taken.hosts])
    await versions.add(db, publication, dated=facts.dated)
    return publication


async def _series(db: AsyncSession, facts: Facts, behind: Sequence[Organisation], directory: Directory) -> Series:
    by: Any = {"reader": directory.reader, "now": directory.now}
    return await all_series.named(db, str(facts.series), [each.id for each in behind], parts=facts.parts, **by)


async def _event(db: AsyncSession, taken: Taken, facts: Facts, directory: Directory) -> Event:
    event = Event(
        launch_id=taken.launch.id,
        title=str(facts.event),
        day=facts.day,
        starts=facts.starts,
        ends=facts.ends,
        zone=facts.zone if facts.starts else None,
    )
    await events.add(db, event, publications=[taken.publication] if taken.publication else [])
    if facts.venue:
        event.venue_id = (await venues.named(db, facts.venue, keeper=directory.keeper)).id
    for each in facts.panel:
        await casting.bring(event, Cast(each), directory)
    return event


async def _release(db: AsyncSession, taken: Taken, facts: Facts, lead: Organisation, directory: Directory) -> Release:
    release = Release(launch_id=taken.launch.id)
    version = ReleaseVersion(
        release_id=release.id,
        headline=str(facts.headline),
        dated=facts.dated,
        pull_quote=facts.pull_quote,
        pull_quote_speaker=facts.pull_quote_speaker,
        body=written(str(facts.body), facts.endnotes),
    )
    people = [await _contact(db, each, lead, directory) for each in facts.contacts if each.phone or each.mail]
    words = [await _boilerplate(db, name, said, lead, directory) for name, said in facts.boilerplates]
    return await releases.draft(db, release, version, notes=facts.notes, contacts=people, boilerplates=words)


async def _contact(db: AsyncSession, contact: Contact, lead: Organisation, directory: Directory) -> PressContact:
    whose = await directory.organisation(contact.organisation) if contact.organisation else lead
    same = select(PressContact).where(PressContact.organisation_id == whose.id, PressContact.name == contact.name)
    reach = same.where(
        PressContact.phone == contact.phone, PressContact.mail == contact.mail, PressContact.taken_off_at.is_(None)
    )
    await db.flush()
    new = PressContact(organisation_id=whose.id, name=contact.name, phone=contact.phone, mail=contact.mail)
    return await db.scalar(reach.limit(1)) or await organisations.add_press_contact(db, new)


async def _boilerplate(
    db: AsyncSession, name: str, words: str, lead: Organisation, directory: Directory
) -> Boilerplate:
    return await organisations.add_boilerplate(db, await directory.organisation(name), words)


_MEANS_SOMETHING = re.compile(r"([\\`*_\[\]<>])")
_BEGINS_SOMETHING = re.compile(r"^(\s*)([#>+-]|\d+[.)])(?=\s)", re.MULTILINE)


def written(text: str, endnotes: Sequence[tuple[str, str]]) -> str:
    """Plain text as Markdown that reads the same: what would mean something is escaped, marks lead to endnotes."""
    parts = [_MEANS_SOMETHING.sub(r"\\\1", text)]
    for number, (marker, _) in enumerate(endnotes, 1):
        mark = _MEANS_SOMETHING.sub(r"\\\1", marker)
        parts[0] = parts[0].replace(mark, f"[^{number}]")
    parts[0] = _BEGINS_SOMETHING.sub(r"\1\\\2", parts[0])
    for number, (_, note) in enumerate(endnotes, 1):
        one_line = " ".join(note.split())
        parts.append(f"[^{number}]: {_MEANS_SOMETHING.sub(chr(92) * 2 + '1', one_line)}")
    return "\n\n".join(parts)
