"""The cookie of a session: a token that says nothing, kept from scripts and from other sites."""

from starlette.requests import Request
from starlette.responses import Response

from events.accounts import sessions
from events.web.site import site


def read(request: Request) -> str | None:
    return request.cookies.get(_name(request)) or None


def set(request: Request, response: Response, token: str) -> None:
    """A new token takes the place of any that the browser had."""
    response.set_cookie(_name(request), token, max_age=int(sessions.LONGEST.total_seconds()), **flags(request))


def clear(request: Request, response: Response) -> None:
    response.delete_cookie(_name(request), **flags(request))


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
