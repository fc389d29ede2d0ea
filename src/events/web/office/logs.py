"""The log of a launch: every change of it and of its parts, with who, when, before and after."""

from functools import partial
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from events import addresses
from events.accounts import activity
from events.press import drafts
from events.programme import events, publications
from events.storage.base import Base, kind_of
from events.web.office import finding, page
from events.web.office.guard import Desk
from events.web.public import paging
from events.web.public.paging import Paging


async def show(request: Request, desk: Desk) -> Response:
    launch = await finding.launch(request, desk)
    panels = await events.of_launch(desk.db, launch.id, **desk.by)
    rows: list[Base] = [launch, *panels, *(speaker for event in panels for speaker in event.speakers)]
    rows += [launch.embargo] if launch.embargo else []
    for release in await drafts.of_launch(desk.db, launch.id, **desk.by):
        rows += [release, *release.versions]
    rows += await publications.of_launch(desk.db, launch.id, **desk.by)
    by = request.query_params.get("by") or None
    keys = [(kind_of(row), activity.key(row)) for row in rows]
    changes, count = await activity.of(desk.db, keys, by=by, limit=paging.SIZE, offset=paging.offset(request))
    crumbs = [("Launches", addresses.OFFICE_LAUNCHES), (launch.title, addresses.office_launch(launch))]
    facts: dict[str, Any] = {"changes": changes, "paging": Paging(paging.number(request), count), "launch": launch}
    facts["where"] = partial(addresses.filtered, addresses.office_launch(launch, "log"), by=by)
    return page.answer(request, desk, "office/log.html", "What was changed", crumbs=crumbs, **facts)
