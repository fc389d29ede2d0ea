"""Whom to ask to sign off: partners about a release, those quoted about their words, speakers about their listing."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from events import templating, text
from events.people import persons, press_contacts
from events.people.models import Organisation, Person, PrivateFacts
from events.press import drafts, subjects
from events.press.approval_models import Subject
from events.press.approvals import About
from events.press.models import Release
from events.press.standings import Standing
from events.programme import event_lists
from events.programme.models import HostRole, Launch
from events.programme.occasions import Event, Speaker, SpeakerState
from events.visibility import Reader, held

_COMING = (SpeakerState.INVITED, SpeakerState.CONFIRMED)
_HAVE_A_SAY = (HostRole.PARTNER, HostRole.FUNDER)


@dataclass(frozen=True)
class Thing:
    """Something that can be signed off. `key` names it in a form."""

    about: About
    called: str

    @property
    def key(self) -> str:
        about = self.about
        return " ".join(filter(None, (about.subject.value, str(about.release_id or about.speaker_id), about.quoted)))


@dataclass(frozen=True)
class Suggestion:
    """Somebody who has a say in a thing, and how they are reached, where we know that."""

    thing: Thing
    name: str
    why: str
    mail: str | None = None
    person_id: UUID | None = None
    organisation_id: UUID | None = None

    @property
    def key(self) -> str:
        return f"{self.thing.key} {self.person_id or self.organisation_id or ''}".strip()


@dataclass(frozen=True)
class Whom:
    """Somebody with all that they have a say in."""

    suggestions: Sequence[Suggestion]

    @property
    def name(self) -> str:
        """With the title, where it is printed anywhere."""
        return max((each.name for each in self.suggestions), key=len)

    @property
    def why(self) -> str:
        return templating.joined(dict.fromkeys(each.why for each in self.suggestions))

    @property
    def mail(self) -> str | None:
        return self.suggestions[0].mail


@dataclass(frozen=True)
class Askable:
    """All of a launch that can be signed off, and whom to ask that has not been asked yet."""

    things: Sequence[Thing]
    suggestions: Sequence[Suggestion]
    out: Sequence[Release] = ()  # about which an answer would come too late

    @property
    def people(self) -> Sequence[Whom]:
        """Each once, whether they are printed with their title or without."""
        found: dict[object, list[Suggestion]] = {}
        for each in self.suggestions:
            found.setdefault(each.person_id or (each.organisation_id, subjects.whom(each.name)), []).append(each)
        return [Whom(each) for each in found.values()]

    @property
    def choices(self) -> Sequence[tuple[str, str]]:
        return [(each.key, each.called) for each in self.things]


async def of(
    db: AsyncSession,
    launch: Launch,
    asked: Sequence[Standing],
    *,
    own: Collection[UUID],
    reader: Reader,
    now: datetime,
) -> Askable:
    """`launch` is loaded with its hosts. Private mail addresses are those of people whom `own` organisations keep."""
    by: Any = {"reader": reader, "now": now}
    written = [each for each in await drafts.of_launch(db, launch.id, **by) if each.withdrawn_at is None]
    releases = [each for each in written if not subjects.is_out(each, now)]
    occasions = [each for each in await event_lists.of_launch(db, launch.id, **by) if not each.is_past(now)]
    speakers = [(event, each) for event in occasions for each in event.speakers if each.name and each.state in _COMING]
    quoted = {each.id: await subjects.quoted(db, each.id, now=now) for each in releases}
    names = [name for names in quoted.values() for name in names]
    people = await _people(db, [each for _, each in speakers], names, own)
    things = list(_things(releases, quoted, speakers))
    found = [*_partners(things, await _houses(db, launch, reader, now)), *_persons(things, people)]
    there = {_asked(each) for each in asked}
    out = [each for each in written if each not in releases]
    left = [_reached(each, _written_to(asked, own)) for each in found if _key(each) not in there]
    return Askable(things, left, out)


def _written_to(asked: Sequence[Standing], own: Collection[UUID]) -> dict[object, str]:
    """The addresses at which `own` organisations asked people about other things of this launch, by who they are."""
    reached = [each.approval for each in asked if each.approval.mail and each.approval.house_id in own]
    return {key: str(each.mail) for each in reached for key in (each.person_id, _untitled(each.name)) if key}


def _reached(suggestion: Suggestion, written_to: Mapping[object, str]) -> Suggestion:
    known = written_to.get(suggestion.person_id) or written_to.get(_untitled(suggestion.name))
    return replace(suggestion, mail=suggestion.mail or known)


def _things(
    releases: Sequence[Release], quoted: Mapping[UUID, Sequence[str]], speakers: Sequence[tuple[Event, Speaker]]
) -> Iterator[Thing]:
    for release in releases:
        newest = release.versions[0]
        called = f"“{newest.headline}”, version {newest.number}"
        yield Thing(About.release(release), f"The release {called}")
        for name in quoted[release.id]:
            yield Thing(About.quotation(release, name), f"The words of {name} in {called}")
    for event, speaker in speakers:
        yield Thing(About.listing(speaker, event), f"How {speaker.name} is listed at “{event.title}”")


def _partners(things: Sequence[Thing], houses: Sequence[Organisation]) -> Iterator[Suggestion]:
    """The first press contact with a mail address at each; where there is none, the house itself."""
    for thing in things:
        for house in houses if thing.about.subject is Subject.RELEASE else ():
            contact = next((each for each in house.press_contacts if each.mail), None)
            name, mail = (contact.name, contact.mail) if contact else (house.called, None)
            why = f"for {house.called}" if contact else "is behind it"
            yield Suggestion(thing, name, why, mail, organisation_id=house.id)


def _persons(things: Sequence[Thing], people: "_People") -> Iterator[Suggestion]:
    for thing in things:
        about = thing.about
        if about.subject is Subject.QUOTATION and about.quoted:
            person_id, mail = people.called(about.quoted)
            yield Suggestion(thing, about.quoted, "is quoted", mail, person_id=person_id)
        elif about.speaker_id:
            name, person_id, mail = people.on_stage(about.speaker_id)
            yield Suggestion(thing, name, "speaks", mail, person_id=person_id)


@dataclass(frozen=True)
class _People:
    speakers: Mapping[UUID, Speaker]
    by_name: Mapping[str, UUID]
    mails: Mapping[UUID, str]

    def called(self, name: str) -> tuple[UUID | None, str | None]:
        person_id = self.by_name.get(_untitled(name))
        return person_id, self.mails.get(person_id) if person_id else None

    def on_stage(self, speaker_id: UUID) -> tuple[str, UUID | None, str | None]:
        speaker = self.speakers[speaker_id]
        mail = self.mails.get(speaker.person_id) if speaker.person_id else None
        return str(speaker.name), speaker.person_id, mail


async def _people(
    db: AsyncSession, speakers: Sequence[Speaker], names: Sequence[str], own: Collection[UUID]
) -> _People:
    """Whoever is on stage is meant before somebody else of the same name."""
    kept = Person.kept_by_id.in_(own)
    known = select(Person.id, Person.name).where(
        held(Person, kept), Person.name.in_({*names, *map(persons.without_titles, names)})
    )
    by_name = {_untitled(row.name): row.id for row in await db.execute(known)}
    by_name |= {_untitled(each.name or ""): each.person_id for each in speakers if each.person_id}
    ids = {*by_name.values()}
    facts = select(PrivateFacts.person_id, PrivateFacts.mail).join(Person, Person.id == PrivateFacts.person_id)
    query = facts.where(held(Person, kept), PrivateFacts.person_id.in_(ids), PrivateFacts.mail.is_not(None))
    mails = {row.person_id: row.mail for row in await db.execute(query)}
    return _People({each.id: each for each in speakers}, by_name, mails)


def _untitled(name: str) -> str:
    """People are printed with a title or without."""
    return text.fold(persons.without_titles(name))


async def _houses(db: AsyncSession, launch: Launch, reader: Reader, now: datetime) -> list[Organisation]:
    ids = [each.organisation_id for each in launch.hosts if each.role in _HAVE_A_SAY]
    found = {each.id: each for each in await press_contacts.of(db, ids, reader=reader, now=now)}
    return [found[each] for each in dict.fromkeys(ids)]


def _asked(standing: Standing) -> tuple[Any, ...]:
    approval = standing.approval
    who = approval.organisation_id if approval.subject is Subject.RELEASE else None
    return approval.release_id or approval.speaker_id, subjects.whom(approval.quoted or ""), who


def _key(suggestion: Suggestion) -> tuple[Any, ...]:
    about = suggestion.thing.about
    who = suggestion.organisation_id if about.subject is Subject.RELEASE else None
    return about.release_id or about.speaker_id, subjects.whom(about.quoted or ""), who
