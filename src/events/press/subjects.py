"""What is signed off, as it stands now: the words of a release, of one person quoted in it, or of a speaker's listing.

The same rows give the same words whoever reads them and whenever, so that their hash tells whether an edit touched
them. What the moment or other pages add to a release is therefore left out: embargo, version, what is launched when.
The day of an event is shown with a listing and approved with it: whoever agreed to one day has not agreed to another.
"""

import hashlib
from collections.abc import AsyncIterator, Collection, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import select, true
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import joinedload, selectinload

from events import text, times
from events.addresses import Addresses
from events.people import persons
from events.people.models import Boilerplate, Organisation, PressContact
from events.press.approval_models import Approval, Subject
from events.press.formats import plain_text, quotes
from events.press.models import PinnedBoilerplate, Release, ReleaseContact, ReleaseVersion
from events.press.sheet import Sheet
from events.press.story import Quotation
from events.programme import embargoes
from events.programme.models import Host, Launch
from events.programme.occasions import UNSAID_ROLES, Event, Speaker, SpeakerState
from events.visibility import held

# Addresses of our own pages stay as written: the base URL is no part of what anybody approves.
_HERE = Addresses("")
_GONE = {SpeakerState.DECLINED, SpeakerState.WITHDRAWN}


@dataclass(frozen=True)
class Words:
    """Exactly what somebody is asked to approve, and what to know about it."""

    text: str
    number: int | None  # of the version of the release; a listing has none
    called: str  # the headline, or the event
    whose: str | None  # whoever is quoted or listed
    language: str
    zone: str
    embargo: str | None  # `until 00.01 BST (UTC+1), Wednesday 14 April 2010`
    is_final: bool  # it went out in these words; an answer would change nothing
    is_withdrawn: bool = False  # and was taken back since
    day: str | None = None  # on which somebody is listed

    @property
    def listed_at(self) -> str:
        """`“The Waiting Room”, Thursday 17 December 2026`"""
        return f"“{self.called}”, {self.day}" if self.day else f"“{self.called}”"

    @property
    def with_day(self) -> str:
        """All that is approved."""
        return f"{self.text}\n\n{self.day}" if self.day else self.text

    @property
    def sha256(self) -> str:
        return digest(self.with_day)

    def are(self, sha256: str) -> bool:
        """Whether an answer was about these words; before days were approved it was about the listing alone."""
        return sha256 in (self.sha256, digest(self.text))


def digest(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()


async def of(db: AsyncSession, approvals: Collection[Approval], *, now: datetime) -> dict[UUID, Words | None]:
    """The words that each approval is about, by its id; None where there are none any more."""
    async with _apart(db) as fresh:
        releases = await _releases(fresh, {each.release_id for each in approvals if each.release_id})
        speakers = await _speakers(fresh, {each.speaker_id for each in approvals if each.speaker_id})
        zones = await _zones(fresh, {each.launch_id for each in releases.values()})
    sheets = {key: _sheet(each, now) for key, each in releases.items()}
    found: dict[UUID, Words | None] = {}
    for each in approvals:
        if each.subject is Subject.LISTING:
            found[each.id] = _listing(speakers.get(each.speaker_id), now)
        else:
            found[each.id] = _of_release(each, releases, sheets, zones, now)
    return found


async def quoted(db: AsyncSession, release_id: UUID, *, now: datetime) -> Sequence[str]:
    """Whose words the newest version of a release quotes, each once, in order."""
    async with _apart(db) as fresh:
        releases = await _releases(fresh, {release_id})
    names: dict[str, str] = {}
    for release in releases.values():
        for name, _ in _said(_sheet(release, now)):
            names.setdefault(whom(name), name)
    return list(names.values())


def whom(name: str) -> str:
    """The same for everybody who is quoted twice, with their titles and without."""
    return text.fold(persons.without_titles(name)) or text.fold(name)


def is_out(release: Release, now: datetime) -> bool:
    """Whether everybody has the newest words. Those that wait for an embargo can still be taken back and mended."""
    waits = release.embargo is not None and not release.embargo.is_lifted(now)
    return release.versions[0].issued_at is not None and not waits


def _of_release(
    approval: Approval,
    releases: Mapping[UUID | None, Release],
    sheets: Mapping[UUID | None, Sheet],
    zones: Mapping[UUID, str],
    now: datetime,
) -> Words | None:
    release = releases.get(approval.release_id)
    if release is None:
        return None
    newest = release.versions[0]
    written = sheets[release.id]
    words = _whole(newest, written) if approval.subject is Subject.RELEASE else _quotations(approval, written)
    if not words:
        return None
    return Words(
        text=words,
        number=newest.number,
        called=newest.headline,
        whose=approval.quoted,
        language=release.language,
        zone=release.embargo.zone if release.embargo else zones.get(release.launch_id, "UTC"),
        embargo=written.embargo,
        is_final=is_out(release, now),
        is_withdrawn=release.withdrawn_at is not None,
    )


def _whole(version: ReleaseVersion, written: Sheet) -> str:
    note = f"Correction: {version.correction}\n\n" if version.correction else ""
    return note + plain_text.own_words(written)


def _quotations(approval: Approval, written: Sheet) -> str:
    """All that one person says in a release, each piece with its attribution."""
    whose = whom(approval.quoted or "")
    return "\n\n".join(said for name, said in _said(written) if whom(name) == whose)


def _said(written: Sheet) -> Iterator[tuple[str, str]]:
    """Each attributed quotation: who says it, and the words with their attribution."""
    if written.pull_quote and written.pull_quote.speaker:
        speaker = written.pull_quote.speaker
        yield (
            speaker.partition(",")[0].strip(),
            f"{quotes.marked(written.pull_quote.text, written.language)}\n— {speaker}",
        )
    for block in written.story.blocks:
        if isinstance(block, Quotation) and block.attribution:
            yield block.attribution.speaker, plain_text.spoken(block, written)


def _listing(speaker: Speaker | None, now: datetime) -> Words | None:
    if speaker is None or speaker.name is None or speaker.state in _GONE:
        return None
    event = speaker.event
    day = times.days(event.day, event.last_day) if event.day else None
    role = () if speaker.role in UNSAID_ROLES else (speaker.role.value.capitalize(),)
    return Words(
        text="\n".join((speaker.name, *role, *(each.in_words for each in speaker.posts))),
        number=None,
        whose=speaker.name,
        called=event.title,
        language=event.language,
        zone=event.zone or "UTC",
        embargo=embargoes.in_words(event.embargo, now),
        is_final=event.is_past(now),
        day=day,
    )


def _sheet(release: Release, now: datetime) -> Sheet:
    return replace(Sheet.of(release, release.versions[0], site=_HERE, now=now), languages=())


@asynccontextmanager
async def _apart(db: AsyncSession) -> AsyncIterator[AsyncSession]:
    """The same transaction under the same guard, with rows of its own.

    Rows that the caller has may be loaded in part for one reader, or be older than what was just written; and were
    they loaded anew, the caller would lose what it loaded.
    """
    await db.flush()
    kind, connection = type(db.sync_session), await db.connection()
    async with AsyncSession(connection, sync_session_class=kind, expire_on_commit=False, autoflush=False) as fresh:
        yield fresh


async def _releases(db: AsyncSession, ids: Collection[UUID]) -> dict[UUID | None, Release]:
    """With all versions, of which the newest is the one to sign off, and whoever they name, published or not."""
    if not ids:
        return {}
    query = select(Release).where(held(Release, Release.id.in_(ids))).options(*_WHOLE)
    return {each.id: each for each in await db.scalars(query) if each.versions}


async def _speakers(db: AsyncSession, ids: Collection[UUID]) -> dict[UUID | None, Speaker]:
    if not ids:
        return {}
    query = select(Speaker).where(held(Speaker, Speaker.id.in_(ids))).options(*_LISTED)
    return {each.id: each for each in await db.scalars(query)}


async def _zones(db: AsyncSession, launches: Collection[UUID]) -> dict[UUID, str]:
    """Where each launch takes place, for moments to be told in the time of that place."""
    if not launches:
        return {}
    query = select(Event.launch_id, Event.zone).where(held(Event, Event.launch_id.in_(launches)))
    rows = await db.execute(query.order_by(Event.begins_at.desc(), Event.id))
    return {launch_id: zone for launch_id, zone in rows if zone}


_KNOWN = held(Organisation, true())
_VERSION = (
    selectinload(ReleaseVersion.notes),
    selectinload(ReleaseVersion.contacts)
    .joinedload(ReleaseContact.contact)
    .joinedload(PressContact.organisation.and_(_KNOWN)),
    selectinload(ReleaseVersion.boilerplates)
    .joinedload(PinnedBoilerplate.boilerplate)
    .joinedload(Boilerplate.organisation.and_(_KNOWN)),
)
_WHOLE = (
    selectinload(Release.versions).options(*_VERSION),
    selectinload(Release.launch).options(
        joinedload(Launch.lead.and_(_KNOWN)),
        selectinload(Launch.hosts).joinedload(Host.organisation.and_(_KNOWN)),
    ),
    joinedload(Release.embargo),
)
_LISTED = (
    selectinload(Speaker.posts),
    selectinload(Speaker.event.and_(held(Event, true()))).selectinload(Event.embargo),
)
