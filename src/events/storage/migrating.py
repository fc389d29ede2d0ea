"""Bringing a database to the shape the code expects, and refusing one that is ahead of it."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, make_url, text
from sqlalchemy.exc import ArgumentError, DatabaseError
from sqlalchemy.ext.asyncio import AsyncSession

from events.settings import Foreseen
from events.storage.base import Base
from events.storage.store import Full, ReadOnly, means_full, means_read_only

_FOLDER = Path(__file__).parent / "migrations"


class DatabaseNewer(Foreseen):
    """The database was made by a later version of this program."""


class DatabaseUnreachable(Foreseen):
    """No database answers at the address given."""


def migrate(url: str) -> None:
    """Creates or upgrades the database at a URL as in the settings.

    Raises DatabaseNewer, DatabaseUnreachable, Full, ReadOnly. Synchronous: it runs before the server does.
    Two processes at once take turns.
    """
    with _connected(url) as connection:
        _upgrade(connection)


def mark(url: str, name: str) -> str | None:
    """What the database says of itself under a name (`storage.Mark`), before there is an event loop."""
    with _connected(url) as connection:
        found: str | None = connection.scalar(text("SELECT value FROM marks WHERE name = :name"), {"name": name})
        return found


def set_mark(url: str, name: str, value: str, *, unless_any: str) -> None:
    """Has the database say this of itself from now on, unless it says something already or this table has rows."""
    is_empty = f"NOT EXISTS (SELECT 1 FROM {unless_any})"
    keep = text(f"INSERT INTO marks (name, value) SELECT :name, :value WHERE {is_empty} ON CONFLICT DO NOTHING")
    with _connected(url) as connection, connection.begin():
        connection.execute(keep, {"name": name, "value": value})


class Shape(StrEnum):
    """How the shape of a database stands to what the code expects."""

    NONE = "there is none yet"
    OLDER = "of an earlier version"
    CURRENT = "current"
    NEWER = "of a later version"


def shape(url: str) -> Shape:
    """Looks, and makes nothing. Raises DatabaseUnreachable."""
    if url.startswith("sqlite") and not Path(make_url(url).database or "").is_file():
        return Shape.NONE
    with _connected(url) as connection:
        revision = _revision(connection)
    if revision is None:
        return Shape.NONE
    if revision == _known()[-1]:
        return Shape.CURRENT
    return Shape.OLDER if revision in _known() else Shape.NEWER


def unsound(url: str) -> list[str]:
    """What is broken in a database file, in its own words; PostgreSQL looks after itself."""
    if not url.startswith("sqlite"):
        return []
    path = Path(make_url(url).database or "").absolute()
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection:  # keeps no writer waiting
        said = [each for (each,) in connection.execute("PRAGMA quick_check(5)") if each != "ok"]
        strays = {table for table, *_ in connection.execute("PRAGMA foreign_key_check")}
    return said + [f"rows of {each} name rows that are not there" for each in sorted(strays)]


def lacking(url: str) -> list[str]:
    """Which tables and columns are not there though its number says so, as after a back-up that came back in part.

    Of all models that were imported.
    """
    with _connected(url) as connection:
        there = inspect(connection)
        known = {table: {each["name"] for each in there.get_columns(table)} for table in there.get_table_names()}
    wanted = [(table.name, each.name) for table in Base.metadata.sorted_tables for each in table.columns]
    gone = dict.fromkeys(f"the table {table}" for table, _ in wanted if table not in known)
    return [*gone, *(f"{table}.{each}" for table, each in wanted if each not in known.get(table, {each}))]


async def is_current(db: AsyncSession) -> bool:
    """Whether the database has the shape that this code expects."""
    return bool(await db.scalar(text("SELECT version_num FROM alembic_version")) == _known()[-1])


@contextmanager
def _connected(url: str) -> Iterator[Connection]:
    try:
        place = make_url(url)
    except (ArgumentError, ValueError) as error:
        raise DatabaseUnreachable("The address of the database cannot be read; look at EVENTS_DATABASE_URL.") from error
    is_postgresql = place.get_backend_name() == "postgresql"
    engine = create_engine(place.set(drivername="postgresql+psycopg") if is_postgresql else place)
    if engine.dialect.name == "sqlite":
        _take_turns(engine)
    try:
        with engine.connect() as connection:
            yield connection
    except DatabaseError as error:
        if means_full(error.orig):
            raise Full from error
        if means_read_only(error.orig):
            raise ReadOnly from error
        reason = str(error.orig).strip().splitlines()[0] if error.orig else "no answer"
        raise DatabaseUnreachable(
            f"The database {place.render_as_string(hide_password=True)} cannot be used: {reason}."
        ) from error
    finally:
        engine.dispose()


def _take_turns(engine: Engine) -> None:
    """Python's sqlite3 begins no transaction for DDL: left alone, two starts at once would each make half."""

    @event.listens_for(engine, "connect")
    def _leave_beginning_to_us(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        connection.execute("PRAGMA busy_timeout=30000")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")


@cache
def _known() -> list[str]:
    """Every revision, the last one last: the numbers by which the files of migrations/versions are called."""
    return sorted(path.name.partition("_")[0] for path in (_FOLDER / "versions").glob("[0-9]*.py"))


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return found


def _upgrade(connection: Connection) -> None:
    with connection.begin():
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql("SELECT pg_advisory_xact_lock(720003)")
            # A table of which rows are still to be checked at the end takes no change of its shape.
            connection.exec_driver_sql("SET CONSTRAINTS ALL IMMEDIATE")
        current = _revision(connection)
        if current == _known()[-1]:
            return
        if current is not None and current not in _known():
            raise DatabaseNewer(
                f"The database is at revision {current}, which this version does not know: it was made by a "
                "later version. Start that version, or restore a back-up made by this one."
            )
        # Most starts find nothing to do; it takes 10 MB and a fifth of a second.
        from alembic import command
        from alembic.config import Config

        config = Config()
        config.set_main_option("script_location", str(_FOLDER))
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
