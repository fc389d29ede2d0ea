"""When and where an event is: lines with pictures for labels, platforms, and days that are only deadlines."""

import pytest

from events.press.reading import reading
from tests.press.reading import measuring


@pytest.mark.parametrize(
    "lines",
    [
        "📅 Thursday, 14 January 2027\n🕐 6–7.30 pm\n📍 Brook Hall, 12 Mill Street, Leeds",
        "🗓️ Thursday, 14 January 2027\n⏰ 6–7.30 pm\n🏛️ Brook Hall, 12 Mill Street, Leeds",
        "📆 Date: Thursday, 14 January 2027\n🕕 Time: 6–7.30 pm\n📍 Venue: Brook Hall, 12 Mill Street, Leeds",
    ],
)
def test_a_picture_before_a_line_says_what_it_gives(lines: str) -> None:
    event = reading.read(f"# Trees are lost\n\nHosted by the Tree Forum\n\n{lines}", today=measuring.TODAY).event

    told = (event.date, event.starts, event.ends, event.venue, event.address)
    assert [each and each.value for each in told] == [
        "2027-01-14",
        "18:00",
        "19:30",
        "Brook Hall",
        "12 Mill Street, Leeds",
    ]


@pytest.mark.parametrize(
    "place",
    [
        "Zoom (registration required): treeforum.example/launch",
        "Zoom – register at www.treeforum.example/launch",
        "Zoom, https://treeforum.example/launch",
    ],
)
def test_a_platform_is_where_a_webinar_is_and_its_address_is_not(place: str) -> None:
    text = f"Webinar: Trees are lost\n\nDate: Thursday, 14 January 2027\nTime: 6–7.30 pm\nWhere: {place}"
    event = reading.read(text, today=measuring.TODAY).event

    assert event.venue
    assert event.venue.value == "Zoom"


@pytest.mark.parametrize("until", ["by noon on", "before 5pm on", "no later than", "by the end of"])
def test_the_day_of_a_deadline_is_no_day_of_an_event_and_how_much_before_is_no_place(until: str) -> None:
    asked = f"Send slides {until} Tuesday 12 January 2027, and be at the Brook Rooms half an hour before you speak."
    top = "Tree Day: Trees are lost\nFriday, 15 January 2027, 10.00 to 15.30, Brook Rooms, Mill Gate, Leeds"
    event = reading.read(f"{top}\n\nLIST OF SPEAKERS\n\nAda Holm, Tree Forum\n\n{asked}", today=measuring.TODAY).event

    assert [each and each.value for each in (event.date, event.starts, event.venue)] == [
        "2027-01-15",
        "10:00",
        "Brook Rooms",
    ]


@pytest.mark.parametrize(
    ("hours", "told"),
    [
        (
            "at seven o’clock\n(doors from a quarter past six; we expect to close by half past eight)",
            ("19:00", "20:30"),
        ),
        ("at ten o'clock in the morning", ("10:00", None)),
        ("at half past two", ("14:30", None)),
        ("at a quarter to six", ("17:45", None)),
        ("at 9 o'clock", ("09:00", None)),
        ("at 6.30pm\nThe evening ends at 8.30", ("18:30", "20:30")),
    ],
)
def test_hours_may_be_in_words_and_an_end_is_behind_its_beginning(hours: str, told: tuple[str, str | None]) -> None:
    lecture = "Invitation\n\nThe Tree Forum invites you to its lecture\n\nThursday the 14th of January 2027"
    event = reading.read(f"{lecture} {hours}\nBrook Hall, Leeds", today=measuring.TODAY).event

    assert (event.starts and event.starts.value, event.ends and event.ends.value) == told


def test_numbers_of_people_and_years_in_words_are_no_hours() -> None:
    text = "Invitation\n\nTrees are lost\n\nThursday 14 January 2027\n\nIn the past ten years nine to five said so."

    assert reading.read(text, today=measuring.TODAY).event.starts is None


@pytest.mark.parametrize(
    ("where", "street", "venue"),
    [
        ("Long Room, Quay Institute", "12 Mill Street, Hull HU1 9ZZ", "Long Room, Quay Institute"),
        ("Lecture Theatre 2, University of Wick", "4 Mill Street, Wick", "Lecture Theatre 2, University of Wick"),
        ("Reading Room, Halsted Athenaeum", "455 W. Mulberry Avenue, Hull", "Reading Room, Halsted Athenaeum"),
    ],
)
def test_a_room_is_in_its_house_where_the_street_stands_in_the_next_line(where: str, street: str, venue: str) -> None:
    text = f"Launch event\n\nThe Wide Sea: the launch\nTuesday 18 May 2027\n5.30pm–7pm\n{where}\n{street}\n"

    event = reading.read(text, today=measuring.TODAY).event
    assert event.venue
    assert event.address
    assert (event.venue.value, event.address.value) == (venue, street)


_CARD = """SAVE THE DATE

Who owns the fens?

Wednesday 15 September 2027
5.30 pm for 6 pm – 7.30 pm

The Heron Rooms
40 Shingle Parade
Wells CT5 9ZZ

The Fenn Trust invites you."""
_INVITATION = """THE FENN TRUST
   invites you to the launch of

   Low Fields

   on Wednesday, 15th September 2027
   at six o'clock in the evening
   in the Heron Rooms, Combe College,
   Abbey Green, Wells CT5 9ZZ

   Carriages at half past seven"""
_LIST = """Fenn Trust
Launch of “Low Fields”
15 September 2027 - The Heron Rooms

SPEAKERS

Ann Lee, Head of Place, Fenn Trust
Bo Rae, Editor, Fen Echo

Start 18.00, finish 19.30 sharp."""
_SENTENCE = """Fens are lost

The report is presented on Wednesday 15 September 2027: The Heron Rooms, Wells CT5 9ZZ, 6.00pm to 7.30pm."""


@pytest.mark.parametrize("text", [_CARD, _INVITATION, _LIST, _SENTENCE])
def test_hall_and_hours_are_told_wherever_they_stand_near_the_day(text: str) -> None:
    event = reading.read(text, today=measuring.TODAY).event

    found = [each and each.value for each in (event.date, event.starts, event.ends, event.venue)]
    assert found[:3] == ["2027-09-15", "18:00", "19:30"]
    assert found[3]
    assert found[3].startswith(("The Heron Rooms", "Heron Rooms"))
    assert event.address is None or event.address.value.endswith("Wells CT5 9ZZ")


@pytest.mark.parametrize(
    "day",
    [
        "on Thursday, the fourteenth of January 2027",
        "Thursday the Fourteenth day of January, 2027",
        "on Thursday, January the fourteenth, 2027",
        "THURSDAY, JANUARY FOURTEENTH, 2027",
        "on the fourteenth of January in the year 2027",
    ],
)
def test_a_card_has_its_day_in_words_and_its_hour_apart_from_it(day: str) -> None:
    card = f"The Tree Forum invites you to the launch of\n\nTREES ARE LOST\n\n{day}\n\nat half past six in the evening"
    event = reading.read(f"{card}\n\nat Brook Hall, 12 Mill Street, Leeds", today=measuring.TODAY).event

    told = (event.date, event.starts, event.venue, event.address)
    assert [each and each.value for each in told] == ["2027-01-14", "18:30", "Brook Hall", "12 Mill Street, Leeds"]


@pytest.mark.parametrize("gap", [1, 3, 9])
def test_bars_below_each_other_part_labels_from_what_they_give(gap: int) -> None:
    rows = {
        "STATUS": "EMBARGOED",
        "UNTIL": "0700, 14 Jan 2027 (UK time)",
        "HEADLINE": "Trees are lost in every town",
        "BY": "-",
    }
    sheet = "\n".join(f"{label:{8 + gap}} | {given}" for label, given in rows.items())
    draft = reading.read(f"TREE FORUM\n\n{sheet}\n\nTrees are lost in towns.\n", today=measuring.TODAY)

    told = (draft.headline, draft.embargo.date, draft.embargo.time)
    assert [each and each.value for each in told] == ["Trees are lost in every town", "2027-01-14", "07:00"]


@pytest.mark.parametrize("series", ["Housing Papers 7", "Policy Brief 12", "Fenn Reports 3"])
def test_the_number_of_a_paper_is_no_address(series: str) -> None:
    text = (
        f"Tenants pay twice\n\nThe report, Twice Warm: Heat and Rent in Four Cities ({series}), will be launched on "
        "Thursday 20 May 2027, 18.00-19.30, at the Kleiner Saal, Sägegasse 3, 1190 Vienna."
    )
    event = reading.read(text, today=measuring.TODAY).event

    assert event.venue
    assert event.address
    assert (event.venue.value, event.address.value) == ("Kleiner Saal", "Sägegasse 3, 1190 Vienna")


def test_the_items_of_an_evening_are_in_the_evening_and_not_at_breakfast() -> None:
    items = "Running order\n6.00 Doors\n6.30 Welcome\n6.45 Panel\n8.00 Close"
    told = "The report will be launched on Thursday 17 December 2026 at 6.30pm at Tidewater Hall, Bristol."

    event = reading.read(f"Trees are lost\n\nTrees are few.\n\n{told}\n\n{items}", today=measuring.TODAY).event

    hours = (event.doors, event.starts, event.ends)
    assert [each and each.value for each in hours] == ["18:00", "18:30", "20:00"]


@pytest.mark.parametrize("place", ["Rue Haute 4, Brussels", "Birch Hall"], ids=["in a city", "nowhere"])
@pytest.mark.parametrize(
    ("hours", "is_doubtful"), [("6.00pm (18.00 CET)", False), ("5pm (18.00 CET)", True), ("6pm CET", False)]
)
def test_a_zone_goes_with_the_hour_that_it_stands_beside(hours: str, is_doubtful: bool, place: str) -> None:
    told = f"The launch is on Thursday 17 December 2026 at {hours} at {place}."
    line = f"EMBARGOED UNTIL {hours}, THURSDAY 17 DECEMBER 2026"

    event = reading.read(f"Trees are lost\n\nTrees are few.\n\n{told}", today=measuring.TODAY).event
    embargo = reading.read(f"{line}\n\nTrees are lost\n\nTrees are few.\n\n{place}", today=measuring.TODAY).embargo

    for hour, zone in ((event.starts, event.zone), (embargo.time, embargo.zone)):
        assert [each and each.value for each in (hour, zone)] == ["18:00", "Europe/Brussels"]
        assert hour
        assert hour.to_check == is_doubtful


@pytest.mark.parametrize(
    ("clock", "town", "zone"),
    [
        ("AEDT", "Geelong VIC 3220", "Australia/Melbourne"),
        ("AEST", "Townsville QLD", "Australia/Brisbane"),
        ("CT", "Regina, SK", "America/Regina"),
        ("ET", "Ottawa", "America/Toronto"),
    ],
)
def test_a_clock_that_places_share_is_that_of_the_place_told_below_it(clock: str, town: str, zone: str) -> None:
    top = f"EMBARGOED UNTIL 6am {clock}, 26 November 2026\n\nTrees are lost in New York, Sydney, Winnipeg and here"
    news = "Councils have lost a tenth of their street trees in ten years, says a report published by the Tree Forum."
    told = f"When: 4.15pm to 5.45pm {clock}, Thursday 26 November 2026\nWhere: Old Hall, 61 Mill Street, {town}"
    draft = reading.read(f"{top}\n\n{news}\n\n{told}", today=measuring.TODAY)

    assert [each and each.value for each in (draft.event.zone, draft.embargo.zone)] == [zone, zone]


@pytest.mark.parametrize(
    ("line", "zone"),
    [("All times AEST", "Australia/Brisbane"), ("All times are given in Brisbane time.", "Australia/Brisbane")],
)
def test_a_line_may_tell_the_clock_of_all_times(line: str, zone: str) -> None:
    order = "9.15am Welcome\n9.55am Panel\n11.30am Close"
    top = "Run sheet\n\nWho counts the trees?\n\nDate: Friday 14 August 2026\nVenue: Elm Pavilion, 60 The Strand"
    event = reading.read(f"{top}, Townsville QLD\n{line}\n\n{order}\n", today=measuring.TODAY).event

    assert event.zone
    assert event.zone.value == zone


@pytest.mark.parametrize("day", ["31 April 2027", "30 February", "31/06/2027"])
def test_a_day_that_no_calendar_has_leaves_the_event_without_one(day: str) -> None:
    news = "Towns have lost trees, says a report by the Tree Forum."
    event = f"Launch on {day} at 10.30am at the Guildhall, Norwich"
    text = f"Trees are lost in the north\n\nMonday 12 April 2027\n\n{news}\n\n{event}\n"

    assert reading.read(text, today=measuring.TODAY).event.date is None


@pytest.mark.parametrize(
    "when",
    [
        "Thursday 14 January | 8pm | Free, all welcome",
        "Thursday 14 January, 8pm. Tickets £4",
        "Thursday 14 January, 8pm to 9pm",
        "Thursday 14 January 2027\n8pm – 9.15pm",
        "Thursday 14 January 2027\n7.30pm for 8pm",
        "Thursday, January 14, 2027\n8:00 – 9:15 PM Central / 7:00 – 8:15 PM Mountain",
    ],
)
def test_a_day_below_a_title_with_hours_or_a_price_to_come_is_that_of_an_evening(when: str) -> None:
    told = "The Society’s new report, High Water, shows the sea nine centimetres higher. Come and hear what that means."
    told += "\n\nVenue: Brook Hall, 11 Mill Street, Leeds."
    text = f"HARBOUR TIDE SOCIETY\n\nAn Evening on the Quay\n\n{when}\n\n{told}"
    draft = reading.read(text, today=measuring.TODAY)

    assert draft.date is None
    assert [each and each.value for each in (draft.event.date, draft.event.starts, draft.event.venue)] == [
        "2027-01-14",
        "20:00",
        "Brook Hall",
    ]


@pytest.mark.parametrize(
    "place", ["to be announced", "TBC", "Venue to be confirmed", "details to follow", "will be sent on registration"]
)
def test_what_is_to_be_announced_is_no_venue(place: str) -> None:
    text = f"# Save the date: Trees are lost\n\nDate: Thursday, 14 January 2027\nTime: 6–7.30 pm\nPlace: {place}"

    assert reading.read(text, today=measuring.TODAY).event.venue is None


@pytest.mark.parametrize(
    ("where", "venue", "address"),
    [
        ("in St Ann’s churchyard, Penbryn, on Thursday 14 January at 2pm", "St Ann’s churchyard", "Penbryn"),
        ("at Pike & Daughters’ net loft on Thursday 14 January at 2pm", "Pike & Daughters’ net loft", None),
        (
            "on Thursday 14 January (Brook Hall, 11 Mill Street, Leeds, doors 13:30, start 14:00)",
            "Brook Hall",
            "11 Mill Street, Leeds",
        ),
        ("on Thursday 14 January at 2pm in Shed No. 4, Quay Road, Leith", "Shed No. 4", "Quay Road, Leith"),
    ],
)
def test_a_place_may_be_somebodys_or_numbered_or_stand_in_brackets_behind_the_day(
    where: str, venue: str, address: str | None
) -> None:
    text = f"# Trees are lost\n\nLeeds, 4 January 2027\n\nThe report will be launched {where}. Tea follows."
    event = reading.read(text, today=measuring.TODAY).event

    assert [each and each.value for each in (event.starts, event.venue, event.address)] == ["14:00", venue, address]


def test_a_hall_with_its_street_below_is_where_a_card_invites() -> None:
    card = "SAVE THE DATE\n\nWednesday, 13 January 2027\n17h30 for 18h00\n\nfor the launch of\n\nA SEED IN EVERY BOX"
    card += "\n\nGuest of honour: Dr Ada Holm\n\nThe Old Seed Store\nKerk Street, Napier\n\nBean soup will be served."
    event = reading.read(card, today=measuring.TODAY).event

    told = (event.starts, event.venue, event.address)
    assert [each and each.value for each in told] == ["18:00", "The Old Seed Store", "Kerk Street, Napier"]


def test_a_numbered_hall_is_no_series() -> None:
    text = "# Trees are lost\n\nThe report, **Bare Streets**, is out.\n\nWhen: Monday 11 January 2027, 11 am\n"
    draft = reading.read(f"{text}Where: Cool Store No. 2, 18 Yard Road, Leeds", today=measuring.TODAY)

    assert (draft.publication.series, draft.publication.number) == (None, None)
    assert draft.event.venue
    assert draft.event.venue.value == "Cool Store No. 2"


@pytest.mark.parametrize("following", ["The session is open to all.", "Doors open at 10 a.m.", "There will be coffee."])
def test_an_address_that_ends_in_initials_ends_before_the_next_sentence(following: str) -> None:
    event = reading.read(
        "Wharves drown\n\nHalf of all wharves drown, says the Harbour Institute. Its report will be presented on "
        f"5 June 2026 at 10:30 a.m. in the Sloop Gallery, 12 Cable Slip, Lunenburg, N.S. {following}",
        today=measuring.TODAY,
    ).event

    assert event.address
    assert event.address.value == "12 Cable Slip, Lunenburg, N.S."


def test_a_tab_behind_each_label_parts_it_from_its_value_whatever_their_lengths() -> None:
    lines = (
        "Date\tThursday 14 January 2027\nTime\t6–7.30 pm\nVenue\tBirch Theatre, Docks Centre\nAddress\t12 Mill Street"
    )
    event = reading.read(f"SAVE THE DATE\n\nTrees are lost\n\n{lines}\nCost\tFree", today=measuring.TODAY).event

    assert event.venue
    assert event.address
    assert (event.venue.value, event.address.value) == ("Birch Theatre, Docks Centre", "12 Mill Street")
