"""The database: one door to write, one way to read, alike on SQLite and PostgreSQL."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any

from sqlalchemy import Engine, event, func, select
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, create_async_engine
from sqlalchemy.orm import Mapped, Session, mapped_column

from events.settings import Foreseen
from events.storage import one_hop, revisions
from events.storage.base import Base
from events.storage.changes import By, Changes, collect, refuse_bulk_writes

Follow = Callable[[AsyncSession, Changes, datetime, By], Awaitable[None]]

# One number for the lock that makes writers on PostgreSQL take turns, as they do on SQLite.
_WRITERS = 0x4C61756E


class Reading(Session):
    """A session for readers: `visibility` refuses every query of it that does not ask whether one may see."""


class AtDesk(Reading):
    """A session for organisers who read: guarded like any reader's, but for what is private and theirs to see."""


class Whole(Session):
    """A session that sees everything: what follows from a change, export and back-up. Never for a page."""


class Writing(Whole):
    """A session whose changes are collected."""


event.listen(Writing, "after_flush", collect)
event.listen(Writing, "do_orm_execute", refuse_bulk_writes)


class Mark(Base, kw_only=True, eq=False):
    """A number or word about the database itself, such as the public revision."""

    __tablename__ = "marks"
    __table_args__ = {"info": {"watched": False, "open": True}}

    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]


class Busy(Foreseen):
    """Another program kept the database from being written for longer than anybody waits; nothing was done."""

    def __str__(self) -> str:
        return "Another program is at work on the database. Nothing was saved: try again in a minute."


class Full(Foreseen):
    """There is no room left on the disk; nothing was done."""

    def __str__(self) -> str:
        return "No room is left on the disk. Nothing was saved: make room, then try again."


class ReadOnly(Foreseen):
    """The database may be read, and not written: a file of another account, or a standby; nothing was done."""

    def __str__(self) -> str:
        return (
            "The database can only be read. Nothing was saved: see that the account that runs this may write to it, "
            "and to its folder; where another server has just taken over, try again in a minute."
        )


class Away(Foreseen):
    """The database did not answer, or left amid the work: whether that was saved, nobody can say yet."""

    def __str__(self) -> str:
        return "The database does not answer. Whether this was saved is not known: look, or try again in a minute."


class Store:
    """Engines for one database; made once per process by the composition root, closed by `close`."""

    def __init__(self, url: str, *, follow: Follow) -> None:
        self._follow = follow
        self.revision = revisions.watch(url)
        self._is_sqlite = url.startswith("sqlite")
        if self._is_sqlite:
            self._writer = _sqlite(url, begin=one_hop.BEGIN_TO_WRITE, pool_size=1, max_overflow=0)
            self._reader = _sqlite(url, begin=one_hop.BEGIN_TO_READ, pool_size=4)
        else:
            self._writer = _postgresql(url)
            self._reader = self._writer.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        # SQLite's own waiting is unfair: p99 834 ms with 20 writers, 66 ms behind one lock in the process.
        self._turn = asyncio.Lock()

    @asynccontextmanager
    async def transaction(self, *, now: datetime, by: By) -> AsyncIterator[AsyncSession]:
        """The only way to write. Commits at its end, after everything that follows from the changes is done."""
        async with self._turn, _told_why(), _session(self._writer, Writing) as db:
            if not self._is_sqlite:
                await db.execute(select(func.pg_advisory_xact_lock(_WRITERS)))
            changes = db.sync_session.info["changes"] = Changes()
            yield db
            await db.flush()
            db.sync_session.info["changes"] = None  # consequences call no consequences
            if changes:
                await self._follow(db, changes, now, by)
            await db.commit()
            if number := db.sync_session.info.get(revisions.RISEN):
                self.revision.told(number)

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncSession]:
        """One snapshot for one reader; each query says who reads, or is refused."""
        async with _told_why(), _session(self._reader, Reading) as db:
            yield db

    @asynccontextmanager
    async def reading_at_desk(self) -> AsyncIterator[AsyncSession]:
        """The same for the office, where private tables may be read too; whose rows, the query says."""
        async with _told_why(), _session(self._reader, AtDesk) as db:
            yield db

    @asynccontextmanager
    async def whole(self) -> AsyncIterator[AsyncSession]:
        """One snapshot of everything, for export and for operators' commands."""
        async with _told_why(), _session(self._reader, Whole) as db:
            yield db

    async def close(self) -> None:
        await self._writer.dispose()
        await self._reader.dispose()


@asynccontextmanager
async def _told_why() -> AsyncIterator[None]:
    """What is nobody's mistake and passes by itself, or by an operator's hand, gets its name."""
    try:
        yield
    except DBAPIError as error:
        if getattr(error.orig, "sqlite_errorcode", None) == sqlite3.SQLITE_BUSY:
            raise Busy from error
        if means_full(error.orig):
            raise Full from error
        if means_read_only(error.orig):
            raise ReadOnly from error
        if isinstance(error, OperationalError) and _means_away(error.orig):
            raise Away from error
        raise


def means_read_only(error: BaseException | None) -> bool:
    # SQLite says more in the higher bits, as that the file is another by now. PostgreSQL: "read_only_sql_transaction".
    code, state = getattr(error, "sqlite_errorcode", None), getattr(error, "sqlstate", None)
    return (code is not None and code & 0xFF == sqlite3.SQLITE_READONLY) or state == "25006"


def means_full(error: BaseException | None) -> bool:
    # SQLite's file of shared memory has a code of its own for not being let grow; PostgreSQL's is "disk_full".
    code, state = getattr(error, "sqlite_errorcode", None), getattr(error, "sqlstate", None)
    return code in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_SHMSIZE) or state == "53100"


def _means_away(error: BaseException | None) -> bool:
    # PostgreSQL says why it ends a connection (57P01 to 03), and nothing where it is not there; SQLite is always there.
    state = getattr(error, "sqlstate", None)
    return not isinstance(error, sqlite3.Error) and (state is None or state.startswith(("08", "57P0")))


def _session(engine: AsyncEngine, kind: type[Session]) -> AsyncSession:
    return AsyncSession(engine, sync_session_class=kind, expire_on_commit=False, autoflush=False)


def _sqlite(url: str, *, begin: str, **pool: int) -> AsyncEngine:
    writes = begin == one_hop.BEGIN_TO_WRITE
    engine = create_async_engine(
        url.replace("sqlite:", "sqlite+aiosqlite:", 1),
        connect_args={"async_creator_fn": one_hop.connect_to_write if writes else one_hop.connect},
        hide_parameters=True,
        **pool,
    )
    synchronous: Engine = engine.sync_engine

    @event.listens_for(synchronous, "connect")
    def _settle(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # else sqlite3 begins only at the first write, and updates are lost
        cursor = connection.cursor()
        own = "busy_timeout=0" if writes else "query_only=ON"
        for pragma in ("busy_timeout=10000", "journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", own):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(synchronous, "begin")
    def _begin(connection: Any) -> None:
        connection.exec_driver_sql(begin)

    return engine


def _postgresql(url: str) -> AsyncEngine:
    engine = create_async_engine(
        url.replace("postgresql:", "postgresql+psycopg:", 1), hide_parameters=True, pool_pre_ping=True
    )

    @event.listens_for(engine.sync_engine, "handle_error")
    def _demoted(context: Any) -> None:
        # A demoted primary answers SELECT 1 and refuses writes (25006): its connections are no good any more.
        if getattr(context.original_exception, "sqlstate", None) in {"25006", "57P01", "57P02", "57P03"}:
            context.is_disconnect = True

    return engine
