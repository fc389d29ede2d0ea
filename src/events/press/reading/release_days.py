"""On which day a release went out: labelled, on a line of its own, in the dateline, or alone at the end."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from events.press.reading import datelines, dates, mastheads, moments, occasions, parts
from events.press.reading.draft import CERTAIN, DOUBTFUL, Embargo, Fact
from events.press.reading.labels import Label
from events.press.reading.parts import Part, Placed
from events.press.reading.source import Source


def read(
    source: Source, placed: Sequence[Placed], named: Sequence[Label], order: dates.Order, today: date
) -> tuple[Fact, date | None]:
    """When it went out: labelled, on a line of its own at the top, in the dateline, or alone at the end."""
    for start, end, sure in _places_for_day(source, placed, named):
        days = dates.within(source.plain[start:end], order=order)
        if not days:
            continue
        day = days[0]
        value = day.exact if day.year else day.near(year_of(placed, today))
        if value is None:
            continue
        confidence = CERTAIN if sure and day.year and day.agrees and not day.is_doubtful else DOUBTFUL
        return source.found(start + day.start, start + day.end, value.isoformat(), confidence), value
    return None, None


def of_embargo(placed: Sequence[Placed], embargo: Embargo) -> Fact:
    """What is announced `today` and has no day of its own is of the day on which it may be told."""
    body = [each.paragraph.text for each in placed if each.part is Part.BODY and not each.after_end][:4]
    if embargo.date and any(_TODAY.search(each[:1500]) for each in body):
        return replace(embargo.date, confidence=DOUBTFUL)
    return None


_TODAY = re.compile(r"\b(?:today|this (?:morning|afternoon))\b(?!['’]s)", re.IGNORECASE)


def is_mostly_of_day(line: str) -> bool:
    """A line of which a day and its hours are most."""
    rest = _without_when(line)
    return rest != line and len(re.findall(r"[^\W\d_]{4,}", rest)) <= 2


def begins_with_hours(line: str) -> bool:
    """`6pm (bring a torch)`."""
    return any(each.start <= 1 and each.is_marked for each in moments.within(line[:40]))


def is_of_day(line: str) -> bool:
    """A line that says when, perhaps where and by whom, and nothing else."""
    if len(line) > 120 or not dates.within(line):
        return False
    left = [each.strip(" .,()–—-/|:") for each in re.split(r"[·|,:;–—/()]|\s-\s", _without_when(line))]
    return all(_is_beside_day(each) for each in left if each)


def _without_when(line: str) -> str:
    """Its days and hours cut out."""
    for found in (dates.within(line), [*moments.within(line)]):
        for each in reversed([*found]):
            line = line[: each.start] + " · " + line[each.end :]
    return line


def _is_beside_day(words: str) -> bool:
    if mastheads.is_banner(words) or mastheads.is_house(words) or _HOUR.fullmatch(words) or words == "at":
        return True
    tokens = words.split()
    return len(tokens) <= 3 and all(each[0].isupper() or each in ("of", "the", "de", "la", "upon") for each in tokens)


_HOUR = re.compile(r"(?:at )?\d{1,2}[.:]?\d{0,2}\s?(?:[ap]\.?m\.?|hrs|h)?(?: [A-Z]{2,4})?", re.IGNORECASE)


def year_of(placed: Sequence[Placed], today: date) -> date:
    """A day in the year that the masthead names, to which a day without a year is near."""
    for each in placed[:8]:
        if (
            each.part in (Part.TOP, Part.FURNITURE, Part.BODY)
            and len(each.paragraph.text) < 90
            and (found := _YEAR.search(each.paragraph.text[:120]))
        ):
            return date(int(found[0]), 7, 1)
    return today


_YEAR = re.compile(r"(?<![\d.,])(?:19[6-9]|20[0-4])\d(?![\d,])")


def _places_for_day(
    source: Source, placed: Sequence[Placed], named: Sequence[Label]
) -> Iterator[tuple[int, int, bool]]:
    announces = occasions.is_announcement(placed) or any(
        each.name in ("venue", "time", "address") and placed[each.paragraph].part is Part.TOP for each in named
    )
    for label in named:
        if label.name == "release date" and placed[label.paragraph].part is not Part.FURNITURE:
            yield label.start, label.end, True
    for each in placed[:25]:
        paragraph = each.paragraph
        if each.part is Part.EMBARGO and (said := parts.EMBARGO.search(paragraph.text[:400])):
            yield paragraph.start, paragraph.start + said.start(), not announces
        if each.part in (Part.EMBARGO, Part.OCCASION, Part.PANEL, Part.FURNITURE):
            continue
        if occasions.is_day_with_hours(paragraph.text):
            continue
        here = next((one for one in named if placed[one.paragraph] is each), None)
        if here and (here.name != "date" or announces) and here.name != "release date":
            continue
        if here or _tells_day(each, placed, announces=announces):
            yield paragraph.start, paragraph.end, True
        if each.part in (Part.TOP, Part.BODY):
            yield from datelines.within(paragraph.start, paragraph.text, announces)
    yield from _in_first_sentences(placed)
    for each in placed[:25]:
        if each.part is Part.FURNITURE and not announces:
            yield each.paragraph.start, each.paragraph.end, mastheads.is_banner(each.paragraph.text)
    for each in placed[-6:]:
        if (
            each.after_end
            and len(each.paragraph.text) <= 60
            and (is_of_day(each.paragraph.text) or _LABEL.match(each.paragraph.text))
        ):
            yield each.paragraph.start, each.paragraph.end, False


def _tells_day(each: Placed, placed: Sequence[Placed], *, announces: bool) -> bool:
    """A line of nothing but a day; where an event is announced, that may be the event's."""
    line = each.paragraph.text
    if len(line) < 90 and _SAYS_ISSUED.match(line):
        return True
    if each.after_end or not (is_of_day(line) or mastheads.is_addressed(line)):
        return False
    if occasions.moments_in(line) and not _ISSUED.match(line):
        return False
    return not announces or (line[:1].isalpha() and _is_before_event(line, placed))


def _is_before_event(line: str, placed: Sequence[Placed]) -> bool:
    """`Toronto, 19 October 2026` above `on Tuesday, 24 November 2026, from 9am`."""
    here = next((each.exact for each in dates.within(line) if each.year), None)
    for each in placed[:_MOST]:
        words = each.paragraph.text[:600]
        if here and words != line and occasions.moments_in(words):
            days = [day.exact for day in dates.within(words) if day.year]
            if any(day and day > here for day in days):
                return True
    return False


_MOST = 30  # lines at the top, in which an event is told
_TODAY_IS = re.compile(r"\b(?:today|this (?:morning|afternoon))(?: \(| on |, )(?=[A-Z\d])")


def _in_first_sentences(placed: Sequence[Placed]) -> Iterator[tuple[int, int, bool]]:
    """`announced today (Tuesday 12 May)`."""
    body = [each.paragraph for each in placed if each.part is Part.BODY and not each.after_end][:4]
    for paragraph in body:
        for found in _TODAY_IS.finditer(paragraph.text[:1500]):
            day = next(iter(dates.within(paragraph.text[found.end() : found.end() + 40])), None)
            if day and day.start == 0:
                yield paragraph.start + found.end(), paragraph.start + found.end() + day.end, True


_LABEL = re.compile(
    r"(?:date|ref(?:erence)?|issued|posted|published|updated|release(?: date)?)\b[\w ]{0,20}[:|]", re.IGNORECASE
)
_SAYS_ISSUED = re.compile(
    r"\W*(?:[Ii]ssued|[Rr]eleased|[Pp]ublished) (?:in|at|from) [A-Z]"
    r"|(?:[A-Z][a-z]+ )?(?:[Rr]elease|[Ss]tatement|[Bb]ulletin)\s?[|·]"
)
_ISSUED = re.compile(r"\W*(?:published|issued|released?|dated?|updated|posted)\b", re.IGNORECASE)
