"""Bytes at hand: an answer that costs the database nothing, and is new as soon as anything is."""

import asyncio
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import httpx2
import psycopg
import pytest
import zstandard
from sqlalchemy import make_url, select
from starlette.types import ASGIApp

from events.accounts.models import Role
from events.programme.occasions import Event
from events.storage import Store
from tests.factories import a_host, an_embargo, an_event
from tests.organisers import ON_ONE, Office
from tests.published.conftest import Asked
from tests.sites import Clock, browsing
from tests.stores import ALICE, NOW, WHERE, Save

FEED = "/events.ics"
PAGE = "/events/the-waiting-room"


@dataclass
class Looks:
    """How often somebody looked at the revision."""

    watch: Any
    count: int = 0

    def number(self) -> int | None:
        self.count += 1
        number: int | None = self.watch.number()
        return number


def _layer(client: httpx2.AsyncClient) -> Any:
    """What stands before the application that a client asks."""
    return client._transport.app  # type: ignore[attr-defined]


@pytest.mark.parametrize("path", [FEED, PAGE])
async def test_what_was_asked_before_costs_the_database_nothing(
    client: httpx2.AsyncClient, launched: Any, asked: Asked, path: str
) -> None:
    first = await client.get(path)
    asked.statements.clear()

    again = await client.get(path)
    known = await client.get(path, headers={"if-none-match": first.headers["etag"]})

    assert (again.content, again.headers) == (first.content, first.headers)
    assert (known.status_code, known.content) == (304, b"")
    assert asked.statements == []


@pytest.mark.parametrize("path", [FEED, PAGE])
async def test_the_next_answer_after_a_change_by_another_process_is_new(
    client: httpx2.AsyncClient, launched: Any, path: str
) -> None:
    before = await client.get(path)

    await launched("The Waiting Room revisited")
    after = await client.get(path, headers={"if-none-match": before.headers["etag"]})

    assert after.status_code == 200
    assert "The Waiting Room revisited" in after.text


@ON_ONE
async def test_what_was_told_before_a_restore_is_not_taken_for_what_was_changed_after_it(
    client: httpx2.AsyncClient, launched: Any, store: Store, database_url: str
) -> None:
    """Between the two nobody asked: as many changes were made since the back-up on one side as on the other."""
    path = str(make_url(database_url).database)
    with closing(sqlite3.connect(path)) as database, closing(sqlite3.connect(":memory:")) as kept:
        database.backup(kept)
        await launched("Told before it")
        before = await client.get(PAGE)
        kept.backup(database)
    async with store.transaction(now=NOW + timedelta(minutes=10), by=ALICE) as db:
        (await db.scalars(select(Event))).one().title = "Told after it"

    after = await client.get(PAGE)

    assert ("Told before it" in before.text, "Told after it" in after.text) == (True, True)


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_what_a_restore_brings_back_is_told_though_nothing_is_changed_after_it(
    client: httpx2.AsyncClient, launched: Any, database_url: str
) -> None:
    number, title = "SELECT number FROM revision", "SELECT title FROM events"
    with psycopg.connect(database_url, autocommit=True) as another:
        kept = [another.execute(each).fetchone() for each in (number, title)]
        await launched("Told before it")
        before = await client.get(PAGE)
        with another.transaction():
            another.execute("UPDATE revision SET number = %s", kept[0])
            another.execute("UPDATE events SET title = %s", kept[1])

    assert "Told before it" in before.text
    for _ in range(200):
        if "Told before it" not in (await client.get(PAGE)).text:
            return
        await asyncio.sleep(0.1)
    pytest.fail("What was undone is still told.")


async def test_a_thousand_polls_after_a_change_have_it_made_once(
    client: httpx2.AsyncClient, launched: Any, asked: Asked
) -> None:
    old = await client.get(FEED)
    await launched("The Waiting Room revisited")
    asked.statements.clear()

    answers = await asyncio.gather(
        *(client.get(FEED, headers={"if-none-match": old.headers["etag"]}) for _ in range(1000))
    )

    assert {answer.status_code for answer in answers} == {200}
    assert all("revisited" in answer.text for answer in answers)
    assert asked.of("entries.vevent") == 1


@pytest.mark.parametrize("coding", ["identity", "zstd"])
async def test_a_long_feed_is_sent_in_pieces_and_is_the_same(
    client: httpx2.AsyncClient,
    launched: Any,
    database_url: str,
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
    coding: str,
) -> None:
    whole = await client.get(FEED, headers={"accept-encoding": coding})
    for long in ("published.layer.PIECE", "published.validators._LONG", "web.front.PIECE"):
        monkeypatch.setattr(f"events.{long}", 100)

    async with browsing(database_url, clock) as another:
        pieces = await another.get(FEED, headers={"accept-encoding": coding})

    assert (pieces.content, pieces.headers) == (whole.content, whole.headers)


async def test_what_waits_for_others_to_be_made_is_told_as_it_was_and_no_longer_than_half_a_second(
    client: httpx2.AsyncClient, launched: Any, clock: Clock
) -> None:
    before = await client.get(PAGE)
    turns = _layer(client)._turns
    await launched("The Waiting Room revisited")

    async with turns, turns:
        assert (await client.get(PAGE)).content == before.content
        clock.now += timedelta(seconds=1)
        late = asyncio.create_task(client.get(PAGE))
        await asyncio.sleep(0.05)
        assert not late.done()

    assert "The Waiting Room revisited" in (await late).text
    assert "The Waiting Room revisited" in (await client.get(PAGE)).text


async def test_what_was_true_by_a_clock_that_was_put_back_since_is_told_to_nobody(
    client: httpx2.AsyncClient, launched: Any, clock: Clock
) -> None:
    await client.get(PAGE)
    clock.now += timedelta(hours=2)
    await client.get(PAGE)
    await launched("The Waiting Room revisited")
    clock.now -= timedelta(hours=1)

    turns = _layer(client)._turns
    async with turns, turns:
        asking = asyncio.create_task(client.get(PAGE))
        await asyncio.sleep(0.05)
        assert not asking.done()

    assert "The Waiting Room revisited" in (await asking).text


async def test_under_continuous_changes_nobody_waits_for_what_is_made_beside_and_nothing_is_a_second_old(
    client: httpx2.AsyncClient, launched: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("events.published.layer._CONTINUOUS", 1)
    monkeypatch.setattr("events.published.layer._LAG", 0.0)
    layer = _layer(client)
    before = await client.get(PAGE)

    await launched("The Waiting Room revisited")
    assert (await client.get(PAGE)).content == before.content
    await asyncio.wait([*layer._under_way.values()])
    assert "The Waiting Room revisited" in (await client.get(PAGE)).text

    await launched("The Waiting Room once more")
    monkeypatch.setattr("events.published.layer._LAG_WHILE_BUILDING", 0.0)
    assert "The Waiting Room once more" in (await client.get(PAGE)).text


async def test_changes_count_as_continuous_sooner_where_pages_had_to_wait_for_their_turn(
    client: httpx2.AsyncClient, launched: Any, clock: Clock
) -> None:
    layer = _layer(client)
    await client.get(FEED)
    await client.get(PAGE)
    await launched("The Waiting Room revisited")
    async with layer._turns, layer._turns:
        await client.get(FEED)
    await asyncio.wait([*layer._under_way.values()])
    before = await client.get(PAGE)

    await launched("The Waiting Room once more")

    assert (await client.get(PAGE)).content == before.content
    clock.now += timedelta(seconds=2)
    layer._waited_at = layer._risen[-1][0] - 2
    assert "The Waiting Room once more" in (await client.get(PAGE)).text


async def test_what_is_still_being_made_at_the_end_is_let_go_before_the_database_closes(
    database_url: str, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    left: list[int] = []
    close = Store.close

    async def count_and_close(store: Store) -> None:
        left.append(len(layer._under_way))
        await close(store)

    monkeypatch.setattr(Store, "close", count_and_close)
    async with browsing(database_url, clock) as browser:
        layer = _layer(browser)
        await layer._turns.acquire()
        await layer._turns.acquire()
        asking = asyncio.create_task(browser.get(PAGE))
        await asyncio.sleep(0.01)
        assert len(layer._under_way) == 1
        asking.cancel()

    assert left == [0]


async def test_one_look_at_the_revision_serves_all_who_had_asked_before_it(
    client: httpx2.AsyncClient, launched: Any
) -> None:
    await client.get(FEED)
    layer = _layer(client)
    layer._watch = watch = Looks(layer._watch)

    await asyncio.gather(*(client.get(FEED) for _ in range(100)))
    assert watch.count == 1
    await client.get(FEED)

    assert watch.count == 2


async def test_a_change_elsewhere_leaves_the_entity_tag_and_the_date_as_they_were(
    client: httpx2.AsyncClient, launched: Any, save: Save, clock: Clock
) -> None:
    clock.now = NOW + timedelta(hours=1)
    before = await client.get(FEED)

    other, launch = a_host()
    other.slug = "elsewhere"
    await save(other, launch, now=NOW + timedelta(hours=1))
    after = await client.get(FEED)

    assert after.headers == before.headers


async def test_bytes_are_never_served_outside_their_time(client: httpx2.AsyncClient, save: Save, clock: Clock) -> None:
    lift = NOW + timedelta(days=1)
    lead, launch = a_host()
    embargo = an_embargo(lift)
    await save(lead, embargo, launch, an_event(launch, embargo_id=embargo.id))

    for moment, seen in [
        (lift - timedelta(seconds=1), False),
        (lift, True),
        (lift + timedelta(days=3), True),
        (lift - timedelta(seconds=1), False),  # a clock that is put back
    ]:
        clock.now = moment
        for _ in range(2):
            assert ("SUMMARY:The Waiting Room" in (await client.get(FEED)).text) is seen
            assert (await client.get(PAGE)).status_code == (200 if seen else 404)


@pytest.mark.parametrize("coding", ["identity", "gzip", "br", "zstd"])
async def test_every_coding_has_bytes_and_a_tag_of_its_own(
    client: httpx2.AsyncClient, launched: Any, coding: str
) -> None:
    plain = await client.get(PAGE, headers={"accept-encoding": "identity"})

    coded = await client.get(PAGE, headers={"accept-encoding": coding})

    assert _plain(coded) == plain.content
    assert coded.headers.get("content-encoding", "identity") == coding
    assert (coded.headers["etag"] == plain.headers["etag"]) is (coding == "identity")
    head = await client.head(PAGE, headers={"accept-encoding": coding})
    assert (head.headers, head.content) == (coded.headers, b"")


async def test_bytes_that_last_are_compressed_better_and_who_has_the_former_is_told_nothing_new(
    client: httpx2.AsyncClient, launched: Any, clock: Clock
) -> None:
    hurried = await client.get(PAGE, headers={"accept-encoding": "zstd"})
    clock.now += timedelta(seconds=10)

    better = hurried
    for _ in range(200):
        better = await client.get(PAGE, headers={"accept-encoding": "zstd"})
        if better.headers["etag"] != hurried.headers["etag"]:
            break
        await asyncio.sleep(0.01)

    assert int(better.headers["content-length"]) < int(hurried.headers["content-length"])
    assert _plain(better) == _plain(hurried)
    for tag in (hurried.headers["etag"], better.headers["etag"]):
        known = await client.get(PAGE, headers={"accept-encoding": "zstd", "if-none-match": f'"other", W/{tag}'})
        assert known.status_code == 304


@ON_ONE
@pytest.mark.parametrize("header", [("range", "bytes=0-99"), ("authorization", "Basic dTpw")], ids=["part", "password"])
async def test_who_asks_for_a_part_or_with_a_password_is_answered_like_anybody(
    client: httpx2.AsyncClient, launched: Any, clock: Clock, asked: Asked, header: tuple[str, str]
) -> None:
    """A calendar may send either to any address; here nothing is in parts, and no password opens more."""
    await client.get(FEED)
    clock.now = NOW + timedelta(seconds=1)
    usual = await client.get(FEED)
    asked.statements.clear()

    answer = await client.get(FEED, headers=dict([header]))

    assert (answer.status_code, answer.content, answer.headers) == (200, usual.content, usual.headers)
    assert "last-modified" in answer.headers
    assert asked.statements == []


async def test_what_no_page_asks_makes_no_page_of_its_own(
    client: httpx2.AsyncClient, launched: Any, asked: Asked
) -> None:
    plain = await client.get(FEED)
    asked.statements.clear()

    for number in range(50):
        assert (await client.get(f"{FEED}?utm_source={number}&x[{number}]=1")).content == plain.content

    assert asked.statements == []


@ON_ONE
@pytest.mark.parametrize("query", ["year=1{:03}", "page=9{:03}", "organisation=nobody-{}", "kind={}", "topic=%00{}"])
async def test_hostile_queries_leave_nothing_behind(
    site: ASGIApp, client: httpx2.AsyncClient, launched: Any, query: str
) -> None:
    async with httpx2.AsyncClient(transport=httpx2.ASGITransport(site), base_url=WHERE.base) as stranger:
        for path in (FEED, "/events", "/press", PAGE):
            await stranger.get(path)
        kept = len(site._shelf)  # type: ignore[attr-defined]

        for number in range(5):
            for path in (FEED, "/events", "/press", PAGE):
                await stranger.get(f"{path}?{query.format(number)}")

    assert len(site._shelf) == kept  # type: ignore[attr-defined]


async def test_the_shelf_lets_go_of_what_was_asked_for_longest_ago(database_url: str, clock: Clock, save: Save) -> None:
    lead, launch = a_host()
    await save(lead, launch, [an_event(launch, f"Event {number}") for number in range(30)])
    async with browsing(database_url, clock) as client:
        layer = _layer(client)
        layer._shelf._most_bytes = 100_000

        for number in range(30):
            assert (await client.get(f"/events/event-{number}")).status_code == 200

    assert layer._shelf.bytes <= 100_000
    assert layer._shelf.get("/events/event-29") is not None
    assert layer._shelf.get("/events/event-0") is None


async def test_who_is_signed_in_never_passes_through(
    office: Office, client: httpx2.AsyncClient, launched: Any, asked: Asked
) -> None:
    organiser = await office(Role.OWNER)
    await client.get(PAGE)
    asked.statements.clear()

    assert (await organiser.get(PAGE)).status_code == 200

    assert asked.statements != []


async def test_our_own_mistake_is_kept_by_nobody(
    client: httpx2.AsyncClient, launched: Any, database_url: str, asked: Asked
) -> None:
    for _ in range(2):
        asked.statements.clear()
        assert (await client.get("/events/nothing-here")).status_code == 404
        assert asked.statements != []


def _plain(answer: httpx2.Response) -> bytes:
    """What the client library undoes for us, but for what it does not know."""
    zstd = answer.headers.get("content-encoding") == "zstd"
    return zstandard.ZstdDecompressor().decompress(answer.content) if zstd else answer.content


async def test_an_answer_that_is_not_kept_is_not_sent_to_who_has_it(client: httpx2.AsyncClient, launched: Any) -> None:
    empty = await client.get(f"{FEED}?year=1999")

    known = await client.get(f"{FEED}?year=1999", headers={"if-none-match": empty.headers["etag"]})

    assert (known.status_code, known.content) == (304, b"")


async def test_no_path_is_taken_for_another_in_another_type_or_with_a_query(
    client: httpx2.AsyncClient, launched: Any
) -> None:
    jcal = {"accept": "application/calendar+json"}
    assert (await client.get(f"{PAGE}.ics", headers=jcal)).status_code == 200
    assert (await client.get(f"{PAGE}.ics?profile=rich")).status_code == 200

    for path in (f"{PAGE}.ics%20application/calendar+json", f"{PAGE}.ics%3Fprofile=rich"):
        assert (await client.get(path)).status_code == 404
