"""Subscribing to a feed, whatever calendar somebody has, and what to expect of it; and making a feed of one's own."""

from dataclasses import asdict, dataclass, replace

from starlette.requests import Request
from starlette.responses import Response

from events import addresses
from events.calendar import adding
from events.programme import event_lists
from events.programme.belonging import SUBJECTS
from events.programme.event_lists import Filters
from events.web import qr
from events.web.public import feeds, page
from events.web.public.calendars import Asked
from events.web.public.finding import NotFound
from events.web.public.page import Head
from events.web.site import Visit, site


@dataclass(frozen=True)
class _Named:
    slug: str


async def show(request: Request, visit: Visit) -> Response:
    asked = Asked(replace(Asked.of(request).filters, since=None))
    named = await feeds.named(visit, asked, addresses.SUBSCRIBE)
    if not all(named.values()):
        raise NotFound
    path, title = _feed(asked.filters), _title(named, asked.filters)
    feed = site(request).addresses.full(path)
    head = Head(
        title=f"{title}, in your own calendar",
        path=asked.address(addresses.SUBSCRIBE),
        description="Subscribe once: new events appear, changed ones move, cancelled ones say so. No account.",
        section="subscribe",
        feed=path,
        indexed=asked == Asked(Filters()),
    )
    facts: page.Data = {
        "path": path,
        "links": adding.always(feed, title),
        "qr": qr.svg(site(request).addresses.webcal(path)),
        "listing": await event_lists.listed(visit.db, asked.filters, **visit.by, limit=1),
        "choices": await event_lists.choices(visit.db, **visit.by),
        "chosen": {name: [(getattr(asked.filters, name), called)] for name, called in named.items()},
        "everything": not named,
    }
    return page.answer(request, visit, "public/subscribe.html", head, **facts)


def _feed(filters: Filters) -> str:
    """The shortest address of the feed with these events: what has a page has a feed of its own."""
    given = {name: value for name, value in asdict(filters).items() if value}
    if len(given) == 1 and (name := next(iter(given))) in SUBJECTS:
        return feeds.feed_of(name, _Named(given[name]))
    return addresses.filtered(addresses.ALL_EVENTS_FEED, **given)


def _title(named: dict[str, str], filters: Filters) -> str:
    words = [f"{_BEFORE[name]} {called}" for name, called in named.items()]
    words += [f"in {filters.year}"] if filters.year else []
    return " ".join(["Launches" if words else "Every launch", *words])


_BEFORE = {"organisation": "by", "topic": "about", "series": "in", "person": "with"}
