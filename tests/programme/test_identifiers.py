"""ISBN and DOI, as people type them."""

import pytest

from events.programme import identifiers


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        pytest.param("978-0-306-40615-7", "9780306406157", id="hyphens"),
        pytest.param("ISBN-13: 978 0 306 40615 7", "9780306406157", id="a word before it"),
        pytest.param("ISBN-10: 0-306-40615-2", "9780306406157", id="ten digits"),
        pytest.param("isbn 0-8044-2957-x", "9780804429573", id="ten with an X"),
        pytest.param("0-306-40615-3", "0306406153", id="a wrong check digit, for the field to refuse"),
        pytest.param("none", "NONE", id="no number at all"),
    ],
)
def test_an_isbn_is_kept_in_thirteen_digits(typed: str, kept: str) -> None:
    assert identifiers.isbn(typed) == kept


@pytest.mark.parametrize(
    "typed", ["10.1000/182", "doi: 10.1000/182", "https://dx.doi.org/10.1000/182", "DOI.org/10.1000/182"]
)
def test_a_doi_is_kept_without_what_links_to_it(typed: str) -> None:
    assert identifiers.doi(typed) == "10.1000/182"
