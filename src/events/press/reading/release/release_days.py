"""On which day a release went out: labelled, on a line of its own, in the dateline, or alone at the end."""

import itertools
import re
from collections.abc import Iterator, Sequence
from datetime import date

from events.press.reading.draft import CERTAIN, DOUBTFUL, Fact
from events.press.reading.event import occasions, programmes, when
from events.press.reading.layout import datelines, headings, labels, letters, mastheads
from events.press.reading.layout.labels import Label
from events.press.reading.layout.parts import Part, Placed
from events.press.reading.layout.source import Source
from events.press.reading.release import embargo_lines
from events.press.reading.words import dates, moments


def read(
    source: Source, placed: Sequence[Placed], named: Sequence[Label], order: dates.Order, today: date
) -> tuple[Fact, date | None]:
    """When it went out: labelled, on a line of its own at the top, in the dateline, or alone at the end."""
    for start, end, sure in _places_for_day(placed, named):
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


def is_mostly_of_day(line: str) -> bool:
    """A line of which a day and its hours are most."""
    rest = _without_when(line)
    return rest != line and len(re.findall(r"[^\W\d_]{4,}", rest)) <= 2


def begins_with_day(line: str) -> bool:
    day = next(iter(dates.within(line)), None)
    return day is not None and (day.start <= 1 or is_mostly_of_day(line))


def says_of_what(line: str) -> bool:
    """`Press view: Tuesday 12 May, 10am (speeches at 11am)`."""
    label, colon, rest = line.partition(": ")
    day = next(iter(dates.within(rest[:_NEAR])), None) if colon and len(label.split()) <= _FEW else None
    return day is not None and day.start == 0


_NEAR = 60  # characters
_FEW = 3  # words


def begins_with_hours(line: str) -> bool:
    """`6pm (bring a torch)`."""
    return any(each.start <= 1 and each.is_marked for each in moments.within(line[:40]))


def is_of_day(line: str) -> bool:
    """A line that says when, perhaps where and by whom, perhaps behind the number of a letter, and nothing else."""
    line = _NUMBER.sub("", line, count=1)
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
    if mastheads.is_banner(words) or mastheads.is_house(words) or _HOUR.fullmatch(words) or _OPEN.fullmatch(words):
        return True
    tokens = words.split()
    return len(tokens) <= 3 and all(each[0].isupper() or each in ("of", "the", "de", "la", "upon") for each in tokens)


_NUMBER = re.compile(  # `Ref: TF/14`, `Our ref. ABC-12`
    r"^\W*(?:(?:our|your|file|f\.|letter|memo|press (?:release|note)|d\.o\.) ?)?"
    r"(?:ref(?:erence)?|no|nr|number)\b[.:#]?\s?[\w./-]{0,30}\d[\w./-]{0,20}(?=\W)(?:\W+dated?\b:?)?",
    re.IGNORECASE,
)
_HOUR = re.compile(r"(?:at )?\d{1,2}[.:]?\d{0,2}\s?(?:[ap]\.?m\.?|hrs|h)?(?: [A-Z]{2,4})?", re.IGNORECASE)
_OPEN = re.compile(  # what is said of an hour or a venue that is to follow
    r"at|(?:early )?(?:morning|afternoon|evening|lunchtime|all day)"
    r"|(?:venue|time|place|location|details|speakers)(?: and \w+)? (?:to be (?:confirmed|announced)|to follow|tb[ac])",
    re.IGNORECASE,
)


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


def _places_for_day(placed: Sequence[Placed], named: Sequence[Label]) -> Iterator[tuple[int, int, bool]]:
    """Where it may stand, the likeliest place first, and whether a day there is surely that of the release."""
    announces = occasions.is_announcement(placed) or any(
        each.name in ("venue", "time", "address") and placed[each.paragraph].part is Part.TOP for each in named
    )
    of_embargo = {
        below
        for place, each in enumerate(placed[:_TOP])
        if each.part in (Part.EMBARGO, Part.FURNITURE) and headings.has_embargo(each.paragraph.text[:_BESIDE])
        for below in embargo_lines.lines_below(placed, place)
    }
    for label in named:
        if label.paragraph in of_embargo:
            continue
        if label.name == "release date" and placed[label.paragraph].part is not Part.FURNITURE:
            yield label.start, label.end, True
    for place in range(len(placed[:_TOP])):
        if place not in of_embargo:
            yield from _at_top(placed, place, named, announces=announces)
    yield from _in_first_sentences(placed)
    yield from _in_furniture(placed, announces=announces)
    yield from _at_the_end(placed)


_TOP = 25  # lines


def _at_top(
    placed: Sequence[Placed], place: int, named: Sequence[Label], *, announces: bool
) -> Iterator[tuple[int, int, bool]]:
    """In front of an embargo, in a line that tells the day, in a dateline."""
    each, paragraph = placed[place], placed[place].paragraph
    said = next(headings.embargoes(paragraph.text[:_BESIDE]), None) if each.part is Part.EMBARGO else None
    if said and not _REPLACES.search(paragraph.text, 0, said.start()):
        yield paragraph.start, paragraph.start + said.start(), not announces
    if programmes.is_paper(paragraph.text) and any(day.year for day in dates.within(paragraph.text)):
        yield paragraph.start, paragraph.end, True
    is_of_other = each.part in (Part.EMBARGO, Part.OCCASION, Part.PANEL, Part.FURNITURE)
    if is_of_other or when.is_day_with_hours(paragraph.text):
        return
    here = next((one for one in named if placed[one.paragraph] is each), None)
    is_memos = here is not None and here.name == "date" and paragraph.group in labels.memos(placed)
    if here and not is_memos and (here.name != "date" or announces) and here.name != "release date":
        return
    if here or _tells_day(each, placed, announces=announces):
        yield paragraph.start, paragraph.end, True
    if each.part in (Part.TOP, Part.BODY):
        yield from datelines.within(paragraph.start, paragraph.text, announces)


def _in_furniture(placed: Sequence[Placed], *, announces: bool) -> Iterator[tuple[int, int, bool]]:
    for each in placed[:_TOP]:
        if each.part is not Part.FURNITURE or headings.has_embargo(each.paragraph.text[:400]):
            continue
        if not announces or _SENT.match(each.paragraph.text):
            yield each.paragraph.start, each.paragraph.end, mastheads.is_banner(each.paragraph.text)


def _at_the_end(placed: Sequence[Placed]) -> Iterator[tuple[int, int, bool]]:
    for each in placed[-6:]:
        text = each.paragraph.text
        if each.after_end and len(text) <= 60 and (is_of_day(text) or _LABEL.match(text)):
            yield each.paragraph.start, each.paragraph.end, False


def _tells_day(each: Placed, placed: Sequence[Placed], *, announces: bool) -> bool:
    """A line of nothing but a day; where an event is announced, that may be the event's."""
    line = each.paragraph.text
    if len(line) < 90 and _SAYS_ISSUED.match(line):
        return True
    if each.after_end or not (is_of_day(line) or mastheads.is_addressed(line)):
        return False
    if when.moments_in(line) and not (_ISSUED.match(line) or (not announces and _STAMP.match(line))):
        return False
    return not announces or _is_before_event(each, placed) or _is_above_greeting(each, placed)


def _is_above_greeting(line: Placed, placed: Sequence[Placed]) -> bool:
    """`Leeds, 2 February 2027` above `Dear editors,`: the day of a letter."""
    below = (two for one, two in itertools.pairwise(placed[:_TOP]) if one is line)
    return any(letters.greets(each.paragraph) for each in below)


_STAMP = re.compile(  # as the pages of a newsroom have it: `29/09/2015 09:30`, `10.45am, 16 November 2022`
    r"\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4},? \d{1,2}[:.]\d\d\W*$|\d{1,2}[:.]\d\d\s?(?:[ap]\.?m\.?)?,? \d{1,2} [A-Z][a-z]+ "
    r"\d{4}$"
)


def _is_before_event(line: Placed, placed: Sequence[Placed]) -> bool:
    """`Toronto, 19 October 2026` above `on Tuesday, 24 November 2026`, or above another day and its hours."""
    here = next((each.exact for each in dates.within(line.paragraph.text) if each.year), None)
    told = [each.paragraph for each in placed[:_MOST] if each is not line]
    later = [
        (each, day) for each in told for day in dates.within(each.text[:600]) if here and day.exact and day.exact > here
    ]
    if any(_ON.search(each.text, 0, day.start) for each, day in later):
        return True
    groups = {each.group for each, _ in later}
    return any(each.group in groups and when.moments_in(each.text[:600]) for each in told)


_ON = re.compile(r"\bon (?:the )?$")


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


_SENT = re.compile(r"(?:date|sent)\s?:", re.IGNORECASE)
_LABEL = re.compile(
    r"(?:date|ref(?:erence)?|issued|posted|published|updated|release(?: date)?)\b[\w ]{0,20}[:|]", re.IGNORECASE
)
_REPLACES = re.compile(r"\b(?:replac|supersed|correct|withdr[ae]w)\w*\b", re.IGNORECASE)  # what went out before
_BESIDE = 80  # characters of a line in which an embargo stands behind a day; a sentence tells of another
_SAYS_ISSUED = re.compile(
    r"(?:(?:[Pp]ress|[Mm]edia) (?:release|statement)|[Nn]ews|[Ss]tatement) from [^.;:]{3,60}, [\w ,]{6,20}\d{4}$"
    r"|\W*(?:[Ii]ssued|[Rr]eleased|[Pp]ublished) (?:in|at|from) [A-Z]"
    r"|(?:[A-Z][a-z]+ )?(?:[Rr]elease|[Ss]tatement|[Bb]ulletin)\s?[|·]"
)
_ISSUED = re.compile(r"\W*(?:published|issued|released?|dated?|updated|posted)\b", re.IGNORECASE)
