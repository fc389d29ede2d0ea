"""The site as a browser meets it: over HTTP, on the store of the test, at a moment that the test sets."""

import asyncio
from collections.abc import AsyncIterator, MutableMapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import httpx2
import pytest
from starlette.types import ASGIApp

from events import app
from events.settings import Settings
from tests.stores import NOW, WHERE


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
async def client(database_url: str, clock: Clock) -> AsyncIterator[httpx2.AsyncClient]:
    """Somebody without an account; follows no redirect."""
    site = app.create(Settings.read({"EVENTS_DATABASE_URL": database_url, "EVENTS_BASE_URL": WHERE.base}), clock)
    transport = httpx2.ASGITransport(site)
    async with _living(site), httpx2.AsyncClient(transport=transport, base_url=WHERE.base) as browser:
        yield browser


@asynccontextmanager
async def _living(site: ASGIApp) -> AsyncIterator[None]:
    """Starts and ends the site as a server would, which httpx2 does not."""
    said: asyncio.Queue[str] = asyncio.Queue()
    heard: asyncio.Queue[str] = asyncio.Queue()

    async def receive() -> dict[str, Any]:
        return {"type": f"lifespan.{await said.get()}"}

    async def send(message: MutableMapping[str, Any]) -> None:
        await heard.put(message["type"])

    life = asyncio.create_task(site({"type": "lifespan", "asgi": {"version": "3.0"}, "state": {}}, receive, send))
    await said.put("startup")
    assert await heard.get() == "lifespan.startup.complete"
    yield
    await said.put("shutdown")
    assert await heard.get() == "lifespan.shutdown.complete"
    await life


