"""Calendars: one event to keep, and feeds to subscribe to; the address of a page with `.ics` behind it."""

from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import select
from starlette.requests import Request
from starlette.responses import Response

from events import addresses
from events.calendar import feeds
from events.people.models import Organisation, Person
from events.programme.events import Filters
from events.programme.models import Series, Topic
from events.programme.occasions import Event
from events.visibility import visible
from events.web.public import events, finding
from events.web.site import PublicHandler, Visit, public_bytes, site

MEDIA_TYPE = "text/calendar; charset=utf-8"


async def show_event(request: Request, visit: Visit) -> Response:
    slug = request.path_params["slug"]
    found = await feeds.of_event(visit.db, slug, reader=visit.reader, now=visit.now)
    title, entry = found or await finding.elsewhere(visit, Event, slug, addresses.event_file)
    return _calendar(request, title, entry, f"/events/{slug}")


async def show_all(request: Request, visit: Visit) -> Response:
    filters = events.filters_of(request)
    entries = await feeds.matching(visit.db, filters, reader=visit.reader, now=visit.now)
    source = addresses.filtered(addresses.ALL_EVENTS_FEED, **asdict(filters))
    return _calendar(request, "Launches", entries, addresses.EVENTS, source, is_kept=bool(entries))


def show_of(kind: Any, name: str, address: Callable[[Any], str], filtered: str) -> PublicHandler:
    """The feed of whatever has a page with events on it."""

    async def show(request: Request, visit: Visit) -> Response:
        slug = request.path_params["slug"]
        query = select(kind).where(kind.slug == slug, visible(kind, visit.reader, visit.now))
        row = await visit.db.scalar(query) or await finding.elsewhere(
            visit, kind, slug, lambda found: addresses.feed(address(found))
        )
        entries = await feeds.matching(visit.db, Filters(**{filtered: slug}), reader=visit.reader, now=visit.now)
        return _calendar(request, f"Launches: {getattr(row, name)}", entries, address(row))

    show.__name__ = f"show_{filtered}"
    return show


show_organisation = show_of(Organisation, "name", addresses.organisation, "organisation")
show_person = show_of(Person, "name", addresses.person, "person")
show_series = show_of(Series, "title", addresses.series, "series")
show_topic = show_of(Topic, "name", addresses.topic, "topic")


def _calendar(
    request: Request, name: str, entries: Sequence[bytes], page: str, source: str | None = None, *, is_kept: bool = True
) -> Response:
    where = site(request).addresses
    body = feeds.calendar(name, entries, source=where.full(source or addresses.feed(page)), page=where.full(page))
    return public_bytes(request, body, MEDIA_TYPE, address=(source or addresses.feed(page)) if is_kept else None)
