"""No text in any field that a calendar shows makes a content line of its own, by its value or by a parameter."""

import json
import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx2
import icalendar

from events.calendar import jcal
from events.programme.models import Host, HostRole
from events.programme.occasions import Attendance, Audience, EventPublication, EventTopic, JoiningLink, Venue
from tests.calendar import strict
from tests.factories import (
    a_launch,
    a_listed_post,
    a_person,
    a_publication,
    a_series,
    a_speaker,
    a_topic,
    an_event,
    an_organisation,
)
from tests.organisers import ON_ONE
from tests.sites import Clock
from tests.stores import NOW, Save

HOSTILE = [
    "x\nATTENDEE:mailto:x@evil.example",
    "x\u2028ATTENDEE:mailto:x@evil.example",
    "x\nEND:VEVENT\nBEGIN:VEVENT",
    "x\nEND:PARTICIPANT\nATTENDEE:mailto:x@evil.example",
    '";ALTREP="https://evil.example":x',
    "^n^'^^",
    "\\",
    "\\n\\;\\,\\\\",
    "ends with a sign\\",
    ";,:" * 20,
    "é😀漢" * 30,
    " " * 3 + "x",
    "\u202eltr",
]


@ON_ONE
async def test_no_text_in_any_field_makes_another_property(
    client: httpx2.AsyncClient, save: Save, clock: Clock
) -> None:
    plain, *hostile = [_shape(await _served(client, save, clock, text, at)) for at, text in enumerate(["x", *HOSTILE])]
    for text, shape in zip(HOSTILE, hostile, strict=True):
        assert shape == plain, text


def test_none_does_so_where_python_leaves_assertions_out() -> None:
    tests = [f"tests/calendar/{name}.py" for name in ("test_writing", "test_hostile_text")]
    which = "no_text and not postgresql"
    run = subprocess.run(
        [sys.executable, "-O", "-m", "pytest", "-q", "-W", "ignore::pytest.PytestConfigWarning", "-k", which, *tests],
        cwd=Path(__file__).parents[2],
        env=os.environ | {"PYTHONWARNINGS": "ignore"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout
    assert " passed" in run.stdout


async def _served(client: httpx2.AsyncClient, save: Save, clock: Clock, text: str, at: int) -> Any:
    """The feed, in every form, of an event whose every field says this."""
    clock.now = NOW + timedelta(hours=1)
    lead, funder = (an_organisation(text, slug=f"{name}-{at}", short_name=text[:60]) for name in ("lead", "funder"))
    person, topic, series = a_person(text, slug=f"p-{at}"), a_topic(text, slug=f"t-{at}"), a_series(slug=f"s-{at}")
    series.title = text
    venue = Venue(name=text, address=text, place=text, latitude=51.5, longitude=0.1)
    launch = a_launch(lead)
    facts = {"standfirst": text, "status_note": text, "accessibility": text, "hashtag": text[:60]}
    event = an_event(launch, text, slug=f"e-{at}", venue_id=venue.id, attendance=Attendance.BOTH, **facts)
    speaker = a_speaker(event, person)
    report = a_publication(launch, text, slug=f"r-{at}", subtitle=text, series_id=series.id, series_number=1)
    link = JoiningLink(event_id=event.id, audience=Audience.PUBLIC, url="https://meet.example/x", label=text)
    await save(
        *(lead, funder, person, topic, series, venue, launch, event, speaker, report, link),
        a_listed_post(speaker, text, lead),
        Host(launch_id=launch.id, organisation_id=funder.id, role=HostRole.FUNDER),
        EventPublication(event_id=event.id, publication_id=report.id),
        EventTopic(event_id=event.id, topic_id=topic.id),
    )
    answer = await client.get(f"/organisations/lead-{at}.ics?profile=rich")
    assert answer.status_code == 200
    assert strict.mistakes(answer.content) == [], text
    in_json = json.loads(jcal.document(answer.content))
    assert [each[0] for each in in_json[2]] == ["vevent"]
    return icalendar.Calendar.from_ical(answer.content)


def _shape(component: Any) -> Any:
    """Names of properties and of what is inside, without what they say."""
    parameters = {name: sorted(getattr(component[name], "params", ())) for name in component}
    return component.name, parameters, [_shape(each) for each in component.subcomponents]
