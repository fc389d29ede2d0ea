"""Phone numbers as people read them out."""

import subprocess
import sys

import pytest

from events.people import phones


@pytest.mark.parametrize(
    ("number", "language", "printed", "abroad"),
    [
        pytest.param("+442074382609", "en-GB", "020 7438 2609", "+44 20 7438 2609", id="at home"),
        pytest.param("+441214960123", "cy", "0121 496 0123", "+44 121 496 0123", id="a language of no country"),
        pytest.param("+3292109711", "en-GB", "+32 9 210 97 11", "+32 9 210 97 11", id="from another country"),
        pytest.param("+3292109711", "fr-be", "09 210 97 11", "+32 9 210 97 11", id="at home there"),
        pytest.param("+442074382609", "sr-Latn", "020 7438 2609", "+44 20 7438 2609", id="a script is no country"),
        pytest.param("+999123456", "en-GB", "+999123456", "+999123456", id="no such country"),
    ],
)
def test_a_number_is_printed_as_it_is_dialled(number: str, language: str, printed: str, abroad: str) -> None:
    assert (phones.printed(number, language), phones.abroad(number)) == (printed, abroad)


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("020 7946 0182", "+442079460182"),
        ("(020) 7946-0182", "+442079460182"),
        ("+44 (0)20 7946 0182", "+442079460182"),
        ("0044 20 7946 0182", "+442079460182"),
        ("07700 900123", "+447700900123"),
        ("7700900123", "+447700900123"),  # a spreadsheet took its zero
        ("447700900123", "+447700900123"),
        ("+32 9 210 97 11", "+3292109711"),
        ("020 7946", None),
        ("020 7946 01822", None),
        ("020 7946 0182 ext. 5", None),
        ("999", None),
        ("tomorrow", None),
        ("1" * 1000, None),
    ],
)
def test_a_number_is_understood_as_it_is_dialled(typed: str, number: str | None) -> None:
    assert phones.dialled(typed) == number


def test_the_library_is_loaded_when_a_number_is_printed_and_not_before() -> None:
    program = "import sys, events.press.sheet; assert 'phonenumbers' not in sys.modules"
    subprocess.run([sys.executable, "-c", program], check=True)
