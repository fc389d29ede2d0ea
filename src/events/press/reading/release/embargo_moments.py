"""Which day and which hour a line about an embargo says: of several, those that count."""

import bisect
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from events.press.reading.layout import headings
from events.press.reading.words import dates, moments

Clock = tuple[int, int, str, bool]  # as `moments.zone` tells it

UNTIL_EVENT = re.compile(
    r"\bembargo(?:ed)? (?:lifts |ends |is lifted )?(?:until|till|at|with|when) (?:the )?"
    r"(?:(?:start|beginning|opening|launch) of (?:the )?)?"
    r"(?:event|briefing|launch|panel|press conference|news conference|conference|discussion|meeting|seminar"
    r"|presentation|webinar|debate)\b(?! on)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Moment:
    """What a line says; places count in its text."""

    text: str
    days: Sequence[dates.Day]
    day: dates.Day | None  # of these, the one that counts
    lifts: tuple[int, int, date] | None  # that day, or the one that a weekday or `today` means
    every: Sequence[moments.Hours]
    hours: Sequence[moments.Hours]  # those of them that are marked as such
    hour: moments.Hours | None  # of these, the one that counts
    clock: Clock | None
    offset: tuple[int, int, timedelta] | None  # of that clock from Greenwich

    @property
    def is_by_no_place(self) -> bool:
        return _ANYWHERE.search(self.text) is not None

    @property
    def without_days(self) -> str:
        return dates.without(self.text, self.days)


def said(text: str, everywhere: str, order: dates.Order, near: date) -> Moment:
    """What a line says; `everywhere` tells whose clock it means, `near` in which year."""
    if until := UNTIL_EVENT.search(text):
        text = text[: end_of_sentence(text, until.end(), len(text))]  # what is told after tells of other days
    days = dates.within(text, order=order)
    begun = next((each.start() for each in headings.embargoes(text)), len(text))
    days = [each for each in days if each.start >= begun] or days  # the release's own stands before
    until_when = _until_when(text, days)
    day = _that_counts(text, days, until_when, near) if days else None
    far = moments.from_greenwich(text)
    every = [*moments.within(dates.without(text, days), bare=True)]
    every = [each for each in every if not far or not far.start() <= each.start < far.end()]  # `5 hours behind GMT`
    every = [each for each in every if each.first[0] >= begun] or every  # `Answer by 5 p.m.` before
    every = [each for each in every if each.first[0] >= until_when] or every
    own = _of_the_embargo(text, every) or every
    hours = [each for each in every if each.is_marked or (each in own and _is_written_as_hour(text, each, own[0]))]
    if past := _PAST_MIDNIGHT.search(dates.without(text, days)):
        hours = own = [moments.Hours(*past.span(), "00:01", None, past.span(), past.span(), is_marked=True)]
    clock = moments.zone(text, everywhere=everywhere)
    hour = _hour_that_counts(text, own, hours, clock) if hours else None
    lifts = _lifts(text, day, near)
    if hour and (again := _told_again_later(text, own, hour, clock, everywhere, lifts[2] if lifts else near)):
        hour, clock = again
    offset = moments.offset(text, hour.first[1]) if hour else None
    if hour and hour.ends and offset and text[hour.start - 1] == "T":
        hours = [each._replace(ends=None) for each in hours]  # `2027-03-30T09:00-05:00`
    return Moment(text, days, day, lifts, every, hours, hour, clock, offset)


def _of_the_embargo(text: str, hours: Sequence[moments.Hours]) -> list[moments.Hours]:
    """Those of the clauses that say that there is one: `Embargoed until 10.00. Interviews are available from 08.00.`"""
    ends = [0, *(each.start() + 1 for each in _CLAUSE_ENDS.finditer(text)), len(text) + 1]
    said = [bisect.bisect_right(ends, each.end() - 1) for each in headings.embargoes(text)]
    return [each for each in hours if bisect.bisect_right(ends, each.start) in said]


def _is_written_as_hour(text: str, hour: moments.Hours, first: moments.Hours) -> bool:
    """`9.30`, or the first; `0130` behind it may be of a telephone."""
    return hour == first or not text[slice(*hour.first)].isdigit()


_CLAUSE_ENDS = re.compile(r"[.!?]\s+(?=[A-ZÀ-Þ])|;")


def _hour_that_counts(
    text: str, own: Sequence[moments.Hours], hours: Sequence[moments.Hours], clock: Clock | None
) -> moments.Hours:
    """The first, where the next tells the same moment by another clock; else the last hour of the day that is told."""
    told = [each for each in hours if each in own]
    beside = moments.beside(text, own, told[0], clock)
    if beside != told[0] or (len(told) > 1 and moments.is_told_again(text, told[0], told[1])):
        return beside
    return max(told, key=lambda each: each.starts)


def _told_again_later(
    text: str, own: Sequence[moments.Hours], hour: moments.Hours, clock: Clock | None, everywhere: str, day: date
) -> tuple[moments.Hours, Clock] | None:
    """`12 noon GMT` of `6am ET / 12 noon GMT`, which is an hour after that."""
    second = next((each for each in own if each.start > hour.start), None)
    if clock is None or second is None or not moments.is_told_again(text, hour, second):
        return None
    other = moments.zone(text[second.end :], everywhere=everywhere)
    if other is None:
        return None
    start, end, home, is_certain = other
    then, again = (
        datetime.combine(day, time.fromisoformat(each.starts), ZoneInfo(zone))
        for each, zone in ((hour, clock[2]), (second, home))
    )
    return (second, (start + second.end, end + second.end, home, is_certain)) if again > then else None


def end_of_sentence(text: str, start: int, end: int) -> int:
    stop = _SENTENCE_ENDS.search(text, start, end)
    return stop.start() if stop else end


_SENTENCE_ENDS = re.compile(r"[.!?]\s+[A-Z]")
_PAST_MIDNIGHT = re.compile(r"\b(?:one|1|a) minute (?:past|after) midnight\b", re.IGNORECASE)


def _until_when(text: str, days: Sequence[dates.Day]) -> int:
    """Where `until` stands behind a day of the same sentence: `Embargoed (sent 1 March, 9am) until 30 March, 7pm`."""
    until = _TILL.search(text, days[0].end) if days else None
    is_one = until is not None and _SENTENCE_ENDS.search(text, days[0].end, until.start()) is None
    return until.end() if until and is_one and any(each.start >= until.end() for each in days) else 0


_TILL = re.compile(r"\b(?:until|till|bis|jusqu|hasta|fino|tot|até)\b", re.IGNORECASE)


def _that_counts(text: str, days: Sequence[dates.Day], until_when: int, near: date) -> dates.Day:
    """Of several days: none that no longer counts, and the last of two side by side, of a night, of what was moved."""
    standing = [each for each in days if not _NO_LONGER.search(text, max(0, each.start - 40), each.start)] or days
    chosen = next((each for each in standing if each.start >= until_when), standing[0])
    if _IS_MOVED.search(text):
        chosen = max(standing, key=lambda each: each.near(near) or date.min)
    for each in standing:
        is_beside = each.start > chosen.end and _OR.fullmatch(text, chosen.end, each.start) is not None
        if is_beside and (each.year or 0, each.month, each.number) > (chosen.year or 0, chosen.month, chosen.number):
            chosen = each
    return chosen


_NO_LONGER = re.compile(
    r"\b(?:not|no longer|instead of|rather than|previously|originally|formerly|embargo(?:ed)? of"
    r"|(?:moved|changed|postponed|brought forward) from)(?: on| until| till)? $",
    re.IGNORECASE,
)
_IS_MOVED = re.compile(
    r"\b(?:extended|prolonged|postponed|moved|changed|put back)\b|\bnew (?:date|day|time|embargo)\b"
    r"|\bnow (?:embargoed|until|till|lifts?|ends?|is)\b",
    re.IGNORECASE,
)
_OR = re.compile(r"[\s,;/()–—-]*(?:or|and)?[\s(]*", re.IGNORECASE)


def _lifts(text: str, day: dates.Day | None, near: date) -> tuple[int, int, date] | None:
    if day:
        last = replace(day, number=day.last, weekday=None) if day.last else day
        value = last.near(near)
        return (day.start, day.end, value) if value else None
    weekday = next(dates.weekdays(text, near), None)
    if weekday and not _FEAST.search(text, 0, weekday[0]):
        return weekday
    today = dates.relative(text, near)
    return today if today and "launch" not in text[today[0] : today[1]].lower() else None


_FEAST = re.compile(r"\b(?:Easter|Whit|Good|Holy|Shrove|Maundy|Ash|bank holiday)\W*$", re.IGNORECASE)
_ANYWHERE = re.compile(r"\b(?:AoE|anywhere on earth)\b", re.IGNORECASE)
