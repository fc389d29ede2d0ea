"""SQLite in a thread of its own, for what takes long; what is quick is asked on the loop.

aiosqlite goes to its thread to make a cursor, to run the query, for the rows and to close it. A page asks two dozen
times, and beside a thousand polls a second each way to a thread and back takes some milliseconds, for finding a row in
a tenth of one. So here the rows come back with the answer, and a query that was never slow is asked without going
anywhere, in steps of a few milliseconds. Readers go to the thread for the first of a transaction, which may have to
wait for its snapshot, and for whatever was slow once.

Whoever writes holds up all other writers, those of other processes too. A writer goes there to wait only: for its turn,
for the disk, and for what is done with many values.

The thread is idle whenever something is asked on the loop: of whoever leaves amid a query, the connection is closed.
"""

import asyncio
import math
import random
import sqlite3
import time
from collections.abc import Sequence
from typing import Any

import aiosqlite

BEGIN_TO_READ = "BEGIN DEFERRED"
BEGIN_TO_WRITE = "BEGIN IMMEDIATE"
_PATIENCE = 10.0  # seconds for which a writer waits while other processes write
_AHEAD = 500  # rows that come with the answer; what is longer is fetched as it is read
_FEW = 50  # values in a query that is short, whatever it does with them
_SLOW = 0.002  # seconds of CPU
_MOST_KNOWN = 1000  # queries of which it is remembered how long they took
# Seconds for which somebody keeps the loop to themselves. An ordinary edit is done in one step: others wait for it too.
_STEP, _STEP_OF_WRITERS = 0.01, 0.02
# Seconds of writing after which a third of the time was to be left to others, and the most that is left at once.
_RUN, _ROOM = 0.1, 0.05


class Cursor(aiosqlite.Cursor):
    """Has its first rows in hand once the query has run, which most often are all."""

    _conn: "Connection"
    _ahead: list[Any]
    _more: bool

    async def execute(self, sql: str, parameters: Any = None) -> "Cursor":
        if sql == BEGIN_TO_READ:
            self._conn.has_snapshot = False
            self._ahead = self._run(sql, ())
        elif self._conn.has_snapshot and _is_known_as_quick(sql, parameters or ()):
            await self._conn.let_others_in()
            self._ahead = self._run(sql, parameters or ())
        else:
            self._ahead = await self._execute(self._run, sql, parameters or ())  # type: ignore[no-untyped-call]
            self._conn.has_snapshot = True
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
        started = time.thread_time()
        self._cursor.execute(sql, parameters)
        rows = self._cursor.fetchmany(_AHEAD) if self._cursor.description else []
        if len(parameters) <= _FEW:
            _note(sql, time.thread_time() - started)
        return rows


_longest: dict[str, float] = {}  # seconds of CPU that a query took at most, whatever its values


def _is_known_as_quick(sql: str, parameters: Sequence[Any]) -> bool:
    """Never where there are many values: there are as many such queries as there are numbers of values, all long."""
    return len(parameters) <= _FEW and _longest.get(sql, _SLOW) < _SLOW


def _note(sql: str, seconds: float) -> None:
    if len(_longest) >= _MOST_KNOWN:
        _longest.clear()
    _longest[sql] = max(seconds, _longest.get(sql, 0.0))


class WritersCursor(Cursor):
    """Has its rows without going anywhere, where that is soon done."""

    _conn: "WritersConnection"

    async def execute(self, sql: str, parameters: Any = None) -> Cursor:
        if sql == BEGIN_TO_WRITE:
            self._ahead, self._more = [], False
            room = self._conn.room_for_others()
            if room or not self._has_begun():
                await self._execute(self._begin_to_write, room)  # type: ignore[no-untyped-call]
            return self
        if parameters and len(parameters) > _FEW:
            return await super().execute(sql, parameters)
        await self._conn.let_others_in()
        self._ahead = self._run(sql, parameters or ())
        self._more = len(self._ahead) == _AHEAD
        return self

    async def executemany(self, sql: str, parameters: Any) -> aiosqlite.Cursor:
        rows = list(parameters)
        if sum(map(len, rows)) > _FEW:
            return await super().executemany(sql, rows)
        await self._conn.let_others_in()
        self._cursor.executemany(sql, rows)
        return self

    def _begin_to_write(self, room: float) -> None:
        """Asks again and again, since SQLite's own waiting lets others pass: 117 ms at worst, and not 300."""
        time.sleep(room)
        given_up_at = time.monotonic() + _PATIENCE
        while not self._has_begun(given_up_at):
            time.sleep(random.uniform(0.0005, 0.003))

    def _has_begun(self, given_up_at: float = math.inf) -> bool:
        """Whether it is our turn. Raises OperationalError where it was not by then."""
        try:
            self._cursor.execute(BEGIN_TO_WRITE)
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > given_up_at:
                raise
            return False
        self._conn.taken_at = time.monotonic()
        return True


class Connection(aiosqlite.Connection):
    """Makes those cursors, without asking its thread."""

    step = _STEP
    has_snapshot = False  # whether a query of this transaction was answered
    _resumed_at = 0.0

    def cursor(self) -> Any:
        return Cursor(self, self._conn.cursor())

    async def let_others_in(self) -> None:
        """Whatever else is to be done on the loop, where this one has had it for a while."""
        loop = asyncio.get_running_loop()
        if loop.time() - self._resumed_at > self.step:
            await asyncio.sleep(0)
            self._resumed_at = loop.time()

    async def rollback(self) -> None:
        if self._conn.in_transaction:
            self._conn.rollback()


class WritersConnection(Connection):
    """The same for whoever writes."""

    step = _STEP_OF_WRITERS
    taken_at: float | None = None
    _used, _used_from = 0.0, 0.0  # seconds for which we had the database, and since when they are counted

    def cursor(self) -> Any:
        return WritersCursor(self, self._conn.cursor())

    async def commit(self) -> None:
        """One that is refused leaves the transaction open, which SQLAlchemy takes for ended; we end it."""
        try:
            await super().commit()
        except sqlite3.Error:
            await self.rollback()
            raise
        self._left()

    async def rollback(self) -> None:
        await super().rollback()
        self._left()

    def _left(self) -> None:
        if self.taken_at is not None:
            self._used += time.monotonic() - self.taken_at
            self.taken_at = None

    def room_for_others(self) -> float:
        """Seconds to wait although it is our turn, where there has been one of us after the other.

        Who waits in SQLite's own way looks ten times a second, and would find the database taken for a long time.
        """
        if self._used < _RUN:
            return 0.0
        now = time.monotonic()
        left_free = now - self._used_from - self._used
        room = max(0.0, min(self._used / 2 - left_free, _ROOM))
        self._used, self._used_from = 0.0, now + room
        return room


def connect(path: str, **how: Any) -> Connection:
    """What SQLAlchemy's dialect takes for `async_creator_fn`."""
    return _in_a_thread(Connection(lambda: sqlite3.connect(path, **how), iter_chunk_size=64))


def connect_to_write(path: str, **how: Any) -> Connection:
    return _in_a_thread(WritersConnection(lambda: sqlite3.connect(path, **how), iter_chunk_size=64))


def _in_a_thread(connection: Connection) -> Connection:
    connection._thread.daemon = True  # as the dialect does for its own
    return connection
