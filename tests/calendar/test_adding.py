"""Links that put an event into somebody's calendar: the same facts as its entry, quoted so that nothing is lost."""

from dataclasses import replace
from datetime import date
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.calendar import adding, vevent
from events.calendar.vevent import EntryFacts, Stamps
from tests.calendar.test_entries import STAMPS, _facts
from tests.stores import NOW

PAGE = "https://launch.example/events/x"
TIMED = _facts("A & B: 50% + more?", "Room #1, Łódź", "x", f"First line\nsecond; line\n\n{PAGE}", "x")
ALL_DAY = replace(TIMED, start=date(2026, 12, 17), end=date(2026, 12, 18))
TWO_DAYS = replace(ALL_DAY, end=date(2026, 12, 19))


def test_google_takes_utc_and_every_sign_of_the_title() -> None:
    host, asked = _read(TIMED, "Google Calendar")
    assert host == "calendar.google.com/calendar/render"
    assert asked == {
        "action": "TEMPLATE",
        "text": "A & B: 50% + more?",
        "dates": "20261102T090000Z/20261102T100000Z",
        "location": "Room #1, Łódź",
        "details": f"First line\nsecond; line\n{PAGE}",
    }
    assert _read(ALL_DAY, "Google Calendar")[1]["dates"] == "20261217/20261218"
    assert _read(TWO_DAYS, "Google Calendar")[1]["dates"] == "20261217/20261219"


@pytest.mark.parametrize(
    ("calendar", "host"), [("Outlook.com", "outlook.live.com"), ("Office 365", "outlook.office.com")]
)
def test_outlook_takes_extended_moments_and_no_plus_signs(calendar: str, host: str) -> None:
    where, asked = _read(TIMED, calendar)
    assert where == f"{host}/calendar/0/deeplink/compose"
    assert (asked["startdt"], asked["enddt"]) == ("2026-11-02T09:00:00Z", "2026-11-02T10:00:00Z")
    assert (asked["subject"], asked["location"]) == ("A & B: 50% + more?", "Room #1, Łódź")
    assert "+" not in _link(TIMED, calendar)
    days = _read(TWO_DAYS, calendar)[1]
    assert (days["startdt"], days["enddt"], days["allday"]) == ("2026-12-17", "2026-12-19", "true")


def test_yahoo_takes_one_whole_day_and_more_of_them_from_midnight_to_midnight_wherever_somebody_is() -> None:
    assert _read(TIMED, "Yahoo")[1]["et"] == "20261102T100000Z"
    day, days = (_read(said, "Yahoo")[1] for said in (ALL_DAY, TWO_DAYS))
    assert (day["st"], day["et"], day["dur"]) == ("20261217", "20261217", "allday")
    assert (days["st"], days["et"], "dur" in days) == ("20261217T000000", "20261218T235900", False)


@given(
    title=st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=60),
    words=st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=3000),
)
def test_no_text_makes_a_link_too_long_or_another_link(title: str, words: str) -> None:
    said = replace(TIMED, summary=title or "x", description=f"{words}\n\n{PAGE}")
    for link in adding.once(vevent.vevent(said, STAMPS)):
        asked = parse_qs(urlsplit(link.address).query, keep_blank_values=True)
        assert len(link.address) <= 2000
        assert all(len(values) == 1 for values in asked.values())
        assert any(values[0].endswith(PAGE) for values in asked.values())
        assert any(values[0] == (title or "x") for values in asked.values())


def test_a_feed_is_subscribed_to_by_its_whole_address() -> None:
    feed = "https://launch.example/events.ics?organisation=a&topic=b"
    google, outlook, office = (link.address for link in adding.always(feed, "Launches & more"))
    assert parse_qs(urlsplit(google).query) == {"cid": ["webcal://launch.example/events.ics?organisation=a&topic=b"]}
    for address in (outlook, office):
        assert parse_qs(urlsplit(address).query) == {"url": [feed], "name": ["Launches & more"]}


def _link(said: EntryFacts, calendar: str) -> str:
    links = {link.calendar: link.address for link in adding.once(vevent.vevent(said, Stamps(0, NOW, NOW)))}
    return links[calendar]


def _read(said: EntryFacts, calendar: str) -> tuple[str, dict[str, Any]]:
    parts = urlsplit(_link(said, calendar))
    return f"{parts.netloc}{parts.path}", {name: values[0] for name, values in parse_qs(parts.query).items()}
