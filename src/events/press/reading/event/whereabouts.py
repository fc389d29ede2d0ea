"""Where a line or a sentence with a day in it says that something happens."""

import re

from events.press.reading.words import dates, names, venues


def in_line(text: str) -> venues.Place | None:
    """The place that a line is which says nothing else."""
    if dates.within(text[:40]) or behind_day(text):
        return None
    led = _LED.match(text)
    return venues.of_line(text) if venues.is_place_below(text[led.end() :] if led else text) else None


_LED = re.compile(r"(?:at|in) (?:the )?(?=[^\W\d_])")  # `in the Great Hall, Brook College`, as cards have it


def behind_day(line: str) -> venues.Place | None:
    """`Harbour Day, Friday 3 July 2026, Assembly Rooms, Leith` says where behind its day."""
    day = next(iter(dates.within(line)), None) if len(line) <= _LINE else None
    if day is None:
        return None
    behind = (each for each in venues.within(line) if each.likely and each.venue and each.venue[0] > day.end)
    if place := next(behind, None):
        return place
    last = _BUILDING_BEHIND.match(line, day.end)
    return venues.Place(last.span(1), None) if last and venues.is_building(last[1]) else None


_LINE = 160  # characters
_BUILDING_BEHIND = re.compile(  # `3 July 2026 - Old Corn Exchange`
    rf" ?[,|·–—-] (?:the )?([{names.UPPER}][^\d,|;:.()]{{3,60}})\.?$"
)


def best(text: str) -> venues.Place | None:
    """The place that a sentence tells most of."""
    found = [each for each in venues.within(text) if each.likely or _is_beside_time(text, each)]
    return max(found, key=lambda each: each.weight, default=None)


def _is_beside_time(text: str, place: venues.Place) -> bool:
    """`on 3 May at Brook's`: what stands right behind the hour or the day is where."""
    if place.venue is None:
        return False
    before = text[max(0, place.venue[0] - 45) : place.venue[0]]
    return bool(_TIME_BEFORE.search(before)) and not before.rstrip().endswith(" in")


_TIME_BEFORE = re.compile(
    r"(?:\d|[ap]\.?m\.?|noon|hrs|day|today|tonight|tomorrow|evening|morning|afternoon|[A-Z]{3,4}\)?|time\)?|held|place"
    r"|hosted|launched),? (?:at|in) (?:the )?$"
)
