"""When doors open, which is before the event begins: `doors 17:30`, `5.30pm House opens`, `6.30pm for 7pm`."""

import itertools
import re
from collections.abc import Sequence

from events.press.reading.draft import LIKELY, Event, Fact
from events.press.reading.layout.parts import Part, Placed
from events.press.reading.layout.source import Source
from events.press.reading.words import dates, moments
from events.press.reading.words.moments import Hours

_DOORS = re.compile(r"\b(?:doors?|house opens?)\b", re.IGNORECASE)
_BEHIND = re.compile(r"[^.;\d]{0,25}")
_BEFORE = re.compile(r"\s?[,:|–—-]?\s{0,3}(?:(?:when|the|for)\s){0,2}", re.IGNORECASE)
_FOR = re.compile(r"\s?for\s", re.IGNORECASE)
_LONGEST = 1500  # characters of a line that are looked at
_MOST = 5  # lines that speak of doors; more is no release
_WAIT = 180  # minutes before the start


def hours(text: str, found: Sequence[Hours]) -> list[Hours]:
    """Those of the hours in a line at which doors open, and which are never when the event begins."""
    opening = []
    for mention in _DOORS.finditer(text):
        beside = (
            each
            for each in found
            if _BEHIND.fullmatch(text, mention.end(), each.start) or _BEFORE.fullmatch(text, each.end, mention.start())
        )
        opening += sorted(beside, key=lambda each: each.starts)[:1]  # `6.30pm doors, 7pm start`
    return opening


def read(source: Source, placed: Sequence[Placed], event: Event) -> Fact:
    """The hour at which doors open for an event that begins at a known one."""
    if event.starts is None:
        return None
    begins = _minutes(event.starts.value)
    at = event.starts.span[0]
    lines = (each.paragraph for each in placed if each.part is not Part.FURNITURE)
    speaking = (each for each in lines if each.raw[0] <= at < each.raw[1] or _DOORS.search(each.text))
    for line in itertools.islice(speaking, _MOST):
        text = dates.without(line.text[:_LONGEST], dates.within(line.text[:_LONGEST]))
        found = [*moments.within(text, bare=True)]
        for each in [*hours(text, found), *_for_a_later_one(text, found)]:
            opens = _minutes(each.starts)
            opens += 720 * (opens + 720 <= begins)  # `doors 5.30, starts 6pm`
            if 0 < begins - opens <= _WAIT:
                first, last = (line.start + place for place in each.first)
                return source.found(first, last, f"{opens // 60:02}:{opens % 60:02}", LIKELY)
    return None


def _for_a_later_one(text: str, found: Sequence[Hours]) -> list[Hours]:
    """`6.30pm for 7pm` asks guests to be there at the first."""
    return [one for one, two in itertools.pairwise(found) if _FOR.fullmatch(text, one.end, two.start)]


def _minutes(clock: str) -> int:
    hour, minute = clock.split(":")
    return int(hour) * 60 + int(minute)
