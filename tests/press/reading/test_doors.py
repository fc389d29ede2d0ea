"""When doors open is never when the event begins."""

import pytest

from events.press.reading import reading
from tests.press.reading import measuring

NEWS = "Councils have lost a tenth of their street trees in ten years, says a report published by the Tree Forum."


@pytest.mark.parametrize(
    "told",
    [
        "When: Tuesday 24 November 2026, 6pm to 7.30pm (doors 5.30pm)",
        "When: Tuesday 24 November 2026, doors 17:30, start 18:00",
        "Date: Tuesday 24 November 2026\nDoors open: 5.30pm\nTime: 6pm",
        "Date: 24 November 2026\nTime: 5.30pm doors, 6pm start",
        "Date: 24 November 2026\nTime: 5.30pm for 6pm",
        "Date: 24 November 2026\nTime: 18.00-19.30 | Doors and coffee from 17.30",
        "The launch is on Tuesday 24 November 2026 at 6pm. Doors open at 5.30pm and places are free.",
        "Doors open at 5.30pm for the launch on Tuesday 24 November 2026, which begins at 6pm.",
    ],
)
def test_doors_open_before_the_event_begins(told: str) -> None:
    draft = reading.read(
        f"INVITATION\n\nWho counts the trees?\n\n{told}\nWhere: Birch Hall, 4 Mill Street, Leeds\n\n{NEWS}",
        today=measuring.TODAY,
    )

    assert draft.event.starts
    assert draft.event.starts.value == "18:00"
    assert draft.event.doors
    assert draft.event.doors.value == "17:30"


@pytest.mark.parametrize("told", ["When: 24 November 2026, doors 5.30pm", "Date: 24 November 2026\nDoors: 17:30"])
def test_an_event_of_which_only_the_doors_are_told_begins_at_no_known_hour(told: str) -> None:
    draft = reading.read(
        f"INVITATION\n\nWho counts the trees?\n\n{told}\nWhere: Birch Hall, 4 Mill Street, Leeds\n\n{NEWS}",
        today=measuring.TODAY,
    )

    assert draft.event.date
    assert draft.event.starts is None
    assert draft.event.doors is None


@pytest.mark.parametrize("order", ["17.30 Doors open\n18.00 Welcome", "17:30 | Doors, tea\n18:00 | Welcome"])
def test_a_running_order_may_begin_with_the_doors(order: str) -> None:
    draft = reading.read(
        f"RUNNING ORDER\n\nWho counts the trees?\n24 November 2026, Birch Hall, Leeds\n\n{order}\n18.10 Panel\n"
        "19.20 Questions\n19.30 Ends",
        today=measuring.TODAY,
    )

    assert draft.event.starts
    assert draft.event.starts.value == "18:00"
    assert draft.event.doors
    assert draft.event.doors.value == "17:30"
