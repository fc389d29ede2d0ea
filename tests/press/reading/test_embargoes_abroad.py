"""Lines about an embargo in other languages than English."""

import pytest

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
