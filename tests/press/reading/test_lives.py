"""Lives of speakers: what somebody is now, whatever verb says it, and nothing that they were or only do at times."""

import pytest

from events.press.reading import reading
from tests.press.reading import measuring
from tests.press.reading.panels import TOP, people, value


@pytest.mark.parametrize("who", ["Ada Holm", "Ada"])
@pytest.mark.parametrize(
    ("life", "post"),
    [
        ("has been Harbour Master at Fjord Docks for eleven years.", ("Harbour Master", "Fjord Docks")),
        ("has been Member of Parliament for Wath since 2017.", ("Member of Parliament for Wath", None)),
        ("holds the chair of Urban Economics at Combe University.", ("chair of Urban Economics", "Combe University")),
        ("serves as Chief Engineer of the Coastal Union.", ("Chief Engineer", "Coastal Union")),
        ("was appointed Harbour Master at Fjord Docks in 2011.", ("Harbour Master", "Fjord Docks")),
        ("became Chief Engineer of the Coastal Union in 2020.", ("Chief Engineer", "Coastal Union")),
        ("teaches hydrology at Combe University.", (None, "Combe University")),
        ("edits the Fen & Wold Echo.", (None, "Fen & Wold Echo")),
        ("leads the place team at the Fjord Institute.", (None, "Fjord Institute")),
    ],
)  # fmt: skip
def test_a_life_says_what_somebody_is(who: str, life: str, post: tuple[str | None, str | None]) -> None:
    lives = f"Speaker biographies\n\nAda Holm\n{who} {life}\n\nOdd Lie\nOdd is Head of Pilots at the Coastal Union.\n"

    assert people(lives)[0] == ("Ada Holm", None, [post])


def test_lives_may_have_the_family_above_them_and_a_state_behind() -> None:
    lives = (
        "SPEAKER LIST\n\nHOLM, Captain Ada\nCaptain Ada Holm has been Harbour Master at Fjord Docks. "
        "(Attendance to be confirmed – tide permitting!)\n\nLIE, Odd  [CHAIR]\nOdd Lie is editor of the Evening Bell."
    )

    ada, odd = reading.read(TOP + lives, today=measuring.TODAY).panel

    assert (ada.name.value, odd.name.value) == ("Captain Ada Holm", "Odd Lie")
    assert ada.tentative
    assert [(each.role and each.role.value) for each in ada.affiliations] == ["Harbour Master"]
    assert odd.role
    assert odd.role.value == "chair"
    assert not odd.tentative


@pytest.mark.parametrize("heading", ["About the speakers", "Our speakers", "Speaker biographies"])
def test_lives_that_begin_with_a_name_are_of_speakers_below_such_a_heading(heading: str) -> None:
    lives = (
        f"{heading}\n\nAda Holm has been Harbour Master at Fjord Docks since 2011.\n\nOdd Lie edits the Evening Bell. "
        "He was formerly a pilot."
    )

    assert people(lives) == [
        ("Ada Holm", None, [("Harbour Master", "Fjord Docks")]),
        ("Odd Lie", None, [(None, "Evening Bell")]),
    ]


def test_a_life_may_begin_with_the_post_and_be_long() -> None:
    lives = (
        "SPEAKERS\n\nPROF. ADA HOLM (Chair)\nProfessor of Law at Combe University. Ada led the first study of ferries "
        "on both sides of the water and has since been heard by four committees, two courts and one jury of pilots.\n\n"
        "ODD LIE\nHead of Pilots, Coastal Union\n\nJUNIOR MINISTER BO RAE - invited\n"
    )

    assert people(lives) == [
        ("PROF. ADA HOLM", "chair", [("Professor of Law", "Combe University")]),
        ("ODD LIE", None, [("Head of Pilots", "Coastal Union")]),
        ("BO RAE", None, [("JUNIOR MINISTER", None)]),
    ]


def test_a_life_below_a_name_in_capitals_begins_with_the_title_and_the_family() -> None:
    lives = """LIST OF SPEAKERS

1. NORMA-JEAN HOLM, chair of the evening
Norma-Jean Holm is vice-president of the Ferry and Estuary Passengers'
Council and has sailed out of Fjord Docks for 31 years in all weathers.

2. DR. ODD LIE-HUHTALA, author of the report
Dr. Lie-Huhtala is a limnologist at Combe University, where he keeps the
longest record of the tides.

3. GREG OBI - TO BE CONFIRMED
Mr. Obi is Director, Great Lakes Region, for the federal Ice and Inland
Waters Service.

The report was paid for by the members of the council and by those who have
lent it a boat.
"""

    panel = reading.read(f"Ferry report\n\n{lives}", today=measuring.TODAY).panel
    held = [[(value(post.role), value(post.organisation)) for post in each.affiliations] for each in panel]

    assert [*zip((each.name.value for each in panel), (value(each.role) for each in panel), held, strict=True)] == [
        ("Norma-Jean Holm", "chair", [("vice-president", "Ferry and Estuary Passengers' Council")]),
        ("DR. ODD LIE-HUHTALA", None, [("limnologist", "Combe University")]),
        ("GREG OBI", None, [("Director, Great Lakes Region", "Ice and Inland Waters Service")]),
    ]


@pytest.mark.parametrize("heading", ["About the panellists", "About the speakers", "About our panel"])
def test_below_a_heading_about_those_on_stage_each_life_is_of_one_of_them(heading: str) -> None:
    lives = (
        "Ada Holm is Senior Fellow at the Fjord Institute and author of two books. She lives in Wick.",
        "Prof. Odd Lie is Professor of Planning at Combe University and Honorary Adviser to the Coastal Union.",
    )
    text = "\n\n".join((heading, *lives, "Moderator: Mae Obi, Editor, Fen Courier"))
    draft = reading.read(f"{TOP}{text}\n\nABOUT THE ESTUARY TRUST\n\nIt runs ferries.\n", today=measuring.TODAY)

    assert [(each.name.value, value(each.role)) for each in draft.panel] == [
        ("Ada Holm", None),
        ("Prof. Odd Lie", None),
        ("Mae Obi", "moderator"),
    ]
    assert draft.notes_to_editors is None
