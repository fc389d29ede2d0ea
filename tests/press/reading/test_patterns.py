"""The patterns of the reader match alike on every Python that we install on."""

import re
from pathlib import Path

import events

_POSSESSIVE_GROUP = re.compile(r"\)(?:[*+?]|\{[\d,]+\})\+")


def test_no_group_is_repeated_possessively() -> None:
    """Before 3.11.5 such a group with a choice in it matched too little (CPython gh-106052); `(?>(?:…)*)` does not."""
    sources = [*(Path(events.__file__).parent / "press").rglob("*.py")]
    found = [each.name for each in sources if _POSSESSIVE_GROUP.search(each.read_text())]

    assert sources
    assert found == []
