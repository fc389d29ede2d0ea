"""The running order as people write it, and in order by the clock."""

from datetime import date, time

import pytest

from events.programme import running_order
from events.programme.occasions import ProgrammeItem
from tests.factories import a_host, an_event

LINES = [
    ("18.30 Welcome", time(18, 30), "Welcome"),
    ("6.30pm: Welcome", time(18, 30), "Welcome"),
    ("18:30 – 19:00  The findings", time(18, 30), "The findings"),
    ("18.30 to 19.00 The findings", time(18, 30), "The findings"),
    ("- 18h30 | Questions, from the room", time(18, 30), "Questions, from the room"),
    ("1830 Drinks", time(18, 30), "Drinks"),
    ("noon\tLunch", time(12), "Lunch"),
    ("Doors", None, "Doors"),
    ("12 angry jurors speak", None, "12 angry jurors speak"),
    ("2030: what then?", time(20, 30), "what then?"),
]


@pytest.mark.parametrize(("line", "starts", "title"), LINES, ids=[each[0] for each in LINES])
def test_a_line_is_an_hour_and_what_happens(line: str, starts: time | None, title: str):
    found, mistakes = running_order.read(line, an_event(a_host()[1]))

    assert mistakes == []
    assert [(each.starts, each.title) for each in found] == [(starts, title)]


def test_a_day_of_its_own_stands_over_what_follows_and_an_indented_line_tells_more():
    event = an_event(a_host()[1], day=date(2026, 12, 17), last_day=date(2026, 12, 18))

    found, mistakes = running_order.read("9.00 Coffee\n   in the hall\nFriday 18 December\n10.00 Work", event)

    assert mistakes == []
    assert [(each.day, each.title, each.description) for each in found] == [
        (None, "Coffee", "in the hall"),
        (date(2026, 12, 18), "Work", None),
    ]


def test_an_end_that_nothing_else_tells_is_kept_in_words():
    lines = "18:30–19:00 Welcome\n19.00 to 19.20 The findings\n  by heart\n19.30-20.15 Panel\n20.15 - 21.00 Drinks"

    found, _ = running_order.read(lines, an_event(a_host()[1]))

    assert [each.description for each in found] == [None, "by heart\nUntil 19.20", None, "Until 21.00"]


def test_a_line_that_cannot_be_read_is_named_and_the_others_are_read():
    found, mistakes = running_order.read("25.10 Never\n18.30 Welcome", an_event(a_host()[1]))

    assert [each.title for each in found] == ["Welcome"]
    assert len(mistakes) == 1
    assert mistakes[0].startswith("Line 1: ")


def test_by_the_clock_what_is_past_midnight_comes_last_and_what_has_no_hour_stays_behind_its_neighbour():
    event = an_event(a_host()[1])
    hours = [("Taxis", time(0, 30)), ("Panel", time(19)), ("Questions", None), ("Doors", time(18, 30))]
    items = [
        ProgrammeItem(event_id=event.id, position=place, title=title, starts=starts)
        for place, (title, starts) in enumerate(hours)
    ]

    order = running_order.by_time(event, items)

    assert [each.title for each in order] == ["Doors", "Panel", "Questions", "Taxis"]
