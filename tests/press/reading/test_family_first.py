"""Lists that are sorted by family names."""

import pytest

from events.press.reading import reading
from events.press.reading.words import family_first
from tests.press.reading import measuring
from tests.press.reading.panels import people

LISTS = {
    "dashes": (
        "HOLM, Dr Ada, FRSA – Director, Fjord Institute\nLIE, Odd – Head of Pilots, Coastal Union; Trustee, Lamp Fund"
    ),
    "commas": (
        "• HOLM, Dr Ada, FRSA, Director, Fjord Institute\n"
        "• LIE, Odd, Head of Pilots, Coastal Union, and Trustee, Lamp Fund"
    ),
    "brackets": (
        "HOLM, Dr Ada, FRSA (Director, Fjord Institute)\nLIE, Odd (Head of Pilots, Coastal Union; Trustee, Lamp Fund)"
    ),
}


@pytest.mark.parametrize("listed", LISTS.values(), ids=LISTS)
def test_families_in_capitals_before_given_names_are_of_people(listed: str) -> None:
    assert people(f"Speakers\n\n{listed}") == [
        ("HOLM, Dr Ada, FRSA", None, [("Director", "Fjord Institute")]),
        ("LIE, Odd", None, [("Head of Pilots", "Coastal Union"), ("Trustee", "Lamp Fund")]),
    ]


def test_titles_may_stand_before_families_and_labels_before_both() -> None:
    told = (
        "Chair: Prof. HOLM, Ada\nDean, Fjord Institute\n\nSPEAKERS\nRev. Dr LIE, Odd  [online] [to be confirmed]\n"
        "  Senior Pilot, Coastal Union\n\nCapt. VAN DER MEER, Ko (replacing Dr Kit Barr)\n  Warden, Pier Club / "
        "Trustee, Lamp Fund\n\nEng. OBI, Mae J.\n  Head of Locks, Canal Works\n  "
        "(replaces Mr Tom Quill, who is unable to attend)"
    )

    assert people(told) == [
        ("Prof. HOLM, Ada", "chair", [("Dean", "Fjord Institute")]),
        ("Rev. Dr LIE, Odd", None, [("Senior Pilot", "Coastal Union")]),
        ("Capt. VAN DER MEER, Ko", None, [("Warden", "Pier Club"), ("Trustee", "Lamp Fund")]),
        ("Eng. OBI, Mae J.", None, [("Head of Locks", "Canal Works")]),
    ]


def test_families_in_small_letters_are_told_by_their_order() -> None:
    told = "The panel\n\nHolm, Ada (chair) – Director, Fjord Institute\nLie, Odd – pilot\nO’Shea, Mae – Editor, The Ebb"

    assert people(told) == [
        ("Holm, Ada", "chair", [("Director", "Fjord Institute")]),
        ("Lie, Odd", None, [("pilot", None)]),
        ("O’Shea, Mae", None, [("Editor", "The Ebb")]),
    ]


def test_headings_between_them_say_who_does_what_and_a_star_who_may_come() -> None:
    told = (
        "Estuary day: “The Short Way Over”\nFriday, 5 June 2026, 10.00 to 15.30, Pier Hall, Hull\n\nLIST OF SPEAKERS"
        "\n\nChair of the day\nHOLM, Dr Ada – President, Royal Society of Tides\n\nSpeakers\nLIE, Odd – pilot\n"
        "*OBI, Rt Hon Mae, MP – Chair, Committee on Ferries\n\n* Subject to parliamentary business\n"
    )

    read = reading.read(told, today=measuring.TODAY)

    assert [(each.name.value, each.role and each.role.value, bool(each.tentative)) for each in read.panel] == [
        ("HOLM, Dr Ada", "chair", False),
        ("LIE, Odd", None, False),
        ("OBI, Rt Hon Mae, MP", None, True),
    ]


def test_a_town_and_its_land_in_one_line_are_nobody() -> None:
    assert people("HULL, Yorkshire – The launch is on 3 June 2026 at 6pm at Pier Hall, 4 Pier Road.") == []


def test_posts_in_lines_of_their_own_below_such_a_name_are_of_nobody_else() -> None:
    told = (
        "LIST OF SPEAKERS (as at 2 May)\n\nHOLM, Dr Ada\n    Tidal Scientist, Fjord Verde\n    Member, Lamp Board\n\n"
        "LIE, Odd\n    Warden, Skerry Seal Reserve\n\nvan der OBI, Mae\n    Editor\n    Northern Ebb Registry"
    )

    assert people(told) == [
        ("HOLM, Dr Ada", None, [("Tidal Scientist", "Fjord Verde"), ("Member", "Lamp Board")]),
        ("LIE, Odd", None, [("Warden", "Skerry Seal Reserve")]),
        ("van der OBI, Mae", None, [("Editor", "Northern Ebb Registry")]),
    ]


def test_a_life_below_such_a_name_tells_it_as_it_is_said() -> None:
    told = (
        "LIST OF SPEAKERS\n\nHOLM, Dr Ada\nAda Holm is Head of Tides at the Fjord Institute.\n\n"
        "LIE, Odd\nOdd Lie is pilot of the Skerry Ferry Trust."
    )

    assert [name for name, _, _ in people(told)] == ["Ada Holm", "Odd Lie"]


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (
            "Nkomo, Pieter – KB\nvan der Berg, Pieter – KB",
            [("Nkomo, Pieter", "KB"), ("van der Berg, Pieter", "KB")],
        ),
        (
            "van der Berg, Pieter (Port Forum)\nNí Bhriain, Aoife (Kade Bureau)\nAl-Sayed, Rana (KB)",
            [("van der Berg, Pieter", "Port Forum"), ("Ní Bhriain, Aoife", "Kade Bureau"), ("Al-Sayed, Rana", "KB")],
        ),
    ],
)
def test_a_family_such_as_van_der_berg_says_of_the_lines_around_it_that_the_family_is_first(
    lines: str, told: list[tuple[str, str]]
) -> None:
    panel = people(f"The Kade Bureau (KB) publishes a report on ports today.\n\nSpeakers:\n{lines}")

    assert [(name, *(house for _, house in held)) for name, _, held in panel] == told


def test_towns_with_an_article_below_each_other_are_no_people_by_that() -> None:
    lines = family_first.listed(
        enumerate(["La Paz, Bolivia – Port Forum", "Los Andes, Chile – Kade Bureau"]), frozenset()
    )

    assert lines == {}
