"""The guards of signing in: for whoever comes, and for somebody signed in, whatever their roles."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from urllib.parse import urlencode

from sqlalchemy.ext.asyncio import AsyncSession
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from events import addresses
from events.accounts import tries
from events.accounts.access import Mandate, Organiser
from events.accounts.models import Role
from events.accounts.sessions import SignedIn
from events.accounts.tries import Limit, TooMany
from events.storage import By
from events.web import cross_site, forms
from events.web.office.guard import Desk, carry_out
from events.web.route import Guarded, Handler
from events.web.sign_in import clients, cookies, page
from events.web.site import site

FORM = By("sign-in")
_MOST_FROM_ONE_PLACE = 100  # in a quarter of an hour: an office behind one address has many people in it

Acting = Callable[[Request, FormData, datetime], Awaitable[Response]]
Preparing = Callable[[Request], Awaitable[None]]
AccountHandler = Callable[[Request, Desk, SignedIn], Awaitable[Response]]


def visitor(handler: Handler) -> Guarded:
    """A page on the way in; looks and changes nothing."""
    return Guarded(handler, "visitor")


def visitor_acts(handler: Acting) -> Guarded:
    """A form on the way in. Each handler counts its own tries, and begins its own transaction after."""

    async def guarded(request: Request) -> Response:
        form = await forms.arrive(request)
        cross_site.refuse(request, form)
        return await handler(request, form, site(request).clock())

    return Guarded(guarded, "visitor")


def account(handler: AccountHandler) -> Guarded:
    """A page about somebody's own account, or what it is asked, for whoever is signed in."""

    async def guarded(request: Request) -> Response:
        here = site(request)
        now = here.clock()
        async with here.store.reading_at_desk() as db:
            found = await cookies.signed_in(request, db, now)
            if found is None:
                return to_sign_in(request)
            return await handler(request, _desk(request, db, found[0], now), found[1])

    return Guarded(guarded, "account")


def account_acts(handler: AccountHandler, *, fresh: bool = False, before: Preparing | None = None) -> Guarded:
    """What somebody does with their own account, in one transaction, of which a refusal leaves nothing.

    `fresh`: only shortly after they signed in. `before`: slow work, done while nobody waits for the transaction.
    """

    async def guarded(request: Request) -> Response:
        here = site(request)
        now = here.clock()
        form = await forms.arrive(request)
        async with here.store.reading_at_desk() as db:
            found = await cookies.signed_in(request, db, now)
        cross_site.refuse(request, form)
        if found is None or (fresh and not found[1].is_fresh(now)):
            return to_sign_in(request, again=found is not None)
        if before:
            await before(request)
        organiser, session = found

        async def acting(request: Request, desk: Desk) -> Response:
            return await handler(request, desk, session)

        def desk(db: AsyncSession) -> Desk:
            return _desk(request, db, organiser, now)

        return await carry_out(request, desk, acting, now=now, by=organiser.by)

    return Guarded(guarded, "account")


def to_sign_in(request: Request, *, again: bool = False) -> Response:
    """From there they come back: of their account to its one page, which has all its forms."""
    path = request.url.path
    query = {"next": addresses.ACCOUNT if path.startswith(addresses.ACCOUNT) else path} | (
        {"again": "yes"} if again else {}
    )
    return page.elsewhere(f"{addresses.SIGN_IN}?{urlencode(query)}")


async def count(request: Request, now: datetime, *limits: Limit) -> None:
    """One more try, by these limits and from this place. Answers 429 where it is one too many."""
    store, every = site(request).store, (*limits, from_here(request))
    try:
        async with store.reading_at_desk() as db:
            await tries.require_left(db, *every, now=now)
        async with store.transaction(now=now, by=FORM) as db:
            await tries.count(db, *every, now=now)
    except TooMany as error:
        raise HTTPException(429, headers={"retry-after": str(error.seconds(now))}) from error


def from_here(request: Request) -> Limit:
    return Limit(f"from {clients.place(request)}", _MOST_FROM_ONE_PLACE)


def _desk(request: Request, db: AsyncSession, organiser: Organiser, now: datetime) -> Desk:
    return Desk(
        db, organiser, now, Mandate(Role.VIEWER, frozenset(organiser.roles)), request.url.path, site(request).letterhead
    )
