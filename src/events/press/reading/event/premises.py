"""An event in the house of its host: `at the Institution` is where the letterhead says that the Institution is."""

import re
from collections.abc import Sequence
from dataclasses import replace

from events.press.reading.draft import DOUBTFUL, LIKELY, Event, Fact, Organisation
from events.press.reading.layout.parts import Part, Placed
from events.press.reading.layout.source import Source
from events.press.reading.words import dates, venues, vocabulary

_THE = re.compile(r"(?:the|our) ", re.IGNORECASE)
_OWN = re.compile(r"(?P<whose>[A-Z]\w+)(?:['’]s)? (?:[Hh]ouse|[Oo]ffices?|[Hh]eadquarters|[Pp]remises|[Rr]ooms)")
_BOX = re.compile(r"P\.?\s?O\.?\s?Box|Private Bag", re.IGNORECASE)
_TOP = 6  # lines of a letterhead


def whole(source: Source, placed: Sequence[Placed], event: Event, houses: Sequence[Organisation]) -> Event:
    """With the whole name of the house that one word means, and its address, if the text tells where that is."""
    if event.venue is None:
        return event
    called = _THE.sub("", event.venue.value, count=1)
    own = _OWN.fullmatch(called)
    house = _called(own["whose"] if own else called, houses)
    if house is None or house.name is None:
        return event
    if not own:
        event = replace(event, venue=replace(house.name, confidence=LIKELY))
    return event if event.address else replace(event, address=_letterhead(source, placed))


def _called(word: str, houses: Sequence[Organisation]) -> Organisation | None:
    """The first house, if it is the only one that this word may mean."""
    if word.lower() not in vocabulary.ORGANISATIONS:
        return None
    named = [each for each in houses if each.name and word in each.name.value.title().split()]
    return named[0] if len(named) == 1 and named[0] is houses[0] else None


def _letterhead(source: Source, placed: Sequence[Placed]) -> Fact:
    """The address at the top of the paper."""
    for each in placed[:_TOP]:
        line = each.paragraph
        if each.part is Part.BODY:
            return None
        is_box = _BOX.match(line.text) or dates.within(line.text)
        if venues.looks_like_one(line.text) and not is_box:
            return source.found(line.start, line.end, confidence=DOUBTFUL)
    return None
