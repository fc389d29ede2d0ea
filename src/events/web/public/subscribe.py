"""The feed of everything, and what to expect of it."""

from starlette.requests import Request
from starlette.responses import Response

from events import addresses
from events.programme import events
from events.programme.events import Filters
from events.web.public import page
from events.web.public.page import Head
from events.web.site import Visit


async def show(request: Request, visit: Visit) -> Response:
    listing = await events.listed(visit.db, Filters(), **visit.by, limit=1)
    head = Head(
        title="Every launch in your own calendar",
        path=addresses.SUBSCRIBE,
        description="Subscribe once: new events appear, changed ones move, cancelled ones say so. No account.",
        section="subscribe",
        feed=addresses.ALL_EVENTS_FEED,
    )
    return page.answer(request, visit, "public/subscribe.html", head, listing=listing)
