"""Finding in the office, by the beginnings of words, among all that an organiser may see."""

from functools import partial
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from events import addresses
from events.web import wording
from events.web.office import page
from events.web.office.desk import found
from events.web.office.guard import Desk
from events.web.public import paging
from events.web.public.paging import Paging


async def show(request: Request, desk: Desk) -> Response:
    words, kind = paging.words(request, "q"), request.query_params.get("kind")
    facts: dict[str, Any] = {"words": words, "kind": None, "paging": None, "where": None, "at_once": found.AT_ONCE}
    if kind and found.is_kind(kind):
        group = await found.of_kind(desk, words, kind, limit=paging.SIZE, offset=paging.offset(request))
        facts |= {"groups": [group], "kind": kind}
        facts["paging"] = Paging(paging.number(request), group.count, goes_on=group.goes_on)
        facts["where"] = partial(addresses.filtered, addresses.OFFICE_SEARCH, q=words, kind=kind)
    else:
        facts["groups"] = await found.grouped(desk, words) if words else []
    return page.answer(request, desk, "office/desk/search.html", _heading(words, facts["groups"]), **facts)


def _heading(words: str, groups: list[found.Group]) -> str:
    if not words:
        return "Search"
    count = sum(each.count for each in groups)
    told = wording.counted(count, any(each.goes_on for each in groups)) if count else "nothing"
    return f"{told[0].upper()}{told[1:]} found for “{words}”"
