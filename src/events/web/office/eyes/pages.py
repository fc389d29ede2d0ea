"""The public pages as the route table has them, answered for other eyes."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import selectinload
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Match

from events import addresses
from events.accounts.access import NotYours
from events.people.models import Organisation, Person
from events.press.models import Release
from events.programme.models import Launch, Launched, Publication, Series, Topic
from events.programme.occasions import Event
from events.visibility import Embargo, Reader, held
from events.web import errors
from events.web.office.guard import Desk
from events.web.public import finding
from events.web.site import Public, PublicHandler, Visit, site

_TOLD = (finding.NotFound, finding.Gone, finding.Moved, NotYours)


@dataclass(frozen=True)
class Subject:
    """What a public page is about, as far as it is the organiser's."""

    path: str
    is_foreign: bool = False  # it belongs to a launch of others, or to none that there is
    embargo: Embargo | None = None
    in_office: str | None = None
    texts: tuple[tuple[str, str], ...] = ()  # other forms of it that can be read as text


async def subject(desk: Desk, path: str) -> Subject:
    found = re.fullmatch(r"/(\w+)/([a-z0-9-]{1,80})(\.[a-z]+)?", path)
    if found is None or found[1] not in _KINDS:
        return Subject(path)
    kind, in_office, texts = _KINDS[found[1]]
    query = select(kind).where(kind.slug == found[2], held(kind, kind.owned_by(desk.mandate.organisations)))
    is_launched = issubclass(kind, Launched)
    if is_launched:
        query = query.options(selectinload(kind.launch).selectinload(Launch.embargo), selectinload(kind.embargo))
    row = await desk.db.scalar(query)
    if row is None:
        return Subject(path, is_foreign=is_launched)
    here = f"/{found[1]}/{found[2]}"
    forms = tuple((words, f"{here}{ending}") for ending, words in texts if f"{here}{ending}" != path)
    embargo = (row.embargo or row.launch.embargo) if is_launched else None
    return Subject(path, embargo=embargo, in_office=in_office(row), texts=forms)


@dataclass(frozen=True)
class PublicPage:
    """A page as anybody would ask for it: without the organiser's cookies, and wanting it whole."""

    request: Request
    handler: PublicHandler

    async def answer(self, reader: Reader, at: datetime) -> Response:
        """The answer of the ordinary handler, or what it tells a reader who may not know."""
        async with site(self.request).store.reading() as db:
            try:
                return await self.handler(self.request, Visit(db, reader, at))
            except _TOLD as told:
                tell: Callable[[Request, Exception], Any] = errors.HANDLERS[type(told)]
                response: Response = await tell(self.request, told)
                return response


def page_at(request: Request, path: str) -> PublicPage:
    """The public page at a path; where the route table has none, the page that says so."""
    scope = dict(request.scope)
    scope |= {"path": path, "raw_path": path.encode(), "method": "GET", "headers": _headers(request)}
    for route in request.app.routes:
        if isinstance(route.guarded, Public):
            match, found = route.matches(scope)
            if match is Match.FULL:
                return PublicPage(Request({**scope, **found}), route.guarded.shows)
    return PublicPage(Request(scope | {"path_params": {}}), _nothing)


async def _nothing(_request: Request, _visit: Visit) -> Response:
    raise finding.NotFound


def _headers(request: Request) -> list[tuple[bytes, bytes]]:
    return [(name, value) for name, value in request.scope["headers"] if name == b"host"]


_FEED = (("", "The page"), (".ics", "The calendar entry as text"))
_FEEDS = (("", "The page"), (".ics", "The calendar feed as text"))
# By the first part of an address: what is there, where the office has it, and its forms.
_KINDS: dict[str, tuple[Any, Callable[[Any], str], tuple[tuple[str, str], ...]]] = {
    "events": (Event, addresses.office_event, _FEED),
    "publications": (Publication, addresses.office_publication, ()),
    "press": (Release, addresses.office_release, (("", "The page"), (".txt", "The release as text"))),
    "organisations": (Organisation, addresses.office_organisation, _FEEDS),
    "people": (Person, addresses.office_person, _FEEDS),
    "series": (Series, addresses.office_series, _FEEDS),
    "topics": (Topic, addresses.office_topic, _FEEDS),
}
