"""The last guard: a session for readers runs no query that does not ask who may see."""

from collections.abc import Iterable
from itertools import chain
from typing import Any

from sqlalchemy import ColumnElement, Table, event
from sqlalchemy.orm import ORMExecuteState
from sqlalchemy.orm.util import LoaderCriteriaOption
from sqlalchemy.sql import visitors
from sqlalchemy.sql.elements import BindParameter, ColumnClause, TextClause

from events.storage.store import AtDesk, Reading
from events.visibility.policy import TOKEN


class Unguarded(RuntimeError):
    """A query for a reader that does not ask whether they may see; a mistake of ours, never shown."""


def refuse_unguarded(state: ORMExecuteState) -> None:
    """Before a reader's query runs: it must ask about every table it reads.

    A table says in its `info` who its audience is: `{"open": True}` for no secrets, `{"part_of": ["events"]}` for rows
    that are seen with their parent, `{"private": True}` for no reader at all. Guarded rows, and rows reached from
    those, ask for themselves. A table that says nothing is refused, and so is SQL written as text.
    """
    tables, asked = _inspect(state.statement)
    for table in tables:
        if table.info.get("private"):
            if isinstance(state.session, AtDesk):
                continue
            raise Unguarded(f"{table.name} is private: no query for a reader may touch it.")
        parents = set(table.info.get("part_of", ()))
        seen_with_parent = parents and (state.is_relationship_load or parents & asked)
        if not (table.info.get("open") or seen_with_parent or table.name in asked):
            raise Unguarded(f"A query reads {table.name} without visibility.visible().")


event.listen(Reading, "do_orm_execute", refuse_unguarded)


def _inspect(statement: Any) -> tuple[set[Table], set[str]]:
    """The same for every statement of a shape; SQLAlchemy knows the shape, since it compiles each but once."""
    shape = statement._generate_cache_key()
    if shape is None:
        return _look_through(statement)
    found = _INSPECTED.get(shape.key)
    if found is None:
        if len(_INSPECTED) >= _MOST_SHAPES:
            _INSPECTED.clear()
        found = _INSPECTED[shape.key] = _look_through(statement)
    return found


_INSPECTED: dict[Any, tuple[set[Table], set[str]]] = {}
_MOST_SHAPES = 500  # as many as SQLAlchemy keeps compiled


def _look_through(statement: Any) -> tuple[set[Table], set[str]]:
    """Every table that a statement names, and what it asks. Asking Select for its FROM costs thirty times as much."""
    tables: set[Table] = set()
    asked: set[str] = set()
    for element in chain(visitors.iterate(statement), *map(visitors.iterate, _beside(statement))):
        if isinstance(element, BindParameter) and str(element.key).startswith(TOKEN):
            asked.add(str(element.key).removeprefix(TOKEN))
        elif isinstance(element, TextClause):
            raise Unguarded("A query for a reader is written as text, which nobody can ask.")
        elif isinstance(element, Table):
            tables.add(element)
        elif isinstance(element, ColumnClause) and isinstance(element.table, Table):
            tables.add(element.table)
    return tables, asked


def _beside(statement: Any) -> Iterable[ColumnElement[bool]]:
    """The criteria of `Parent.children.and_(...)`: the query that loads the children carries them as options."""
    options = getattr(statement, "_with_options", ())
    beside = (each.where_criteria for each in options if isinstance(each, LoaderCriteriaOption))
    return (each for each in beside if isinstance(each, ColumnElement))
