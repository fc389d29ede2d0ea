"""Databases for tests: migrated once in a session; copied for each test on SQLite, emptied for it on PostgreSQL."""

import contextlib
import os
import secrets
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg
import pytest
from psycopg import sql

from events import storage


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """A migrated, empty database of this test's own, once on SQLite and once on PostgreSQL."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture(params=["sqlite", "postgresql"])
def another_database(request: pytest.FixtureRequest) -> Callable[[], AbstractContextManager[str]]:
    """`with another_database() as url`: the same, as often as a test asks."""
    return _made_by(request)


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def lasting_database(request: pytest.FixtureRequest) -> Iterator[str]:
    """One for all tests of a module, which is filled once and then only looked at."""
    with _made_by(request)() as url:
        yield url


def _made_by(request: pytest.FixtureRequest) -> Callable[[], AbstractContextManager[str]]:
    template = request.getfixturevalue(f"{request.param}_template")
    return partial(_sqlite_database if request.param == "sqlite" else postgresql_database, template=template)


@pytest.fixture
def sqlite_url(sqlite_template: Path) -> Iterator[str]:
    with _sqlite_database(template=sqlite_template) as url:
        yield url


@pytest.fixture
def postgresql_url(postgresql_again: "Again") -> str:
    return postgresql_again.emptied()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "events.db"
    storage.migrate(f"sqlite:///{path}")
    with contextlib.closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # or a copy would lack what is still in the log
    return path


@pytest.fixture(scope="session")
def postgresql_template() -> Iterator[str]:
    with postgresql_database(template="template0") as url:
        storage.migrate(url)
        yield _name(url)


@pytest.fixture(scope="session")
def postgresql_again(postgresql_template: str) -> Iterator["Again"]:
    again = Again(postgresql_template)
    yield again
    again.close()


class Again:
    """A database for one test after the other, made again only after one that changed more than its rows.

    Emptying it takes a tenth of making and dropping one, which was a quarter of the time of all tests.
    """

    def __init__(self, template: str) -> None:
        self._template = template
        self._held = contextlib.ExitStack()
        self._connection: psycopg.Connection[Any] | None = None

    def emptied(self) -> str:
        """Its URL; it is as its template, and nobody is connected to it any more."""
        if self._connection is None or not self._is_as_made(self._connection):
            self.close()
            self._connection = self._make()
        else:
            self._empty(self._connection)
        return self._url

    def close(self) -> None:
        self._held.close()

    def _make(self) -> psycopg.Connection[Any]:
        self._url = self._held.enter_context(postgresql_database(template=self._template))
        connection = self._held.enter_context(psycopg.connect(self._url, autocommit=True))
        connection.execute("SET session_replication_role = replica")  # no foreign key asks for an order
        tables = [name for (name,) in connection.execute(_TABLES)]
        self._emptying = "".join(f"DELETE FROM public.{each};" for each in tables)
        for each in tables:
            kept = connection.execute(sql.SQL(f"CREATE TEMPORARY TABLE {each} AS TABLE public.{each}"))
            if kept.rowcount:
                self._emptying += f"INSERT INTO public.{each} TABLE pg_temp.{each};"
        self._made = connection.execute(_SHAPE).fetchone()
        return connection

    def _is_as_made(self, connection: psycopg.Connection[Any]) -> bool:
        return connection.execute(_SHAPE).fetchone() == self._made

    def _empty(self, connection: psycopg.Connection[Any]) -> None:
        while connection.execute(_END_OTHERS).fetchall():
            time.sleep(0.002)
        connection.execute(self._emptying + _RESTART)


_TABLES = "SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = 'public'"
_SHAPE = """SELECT pg_database_size(current_database()) < 20000000,
    md5(string_agg(format('%s %s %s', relname, attname, atttypid), ',' ORDER BY relname, attnum))
    FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid
    WHERE relnamespace = 'public'::regnamespace AND attnum > 0"""
_END_OTHERS = """SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()"""
_RESTART = "SELECT setval(format('%I.%I', schemaname, sequencename), start_value, false) FROM pg_sequences"


@contextlib.contextmanager
def _sqlite_database(*, template: Path) -> Iterator[str]:
    with tempfile.TemporaryDirectory(dir=_memory()) as folder:
        yield f"sqlite:///{shutil.copyfile(template, Path(folder) / 'events.db')}"


def _memory() -> str | None:
    """A folder in memory if there is one with much room: a commit that waits for a busy disk takes 9 ms, here 0.1."""
    memory = "/dev/shm"
    return memory if os.access(memory, os.W_OK) and shutil.disk_usage(memory).free > 500_000_000 else None


@contextlib.contextmanager
def postgresql_database(*, template: str) -> Iterator[str]:
    server = os.environ.get("TEST_POSTGRESQL_URL")
    if not server:
        pytest.fail("This needs a PostgreSQL: run scripts/test.", pytrace=False)
    name = f"test_{secrets.token_hex(6)}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY").format(
                sql.Identifier(name), sql.Identifier(template)
            )
        )
        yield urlsplit(server)._replace(path=f"/{name}").geturl()
        connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def _name(url: str) -> str:
    return urlsplit(url).path.removeprefix("/")
