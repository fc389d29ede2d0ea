"""What bears a mark though it is printed plainly: other places of the text do not bear it out."""

from collections.abc import Callable

import pytest

from events.press.reading import reading
from events.press.reading.draft import Draft, Fact
from tests.press.reading import measuring

RELEASE = """Tree Forum

EMBARGOED until 9am on {embargo}

Councils lose a tenth of their trees

1 March 2026

Councils have lost a tenth of their street trees in ten years, says a report published today by the Tree Forum.

"Nobody counts a tree until it is gone," said {said}.

The report will be launched on 12 March 2026 at 6pm at Birch Hall, 4 Mill Street, Leeds.{later}

Panel
Jane Lee, Director, Tree Forum
{listed}

Media contact: Omar Finch, {house}, {number}omar@treeforum.example

About the Tree Forum
The Tree Forum is a charity that plants trees in towns.
"""
PLAIN = {
    "said": "Dr Una Marsh, a botanist at Selby University",
    "embargo": "1 March 2026",
    "listed": "Dr Una Marsh, Botanist, Selby University",
    "house": "Tree Forum",
    "number": "020 7946 0277, ",
    "later": "",
}


def read(**differently: str) -> Draft:
    return reading.read(RELEASE.format(**PLAIN | differently), today=measuring.TODAY)


def speaker(draft: Draft) -> Fact:
    return draft.quotations[0].speaker


def first_house(draft: Draft) -> Fact:
    return draft.organisations[0].name


def last_listed(draft: Draft) -> Fact:
    return draft.panel[-1].name


def embargo_day(draft: Draft) -> Fact:
    return draft.embargo.date


def day_of_event(draft: Draft) -> Fact:
    return draft.event.date


def who_to_ring(draft: Draft) -> Fact:
    return draft.press_contacts[0].name


def house_to_ring(draft: Draft) -> Fact:
    return draft.press_contacts[0].organisation


@pytest.mark.parametrize(
    ("differently", "fact"),
    [
        ({"said": "Professor Una Marsh, of Selby University"}, last_listed),
        ({"said": "Professor Una Marsh, of Selby University"}, speaker),
        ({"listed": "Una Marsh MP"}, last_listed),
        ({"listed": "Una Marsh, Ph.D., Botanist, Selby University"}, last_listed),
        ({"listed": "Undersheriff Una Marsh, Botanist, Selby University"}, last_listed),
        ({"said": "Dr Una Kate Marsh, a botanist at Selby University"}, last_listed),
        ({"said": "Una Marsh MP"}, speaker),
        ({"said": "Trust Chair Una Marsh"}, speaker),
        ({"said": "Rob Quill"}, speaker),
        ({"listed": "Dr Una Marsh, Gardener"}, last_listed),
        ({"listed": "In the chair: Dr Una Marsh, Botanist, Selby University"}, last_listed),
        ({"house": "Campaigns Trust", "later": " The Tree Forum for Young Foresters will sing."}, first_house),
        ({"embargo": "20 March 2026"}, embargo_day),
        ({"later": " A walk in the woods will follow on 28 March 2026."}, day_of_event),
        ({"number": ""}, who_to_ring),
        ({"house": "Campaigns Trust"}, house_to_ring),
    ],
)
def test_what_another_place_does_not_bear_out_is_marked(
    differently: dict[str, str], fact: Callable[[Draft], Fact]
) -> None:
    plain, doubted = fact(read()), fact(read(**differently))

    assert plain
    assert not plain.to_check
    assert doubted
    assert doubted.to_check


def test_a_house_that_only_lends_its_name_is_marked_beside_one_that_tells_of_itself() -> None:
    text = RELEASE.format(**PLAIN).replace("by the Tree Forum.", "by the Tree Forum and the Larch Foundation.")

    houses = reading.read(text, today=measuring.TODAY).organisations

    assert [each.name and (each.name.value, each.name.to_check) for each in houses] == [
        ("Tree Forum", False),
        ("Larch Foundation", True),
    ]


def test_who_takes_names_for_the_evening_is_marked_among_those_to_ring() -> None:
    booking = "RSVP: Ms Ada Quill, ada@treeforum.example, 020 7946 0278"
    text = RELEASE.format(**PLAIN).replace("\n\nAbout", f"\n{booking}\n\nAbout")

    ringing = reading.read(text, today=measuring.TODAY).press_contacts

    assert [each.name and (each.name.value, each.name.to_check) for each in ringing] == [
        ("Omar Finch", False),
        ("Ms Ada Quill", True),
    ]


def test_several_in_one_sentence_bear_no_mark_where_each_has_a_post_at_a_house() -> None:
    three = (
        "Jane Lee, Director of the Tree Forum, Omar Finch, Editor of Bark Weekly, and Rob Quill, Head of Larch Trust"
    )
    event = "'Bark and Leaf' will be launched on 12 March 2026 at a panel event featuring"

    def marked(featured: str) -> list[bool]:
        text = f"Trees are lost\n\n1 March 2026\n\nTrees are few in every town of the north.\n\n{event} {featured}."
        return [each.name.to_check for each in reading.read(text, today=measuring.TODAY).panel]

    assert marked(three) == [False, False, False]
    assert marked(three.replace(", Editor of Bark Weekly", "")) == [True, True, True]


def test_whom_guests_ask_is_marked_where_a_text_says_nothing_of_the_press() -> None:
    card = """SAVE THE DATE

The Late Years: a day on growing old

Thursday 15 October 2026
9.15am to 4.30pm
Birch Hall, 4 Mill Street, Leeds

The Tree Forum invites you to keep the day free.

Queries: Omar Finch, events@treeforum.example or 020 7946 0277
"""
    [guests] = reading.read(card, today=measuring.TODAY).press_contacts
    [press] = reading.read(card.replace("Queries", "Media enquiries"), today=measuring.TODAY).press_contacts

    assert {fact.to_check for fact in (guests.name, guests.phone, guests.email) if fact} == {True}
    assert {fact.to_check for fact in (press.name, press.phone, press.email) if fact} == {False}


@pytest.mark.parametrize("form", ["e. V.", "CIC", "Ltd"])
def test_a_house_is_marked_where_its_letterhead_has_a_legal_form_that_the_text_leaves_out(form: str) -> None:
    text = (
        f"Tree Forum {form} (TF)\n\nTowns lose their trees\n\nTrees are lost, says a report published today by the "
        "Tree Forum (TF).\n\nENDS\n\nAbout the Tree Forum\nThe Tree Forum is a charity that counts trees.\n"
    )

    house = reading.read(text, today=measuring.TODAY).organisations[0]
    assert house.name
    assert house.name.value == f"Tree Forum {form}" or house.name.to_check


def test_who_runs_the_evening_and_who_keeps_the_hall_are_marked_among_those_to_ring() -> None:
    text = (
        'RUNNING ORDER\n\nLaunch of "Street Trees"\nTuesday 3 November 2026, 17.30–19.00\nThe Lime Rooms, Pier Street'
        "\n\n17.30 Welcome – Odd Lie, chair, Tree Forum\n17.40 Findings – Bo Rae, Tree Forum\n18.55 Close\n\n"
        "Contacts on the night\nMae Obi (event manager, Tree Forum) 07700 900152\n"
        "Ada Holm (press, Tree Forum) 0121 496 0163\nLime Rooms duty manager 0121 496 0180\n"
    )
    named = [each.name for each in reading.read(text, today=measuring.TODAY).press_contacts if each.name]

    assert [(each.value, each.to_check) for each in named] == [
        ("Mae Obi", True),
        ("Ada Holm", False),
        ("Lime Rooms", True),
    ]


def test_a_house_with_its_desk_behind_it_is_marked() -> None:
    contact = read(house="Tree Forum press desk").press_contacts[0]

    assert contact.organisation
    assert contact.organisation.value == "Tree Forum press desk" or contact.organisation.to_check


def test_a_line_with_an_article_is_nobody_for_certain() -> None:
    told = "\n\n1. The Marsh Line is open day and night on 0800 000 0000."

    assert all(
        each.name.to_check for each in read(later=told).press_contacts if each.name and "Marsh" in each.name.value
    )
