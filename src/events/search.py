"""Finding: one function over FTS5 and tsvector, accents and hyphens handled alike on both.

Text is folded before it is kept and before it is asked for, so both databases compare the same plain words.
`Co-production` is kept as `co`, `production` and `coproduction`, and asked for as either the pair or the joined word.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    CTE,
    Column,
    ColumnElement,
    FromClause,
    Integer,
    MetaData,
    Select,
    Subquery,
    Table,
    UniqueConstraint,
    bindparam,
    case,
    delete,
    false,
    func,
    insert,
    literal,
    literal_column,
    select,
    union_all,
)
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from events import text
from events.storage import lists
from events.storage.base import Base
from events.storage.chunks import THESE
from events.storage.types import Line, Prose

MOST = 1_000  # are counted of what was found, and put in order
_ALL = 2**31 - 1  # SQLite keeps the order of what is part of another query only where it may be cut
_MOST_WORDS = 12
_KEPT_LENGTH = 60_000
AS_TOLD = "_as_told"  # behind a kind: the same things by fewer words, for whoever may not know of all yet
# Whoever finds something asks for each kind by its own policy, and for one of these at least.
_FOUND_BY = {"part_of": ["events", "launches", "organisations", "persons", "venues"]}


class SearchRow(Base, kw_only=True, eq=False):
    """The folded words of one thing that has a page. The database keeps its own index of them beside."""

    __tablename__ = "search_rows"
    __table_args__ = (
        UniqueConstraint("kind", "row_id"),
        {"info": {"watched": False, **_FOUND_BY}},
    )

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    kind: Mapped[str] = mapped_column(Line(40))
    row_id: Mapped[UUID]
    at: Mapped[datetime | None] = mapped_column(default=None)
    title: Mapped[str] = mapped_column(Line(2000))
    body: Mapped[str] = mapped_column(Prose(_KEPT_LENGTH))


# SQLite's own index of those rows; triggers of the migration keep it.
_FTS5 = Table("search_index", MetaData(), Column("rowid", Integer), info=_FOUND_BY)


@dataclass(frozen=True)
class Words:
    """What there is to find of one thing: its title, the rest of its words, and the moment it belongs to."""

    kind: str
    row_id: UUID
    title: str
    body: Iterable[str | None] = ()
    at: datetime | None = None


@dataclass(frozen=True)
class Found:
    """One page of what was found, best first, and how many there are in all, or that it `goes_on` beyond `MOST`."""

    hits: list[tuple[str, UUID]]
    count: int
    goes_on: bool = False


async def find(
    db: AsyncSession,
    asked: str,
    *,
    among: Mapping[str, Select[Any]],
    limit: int,
    offset: int = 0,
) -> Found:
    """What has every word asked for, as a beginning; `among` gives for each kind the ids that the reader may see."""
    wanted = _wanted(asked)
    if not wanted:
        return Found([], 0)
    best = _best(db, wanted, among)
    found, limit = select(_kind(best.c.kind), best.c.row_id), max(0, min(limit, MOST - offset))
    rows, count = await lists.cut(db, found, _order(best), limit=limit, offset=offset)
    return Found([(kind, row_id) for kind, row_id in rows], min(count, MOST), count > MOST)


async def first(db: AsyncSession, asked: str, *, among: Mapping[str, Select[Any]], limit: int) -> list[UUID]:
    """The same for whoever never asks how many there are: the ids of the best."""
    wanted = _wanted(asked)
    if not wanted:
        return []
    best = _best(db, wanted, among)
    return list(await db.scalars(select(best.c.row_id).order_by(*_order(best)).limit(limit)))


def having(db: AsyncSession, asked: str, kind: str) -> Select[UUID]:
    """The ids of whatever of a kind has those words; whether it may be seen, the query asks that they stand in."""
    wanted = _wanted(asked)
    rows = select(SearchRow.row_id).where(SearchRow.kind == kind)
    return rows.where(_matches(db.get_bind().dialect.name, wanted, title_only=False) if wanted else false())


@dataclass(frozen=True)
class Best:
    """Of one kind, the best of what was found, and how many there are in all, or that it `goes_on`."""

    ids: list[UUID]
    count: int
    goes_on: bool = False


async def best_of_each(
    db: AsyncSession, asked: str, *, among: Mapping[str, Select[Any]], limit: int
) -> dict[str, Best]:
    """The same as `find`, a few of each kind; what has none is left out."""
    wanted = _wanted(asked)
    if not wanted:
        return {}
    matched = _matched(db, wanted, among)
    count = select(matched.c.kind, func.count().label("of")).group_by(matched.c.kind).subquery()
    best: dict[str, Best] = {}
    # Not with a window over all: that puts every thing found in order, to show eight of each kind.
    every = union_all(*(select(_first_of(kind, matched, limit)) for kind in among)).subquery()
    query = select(every.c.kind, every.c.row_id, count.c.of).join(count, count.c.kind == every.c.kind)
    for kind, row_id, of in await db.execute(query.order_by(*_order(every))):
        best.setdefault(kind, Best([], min(of, MOST), of > MOST)).ids.append(row_id)
    return best


def _best(db: AsyncSession, wanted: list[list[str]], among: Mapping[str, Select[Any]]) -> Subquery:
    """As much as is counted of what has those words and is seen.

    A broad word is in ten thousand rows, and no more of them are looked at than it takes: those that have it in their
    title before the others, and in either what was changed last.
    """
    dialect = db.get_bind().dialect.name
    in_title = _matches(dialect, wanted, title_only=True)
    elsewhere = _matches(dialect, wanted, title_only=False) & ~in_title
    row = (SearchRow.kind, SearchRow.row_id, SearchRow.at, SearchRow.title)
    parts = (
        select(*row, literal(rank, Integer).label("in_title"))
        .where(SearchRow.kind.in_([*among]), which)
        .order_by(SearchRow.id.desc())
        .limit(_ALL)
        .subquery()
        for rank, which in ((1, in_title), (0, elsewhere))
    )
    matched = union_all(*map(select, parts)).subquery()
    # Whether it is seen is asked in the order of the parts, until there are enough: to be sorted, all would be asked.
    return select(matched).where(_seen(among, matched)).limit(MOST + 1).subquery()


def _matched(db: AsyncSession, wanted: list[list[str]], among: Mapping[str, Select[Any]]) -> CTE:
    """All that has those words and is seen, with what puts it in order."""
    dialect = db.get_bind().dialect.name
    in_title = _matches(dialect, wanted, title_only=True).label("in_title")
    found = select(_kind(SearchRow.kind).label("kind"), SearchRow.row_id, SearchRow.at, SearchRow.title, in_title)
    return found.where(_matches(dialect, wanted, title_only=False), _seen(among, SearchRow.__table__)).cte("matched")


def _kind(kept: Any) -> ColumnElement[str]:
    return func.replace(kept, AS_TOLD, "")


def _first_of(kind: str, matched: CTE, limit: int) -> Subquery:
    return select(matched).where(matched.c.kind == kind).order_by(*_order(matched)).limit(limit).subquery()


def _order(matched: FromClause) -> Sequence[ColumnElement[Any]]:
    its = matched.c
    return its.in_title.desc(), its.at.desc().nulls_last(), its.title, its.row_id


def _seen(among: Mapping[str, Select[Any]], rows: FromClause) -> ColumnElement[bool]:
    # Not with OR: that invites SQLite to try each thing of a kind with each match, and 5,000 of either took a minute.
    return case(*((rows.c.kind == kind, _is_among(ids, rows)) for kind, ids in among.items()), else_=false())


def _is_among(ids: Select[Any], rows: FromClause) -> ColumnElement[bool]:
    """Asked about what was found, and of nothing else."""
    [its] = ids.selected_columns
    return ids.where(its == rows.c.row_id).correlate(rows).exists()


async def keep(db: AsyncSession, rows: Iterable[Words]) -> None:
    """Writes the words of things anew."""
    kept = [_row(each) for each in rows]
    if not kept:
        return
    for kind in {each["kind"] for each in kept}:
        await forget(db, str(kind), [each["row_id"] for each in kept if each["kind"] == kind])
    await db.execute(insert(SearchRow.__table__), kept)  # type: ignore[arg-type]


async def forget(db: AsyncSession, kind: str, row_ids: Iterable[Any]) -> None:
    await db.execute(_FORGET, {"of_kind": kind, "ids": [*row_ids]})


_FORGET = delete(SearchRow).where(SearchRow.kind == bindparam("of_kind"), SearchRow.row_id.in_(THESE))


def _row(words: Words) -> dict[str, Any]:
    title, body = _kept(words.title), _kept(" ".join(filter(None, words.body)))
    return {
        "kind": words.kind,
        "row_id": words.row_id,
        "at": words.at,
        "title": title[:2000],
        "body": f"{title} {body}".strip()[:_KEPT_LENGTH],
    }


def _kept(said: str) -> str:
    words = text.words(said)
    kept = " ".join(words)
    if "-" not in kept:
        return kept
    return " ".join(f"{word.replace('-', ' ')} {word.replace('-', '')}" if "-" in word else word for word in words)


def _wanted(asked: str) -> list[list[str]]:
    """Each word asked for, as its alternatives: `co-production` is [`coproduction`, `co production`]."""
    words = text.words(asked[:400])[:_MOST_WORDS]
    return [[word.replace("-", ""), word.replace("-", " ")] if "-" in word else [word] for word in words]


def _matches(dialect: str, wanted: list[list[str]], *, title_only: bool) -> ColumnElement[bool]:
    if dialect == "sqlite":
        query = " AND ".join(f"({' OR '.join(_fts5(each) for each in word)})" for word in wanted)
        column = "title : " if title_only else ""
        matches = literal_column("search_index").op("MATCH")(f"{column}({query})")
        return SearchRow.id.in_(select(_FTS5.c.rowid).where(matches))
    query = " & ".join(f"({' | '.join(_tsquery(each) for each in word)})" for word in wanted)
    kept = SearchRow.title if title_only else SearchRow.body
    simple: ColumnElement[str] = literal_column("'simple'")
    return func.to_tsvector(simple, kept).bool_op("@@")(func.to_tsquery(simple, query))


def _fts5(words: str) -> str:
    return "(" + " AND ".join(f'"{word}"*' for word in words.split()) + ")"


def _tsquery(words: str) -> str:
    return "(" + " & ".join(f"'{word}':*" for word in words.split()) + ")"
