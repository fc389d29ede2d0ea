"""The ways to an account by a link: asked for, printed for an operator, and opened."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from events.accounts import letters, links, mails, organisers
from events.accounts.letters import Letterhead
from events.accounts.links import SignInLink
from events.accounts.models import Account


async def send_link(
    db: AsyncSession, mail: str, *, leads_to: str | None, letterhead: Letterhead, now: datetime
) -> None:
    """Queues a link for whoever has this address. Raises Unmailable.

    For a stranger the same is done and taken back, so that it takes as long.
    """
    account = await organisers.by_mail(db, mail)
    known = account is not None and account.closed_at is None
    whose = account or Account(name=mail, mail=mails.fold(mail), added_at=now)
    async with db.begin_nested() as attempt:
        token = await links.make(db, whose, now=now, leads_to=leads_to)
        await letters.sign_in(db, letterhead, whose, token, now=now)
        await db.flush()
        if not known:
            await attempt.rollback()


async def opened(
    db: AsyncSession, link: SignInLink, *, name: str | None, letterhead: Letterhead, now: datetime
) -> Account | None:
    """The account of a link that is being used; with the name that they gave, and with its new address, where the link
    was sent to one."""
    account = await db.get(Account, link.account_id)
    if account is None or account.closed_at:
        return None
    account.name = name or account.name
    if link.new_mail and link.new_mail != account.mail:
        if await organisers.by_mail(db, link.new_mail):
            return None
        old, account.mail = account.mail, link.new_mail
        await links.void(db, account.id, now=now)
        await letters.tell_of_new_address(db, letterhead, account, old, now=now)
    return account


async def of_address(db: AsyncSession, link: SignInLink) -> Account | None:
    """The account of whoever has the address to which a link was sent, also one that was closed; None for none."""
    return await organisers.by_mail(db, link.new_mail) if link.new_mail else None


async def welcomed(db: AsyncSession, link: SignInLink, name: str | None, *, now: datetime) -> Account | None:
    """The same, with a new account for who says what they are called; None if theirs was closed."""
    if known := await of_address(db, link):
        return None if known.closed_at else known
    return await organisers.add(db, name=name, mail=link.new_mail, now=now) if name and link.new_mail else None


async def link_for_operator(db: AsyncSession, *, now: datetime) -> str | None:
    """A link for the first owner, as long as no owner has ever come; None after that."""
    if await organisers.has_any_owner_come(db):
        return None
    known = await organisers.owners(db)
    return await links.make(db, known[0] if known else None, now=now, life=links.PRINTED)
