"""The embargo of a launch, or a release's own: when it lifts in words, what is under it, and what became of it."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from events import addresses
from events.press.models import Release
from events.programme import embargoes, event_lists, receipts
from events.programme.models import Launch
from events.visibility import Embargo
from events.web.office import effects, finding, openly, page
from events.web.office.guard import Desk, OfficeHandler
from events.web.office.launches import embargo_states, holders, under
from events.web.office.launches.holders import Holder
from events.web.office.launches.under import Under


def shows(find: Callable[[Request, Desk], Awaitable[Any]]) -> OfficeHandler:
    async def show(request: Request, desk: Desk) -> Response:
        holder = await find(request, desk)
        launch, embargo = holders.launch_of(holder), holders.embargo(holder)
        told = [each for each in await receipts.of_row(desk.db, holder.id) if each.action in embargo_states.DONE]
        facts: dict[str, Any] = {
            "launch": launch,
            "release": holder if isinstance(holder, Release) else None,
            "embargo": embargo,
            "under": await under.of(desk, holder),
            "apart": [(each, effects.lift(own)) for each, own in await under.apart(desk, holder)],
            "away": effects.away(embargo.lifts_at, desk.now) if embargo and embargo.lifts_at else None,
            "why_not": None if embargo else await embargo_states.why_not(desk, holder),
            "odd": await _odd(desk, launch, embargo),
            "later": await _gone_out_early(desk, holder, embargo),
            "place": holders.place(holder),
            **await openly.of(desk, receipts=told),
        }
        title = _heading(embargo, desk.now, "No embargo of its own" if isinstance(holder, Release) else "No embargo")
        return page.answer(request, desk, "office/launches/embargo.html", title, crumbs=_crumbs(holder), **facts)

    return show


show = shows(finding.launch)
show_own = shows(finding.release)


def _heading(embargo: Embargo | None, now: datetime, none: str) -> str:
    if embargo is None:
        return none
    if embargo.is_lifted(now):
        return "The embargo has lifted"
    if embargo.held or embargo.lifts_at is None:
        return "The embargo is held" if embargo.held else "Under embargo until further notice"
    return f"The embargo lifts {effects.away(embargo.lifts_at, now)}"


def _crumbs(holder: Holder) -> list[tuple[str, str]]:
    launch = holders.launch_of(holder)
    crumbs = [("Launches", addresses.OFFICE_LAUNCHES), (launch.title, addresses.office_launch(launch))]
    if isinstance(holder, Release):
        crumbs.append((holders.title(holder), addresses.office_release(holder)))
    return crumbs


async def _gone_out_early(desk: Desk, holder: Holder, embargo: Embargo | None) -> list[Under]:
    """What is out and says a day that is still to come."""
    if embargo is None or not embargo.is_lifted(desk.now):
        return []
    return under.dated_after(await under.of(desk, holder), holders.today(desk, embargo))


async def _odd(desk: Desk, launch: Launch, embargo: Embargo | None) -> list[str]:
    if embargo is None or embargo.lifts_at is None or embargo.is_lifted(desk.now):
        return []
    there = await event_lists.of_launch(desk.db, launch.id, **desk.by)
    return [*embargoes.odd(embargo.lifts_at, embargo.zone, there, desk.now)]
