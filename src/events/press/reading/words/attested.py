"""Names that a text itself treats as those of people, whatever else they may be: who has a title, or says something."""

import re
from functools import lru_cache

from events.press.reading.words import names, vocabulary

_SAYS = re.compile(rf",?\s{vocabulary.VERBS}\b")
_SAID = re.compile(rf"\b{vocabulary.VERBS}\s$")
_WHERE = re.compile(r"\b(?:OF|IN|AT|of|in|at) $")


@lru_cache(maxsize=4)
def within(text: str, lower: frozenset[str]) -> frozenset[str]:
    """Folded and bare."""
    found: set[str] = set()
    for name in names.throughout(text, lower):
        says = _SAYS.match(text, name.closes, name.closes + 30) or _SAID.search(
            text, max(0, name.opens - 20), name.opens
        )
        if name.is_whole and (name.is_titled or says):
            found.add(name.bare.casefold())
    whole = (
        each
        for each in names.throughout(text, lower)
        if each.is_whole and not _WHERE.search(text, max(0, each.opens - 4), each.opens)
    )
    called = [(each.bare, each.bare.casefold()) for each in whole]
    mixed = {folded for bare, folded in called if not bare.isupper()}
    found |= {folded for bare, folded in called if bare.isupper() and folded in mixed}  # `ANN LEE` on the panel
    return frozenset(found)
