"""The list of events with its filters, and the page of one."""

from dataclasses import asdict
from functools import partial
from typing import Any
from uuid import UUID

from starlette.requests import Request
from starlette.responses import Response

from events import addresses, times
from events.calendar import adding, feeds
from events.press import releases
from events.press.formats import page as html
from events.press.sheet import Beginning
from events.programme import event_lists, events, publications, running_order
from events.programme.event_lists import Filters
from events.programme.models import Publication
from events.programme.occasions import Event
from events.web import linked_data, wording
from events.web.public import finding, page, paging
from events.web.public.page import Head
from events.web.public.paging import Paging
from events.web.site import Visit, site


async def show_list(request: Request, visit: Visit) -> Response:
    filters = filters_of(request)
    by = visit.by
    listing = await event_lists.listed(visit.db, filters, **by, limit=paging.SIZE, offset=paging.offset(request))
    choices = await event_lists.choices(visit.db, **by)
    where = partial(addresses.filtered, addresses.EVENTS, **asdict(filters))
    pages = Paging(paging.number(request), listing.count)
    head = Head(
        title="Events",
        path=where(page=pages.number if pages.number > 1 else None),
        description="Launches to come and launches that were, by organisation, topic, series, person and year.",
        section="events",
        feed=addresses.filtered(addresses.ALL_EVENTS_FEED, **asdict(filters) if listing.count else {}),
        indexed=filters == Filters(),
        is_kept=bool(listing.events),
    )
    coming = [each for each in listing.events if not each.is_past(visit.now)]
    lists = {"listing": listing, "coming": coming, "past": listing.events[len(coming) :]}
    facts: page.Data = {"filters": filters, "choices": choices, "paging": pages, "where": where, **lists}
    facts["subscribe"] = addresses.subscribe(**asdict(filters) if listing.count else {})
    return page.answer(request, visit, "public/events.html", head, **facts)


async def show(request: Request, visit: Visit) -> Response:
    db, slug, by = visit.db, request.path_params["slug"], visit.by
    event = await events.by_slug(db, slug, **by)
    event = event or await finding.elsewhere(visit, Event, slug, addresses.event)
    release = await releases.newest(db, event.launch_id, **by)
    kept = await feeds.of_event(db, slug, **by)
    head = _head(event, linked_data.event(event, site(request).addresses))
    facts: page.Data = {"event": event, "release": release, "numbered": await _numbered(event, visit), "html": html}
    facts["order_zones"] = running_order.zones(event)
    facts["once"] = adding.once(kept[1].vevents[0]) if kept and kept[1].vevents else []
    facts["always"] = adding.always(site(request).addresses.full(addresses.event_file(event)), event.title)
    facts["told"] = Beginning.of(release, site=site(request).addresses) if release else None
    return page.answer(request, visit, "public/event.html", head, **facts)


def filters_of(request: Request) -> Filters:
    """What the query asks for; what it gets wrong is as if it were not there."""
    slugs: dict[str, Any] = {name: paging.slug(request, name) for name in ("organisation", "topic", "series", "person")}
    return Filters(**slugs, year=paging.year(request))


async def _numbered(event: Event, visit: Visit) -> dict[UUID, dict[int, Publication]]:
    """For each series that has something launched here: what is out of it, by number."""
    numbered = {}
    for series in {each.series for each in event.publications if each.series}:
        out = await publications.in_series(visit.db, series.id, **visit.by)
        numbered[series.id] = {each.series_number: each for each in out if each.series_number}
    return numbered


def _head(event: Event, data: page.Data) -> Head:
    """The title tells the day and the place, or that they do not hold, so that a bookmark or a shared link does."""
    assert event.day
    when = event.status.value if event.is_off else times.days(event.day, event.last_day)
    where = None if event.is_off else wording.where(event)
    return Head(
        title=", ".join(each for each in (f"{event.title}: {when}", where) if each),
        path=addresses.event(event),
        description=event.standfirst or f"{event.kind.value.capitalize()}, {when}.",
        section="events",
        kind="article",
        language=event.language,
        accent=event.launch.lead.accent if event.launch.lead else None,
        feed=addresses.event_file(event),
        data=[data],
    )
