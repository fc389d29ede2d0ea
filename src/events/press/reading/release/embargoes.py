"""Until when nothing may be published: the line says a day, a time, perhaps a clock."""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from events.press.reading.draft import CERTAIN, DOUBTFUL, LIKELY, Embargo, Event, Fact, Found, doubted
from events.press.reading.layout import headings
from events.press.reading.layout.parts import Part, Placed
from events.press.reading.layout.source import Source
from events.press.reading.words import dates, moments

_LIFTED = re.compile(
    r"\bno embargo\b|\bnot (?:under embargo|embargoed)\b|\bembargo (?:has been |is )?lifted\b"
    r"|\bembargo\W+(?:none|n/?a|nil)\b",
    re.IGNORECASE,
)
_FEAST = re.compile(r"\b(?:Easter|Whit|Good|Holy|Shrove|Maundy|Ash|bank holiday)\W*$", re.IGNORECASE)
_PAST_MIDNIGHT = re.compile(r"\b(?:one|1|a) minute (?:past|after) midnight\b", re.IGNORECASE)
_FOR_RELEASE = re.compile(r"\W*(?:for |date of )?(?:release|publication)\b", re.IGNORECASE)
_WINDOW = 220
_MOST = 40  # lines that tell of one


def read(source: Source, placed: Sequence[Placed], order: dates.Order, released: Fact, today: date) -> Embargo:
    """The day of the release gives the year where the line has none; `today` would only be a guess."""
    near = date.fromisoformat(released.value) if released else today
    places = [*itertools.islice(_places(placed), _MOST)]
    found: tuple[Embargo, int, int] | None = None
    for start, end, at_top in places:
        if found and start < found[2] and end > found[1]:
            continue  # the same line with the next
        end = end if found is None else _end_of_sentence(source.plain, start, end)
        embargo = _read(source, start, end, order, near, at_top=at_top)
        is_hour = found is None and at_top and embargo.date is None and embargo.time is not None
        if is_hour and released and _tells_no_day(source.plain[start:end]):
            embargo = replace(embargo, date=doubted(released, where=True))  # an hour alone is of its own day
        if embargo.date and released is None and not _has_year(source, embargo.date, order):
            embargo = replace(embargo, date=replace(embargo.date, confidence=DOUBTFUL))
        if embargo.date and found is None:
            found, near = (embargo, start, end), date.fromisoformat(embargo.date.value)
        elif embargo.date and found:
            found = _later(found[0], embargo), *found[1:]
    return found[0] if found else Embargo(line=_line(source, places))


def _later(first: Embargo, again: Embargo) -> Embargo:
    """What a text under two embargoes is under at least, to be checked; the first where both are one."""
    if first.date is None or again.date is None or first.date.value == again.date.value:
        return first
    later, other = (again, first) if again.date.value > first.date.value else (first, again)
    time, zone = (later.time, later.zone) if later.time else (other.time, other.zone)
    return replace(later, date=doubted(later.date, where=True), time=doubted(time, where=True), zone=zone)


def _end_of_sentence(text: str, start: int, end: int) -> int:
    stop = _SENTENCE_ENDS.search(text, start, end)
    return stop.start() if stop else end


def _tells_no_day(text: str) -> bool:
    """Whether a line has at most an hour: `until 12/12, 9am` has a day that we cannot read."""
    hours = [each.first for each in [*moments.within(text, bare=True)][:1]]
    cuts = [0, *(place for span in hours for place in span), len(text)]
    rest = " ".join(text[one:two] for one, two in zip(cuts[::2], cuts[1::2], strict=True))
    is_only_an_hour = not hours or _ONLY.fullmatch(_OF_AN_HOUR.sub(" ", rest)) is not None
    return is_only_an_hour and not re.search(r"\d", rest)


_OF_AN_HOUR = re.compile(
    r"\b(?:hours|hrs|o['’]?clock|local|standard|summer|daylight|today|on|at|the|of|in|a\.?m|p\.?m|noon|midday|midnight"
    r"|one|minute|past|after|[a-z]{2,4}t|utc|london|dublin|uk|irish|british|eastern|central|pacific|online|broadcasting"
    r"|please|all|its|it|contents|content|copy|details|text|report|quote[sd]?|share[d]?|circulation|distribution"
    r"|be|will|may|must)\b",
    re.IGNORECASE,
)


def _line(source: Source, places: Sequence[tuple[int, int, bool]]) -> Fact:
    """The first that says of the text that it is under one."""
    for start, end, at_top in places:
        if at_top:
            return source.found(start, end, confidence=DOUBTFUL)
    return None


def _has_year(source: Source, day: Found[str], order: dates.Order) -> bool:
    return any(each.year for each in dates.within(source.text[slice(*day.span)], order=order))


def with_event(source: Source, event: Event, embargo: Embargo) -> Embargo:
    """`Embargoed until the start of the briefing`: then it lifts when that begins."""
    clocks = [source.text[slice(*each.span)] for each in (embargo.zone, event.zone) if each]
    if embargo.zone and event.zone and clocks[0] == clocks[1]:
        embargo = replace(embargo, zone=replace(embargo.zone, value=event.zone.value))  # of the place that is told
    is_doubtful = embargo.date is None or embargo.date.to_check
    if is_doubtful and event.date and event.starts and _UNTIL_EVENT.search(source.plain):
        found = (
            replace(each, confidence=DOUBTFUL) if each else None for each in (event.date, event.starts, event.zone)
        )
        return Embargo(**dict(zip(("date", "time", "zone"), found, strict=True)))
    return embargo


_UNTIL_EVENT = re.compile(
    r"\bembargo(?:ed)? (?:lifts |ends |is lifted )?(?:until|till|at|with|when) (?:the )?"
    r"(?:(?:start|beginning|opening|launch) of (?:the )?)?"
    r"(?:event|briefing|launch|panel|press conference|news conference|conference|discussion|meeting|seminar"
    r"|presentation|webinar|debate)\b(?! on)",
    re.IGNORECASE,
)


_SENTENCE_ENDS = re.compile(r"[.!?]\s+[A-Z]")


def _places(placed: Sequence[Placed]) -> Iterator[tuple[int, int, bool]]:
    said = [(place, each, found) for place, each in enumerate(placed) if (found := _said(each.paragraph.text[:3000]))]
    for place, each, found in sorted(said, key=lambda one: _how_plainly(one[1])):
        paragraph = each.paragraph
        if _LIFTED.search(paragraph.text[:3000]) and not _UNTIL.search(paragraph.text[:3000]):
            continue  # which `no embargo on photographs` beside a day does not say
        if each.part is Part.EMBARGO or (each.part is Part.FURNITURE and len(paragraph.text) < 60):
            following = placed[place + 1].paragraph if place + 1 < len(placed) else paragraph
            near = following.group <= paragraph.group + 1 and len(following.text) < 90 and _tells_no_day(paragraph.text)
            begin = found.start() if _BEFORE.search(paragraph.text[: found.start()]) else 0
            if going_on := lines_below(placed, place):
                last = placed[going_on[-1]].paragraph
                yield paragraph.start, last.end, _tells_no_more(paragraph.text, following.text)
            yield paragraph.start + begin, paragraph.end, True
            if near and not going_on:
                yield paragraph.start, following.end, _tells_no_more(paragraph.text, following.text)
            above = placed[place - 1].paragraph if place else paragraph
            if above.group == paragraph.group and _FOR_RELEASE.match(above.text[:90]):
                yield above.start, paragraph.end, True  # the day in one line, the hour in the next
        else:
            lifted = _MAY_BE.search(paragraph.text, found.end(), found.end() + _WINDOW)
            start = paragraph.start + (lifted or found).start()
            yield start, min(paragraph.end, start + _WINDOW), False


def lines_below(placed: Sequence[Placed], place: int) -> range:
    """The lines that tell the hour and the day of an embargo, whose own tells no day, or only which of the week."""
    line = placed[place].paragraph.text
    weekday = next(dates.weekdays(line, _ANY_DAY), None)
    rest = line if weekday is None else line[: weekday[0]] + line[weekday[1] :]
    if dates.within(line) or not _tells_no_day(rest):
        return range(0)
    end, told = place + 1, None
    for each, above in zip(placed[place + 1 : place + 4], placed[place:], strict=False):
        text = each.paragraph.text
        is_near = each.paragraph.group <= above.paragraph.group + (told is None)
        days = dates.within(text)
        if not is_near or (told and days) or not _is_only_when(text):
            break
        end, told = end + 1, told or (days[0] if days else None)
    if weekday and told and told.exact and told.exact.weekday() != weekday[2].weekday():
        return range(0)  # the release's own
    return range(place + 1, end if told else place + 1)


_ANY_DAY = date(2000, 1, 1)


def _is_only_when(text: str) -> bool:
    if len(text) > 60:
        return False
    days = dates.within(text)
    rest = dates.without(text, days)
    for each in [*moments.within(rest, bare=True)]:
        rest = rest[: each.start] + " " * (each.end - each.start) + rest[each.end :]
    is_when = rest != text or _OF_CLOCK.match(text) is not None
    return is_when and _ONLY.fullmatch(_OF_AN_HOUR.sub(" ", rest)) is not None


_OF_CLOCK = re.compile(r"(?:time )?zone\W", re.IGNORECASE)


def _tells_no_more(line: str, following: str) -> bool:
    """Whether a line says only that there is an embargo, and the next only until when, as no text about trade does."""
    return _ONLY.fullmatch(line) is not None and len(_WORDS.findall(following)) < 2


_WORDS = re.compile(r"\b(?!(?:hours|time|local|until|from|noon|midnight|minute|past|after|midday)\b)[a-z]{4,}\b")
_ONLY = re.compile(
    r"(?:\W|\b(?:strict(?:ly)?|under|embargo(?:ed)?|press|media|news|release|this|is|and|confidential|private|for|until|till"
    r"|to|time|date|day|hour|zone|lifts?|ends?|not|publication|use|broadcast|or|before|do|publish|hold)\b)*",
    re.IGNORECASE,
)
_BEFORE = re.compile(r"\||\bembargoed cop(?:y|ies)\b", re.IGNORECASE)


def _said(text: str) -> re.Match[str] | None:
    """`Embargoed copies will be sent on Friday` tells when one may read; until when, perhaps another sentence does."""
    said = [*headings.embargoes(text)]
    plain = next((each for each in said if not _COPIES.match(text, each.start())), None)
    return plain or (said[0] if said and (_UNTIL.search(text) or _MAY_BE.search(text)) else None)


_COPIES = re.compile(r"embargoed (?:\w+ )?(?:copy|copies|versions?|proofs?)\b", re.IGNORECASE)
_MAY_BE = re.compile(  # copies are available before
    r"\b(?:may|can) (?:then |only )?be (?:reported|published|broadcast|used|quoted)(?: on)? (?:from|after|at)\b"
)


def _how_plainly(each: Placed) -> tuple[bool, bool]:
    """`embargoed until` says more than `under embargo`, and the head of a mail less than its text."""
    return each.part is Part.FURNITURE, not _UNTIL.search(each.paragraph.text[:3000])


_UNTIL = re.compile(
    r"\b(?:embargo(?:ed)?|confidential)\b[^.;]{0,30}?\b(?:until|till|(?:to|for) (?=\d|noon|mid))\b[^.;]{0,40}\d"
    r"|\bnot (?:for|to be|be) [^.;]{0,60}before\b",
    re.IGNORECASE,
)


def _read(source: Source, start: int, end: int, order: dates.Order, near: date, *, at_top: bool) -> Embargo:
    text = source.plain[start:end]
    if until := _UNTIL_EVENT.search(text):
        stop = _SENTENCE_ENDS.search(text, until.end())
        text = text[: stop.start()] if stop else text  # what is told after tells of other days
    days = dates.within(text, order=order)
    said = next(headings.embargoes(text), None)
    days = [each for each in days if said and each.start >= said.start()] or days  # the release's own stands before
    until_when = _until_when(text, days)
    day = _day(source, start, text, days, until_when, near)
    day = day if at_top else doubted(day, where=True)
    masked = dates.without(text, days)
    times = [*moments.within(masked, bare=True)]
    times = [each for each in times if said and each.first[0] >= said.start()] or times  # `Answer by 5 p.m.` before
    times = [each for each in times if each.first[0] >= until_when] or times
    marked = [each for each in times if each.is_marked] or times
    if past := _PAST_MIDNIGHT.search(masked):
        marked = [moments.Hours(*past.span(), "00:01", None, past.span(), past.span(), is_marked=True)]
    zone = _zone(source, start, text, day, sure=at_top)
    if not marked:
        return Embargo(date=day, zone=zone)
    if _OTHER_CLOCK.match(text, marked[0].first[1]) or _FAR_CLOCK.search(text):
        return Embargo(date=day, line=source.found(start, end, confidence=DOUBTFUL))  # of no place that has a name
    clock = moments.zone(text, everywhere=source.plain)
    first = moments.beside(text, times, marked[0], clock)
    late = _late(text, times, first)
    is_either = _is_either_end(masked, first, is_night=not any(each.last for each in days))
    is_one = len({(each.starts, each.ends) for each in marked} | {(first.starts, None)}) == 1
    is_known = clock is not None or not moments.names_unknown_clock(masked, first.end)
    confidence = CERTAIN if at_top and is_one and is_known and not (late or is_either) else DOUBTFUL
    time = source.found(start + first.first[0], start + first.first[1], late or first.starts, confidence)
    line = source.found(start, end, confidence=DOUBTFUL) if is_either and not _SAID_WHICH.search(text) else None
    day = doubted(day, where=is_either)
    return Embargo(date=day, time=time, zone=zone, line=line)


def _day(source: Source, start: int, text: str, days: Sequence[dates.Day], until_when: int, near: date) -> Fact:
    """On which day it lifts, of a line at the top."""
    if days:
        chosen = _that_counts(text, days, until_when, near)
        value = chosen.near(near)
        if value is None:
            return None
        is_one = len({(each.month, each.last or each.number) for each in days}) == 1 and chosen.last is None
        sure = is_one and chosen.agrees and not chosen.is_doubtful
        others = {each[2].weekday() for each in dates.weekdays(dates.without(text, days), value)}
        sure = sure and not others - {value.weekday()}  # two days are named
        fits = chosen.year is not None or (chosen.weekday is not None and value.weekday() == chosen.weekday)
        confidence = (CERTAIN if fits else LIKELY) if sure else DOUBTFUL
        return source.found(start + chosen.start, start + chosen.end, value.isoformat(), confidence)
    if (weekday := next(dates.weekdays(text, near), None)) and not _FEAST.search(text, 0, weekday[0]):
        return source.found(start + weekday[0], start + weekday[1], weekday[2].isoformat(), DOUBTFUL)
    if (today := dates.relative(text, near)) and "launch" not in text[today[0] : today[1]].lower():
        return source.found(start + today[0], start + today[1], today[2].isoformat(), DOUBTFUL)
    return None


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
    return replace(chosen, number=chosen.last, weekday=None) if chosen.last else chosen


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


def _late(text: str, times: Sequence[moments.Hours], first: moments.Hours) -> str | None:
    """The hour in the afternoon, where that is said apart from it: `5.00 14 April (PM)`, `5.30 on the evening of …`."""
    if not "01:00" <= first.starts < "12:00" or _HALF.search(text, *first.first):
        return None
    rest = list(text)
    for each in times:
        rest[each.start : each.end] = " " * (each.end - each.start)
    return moments.in_the_afternoon(first.starts) if _IS_LATE.search("".join(rest)) else None


_HALF = re.compile(r"[ap]\.?\s?m", re.IGNORECASE)
_IS_LATE = re.compile(
    r"\bp\.?\s?m\b|\btonight\b|\b(?:afternoon|evening)\b(?! (?:papers?|editions?|bulletins?|news|standard|post)\b)",
    re.IGNORECASE,
)


def _is_either_end(text: str, first: moments.Hours, *, is_night: bool) -> bool:
    """Whether a day may be meant at whose end the hour is: `midnight on 13 April`, `00.01 on the night of 13 April`."""
    is_midnight = first.starts == "00:00" and text[slice(*first.first)].lower().endswith("midnight")
    return is_midnight or (is_night and first.starts < "06:00" and _NIGHT.search(text) is not None)


_NIGHT = re.compile(r"\bnight of\b|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day night\b", re.IGNORECASE)


def _until_when(text: str, days: Sequence[dates.Day]) -> int:
    """Where `until` stands behind a day of the same sentence: `Embargoed (sent 1 March, 9am) until 30 March, 7pm`."""
    until = _TILL.search(text, days[0].end) if days else None
    is_one = until is not None and _SENTENCE_ENDS.search(text, days[0].end, until.start()) is None
    return until.end() if until and is_one and any(each.start >= until.end() for each in days) else 0


_TILL = re.compile(r"\b(?:until|till)\b", re.IGNORECASE)
_OTHER_CLOCK = re.compile(r"(?:\s?\(|\s(?=\+))?[+−-]\d\d:?\d\d(?!\d)")
_FAR_CLOCK = re.compile(
    r"\b(?:AoE|anywhere on earth)\b|\b(?:UTC|GMT)(?:\s?[+−]\s?|\s?-)\d{1,2}(?::?[0-5]\d)?\b", re.IGNORECASE
)
_SAID_WHICH = re.compile(r"\b00[.:]?00\b|\bmidnight at the (?:start|beginning)\b", re.IGNORECASE)


def _zone(source: Source, start: int, text: str, day: Fact, *, sure: bool) -> Fact:
    named = moments.zone(text, everywhere=source.plain)
    if named is None:
        return None
    is_of_season = day is None or moments.is_kept(text[named[0] : named[1]], named[2], date.fromisoformat(day.value))
    confidence = LIKELY if sure and named[3] and is_of_season else DOUBTFUL
    return source.found(start + named[0], start + named[1], named[2], confidence)
