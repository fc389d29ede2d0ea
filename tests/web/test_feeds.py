"""Feeds over HTTP: whose events they hold, equal bytes, conditional requests, and nothing that may not be known."""

from datetime import timedelta
from typing import Any

import httpx2
import icalendar
import pytest
import vobject

from events.programme.models import Host, HostRole
from events.programme.occasions import Access, EventPublication, EventTopic
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
from tests.sites import Clock, browsing
from tests.stores import NOW, Save

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


async def test_a_feed_without_events_is_still_a_calendar(client: httpx2.AsyncClient) -> None:
    answer = await client.get("/events.ics?year=1999")
    assert _summaries(answer) == []
    assert vobject.readOne(answer.text).name == "VCALENDAR"


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


def _summaries(answer: httpx2.Response) -> list[str]:
    assert answer.status_code == 200
    calendar = icalendar.Calendar.from_ical(answer.content)
    assert isinstance(calendar, icalendar.Calendar)
    return [str(event["SUMMARY"]) for event in calendar.events]
