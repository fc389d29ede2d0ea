"""What an address of the office names, if the route's rule lets this organiser work on it."""

from uuid import UUID

from starlette.requests import Request

from events.accounts.access import NotYours
from events.press import drafts
from events.press.models import Release
from events.programme import events, launches, publications
from events.programme.models import Launch, Launched, Publication
from events.programme.occasions import Event, Speaker
from events.web.office.guard import Desk


async def launch(request: Request, desk: Desk) -> Launch:
    """Raises NotYours."""
    return await launches.by_id(desk.db, request.path_params["id"], mandate=desk.mandate)


async def led_launch(request: Request, desk: Desk) -> Launch:
    """The same for what only the lead organisation may do. Raises NotYours."""
    return await launches.led(desk.db, request.path_params["id"], mandate=desk.mandate)


async def event(request: Request, desk: Desk) -> Event:
    """With all that its page shows, and its launch with the organisations behind it. Raises NotYours."""
    found = await _event(request, desk)
    await launches.by_id(desk.db, found.launch_id, mandate=desk.mandate)
    return found


async def led_event(request: Request, desk: Desk) -> Event:
    """The same for what only the lead organisation may do. Raises NotYours."""
    found = await _event(request, desk)
    await launches.led(desk.db, found.launch_id, mandate=desk.mandate)
    return found


async def publication(request: Request, desk: Desk) -> Publication:
    """With all that its page shows, its launch and its embargo. Raises NotYours."""
    return await publications.in_hand(desk.db, request.path_params["slug"], mandate=desk.mandate, **desk.by)


async def led_publication(request: Request, desk: Desk) -> Publication:
    """The same for what only the lead organisation may do. Raises NotYours."""
    found = await publication(request, desk)
    await launches.led(desk.db, found.launch_id, mandate=desk.mandate)
    return found


async def release(request: Request, desk: Desk) -> Release:
    """With every version and all that each names, and its launch. Raises NotYours."""
    found = await drafts.by_slug(desk.db, request.path_params["slug"], **desk.by)
    await launches.by_id(desk.db, found.launch_id, mandate=desk.mandate)
    return found


async def led_release(request: Request, desk: Desk) -> Release:
    """The same for what only the lead organisation may do. Raises NotYours."""
    found = await drafts.by_slug(desk.db, request.path_params["slug"], **desk.by)
    await launches.led(desk.db, found.launch_id, mandate=desk.mandate)
    return found


async def led_row(request: Request, desk: Desk, kind: type[Launched]) -> tuple[UUID, Launch]:
    """By its id alone, and its launch, for what looks over all of that anew. Raises NotYours."""
    return await launches.led_with(desk.db, kind, request.path_params["slug"], mandate=desk.mandate, **desk.by)


def speaker(event: Event, speaker_id: UUID) -> Speaker:
    """Raises NotYours."""
    found = next((each for each in event.speakers if each.id == speaker_id), None)
    if found is None:
        raise NotYours
    return found


async def _event(request: Request, desk: Desk) -> Event:
    found = await events.of_office(desk.db, request.path_params["slug"], **desk.by)
    if found is None:
        raise NotYours
    return found
