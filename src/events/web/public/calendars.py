"""What every calendar that we serve has in common: what its address may ask, and which of two forms it comes in."""

import asyncio
import re
from dataclasses import asdict, dataclass
from typing import Any, TypeGuard

from starlette.requests import Request

from events import addresses
from events.calendar import feeds, jcal
from events.calendar.feeds import Entries
from events.programme.belonging import SUBJECTS
from events.programme.event_lists import Filters
from events.published import validators
from events.published.encodings import Body
from events.web.public.finding import NotFound
from events.web.site import site

MEDIA_TYPE = "text/calendar; charset=utf-8"
_SHORT = 100_000  # bytes of a calendar that are put into another form while others wait
_SLUG = "[a-z0-9-]{1,80}"
_YEAR = "[12][0-9]{3}"


@dataclass(frozen=True)
class Asked:
    """What a query asks of a feed. Names that no feed knows are nothing; a value that cannot be is not found."""

    filters: Filters
    rich: bool = False

    @classmethod
    def of(cls, request: Request, *, without: str | None = None) -> "Asked":
        """`without` the name that the path answers already. Raises NotFound."""
        slugs: dict[str, Any] = {name: _given(request, name, _SLUG) for name in SUBJECTS if name != without}
        year, since = (int(_given(request, name, _YEAR) or 0) or None for name in ("year", "since"))
        return cls(Filters(**slugs, year=year, since=since), _given(request, "profile", "rich") is not None)

    def address(self, path: str) -> str:
        """The one address of this, however it was asked for."""
        return addresses.filtered(path, **asdict(self.filters), profile="rich" if self.rich else None)


@dataclass(frozen=True)
class Form:
    """A calendar as it is sent."""

    body: Body
    media_type: str
    headers: dict[str, str]
    digest: str | None = None


async def form(request: Request, name: str, entries: Entries, *, source: str, page: str) -> Form:
    """iCalendar, or jCal for whoever would rather have that. `source` and `page` are paths."""
    where = site(request).addresses
    calendar = feeds.calendar(name, entries, source=where.full(source), page=where.full(page))
    file = source.partition("?")[0].rpartition("/")[2]
    headers = {"vary": "Accept-Encoding, Accept", "content-disposition": f'inline; filename="{file}"'}
    if not jcal.is_preferred(validators.listed(request.headers, "accept") or ""):
        return Form(calendar.pieces, MEDIA_TYPE, headers, calendar.digest)
    headers["content-disposition"] = f'inline; filename="{file.removesuffix(".ics")}.json"'
    body = calendar.body
    document = await asyncio.to_thread(jcal.document, body) if len(body) > _SHORT else jcal.document(body)
    return Form(document, jcal.MEDIA_TYPE, headers)


def is_slug(value: object) -> TypeGuard[str]:
    return isinstance(value, str) and re.fullmatch(_SLUG, value, re.ASCII) is not None


def _given(request: Request, name: str, pattern: str) -> str | None:
    value = request.query_params.get(name)
    if not value:
        return None
    if not re.fullmatch(pattern, value, re.ASCII):
        raise NotFound
    return value
