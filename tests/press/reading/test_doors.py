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


_BEFORE = [
    "16.00 Crew in. Slides to Ann\n17.15 Speakers at the stage door\n17.45 House opens",
    "16:00 Get-in and sound check\n17:00 Rehearsal\n17:45 DOORS",
    "17.15 Photographs of the panel\n17.30 Doors, wine\n17.50 Audience seated",
    "1730 | Arrivals | All\n1745 | Mic check | Ben",
]


@pytest.mark.parametrize("before", _BEFORE)
@pytest.mark.parametrize("begins", ["START. Welcome: Ann Lee, Chair, Tree Forum", "House lights down. Film (2 min)"])
def test_a_running_order_begins_when_the_crew_and_the_guests_are_in(before: str, begins: str) -> None:
    bar = " | " if "|" in before else " "
    clock = "18:00" if ":" in before else "1800" if "|" in before else "18.00"
    order = f"{before}\n{clock}{bar}{begins}\n{clock[:2]}{clock[2:-2]}30{bar}Panel"
    draft = reading.read(
        f"RUNNING ORDER\n\nWho counts the trees?\n24 November 2026, Birch Hall, Leeds\n\n{order}",
        today=measuring.TODAY,
    )

    assert draft.event.starts
    assert draft.event.starts.value == "18:00"


@pytest.mark.parametrize("after", ["20.00 House clear", "20.00 Get-out\n20.30 Van loaded"])
def test_a_running_order_ends_before_the_house_is_cleared(after: str) -> None:
    draft = reading.read(
        "RUNNING ORDER\n\nWho counts the trees?\n24 November 2026, Birch Hall, Leeds\n\n"
        f"18.00 Welcome\n18.10 Panel\n19.30 Close. Bucket at the doors\n{after}",
        today=measuring.TODAY,
    )

    assert draft.event.ends
    assert draft.event.ends.value == "19:30"
