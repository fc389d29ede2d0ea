"""The demonstration: the launch the product was founded on, and an invented one, past and to come.

It goes in through the same functions that the office calls. Start looks here each time, so what is heavy is imported
only once there is something to add.
"""

import asyncio
from datetime import UTC, datetime

from sqlalchemy import create_engine, text
from sqlalchemy.ext.asyncio import AsyncSession

from events.settings import Settings

_THERE = "SELECT EXISTS (SELECT 1 FROM events WHERE slug = 'public-services-inside-out')"
_ANYTHING = "SELECT EXISTS (SELECT 1 FROM organisations)"


async def add(db: AsyncSession, now: datetime) -> None:
    """All of it; every date but those of 2010 is reckoned from `now`."""
    from events.demo import founding, larkfield, paper_round, waiting_room

    await founding.add(db)
    cast = await larkfield.introduce(db, now)
    await paper_round.add(db, cast, now)
    await waiting_room.add(db, cast, now)


def run(settings: Settings) -> str:
    """Adds the demonstration and says so, or that it is there already."""
    if _answers_yes(settings, _THERE):
        return "The demonstration is there already; nothing was added."
    asyncio.run(_add(settings))
    return f"The demonstration was added: see {settings.base_url}"


def add_if_empty(settings: Settings) -> bool:
    """Adds the demonstration to a database in which there is nothing yet."""
    if _answers_yes(settings, _ANYTHING):
        return False
    asyncio.run(_add(settings))
    return True


def _answers_yes(settings: Settings, question: str) -> bool:
    engine = create_engine(settings.database_url.replace("postgresql:", "postgresql+psycopg:", 1))
    try:
        with engine.connect() as connection:
            return bool(connection.scalar(text(question)))
    finally:
        engine.dispose()


async def _add(settings: Settings) -> None:
    from events import consequences
    from events.addresses import Addresses
    from events.storage import By, Store

    now = datetime.now(UTC)
    store = Store(settings.database_url, follow=consequences.following(Addresses(settings.base_url)))
    try:
        async with store.transaction(now=now, by=By("demo")) as db:
            await add(db, now)
    finally:
        await store.close()
