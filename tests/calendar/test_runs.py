"""Feeds joined from runs in memory: always what the database says, and read again only where something was edited."""

import random
from collections.abc import Collection, Mapping
from hashlib import sha256
from typing import Any

import pytest
from sqlalchemy import select

from events.calendar import feeds, runs
from events.calendar.models import Entry
from events.calendar.runs import Runs
from events.programme import events
from events.programme.event_lists import Filters
from events.programme.occasions import Audience, Event
from events.storage import Store
from events.visibility import ANYONE
from tests.factories import a_launch, an_event, an_organisation
from tests.stores import ALICE, NOW, Save


async def test_an_edit_has_only_its_own_entry_read_and_an_entry_more_or_less_few_others() -> None:
    kept, read = Runs(10_000_000), _Read()
    entries = [f"entry {n}" for n in range(5_000)]
    assert b"".join(await kept.joined(read.digests(entries), read)) == "".join(entries).encode()
    assert read.count == 5_000
    for change, most in (  # entries that are read
        (lambda: entries.__setitem__(1_000, "edited"), 1),
        (lambda: entries.insert(77, "new"), 600),
        (lambda: entries.pop(2_500), 600),
        (lambda: entries.append("last"), 600),
    ):
        change()
        read.count = 0
        assert b"".join(await kept.joined(read.digests(entries), read)) == "".join(entries).encode()
        assert read.count <= most
    read.count = 0
    await kept.joined(read.digests(entries), read)
    assert read.count == 0


async def test_what_is_kept_has_its_bound_and_short_feeds_are_not_kept_at_all() -> None:
    kept, read = Runs(50_000), _Read()
    for feed in range(20):
        entries = [f"entry {n} of {feed}" for n in range(1_000)]
        assert b"".join(await kept.joined(read.digests(entries), read)) == "".join(entries).encode()
        assert kept.bytes <= 50_000
    before = kept.bytes
    await kept.joined(read.digests(["one", "two"]), read)
    assert kept.bytes == before
    assert await kept.joined("", read) == []


async def test_whatever_is_done_to_events_a_feed_is_what_is_stored(
    store: Store, save: Save, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runs, "_LONG", 0)
    launch = a_launch(an_organisation())
    made = [an_event(launch, f"Event {n}", slug=f"event-{n}") for n in range(40)]
    await save(an_organisation(id=launch.lead_id), launch, *made)
    chance = random.Random(4)
    for step in range(25):
        async with store.transaction(now=NOW, by=ALICE) as db:
            event = (await db.scalars(select(Event).where(Event.slug == f"event-{chance.randrange(40)}"))).one_or_none()
            match chance.randrange(4):
                case 0 if event:
                    event.title = f"Edited {step}"
                case 1 if event and event.day:
                    events.revise(event, day=event.day.replace(day=1 + chance.randrange(28)))
                case 2 if event and event.withdrawn_at is None:
                    event.withdrawn_at = NOW
                case 3 if event:
                    await db.delete(event)
                case _:
                    db.add(an_event(launch, f"Added {step}", slug=f"added-{step}"))
        async with store.reading() as reading:
            served = await feeds.matching(reading, Filters(), reader=ANYONE, now=NOW)
        assert b"".join(served.vevents) == await _stored(store)


async def _stored(store: Store) -> bytes:
    public = Entry.audience == Audience.PUBLIC
    query = select(Entry.vevent).join(Event, Event.id == Entry.event_id).where(public)
    async with store.whole() as db:
        return b"".join(await db.scalars(query.order_by(Event.begins_at, Event.id)))


class _Read:
    """Reads entries that stand for themselves, and counts them."""

    def __init__(self) -> None:
        self._known: dict[str, bytes] = {}
        self.count = 0

    def digests(self, entries: Collection[Any]) -> str:
        known = {sha256(each.encode()).hexdigest()[: runs.DIGEST]: each.encode() for each in entries}
        self._known |= known
        return "".join(known)

    async def __call__(self, digests: Collection[str]) -> Mapping[str, bytes]:
        self.count += len(digests)
        return {digest: self._known[digest] for digest in digests}
