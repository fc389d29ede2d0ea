"""Partners asked by mail to stand behind a launch: whoever follows the link says which organisation they are.

Two organisations cannot find each other here before one of them has something public. So the lead names a partner and
an address, and the other side brings the organisation. What the lead had noted under that name becomes one with it.
"""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, and_, or_, select, true
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import joinedload

from events import addresses, times
from events.accounts import letters, links, mails, organisers, tokens, tries
from events.accounts.access import Mandate, NotYours
from events.accounts.letters import Letterhead
from events.accounts.models import Account, Role
from events.accounts.tries import Limit
from events.mail import messages, outbox
from events.people import organisations
from events.people.models import Organisation
from events.programme import hosts, launches, neutral
from events.programme.doing import MOST, Doing
from events.programme.models import Host, HostInvitation, HostRole, Launch, Publication
from events.programme.occasions import Event
from events.visibility import ANYONE, held, visible

# Mails in a quarter of an hour: to one address; and from one lead, as from one account, which may lead for several.
_MOST_TO_ONE, _MOST_FROM_ONE = 5, 20


class AskedAlready(ValueError):
    """Somebody is asked once; a second mail would say the same, with another link."""

    def __str__(self) -> str:
        return "They were asked already and have not answered yet. Wait for them, or take that invitation back first."


class HostsAlready(ValueError):
    """Somebody works there and knows of the launch: a second invitation would make no more of it."""

    def __str__(self) -> str:
        return "It is a host of this launch already, and somebody works for it here. Change its part above, or add one."


class HereAlready(ValueError):
    """Another of that name would be taken for it."""

    def __str__(self) -> str:
        return "An organisation of this name is here already. Ask whoever owns it there to bring you in."


@dataclass(frozen=True)
class Asked:
    """Whom the lead asks, as what, and how far they may go there."""

    name: str
    mail: str
    role: HostRole
    grants: Role | None


async def invite(
    db: AsyncSession, launch: Launch, asked: Asked, *, by: Account, head: Letterhead, now: datetime
) -> HostInvitation:
    """Mails a personal link, and says to nobody whether there is an account of that address.

    `launch` with its lead and its hosts. Raises hosts.LeadsAlready, HostsAlready, AskedAlready,
    messages.Unmailable, tries.TooMany.
    """
    leading, hosting = organisations.Names(), organisations.Names()
    leading.add(launch.lead)
    hosting.add(*(each.organisation for each in launch.hosts))
    if leading.get(asked.name):
        raise hosts.LeadsAlready
    there = hosting.get(asked.name)
    if there and await organisers.with_members(db, [there.id]):
        raise HostsAlready
    mail = mails.fold(asked.mail)
    if any(mails.fold(each.mail) == mail and each.expires_at > now for each in await unanswered(db, launch.id)):
        raise AskedAlready
    asking = [Limit(f"hosts asked by {each}", _MOST_FROM_ONE) for each in (launch.lead_id, by.id)]
    await tries.count(db, Limit(f"asked to host {mail}", _MOST_TO_ONE), *asking, now=now)
    token = await links.make(db, None, now=now, life=links.INVITED, new_mail=mail)
    made = HostInvitation(
        launch_id=launch.id,
        name=asked.name,
        mail=mail,
        role=asked.role,
        grants=asked.grants,
        asked_by_id=by.id,
        token_hash=tokens.digest(token),
        asked_at=now,
        expires_at=now + links.INVITED,
    )
    db.add(made)
    facts = {"organisation": asked.name, "role": asked.role, "by": mails.said_name(by)}
    await letters.ask_to_host(db, head, mail, token, lead=launch.lead, now=now, **facts)
    return made


async def unanswered(db: AsyncSession, launch_id: UUID) -> Sequence[HostInvitation]:
    """Those that the lead sees, in the order in which they were asked, also where the time to answer is over."""
    query = select(HostInvitation).where(HostInvitation.launch_id == launch_id, HostInvitation.ended_at.is_(None))
    return (await db.scalars(query.order_by(HostInvitation.asked_at, HostInvitation.id))).all()


async def of_launch(db: AsyncSession, launch: Launch, id: UUID) -> HostInvitation:
    """One of those. Raises NotYours."""
    found = next((each for each in await unanswered(db, launch.id) if each.id == id), None)
    if found is None:
        raise NotYours
    return found


async def of_link(db: AsyncSession, token_hash: str, *, now: datetime) -> HostInvitation | None:
    query = select(HostInvitation).where(HostInvitation.token_hash == token_hash, _waits(now))
    found: HostInvitation | None = await db.scalar(query)
    return found


async def to_account(db: AsyncSession, account: Account, *, now: datetime) -> Sequence[HostInvitation]:
    """What somebody is asked and has not answered, with each launch and its lead."""
    query = select(HostInvitation).where(_is_for(account), _waits(now)).options(*_WITH_LEAD)
    return (await db.scalars(query.order_by(HostInvitation.asked_at, HostInvitation.id).limit(MOST))).all()


async def one(db: AsyncSession, id: UUID, account: Account, *, now: datetime) -> HostInvitation:
    """One of those. Raises NotYours: also of another's, and of what is over."""
    query = select(HostInvitation).where(HostInvitation.id == id, _is_for(account), _waits(now)).options(*_WITH_LEAD)
    found: HostInvitation | None = await db.scalar(query)
    if found is None:
        raise NotYours
    return found


async def titles(db: AsyncSession, asked: Sequence[HostInvitation], *, now: datetime) -> dict[UUID, str]:
    """What launches are called, by their ids, where everybody can read that; where all of it is public, as that is.

    Another title may be the news itself, and is for those who stand behind it.
    """
    told: dict[UUID, str] = {}
    public: dict[UUID, list[tuple[str, bool]]] = {}
    ids = {each.launch_id for each in asked}
    for kind in (Event, Publication):
        query = select(kind.launch_id, kind.title, Launch.title, visible(kind, ANYONE, now))
        query = query.join(Launch, Launch.id == kind.launch_id).where(held(kind, kind.launch_id.in_(ids)))
        for launch_id, title, called, is_public in await db.execute(query.order_by(kind.published_at, kind.id)):
            public.setdefault(launch_id, []).append((title, is_public))
            told |= {launch_id: called} if is_public and title == called else {}
    whole = {id: parts[0][0] for id, parts in public.items() if all(is_public for _, is_public in parts)}
    return whole | told


def followed(invitation: HostInvitation, account: Account) -> None:
    """Whoever follows the link is who is asked, in whichever account."""
    invitation.account_id = account.id


async def withdraw(db: AsyncSession, invitation: HostInvitation, *, now: datetime) -> None:
    """By the lead: the link leads nowhere any more."""
    invitation.ended_at = now
    await links.end(db, invitation.token_hash, now=now)


async def noted(db: AsyncSession, invitation: HostInvitation) -> Sequence[Organisation]:
    """What the lead has entered under this name, and looks after for want of an organiser there."""
    return await organisations.noted(db, invitation.name, invitation.launch.lead_id)


async def named(db: AsyncSession, invitation: HostInvitation, account: Account, *, now: datetime) -> Organisation:
    """The organisation that the lead named, new or as it was noted; the account is its owner. Raises HereAlready."""
    await require_new(db, invitation, now=now)
    there = await noted(db, invitation)
    house = there[0] if there else await organisations.add(db, Organisation(name=invitation.name))
    await db.flush()
    await organisers.give_role(db, account, house.id, Role.OWNER)
    return house


async def require_new(db: AsyncSession, invitation: HostInvitation, *, now: datetime) -> None:
    """Only what everybody can see is told of: whom somebody else has noted is nobody's business. Raises HereAlready."""
    known = await organisations.called(db, invitation.name, reader=ANYONE, now=now)
    if known and await organisers.with_members(db, [known.id]):
        raise HereAlready


async def accept(
    db: AsyncSession, invitation: HostInvitation, house: Organisation, by: Account, *, head: Letterhead, now: datetime
) -> None:
    """The organisation stands behind the launch, with what the lead grants: never with less than it had.

    Raises hosts.LeadsAlready.
    """
    launch, role = invitation.launch, invitation.role
    if house.id == launch.lead_id:
        raise hosts.LeadsAlready
    await db.flush()
    host = await db.get(Host, (launch.id, house.id, role), populate_existing=True)
    if host is None:
        await launches.add_host(db, launch, house, role, invitation.grants)
    elif invitation.grants and (host.grants is None or invitation.grants.covers(host.grants)):
        host.grants = invitation.grants
    await _end(db, invitation, by, head, now, organisation=house.name)


async def refuse(db: AsyncSession, invitation: HostInvitation, by: Account, *, head: Letterhead, now: datetime) -> None:
    await _end(db, invitation, by, head, now, organisation=None)


async def needed(db: AsyncSession, account: Account, leading: Mandate, *, now: datetime) -> list[Doing]:
    """What somebody is asked, and whom the organisations for which they may lead wait for."""
    asked = await to_account(db, account, now=now)
    called = await titles(db, asked, now=now)
    led = held(Launch, Launch.lead_id.in_(leading.organisations))
    query = select(HostInvitation).join(Launch, Launch.id == HostInvitation.launch_id)
    query = query.where(led, HostInvitation.ended_at.is_(None)).options(*_WITH_LEAD)
    found = await db.scalars(query.order_by(HostInvitation.expires_at, HostInvitation.id).limit(MOST))
    return [*(_asks(each, called.get(each.launch_id)) for each in asked), *(_waits_for(each, now) for each in found)]


def _waits(now: datetime) -> ColumnElement[bool]:
    return and_(HostInvitation.ended_at.is_(None), HostInvitation.expires_at > now)


def _is_for(account: Account) -> ColumnElement[bool]:
    by_address = and_(HostInvitation.account_id.is_(None), HostInvitation.mail == account.mail)
    return or_(HostInvitation.account_id == account.id, by_address)


def _asks(each: HostInvitation, title: str | None) -> Doing:
    return Doing(
        f"{each.launch.lead.called} asks you to stand behind {title or 'a launch'}",
        f"As {each.role}, for {each.name}. Say which organisation you are, or refuse.",
        addresses.office_host_invitation(each),
        each.expires_at.date(),
    )


def _waits_for(each: HostInvitation, now: datetime) -> Doing:
    is_over = each.expires_at <= now
    return Doing(
        f"{each.name} {'did not answer in time' if is_over else 'has not answered yet'}",
        f"Asked to stand behind {each.launch.title}. "
        + (
            "Ask again, or take it back." if is_over else f"The link is good until {times.day(each.expires_at.date())}."
        ),
        addresses.office_launch(each.launch, "hosts"),
    )


async def _end(
    db: AsyncSession,
    invitation: HostInvitation,
    by: Account,
    head: Letterhead,
    now: datetime,
    *,
    organisation: str | None,
) -> None:
    """Answered, once; whoever asked is told by mail. `organisation`: which it is that stands behind the launch."""
    invitation.ended_at = now
    await links.end(db, invitation.token_hash, now=now)
    asked_by, launch = await db.get_one(Account, invitation.asked_by_id), invitation.launch
    title = await neutral.openly(db, launch, launch.title, now=now)
    words = head.templates.get_template("mail/host_answer.txt").render(
        organisation=organisation,
        asked=invitation.name,
        role=invitation.role,
        by=mails.said_name(by),
        launch=f"“{title}”" if title else "a launch",
        link=head.where.full(addresses.office_launch(launch, "hosts")),
    )
    with suppress(messages.Unmailable):  # then they read it on the page of the hosts
        mail = messages.plain(
            head.sender,
            to=asked_by.mail,
            subject=f"{organisation or invitation.name} and {title or 'a launch'}",
            text=words,
            key=f"host invitation answered {invitation.id}",
            now=now,
            organisation_id=launch.lead_id,
        )
        await outbox.queue(db, mail)


# Whoever is asked is told who asks, public or not.
_WITH_LEAD = (
    joinedload(HostInvitation.launch).options(
        joinedload(Launch.lead.and_(held(Organisation, true()))), joinedload(Launch.embargo)
    ),
)
