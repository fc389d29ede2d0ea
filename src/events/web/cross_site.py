"""Forms that act come from our own pages: the browser says so, or the form carries a token that only we can make."""

import hmac
import secrets

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from events.web.sign_in import cookies
from events.web.site import site

FIELD = "cross_site"
_BEFORE = "visit"  # the cookie of a browser in which nobody is signed in yet


class CrossSite(HTTPException):
    """Another site may have sent this form in the name of whoever is signed in."""

    def __init__(self) -> None:
        super().__init__(403, "This form came from another site.")


def refuse(request: Request, form: FormData) -> None:
    """Raises CrossSite unless the form is from a page of ours.

    Pages of ours tell browsers to name no referrer, and with that browsers call the origin of our own forms `null`.
    So `Sec-Fetch-Site` decides first; the token, which stands in each of our forms, is for browsers without it.
    """
    fetched_from, origin = request.headers.get("sec-fetch-site"), request.headers.get("origin", "null")
    if fetched_from is not None:
        ours = fetched_from in ("same-origin", "none")
    elif origin != "null":
        ours = origin == site(request).addresses.base
    else:
        ours = _has_token(request, form)
    if not ours:
        raise CrossSite


def refuse_foreign(request: Request) -> None:
    """The same for a form in which no cookie speaks for anybody: only what plainly comes from elsewhere is refused."""
    if request.headers.get("sec-fetch-site", "none") not in ("same-origin", "none"):
        raise CrossSite
    if request.headers.get("origin", "null") not in ("null", site(request).addresses.base):
        raise CrossSite


def token(request: Request) -> str:
    """For a hidden field of each form on this page; `remember` gives the browser what it is made from."""
    return _token(request, cookies.read(request) or _before(request) or _begin(request))


def remember(request: Request, response: Response) -> None:
    """Where nobody is signed in, the token is made from a cookie of its own."""
    if made := getattr(request.state, "before_sign_in", None):
        response.set_cookie(cookies.named(request, _BEFORE), made, **cookies.flags(request))


def _has_token(request: Request, form: FormData) -> bool:
    given = form.get(FIELD)
    known = filter(None, (cookies.read_left(request), _before(request)))  # a page may be older than signing out
    if not isinstance(given, str):
        return False
    return any(hmac.compare_digest(given.encode(), _token(request, each).encode()) for each in known)


def _token(request: Request, of: str) -> str:
    return hmac.new(site(request).secret, f"cross-site {of}".encode(), "sha256").hexdigest()


def _before(request: Request) -> str | None:
    return request.cookies.get(cookies.named(request, _BEFORE)) or None


def _begin(request: Request) -> str:
    if not hasattr(request.state, "before_sign_in"):
        request.state.before_sign_in = secrets.token_urlsafe(24)
    made: str = request.state.before_sign_in
    return made
