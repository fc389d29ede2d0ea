"""Personal feeds over HTTP: made by choosing, known by their token alone, true whatever becomes of what they follow."""

import logging
import re
from datetime import date, timedelta
from typing import Any

import httpx2
import icalendar
import pytest
from sqlalchemy import select, text

from events.people.models import Person
from events.programme import merging
from events.programme.occasions import Event, Speaker
from events.storage import Store
from tests.factories import a_launch, a_person, a_series, a_speaker, a_topic, an_event, an_organisation
from tests.organisers import ON_ONE, SAME_SITE
from tests.sites import Clock, said
from tests.stores import ALICE, NOW, Save
from tests.web.test_feeds import a_whole_launch

HOUR = timedelta(hours=1)
RUTH = {"person": "ruth-adeyemi"}


async def test_a_feed_made_by_choosing_has_each_event_once_and_in_order(client: httpx2.AsyncClient, save: Save) -> None:
    await save(a_whole_launch(), *_another("Ground rules", date(2026, 11, 30)), *_another("Elsewhere"))
    feed = await _make(client, person="ruth-adeyemi", organisation=["lead", "host-of-ground-rules"], topic="nothing")
    assert await _summaries(client, feed) == ["Ground rules", "The Waiting Room"]


async def test_a_feed_of_everything_has_everything(client: httpx2.AsyncClient, save: Save) -> None:
    await save(a_whole_launch(), *_another("Elsewhere"))
    assert await _summaries(client, await _make(client, everything="yes")) == ["Elsewhere", "The Waiting Room"]
    assert await _summaries(client, f"{await _make(client, everything='yes')}?since=2027") == []


async def test_the_page_of_anything_leads_to_a_feed_of_ones_own_with_that_chosen(
    client: httpx2.AsyncClient, save: Save
) -> None:
    await save(a_whole_launch())
    for page, query in {
        "/organisations/lead": "organisation=lead",
        "/people/ruth-adeyemi": "person=ruth-adeyemi",
        "/series/time-and-the-state": "series=time-and-the-state",
        "/topics/courts-and-justice": "topic=courts-and-justice",
    }.items():
        assert f'href="/subscribe?{query}"' in (await client.get(page)).text
        name, _, slug = query.partition("=")
        form = (await client.get(f"/subscribe?{query}")).text
        assert f'<input type="checkbox" name="{name}" value="{slug}" checked>' in form


async def test_the_private_page_shows_the_address_in_every_form_and_changes_what_is_followed(
    client: httpx2.AsyncClient, save: Save
) -> None:
    await save(a_whole_launch(), *_another("Elsewhere"))
    feed = await _make(client, **RUTH)
    place = feed.removesuffix(".ics")
    page = await client.get(place)
    for address in (f"webcal://launch.example{feed}", f"https://launch.example{feed}", "calendar.google.com", "<svg "):
        assert address in page.text
    assert 'value="ruth-adeyemi" checked' in page.text
    answer = await client.post(place, data={"organisation": "host-of-elsewhere"}, headers=SAME_SITE)
    assert (answer.status_code, answer.headers["location"]) == (303, place)
    assert await _summaries(client, feed) == ["Elsewhere"]
    none = await client.post(place, data={}, headers=SAME_SITE)
    assert (none.status_code, "Choose at least one thing" in said(none.text)) == (422, True)
    assert await _summaries(client, feed) == ["Elsewhere"]


async def test_a_token_can_be_renewed_and_the_feed_ended(client: httpx2.AsyncClient, save: Save) -> None:
    await save(a_whole_launch())
    feed = await _make(client, **RUTH)
    place = feed.removesuffix(".ics")
    unknown = await client.get(f"/my/{'x' * 43}.ics")
    renewed = (await client.post(f"{place}/renewal", headers=SAME_SITE)).headers["location"]
    assert renewed != place
    assert await _summaries(client, f"{renewed}.ics") == ["The Waiting Room"]
    for gone in (feed, place):
        answer = await client.get(gone)
        assert (answer.status_code, answer.content, answer.headers) == (404, unknown.content, unknown.headers)
    assert (await client.post(f"{renewed}/removal", headers=SAME_SITE)).status_code == 303
    assert (await client.get(f"{renewed}.ics")).content == unknown.content
    assert (await client.post(f"{renewed}/removal", headers=SAME_SITE)).status_code == 404


async def test_looking_changes_nothing(client: httpx2.AsyncClient, save: Save) -> None:
    await save(a_whole_launch())
    feed = await _make(client, **RUTH)
    place = feed.removesuffix(".ics")
    for action in ("renewal", "removal"):
        assert (await client.get(f"{place}/{action}")).status_code == 405
    assert await _summaries(client, feed) == ["The Waiting Room"]


async def test_what_is_followed_and_no_longer_visible_is_not_spoken_of(
    client: httpx2.AsyncClient, save: Save, store: Store
) -> None:
    await save(a_whole_launch())
    feed = await _make(client, **RUTH)
    async with store.transaction(now=NOW, by=ALICE) as db:
        await db.delete((await db.scalars(select(Speaker))).one())
        (await db.scalars(select(Person))).one().name = "Ruth, renamed"
    assert await _summaries(client, feed) == []
    assert "Ruth" not in (await client.get(feed.removesuffix(".ics"))).text


@ON_ONE
async def test_of_two_that_were_made_one_the_other_is_followed(
    client: httpx2.AsyncClient, save: Save, store: Store
) -> None:
    await save(a_whole_launch(), *_another("Elsewhere"))
    feed = await _make(client, **RUTH)
    async with store.transaction(now=NOW, by=ALICE) as db:
        ruth, other = [
            (await db.scalars(select(Person).where(Person.slug == slug))).one()
            for slug in ("ruth-adeyemi", "speaker-of-elsewhere")
        ]
        await merging.merge_persons(db, other, ruth, now=NOW)
    assert await _summaries(client, feed) == ["Elsewhere", "The Waiting Room"]


async def test_an_event_that_is_taken_back_is_a_tombstone_to_whoever_followed_its_speaker(
    client: httpx2.AsyncClient, save: Save, store: Store, clock: Clock
) -> None:
    await save(a_whole_launch())
    feed = await _make(client, **RUTH)
    clock.now = NOW + HOUR
    async with store.transaction(now=clock.now, by=ALICE) as db:
        (await db.scalars(select(Event))).one().withdrawn_at = clock.now
    assert await _summaries(client, feed) == ["Cancelled: The Waiting Room"]


async def test_a_personal_feed_is_private_and_costs_nothing_twice(
    client: httpx2.AsyncClient, save: Save, store: Store, clock: Clock
) -> None:
    await save(a_whole_launch(), *_another("Elsewhere"))
    feed = await _make(client, **RUTH)
    clock.now = NOW + timedelta(days=365)  # the database of the tests was made some time after NOW
    first = await client.get(feed)
    assert first.headers["cache-control"] == "private, no-cache"
    assert first.headers["referrer-policy"] == "no-referrer"
    assert "last-modified" not in first.headers  # it would tell of what is saved out of sight
    assert "set-cookie" not in first.headers
    known = {"if-none-match": first.headers["etag"]}
    async with store.transaction(now=clock.now, by=ALICE) as db:  # of something else
        (await db.scalars(select(Event).where(Event.title == "Elsewhere"))).one().title = "Somewhere"
    again = await client.get(feed, headers=known)
    assert (again.status_code, again.content) == (304, b"")
    assert (await client.get(feed, headers={"accept": "application/calendar+json"})).json()[0] == "vcalendar"
    page = await client.get(feed.removesuffix(".ics"))
    assert (page.headers["cache-control"], page.headers["referrer-policy"]) == ("private, no-store", "no-referrer")


@ON_ONE
async def test_no_token_is_kept_or_logged(
    client: httpx2.AsyncClient, save: Save, store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    await save(a_whole_launch())
    with caplog.at_level(logging.INFO, logger="events"):
        feed = await _make(client, **RUTH)
        await client.get(feed)
    token = feed.removeprefix("/my/").removesuffix(".ics")
    assert re.fullmatch("[A-Za-z0-9_-]{43}", token)  # 256 bits
    assert token not in caplog.text
    async with store.whole() as db:
        kept = (await db.execute(text("SELECT * FROM personal_feeds"))).all()
    assert len(kept) == 1
    assert token not in str(kept)


FOREIGN = {
    "from another site": {"sec-fetch-site": "cross-site"},
    "from a neighbour": {"sec-fetch-site": "same-site"},
    "of another origin": {"origin": "https://evil.example"},
}


@pytest.mark.parametrize("headers", FOREIGN.values(), ids=FOREIGN)
@ON_ONE
async def test_no_other_site_makes_or_changes_a_feed(
    client: httpx2.AsyncClient, save: Save, headers: dict[str, str]
) -> None:
    await save(a_whole_launch())
    place = (await _make(client, **RUTH)).removesuffix(".ics")
    for path in ("/my", place, f"{place}/renewal", f"{place}/removal"):
        assert (await client.post(path, data=RUTH, headers=headers)).status_code == 403
    assert await _summaries(client, f"{place}.ics") == ["The Waiting Room"]


@ON_ONE
async def test_feeds_are_not_made_without_end(client: httpx2.AsyncClient, save: Save) -> None:
    await save(a_whole_launch())
    answers = [(await client.post("/my", data=RUTH, headers=SAME_SITE)).status_code for _ in range(21)]
    assert answers == [303] * 20 + [429]


@ON_ONE
async def test_hidden_and_unknown_things_cannot_be_followed(client: httpx2.AsyncClient, save: Save) -> None:
    await save(a_whole_launch(), a_series("Hidden"), a_topic("Seen", published_at=NOW))
    for chosen in ({"series": "hidden"}, {"person": "nobody"}, {"person": "\x00"}, {}):
        answer = await client.post("/my", data=chosen, headers=SAME_SITE)
        assert (answer.status_code, "Choose at least one thing" in said(answer.text)) == (422, True)
    many = await client.post("/my", data={"person": [f"p{each}" for each in range(201)]}, headers=SAME_SITE)
    assert (many.status_code, "at most 200 things" in said(many.text)) == (422, True)


async def _make(client: httpx2.AsyncClient, **chosen: Any) -> str:
    """Makes a feed and gives its path."""
    answer = await client.post("/my", data=chosen, headers=SAME_SITE)
    assert answer.status_code == 303
    return f"{answer.headers['location']}.ics"


async def _summaries(client: httpx2.AsyncClient, feed: str) -> list[str]:
    answer = await client.get(feed)
    assert answer.status_code == 200
    calendar: Any = icalendar.Calendar.from_ical(answer.content)
    return [str(event["SUMMARY"]) for event in calendar.events]


def _another(title: str, day: date = date(2026, 12, 1)) -> list[Any]:
    """An event of somebody else's, with a speaker of its own."""
    host, speaker = an_organisation(f"Host of {title}"), a_person(f"Speaker of {title}")
    launch = a_launch(host)
    event = an_event(launch, title, day=day)
    return [host, speaker, launch, event, a_speaker(event, speaker)]
