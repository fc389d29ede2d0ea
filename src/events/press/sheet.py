"""All that the formats of a release may say, as plain values: what differs between two formats differs in form only."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from events import addresses, templating, times
from events.addresses import Addresses
from events.people import phones
from events.people.models import Organisation, PressContact
from events.press import story
from events.press.models import PinnedBoilerplate, Release, ReleaseVersion
from events.press.story import Story
from events.programme import embargoes
from events.programme.models import Launch, Publication
from events.programme.occasions import UNSAID_ROLES, Attendance, Event, Speaker, Status

LEAD = "lead"


@dataclass(frozen=True)
class Host:
    """An organisation behind the release; `role` is `lead`, or what `HostRole` says."""

    name: str
    short_name: str | None
    website: str | None
    role: str

    @property
    def in_full(self) -> str:
        return _in_full(self.name, self.short_name)


@dataclass(frozen=True)
class PullQuote:
    text: str
    speaker: str | None


@dataclass(frozen=True)
class Phone:
    """One number: for a link, as dialled at home, as dialled from abroad."""

    number: str
    printed: str
    abroad: str


@dataclass(frozen=True)
class Contact:
    name: str
    organisation: str | None
    phone: Phone | None
    mail: str | None
    hours: str | None
    out_of_hours: Phone | None


@dataclass(frozen=True)
class About:
    """What an organisation said of itself when this was issued."""

    organisation: str
    short_name: str | None
    paragraphs: tuple[str, ...]
    website: str | None

    @property
    def in_full(self) -> str:
        return _in_full(self.organisation, self.short_name)


@dataclass(frozen=True)
class Correction:
    version: int
    issued: date
    note: str


@dataclass(frozen=True)
class Report:
    """What is launched."""

    title: str
    subtitle: str | None
    series: str | None
    number: int | None
    parts: int | None
    authors: tuple[str, ...]
    publishers: tuple[str, ...]
    address: str

    @property
    def lines(self) -> tuple[str, ...]:
        """`Public Services Inside Out`, `The second of three in the series …`, `Published by NESTA and nef`."""
        title = f"{self.title}: {self.subtitle}" if self.subtitle else self.title
        place = f"The {templating.ordinal(self.number)}" if self.number else None
        place = f"{place} of {templating.cardinal(self.parts)}" if place and self.parts else place
        series = f"{place} in the series {self.series}" if place else f"In the series {self.series}"
        return _said(
            title,
            series if self.series else None,
            f"By {templating.joined(self.authors)}" if self.authors else None,
            f"Published by {templating.joined(self.publishers)}" if self.publishers else None,
        )


@dataclass(frozen=True)
class Panellist:
    name: str
    role: str
    posts: tuple[str, ...]

    @property
    def in_words(self) -> str:
        """`Tony Bovaird: Professor …, The Institute of …; Director, Governance International`."""
        name = self.name if self.role in UNSAID_ROLES else f"{self.name} ({self.role})"
        return f"{name}: {'; '.join(self.posts)}" if self.posts else name


@dataclass(frozen=True)
class Occasion:
    """Where and when it is launched, and who is on stage."""

    title: str
    state: str | None  # where it will not be as it says
    day: str | None
    hours: str | None
    place: str | None
    panel: tuple[Panellist, ...]
    address: str

    @property
    def lines(self) -> tuple[str, ...]:
        when = ", ".join(_said(self.day, self.hours))
        return _said(self.title, self.state, when or None, self.place, *(each.in_words for each in self.panel))


class Text(Protocol):
    """What is written out wherever a release is told, whole or in part."""

    @property
    def language(self) -> str: ...

    @property
    def story(self) -> Story: ...

    @property
    def base(self) -> str: ...


@dataclass(frozen=True)
class Beginning:
    """What the page of an event tells of a release: how it begins, its sources, and who is behind it."""

    kind: str
    language: str
    headline: str
    story: Story
    about: tuple[About, ...]
    base: str

    @classmethod
    def of(cls, release: Release, *, site: Addresses) -> "Beginning":
        """From a row that is loaded with the text, the notes and the boilerplates of its current version."""
        version = release.current
        return cls(
            kind=release.kind.value,
            language=release.language,
            headline=version.headline,
            story=_story(version),
            about=_abouts(version),
            base=site.base,
        )


@dataclass(frozen=True)
class Sheet:
    """One version of a release, as one reader may have it at one moment."""

    kind: str
    language: str
    headline: str
    standfirst: str | None
    hosts: tuple[Host, ...]
    dated: date | None
    dateline: str | None
    story: Story  # body, notes to editors, endnotes
    pull_quote: PullQuote | None
    contacts: tuple[Contact, ...]
    about: tuple[About, ...]
    reports: tuple[Report, ...]
    occasions: tuple[Occasion, ...]
    embargo: str | None  # `until 00.01 BST (UTC+1), Wednesday 14 April 2010`; None once it has lifted
    version: int
    replaced_by: int | None
    corrections: tuple[Correction, ...]  # up to this version, the latest first
    languages: tuple[tuple[str, str], ...]  # where it says the same in another one
    address: str
    base: str

    @classmethod
    def of(
        cls,
        release: Release,
        version: ReleaseVersion,
        *,
        site: Addresses,
        now: datetime,
        events: Sequence[Event] = (),
        publications: Sequence[Publication] = (),
        twins: Sequence[Release] = (),
    ) -> "Sheet":
        """From rows that are loaded with all they show, and that this reader may see."""
        return cls(
            kind=release.kind.value,
            language=release.language,
            headline=version.headline,
            standfirst=version.standfirst,
            hosts=tuple(_hosts(release.launch)),
            dated=version.dated,
            dateline=version.dateline,
            story=_story(version),
            pull_quote=PullQuote(version.pull_quote, version.pull_quote_speaker) if version.pull_quote else None,
            contacts=tuple(_contact(each.contact, release.language) for each in version.contacts),
            about=_abouts(version),
            reports=tuple(_report(each, site) for each in publications),
            occasions=tuple(_occasion(each, site) for each in events),
            embargo=embargoes.in_words(release.embargo, now),
            version=version.number,
            replaced_by=release.current.number if release.current.number > version.number else None,
            corrections=tuple(_corrections(release, version)),
            languages=tuple((twin.language, site.full(addresses.release(twin))) for twin in twins),
            address=site.full(addresses.release(release)),
            base=site.base,
        )

    @property
    def place(self) -> str:
        """The dateline as it stands before the first words: `Bristol.`"""
        words = (self.dateline or "").rstrip()
        return words if not words or words.endswith(_STOPS) else f"{words}."

    @property
    def facts(self) -> tuple[tuple[str, tuple[str, ...], str], ...]:
        """What is launched and where, whether or not the text says so: a heading, lines, an address each."""
        reports = [("The report", each.lines, each.address) for each in self.reports]
        return (*reports, *(("The launch", each.lines, each.address) for each in self.occasions))

    @property
    def behind(self) -> tuple[str, ...]:
        """The organisations behind it: those who launch together in one line, then whoever pays or helps."""
        together = templating.joined(each.in_full for each in self.hosts if each.role in (LEAD, "partner"))
        others = {role: [each.in_full for each in self.hosts if each.role == role] for role in _HELPED}
        helped = [f"{_HELPED[role]} {templating.joined(names)}" for role, names in others.items() if names]
        return _said(together or None, *helped)


_STOPS = (".", ":", "–", "—")
_HELPED = {"funder": "Funded by", "supporter": "Supported by", "venue host": "Hosted by"}


def _said(*parts: str | None) -> tuple[str, ...]:
    return tuple(part for part in parts if part)


def _in_full(name: str, short_name: str | None) -> str:
    return f"{name} ({short_name})" if short_name and short_name != name else name


def _hosts(launch: Launch) -> list[Host]:
    """What a reader may not see is not loaded; such an organisation is left out."""
    roles = [(launch.lead, LEAD), *((each.organisation, each.role.value) for each in launch.hosts)]
    return [Host(each.name, each.short_name, each.website, role) for each, role in roles if each]


def _contact(contact: PressContact, language: str) -> Contact:
    return Contact(
        name=contact.name,
        organisation=_called(contact.organisation),
        phone=_phone(contact.phone, language),
        mail=contact.mail,
        hours=contact.hours,
        out_of_hours=_phone(contact.out_of_hours, language),
    )


def _called(organisation: Organisation | None) -> str | None:
    return organisation.called if organisation else None


def _phone(number: str | None, language: str) -> Phone | None:
    return Phone(number, phones.printed(number, language), phones.abroad(number)) if number else None


def _story(version: ReleaseVersion) -> Story:
    return story.read(version.body, [note.text for note in version.notes])


def _abouts(version: ReleaseVersion) -> tuple[About, ...]:
    return tuple(about for each in version.boilerplates if (about := _about(each)))


def _about(pinned: PinnedBoilerplate) -> About | None:
    organisation: Organisation | None = pinned.boilerplate.organisation
    if organisation is None:
        return None
    paragraphs = tuple(" ".join(each.split()) for each in pinned.boilerplate.text.split("\n\n") if each.strip())
    return About(organisation.name, organisation.short_name, paragraphs, organisation.website)


def _report(publication: Publication, site: Addresses) -> Report:
    series = publication.series
    return Report(
        title=publication.title,
        subtitle=publication.subtitle,
        series=series.title if series else None,
        number=publication.series_number if series else None,
        parts=series.parts if series else None,
        authors=(*(each.name for each in publication.authors), *["others"] * publication.has_more_authors),
        publishers=tuple(_in_full(each.name, each.short_name) for each in _publishers(publication)),
        address=site.full(addresses.publication(publication)),
    )


def _publishers(publication: Publication) -> list[Organisation]:
    return [each.organisation for each in publication.publishers if each.organisation]


def _occasion(event: Event, site: Addresses) -> Occasion:
    return Occasion(
        title=event.title,
        state=_state(event),
        day=times.days(event.day, event.last_day) if event.day else None,
        hours=event.hours,
        place=_place(event),
        panel=tuple(_panellist(each) for each in event.shown_speakers),
        address=site.full(addresses.event(event)),
    )


def _state(event: Event) -> str | None:
    if not event.is_off and event.status is not Status.TENTATIVE:
        return None
    return ". ".join(_said(event.status.value.capitalize(), event.status_note))


def _place(event: Event) -> str | None:
    if event.attendance is Attendance.ONLINE:
        return "Online"
    if event.venue is None:
        return None
    online = ", and online" if event.attendance is Attendance.BOTH else ""
    return f"{event.venue.full_address}{online}"


def _panellist(speaker: Speaker) -> Panellist:
    posts = tuple(each.in_words for each in speaker.posts)
    return Panellist(speaker.name or "To be announced", speaker.role.value, posts)


def _corrections(release: Release, version: ReleaseVersion) -> list[Correction]:
    zone = release.embargo.zone if release.embargo else "UTC"
    return [
        Correction(each.number, times.local(each.issued_at, zone).date(), each.correction)
        for each in release.versions
        if each.number <= version.number and each.issued_at and each.correction
    ]
