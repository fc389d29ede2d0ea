"""Suggestions in fields for people and organisations: in the page, and while somebody types (`forms.known`)."""

from collections.abc import Sequence
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from events import addresses
from events.programme import suggestions
from events.web.office import page
from events.web.office.guard import Desk
from events.web.public import paging


@dataclass(frozen=True)
class Known:
    """What a field suggests: these lines, and where the page asks for others once something is typed."""

    lines: Sequence[str]
    asks: str


async def people(desk: Desk) -> Known:
    """For a line that names somebody with their posts, as `people.pasting` reads it."""
    return Known(await suggestions.people(desk.db, **desk.by), addresses.OFFICE_KNOWN_PEOPLE)


async def organisations(desk: Desk) -> Known:
    """For a name that `people.directory` looks up."""
    return Known(await suggestions.organisations(desk.db, **desk.by), addresses.OFFICE_KNOWN_ORGANISATIONS)


async def suggest_people(request: Request, desk: Desk) -> Response:
    return _json(await suggestions.people_like(desk.db, paging.words(request, "q"), **desk.by))


async def suggest_organisations(request: Request, desk: Desk) -> Response:
    return _json(await suggestions.organisations_like(desk.db, paging.words(request, "q"), **desk.by))


def _json(lines: Sequence[str]) -> Response:
    return JSONResponse(list(lines), headers=page.PRIVATE)
