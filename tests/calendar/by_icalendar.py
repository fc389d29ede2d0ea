"""The same components as icalendar makes them: what ours are held against, and what making them costs elsewhere."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

import icalendar
from icalendar.prop import vDuration, vText

from events.calendar import feeds
from events.calendar.vevent import EntryFacts, Stamps
from events.text import bare


def vevent(said: EntryFacts, stamps: Stamps) -> icalendar.Event:
    entry = icalendar.Event()
    entry.add("uid", said.uid)
    entry.add("dtstamp", _second(stamps.modified_at))
    entry.add("created", _second(stamps.created_at))
    entry.add("last-modified", _second(stamps.modified_at))
    entry.add("sequence", stamps.sequence)
    entry.add("dtstart", _when(said.start))
    entry.add("dtend", _when(said.end))
    entry.add("summary", bare(said.summary))
    entry.add("status", said.status)
    if not isinstance(said.start, datetime):
        entry.add("transp", "TRANSPARENT")
    if said.location:
        entry.add("location", bare(said.location))
    if said.geo:
        entry.add("geo", said.geo)
    if said.categories:
        entry.add("categories", [bare(each) for each in said.categories])
    entry.add("url", _one_line(said.url))
    for uri, label in said.conferences:
        named = bare(label).replace('"', "’").replace("\n", " ")
        parameters: dict[str, Any] = {"VALUE": "URI", "FEATURE": ["AUDIO", "VIDEO"], "LABEL": named}
        entry.add("conference", _one_line(uri), parameters=parameters)
    entry.add("description", bare(said.description))
    return entry


def components(said: EntryFacts) -> list[icalendar.Component]:
    made = [_participant(*each) for each in said.participants]
    if said.venue:
        place = _component("VLOCATION", uid=str(uuid5(UUID(said.uid), "venue")), name=vText(bare(said.venue)))
        if said.location:
            place.add("description", bare(said.location))
        if said.geo:
            place.add("geo", said.geo)
        made.append(place)
    return made


def calendar(name: str, vevents: Sequence[icalendar.Event], *, source: str, page: str) -> icalendar.Calendar:
    made = icalendar.Calendar()
    made.add("prodid", feeds.PRODID)
    made.add("version", "2.0")
    made.add("uid", str(uuid5(NAMESPACE_URL, source)))
    made.add("name", vText(bare(name)))
    made.add("x-wr-calname", vText(bare(name)))
    made.add("url", page)
    made.add("refresh-interval", timedelta(hours=4), parameters={"VALUE": "DURATION"})
    made.add("x-published-ttl", vDuration(timedelta(hours=4)))
    made.add("source", source, parameters={"VALUE": "URI"})
    for each in vevents:
        made.add_component(each)
    return made


def _participant(uid: str, kind: str, name: str, posts: str) -> icalendar.Component:
    made = _component("PARTICIPANT", **{"uid": uid, "participant-type": kind, "summary": bare(name)})
    if posts:
        made.add("description", bare(posts))
    return made


def _component(kind: str, **values: Any) -> icalendar.Component:
    made: icalendar.Component = type(kind, (icalendar.Component,), {"name": kind})()
    for name, value in values.items():
        made.add(name, value)
    return made


def _one_line(uri: str) -> str:
    return bare(uri).replace("\n", "")


def _when(value: date | datetime) -> date | datetime:
    return _second(value) if isinstance(value, datetime) else value


def _second(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(microsecond=0)
