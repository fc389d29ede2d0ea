"""Who may see what, when: the one policy, decided at read time, failing closed.

A row is public once it is published, not withdrawn, open to all, and its embargo (if any) has lifted. No job lifts
an embargo; time does. What is not published itself may be reached from something visible: a speaker's page, a file.
Sessions for readers refuse every query of a guarded table that does not carry the policy, and every query of a
private table.
"""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from functools import cache, cached_property, partial
from itertools import chain
from typing import Any
from uuid import UUID

from sqlalchemy import (
    Boolean,
    ColumnElement,
    Select,
    Table,
    and_,
    bindparam,
    case,
    event,
    false,
    func,
    literal,
    or_,
    select,
    true,
)
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, MappedAsDataclass, ORMExecuteState, RelationshipProperty, mapped_column
from sqlalchemy.orm.attributes import set_committed_value
from sqlalchemy.orm.interfaces import ORMOption
from sqlalchemy.orm.util import LoaderCriteriaOption
from sqlalchemy.sql import visitors
from sqlalchemy.sql.elements import BindParameter, ColumnClause, Grouping, TextClause
from sqlalchemy.sql.visitors import InternalTraversal

from events.storage.base import Base, Identified, Revised, to
from events.storage.chunks import THESE
from events.storage.store import AtDesk, Reading
from events.storage.types import Id, Instant, Line, Prose, Zone

# In the `info` of a column: when its moment comes, what somebody sees changes by itself.
TIMED = {"timed": True}

_TOKEN = "asked_visibility_of_"


class Embargo(Identified, Revised, Base, kw_only=True, eq=False):
    """The moment before which none may publish. Held: it does not lift, whatever the hour."""

    __tablename__ = "embargoes"
    __table_args__ = {"info": {"open": True}}

    lifts_at: Mapped[datetime | None] = mapped_column(default=None, index=True, info=TIMED)
    zone: Mapped[str] = mapped_column(Zone())  # in which newsrooms read it
    held: Mapped[bool] = mapped_column(default=False)
    terms: Mapped[str | None] = mapped_column(Prose(4000), default=None)

    def is_lifted(self, now: datetime) -> bool:
        return not self.held and self.lifts_at is not None and now >= self.lifts_at


@dataclass(frozen=True)
class Reader:
    """Who reads. The default is anybody at all; accounts, the press list and invitations make others."""

    organisations: frozenset[UUID] = frozenset()  # whose drafts they may see
    embargoes: frozenset[UUID] = frozenset()  # which they may read before the lift
    invited: frozenset[UUID] = frozenset()  # private things they were let into
    bounds: "Bounds | None" = None  # of whoever only looks through this reader's eyes


@dataclass(frozen=True)
class Bounds:
    """What an organiser may see themselves, now: looking through others' eyes, at whatever moment, shows no more."""

    reader: Reader
    now: datetime


ANYONE = Reader()


# Of some rows: a set, or the parameter by which a query names one.
Ids = frozenset[UUID] | BindParameter[Any]


class Guarded(MappedAsDataclass, kw_only=True, eq=False, repr=False):
    """A row that has an audience. `owners` says whose it is; `is_open` whether the public is meant at all."""

    published_at: Mapped[datetime | None] = mapped_column(default=None, index=True, info=TIMED)
    withdrawn_at: Mapped[datetime | None] = mapped_column(default=None, index=True, info=TIMED)
    withdrawal_note: Mapped[str | None] = mapped_column(Line(1000), default=None)
    embargo_id: Mapped[UUID | None] = mapped_column(to("embargoes.id"), default=None, index=True)

    @classmethod
    def owned_by(cls, organisations: Ids) -> ColumnElement[bool]:
        """The rows that belong to one of these organisations; none, unless a kind says otherwise."""
        return false()

    @classmethod
    def open_rows(cls) -> ColumnElement[bool]:
        return true()


@dataclass(frozen=True)
class Sight:
    """A reader and a moment as a query names them: by parameters, and None for what the reader has none of."""

    at: BindParameter[datetime]
    organisations: BindParameter[Any] | None
    embargoes: BindParameter[Any] | None
    invited: BindParameter[Any] | None
    bounds: "Sight | None"

    @classmethod
    def by(cls, reader: Reader, at: datetime) -> "Sight":
        return cls(
            bindparam("at", at, _INSTANT, unique=True),
            _ids("organisations", reader.organisations),
            _ids("embargoes", reader.embargoes),
            _ids("invited", reader.invited),
            cls.by(reader.bounds.reader, reader.bounds.now) if reader.bounds else None,
        )

    def parameters(self) -> list[BindParameter[Any] | None]:
        """Readers who have the same of them are asked about by the same SQL."""
        own = [self.at, self.organisations, self.embargoes, self.invited]
        return own + self.bounds.parameters() if self.bounds else own

    def of(self, kind: type[Base]) -> ColumnElement[bool]:
        """The policy itself: which rows of a kind are seen."""
        ways = [reach(self) for reach in _reaches.get(kind, ())]
        if issubclass(kind, Guarded):
            ways.append(_published(kind, self))
            rule = and_(_kept(kind, self.at), or_(*ways))
            if self.organisations is not None:
                rule = or_(rule, kind.owned_by(self.organisations))
        else:
            rule = or_(false(), *ways)
        if self.bounds:
            rule = and_(rule, self.bounds.of(kind))
        return and_(rule, _asked(kind))

    def of_gone(self, kind: type[Base]) -> ColumnElement[bool]:
        assert issubclass(kind, Guarded)
        over = lifted(kind.embargo_id, kind.withdrawn_at, also=self.embargoes)
        was_public = and_(kind.published_at <= kind.withdrawn_at, kind.open_rows(), over)
        rule = and_(kind.withdrawn_at <= self.at, was_public, _published(kind, self), _asked(kind))
        return and_(rule, or_(self.bounds.of(kind), self.bounds.of_gone(kind))) if self.bounds else rule


Reach = Callable[[Sight], ColumnElement[bool]]
_reaches: dict[type[Base], list[Reach]] = {}


def reached(kind: type[Base]) -> Callable[[Reach], Reach]:
    """Registers one way in which rows of a kind are reached from something visible."""

    def register(reach: Reach) -> Reach:
        _reaches.setdefault(kind, []).append(reach)
        return reach

    return register


def visible(kind: type[Base], reader: Reader, at: datetime) -> ColumnElement[bool]:
    """The policy as SQL: which rows of a kind this reader may see at this moment."""
    return seen_by(Sight.of, kind, reader, at)


Rule = Callable[..., ColumnElement[bool]]


def seen_by(
    rule: Rule, kind: type[Base], reader: Reader, at: datetime, *values: BindParameter[Any]
) -> ColumnElement[bool]:
    """A rule of a sight and a kind, for this reader at this moment; of the same rule, only the `values` may differ."""
    sight = Sight.by(reader, at)
    parameters = sight.parameters()
    shape = tuple(each is not None for each in parameters)
    given = (*(each for each in parameters if each is not None), *values)
    return _Written(partial(rule, sight, kind, *values), (rule, kind, shape), given)


def held(kind: type[Base], rule: ColumnElement[bool]) -> ColumnElement[bool]:
    """The policy of the office: `rule` says which rows of a kind an organiser's mandate reaches, public or not."""
    return and_(rule, _asked(kind))


def held_by(rule: Rule, organisations: Iterable[UUID], *about: Hashable) -> ColumnElement[bool]:
    """Such a rule, of some organisations: it takes the parameter that names them, and what else it is about."""
    theirs = bindparam("theirs", [*organisations], _ID, expanding=True, unique=True)
    return _Written(partial(rule, theirs, *about), (rule, *about), (theirs,))


def gone(kind: type[Base], reader: Reader, at: datetime) -> ColumnElement[bool]:
    """Rows that this reader could see and that were taken back: their page says so, their entry is a tombstone."""
    return seen_by(Sight.of_gone, kind, reader, at)


def foreseen(kind: type[Base], reader: Reader, at: datetime) -> ColumnElement[Any] | datetime:
    """The moment for parts of a row that come out by the clock: an organiser foresees those of their own only."""
    if reader.bounds is None:
        return at
    assert issubclass(kind, Guarded)
    mine = kind.owned_by(reader.bounds.reader.organisations)
    return case((mine, literal(at, Instant)), else_=literal(min(at, reader.bounds.now), Instant))


def is_visible(row: Guarded, reader: Reader, at: datetime, *, embargo: Embargo | None) -> bool:
    """The same policy for a loaded row of a kind that is open to all; its embargo is handed in loaded."""
    if row.published_at is None or row.published_at > at:
        return False
    if row.withdrawn_at is not None and row.withdrawn_at <= at:
        return False
    if row.embargo_id is None or row.embargo_id in reader.embargoes:
        return True
    return embargo is not None and embargo.id == row.embargo_id and embargo.is_lifted(at)


def lifted(embargo_id: Any, at: Any, *, also: Ids | None = None) -> ColumnElement[bool]:
    """Whether the embargo that a column names, if any, is over at this moment; or is one of `also`, read before."""
    its_own = _NOT_HELD.where(_EMBARGOES.c.id == embargo_id, _EMBARGOES.c.lifts_at <= at)
    over = its_own.correlate_except(_EMBARGOES).exists()  # even within a query that reads embargoes itself
    ways = [embargo_id.is_(None), over]
    if also is not None:
        ways.append(embargo_id.in_(also))
    return or_(*ways)


def unchanged_until(now: datetime, moments: Iterable[datetime | None]) -> datetime:
    """The next moment at which anybody may see something else although nobody changed it; midnight UTC at the latest.

    Of these, which `next_moments` finds. Days count too: a post ends with one, a year with many.
    """
    tomorrow = datetime.combine(now.date() + timedelta(days=1), time(), UTC)
    return min([tomorrow, *(moment for moment in moments if moment is not None)])


@cache
def next_moments() -> Select[Any]:
    """The earliest of each kind after `:now`, each looked up by an index."""
    asked, earliest = set(), []
    for table in Base.metadata.sorted_tables:
        for column in table.columns:
            if column.info.get("timed"):
                asked |= {table.name, *table.info.get("part_of", ())}
                earliest.append(select(func.min(column)).where(column > bindparam("now", type_=column.type)))
    return select(*(each.scalar_subquery() for each in earliest)).where(*map(_mark, sorted(asked)))


# Rows, and one of their relations to what a foreign key names.
Naming = tuple[Iterable[Any], Any]


async def attach(
    db: AsyncSession,
    kind: Any,
    named: Iterable[Naming],
    *options: ORMOption,
    reader: Reader,
    now: datetime,
) -> None:
    """Loads what rows name by a foreign key, as far as this reader may see it; what they may not is None.

    The same as `selectinload(relation.and_(visible(...)))`, but with one query for all relations to a kind:
    a policy in the options of a query is read again for each of its loads, and that took most of a page's time.
    """
    wanted = [(row, relation, _foreign_key(row, relation)) for rows, relation in named for row in rows]
    found = {}
    if keys := {key for _, _, key in wanted if key}:
        query = select(kind).where(kind.id.in_(keys), visible(kind, reader, now))
        found = {row.id: row for row in await db.scalars(query.options(*options))}
    for row, relation, key in wanted:
        set_committed_value(row, relation.key, found.get(key))


async def attach_listed(
    db: AsyncSession, rows: Sequence[Any], relation: Any, *options: ORMOption, reader: Reader, now: datetime
) -> None:
    """The same for what rows list by a table in between: in the order of the relation, as far as it may be seen."""
    await _attach_listed(db, rows, relation, options, visible(relation.property.mapper.class_, reader, now))


def reached_from_seen(kind: Any, reader: Reader, now: datetime) -> ColumnElement[bool]:
    """All that is left to ask about rows which something makes visible that this reader sees, as an event its topics.

    Whoever looks through others' eyes is asked in full: what they see has another bound than what they look at.
    """
    return visible(kind, reader, now) if reader.bounds else and_(_kept(kind, now), _asked(kind))


async def attach_reached(db: AsyncSession, rows: Sequence[Any], relation: Any, *, now: datetime) -> None:
    """The same for what each of these rows, which the reader sees, makes visible, as an event does its topics."""
    kind = relation.property.mapper.class_
    await _attach_listed(db, rows, relation, (), and_(_kept(kind, now), _asked(kind)))


async def attach_parts(db: AsyncSession, rows: Sequence[Any], *relations: Any) -> None:
    """The same for what is part of these rows, which the reader sees: all of it, in the order of each relation.

    As `selectinload` does, which makes its query anew each time; so much as that took a fifth of a page's time.
    """
    for each in relations:
        [(own, naming)] = each.property.local_remote_pairs
        parts: dict[Any, list[Any]] = {getattr(row, own.key): [] for row in rows}
        if parts:
            for part in await db.scalars(_parts_by(each.property), {"ids": [*parts]}):
                parts[getattr(part, naming.key)].append(part)
        for row in rows:
            set_committed_value(row, each.key, parts[getattr(row, own.key)])


@cache
def _parts_by(relation: RelationshipProperty[Any]) -> Select[Any]:
    [(_, naming)] = relation.local_remote_pairs
    asked = map(_mark, sorted(naming.table.info.get("part_of", ())))
    return select(relation.mapper.class_).where(naming.in_(THESE), *asked).order_by(*(relation.order_by or ()))


async def _attach_listed(
    db: AsyncSession, rows: Sequence[Any], relation: Any, options: Sequence[ORMOption], rule: ColumnElement[bool]
) -> None:
    its = relation.property
    [(own, naming)], [(other, named)] = its.synchronize_pairs, its.secondary_synchronize_pairs
    kind: Any = its.mapper.class_
    listed: dict[Any, list[Any]] = {getattr(row, own.key): [] for row in rows}
    if listed:
        query = select(naming, kind).join(kind, named == other).where(naming.in_(listed))
        seen = query.where(rule, _asked(relation.class_)).order_by(*its.order_by)
        for key, found in await db.execute(seen.options(*options)):
            listed[key].append(found)
    for row in rows:
        set_committed_value(row, relation.key, listed[getattr(row, own.key)])


def _foreign_key(row: Any, relation: Any) -> UUID | None:
    key: UUID | None = getattr(row, relation.property.local_remote_pairs[0][0].key)
    return key


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

_EMBARGOES: Table = Embargo.__table__  # type: ignore[assignment]
_NOT_HELD = select(_EMBARGOES.c.id).where(_EMBARGOES.c.held.is_(False), _EMBARGOES.c.lifts_at.is_not(None))


def _kept(kind: type[Guarded], at: Any) -> ColumnElement[bool]:
    return or_(kind.withdrawn_at.is_(None), kind.withdrawn_at > at)


def _published(kind: type[Guarded], sight: Sight) -> ColumnElement[bool]:
    open_rows = kind.open_rows()
    if sight.invited is not None and issubclass(kind, Identified):
        open_rows = or_(open_rows, kind.id.in_(sight.invited))
    return and_(kind.published_at <= sight.at, open_rows, lifted(kind.embargo_id, sight.at, also=sight.embargoes))


def _asked(kind: type[Base]) -> ColumnElement[bool]:
    return _mark(kind.__tablename__)


@cache
def _mark(table: str) -> ColumnElement[bool]:
    """Always true; its name tells `refuse_unguarded` that the policy was asked."""
    return bindparam(f"{_TOKEN}{table}", 1, unique=False) == 1


class _Written(Grouping[bool]):
    """A rule that is written out when a query is compiled: to do so for every query took a third of a page.

    SQLAlchemy tells by a walk through a query whether it compiled one like it. This it knows by what is `asked`, and
    takes the values of the rule from what is `given`. Whatever would change a part of the rule gets it written out.
    """

    operator = None  # or `and_` would look for one in the rule, to take that apart
    inherit_cache = True
    _cache_key_traversal = [
        ("asked", InternalTraversal.dp_plain_obj),
        ("given", InternalTraversal.dp_clauseelement_tuple),
    ]

    def __init__(
        self,
        write: Callable[[], ColumnElement[bool]],
        asked: tuple[Hashable, ...],
        given: tuple[BindParameter[Any], ...],
    ) -> None:
        self.write, self.asked, self.given = write, asked, given
        self.type = _BOOLEAN

    @cached_property
    def element(self) -> ColumnElement[bool]:  # type: ignore[override]
        return self.write()

    def _clone(self, **_: Any) -> Any:
        return Grouping(self.element)

    def _annotate(self, values: Any) -> Any:
        return Grouping(self.element)._annotate(values)


_INSTANT, _ID, _BOOLEAN = Instant(), Id(), Boolean()


def _ids(name: str, ids: frozenset[UUID]) -> BindParameter[Any] | None:
    return bindparam(name, ids, _ID, expanding=True, unique=True) if ids else None


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
        if isinstance(element, BindParameter) and str(element.key).startswith(_TOKEN):
            asked.add(str(element.key).removeprefix(_TOKEN))
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
