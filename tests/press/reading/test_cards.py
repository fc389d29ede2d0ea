"""Invitations: who is told below what they invite to, and in the sentences of a card."""

import pytest

from events.press.reading import reading
from events.press.reading.draft import Panellist
from tests.press.reading import measuring
from tests.press.reading.panels import people, value

CARD = "The Estuary Trust requests the pleasure of your company at the launch of\n\nTHE SHORT WAY OVER\n\n"
WHEN = "\n\non Thursday, 4 June 2026, from 6.00 p.m. at Pier Hall, 4 Pier Road, Hull\n\n"


def panel(card: str) -> tuple[Panellist, ...]:
    return reading.read(card, today=measuring.TODAY).panel


def posts(of: Panellist) -> list[tuple[str | None, str | None]]:
    return [(value(each.role), value(each.organisation)) for each in of.affiliations]


def test_whoever_launches_is_told_behind_by_and_a_lord_mayor_is_of_a_town() -> None:
    (read,) = panel(f"{CARD}by the Lord Mayor of Senga, Cllr. Ada Holm{WHEN}")

    assert read.name.value == "Cllr. Ada Holm"
    assert posts(read) == [("Lord Mayor of Senga", None)]


def test_by_alone_stands_above_who_speaks_and_who_chairs() -> None:
    read = panel(
        "The Estuary Trust presents\n\nTHE ANNUAL TIDE LECTURE\n“The Short Way Over”\n\nby\n\nDame Ada Holm RA\n"
        f"Professor of Drawing, Fjord Institute\n\nChaired by\nMae Obi{WHEN}"
    )

    assert [each.name.value for each in read] == ["Dame Ada Holm RA", "Mae Obi"]
    assert posts(read[0]) == [("Professor of Drawing", "Fjord Institute")]
    assert read[1].role
    assert read[1].role.value == "chair"


def test_the_authors_below_a_title_are_not_on_stage() -> None:
    assert panel("The Short Way Over\n\nby Ada Holm and Odd Lie\n\nEstuary Papers No 4\n\nFerries return.\n") == ()


def test_all_who_will_do_something_are_subjects_of_a_card() -> None:
    read = panel(
        f"{CARD}at Pier Hall, 4 Pier Road, Hull on 4 June 2026 at 6 p.m.\n\nChairman of the Estuary Trust, Mr. Odd "
        "Lie, will welcome guests. The authors, Dr. Ada Holm and Bo Rae, will speak about the ferry, and Mae Obi, "
        "pilot, will say a few words.\n"
    )

    assert [each.name.value for each in read] == ["Mr. Odd Lie", "Dr. Ada Holm", "Bo Rae", "Mae Obi"]
    assert posts(read[3]) == [("pilot", None)]


HELD = "The launch is on 4 June 2026 at 6pm. It will be chaired by Mae Obi, Editor of The Ebb. "


@pytest.mark.parametrize(
    "said",
    [
        "We have also invited the Minister for Ferries, Ada Holm.",
        "We hope to be joined by the Minister for Ferries, Ada Holm.",
        "Also speaking are Odd Lie and, it is hoped, the Minister for Ferries, Ada Holm.",
    ],
)
def test_who_is_only_hoped_for_is_tentative(said: str) -> None:
    read = panel(f"The Short Way Over\n\n{HELD}{said}\n")

    assert [(each.name.value, posts(each)) for each in read if each.tentative] == [
        ("Ada Holm", [("Minister for Ferries", None)])
    ]


def test_who_is_invited_to_do_something_else_is_not_on_stage() -> None:
    said = f"{HELD}\n\nMinisters have invited Ada Holm, Director of the Fjord Institute, to review the rules."

    assert [name for name, _, _ in people(said)] == ["Mae Obi"]


def test_both_sides_of_a_debate_are_on_stage() -> None:
    told = people(
        "The debate is on 4 June 2026 at 6pm. In the chair: ADA HOLM. For the motion: BO RAE and DR MAE OBI (Keeper of "
        "Tides, Harbour Museum). Against: ODD LIEDTKE."
    )

    assert told == [
        ("ADA HOLM", "chair", []),
        ("BO RAE", None, []),
        ("DR MAE OBI", None, [("Keeper of Tides", "Harbour Museum")]),
        ("ODD LIEDTKE", None, []),
    ]
