"""That something was done, said once on the page to which its form leads: in a cookie that this page takes back.

The cookie is sealed: it also names whose approvals were opened again, and what others wrote into it is shown nowhere.
"""

import base64
import hmac
import json
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from events.web.sign_in import cookies
from events.web.site import site

_MOST = 4  # names
_LASTS = 60  # seconds: who follows no redirect is told nothing later


class Said(StrEnum):
    """What a page says of the form that led to it."""

    SAVED = "Saved"
    ASKED = "Asked"
    INVITED = "Invited"
    JOINED = "Joined"
    REMINDED = "Reminded"
    COPIED = "Copied"
    PUBLISHED = "Published"
    DELETED = "Deleted"
    BROUGHT_BACK = "Brought back"


class Done(RedirectResponse):
    """The answer to an action; of one that left a receipt, that says enough."""

    def __init__(self, path: str, said: Said = Said.SAVED) -> None:
        super().__init__(path, 303)
        self.said = None if path.endswith("#h-receipts") else said
        self.reopened: Sequence[str] = ()


@dataclass(frozen=True)
class Notice:
    """`reopened` is whose approvals are open again by it; `said` is None where a receipt says the rest."""

    said: Said | None
    reopened: Sequence[str]

    def __bool__(self) -> bool:
        return bool(self.said or self.reopened)


def leave(request: Request, answer: Response) -> None:
    """For the page to which `answer` leads, and for no other."""
    if isinstance(answer, Done) and (answer.said or answer.reopened):
        there = urlsplit(answer.headers["location"]).path
        told = json.dumps([answer.said, there, _shortened(answer.reopened)]).encode()
        sealed = f"{base64.urlsafe_b64encode(told).decode()}.{_seal(request, told)}"
        answer.set_cookie(_name(request), sealed, max_age=_LASTS, **cookies.flags(request))


def read(request: Request) -> Notice:
    given, _, seal = request.cookies.get(_name(request), "").partition(".")
    try:
        told = base64.urlsafe_b64decode(given)
    except ValueError:
        told = b""
    if not told or not hmac.compare_digest(seal.encode(), _seal(request, told).encode()):
        return Notice(None, ())
    said, path, reopened = json.loads(told)
    return Notice(Said(said) if said else None, reopened) if path == request.url.path else Notice(None, ())


def take_back(request: Request, answer: Response) -> None:
    answer.delete_cookie(_name(request), **cookies.flags(request))


def _shortened(names: Sequence[str]) -> Sequence[str]:
    """A browser keeps no more than four kilobytes of a cookie."""
    return names if len(names) <= _MOST else [*names[: _MOST - 1], f"{len(names) - _MOST + 1} others"]


def _seal(request: Request, told: bytes) -> str:
    return hmac.new(site(request).secret, b"done " + told, "sha256").hexdigest()


def _name(request: Request) -> str:
    return cookies.named(request, "done")
