"""A text that names one speaker after another is a list of speakers, whatever stands above it."""

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
