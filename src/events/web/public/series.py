"""The page of a series: its parts by number, those that are out and those that are not."""

from collections.abc import Iterator, Sequence

from starlette.requests import Request
from starlette.responses import Response

from events import addresses
from events.programme import all_series, event_lists, publications
from events.programme.event_lists import Filters
from events.programme.models import Publication, Series
from events.templating import plain
from events.web import linked_data
from events.web.public import finding, page
from events.web.public.page import Head
from events.web.site import Visit, site

_EVENTS = 8


async def show(request: Request, visit: Visit) -> Response:
    db, slug = visit.db, request.path_params["slug"]
    series = await all_series.by_slug(db, slug, **visit.by)
    series = series or await finding.elsewhere(visit, Series, slug, addresses.series)
    out = await publications.in_series(db, series.id, **visit.by)
    path = addresses.series(series)
    head = Head(
        title=series.title,
        path=path,
        description=plain(series.description)[:300] if series.description else None,
        accent=series.organisation.accent if series.organisation else None,
        feed=addresses.feed(path),
        data=[linked_data.series(series, out, site(request).addresses)],
    )
    facts: page.Data = {
        "series": series,
        "out": out,
        "places": list(_places(series, out)),
        "listing": await event_lists.listed(db, Filters(), about=series, **visit.by, limit=_EVENTS),
    }
    return page.answer(request, visit, "public/series.html", head, **facts)


def _places(series: Series, out: Sequence[Publication]) -> Iterator[tuple[range, Publication | None]]:
    """What is at each number, a publication or nothing for a stretch of them; then what has no number."""
    reached = 0
    for number, publication in [(each.series_number, each) for each in out if each.series_number]:
        if number > reached + 1:
            yield range(reached + 1, number), None
        yield range(number, number + 1), publication
        reached = number
    if series.parts and series.parts > reached:
        yield range(reached + 1, series.parts + 1), None
    yield from ((range(0), each) for each in out if not each.series_number)
