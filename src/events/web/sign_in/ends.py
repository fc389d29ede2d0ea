"""Signing out: the session is over here and in the database, so that its cookie opens nothing for anybody."""

from datetime import datetime

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from events import addresses
from events.accounts import sessions
from events.web.sign_in import cookies, entering, page
from events.web.site import site


async def sign_out(request: Request, _form: FormData, now: datetime) -> Response:
    """Also for somebody whose session has ended of itself: they want to be out, and they are."""
    token = cookies.read(request)
    async with site(request).store.reading_at_desk() as db:
        found = await sessions.of(db, token, now=now) if token else None
    if found:
        account, session = found
        async with site(request).store.transaction(now=now, by=entering.by(account)) as db:
            await sessions.end(db, account.id, session.id, now=now)
    response = page.elsewhere(addresses.SIGN_IN)
    cookies.leave(request, response)
    return response
