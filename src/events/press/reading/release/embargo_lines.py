"""Where a text says that it is under an embargo: lines of their own at the top, notes, sentences."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from events.press.reading.layout import headings
from events.press.reading.layout.parts import Part, Placed
from events.press.reading.words import dates, moments

_LIFTED = re.compile(
    r"\bno embargo\b|\bnot (?:under embargo|embargoed)\b|\bembargo (?:has been |is )?lifted\b"
    r"|\bembargo\W+(?:none|n/?a|nil)\b",
    re.IGNORECASE,
)
_FOR_RELEASE = re.compile(r"\W*(?:for |date of )?(?:release|publication)\b", re.IGNORECASE)
_WINDOW = 220  # characters of a sentence and what follows


class Line(NamedTuple):
    """From where to where in the source; `at_top` are lines that tell of nothing else."""

    start: int
    end: int
    at_top: bool


def within(placed: Sequence[Placed]) -> Iterator[Line]:
    """Those that say it most plainly first."""
    said = [(place, each, found) for place, each in enumerate(placed) if (found := _said(each.paragraph.text[:3000]))]
    for place, each, found in sorted(said, key=lambda one: _how_plainly(one[1])):
        paragraph = each.paragraph
        if _LIFTED.search(paragraph.text[:3000]) and not _UNTIL.search(paragraph.text[:3000]):
            continue  # which `no embargo on photographs` beside a day does not say
        if each.part is Part.EMBARGO or (each.part is Part.FURNITURE and len(paragraph.text) < 60):
            yield from _at_top(placed, place, found)
        else:
            lifted = _MAY_BE.search(paragraph.text, found.end(), found.end() + _WINDOW)
            start = paragraph.start + (lifted or found).start()
            yield Line(start, min(paragraph.end, start + _WINDOW), at_top=False)


def _at_top(placed: Sequence[Placed], place: int, found: re.Match[str]) -> Iterator[Line]:
    """A line that tells of nothing else, with those around it that tell the day or the hour."""
    paragraph = placed[place].paragraph
    following = placed[place + 1].paragraph if place + 1 < len(placed) else paragraph
    near = following.group <= paragraph.group + 1 and len(following.text) < 90 and tells_no_day(paragraph.text)
    begin = found.start() if _BEFORE.search(paragraph.text[: found.start()]) else 0
    if going_on := lines_below(placed, place):
        last = placed[going_on[-1]].paragraph
        yield Line(paragraph.start, last.end, _tells_no_more(paragraph.text, following.text))
    yield Line(paragraph.start + begin, paragraph.end, at_top=True)
    if near and not going_on:
        yield Line(paragraph.start, following.end, _tells_no_more(paragraph.text, following.text))
    above = placed[place - 1].paragraph if place else paragraph
    if above.group == paragraph.group and _FOR_RELEASE.match(above.text[:90]):
        yield Line(above.start, paragraph.end, at_top=True)  # the day in one line, the hour in the next


def lines_below(placed: Sequence[Placed], place: int) -> range:
    """The lines that tell the hour and the day of an embargo, whose own tells no day, or only which of the week."""
    line = placed[place].paragraph.text
    weekday = next(dates.weekdays(line, _ANY_DAY), None)
    rest = line if weekday is None else line[: weekday[0]] + line[weekday[1] :]
    if dates.within(line) or not tells_no_day(rest):
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


def tells_no_day(text: str) -> bool:
    """Whether a line has at most an hour: `until 12/12, 9am` has a day that we cannot read."""
    hours = [each.first for each in [*moments.within(text, bare=True)][:1]]
    cuts = [0, *(place for span in hours for place in span), len(text)]
    rest = " ".join(text[one:two] for one, two in zip(cuts[::2], cuts[1::2], strict=True))
    return _DIGIT.search(rest) is None and (not hours or _ONLY.fullmatch(rest) is not None)


_DIGIT = re.compile(r"\d")


def _is_only_when(text: str) -> bool:
    if len(text) > 60:
        return False
    days = dates.within(text)
    rest = dates.without(text, days)
    for each in [*moments.within(rest, bare=True)]:
        rest = rest[: each.start] + " " * (each.end - each.start) + rest[each.end :]
    is_when = rest != text or _OF_CLOCK.match(text) is not None
    return is_when and _ONLY.fullmatch(rest) is not None


_OF_CLOCK = re.compile(r"(?:time )?zone\W", re.IGNORECASE)


def _tells_no_more(line: str, following: str) -> bool:
    """Whether a line says only that there is an embargo, and the next only until when, as no text about trade does."""
    return _ONLY.fullmatch(line) is not None and len(_WORDS.findall(following)) < 2


_WORDS = re.compile(r"\b(?!(?:hours|time|local|until|from|noon|midnight|minute|past|after|midday)\b)[a-z]{4,}\b")
_ONLY = re.compile(  # of which all stands that says nothing but that there is one, of what, and by which clock
    r"(?>(?:\W|\b(?:strict(?:ly)?|under|embargo(?:ed)?|press|media|news|release|this|is|and|confidential|private|for|until|till"
    r"|to|time|date|day|hour|zone|lifts?|ends?|not|publication|use|broadcast|or|before|do|publish|hold"
    r"|hours|hrs|o['’]?clock|local|standard|summer|daylight|today|on|at|the|of|in|a\.?m|p\.?m|noon|midday|midnight"
    r"|one|minute|past|after|[a-z]{2,4}t|utc|london|dublin|uk|irish|british|eastern|central|pacific|online|broadcasting"
    r"|please|all|its|it|contents|content|copy|details|text|report|quote[sd]?|share[d]?|circulation|distribution"
    r"|be|will|may|must|sperrfrist|sous|bis|zum|um|uhr|jusqu|au|à|le|hasta|el|a|las|del|al|fino|ore|onder|tot|até)\b)*)",
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


def says_until(sentence: str) -> bool:
    """Whether it tells until when, as `available under embargo from 7am` does not."""
    return _UNTIL.search(sentence) is not None


_UNTIL = re.compile(
    r"\b(?:embargo(?:ed)?|embargad[oa]|confidential)\b[^.;]{0,30}?"
    r"\b(?:until|till|bis|jusqu|hasta|fino|tot|até|(?:to|for) (?=\d|noon|mid))\b[^.;]{0,40}\d"
    r"|\bnot (?:for|to be|be) [^.;]{0,60}before\b",
    re.IGNORECASE,
)
