"""That something was done, said once on the page to which its form leads: in a cookie that this page takes back."""

from enum import StrEnum
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from events.web.sign_in import cookies

_LASTS = 60  # seconds: who follows no redirect is told nothing later


class Said(StrEnum):
    """What a page says of the form that led to it; nothing else from a cookie is shown."""

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


def leave(request: Request, answer: Response) -> None:
    """For the page to which `answer` leads, and for no other."""
    if isinstance(answer, Done) and answer.said:
        there = f"{answer.said}|{urlsplit(answer.headers['location']).path}"
        answer.set_cookie(_name(request), there, max_age=_LASTS, **cookies.flags(request))


def read(request: Request) -> Said | None:
    said, _, path = request.cookies.get(_name(request), "").partition("|")
    return Said(said) if path == request.url.path and said in set(Said) else None


def take_back(request: Request, answer: Response) -> None:
    answer.delete_cookie(_name(request), **cookies.flags(request))


def _name(request: Request) -> str:
    return cookies.named(request, "done")
