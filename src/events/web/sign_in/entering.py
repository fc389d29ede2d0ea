"""Coming in, by whatever proof: a new session in place of the browser's old one, and on to where one wanted to be."""

import re
from datetime import datetime
from typing import Any
from urllib.parse import unquote

from sqlalchemy.ext.asyncio import AsyncSession
from starlette.requests import Request
from starlette.responses import Response

from events import addresses, text
from events.accounts import sessions
from events.accounts.models import Account
from events.accounts.passkeys import House
from events.accounts.sessions import How
from events.storage import By
from events.storage.types import Line
from events.web.forms import Details
from events.web.sign_in import cookies, page
from events.web.site import site

_NAME: Any = Line(160).edge
_PATH = re.compile(r"/(?![/\\])[!-\[\]-~]*")  # of this site: one slash, then what is visible in ASCII, no backslash
_DECODED = re.compile(r"/[^\\\x00-\x1f\x7f]*")
_PROGRAMS = ("Edg", "OPR", "Firefox", "Chrome", "Safari")
_SYSTEMS = {"Android": "Android", "iPhone": "iPhone", "iPad": "iPad", "Windows": "Windows", "Mac OS": "macOS"}


class Named(Details):
    """What whoever comes in for the first time is called."""

    name: _NAME


def leads_to(value: object) -> str | None:
    """The path to which somebody wants to go on, if it is one of this site however a browser might read it."""
    if not isinstance(value, str) or len(value) > 500:
        return None
    plain = _PATH.fullmatch(value) and all(map(_DECODED.fullmatch, _decoded(value)))
    return value if plain and all(map(_is_plain, _decoded(re.split("[?#]", value)[0]))) else None


def _decoded(value: str) -> tuple[str, str, str]:
    """As it stands, and as one or two programs on its way may read it."""
    return value, unquote(value), unquote(unquote(value))


def _is_plain(path: str) -> bool:
    """Whether every segment is one: an empty one or dots lead elsewhere, or to another host once they are resolved."""
    *folders, last = path.removeprefix("/").split("/")
    return not {"", ".", ".."}.intersection(folders) and last not in (".", "..")


async def enter(request: Request, db: AsyncSession, account: Account, how: How, *, now: datetime) -> str:
    """The token of a new session; the one that this browser had, whoever's it was, is over."""
    if (old := cookies.read(request)) and (before := await sessions.of(db, old, now=now)):
        await sessions.end(db, before[0].id, before[1].id, now=now)
    return await sessions.begin(db, account, now=now, device=device(request), how=how)


def entered(request: Request, token: str, wanted: str | None) -> Response:
    response = page.elsewhere(wanted or addresses.OFFICE)
    cookies.set(request, response, token)
    return response


def house(request: Request) -> House:
    """Where passkeys of this site are good."""
    return House.at(site(request).addresses.base, site(request).secret)


def by(account: Account) -> By:
    return By(account.called, account.id)


def device(request: Request) -> str:
    """`Firefox on Windows`: enough for its owner to know it again."""
    agent = text.bare(request.headers.get("user-agent", ""))
    program = next((each for each in _PROGRAMS if each in agent), None)
    system = next((name for sign, name in _SYSTEMS.items() if sign in agent), "Linux" if "Linux" in agent else None)
    names = {"Edg": "Edge", "OPR": "Opera"}
    return " on ".join(filter(None, (names.get(program or "", program) or "A browser", system)))
