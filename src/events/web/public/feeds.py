"""Calendars: one event to keep, and feeds to subscribe to; the address of a page with `.ics` behind it."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any, NoReturn

from sqlalchemy import select
from starlette.requests import Request
from starlette.responses import Response

from events import addresses
from events.calendar import feed_parts, feeds, personal
from events.calendar.feeds import Entries
from events.programme import addressing
from events.programme.belonging import SUBJECTS
from events.programme.event_lists import Filters
from events.programme.occasions import Event
from events.storage import slugs
from events.visibility import visible
from events.web.public import calendars, finding
from events.web.public.calendars import Asked
from events.web.site import PublicHandler, Visit, public_bytes

_PAGES: dict[str, Callable[[Any], str]] = {
    "organisation": addresses.organisation,
    "topic": addresses.topic,
    "series": addresses.series,
    "person": addresses.person,
}


def feed_of(name: str, subject: Any) -> str:
    """The feed of something that events belong to: `feed_of("person", ruth)`."""
    return addresses.feed(_PAGES[name](subject))


async def show_event(request: Request, visit: Visit) -> Response:
    asked, slug = Asked.of(request), request.path_params["slug"]
    found = await feeds.of_event(visit.db, slug, **visit.by, rich=asked.rich)
    title, entry = found or await finding.elsewhere(visit, Event, slug, addresses.event_file)
    path = f"/events/{slug}"
    source = Asked(Filters(), asked.rich).address(addresses.feed(path))
    return await _calendar(request, title, entry, source, path)


async def show_all(request: Request, visit: Visit) -> Response:
    asked = Asked.of(request)
    names = await named(visit, asked, addresses.ALL_EVENTS_FEED)
    entries = await feeds.matching(visit.db, asked.filters, **visit.by, rich=asked.rich)
    page = Asked(replace(asked.filters, since=None)).address(addresses.EVENTS)
    return await _calendar(
        request, _title(names.values(), asked), entries, asked.address(addresses.ALL_EVENTS_FEED), page
    )


def show_of(name: str) -> PublicHandler:
    """The feed of whatever has a page with events on it; a query narrows it like the feed of everything."""

    async def show(request: Request, visit: Visit) -> Response:
        asked, slug = Asked.of(request, without=name), request.path_params["slug"]
        called = await _called(visit, name, slug)
        if called is None:
            slug = await _in_silence(visit, name, slug, lambda found: asked.address(feed_of(name, found)))
        names = {name: called or ""} | await named(visit, asked, request.url.path)
        filters = replace(asked.filters, **{name: slug})
        entries = await feeds.matching(visit.db, filters, **visit.by, rich=asked.rich)
        page = request.url.path.removesuffix(".ics")
        return await _calendar(request, _title(names.values(), asked), entries, asked.address(request.url.path), page)

    return show


show_organisation, show_person, show_series, show_topic = map(show_of, ("organisation", "person", "series", "topic"))


async def named(visit: Visit, asked: Asked, path: str) -> dict[str, str]:
    """What filters are called, as far as it is public still. Raises Moved or NotFound where one names nothing."""
    names = {}
    for name in SUBJECTS:
        if slug := getattr(asked.filters, name):
            called = await _called(visit, name, slug)
            names[name] = await _moved(visit, asked, name, path) if called is None else called
    return names


async def _called(visit: Visit, name: str, slug: str) -> str | None:
    """The name of something with a feed; none where nothing is public of it any more but what was served."""
    kind: Any = SUBJECTS[name]
    known = select(kind, visible(kind, visit.reader, visit.now))
    known = known.where(kind.slug == slug, feed_parts.known(kind, visit.reader, visit.now))
    found = (await visit.db.execute(known)).first()
    if found is None:
        return None
    row, is_shown = found
    return personal.called(row) if is_shown else ""


async def _in_silence(visit: Visit, name: str, slug: str, address: Callable[[Any], str]) -> str:
    """Of what had this address once and is public no more, that of its feed, which goes on here: nobody is told that.

    Raises Moved, Gone or NotFound where it has no feed, or one that everybody may be led to.
    """
    kind: Any = SUBJECTS[name]
    try:
        await finding.elsewhere(visit, kind, slug, address)
    except finding.NotFound:
        was_here = slugs.before(kind, slug).where(addressing.leads(kind))
        known = kind.id.in_(was_here), feed_parts.known(kind, visit.reader, visit.now)
        now_there: str | None = await visit.db.scalar(select(kind.slug).where(*known))
        if now_there is None:
            raise
        return now_there


async def _moved(visit: Visit, asked: Asked, name: str, path: str) -> NoReturn:
    """A filter by a former slug leads on; by one of something that was withdrawn, it is like any that finds nothing."""
    kind: Any = SUBJECTS[name]

    def there(found: Any) -> str:
        return replace(asked, filters=replace(asked.filters, **{name: found.slug})).address(path)

    try:
        await finding.elsewhere(visit, kind, getattr(asked.filters, name), there)
    except finding.Gone:
        raise finding.NotFound from None


def _title(names: Iterable[str], asked: Asked) -> str:
    said = [*filter(None, names)]
    said += [str(asked.filters.year)] if asked.filters.year else []
    said += [f"from {asked.filters.since} on"] if asked.filters.since else []
    return f"Launches: {', '.join(said)}" if said else "Launches"


async def _calendar(request: Request, title: str, entries: Entries, source: str, page: str) -> Response:
    form = await calendars.form(request, title, entries, source=source, page=page)
    # An empty feed for a filter is not kept: there are as many of those as somebody can think of years.
    address = source if entries.vevents or "?" not in source else None
    return public_bytes(request, form.body, form.media_type, address=address, digest=form.digest, headers=form.headers)
