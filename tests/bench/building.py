"""What a feed costs that is built anew: every entry made and serialised by icalendar, as most systems do each time."""

import time
from datetime import UTC, datetime

import icalendar

from events.calendar import feeds, vevent
from events.calendar.vevent import EntryFacts, Stamps


def seconds(feed: bytes) -> float:
    """How long it takes to build the entries of this feed and to join them."""
    said = [_facts(each) for each in icalendar.Calendar.from_ical(feed).walk("VEVENT")]
    stamps = Stamps(0, datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 1, 1, tzinfo=UTC))
    started = time.perf_counter()
    feeds.calendar("Launches", [vevent.vevent(each, stamps) for each in said], source="https://a.example", page="/")
    return time.perf_counter() - started


def _facts(entry: icalendar.Component) -> EntryFacts:
    return EntryFacts(
        uid=str(entry["UID"]),
        summary=str(entry["SUMMARY"]),
        status=str(entry["STATUS"]),
        start=entry.decoded("DTSTART"),
        end=entry.decoded("DTEND"),
        zone=None,
        location=str(entry.get("LOCATION", "")),
        geo=None,
        url=str(entry["URL"]),
        categories=tuple(str(each) for each in getattr(entry.get("CATEGORIES"), "cats", ())),
        description=str(entry["DESCRIPTION"]),
        conferences=(),
    )
