"""What is done beside the web: catching up at a start, then what a lift told and mail out, by one process at a time.

A new process may know newer zone data than the one before it: the first thing a worker does is to compute the instants
of all events anew.
"""

import asyncio
import fcntl
import logging
import os
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Protocol

from sqlalchemy import event, make_url
from sqlalchemy.orm import Session

from events import calendar, storage
from events.addresses import Addresses
from events.mail import delivery, messages, outbox, smtp
from events.settings import Settings
from events.storage import Store
from events.storage.store import Writing

if TYPE_CHECKING:
    import psycopg

PAUSE = 2.0  # seconds; mail that is queued in the worker's own process is sent at once
PAUSE_AFTER_TROUBLE = 30.0
PAUSE_BETWEEN_LOOKS = timedelta(minutes=1)  # for what the clock has told
STOP_SECONDS = 3.0  # for the mail under way when we are told to end; the server gives its processes five

_WORKERS = 0x576F726B  # one number for the lock by which workers on PostgreSQL take turns
_log = logging.getLogger(__name__)


def catch_up(settings: Settings) -> None:
    """Has the calendar entries made anew if they are for another base URL, or by an earlier mapping.

    Every start asks, so the question costs one small read; what is heavy is imported only when there is work.
    """
    made_for = calendar.made_for(settings.base_url)
    if storage.mark(settings.database_url, calendar.MADE_FOR) != made_for:
        asyncio.run(_render_anew(settings, made_for))


async def _render_anew(settings: Settings, made_for: str) -> None:
    from events import consequences

    where, now = Addresses(settings.base_url), datetime.now(UTC)
    store = storage.Store(settings.database_url, follow=consequences.following(where))
    try:
        async with store.transaction(now=now, by=storage.By("start")) as db:
            await consequences.render_anew(db, where, now)
            await db.merge(storage.Mark(name=calendar.MADE_FOR, value=made_for))
    finally:
        await store.close()


def run(settings: Settings) -> None:
    """The worker in a process of its own, until SIGTERM or Ctrl-C."""
    asyncio.run(_apart(settings))


async def _apart(settings: Settings) -> None:
    from events import consequences

    store = Store(settings.database_url, follow=consequences.following(Addresses(settings.base_url)))
    ended = asyncio.Event()
    for each in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(each, ended.set)
    async with beside(settings, store):
        print("The worker runs until Ctrl-C.", flush=True)
        await ended.wait()
    await store.close()


@asynccontextmanager
async def beside(settings: Settings, store: Store) -> AsyncIterator[None]:
    """Works while the context is open, whenever it is this process's turn; ends promptly with it."""
    worker = Worker(settings, store)
    working = asyncio.create_task(worker.work())
    try:
        yield
    finally:
        worker.stop()
        await asyncio.wait([working], timeout=STOP_SECONDS)
        working.cancel()  # a mail that is still under way goes out again when its claim is void
        with suppress(asyncio.CancelledError):
            await working


class Worker:
    """The loop: sleeps, looks whether it is its turn and what is due, and survives whatever happens there."""

    def __init__(self, settings: Settings, store: Store) -> None:
        self._settings = settings
        self._store = store
        self._turn = _turn(settings.database_url)
        self._bell = asyncio.Event()
        self._ended = asyncio.Event()
        self._has_settled = False
        self._told_again_at = _now()

    def stop(self) -> None:
        """Ends `work` after what is under way."""
        self._ended.set()
        self._bell.set()

    async def work(self) -> None:
        event.listen(Writing, "after_commit", self._ring)
        try:
            while not self._ended.is_set():
                self._bell.clear()
                if await self._went_well():
                    await _happens(self._bell, within=PAUSE)
                else:
                    await _happens(self._ended, within=PAUSE_AFTER_TROUBLE)
        finally:
            event.remove(Writing, "after_commit", self._ring)
            await self._turn.end()

    def _ring(self, session: Session) -> None:
        if session.info.get(outbox.QUEUED):
            self._bell.set()

    async def _went_well(self) -> bool:
        try:
            if await self._turn.is_ours():
                await self._settle()
                await self._keep_told()
                await self._mail_out()
        except smtp.Unreachable:
            return False  # which delivery has logged
        except Exception:
            _log.exception("The worker goes on in %d seconds.", PAUSE_AFTER_TROUBLE)
            return False
        return True

    async def _settle(self) -> None:
        if self._has_settled:
            return
        from events.programme import instants

        for each in await instants.settle(self._store, now=_now()):
            if each.trouble:
                _log.warning("The time of %s makes no sense any more. %s", each.slug, each.trouble)
            else:
                _log.warning("%s is at %s, and was at %s: its zone has changed.", each.slug, each.is_now, each.was)
        self._has_settled = True

    async def _keep_told(self) -> None:
        """Soon after a lift, which nobody writes down: so whoever is told of then is found by it."""
        if _now() < self._told_again_at:
            return
        from events.programme import told

        await told.settle(self._store, now=_now())
        self._told_again_at = _now() + PAUSE_BETWEEN_LOOKS

    async def _mail_out(self) -> None:
        if self._settings.smtp_url is None:
            await delivery.show(self._store, _now())
        elif await delivery.is_due(self._store, _now()):
            name = messages.Sender.of(self._settings).domain
            async with smtp.Post(smtp.Server.at(self._settings.smtp_url), name) as post:
                await delivery.send(self._store, post, _now, goes_on=lambda: not self._ended.is_set())


def is_at_work(database_url: str) -> bool:
    """Whether some process has its turn."""
    url = make_url(database_url)
    if url.get_backend_name() == "sqlite":
        return _is_locked(f"{url.database}-worker")
    import psycopg

    with psycopg.connect(database_url, autocommit=True, connect_timeout=10) as connection:
        held = connection.execute(
            "SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND objid = %s AND granted "
            "AND database = (SELECT oid FROM pg_database WHERE datname = current_database()))",
            [_WORKERS],
        ).fetchone()
    return bool((held or [False])[0])


def _is_locked(path: str) -> bool:
    try:
        file = os.open(path, os.O_RDONLY)
    except FileNotFoundError:
        return False
    try:
        fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)  # for a moment; a worker that asks meanwhile asks again
    except BlockingIOError:
        return True
    finally:
        os.close(file)
    return False


class Turn(Protocol):
    """Which of several processes works: the first that asks, until it ends or dies."""

    async def is_ours(self) -> bool: ...

    async def end(self) -> None: ...


def _turn(database_url: str) -> Turn:
    url = make_url(database_url)
    return _FileTurn(f"{url.database}-worker") if url.get_backend_name() == "sqlite" else _ServerTurn(database_url)


class _FileTurn:
    """A lock on a file beside the database; the system takes it from a process that dies."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._file: int | None = None

    async def is_ours(self) -> bool:
        if self._file is None:
            file = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                os.close(file)
            else:
                self._file = file
        return self._file is not None

    async def end(self) -> None:
        if self._file is not None:
            os.close(self._file)
            self._file = None


class _ServerTurn:
    """A lock of a session with PostgreSQL, which lasts no longer than its connection."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._connection: psycopg.AsyncConnection[Any] | None = None
        self._has_lock = False

    async def is_ours(self) -> bool:
        try:
            return await self._ask()
        except BaseException:
            await self.end()  # a connection that broke has lost the lock
            raise

    async def _ask(self) -> bool:
        import psycopg

        if self._connection is None:
            self._connection = await psycopg.AsyncConnection.connect(self._url, autocommit=True, connect_timeout=10)
        if self._has_lock:
            await self._connection.execute("SELECT 1")
        else:
            found = await self._connection.execute("SELECT pg_try_advisory_lock(%s)", [_WORKERS])
            self._has_lock = bool((await found.fetchone() or [False])[0])
        return self._has_lock

    async def end(self) -> None:
        connection, has_lock = self._connection, self._has_lock
        self._connection, self._has_lock = None, False
        if connection is not None:
            if has_lock:
                await _give_back(connection)
            await connection.close()


async def _give_back(connection: "psycopg.AsyncConnection[Any]") -> None:
    """Closing alone would leave the lock held until the server has noticed, and the next worker waiting for it."""
    import psycopg

    with suppress(psycopg.Error):
        await connection.execute("SELECT pg_advisory_unlock(%s)", [_WORKERS])


async def _happens(what: asyncio.Event, *, within: float) -> None:
    with suppress(TimeoutError):
        async with asyncio.timeout(within):
            await what.wait()


def _now() -> datetime:
    return datetime.now(UTC)
