"""Signing in at one's own organisation: the browser goes there, and comes back with a proof of its mail address."""

import base64
import hmac
import json
import logging
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from events.accounts import organisers
from events.accounts.openid import Issuer, IssuerFails, Leaving, NotProved, NotVerified
from events.accounts.sessions import How
from events.web import forms
from events.web.sign_in import cookies, entering, guard, links, page
from events.web.site import site

_AWAY = timedelta(minutes=20)
_COOKIE = "openid"
_FAILS = "Your organisation’s sign-in cannot be reached at present. A link by mail works without it."
_NOT_PROVED = "Your organisation’s sign-in did not say who you are. Try again, or ask for a link by mail."
_NOT_VERIFIED = "Your organisation’s sign-in does not say that it has checked {}. A link by mail works without it."
_log = logging.getLogger(__name__)


async def leave(request: Request) -> Response:
    """Keeps nothing here: what is to be remembered until they are back goes with the browser, sealed."""
    now, leaving = site(request).clock(), Leaving.fresh()
    wanted = entering.leads_to(request.query_params.get("next"))
    try:
        address = await _issuer(request).address_of(leaving, now=now)
    except IssuerFails as error:
        return _told(links.ways_in(request, forms.shown(), wanted, status=502, problem=_FAILS), error)
    response = RedirectResponse(address, 303, page.PRIVATE)
    sealed = _sealed(request, {**asdict(leaving), "next": wanted, "at": now.timestamp()})
    response.set_cookie(cookies.named(request, _COOKIE), sealed, **cookies.flags(request))
    return response


async def come_back(request: Request) -> Response:
    """The one GET that signs in, as OpenID Connect has it; the state says that this browser asked for it."""
    now, issuer, kept = site(request).clock(), _issuer(request), _kept(request)
    asked = request.query_params
    said_by = asked.get("iss", issuer.address)  # RFC 9207
    if kept is None or not _is_answer_to(asked.get("state"), kept, now) or said_by != issuer.address:
        # Perhaps another tab of theirs went to the issuer after this one: the answer to that is still awaited.
        return links.ways_in(request, forms.shown(), None, status=400, problem=_NOT_PROVED)
    wanted = entering.leads_to(kept["next"])
    if "code" not in asked:  # they said no there
        return _refused(request, wanted, 403, _NOT_PROVED)
    await guard.count(request, now)
    try:
        leaving = Leaving(kept["state"], kept["nonce"], kept["verifier"])
        mail = await issuer.verified_mail(asked["code"], leaving, now=now)
    except IssuerFails as error:
        return _told(_refused(request, wanted, 502, _FAILS), error)
    except NotProved as error:
        problem = _NOT_VERIFIED.format(error.mail) if isinstance(error, NotVerified) else _NOT_PROVED
        return _told(_refused(request, wanted, 403, problem), error)
    async with site(request).store.transaction(now=now, by=guard.FORM) as db:
        account = await organisers.by_mail(db, mail)
        if account is None or account.closed_at:
            return _refused(request, wanted, 403, f"Nobody has invited {mail} yet. Ask an owner of your organisation.")
        token = await entering.enter(request, db, account, How.OPENID, now=now)
    return _forgetting(request, entering.entered(request, token, wanted))


def _refused(request: Request, wanted: str | None, status: int, problem: str) -> Response:
    return _forgetting(request, links.ways_in(request, forms.shown(), wanted, status=status, problem=problem))


def _told(response: Response, error: IssuerFails | NotProved) -> Response:
    """Whoever runs the service reads what their visitors cannot mend, in one line whatever the issuer said."""
    _log.warning("Sign-in by OpenID Connect failed. %s", " ".join(str(error).split()))
    return response


def _forgetting(request: Request, response: Response) -> Response:
    response.delete_cookie(cookies.named(request, _COOKIE), **cookies.flags(request))
    return response


def _issuer(request: Request) -> Issuer:
    """Made once, so that what the issuer says of itself is asked for once. Nothing here without one."""
    state = request.app.state
    if not hasattr(state, "issuer"):
        back_to = site(request).addresses.full("/sign-in/openid/back")
        state.issuer = Issuer.of(site(request).settings, back_to)
    issuer: Issuer | None = state.issuer
    if issuer is None:
        raise HTTPException(404)
    return issuer


def _sealed(request: Request, facts: dict[str, Any]) -> str:
    said = base64.urlsafe_b64encode(json.dumps(facts).encode()).decode()
    return f"{said}.{_seal(request, said)}"


def _kept(request: Request) -> dict[str, Any] | None:
    """What went with this browser, if it is what we sealed."""
    said, _, seal = request.cookies.get(cookies.named(request, _COOKIE), "").partition(".")
    if not hmac.compare_digest(seal.encode(), _seal(request, said).encode()):
        return None
    facts: dict[str, Any] = json.loads(base64.urlsafe_b64decode(said))
    return facts


def _seal(request: Request, said: str) -> str:
    return hmac.new(site(request).secret, f"openid {said}".encode(), "sha256").hexdigest()


def _is_answer_to(state: str | None, kept: dict[str, Any], now: datetime) -> bool:
    in_time = 0 <= now.timestamp() - kept["at"] < _AWAY.total_seconds()
    return in_time and hmac.compare_digest((state or "").encode(), kept["state"].encode())
