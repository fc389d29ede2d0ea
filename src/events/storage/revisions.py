"""The public revision: one number, raised by every change, by which each process notices that something is new.

It is the moment of the change in milliseconds, or one more than the last: of a database that is restored while others
serve from it, no number comes a second time for what is something else.

Noticing has to be nearly free, for it is done before every public answer. On SQLite it is `PRAGMA data_version` on a
connection of its own, 2.5 microseconds; the number is read only when that moves, since checkpoints move it too. On
PostgreSQL it is what NOTIFY has brought, with a reading twice a second in case it brings nothing any more.
"""

import asyncio
import logging
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol
from weakref import WeakSet

from sqlalchemy import BigInteger, Integer, String, case, cast, func, literal, make_url, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from events.storage.base import Base

if TYPE_CHECKING:
    import psycopg

RISEN = "the revision that this transaction makes"
_CHANNEL = "events_revision"
_LOOKS_AGAIN = 0.4  # seconds: what another process changed is noticed within one, even if NOTIFY fails
_TRUSTED = 1.0  # seconds for which a reading counts; an older one is no knowledge
_LOOKS_AT_FILE = 2.0  # seconds
LOST = (
    "Another file was put in the place of the database while it is in use, and what is saved now is lost. End the "
    "server, see that no -wal and no -shm of the old one is left beside the new file, and start again."
)

_log = logging.getLogger(__name__)


class Revision(Base, kw_only=True, eq=False):
    """One row: the number of the last change here, and when that was; neither ever falls."""

    __tablename__ = "revision"
    __table_args__ = {"info": {"watched": False, "open": True}}

    id: Mapped[int] = mapped_column(Integer, primary_key=True, default=1)
    number: Mapped[int] = mapped_column(BigInteger)
    at: Mapped[datetime]


async def rise(db: AsyncSession, now: datetime) -> None:
    """Raises the revision, last in a transaction: whoever sees the new number sees all that came with it."""
    later = case((Revision.at > now, Revision.at), else_=now)
    moment = literal(int(now.timestamp() * 1000), BigInteger)
    higher = case((Revision.number >= moment, Revision.number + 1), else_=moment)
    raised = update(Revision).values(number=higher, at=later).returning(Revision.number)
    number = await db.scalar(raised)
    if db.get_bind().dialect.name == "postgresql":
        await db.execute(select(func.pg_notify(_CHANNEL, cast(number, String))))
    db.sync_session.info[RISEN] = number


class Watch(Protocol):
    """Knows the revision without asking much."""

    def number(self) -> int | None:
        """The revision by now; None where it cannot be known, and nothing may be taken for new."""
        ...

    def told(self, number: int) -> None:
        """This process itself has just committed that revision."""
        ...

    def watching(self) -> Any:
        """An asynchronous context in which it watches."""
        ...

    def lost_its_file(self) -> bool:
        """Whether another file is in the place of the database that this process has open, and goes on with."""
        ...


def watch(database_url: str) -> Watch:
    url = make_url(database_url)
    return SqliteWatch(str(url.database)) if url.get_backend_name() == "sqlite" else PostgresqlWatch(database_url)


class SqliteWatch:
    """One synchronous connection, autocommit, each answer fetched to its end: else `data_version` stands still."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._cursor: sqlite3.Cursor | None = None
        self._version = -1
        self._number: int | None = None
        self._file: tuple[int, int] | None = None

    def number(self) -> int | None:
        try:
            cursor = self._cursor or self._open()
            version = cursor.execute("PRAGMA data_version").fetchone()[0]
            if version != self._version:
                self._number = cursor.execute("SELECT number FROM revision").fetchone()[0]
                self._version = version  # read before the number: a commit between the two moves it once more
        except sqlite3.OperationalError:  # busy: nobody can say
            return None
        return self._number

    def told(self, number: int) -> None:
        """Nothing to do: other connections of this process move `data_version` too."""

    @asynccontextmanager
    async def watching(self) -> AsyncIterator[None]:
        self._cursor = self._cursor or self._open()
        task = asyncio.create_task(self._watch_the_file())
        try:
            yield
        finally:
            task.cancel()
            if self._cursor:
                self._cursor.connection.close()
                self._cursor = None

    def lost_its_file(self) -> bool:
        return self._file is not None and self._file != self._there()

    async def _watch_the_file(self) -> None:
        """Says it once. Nothing is opened anew: the journal beside the new file may be that of the old one."""
        while True:
            await asyncio.sleep(_LOOKS_AT_FILE)
            if self.lost_its_file():
                _log.critical("%s: %s", self._path, LOST)
                return

    def _there(self) -> tuple[int, int] | None:
        try:
            found = Path(self._path).stat()
        except OSError:
            return None
        return found.st_dev, found.st_ino

    def _open(self) -> sqlite3.Cursor:
        """A cursor that is used again and again: making one takes as long as asking it."""
        self._cursor = sqlite3.connect(self._path, isolation_level=None, timeout=0).cursor()
        self._file = self._there()
        self._cursor.execute("PRAGMA query_only=ON")
        return self._cursor


class PostgresqlWatch:
    """One connection that listens; outside of `watching`, and whenever it is broken, nothing is known."""

    _in_this_process: "WeakSet[PostgresqlWatch]" = WeakSet()

    def __init__(self, url: str) -> None:
        self._url = url
        self._in_this_process.add(self)
        self._connection: psycopg.AsyncConnection[Any] | None = None
        self._asking = False
        self._number: int | None = None
        self._known_at = 0.0

    def number(self) -> int | None:
        if self._connection is None or asyncio.get_running_loop().time() - self._known_at > _TRUSTED:
            return None
        if not self._asking:
            self._take_notifications()
        return self._number

    def lost_its_file(self) -> bool:
        return False

    def told(self, number: int) -> None:
        for each in self._in_this_process:
            if each._url == self._url:
                each._number = max(number, each._number or 0)

    @asynccontextmanager
    async def watching(self) -> AsyncIterator[None]:
        task = asyncio.create_task(self._watch())
        try:
            yield
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    async def _watch(self) -> None:
        import psycopg

        while True:
            with suppress(psycopg.Error, OSError):
                async with await psycopg.AsyncConnection.connect(
                    self._url, autocommit=True, connect_timeout=5
                ) as connection:
                    await connection.execute(f"LISTEN {_CHANNEL}")  # before the first reading, so that none is missed
                    self._connection = connection
                    await self._look_again_and_again(connection)
            self._connection = None
            await asyncio.sleep(_LOOKS_AGAIN)

    async def _look_again_and_again(self, connection: "psycopg.AsyncConnection[Any]") -> None:
        while True:
            self._asking, known = True, self._number
            try:
                found = await (await connection.execute("SELECT number FROM revision")).fetchone()
            finally:
                self._asking = False
            if found:
                if known is not None and found[0] < known == self._number:
                    self._number = None  # a back-up was restored: what was known before we looked was committed by then
                self.told(found[0])
                self._known_at = asyncio.get_running_loop().time()
            await asyncio.sleep(_LOOKS_AGAIN)

    def _take_notifications(self) -> None:
        """What has arrived on the socket by now; never waits."""
        import psycopg

        assert self._connection is not None
        try:
            self._connection.pgconn.consume_input()
            while notification := self._connection.pgconn.notifies():
                self.told(int(notification.extra))
        except psycopg.Error:
            self._connection = None
