"""What every handler needs of the running site, and the one way into it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from typing import Any, TypedDict

from jinja2 import Environment
from sqlalchemy.ext.asyncio import AsyncSession
from starlette.requests import Request
from starlette.responses import Response

from events import published
from events.accounts.letters import Letterhead
from events.addresses import Addresses
from events.mail.messages import Sender
from events.settings import Settings
from events.storage import Store
from events.visibility import ANYONE, Reader

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


Handler = Callable[[Request], Awaitable[Response]]
PublicHandler = Callable[[Request, Visit], Awaitable[Response]]


def site(request: Request) -> Site:
    found: Site = request.app.state.site
    return found


def public_bytes(request: Request, body: bytes, media_type: str, **kept: Any) -> Response:
    """An answer that anybody may have, with the validators and the caching of all such answers."""
    return published.answer(request.headers, body, media_type, cache=site(request).cache, **kept)


def system_clock() -> datetime:
    return datetime.now(UTC)


def public(handler: PublicHandler) -> Handler:
    """The guard of a page for anybody: reads as nobody in particular, at the site's moment, in one snapshot."""

    async def guarded(request: Request) -> Response:
        here = site(request)
        async with here.store.reading() as db:
            return await handler(request, Visit(db, ANYONE, here.clock()))

    guarded.__name__ = handler.__name__
    guarded.audience = "public"  # type: ignore[attr-defined]
    guarded.shows = handler  # type: ignore[attr-defined]  # to whoever looks through other eyes, at another moment
    return guarded


def anybody(handler: Handler) -> Handler:
    """The guard of an address that needs nothing of ours: an icon, a sign of life."""
    handler.audience = "anybody"  # type: ignore[attr-defined]
    return handler
