"""SQLite in a thread of its own, asked once for each query: the rows come back with the answer.

aiosqlite goes to its thread to make a cursor, to run the query, for the rows and to close it. A page of the office
asks fifty times, and going there and back costs more than finding a row.
"""

import random
import sqlite3
import time
from collections.abc import Sequence
from typing import Any

import aiosqlite

BEGIN_TO_WRITE = "BEGIN IMMEDIATE"
_PATIENCE = 10.0  # seconds for which a writer waits while other processes write
_AHEAD = 500  # rows that come with the answer; what is longer is fetched as it is read


class Cursor(aiosqlite.Cursor):
    """Has its first rows in hand once the query has run, which most often are all."""

    _ahead: list[Any]
    _more: bool

    async def execute(self, sql: str, parameters: Any = None) -> "Cursor":
        self._ahead = await self._execute(self._run, sql, parameters or ())  # type: ignore[no-untyped-call]
        self._more = len(self._ahead) == _AHEAD
        return self

    async def fetchone(self) -> Any:
        return next(iter(await self.fetchmany(1)), None)

    async def fetchmany(self, size: int | None = None) -> list[Any]:
        size = size or self.arraysize
        found, self._ahead = self._ahead[:size], self._ahead[size:]
        if self._more and len(found) < size:
            found += await super().fetchmany(size - len(found))
        return found

    async def fetchall(self) -> list[Any]:
        found, self._ahead = self._ahead, []
        return [*found, *await super().fetchall()] if self._more else found

    async def close(self) -> None:
        self._cursor.close()

    def _run(self, sql: str, parameters: Sequence[Any]) -> list[Any]:
        if sql == BEGIN_TO_WRITE:
            self._begin_to_write()
            return []
        self._cursor.execute(sql, parameters)
        return self._cursor.fetchmany(_AHEAD) if self._cursor.description else []

    def _begin_to_write(self) -> None:
        """Asks again and again, since SQLite's own waiting lets others pass: 117 ms at worst, and not 300."""
        given_up_at = time.monotonic() + _PATIENCE
        while True:
            try:
                self._cursor.execute(BEGIN_TO_WRITE)
                return
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > given_up_at:
                    raise
            time.sleep(random.uniform(0.0005, 0.003))


class Connection(aiosqlite.Connection):
    """Makes those cursors, without asking its thread."""

    def cursor(self) -> Any:
        return Cursor(self, self._conn.cursor())


def connect(path: str, **how: Any) -> Connection:
    """What SQLAlchemy's dialect takes for `async_creator_fn`."""
    connection = Connection(lambda: sqlite3.connect(path, **how), iter_chunk_size=64)
    connection._thread.daemon = True  # as the dialect does for its own
    return connection
