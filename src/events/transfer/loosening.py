"""An older file knows nothing of an embargo that was set, moved or held since: it takes none of that back unsaid."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from events import times
from events.programme.models import Launch, Launched
from events.storage.chunks import chunks
from events.transfer.mistakes import Refused
from events.visibility import Embargo

_FURTHER_NOTICE = datetime.max.replace(tzinfo=UTC)
_AT_MOST = 20  # launches that are named


@dataclass(frozen=True)
class Under:
    """What one row is kept back by; `lifts_at` is the last of all moments where that is until further notice."""

    launch: str
    lifts_at: datetime
    in_words: str


InForce = Mapping[tuple[Any, UUID], Under]


async def in_force(db: AsyncSession, now: datetime) -> InForce:
    """The embargoes that have not lifted, by what is under each."""
    waits = or_(Embargo.held, Embargo.lifts_at.is_(None), Embargo.lifts_at > now)
    found: dict[tuple[Any, UUID], Under] = {}
    for kind in _kinds():
        for row in await db.execute(_under(kind).where(waits)):
            found[kind, row.id] = _read(row)
    return found


async def refuse(db: AsyncSession, before: InForce) -> None:
    """After the writing: raises Refused, naming each launch of which something would be public earlier than before."""
    loosened: dict[str, str] = {}
    for kind in _kinds():
        for ids in chunks([row_id for of, row_id in before if of is kind]):
            for row in await db.execute(_under(kind).where(kind.id.in_(ids))):
                was, now = before[kind, row.id], _read(row)
                if now.lifts_at < was.lifts_at:
                    loosened.setdefault(was.launch, f"“{was.launch}”: here {was.in_words}, in the file {now.in_words}.")
    if loosened:
        lines = [*loosened.values()][:_AT_MOST]
        more = [f"... and {len(loosened) - len(lines):,} more."] if len(loosened) > len(lines) else []
        why = "Nothing was imported: the file would loosen an embargo. Add --loosen-embargoes if that is meant."
        raise Refused("\n".join([why, *lines, *more]))


def _kinds() -> Iterator[Any]:
    yield Launch
    yield from Launched.__subclasses__()


def _under(kind: Any) -> Select[Any]:
    query = select(kind.id, Launch.title, Embargo.id.label("embargo_id"), Embargo.lifts_at, Embargo.held, Embargo.zone)
    if kind is not Launch:
        query = query.select_from(kind).join(Launch, Launch.id == kind.launch_id)
    return query.outerjoin(Embargo, Embargo.id == kind.embargo_id)


def _read(row: Row[Any]) -> Under:
    if row.embargo_id is None:
        return Under(row.title, datetime.min.replace(tzinfo=UTC), "no embargo")
    if row.held or row.lifts_at is None:
        return Under(row.title, _FURTHER_NOTICE, "an embargo until further notice")
    return Under(row.title, row.lifts_at, f"an embargo until {times.newsroom(row.lifts_at, row.zone)}")
