"""Whom the press may ring, where they stand beside each other: each keeps their own number and mailbox."""

import pytest

from tests.press.reading.contacts import ringing

ADA = ("Tree Forum", "Ada Holm", "+442079460277", "ada@tree.example")
BO = ("Shade Society", "Bo Rae", "+442079460278", "bo@shade.example")
CY = ("Leaf Trust", "Cy Dunn", "+442079460279", "cy@leaf.example")


@pytest.mark.parametrize(
    ("columns", "told"),
    [
        pytest.param(
            "Ada Holm\t\tBo Rae\nTree Forum\t\tShade Society\n020 7946 0277\t\t020 7946 0278\n"
            "ada@tree.example\tbo@shade.example",
            [ADA, BO],
            id="tabs",
        ),
        pytest.param(
            "London                    York\nAda Holm                  Bo Rae\nPress Officer             Head of News\n"
            "Tree Forum                Shade Society\n020 7946 0277             020 7946 0278\n"
            "ada@tree.example          bo@shade.example",
            [ADA, BO],
            id="a town above each",
        ),
        pytest.param(
            "Ada Holm           Bo Rae            Cy Dunn\nTree Forum         Shade Society     Leaf Trust\n"
            "ada@tree.example   bo@shade.example  cy@leaf.example\n020 7946 0277                        020 7946 0279",
            [ADA, (*BO[:2], None, BO[3]), CY],
            id="three, one without a number",
        ),
        pytest.param(
            "Ada Holm, Tree Forum\tBo Rae, Shade Society\nTel: 020 7946 0277\tTel: 020 7946 0278\n"
            "\t\t\tweekdays only\nEmail: ada@tree.example\tEmail: bo@shade.example",
            [ADA, BO],
            id="a line of the second alone",
        ),
    ],
)
def test_those_side_by_side_keep_what_stands_below_them(columns: str, told: list[tuple[str | None, ...]]) -> None:
    assert ringing(f"ENDS\n\nFor the press:\n\n{columns}") == told


@pytest.mark.parametrize(
    "columns",
    [
        "Ada Holm             Tree Forum\nTel: 020 7946 0277   ada@tree.example",
        "Ada Holm             Press Officer\nTree Forum\nTel: 020 7946 0277   Mob: 07700 900277\nada@tree.example",
    ],
)
def test_one_whose_house_and_mailbox_stand_to_the_right_is_one(columns: str) -> None:
    assert ringing(f"ENDS\n\nPress contact\n{columns}") == [ADA]


def test_an_area_in_brackets_may_be_joined_to_its_country_by_a_dash() -> None:
    assert ringing("ENDS\n\nPress contact: Ada Holm, (+43-1) 555 01 44")[0][2] == "+4315550144"
