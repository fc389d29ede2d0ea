"""Times of day and time zones as press offices write them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from events.press.reading.words import patterns, places

_MARK = r"(?:\s?(?P<{0}m>(?P<{0}half>[ap])\.?\s?m\b\.?)|\s?(?P<{0}long>hrs|hours|h|uhr)\b)"


def _clock(name: str) -> str:
    return (
        rf"(?:(?P<{name}hour>\d{{1,2}})(?:(?:[.:h]|\sh\s)(?P<{name}minute>[0-5]\d)(?:[:.][0-5]\d)?)?(?![\d])"
        rf"(?:{_MARK.format(name)})?"
        rf"|(?P<{name}whole>[0-2]\d[0-5]\d)(?:{_MARK.format(name + 'w')})?"
        rf"|(?P<{name}word>(?<!after)noon|midday|midnight))"
    )


_TO = (
    r"(?:,(?=\s(?:to|till?|until)\s))?\s?(?:-|–|—|\bto\b|\btill?\b|\buntil\b|\bunto\b|\band\b)\s?(?:approx(?:imately|\.)?\s|around\s"
    r"|about\s)?(?:12\s?(?=noon|midnight))?"
)
_RANGE = re.compile(
    (
        rf"(?=[\dnm])(?<![\d.,:£$€/+@-])(?:12\s?(?=noon|midnight))?{_clock('a')}(?:{_TO}{_clock('b')})?(?![\d%/]|\.\d|,\d{{3}}"
        rf"|\s?(?:per cent|million|billion|mm|km|kg))"
    ),
    re.IGNORECASE,
)

# Abbreviations and phrases that name one place's clock. What is not here is left open.
_ZONES: Mapping[str, str] = {
    "BST": "Europe/London",
    "UK TIME": "Europe/London",
    "LONDON TIME": "Europe/London",
    "BRITISH SUMMER TIME": "Europe/London",
    "EASTERN": "America/New_York",
    "EASTERN TIME": "America/New_York",
    "NEW YORK TIME": "America/New_York",
    "ET": "America/New_York",
    "EST": "America/New_York",
    "EDT": "America/New_York",
    "CT": "America/Chicago",
    "CDT": "America/Chicago",
    "CENTRAL TIME": "America/Chicago",
    "MT": "America/Denver",
    "MDT": "America/Denver",
    "MOUNTAIN TIME": "America/Denver",
    "PT": "America/Los_Angeles",
    "PST": "America/Los_Angeles",
    "PDT": "America/Los_Angeles",
    "PACIFIC TIME": "America/Los_Angeles",
    "WASHINGTON TIME": "America/New_York",
    "ATLANTIC TIME": "America/Halifax",
    "UTC": "UTC",
    "AEST": "Australia/Sydney",
    "AEDT": "Australia/Sydney",
    "AWST": "Australia/Perth",
    "NZST": "Pacific/Auckland",
    "NZDT": "Pacific/Auckland",
    "SGT": "Asia/Singapore",
    "HKT": "Asia/Hong_Kong",
    "JST": "Asia/Tokyo",
    "SAST": "Africa/Johannesburg",
    **dict.fromkeys(("EAT", "EAST AFRICA TIME", "EAST AFRICAN TIME"), "Africa/Nairobi"),
    **dict.fromkeys(("WAT", "WEST AFRICA TIME", "WEST AFRICAN TIME"), "Africa/Lagos"),
    "PKT": "Asia/Karachi",
    "NPT": "Asia/Kathmandu",
    "MYT": "Asia/Kuala_Lumpur",
    "WIB": "Asia/Jakarta",
    "PHT": "Asia/Manila",
    "KST": "Asia/Seoul",
    "GST": "Asia/Dubai",
    "PARIS TIME": "Europe/Paris",
    "BERLIN TIME": "Europe/Berlin",
    "BRUSSELS TIME": "Europe/Brussels",
    "GENEVA TIME": "Europe/Zurich",
    "VIENNA TIME": "Europe/Vienna",
    "DUBLIN TIME": "Europe/Dublin",
    "IRISH TIME": "Europe/Dublin",
    "ROME TIME": "Europe/Rome",
    "MADRID TIME": "Europe/Madrid",
    "AMSTERDAM TIME": "Europe/Amsterdam",
    "COPENHAGEN TIME": "Europe/Copenhagen",
    "STOCKHOLM TIME": "Europe/Stockholm",
    "HELSINKI TIME": "Europe/Helsinki",
    "WARSAW TIME": "Europe/Warsaw",
    "PRAGUE TIME": "Europe/Prague",
    "LISBON TIME": "Europe/Lisbon",
    "SYDNEY TIME": "Australia/Sydney",
    "INDIA TIME": "Asia/Kolkata",
}
_AMERICA = ("EASTERN", "CENTRAL", "MOUNTAIN", "PACIFIC")
_WHOLE = {  # what an abbreviation stands for
    **{f"{each} {half} TIME": f"{each[0]}{half[0]}T" for each in _AMERICA for half in ("STANDARD", "DAYLIGHT")},
    **{f"{each} EUROPEAN TIME": f"{each[0]}ET" for each in ("CENTRAL", "EASTERN", "WESTERN")},
    **{f"{each} EUROPEAN SUMMER TIME": f"{each[0]}EST" for each in ("CENTRAL", "EASTERN", "WESTERN")},
    "GREENWICH MEAN TIME": "GMT",
    "COORDINATED UNIVERSAL TIME": "UTC",
    "IRISH STANDARD TIME": "IRISH TIME",
    "INDIAN STANDARD TIME": "INDIA TIME",
    "INDIA STANDARD TIME": "INDIA TIME",
    "JAPAN STANDARD TIME": "JST",
    **{f"AUSTRALIAN EASTERN {half} TIME": f"AE{half[0]}T" for half in ("STANDARD", "DAYLIGHT")},
}
_CENTRAL_EUROPE = frozenset(
    f"Europe/{city}"
    for city in (
        "Brussels Paris Berlin Vienna Zurich Rome Madrid Amsterdam Copenhagen Stockholm Oslo Warsaw Prague Budapest "
        "Luxembourg Ljubljana Zagreb Bratislava Malta"
    ).split()
)
_EASTERN_EUROPE = frozenset(
    {
        *(f"Europe/{city}" for city in "Helsinki Athens Bucharest Sofia Vilnius Riga Tallinn Kyiv".split()),
        "Asia/Nicosia",
    }
)
_EAST = frozenset({"America/New_York", "America/Toronto", "America/Detroit"})
_CENTRE = frozenset({"America/Chicago", "America/Winnipeg", "America/Regina"})
_MOUNTAINS = frozenset({"America/Denver", "America/Edmonton", "America/Phoenix"})
_WEST = frozenset({"America/Los_Angeles", "America/Vancouver"})
_AUSTRALIA = frozenset({"Australia/Sydney", "Australia/Melbourne", "Australia/Hobart"})
_EAST_AFRICA = frozenset(f"Africa/{city}" for city in "Nairobi Dar_es_Salaam Kampala Addis_Ababa Mogadishu".split())
_WEST_AFRICA = frozenset(f"Africa/{city}" for city in "Lagos Douala Kinshasa".split())
_CENTRAL_AFRICA = frozenset(
    f"Africa/{city}" for city in "Kigali Lusaka Harare Maputo Blantyre Gaborone Windhoek Khartoum".split()
)
# Abbreviations for which several places stand; the text says which, or their first home is taken where there is one.
_SHARED: Mapping[str, frozenset[str]] = {
    "GMT": frozenset(
        {"Europe/London", "Europe/Dublin", "Europe/Lisbon", "Africa/Accra", "Africa/Dakar", "Atlantic/Reykjavik"}
    ),
    "BST": frozenset({"Europe/London", "Asia/Dhaka"}),
    **dict.fromkeys(("CET", "CEST"), _CENTRAL_EUROPE),
    **dict.fromkeys(("EET", "EEST"), _EASTERN_EUROPE),
    **dict.fromkeys(("WET", "WEST"), frozenset({"Europe/Lisbon"})),
    "IST": frozenset({"Europe/Dublin", "Asia/Kolkata", "Asia/Jerusalem"}),
    **dict.fromkeys(("ET", "EST", "EDT", "EASTERN", "EASTERN TIME"), _EAST),
    **dict.fromkeys(("CT", "CST", "CDT", "CENTRAL TIME"), _CENTRE),
    **dict.fromkeys(("MT", "MST", "MDT", "MOUNTAIN TIME"), _MOUNTAINS),
    **dict.fromkeys(("PT", "PST", "PDT", "PACIFIC TIME"), _WEST),
    **dict.fromkeys(("AST", "ADT"), frozenset({"America/Halifax"})),
    **dict.fromkeys(("EAT", "EAST AFRICA TIME", "EAST AFRICAN TIME"), _EAST_AFRICA),
    **dict.fromkeys(("WAT", "WEST AFRICA TIME", "WEST AFRICAN TIME"), _WEST_AFRICA),
    **dict.fromkeys(("CAT", "CENTRAL AFRICA TIME", "CENTRAL AFRICAN TIME"), _CENTRAL_AFRICA),
    **dict.fromkeys(("ACST", "ACDT"), frozenset({"Australia/Adelaide", "Australia/Darwin"})),
    "AEST": _AUSTRALIA | {"Australia/Brisbane"},
    "AEDT": _AUSTRALIA,
}
_NAMED = sorted({*_ZONES, *_SHARED, *_WHOLE}, key=len, reverse=True)
_LETTERS = patterns.one_of("|".join(each for each in _NAMED if " " not in each))
_TIMES = patterns.one_of("|".join(each for each in _NAMED if " " in each))
_ZONE = re.compile(rf"(?<![\w.]){_LETTERS}(?![\w.]\w)(?!\w)")
_ZONE_PHRASE = re.compile(rf"\b{_TIMES}\b", re.IGNORECASE)

_BESIDE_HOUR = re.compile(  # `2–3:15 PM Central / 1–2:15 PM Mountain`
    r"\d\s?(?i:[ap]\.?m\.?) (?P<clock>(?i:eastern|central|mountain|pacific))\b(?= ?[/|;).,\n]| ?$| [a-z])"
)


class Hours(NamedTuple):
    """A time of day, or from one to another, where it is written; `HH:MM`."""

    start: int
    end: int
    starts: str
    ends: str | None
    first: tuple[int, int]
    last: tuple[int, int]
    is_marked: bool  # am, pm, hrs, noon or a colon say that it is a time


_SHORT = 200  # characters of a line, which is asked for again and again


def within(text: str, *, bare: bool = False) -> Iterator[Hours]:
    """Times and ranges; `bare` takes `1830` and `6.30` too, where something else says that these are times."""
    return iter(_in_line(text, bare)) if len(text) <= _SHORT else _within(text, bare)


@lru_cache(maxsize=1024)
def _in_line(text: str, bare: bool) -> tuple[Hours, ...]:
    return tuple(_within(text, bare))


def _within(text: str, bare: bool) -> Iterator[Hours]:
    if spoken := [*_in_words(text)]:
        taken = [each for each in _in_figures(text, bare=bare) if all(each.start != one.start for one in spoken)]
        return iter(sorted((*taken, *spoken), key=lambda each: each.start))
    return _in_figures(text, bare=bare)


def _in_figures(text: str, *, bare: bool) -> Iterator[Hours]:
    for found in _RANGE.finditer(text):
        hours = _hours(found)
        if hours and found["aminute"] and _AT.search(text, max(0, found.start() - 6), found.start()):
            hours = hours._replace(is_marked=True)
        if hours and not found["ahalf"] and not found["bhalf"] and _AFTERNOON.match(text, found.end()):
            ends = in_the_afternoon(hours.ends) if hours.ends else None
            hours = hours._replace(starts=in_the_afternoon(hours.starts), ends=ends, is_marked=True)
        if hours and (hours.is_marked or (bare and _is_clocklike(found))):
            yield hours


def _in_words(text: str) -> Iterator[Hours]:
    """`seven o’clock`, `half past eight`, `a quarter to six in the evening`; of which half of the day is likely."""
    late = 0
    for found in _SPOKEN.finditer(text) if _SAYS_HOUR.search(text) else ():
        if not (found["clock"] or found["past"]):
            continue
        hour = _HOURS.index(found["hour"].lower()) + 1 if found["hour"].isalpha() else int(found["hour"])
        apart = _APART.get(found["by"].lower().split()[-1], 0) if found["past"] else 0
        minutes = (hour % 12) * 60 + (apart if found["past"] != "to" else -apart)
        part = (found["part"] or "").lower()
        is_late = "morning" not in part and (part or minutes < _EARLIEST or minutes + 720 > late > 720)
        minutes += 720 if is_late and minutes < 720 else 0
        late = max(late, minutes)
        yield Hours(*found.span(), _written(minutes), None, found.span(), found.span(), is_marked=True)


_HOURS = "one two three four five six seven eight nine ten eleven twelve".split()
_APART = {"half": 30, "quarter": 15, "twenty": 20, "ten": 10, "five": 5}
_EARLIEST = 8 * 60  # for which nobody is asked in the morning
_SAYS_HOUR = re.compile(r"o['’]clock| past |\bquarter to ", re.IGNORECASE)
_SPOKEN = re.compile(
    rf"\b(?:(?P<by>half|(?:a )?quarter|twenty|ten|five) (?P<past>past|(?<=quarter )to) )?(?P<hour>{'|'.join(_HOURS)}"
    r"|\d{1,2}(?= o['’]clock))\b(?P<clock> o['’]clock)?"
    r"(?P<part> (?:in the|this|that) (?:morning|afternoon|evening)| at night)?",
    re.IGNORECASE,
)


def in_the_afternoon(hour: str) -> str:
    """`14:15` for a quarter past two."""
    return f"{int(hour[:2]) + 12}{hour[2:]}" if int(hour[:2]) < 12 else hour


_AFTERNOON = re.compile(r",? (?:in the|that|this|on [A-Z][a-z]+day) (?:afternoon|evening)\b")
_CITY_TIME = re.compile(r"\b(?P<city>[A-ZÀ-Þ][\w.]+(?: [A-ZÀ-Þ][\w.]+){0,2}) (?:local )?time\b")
_AT = re.compile(r"\b(?:at|from) $", re.IGNORECASE)


def zone(text: str, *, everywhere: str, place: str = "") -> tuple[int, int, str, bool] | None:
    """The clock that a text names, where, and whether that is certain.

    `place`, or else `everywhere`, says which of the places it is that share an abbreviation.
    """
    says_time = "time" in text.lower()
    if says_time and (city := _CITY_TIME.search(text)) and (home := places.zone(city["city"])):
        return city.start(), city.end(), home[2], True
    if "Z" in text and (zulu := _ZULU.search(text)):
        return zulu.start(), zulu.end(), "UTC", True
    if beside_hour := _BESIDE_HOUR.search(text):
        return *beside_hour.span("clock"), _ZONES[f"{beside_hour['clock'].upper()} TIME"], False
    found = (_ZONE_PHRASE.search(text) if says_time else None) or _ZONE.search(text)
    far = from_greenwich(text) if found else None
    if not found or (far and far.start() <= found.start() < far.end()):
        return None
    name = _WHOLE.get(found[0].upper(), found[0].upper())
    shared = _SHARED.get(name)
    near = places.zone(place) if place and shared else None
    if shared and near and near[2] in shared:
        return found.start(), found.end(), near[2], True
    homes = {home for home in places.zones(everywhere) if home in shared} if shared else set()
    if shared and len(homes) == 1:
        return found.start(), found.end(), homes.pop(), True
    if name in _ZONES:
        return found.start(), found.end(), _ZONES[name], len(homes) < 2
    if name == "GMT" and (not homes or "Europe/London" in homes) and _BRITISH.search(everywhere):
        return found.start(), found.end(), "Europe/London", True
    if name == "GMT" and not homes:
        return found.start(), found.end(), "Europe/London", False
    first = next((home for home in places.zones(everywhere) if shared and home in shared), None)
    first = first or ("Europe/Brussels" if shared == _CENTRAL_EUROPE else None)  # whose clocks all go alike
    return (found.start(), found.end(), first, False) if first else None


def offset(text: str, hour_ends: int) -> tuple[int, int, timedelta] | None:
    """How far from Greenwich the clock is, where that is told behind an hour or by name: `19:00+02:00`, `UTC+5:30`."""
    found = _BEHIND_HOUR.match(text, hour_ends) or from_greenwich(text)
    if not found or int(found["hours"]) > _FARTHEST:
        return None
    ahead = timedelta(hours=int(found["hours"]), minutes=int(found.groupdict().get("minutes") or 0))
    return *found.span("all"), ahead if found["sign"][0].lower() in "+pa" else -ahead


def from_greenwich(text: str) -> re.Match[str] | None:
    """`UTC+5:30`, `GMT – 5`, `GMT minus 5`, `5 hours behind GMT`; no `9am GMT – 5 December`."""
    return _FROM_GREENWICH.search(text) or _HOURS_FROM_GREENWICH.search(text)


_FARTHEST = 14  # hours
_BEHIND_HOUR = re.compile(
    r"(?::[0-5]\d(?:\.\d+)?)?(?:\s?\(|\s(?=\+|[−-]0\d[03]0\b))?"
    r"(?P<all>(?P<sign>[+−-])(?P<hours>\d\d):?(?P<minutes>\d\d))(?!\d)"
)
_NO_DAY = (
    r"(?!\d{1,2}(?:st|nd|rd|th)?[\s.](?:of\s)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|\d{1,2}(?:st|nd|rd|th)"
    r"|\d{1,2}[./]\d|\d{1,2}\s?(?:noon|[ap]\.?m))"
)
_FROM_GREENWICH = re.compile(
    rf"(?P<all>(?:\b(?:UTC|GMT)|(?<![a-z])Z)\s?(?P<sign>[+−-]|(?:minus|plus)\s|(?:[–—]\s?|[+−-]\s){_NO_DAY})"
    r"(?P<hours>\d{1,2})(?::?(?P<minutes>[0-5]\d))?)\b",
    re.IGNORECASE,
)
_HOURS_FROM_GREENWICH = re.compile(
    r"\b(?P<all>(?P<hours>\d{1,2})\s?(?:h|hrs?|hours?)\s(?P<sign>behind|ahead of)\s(?:UTC|GMT|Greenwich))\b",
    re.IGNORECASE,
)


def beside(text: str, hours: Sequence[Hours], first: Hours, clock: tuple[int, int, str, bool] | None) -> Hours:
    """`18.00` of `5pm (18.00 CET)`: the same moment by the clock that is named; else the first."""
    for each in hours if clock else ():
        is_named = clock is not None and _NAMED_WITH.fullmatch(text, each.end, clock[0]) is not None
        if is_named and each.start > first.start and _SAME.fullmatch(text, first.end, each.start):
            return each
    return first


def is_told_again(text: str, first: Hours, second: Hours) -> bool:
    """Whether two hours are told as one moment by two clocks: `6am ET / 11am GMT`."""
    named = _ZONE.search(text, first.end, second.start) or _ZONE_PHRASE.search(text, first.end, second.start)
    return named is not None and _SAME.fullmatch(text, named.end(), second.start) is not None


def is_kept(name: str, home: str, day: date) -> bool:
    """Whether clocks there go by this name on that day: in July `GMT` may mean the time in London, or an hour later."""
    short = _WHOLE.get(name.upper(), name.upper())
    noon = time(12, tzinfo=ZoneInfo(home))
    new_year, summer, then = (
        datetime.combine(each, noon).utcoffset() or timedelta()
        for each in (date(day.year, 1, 1), date(day.year, 7, 1), day)
    )
    is_summer = then > min(new_year, summer)
    return short not in (_IN_WINTER if is_summer else _IN_SUMMER)


_IN_WINTER = frozenset("GMT WET CET EET EST CST MST PST AST AEST ACST NZST".split())
_IN_SUMMER = frozenset("BST WEST CEST EEST EDT CDT MDT PDT ADT AEDT ACDT NZDT".split())


def names_unknown_clock(text: str, hour_ends: int) -> bool:
    """Whether words behind an hour say by which clock it is, and none that we know: `9am CST`, `9.00 (Nairobi)`."""
    behind, rest = _UNKNOWN.match(text, hour_ends), text[hour_ends:]
    is_word = behind and behind["code"] and text.isupper() and not _AFTER_CODE.match(text, behind.end())
    if (behind and not is_word) or _SOME_TIME.search(rest):
        return True
    there = (places.zone(found[1]) for found in _IN_PLACE.finditer(rest.title() if text.isupper() else rest))
    return any(home is not None and home[2] != "Europe/London" for home in there)


_AFTER_CODE = re.compile(
    r"\W*(?:$|\d|ON\b|MON|TUE|WED|THU|FRI|SAT|SUN)"
)  # what stands behind a code, and behind few words
_IN_PLACE = re.compile(r"(?:\b[Ii]n |\()([A-ZÀ-Þ][\w.]+(?: [A-ZÀ-Þ][\w.]+){0,2})")
_UNKNOWN = re.compile(
    r" ?[(\[]?(?:in )?(?!(?:hrs|hours)\b|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\b"
    r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b)"
    r"(?:(?P<code>(?-i:[A-Z]{3,5}|[A-Z]T))\b(?<!\bNEXT)(?<!\bLAST)|(?-i:[A-Z][a-z]{3,}))|\s?[(\[][^)\]\d]{3,20}[)\]]",
    re.IGNORECASE,
)
_SOME_TIME = re.compile(r"\b(?!(?:any|this|that|the|same|release|publication)\b)[a-z]{3,} time\b", re.IGNORECASE)
_ZULU = re.compile(  # `2027-03-30T19:00Z`, `1900Z`
    r"(?:(?<=\d[:.][0-5]\d)|(?<=\d[:.][0-5]\d\s)|(?<=[0-2]\d[0-5]\d)|(?<=[0-2]\d[0-5]\d\s))Z(?!\w)"
)
_NAMED_WITH = re.compile(r"\s?\(?")
_SAME = re.compile(r"\s?[(\[/=,]\s?(?:that is |i\.e\. )?")
_BRITISH = re.compile(r"\+44|\b0(?:20|1\d{2,3}|7\d{3})\s?\d|\.uk\b|£")


def _is_clocklike(found: re.Match[str]) -> bool:
    if found["awhole"] and not found["bwhole"]:
        return found["awhole"][:2] not in ("19", "20") or bool(found["awlong"])
    return bool(found["aminute"] or found["awhole"] or found["bminute"] or found["along"])


def _hours(found: re.Match[str]) -> Hours | None:
    second = bool(found["bhour"] or found["bwhole"] or found["bword"])
    starts, ends = _minutes(found, "a"), _minutes(found, "b") if second else None
    if starts is None or (second and ends is None):
        return None
    half_a, half_b = _half(found, "a"), _half(found, "b") if second else None
    if half_a is None and half_b and not found["aword"] and not found["awhole"] and starts < 720:
        starts = _in_half(starts, half_b)
        if ends is not None and _in_half(ends, half_b) <= starts:
            starts -= 720
    starts = _in_half(starts, half_a)
    ends = None if ends is None else _in_half(ends, half_b)
    if ends is not None and half_b is None and half_a and ends <= starts and ends < 720 and not found["bword"]:
        ends += 720
    if starts < 0 or starts >= 1440 or (ends is not None and not 0 <= ends <= 1440):
        return None
    last = _place(found, "b") if second else _place(found, "a")
    return Hours(
        found.start(), found.end(), _written(starts), None if ends is None else _written(ends), _place(found, "a"),
        last, _is_marked(found, second),
    )  # fmt: skip


def _is_marked(found: re.Match[str], second: bool) -> bool:
    for name in ("a", "b"):
        if found[f"{name}word"] or _half(found, name) or found[f"{name}wlong"] or found[f"{name}long"]:
            return not (
                found[f"{name}hour"] and found[f"{name}long"] in ("hours", "h", "hrs") and not found[f"{name}minute"]
            )
    colon = bool(found["aminute"]) and _COLON.match(found[0]) is not None  # `17:30`, `17h30`, `17 h 30`
    return colon or (second and bool(found["aminute"]) and bool(found["bminute"]))


_COLON = re.compile(r"\d+(?::|\s?h)", re.IGNORECASE)


def _half(found: re.Match[str], name: str) -> str | None:
    half = found[f"{name}half"] or found[f"{name}whalf"]
    return half.lower() if half else None


def _minutes(found: re.Match[str], name: str) -> int | None:
    if word := found[f"{name}word"]:
        return 0 if word.lower() == "midnight" else 720
    if whole := found[f"{name}whole"]:
        hour, minute = int(whole[:2]), int(whole[2:])
    else:
        hour, minute = int(found[f"{name}hour"]), int(found[f"{name}minute"] or 0)
    return hour * 60 + minute if hour < 24 or (hour == 24 and minute == 0) else None


def _in_half(minutes: int, half: str | None) -> int:
    if half == "p" and minutes < 720:
        return minutes + 720
    return minutes - 720 if half == "a" and 720 <= minutes < 780 else minutes


def _place(found: re.Match[str], name: str) -> tuple[int, int]:
    group = next(f"{name}{each}" for each in ("hour", "whole", "word") if found[f"{name}{each}"])
    ends = [found.end(f"{name}{each}") for each in ("hour", "minute", "m", "long", "whole", "word", "wm", "wlong")]
    twelve = _TWELVE.search(found.string, max(0, found.start(group) - 3), found.start(group))
    return twelve.start() if twelve and found[f"{name}word"] else found.start(group), max(ends)


_TWELVE = re.compile(r"\b12\s?$")


def _written(minutes: int) -> str:
    return f"{minutes // 60 % 24:02}:{minutes % 60:02}"
