"""Invitations written as a letter: what they are about and who comes, between greeting and signature."""

import pytest

from events.press.reading import reading
from events.press.reading.draft import Draft
from tests.press.reading import measuring
from tests.press.reading.panels import value

ABOUT = (
    "About the Tree Forum: The Tree Forum is a charity that counts street trees in forty towns and publishes what it\
 finds every other year. It was founded in Leeds in 1988."
)
SIGNED = "Kind regards,\n\nJo Quill\nPress officer, Tree Forum\nT 0113 496 0182\njo.quill@treeforum.example"


def letter(told: str, *, subject: str = "Invitation: Who Fells the Limes?") -> Draft:
    head = f"To: Editors\nFrom: Jo Quill, Tree Forum\nSubject: {subject}\n\nLeeds, 2 February 2027\n\nDear editors,"
    return reading.read(f"{head}\n\n{told}\n\n{SIGNED}\n\n{ABOUT}\n", today=measuring.TODAY)


@pytest.mark.parametrize(
    "told",
    [
        "On Thursday 4 March we are holding a debate with the title “Who Fells the Limes?”, and we hope to see you.",
        "We should be glad to see you on Thursday 4 March at our public debate, “Who Fells the Limes?”, in Leeds.",
    ],
)
def test_a_letter_above_nothing_but_who_its_house_is_is_the_news(told: str) -> None:
    more = "With us will be Ann Lee, director of the Tree Forum; and Odd Lie, head of parks at Leeds Council."
    draft = letter(f"{told}\n\n{more}")

    assert value(draft.headline) == value(draft.event.title) == "Who Fells the Limes?"
    assert [each.name.value for each in draft.panel] == ["Ann Lee", "Odd Lie"]
    assert [value(each.name) for each in draft.press_contacts] == ["Jo Quill"]


@pytest.mark.parametrize(
    "told",
    [
        (
            "On Thursday 4 March we are holding a debate, “Who Fells the Limes?”. It begins at 19.30 and ends at 21.15;"
            " the place is the Birch Room, 4 Mill Street, Leeds, five minutes on foot from the station."
        ),
        (
            "The discussion “Who Fells the Limes?” is held on Thursday 4 March. We start at 7.30 pm and end at 9.15 pm."
            " The venue is the Birch Room, 4 Mill Street, Leeds."
        ),
        (
            "A public debate will be held on Thursday 4 March. It runs from 19.30 until 21.15 and the location is"
            " the Birch Room, 4 Mill Street, Leeds."
        ),
    ],
)
def test_the_next_sentence_of_a_letter_says_from_when_until_when_and_where(told: str) -> None:
    draft = letter(told)
    event = draft.event

    assert [value(each) for each in (draft.date, event.date, event.starts, event.ends, event.venue, event.address)] == [
        "2027-02-02",
        "2027-03-04",
        "19:30",
        "21:15",
        "Birch Room",
        "4 Mill Street, Leeds",
    ]
