"""What is taken for the name of a house and what is not; what is guessed bears a mark."""

import time

import pytest

from events.press.reading import reading
from tests.press.reading import measuring

NEWS = "Councils have lost a tenth of their street trees in ten years, says a report published today by the Tree Forum."


def houses(text: str) -> list[str]:
    return [each.name.value for each in reading.read(text, today=measuring.TODAY).organisations if each.name]


@pytest.mark.parametrize(
    "line", ["From Leeds to York, nine towns will plant trees", "12 Mill Street, Leeds", "Press Desk"]
)
def test_no_sentence_street_or_desk_is_a_house(line: str) -> None:
    assert houses(f"{line}\n\nCouncils lose their trees\n\n{NEWS}") == ["Tree Forum"]


def test_a_name_in_small_letters_keeps_what_its_brackets_say() -> None:
    draft = reading.read(NEWS[:-1] + " and branch (the street wardens' trust).", today=measuring.TODAY)

    house = draft.organisations[1]
    assert house.name
    assert house.name.value == "the street wardens' trust"
    assert house.short_name
    assert house.short_name.value == "branch"


def test_a_year_that_no_line_says_is_marked() -> None:
    draft = reading.read(f"EMBARGO: 9am on 3 March\n\nCouncils lose trees\n\n{NEWS}", today=measuring.TODAY)

    assert draft.embargo.date
    assert draft.embargo.date.confidence < 0.7


def test_one_endless_word_takes_no_time() -> None:
    begun = time.process_time()

    reading.read("A" * 20_000, today=measuring.TODAY)

    assert time.process_time() - begun < 1
