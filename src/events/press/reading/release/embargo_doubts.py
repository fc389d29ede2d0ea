"""How sure it is which moment a line about an embargo means."""

import re
from datetime import date

from events.press.reading.draft import CERTAIN, DOUBTFUL, LIKELY
from events.press.reading.release.embargo_moments import Moment
from events.press.reading.words import dates, moments


def of_day(moment: Moment) -> float:
    """One day and no other, whose weekday and year are told or can be reckoned."""
    day, lifts = moment.day, moment.lifts
    if day is None or lifts is None:
        return DOUBTFUL  # of which only the weekday is told, or that it is today
    is_one = len({(each.month, each.last or each.number) for each in moment.days}) == 1 and day.last is None
    others = {each[2].weekday() for each in dates.weekdays(moment.without_days, lifts[2])}
    if not is_one or not day.agrees or day.is_doubtful or others - {lifts[2].weekday()}:
        return DOUBTFUL  # two days are named
    fits = day.year is not None or (day.weekday is not None and lifts[2].weekday() == day.weekday)
    return CERTAIN if fits else LIKELY


def of_hour(moment: Moment, hour: moments.Hours) -> float:
    """One hour and no other, by a clock that we know or by none, of a day that has but one such hour."""
    is_known = moment.clock or moment.offset or not moments.names_unknown_clock(moment.without_days, hour.end)
    is_open = late(moment, hour) is not None or is_either_end(moment, hour)
    return CERTAIN if is_one(moment) and is_known and not is_open else DOUBTFUL


def is_one(moment: Moment) -> bool:
    """Whether it names one hour, and none until which something goes on."""
    told = {(each.starts, each.ends) for each in moment.hours}
    return moment.hour is not None and told | {(moment.hour.starts, None)} == {(moment.hour.starts, None)}


def of_clock(moment: Moment, day: date | None) -> float:
    """A clock that is that of one place, and kept there at that time of the year."""
    if moment.clock is None:
        return DOUBTFUL
    start, end, home, is_certain = moment.clock
    is_of_season = day is None or moments.is_kept(moment.text[start:end], home, day)
    return LIKELY if is_certain and is_of_season else DOUBTFUL


def late(moment: Moment, hour: moments.Hours) -> str | None:
    """The hour in the afternoon, where that is said apart from it: `5.00 14 April (PM)`, `5.30 on the evening of …`."""
    if not "01:00" <= hour.starts < "12:00" or _HALF.search(moment.text, *hour.first):
        return None
    rest = list(moment.text)
    for each in moment.every:
        rest[each.start : each.end] = " " * (each.end - each.start)
    return moments.in_the_afternoon(hour.starts) if _IS_LATE.search("".join(rest)) else None


_HALF = re.compile(r"[ap]\.?\s?m", re.IGNORECASE)
_IS_LATE = re.compile(
    r"\bp\.?\s?m\b|\btonight\b|\b(?:afternoon|evening)\b(?! (?:papers?|editions?|bulletins?|news|standard|post)\b)"
    r"|\b(?:\w+tag)?(?:abend|nachmittag)s?\b|\b(?:ce|du) soir\b|\bl['’]apr[eè]s-midi\b"
    r"|\b(?:de|por) la (?:tarde|noche)\b|\b(?:di|della) sera\b|\b(?:del|di) pomeriggio\b"
    r"|['’´`]s (?:(?:na)?middags|avonds)\b|\bda (?:tarde|noite)\b",
    re.IGNORECASE,
)


def is_either_end(moment: Moment, hour: moments.Hours) -> bool:
    """Whether a day may be meant at whose end the hour is: `midnight on 13 April`, `00.01 on the night of 13 April`."""
    text = moment.without_days
    is_midnight = hour.starts == "00:00" and text[slice(*hour.first)].lower().endswith("midnight")
    is_night = hour.starts < "06:00" and not any(each.last for each in moment.days)
    return is_midnight or (is_night and _NIGHT.search(text) is not None)


def is_said_which_end(moment: Moment) -> bool:
    return _SAID_WHICH.search(moment.text) is not None


_NIGHT = re.compile(r"\bnight of\b|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day night\b", re.IGNORECASE)
_SAID_WHICH = re.compile(r"\b00[.:]?00\b|\bmidnight at the (?:start|beginning)\b", re.IGNORECASE)
