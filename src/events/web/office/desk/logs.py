"""The log: of all that an organisation owns, of one launch, or of one thing; every change with before and after."""

from dataclasses import replace
from functools import partial
from typing import Any
from uuid import UUID

from starlette.requests import Request
from starlette.responses import Response

from events import addresses, times
from events.accounts import about, activity
from events.programme import history, typed
from events.programme.history import Filters
from events.web import forms
from events.web.forms import Form
from events.web.office import finding, notices, page, reaching
from events.web.office.desk import changes, found, returning
from events.web.office.effects import Effects
from events.web.office.guard import Desk
from events.web.office.notices import Said
from events.web.public import paging

_AT_ONCE = 30
_TITLE = "What was changed"
_KINDS = [(each, f"{changes.kind_words(each).capitalize()}, and its parts") for each in sorted(about.THINGS)]


async def show_all(request: Request, desk: Desk) -> Response:
    """`?thing=events/ID` asks for what became of one thing."""
    asked = request.query_params.get("thing", "")
    thing = _thing(asked)
    itself = await found.itself(desk, *thing) if thing else None
    crumbs = [(itself.title, itself.path)] if itself else []
    is_back = notices.read(request).said is Said.BROUGHT_BACK
    reached = await reaching.of_thing(desk, *thing) if thing and itself and is_back else None
    [zone] = await desk.zones(await about.of_kept(desk.db, [thing])) if thing and itself else [await desk.zone()]
    filters = Filters(thing=thing, zone=zone)
    return await _page(request, desk, filters, addresses.OFFICE_LOG, thing=asked, crumbs=crumbs, reached=reached)


async def show(request: Request, desk: Desk) -> Response:
    """Of a launch and all that belongs to it."""
    launch = await finding.launch(request, desk)
    crumbs = [("Launches", addresses.OFFICE_LAUNCHES), (launch.title, addresses.office_launch(launch))]
    where = addresses.office_launch(launch, "log")
    filters = Filters(launch_id=launch.id, zone=await desk.zone_of(launch))
    return await _page(request, desk, filters, where, crumbs=crumbs, launch=launch)


async def _page(
    request: Request,
    desk: Desk,
    filters: Filters,
    where: str,
    *,
    thing: str | None = None,
    crumbs: page.Crumbs = (),
    launch: Any = None,
    reached: Effects | None = None,
) -> Response:
    form, filters = _filtered(request, desk, filters)
    lines, has_more = await history.of_office(desk.db, filters, mandate=desk.mandate, limit=_AT_ONCE)
    here = partial(addresses.filtered, where, thing=thing, by=filters.by, kind=filters.kind, day=form.value("day"))
    zones = await desk.zones([activity.about_of(each) for each in lines])
    told = await changes.told(desk.db, lines, await returning.among(desk, lines), zones, desk.organiser)
    facts: dict[str, Any] = {
        "changes": told,
        "counted": times.zone_words(desk.now, filters.zone) if len(desk.mandate.organisations) > 1 else None,
        "form": form,
        "older": here(before=lines[-1].id) if has_more else None,
        "newest": here() if filters.before else None,
        "where": where,
        "thing": thing,
        "kinds": _KINDS,
        "launch": launch,
        "effects": reached,
    }
    both = zip(lines, told, strict=True)
    own = (said.label for each, said in both if filters.thing and each.kind == filters.thing[0])
    title = next((f"{_TITLE}: {label}" for label in own if label), _TITLE)
    return page.answer(request, desk, "office/desk/log.html", title, crumbs=crumbs, **facts)


def _filtered(request: Request, desk: Desk, filters: Filters) -> tuple[Form[Any], Filters]:
    """The form of the filters; what makes no sense is said beside it and not asked for."""
    query, before = request.query_params, request.query_params.get("before", "")
    by, kind, day = (query.get(each, "") for each in ("by", "kind", "day"))
    form = forms.shown(by=by, kind=kind, day=day)
    filters = replace(filters, by=paging.words(request, "by") or None, kind=kind if kind in about.THINGS else None)
    is_number = before.isascii() and before.isdigit() and len(before) < 10  # which every database holds
    filters = replace(filters, before=int(before) if is_number else None)
    today = times.local(desk.now, filters.zone).date()
    try:
        return form, replace(filters, day=typed.day(day, today=today) if day else None)
    except ValueError as error:
        form.refuse("day", error)
        return form, filters


def _thing(asked: str) -> about.Key | None:
    kind, _, id = asked.partition("/")
    try:
        return (kind, UUID(id)) if kind in about.THINGS else None
    except ValueError:
        return None
