"""Every kind of calendar that we serve, read by programs that others wrote: all of them read each event alike."""

import json
import shutil
import subprocess
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import httpx2
import icalendar
import pytest
import recurring_ical_events
import vobject

from events.programme.models import Host, HostRole
from events.programme.occasions import Attendance, Audience, EventTopic, JoiningLink, Status, Venue
from tests.calendar import strict
from tests.factories import a_launch, a_listed_post, a_person, a_speaker, a_topic, an_event, an_organisation
from tests.organisers import ON_ONE, SAME_SITE
from tests.sites import Clock
from tests.stores import NOW, Save

ICALJS = Path(__file__).parent / "icaljs"
TIMES = {"starts": None, "ends": None, "doors": None}
EVENTS: dict[str, dict[str, Any]] = {
    "Timed, in winter": {},
    "Timed; in summer, with signs\\": {"day": date(2027, 7, 1), "standfirst": "One; two, three\\ four: “five” & six."},
    "Past midnight": {"starts": time(22), "ends": time(1, 30), "last_day": date(2026, 12, 18)},
    "Without an end": {"ends": None},
    "A date alone": TIMES,
    "Three days": TIMES | {"last_day": date(2026, 12, 19)},
    "Where clocks skip midnight": TIMES | {"day": date(2027, 3, 28), "zone": "Africa/Cairo"},
    "In half hours": {"zone": "Asia/Kolkata"},
    "Tentative": {"status": Status.TENTATIVE},
    "Called off": {"status": Status.CANCELLED, "status_note": "The hall is flooded."},
    "Put off": {"status": Status.POSTPONED},
    "Taken back": {"withdrawn_at": NOW + timedelta(hours=1), "withdrawal_note": "Not ours."},
    "Long ago": {"day": date(1999, 12, 31)},
    "漢字と😀 " + "é" * 120: {"standfirst": "ü\\, " * 90},
}
CALENDARS = {
    "everything": "/events.ics",
    "one event": "/events/timed-in-winter.ics",
    "one tombstone": "/events/taken-back.ics",
    "an organisation": "/organisations/lead.ics",
    "a person": "/people/ruth-adeyemi.ics",
    "a topic": "/topics/courts-justice.ics",
    "filters": "/events.ics?organisation=lead&topic=courts-justice&person=ruth-adeyemi",
    "since a year": "/events.ics?since=2027",
    "rich": "/events.ics?profile=rich",
    "nothing": "/events.ics?year=1900",
    "a personal feed": "/my",
}


@ON_ONE
@pytest.mark.parametrize("kind", CALENDARS)
async def test_all_parsers_read_the_same(client: httpx2.AsyncClient, save: Save, clock: Clock, kind: str) -> None:
    await save(*_everything(), now=NOW)
    clock.now = NOW + timedelta(hours=2)
    path = CALENDARS[kind]
    if path == "/my":
        answer = await client.post("/my", data={"everything": "yes"}, headers=SAME_SITE)
        path = f"{answer.headers['location']}.ics"
    ical = (await client.get(path)).content
    jcal = (await client.get(path, headers={"accept": "application/calendar+json"})).text

    assert strict.mistakes(ical) == []
    by_icaljs, by_icaljs_from_jcal = _icaljs([ical.decode(), jcal])
    assert by_icaljs == by_icaljs_from_jcal
    ours = _icalendar(ical)
    assert ours["events"] == _jcal_by_icalendar(jcal)["events"]
    names = ("uid", "summary", "start", "end", "status", "sequence", "location", "description", "url")
    expected = [{name: event[name] for name in names} for event in ours["events"]]
    assert [{name: event[name] for name in names} for event in by_icaljs["events"]] == expected
    assert sorted(_vobject(ical), key=str) == sorted(expected, key=str)
    occurring = [{name: event[name] for name in names} for event in _recurring(ical)]
    assert sorted(occurring, key=str) == sorted(expected, key=str)
    full = {"everything": len(EVENTS), "rich": len(EVENTS), "a personal feed": len(EVENTS), "nothing": 0}
    assert len(expected) == full.get(kind, len(expected)) or not expected


def _icaljs(texts: list[str]) -> list[dict[str, Any]]:
    node = shutil.which("node")
    if node is None or not (ICALJS / "node_modules").is_dir():
        pytest.fail("This needs Node and ical.js: run scripts/test.", pytrace=False)
    run = subprocess.run(
        [node, ICALJS / "read.js"], input=json.dumps(texts), capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
    read: list[dict[str, Any]] = json.loads(run.stdout)
    return read


def _icalendar(ical: bytes) -> dict[str, Any]:
    found: Any = icalendar.Calendar.from_ical(ical)
    return {"events": [_facts(event) for event in found.events]}


def _jcal_by_icalendar(jcal: str) -> dict[str, Any]:
    found: Any = icalendar.Calendar.from_jcal(json.loads(jcal))
    return {"events": [_facts(event) for event in found.events]}


def _recurring(ical: bytes) -> list[dict[str, Any]]:
    found: Any = icalendar.Calendar.from_ical(ical)
    return [_facts(event) for event in recurring_ical_events.of(found).between(date(1990, 1, 1), date(2030, 1, 1))]


def _facts(event: Any) -> dict[str, Any]:
    return {
        "uid": str(event["UID"]),
        "summary": str(event["SUMMARY"]),
        "start": _written(event["DTSTART"].dt),
        "end": _written(event["DTEND"].dt),
        "status": str(event["STATUS"]),
        "sequence": int(event["SEQUENCE"]),
        "location": str(event["LOCATION"]) if "LOCATION" in event else None,
        "description": str(event["DESCRIPTION"]),
        "url": str(event["URL"]),
    }


def _vobject(ical: bytes) -> list[dict[str, Any]]:
    calendar: Any = vobject.readOne(ical.decode())
    return [
        {
            "uid": event.uid.value,
            "summary": event.summary.value,
            "start": _written(event.dtstart.value),
            "end": _written(event.dtend.value),
            "status": event.status.value,
            "sequence": int(event.sequence.value),
            "location": event.location.value if hasattr(event, "location") else None,
            "description": event.description.value,
            "url": event.url.value,
        }
        for event in calendar.contents.get("vevent", ())
    ]


def _written(moment: date | datetime) -> str:
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}" if isinstance(moment, datetime) else moment.isoformat()


def _everything() -> list[Any]:
    lead, person, topic = an_organisation("Lead"), a_person(), a_topic("Courts, justice", slug="courts-justice")
    funder = an_organisation("Trust; the, “Other”")
    venue = Venue(name="Tidewater Hall; 2nd floor", address="12 Quay Street", latitude=51.45, longitude=-2.58)
    launch = a_launch(lead)
    rows: list[Any] = [lead, funder, person, topic, venue, launch]
    rows.append(Host(launch_id=launch.id, organisation_id=funder.id, role=HostRole.FUNDER))
    for title, facts in EVENTS.items():
        event = an_event(launch, title, venue_id=venue.id, attendance=Attendance.BOTH, **facts)
        speaker = a_speaker(event, person)
        rows += [event, speaker, a_listed_post(speaker, "Director, “Time”; policy", lead)]
        rows.append(EventTopic(event_id=event.id, topic_id=topic.id))
        link: dict[str, Any] = {"url": "https://meet.example/a,b;c?d=é", "label": "Join: “here”, now;"}
        rows.append(JoiningLink(event_id=event.id, audience=Audience.PUBLIC, **link))
    return rows
