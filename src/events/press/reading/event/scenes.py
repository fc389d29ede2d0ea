"""Where a text tells of an event: a sentence with its day and hours, or a few short lines set together."""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from events.press.reading.event import programmes
from events.press.reading.layout import datelines
from events.press.reading.layout.parts import Part, Placed
from events.press.reading.layout.source import Paragraph
from events.press.reading.words import dates, moments, patterns, venues

Span = tuple[int, int]

NOUN = re.compile(
    r"\b"
    + patterns.one_of(
        r"events?|panel|discussion|debate|seminar|conference|reception|webinar|symposium|lecture|presentation"
        r"|round ?table|summit|ceremony|workshop|launch|save the date|public meeting|community meeting|fringe meeting"
        r"|town (?:meeting|hall)|open (?:meeting|day|house)|briefing|press (?:view|preview|call|meet)|breakfast|dinner"
        r"|lunch|livestream|forum|hearing|evening|party|fair|tour|private view|opening|screening|showcase|gathering"
        r"|gala|vigil|rally|masterclass|talk|function|colloquium|convention|congress|assembly|festival|celebration"
        r"|unveiling|exhibition|conversation|hackathon|premiere|recital|concert|photocall"
    )
    + r"\b",
    re.IGNORECASE,
)
_HAPPENS = re.compile(
    r"""\b(?:will\ be|is\ (?:being\ )?(?:launched|held|hosted)|to\ be|takes?\ place|taking\ place|being\ held
    |will\ host|hosts|hosting|holds|(?:are|is)\ holding
    |invite[sd]?|join\ us
    |launched\ (?:today|tonight|tomorrow|this|on|at)|will\ (?:on\ [^.;]{4,40}\ )?(?:launch|take\ place
    |present|discuss|speak|open|show|unveil|debate|meet|hold|stage|convene)|held\ (?:on|at|in)|is\ launched
    |presents|presented\ (?:today|at|on)|scheduled\ for|opens?|followed\ by|(?:today|tonight)\ (?:released|launched
    |presented|unveiled|opened|published))\b""",
    re.IGNORECASE | re.VERBOSE,
)
_PAST = re.compile(
    r"""\b(?:(?:was|were|had\ been)\ (?:held|launched|hosted|presented|surveyed|conducted|carried|founded|established
    |interviewed|published|written|drawn|shut|closed)
    |fieldwork|surveyed|took\ place|applications?|deadline|closing\ date|(?<!,\ )under\ embargo
    |embargo(?:ed)?\ (?:until|lifts))\b""",
    re.IGNORECASE | re.VERBOSE,
)
_SENTENCES = re.compile(
    r"(?=[.!?])(?<!\b[A-Z])(?<!\b(?:Dr|St|Mr|Ms|no|No|Co))(?<!\b(?:Mrs|Rev"
    r"|Hon))(?<!\bProf)(?<!\b[ap]\.m)(?<!str)(?<!\b(?:Jan|Feb|Mar|Apr|Aug|Oct|Nov|Dec|Ave|Rev|Gen"
    r"|Sen))(?<!\bSept)(?<!\b(?:Rd|Mt|Lt))[.!?]['\"’”)]?\s(?=[A-Z“\"‘'0-9(])"
)
_PARTS = (Part.BODY, Part.TOP, Part.NOTES, Part.OCCASION, Part.REST, Part.PANEL)
_VERSION = re.compile(
    r"\b(?:updated|version|revised|as (?:of|at)|last|published|issued|posted|register by|rsvp by|by)\W{1,3}$",
    re.IGNORECASE,
)
_MOST = 300
_MOST_SENTENCES = 250  # in all of these lines; more is no release
_MOST_SCENES = 40  # ten times as many as a release has


@dataclass(frozen=True)
class Scene:
    """The lines to look at, in their order; a block is several short ones, of which the first with a day is `place`."""

    lines: tuple[Span, ...]
    score: float
    place: int  # among the paragraphs
    is_block: bool = False


def within(placed: Sequence[Placed], order: dates.Order, released: date | None) -> Iterator[Scene]:
    return itertools.islice(_within(placed, order, released), _MOST_SCENES)


def _within(placed: Sequence[Placed], order: dates.Order, released: date | None) -> Iterator[Scene]:
    left = _MOST_SENTENCES
    for place, each in enumerate(placed[:_MOST]):
        if each.part not in _PARTS or each.paragraph.level == 1 or each.is_heading:
            continue
        if len(each.paragraph.text) <= 160 and (block := _block(placed, place, order)):
            yield block
        found = [*sentences(each.paragraph.text)][:left]
        left -= len(found)
        yield from _told_in(found, placed, place, order, released)


_FIRST = 8  # characters before a day with which a line begins
_UNDATED = 0.5  # what a sentence is worth that tells of an event without its day


def sentences(text: str) -> Iterator[Span]:
    start = datelines.end(text)
    for boundary in [*_SENTENCES.finditer(text), None]:
        yield start, boundary.start() + 1 if boundary else len(text)
        start = boundary.end() if boundary else len(text)


def _told_in(
    told: Sequence[Span], placed: Sequence[Placed], place: int, order: dates.Order, released: date | None
) -> Iterator[Scene]:
    each = placed[place]
    text = each.paragraph.text
    before: Span | None = None
    heading = _below_heading(placed, place)
    for start, end in told:
        score = _worth(text[start:end][:1500], each, order, released, is_headed=heading > 0)
        if score == _UNDATED and before:
            spans = ((each.paragraph.start + one, each.paragraph.start + two) for one, two in (before, (start, end)))
            yield Scene(tuple(spans), 3.0, place)  # the day was said before
        before = (start, end) if dates.within(text[start:end], order=order) else before
        if score:
            first = (each.paragraph.start + start, each.paragraph.start + end)
            yield Scene((first, *_following(placed, place, end, text)), score + heading, place)


def _worth(sentence: str, each: Placed, order: dates.Order, released: date | None, *, is_headed: bool = False) -> float:
    """How much a sentence tells of an event; nothing of one in the past, or without any day."""
    timed = any(one.is_marked for one in moments.within(sentence))
    days = dates.within(sentence, order=order)
    if days and all(_UNTIL.search(sentence, 0, each.start) for each in days):
        return 0
    near = released and (
        dates.relative(sentence, released)
        or next(dates.weekdays(sentence, released), None)
        or dates.of_release(sentence)
    )
    if (
        not (timed or days or near)
        or _PAST.search(sentence)
        or (released and days and all(_is_over(each, released) for each in days))
    ):
        return 0
    happens, noun = bool(_HAPPENS.search(sentence)), bool(NOUN.search(sentence))
    if not (days or near):
        is_told = timed and (noun or happens) and any(place.likely for place in venues.within(sentence))
        return _UNDATED if is_told else 0
    located = next((place.weight for place in venues.within(sentence) if place.likely), 0)
    if not located and _AVAILABLE.search(sentence):
        return 0
    if not (noun or timed or (happens and located)) or not (happens or timed or each.part is Part.OCCASION):
        return 0
    begins_with_day = is_headed and timed and bool(days) and days[0].start < _FIRST
    if not noun and not (timed and located) and not (timed and happens and days) and not begins_with_day:
        return 0
    return (
        2 * (located > 0)
        + 2 * timed
        + happens
        + noun
        + 1.5 * bool(days or (near and noun and happens))
        + any(day.weekday is not None for day in days)
        + 0.5 * (each.part is not Part.NOTES)
    )


_AVAILABLE = re.compile(  # `The report can be read at www.corrib.example from 6 a.m. on 21 May.`
    r"\b(?:available|published|posted|downloaded|read|free|live)\b[^.;]{0,40}?"
    r"(?:\bdownload|\bonline\b|\b(?:at|from|on|via) (?:www\.|https?:|(?:our|the|its|their) (?:\w+ )?(?:web)?site\b))",
    re.IGNORECASE,
)
_UNTIL = re.compile(  # the day of a deadline: `slides by noon on Tuesday 21 April`
    r"\b(?:by|before|no later than)"
    r"(?: (?:noon|midday|midnight|(?:the )?(?:end|close)(?: of [a-z]+)?|\d{1,2}(?:[.:]\d\d)?\s?(?:[ap]\.?m\.?)?))?,?"
    r"(?: on)? $",
    re.IGNORECASE,
)


def _is_over(day: dates.Day, released: date) -> bool:
    """Before the release went out, which then speaks of what was."""
    value = day.near(released)
    return value is not None and value < released - timedelta(days=7)


def _following(placed: Sequence[Placed], place: int, end: int, text: str) -> list[Span]:
    """A little of what comes after: the next sentence, or a line below that says where or when."""
    paragraph = placed[place].paragraph
    if end < len(text):
        return [(paragraph.start + end, paragraph.start + min(end + 200, len(text)))]
    below = placed[place + 1 : place + 2]
    if any(
        (each.paragraph.group == paragraph.group and _KEEP_FREE.search(each.paragraph.text[:200]))
        or (len(each.paragraph.text) <= _SHORT and programmes.CLOSES.match(each.paragraph.text))
        for each in below
    ):
        return [(below[0].paragraph.start, below[0].paragraph.start + min(200, len(below[0].paragraph.text)))]
    if text.rstrip().endswith(":") and place + 1 < len(placed):
        return [
            (each.paragraph.start, each.paragraph.end)
            for each in placed[place + 1 : place + 4]
            if len(each.paragraph.text) < 140
        ]
    return []


_SHORT = 40  # characters: `Carriages at a quarter to eight`
_KEEP_FREE = re.compile(r"\bkeep\b[^;\n]{3,60}\bfree\b", re.IGNORECASE)


def _below_heading(placed: Sequence[Placed], place: int) -> float:
    """Under a heading that speaks of an event."""
    above = [each for each in placed[max(0, place - 2) : place] if len(each.paragraph.text) <= 70]
    return 1.0 if any(each.part is Part.OCCASION or NOUN.search(each.paragraph.text) for each in above) else 0.0


def _block(placed: Sequence[Placed], place: int, order: dates.Order) -> Scene | None:
    """A line with a day and hours, or with a place below it."""
    text = placed[place].paragraph.text
    days = dates.within(text, order=order)
    if (
        not days
        or len(_WORDS.findall(text)) > 22
        or _VERSION.search(text[: days[0].start])
        or (text.rstrip()[-1:] == "." and not _HALF.search(text.rstrip()))
        or _PAST.search(text)
    ):
        return None
    group = placed[place].paragraph.group
    below = []
    for each in placed[place + 1 : place + 5]:
        if (
            each.paragraph.group > group + 1
            or len(each.paragraph.text) > 160
            or each.is_heading
            or dates.within(each.paragraph.text, order=order)
        ):
            break
        below.append(each.paragraph)
        group = each.paragraph.group
    near = [one for one in below if one.group == placed[place].paragraph.group]
    near += [one for one in below[len(near) : len(near) + 1] if _AT_AN_HOUR.match(one.text)]
    timed = any(_is_timed(line, order) for line in (text, *(each.text for each in near)))
    spans = [(each.start, each.end) for each in below]
    located = any(venues.is_place_below(each.text) or _IN_PLACE.match(each.text) for each in below) or any(
        one.likely for one in venues.within(text)
    )
    if not located and (stack := _stacked(below)):
        located, spans = True, [*((each.start, each.end) for each in below if each.end <= stack[0]), stack]
    if not (timed or located) or (not timed and not NOUN.search(text) and placed[place].part is Part.TOP and not near):
        return None
    if placed[place].part is Part.TOP and not (located or NOUN.search(text)):
        return None  # of the release itself
    start = placed[place].paragraph.start
    lines = ((start, start + len(text)), *spans)
    score = 3 * timed + 2.5 * located + bool(NOUN.search(text)) + _below_heading(placed, place)
    score += bool(days[0].weekday is not None) - 1.5 * (len(days) > 1)
    return Scene(lines, score, place, is_block=True)


def _stacked(below: Sequence[Paragraph]) -> Span | None:
    """A hall, its street and its town, each on a line of its own, which together say where."""
    for first, one in enumerate(below):
        stack = [each for each in below[first:] if each.group == one.group]
        if len(stack) > 1 and venues.is_place_below(", ".join(each.text for each in stack)):
            return one.start, stack[-1].end
    return None


_AT_AN_HOUR = re.compile(r"(?:at|from) (?!the )[^.;]{3,60}$")  # as cards have it, apart from its day
_IN_PLACE = re.compile(r"(?:at|in) (?:the )?[A-Z]")  # `in the Founders’ Library`, on a line of an invitation
_WORDS = re.compile(r"\w[^\s|]*")
_HALF = re.compile(r"\d\s?[ap]\.m\.$", re.IGNORECASE)


@lru_cache(maxsize=1024)
def _is_timed(line: str, order: dates.Order) -> bool:
    return any(each.is_marked for each in moments.within(_undated(line, order)))


def _undated(line: str, order: dates.Order) -> str:
    for day in dates.within(line, order=order):
        line = line[: day.start] + " " * (day.end - day.start) + line[day.end :]
    return line
