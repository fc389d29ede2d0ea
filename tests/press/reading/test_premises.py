"""Where an event is that takes place with its host, in a room that is written small, or on a line of a card."""

import pytest

from events.press.reading import reading
from events.press.reading.draft import Event
from tests.press.reading import measuring

NEWS = "Councils have lost a tenth of their street trees in ten years, says a report published by the Tree Institution."


def place(event: Event) -> list[str | None]:
    return [each.value if each else None for each in (event.venue, event.address)]


@pytest.mark.parametrize("street", ["4 Mill Street, Leeds LS1 1ZZ", "One Mill Street, Holbeck, Leeds LS1 1ZZ"])
@pytest.mark.parametrize("host", ["THE TREE INSTITUTION", "Institution of Trees and Parks"])
def test_a_house_called_by_one_word_is_its_host_at_the_address_of_its_letterhead(host: str, street: str) -> None:
    news = NEWS.replace("Tree Institution", host.removeprefix("THE ").title().replace(" Of ", " of "))
    told = "The report will be launched at the Institution at 6pm on Tuesday 24 November 2026."
    event = reading.read(
        f"{host}\n{street}\n\nPRESS NOTICE\n\nTrees are lost in towns\n\n{news}\n\n{told}", today=measuring.TODAY
    ).event

    venue, address = place(event)
    assert venue
    assert venue.casefold() in (host.casefold(), host.casefold().removeprefix("the "))
    assert address == street
    assert event.address
    assert event.address.to_check


def test_a_house_of_another_is_not_at_the_address_of_the_letterhead() -> None:
    told = "The report will be launched at the University of Wick at 6pm on Tuesday 24 November 2026."
    text = f"THE TREE INSTITUTION\n4 Mill Street, Leeds\n\nPRESS NOTICE\n\nTrees are lost\n\n{NEWS}\n\n{told}"

    assert place(reading.read(text, today=measuring.TODAY).event) == ["University of Wick", None]


@pytest.mark.parametrize(
    ("where", "venue", "address"),
    [
        ("the ringing chamber of St Ann, Church End, Wickmere", "ringing chamber of St Ann", "Church End, Wickmere"),
        ("the crypt of St Olave’s, 4 Mill Street, Leeds", "crypt of St Olave’s", "4 Mill Street, Leeds"),
        (
            "the upstairs room at the Plough, 4 Mill Street, Leeds",
            "upstairs room at the Plough",
            "4 Mill Street, Leeds",
        ),
        ("the old schoolroom behind St Ann’s, Mill Lane, York", "old schoolroom behind St Ann’s", "Mill Lane, York"),
        ("the Pilot House, Quay 4, Harbour Road, Leith", "Pilot House, Quay 4", "Harbour Road, Leith"),
        ("the Elm Hall, Plot 4, Harbour Road, Abuja", "Elm Hall", "Plot 4, Harbour Road, Abuja"),
    ],
)
def test_a_room_may_be_written_small_and_a_street_be_called_for_its_church(
    where: str, venue: str, address: str
) -> None:
    told = f"You are welcome to the launch. It is on Tuesday 24 November 2026 in {where}, at 11 o’clock."
    event = reading.read(f"Trees are lost\n\n{NEWS}\n\n{told}", today=measuring.TODAY).event

    assert place(event) == [venue, address]


def test_what_happens_in_the_evening_at_a_hall_is_in_no_room() -> None:
    told = "Join us in the evening at Birch Hall, 4 Mill Street, Leeds, on Tuesday 24 November 2026 at 6pm."
    event = reading.read(f"Trees are lost\n\n{NEWS}\n\n{told}", today=measuring.TODAY).event

    assert place(event) == ["Birch Hall", "4 Mill Street, Leeds"]


@pytest.mark.parametrize("room", ["in the Salle des Ormes, Palais Brun", "in the Long Room, Brook College"])
@pytest.mark.parametrize("street", ["12 quai des Ormes, 67000 Strasbourg", "12 Mill Street, Leeds"])
def test_a_card_has_its_hour_its_hall_and_its_street_on_lines_of_their_own(room: str, street: str) -> None:
    card = f"on Monday, 8 March 2027\nat 18.30\n(doors close at 18.45)\n\n{room}\n{street}"
    draft = reading.read(
        "The President and Board of the\nTree Forum\n\nrequest the pleasure of the company of\n\n________\n\n"
        f"at the launch of\n\nBare Streets\n\n{card}\n",
        today=measuring.TODAY,
    )

    assert place(draft.event) == [room.removeprefix("in the "), street]
    assert (draft.event.starts and draft.event.starts.value, draft.event.ends) == ("18:30", None)
    assert draft.publication.title
    assert draft.publication.title.value == "Bare Streets"


@pytest.mark.parametrize("days", ["27-28 May 2027", "27 and 28 May 2027", "27–28 May 2027"])
def test_two_days_beside_a_town_are_no_address(days: str) -> None:
    event = reading.read(
        f"TREE FORUM\n\n*** SAVE THE DATE ***\n\nConference “Who counts the trees?”\n\nBrussels, {days}\n"
        "Palais Brun Conference Centre, Rue des Ormes 8, 1000 Brussels\n",
        today=measuring.TODAY,
    ).event

    assert place(event) == ["Palais Brun Conference Centre", "Rue des Ormes 8, 1000 Brussels"]


def test_the_last_hour_of_a_running_order_is_no_year() -> None:
    event = reading.read(
        "RUNNING ORDER\n\nWho counts the trees?\n24 November 2026, Birch Hall, Leeds\n\n"
        "1800   Welcome\n1810   Panel\n2000   Close\n",
        today=measuring.TODAY,
    ).event

    assert [each and each.value for each in (event.starts, event.ends)] == ["18:00", "20:00"]
