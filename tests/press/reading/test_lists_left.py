"""A list of speakers or a running order leaves the text of a release as a whole, or stays in it as a whole."""

import pytest

from events.press.reading import reading
from tests.press.reading import measuring

NEWS = (
    "Councils lose their trees\n\nCouncils have lost a tenth of their street trees in ten years, says a report "
    "published today by the National Tree Forum (NTF).\n\n"
)
ADA, OTTO = "Ada Holm, Chair, National Tree Forum", "Otto Quill, Warden, Town of Wick"


def body(told: str) -> str:
    read = reading.read(f"{NEWS}{told}\n\nENDS\n", today=measuring.TODAY).body
    return read.value if read else ""


@pytest.mark.parametrize("heading", ["Panelists include:", "With:", "Speakers", "The panel"])
@pytest.mark.parametrize("mark", ["", "- ", "• "])
@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_list_of_which_one_line_says_more_stays_with_its_heading(heading: str, mark: str, place: int) -> None:
    told = [ADA, OTTO]
    told.insert(place, "Bo Sand, Mayor, Town of Lund, in a hat of leaves")
    lines = "\n".join(f"{mark}{each}" for each in told)

    assert f"{heading}\n{lines}" in body(f"{heading}\n{lines}")


@pytest.mark.parametrize("heading", ["Panelists include:", "Speakers"])
@pytest.mark.parametrize("mark", ["", "- "])
def test_a_list_of_which_every_line_is_told_by_facts_goes_as_a_whole(heading: str, mark: str) -> None:
    left = body(f"{heading}\n{mark}{ADA}\n{mark}{OTTO}\n\nAdmission: free to all who bring an acorn")

    assert "Admission: free" in left
    assert not [each for each in (heading, "Ada", "Otto") if each in left]


def test_a_list_stays_where_a_line_names_again_who_is_told_above() -> None:
    listed = f"15.40 Panel discussion\n• {OTTO}\n• Ada Holm\nModerator: Ada Holm"

    assert f"{listed}\n16.40 Questions" in body(f"Programme\n\n15.00 Welcome – {ADA}\n{listed}\n16.40 Questions")


@pytest.mark.parametrize("heading", ["Programme", "Running order"])
def test_a_running_order_keeps_its_heading_and_every_hour(heading: str) -> None:
    order = f"{heading}\n10.00 Doors and coffee\n10.15 {ADA}\n10.40 Panel\n11.20 Questions"

    assert order in body(f"10am-11.30am, Wednesday 20 January 2027\n\n{order}")


def test_what_stands_beside_a_list_does_not_keep_it() -> None:
    left = body(f"Speakers\n{ADA}\n{OTTO}\nAdmission: free to all who bring an acorn")

    assert "Admission: free" in left
    assert "Otto" not in left
