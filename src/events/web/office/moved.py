"""An old address in the office leads to where the thing is now, as it does on the public pages."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from events.addresses import OFFICE
from events.people.models import Organisation, Person
from events.press.models import Release
from events.programme.models import Publication, Series, Topic
from events.programme.occasions import Event
from events.storage import slugs
from events.visibility import visible
from events.web import errors
from events.web.office.page import PRIVATE
from events.web.sign_in import guard
from events.web.site import site

_KINDS: Mapping[str, Any] = {
    "events": Event,
    "releases": Release,
    "publications": Publication,
    "series": Series,
    "topics": Topic,
    "people": Person,
    "organisations": Organisation,
}


async def or_not_found(request: Request, error: Exception) -> Response:
    """A page leads on, and what was being typed meanwhile is sent on; all else that is not theirs is not there."""
    place = await _now(request)
    if place is None:
        return await errors.not_found(request, error)
    return RedirectResponse(place, 301 if request.method in ("GET", "HEAD") else 308, PRIVATE)


async def _now(request: Request) -> str | None:
    """The same page of what had this slug before, if this organiser may see it."""
    noun, _, rest = request.url.path.removeprefix(f"{OFFICE}/").partition("/")
    slug, slash, part = rest.partition("/")
    kind, here = _KINDS.get(noun), site(request)
    if kind is None or not slug:
        return None
    now = here.clock()
    async with here.store.reading_at_desk() as db:
        found = await guard.signed_in(request, db, now)
        if found is None:
            return None
        organiser, _ = found
        moved = select(kind.slug).where(kind.id.in_(slugs.before(kind, slug)), visible(kind, organiser.reader, now))
        there = await db.scalar(moved)
    query = f"?{request.url.query}" if request.url.query else ""
    return f"{OFFICE}/{noun}/{there}{slash}{part}{query}" if there else None
