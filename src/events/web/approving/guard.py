"""The guards of sign-off: whoever holds a link sees and answers what it leads to; to all others it is no address.

These forms carry no token against other sites: no cookie speaks for anybody here, and another site that wanted to
answer would need the link itself.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from events.accounts import tries
from events.accounts.tries import Limit, TooMany
from events.press import standings
from events.press.standings import Standing
from events.storage import By
from events.web import forms
from events.web.public import finding
from events.web.route import Guarded
from events.web.sign_in import clients
from events.web.site import site

_MOST_GUESSES = 30  # in a quarter of an hour from one place


@dataclass(frozen=True)
class Asking:
    """One visit by a link: what it asks about, as it stands at this moment."""

    db: AsyncSession
    token: str
    standing: Standing
    now: datetime


LinkHandler = Callable[[Request, Asking], Awaitable[Response]]


def shows(handler: LinkHandler) -> Guarded:
    """A page that changes nothing, however often scanners of mail open it."""

    async def guarded(request: Request) -> Response:
        here = site(request)
        now = here.clock()
        try:
            async with here.store.reading_at_desk() as db:
                return await handler(request, await _asking(request, db, now))
        except finding.NotFound:
            await _count_guess(request, now)
            raise

    return Guarded(guarded, "whoever holds the link")


def acts(handler: LinkHandler) -> Guarded:
    """An answer: one transaction, under the name of whoever was sent the link."""

    async def guarded(request: Request) -> Response:
        here = site(request)
        now = here.clock()
        await forms.arrive(request)  # before the transaction: others do not wait for a slow client
        try:
            async with here.store.reading_at_desk() as db:
                asked = (await _asking(request, db, now)).standing.approval.name
        except finding.NotFound:
            await _count_guess(request, now)
            raise
        async with here.store.transaction(now=now, by=By(f"{asked[:140]}, by their link")) as db:
            return await handler(request, await _asking(request, db, now))

    return Guarded(guarded, "whoever holds the link")


async def _asking(request: Request, db: AsyncSession, now: datetime) -> Asking:
    token = request.path_params["token"]
    standing = await standings.by_token(db, token, now=now)
    if standing is None:
        raise finding.NotFound
    return Asking(db, token, standing, now)


async def _count_guess(request: Request, now: datetime) -> None:
    """Whoever tries links is told to stop, with 429; those who hold one are never kept from it."""
    store, limit = site(request).store, Limit(f"links of sign-off from {clients.place(request)}", _MOST_GUESSES)
    try:
        async with store.reading_at_desk() as db:
            await tries.require_left(db, limit, now=now)
        async with store.transaction(now=now, by=By("Somebody with a link")) as db:
            await tries.count(db, limit, now=now)
    except TooMany as error:
        raise HTTPException(429, headers={"retry-after": str(error.seconds(now))}) from error
