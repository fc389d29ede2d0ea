"""Two stores side by side, one of each kind of database."""

import contextlib
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from events.consequences import following
from events.storage import Store
from tests.stores import WHERE


@pytest.fixture(params=["SQLite to PostgreSQL", "PostgreSQL to SQLite", "SQLite to SQLite"])
async def pair(
    request: pytest.FixtureRequest, sqlite_url: str, postgresql_url: str, sqlite_template: Path, tmp_path: Path
) -> AsyncIterator[tuple[Store, Store]]:
    """Where content comes from, and an empty place where it goes."""
    another = f"sqlite:///{shutil.copyfile(sqlite_template, tmp_path / 'another.db')}"
    urls = {
        "SQLite to PostgreSQL": (sqlite_url, postgresql_url),
        "PostgreSQL to SQLite": (postgresql_url, sqlite_url),
        "SQLite to SQLite": (sqlite_url, another),
    }
    async with _stores(*urls[request.param]) as stores:
        yield stores


@pytest.fixture
async def both(sqlite_url: str, postgresql_url: str) -> AsyncIterator[tuple[Store, Store]]:
    """SQLite and PostgreSQL, both empty."""
    async with _stores(sqlite_url, postgresql_url) as stores:
        yield stores


@contextlib.asynccontextmanager
async def _stores(first_url: str, second_url: str) -> AsyncIterator[tuple[Store, Store]]:
    first, second = (Store(url, follow=following(WHERE)) for url in (first_url, second_url))
    async with contextlib.AsyncExitStack() as opened:
        opened.push_async_callback(first.close)
        opened.push_async_callback(second.close)
        yield first, second
