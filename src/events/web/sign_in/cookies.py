"""The cookie of a session: a token that says nothing, kept from scripts and from other sites."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import Response

from events.accounts import organisers, sessions
from events.accounts.access import Organiser
from events.accounts.sessions import SignedIn
from events.web.site import site

_LEFT = "left"  # the cookie of a browser in which somebody has signed out


def read(request: Request) -> str | None:
    return request.cookies.get(_name(request)) or None


async def signed_in(request: Request, db: AsyncSession, now: datetime) -> tuple[Organiser, SignedIn] | None:
    """Whom it signs in, with all they may do; None where it is of no session, or of one that is over."""
    token = read(request)
    found = await sessions.of(db, token, now=now) if token else None
    if found is None:
        return None
    account, session = found
    request.state.signed_in = session
    return Organiser(account, await organisers.roles_of(db, account)), session


def set(request: Request, response: Response, token: str) -> None:
    """A new token takes the place of any that the browser had."""
    response.set_cookie(_name(request), token, max_age=int(sessions.LONGEST.total_seconds()), **flags(request))


def leave(request: Request, response: Response) -> None:
    """Signed out: the token, which opens nothing any more, only tells whose words another tab still sends."""
    if token := read(request):
        lasts = int(sessions.REMEMBERED.total_seconds())
        response.set_cookie(named(request, _LEFT), token, max_age=lasts, **flags(request))
    response.delete_cookie(_name(request), **flags(request))


def read_left(request: Request) -> str | None:
    """The token of a session that is over, or was signed out in this browser; it never signs in."""
    return read(request) or request.cookies.get(named(request, _LEFT)) or None


def is_set(request: Request, headers: Headers) -> bool:
    """Whether an answer has a token already, or takes one back."""
    return any(each.startswith(f"{_name(request)}=") for each in headers.getlist("set-cookie"))


def flags(request: Request) -> dict:  # type: ignore[type-arg]
    """What every cookie of ours has."""
    return {"path": "/", "httponly": True, "samesite": "lax", "secure": is_secure(request)}


def named(request: Request, name: str) -> str:
    """With a promise in the name that browsers hold us to: of this host alone, and over TLS alone."""
    return f"__Host-{name}" if is_secure(request) else name


def is_secure(request: Request) -> bool:
    return site(request).addresses.base.startswith("https:")


def _name(request: Request) -> str:
    return named(request, "session")
