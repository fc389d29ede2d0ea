"""Feeds over HTTP: whose events they hold, equal bytes, conditional requests, and nothing that may not be known."""

import sqlite3
from contextlib import closing
from datetime import date, datetime, timedelta
from typing import Any

import httpx2
import icalendar
import pytest
import sqlalchemy
import vobject
from sqlalchemy import Engine, make_url, select

from events.people.models import Organisation, Person
from events.programme.models import Host, HostRole, Launch, Publication, Topic
from events.programme.occasions import Access, Event, EventPublication, EventTopic, Speaker, Venue
from events.storage import Store
from events.storage.base import Base
from tests.factories import (
    a_launch,
    a_listed_post,
    a_person,
    a_publication,
    a_series,
    a_speaker,
    a_topic,
    an_embargo,
    an_event,
    an_organisation,
)
from tests.organisers import ON_ONE
from tests.sites import Clock, browsing
from tests.stores import ALICE, NOW, Save

FEEDS = {
    "everything": "/events.ics",
    "the lead": "/organisations/lead.ics",
    "a partner": "/organisations/partner.ics",
    "an employer": "/organisations/employer.ics",
    "a speaker": "/people/ruth-adeyemi.ics",
    "a series": "/series/time-and-the-state.ics",
    "a topic": "/topics/courts-and-justice.ics",
    "a year": "/events.ics?year=2026",
    "filters together": "/events.ics?organisation=lead&topic=courts-and-justice&person=ruth-adeyemi",
    "one event": "/events/the-waiting-room.ics",
}


@pytest.mark.parametrize("path", FEEDS.values(), ids=FEEDS)
async def test_an_event_is_in_every_feed_that_it_belongs_to(client: httpx2.AsyncClient, save: Save, path: str) -> None:
    await save(a_whole_launch())
    answer = await client.get(path)
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert _summaries(answer) == ["The Waiting Room"]


@pytest.mark.parametrize("path", FEEDS.values(), ids=FEEDS)
async def test_a_feed_has_equal_bytes_and_costs_nothing_twice(
    client: httpx2.AsyncClient, save: Save, path: str
) -> None:
    await save(a_whole_launch())
    first, second = await client.get(path), await client.get(path)
    assert first.content == second.content
    again = await client.get(path, headers={"if-none-match": f'"other", W/{first.headers["etag"]}'})
    assert (again.status_code, again.content) == (304, b"")


async def test_a_feed_is_public_profile(client: httpx2.AsyncClient, save: Save) -> None:
    await save(a_whole_launch())
    text = (await client.get("/organisations/lead.ics")).text
    for absent in ("METHOD", "ORGANIZER", "ATTENDEE", "VALARM", "VTIMEZONE"):
        assert absent not in text
    for present in (
        "NAME:Launches: Lead",
        "X-WR-CALNAME:Launches: Lead",
        "REFRESH-INTERVAL;VALUE=DURATION:PT4H",
        "X-PUBLISHED-TTL:PT4H",
        "SOURCE;VALUE=URI:https://launch.example/organisations/lead.ics",
    ):
        assert f"\r\n{present}\r\n" in text


async def test_what_may_not_be_known_is_in_no_feed_and_has_none(client: httpx2.AsyncClient, save: Save) -> None:
    lead, embargo = an_organisation("Lead", published_at=NOW), an_embargo(NOW + timedelta(days=1))
    launch = a_launch(lead)
    hidden = [
        an_event(launch, "Draft", published_at=None),
        an_event(launch, "Private", access=Access.PRIVATE),
        an_event(launch, "Embargoed", embargo_id=embargo.id),
    ]
    await save(lead, embargo, launch, hidden)
    assert _summaries(await client.get("/events.ics")) == []
    unknown = await client.get("/events/nothing.ics")
    for event in hidden:
        answer = await client.get(f"/events/{event.slug}.ics")
        assert (answer.status_code, answer.headers["cache-control"]) == (404, "no-store")
        assert (answer.content, answer.headers) == (unknown.content, unknown.headers)


async def test_an_embargoed_event_appears_at_the_lift(client: httpx2.AsyncClient, save: Save, clock: Clock) -> None:
    lift = NOW + timedelta(days=1)
    lead, embargo = an_organisation("Lead"), an_embargo(lift)
    launch = a_launch(lead)
    await save(lead, embargo, launch, an_event(launch, embargo_id=embargo.id))
    for moment, expected in ((lift - timedelta(seconds=1), []), (lift, ["The Waiting Room"])):
        clock.now = moment
        assert _summaries(await client.get("/events.ics")) == expected


async def test_a_withdrawn_event_stays_in_its_feeds_as_a_tombstone(
    client: httpx2.AsyncClient, save: Save, store: Store, clock: Clock
) -> None:
    await save(a_whole_launch(withdrawn_at=NOW + timedelta(hours=1)), now=NOW + timedelta(hours=1))
    clock.now = NOW + timedelta(hours=2)
    for path in ("/events.ics", "/events/the-waiting-room.ics", "/organisations/lead.ics"):
        answer = await client.get(path)
        assert "STATUS:CANCELLED" in answer.text, path


@pytest.mark.parametrize("asked", ["", "?profile=rich"], ids=["plain", "rich"])
async def test_what_an_event_is_called_after_it_was_taken_back_is_in_no_file_of_it(
    client: httpx2.AsyncClient, save: Save, store: Store, asked: str
) -> None:
    """Its tombstone says what was public; the calendar around that is called no otherwise."""
    launch = a_whole_launch()
    await save(launch)
    [event] = [each for each in launch if isinstance(each, Event)]
    for facts in ({"withdrawn_at": NOW}, {"title": "Not for anybody"}):
        async with store.transaction(now=NOW, by=ALICE) as db:
            for name, value in facts.items():
                setattr(await db.get_one(Event, event.id), name, value)

    answer = await client.get(f"/events/the-waiting-room.ics{asked}")

    assert "Not for anybody" not in answer.text
    assert "NAME:The Waiting Room" in answer.text
    assert _summaries(answer) == ["Cancelled: The Waiting Room"]


@pytest.mark.parametrize("asked", ["", "?year=2026", "?topic=courts-and-justice&since=2027", "?profile=rich"])
async def test_a_day_that_was_moved_out_of_sight_moves_nothing_in_a_feed(
    client: httpx2.AsyncClient, save: Save, store: Store, clock: Clock, asked: str
) -> None:
    """Neither its place among others nor the years that it is in: it stays where it was when it was taken back."""
    rows = a_whole_launch()
    [event] = [each for each in rows if isinstance(each, Event)]
    [launch] = [each for each in rows if isinstance(each, Launch)]
    later = an_event(launch, "A day later", day=date(2026, 12, 18))
    [topic] = [each for each in rows if isinstance(each, Topic)]
    await save(rows, later, EventTopic(event_id=later.id, topic_id=topic.id))
    await _take_back(store, clock, event)
    before = await client.get(f"/events.ics{asked}")

    async with store.transaction(now=clock.now, by=ALICE) as db:
        moved = await db.get_one(Event, event.id)
        moved.day = date(2027, 7, 5)
        moved.settle()

    assert (await client.get(f"/events.ics{asked}")).content == before.content


@ON_ONE
async def test_which_entries_the_feed_of_everything_has_is_read_from_indexes_alone_and_in_order(
    client: httpx2.AsyncClient, save: Save, database_url: str
) -> None:
    """Of 5,000 events that is half of its first poll after an edit; SQLite chooses what it reads by small signs."""
    asked: list[tuple[str, Any]] = []

    def note(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
        asked.append((statement, parameters))

    await save(a_whole_launch())
    sqlalchemy.event.listen(Engine, "before_cursor_execute", note)
    await client.get("/events.ics")
    sqlalchemy.event.remove(Engine, "before_cursor_execute", note)

    [(statement, given)] = [each for each in asked if "group_concat" in each[0]]
    with closing(sqlite3.connect(str(make_url(database_url).database))) as database:
        plan = [row[3] for row in database.execute(f"EXPLAIN QUERY PLAN {statement}", given)]
    read = [each for each in plan if " entries " in each or " events " in each]
    assert len(read) == 2
    assert all("COVERING INDEX" in each for each in read)
    assert not [each for each in plan if "TEMP B-TREE" in each]


async def test_a_feed_without_events_is_still_a_calendar(client: httpx2.AsyncClient) -> None:
    answer = await client.get("/events.ics?year=1999")
    assert _summaries(answer) == []
    assert vobject.readOne(answer.text).name == "VCALENDAR"


FOUND_BY_NOTHING = {
    "an unknown slug": "?organisation=nobody",
    "no slug at all": "?topic=../../etc",
    "one of two unknown": "?organisation=lead&person=nobody",
    "something hidden": "?series=hidden",
    "no year": "?year=next",
    "a year of our lord": "?year=٢٠٢٦",
    "an unknown beginning": "?since=1e3",
    "an unknown profile": "?profile=poor",
}


@pytest.mark.parametrize("query", FOUND_BY_NOTHING.values(), ids=FOUND_BY_NOTHING)
async def test_a_feed_of_what_is_not_there_is_a_page_that_is_not_there(
    client: httpx2.AsyncClient, save: Save, query: str
) -> None:
    await save(a_whole_launch(), a_series("Hidden"))
    unknown = await client.get("/events/no-such-thing.ics")
    answer = await client.get(f"/events.ics{query}")
    assert (answer.status_code, answer.content, answer.headers) == (404, unknown.content, unknown.headers)


async def test_what_is_there_and_has_no_events_has_an_empty_feed(client: httpx2.AsyncClient, save: Save) -> None:
    await save(a_whole_launch(), a_topic("Queues", published_at=NOW))
    assert _summaries(await client.get("/events.ics?topic=queues")) == []
    assert _summaries(await client.get("/events.ics?topic=queues&organisation=lead")) == []


@pytest.mark.parametrize("path", FEEDS.values(), ids=FEEDS)
async def test_every_feed_can_begin_with_a_year(client: httpx2.AsyncClient, save: Save, path: str) -> None:
    await save(a_whole_launch())
    join = "&" if "?" in path else "?"
    assert _summaries(await client.get(f"{path}{join}since=2026")) == ["The Waiting Room"]
    if path != FEEDS["one event"]:
        assert _summaries(await client.get(f"{path}{join}since=2027")) == []


async def test_a_feed_has_one_address_however_it_is_asked_for(client: httpx2.AsyncClient, save: Save) -> None:
    await save(a_whole_launch())
    asked = "/events.ics?utm=x&person=ruth-adeyemi&since=2026&organisation=lead&topic=&ref=%00"
    one = "https://launch.example/events.ics?organisation=lead&person=ruth-adeyemi&since=2026"
    answer = await client.get(asked)
    assert f"SOURCE;VALUE=URI:{one}" in answer.text.replace("\r\n ", "")
    assert (await client.get(one)).content == answer.content


async def test_a_filter_by_a_former_slug_leads_on(client: httpx2.AsyncClient, save: Save, store: Store) -> None:
    await save(a_whole_launch())
    async with store.transaction(now=NOW, by=ALICE) as db:
        lead = await db.scalar(select(Organisation).where(Organisation.slug == "lead"))
        assert lead
        lead.slug = "leading"
    answer = await client.get("/events.ics?organisation=lead&year=2026")
    assert (answer.status_code, answer.headers["location"]) == (301, "/events.ics?organisation=leading&year=2026")


async def test_the_rich_profile_is_there_only_where_it_is_asked_for(client: httpx2.AsyncClient, save: Save) -> None:
    venue = Venue(name="Tidewater Hall", place="Bristol", latitude=51.45, longitude=-2.58)
    await save(venue, a_whole_launch(venue_id=venue.id))
    plain, rich = [await client.get(f"/people/ruth-adeyemi.ics{query}") for query in ("", "?profile=rich")]
    assert "PARTICIPANT" not in plain.text
    assert "VLOCATION" not in plain.text
    (event,) = _events(rich)
    named = {each.name: each for each in event.subcomponents}
    assert {*named} == {"PARTICIPANT", "VLOCATION"}
    assert (named["PARTICIPANT"]["PARTICIPANT-TYPE"], named["PARTICIPANT"]["SUMMARY"]) == ("SPEAKER", "Ruth Adeyemi")
    assert named["VLOCATION"]["NAME"] == "Tidewater Hall"


ACCEPTED = {
    "nothing": (None, False),
    "anything": ("*/*", False),
    "jCal": ("application/calendar+json", True),
    "jCal before iCalendar": ("text/calendar;q=0.5, application/calendar+json", True),
    "iCalendar before jCal": ("text/calendar, application/calendar+json;q=0.9", False),
    "both alike": ("text/calendar, application/calendar+json", False),
    "jCal by name, all else too": ("application/calendar+json, */*", True),
    "jCal not by its name": ("application/*, text/*;q=0.1", False),
    "iCalendar by a range": ("text/*, application/calendar+json;q=0.5", False),
    "no jCal": ("application/calendar+json;q=0, */*;q=0.1", False),
    "neither": ("image/png", False),
    "nonsense": ("application/calendar+json;q=much", False),
}


@ON_ONE
@pytest.mark.parametrize("accepted", ACCEPTED)
@pytest.mark.parametrize("path", ["/events.ics", "/events/the-waiting-room.ics"])
async def test_a_calendar_is_json_for_whoever_would_rather_have_that(
    client: httpx2.AsyncClient, save: Save, accepted: str, path: str
) -> None:
    accept, is_json = ACCEPTED[accepted]
    asked = {"accept": accept} if accept else {}
    await save(a_whole_launch())
    answer = await client.get(path, headers=asked)
    kind = "application/calendar+json" if is_json else "text/calendar; charset=utf-8"
    assert (answer.headers["content-type"], answer.headers["vary"]) == (kind, "Accept-Encoding, Accept")
    again = await client.get(
        path, headers={"if-none-match": answer.headers["etag"]} | ({"accept": accept} if accept else {})
    )
    assert again.status_code == 304


@ON_ONE
@pytest.mark.parametrize("path", ["/events.ics", "/search?q=waiting"])  # one is kept, the other made for who asks
async def test_a_list_in_two_lines_is_one_list_and_what_is_no_list_says_nothing_twice(
    client: httpx2.AsyncClient, save: Save, path: str
) -> None:
    await save(a_whole_launch())
    jcal = [("accept", "application/calendar+json"), ("accept", "text/calendar;q=0.5")]
    coded = [("accept-encoding", "gzip"), ("accept-encoding", "identity;q=0.5")]
    answer = await client.get(path, headers=jcal + coded)
    known = [("if-none-match", answer.headers["etag"]), ("if-none-match", '"another"')]
    since = [("if-modified-since", "Mon, 01 Jan 2035 00:00:00 GMT")]

    assert answer.headers["content-encoding"] == "gzip"
    assert answer.headers["content-type"].startswith("text/html" if "search" in path else "application/calendar+json")
    assert (await client.get(path, headers=jcal + coded + known)).status_code == 304
    assert (await client.get(path, headers=since * 2)).status_code == 200


async def test_a_feed_goes_on_when_its_only_event_is_taken_back(
    client: httpx2.AsyncClient, save: Save, store: Store, clock: Clock
) -> None:
    """Whoever subscribed to a speaker is told, though the speaker has no page any more."""
    await save(a_whole_launch())
    await _take_back(store, clock)
    assert (await client.get("/people/ruth-adeyemi")).status_code == 404
    for path in ("/people/ruth-adeyemi.ics", "/events.ics?person=ruth-adeyemi", "/series/time-and-the-state.ics"):
        (event,) = _events(await client.get(path))
        assert (event["STATUS"], event["SUMMARY"]) == ("CANCELLED", "Cancelled: The Waiting Room")


async def test_who_came_after_an_event_was_taken_back_is_not_known_by_it(
    client: httpx2.AsyncClient, save: Save, store: Store, clock: Clock
) -> None:
    rows = a_whole_launch()
    event = next(each for each in rows if isinstance(each, Event))
    late = a_person("Late Comer")
    await save(rows)
    await _take_back(store, clock)
    await save(late, a_speaker(event, late, position=2), now=clock.now)
    assert (await client.get("/people/late-comer.ics")).status_code == 404
    assert (await client.get("/events.ics?person=late-comer")).status_code == 404


async def test_who_was_renamed_out_of_sight_is_not_named(
    client: httpx2.AsyncClient, save: Save, store: Store, clock: Clock
) -> None:
    await save(a_whole_launch())
    await _take_back(store, clock)
    async with store.transaction(now=clock.now, by=ALICE) as db:
        person = await db.scalar(select(Person))
        assert person
        person.name = "Somebody Else"
    answer = await client.get("/people/ruth-adeyemi.ics")
    assert "Somebody" not in answer.text
    assert "\r\nNAME:Launches\r\n" in answer.text


async def test_a_speaker_who_left_before_anybody_knew_has_no_feed(
    client: httpx2.AsyncClient, save: Save, store: Store, clock: Clock
) -> None:
    embargo = an_embargo(NOW + timedelta(days=1))
    await save(embargo, a_whole_launch(embargo_id=embargo.id))
    await _remove_speaker(store, NOW)
    clock.now = NOW + timedelta(days=2)
    assert (await client.get("/people/ruth-adeyemi.ics")).status_code == 404


async def test_a_speaker_who_left_has_an_empty_feed_so_that_calendars_forget_the_event(
    client: httpx2.AsyncClient, save: Save, store: Store
) -> None:
    await save(a_whole_launch())
    await _remove_speaker(store, NOW)
    assert _summaries(await client.get("/people/ruth-adeyemi.ics")) == []


async def test_that_empty_feed_is_also_where_calendars_found_it_before_and_tells_nobody_the_new_address(
    client: httpx2.AsyncClient, save: Save, store: Store
) -> None:
    await save(a_whole_launch())
    async with store.transaction(now=NOW, by=ALICE) as db:
        (await db.scalars(select(Person))).one().slug = "ruth-okafor"
    led_on = await client.get("/people/ruth-adeyemi.ics")
    await _remove_speaker(store, NOW)
    answer = await client.get("/people/ruth-adeyemi.ics")
    assert (led_on.status_code, led_on.headers["location"]) == (301, "/people/ruth-okafor.ics")
    assert _summaries(answer) == []
    assert "okafor" not in answer.text


@pytest.mark.parametrize("path", ["/organisations/x.ics", "/people/x.ics", "/series/x.ics", "/topics/x.ics"])
async def test_a_feed_of_nobody_is_nothing(client: httpx2.AsyncClient, path: str) -> None:
    assert (await client.get(path)).status_code == 404


@pytest.mark.parametrize("path", ["/", "/events.ics", "/sitemap.xml"])
async def test_an_operator_may_let_a_shared_cache_answer_for_a_while(
    database_url: str, clock: Clock, path: str
) -> None:
    async with browsing(database_url, clock, EVENTS_SHARED_MAX_AGE="60") as client:
        assert "s-maxage=60" in (await client.get(path)).headers["cache-control"]
        assert (await client.get("/events/nothing")).headers["cache-control"] == "no-store"


def a_whole_launch(**facts: Any) -> list[Base]:
    """An event with everything that it can be found by."""
    lead, partner, employer = (an_organisation(name, published_at=NOW) for name in ("Lead", "Partner", "Employer"))
    person, series, topic, launch = a_person(), a_series(), a_topic(), a_launch(lead)
    event = an_event(launch, **facts)
    speaker = a_speaker(event, person)
    report = a_publication(launch, series_id=series.id, series_number=1)
    return [
        *(lead, partner, employer, person, series, topic, launch, event, speaker, report),
        a_listed_post(speaker, "Chief Executive", employer),
        Host(launch_id=launch.id, organisation_id=partner.id, role=HostRole.PARTNER),
        EventPublication(event_id=event.id, publication_id=report.id),
        EventTopic(event_id=event.id, topic_id=topic.id),
    ]


async def _take_back(store: Store, clock: Clock, event: Event | None = None) -> None:
    """The only event, unless said, and what it launched."""
    clock.now = NOW + timedelta(hours=1)
    async with store.transaction(now=clock.now, by=ALICE) as db:
        of_one = [Event.id == event.id] if event else []
        (await db.scalars(select(Event).where(*of_one))).one().withdrawn_at = clock.now
        for each in await db.scalars(select(Publication)):
            each.withdrawn_at = clock.now


async def _remove_speaker(store: Store, now: datetime) -> None:
    async with store.transaction(now=now, by=ALICE) as db:
        await db.delete((await db.scalars(select(Speaker))).one())


def _summaries(answer: httpx2.Response) -> list[str]:
    return [str(event["SUMMARY"]) for event in _events(answer)]


def _events(answer: httpx2.Response) -> list[Any]:
    assert answer.status_code == 200
    calendar = icalendar.Calendar.from_ical(answer.content)
    assert isinstance(calendar, icalendar.Calendar)
    return list(calendar.events)
