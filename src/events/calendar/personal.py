"""Personal feeds: what somebody chose to follow, as one calendar, without an account.

The token is the identity. It is kept hashed, so that nobody can read it here; whoever has it can read the feed, change
what is followed, give the feed a new token or end it.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Index, delete, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from events.accounts import tokens
from events.programme.belonging import SUBJECTS, Subject
from events.storage.base import Base, Identified, kind_of, to
from events.storage.types import Line
from events.visibility import Reader, visible

MOST = 200  # that one feed follows


class PersonalFeed(Identified, Base, kw_only=True, eq=False):
    """A feed that somebody made for themselves; of who they are, nothing is known."""

    __tablename__ = "personal_feeds"
    __table_args__ = {"info": {"private": True, "watched": False}}

    token_hash: Mapped[str] = mapped_column(Line(64), unique=True)
    everything: Mapped[bool] = mapped_column(default=False)
    made_at: Mapped[datetime]
    changed_at: Mapped[datetime]


class Followed(Base, kw_only=True, eq=False):
    """One thing that a personal feed follows, shown there or not."""

    __tablename__ = "followed"
    __table_args__ = (
        Index("ix_followed_kind_row_id", "kind", "row_id"),
        {"info": {"private": True, "watched": False}},
    )

    feed_id: Mapped[UUID] = mapped_column(to("personal_feeds.id", ondelete="CASCADE"), primary_key=True)
    kind: Mapped[str] = mapped_column(Line(40), primary_key=True)
    row_id: Mapped[UUID] = mapped_column(primary_key=True)


Choice = Mapping[type[Subject], Sequence[UUID]]


@dataclass(frozen=True)
class Chosen:
    """What somebody wants to follow: everything, or these."""

    everything: bool
    subjects: Choice


class NothingChosen(ValueError):
    def __str__(self) -> str:
        return "Choose at least one thing to follow."


class TooMuchChosen(ValueError):
    def __str__(self) -> str:
        return f"One feed follows at most {MOST} things. “Every launch on this site” is one of them."


async def chosen(
    db: AsyncSession, slugs: Mapping[str, Sequence[str]], *, everything: bool, reader: Reader, now: datetime
) -> Chosen:
    """What these slugs name that the reader may see, by the names of `SUBJECTS`; others are as if not chosen.

    Raises NothingChosen, TooMuchChosen.
    """
    found: dict[type[Subject], Sequence[UUID]] = {}
    if sum(map(len, slugs.values())) > MOST:
        raise TooMuchChosen
    for name, kind in SUBJECTS.items():
        wanted: Any = kind
        query = select(wanted.id).where(wanted.slug.in_(slugs.get(name, ())), visible(kind, reader, now))
        found[kind] = (await db.scalars(query)).all()
    if not everything and not any(found.values()):
        raise NothingChosen
    return Chosen(everything, found)


def make(db: AsyncSession, choice: Chosen, *, now: datetime) -> str:
    """A new feed; gives the token, which nobody can ask for again."""
    token, kept = tokens.fresh()
    feed = PersonalFeed(token_hash=kept, everything=choice.everything, made_at=now, changed_at=now)
    db.add(feed)
    db.add_all(_followed(feed, choice))
    return token


async def by_token(db: AsyncSession, token: str) -> PersonalFeed | None:
    found: PersonalFeed | None = await db.scalar(
        select(PersonalFeed).where(PersonalFeed.token_hash == tokens.digest(token))
    )
    return found


async def choice_of(db: AsyncSession, feed: PersonalFeed) -> Choice:
    kinds = {kind_of(kind): kind for kind in SUBJECTS.values()}
    choice: dict[type[Subject], list[UUID]] = defaultdict(list)
    for each in await db.scalars(select(Followed).where(Followed.feed_id == feed.id)):
        choice[kinds[each.kind]].append(each.row_id)
    return choice


async def change(db: AsyncSession, feed: PersonalFeed, choice: Chosen, *, now: datetime) -> None:
    """From now on it follows these and nothing else."""
    await db.execute(delete(Followed).where(Followed.feed_id == feed.id))
    feed.everything, feed.changed_at = choice.everything, now
    db.add_all(_followed(feed, choice))


def renew(feed: PersonalFeed, *, now: datetime) -> str:
    """Another token; the old one opens nothing any more."""
    token, feed.token_hash = tokens.fresh()
    feed.changed_at = now
    return token


async def end(db: AsyncSession, feed: PersonalFeed) -> None:
    """Gone, as if there had never been one."""
    await db.delete(feed)


async def names(db: AsyncSession, choice: Choice, *, reader: Reader, now: datetime) -> dict[str, list[tuple[str, str]]]:
    """Slugs and names of what is followed, as far as the reader may see it; the rest is not spoken of."""
    found = {}
    for name, kind in SUBJECTS.items():
        wanted: Any = kind
        query = select(kind).where(wanted.id.in_(choice.get(kind, ())), visible(kind, reader, now))
        rows: Iterable[Any] = await db.scalars(query)
        found[name] = sorted(((row.slug, called(row)) for row in rows), key=lambda each: each[1])
    return found


def called(subject: Any) -> str:
    name: str = getattr(subject, "title", None) or subject.name
    return name


def _followed(feed: PersonalFeed, choice: Chosen) -> list[Followed]:
    return [
        Followed(feed_id=feed.id, kind=kind_of(kind), row_id=row_id)
        for kind, ids in choice.subjects.items()
        for row_id in dict.fromkeys(ids)
    ]
