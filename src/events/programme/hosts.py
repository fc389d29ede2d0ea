"""The organisations behind a launch beside its lead: their part in it, their order, and what they may edit."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from events.accounts import organisers
from events.accounts.models import Role
from events.people.models import Organisation
from events.programme import launches
from events.programme.models import Host, HostRole, Launch

# What a lead may grant; an owner's right is its own.
GRANTS = (Role.VIEWER, Role.PRESS_OFFICER, Role.EDITOR)


class LeadsAlready(ValueError):
    """The lead organisation beside itself."""

    def __str__(self) -> str:
        return "It leads this launch already."


class ThereAlready(ValueError):
    """One organisation twice in the same part."""

    def __str__(self) -> str:
        return "It has this part in the launch already."


class NotBehindIt(ValueError):
    """The lead goes to one of the hosts only: they were named by whoever leads."""

    def __str__(self) -> str:
        return "Choose an organisation that is behind this launch."


class NobodyThere(ValueError):
    """Nobody could say any more who works on the launch, nor hand it on."""

    def __str__(self) -> str:
        return "It has no owner here yet: it needs an owner among its organisers before it can lead."


async def add(
    db: AsyncSession, launch: Launch, organisation: Organisation, role: HostRole, grants: Role | None = None
) -> Host:
    """After those that are there. `launch` with its hosts. Raises LeadsAlready, ThereAlready."""
    if organisation.id == launch.lead_id:
        raise LeadsAlready
    _require_free(launch, organisation, role)
    return await launches.add_host(db, launch, organisation, role, grants)


async def revise(db: AsyncSession, launch: Launch, host: Host, role: HostRole, grants: Role | None) -> None:
    """`launch` with its hosts. Raises ThereAlready."""
    if role is host.role:
        host.grants = grants
        return
    _require_free(launch, host.organisation, role)
    await db.delete(host)
    db.add(
        Host(
            launch_id=launch.id,
            organisation_id=host.organisation_id,
            role=role,
            grants=grants,
            position=host.position,
        )
    )


async def hand_over(db: AsyncSession, launch: Launch, to: UUID) -> Organisation:
    """One of its hosts leads it; who led it stays as a partner that may edit. Raises NotBehindIt, NobodyThere.

    `launch` with its hosts and their organisations.
    """
    theirs = [each for each in launch.hosts if each.organisation_id == to]
    if not theirs:
        raise NotBehindIt
    if all(role is not Role.OWNER for _, role in await organisers.members(db, to)):
        raise NobodyThere
    for each in theirs:
        await db.delete(each)
    place = theirs[0].position
    before = Host(
        launch_id=launch.id,
        organisation_id=launch.lead_id,
        role=HostRole.PARTNER,
        grants=Role.EDITOR,
        position=place,
    )
    db.add(before)
    launch.lead_id = to
    return theirs[0].organisation


def _require_free(launch: Launch, organisation: Organisation, role: HostRole) -> None:
    if any(each.organisation_id == organisation.id and each.role is role for each in launch.hosts):
        raise ThereAlready
