"""The top of a release: its headline, its day, and the quotation that stands alone."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from events import text
from events.press.reading import dates, labels, occasions, parts, quotations, vocabulary
from events.press.reading.draft import CERTAIN, DOUBTFUL, LIKELY, Fact
from events.press.reading.labels import Label
from events.press.reading.parts import Part, Placed
from events.press.reading.source import Source

_LABELLED = re.compile(
    r"(?:date|ref(?:erence)?|issued|no|number|tel|e-?mail|contact|press contact|media contact|from|to|by|author|department|topics?|tags?|category|location|type|posted|published|updated|release(?: date| no)?|source|language|share|website|venue|time|when|where|who)\b[\w ]{0,20}[:|]",
    re.IGNORECASE,
)
_BANNER_BEFORE = re.compile(
    r"\W*(?:(?:press|news|media) (?:release|statement|notice|announcement|alert|advisory|invitation)|for immediate release|save the date|(?:media |press |event )?invitation|event|news|you are invited(?: to)?|announcement)\s?[:–—|-]\s?(?=\S)",
    re.IGNORECASE,
)
_PLACE_BEFORE = re.compile(
    r"[A-ZÀ-Þ][\w.'’/-]*(?:,?\s(?:[A-ZÀ-Þ][\w.'’/-]*|of|the|de|la|upon|am|and|on|&)){0,6}[\s,(–—|:-]*"
)
_AFTER_DATELINE = re.compile(r"\s?\)?\s?(?:\([^)]{1,30}\)|/[\w ]{1,25}/)?\s?(?:[–—:|]|-{1,2}\s|\)|\.\s)")
_AUTHORED = re.compile(r"(?:by|posted by|published by)\s", re.IGNORECASE)
_NUMBER_LINE = re.compile(r"[\W\d]*(?:(?:no|ref|pr|ip|release)[\s.:/#]*)?[\dA-Z/.-]{1,20}\W*", re.IGNORECASE)


def headline(source: Source, placed: Sequence[Placed]) -> Fact:
    """A first-level heading, a labelled title, or the first line of the top that reads like one."""
    named = next((each for each in labels.within(placed[:15]) if each.name == "headline" and each.value), None)
    if named:
        return source.found(named.start, named.end)
    candidates = [*_candidates(placed)]
    if not candidates:
        return None
    best = next((each for each in candidates if each.paragraph.level == 1), None)
    if best is None:
        best = next((each for each in candidates if each.paragraph.level), None) or _most_like(candidates, placed)
    start, end = best.paragraph.start, best.paragraph.end
    if banner := _BANNER_BEFORE.match(best.paragraph.text):
        start += banner.end()
    for following in _rest_of(best, placed):
        end = following.paragraph.end
    sure = best.paragraph.level == 1 or len(candidates) == 1 or best is candidates[0]
    return source.found(start, end, confidence=CERTAIN if sure else LIKELY)


def release_day(
    source: Source, placed: Sequence[Placed], named: Sequence[Label], order: dates.Order, today: date
) -> tuple[Fact, date | None]:
    """When it went out: labelled, on a line of its own at the top, in the dateline, or alone at the end."""
    for start, end, sure in _places_for_day(source, placed, named):
        days = dates.within(source.plain[start:end], order=order)
        if not days:
            continue
        day = days[0]
        value = day.exact if day.year else day.near(today)
        if value is None:
            continue
        confidence = CERTAIN if sure and day.year and day.agrees and not day.is_doubtful else DOUBTFUL
        return source.found(start + day.start, start + day.end, value.isoformat(), confidence), value
    return None, None


def pull_quote(source: Source, placed: Sequence[Placed]) -> Fact:
    """A quotation that stands alone and comes again in the text, or alone at the top."""
    body = text.fold(_bare(" ".join(each.paragraph.text for each in placed)))
    top = 0
    for place, each in enumerate(placed):
        if each.after_end:
            break
        top += each.part is Part.BODY
        inner = quotations.alone(each.paragraph.text)
        if inner is None and each.paragraph.quoted:
            inner = (0, len(each.paragraph.text))
        if inner is None or inner[1] - inner[0] < 20:
            continue
        start, end = each.paragraph.start + inner[0], each.paragraph.start + inner[1]
        words = text.fold(_bare(source.plain[start:end]))
        if body.count(words) >= 2:
            return source.found(start, end)
        attributed = place + 1 < len(placed) and quotations.is_attribution(placed[place + 1].paragraph.text)
        if top <= 1 and not attributed and not _goes_on(placed, place):
            return source.found(start, end, confidence=DOUBTFUL)
    return None


def _goes_on(placed: Sequence[Placed], place: int) -> bool:
    """The paragraph before announces it, or the one after says who spoke."""
    before = placed[place - 1].paragraph.text if place else ""
    return before.rstrip().endswith(":")


def _candidates(placed: Sequence[Placed]) -> Iterator[Placed]:
    for each in placed[:25]:
        paragraph = each.paragraph
        if each.part is Part.BODY and not paragraph.level:
            return
        if each.part not in (Part.TOP, Part.BODY) or each.is_heading or each.after_end:
            continue
        if paragraph.text.count("|") > 1:
            continue
        if paragraph.quoted or quotations.alone(paragraph.text) or _is_aside(paragraph.text):
            continue
        yield each


def _is_aside(line: str) -> bool:
    """A day, a number, an address, a byline: what stands around a headline."""
    if _LABELLED.match(line) or _AUTHORED.match(line) or parts.REACH.search(line) or _NUMBER_LINE.fullmatch(line):
        return True
    rest = line
    for day in reversed(dates.within(line)):
        rest = rest[: day.start] + rest[day.end :]
    if rest != line and len(rest.split()) <= 4:
        return True
    return bool(re.fullmatch(r"(?:https?://|www\.)\S+", line))


def _most_like(candidates: Sequence[Placed], placed: Sequence[Placed]) -> Placed:
    """The first, unless that is a letterhead and a real line follows."""
    first = candidates[0]
    banner = next((place for place, each in enumerate(placed[:15]) if each.part is Part.FURNITURE), -1)
    below = [each for each in candidates if any(each is one for one in placed[banner + 1 : banner + 8])]
    if below and below[0] is not first and len(below[0].paragraph.text.split()) >= 4:
        return below[0]
    if len(candidates) > 1 and (len(first.paragraph.text.split()) <= 4 or _reads_as_letterhead(first)):
        for each in candidates[1:4]:
            if 5 <= len(each.paragraph.text.split()) <= 40 and not each.paragraph.mark:
                return each
    return first


def _reads_as_letterhead(each: Placed) -> bool:
    words = each.paragraph.text.split()
    return (
        len(words) <= 12
        and bool(
            re.fullmatch(
                r"(?:The )?(?:[A-Z][\w&.'’-]*|of|for|and|the|in|on)(?: (?:[A-Z][\w&.'’-]*|of|for|and|the|in|on|from|\(\w{2,12}\)))*",
                each.paragraph.text,
            )
        )
        and _sounds_like_a_house(each.paragraph.text)
    )


def _sounds_like_a_house(line: str) -> bool:
    return vocabulary.is_organisation(line)


def _rest_of(best: Placed, placed: Sequence[Placed]) -> Iterator[Placed]:
    """A headline in capitals, or that stops in the middle, goes on in the next line."""
    place = next(index for index, each in enumerate(placed) if each is best)
    last = best.paragraph
    for each in placed[place + 1 : place + 3]:
        same = each.paragraph.group == last.group and each.part is Part.TOP and not _is_aside(each.paragraph.text)
        capitals = last.text.isupper() and each.paragraph.text.isupper()
        open_ended = last.text.split()[-1].lower() in _OPEN or each.paragraph.text[:1].islower()
        if not same or last.level or each.paragraph.level or each.paragraph.mark or not (capitals or open_ended):
            return
        yield each
        last = each.paragraph


_OPEN = frozenset(
    "a an and are as at but by for from has in into is its of on or over than that the their to under will with".split()
)


def _places_for_day(
    source: Source, placed: Sequence[Placed], named: Sequence[Label]
) -> Iterator[tuple[int, int, bool]]:
    announces = occasions.is_announcement(placed) or any(
        each.name in ("venue", "time", "address") and placed[each.paragraph].part is Part.TOP for each in named
    )
    for label in named:
        if label.name == "release date":
            yield label.start, label.end, True
    for each in placed[:25]:
        paragraph = each.paragraph
        if each.part is Part.EMBARGO or each.part in (Part.OCCASION, Part.PANEL):
            continue
        here = next((one for one in named if placed[one.paragraph] is each), None)
        if here and (here.name != "date" or announces) and here.name != "release date":
            continue
        if here or (
            each.part in (Part.TOP, Part.FURNITURE, Part.CONTACTS) and _is_aside(paragraph.text) and not announces
        ):
            yield paragraph.start, paragraph.end, True
        if each.part in (Part.TOP, Part.BODY):
            yield from _in_dateline(paragraph.start, paragraph.text, announces)
    for each in placed[:25]:
        if (
            each.part is Part.BODY
            and _is_aside(each.paragraph.text)
            and len(each.paragraph.text) < 60
            and not each.after_end
        ):
            yield each.paragraph.start, each.paragraph.end, True
    for each in placed[-6:]:
        if each.after_end and len(each.paragraph.text) <= 40 and _is_aside(each.paragraph.text):
            yield each.paragraph.start, each.paragraph.end, False


def _in_dateline(start: int, line: str, announces: bool) -> Iterator[tuple[int, int, bool]]:
    """`LONDON, 14 April 2010 –`, `(Brussels, 14 April 2010)`, `14 April 2010 - A report …`."""
    opening = line[:140].lstrip("([")
    skipped = len(line[:140]) - len(opening)
    day = next(iter(dates.within(opening[:110])), None)
    if day is None or (day.start and not _PLACE_BEFORE.fullmatch(opening, 0, day.start)):
        return
    capitals = opening.split(",")[0].split(" ")[0].isupper() and bool(day.start)
    if _AFTER_DATELINE.match(opening, day.end) or (capitals and not announces):
        yield start + skipped + day.start, start + skipped + day.end, True


def _bare(words: str) -> str:
    return re.sub(r"[\W_]+", " ", words).strip()
