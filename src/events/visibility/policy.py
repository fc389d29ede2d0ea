"""The policy itself, as a condition of a query and for a loaded row; which rows have an audience, and who reads."""

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from functools import cache, cached_property, partial
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
    false,
    func,
    literal,
    or_,
    select,
    true,
)
from sqlalchemy.orm import Mapped, MappedAsDataclass, mapped_column
from sqlalchemy.sql.elements import BindParameter, Grouping
from sqlalchemy.sql.visitors import InternalTraversal

from events.storage.base import Base, Identified, Revised, to
from events.storage.types import Id, Instant, Line, Prose, Zone

# In the `info` of a column: when its moment comes, what somebody sees changes by itself.
TIMED = {"timed": True}

TOKEN = "asked_visibility_of_"


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
            rule = and_(kept(kind, self.at), or_(*ways))
            if self.organisations is not None:
                rule = or_(rule, kind.owned_by(self.organisations))
        else:
            rule = or_(false(), *ways)
        if self.bounds:
            rule = and_(rule, self.bounds.of(kind))
        return and_(rule, asked(kind))

    def of_gone(self, kind: type[Base]) -> ColumnElement[bool]:
        assert issubclass(kind, Guarded)
        over = lifted(kind.embargo_id, kind.withdrawn_at, also=self.embargoes)
        was_public = and_(kind.published_at <= kind.withdrawn_at, kind.open_rows(), over)
        rule = and_(kind.withdrawn_at <= self.at, was_public, _published(kind, self), asked(kind))
        return and_(rule, or_(self.bounds.of(kind), self.bounds.of_gone(kind))) if self.bounds else rule

    def of_reached(self, kind: type[Base]) -> ColumnElement[bool]:
        """Of rows that something makes visible which is seen, all that is left to ask.

        Whoever looks through others' eyes is asked in full: what they see has another bound than what they look at.
        """
        assert issubclass(kind, Guarded)
        return self.of(kind) if self.bounds else and_(kept(kind, self.at), asked(kind))


@dataclass(frozen=True)
class Outlook(Sight):
    """What strangers will see once these rows are out, and whatever waits for the embargo that lifts then."""

    out: Mapping[type[Base], Collection[UUID]]

    @classmethod
    def once_out(cls, rows: Iterable[Any], at: datetime, *, lifting: UUID | None = None) -> "Outlook":
        out: dict[type[Base], list[UUID]] = defaultdict(list)
        for each in rows:
            out[type(each)].append(each.id)
        lifts = frozenset([lifting] if lifting else [])
        return cls(bindparam("at", at, _INSTANT, unique=True), None, _ids("embargoes", lifts), None, None, out)

    def of(self, kind: type[Base]) -> ColumnElement[bool]:
        its: Any = kind
        rule = super().of(kind)
        return or_(rule, and_(its.id.in_(self.out[kind]), its.open_rows())) if kind in self.out else rule


@dataclass(frozen=True)
class Aftermath(Sight):
    """What strangers will still see once these rows are taken back."""

    back: Mapping[type[Base], Collection[UUID]]

    @classmethod
    def once_back(cls, row: Any, at: datetime) -> "Aftermath":
        return cls(bindparam("at", at, _INSTANT, unique=True), None, None, None, None, {type(row): [row.id]})

    def of(self, kind: type[Base]) -> ColumnElement[bool]:
        its: Any = kind
        rule = super().of(kind)
        return and_(rule, its.id.not_in(self.back[kind])) if kind in self.back else rule


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
    return written(rule, kind, Sight.by(reader, at), *values)


def written(rule: Rule, kind: type[Base], sight: Sight, *values: BindParameter[Any]) -> ColumnElement[bool]:
    """The same by a sight, which may name its parameters alone."""
    parameters = sight.parameters()
    shape = tuple(each is not None for each in parameters)
    given = (*(each for each in parameters if each is not None), *values)
    return _Written(partial(rule, sight, kind, *values), (rule, kind, shape), given)


def held(kind: type[Base], rule: ColumnElement[bool]) -> ColumnElement[bool]:
    """The policy of the office: `rule` says which rows of a kind an organiser's mandate reaches, public or not."""
    return and_(rule, asked(kind))


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


def reached_from_seen(kind: Any, reader: Reader, now: datetime) -> ColumnElement[bool]:
    """All that is left to ask about rows which something makes visible that this reader sees, such as its topics."""
    return seen_by(Sight.of_reached, kind, reader, now)


def lifted(embargo_id: Any, at: Any, *, also: Ids | None = None) -> ColumnElement[bool]:
    """Whether the embargo that a column names, if any, is over at this moment; or is one of `also`, read before."""
    its_own = _NOT_HELD.where(_EMBARGOES.c.id == embargo_id, _EMBARGOES.c.lifts_at <= at)
    over = its_own.correlate_except(_EMBARGOES).exists()  # even within a query that reads embargoes itself
    ways = [embargo_id.is_(None), over]
    if also is not None:
        ways.append(embargo_id.in_(also))
    return or_(*ways)


def waits(embargo_id: Any, at: Any) -> ColumnElement[bool]:
    """The contrary of `lifted`, for finding by an index what is under embargo at this moment."""
    still = or_(_EMBARGOES.c.held.is_(True), _EMBARGOES.c.lifts_at.is_(None), _EMBARGOES.c.lifts_at > at)
    rule: ColumnElement[bool] = embargo_id.in_(select(_EMBARGOES.c.id).where(still).correlate_except(_EMBARGOES))
    return rule


def unchanged_until(now: datetime, moments: Iterable[datetime | None]) -> datetime:
    """The next moment at which anybody may see something else although nobody changed it; midnight UTC at the latest.

    Of these, which `next_moments` finds. Days count too: a post ends with one, a year with many.
    """
    tomorrow = datetime.combine(now.date() + timedelta(days=1), time(), UTC)
    return min([tomorrow, *(moment for moment in moments if moment is not None)])


@cache
def next_moments() -> Select[Any]:
    """The earliest of each kind after `:now`, each looked up by an index."""
    tables, earliest = set(), []
    for table in Base.metadata.sorted_tables:
        for column in table.columns:
            if column.info.get("timed"):
                tables |= {table.name, *table.info.get("part_of", ())}
                earliest.append(select(func.min(column)).where(column > bindparam("now", type_=column.type)))
    return select(*(each.scalar_subquery() for each in earliest)).where(*map(mark, sorted(tables)))


_EMBARGOES: Table = Embargo.__table__  # type: ignore[assignment]
_NOT_HELD = select(_EMBARGOES.c.id).where(_EMBARGOES.c.held.is_(False), _EMBARGOES.c.lifts_at.is_not(None))


def kept(kind: type[Guarded], at: Any) -> ColumnElement[bool]:
    return or_(kind.withdrawn_at.is_(None), kind.withdrawn_at > at)


def _published(kind: type[Guarded], sight: Sight) -> ColumnElement[bool]:
    open_rows = kind.open_rows()
    if sight.invited is not None and issubclass(kind, Identified):
        open_rows = or_(open_rows, kind.id.in_(sight.invited))
    return and_(kind.published_at <= sight.at, open_rows, lifted(kind.embargo_id, sight.at, also=sight.embargoes))


def asked(kind: type[Base]) -> ColumnElement[bool]:
    return mark(kind.__tablename__)


@cache
def mark(table: str) -> ColumnElement[bool]:
    """Always true; its name tells `refuse_unguarded` that the policy was asked."""
    return bindparam(f"{TOKEN}{table}", 1, unique=False) == 1


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
