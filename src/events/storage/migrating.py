"""Bringing a database to the shape the code expects, and refusing one that is ahead of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, DatabaseError
from sqlalchemy.ext.asyncio import AsyncSession

_FOLDER = Path(__file__).parent / "migrations"


class DatabaseNewer(RuntimeError):
    """The database was made by a later version of this program."""


class DatabaseUnreachable(RuntimeError):
    """No database answers at the address given."""


def migrate(url: str) -> None:
    """Creates or upgrades the database at a URL as in the settings. Raises DatabaseNewer, DatabaseUnreachable.

    Synchronous: it runs before the server does. Two processes at once take turns.
    """
    with _connected(url) as connection:
        _upgrade(connection)


def mark(url: str, name: str) -> str | None:
    """What the database says of itself under a name (`storage.Mark`), before there is an event loop."""
    with _connected(url) as connection:
        found: str | None = connection.scalar(text("SELECT value FROM marks WHERE name = :name"), {"name": name})
        return found


async def is_current(db: AsyncSession) -> bool:
    """Whether the database has the shape that this code expects."""
    return bool(await db.scalar(text("SELECT version_num FROM alembic_version")) == _head())


@contextmanager
def _connected(url: str) -> Iterator[Connection]:
    try:
        place = make_url(url)
    except (ArgumentError, ValueError) as error:
        raise DatabaseUnreachable("The address of the database cannot be read; look at EVENTS_DATABASE_URL.") from error
    if place.get_backend_name() == "postgresql":
        place = place.set(drivername="postgresql+psycopg")
    engine = create_engine(place)
    if engine.dialect.name == "sqlite":
        _take_turns(engine)
    try:
        with engine.connect() as connection:
            yield connection
    except DatabaseError as error:
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
def _head() -> str | None:
    return ScriptDirectory(str(_FOLDER)).get_current_head()


def _upgrade(connection: Connection) -> None:
    script = ScriptDirectory(str(_FOLDER))
    known = {each.revision for each in script.walk_revisions()}
    with connection.begin():
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql("SELECT pg_advisory_xact_lock(720003)")
        current = MigrationContext.configure(connection).get_current_revision()
        if current == script.get_current_head():
            return
        if current is not None and current not in known:
            raise DatabaseNewer(
                f"The database is at revision {current}, which this version does not know: it was made by a "
                "later version. Start that version, or restore a back-up made by this one."
            )
        config = Config()
        config.set_main_option("script_location", str(_FOLDER))
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
