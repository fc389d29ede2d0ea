"""The page of a topic: the launches, reports and releases about it."""

from functools import partial

from starlette.requests import Request
from starlette.responses import Response

from events import addresses
from events.press import releases
from events.programme import event_lists, publications, topics
from events.programme.event_lists import Filters
from events.programme.models import Topic
from events.templating import plain
from events.web.public import finding, page, paging
from events.web.public.page import Head
from events.web.public.paging import Paging
from events.web.site import Visit

_EVENTS, _RELEASES, _REPORTS = 8, 6, 8


async def show(request: Request, visit: Visit) -> Response:
    db, slug = visit.db, request.path_params["slug"]
    topic = await topics.by_slug(db, slug, **visit.by)
    topic = topic or await finding.elsewhere(visit, Topic, slug, addresses.topic)
    place = paging.offset(request, _REPORTS)
    reports, count = await publications.about(db, topic, **visit.by, limit=_REPORTS, offset=place)
    path = addresses.topic(topic)
    head = Head(
        title=topic.name,
        path=path,
        description=plain(topic.description)[:300] if topic.description else None,
        feed=addresses.feed(path),
    )
    facts: page.Data = {
        "topic": topic,
        "listing": await event_lists.listed(db, Filters(), about=topic, **visit.by, limit=_EVENTS),
        "releases": await releases.about(db, topic, **visit.by, limit=_RELEASES),
        "publications": reports,
        "paging": Paging(paging.number(request), count, _REPORTS),
        "where": partial(addresses.filtered, path),
    }
    return page.answer(request, visit, "public/topic.html", head, **facts)
