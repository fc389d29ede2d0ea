"""Every address we hand out, made from the base URL and nothing else: pages, calendar and mail need the same ones.

A path is what a page links to; `Addresses.full` puts the base before it for what leaves the site.
"""

from dataclasses import dataclass
from typing import Protocol
from urllib.parse import quote, urlencode
from uuid import UUID

HOME = "/"
EVENTS = "/events"
PRESS = "/press"
SEARCH = "/search"
SUBSCRIBE = "/subscribe"
ALL_EVENTS_FEED = "/events.ics"
PERSONAL_FEEDS = "/my"
SIGN_IN = "/sign-in"
SIGN_OUT = "/sign-in/end"
ACCOUNT = "/office/account"
OFFICE = "/office"
OFFICE_LAUNCHES = "/office/launches"
OFFICE_NEW = "/office/new"
OFFICE_PEOPLE = "/office/people"
OFFICE_ORGANISATIONS = "/office/organisations"
OFFICE_SERIES = "/office/series"
OFFICE_TOPICS = "/office/topics"
OFFICE_VENUES = "/office/venues"
OFFICE_MAIL = "/office/mail"
OFFICE_SEARCH = "/office/search"
OFFICE_DRAFTS = "/office/drafts"
OFFICE_KNOWN_PEOPLE = "/office/known/people"
OFFICE_KNOWN_ORGANISATIONS = "/office/known/organisations"
OFFICE_EYES = "/office/eyes"
OFFICE_LOG = "/office/log"


class Slugged(Protocol):
    """Whatever has an address of its own."""

    @property
    def slug(self) -> str: ...


def event(event: Slugged) -> str:
    return f"/events/{event.slug}"


def event_file(event: Slugged) -> str:
    return f"/events/{event.slug}.ics"


def organisation(organisation: Slugged) -> str:
    return f"/organisations/{organisation.slug}"


def person(person: Slugged) -> str:
    return f"/people/{person.slug}"


def series(series: Slugged) -> str:
    return f"/series/{series.slug}"


def topic(topic: Slugged) -> str:
    return f"/topics/{topic.slug}"


def publication(publication: Slugged) -> str:
    return f"/publications/{publication.slug}"


def release(release: Slugged) -> str:
    return f"/press/{release.slug}"


def release_text(release: Slugged) -> str:
    return f"/press/{release.slug}.txt"


def feed(page: str) -> str:
    """The calendar feed of a page that lists events: the same address with a suffix."""
    return f"{page}.ics"


def subscribe(**filters: str | int | None) -> str:
    """Where somebody subscribes to the feed of what these filters name."""
    return filtered(SUBSCRIBE, **filters)


def personal_feed(token: str, part: str = "") -> str:
    """The private page of a feed that somebody made, or what is done there; its calendar is the `feed` of this."""
    return f"{PERSONAL_FEEDS}/{token}{'/' if part else ''}{part}"


def file(file_id: UUID) -> str:
    return f"/files/{file_id}"


def approval(token: str) -> str:
    """Whoever has it may answer: it leaves us in one mail to one person only."""
    return f"/approve/{token}"


def search(words: str) -> str:
    return f"{SEARCH}?{urlencode({'q': words})}"


def filtered(page: str, /, **filters: str | int | None) -> str:
    """A list with its filters, empty ones left out."""
    query = urlencode({name: value for name, value in filters.items() if value not in (None, "")})
    return f"{page}?{query}" if query else page


def sign_in_link(token: str) -> str:
    return f"{SIGN_IN}/{token}"


class Known(Protocol):
    """Whatever the office finds by its id."""

    @property
    def id(self) -> UUID: ...


def office_launch(launch: Known, part: str = "") -> str:
    """A launch in the office, or a part of it: `events/new`, `log`."""
    return f"{OFFICE_LAUNCHES}/{launch.id}{'/' if part else ''}{part}"


def office_host_invitation(invitation: Known) -> str:
    """Where whoever was asked to stand behind a launch answers."""
    return f"/office/host-invitations/{invitation.id}"


def office_event(event: Slugged, part: str = "") -> str:
    """An event in the office, or something to do with it: `publication`, `cancellation`, `speakers`."""
    return f"/office/events/{event.slug}{'/' if part else ''}{part}"


def office_publication(publication: Slugged, part: str = "") -> str:
    return f"/office/publications/{publication.slug}{'/' if part else ''}{part}"


def office_file(file: Known) -> str:
    """A file as the office shows it, public or not."""
    return f"/office/files/{file.id}"


def office_release(release: Slugged, part: str = "") -> str:
    return f"/office/releases/{release.slug}{'/' if part else ''}{part}"


def office_person(person: Slugged, part: str = "") -> str:
    return f"{OFFICE_PEOPLE}/{person.slug}{'/' if part else ''}{part}"


def office_organisation(organisation: Slugged, part: str = "") -> str:
    return f"{OFFICE_ORGANISATIONS}/{organisation.slug}{'/' if part else ''}{part}"


def office_series(series: Slugged, part: str = "") -> str:
    return f"{OFFICE_SERIES}/{series.slug}{'/' if part else ''}{part}"


def office_topic(topic: Slugged, part: str = "") -> str:
    return f"{OFFICE_TOPICS}/{topic.slug}{'/' if part else ''}{part}"


def office_venue(venue: Known, part: str = "") -> str:
    return f"{OFFICE_VENUES}/{venue.id}{'/' if part else ''}{part}"


def office_mail(mail: Known, part: str = "") -> str:
    return f"{OFFICE_MAIL}/{mail.id}{'/' if part else ''}{part}"


def office_log(kind: str | None = None, id: UUID | None = None) -> str:
    """The log of everything, or of one thing: `office_log("events", event.id)`."""
    return filtered(OFFICE_LOG, thing=f"{kind}/{id}" if kind and id else None)


def office_return(change: int) -> str:
    """To what was before this change of the log."""
    return f"{OFFICE_LOG}/{change}/return"


def office_eyes(page: str, embargo: Known | None = None) -> str:
    """A public page as others see it now: the public, or whoever may read under this embargo."""
    return f"{OFFICE_EYES}/{f'under-{embargo.id}' if embargo else 'public'}/now{page}"


@dataclass(frozen=True)
class Addresses:
    """The base URL, for addresses that are read elsewhere than on our pages."""

    base: str

    def full(self, path: str) -> str:
        return f"{self.base}{quote(path, safe='/?=&%:+,;@')}"

    def webcal(self, path: str) -> str:
        """The same feed for programs that take `webcal:` as “subscribe to this”."""
        return f"webcal://{self.full(path).partition('://')[2]}"
