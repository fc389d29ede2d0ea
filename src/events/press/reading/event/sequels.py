"""What later sentences add to an event whose day was told before: `The venue is …`, `We shall finish by 8.15pm`."""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from events.press.reading.draft import LIKELY, Event, Fact
from events.press.reading.event.programmes import NO_DOORS
from events.press.reading.layout.parts import Part, Placed
from events.press.reading.layout.source import Paragraph, Source
from events.press.reading.words import dates, moments, venues

_BEGINS = re.compile(
    r"\b(?:(?:starts?|begins?|commences?|kicks? off)(?: promptly| punctually)? (?:at|from) "
    r"|for an? (?=\S{1,9} (?:[ap]\.?m\.? |hrs )?start\b))",
    re.IGNORECASE,
)
_CLOSES = re.compile(
    rf"{NO_DOORS}\b(?:ends?|finish(?:es)?|close|concludes?|be over|wraps? up)"
    r" (?:(?:at|by|around|about|approximately|promptly|no later than) ){1,2}(?=\d|noon|midnight)",
    re.IGNORECASE,
)
_SITS = re.compile(
    r"\b(?:the venue (?:is|will be)|it (?:takes place|will (?:take place|be held)|is (?:being )?held) (?:in|at))"
    r" (?:the (?=[A-Z]))?(?P<where>[^.;()\n]{5,120})(?=[.;(]|$)",
    re.IGNORECASE,
)
_LONGEST = 1_500  # characters of a paragraph that are looked at
_NEAR = 4  # paragraphs below the day
_LASTS = 12 * 60  # minutes at most
_PARTS = (Part.TOP, Part.BODY, Part.OCCASION, Part.PANEL, Part.NOTES)


def added(source: Source, placed: Sequence[Placed], event: Event) -> Event:
    """The hours and the place that are not known yet."""
    if event.date is None or (event.starts and event.ends and event.venue):
        return event
    at = event.date.span[0]
    event = event if event.starts else _with_hours_beside(source, placed, event)
    for paragraph in _near(placed, at):
        event = replace(event, starts=event.starts or _hour(source, paragraph, _BEGINS))
        if event.starts and event.ends is None:
            ends = _hour(source, paragraph, _CLOSES)
            event = replace(event, ends=ends if ends and _is_soon_after(event.starts.value, ends.value) else None)
        if event.venue is None and event.address is None:
            event = _placed_at(source, paragraph, event)
    return event


def _with_hours_beside(source: Source, placed: Sequence[Placed], event: Event) -> Event:
    """`Brussels, 4 June 2026, 14:00-17:30` on a line of its own, where a sentence has told the day."""
    for each in placed[:_AT_TOP]:
        line = each.paragraph.text
        days = dates.within(line, order=source.order) if len(line) <= _SHORT else []
        if len(days) != 1 or days[0].year is None or not event.date or _value(days[0]) != event.date.value:
            continue
        for hours in moments.within(dates.without(line, days)):
            if hours.ends:
                starts, ends = (
                    source.found(each.paragraph.start + span[0], each.paragraph.start + span[1], value)
                    for span, value in ((hours.first, hours.starts), (hours.last, hours.ends))
                )
                return replace(event, starts=starts, ends=ends)
    return event


_AT_TOP = 10  # lines
_SHORT = 120  # characters


def _value(day: dates.Day) -> str:
    return f"{day.year}-{day.month:02}-{day.number:02}"


def _near(placed: Sequence[Placed], at: int) -> Iterator[Paragraph]:
    """The paragraph of the day and some below."""
    below = itertools.dropwhile(lambda each: each.paragraph.raw[1] <= at, placed)
    told = (each.paragraph for each in below if each.part in _PARTS and not each.is_heading)
    return itertools.islice(told, 1 + _NEAR)


def _hour(source: Source, paragraph: Paragraph, said: re.Pattern[str]) -> Fact:
    text = paragraph.text[:_LONGEST]
    for lead in said.finditer(text):
        hours = next(moments.within(text[lead.end() : lead.end() + 16], bare=True), None)
        if hours and hours.start == 0:
            start = paragraph.start + lead.end()
            return source.found(start + hours.first[0], start + hours.first[1], hours.starts, LIKELY)
    return None


def _is_soon_after(starts: str, ends: str) -> bool:
    first, last = (int(each[:2]) * 60 + int(each[3:]) for each in (starts, ends))
    return 0 < last - first <= _LASTS


def _placed_at(source: Source, paragraph: Paragraph, event: Event) -> Event:
    told = _SITS.search(paragraph.text[:_LONGEST])
    place = venues.of_line(told["where"]) if told else None
    if told is None or place is None or place.venue is None:
        return event
    start = paragraph.start + told.start("where")
    venue, address = (
        source.found(start + span[0], start + span[1], confidence=LIKELY) if span else None
        for span in (place.venue, place.address)
    )
    return replace(event, venue=venue, address=address)
