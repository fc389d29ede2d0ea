"""The mails by which organisers come in: a link to sign in, an invitation, a new address to be confirmed."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Protocol, Self
from uuid import UUID

from jinja2 import Environment
from sqlalchemy.ext.asyncio import AsyncSession

from events import addresses
from events.accounts import links, tokens
from events.accounts.models import Account, Role
from events.addresses import Addresses
from events.mail import messages, outbox
from events.mail.messages import Sender


class Named(Protocol):
    """An organisation, as far as whoever is invited to it is told of it."""

    @property
    def id(self) -> UUID: ...

    @property
    def name(self) -> str: ...


@dataclass(frozen=True)
class Letterhead:
    """What every mail of ours is made with: whom it is from, where its links lead, and how it is worded."""

    sender: Sender
    where: Addresses
    templates: Environment
    writer: Account | None = None  # in whose name it is written, if in anybody's: they read what is answered

    def by(self, writer: Account) -> Self:
        return replace(self, writer=writer)


async def sign_in(db: AsyncSession, head: Letterhead, account: Account, token: str, *, now: datetime) -> None:
    """Queues the link that somebody asked for. Raises Unmailable."""
    await _queue(db, head, account.mail, token, "Your link to sign in", now, links.SHORT, purpose="sign in")


async def invite(
    db: AsyncSession,
    head: Letterhead,
    account: Account,
    token: str,
    *,
    organisation: Named,
    role: Role,
    by: str,
    now: datetime,
) -> None:
    facts = {"purpose": "invitation", "organisation": organisation.name, "role": role, "by": by}
    subject = f"Work with {organisation.name}"
    await _queue(db, head, account.mail, token, subject, now, links.INVITED, organisation.id, **facts)


async def ask_to_host(
    db: AsyncSession, head: Letterhead, mail: str, token: str, *, lead: Named, now: datetime, **facts: Any
) -> None:
    """To an address that may be nobody's here: whoever reads it there may stand behind a launch of others.

    The mail does not say which: its title may be the news, and they have agreed to nothing yet.
    """
    facts |= {"purpose": "host", "lead": lead.name}
    subject = f"{lead.name} asks you to stand behind a launch"
    await _queue(db, head, mail, token, subject, now, links.INVITED, lead.id, **facts)


async def confirm(db: AsyncSession, head: Letterhead, mail: str, token: str, *, now: datetime) -> None:
    """To the address that is to be somebody's from now on."""
    await _queue(db, head, mail, token, "Confirm your new mail address", now, links.SHORT, purpose="new address")


async def tell_of_new_address(db: AsyncSession, head: Letterhead, account: Account, old: str, *, now: datetime) -> None:
    """To the address that was somebody's until now: whoever did not do this themselves must hear of it."""
    facts = {"purpose": "address changed", "new_mail": account.mail}
    await _tell(db, head, old, "Your mail address was changed", f"address changed {account.id}", now, **facts)


async def tell_that_taken(db: AsyncSession, head: Letterhead, mail: str, *, now: datetime) -> None:
    """To an address that is an account's already: whoever wanted it for another reads it there, and nowhere else."""
    await _tell(db, head, mail, "You have an account already", f"address taken {mail}"[:150], now, purpose="taken")


async def _tell(
    db: AsyncSession, head: Letterhead, to: str, subject: str, about: str, now: datetime, **facts: Any
) -> None:
    words, key = _worded(head, **facts), f"{about} {now.isoformat()}"
    stream = _stream(to)
    await outbox.queue(
        db, messages.plain(head.sender, to=to, subject=subject, text=words, key=key, now=now, stream=stream)
    )


async def _queue(
    db: AsyncSession,
    head: Letterhead,
    to: str,
    token: str,
    subject: str,
    now: datetime,
    life: timedelta,
    organisation_id: UUID | None = None,
    **facts: Any,
) -> None:
    words = _worded(head, link=head.where.full(addresses.sign_in_link(token)), life=life, **facts)
    mail = messages.plain(
        head.sender,
        to=to,
        subject=subject,
        text=words,
        key=f"sign-in {tokens.digest(token)}",
        now=now,
        stream=_stream(to),
        give_up_at=now + life,
        signs_in=True,
        organisation_id=organisation_id,
    )
    await outbox.queue(db, mail)


def _worded(head: Letterhead, **facts: Any) -> str:
    return head.templates.get_template("mail/sign_in.txt").render(**facts)


def _stream(mail: str) -> str:
    """Apart from the other mail to the same person: a link that waits behind a put-off mail is of no use."""
    return f"sign-in/{mail}"[:200]
