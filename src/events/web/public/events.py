"""The list of events with its filters, and the page of one."""

from dataclasses import asdict
from functools import partial

from starlette.requests import Request
from starlette.responses import Response

from events import addresses, times
from events.press import releases
from events.programme import events, publications
from events.programme.events import Filters
from events.programme.occasions import Event
from events.web import linked_data, wording
from events.web.public import finding, page, paging
from events.web.public.page import Head
from events.web.public.paging import Paging
from events.web.site import Visit, site


async def show_list(request: Request, visit: Visit) -> Response:
    filters = filters_of(request)
    by = visit.by
    listing = await events.listed(visit.db, filters, **by, limit=paging.SIZE, offset=paging.offset(request))
    choices = await events.choices(visit.db, **by)
    where = partial(addresses.filtered, addresses.EVENTS, **asdict(filters))
    pages = Paging(paging.number(request), listing.count)
    head = Head(
        title="Events",
        path=where(page=pages.number if pages.number > 1 else None),
        description="Launches to come and launches that were, by organisation, topic, series, person and year.",
        section="events",
        feed=addresses.ALL_EVENTS_FEED,
        indexed=filters == Filters(),
    )
    facts = {"listing": listing, "filters": filters, "choices": choices, "paging": pages, "where": where}
    for name, is_past in (("coming", False), ("past", True)):
        facts[name] = [each for each in listing.events if each.is_past(visit.now) is is_past]
    return page.answer(request, visit, "public/events.html", head, **facts)


async def show(request: Request, visit: Visit) -> Response:
    slug, by = request.path_params["slug"], visit.by
    event = await events.by_slug(visit.db, slug, **by)
    event = event or await finding.elsewhere(visit, Event, slug, addresses.event)
    issued = await releases.of_launch(visit.db, event.launch_id, **by)
    in_series = {
        each.series_id: await publications.in_series(visit.db, each.series_id, **by)
        for each in event.publications
        if each.series_id and each.series
    }
    numbered = {
        series: {each.series_number: each for each in those if each.series_number} for series, those in in_series.items()
    }
    head = _head(event, visit, linked_data.event(event, site(request).addresses))
    return page.answer(request, visit, "public/event.html", head, event=event, releases=issued, numbered=numbered)


def filters_of(request: Request) -> Filters:
    """What the query asks for; what it gets wrong is as if it were not there."""
    slugs = {name: paging.slug(request, name) for name in ("organisation", "topic", "series", "person")}
    return Filters(**slugs, year=paging.year(request))


def _head(event: Event, visit: Visit, data: page.Data) -> Head:
    """The title tells the day and the place, so that a bookmark or a shared link does."""
    assert event.day
    when = times.days(event.day, event.last_day)
    return Head(
        title=", ".join(each for each in (f"{event.title}: {when}", wording.where(event)) if each),
        path=addresses.event(event),
        description=event.standfirst or f"{event.kind.value.capitalize()}, {when}.",
        section="events",
        kind="article",
        language=event.language,
        accent=event.launch.lead.accent if event.launch.lead else None,
        feed=addresses.event_file(event),
        data=[data],
    )
