"""The demonstration: the launch the product was founded on, and an invented one, past and to come.

It goes in through the same functions that the office calls. Start looks here each time, so what is heavy is imported
only once there is something to add.
"""

import asyncio
from datetime import UTC, datetime

from sqlalchemy import Select, column, create_engine, select, table
from sqlalchemy.ext.asyncio import AsyncSession

from events.settings import Settings

_SLUGS: Select[str] = select(column("slug")).limit(1)
_ANYTHING = _SLUGS.select_from(table("organisations"))
_THERE = _SLUGS.select_from(table("events")).where(column("slug") == "public-services-inside-out")


async def add(db: AsyncSession, now: datetime) -> None:
    """All of it; every date but those of 2010 is reckoned from `now`."""
    from events.demo import founding, larkfield, office, paper_round, waiting_room

    await founding.add(db, now)
    cast = await larkfield.introduce(db, now)
    await paper_round.add(db, cast, now)
    await waiting_room.add(db, cast, now)
    await office.add(db, now)


def run(settings: Settings) -> str:
    """Adds the demonstration and says so, or that it is there already."""
    if asyncio.run(_add(settings, unless=_THERE)):
        return f"The demonstration was added: see {settings.base_url}"
    return "The demonstration is there already; nothing was added."


def add_if_empty(settings: Settings) -> bool:
    """Adds the demonstration to a database in which there is nothing yet."""
    return _is_empty(settings) and asyncio.run(_add(settings, unless=_ANYTHING))


def _is_empty(settings: Settings) -> bool:
    engine = create_engine(settings.database_url.replace("postgresql:", "postgresql+psycopg:", 1))
    try:
        with engine.connect() as connection:
            return connection.scalar(_ANYTHING) is None
    finally:
        engine.dispose()


async def _add(settings: Settings, *, unless: Select[str]) -> bool:
    """Asks once more inside the transaction: another start may have been quicker."""
    from events import calendar, consequences
    from events.addresses import Addresses
    from events.storage import By, Store

    now = datetime.now(UTC)
    where = Addresses(calendar.base_url(settings.database_url, settings.base_url))
    store = Store(settings.database_url, follow=consequences.following(where))
    try:
        async with store.transaction(now=now, by=By("demo")) as db:
            if await db.scalar(unless):
                return False
            await add(db, now)
            return True
    finally:
        await store.close()
