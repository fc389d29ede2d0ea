"""What tells machines where everything is: the sitemap and robots.txt."""

from collections.abc import AsyncIterator
from datetime import datetime

from sqlalchemy import select
from starlette.requests import Request
from starlette.responses import Response

from events import addresses
from events.people.models import Organisation, Person
from events.press import releases
from events.programme.models import Publication, Series, Topic
from events.programme.occasions import Event
from events.visibility import visible
from events.web.site import Visit, public_bytes, site

_MOST = 50_000  # as many as one sitemap may have (sitemaps.org); the newest of each kind come first
_LISTS = (addresses.HOME, addresses.EVENTS, addresses.PRESS, addresses.SUBSCRIBE)
_KINDS = (
    (Event, addresses.event),
    (Publication, addresses.publication),
    (Organisation, addresses.organisation),
    (Person, addresses.person),
    (Series, addresses.series),
    (Topic, addresses.topic),
)


async def sitemap(request: Request, visit: Visit) -> Response:
    """Every page that this visit may see."""
    base = site(request).addresses
    urls = [_url(base.full(path)) for path in _LISTS]
    async for path, changed_at in _pages(visit):
        urls.append(_url(base.full(path), changed_at))
    body = "".join([_OPENING, *urls[:_MOST], "</urlset>\n"])
    return public_bytes(request, body.encode(), "application/xml; charset=utf-8")


async def robots(request: Request) -> Response:
    where = site(request).addresses.full("/sitemap.xml")
    body = f"User-agent: *\nDisallow: {addresses.SEARCH}\n\nSitemap: {where}\n"
    return public_bytes(request, body.encode(), "text/plain; charset=utf-8")


async def _pages(visit: Visit) -> AsyncIterator[tuple[str, datetime | None]]:
    """Paths, and when they last became others where that is known: only a release keeps its versions."""
    async for release in await visit.db.stream(releases.issued(**visit.by).limit(_MOST)):
        yield addresses.release(release), release.issued_at
    for kind, address in _KINDS:
        seen = select(kind.slug).where(visible(kind, visit.reader, visit.now))
        newest_first = seen.order_by(kind.published_at.desc().nulls_last(), kind.slug)
        async for row in await visit.db.stream(newest_first.limit(_MOST)):
            yield address(row), None


def _url(address: str, changed_at: datetime | None = None) -> str:
    """An address of ours has nothing in it that XML would want escaped."""
    changed = f"<lastmod>{changed_at:%Y-%m-%dT%H:%M:%SZ}</lastmod>" if changed_at else ""
    return f"<url><loc>{address}</loc>{changed}</url>\n"


_OPENING = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
