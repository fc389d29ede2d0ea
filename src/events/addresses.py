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


def file(file_id: UUID) -> str:
    return f"/files/{file_id}"


def search(words: str) -> str:
    return f"{SEARCH}?{urlencode({'q': words})}"


def filtered(page: str, /, **filters: str | int | None) -> str:
    """A list with its filters, empty ones left out."""
    query = urlencode({name: value for name, value in filters.items() if value not in (None, "")})
    return f"{page}?{query}" if query else page


@dataclass(frozen=True)
class Addresses:
    """The base URL, for addresses that are read elsewhere than on our pages."""

    base: str

    def full(self, path: str) -> str:
        return f"{self.base}{quote(path, safe='/?=&%:+,;@')}"

    def webcal(self, path: str) -> str:
        """The same feed for programs that take `webcal:` as “subscribe to this”."""
        return f"webcal://{self.full(path).partition('://')[2]}"
