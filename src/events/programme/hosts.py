"""The organisations behind a launch beside its lead: their part in it, their order, and what they may edit."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from events.accounts.models import Role
from events.people.models import Organisation
from events.programme import launches
from events.programme.models import Host, HostRole, Launch
from events.storage import By
from events.visibility import held

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


async def noting(db: AsyncSession, launch_id: UUID, by: By) -> UUID | None:
    """In which house somebody notes something about a launch: the lead if they work there, else a host of it."""
    hosts = held(Host, Host.launch_id == Launch.id)
    behind = select(Launch.lead_id, Host.organisation_id).join(Host, hosts, isouter=True)
    found = (await db.execute(behind.where(held(Launch, Launch.id == launch_id)).order_by(Host.position))).all()
    houses = [*(row.lead_id for row in found), *(row.organisation_id for row in found)]
    return next((each for each in houses if each in by.organisations), None)


def _require_free(launch: Launch, organisation: Organisation, role: HostRole) -> None:
    if any(each.organisation_id == organisation.id and each.role is role for each in launch.hosts):
        raise ThereAlready
