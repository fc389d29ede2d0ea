"""Days, hours and zones as people type them: what means one thing only is understood, the rest is asked about."""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta
from difflib import get_close_matches
from functools import cache
from importlib import resources

from events import text, times
from events.times import MONTHS, WEEKDAYS

_LONGEST = 80
_YEARS = range(1900, 2200)


class NotUnderstood(ValueError):
    """What cannot be read, or not in one way only; the text is a sentence that says what to type."""


def day(value: str, *, today: date) -> date:
    """`14 April 2010`, `14/4/10`, `Wed 14 Apr`, `April 14, 2010`, `2010-04-14`, `tomorrow`, `Friday`.

    Numbers are read in British order. A day without its year is the next one to come. Raises NotUnderstood.
    """
    words = _without_ordinals(_plain(value))
    if words in _NEAR:
        return today + timedelta(days=_NEAR[words])
    weekdays = [_WEEKDAYS[each[:3]] for each in _WEEKDAY.findall(words)]
    rest = " ".join(_WEEKDAY.sub(" ", words).split())
    if len(weekdays) > 1 or _RANGE.search(rest):
        raise NotUnderstood(f"{_quoted(value)} is more than one day; write one, as in {times.full_day(today)}.")
    weekday = weekdays[0] if weekdays else None
    if weekday is not None and rest in ("", "this", "next", "coming", "this coming"):
        return _by_weekday(weekday, rest, today)
    for form in _DAYS:
        if found := form.fullmatch(rest):
            return _right(found.groupdict(), weekday, today, is_day_first=not found.start("day"))
    raise NotUnderstood(f"{_quoted(value)} is not a day that we can read; write it as in {times.day(today)}.")


def hour(value: str) -> time:
    """`6.30pm`, `18.30`, `18:30`, `1830`, `noon`, `half past six in the evening`. Raises NotUnderstood.

    From 1 to 7 without a zero before it, only `am` or `pm` tell breakfast from evening, so they are asked for.
    """
    words = " ".join(_HOUR_NOISE.sub(" ", _plain(value)).split())
    if words in _NAMED_HOURS:
        return _NAMED_HOURS[words]
    half, words = _half_of_day(words)
    found = _CLOCK.fullmatch(words) or _RUN_TOGETHER.fullmatch(words)
    if found:
        parts = found.groupdict()
        return _hour(value, int(parts["hour"]), int(parts["minute"] or 0), half, _is_sure(parts["hour"]))
    if spoken := _SPOKEN.fullmatch(words):
        return _spoken(value, spoken.groupdict(), half)
    raise _no_hour(value)


def zone(value: str) -> str:
    """The IANA zone that is meant by its name, a city or a country: `Europe/London`, `London`, `new york`, `France`.

    Raises times.UnknownZone.
    """
    if value in times.zones():
        return value
    words = _place(value)
    bare = words.removesuffix(" time")
    for each in (words, bare):
        if found := _zones_by_words().get(each):
            return found
    if cities := _SHARED.get(bare.split(" ")[0] if bare else ""):
        raise times.UnknownZone(f"{_quoted(value)} is kept in several places; write a city, such as {cities}.")
    if re.fullmatch(r"(?:utc|gmt)? ?[+-]? ?\d{1,2}(?: ?\d\d)?", bare):
        raise times.UnknownZone(f"{_quoted(value)} says nothing of summer time; write a city, such as London or Paris.")
    near = get_close_matches(bare[:_LONGEST], [*_zones_by_words()], n=1, cutoff=0.75)
    meant = f"did you mean {_zones_by_words()[near[0]]}?" if near else "write a city, as in London or New York."
    raise times.UnknownZone(f"{_quoted(value)} is not a time zone we know; {meant}")


@dataclass(frozen=True)
class Choice:
    """A zone to choose from a list: its IANA name, and where it is in words that can be searched."""

    name: str
    words: str


@cache
def zones() -> tuple[Choice, ...]:
    """The zones of today's places, one for each part of a country that has a time of its own, by name."""
    countries = dict(each.split("\t")[:2] for each in _table("iso3166.tab"))
    rows = (each.split("\t") for each in _table("zone.tab"))
    listed = {
        name: Choice(name, f"{_city(name)}, {countries[code]}") for code, _, name, *_ in rows if name in times.zones()
    }
    listed["UTC"] = Choice("UTC", "UTC, everywhere")
    return tuple(sorted(listed.values(), key=lambda each: each.name))


@cache
def zones_of_countries() -> dict[str, str]:
    """Of countries that have one time, or one for most of them, by their codes."""
    found = {}
    rows = [each.split("\t") for each in _table("zone.tab")]
    for code in (each.partition("\t")[0] for each in _table("iso3166.tab")):
        there = [row for row in rows if row[0] == code]
        most = [row for row in there if row[3:] and row[3].startswith("most of")]
        if len(there) == 1 or most:
            found[code] = (most or there)[0][2]
    return found


_NEAR = {"today": 0, "tonight": 0, "tomorrow": 1, "day after tomorrow": 2, "yesterday": -1}
_WEEKDAYS = {name[:3].lower(): number for number, name in enumerate(WEEKDAYS)}
_WEEKDAY = re.compile(
    r"\b(?:mon(?:day)?|tue(?:s(?:day)?)?|wed(?:s|nesday)?|thu(?:rs?(?:day)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)\b"
)
_NOISE = re.compile(r"(?<=[a-z])\.|[,;'’‘`]|\b(?:the|of|on)\b")
_RANGE = re.compile(r"\d ?(?:-|to|until|till|and|&) ?\d{1,2} [a-z]|[a-z] \d{1,2} ?(?:-|to|and|&) ?\d{1,2}\b|\d to \d")
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th)\b")
_MONTH, _DAY, _ANY_YEAR = r"(?P<month>[a-z]{3,20})", r"(?P<day>\d{1,2})", r"(?P<year>\d{2}|\d{4})"
_DAYS = (
    re.compile(rf"(?P<year>\d{{4}}) ?(?P<mark>[-/. ]) ?(?P<month>\d{{1,2}}) ?(?P=mark) ?{_DAY}"),
    re.compile(r"(?P<year>(?:19|20|21)\d\d)(?P<month>\d\d)(?P<day>\d\d)"),
    re.compile(rf"{_DAY} ?(?P<mark>[-/. ]) ?(?P<month>\d{{1,2}})(?: ?(?P=mark) ?{_ANY_YEAR})?"),
    re.compile(rf"{_DAY}[-/. ]?{_MONTH}(?:[-/. ]?{_ANY_YEAR})?"),
    re.compile(rf"{_MONTH}[-/. ]?{_DAY}(?:[-/. ]{_ANY_YEAR})?"),
    re.compile(rf"(?P<year>\d{{4}})[-/. ]?{_MONTH}[-/. ]?{_DAY}"),
)


def _plain(value: str) -> str:
    if len(value) > _LONGEST:
        raise NotUnderstood(f"This is too long; write it in at most {_LONGEST} characters.")
    return " ".join(text.fold(value).split())


def _quoted(value: str) -> str:
    shown = " ".join(text.bare(value).split())
    if not shown:
        return "This"
    return f"“{shown if len(shown) <= 40 else shown[:40] + '…'}”"


def _without_ordinals(words: str) -> str:
    return " ".join(_ORDINAL.sub("", _NOISE.sub(" ", words)).split()).strip(". ")


def _by_weekday(weekday: int, which: str, today: date) -> date:
    """A weekday alone: the next to come, where nobody could mean another."""
    ahead = (weekday - today.weekday()) % 7
    if ahead and which != "next":
        return today + timedelta(days=ahead)
    first, second = (times.day(today + timedelta(days=days)) for days in ((ahead, ahead + 7)))
    raise NotUnderstood(f"This may be {first} or {second}; write one of them.")


def _right(parts: dict[str, str | None], weekday: int | None, today: date, *, is_day_first: bool) -> date:
    """The day that these parts name. Raises NotUnderstood where there is none, or its weekday is another."""
    number, month, year = int(parts["day"] or 0), _month(parts["month"] or ""), _year(parts["year"], today)
    if month not in range(1, 13):
        hint = "the day comes first" if is_day_first else "write it"
        raise NotUnderstood(f"There is no month {month}; {hint}, as in {times.day(today)}.")
    if year is None:
        year = next(each for each in (*range(today.year, today.year + 9), 0) if _is_to_come(each, month, number, today))
    if year not in _YEARS:
        raise NotUnderstood(f"{year or 'This'} is not a year that we can take; write it as in {times.day(today)}.")
    length = monthrange(year, month)[1]
    if number not in range(1, length + 1):
        name = MONTHS[month - 1]
        which = f"{name} {year}" if month == 2 else name
        raise NotUnderstood(f"There is no {number} {name} {year}; {which} has {length} days.")
    found = date(year, month, number)
    if weekday is not None and found.weekday() != weekday:
        right, wrong = times.weekday(found), WEEKDAYS[weekday]
        raise NotUnderstood(f"{times.day(found)} is a {right}, not a {wrong}; mend the day or the weekday.")
    return found


def _is_to_come(year: int, month: int, number: int, today: date) -> bool:
    """Whether this day of a year is not over; a day that no month has is left to the year that it is said of."""
    if (month, number) == (2, 29):
        return not year or (monthrange(year, 2)[1] == 29 and date(year, 2, 29) >= today)
    return (month, number) >= (today.month, today.day) or year > today.year


def _month(word: str) -> int:
    if word.isdigit():
        return int(word)
    names = [each.lower() for each in MONTHS]
    whole = "september" if word == "sept" else next((each for each in names if each.startswith(word)), None)
    if whole:
        return names.index(whole) + 1
    near = get_close_matches(word, names, n=1, cutoff=0.7)
    raise NotUnderstood(
        f"{_quoted(word)} is not a month; did you mean {near[0].capitalize()}?"
        if near
        else f"{_quoted(word)} is not a month; write one as in April or Apr."
    )


def _year(digits: str | None, today: date) -> int | None:
    if digits is None or len(digits) == 4:
        return None if digits is None else int(digits)
    year = today.year // 100 * 100 + int(digits)
    return min((year - 100, year, year + 100), key=lambda each: abs(each - today.year))


_HOUR_NOISE = re.compile(
    r"\bat (?!night)|\b(?:hrs?|hours|uhr|sharp|exactly)\b|(?<=\d)(?:hrs?|hours)\b|o ?['’]? ?clock\b|\bthe\b"
)
_NAMED_HOURS = {
    **dict.fromkeys(("noon", "midday", "12 noon", "12 midday", "12noon", "mid-day"), time(12)),
    **dict.fromkeys(("midnight", "12 midnight", "12midnight"), time(0)),
}
_HALF = re.compile(r" ?\b(?P<half>[ap])(?:\.m\.?|m)$|(?<=\d)(?P<close>[ap])(?:\.?m\.?)?$")
_MORNING = ("in morning", "this morning", "morning")
_EVENING = (
    "in afternoon",
    "in evening",
    "at night",
    "tonight",
    "this evening",
    "this afternoon",
    "afternoon",
    "evening",
)
_CLOCK = re.compile(r"(?P<hour>\d{1,2})(?: ?[.:h] ?(?P<minute>\d\d)?(?:[:.]00)?)?")
_RUN_TOGETHER = re.compile(r"(?P<hour>\d{1,2}?)(?P<minute>\d\d)h?")
_NUMBERS = "one two three four five six seven eight nine ten eleven twelve".split()
_PARTS = {"half": 30, "quarter": 15, "a quarter": 15, "five": 5, "ten": 10, "twenty": 20, "twenty-five": 25}
_SPOKEN = re.compile(
    rf"(?:(?P<part>{'|'.join([*_PARTS, 'twenty five'])})(?: minutes)?(?: (?P<way>past|after|to|before))? )?"
    rf"(?P<hour>{'|'.join(_NUMBERS)}|\d{{1,2}})(?: (?P<minute>thirty|fifteen|forty-five))?"
)


def _half_of_day(words: str) -> tuple[str | None, str]:
    """`a`, `p` or None for what was said of morning and evening, and the words without it."""
    if found := _HALF.search(words):
        return found["half"] or found["close"], words[: found.start()].strip()
    for half, ends in (("a", _MORNING), ("p", _EVENING)):
        if end := next((each for each in ends if words.endswith(f" {each}")), None):
            return half, words.removesuffix(end).strip()
    return None, words


def _is_sure(hour: str) -> bool:
    return len(hour) == 2 or int(hour) not in range(1, 8)


def _hour(value: str, hour: int, minute: int, half: str | None, is_sure: bool) -> time:
    if minute > 59 or hour > 23 or (half == "a" and hour > 12) or (half and not hour):
        if (hour, minute) == (24, 0):
            raise NotUnderstood("24.00 belongs to the next day; write 00.00 and that day.")
        raise _no_hour(value)
    if half:
        return time(hour % 12 + (12 if half == "p" else 0), minute)
    if not is_sure:
        early, late = times.clock(time(hour, minute)), times.clock(time(hour + 12, minute))
        raise NotUnderstood(f"{_quoted(value)} may be {early} or {late}; write one of them.")
    return time(hour, minute)


def _spoken(value: str, said: dict[str, str | None], half: str | None) -> time:
    word = said["hour"] or ""
    hour = int(word) if word.isdigit() else _NUMBERS.index(word) + 1
    minutes = {"thirty": 30, "fifteen": 15, "forty-five": 45}.get(said["minute"] or "", 0)
    part = (said["part"] or "").replace("twenty five", "twenty-five")
    if hour not in range(1, 13) or (part and said["minute"]) or (part and part != "half" and not said["way"]):
        raise _no_hour(value)
    if part:
        minutes = _PARTS[part]
        if said["way"] in ("to", "before"):
            hour, minutes = (hour - 1 or 12), 60 - minutes
    if hour == 12 and not half:
        half = "p"  # half past twelve: nobody means the night
    return _hour(value, hour, minutes, half, is_sure=hour == 12)


def _no_hour(value: str) -> NotUnderstood:
    return NotUnderstood(f"{_quoted(value)} is not a time that we can read; write it as in 18.30 or 6.30pm.")


# What several places call their time.
_SHARED = {
    "gmt": "London, or UTC",
    **dict.fromkeys(("cet", "cest", "met", "mez", "mesz"), "Paris or Berlin"),
    **dict.fromkeys(("eet", "eest"), "Athens or Helsinki"),
    **dict.fromkeys(("wet", "west"), "Lisbon or the Canaries"),
    **dict.fromkeys(("est", "edt", "et", "eastern"), "New York or Toronto"),
    **dict.fromkeys(("cst", "cdt", "ct", "central"), "Chicago or Mexico City"),
    **dict.fromkeys(("mst", "mdt", "mt", "mountain"), "Denver or Phoenix"),
    **dict.fromkeys(("pst", "pdt", "pt", "pacific"), "Los Angeles or Vancouver"),
    **dict.fromkeys(("ist",), "Dublin, Kolkata or Jerusalem"),
    **dict.fromkeys(("aest", "aedt"), "Sydney or Brisbane"),
}
# Places that people launch things in, and that have no zone of their own name.
_ALSO = {
    "Europe/London": "bst|british|british summer|uk|gb|great britain|united kingdom|england|scotland|wales|britain|"
    "northern ireland|edinburgh|glasgow|cardiff|manchester|birmingham|leeds|liverpool|bristol|oxford|swansea",
    "Europe/Berlin": "frankfurt|munich|hamburg|cologne|bonn|munchen|koln",
    "Europe/Paris": "strasbourg|lyon|marseille",
    "Europe/Brussels": "bruxelles",
    "Europe/Zurich": "geneva|geneve|bern|basel",
    "Europe/Amsterdam": "hague|den haag|rotterdam|holland",
    "Europe/Rome": "milan|florence|milano|roma",
    "Europe/Madrid": "barcelona|spain",
    "Europe/Lisbon": "portugal|porto",
    "Europe/Dublin": "cork|galway",
    "America/New_York": "washington|washington dc|boston|philadelphia|us east coast",
    "America/Los_Angeles": "san francisco|seattle|california",
    "America/Toronto": "ottawa",
    "America/Sao_Paulo": "brasilia|rio de janeiro",
    "Asia/Kolkata": "delhi|new delhi|mumbai|bangalore|bengaluru",
    "Asia/Shanghai": "beijing|china",
    "Asia/Dubai": "abu dhabi",
    "Asia/Jerusalem": "tel aviv",
    "Africa/Johannesburg": "cape town|pretoria",
    "Pacific/Auckland": "wellington",
    "UTC": "z|zulu|universal",
}


@cache
def _zones_by_words() -> dict[str, str]:
    """Every way to name a zone, folded; where two zones have one name, that of today's places wins."""
    listed = [each.name for each in zones()]
    areas = {name.partition("/")[0] for name in listed}  # not US/Eastern: "Eastern" is said in Sydney too
    named = {_place(_city(name)): name for name in sorted(times.zones()) if name.partition("/")[0] in areas}
    named |= {_place(name): name for name in sorted(times.zones())}
    named |= {_place(each): name for each, name in _countries()}
    named |= {_place(_city(name)): name for name in listed}
    return named | {each: name for name, others in _ALSO.items() for each in others.split("|")}


def _countries() -> Iterator[tuple[str, str]]:
    names = dict(each.split("\t")[:2] for each in _table("iso3166.tab"))
    for code, zone in zones_of_countries().items():
        yield names[code].partition(" (")[0], zone


def _city(name: str) -> str:
    return name.rpartition("/")[2].replace("_", " ")


def _place(value: str) -> str:
    words = re.sub(r"[^\w+-]+|_", " ", re.sub("['’.]", "", text.fold(value[: 2 * _LONGEST])))
    return " ".join(words.split()).removeprefix("the ")


def _table(name: str) -> list[str]:
    lines = resources.files("tzdata.zoneinfo").joinpath(name).read_text(encoding="utf-8").splitlines()
    return [each for each in lines if each and not each.startswith("#")]
