"""An old address in the office leads to where the thing is now, as it does on the public pages."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from events.addresses import OFFICE
from events.people.models import Organisation, Person
from events.press.models import Release
from events.programme import venues
from events.programme.models import Publication, Series, Topic
from events.programme.occasions import Event, Venue
from events.storage import slugs
from events.visibility import held
from events.web import errors
from events.web.office import keeping, page
from events.web.office.keeping import Unsaved
from events.web.office.page import PRIVATE
from events.web.sign_in import cookies
from events.web.site import site

_KINDS: Mapping[str, Any] = {
    "events": Event,
    "releases": Release,
    "publications": Publication,
    "series": Series,
    "topics": Topic,
    "people": Person,
    "organisations": Organisation,
    "venues": Venue,
}
_MERGED = (Person, Organisation, Venue)


async def or_not_found(request: Request, error: Exception) -> Response:
    """A page leads on, and what was being typed meanwhile is sent on; all else that is not theirs is not there.

    But nothing is sent on about somebody who may have been merged into another: it was meant for the one that is gone.
    """
    noun, _, rest = request.url.path.removeprefix(f"{OFFICE}/").partition("/")
    slug, slash, part = rest.partition("/")
    kind, reads = _KINDS.get(noun), request.method in ("GET", "HEAD")
    there = await _now(request, kind, slug) if kind and (reads or kind not in _MERGED) else None
    if there is None:
        unsaved = await _unsaved(request)
        return page.not_there(request, unsaved) if unsaved else await errors.not_found(request, error)
    query = f"?{request.url.query}" if request.url.query else ""
    place = f"{OFFICE}/{noun}/{there}{slash}{part}{query}"
    return RedirectResponse(place, 301 if reads else 308, PRIVATE)


async def _unsaved(request: Request) -> list[Unsaved]:
    here = site(request)
    async with here.store.reading_at_desk() as db:
        found = await cookies.signed_in(request, db, here.clock())
        return await keeping.unsaved(db, found[0].account, request.url.path, now=here.clock()) if found else []


async def _now(request: Request, kind: Any, slug: str) -> str | None:
    """What has another slug by now than this, if it is this organiser's."""
    here = site(request)
    async with here.store.reading_at_desk() as db:
        found = await cookies.signed_in(request, db, here.clock())
        if found is None:
            return None
        theirs = venues.theirs if kind is Venue else kind.owned_by
        seen = held(kind, theirs(found[0].reader.organisations))
        address = kind.id if kind is Venue else kind.slug
        there = await db.scalar(select(address).where(kind.id.in_(slugs.before(kind, slug)), seen))
        return there and str(there)
