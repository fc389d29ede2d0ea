"""When an event was to be before it was moved goes with the content, and its page says so there as it does here."""

import json
from datetime import date, time, timedelta
from typing import Any

import jsonschema_rs
import pytest
from sqlalchemy import select

from events import transfer
from events.programme.occasions import Event, FormerTime
from events.storage import Store
from tests.factories import a_host, an_event
from tests.stores import ALICE, NOW
from tests.transfer.documents import Document, taken_in, taken_out

HOUR = timedelta(hours=1)
FIRST, SECOND, THIRD = date(2026, 12, 17), date(2026, 12, 18), date(2027, 1, 21)


@pytest.fixture
async def moved(pair: tuple[Store, Store]) -> Event:
    """At the first of two places, moved twice."""
    here, _ = pair
    lead, launch = a_host()
    event = an_event(launch)
    async with here.transaction(now=NOW, by=ALICE) as db:
        db.add_all([lead, launch, event])
    await _move(here, event, day=SECOND)
    await _move(here, event, day=THIRD, starts=time(19))
    return event


async def test_the_last_move_of_an_event_comes_through_on_either_database_and_back(
    pair: tuple[Store, Store], moved: Event
):
    here, there = pair

    exported = await taken_out(here)
    await taken_in(there, exported)

    assert await taken_out(there) == exported
    assert await _told(there) == await _told(here) == (SECOND, time(18, 30), time(20), moved.zone)
    again = await taken_in(here, await taken_out(there))
    assert (again.added, again.revised) == (0, 0)
    assert await taken_out(here) == exported


async def test_a_document_of_old_that_says_nothing_of_moves_comes_in_and_takes_none_away(
    pair: tuple[Store, Store], moved: Event
):
    here, there = pair
    document = json.loads(await taken_out(here))
    del document["events"][0]["moved_from"]

    await taken_in(there, document)
    await taken_in(here, document)

    assert await _told(there) is None
    assert await _told(here) == (SECOND, time(18, 30), time(20), moved.zone)


@pytest.mark.parametrize("said", ["null", "another"])
async def test_what_was_told_here_of_a_move_goes_before_what_a_document_says(
    pair: tuple[Store, Store], moved: Event, said: str
):
    here, there = pair
    document = json.loads(await taken_out(here))
    await taken_in(there, document)
    document["events"][0]["moved_from"] = {"day": "2026-11-30"} if said == "another" else None

    await taken_in(there, document)

    assert await _told(there) == (SECOND, time(18, 30), time(20), moved.zone)


async def test_an_event_that_a_document_moves_was_to_be_when_it_was_told_there(pair: tuple[Store, Store], moved: Event):
    here, there = pair
    document = json.loads(await taken_out(here))
    told_there: Document = json.loads(json.dumps(document))
    told_there["events"][0] |= {"day": FIRST.isoformat(), "moved_from": None}
    await taken_in(there, told_there)

    await taken_in(there, document, now=NOW + HOUR)

    assert await _told(there) == (FIRST, time(19), time(20), moved.zone)


async def test_the_schema_says_what_a_move_is(pair: tuple[Store, Store], moved: Event):
    here, _ = pair
    assert transfer.schema()["$defs"]["FormerTime"]["description"].startswith("When an event was to be, as everybody")
    jsonschema_rs.validate(transfer.schema(), json.loads(await taken_out(here)))


async def _move(store: Store, event: Event, **when: Any) -> None:
    async with store.transaction(now=NOW + HOUR, by=ALICE) as db:
        row = await db.get_one(Event, event.id)
        for name, value in when.items():
            setattr(row, name, value)
        row.settle()


async def _told(store: Store) -> tuple[Any, ...] | None:
    async with store.whole() as db:
        former = await db.scalar(select(FormerTime))
        return former and (former.day, former.starts, former.ends, former.zone)
