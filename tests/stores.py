"""A store for tests that look below the pages, and a way to save rows through the one door."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest
from sqlalchemy import Engine, event

from events.addresses import Addresses
from events.consequences import following
from events.storage import By, Store
from events.storage.base import Base

NOW = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
WHERE = Addresses("https://launch.example")
ALICE = By("Alice")

Save = Callable[..., Awaitable[None]]


@pytest.fixture
async def store(database_url: str) -> AsyncIterator[Store]:
    opened = Store(database_url, follow=following(WHERE))
    yield opened
    await opened.close()


@pytest.fixture
def save(store: Store) -> Save:
    """Writes rows, or what factories made of several rows, in one transaction."""

    async def write(*rows: Base | list[Base], now: datetime = NOW) -> None:
        async with store.transaction(now=now, by=ALICE) as db:
            for each in rows:
                db.add_all(each if isinstance(each, list) else [each])

    return write


@contextmanager
def statements_asked() -> Iterator[list[str]]:
    """Every statement that reaches a database meanwhile."""
    statements: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_others: object) -> None:
        statements.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(Engine, "before_cursor_execute", note)
