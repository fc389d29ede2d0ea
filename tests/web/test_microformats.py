"""Events as microformats (h-event), read by mf2py: the same facts as on the page and in the calendar."""

from datetime import date
from typing import Any

import httpx2
import mf2py
import pytest

from events.programme.occasions import EventTopic, Status, Venue
from tests.factories import a_launch, a_topic, an_event, an_organisation
from tests.organisers import ON_ONE
from tests.stores import Save

STATES: dict[str, tuple[dict[str, Any], str, list[str]]] = {
    "timed": ({}, "2026-12-17T18:30:00+0000", ["2026-12-17T20:00:00+0000"]),
    "without an end": ({"ends": None}, "2026-12-17T18:30:00+0000", []),
    "a day alone": ({"starts": None, "ends": None}, "2026-12-17", []),
    "several days": (
        {"starts": None, "ends": None, "last_day": date(2026, 12, 18)},
        "2026-12-17",
        ["2026-12-18"],
    ),
    "called off": ({"status": Status.CANCELLED}, "2026-12-17T18:30:00+0000", ["2026-12-17T20:00:00+0000"]),
}


@pytest.mark.parametrize("state", STATES)
@ON_ONE
async def test_an_event_is_an_h_event_on_its_page_and_in_lists(
    client: httpx2.AsyncClient, save: Save, state: str
) -> None:
    facts, start, end = STATES[state]
    lead, topic, venue = an_organisation("Lead"), a_topic(), Venue(name="Tidewater Hall", place="Bristol")
    launch = a_launch(lead)
    event = an_event(launch, venue_id=venue.id, standfirst="What waiting costs.", **facts)
    await save(lead, topic, venue, launch, event, EventTopic(event_id=event.id, topic_id=topic.id))

    (page,) = await _events(client, "/events/the-waiting-room")
    assert page["name"] == ["The Waiting Room"]
    assert page["url"] == page["uid"] == ["https://launch.example/events/the-waiting-room"]
    assert (page["start"], page.get("end", [])) == ([start], end)
    assert page["summary"] == ["What waiting costs."]
    assert page["category"] == ["Courts and justice"]
    assert page["organizer"] == ["Lead"]
    assert page["location"] == ["Tidewater Hall, Bristol"]

    for path in ("/", "/events", "/organisations/lead"):
        (listed,) = await _events(client, path)
        assert (listed["name"], listed["url"]) == (page["name"], page["url"]), path
        assert (listed["start"], listed.get("end", [])) == ([start], end), path


async def _events(client: httpx2.AsyncClient, path: str) -> list[dict[str, Any]]:
    answer = await client.get(path)
    read = mf2py.parse(answer.text, url=f"https://launch.example{path}", html_parser="html5lib")
    return [each["properties"] for each in read["items"] if each["type"] == ["h-event"]]
