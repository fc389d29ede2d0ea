"""What a feed costs that is built anew: every entry made and serialised by icalendar, as most systems do each time."""

import time
from datetime import UTC, datetime

import icalendar

from events.calendar.vevent import EntryFacts, Stamps
from tests.calendar import by_icalendar


def seconds(feed: bytes) -> float:
    """How much CPU it takes to build the entries of this feed and to join them."""
    said = [_facts(each) for each in icalendar.Calendar.from_ical(feed).walk("VEVENT")]
    stamps = Stamps(0, datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 1, 1, tzinfo=UTC))
    started = time.process_time()
    made = [by_icalendar.vevent(each, stamps) for each in said]
    by_icalendar.calendar("Launches", made, source="https://a.example", page="/").to_ical(sorted=False)
    return time.process_time() - started


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
