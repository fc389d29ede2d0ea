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
