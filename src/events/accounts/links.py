"""One-time links: brought by mail or printed for an operator, and good for one sign-in within a short time."""

from datetime import datetime, timedelta
from typing import cast
from uuid import UUID

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from events.accounts import tokens
from events.accounts.models import Account
from events.storage import types
from events.storage.base import Base, to
from events.storage.types import Line

SHORT = timedelta(minutes=20)
PRINTED = timedelta(hours=1)
INVITED = timedelta(days=7)
_REMEMBERED = timedelta(days=30)


class SignInLink(Base, kw_only=True, eq=False):
    """A link that signs somebody in once. Without an account it is for the first owner, who is yet to be named.

    `new_mail`: it was sent there, so whoever follows it shows that the address is theirs: from now on, if there is an
    account; else it is for whoever has that address, and makes them an account if they have none.
    """

    __tablename__ = "sign_in_links"
    __table_args__ = {"info": {"private": True, "watched": False}}

    token_hash: Mapped[str] = mapped_column(Line(64), primary_key=True)
    account_id: Mapped[UUID | None] = mapped_column(to("accounts.id", ondelete="CASCADE"), index=True)
    made_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)
    leads_to: Mapped[str | None] = mapped_column(Line(500), default=None)
    new_mail: Mapped[str | None] = mapped_column(types.mail(), default=None)
    used_at: Mapped[datetime | None] = mapped_column(default=None)

    @property
    def is_for_an_address(self) -> bool:
        return self.account_id is None and self.new_mail is not None


async def make(
    db: AsyncSession,
    account: Account | None,
    *,
    now: datetime,
    life: timedelta = SHORT,
    leads_to: str | None = None,
    new_mail: str | None = None,
) -> str:
    """The token of a new link; drops links that nobody can have any more."""
    token, kept = tokens.fresh()
    await db.execute(delete(SignInLink).where(SignInLink.expires_at < now - _REMEMBERED))
    db.add(
        SignInLink(
            token_hash=kept,
            account_id=account.id if account else None,
            made_at=now,
            expires_at=now + life,
            leads_to=leads_to,
            new_mail=new_mail,
        )
    )
    return token


async def usable(db: AsyncSession, token: str, *, now: datetime) -> SignInLink | None:
    """The link, if it can still be used; looking does not use it up."""
    query = select(SignInLink).where(*_is_good(token, now))
    return cast(SignInLink | None, await db.scalar(query))


async def use(db: AsyncSession, token: str, *, now: datetime) -> SignInLink | None:
    """The link, now used up; None if it was before, or by somebody quicker."""
    taken = update(SignInLink).where(*_is_good(token, now)).values(used_at=now).returning(SignInLink)
    return cast(SignInLink | None, await db.scalar(taken.execution_options(synchronize_session=False)))


async def end(db: AsyncSession, token_hash: str, *, now: datetime) -> None:
    """What it was sent for is over: it is no good any more."""
    still = (SignInLink.token_hash == token_hash, SignInLink.used_at.is_(None), SignInLink.expires_at > now)
    await db.execute(
        update(SignInLink).where(*still).values(expires_at=now).execution_options(synchronize_session=False)
    )


async def void(db: AsyncSession, account_id: UUID, *, now: datetime) -> None:
    """No link that is on its way to somebody's old address is good any more."""
    theirs = (SignInLink.account_id == account_id, SignInLink.used_at.is_(None), SignInLink.expires_at > now)
    await db.execute(
        update(SignInLink).where(*theirs).values(expires_at=now).execution_options(synchronize_session=False)
    )


def _is_good(token: str, now: datetime) -> tuple:  # type: ignore[type-arg]
    return (
        SignInLink.token_hash == tokens.digest(token),
        SignInLink.used_at.is_(None),
        SignInLink.expires_at > now,
    )
