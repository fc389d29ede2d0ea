"""By which clock the hour of an embargo is told: that of a place, of none that we know, or so far from Greenwich."""

import pytest

from events.press.reading import reading
from events.press.reading.draft import CERTAIN
from tests.press.reading import embargoes, measuring


@pytest.mark.parametrize("line", ["EMBARGOED UNTIL 2027-03-30T19:00Z", "Embargoed until 19:00Z on 30 March 2027"])
def test_an_hour_with_a_z_is_of_utc(line: str) -> None:
    embargo = embargoes.told(line)

    assert embargo.date
    assert embargo.time
    assert embargo.zone
    assert (embargo.date.value, embargo.time.value, embargo.zone.value) == ("2027-03-30", "19:00", "UTC")


@pytest.mark.parametrize(
    "line",
    [
        "Embargoed until 7pm AoE on 30 March 2027",
        "Embargoed until 7pm (anywhere on Earth), 30 March 2027",
    ],
)
def test_an_hour_by_the_clock_of_no_place_is_none_of_ours(line: str) -> None:
    embargo = embargoes.told(line)

    assert embargo.date
    assert (embargo.date.value, embargo.time, embargo.zone) == ("2027-03-30", None, None)
    assert embargo.line
    assert embargo.line.value == line


@pytest.mark.parametrize(
    "line", ["Embargoed until 9am Eastern, 30 March 2027", "Embargo: 9am Eastern on 30 March 2027"]
)
def test_a_coast_behind_an_hour_is_its_clock_to_be_checked(line: str) -> None:
    embargo = embargoes.told(line)

    assert embargo.time
    assert embargo.zone
    assert (embargo.time.value, embargo.zone.value, embargo.zone.to_check) == ("09:00", "America/New_York", True)


@pytest.mark.parametrize("line", ["EMBARGOED UNTIL 7pm - 30 March 2027", "Embargo: 7pm, 30 March 2027 - 500 words"])
def test_a_dash_behind_an_hour_tells_no_clock(line: str) -> None:
    embargo = embargoes.told(line)

    assert embargo.date
    assert embargo.time
    assert (embargo.date.value, embargo.time.value, embargo.line) == ("2027-03-30", "19:00", None)


@pytest.mark.parametrize(
    "line",
    [
        "Embargoed until 9:00 CST, 30 March 2027",
        "Embargoed until 06.00 BRT on 30 March 2027",
        "EMBARGO: 10.30 a.m. (Nairobi), Tuesday 30 March 2027",
        "Embargoed until 9am local time on 30 March 2027",
        "Embargoed until 9am on 30 March 2027 in New York",
        "Embargoed until 9am MSK, 30 March 2027",
        "EMBARGOED UNTIL 30 MARCH 2027 9AM MSK",
        "EMBARGOED UNTIL 9AM IN NEW YORK, 30 MARCH 2027",
        "Embargoed until 9.00-10.30 on 30 March 2027",
    ],
)
def test_an_hour_by_a_clock_that_we_do_not_know_is_to_be_checked(line: str) -> None:
    embargo = embargoes.told(line)

    assert embargo.time
    assert embargo.time.to_check


@pytest.mark.parametrize(
    "line",
    [
        "EMBARGOED UNTIL 9AM EMBARGOED UNTIL 9AM, 30 MARCH 2027",
        "Embargoed until 9am on 30 March 2027 in London",
        "Embargoed until 9am, 30 March 2027 (Fenn Trust)",
        "EMBARGOED UNTIL 30 MARCH 2027, 9AM, FOR ALL MEDIA",
        "EMBARGOED UNTIL 9AM ALL MEDIA, 30 MARCH 2027",
        "Embargoed until 00.01 hours Tues 30 March 2027",
    ],
)
def test_what_is_no_clock_behind_an_hour_leaves_it_sure(line: str) -> None:
    embargo = embargoes.told(line)

    assert embargo.time
    assert embargo.time.confidence == CERTAIN


@pytest.mark.parametrize(
    ("line", "day", "time"),
    [
        ("Embargoed until 09.00 on 30 March 2027 (UTC+2)", "2027-03-30", "08:00"),
        ("Embargo (GMT-5): 30 March 2027, 09.00", "2027-03-30", "15:00"),
        ("Embargoed until 30 March 2027, 09:00 (+0530)", "2027-03-30", "04:30"),
        ("Embargoed until 30 March 2027, 09:00 UTC+5:30", "2027-03-30", "04:30"),
        ("Embargo: 2027-03-30T09:00-05:00", "2027-03-30", "15:00"),
        ("Embargoed until 30 March 2027, 19:00 UTC-5", "2027-03-31", "01:00"),
        ("EMBARGOED UNTIL 9am (UTC – 5) Tuesday 30 March 2027", "2027-03-30", "15:00"),
        ("EMBARGOED UNTIL 9am UTC - 5, Tuesday 30 March 2027", "2027-03-30", "15:00"),
        ("EMBARGOED UNTIL 9am GMT –5, 30 March 2027", "2027-03-30", "15:00"),
        ("EMBARGOED UNTIL 9am GMT minus 5, Tuesday 30 March 2027", "2027-03-30", "15:00"),
        ("EMBARGOED UNTIL 9am GMT plus 5, Tuesday 30 March 2027", "2027-03-30", "05:00"),
        ("EMBARGOED UNTIL 9am, 5 hours behind GMT, 30 March 2027", "2027-03-30", "15:00"),
        ("EMBARGOED UNTIL 9am Z-5, 30 March 2027", "2027-03-30", "15:00"),
        ("EMBARGO: 2027-03-30T09:00:00-05:00", "2027-03-30", "15:00"),
    ],
)
def test_an_hour_so_far_from_greenwich_is_told_by_the_clock_of_the_only_place_and_marked(
    line: str, day: str, time: str
) -> None:
    embargo = embargoes.told(line)

    assert embargo.date
    assert embargo.time
    assert embargo.zone
    assert (embargo.date.value, embargo.time.value, embargo.zone.value) == (day, time, "Europe/London")
    assert embargo.date.to_check
    assert embargo.time.to_check


@pytest.mark.parametrize(
    ("line", "zone"),
    [
        ("Embargoed until 09.00 on 30 March 2027 (UTC+1)", "Europe/London"),
        ("Embargoed until 09.00 BST (UTC+1), 30 March 2027", "Europe/London"),
        ("EMBARGO: 2027-03-30T09:00+01:00", "Europe/London"),
        ("Embargoed until 09.00 on 30 March 2027 (UTC+0)", "UTC"),
        ("Embargoed until 9am EST (UTC-4), 30 March 2027", "America/New_York"),
    ],
)
def test_an_hour_as_far_from_greenwich_as_the_place_is_on_that_day_is_as_sure_as_by_its_clock(
    line: str, zone: str
) -> None:
    embargo = embargoes.told(line)

    assert embargo.time
    assert embargo.zone
    assert (embargo.time.value, embargo.zone.value, embargo.line) == ("09:00", zone, None)
    assert not any(each.to_check for each in (embargo.time, embargo.zone))


def test_an_hour_whose_clock_is_not_as_far_from_greenwich_as_is_told_is_to_be_checked() -> None:
    embargo = embargoes.told("Embargoed until 09.00 BST (UTC+3), 30 March 2027")

    assert embargo.zone
    assert embargo.zone.to_check


@pytest.mark.parametrize(
    "line",
    [
        "Embargoed until 09.00 on 30 March 2027 (UTC+2), in Nairobi and Delhi",
        "Embargoed until 09.00 or 10.00 on 30 March 2027 (UTC+2)",
        "Embargoed until midnight on 30 March 2027 (UTC+2)",
    ],
)
def test_an_hour_far_from_greenwich_of_no_one_place_is_asked(line: str) -> None:
    embargo = embargoes.told(line)

    assert (embargo.time, embargo.zone) == (None, None)
    assert embargo.line


def test_an_hour_far_from_greenwich_is_told_by_the_clock_of_the_event_where_several_places_are_named() -> None:
    news = "Towns from Nairobi to London have lost trees, says a report by the Tree Forum."
    where = "Date: Tuesday 30 March 2027\nTime: 6pm\nVenue: Birch Hall, 5 Mill Street, London"
    line = "Embargoed until 19:00 on 30 March 2027 (UTC+2)"
    text = f"Tree Forum\n\n{line}\n\n1 March 2027\n\nTrees are lost in the north\n\n{news}\n\n{where}\n"

    embargo = reading.read(text, today=measuring.TODAY).embargo

    assert embargo.time
    assert embargo.zone
    assert (embargo.time.value, embargo.zone.value, embargo.time.to_check) == ("18:00", "Europe/London", True)


@pytest.mark.parametrize(
    ("line", "zone"),
    [
        ("Embargoed until 00:01 Pacific Daylight Time on Tuesday, March 30, 2027", "America/Los_Angeles"),
        ("Embargoed until 5pm (Central European Summer Time), 30 March 2027", "Europe/Brussels"),
        ("Embargoed until 9am India Standard Time on 30 March 2027", "Asia/Kolkata"),
        ("Embargoed until 0900Z, 30 March 2027", "UTC"),
        ("EMBARGO: 2027-03-30T22:01:00Z", "UTC"),
    ],
)
def test_a_clock_is_known_by_its_whole_name_and_by_a_z(line: str, zone: str) -> None:
    embargo = embargoes.told(line)

    assert embargo.zone
    assert embargo.zone.value == zone


@pytest.mark.parametrize(
    ("line", "is_sure"),
    [
        ("Embargoed until 00.01 GMT on 14 July 2027", False),
        ("Embargoed until 6am EST, 14 July 2027", False),
        ("Embargoed until 6am Eastern Standard Time, 14 July 2027", False),
        ("Embargoed until 6am BST, 14 January 2028", False),
        ("Embargoed until 00.01 BST on 14 July 2027", True),
        ("Embargoed until 6am EST, 14 January 2028", True),
        ("Embargoed until 6am AEST, 14 July 2027", True),
    ],
)
def test_a_clock_that_is_not_kept_at_that_time_of_the_year_is_to_be_checked(line: str, is_sure: bool) -> None:
    embargo = embargoes.told(line)

    assert embargo.zone
    assert embargo.zone.to_check is not is_sure


@pytest.mark.parametrize(
    "line",
    [
        "Embargoed until 9am GMT – 3 March 2027",
        "Embargoed until 9am GMT - 3rd March 2027",
        "Embargoed until 9am GMT – 03/03/2027",
    ],
)
def test_a_day_behind_a_dash_is_not_how_far_a_clock_is_from_greenwich(line: str) -> None:
    embargo = embargoes.told(line)

    assert embargo.date
    assert embargo.time
    assert embargo.zone
    assert (embargo.date.value, embargo.time.value, embargo.zone.value) == ("2027-03-03", "09:00", "Europe/London")


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("Embargoed until 6am ET / 12 noon GMT, 16 February 2027", ("12:00", "Europe/London")),
        ("Embargoed until 6am ET / 11am GMT, 16 February 2027", ("06:00", "America/New_York")),
        ("Embargoed until 6am ET / 10am GMT, 16 February 2027", ("06:00", "America/New_York")),
    ],
)
def test_of_two_hours_by_two_clocks_the_later_moment_is_offered_and_marked(line: str, told: tuple[str, str]) -> None:
    embargo = embargoes.told(line)

    assert embargo.time
    assert embargo.zone
    assert ((embargo.time.value, embargo.zone.value), embargo.time.to_check) == (told, True)
