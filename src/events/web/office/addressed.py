"""The thing that an address of the office is about, if it is one of those on which an organiser works."""

from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from events import addresses
from events.accounts.access import Mandate, NotYours
from events.people.models import Organisation, Person
from events.press.models import Release
from events.programme import history
from events.programme.models import Launch, Publication, Series, Topic
from events.programme.occasions import Event, Venue
from events.storage.base import Base
from events.visibility import held

_BY_SLUG: dict[str, Any] = {
    "events": Event,
    "organisations": Organisation,
    "people": Person,
    "publications": Publication,
    "releases": Release,
    "series": Series,
    "topics": Topic,
}
_BY_ID: dict[str, Any] = {"launches": Launch, "venues": Venue}


async def thing(db: AsyncSession, path: str, *, mandate: Mandate) -> Base | None:
    """Of `/office/events/SLUG/speakers` the event; None also of what is not theirs."""
    folder, _, rest = path.removeprefix(f"{addresses.OFFICE}/").partition("/")
    name, found = rest.partition("/")[0], None
    if kind := _BY_SLUG.get(folder):
        found = await db.scalar(select(kind).where(held(kind, kind.slug == name)))
    elif (kind := _BY_ID.get(folder)) and (id := _id(name)):
        found = await db.scalar(select(kind).where(held(kind, kind.id == id)))
    try:
        if found:
            await history.require_in_hand(db, found, mandate=mandate)
    except NotYours:
        return None
    return found


def _id(name: str) -> UUID | None:
    try:
        return UUID(name)
    except ValueError:
        return None
