"""The beginning of a text that says where and when: `LONDON, 14 April 2010 –`, `(Brussels, 14 April 2010)`."""

import re
from collections.abc import Iterator

from events.press.reading.words import dates, venues

_PLACE_BEFORE = re.compile(
    r"[A-ZÀ-Þ][\w.'’/–-]*(?:,?\s(?:[/–—-]\s)?(?:[A-ZÀ-Þ][\w.'’/–-]*|of|the|de|la|upon|am|and|on|&)){0,6}"
    r"(?:\s\([^()]{2,30}\))?[\s,(–—|:-]*"
)
_AFTER = re.compile(r"\s?\)?\s?(?:\([^)]{1,30}\)|/[\w ]{1,25}/)?\s?(?:[–—:|]|-{1,2}\s|\)|\.\s)")


_BAR = re.compile(r"\s?[|·]")


def within(start: int, line: str, announces: bool) -> Iterator[tuple[int, int, bool]]:
    """`LONDON, 14 April 2010 –`, `(Brussels, 14 April 2010)`, `14 April 2010 - A report …`."""
    opening = line[:140].lstrip("([")
    skipped = len(line[:140]) - len(opening)
    day = next(iter(dates.within(opening[:110])), None)
    if day is None or (day.start and not _PLACE_BEFORE.fullmatch(opening, 0, day.start)):
        return
    behind = _AFTER.match(opening, day.end)
    place = line[skipped + behind.end() :] if behind else ""
    is_before_place = _BAR.match(opening, day.end) or venues.is_building(place) or venues.looks_like_one(place)
    if announces and not day.start and is_before_place:
        return  # of the event, and then where it is
    capitals = opening.split(",")[0].split(" ")[0].isupper() and bool(day.start)
    if behind or (capitals and not announces):
        yield start + skipped + day.start, start + skipped + day.end, True


def end(line: str) -> int:
    """Where `LONDON, 14 April 2010 –` ends at the beginning of a line; 0 without one."""
    for start, stop, _ in within(0, line, announces=False):
        behind = _AFTER.match(line, stop)
        return behind.end() if behind else stop if start else 0
    return 0
