"""What an address of the office names, if the route's rule lets this organiser work on it."""

from collections.abc import Iterable
from typing import TypeVar
from uuid import UUID

from starlette.requests import Request

from events.accounts.access import NotYours
from events.press import drafts
from events.press.models import Release
from events.programme import events, launches, publications
from events.programme.models import Launch, Launched, Publication
from events.programme.occasions import Event
from events.storage.base import Identified
from events.web.office.guard import Desk

P = TypeVar("P", bound=Identified)


async def launch(request: Request, desk: Desk) -> Launch:
    """Raises NotYours."""
    return await _worked_on(desk, request.path_params["id"])


async def event(request: Request, desk: Desk) -> Event:
    """With all that its page shows, and its launch with the organisations behind it. Raises NotYours."""
    return _theirs(desk, await events.of_office(desk.db, request.path_params["slug"], **desk.by))


async def event_to_act_on(request: Request, desk: Desk) -> Event:
    """With what tells whom and what an action reaches, and its launch. Raises NotYours."""
    return _theirs(desk, await events.to_act_on(desk.db, request.path_params["slug"], **desk.by))


async def publication(request: Request, desk: Desk) -> Publication:
    """With all that its page shows, its launch and its embargo. Raises NotYours."""
    found = await publications.in_hand(desk.db, request.path_params["slug"], mandate=desk.mandate, **desk.by)
    if desk.led and not launches.is_led(found.launch, desk.mandate):
        raise NotYours
    return found


async def release(request: Request, desk: Desk) -> Release:
    """With every version and all that each names, and its launch. Raises NotYours."""
    found = await drafts.by_slug(desk.db, request.path_params["slug"], **desk.by)
    _require(desk, found.launch)
    return found


async def led_launch(request: Request, desk: Desk) -> Launch:
    """By itself, for what looks over all of it anew. Raises NotYours."""
    return await launches.led_alone(desk.db, request.path_params["id"], mandate=desk.mandate)


async def led_row(request: Request, desk: Desk, kind: type[Launched]) -> tuple[UUID, Launch]:
    """By its id alone, and its launch, for what looks over all of that anew. Raises NotYours."""
    return await launches.led_with(desk.db, kind, request.path_params["slug"], mandate=desk.mandate, **desk.by)


def part(rows: Iterable[P], row_id: UUID) -> P:
    """Of the rows that belong to a thing, the one that an address below that of the thing names. Raises NotYours."""
    found = next((each for each in rows if each.id == row_id), None)
    if found is None:
        raise NotYours
    return found


def _theirs(desk: Desk, found: Event | None) -> Event:
    if found is None:
        raise NotYours
    _require(desk, found.launch)
    return found


def _require(desk: Desk, launch: Launch) -> None:
    """The same as `_worked_on` of a launch that is loaded with its hosts and its offer. Raises NotYours."""
    may = launches.is_led if desk.led else launches.is_in_hand
    if not may(launch, desk.mandate):
        raise NotYours


async def _worked_on(desk: Desk, launch_id: UUID) -> Launch:
    """As the route says: by whoever works on the launch, or only by whoever leads it. Raises NotYours."""
    find = launches.led if desk.led else launches.by_id
    return await find(desk.db, launch_id, mandate=desk.mandate)
