"""The life of an entry over random histories, by the one door: what every subscriber may rely on."""

import asyncio
import signal
import subprocess
import sys
from collections.abc import Awaitable, Callable
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

import hypothesis.strategies as st
import icalendar
import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from events import search
from events.calendar import feeds
from events.consequences import following
from events.people.models import Organisation, Person
from events.programme import events
from events.programme.event_lists import Filters
from events.programme.occasions import Attendance, Audience, Event, JoiningLink, Speaker, SpeakerState, Status, Venue
from events.storage import Store
from events.visibility import ANYONE
from tests.factories import LONDON, a_launch, a_listed_post, a_person, a_speaker, an_event, an_organisation
from tests.stores import ALICE, NOW, WHERE
from tests.transfer.documents import taken_in, taken_out

STAMPS = ("DTSTAMP", "LAST-MODIFIED", "SEQUENCE")
MATERIAL = ("DTSTART", "DTEND", "LOCATION", "CONFERENCE", "STATUS")
NAMES = st.sampled_from(["Ruth Adeyemi", "Tomasz Wieczorek", "R. Adeyemi, Dr; \\n", "漢字"])
TITLES = st.sampled_from(["The Waiting Room", "Ground rules", "Postponed: a history", "A title, with; signs\\"])
HOURS = st.sampled_from([None, (time(18, 30), time(20)), (time(18, 30), None), (time(9), time(10))])
ZONES = st.sampled_from([LONDON, "Africa/Lagos", "UTC"])
DAYS = st.sampled_from([date(2026, 12, 17), date(2027, 3, 4)])


@dataclass
class Served:
    """What the public feed says of the one event, and what it was last time."""

    raw: bytes
    entry: Any
    zone: str | None
    now: datetime

    def value(self, name: str) -> bytes | None:
        found = self.entry.get(name)
        return None if found is None else found.to_ical() if hasattr(found, "to_ical") else str(found).encode()

    @property
    def material(self) -> tuple[Any, ...]:
        return (*map(self.value, MATERIAL), self.zone)

    @property
    def said(self) -> dict[str, bytes | None]:
        return {name: self.value(name) for name in self.entry if name not in STAMPS}

    @property
    def sequence(self) -> int:
        return int(self.entry["SEQUENCE"])


class Lives(RuleBasedStateMachine):
    """An event of one launch, whatever people do to it and to what it names."""

    another_database: Callable[[], AbstractContextManager[str]]
    last: Served | None = None
    taken_back: str | None = None
    links: Any = ()
    is_to_end: bool = False  # what is shown now is not what is shown later, since the clock was before that once

    @initialize()
    def begin(self) -> None:
        self.database = ExitStack()
        url = self.database.enter_context(self.another_database())
        self.loop = asyncio.new_event_loop()
        self.store = Store(url, follow=following(WHERE))
        self.now = self.latest = NOW
        lead, person, venue = an_organisation(), a_person(), Venue(name="Tidewater Hall")
        launch = a_launch(lead)
        event = an_event(launch)
        speaker = a_speaker(event, person)
        rows = [lead, person, venue, launch, event, speaker, a_listed_post(speaker, "Director", lead)]
        self.venue_id = venue.id

        async def save(db: AsyncSession) -> None:
            db.add_all(rows)

        self.write(save)

    def teardown(self) -> None:
        if hasattr(self, "store"):
            self.loop.run_until_complete(self.store.close())
            self.loop.close()
            self.database.close()

    def write(self, change: Callable[[AsyncSession], Awaitable[None]]) -> None:
        async def act() -> None:
            async with self.store.transaction(now=self.now, by=ALICE) as db:
                await change(db)

        self.loop.run_until_complete(act())

    def revise(self, change: Callable[[Event], None]) -> None:
        async def act(db: AsyncSession) -> None:
            change((await db.scalars(select(Event))).one())

        self.write(act)

    @rule(seconds=st.integers(-86_400, 86_400))
    def let_the_clock_jump(self, seconds: int) -> None:
        self.latest = max(self.latest, self.now)
        self.now = max(NOW, self.now + timedelta(seconds=seconds))

    @rule()
    def move_house(self) -> None:
        """The content goes to another database, and on from there."""
        self.now = max(self.now, self.latest)
        there = Store(self.database.enter_context(self.another_database()), follow=following(WHERE))

        async def move() -> None:
            content = await taken_out(self.store)
            await taken_in(there, content, self.now)
            assert await taken_out(there) == content
            await self.store.close()

        self.loop.run_until_complete(move())
        self.store = there

    @rule(title=TITLES)
    def retitle(self, title: str) -> None:
        self.revise(lambda event: setattr(event, "title", title))

    @rule(day=DAYS, hours=HOURS, zone=ZONES)
    def move(self, day: date, hours: tuple[time, time | None] | None, zone: str) -> None:
        starts, ends = hours or (None, None)
        self.revise(lambda event: events.revise(event, day=day, starts=starts, ends=ends, zone=zone))

    @rule(inside=st.booleans(), attendance=st.sampled_from(Attendance))
    def place(self, inside: bool, attendance: Attendance) -> None:
        venue_id = self.venue_id if inside else None
        self.revise(lambda event: events.revise(event, venue_id=venue_id, attendance=attendance))

    @rule(status=st.sampled_from(Status), note=st.sampled_from([None, "The hall is flooded."]))
    def decide(self, status: Status, note: str | None) -> None:
        def change(event: Event) -> None:
            event.status, event.status_note = status, note

        self.revise(change)

    @rule(capacity=st.integers(1, 500))
    def count_seats(self, capacity: int) -> None:
        self.revise(lambda event: events.revise(event, room_capacity=capacity))

    @rule()
    def take_back(self) -> None:
        self.revise(lambda event: event.take_back(self.now, embargo=None, note="Not ours to announce."))

    @rule()
    def put_out_again(self) -> None:
        self.revise(lambda event: event.put_out(self.now))

    @rule(name=NAMES, kind=st.sampled_from([Person, Organisation, Venue]))
    def rename(self, name: str, kind: Any) -> None:
        async def act(db: AsyncSession) -> None:
            (await db.scalars(select(kind))).one().name = name

        self.write(act)

    @rule(state=st.sampled_from(SpeakerState))
    def reply(self, state: SpeakerState) -> None:
        async def act(db: AsyncSession) -> None:
            (await db.scalars(select(Speaker))).one().state = state

        self.write(act)

    @rule(audience=st.sampled_from([None, *Audience]))
    def open_online(self, audience: Audience | None) -> None:
        async def act(db: AsyncSession) -> None:
            event = (await db.scalars(select(Event))).one()
            for link in await db.scalars(select(JoiningLink)):
                await db.delete(link)
            if audience:
                db.add(JoiningLink(event_id=event.id, audience=audience, url="https://meet.example/x"))

        self.write(act)

    @invariant()
    def subscribers_are_told_the_truth_and_no_more(self) -> None:
        if not hasattr(self, "store"):
            return
        served, event, links = self.loop.run_until_complete(self.look())
        last, self.last = self.last, served
        self.is_what_it_says(served, event)
        if last is None:
            assert served.sequence == 0
            return
        assert served.value("UID") == last.value("UID")
        assert served.value("CREATED") == last.value("CREATED")
        for stamp in ("DTSTAMP", "LAST-MODIFIED"):
            assert served.entry[stamp].dt >= last.entry[stamp].dt
        rise = served.sequence - last.sequence
        assert rise in (0, 1)
        told_to_some = bool(rise) and any(audience is not Audience.PUBLIC for audience, _ in [*links, *self.links])
        assert rise == (served.material != last.material) or told_to_some or (rise and self.is_to_end)
        if served.said == last.said and not rise:
            assert served.raw == last.raw or served.zone != last.zone
        self.links = links
        self.is_to_end = event.withdrawn_at is not None and event.withdrawn_at > self.now

    def is_what_it_says(self, served: Served, event: Event) -> None:
        entry = served.entry
        assert str(entry["UID"]) == str(event.id)
        assert entry["DTSTAMP"].dt == entry["LAST-MODIFIED"].dt
        if event.withdrawn_at is not None:
            assert entry["STATUS"] == "CANCELLED"
            assert entry["DESCRIPTION"] == "This event is no longer announced.\n\nNot ours to announce."
            if self.taken_back:
                assert str(entry["SUMMARY"]) == self.taken_back
            self.taken_back = str(entry["SUMMARY"])
            return
        self.taken_back = None
        off = {Status.CANCELLED: "Cancelled: ", Status.POSTPONED: "Postponed: "}
        assert entry["SUMMARY"] == off.get(event.status, "") + event.title
        assert entry["STATUS"] == (
            "CANCELLED"
            if event.is_off
            else "CONFIRMED"
            if event.starts and event.status == "confirmed"
            else "TENTATIVE"
        )
        assert entry["DTSTART"].dt == (event.starts_at or event.day)

    async def look(self) -> tuple[Served, Event, Any]:
        """In an hour, so that nothing of now is still to come when the clock has jumped back."""
        async with self.store.reading() as db:
            later = self.now + timedelta(days=400)
            (raw,) = (await feeds.matching(db, Filters(), reader=ANYONE, now=later)).vevents
        async with self.store.whole() as db:
            event = (await db.scalars(select(Event))).one()
            links = [(each.audience, each.url) for each in await db.scalars(select(JoiningLink))]
        entry: Any = icalendar.Event.from_ical(raw)
        is_tombstone = event.withdrawn_at is not None  # by then, also where the clock is before that once more
        zone = self.last.zone if is_tombstone and self.last else event.zone  # it does not say where it would be
        return Served(raw, entry, zone, self.now), event, links


def test_over_any_history_of_edits_the_entry_is_true_and_its_numbers_only_rise(
    another_database: Callable[[], AbstractContextManager[str]], request: pytest.FixtureRequest
) -> None:
    machine = type("OnACopy", (Lives,), {"another_database": staticmethod(another_database)})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=4 if "postgresql" in request.node.name else 12,
            stateful_step_count=24,
            phases=[Phase.explicit, Phase.reuse, Phase.generate],  # making a history of commits shorter takes minutes
            suppress_health_check=list(HealthCheck),
        ),
    )


KILLED = """
import asyncio, os, signal, sys
from datetime import datetime, timedelta
from sqlalchemy import event, select
from events.consequences import following
from events.people.models import Organisation
from events.storage import Store
from sqlalchemy import Engine
from tests.stores import ALICE, NOW, WHERE

def die(*_): os.kill(os.getpid(), signal.SIGKILL)

def die_over_entries(connection, cursor, statement, *_):
    if statement.startswith("INSERT INTO entries"): die()

async def main(url, where):
    store = Store(url, follow=following(WHERE))
    async with store.transaction(now=NOW + timedelta(hours=1), by=ALICE) as db:
        row = (await db.scalars(select(Organisation))).one()
        row.name = "Another Name"
        if where == "flush":
            await db.flush()
            die()
        elif where == "entries":
            event.listen(Engine, "after_cursor_execute", die_over_entries)
        else:
            event.listen(db.sync_session, where, die)

asyncio.run(main(*sys.argv[1:]))
"""


@pytest.mark.parametrize(
    ("where", "name"),
    [
        ("flush", "Larkfield Foundation"),
        ("entries", "Larkfield Foundation"),
        ("before_commit", "Larkfield Foundation"),
        ("after_commit", "Another Name"),
    ],
)
async def test_a_process_that_is_killed_leaves_an_organisation_and_all_its_entries_agreeing(
    sqlite_url: str, where: str, name: str
) -> None:
    store = Store(sqlite_url, follow=following(WHERE))
    lead = an_organisation()
    launch = a_launch(lead)
    async with store.transaction(now=NOW, by=ALICE) as db:
        db.add_all([lead, launch, *(an_event(launch, title=f"Event {n}") for n in range(3))])
    await store.close()

    run = await asyncio.to_thread(subprocess.run, [sys.executable, "-c", KILLED, sqlite_url, where], check=False)

    assert run.returncode == -signal.SIGKILL
    store = Store(sqlite_url, follow=following(WHERE))
    async with store.reading() as db:
        entries = (await feeds.matching(db, Filters(), reader=ANYONE, now=NOW + timedelta(hours=2))).vevents
    async with store.whole() as db:
        assert (await db.scalars(select(Organisation.name))).all() == [name]
        found = (await search.find(db, name, among={"events": select(Event.id)}, limit=9)).count
    await store.close()
    assert b"".join(entries).replace(b"\r\n ", b"").count(f"Lead host: {name}".encode()) == 3
    assert found == 3
