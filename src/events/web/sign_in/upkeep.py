"""Behind every answer to somebody signed in: no cache keeps it, their session is noted as used, or gets a new token."""

from datetime import datetime

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from events.accounts import sessions
from events.accounts.sessions import SignedIn
from events.storage import Away, Busy, By, Full, ReadOnly
from events.web.sign_in import cookies
from events.web.site import site

_BY = By("sign-in")


class Upkeep:
    """Handlers read; what their reading says about a session is written here, before the answer leaves."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        state = scope.setdefault("state", {})

        async def kept(message: Message) -> None:
            session = state.get("signed_in")
            if session and message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers["cache-control"] = "private, no-store"
                if cookie := await _cared_for(Request(scope), session, headers):
                    headers.append("set-cookie", cookie)
            await send(message)

        await self.app(scope, receive, kept)


async def _cared_for(request: Request, session: SignedIn, headers: MutableHeaders) -> str | None:
    """The cookie with a new token, if there is one and the answer does not set another."""
    now: datetime = site(request).clock()
    turns = session.stale and _is_page(request)
    if not (turns or session.wants_note(now)) or cookies.is_set(request, headers):
        return None
    try:
        async with site(request).store.transaction(now=now, by=_BY) as db:
            await sessions.note(db, session, now=now)
            token = await sessions.turn(db, session) if turns else None
    except (Away, Busy, Full, ReadOnly):  # the answer stands as it is; the next one tries again
        return None
    if token is None:
        return None
    response = Response()
    cookies.set(request, response, token)
    return response.headers["set-cookie"]


def _is_page(request: Request) -> bool:
    """Whether a browser waits for the answer until it is there.

    A form sent twice, or what a script asks for, may be given up on the way, and a new token with it, while the next
    request is under way with the old one: they would be signed out.
    """
    return request.method == "GET" and request.headers.get("sec-fetch-mode", "navigate") == "navigate"
