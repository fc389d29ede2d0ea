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


REACHED = """1. Dr Ada Holm, Warden, Pier Club, ada@pier.example, +44 20 7946 0301
2. Odd Lie (moderator), pilot, tel. 07700 900371
3. Bo Ek, Head of Ropes, Lamp Fund (tbc)
"""
BARRED = """Ada Holm | Warden, Pier Club | ada@pier.example
Odd Lie | Pilot, Lamp Fund | 07700 900371
"""


@pytest.mark.parametrize(
    "heading", ["Speakers – Pier Day, 5 May 2027", "Confirmed speakers", "Pier Day 2027: speaker list"]
)
def test_lines_of_speakers_that_say_how_each_is_reached_give_nobody_to_ring(heading: str) -> None:
    draft = reading.read(f"{heading}\n\n{REACHED}", today=measuring.TODAY)

    assert draft.press_contacts == ()
    assert [(each.name.value, [way.value for way in each.reached]) for each in draft.panel] == [
        ("Dr Ada Holm", ["ada@pier.example", "+44 20 7946 0301"]),
        ("Odd Lie", ["07700 900371"]),
        ("Bo Ek", []),
    ]
    assert [[post.organisation and post.organisation.value for post in each.affiliations] for each in draft.panel] == [
        ["Pier Club"],
        [None],
        ["Lamp Fund"],
    ]
    assert not draft.body or "@" not in draft.body.value


def test_bars_part_a_list_of_speakers_as_commas_do() -> None:
    draft = reading.read(f"Our speakers\n{BARRED}", today=measuring.TODAY)

    assert (_names(f"Our speakers\n{BARRED}"), draft.press_contacts) == (["Ada Holm", "Odd Lie"], ())


@pytest.mark.parametrize("heading", ["Speakers available for interview", "Press contacts", "Media enquiries"])
def test_lines_that_say_whom_to_ring_list_no_speakers(heading: str) -> None:
    draft = reading.read(f"{heading}\n\n{REACHED}", today=measuring.TODAY)

    assert [each.name and each.name.value for each in draft.press_contacts][:1] == ["Dr Ada Holm"]
