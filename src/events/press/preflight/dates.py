"""The days that a text names, in all usual writings; what could be something else is left alone."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time
from functools import cache

from events import times


@dataclass(frozen=True)
class Mention:
    """A day as a text names it. `readings` are day and month: two where 03/04/2010 can be either."""

    words: str
    start: int
    end: int
    readings: tuple[tuple[int, int], ...]
    year: int | None = None
    weekday: int | None = None
    is_spelt: bool = True  # the month in letters

    def days(self, near: date) -> tuple[date, ...]:
        """Which days are meant; without a year, the one nearest to `near`. None: there is no such day."""
        return tuple(found for day, month in self.readings if (found := self._day(day, month, near)))

    def is_on(self, first: date, last: date, near: date) -> bool:
        return any(first <= each <= last for each in self.days(near))

    def _day(self, day: int, month: int, near: date) -> date | None:
        years = (self.year,) if self.year else (near.year - 1, near.year, near.year + 1)
        found = [each for year in years if (each := _date(year, month, day))]
        return min(found, key=lambda each: abs(each - near), default=None)


def mentions(words: str, language: str) -> list[Mention]:
    """All days that a line of text names, in order, none twice."""
    if not _FIGURE.search(words):  # as most lines
        return []
    found, taken = [], bytearray(len(words))
    for each in (*_spelt(words, language), *_in_figures(words, language)):
        if not any(taken[each.start : each.end]):
            taken[each.start : each.end] = b"\1" * (each.end - each.start)
            found.append(each)
    return sorted(found, key=lambda each: each.start)


def clocks(words: str) -> list[time]:
    """The hours that a line of text names; of a range only its beginning."""
    found = []
    for each in _CLOCK.finditer(words):
        half = (each["half"] or each["bare"] or "").replace(".", "").lower()
        if each["word"]:
            hour, minute = (0, 0) if each["word"].lower() == "midnight" else (12, 0)
        elif each["four"]:
            hour, minute = divmod(int(each["four"]), 100)
        else:
            hour, minute = int(each["hour"]), int(each["minute"] or 0)
            hour = hour % 12 + 12 * (half == "pm") if half else hour
        if hour < 24 and minute < 60 and not _RANGE.search(words[max(0, each.start() - 8) : each.start()]):
            found.append(time(hour, minute))
    return found


_FIGURE = re.compile(r"\d")
# Not prices, percentages or tables: those have a sign before or a unit after them.
_CLOCK = re.compile(
    r"(?<![\d./£$€])(?P<hour>\d{1,2})"
    r"(?:[.:](?P<minute>\d\d)(?![\d./])(?!\s*(?:%|per\b|million|billion|km))\s*(?P<half>[ap]\.?m\b)?|\s*(?P<bare>[ap]\.?m\b))"
    r"|(?<![\d./£$€])(?P<four>\d{4})\s*(?:hrs|hours|h)\b|\b(?P<word>midnight|noon|midday)\b",
    re.IGNORECASE,
)
_RANGE = re.compile(r"\d\s*(?:[ap]\.?m\.?\s*)?(?:[-–]|to|until|till)\s*$", re.IGNORECASE)


@dataclass(frozen=True)
class _Names:
    """How a language writes days: names of the months and of the days of the week, and what follows a figure."""

    months: tuple[tuple[str, ...], ...]
    weekdays: tuple[tuple[str, ...], ...]
    ordinal: str
    linked: str


def _names(months: str, weekdays: str, ordinal: str, linked: str) -> _Names:
    in_order = [tuple(tuple(each.split("/")) for each in names.split()) for names in (months, weekdays)]
    return _Names(in_order[0], in_order[1], ordinal, linked)


_SHORT_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep/Sept Oct Nov Dec".split()
_SHORT_DAYS = "Mon Tue/Tues Wed/Weds Thu/Thur/Thurs Fri Sat Sun".split()
_LANGUAGES = {
    "en": _names(
        " ".join(map("/".join, zip(times.MONTHS, _SHORT_MONTHS, strict=True))),
        " ".join(map("/".join, zip(times.WEEKDAYS, _SHORT_DAYS, strict=True))),
        r"(?:st|nd|rd|th)?(?:\s+of)?",
        "to|and|or",
    ),
    "cy": _names(
        "Ionawr Chwefror Mawrth Ebrill Mai Mehefin Gorffennaf Awst Medi Hydref Tachwedd Rhagfyr",
        "Llun Mawrth Mercher Iau Gwener Sadwrn Sul",
        r"(?:af|ail|ydd|ed|fed|eg|ain)?(?:\s+o)?",
        "i|a|neu",
    ),
    "de": _names(
        "Januar/Jänner Februar März April Mai Juni Juli August September Oktober November Dezember",
        "Montag Dienstag Mittwoch Donnerstag Freitag Samstag/Sonnabend Sonntag",
        r"\.",
        "bis|und|oder",
    ),
    "fr": _names(
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
        "lundi mardi mercredi jeudi vendredi samedi dimanche",
        r"(?:er|e)?",
        "au|et|ou",
    ),
}


@dataclass(frozen=True)
class _Patterns:
    day_first: re.Pattern[str]
    month_first: re.Pattern[str]
    in_figures: re.Pattern[str]
    item: re.Pattern[str]
    months: dict[str, int]
    weekdays: dict[str, int]


@cache
def _patterns(language: str) -> _Patterns:
    names = _LANGUAGES.get(language.partition("-")[0], _LANGUAGES["en"])
    months, weekdays = _numbered(names.months, 1), _numbered(names.weekdays, 0)
    month = rf"(?P<month>{'|'.join(sorted(months, key=len, reverse=True))})(?!\w)\.?"
    weekday = rf"(?:(?:{'|'.join(sorted(weekdays, key=len, reverse=True))})(?!\w)\.?,?\s+(?:(?:the|den)\s+)?)?"
    day = rf"\d{{1,2}}(?!\d){names.ordinal}"
    more = rf"(?:\s*(?:[-–&/,]|\b(?:{names.linked})\b)\s*{weekday}{day}){{0,3}}"
    year = r"(?:,?\s+(?P<year>(?:19|20)\d\d)(?!\d))?"
    after = rf"(?:\s*\((?P<after>{'|'.join(weekdays)})\))?"
    return _Patterns(
        re.compile(rf"(?<![\w./:-])(?P<days>{weekday}{day}{more})\s+{month}{year}{after}"),
        re.compile(rf"(?<!\w)(?P<before>{weekday}){month}\s+(?P<days>{day}{more})(?![.:,]?\d){year}{after}"),
        re.compile(
            rf"(?P<before>{weekday})(?<![\w/.-])(?:(?P<y>(?:19|20)\d\d)-(?P<m>\d\d)-(?P<d>\d\d)"
            r"|(?P<a>\d{1,2})(?P<mark>[/.-])(?P<b>\d{1,2})(?P=mark)(?P<z>(?:19|20)\d\d|(?<=/)\d\d))(?![\w/-]|\.\d)"
        ),
        re.compile(rf"(?P<weekday>{'|'.join(sorted(weekdays, key=len, reverse=True))})?\W*(?:the|den)?\W*(?P<day>\d+)"),
        months,
        weekdays,
    )


def _numbered(names: Sequence[Sequence[str]], start: int) -> dict[str, int]:
    """Each name to its number, as in a sentence and in capitals: “may” and “sat” in small letters are other words."""
    return {
        form: number
        for number, each in enumerate(names, start)
        for name in each
        for form in ((name, name.capitalize(), name.upper()) if name.islower() else (name, name.upper()))
    }


def _spelt(words: str, language: str) -> Iterator[Mention]:
    patterns = _patterns(language)
    for pattern in (patterns.day_first, patterns.month_first):
        for found in pattern.finditer(words):
            parts = found.groupdict()
            month, year = patterns.months[parts["month"]], int(parts["year"]) if parts["year"] else None
            before = patterns.item.search(f"{parts.get('before') or ''}1")
            outer = parts["after"] or (before and before["weekday"])
            items = [*patterns.item.finditer(parts["days"])]
            for number, item in enumerate(items):
                name = item["weekday"] or (outer if len(items) == 1 or number == 0 else None)
                yield Mention(
                    words=found[0]
                    if len(items) == 1
                    else f"{item[0].strip(' ,')} {parts['month']} {year or ''}".strip(),
                    start=found.start() + number,  # several in one phrase stand beside one another
                    end=found.end() if number == len(items) - 1 else found.start() + number + 1,
                    readings=((int(item["day"]), month),),
                    year=year,
                    weekday=patterns.weekdays[name] if name else None,
                )


def _in_figures(words: str, language: str) -> Iterator[Mention]:
    patterns = _patterns(language)
    for found in patterns.in_figures.finditer(words):
        name = patterns.item.search(f"{found['before']}1")
        weekday = patterns.weekdays[name["weekday"]] if name and name["weekday"] else None
        if found["y"]:
            readings: tuple[tuple[int, int], ...] = ((int(found["d"]), int(found["m"])),)
            year = int(found["y"])
        else:
            first, second = int(found["a"]), int(found["b"])
            both = ((first, second), (second, first))
            readings = tuple(dict.fromkeys(each for each in both if each[1] <= 12))
            year = int(found["z"]) if len(found["z"]) == 4 else 2000 + int(found["z"])
        if readings:
            yield Mention(found[0].strip(), found.start(), found.end(), readings, year, weekday, is_spelt=False)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
