"""What every handler needs of the running site, and the one way into it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache, cached_property
from typing import Any, TypedDict

from jinja2 import Environment
from sqlalchemy import Select
from sqlalchemy.ext.asyncio import AsyncSession
from starlette.requests import Request
from starlette.responses import Response

from events import visibility
from events.accounts.letters import Letterhead
from events.addresses import Addresses
from events.mail.messages import Sender
from events.published import layer, validators
from events.published.encodings import Body
from events.published.layer import Building
from events.published.pages import Snapshot
from events.settings import Settings
from events.storage import Revision, Store
from events.visibility import ANYONE, Reader
from events.web.route import Guarded, Handler

Clock = Callable[[], datetime]


@dataclass(frozen=True)
class Site:
    """Made once per process by `app`; handlers get it by `site(request)`."""

    store: Store
    addresses: Addresses
    templates: Environment
    clock: Clock
    cache: str  # what public answers say to caches, ours and others'
    settings: Settings

    @cached_property
    def secret(self) -> bytes:
        return self.settings.signing_key()

    @cached_property
    def letterhead(self) -> Letterhead:
        return Letterhead(Sender.of(self.settings), self.addresses, self.templates)


class Asking(TypedDict):
    reader: Reader
    now: datetime


@dataclass(frozen=True)
class Visit:
    """One reading of the site: by whom, at which moment, in one snapshot. A page shows what this visit may see."""

    db: AsyncSession
    reader: Reader
    now: datetime

    @property
    def by(self) -> Asking:
        """Who asks, and when, as every query wants to know: `await releases.readable(db, slug, **visit.by)`."""
        return {"reader": self.reader, "now": self.now}


PublicHandler = Callable[[Request, Visit], Awaitable[Response]]


@dataclass(frozen=True)
class Public(Guarded):
    shows: PublicHandler  # to whoever looks through other eyes, at another moment
    kept: bool  # whether its bytes are, and answered again


def site(request: Request) -> Site:
    found: Site = request.app.state.site
    return found


def public_bytes(request: Request, body: Body, media_type: str, *, address: str | None = None, **kept: Any) -> Response:
    """An answer that anybody may have, with the validators and the caching of all such answers.

    `address` is its one path, with the query that makes it what it is; as asked for, where there is no query.
    """
    building: Building | None = request.scope.get(layer.BUILDING)
    if building:
        building.address = address or request.url.path
    cache = site(request).cache
    return validators.answer(request.headers, body, media_type, cache=cache, in_pieces=building is not None, **kept)


def system_clock() -> datetime:
    return datetime.now(UTC)


def public(handler: PublicHandler, *, kept: bool = True) -> Public:
    """The guard of a page for anybody: reads as nobody in particular, at the site's moment, in one snapshot.

    Its bytes are kept and answered again, unless there are too many of them or they are too long.
    """

    async def guarded(request: Request) -> Response:
        here = site(request)
        now = here.clock()
        async with here.store.reading() as db:
            if building := request.scope.get(layer.BUILDING):
                building.snapshot = await _snapshot(db, now)
            return await handler(request, Visit(db, ANYONE, now))

    return Public(guarded, "public", handler, kept)


async def _snapshot(db: AsyncSession, now: datetime) -> Snapshot:
    """The revision first: what is read after it is of that revision, or newer by mistake of nobody."""
    number, *moments = (await db.execute(_state(), {"now": now})).one()
    return Snapshot(number, visibility.unchanged_until(now, moments))


@cache
def _state() -> Select[Any]:
    moments = visibility.next_moments()
    return moments.with_only_columns(Revision.number, *moments.selected_columns)


def anybody(handler: Handler) -> Guarded:
    """The guard of an address that needs nothing of ours: an icon, a sign of life."""
    return Guarded(handler, "anybody")
