"""Databases for tests: migrated once in a session, copied for each test."""

import contextlib
import os
import secrets
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path
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
    template = request.getfixturevalue(f"{request.param}_template")
    return partial(_sqlite_database if request.param == "sqlite" else postgresql_database, template=template)


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    return f"sqlite:///{shutil.copyfile(sqlite_template, tmp_path / 'events.db')}"


@pytest.fixture
def postgresql_url(postgresql_template: str) -> Iterator[str]:
    with postgresql_database(template=postgresql_template) as url:
        yield url


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


@contextlib.contextmanager
def _sqlite_database(*, template: Path) -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        yield f"sqlite:///{shutil.copyfile(template, Path(folder) / 'events.db')}"


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
