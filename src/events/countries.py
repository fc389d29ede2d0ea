"""Countries by their codes, and their names in English as the zone database has them."""

from functools import cache
from importlib.resources import files

from events import text


def name(code: str) -> str:
    """The name of a country, or its code."""
    return _names().get(code, code)


def listed() -> list[tuple[str, str]]:
    """Pairs of a code and the name, by name."""
    return sorted(_names().items(), key=lambda each: text.fold(each[1]))


@cache
def _names() -> dict[str, str]:
    table = (files("tzdata") / "zoneinfo" / "iso3166.tab").read_text(encoding="utf-8")
    rows = (row.split("\t") for row in table.splitlines() if not row.startswith("#"))
    return dict(rows) | {"GB": "United Kingdom"}
