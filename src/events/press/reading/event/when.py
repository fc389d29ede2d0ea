"""When an event is: its day, from which hour until which, and by whose clock."""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from events.press.reading.draft import CERTAIN, DOUBTFUL, LIKELY, Event, Fact, Found, doubted
from events.press.reading.event import doors, programmes
from events.press.reading.layout.source import Source
from events.press.reading.words import dates, moments, places

Span = tuple[int, int]
_MOST = 300  # lines that are looked at for a clock

_BEFOREHAND = re.compile(
    r"\b(?:registration|arrivals?|refreshments|coffee|tea|drinks|lunch|check-in)\b[^.;\d]{0,25}$",
    re.IGNORECASE,
)
_ASIDES = re.compile(
    r"\b(?:tour|speech(?:es)?|welcome|presentation|photo(?:call|s)?|questions|q&a|interviews?)\b[^.;\d]{0,20}$",
    re.IGNORECASE,
)
_FOR = re.compile(r"\s?(?:for|\()\s?$", re.IGNORECASE)
_LED = 48  # characters before an hour in which it says of what it is


@dataclass(frozen=True)
class Calendar:
    """How this text writes days, and from which day it looks."""

    order: dates.Order
    released: date | None
    today: date

    @property
    def reference(self) -> date:
        return self.released or self.today


def with_day(source: Source, event: Event, start: int, end: int, calendar: Calendar) -> Event:
    """The first day between these characters: written out, or by the day of the release itself."""
    text = source.plain[start:end]
    if event.date:
        return event
    day = next(iter(dates.within(text, order=calendar.order)), None)
    if day is not None and (value := day.near(calendar.reference)):
        fits = day.year or day.weekday is None or value.weekday() == day.weekday
        sure = day.agrees and not day.is_doubtful and fits and (day.year or calendar.released)
        confidence = (CERTAIN if day.year else LIKELY) if sure else DOUBTFUL
        return replace(event, date=source.found(start + day.start, start + day.end, value.isoformat(), confidence))
    if calendar.released is None:
        return event
    if relative := dates.relative(text, calendar.released):
        return replace(
            event, date=source.found(start + relative[0], start + relative[1], relative[2].isoformat(), LIKELY)
        )
    if weekday := next(dates.weekdays(text, calendar.released), None):
        return replace(
            event, date=source.found(start + weekday[0], start + weekday[1], weekday[2].isoformat(), DOUBTFUL)
        )
    return event


def with_time(source: Source, event: Event, start: int, end: int, calendar: Calendar, *, bare: bool = False) -> Event:
    text = dates.without(source.plain[start:end], dates.within(source.plain[start:end], order=calendar.order))
    every = [*moments.within(text, bare=True)]
    hours = [each for each in every if each.is_marked or bare]
    opening = doors.hours(text, hours)
    hours = [each for each in hours if each not in opening]
    if not hours:
        return event
    zone = moments.zone(text, everywhere=source.plain, place=_place_of(event)) if event.zone is None else None
    first = _opening(text, hours) if event.starts is None else None
    if first:
        named = moments.beside(text, every, first, zone)
        starts = hour(source, start, named.first, named.starts)
        event = replace(event, starts=doubted(starts, where=named.starts != first.starts))
        if first.ends:
            event = replace(event, ends=hour(source, start, first.last, first.ends))
    closes = (each for each in hours if each is not first and _is_closing(text, each))
    if event.ends is None and (closing := next(closes, None)):
        is_later = event.starts is None or closing.starts > event.starts.value  # `from 6.30pm`, `ends at 8.30`
        ends = closing.starts if is_later else moments.in_the_afternoon(closing.starts)
        event = replace(event, ends=hour(source, start, closing.first, ends))
    if zone:
        sure = LIKELY if zone[3] else DOUBTFUL
        event = replace(event, zone=source.found(start + zone[0], start + zone[1], zone[2], sure))
    return event


def _is_closing(text: str, hours: moments.Hours) -> bool:
    return programmes.CLOSES.search(text[max(0, hours.start - 20) : hours.start]) is not None


def _opening(text: str, hours: Sequence[moments.Hours]) -> moments.Hours:
    """Not when there is coffee, nor when a tour is; `9.45 for 10am` begins at ten."""
    for one, two in itertools.pairwise(hours):
        if _FOR.fullmatch(text[one.end : two.start]) and text[one.end : two.start].strip().lower() == "for":
            return two
    begun = [
        each
        for each in hours
        if not any(kind.search(text, max(0, each.start - _LED), each.start) for kind in (_BEFOREHAND, _ASIDES))
    ] or [*hours]
    return next((each for each in begun if each.ends), begun[0])


def hour(source: Source, start: int, span: Span, value: str) -> Fact:
    return source.found(start + span[0], start + span[1], value)


def _place_of(event: Event) -> str:
    return ", ".join(each.value for each in (event.venue, event.address) if each)


def with_clock(source: Source, event: Event) -> Event:
    """A zone that stands not beside the hour: the place has its own, which is only offered; where the place tells none,
    the one that the text prints elsewhere is meant.
    """
    if event.starts is None:
        return replace(event, zone=None)
    if event.zone:
        return replace(event, zone=_at_its_place(source, event, event.zone))
    if (all_times := _ALL_TIMES.search(source.plain)) and (
        named := moments.zone(all_times["zone"], everywhere=source.plain, place=_place_of(event))
    ):
        at = all_times.start("zone")
        return replace(event, zone=source.found(at + named[0], at + named[1], named[2], LIKELY))
    for fact in (event.address, event.venue):
        home = places.zone(fact.value) if fact else None
        if fact and home:
            return replace(event, clock=replace(fact, value=home[2], confidence=LIKELY))
    clocks = {
        zone[2] for line in source.plain.split("\n", _MOST) if (zone := moments.zone(line, everywhere=source.plain))
    }
    if len(clocks) == 1 and (named := moments.zone(source.plain, everywhere=source.plain)):
        return replace(event, zone=source.found(named[0], named[1], named[2], DOUBTFUL))
    return event


def _at_its_place(source: Source, event: Event, zone: Found[str]) -> Found[str]:
    """Of the places that share a clock's name, the one where the event is: its address is often told after its hour."""
    told = moments.zone(source.text[slice(*zone.span)], everywhere=source.plain, place=_place_of(event))
    return replace(zone, value=told[2], confidence=LIKELY) if told and told[3] and told[2] != zone.value else zone


_ALL_TIMES = re.compile(r"\b(?i:all times)(?: (?:are|in|given|shown|local)){0,3}:? (?P<zone>[A-Z][\w ]{1,30})")


def is_day_with_hours(line: str) -> bool:
    """`5 October 2021 | 11.00-12.30 | Zoom`, `Tuesday 5 October, 6pm, free`: from when until when, or what it costs to
    come, is nothing that a release has.
    """
    days = dates.within(line)
    if len(days) != 1 or (days[0].year is None and days[0].weekday is None):
        return False
    hours = [*moments.within(dates.without(line, days), bare=True)]
    return any(each.ends for each in hours) or (
        any(each.is_marked for each in hours) and len(line) <= _LINE and _FOR_GUESTS.search(line) is not None
    )


_LINE = 160  # characters
_FOR_GUESTS = re.compile(
    r"(?<!-)\b(?:free|admission|tickets?|all(?: are)? welcome|entry|booking|rsvp|doors|bookable|in person|[£€$]\d+"
    r"|donations?|no need to book|open to (?:all|the public))\b(?! (?:release|until))",
    re.IGNORECASE,
)


def moments_in(sentence: str) -> bool:
    return any(each.is_marked for each in moments.within(sentence))
