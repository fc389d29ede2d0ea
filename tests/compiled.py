"""Queries are compiled once in a process, and not again for each of its databases, which took a third of all time.

SQLAlchemy keeps what it compiled with an engine, by its dialect; here all engines share it, and all dialects of a
kind, which are alike, count as one.
"""

from typing import Any

from sqlalchemy import Connection, Engine, event
from sqlalchemy.dialects.postgresql.psycopg import PGDialectAsync_psycopg
from sqlalchemy.dialects.sqlite.aiosqlite import SQLiteDialect_aiosqlite

_COMPILED: dict[Any, Any] = {}


@event.listens_for(Engine, "engine_connect")
def _share(connection: Connection) -> None:
    connection.execution_options(compiled_cache=_COMPILED)


for _kind in (SQLiteDialect_aiosqlite, PGDialectAsync_psycopg):
    _kind.__eq__ = lambda one, other: type(one) is type(other)  # type: ignore[method-assign]
    _kind.__hash__ = lambda one: hash(type(one))  # type: ignore[method-assign,assignment]
