"""How often something was tried, counted in the database, so that every process knows and a restart forgets nothing."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from events.accounts import tokens
from events.storage.base import Base
from events.storage.types import Line

WINDOW = timedelta(minutes=15)


class Tries(Base, kw_only=True, eq=False):
    """How often in one quarter of an hour. The key is a digest: mail addresses of strangers are not kept."""

    __tablename__ = "tries"
    __table_args__ = {"info": {"private": True, "watched": False}}

    key: Mapped[str] = mapped_column(Line(64), primary_key=True)
    since: Mapped[datetime] = mapped_column(primary_key=True, index=True)
    count: Mapped[int]


@dataclass(frozen=True)
class Limit:
    """How often somebody may try something in one window: `Limit("password of alice@...", 10)`."""

    what: str
    most: int


@dataclass
class TooMany(Exception):
    """Tried too often; what else the same person does, and what others do, is not touched by it."""

    until: datetime

    def seconds(self, now: datetime) -> int:
        return max(1, ceil((self.until - now).total_seconds()))


async def require_left(db: AsyncSession, *limits: Limit, now: datetime) -> None:
    """Only looks, so that a flood of tries that are refused anyway is never written. Raises TooMany."""
    since = _window(now)
    for limit in limits:
        count = await db.scalar(select(Tries.count).where(Tries.key == _key(limit), Tries.since == since))
        if count is not None and count >= limit.most:
            raise TooMany(since + WINDOW)


async def count(db: AsyncSession, *limits: Limit, now: datetime) -> None:
    """One more of each, before it is known whether it succeeds: of many at once none slips past. Raises TooMany."""
    since = _window(now)
    await db.execute(delete(Tries).where(Tries.since < since))
    for limit in limits:
        row = await db.get(Tries, (_key(limit), since))
        if row is None:
            db.add(Tries(key=_key(limit), since=since, count=1))
        elif row.count >= limit.most:
            raise TooMany(since + WINDOW)
        else:
            row.count += 1


async def forgive(db: AsyncSession, *limits: Limit, now: datetime) -> None:
    """It succeeded: whoever knows the way in is not the one to be kept out."""
    for limit in limits:
        row = await db.get(Tries, (_key(limit), _window(now)))
        if row and row.count:
            row.count -= 1


def _key(limit: Limit) -> str:
    return tokens.digest(limit.what)


def _window(now: datetime) -> datetime:
    return now - (now - datetime.min.replace(tzinfo=now.tzinfo)) % WINDOW
