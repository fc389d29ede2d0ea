"""Who wrote what is launched, for a sentence that only says that its authors will speak."""

import re
from collections.abc import Iterator

from events.press.reading.layout.source import Source
from events.press.reading.panel.people import People, Person
from events.press.reading.words import names

ARE_MEANT = re.compile(
    r"(?:^|[\s,])(?:the|its|their|both|all|two|three|four|(?:report|study|paper|book)['’]?s)\s"
    r"(?:(?:two|three|four|lead|main|report|study)\s)*(?:co-)?author(?P<several>s)?\s?$",
    re.IGNORECASE,
)
_BY = re.compile(
    r"(?:^|\b(?:report|study|paper|book|survey|review|pamphlet|index|research|analysis|written)\b[^.\n]{0,80}?\s|[”\"’],?\s)"
    r"by\s(?=(?-i:[^\W\d_a-z]))",
    re.IGNORECASE | re.MULTILINE,
)
_STOPS = re.compile(
    r"\n|[.;]\s(?=[A-Z])(?<!\b[A-Z]\.\s)(?<!\bDr\.\s)|\s(?:is|was|were|are|will|has|have|had|on|finds?|shows?|says?)\s"
)
_BEFORE = re.compile(r"\b(?:co-)?authors?,?\s$", re.IGNORECASE)
_BEHIND = re.compile(r",[^.“”\"\n]{0,80}\b(?:co-)?authors?\b", re.IGNORECASE)
_FARTHEST = 200  # characters behind `by`
_MOST = 8


def of(source: Source, people: People, until: int) -> list[Person]:
    """Those who are named above as who wrote it: in the line that tells so, or by the word for it."""
    for by in _BY.finditer(source.plain, 0, until):
        end = _STOPS.search(source.plain, by.end(), by.end() + _FARTHEST)
        found = people.whole(by.end(), end.start() if end else min(len(source.plain), by.end() + _FARTHEST))
        if found and found[0].at - by.end() <= len("the "):
            return found[:_MOST]
    return [*_called_so(source, people, until)][:_MOST]


def _called_so(source: Source, people: People, until: int) -> Iterator[Person]:
    seen: set[str] = set()
    for name in names.throughout(source.plain, source.lower_words):
        if name.closes > until:
            return
        is_so = _BEFORE.search(source.plain, max(0, name.opens - 20), name.opens) or _BEHIND.match(
            source.plain, name.closes
        )
        if is_so and name.is_whole and name.surname not in seen:
            seen.add(name.surname)
            yield from people.whole(name.opens, name.closes)[:1]
