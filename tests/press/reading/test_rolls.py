"""A text that names one speaker after another is a list of speakers, whatever stands above it."""

import pytest

from events.press.reading import reading
from tests.press.reading import measuring

WHO = """ESTUARY FORUM – WHO IS COMING

Rope Hall, Quay Lane, Wick, 3 June 2026

Mona BALOGUN, editor, The Harbour Gazette. Her dog comes too.

Dr Odd Lie – harbour master, Wick Council. Speaks of eels.

Mae Obi and Femi Adu, both 17, Wick Youth Parliament.

Luc Tremblay / ferryman / until noon

Tea from ten.
"""
SAID = """Ferries return

4 May 2026

Mona Kerr, editor, said: “We did.”

Dr Odd Lie, harbour master, added: “They did.”

Mae Obi, a nurse, warned that tea is late.

Luc Tremblay, a ferryman, agrees and says so.
"""


def _names(text: str) -> list[str]:
    return [each.name.value for each in reading.read(text, today=measuring.TODAY).panel]


def test_paragraphs_that_each_begin_with_somebody_list_the_speakers() -> None:
    assert _names(WHO) == ["Mona BALOGUN", "Dr Odd Lie", "Mae Obi", "Femi Adu", "Luc Tremblay"]


def test_people_who_are_quoted_one_after_the_other_are_no_list() -> None:
    assert _names(SAID) == []


def test_a_few_people_in_a_long_text_are_no_list() -> None:
    assert _names("\n\n".join([WHO, *(f"The river is {each} metres deep." for each in range(12))])) == []


@pytest.mark.parametrize("when", ["24 March 2027 | Elm Hall, Mill Lane, Leeds", "24th March 2027 - Leeds Elm Theatre"])
@pytest.mark.parametrize(
    "heading",
    ["SPEAKERS (in order of appearance; as of 1 March)", "Speaker list and biographies (for the chair)", "Panellists"],
)
def test_a_list_of_speakers_has_the_day_and_the_title_of_its_event_and_none_of_its_own(heading: str, when: str) -> None:
    told = (
        "1. Dr Ann Lee\nHead of Soils, Water Agency\n\n2. Bo Rae\nManager, Bog Trust\n\n3. Cy Ashe\nFarmer, Leafield\n"
    )

    draft = reading.read(
        f"Third National Tree Congress\nHold Fast\n{when}\n\n{heading}\n\n{told}", today=measuring.TODAY
    )

    assert draft.date is None
    assert [each and each.value for each in (draft.headline, draft.event.title, draft.event.date)] == [
        "Third National Tree Congress",
        "Third National Tree Congress",
        "2027-03-24",
    ]
