"""Last-Modified: a date is told only where it can never make an old answer new."""

from datetime import timedelta
from typing import Any

import httpx2
import pytest

from tests.factories import an_organisation
from tests.sites import Clock, browsing
from tests.stores import NOW, Save

FEED = "/events.ics"
PAGE = "/events/the-waiting-room"


async def test_a_date_is_told_once_its_second_is_over(client: httpx2.AsyncClient, launched: Any, clock: Clock) -> None:
    assert "last-modified" not in (await client.get(FEED)).headers

    clock.now = NOW + timedelta(seconds=1)
    told = (await client.get(FEED)).headers["last-modified"]

    assert told == "Mon, 02 Nov 2026 09:00:00 GMT"
    assert (await client.get(FEED, headers={"if-modified-since": told})).status_code == 304
    await launched("The Waiting Room revisited")
    clock.now = NOW + timedelta(minutes=6)
    assert (await client.get(FEED, headers={"if-modified-since": told})).status_code == 200


async def test_who_asks_by_date_is_told_nothing_new_in_the_very_second_of_a_change_elsewhere(
    client: httpx2.AsyncClient, launched: Any, save: Save, clock: Clock
) -> None:
    await client.get(FEED)
    clock.now = NOW + timedelta(hours=1)
    told = (await client.get(FEED)).headers["last-modified"]

    await save(an_organisation("Elsewhere"), now=clock.now)
    known = await client.get(FEED, headers={"if-modified-since": told})

    assert (known.status_code, known.headers["last-modified"]) == (304, told)


async def test_no_date_is_told_of_what_another_change_in_the_same_second_may_have_made_old(
    client: httpx2.AsyncClient, launched: Any, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Or whoever asks by it would not hear of that change, ever."""
    await launched("The Waiting Room revisited")
    clock.now = NOW + timedelta(minutes=5, seconds=0.6)
    await client.get(FEED)

    await launched("The Waiting Room once more")  # in the same second
    monkeypatch.setattr("events.published.layer._CONTINUOUS", 1)
    clock.now += timedelta(seconds=0.5)
    late = await client.get(FEED)

    assert "once more" not in late.text
    assert "last-modified" not in late.headers


async def test_who_asks_by_the_date_of_another_process_has_what_came_back_since(
    client: httpx2.AsyncClient, launched: Any, clock: Clock, database_url: str
) -> None:
    async def of(process: httpx2.AsyncClient, minutes: int, **asked: str) -> httpx2.Response:
        clock.now = NOW + timedelta(minutes=minutes)
        await process.get(FEED)
        clock.now += timedelta(seconds=1)
        return await process.get(FEED, headers=asked)

    async with browsing(database_url, clock) as other:
        first = await of(client, 1)
        await launched("The Waiting Room revisited")
        between = await of(other, 6)
        await launched("The Waiting Room")
        last = await of(client, 7, **{"if-modified-since": between.headers["last-modified"]})

    assert "revisited" in between.text
    assert (last.status_code, "revisited" in last.text, "Waiting" in first.text) == (200, False, True)


@pytest.mark.parametrize("path", [PAGE, f"{FEED}?since=2015", "/organisations/larkfield-foundation"])
async def test_no_date_tells_strangers_when_something_was_saved_that_they_do_not_see(
    client: httpx2.AsyncClient, launched: Any, save: Save, clock: Clock, path: str
) -> None:
    saved = NOW + timedelta(hours=1)
    await save(an_organisation("Elsewhere"), now=saved)

    clock.now = saved + timedelta(minutes=7)
    first = await client.get(path)
    clock.now += timedelta(seconds=1)
    told = (await client.get(path)).headers.get("last-modified")

    assert first.status_code == 200
    assert told in (None, "Mon, 02 Nov 2026 10:07:00 GMT")  # since somebody asked for it


@pytest.mark.parametrize("path", [FEED, PAGE])
async def test_a_date_that_no_calendar_has_is_as_if_it_were_not_there(
    client: httpx2.AsyncClient, launched: Any, clock: Clock, path: str
) -> None:
    await client.get(path)
    clock.now = NOW + timedelta(seconds=1)

    answer = await client.get(path, headers={"if-modified-since": f"Mon, 01 Jan {10**20} 00:00:00 GMT"})

    assert answer.status_code == 200
