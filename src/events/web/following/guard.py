"""The guards of personal feeds: to whoever does not hold its token, a feed is no address.

No cookie speaks for anybody here, so these forms carry no token against other sites; what a browser says of where a
form came from is heard all the same.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from events.calendar import personal
from events.calendar.personal import PersonalFeed
from events.storage import By
from events.visibility import ANYONE
from events.web import cross_site, forms
from events.web.public.finding import NotFound
from events.web.route import Guarded
from events.web.site import Visit, site

PRIVATE = {"cache-control": "private, no-store", "x-robots-tag": "noindex, nofollow"}
OWNER = By("whoever holds a personal feed")


@dataclass(frozen=True)
class Following:
    """One visit with a token; what it follows is seen as anybody sees it."""

    db: AsyncSession
    token: str
    feed: PersonalFeed
    now: datetime

    @property
    def visit(self) -> Visit:
        return Visit(self.db, ANYONE, self.now)


Showing = Callable[[Request, Following], Awaitable[Response]]
Acting = Callable[[Request, Following, FormData], Awaitable[Response]]


def shows(handler: Showing) -> Guarded:
    async def guarded(request: Request) -> Response:
        here = site(request)
        async with here.store.reading_at_desk() as db:
            return await handler(request, await _following(request, db, here.clock()))

    return Guarded(guarded, "whoever holds the link")


def acts(handler: Acting) -> Guarded:
    """What becomes of a feed, in one transaction."""

    async def guarded(request: Request) -> Response:
        here = site(request)
        now = here.clock()
        form = await forms.arrive(request)  # before the transaction: others do not wait for a slow client
        cross_site.refuse_foreign(request)
        async with here.store.reading_at_desk() as db:
            await _following(request, db, now)  # nor for whoever only guesses
        async with here.store.transaction(now=now, by=OWNER) as db:
            return await handler(request, await _following(request, db, now), form)

    return Guarded(guarded, "whoever holds the link")


async def _following(request: Request, db: AsyncSession, now: datetime) -> Following:
    token = request.path_params["token"]
    feed = await personal.by_token(db, token)
    if feed is None:
        raise NotFound
    return Following(db, token, feed, now)
