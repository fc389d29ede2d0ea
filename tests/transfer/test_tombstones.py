"""What was told last of an event that was taken back goes with the content, whatever was edited out of sight since."""

import json
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from sqlalchemy import select

from events import transfer
from events.calendar import feeds
from events.calendar.models import Entry
from events.programme.event_lists import Filters
from events.programme.occasions import Access, Attendance, Event, EventTopic, Status, Venue
from events.storage import Store
from events.visibility import ANYONE
from tests import commands
from tests.factories import a_host, a_topic, an_embargo, an_event
from tests.stores import ALICE, NOW
from tests.transfer.documents import Document, a_document, taken_in, taken_out

HOUR = timedelta(hours=1)
BACK, LATER, THERE = NOW + HOUR, NOW + 2 * HOUR, NOW + 3 * HOUR
WITHDRAWN = "2026-11-02T10:00:00Z"

OUT_OF_SIGHT: dict[str, Any] = {
    "title": "Not for anybody",
    "slug": "not-for-anybody",
    "standfirst": "Nor this.",
    "day": date(2027, 3, 9),
    "last_day": None,
    "starts": time(7, 15),
    "ends": None,
    "zone": "Asia/Kathmandu",
    "venue_id": None,
    "attendance": Attendance.ROOM,
    "status": Status.CONFIRMED,
}
TOLD: dict[str, dict[str, Any]] = {
    "with its hours": {},
    "without an end": {"ends": None},
    "at an odd second": {"starts": time(18, 30, 0, 250_000), "ends": time(18, 30, 0, 750_000)},
    "a day to save": {"starts": None, "ends": None, "status": Status.TENTATIVE},
    "several days without hours": {
        "starts": None,
        "ends": None,
        "last_day": date(2026, 12, 19),
        "zone": "Africa/Lagos",
    },
    "several days with hours": {"last_day": date(2026, 12, 19)},
    "online": {"attendance": Attendance.ONLINE},
    "cancelled before": {"status": Status.CANCELLED, "status_note": "The hall is flooded."},
    "postponed before": {"status": Status.POSTPONED},
    "titled with signs": {"title": "Postponed: a history; with, signs \\n 漢字"},
}


@pytest.mark.parametrize("facts", TOLD.values(), ids=TOLD.keys())
async def test_what_is_edited_out_of_sight_is_told_by_no_feed_that_the_content_comes_to(
    pair: tuple[Store, Store], facts: dict[str, Any]
):
    here, there = pair
    event = await _told(here, **facts)
    await _take_back(here, event)
    told = await _entries(here)
    await _revise(here, event, LATER, **OUT_OF_SIGHT)

    exported = await taken_out(here, private=True)
    await taken_in(there, exported, now=THERE)

    assert await _entries(there) == await _entries(here) == told
    assert await _feed(there) == await _feed(here)
    assert b"anybody" not in await _feed(there)
    assert await taken_out(there, private=True) == exported


@pytest.mark.parametrize("hidden", ["private", "under embargo again"])
async def test_what_is_kept_from_the_public_by_more_than_its_withdrawal_is_told_there_as_here(
    pair: tuple[Store, Store], hidden: str
):
    here, there = pair
    event, embargo = await _told(here), an_embargo(None)
    await _take_back(here, event)
    async with here.transaction(now=LATER, by=ALICE) as db:
        db.add(embargo)
    secret = {"access": Access.PRIVATE} if hidden == "private" else {"embargo_id": embargo.id}
    await _revise(here, event, LATER, **OUT_OF_SIGHT | secret)

    exported = await taken_out(here)
    await taken_in(there, exported, now=THERE)

    assert await _entries(there) == await _entries(here)
    assert await _feed(there) == await _feed(here)
    assert await taken_out(there) == exported


@pytest.mark.parametrize("edited", [OUT_OF_SIGHT, {}], ids=["edited since", "left as it was"])
async def test_what_was_to_be_taken_back_at_a_moment_is_told_there_as_here(
    pair: tuple[Store, Store], edited: dict[str, Any]
):
    here, there = pair
    event = await _told(here, withdrawn_at=BACK)
    await _revise(here, event, LATER, **edited)

    exported = await taken_out(here)
    await taken_in(there, exported, now=THERE)

    assert await _entries(there) == await _entries(here)
    assert b"anybody" not in await _feed(there)
    assert await taken_out(there) == exported


async def test_an_event_that_is_put_out_again_goes_on_there_as_it_does_here(pair: tuple[Store, Store]):
    here, there = pair
    event = await _told(here)
    await _take_back(here, event)
    await _revise(here, event, LATER, **OUT_OF_SIGHT)
    await taken_in(there, await taken_out(here), now=THERE)

    for store in pair:
        await _revise(store, event, THERE, withdrawn_at=None, withdrawal_note=None)

    feed = await _feed(there)
    assert feed == await _feed(here)
    assert b"\r\nSUMMARY:Not for anybody\r\n" in feed
    assert b"\r\nSEQUENCE:2\r\n" in feed
    assert await taken_out(there) == await taken_out(here)
    assert b'"tombstone": null' in await taken_out(there)


async def test_a_note_that_is_written_there_moves_nothing_else(pair: tuple[Store, Store]):
    here, there = pair
    event = await _told(here)
    await _take_back(here, event)
    await _revise(here, event, LATER, **OUT_OF_SIGHT)
    await taken_in(there, await taken_out(here), now=THERE)

    for store in pair:
        await _revise(store, event, THERE, withdrawal_note="It never was.")

    feed = await _feed(there)
    assert feed == await _feed(here)
    assert b"\r\nSUMMARY:Cancelled: The Waiting Room\r\n" in feed
    assert b"It never was." in feed


async def test_a_tombstone_that_the_place_tells_already_does_not_move(store: Store):
    await taken_in(store, a_document())
    await taken_in(store, _withdrawn(title="Hidden"), now=BACK)
    before, told = await taken_out(store), await _feed(store)
    (event,) = json.loads(before)["events"]
    others = event["tombstone"] | {"title": "Told elsewhere", "slug": "elsewhere", "day": "2028-01-01"}

    for another in (others, None):
        await taken_in(store, _withdrawn(title="Hidden", tombstone=another), now=LATER)

    assert await taken_out(store) == before
    assert await _feed(store) == told
    assert b"\r\nSUMMARY:Cancelled: Paper Round\r\n" in told


async def test_what_was_served_here_goes_before_what_was_told_where_the_content_is_from(store: Store):
    await taken_in(store, a_document())

    await taken_in(store, _withdrawn(title="Hidden", tombstone=_a_tombstone()), now=BACK)

    feed = await _feed(store)
    assert b"\r\nSUMMARY:Cancelled: Paper Round\r\n" in feed
    assert b"\r\nSEQUENCE:1\r\n" in feed
    assert json.loads(await taken_out(store))["events"][0]["tombstone"]["title"] == "Paper Round"


async def test_a_document_without_tombstones_comes_in_as_ever(pair: tuple[Store, Store]):
    here, there = pair
    event = await _told(here)
    await _take_back(here, event)
    document = json.loads(await taken_out(here))
    del document["events"][0]["tombstone"]

    await taken_in(there, document, now=THERE)

    assert await _entries(there) == await _entries(here)
    assert await taken_out(there) == await taken_out(here)


async def test_a_tombstone_without_its_calendar_is_told_from_the_first(store: Store):
    await taken_in(store, _withdrawn(title="Hidden", tombstone=_a_tombstone()), now=BACK)

    feed = await _feed(store)
    assert b"\r\nSUMMARY:Cancelled: Told elsewhere\r\n" in feed
    assert b"\r\nDTSTART:20270103T190000Z\r\nDTEND:20270103T200000Z\r\n" in feed
    assert b"\r\nGEO:51.5;0.0\r\nCATEGORIES:Care\\, at home,Courts\r\n" in feed
    assert b"\r\nURL:https://launch.example/events/elsewhere\r\n" in feed


async def test_a_clock_that_is_before_the_withdrawal_once_more_gives_nothing_away(store: Store):
    event = await _told(store)
    await _take_back(store, event)
    told = await _entries(store)

    await _revise(store, event, NOW, **OUT_OF_SIGHT)

    assert await _entries(store) == told


@pytest.mark.parametrize(("here", "there"), [("sqlite_url", "postgresql_url"), ("postgresql_url", "sqlite_url")])
def test_the_commands_carry_it(here: str, there: str, tmp_path: Path, request: pytest.FixtureRequest):
    database_url, other = (str(request.getfixturevalue(each)) for each in (here, there))
    hidden = _withdrawn(title="Hidden", slug="hidden", day="2027-02-02")
    for document in (a_document(), hidden):
        _events(database_url, tmp_path, "import", "-", given=json.dumps(document).encode())

    exported = _events(database_url, tmp_path, "export")
    _events(other, tmp_path, "import", "-", given=exported)

    assert _events(other, tmp_path, "export") == exported
    jsonschema_rs.validate(transfer.schema(), json.loads(exported))
    (event,) = json.loads(exported)["events"]
    assert (event["title"], event["tombstone"]["title"]) == ("Hidden", "Paper Round")


def test_the_schema_says_what_a_tombstone_is():
    tombstone = transfer.schema()["$defs"]["Tombstone"]

    assert tombstone["description"].startswith("What the public was told last of an event that was taken back")
    assert set(tombstone["required"]) == {"slug", "title", "day", "begins_at"}
    assert tombstone["properties"]["ends_at"]["description"] == "None: no hour was told."


def _events(database_url: str, folder: Path, *arguments: str, given: bytes = b"") -> bytes:
    settings = {"EVENTS_DATABASE_URL": database_url, "EVENTS_DATA_DIR": str(folder / "data")}
    ran = commands.run(settings, *arguments, given=given)
    ran.check_returncode()
    return ran.stdout


def _withdrawn(**facts: Any) -> Document:
    event = a_document()["events"][0] | {"withdrawn_at": WITHDRAWN} | facts
    return a_document() | {"events": [event]}


def _a_tombstone() -> Document:
    return {
        "slug": "elsewhere",
        "title": "Told elsewhere",
        "day": "2027-01-03",
        "begins_at": "2027-01-03T19:00:00Z",
        "ends_at": "2027-01-03T20:00:00Z",
        "latitude": 51.5,
        "longitude": 1e-7,
        "topics": "Care, at home\nCourts",
    }


async def _told(store: Store, **facts: Any) -> Event:
    """An event that the public was told of, in a hall that is on the map, of two topics."""
    lead, launch = a_host()
    hall = Venue(name="Tidewater Hall", address="1 Long Street; rear", latitude=51.45, longitude=-2.58)
    event = an_event(launch, **{"venue_id": hall.id} | facts)
    topics = [a_topic("Courts, and justice"), a_topic("Care")]
    async with store.transaction(now=NOW, by=ALICE) as db:
        db.add_all([lead, launch, hall, event, *topics])
        db.add_all(EventTopic(event_id=event.id, topic_id=each.id) for each in topics)
    return event


async def _take_back(store: Store, event: Event) -> None:
    await _revise(store, event, BACK, withdrawn_at=BACK, withdrawal_note="It is not ours.")


async def _revise(store: Store, event: Event, now: datetime, **facts: Any) -> None:
    async with store.transaction(now=now, by=ALICE) as db:
        row = await db.get_one(Event, event.id)
        for name, value in facts.items():
            setattr(row, name, value)
        row.settle()


async def _entries(store: Store) -> list[Any]:
    when = (Entry.begins_at, Entry.day, Entry.last_day)
    async with store.whole() as db:
        found = await db.execute(select(Entry.event_id, Entry.audience, Entry.shown_from, Entry.vevent, *when))
        return sorted(map(tuple, found), key=str)


async def _feed(store: Store) -> bytes:
    async with store.reading() as db:
        entries = await feeds.matching(db, Filters(), reader=ANYONE, now=THERE + 400 * 24 * HOUR)
    return b"".join(entries.vevents).replace(b"\r\n ", b"")
