"""The composition root: settings in, ASGI application out; what may not import each other is joined here."""

import os
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.types import ASGIApp

from events import consequences, templating
from events.accounts.access import NotYours
from events.addresses import Addresses
from events.calendar import jcal
from events.published.asked import Kept
from events.published.layer import Published
from events.settings import Settings
from events.storage import Store
from events.web import assets, errors, front, wording
from events.web.office import moved
from events.web.routes import ROUTES
from events.web.sign_in.upkeep import Upkeep
from events.web.site import Clock, Public, Site, system_clock

_MIDDLEWARE = [Middleware(Upkeep)]

# The first parts of the paths that only lead to public pages, and what those understand of a query.
_KEPT = Kept(
    first_parts=frozenset(
        route.path[1:].partition("/")[0] for route in ROUTES if isinstance(route.guarded, Public) and route.guarded.kept
    ),
    queries=("organisation", "topic", "series", "person", "year", "since", "kind", "profile", "page"),
    types=((jcal.MEDIA_TYPE, jcal.is_preferred),),
)

Beside = Callable[[Store], AbstractAsyncContextManager[Any]]


def create(
    settings: Settings | None = None,
    clock: Clock = system_clock,
    beside: Beside = nullcontext,
    compiled_in: Path | None = None,
) -> ASGIApp:
    """One application for one process. It serves without a lifespan too, but only a lifespan closes the store.

    `beside` is open as long as the lifespan: what this process does besides answering. Compiled templates are kept
    in a folder, if one is given.
    """
    settings = settings or Settings.read(os.environ)
    addresses = Addresses(settings.base_url)
    store = Store(settings.database_url, follow=consequences.following(addresses))
    templates = templating.environment(compiled_in, base=addresses, asset=assets.address, **wording.WORDS)
    app = Starlette(
        routes=ROUTES,
        exception_handlers={**errors.HANDLERS, NotYours: moved.or_not_found},
        lifespan=_lifespan,
        middleware=_MIDDLEWARE,
    )
    app.state.beside = beside
    app.state.site = Site(store, addresses, templates, clock, _cache(settings.shared_max_age), settings)
    return Published(
        front.guard(app, base_url=settings.base_url),
        watch=store.revision,
        clock=clock,
        kept=_KEPT,
        carefully=front.PromptClients,
    )


def _cache(shared_max_age: int) -> str:
    """Everybody asks before using what they kept; an operator's own cache may be let off for a constant while."""
    return f"public, max-age=0, must-revalidate, s-maxage={shared_max_age}" if shared_max_age else "public, no-cache"


@asynccontextmanager
async def _lifespan(app: Starlette) -> AsyncIterator[None]:
    store: Store = app.state.site.store
    async with store.revision.watching(), app.state.beside(store):
        yield
    await store.close()
