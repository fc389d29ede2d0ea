"""The site as a browser meets it: over HTTP, on the store of the test, at a moment that the test sets."""

import asyncio
import re
from collections.abc import AsyncIterator, MutableMapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from html import unescape
from typing import Any

import httpx2
import pytest
from starlette.types import ASGIApp

from events import app
from events.settings import Settings
from tests.stores import NOW, WHERE

SETTINGS = {"EVENTS_BASE_URL": WHERE.base, "EVENTS_SECRET": "a secret of the tests that is nobody else's"}


@dataclass
class Clock:
    """What the site takes for now; tests move it."""

    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def site(database_url: str, clock: Clock) -> AsyncIterator[ASGIApp]:
    running = app.create(Settings.read(SETTINGS | {"EVENTS_DATABASE_URL": database_url}), clock)
    async with living(running):
        yield running


@pytest.fixture
async def client(database_url: str, clock: Clock) -> AsyncIterator[httpx2.AsyncClient]:
    """Somebody without an account; follows no redirect."""
    async with browsing(database_url, clock) as browser:
        yield browser


@asynccontextmanager
async def browsing(database_url: str, clock: Clock, **others: str) -> AsyncIterator[httpx2.AsyncClient]:
    """The same, on a site with settings of its own."""
    site = app.create(Settings.read(SETTINGS | {"EVENTS_DATABASE_URL": database_url} | others), clock)
    transport = httpx2.ASGITransport(site)
    async with living(site), httpx2.AsyncClient(transport=transport, base_url=WHERE.base) as browser:
        yield browser


@asynccontextmanager
async def living(site: ASGIApp) -> AsyncIterator[None]:
    """Starts and ends the site as a server would, which httpx2 does not."""
    said: asyncio.Queue[str] = asyncio.Queue()
    heard: asyncio.Queue[str] = asyncio.Queue()

    async def receive() -> dict[str, Any]:
        return {"type": f"lifespan.{await said.get()}"}

    async def send(message: MutableMapping[str, Any]) -> None:
        await heard.put(message["type"])

    scope = {"type": "lifespan", "asgi": {"version": "3.0"}, "state": {}}
    life = asyncio.ensure_future(site(scope, receive, send))
    await said.put("startup")
    assert await heard.get() == "lifespan.startup.complete"
    yield
    await said.put("shutdown")
    assert await heard.get() == "lifespan.shutdown.complete"
    await life


_INLINE = re.compile(r"</?(?:a|abbr|b|bdi|cite|del|em|span|strong|sup|time|wbr)\b[^>]*>")


def said(html: str) -> str:
    """The words of a page between its head and its foot, in the order in which they stand, without its marks."""
    body = html.partition('<main id="main">')[2].partition("</main>")[0]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", _INLINE.sub("", body))).split())
