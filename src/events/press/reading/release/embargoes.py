"""Until when nothing may be published: the line says a day, a time, perhaps a clock."""

import itertools
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timezone
from zoneinfo import ZoneInfo

from events.press.reading.draft import DOUBTFUL, LIKELY, Embargo, Event, Fact, Found, doubted
from events.press.reading.layout.parts import Placed
from events.press.reading.layout.source import Source
from events.press.reading.release import embargo_doubts, embargo_lines, embargo_moments
from events.press.reading.release.embargo_lines import Line
from events.press.reading.release.embargo_moments import Moment
from events.press.reading.words import dates, places

_MOST = 40  # lines that tell of one


def read(source: Source, placed: Sequence[Placed], order: dates.Order, released: Fact, today: date) -> Embargo:
    """The day of the release gives the year where the line has none; `today` would only be a guess."""
    near = date.fromisoformat(released.value) if released else today
    lines = [*itertools.islice(embargo_lines.within(placed), _MOST)]
    found: tuple[Embargo, Line] | None = None
    for line in lines:
        if found is None:
            embargo = _first(source, line, order, near, released)
            if embargo.date:
                found, near = (embargo, line), date.fromisoformat(embargo.date.value)
        elif line.start >= found[1].end or line.end <= found[1].start:  # not the same line with the next
            found = _later(found[0], _again(source, line, order, near)), found[1]
    return found[0] if found else Embargo(line=_line(source, lines))


def _first(source: Source, line: Line, order: dates.Order, near: date, released: Fact) -> Embargo:
    embargo = _read(source, line, order, near)
    is_hour = line.at_top and embargo.date is None and embargo.time is not None
    if is_hour and released and embargo_lines.tells_no_day(source.plain[line.start : line.end]):
        embargo = replace(embargo, date=doubted(released, where=True))  # an hour alone is of its own day
    is_guess = embargo.date is not None and released is None and not _has_year(source, embargo.date, order)
    return replace(embargo, date=doubted(embargo.date, where=is_guess))


def _again(source: Source, line: Line, order: dates.Order, near: date) -> Embargo:
    """What another line says, of that day where it says none; not from when one may read `under embargo`."""
    end = embargo_moments.end_of_sentence(source.plain, line.start, line.end)
    embargo = _read(source, line._replace(end=end), order, near)
    tells = line.at_top or embargo_lines.says_until(source.plain[line.start : end])
    return embargo if tells else Embargo(date=embargo.date)


def _later(first: Embargo, again: Embargo) -> Embargo:
    """What a text under two embargoes is under at least, to be checked; the first where both are one."""
    if first.date is None or _is_unread(first):
        return first
    again = replace(again, date=again.date or first.date)
    if again.date and first.date.value == again.date.value and not (first.time and again.time):
        hour = first.time or doubted(again.time, where=True)
        return replace(first, time=doubted(hour, where=_is_unread(again)), zone=first.zone or again.zone)
    zones = [each.value for each in (first.zone, again.zone) if each]
    one, two = (_lifts(each, each.zone.value if each.zone and len(zones) > 1 else "UTC") for each in (first, again))
    if one == two:
        return replace(first, zone=first.zone or again.zone)
    later, other = (again, first) if two > one else (first, again)
    told = later if later.time or _is_unread(later) else other
    hour = doubted(told.time, where=True)
    return replace(later, date=doubted(later.date, where=True), time=hour, zone=told.zone)


def _is_unread(embargo: Embargo) -> bool:
    """Whether its hour is told, and cannot be read."""
    return embargo.line is not None and embargo.time is None


def _lifts(embargo: Embargo, zone: str) -> datetime:
    day = date.fromisoformat(embargo.date.value) if embargo.date else date.min
    return datetime.combine(day, time.fromisoformat(embargo.time.value) if embargo.time else time.min, ZoneInfo(zone))


def _line(source: Source, lines: Sequence[Line]) -> Fact:
    """The first that says of the text that it is under one."""
    line = next((each for each in lines if each.at_top), None)
    return source.found(line.start, line.end, confidence=DOUBTFUL) if line else None


def _has_year(source: Source, day: Found[str], order: dates.Order) -> bool:
    return any(each.year for each in dates.within(source.text[slice(*day.span)], order=order))


def with_event(source: Source, event: Event, embargo: Embargo) -> Embargo:
    """`Embargoed until the start of the briefing`: it lifts when that begins; `9:00 UTC+2` is told by its clock."""
    home = event.zone or event.clock
    if embargo.line and embargo.date and embargo.time is None and home:
        line = Line(*source.place(embargo.line.span), at_top=not embargo.date.to_check)
        embargo = _read(source, line, source.order, date.fromisoformat(embargo.date.value), home.value)
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


def _read(source: Source, line: Line, order: dates.Order, near: date, home: str | None = None) -> Embargo:
    """What one line says; the clock of its `home` where it tells only how far that is from Greenwich."""
    start, end, at_top = line
    moment = embargo_moments.said(source.plain[start:end], source.plain, order, near)
    day = _day(source, start, moment, sure=at_top)
    zone = _zone(source, start, moment, day, sure=at_top)
    if moment.hour is None:
        return Embargo(date=day, zone=zone)
    whole = source.found(start, end, confidence=DOUBTFUL)
    if moment.is_by_no_place:
        return Embargo(date=day, line=whole)
    hour, late = moment.hour, embargo_doubts.late(moment, moment.hour)
    confidence = embargo_doubts.of_hour(moment, hour) if at_top else DOUBTFUL
    starts = source.found(start + hour.first[0], start + hour.first[1], late or hour.starts, confidence)
    is_either = embargo_doubts.is_either_end(moment, hour)
    is_open = is_either and not embargo_doubts.is_said_which_end(moment)
    embargo = Embargo(date=doubted(day, where=is_either), time=starts, zone=zone, line=whole if is_open else None)
    if moment.offset is None:
        return embargo
    zones = (home,) if home else places.zones(source.plain)
    return _by_offset(source, start, moment, embargo, zones) or Embargo(date=day, line=whole)


def _by_offset(source: Source, start: int, moment: Moment, embargo: Embargo, zones: Sequence[str]) -> Embargo | None:
    """The same moment by the clock of a place: of one that is as far from Greenwich on that day, else of the only one,
    to be checked.
    """
    day, hour, named = embargo.date, embargo.time, embargo.zone
    if moment.offset is None or day is None or hour is None or embargo.line or not embargo_doubts.is_one(moment):
        return None
    first, last, ahead = moment.offset
    wall = datetime.combine(date.fromisoformat(day.value), time.fromisoformat(hour.value), timezone(ahead))
    alike = [each for each in (*zones, "UTC") if wall.astimezone(ZoneInfo(each)).utcoffset() == ahead]
    if named:
        is_so = wall.astimezone(ZoneInfo(named.value)).utcoffset() == ahead
        return replace(embargo, zone=replace(named, confidence=LIKELY if is_so else DOUBTFUL))
    if alike:
        return replace(embargo, zone=source.found(start + first, start + last, alike[0], LIKELY))
    if len(zones) != 1:
        return None
    there = wall.astimezone(ZoneInfo(zones[0]))
    return Embargo(
        date=replace(day, value=there.date().isoformat(), confidence=DOUBTFUL),
        time=replace(hour, value=f"{there:%H:%M}", confidence=DOUBTFUL),
        zone=source.found(start + first, start + last, zones[0], DOUBTFUL),
    )


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
