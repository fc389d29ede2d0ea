"""The home page: what comes next, what was said last."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from events import addresses
from events.press import releases
from events.programme import event_lists
from events.programme.event_lists import Filters
from events.web import linked_data
from events.web.public import page, paging
from events.web.public.page import Head
from events.web.site import Visit, site

_NEXT, _LATEST = 5, 3


async def show(request: Request, visit: Visit) -> Response:
    listing = await event_lists.listed(visit.db, Filters(), **visit.by, limit=_NEXT)
    latest = await releases.latest(visit.db, **visit.by, limit=_LATEST)
    head = Head(
        title="next launches and latest releases",
        path=addresses.HOME,
        description="Reports and the events that open them to argument: what is being launched, by whom, and when.",
        feed=addresses.ALL_EVENTS_FEED,
        data=[linked_data.website(site(request).addresses)],
    )
    facts: dict[str, Any] = {"listing": listing, "releases": latest, "page_size": paging.SIZE}
    return page.answer(request, visit, "public/home.html", head, **facts)
