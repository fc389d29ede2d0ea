"""What the log tells of: an evening, and what was done to it since."""

from typing import Any

from events.programme import events
from events.programme.occasions import Event
from events.storage import By, Store
from tests.factories import a_launch, an_event, an_organisation
from tests.stores import ALICE, NOW, Save


async def an_evening(save: Save):
    house = an_organisation()
    launch = a_launch(house)
    event = an_event(launch)
    await save(house, launch, event)
    return house, launch, event


async def revised(store: Store, row: Any, by: By = ALICE, now=NOW, **facts: Any) -> None:
    async with store.transaction(now=now, by=by) as db:
        there = await db.get_one(type(row), row.id)
        if isinstance(there, Event):
            events.revise(there, **facts)
        else:
            for name, value in facts.items():
                setattr(there, name, value)


async def deleted(store: Store, row: Any) -> None:
    async with store.transaction(now=NOW, by=ALICE) as db:
        await db.delete(await db.get_one(type(row), row.id))


async def now_of(store: Store, row: Any) -> Any:
    async with store.whole() as db:
        return await db.get(type(row), row.id)
