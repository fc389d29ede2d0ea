"""What we write ourselves is what icalendar writes, whatever is in it: the same properties, parameters and values."""

import itertools
import re
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import hypothesis.strategies as st
import icalendar
from hypothesis import given, settings

from events.calendar import feeds, vevent, writing
from events.calendar.feeds import Entries
from events.calendar.vevent import EntryFacts, Stamps
from tests.calendar import by_icalendar, strict

# Separators, escapes, line ends of every kind, signs of RFC 6868, names of properties, and what fills a line.
PIECES = [*"ab;:,=\"\\\n\r\t^'%é漢😀\u202e\u2028\u2029\u200d\x85\x0b\x0c\x00\ud800’", "\\n", "\\\\", "^n", "x" * 70]
PIECES += ["\r\nATTENDEE:mailto:x@evil.example", "\nEND:VEVENT\nBEGIN:VEVENT", '";ALTREP="https://evil.example":']
# But for two things that icalendar changes on its way: it drops a mark at the beginning, and takes \\N for a line end.
hostile = (st.lists(st.sampled_from(PIECES), max_size=25).map("".join) | st.text(max_size=40)).map(
    lambda text: text.replace("\ufeff", "").replace("\\N", "\\n")
)
links = hostile.map(lambda text: text.replace("\\", ""))  # which no address can have
zones = st.sampled_from([UTC, timezone(timedelta(hours=-5.5))])
moments = st.datetimes(datetime(1, 1, 3), datetime(9999, 12, 28), timezones=zones)  # noqa: DTZ001
days = st.dates(date(1, 1, 1), date(9999, 12, 30))
positions = st.tuples(*(st.floats(-each, each).map(lambda at: round(at, 3) + 0.0) for each in (90, 180)))
everything = st.builds(
    EntryFacts,
    uid=st.uuids().map(str),
    summary=hostile,
    status=st.sampled_from(["CONFIRMED", "TENTATIVE", "CANCELLED"]),
    start=days | moments,
    end=days | moments,
    zone=st.none(),
    location=st.none() | hostile,
    geo=st.none() | positions,
    url=links,
    categories=st.lists(hostile, max_size=2).map(tuple),
    description=hostile,
    conferences=st.lists(st.tuples(links, hostile), max_size=2).map(tuple),
    participants=st.lists(
        st.tuples(st.uuids().map(str), st.sampled_from(["SPEAKER", "SPONSOR"]), hostile, hostile), max_size=2
    ).map(tuple),
    venue=st.none() | hostile,
)
stamps = st.builds(Stamps, st.integers(0, 2**31 - 1), moments, moments)


@settings(deadline=None)
@given(everything, stamps)
def test_an_entry_is_what_icalendar_makes_of_the_same_facts(said: EntryFacts, stamps: Stamps) -> None:
    ours, theirs = vevent.vevent(said, stamps), by_icalendar.vevent(said, stamps).to_ical(sorted=False)
    assert _lines(ours) == _lines(theirs)
    assert _read(ours) == _read(b"\r\n".join(_lines(theirs)))
    made = by_icalendar.components(said)
    assert _lines(vevent.components(said)) == _lines(b"".join(each.to_ical(sorted=False) for each in made))


@given(hostile, st.sampled_from(["https://a.example/events.ics?topic=x&year=2026", "https://a.example/é.ics"]))
def test_so_is_what_stands_around_the_entries(name: str, source: str) -> None:
    empty = Entries.of([writing.component("VEVENT")])
    ours = feeds.calendar(name, empty, source=source, page="https://a.example/")
    theirs = by_icalendar.calendar(name, [icalendar.Event()], source=source, page="https://a.example/")
    assert _lines(ours.body) == _lines(theirs.to_ical(sorted=False))


@settings(deadline=None)
@given(everything, stamps)
def test_no_text_makes_another_line_and_every_fold_is_where_all_can_read_it(said: EntryFacts, stamps: Stamps) -> None:
    end = b"END:VEVENT\r\n"
    rich = vevent.vevent(said, stamps).removesuffix(end) + vevent.components(said) + end
    written = writing.component("VCALENDAR", rich)
    assert [mistake for mistake in strict.mistakes(written) if "DTEND" not in mistake] == []
    names = [line.partition(b":")[0].partition(b";")[0] for line in _lines(written)]
    assert b"ATTENDEE" not in names
    assert names.count(b"BEGIN") == names.count(b"END") == 2 + len(said.participants) + bool(said.venue)


def test_short_lines_are_not_folded_and_long_ones_at_the_last_place_that_is_safe() -> None:
    for length, sign in itertools.product(range(60, 80), ["é", "\\", "\\,", "😀"]):
        [first, *others] = writing.lines([("Y", "x" * length + sign * 9)]).split(b"\r\n")[:-1]
        assert 72 <= len(first) <= 75 if others else len(first) <= 75, (length, sign)


def _lines(component: bytes) -> list[bytes]:
    """Its content lines, whole; we put every label into quotes, icalendar those that need it."""
    unfolded = component.replace(b"\r\n ", b"")
    return re.sub(rb'LABEL=([^";:,\r]*):', rb'LABEL="\1":', unfolded).split(b"\r\n")


def _read(component: bytes) -> list[tuple[str, Any, Any]]:
    """All that icalendar reads in it."""
    read: Any = icalendar.Event.from_ical(component)
    assert not read.errors
    return [(name, value.to_ical(), dict(value.params)) for name, value in read.property_items(sorted=False)[1:-1]]
