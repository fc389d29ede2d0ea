"""Lines about an embargo in other languages than English."""

import pytest

from events.press.reading.words import dates
from tests.press.reading import embargoes


@pytest.mark.parametrize(
    "line",
    [
        "Sperrfrist: 14. Oktober 2027, 7 Uhr abends",
        "Sperrfrist: 14. Oktober 2027, abends 7 Uhr",
        "Sperrfrist: 14. Oktober 2027, 7 Uhr am Abend",
        "Sperrfrist: 14. Oktober 2027, 7 Uhr nachmittags",
        "Sous embargo jusqu’au 14 octobre 2027 à 7h du soir",
        "Sous embargo jusqu’au 14 octobre 2027, 7h00 de l’après-midi",
        "Embargado hasta el 14 de octubre de 2027, 7.00 de la noche",
        "Embargado hasta el 14 de octubre de 2027 a las 7.00 de la tarde",
        "Embargo fino al 14 ottobre 2027, ore 7:00 di sera",
        "Embargo tot 14 oktober 2027, 7.00 uur 's avonds",
        "Embargo até 14 de outubro de 2027, às 7h da noite",
    ],
)
def test_an_hour_of_an_evening_in_another_language_is_late_and_marked(line: str) -> None:
    embargo = embargoes.told(line)

    assert embargo.time
    assert (embargo.time.value, embargo.time.to_check) == ("19:00", True)


def test_a_saturday_called_by_its_eve_is_no_evening() -> None:
    embargo = embargoes.told("Sperrfrist: Sonnabend, 16. Oktober 2027, 7 Uhr")

    assert embargo.time
    assert embargo.time.value == "07:00"


@pytest.mark.parametrize(
    "line",
    [
        "Embargo bis 14. Okt. 2027, 10:00 Uhr",
        "Sous embargo jusqu’au 14 oct. 2027 à 10h",
        "Embargo fino al 14 ott. 2027 ore 10:00",
        "Embargo tot do 14 okt 2027 10.00 uur",
        "EMBARGO do 14 października 2027, godz. 10:00",
        "GWAHARDDIAD TAN 10.00 Dydd Iau 14 Hydref 2027",
        "Veröffentlichung nicht vor dem 14. Oktober 2027, 10 Uhr",
        "Zur Veröffentlichung frei ab 14. Oktober 2027, 10 Uhr",
        "Frei für Donnerstag, 14. Oktober 2027, 10 Uhr",
        "In confidence until Thursday 14 October 2027, 10am",
        "Embargoed until Thurs 14/Oct, 10am",
        "Embargoed until Thursday 14/Oct/2027, 10am",
    ],
)
def test_an_embargo_is_read_in_many_words_and_with_short_months(line: str) -> None:
    embargo = embargoes.told(line)

    assert embargo.date
    assert embargo.time
    assert (embargo.date.value, embargo.time.value) == ("2027-10-14", "10:00")


def test_papers_of_a_day_are_told_from_when_a_text_may_be_used() -> None:
    embargo = embargoes.told("For use in the Sunday papers of 17 October 2027")

    assert embargo.date
    assert (embargo.date.value, embargo.time) == ("2027-10-17", None)


@pytest.mark.parametrize("line", ["Eintritt: frei ab 18 Jahren", "The report is for use in schools"])
def test_what_is_free_or_of_use_is_under_no_embargo(line: str) -> None:
    embargo = embargoes.told(line)

    assert not embargo.is_told


@pytest.mark.parametrize("words", ["They were 17 nov by count", "It has 9 mai tais", "In 12 dec rooms"])
def test_a_short_month_is_one_only_where_a_stop_a_year_or_a_weekday_says_so(words: str) -> None:
    assert dates.within(words) == []
