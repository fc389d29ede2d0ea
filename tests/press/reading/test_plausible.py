"""What looks like a fact of some kind and cannot be one is left out."""

import pytest

from events.press.reading import reading
from events.press.reading.draft import Draft
from tests.press.reading import measuring

RELEASE = """The Tree Forum

1 March 2026

Councils lose a tenth of their trees

Councils have lost a tenth of their street trees in ten years, says a report published today by the Tree Forum.

"Nobody counts a tree until it is gone," said Dr Una Marsh, a botanist at Selby University.

The report, Bare Streets, will be launched on 12 March 2026 at 6pm at Calder House, Leeds, with:

Jane Lee, Director, Tree Forum
Dr Una Marsh, Botanist, {where}
{listed}

Media contact: {ringing}, 020 7946 0277, omar@treeforum.example

About the Tree Forum
The Tree Forum is a charity that plants trees in towns.
"""
PLAIN = {
    "where": "Selby University",
    "listed": "Piotr Wolny, Forester, Elland Woods",
    "ringing": "Omar Finch",
}


def read(**differently: str) -> Draft:
    return reading.read(RELEASE.format(**PLAIN | differently), today=measuring.TODAY)


def posts(draft: Draft) -> tuple[set[str], set[str]]:
    """The roles and the houses of everybody on the panel."""
    held = [each for person in draft.panel for each in person.affiliations]
    return {each.role.value for each in held if each.role}, {
        each.organisation.value for each in held if each.organisation
    }


@pytest.mark.parametrize("where", ["Ph.D.", "Geneva 4", "HX1 9ZZ", "She came to Selby in 2004 to study mosses"])
def test_nobody_works_in_a_degree_a_district_or_a_sentence(where: str) -> None:
    _, houses = posts(read(where=where))

    assert houses - {"Selby University"} == {"Tree Forum", "Elland Woods"}  # which is told of her in the text


@pytest.mark.parametrize("role", ["serves on the board", "40 members", "examined 402 trees in 71 streets"])
def test_half_a_clause_is_no_post(role: str) -> None:
    roles, _ = posts(read(where=f"Selby University, {role}"))

    assert roles == {"Director", "Botanist", "Forester"}


@pytest.mark.parametrize("role", ["lead author of the report", "member of the working group"])
def test_what_somebody_did_for_the_report_is_no_post(role: str) -> None:
    roles, _ = posts(read(listed=f"Piotr Wolny, {role}"))

    assert roles == {"Director", "Botanist"}


def test_a_body_belongs_to_the_house_right_behind_it() -> None:
    _, houses = posts(read(listed="Piotr Wolny, Convener, Street Trees Committee, Elland Regional Council"))

    assert "Street Trees Committee, Elland Regional Council" in houses


def test_an_office_in_small_letters_is_nobodys_name() -> None:
    names = [each.name for each in read(ringing="on-call press officer").press_contacts]

    assert names == [None]


def test_a_post_torn_at_the_comma_in_its_name_is_whole() -> None:
    roles, houses = posts(read(listed="Piotr Wolny, Minister of Forests, Parks and Rural Roads"))

    assert "Minister of Forests, Parks and Rural Roads" in roles
    assert houses == {"Tree Forum", "Selby University"}


def test_surnames_in_capitals_are_of_names() -> None:
    listed = "Amaury CASSEGRAIN, Forester, Elland Woods"

    assert [each.name.value for each in read(listed=listed).panel][-1] == "Amaury CASSEGRAIN"


def test_a_title_before_a_bracket_belongs_to_the_name() -> None:
    draft = read(listed="Justice (Retd.) Piotr Wolny, Chairman, Elland Woods")

    assert draft.panel[-1].name.value == "Justice (Retd.) Piotr Wolny"


def test_the_honourable_keep_the_article_with_which_they_are_printed() -> None:
    draft = read(listed="The Hon. Piotr Wolny, Forester, Elland Woods")

    assert draft.panel[-1].name.value == "The Hon. Piotr Wolny"


def test_a_room_is_nobody() -> None:
    assert len(read(listed="Weaving Room, first floor").panel) == 2


@pytest.mark.parametrize(
    "line",
    [
        "Press: 0113 496 0123, news@elland.example",
        "Kindly confirm attendance with Ms Ada Quill, Elland Woods: 0113 496 0123, news@elland.example.",
        "Media who wish to attend should write to Ms Ada Quill at news@elland.example or call 0113 496 0123.",
    ],
)
def test_whoever_hears_that_the_press_comes_is_to_be_rung(line: str) -> None:
    text = RELEASE.format(**PLAIN).replace("Media contact:", f"{line}\n\nMedia contact:")

    first = reading.read(text, today=measuring.TODAY).press_contacts[0]

    assert first.email
    assert first.email.value == "news@elland.example"


@pytest.mark.parametrize("role", ["Director (Street Planting)", "Head of Planting Services"])
def test_what_a_post_is_for_is_no_house(role: str) -> None:
    roles, houses = posts(read(listed=f"Piotr Wolny, {role}, Elland Tree Authority"))

    assert role in roles
    assert houses == {"Tree Forum", "Selby University", "Elland Tree Authority"}


def test_a_family_name_in_capitals_is_no_honour() -> None:
    panel = read(listed="Ms. Ada MOLOI, Forester, Elland Woods").panel

    assert [each.name.value for each in panel] == ["Jane Lee", "Dr Una Marsh", "Ms. Ada MOLOI"]


@pytest.mark.parametrize(
    ("above", "title"),
    [
        ("Who Shades the Street?", "Who Shades the Street?"),
        ("The event at a glance", None),
        ("JOIN THE CONVERSATION", None),
        ("The Forum will host a panel to launch the report", None),
    ],
)
def test_what_any_event_might_be_called_is_not_what_this_one_is(above: str, title: str | None) -> None:
    text = RELEASE.replace("will be launched on", f"is out today.\n\n{above}\nDate:").replace(" at 6pm", "\nTime: 6pm")
    text = text.replace(" at Calder House, Leeds, with:", "\nVenue: Calder House, Leeds\n\nSpeakers:")

    event = reading.read(text.format(**PLAIN), today=measuring.TODAY).event

    assert event.date
    assert (event.title and event.title.value) == title


@pytest.mark.parametrize("called", ["Bare Streets Survey on Friday, 13 March 2026", "Street Paper 4,000 times over"])
def test_a_day_and_a_thousand_are_no_numbers_in_a_series(called: str) -> None:
    publication = reading.read(
        RELEASE.format(**PLAIN).replace("Bare Streets", called), today=measuring.TODAY
    ).publication

    assert publication.series is None
    assert publication.number is None


def test_the_hall_of_an_event_and_its_town_are_no_house_of_who_speaks_there() -> None:
    text = (
        "Towns lose their trees\n\nTowns lose their trees, says a report by the Tree Forum.\n\nThe report will be "
        "released by Ms Ada Holm, Minister for Trees, at the Birch Hall, 4 Mill Street, Leeds, on 3 June 2026 at 6pm."
    )
    panel = reading.read(text, today=measuring.TODAY).panel

    assert [(each.role and each.role.value, each.organisation) for who in panel for each in who.affiliations] == [
        ("Minister for Trees", None)
    ]
