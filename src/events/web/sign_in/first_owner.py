"""The first owner: names themselves and their organisation, and from then on says who else comes in."""

from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from events import text
from events.accounts import organisers
from events.accounts.models import Account, Role
from events.people import organisations
from events.people.models import Organisation


async def welcome(db: AsyncSession, name: str, mail: str, organisation: str, *, now: datetime) -> Account | None:
    """Their account, as owner of the organisation of that name, which is made if there is none.

    None if there is an owner by now: a link that lay about opens nothing.
    """
    if await organisers.owners(db):
        return None
    account = await organisers.by_mail(db, mail) or await organisers.add(db, name=name, mail=mail, now=now)
    same = or_(Organisation.name == organisation, Organisation.slug == text.slug(organisation))
    house = await db.scalar(select(Organisation).where(same).order_by(Organisation.slug).limit(1))
    house = house or await organisations.add(db, Organisation(name=organisation))
    await organisers.give_role(db, account, house.id, Role.OWNER)
    return account
