"""What an event is called, who is named on its panel in passing, and which of two days is the release's."""

import pytest

from events.press.reading import reading
from events.press.reading.draft import Draft
from tests.press.reading import measuring

NEWS = "Councils have lost a tenth of their street trees in ten years, says a report published by the Tree Forum."


def read(text: str) -> Draft:
    return reading.read(text, today=measuring.TODAY)


@pytest.mark.parametrize(
    ("headline", "title"),
    [
        ("Speakers announced for the Bark and Leaf Forum", "Bark and Leaf Forum"),
        ("Launch webinar: Leaves on the Line", "Leaves on the Line"),
        ("Lecture title: Leaves on the Line", "Leaves on the Line"),
        ("Seminar topic: Leaves on the Line", "Leaves on the Line"),
        ("“Who counts the trees?” – a panel discussion on the report", "Who counts the trees?"),
        ("Release and panel discussion", None),
        ("Speaker list: “Who counts the trees?”", "Who counts the trees?"),
    ],
)
def test_the_title_of_an_event_is_the_name_it_has_of_its_own(headline: str, title: str | None) -> None:
    draft = read(f"INVITATION\n\n{headline}\n\nWhen: 24 November 2026, 6pm\nWhere: Birch Hall, 4 Mill Street, Leeds\n")

    assert (draft.event.title and draft.event.title.value) == title


def test_a_place_and_a_day_above_the_day_of_the_event_are_those_of_the_release() -> None:
    draft = read(
        "Programme announced for the Bark and Leaf Forum\n\nLeeds, 19 October 2026\n\n"
        "The Forum will be held on Tuesday, 24 November 2026, from 9.00 to 16.30 at Birch Hall, 4 Mill Street, Leeds."
    )

    assert draft.date
    assert draft.date.value == "2026-10-19"
    assert draft.event.date
    assert draft.event.date.value == "2026-11-24"


def test_a_panel_named_in_the_middle_of_a_paragraph_is_read_with_its_chair() -> None:
    draft = read(
        f"Councils lose their trees\n\n{NEWS}\n\nThe report will be launched on 13 October 2026 at 11am in Birch Hall, "
        "4 Mill Street, Leeds. Panel: Dr Una Marsh (Tree Forum); Paul Rowan, Director, Larch Society. "
        "Chaired by Prof. Finn Dale, Dean, Selby University."
    )

    assert [(each.name.value, each.role and each.role.value) for each in draft.panel] == [
        ("Dr Una Marsh", None),
        ("Paul Rowan", None),
        ("Prof. Finn Dale", "chair"),
    ]


def test_an_embargo_has_its_day_in_one_line_and_its_hour_in_the_next() -> None:
    draft = read(
        "FOR RELEASE: NOVEMBER 18, 2026\nNOT FOR PUBLICATION BEFORE 9:00 A.M. EST\n\n"
        f"Councils Lose a Tenth of Their Trees\n\n{NEWS}"
    )

    assert draft.embargo.date
    assert draft.embargo.date.value == "2026-11-18"
    assert draft.embargo.time
    assert draft.embargo.time.value == "09:00"


def test_an_embargo_until_the_event_begins_ends_with_its_hour_and_not_on_the_day_of_the_next_sentence() -> None:
    draft = read(
        f"Councils lose a tenth of their trees\n\n{NEWS}\n\nWHEN: Thursday, May 28, 2026, 10:00 a.m. MDT\n\n"
        "WHY: The report is embargoed until the news conference begins. Media may ask for a copy on May 27."
    )

    assert draft.embargo.date
    assert draft.embargo.time
    assert (draft.embargo.date.value, draft.embargo.time.value) == ("2026-05-28", "10:00")
    assert draft.embargo.date.to_check


@pytest.mark.parametrize(
    "top",
    [
        "From: Tree Forum\nTo: Editors\nDate: Monday, 19 October 2026\n\nLaunch of our report on trees",
        "INVITATION\n19 October 2026\n\nLaunch of our report on trees",
        "For planning purposes: October 19, 2026\n\nTree Forum to launch its report",
    ],
)
def test_the_day_of_a_letter_or_an_advisory_is_not_that_of_its_event(top: str) -> None:
    draft = read(f"{top}\n\nDate: Tuesday, 24 November 2026\nTime: 11 a.m.\nVenue: Birch Hall, 4 Mill Street, Leeds\n")

    assert [each and each.value for each in (draft.date, draft.event.date)] == ["2026-10-19", "2026-11-24"]


@pytest.mark.parametrize("stamp", ["19/10/2026 09:30", "10.45am, 19 October 2026"])
def test_the_hour_of_a_newsroom_is_no_event(stamp: str) -> None:
    draft = read(f"Councils lose a tenth of their trees\n{stamp}\n\n{NEWS}")

    assert draft.date
    assert draft.date.value == "2026-10-19"
    assert draft.event.date is None


@pytest.mark.parametrize(
    "news",
    [
        "The report, which follows 40 towns, is launched at 6.30pm today in Birch Hall.",
        "WASHINGTON - Trees are lost, says a report released Tuesday by the Tree Forum.",
    ],
)
def test_until_when_nothing_may_be_told_is_no_day_of_the_release(news: str) -> None:
    draft = read(f"EMBARGOED UNTIL 00:01 GMT, TUESDAY 24 NOVEMBER 2026\n\nTowns lose their trees\n\n{news}")

    assert draft.date is None


@pytest.mark.parametrize(
    ("place", "zone"), [("Birch Hall, 4 Mill Street, Leeds", None), ("Birch Hall, Leeds, 6pm BST", "Europe/London")]
)
def test_a_zone_is_told_where_it_is_printed_and_else_only_offered(place: str, zone: str | None) -> None:
    event = read(f"Towns lose their trees\n\nThe report is launched on Tuesday 24 June 2027 at 6pm at {place}.").event

    assert (event.zone and event.zone.value) == zone
    assert (event.clock and event.clock.value) == (None if zone else "Europe/London")


@pytest.mark.parametrize(
    ("told", "venue"),
    [
        ("The report was launched this morning at the Guildhall, 4 Mill Street, Leeds, before growers.", "Guildhall"),
        ("The report was launched on Tuesday at the Guildhall, 4 Mill Street, Leeds, at an event.", "Guildhall"),
        ("The report was launched in Leeds this morning by the Minister for Trees, who planted a lime.", None),
        ("The Forum today launched its report. The launch was followed by a panel discussion among growers.", None),
    ],
)
def test_an_event_may_be_told_of_on_its_day(told: str, venue: str | None) -> None:
    event = read(f"Towns lose their trees\n\nLeeds, 24 November 2026 – {NEWS}\n\n{told}").event

    assert event.date
    assert event.date.value == "2026-11-24"
    assert (event.venue and event.venue.value) == venue


def test_what_is_only_published_today_is_no_event() -> None:
    draft = read(f"Towns lose their trees\n\nLeeds, 24 November 2026 – {NEWS}\n\nIt was released today by the Forum.")

    assert draft.event.date is None


def test_an_embargo_until_the_event_outweighs_the_day_from_which_copies_are_sent() -> None:
    draft = read(
        "Invitation to the press\n\nThe Tree Forum warmly invites you on Tuesday, 24 November 2026, 10:30 a.m. to "
        "noon, "
        "to Birch Hall, 4 Mill Street, Leeds.\n\nThe report is under embargo until the beginning of the press "
        "conference. Journalists can request it from 14 November."
    )

    assert [each and each.value for each in (draft.embargo.date, draft.embargo.time)] == ["2026-11-24", "10:30"]


def test_a_day_on_which_something_will_be_published_is_not_that_of_the_note() -> None:
    draft = read(
        "OPERATIONAL NOTE\n\nTowns lose their trees\n\nThe Forum will publish its report on trees at 00:01 on Friday "
        "27 November 2026. Copies will be sent under embargo until then to journalists who ask for one.\n"
    )

    assert draft.date is None or draft.date.confidence < 0.7


@pytest.mark.parametrize(
    ("where", "venue", "address"),
    [
        ("Sala Bora, Magazzino 19, Molo Vecchio 3, Trieste", "Sala Bora, Magazzino 19", "Molo Vecchio 3, Trieste"),
        (
            "Palais des Ormes, salle 2, 1a place du Lac, Strasbourg",
            "Palais des Ormes, salle 2",
            "1a place du Lac, Strasbourg",
        ),
        ("Gamble Library (first floor), 4 Mill Street, Leeds", "Gamble Library (first floor)", "4 Mill Street, Leeds"),
        ("Oak Room, Huis Ter Elm, Lange Beuk 12, The Hague", "Oak Room, Huis Ter Elm", "Lange Beuk 12, The Hague"),
    ],
)
def test_a_venue_has_its_floor_and_its_hall_and_a_street_perhaps_its_number_behind(
    where: str, venue: str, address: str
) -> None:
    event = read(f"INVITATION\n\nWho counts the trees?\n\nWhen: 24 November 2026, 6pm\nWhere: {where}\n").event

    assert [each and each.value for each in (event.venue, event.address)] == [venue, address]


def test_a_sentence_with_an_hour_and_a_place_tells_of_the_day_on_which_the_report_is_out() -> None:
    event = read(
        f"Councils lose their trees\n\nLeeds, 4 May 2026\n\n{NEWS}\n\nThe launch, at Birch Hall, 4 Mill Street, Leeds, "
        "begins at 2.30 p.m."
    ).event

    assert event.date
    assert (event.date.value, event.date.to_check) == ("2026-05-04", True)
    assert [each and each.value for each in (event.starts, event.venue)] == ["14:30", "Birch Hall"]


@pytest.mark.parametrize("bullet", [">", "■", "→", "–"])
def test_a_list_of_speakers_may_have_any_bullet(bullet: str) -> None:
    people = "".join(f"{bullet} {each}\n" for each in ("Una Marsh, Director, Larch Society", "Paul Rowan, botanist"))
    panel = read(f"MEDIA ADVISORY\n\nWho counts the trees?\n\nWHEN: 24 November 2026, 6pm\n\nWHO:\n{people}").panel

    assert [each.name.value for each in panel] == ["Una Marsh", "Paul Rowan"]


def test_as_whom_somebody_comes_is_no_place_though_it_stands_below_the_hour() -> None:
    draft = read(
        "Save the date\n\nThe Birch Lecture 2026\n\nFriday 20 November 2026\n6.15 pm to 8 pm\n\n"
        "to be given this year by\n\nProfessor A. N. Rowan, FRS\nWarden Professor of Trees, University of Selby\n\n"
        '"The Last Row: how towns forgot their limes"\n\nBirch Hall, 4 Mill Street, Leeds'
    )

    assert draft.event.starts
    assert draft.event.starts.value == "18:15"
    assert draft.event.venue
    assert draft.event.venue.value == "Birch Hall"
    assert draft.pull_quote is None


@pytest.mark.parametrize("kind", ["a briefing on parcels", "a public discussion of the new maps", "an evening debate"])
def test_what_is_told_by_its_kind_is_an_event_and_no_report(kind: str) -> None:
    draft = read(
        f'MEDIA ADVISORY\n\nTree Forum to meet the press\n\nWHAT: "After the Last Lime," {kind} in five towns. '
        "Questions are welcome.\n\nWHEN: Tuesday, November 24, 2026, 10:00 a.m.\n\nWHERE: Birch Hall, Leeds"
    )

    assert draft.event.title
    assert draft.event.title.value == "After the Last Lime"
    assert draft.publication.title is None


def test_labels_in_a_column_of_their_own_belong_to_no_value() -> None:
    draft = read(
        "MEDIA STATEMENT\n\nHOLD UNTIL 7am BST, MONDAY 12 OCTOBER 2026\n\n** Towns lose a tenth of their trees **\n\n"
        f"{NEWS} It comes out today.\n\n"
        "   WHAT   Who counts the trees? An open evening\n"
        "   WHEN   Tuesday 13 October 2026, 18:30 for 19:00, to 20:30\n"
        "   WHERE  Birch Hall, 4 Mill Street, Leeds LS1 4AB\n"
    )

    assert draft.event.title
    assert draft.event.title.value == "Who counts the trees? An open evening"
    assert draft.event.starts
    assert draft.event.starts.value == "19:00"
    assert draft.event.ends
    assert draft.event.ends.value == "20:30"
    assert draft.embargo.date
    assert draft.embargo.date.value == "2026-10-12"
    assert draft.headline
    assert draft.headline.value == "Towns lose a tenth of their trees"


def test_a_title_in_quotation_marks_may_begin_or_end_in_the_next_line() -> None:
    draft = read(
        "Towns lose a tenth of their trees\n\n"
        "Towns lose a tenth of all the trees in their streets, says a report from the north. “Bare Streets,\n"
        "Hot Summers: what towns lose” (Leaf Papers, no. 4) comes out today from the Northern Tree Trust\n"
        "(NTT) and the Birch Society.\n"
    )

    assert draft.publication.title
    assert draft.publication.title.value == "Bare Streets, Hot Summers: what towns lose"
    assert [each.short_name and each.short_name.value for each in draft.organisations][:1] == ["NTT"]


def test_a_day_to_save_is_that_of_what_its_hosts_will_hold() -> None:
    draft = read(
        "SAVE THE DATE\n\nThe Society for Street Trees and the Northern Garden Trust will hold their winter lecture\n"
        "“What the lime remembers” on the evening of Thursday 3 December 2026 in Leeds.\n"
        "Speakers to follow. Please keep 6.30pm to 8pm free.\n"
    )

    assert draft.headline
    assert draft.headline.value == "What the lime remembers"
    assert draft.event.starts
    assert draft.event.starts.value == "18:30"
    assert draft.event.ends
    assert draft.event.ends.value == "20:00"
    assert [each.name and each.name.value for each in draft.organisations] == [
        "Society for Street Trees",
        "Northern Garden Trust",
    ]


def test_later_sentences_tell_the_hours_and_the_place_of_a_day_told_before() -> None:
    event = read(
        f"Councils lose their trees\n\n{NEWS}\n\nThe Forum invites you to a debate on the evening of Tuesday "
        "24 November 2026.\n\nDoors open at 6pm for a 6.30pm start and we hope to finish by 8.15pm. "
        "The venue is the Birch Hall, 4 Mill Street, Leeds. Entry is free."
    ).event

    facts = (event.starts, event.ends, event.doors, event.venue, event.address)
    told = [each and each.value for each in facts]
    assert told == ["18:30", "20:15", "18:00", "Birch Hall", "4 Mill Street, Leeds"]


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("Embargoed copies will be sent on Friday 20 November 2026.", None),
        (
            "Embargoed copies will be sent on Friday 20 November. The embargo ends on Monday 23 November at 10.00.",
            "2026-11-23",
        ),
    ],
)
def test_the_day_on_which_embargoed_copies_are_sent_is_not_that_of_the_embargo(said: str, day: str | None) -> None:
    draft = read(f"Councils lose their trees\n\nLeeds, 19 November 2026\n\n{NEWS}\n\n{said}")

    assert (draft.embargo.date and draft.embargo.date.value) == day


@pytest.mark.parametrize("subject", ["Two Trees, One Street", "“Bark and bad weather”"])
def test_what_takes_place_is_what_the_event_is_called(subject: str) -> None:
    draft = read(
        f"A talk on trees\n\n{NEWS}\n\n{subject} takes place on Tuesday 24 November 2026 at 6pm in the Birch Hall, "
        "4 Mill Street, Leeds."
    )

    assert draft.event.title
    assert draft.event.title.value == subject.strip("“”")


@pytest.mark.parametrize("places", ["LEEDS / ROTTERDAM", "LEEDS–ROTTERDAM", "Leeds – Rotterdam", "Leeds and Rotterdam"])
def test_a_dateline_may_have_two_cities(places: str) -> None:
    draft = read(f"Towns lose their trees\n\n{places}, 7 June 2027 - Councils have lost a tenth of their street trees.")

    assert draft.date
    assert draft.date.value == "2027-06-07"


def test_the_line_of_an_embargo_until_noon_leaves_the_text() -> None:
    draft = read(f"EMBARGOED UNTIL 12 noon, Friday 21 May 2027\n\nTowns lose their trees\n\n{NEWS}")

    assert draft.embargo.time
    assert draft.embargo.time.value == "12:00"
    assert draft.body
    assert "EMBARGOED" not in draft.body.value


@pytest.mark.parametrize(
    ("told", "hours"),
    [
        (
            (
                "Presentation and discussion\nTuesday, 22 September 2026, 6.00 - 7.30 p.m.\nBirch Hall, 4 Mill "
                "Street, Leeds"
            ),
            "18:00-19:30",
        ),
        (
            (
                "### Launch seminar\n\nTuesday 22 September, 5.45pm for 6pm, to 7.30pm. Birch Hall, 4 Mill Street, "
                "Leeds. Drinks follow."
            ),
            "18:00-19:30",
        ),
        (
            (
                "The report will be launched on Tuesday, 22 September 2026, at 17 h 30 at Birch Hall, 4 Mill Street, "
                "Leeds."
            ),
            "17:30-",
        ),
        (
            (
                "When: Tuesday 22 September 2026, 18.00 (GMT). The lecture lasts an hour.\nWhere: Birch Hall, 4 Mill "
                "Street, Leeds"
            ),
            "18:00-",
        ),
    ],
    ids=["ends with p.m.", "below a heading", "h", "beside the day of a label"],
)
def test_hours_stand_beside_their_day_in_many_ways(told: str, hours: str) -> None:
    event = read(f"Councils lose their trees\n\n1 September 2026\n\n{NEWS}\n\n{told}\n").event

    assert event.date
    assert event.date.value == "2026-09-22"
    assert f"{event.starts and event.starts.value}-{event.ends.value if event.ends else ''}" == hours
    assert event.venue
    assert event.venue.value == "Birch Hall"


def test_registration_in_brackets_is_no_other_hour() -> None:
    event = read(
        "SAVE THE DATE\n\nThe Tree Forum invites you to keep free\n\nWednesday, 14 October 2026\n"
        "9.30 a.m. to 4.00 p.m. (registration from 8.45)\n\nBirch Hall, 4 Mill Street, Leeds\n"
    ).event

    assert [each and each.value for each in (event.starts, event.ends)] == ["09:30", "16:00"]


def test_a_later_day_in_the_line_of_a_running_order_is_that_of_its_version() -> None:
    event = read(
        "The Tree Forum\nRUNNING ORDER\nTues 8 Sept 2026, Birch Hall, 4 Mill Street, Leeds\nv3, 4 Sept. (for "
        "speakers)\n\n"
        "17:45 Doors\n18:00 Welcome: Ada Holm, Director, Tree Forum\n18:30 Findings: Odd Lie, forester\n19:30 Close\n"
    ).event

    assert event.date
    assert event.date.value == "2026-09-08"


@pytest.mark.parametrize(
    ("where", "venue", "address"),
    [
        ("Neuadd y Farchnad, Stryd Fawr, Bethesda", "Neuadd y Farchnad", "Stryd Fawr, Bethesda"),
        ("Drumfearn Hall, Station Brae, Inverness IV2 9XX", "Drumfearn Hall", "Station Brae, Inverness IV2 9XX"),
        ("Hofmühlsaal, Obere Mühlgasse 12/3, 1060 Wien", "Hofmühlsaal", "Obere Mühlgasse 12/3, 1060 Wien"),
        ("Birch Hall, Mill Road, Leeds LS1 9ZZ, and livestreamed", "Birch Hall", "Mill Road, Leeds LS1 9ZZ"),
        ("Birch Hall, Mill Road, Leeds LS1 9ZZ (10 mins' walk)", "Birch Hall", "Mill Road, Leeds LS1 9ZZ"),
    ],
)
def test_streets_of_many_languages_are_no_part_of_a_venue(where: str, venue: str, address: str) -> None:
    event = read(f"INVITATION\n\nWhen: 24 November 2026, 6pm\nWhere: {where}\n").event

    assert [each and each.value for each in (event.venue, event.address)] == [venue, address]


@pytest.mark.parametrize(
    ("said", "until"),
    [
        ("Leeds, 22.09.2026 - Blocked until 22 September 2026, 10.00 a.m. (CEST)", ("2026-09-22", "10:00")),
        (
            "The report is embargoed until the news conference begins. Media may ask for a copy on September 23.",
            ("2026-09-24", "11:00"),
        ),
    ],
)
def test_an_embargo_stands_behind_a_dateline_or_ends_as_the_event_begins(said: str, until: tuple[str, str]) -> None:
    embargo = read(
        f"MEDIA ADVISORY\n\n{said}\n\nCouncils lose their trees\n\n{NEWS}\n\n"
        "WHEN: Thursday, September 24, 2026, 11:00 a.m.\n"
        "WHERE: Birch Hall, 4 Mill Street, Leeds\n"
    ).embargo

    assert (embargo.date and embargo.date.value, embargo.time and embargo.time.value) == until


@pytest.mark.parametrize(("hour", "starts"), [("2.15 in the afternoon", "14:15"), ("6.30 that evening", "18:30")])
def test_the_part_of_the_day_says_which_half_an_hour_is_of(hour: str, starts: str) -> None:
    event = read(
        f"Councils lose their trees\n\n{NEWS}\n\nThe report will be launched on Saturday 9 May 2026 at {hour} at "
        "Birch Hall, 4 Mill Street, Leeds."
    ).event

    assert event.starts
    assert event.starts.value == starts


def test_the_code_of_a_district_behind_a_dash_is_part_of_an_address() -> None:
    event = read(
        f"Councils lose their trees\n\n{NEWS}\n\nThe report will be released on 21st August 2026 at 1100 hrs IST at "
        "Rajaji Hall, 40 Lodi Marg, New Delhi - 110003."
    ).event

    assert event.address
    assert event.address.value == "40 Lodi Marg, New Delhi - 110003"


def test_a_day_of_release_is_no_day_of_an_event_though_it_has_its_hour() -> None:
    draft = read(
        "Statistical press notice\n\nStreet Trees in England and Wales: year ending September 2025\n\n"
        "Released: 24 January 2026, 9.30am\nTheme: Agriculture and Environment\nCoverage: England and Wales\n\n"
        "Main points\n\n- There were 152,400 street trees at 30 September 2025, more than a year earlier.\n"
    )

    assert draft.date
    assert draft.date.value == "2026-01-24"
    assert draft.event == reading.read("A line.", today=measuring.TODAY).event


@pytest.mark.parametrize(
    "note",
    [
        "The report will be available to download from www.trees.example at 6 a.m. on 24 November 2026.",
        "The survey can be read on our website from Tuesday 24 November 2026 at 7am.",
        "From 9am on 24 November 2026 all figures will be published online.",
    ],
)
def test_when_a_report_can_be_read_is_no_event(note: str) -> None:
    assert read(f"Towns lose their trees\n\n{NEWS}\n\nENDS\n\nNotes\n\n1. {note}").event.date is None


def test_of_whom_was_asked_and_when_is_no_venue() -> None:
    told = f"{NEWS} A webinar for journalists will be held on 24 November 2026 at 11am."
    draft = read(
        f"Towns lose their trees\n\n{told}\n\nENDS\n\nNotes\n\n1. Survey of 1,212 wardens, carried out in June 2026."
    )

    assert draft.event.date
    assert (draft.event.venue, draft.event.address) == (None, None)
