"""Days, hours and zones as people type them: understood where one thing is meant, asked about where not."""

import re
from collections.abc import Callable
from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events import times
from events.programme import typed

TODAY = date(2026, 11, 24)  # a Tuesday
FAR_DAYS = st.dates(date(1900, 1, 1), date(2199, 12, 31))
ANY_DAYS_TODAY = st.dates(date(1990, 1, 1), date(2150, 1, 1))


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("14 April 2010", date(2010, 4, 14)),
        ("14 april, 2010", date(2010, 4, 14)),
        ("14th of April 2010", date(2010, 4, 14)),
        ("the 1st of May", date(2027, 5, 1)),
        ("Wednesday 14 April 2010", date(2010, 4, 14)),
        ("Wed., 14 Apr. 2010", date(2010, 4, 14)),
        ("14 April 2010 Wed", date(2010, 4, 14)),
        ("April 14, 2010", date(2010, 4, 14)),
        ("Apr 14th", date(2027, 4, 14)),
        ("14/4/10", date(2010, 4, 14)),
        ("14/04/2010", date(2010, 4, 14)),
        ("14.4.2010", date(2010, 4, 14)),
        ("14-Apr-10", date(2010, 4, 14)),
        ("14 April '10", date(2010, 4, 14)),
        ("10/11/12", date(2012, 11, 10)),
        ("2010-04-14", date(2010, 4, 14)),
        ("20100414", date(2010, 4, 14)),
        ("2010 April 14", date(2010, 4, 14)),
        ("１４ April 2010", date(2010, 4, 14)),
        ("  14   April  ", date(2027, 4, 14)),
        ("Wed 14 Apr", date(2027, 4, 14)),
        ("17/12", date(2026, 12, 17)),
        ("24 November", TODAY),
        ("23 November", date(2027, 11, 23)),
        ("29 Feb", date(2028, 2, 29)),
        ("1 Sept", date(2027, 9, 1)),
        ("1/1/99", date(1999, 1, 1)),
        ("today", TODAY),
        ("Tomorrow", date(2026, 11, 25)),
        ("the day after tomorrow", date(2026, 11, 26)),
        ("Friday", date(2026, 11, 27)),
        ("on Monday", date(2026, 11, 30)),
        ("this Sunday", date(2026, 11, 29)),
    ],
)
def test_a_day_is_understood_as_the_british_write_it(words: str, meant: date) -> None:
    assert typed.day(words, today=TODAY) == meant


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("Tuesday 14 April 2010", "14 April 2010 is a Wednesday, not a Tuesday; mend the day or the weekday."),
        ("Wed 15 Apr", "15 April 2027 is a Thursday, not a Wednesday; mend the day or the weekday."),
        ("31 April 2026", "There is no 31 April 2026; April has 30 days."),
        ("29 February 2027", "There is no 29 February 2027; February 2027 has 28 days."),
        ("0 May 2027", "There is no 0 May 2027; May has 31 days."),
        ("2027-13-01", "There is no month 13; write it, as in 24 November 2026."),
        ("4/14/2010", "There is no month 14; the day comes first, as in 24 November 2026."),
        ("Tuesday", "This may be 24 November 2026 or 1 December 2026; write one of them."),
        ("next Friday", "This may be 27 November 2026 or 4 December 2026; write one of them."),
        ("14 Apirl", "“apirl” is not a month; did you mean April?"),
        ("14 brumaire", "“brumaire” is not a month; write one as in April or Apr."),
        ("14-15 April 2010", "“14-15 April 2010” is more than one day; write one, as in Tuesday 24 November 2026."),
        ("Fri Sat 1 May", "“Fri Sat 1 May” is more than one day; write one, as in Tuesday 24 November 2026."),
        ("1 May 20010", "“1 May 20010” is not a day that we can read; write it as in 24 November 2026."),
        ("1 May 1215", "1215 is not a year that we can take; write it as in 24 November 2026."),
        ("soon", "“soon” is not a day that we can read; write it as in 24 November 2026."),
        ("", "This is not a day that we can read; write it as in 24 November 2026."),
        ("1" * 81, "This is too long; write it in at most 80 characters."),
    ],
)
def test_a_day_that_is_none_is_answered_with_what_to_type(words: str, sentence: str) -> None:
    with pytest.raises(typed.NotUnderstood) as refused:
        typed.day(words, today=TODAY)
    assert str(refused.value) == sentence


@given(day=FAR_DAYS, today=ANY_DAYS_TODAY)
def test_a_day_that_we_print_is_understood_again(day: date, today: date) -> None:
    for printed in (times.day(day), times.full_day(day), day.isoformat(), f"{day.day}/{day.month}/{day.year}"):
        assert typed.day(printed, today=today) == day


@given(ahead=st.integers(0, 364), today=ANY_DAYS_TODAY)
def test_a_day_without_its_year_is_the_next_to_come(ahead: int, today: date) -> None:
    day = today + timedelta(days=ahead)
    without = f"{day.day} {times.MONTHS[day.month - 1]}"
    assert typed.day(without, today=today) == day
    assert typed.day(f"{times.weekday(day)[:3]} {without}", today=today) == day


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("6.30pm", time(18, 30)),
        ("6:30 p.m.", time(18, 30)),
        ("6 PM", time(18)),
        ("18.30", time(18, 30)),
        ("18:30", time(18, 30)),
        ("18:30:00", time(18, 30)),
        ("1830", time(18, 30)),
        ("1830 hrs", time(18, 30)),
        ("18h30", time(18, 30)),
        ("18h", time(18)),
        ("630pm", time(18, 30)),
        ("18.30pm", time(18, 30)),
        ("06.30", time(6, 30)),
        ("9.30", time(9, 30)),
        ("9", time(9)),
        ("00.01 hrs", time(0, 1)),
        ("0001", time(0, 1)),
        ("12am", time(0)),
        ("12.30am", time(0, 30)),
        ("12pm", time(12)),
        ("noon", time(12)),
        ("12 noon", time(12)),
        ("midnight", time(0)),
        ("half past six in the evening", time(18, 30)),
        ("quarter to seven pm", time(18, 45)),
        ("ten past nine am", time(9, 10)),
        ("half six pm", time(18, 30)),
        ("six thirty pm", time(18, 30)),
        ("7 o'clock in the evening", time(19)),
        ("half past twelve", time(12, 30)),
        ("8 tonight", time(20)),
    ],
)
def test_an_hour_is_understood(words: str, meant: time) -> None:
    assert typed.hour(words) == meant


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("6.30", "“6.30” may be 06.30 or 18.30; write one of them."),
        ("7", "“7” may be 07.00 or 19.00; write one of them."),
        ("half past six", "“half past six” may be 06.30 or 18.30; write one of them."),
        ("nine o'clock", "“nine o'clock” may be 09.00 or 21.00; write one of them."),
        ("24.00", "24.00 belongs to the next day; write 00.00 and that day."),
        ("12.60", "“12.60” is not a time that we can read; write it as in 18.30 or 6.30pm."),
        ("18.30am", "“18.30am” is not a time that we can read; write it as in 18.30 or 6.30pm."),
        ("18.30.15", "“18.30.15” is not a time that we can read; write it as in 18.30 or 6.30pm."),
        ("after lunch", "“after lunch” is not a time that we can read; write it as in 18.30 or 6.30pm."),
        ("18.30-20.00", "“18.30-20.00” is not a time that we can read; write it as in 18.30 or 6.30pm."),
        ("", "This is not a time that we can read; write it as in 18.30 or 6.30pm."),
    ],
)
def test_an_hour_that_is_none_or_two_is_answered_with_what_to_type(words: str, sentence: str) -> None:
    with pytest.raises(typed.NotUnderstood) as refused:
        typed.hour(words)
    assert str(refused.value) == sentence


def test_every_hour_that_we_print_is_understood_again() -> None:
    for minute in range(24 * 60):
        wall = time(minute // 60, minute % 60)
        half = f"{(wall.hour - 1) % 12 + 1}.{wall.minute:02}{'am' if wall.hour < 12 else 'pm'}"
        for printed in (times.clock(wall), wall.isoformat("minutes"), wall.isoformat(), f"{wall:%H%M}", half):
            assert typed.hour(printed) == wall


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("Europe/London", "Europe/London"),
        ("europe/london", "Europe/London"),
        ("US/Eastern", "US/Eastern"),
        ("London", "Europe/London"),
        ("UK time", "Europe/London"),
        ("BST", "Europe/London"),
        ("Cardiff", "Europe/London"),
        ("new york", "America/New_York"),
        ("Washington, DC", "America/New_York"),
        ("São Paulo", "America/Sao_Paulo"),
        ("St John's", "America/St_Johns"),
        ("Buenos Aires", "America/Argentina/Buenos_Aires"),
        ("The Hague", "Europe/Amsterdam"),
        ("France", "Europe/Paris"),
        ("Germany", "Europe/Berlin"),
        ("Côte d’Ivoire", "Africa/Abidjan"),
        ("Hong Kong", "Asia/Hong_Kong"),
        ("utc", "UTC"),
    ],
)
def test_a_zone_is_known_by_its_city_or_country(words: str, meant: str) -> None:
    assert typed.zone(words) == meant


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("CET", "“CET” is kept in several places; write a city, such as Paris or Berlin."),
        ("Eastern time", "“Eastern time” is kept in several places; write a city, such as New York or Toronto."),
        ("UTC+1", "“UTC+1” says nothing of summer time; write a city, such as London or Paris."),
        ("+01:00", "“+01:00” says nothing of summer time; write a city, such as London or Paris."),
        ("Lodon", "“Lodon” is not a time zone we know; did you mean Europe/London?"),
        ("Atlantis City", "“Atlantis City” is not a time zone we know; write a city, as in London or New York."),
        ("", "This is not a time zone we know; write a city, as in London or New York."),
    ],
)
def test_a_zone_that_is_none_or_several_is_answered_with_what_to_type(words: str, sentence: str) -> None:
    with pytest.raises(times.UnknownZone) as refused:
        typed.zone(words)
    assert str(refused.value) == sentence


def test_every_zone_to_choose_is_understood_and_may_be_kept() -> None:
    offered = {each.name: each.words for each in typed.zones()}
    assert offered["Europe/London"] == "London, Britain (UK)"
    assert {typed.zone(name) for name in offered} == set(offered) == {times.zone(name) for name in offered}
    assert all(typed.zone(name) == name for name in times.zones())


WORDS = st.text(max_size=90) | st.text(alphabet="0123456789 ./:-apmhMonday'", max_size=20)


@given(words=WORDS)
def test_nothing_that_is_typed_is_more_than_understood_or_refused(words: str) -> None:
    for read in (lambda: typed.day(words, today=TODAY), lambda: typed.hour(words), lambda: typed.zone(words)):
        assert re.fullmatch(r".*[.?]", _sentence(read).encode().decode())


def _sentence(read: Callable[[], object]) -> str:
    try:
        return f"It is {read()}."
    except (typed.NotUnderstood, times.UnknownZone) as refused:
        return str(refused)
