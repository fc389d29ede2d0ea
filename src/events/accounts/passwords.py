"""Passwords: argon2id in a thread, and for an account that is not there the same work."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from functools import cache
from uuid import UUID

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from events.accounts import mails
from events.accounts.models import Account
from events.storage.base import Base, to
from events.storage.types import Line

SHORTEST, LONGEST = 12, 200
_LETTERS = 5

_hasher = PasswordHasher()  # RFC 9106 section 4, the second recommended option
_threads = ThreadPoolExecutor(2, "passwords")  # 64 MiB each: many at once wait for one another, not for memory


class Password(Base, kw_only=True, eq=False):
    """What is kept of a password; an account without one signs in otherwise."""

    __tablename__ = "passwords"
    __table_args__ = {"info": {"private": True, "watched": False}}

    account_id: Mapped[UUID] = mapped_column(to("accounts.id", ondelete="CASCADE"), primary_key=True)
    hash: Mapped[str] = mapped_column(Line(200))
    set_at: Mapped[datetime]


class TooEasy(ValueError):
    """A password that would be guessed; its message says what to do."""


def require_fit(password: str, account: Account) -> None:
    """Long rather than strange. Raises TooEasy."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise TooEasy(f"A password has {SHORTEST} to {LONGEST} characters. A few words in a row are easy to remember.")
    folded = password.casefold()
    if len(set(folded)) < _LETTERS or folded in account.mail or folded in account.name.casefold():
        raise TooEasy("This password is easy to guess. Choose a few words that have nothing to do with one another.")


async def hashed(password: str) -> str:
    """What `keep` takes; made before the transaction, which would hold up others meanwhile."""
    return await asyncio.get_running_loop().run_in_executor(_threads, _hasher.hash, password)


async def keep(db: AsyncSession, account: Account, hash: str, *, now: datetime) -> None:
    row = await db.get(Password, account.id)
    if row:
        row.hash, row.set_at = hash, now
    else:
        db.add(Password(account_id=account.id, hash=hash, set_at=now))


async def drop(db: AsyncSession, account: Account) -> None:
    row = await db.get(Password, account.id)
    if row:
        await db.delete(row)


async def of(db: AsyncSession, mail: str) -> tuple[Account, Password] | None:
    query = select(Account, Password).join(Password, Password.account_id == Account.id)
    found = (await db.execute(query.where(mails.is_of(mail), Account.closed_at.is_(None)))).first()
    return (found[0], found[1]) if found else None


async def agrees(kept: Password | None, password: str) -> bool:
    """Whether this is the password; as long in coming whether there is one or not."""
    loop = asyncio.get_running_loop()
    is_it = await loop.run_in_executor(_threads, _agrees, kept.hash if kept else None, password[:LONGEST])
    return is_it and kept is not None


def is_outdated(kept: Password) -> bool:
    """Whether it was hashed with less care than is usual now."""
    return _hasher.check_needs_rehash(kept.hash)


def _agrees(hash: str | None, password: str) -> bool:
    try:
        return _hasher.verify(hash or _nobodys(), password)
    except (VerificationError, InvalidHashError):
        return False


@cache
def _nobodys() -> str:
    return _hasher.hash("nobody has this one")
