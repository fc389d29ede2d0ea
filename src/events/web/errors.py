"""What a reader is told when there is no page to show: never why, where that would say what exists."""

import logging
from collections.abc import Callable, Mapping
from typing import Any

from starlette.exceptions import HTTPException
from starlette.middleware.body_limit import MAX_BODY_SIZE_SCOPE_KEY
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from events.storage import Away, Busy, Full, ReadOnly
from events.web.forms import CutOff, Unreadable
from events.web.front import BODY_BYTES_AT_MOST, LONGEST_FORM
from events.web.public import finding, page
from events.web.public.page import Head

_log = logging.getLogger(__name__)


async def not_found(request: Request, _error: Exception) -> Response:
    return _answer(request, 404, "There is nothing at this address")


async def gone(request: Request, error: finding.Gone) -> Response:
    """Says that it was taken back, when and why; nothing of what it was."""
    return _answer(
        request, 410, "This was withdrawn", withdrawn_at=error.row.withdrawn_at, note=error.row.withdrawal_note
    )


async def moved(request: Request, error: finding.Moved) -> Response:
    return RedirectResponse(error.address, 301, {"cache-control": "public, no-cache"})


async def refused(request: Request, error: HTTPException) -> Response:
    if error.status_code == 404:
        return await not_found(request, error)
    if error.status_code == 413 or _is_of_a_field(error):
        return await too_large(request, error)
    response = _answer(request, error.status_code, _REFUSALS.get(error.status_code, "This cannot be done"))
    response.headers.update(error.headers or {})
    return response


async def unreadable(request: Request, error: Unreadable) -> Response:
    """A form that was kept is shown again with what could be read of it."""
    kept = "what could be read waits in the form" if error.kept_on else "nothing was kept: go back and type it again"
    return _answer(request, 422, f"A field holds a broken character, and {kept}", kept_on=error.kept_on)


async def cut_off(request: Request, _error: CutOff) -> Response:
    return _answer(request, 400, "Only a part of what you sent has arrived", is_cut_off=True)


async def too_large(request: Request, error: HTTPException) -> Response:
    """What was sent is not looked at, so that the only one who still has it is the browser that sent it."""
    whole: int = request.scope[MAX_BODY_SIZE_SCOPE_KEY]
    most = BODY_BYTES_AT_MOST if _is_of_a_field(error) else whole
    title = f"That is more than {most // 1_000_000} MB, the most that is taken here at once"
    return _answer(request, 413, title, takes_files=most > LONGEST_FORM)


def _is_of_a_field(error: HTTPException) -> bool:
    """Whether one field beside the files is too large, which Starlette takes for a request that cannot be read."""
    return error.status_code == 400 and "exceeded maximum size" in error.detail


async def busy(request: Request, _error: Exception) -> Response:
    """Nobody's mistake: another program has had the database to itself for long."""
    response = _answer(request, 503, "This has to wait: another program is at work on the database")
    response.headers["retry-after"] = "10"
    return response


async def away(request: Request, error: Exception) -> Response:
    """The database comes back by itself, or whoever runs the service brings it back: they are told in the log."""
    _log.error("The database did not answer what came to %s: %s", request.url.path, type(error.__cause__).__name__)
    response = _answer(request, 503, "This has to wait: the database does not answer", is_away=True)
    response.headers["retry-after"] = "10"
    return response


async def full(request: Request, _error: Exception) -> Response:
    """Only whoever runs the service can make room, so they are told in the log and in plain words."""
    _log.error("There is no room left on the disk: what came to %s was not saved.", request.url.path)
    response = _answer(request, 503, "This has to wait: no room is left on the disk of this service", is_full=True)
    response.headers["retry-after"] = "300"
    return response


async def read_only(request: Request, _error: Exception) -> Response:
    """A new primary takes over in a minute; a file that is not ours waits for whoever runs the service."""
    _log.error("The database can only be read: what came to %s was not saved.", request.url.path)
    response = _answer(request, 503, "This has to wait: the database can only be read at present")
    response.headers["retry-after"] = "60"
    return response


async def broken(request: Request, _error: Exception) -> Response:
    """The mistake is ours; it is in the log, and no detail of it is here."""
    return _answer(request, 500, "Something is broken here")


def _answer(request: Request, status: int, title: str, **facts: Any) -> Response:
    head = Head(title=title, path=request.url.path, indexed=False)
    return page.rendered(
        request,
        "error.html",
        head,
        status=status,
        **{"code": status, "note": None, "kept_on": None, "is_cut_off": False, "takes_files": False}
        | {"is_full": False, "is_away": False}
        | facts,
    )


_REFUSALS = {
    400: "This request cannot be read",
    403: "This form came from another site",
    405: "This address cannot be used in that way",
    429: "That was tried too often: wait a quarter of an hour",
}

HANDLERS: Mapping[Any, Callable[[Request, Any], Any]] = {
    finding.NotFound: not_found,
    finding.Gone: gone,
    finding.Moved: moved,
    CutOff: cut_off,
    Unreadable: unreadable,
    HTTPException: refused,
    Away: away,
    Busy: busy,
    Full: full,
    ReadOnly: read_only,
    Exception: broken,
}
