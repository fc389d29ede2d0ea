"""Lines that list speakers with how each is reached: nobody of them is whom the press may ring."""

import re
from collections.abc import Iterator

from events.press.reading.layout import headings
from events.press.reading.layout.source import Paragraph, Source
from events.press.reading.words import names
from events.press.reading.words.numbers import MAIL, PHONE

_HEADS = re.compile(
    r"\W*(?:(?:our|the|all|confirmed|invited|guest|keynote|main|draft|provisional|final|list of)\s){0,3}"
    r"(?:speakers?(?:['’]s?)?(?: list| details)?|panell?ists|panel(?: members)?|line-?up|who (?:is|will be) speaking)"
    r"(?:\W*$|\s?[–—:,|-]\s|\s(?:for|at|of|on|and)\s)"
    r"|.{3,80}(?:\s[–—|-]|:)\s(?:list of )?(?:speakers|speaker list|panel|panell?ists|line-?up)\W*$",
    re.IGNORECASE,
)
_TO_RING = re.compile(r"\b(?:press|media|interviews?|(?:en|in)quir\w+|journalists?)\b", re.IGNORECASE)
_GOES_ON = re.compile(r"\s?[,(|:;/]|\s[–—-]\s")
_LONGEST = 120
_FEWEST = 2


def rows(source: Source) -> frozenset[int]:
    """Which paragraphs are lines of such a list; without a way to reach somebody in it, it is like any other."""
    found: set[int] = set()
    last = 0
    for place, each in enumerate(source.paragraphs):
        if headings.heads(headings.END, each.text[:60]):
            break
        if place < last or len(each.text) > _LONGEST or not _HEADS.match(each.text) or _TO_RING.search(each.text):
            continue
        below = [*_led_by_somebody(source, place + 1)]
        last = place + 1 + len(below)  # no line of it heads another list
        if len(below) >= _FEWEST and any(next(ways(source.paragraphs[row]), None) for row in below):
            found |= {*below}
    return frozenset(found)


def ways(paragraph: Paragraph) -> Iterator[tuple[int, int]]:
    """Where in `plain` a mailbox or a number stands in a line."""
    for pattern in (MAIL, PHONE) if "@" in paragraph.text or any(map(str.isdigit, paragraph.text)) else ():
        yield from (
            (paragraph.start + each.start(), paragraph.start + each.end()) for each in pattern.finditer(paragraph.text)
        )


def _led_by_somebody(source: Source, first: int) -> Iterator[int]:
    for place in range(first, len(source.paragraphs)):
        start = source.paragraphs[place].start
        name = names.at(source.plain, start, lower=source.lower_words)
        if name is None or not name.is_whole or not _GOES_ON.match(source.plain, name.closes):
            return
        yield place
