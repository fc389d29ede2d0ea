"""Who works in the office of the demonstration: one invented owner, of its invented house and of the founding one."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from events.accounts import organisers
from events.accounts.models import Role
from events.people.models import Organisation

NAME, MAIL = "Robin Larkfield", "robin@larkfield.example"


async def add(db: AsyncSession, now: datetime) -> None:
    await db.flush()
    robin = await organisers.add(db, name=NAME, mail=MAIL, now=now)
    houses = select(Organisation.id).where(Organisation.slug.in_(["larkfield-foundation", "nesta"]))
    for house in await db.scalars(houses):
        await organisers.give_role(db, robin, house, Role.OWNER)
