"""Until when nothing may be published, in lines that do not say `embargo` and in lines that do not say a day."""

import pytest

from events.press.reading import reading
from events.press.reading.draft import CERTAIN, DOUBTFUL
from events.press.reading.words import dates
from tests.press.reading import embargoes, measuring

_BELOW = "\n\nHouses are dear, says the Fenn Trust\n\nHouses are dear, says a report of the Fenn Trust.\n\nENDS\n"


@pytest.mark.parametrize(
    ("line", "time"),
    [
        ("For use after 0001 on Wednesday 21 October 2026", "00:01"),
        ("For publication from 0600 Wednesday 21 October 2026", "06:00"),
        ("Release: not before 6am, 21 October 2026", "06:00"),
        ("FOR RELEASE: Wednesday, October 21, 2026, 9:00 a.m. ET", "09:00"),
        ("Publication: 00.01 on Wednesday 21 October 2026", "00:01"),
        (
            "Not to be published, sent out or shown to any third party for advice before 0600, 21 October 2026.",
            "06:00",
        ),
        ("No use before 0600 hours on Wednesday 21 October 2026", "06:00"),
        ("Strictly no broadcast or publication until 06:00, 21 October 2026", "06:00"),
        ("Nothing in this release may be printed or posted before 6 am on Wednesday 21 October 2026", "06:00"),
        ("Please don't run this before 6am on 21 October 2026", "06:00"),
        ("May be published from 06.00 on Wednesday 21 October 2026", "06:00"),
        ("Hold for 06:00, Wednesday 21 October 2026", "06:00"),
        ("20 October 2026                    Not for airing before noon on 21 October 2026", "12:00"),
    ],
)
def test_from_when_something_may_be_used_is_an_embargo(line: str, time: str) -> None:
    embargo = reading.read(line + _BELOW, today=measuring.TODAY).embargo

    assert embargo.date
    assert embargo.time
    assert (embargo.date.value, embargo.time.value, embargo.time.confidence) == ("2026-10-21", time, CERTAIN)


def test_an_embargo_with_an_hour_alone_is_of_the_day_of_the_release_and_marked() -> None:
    text = "MEDIA RELEASE\nThursday 4 June 2026\n\nEMBARGOED UNTIL 12.01AM AEST" + _BELOW
    embargo = reading.read(text, today=measuring.TODAY).embargo

    assert embargo.date
    assert embargo.time
    assert (embargo.date.value, embargo.date.confidence, embargo.time.value) == ("2026-06-04", DOUBTFUL, "00:01")


def test_what_is_released_at_once_has_no_embargo() -> None:
    embargo = reading.read("For immediate release, 4 June 2026, 10.30" + _BELOW, today=measuring.TODAY).embargo

    assert (embargo.date, embargo.time) == (None, None)


def test_a_clock_that_two_places_of_the_text_share_is_to_be_checked() -> None:
    places = "\n\nHouses are dear in Sydney and in Melbourne, says a report of the Fenn Trust.\n\nENDS\n"
    zone = reading.read(
        "EMBARGOED UNTIL 12.01AM AEDT, 4 NOVEMBER 2026\n\nHouses are dear" + places, today=measuring.TODAY
    ).embargo.zone

    assert zone
    assert zone.confidence == DOUBTFUL


@pytest.mark.parametrize(
    "text",
    [
        "Arms embargo must stay, says the Fenn Trust\n\n4 December 2026\n\nGuns kill.",
        "Embargo: how sanctions fail\n\nFenn Trust, 4 December 2026\n\nSanctions fail.",
        "Embargo\n\nAn exhibition opens at Tidewater Hall on 10 December 2026 at 6pm.",
    ],
)
def test_a_headline_about_an_embargo_on_trade_gives_none_without_a_mark(text: str) -> None:
    embargo = reading.read(text, today=measuring.TODAY).embargo

    assert embargo.date is None or embargo.date.to_check


@pytest.mark.parametrize("line", ["NOT EMBARGOED", "Embargo: none", "Embargo - N/A"])
def test_a_line_that_there_is_none_gives_no_embargo_from_the_day_below(line: str) -> None:
    embargo = reading.read(f"PRESS RELEASE\n{line}\n4 December 2026" + _BELOW, today=measuring.TODAY).embargo

    assert (embargo.date, embargo.time, embargo.line) == (None, None, None)


@pytest.mark.parametrize(
    "line",
    [
        "No admission before 18.00 on 4 December 2026",
        "No bus ran before 7.30 on Sunday 4 October 2026",
        "Please do not arrive before 9.30 on 4 December 2026",
        "Nothing was published before 14 January 2026.",
    ],
)
def test_what_was_or_will_not_be_done_before_is_no_embargo(line: str) -> None:
    embargo = reading.read(f"PRESS RELEASE\n{line}" + _BELOW, today=measuring.TODAY).embargo

    assert (embargo.date, embargo.time, embargo.line) == (None, None, None)


@pytest.mark.parametrize(
    "line",
    [
        "EMBARGOED UNTIL 12/12, 9am",
        "Embargoed until 9am on 12.12.",
        "Embargoed until 9am on the day of the launch",
        "Embargoed until 7pm in three weeks",
        "Embargoed until Easter Monday, 7pm",
        "Embargoed until 19:00 on the 30th",
    ],
)
def test_an_hour_of_a_day_that_cannot_be_read_is_none_of_the_day_of_the_release(line: str) -> None:
    news = "Towns have lost trees, says a report by the Tree Forum."
    text = f"Tree Forum\n\n{line}\n\n28 November 2026\n\nTrees are lost in the north\n\n{news}\n"

    embargo = reading.read(text, today=measuring.TODAY).embargo

    assert (embargo.date, embargo.time) == (None, None)
    assert embargo.line


@pytest.mark.parametrize("line", ["EMBARGOED UNTIL 0001 HRS", "Embargo: 00:01 GMT - not for publication or broadcast"])
def test_an_hour_alone_is_of_the_day_of_the_release_and_marked(line: str) -> None:
    news = "Towns have lost trees, says a report by the Tree Forum."
    text = f"Tree Forum\n\n{line}\n\n28 November 2026\n\nTrees are lost in the north\n\n{news}\n"

    embargo = reading.read(text, today=measuring.TODAY).embargo

    assert embargo.date
    assert (embargo.date.value, embargo.date.to_check) == ("2026-11-28", True)


def test_no_embargo_on_some_of_it_lifts_none_on_the_rest() -> None:
    line = "Embargoed until 7pm on 30 March 2027 (no embargo on photographs)"
    news = "Towns have lost trees, says a report by the Tree Forum."

    embargo = reading.read(f"Tree Forum\n\n{line}\n\nTrees are lost\n\n{news}\n", today=measuring.TODAY).embargo

    assert embargo.date
    assert embargo.date.value == "2027-03-30"


@pytest.mark.parametrize(
    "line",
    [
        "Embargoed (sent 1 March 9am) until 30 March 7pm",
        "EMBARGOED - sent Monday 1 March 2027, 9am - until Tuesday 30 March 2027, 7pm",
    ],
)
def test_when_a_text_was_sent_is_not_until_when_it_is_under_embargo(line: str) -> None:
    embargo = embargoes.told(line)

    assert embargo.date
    assert embargo.time
    assert (embargo.date.value, embargo.time.value, embargo.date.to_check) == ("2027-03-30", "19:00", True)


@pytest.mark.parametrize(
    ("line", "is_either"),
    [
        ("Embargoed until midnight on 30 March 2027", True),
        ("EMBARGO: MIDNIGHT, 30 MARCH 2027", True),
        ("Embargoed until midnight, 30 March 2027 (00:00 BST)", False),
        ("Embargoed until midnight at the start of 30 March 2027", False),
        ("Embargoed until 00.01 on 30 March 2027", False),
    ],
)
def test_which_midnight_of_a_day_is_meant_is_open_unless_it_is_told(line: str, is_either: bool) -> None:
    embargo = embargoes.told(line)

    assert embargo.date
    assert (embargo.date.value, embargo.line is not None) == ("2027-03-30", is_either)


@pytest.mark.parametrize(
    ("first", "again", "time", "zone"),
    [
        ("EMBARGOED UNTIL 00.01, 30 MARCH 2027", "It is embargoed until 6am on 30 March 2027.", "06:00", None),
        ("EMBARGOED UNTIL 9AM, 30 MARCH 2027", "It is embargoed until 6am on 30 March 2027.", "09:00", None),
        ("EMBARGOED UNTIL 00.01, 30 MARCH 2027", "The report is under embargo until 6am.", "06:00", None),
        (
            "EMBARGOED UNTIL 9AM BST, 30 MARCH 2027",
            "It is embargoed until 9am EDT on 30 March 2027.",
            "09:00",
            "America/New_York",
        ),
    ],
)
def test_of_two_hours_in_two_lines_the_later_is_offered_and_marked(
    first: str, again: str, time: str, zone: str | None
) -> None:
    embargo = embargoes.told(first, again)

    assert embargo.date
    assert embargo.time
    assert (embargo.date.value, embargo.time.value, embargo.time.to_check) == ("2027-03-30", time, True)
    assert (embargo.zone.value if embargo.zone else None) == zone


@pytest.mark.parametrize(
    "again",
    [
        "It is embargoed until 9am on 30 March 2027.",
        "It is embargoed until 4am EDT on 30 March 2027.",
        "Copies are to be had under embargo from 7am.",
        "For copies under embargo ring 020 7946 0855 at any hour.",
    ],
)
def test_the_same_hour_told_again_or_from_when_copies_are_to_be_had_leaves_it_sure(again: str) -> None:
    embargo = embargoes.told("EMBARGOED UNTIL 9AM BST, 30 MARCH 2027", again)

    assert embargo.time
    assert (embargo.time.value, embargo.time.confidence) == ("09:00", CERTAIN)


@pytest.mark.parametrize(
    ("line", "day", "time"),
    [
        ("Embargoed until the night of 29/30 March 2027, 00:01", "2027-03-30", "00:01"),
        ("Embargoed until the night of 29 to 30 March 2027, 0030 hrs", "2027-03-30", "00:30"),
        ("NEW EMBARGO! Not Monday 29 March but Tuesday 30 March 2027, 00.01", "2027-03-30", "00:01"),
        ("Embargo moved from 29 March to 30 March 2027, 00.01", "2027-03-30", "00:01"),
        ("Embargo extended from 29 March to 30 March 2027, 00.01", "2027-03-30", "00:01"),
        ("Embargo lifts 29 March 2027 at 9:00. New date: 30 March 2027", "2027-03-30", "09:00"),
        ("The embargo of 9 March has been moved: now embargoed until 00:01, 30 March 2027", "2027-03-30", "00:01"),
        ("Embargoed until Monday 29 March Tuesday 30 March 2027 at 00.01", "2027-03-30", "00:01"),
        (
            "EMBARGOED UNTIL 00.01 MONDAY 29 MARCH 2027\nThird version; the embargo is now 30 March",
            "2027-03-30",
            "00:01",
        ),
        (
            "EMBARGOED UNTIL 00.01 MONDAY 29 MARCH 2027\n\nThe embargo was moved: it is 9am on 30 March 2027.",
            "2027-03-30",
            "09:00",
        ),
    ],
)
def test_of_two_days_the_later_is_offered_and_marked(line: str, day: str, time: str) -> None:
    embargo = embargoes.told(line)

    assert embargo.date
    assert embargo.time
    assert (embargo.date.value, embargo.date.to_check, embargo.time.value) == (day, True, time)


@pytest.mark.parametrize(
    "line",
    [
        "EMBARGOED UNTIL 5.00 30 MARCH 2027 (PM)",
        "Embargoed until 5.00 on the evening of 30 March 2027",
        "Embargoed until 5.00 in the late afternoon, 30 March 2027",
    ],
)
def test_an_hour_of_an_afternoon_that_is_told_apart_from_it_is_late_and_marked(line: str) -> None:
    embargo = embargoes.told(line)

    assert embargo.time
    assert (embargo.time.value, embargo.time.to_check) == ("17:00", True)


def test_an_hour_past_midnight_on_the_night_of_a_day_may_be_of_the_day_after() -> None:
    embargo = embargoes.told("Embargoed until 00.01 on the night of 30 March 2027")

    assert embargo.date
    assert embargo.time
    assert embargo.line
    assert embargo.date.to_check


@pytest.mark.parametrize(
    "line",
    [
        "E M B A R G O E D  until 00.01 on Tuesday 30 March 2027",
        "S T R I C T L Y   E M B A R G O E D   U N T I L   00.01 Tuesday 30 March 2027",
        "E M B A R G O E D U N T I L 00.01 on Tuesday 30 March 2027",
        "ＥＭＢＡＲＧＯ：　００．０１, Tuesday 30 March ２０２７",
        "Under wraps until 00.01 on Tuesday 30 March 2027",
        "This text must not be mentioned in public before 00.01 on Tuesday 30 March 2027",
        "SPERRFRIST: 30. March 2027, 0:01 Uhr",
        "Gesperrt bis 30. March 2027, 0:01 Uhr",
        "EMBARGO\nTime: 00.01\nDate: 30.3.2027",
        "EMBARGO\nDate: 30 March 2027\nHour: 00.01",
        "EMBARGOED UNTIL\n\n00.01 HRS\n\nTUESDAY 30 MARCH 2027",
    ],
)
def test_an_embargo_is_seen_however_it_is_set_and_in_other_words(line: str) -> None:
    embargo = embargoes.told(line)

    assert embargo.date
    assert embargo.time
    assert (embargo.date.value, embargo.date.confidence, embargo.time.value) == ("2027-03-30", CERTAIN, "00:01")


def test_a_note_that_a_report_may_not_be_mentioned_yet_is_an_embargo() -> None:
    news = "Towns have lost trees, says a report by the Tree Forum."
    note = "The report may not be mentioned in public before 00.01 on 30 March 2027."
    text = f"Trees are lost in the north\n\n1 March 2027\n\n{news}\n\nENDS\n\nNotes to editors\n1. {note}\n"

    embargo = reading.read(text, today=measuring.TODAY).embargo

    assert embargo.date
    assert embargo.date.value == "2027-03-30"


@pytest.mark.parametrize(
    "sentence",
    [
        "The plan was kept under wraps until 3 May 2026, when a clerk found it.",
        "The figures are not to be shared lightly.",
    ],
)
def test_what_was_kept_under_wraps_is_under_no_embargo(sentence: str) -> None:
    text = f"Trees are lost in the north\n\n1 March 2027\n\nTowns have lost trees. {sentence}\n"
    embargo = reading.read(text, today=measuring.TODAY).embargo

    assert (embargo.date, embargo.line) == (None, None)


@pytest.mark.parametrize(
    ("line", "until"),
    [
        ("EMBARGOED UNTIL 00.01 TUESDAY\n30 MARCH 2027", "2027-03-30"),
        ("EMBARGO: 00.01 hrs\n\nTuesday 30 March 2027", "2027-03-30"),
        ("EMBARGOED UNTIL\n\n00.01 HRS\n\nTUESDAY 30 MARCH 2027", "2027-03-30"),
        ("EMBARGOED UNTIL 00.01 TUESDAY 30 MARCH 2027\nThis replaces our release of 26 February", "2027-03-30"),
        ("EMBARGOED UNTIL 9AM WEDNESDAY", "2027-03-03"),
    ],
)
def test_the_day_below_an_embargo_without_one_is_not_that_of_the_release(line: str, until: str) -> None:
    news = "Towns have lost trees, says a report by the Tree Forum in London."
    text = f"Tree Forum\n\n{line}\n\n1 March 2027\n\nTrees are lost in the north\n\n{news}\n"
    draft = reading.read(text, today=measuring.TODAY)

    assert draft.date
    assert draft.embargo.date
    assert (draft.date.value, draft.embargo.date.value) == ("2027-03-01", until)


@pytest.mark.parametrize(
    ("line", "is_sure"),
    [
        ("Embargoed until one minute past midnight on Tuesday 30 March 2027", True),
        ("Embargoed until one minute past midnight (Nairobi), 30 March 2027", False),
        ("Embargoed until one minute past midnight on the night of 30 March 2027", False),
    ],
)
def test_a_minute_past_midnight_is_as_sure_as_an_hour_in_figures(line: str, is_sure: bool) -> None:
    embargo = embargoes.told(line)

    assert embargo.time
    assert (embargo.time.value, embargo.time.to_check) == ("00:01", not is_sure)


@pytest.mark.parametrize(
    "line",
    [
        "SPERRFRIST: 14. Oktober 2027, 00.01 Uhr",
        "Gesperrt bis Donnerstag, 14. Oktober 2027, 0:01 Uhr",
        "Nicht zur Veröffentlichung vor dem 14. Oktober 2027, 0.01 Uhr",
        "Sous embargo jusqu'au 14 octobre 2027 à 00h01",
        "EMBARGO : JEUDI 14 OCTOBRE 2027, 0 H 01",
        "Ne pas diffuser avant le 14 octobre 2027 à 00h01",
        "Embargado hasta el jueves 14 de octubre de 2027 a las 00:01",
        "No publicar antes del 14 de octubre de 2027 a las 00.01",
        "Embargo fino al 14 ottobre 2027, ore 00.01",
        "Onder embargo tot 14 oktober 2027 om 0.01 uur",
        "Embargo até 14 de outubro de 2027 às 00h01",
        "Embargo tan 00:01, 14 Hydref 2027",
        "Embargoed until / Sous embargo jusqu'au 14 October / 14 octobre 2027 at 00.01",
    ],
)
def test_a_house_of_two_languages_may_tell_it_in_the_other(line: str) -> None:
    embargo = embargoes.told(line)

    assert embargo.date
    assert embargo.time
    assert (embargo.date.value, embargo.date.to_check, embargo.time.value) == ("2027-10-14", False, "00:01")


def test_a_day_in_another_language_that_is_not_of_its_weekday_is_to_be_checked() -> None:
    embargo = embargoes.told("Sperrfrist: Montag, 14. Oktober 2027, 0.01 Uhr")

    assert embargo.date
    assert embargo.date.to_check


@pytest.mark.parametrize(
    "line",
    [
        "Sperrfrist bis Redaktionsschluss",
        "Sous embargo jusqu'à nouvel ordre",
        "Embargado hasta medianoche",
        "Embargoed until the 14th",
        "EMBARGOED UNTIL 14.X.2027",
        "Embargo: see covering letter",
    ],
)
def test_an_embargo_that_is_not_understood_is_asked(line: str) -> None:
    embargo = embargoes.told(line)

    assert embargo.is_told
    assert embargo.time is None
    assert embargo.date is None or embargo.date.to_check


@pytest.mark.parametrize("words", ["2 Mars bars", "12 Mayo Road", "5 mei"])
def test_a_word_that_is_also_english_is_a_month_only_where_a_year_or_a_weekday_says_so(words: str) -> None:
    assert dates.within(f"They sold {words} at noon.") == []


@pytest.mark.parametrize(
    "line",
    [
        "Embargoed until 10.00 on 30 March 2027. Interviews are available from 08.00.",
        "Embargoed until 10.00 on 30 March 2027. The press conference starts at 9.00.",
        "Embargoed until 10.00 on Tuesday 30 March 2027. Call the press office from 8.30.",
        "Embargoed until 30 March 2027, 10.00. Published online at 06.00.",
        "Embargoed until 10.00 GMT on 30 March 2027. To be released to MPs at 09.00.",
        "Embargoed until 10.00 on 30 March 2027. Interviews are available from 18.00.",
        "Embargoed until 10.00 on 30 March 2027; published at 18.00",
    ],
)
def test_the_hour_of_another_sentence_is_not_that_of_the_embargo(line: str) -> None:
    embargo = embargoes.told(line)

    assert embargo.time
    assert embargo.time.value == "10:00"


@pytest.mark.parametrize(
    "line",
    [
        "Embargoed until 10.00 on 30 March 2027; published at 00.01",
        "Embargoed until 10.00 on 30 March 2027, when the report is published at 09.30",
        "Embargoed until 30 March 2027, 09.00, press conference at 10.00",
        "Embargoed until 00.01, 30 March 2027 (print), 10:00 (online)",
        "Embargoed until 10.00 on 30 March 2027. Not for broadcast until 06.00.",
        "Embargoed until 06.00 on 30 March 2027. Not for broadcast until 10.00.",
    ],
)
def test_of_two_hours_in_one_sentence_about_an_embargo_the_later_is_offered_and_marked(line: str) -> None:
    embargo = embargoes.told(line)

    assert embargo.time
    assert (embargo.time.value, embargo.time.to_check) == ("10:00", True)
