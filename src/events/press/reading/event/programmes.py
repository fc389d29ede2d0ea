"""A running order: lines that begin with an hour, what each is, and when the whole of it begins and ends."""

import re
from collections.abc import Sequence
from dataclasses import replace

from events.press.reading.draft import LIKELY, Fact
from events.press.reading.layout.parts import Part, Placed
from events.press.reading.layout.source import Source
from events.press.reading.words import dates, moments

_HOUR = (
    r"\d{1,2}[.:]\d\d(?:\s?[ap]\.?m\.?|\s?uhr)?|\d{1,2}h(?:[0-5]\d)?(?!\w)|\d{1,2}\s?(?:[ap]\.?m\.?|uhr)|12\s?noon"
    r"|[0-2]\d[0-5]\d(?=\s)"
)
ITEM = re.compile(
    rf"\W{{0,2}}(?P<time>{_HOUR})(?:\s?for\s(?P<for>{_HOUR}))?(?:\s?(?:-|–|—|to)\s?(?P<until>{_HOUR}))?"
    r"(?=[\s|:,–—-])",
    re.IGNORECASE,
)
NO_DOORS = r"(?<!doors )(?<!registration )(?<!bookings )(?<!booking )"
CLOSES = re.compile(
    rf"\b{NO_DOORS}(?:clos(?:e[sd]?|ure)|ends?|finish(?:es)?|depart(?:ure)?s?|carriages|adjourn(?:s|ment)?|ende|fin)\b",
    re.IGNORECASE,
)
_BEFORE_IT = re.compile(
    r"\b(?:doors?|registration|arriv(?:als?|es?|ing)|check-?in|accreditation|accueil|einlass|crew|get-in|load-in|set-?up"
    r"|(?:sound|mic|microphone|line|tech(?:nical)?)[ -](?:check|run|rehearsal)|rehearsals?|soundcheck|green room|seated"
    r"|(?:speakers|panel|guests) (?:to|into) |(?:tea|coffee)\b.{0,20}$)",
    re.IGNORECASE,
)
_OPENS = re.compile(r"\W*(?:(?:doors?|house)(?: (?:are|is))? open|doors?\b|einlass\b)", re.IGNORECASE)
_STARTS = re.compile(r"\W*(?:start|begin|commence)s?\b(?!-)", re.IGNORECASE)
_OF_ITS_KIND = (
    r"(?:(?:the|our|draft|outline|full|final|provisional|event|day|evening|conference|seminar|webinar|workshop|symposium"
    r"|forum|colloquium|launch|festival|speaker|detailed) ){0,2}"
)
_KIND = (
    rf"(?:{_OF_ITS_KIND}(?:programmes?|programs?|agenda|timetable|schedule)|running order|run of show"
    r"|order of (?:proceedings|events|(?:the )?(?:day|evening)))"
)
TITLED = re.compile(rf"\s?[:–—|-]\s?{_KIND}$", re.IGNORECASE)  # `Harbour Day: running order`
_IS_KIND = re.compile(rf"\W*{_KIND}(?: \([^()]{{2,30}}\))?\W*", re.IGNORECASE)
_FEWEST = 3  # items
_NEWS_ABOVE = 8  # lines, of which several are news if the programme is only a part of the text


def items(placed: Sequence[Placed]) -> list[tuple[Placed, re.Match[str]]]:
    """Its lines; none where they are too few to be one."""
    found = [
        (each, item)
        for each in placed
        if each.paragraph.text[:3].strip(" (-–—•[")[:1].isdigit()
        and (item := ITEM.match(each.paragraph.text[:40]))
        and each.part not in (Part.EMBARGO, Part.FURNITURE)
    ]
    return found if len(found) >= _FEWEST else []


def is_all(placed: Sequence[Placed]) -> bool:
    """Whether the text is a running order and no news with one below."""
    return sum(each.part is Part.BODY for each in placed[:_NEWS_ABOVE]) <= 1 and bool(items(placed))


def is_kind(line: str) -> bool:
    """`Running order (final)`, and nothing else."""
    return len(line) <= _HEADING and _IS_KIND.fullmatch(line) is not None


def is_paper(line: str) -> bool:
    """`Running order (v4, 2 March 2027) – not for circulation`: what it is, in which state, and for whom."""
    kind = _PAPER.match(line)
    return kind is not None and len(line) <= _LONGEST and not without_state(line[kind.end() :])


def without_state(words: str) -> str:
    """What is left of what stands behind the kind of a paper, without its version, its day and for whom it is."""
    for day in reversed(dates.within(words)):
        words = f"{words[: day.start]} · {words[day.end :]}"
    return _STATE.sub("", words).strip()


_PAPER = re.compile(
    rf"\W*(?:(?:confirmed|draft|final|full) )?(?:{_KIND}|(?:speakers?|guests?|panell?ists?)['’]?(?: list)?"
    r"|list of (?:speakers|guests|panell?ists|participants)|panel members)(?!\w)",
    re.IGNORECASE,
)
_STATE = re.compile(  # `v3 (FINAL) - internal`
    r"\b(?:v(?:ersion|\.)? ?\d+(?:\.\d+)*|rev(?:ision|\.)? ?\d+|final|draft|internal|confidential|updated?|revised"
    r"|provisional|latest|issued?|correct|subject to change|as (?:at|of|on)|status|stand|of|on|at|from"
    r"|(?:not|only) (?:for|to) [\w ]{3,60}|for [\w ]{0,20}\b(?:use|team|crew|staff|eyes|reference)\b[\w ]{0,20}"
    r"|(?:please )?(?:do not|discard|destroy|ignore) [\w’' ]{3,60}|(?:supersed|replac)(?:es|ing) [\w’'. ]{3,60})(?!\w)"
    r"|[^\w\s]+",
    re.IGNORECASE,
)
_LONGEST = 120  # characters


def hours(source: Source, placed: Sequence[Placed]) -> tuple[Fact, Fact] | None:
    """When it begins, but for the coffee before, and when it ends, if that is on the same day."""
    found = items(placed)
    if not found:
        return None
    first, last = found[_first(found)], found[_last(found)]
    starts = _hour(source, first[0], first[1], "for" if first[1]["for"] else "time")
    if starts is None:
        return None
    closing = "until" if last[1]["until"] else "time" if CLOSES.search(last[0].paragraph.text) else None
    is_one_day = closing and not _goes_on_another_day(placed, first[0], found[-1][0])
    return starts, _hour(source, last[0], last[1], closing) if closing and is_one_day else None


def in_the_half_that_is_told(hours: tuple[Fact, Fact], told: Fact) -> tuple[Fact, Fact]:
    """`6.30 Welcome` of an evening at 6.30pm, as the text has it elsewhere, is no breakfast."""
    begins, ends = hours
    if not (told and begins and moments.in_the_afternoon(begins.value) == told.value > begins.value):
        return hours
    if ends and ends.value < told.value:
        ends = replace(ends, value=moments.in_the_afternoon(ends.value))
    return replace(begins, value=told.value), ends


def _first(found: Sequence[tuple[Placed, re.Match[str]]]) -> int:
    """Which of the items it begins with: what says so, or the one after the doors, the crew and the coffee."""
    told = [each.paragraph.text[item.end() :].lstrip(_RULES) for each, item in found[:_MOST_BEFORE]]
    if (start := next((at for at, words in enumerate(told) if _STARTS.match(words)), None)) is not None:
        return start
    at = max((at + 1 for at, words in enumerate(told) if _OPENS.match(words)), default=0)
    while at < len(told) and _BEFORE_IT.search(told[at][:_OPENING]):
        at += 1
    return at if at < len(found) else 0


def _last(found: Sequence[tuple[Placed, re.Match[str]]]) -> int:
    """Which of the items it ends with, which is not when the house is cleared."""
    told = [each.paragraph.text[item.end() :].lstrip(_RULES) for each, item in found[-_MOST_AFTER:]]
    if CLOSES.search(found[-1][0].paragraph.text):
        return len(found) - 1
    closing = next((at for at, words in enumerate(reversed(told), 1) if CLOSES.match(words)), 1)
    return len(found) - closing


_MOST_BEFORE, _MOST_AFTER = 8, 3  # items
_OPENING = 80  # characters of an item
_RULES = " \t|:,–—-"


def _goes_on_another_day(placed: Sequence[Placed], first: Placed, last: Placed) -> bool:
    """`Day two – Friday 9 October` between the items."""
    begin, end = first.paragraph.start, last.paragraph.start
    between = (each.paragraph.text for each in placed if begin < each.paragraph.start < end)
    return any(_DAY.match(text) or (len(text) <= _HEADING and dates.within(text)) for text in between)


_DAY = re.compile(r"\W{0,3}day (?:two|three|2|3|ii)\b", re.IGNORECASE)
_HEADING = 60  # characters


def _hour(source: Source, line: Placed, item: re.Match[str], group: str) -> Fact:
    written = item[group]
    hours = next(
        moments.within(f"{written} hrs" if written.isdigit() else written, bare=True), None
    )  # `2000` is no year
    at = line.paragraph.start + item.start(group)
    return source.found(at, at + len(written), hours.starts, LIKELY) if hours else None
