"""Days as press offices write them, the order of day and month by the dialect of the text."""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property, lru_cache
from typing import Literal

_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_WEEKDAY = (
    r"(?P<weekday>(?:Mon|Tues?|Wed(?:nes)?|Thur?s?|Fri|Sat(?:ur)?|Sun)(?:day)?"
    r"|(?:MON|TUES?|WED(?:NES)?|THUR?S?|FRI|SAT(?:UR)?|SUN)(?:DAY)?)\.?"
)
_MONTH = (
    r"(?P<month>Jan(?:uary)?|Feb(?:r?u?r?uary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?|JAN(?:UARY)?|FEB(?:RUARY)?|MAR(?:CH)?|APR(?:IL)?|MAY|JUNE?|JULY?|AUG(?:UST)?"
    r"|SEPT?(?:EMBER)?|OCT(?:OBER)?|NOV(?:EMBER)?|DEC(?:EMBER)?)"
)
_ANY_MONTH = re.compile("|".join([*map(str.capitalize, _MONTHS), *map(str.upper, _MONTHS)]))
_NTH = r"(?:\s?(?:st|nd|rd|th|ST|ND|RD|TH))?"
_YEAR = r"(?P<year>(?:19|20)\d\d|['’]\d\d(?!\d))"
_MONTH_AFTER = (
    rf"{_NTH}(?P<until>\s?(?:-|–|—|to|and|&|/)\s?\d{{1,2}}{_NTH})?(?:\sof\s|\s|[.\-]\s?|/){_MONTH}\b\.?(?:,?\s"
    rf"|[-./])?(?:{_YEAR}(?!\d|:\d))?"
)
_DAY_FIRST = re.compile(rf"(?<![\d./:£$€-])(?:{_WEEKDAY},?\s(?:the\s)?)?(?P<day>\d{{1,2}}){_MONTH_AFTER}")
_MONTH_FIRST = re.compile(
    rf"(?<!\w)(?:{_WEEKDAY},?\s)?{_MONTH}\.?\s(?:the\s)?(?P<day>\d{{1,2}})(?![\d:.]\d|\d){_NTH}(?P<until>\s?(?:-"
    rf"|–|—|to|and|&)\s?\d{{1,2}}{_NTH}(?!\s?[:.]\d|\s?[ap]\.?m))?"
    rf"(?![\w%])(?:,?\s{_YEAR}(?!\d|:\d))?"
)
_UNITS = "first second third fourth fifth sixth seventh eighth ninth".split()
_ORDINALS = [
    *_UNITS,
    *"tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth".split(),
    "twentieth",
    *(f"twenty-{each}" for each in _UNITS),
    "thirtieth",
    "thirty-first",
]
_ORDINAL = "(?P<day>" + "|".join(sorted(_ORDINALS, key=len, reverse=True)).replace("-", "[- ]") + ")"
_YEAR_AFTER = rf"(?:,?\sin\sthe\syear|,)?\s{_YEAR}(?!\d|:\d)"
_IN_WORDS = [  # as cards have it: `Friday, the sixteenth day of October 2026`, `October the sixteenth`
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?<!\w)(?:{_WEEKDAY},?\s(?:the\s)?|the\s){_ORDINAL}(?:\sday)?(?:\sof)?\s{_MONTH}\b(?:{_YEAR_AFTER})?",
        rf"(?<!\w)(?:{_WEEKDAY},?\s)?{_MONTH}\s(?:the\s)?{_ORDINAL}\b(?:{_YEAR_AFTER})?",
    )
]
_ANY_ORDINAL = re.compile(r"(?:[Ff]irst|[Ss]econd|[Tt]hird|[rfxnhe]th|FIRST|SECOND|THIRD|TH)\b")
_ISO = re.compile(r"(?P<year>(?:19|20)(?<![\d-]..)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)")
_NUMBERS_AFTER = r"(?P<mark>[/.-])(?P<second>\d{1,2})(?P=mark)(?P<year>(?:19|20)\d\d|\d\d)(?![\d/.-]\d|\d)"
_NUMERIC = re.compile(rf"(?<![\d./-])(?:{_WEEKDAY},?\s)?(?P<first>\d{{1,2}}){_NUMBERS_AFTER}")
# The same without their weekdays: a whole text is soon searched for a digit.
_BARE_DAY_FIRST = re.compile(rf"\d(?<![\d./:£$€-].)\d?{_MONTH_AFTER}")
_BARE_NUMERIC = re.compile(rf"(?P<first>\d(?<![\d./-].)\d?){_NUMBERS_AFTER}")
_BARE_WEEKDAY = re.compile(rf"(?<!\w){_WEEKDAY}(?!\w)")
_TODAY = re.compile(r"\b(?:today|this (?:morning|afternoon|evening)|tonight|tomorrow)\b", re.IGNORECASE)

_SHORT = 200  # characters of a line
_ANY_DIGIT = re.compile(r"\d")
_ANY_NUMBER = re.compile(r"\d+")
_BESIDE_MONTH = 60  # characters, in which all of its day stands

Order = Literal["day first", "month first", "unknown"]


@dataclass(frozen=True)
class Day:
    """A day where it is written; `year` is None where only day and month are."""

    start: int
    end: int
    month: int
    number: int
    year: int | None
    weekday: int | None = None
    is_doubtful: bool = False  # day and month might be the other way round
    last: int | None = None  # of `13/14 April`

    @cached_property
    def exact(self) -> date | None:
        return _made(self.year, self.month, self.number) if self.year else None

    @property
    def agrees(self) -> bool:
        """With its own weekday, if one is written."""
        return self.weekday is None or self.exact is None or self.exact.weekday() == self.weekday

    def near(self, reference: date) -> date | None:
        """With the year that fits its weekday, or that brings it nearest to the reference."""
        if self.exact:
            return self.exact
        years = (reference.year, reference.year + 1, reference.year - 1)
        possible = [each for each in (_made(year, self.month, self.number) for year in years) if each]
        fitting = [each for each in possible if self.weekday is None or each.weekday() == self.weekday]
        return min(fitting or possible, key=lambda each: abs(each - reference), default=None)


def within(text: str, *, order: Order = "unknown") -> list[Day]:
    """Every day that has at least a day and a month, in the order of the text."""
    if len(text) <= _SHORT:
        return [*_in_line(text, order)]
    return _within(text, order)


@lru_cache(maxsize=1024)
def _in_line(text: str, order: Order) -> tuple[Day, ...]:
    """The same of a line, which is asked for again and again."""
    return tuple(_within(text, order)) if _ANY_DIGIT.search(text) or _ANY_MONTH.search(text) else ()


def _within(text: str, order: Order) -> list[Day]:
    found = [*_spelt(text), *_abroad(text), *_numeric(text, order)]
    found.sort(key=lambda each: (each.start, -each.end))
    kept: list[Day] = []
    for each in found:
        if not kept or each.start >= kept[-1].end:
            kept.append(each)
    return kept


def order_of(text: str) -> Order:
    """Which comes first in `04/05/2010`, by the other dates and the manners of the text."""
    certain = [_certain_order(each) for each in _BARE_NUMERIC.finditer(text)]
    for order in certain:
        if order:
            return order
    american = sum(len(_MONTH_FIRST.findall(text, *each)) for each in _beside_months(text)) + 2 * len(
        _AMERICAN.findall(text)
    )
    british = len(_BARE_DAY_FIRST.findall(text)) + 2 * len(_BRITISH.findall(text))
    if american == british:
        return "unknown"
    return "month first" if american > british else "day first"


_AMERICAN = re.compile(
    r"\b(?:\d{3}[-.]\d{3}[-.]\d{4}|E[SD]?T|[PCM][SD]T|Eastern\sTime|Pacific\sTime|FOR IMMEDIATE RELEASE"
    r"|programs?|centers?|labors?|colors?|behaviors?)\b"
    r"|\+1[\s.(-]|\(\d{3}\)\s\d{3}-\d{4}|(?:ization|yzed)\b|\.gov\b(?!\.)"
)
_BRITISH = re.compile(
    r"\b(?:0(?:20|7\d{3}|1\d{2,3})\s?\d|(?:BST|GMT|hrs|programmes?|centres?|labours?|colours?|organisations?)\b)"
    r"|\+44|£|\.(?:uk|ie|eu|org\.au)\b"
)


def relative(text: str, reference: date) -> tuple[int, int, date] | None:
    """The first `today`, `this evening` or `tomorrow`, by the day of the text itself."""
    if of_its_own := of_release(text):
        return *of_its_own, reference
    found = _TODAY.search(text)
    if not found:
        return None
    return found.start(), found.end(), reference + timedelta(days=found[0].lower() == "tomorrow")


def of_release(text: str) -> tuple[int, int] | None:
    """`on the morning of publication`."""
    found = _ITS_DAY.search(text)
    return found.span() if found else None


_ITS_DAY = re.compile(
    r"\bon the (?:day|morning|afternoon|evening) of (?:the )?(?:publication|launch|release)\b", re.IGNORECASE
)


def names_a_weekday(words: str) -> bool:
    return bool(_BARE_WEEKDAY.search(words))


def weekdays(text: str, reference: date) -> Iterator[tuple[int, int, date]]:
    """Bare weekdays, each the next such day from the reference on."""
    for found in _BARE_WEEKDAY.finditer(text):
        ahead = (_weekday(found) or 0) - reference.weekday()
        yield found.start(), found.end(), reference + timedelta(days=ahead % 7)


def _spelt(text: str) -> Iterator[Day]:
    for found in itertools.chain(_with_months(text), _ISO.finditer(text)):
        month, written = found["month"], found["day"].lower().replace(" ", "-")
        number = int(month) if month.isdigit() else _month(found)
        day = int(written) if written.isdigit() else _ORDINALS.index(written) + 1
        year = _year(found["year"]) if found["year"] else None
        weekday = _weekday(found) if found.re is not _ISO else None
        if _made(year or 2000, number, day):
            end = found.start() + len(found[0].rstrip(" ,.-"))
            yield Day(found.start(), end, number, day, year, weekday, last=_last(found, number, day))


def _abroad(text: str) -> Iterator[Day]:
    """`14 avril 2010`, `Mittwoch, 14. März`, `14 de abril de 2010`: as a house of two languages has them."""
    for found in _DAY_ABROAD.finditer(text):
        before = _WEEKDAY_ABROAD.search(text, max(0, found.start() - _NEAR), found.start())
        is_told = before or found["mark"] or found["of"] or found["year"] or found["stop"]
        if not is_told and (found["short"] or _IN_ENGLISH.fullmatch(found["month"])):
            continue  # `2 Mars bars`, `12 Mayo Road`
        rows = _SHORT_ABROAD if found["short"] else _MONTHS_ABROAD
        month, day = _place_in(rows, found["short"] or found["month"]) + 1, int(found["day"])
        year = _year(found["year"]) if found["year"] else None
        weekday = _place_in(_DAYS_ABROAD, before["weekday"]) if before else None
        if _made(year or 2000, month, day):
            yield Day(before.start() if before else found.start(), found.end(), month, day, year, weekday)


def _place_in(rows: Sequence[str], word: str) -> int:
    return next(place for place, row in enumerate(rows) if word.lower() in row.split())


_MONTHS_ABROAD = (  # in German, French, Spanish, Italian, Portuguese, Dutch, Welsh and Polish
    "januar jänner janvier enero gennaio januari janeiro ionawr stycznia",
    "februar feber février fevrier febrero febbraio februari fevereiro chwefror lutego",
    "märz maerz mars marzo maart março mawrth marca",
    "avril abril aprile april ebrill kwietnia",
    "mai mayo maggio mei maio maja",
    "juni juin junio giugno junho mehefin czerwca",
    "juli juillet julio luglio julho gorffennaf lipca",
    "août aout agosto augustus awst sierpnia",
    "septembre septiembre settembre setembro september medi września",
    "oktober octobre octubre ottobre outubro hydref października",
    "novembre noviembre novembro november tachwedd listopada",
    "dezember décembre decembre diciembre dicembre dezembro december rhagfyr grudnia",
)
_DAYS_ABROAD = (
    "montag lundi lunes lunedì maandag",
    "dienstag mardi martes martedì dinsdag",
    "mittwoch mercredi miércoles miercoles mercoledì woensdag",
    "donnerstag jeudi jueves giovedì donderdag",
    "freitag vendredi viernes venerdì vrijdag",
    "samstag samedi sábado sabado sabato zaterdag",
    "sonntag dimanche domingo domenica zondag",
)
_SHORT_ABROAD = (  # which only a stop, a year or a weekday tells from other words
    "jan janv jän ene genn", "feb febr fév fevr févr fev", "mrz mär mrt", "avr abr", "mai", "juin giu mehef",
    "juil jul lug", "août aug", "sept sep", "okt oct ott", "nov", "dez déc dec dic rhag",
)  # fmt: skip
_ANY_MONTH_ABROAD = "|".join(sorted(" ".join(_MONTHS_ABROAD).split(), key=len, reverse=True))
_ANY_SHORT_ABROAD = "|".join(sorted(" ".join(_SHORT_ABROAD).split(), key=len, reverse=True))
_DAY_ABROAD = re.compile(
    rf"(?P<day>\d(?<![\d./:£$€-].)\d?)(?P<mark>er|[.º°])?\s(?P<of>de\s)?"
    rf"(?:(?P<month>{_ANY_MONTH_ABROAD})|(?P<short>{_ANY_SHORT_ABROAD})(?P<stop>\.?))(?!\w)(?:,?\s(?:del?\s)?{_YEAR}(?!\d|:\d))?",
    re.IGNORECASE,
)
_WEEKDAY_ABROAD = re.compile(
    rf"\b(?P<weekday>{'|'.join(' '.join(_DAYS_ABROAD).split())}),?\s(?:de[nmr]\s|le\s|el\s)?$", re.IGNORECASE
)
_IN_ENGLISH = re.compile(r"mars|mai|mayo|mei|medi", re.IGNORECASE)
_NEAR = 20  # characters before a day, in which its weekday stands


def has_none_such(text: str) -> bool:
    """Whether it names a day that no calendar has: `31 April`, `31/04/2027`."""
    for each in _with_months(text):
        year = _year(each["year"]) if each["year"] else None
        if each["day"].isdigit() and _made(year, _month(each), int(each["day"])) is None:
            return True
    for each in _NUMERIC.finditer(text):
        one, two, year = int(each["first"]), int(each["second"]), _year(each["year"])
        if _made(year, one, two) is None and _made(year, two, one) is None:
            return True
    return False


def _month(found: re.Match[str]) -> int:
    return _MONTHS.index(found["month"][:3].lower()) + 1


def _last(found: re.Match[str], month: int, first: int) -> int | None:
    until = _ANY_NUMBER.search(found.groupdict().get("until") or "")
    last = int(until[0]) if until else 0
    return last if last > first and _made(None, month, last) else None


def _with_months(text: str) -> Iterator[re.Match[str]]:
    """Days with the name of their month."""
    for start, end in _beside_months(text):
        in_words = _IN_WORDS if _ANY_ORDINAL.search(text, start, end) else ()
        for pattern in (_DAY_FIRST, _MONTH_FIRST, *in_words):
            yield from pattern.finditer(text, start, end)


def _beside_months(text: str) -> list[tuple[int, int]]:
    """Where months are named, and in which stretches their days stand."""
    stretches: list[tuple[int, int]] = []
    for month in _ANY_MONTH.finditer(text):
        start, end = max(0, month.start() - _BESIDE_MONTH), month.end() + _BESIDE_MONTH
        if stretches and start <= stretches[-1][1]:
            start = stretches.pop()[0]
        stretches.append((start, end))
    return stretches


def _numeric(text: str, order: Order) -> Iterator[Day]:
    for found in _NUMERIC.finditer(text) if _BARE_NUMERIC.search(text) else ():
        first, second = int(found["first"]), int(found["second"])
        certain = _certain_order(found) or ("day first" if found["mark"] == "." else None)
        weekday, year = _weekday(found), _year(found["year"])
        if certain is None and order == "unknown" and weekday is not None:
            certain = _by_weekday(first, second, year, weekday)
        number, month = (second, first) if (certain or order) == "month first" else (first, second)
        doubtful = certain is None and order == "unknown" and first != second
        if _made(year, month, number):
            yield Day(found.start(), found.end(), month, number, year, weekday, doubtful)


def _by_weekday(first: int, second: int, year: int, weekday: int) -> Order | None:
    british, american = _made(year, second, first), _made(year, first, second)
    fits = [each is not None and each.weekday() == weekday for each in (british, american)]
    if fits[0] != fits[1]:
        return "day first" if fits[0] else "month first"
    return None


def _certain_order(found: re.Match[str]) -> Order | None:
    first, second = int(found["first"]), int(found["second"])
    if first > 12 >= second:
        return "day first"
    return "month first" if second > 12 >= first else None


def _weekday(found: re.Match[str]) -> int | None:
    name = found["weekday"]
    if not name:
        return None
    return next(place for place, each in enumerate(_DAYS) if each[:3].lower() == name[:3].lower())


def _year(written: str) -> int:
    digits = written.lstrip("'’")
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def _made(year: int | None, month: int, number: int) -> date | None:
    try:
        return date(year or 2000, month, number)
    except ValueError:
        return None


def best(days: Sequence[Day]) -> Day | None:
    """The first that has a year, else the first."""
    return next((each for each in days if each.year), days[0] if days else None)


def without(text: str, days: Sequence[Day]) -> str:
    """The text with its days blanked, so that `14.04` is no time."""
    for day in days:
        text = text[: day.start] + " " * (day.end - day.start) + text[day.end :]
    return text
