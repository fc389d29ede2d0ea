"""What an event is called, who is named on its panel in passing, and which of two days is the release's."""

import pytest

from events.press.reading import reading
from events.press.reading.draft import Draft
from tests.press.reading import measuring

NEWS = "Councils have lost a tenth of their street trees in ten years, says a report published by the Tree Forum."


def read(text: str) -> Draft:
    return reading.read(text, today=measuring.TODAY)


@pytest.mark.parametrize(
    ("headline", "title"),
    [
        ("Speakers announced for the Bark and Leaf Forum", "Bark and Leaf Forum"),
        ("Launch webinar: Leaves on the Line", "Leaves on the Line"),
        ("“Who counts the trees?” – a panel discussion on the report", "Who counts the trees?"),
        ("Release and panel discussion", None),
    ],
)
def test_the_title_of_an_event_is_the_name_it_has_of_its_own(headline: str, title: str | None) -> None:
    draft = read(f"INVITATION\n\n{headline}\n\nWhen: 24 November 2026, 6pm\nWhere: Birch Hall, 4 Mill Street, Leeds\n")

    assert (draft.event.title and draft.event.title.value) == title


def test_a_place_and_a_day_above_the_day_of_the_event_are_those_of_the_release() -> None:
    draft = read(
        "Programme announced for the Bark and Leaf Forum\n\nLeeds, 19 October 2026\n\n"
        "The Forum will be held on Tuesday, 24 November 2026, from 9.00 to 16.30 at Birch Hall, 4 Mill Street, Leeds."
    )

    assert draft.date
    assert draft.date.value == "2026-10-19"
    assert draft.event.date
    assert draft.event.date.value == "2026-11-24"


def test_a_panel_named_in_the_middle_of_a_paragraph_is_read_with_its_chair() -> None:
    draft = read(
        f"Councils lose their trees\n\n{NEWS}\n\nThe report will be launched on 13 October 2026 at 11am in Birch Hall, "
        "4 Mill Street, Leeds. Panel: Dr Una Marsh (Tree Forum); Paul Rowan, Director, Larch Society. "
        "Chaired by Prof. Finn Dale, Dean, Selby University."
    )

    assert [(each.name.value, each.role and each.role.value) for each in draft.panel] == [
        ("Dr Una Marsh", None),
        ("Paul Rowan", None),
        ("Prof. Finn Dale", "chair"),
    ]


def test_an_embargo_has_its_day_in_one_line_and_its_hour_in_the_next() -> None:
    draft = read(
        "FOR RELEASE: NOVEMBER 18, 2026\nNOT FOR PUBLICATION BEFORE 9:00 A.M. EST\n\n"
        f"Councils Lose a Tenth of Their Trees\n\n{NEWS}"
    )

    assert draft.embargo.date
    assert draft.embargo.date.value == "2026-11-18"
    assert draft.embargo.time
    assert draft.embargo.time.value == "09:00"
