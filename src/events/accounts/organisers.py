"""Organisers: taken in by their mail address, and given a role at an organisation."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from events.accounts.models import Account, Membership, Role


class AddressTaken(ValueError):
    """Two accounts with one mail address could each sign in as the other."""

    def __str__(self) -> str:
        return "There is an account with this mail address already."


async def add(db: AsyncSession, *, name: str, mail: str, now: datetime) -> Account:
    """Takes an organiser in; addresses are compared without regard to case. Raises AddressTaken."""
    folded = mail.casefold()
    if await db.scalar(select(Account.id).where(Account.mail == folded)):
        raise AddressTaken
    account = Account(name=name, mail=folded, added_at=now)
    db.add(account)
    return account


async def give_role(db: AsyncSession, account: Account, organisation_id: UUID, role: Role) -> None:
    """One role at each organisation; a new one takes the place of the old."""
    membership = await db.get(Membership, (account.id, organisation_id))
    if membership:
        membership.role = role
    else:
        db.add(Membership(account_id=account.id, organisation_id=organisation_id, role=role))
