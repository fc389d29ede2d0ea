"""Until when nothing may be published: the line says a day, a time, perhaps a clock."""

import itertools
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from events.press.reading.draft import DOUBTFUL, Embargo, Event, Fact, Found, doubted
from events.press.reading.layout.parts import Placed
from events.press.reading.layout.source import Source
from events.press.reading.release import embargo_doubts, embargo_lines, embargo_moments
from events.press.reading.release.embargo_lines import Line
from events.press.reading.release.embargo_moments import Moment
from events.press.reading.words import dates

_MOST = 40  # lines that tell of one


def read(source: Source, placed: Sequence[Placed], order: dates.Order, released: Fact, today: date) -> Embargo:
    """The day of the release gives the year where the line has none; `today` would only be a guess."""
    near = date.fromisoformat(released.value) if released else today
    lines = [*itertools.islice(embargo_lines.within(placed), _MOST)]
    found: tuple[Embargo, int, int] | None = None
    for start, end, at_top in lines:
        if found and start < found[2] and end > found[1]:
            continue  # the same line with the next
        end = end if found is None else embargo_moments.end_of_sentence(source.plain, start, end)
        embargo = _read(source, Line(start, end, at_top), order, near)
        is_hour = found is None and at_top and embargo.date is None and embargo.time is not None
        if is_hour and released and embargo_lines.tells_no_day(source.plain[start:end]):
            embargo = replace(embargo, date=doubted(released, where=True))  # an hour alone is of its own day
        if embargo.date and released is None and not _has_year(source, embargo.date, order):
            embargo = replace(embargo, date=replace(embargo.date, confidence=DOUBTFUL))
        if embargo.date and found is None:
            found, near = (embargo, start, end), date.fromisoformat(embargo.date.value)
        elif embargo.date and found:
            found = _later(found[0], embargo), *found[1:]
    return found[0] if found else Embargo(line=_line(source, lines))


def _later(first: Embargo, again: Embargo) -> Embargo:
    """What a text under two embargoes is under at least, to be checked; the first where both are one."""
    if first.date is None or again.date is None or first.date.value == again.date.value:
        return first
    later, other = (again, first) if again.date.value > first.date.value else (first, again)
    time, zone = (later.time, later.zone) if later.time else (other.time, other.zone)
    return replace(later, date=doubted(later.date, where=True), time=doubted(time, where=True), zone=zone)


def _line(source: Source, lines: Sequence[Line]) -> Fact:
    """The first that says of the text that it is under one."""
    line = next((each for each in lines if each.at_top), None)
    return source.found(line.start, line.end, confidence=DOUBTFUL) if line else None


def _has_year(source: Source, day: Found[str], order: dates.Order) -> bool:
    return any(each.year for each in dates.within(source.text[slice(*day.span)], order=order))


def with_event(source: Source, event: Event, embargo: Embargo) -> Embargo:
    """`Embargoed until the start of the briefing`: then it lifts when that begins."""
    clocks = [source.text[slice(*each.span)] for each in (embargo.zone, event.zone) if each]
    if embargo.zone and event.zone and clocks[0] == clocks[1]:
        embargo = replace(embargo, zone=replace(embargo.zone, value=event.zone.value))  # of the place that is told
    is_doubtful = embargo.date is None or embargo.date.to_check
    if is_doubtful and event.date and event.starts and embargo_moments.UNTIL_EVENT.search(source.plain):
        found = (
            replace(each, confidence=DOUBTFUL) if each else None for each in (event.date, event.starts, event.zone)
        )
        return Embargo(**dict(zip(("date", "time", "zone"), found, strict=True)))
    return embargo


def _read(source: Source, line: Line, order: dates.Order, near: date) -> Embargo:
    start, end, at_top = line
    moment = embargo_moments.said(source.plain[start:end], source.plain, order, near)
    day = _day(source, start, moment, sure=at_top)
    zone = _zone(source, start, moment, day, sure=at_top)
    if moment.hour is None:
        return Embargo(date=day, zone=zone)
    whole = source.found(start, end, confidence=DOUBTFUL)
    if embargo_moments.is_by_clock_of_no_place(moment):
        return Embargo(date=day, line=whole)
    hour, late = moment.hour, embargo_doubts.late(moment, moment.hour)
    confidence = embargo_doubts.of_hour(moment, hour) if at_top else DOUBTFUL
    time = source.found(start + hour.first[0], start + hour.first[1], late or hour.starts, confidence)
    is_either = embargo_doubts.is_either_end(moment, hour)
    is_open = is_either and not embargo_doubts.is_said_which_end(moment)
    return Embargo(date=doubted(day, where=is_either), time=time, zone=zone, line=whole if is_open else None)


def _day(source: Source, start: int, moment: Moment, *, sure: bool) -> Fact:
    if moment.lifts is None:
        return None
    first, last, value = moment.lifts
    confidence = embargo_doubts.of_day(moment) if sure else DOUBTFUL
    return source.found(start + first, start + last, value.isoformat(), confidence)


def _zone(source: Source, start: int, moment: Moment, day: Fact, *, sure: bool) -> Fact:
    if moment.clock is None:
        return None
    confidence = embargo_doubts.of_clock(moment, date.fromisoformat(day.value) if day else None) if sure else DOUBTFUL
    return source.found(start + moment.clock[0], start + moment.clock[1], moment.clock[2], confidence)
