"""Finding by words, among all that a visit may see."""

from functools import partial
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from events import addresses
from events.web.public import hits, page, paging
from events.web.public.page import Head
from events.web.public.paging import Paging
from events.web.site import Visit
from events.web.wording import counted


async def show(request: Request, visit: Visit) -> Response:
    words = paging.words(request, "q")
    found = await hits.find(visit, words, limit=paging.SIZE, offset=paging.offset(request))
    pages = Paging(paging.number(request), found.count, goes_on=found.goes_on)
    head = Head(
        title=f"“{words}”: {counted(found.count, found.goes_on)} found" if words else "Search",
        path=addresses.SEARCH,
        section="search",
        indexed=False,
    )
    where = partial(addresses.filtered, addresses.SEARCH, q=words)
    facts: dict[str, Any] = {"words": words, "hits": found.hits, "paging": pages, "where": where}
    return page.answer(request, visit, "public/search.html", head, **facts)
