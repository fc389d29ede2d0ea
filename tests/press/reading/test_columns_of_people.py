"""Those of an event in columns: behind labels whose values stand below each other, and in cells of several lines."""

import pytest

from tests.press.reading.panels import people

ADA = ("Ada Holm", "chair", [("Director", "Fjord Institute")])
LISTED = [
    ADA,
    ("Prof Ivo Marsh", "presenter", []),
    ("Odd Lie", None, [("Head of Pilots", "Coastal Union of Pilots of the Northern Estuary")]),
    ("Dr Mae Obi", None, [("economist", None)]),
]


@pytest.mark.parametrize(
    "columns",
    [
        """Chair         Ada Holm, Director, Fjord Institute
Presenting    Prof Ivo Marsh
Panel         Odd Lie, Head of Pilots, Coastal Union of Pilots of the Northern Estuary
              Dr Mae Obi, economist
              a deckhand, to be confirmed""",
        """Chair        : Ada Holm, Director, Fjord Institute
Presenting   : Prof Ivo Marsh
Panellists   : Odd Lie, Head of Pilots, Coastal Union of Pilots of the Northern Estuary
               Dr Mae Obi, economist
               an engineer (tbc)""",
    ],
)
def test_whatever_stands_in_a_column_of_labels_says_what_those_behind_it_do(columns: str) -> None:
    assert people(f"LAUNCH\n3 June 2026, 6pm\n\n{columns}") == LISTED


def test_a_label_may_go_on_in_the_next_line_of_its_column() -> None:
    columns = """Welcome          Ada Holm, Director, Fjord Institute
Launch of the
report           Odd Lie, Former Head of Pilots, Coastal Union of
                 Pilots of the Northern Estuary
Panel            Dr Mae Obi, economist
"""

    assert people(f"PROGRAMME, 3 June 2026, 6pm\n\n{columns}") == [
        ("Ada Holm", None, [("Director", "Fjord Institute")]),
        ("Odd Lie", None, [("Former Head of Pilots", "Coastal Union of Pilots of the Northern Estuary")]),
        ("Dr Mae Obi", None, [("economist", None)]),
    ]


def test_below_a_label_each_line_that_begins_with_somebody_is_of_them_alone() -> None:
    listed = """WHO: Ada Holm, Executive Director, Fjord Institute for Estuary Studies
     Dr. Odd Lie, Head of Pilots, Coastal Union of Pilots of the
     Northern Estuary
     Mae Obi, ferry passenger and pensioner
     Councillor Ivo Marsh (invited)

This is a report about ferries that nobody has seen for forty years, and
of which each town along the estuary has kept a bell, a rope or a ticket,
and somebody who says that they were the last to sell or to buy one."""

    assert people(listed)[:3] == [
        ("Ada Holm", None, [("Executive Director", "Fjord Institute for Estuary Studies")]),
        ("Dr. Odd Lie", None, [("Head of Pilots", "Coastal Union of Pilots of the Northern Estuary")]),
        ("Mae Obi", None, [("ferry passenger and pensioner", None)]),
    ]


def test_a_cell_names_somebody_in_each_of_its_lines() -> None:
    table = """TIME               ACTIVITY              PERSON
9.00 am            Opening remarks       Ada Holm, Director, Fjord Institute
9.30 am            Panel: "Who pays?"    Moderator: Dr Mae Obi, Lamp Fund
                                         Odd Lie, Coastal Union of
                                         Pilots of the Northern Estuary
                                         Pastor Ivo Marsh
10.30 am           Vote of thanks        Una Tor, Treasurer, Fjord Institute
"""

    assert people(table) == [
        ("Ada Holm", None, [("Director", "Fjord Institute")]),
        ("Dr Mae Obi", "moderator", [(None, "Lamp Fund")]),
        ("Odd Lie", None, [(None, "Coastal Union of Pilots of the Northern Estuary")]),
        ("Pastor Ivo Marsh", None, []),
        ("Una Tor", None, [("Treasurer", "Fjord Institute")]),
    ]


@pytest.mark.parametrize(
    "heading",
    [
        "Name,Role,Organisation,Role 2,Organisation 2",
        "Speaker,Post 1,Institution 1,Post 2,Institution 2",
        "Full name,Job title,Company,Job title #2,Company #2",
    ],
)
def test_a_second_post_has_columns_of_its_own(heading: str) -> None:
    rows = "Ada Holm,Director,Fjord Institute,Trustee,Lamp Fund\nOdd Lie,Head of Pilots,Pier Club,,"

    assert people(f"{heading}\n{rows}") == [
        ("Ada Holm", None, [("Director", "Fjord Institute"), ("Trustee", "Lamp Fund")]),
        ("Odd Lie", None, [("Head of Pilots", "Pier Club")]),
    ]
