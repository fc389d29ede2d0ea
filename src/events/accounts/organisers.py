"""Organisers: taken in by their mail address, given a role at an organisation, and asked to come."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from events.accounts import letters, links, mails, sessions
from events.accounts.letters import Letterhead
from events.accounts.models import Account, Membership, Role
from events.accounts.sessions import SignedIn


class AddressTaken(ValueError):
    """Two accounts with one mail address could each sign in as the other."""

    def __str__(self) -> str:
        return "There is an account with this mail address already."


class LastOwner(ValueError):
    """Nobody would be left who may say who works at an organisation."""

    def __str__(self) -> str:
        return "This is the only owner. Make somebody else an owner first."


class NotAMember(LookupError):
    """The account has no role at this organisation."""


async def add(db: AsyncSession, *, name: str, mail: str, now: datetime) -> Account:
    """Takes an organiser in; addresses are compared without regard to case. Raises AddressTaken."""
    if await by_mail(db, mail):
        raise AddressTaken
    account = Account(name=name, mail=mails.fold(mail), added_at=now)
    db.add(account)
    return account


async def add_nameless(db: AsyncSession, mail: str, *, now: datetime) -> Account:
    """Somebody of whom nothing is known but the address; the link that lets them in asks for more."""
    return await add(db, name=mails.fold(mail)[:160], mail=mail, now=now)


async def by_mail(db: AsyncSession, mail: str) -> Account | None:
    found: Account | None = await db.scalar(select(Account).where(mails.is_of(mail)))
    return found


async def give_role(db: AsyncSession, account: Account, organisation_id: UUID, role: Role) -> None:
    """One role at each organisation; a new one takes the place of the old."""
    membership = await db.get(Membership, (account.id, organisation_id))
    if membership is None:
        db.add(Membership(account_id=account.id, organisation_id=organisation_id, role=role))
    elif membership.role is not role:
        membership.role = role
    else:
        return
    await sessions.turn_stale(db, account.id)


async def invite(
    db: AsyncSession,
    organisation: letters.Named,
    mail: str,
    role: Role,
    *,
    by: Account,
    now: datetime,
    letterhead: Letterhead,
) -> Account:
    """Gives somebody a role, in an account that is made if there is none, and mails a link that is good for a week.

    Until they say what their name is, it is their address. Raises AddressTaken if their account was closed, LastOwner
    if this would take the only owner's role, and Unmailable.
    """
    account = await by_mail(db, mail) or await add_nameless(db, mail, now=now)
    if account.closed_at:
        raise AddressTaken
    if await _is_last_owner(db, account.id, organisation.id) and role is not Role.OWNER:
        raise LastOwner
    await give_role(db, account, organisation.id, role)
    token = await links.make(db, account, now=now, life=links.INVITED)
    await letters.invite(db, letterhead, account, token, organisation=organisation, role=role, by=by.called, now=now)
    return account


async def change_role(db: AsyncSession, organisation_id: UUID, account_id: UUID, role: Role) -> None:
    """Raises LastOwner and NotAMember."""
    membership = await _membership(db, organisation_id, account_id)
    if role is not Role.OWNER and await _is_last_owner(db, account_id, organisation_id):
        raise LastOwner
    if membership.role is not role:
        membership.role = role
        await sessions.turn_stale(db, account_id)


async def remove(db: AsyncSession, organisation_id: UUID, account_id: UUID) -> None:
    """Takes somebody's role away; their account stays, with what they did in the log. Raises LastOwner, NotAMember."""
    membership = await _membership(db, organisation_id, account_id)
    if await _is_last_owner(db, account_id, organisation_id):
        raise LastOwner
    await db.delete(membership)
    await sessions.turn_stale(db, account_id)


async def with_members(db: AsyncSession, ids: Collection[UUID]) -> set[UUID]:
    """At which of these organisations somebody works."""
    return set(await db.scalars(select(Membership.organisation_id).where(Membership.organisation_id.in_(ids))))


async def counts(db: AsyncSession, organisation_ids: Collection[UUID]) -> dict[UUID, int]:
    """How many work at each."""
    query = select(Membership.organisation_id, func.count()).join(Account, Membership.account_id == Account.id)
    query = query.where(Membership.organisation_id.in_(organisation_ids), Account.closed_at.is_(None))
    return dict((await db.execute(query.group_by(Membership.organisation_id))).all())


async def members(db: AsyncSession, organisation_id: UUID) -> list[tuple[Account, Role]]:
    """Who works at an organisation, owners first."""
    query = select(Account, Membership.role).join(Membership, Membership.account_id == Account.id)
    query = query.where(Membership.organisation_id == organisation_id, Account.closed_at.is_(None))
    found = [(account, role) for account, role in await db.execute(query.order_by(Account.name, Account.id))]
    return sorted(found, key=lambda each: list(Role).index(each[1]))


async def roles_of(db: AsyncSession, account: Account) -> dict[UUID, Role]:
    query = select(Membership.organisation_id, Membership.role).where(Membership.account_id == account.id)
    return dict((await db.execute(query)).all())


async def owners(db: AsyncSession) -> Sequence[Account]:
    """Whoever owns anything, those first who have been here longest."""
    query = select(Account).join(Membership, Membership.account_id == Account.id)
    query = query.where(Membership.role == Role.OWNER, Account.closed_at.is_(None))
    return (await db.scalars(query.distinct().order_by(Account.added_at, Account.mail))).all()


async def has_any_owner_come(db: AsyncSession) -> bool:
    """Whether somebody who owns anything has ever signed in: until then, the start shows the first one in."""
    query = select(SignedIn.id).join(Membership, Membership.account_id == SignedIn.account_id)
    return await db.scalar(query.where(Membership.role == Role.OWNER).limit(1)) is not None


async def _membership(db: AsyncSession, organisation_id: UUID, account_id: UUID) -> Membership:
    membership = await db.get(Membership, (account_id, organisation_id))
    if membership is None:
        raise NotAMember
    return membership


async def _is_last_owner(db: AsyncSession, account_id: UUID, organisation_id: UUID) -> bool:
    """Whether only they may say who works there. Closed accounts own nothing any more."""
    query = select(Membership.account_id).join(Account, Account.id == Membership.account_id)
    here = (Membership.organisation_id == organisation_id, Membership.role == Role.OWNER, Account.closed_at.is_(None))
    return list(await db.scalars(query.where(*here))) == [account_id]
