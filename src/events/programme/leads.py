"""The lead of a launch goes to one of its hosts: offered by whoever leads, and taken over by an owner of the other.

Both sides are told by mail. Until it is taken over the launch is led as before.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select, true
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import selectinload

from events import addresses
from events.accounts import organisers
from events.accounts.access import Mandate
from events.accounts.letters import Letterhead
from events.accounts.models import Account, Role
from events.mail import messages, outbox
from events.people.models import Organisation
from events.programme import neutral
from events.programme.doing import Doing
from events.programme.hosts import LeadsAlready
from events.programme.models import Host, HostRole, Launch, LeadOffer
from events.storage import By, Changes
from events.storage.chunks import chunks
from events.visibility import held


class NotBehindIt(ValueError):
    """The lead goes to one of the hosts only: they were named by whoever leads."""

    def __str__(self) -> str:
        return "Choose an organisation that is behind this launch."


class NobodyThere(ValueError):
    """Nobody could take it over, nor say any more who works on the launch."""

    def __str__(self) -> str:
        return "It has no owner here yet: it needs an owner among its organisers before it can lead."


@dataclass(frozen=True)
class Said:
    """Who does it and when, and what they write to the other side."""

    by: By
    now: datetime
    head: Letterhead
    note: str | None = None


async def offer(db: AsyncSession, launch: Launch, to: UUID, said: Said) -> Organisation:
    """To one of the hosts, which sees the drafts from now on.

    `launch` is here, and below, loaded with its organisations and its offer. Raises LeadsAlready, NotBehindIt,
    NobodyThere, messages.Unmailable.
    """
    if to == launch.lead_id:
        raise LeadsAlready
    parts = _parts(launch, to)
    if not await _owners(db, to):
        raise NobodyThere
    if all(each.grants is None for each in parts):
        parts[0].grants = Role.VIEWER
    made = LeadOffer(launch_id=launch.id, organisation_id=to, by=said.by.name, at=said.now)
    db.add(made)
    await _tell(db, launch, made, to, "offered", said)
    return parts[0].organisation


async def candidates(db: AsyncSession, launch: Launch) -> list[tuple[Organisation, bool]]:
    """Those behind it, in their order, and whether somebody there could take it over."""
    behind = {
        each.organisation_id: each.organisation for each in launch.hosts if each.organisation_id != launch.lead_id
    }
    return [(each, bool(await _owners(db, each.id))) for each in behind.values()]


async def without_organisers(db: AsyncSession, launch: Launch) -> set[UUID]:
    """Of those behind it, where nobody works in this office: what is granted there is granted to nobody."""
    behind = {each.organisation_id for each in launch.hosts if each.grants}
    return {each for each in behind if not await organisers.members(db, each)}


async def take_over(db: AsyncSession, launch: Launch, said: Said) -> None:
    """Whoever led it stays as a partner that may edit."""
    made, before = _made(launch), launch.lead_id
    parts = _parts(launch, made.organisation_id)
    await _tell(db, launch, made, before, "taken over", said)
    for each in parts:
        await db.delete(each)
    await db.delete(made)
    launch.lead_id = made.organisation_id
    stays = await db.get(Host, (launch.id, before, HostRole.PARTNER))
    if stays is None:
        stays = Host(launch_id=launch.id, organisation_id=before, role=HostRole.PARTNER, position=parts[0].position)
        db.add(stays)
    stays.grants = Role.EDITOR


async def refuse(db: AsyncSession, launch: Launch, said: Said) -> None:
    made = _made(launch)
    await _tell(db, launch, made, launch.lead_id, "refused", said)
    await db.delete(made)


async def withdraw(db: AsyncSession, launch: Launch, said: Said) -> None:
    """By whoever offered it."""
    made = _made(launch)
    await _tell(db, launch, made, made.organisation_id, "withdrawn", said)
    await db.delete(made)


async def keep_or_withdraw(db: AsyncSession, launch: Launch, host: Host, grants: Role | None, said: Said) -> None:
    """Before a host is granted this, or removed: who is to see no more than the public is not asked to lead either."""
    parts = [each for each in launch.hosts if each.organisation_id == host.organisation_id and each is not host]
    is_asked = launch.offer is not None and launch.offer.organisation_id == host.organisation_id
    if is_asked and grants is None and all(each.grants is None for each in parts):
        await withdraw(db, launch, said)


async def let_go(db: AsyncSession, changes: Changes) -> None:
    """An offer ends with the place behind the launch of whom it was made to, however that ended: by an import, say."""
    ids = {change.row.launch_id for change in changes.of(Host) if change.touches("grants")}
    ids |= changes.touching(Launch, "lead_id")
    could = select(Host.launch_id).join(Launch, Launch.id == Host.launch_id)
    could = could.where(Host.organisation_id == LeadOffer.organisation_id, Host.organisation_id != Launch.lead_id)
    could = could.where(Host.launch_id == LeadOffer.launch_id, Host.grants.is_not(None)).correlate(LeadOffer)
    for some in chunks(ids):
        for each in await db.scalars(select(LeadOffer).where(LeadOffer.launch_id.in_(some), ~could.exists())):
            await db.delete(each)


async def waiting(db: AsyncSession, mandate: Mandate) -> list[Doing]:
    """What owners are asked to lead."""
    query = select(Launch).join(LeadOffer, LeadOffer.launch_id == Launch.id)
    query = query.where(held(Launch, LeadOffer.organisation_id.in_(mandate.organisations)))
    found = await db.scalars(
        query.options(selectinload(Launch.lead.and_(held(Organisation, true())))).order_by(Launch.title, Launch.id)
    )
    return [
        Doing(
            f"{each.lead.called} offers you the lead",
            f"{each.title}. Take it over, or refuse it.",
            addresses.office_launch(each, "hosts"),
        )
        for each in found
    ]


def asked(launch: Launch) -> Organisation:
    """To whom the lead is offered: one of the hosts, or the offer would be gone with them."""
    return _parts(launch, _made(launch).organisation_id)[0].organisation


def _made(launch: Launch) -> LeadOffer:
    assert launch.offer, "nothing is offered"
    return launch.offer


def _parts(launch: Launch, organisation_id: UUID) -> list[Host]:
    found = [each for each in launch.hosts if each.organisation_id == organisation_id]
    if not found:
        raise NotBehindIt
    return found


async def _owners(db: AsyncSession, organisation_id: UUID) -> list[Account]:
    return [each for each, role in await organisers.members(db, organisation_id) if role is Role.OWNER]


async def _tell(db: AsyncSession, launch: Launch, made: LeadOffer, to: UUID, became: str, said: Said) -> None:
    """Each owner of that organisation in a mail of their own, which nobody elsewhere sees: it has their address."""
    other = _parts(launch, made.organisation_id)[0].organisation
    title = await neutral.openly(db, launch, launch.title, now=said.now)
    called = f"“{title}”" if title else "a launch"
    words = said.head.templates.get_template("mail/lead.txt").render(
        became=became,
        launch=called,
        lead=launch.lead.name,
        other=other.name,
        by=said.by.name,
        note=said.note,
        link=said.head.where.full(addresses.office_launch(launch, "hosts")),
    )
    for owner in await _owners(db, to):
        mail = messages.plain(
            said.head.sender,
            to=owner.mail,
            subject=f"The lead of {title or f'a launch of {launch.lead.called}'}",
            text=words,
            key=f"lead {became} {launch.id} {made.at.isoformat()} {owner.id}",
            now=said.now,
            organisation_id=to,
        )
        await outbox.queue(db, mail)
