"""ISBN and DOI as people type them: with hyphens, in ten digits, as a link; kept in the one form that we know."""

import re

_TEN = re.compile(r"\d{9}[\dX]")
_BEFORE_ISBN = re.compile(r"^ISBN(?:-1[03])?\s*:?\s*")
_BEFORE_DOI = re.compile(r"^(?:doi:\s*|(?:https?://)?(?:dx\.)?doi\.org/)", re.IGNORECASE)


def isbn(value: str) -> str:
    """`ISBN 978-0-306-40615-7`, `0-306-40615-2` as 13 digits; what is neither comes back bare."""
    bare = re.sub(r"[\s\u2010-\u2015-]", "", _BEFORE_ISBN.sub("", value.strip().upper()))
    if not _TEN.fullmatch(bare):
        return bare
    if sum((10 - place) * (10 if digit == "X" else int(digit)) for place, digit in enumerate(bare)) % 11:
        return bare
    return _with_check_digit(f"978{bare[:9]}")


def doi(value: str) -> str:
    """`https://doi.org/10.1000/182`, `doi:10.1000/182` as `10.1000/182`."""
    return _BEFORE_DOI.sub("", value.strip())


def _with_check_digit(twelve: str) -> str:
    total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(twelve))
    return f"{twelve}{-total % 10}"
