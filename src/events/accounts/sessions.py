"""Sessions: who is signed in where. The browser holds a token; here is its digest, so that it can be taken back."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import CursorResult, Select, bindparam, delete, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from events.accounts import tokens
from events.accounts.models import Account, SentForm
from events.storage.base import Base, Identified, to
from events.storage.types import Line, choice

IDLE = timedelta(days=14)
LONGEST = timedelta(days=90)
FRESH = timedelta(hours=1)  # how one signs in is changed only by somebody who has just done it
REMEMBERED = timedelta(days=2)  # an ended session still says whose words are sent from a page that lay open
_TOUCH = timedelta(minutes=5)


class How(StrEnum):
    """By what somebody proved who they are."""

    LINK = "link"
    PASSWORD = "password"
    PASSKEY = "passkey"
    OPENID = "openid"


class SignedIn(Identified, Base, kw_only=True, eq=False):
    """One browser in which somebody is signed in. Ended rows open nothing and go after two days."""

    __tablename__ = "sessions"
    __table_args__ = {"info": {"private": True, "watched": False}}

    account_id: Mapped[UUID] = mapped_column(to("accounts.id", ondelete="CASCADE"), index=True)
    token_hash: Mapped[str] = mapped_column(Line(64), unique=True)
    how: Mapped[How] = mapped_column(choice(How))
    device: Mapped[str] = mapped_column(Line(160))
    began_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    ended_at: Mapped[datetime | None] = mapped_column(default=None)
    stale: Mapped[bool] = mapped_column(default=False)  # the role has changed: the next page brings a new token

    def is_fresh(self, now: datetime) -> bool:
        return now - self.began_at < FRESH

    def wants_note(self, now: datetime) -> bool:
        """Whether it is time to note that it is used."""
        return now - self.seen_at >= _TOUCH


async def begin(db: AsyncSession, account: Account, *, now: datetime, device: str, how: How = How.LINK) -> str:
    """The token for a browser that has just proved whose it is; always a new one, whatever it had before.

    What sessions left behind long ago is cleared away here: seldom enough, and often enough.
    """
    token, kept = tokens.fresh()
    mine = SignedIn.account_id == account.id
    long_over = or_(SignedIn.ended_at < now - REMEMBERED, SignedIn.seen_at < now - LONGEST)
    await _run(db, delete(SignedIn).where(mine, long_over))
    await _run(db, delete(SentForm).where(SentForm.at < now - REMEMBERED))
    db.add(SignedIn(account_id=account.id, token_hash=kept, how=how, device=device, began_at=now, seen_at=now))
    return token


async def of(db: AsyncSession, token: str, *, now: datetime) -> tuple[Account, SignedIn] | None:
    """Whose token this is, while their session lasts."""
    found = (await db.execute(_WHOSE, {"digest": tokens.digest(token), **_since(now)})).first()
    return (found[0], found[1]) if found else None


async def whose_words(db: AsyncSession, session: str | UUID, *, now: datetime) -> Account | None:
    """Whose session this was, if it lapsed or ended lately: what they typed is kept for them, and nothing is shown.

    Of a cookie its token is known, of a page the id.
    """
    query = select(Account).join(SignedIn, Account.id == SignedIn.account_id)
    lately = or_(SignedIn.ended_at.is_(None), SignedIn.ended_at > now - REMEMBERED)
    this = SignedIn.id == session if isinstance(session, UUID) else SignedIn.token_hash == tokens.digest(session)
    query = query.where(this, lately)
    found: Account | None = await db.scalar(query.where(Account.closed_at.is_(None)))
    return found


async def of_account(db: AsyncSession, account_id: UUID, *, now: datetime) -> list[SignedIn]:
    """Where somebody is signed in, the latest used first."""
    query: Select[SignedIn] = select(SignedIn).where(SignedIn.account_id == account_id, *_LASTS)
    return list(await db.scalars(query.order_by(SignedIn.seen_at.desc(), SignedIn.id), _since(now)))


async def end(db: AsyncSession, account_id: UUID, session_id: UUID, *, now: datetime) -> bool:
    """Signs out in one browser; False if it is not theirs, or was signed out before."""
    return await _end(db, now, SignedIn.account_id == account_id, SignedIn.id == session_id) == 1


async def end_all(db: AsyncSession, account_id: UUID, *, but: UUID | None = None, now: datetime) -> int:
    """Signs out everywhere, `but` in one browser; says in how many that was."""
    others = [SignedIn.id != but] if but else []
    return await _end(db, now, SignedIn.account_id == account_id, *others)


async def turn_stale(db: AsyncSession, account_id: UUID) -> None:
    """The role of an account has changed: a token from before is soon no good any more."""
    await _run(db, update(SignedIn).where(SignedIn.account_id == account_id).values(stale=True))


async def note(db: AsyncSession, session: SignedIn, *, now: datetime) -> None:
    """That it is used."""
    lasts = (SignedIn.id == session.id, SignedIn.ended_at.is_(None))
    await _run(db, update(SignedIn).where(*lasts).values(seen_at=now))


async def turn(db: AsyncSession, session: SignedIn) -> str | None:
    """The new token of a session that was turned stale, where no other answer was quicker."""
    token, kept = tokens.fresh()
    this = (SignedIn.id == session.id, SignedIn.token_hash == session.token_hash)
    changed = await _run(db, update(SignedIn).where(*this).values(token_hash=kept, stale=False))
    return token if changed == 1 else None


# Asked at every visit, and so written out once.
_LASTS = (
    SignedIn.ended_at.is_(None),
    SignedIn.began_at > bindparam("longest"),
    SignedIn.seen_at > bindparam("idle"),
)
_WHOSE = (
    select(Account, SignedIn)
    .join(Account, Account.id == SignedIn.account_id)
    .where(SignedIn.token_hash == bindparam("digest"), Account.closed_at.is_(None), *_LASTS)
)


def _since(now: datetime) -> dict[str, datetime]:
    return {"longest": now - LONGEST, "idle": now - IDLE}


async def _end(db: AsyncSession, now: datetime, *which: Any) -> int:
    return await _run(db, update(SignedIn).where(*which, SignedIn.ended_at.is_(None)).values(ended_at=now))


async def _run(db: AsyncSession, statement: Any) -> int:
    """How many rows it changed."""
    result: CursorResult[Any] = await db.execute(statement.execution_options(synchronize_session=False))  # type: ignore[assignment]
    return result.rowcount
