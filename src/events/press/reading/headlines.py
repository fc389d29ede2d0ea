"""The top of a release: its headline, its day, and the quotation that stands alone."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from events import text
from events.press.reading import dates, labels, mastheads, names, occasions, parts, quotations, sites
from events.press.reading.draft import CERTAIN, DOUBTFUL, LIKELY, Embargo, Fact
from events.press.reading.labels import Label
from events.press.reading.parts import Part, Placed
from events.press.reading.source import Source

_LABELLED = re.compile(
    r"(?:date|ref(?:erence)?|issued|no|number|tel|e-?mail|contact|press contact|media contact|from|to|by|author|department|topics?|tags?"
    r"|category|location|type|posted|published|updated|release(?: date| no)?|source|language|share|website|rsvp|cc|sent|layout|permalink|slug|photo|image|picture|caption)\b[\w ]{0,20}[:|]"
    r"|(?:venue|place|organi[sz]ers?|chair[\w ]{0,15}|time|when|where|who|what|why|how)\s?[:|]",
    re.IGNORECASE,
)
_BANNER_BEFORE = re.compile(
    r"\W*(?:(?:embargoed )?(?:press|news|media)(?: (?:release|statement|notice|announcement|alert|advisory|invitation|briefing(?: note)?|information|note))?"
    r"|for immediate release|save the date|(?:media |press |event )?invitation|event|news|you are invited(?: to)?|announcement|headline|title|subject|re|fwd?)"
    r"\s?(?:[:–—|]|\s-)\s?(?=\S)",
    re.IGNORECASE,
)
_SALUTATION = re.compile(
    r"(?:dear|hi|hello|good (?:morning|afternoon)|all)\b[^.]{0,40}[,:]?|(?:please )?(?:find|see) (?:attached|below|our)\b.*",
    re.IGNORECASE,
)
_PLACE_BEFORE = re.compile(
    r"[A-ZÀ-Þ][\w.'’/-]*(?:,?\s(?:[A-ZÀ-Þ][\w.'’/-]*|of|the|de|la|upon|am|and|on|&)){0,6}[\s,(–—|:-]*"
)
_AFTER_DATELINE = re.compile(r"\s?\)?\s?(?:\([^)]{1,30}\)|/[\w ]{1,25}/)?\s?(?:[–—:|]|-{1,2}\s|\)|\.\s)")
_AUTHORED = re.compile(r"(?:by|posted by|published by)\s", re.IGNORECASE)
_LIST = re.compile(
    r"(?:(?:confirmed|draft|final) )?(?:speakers?(?: list)?|list of speakers|panell?ists|panel members|running order|order of events|programme|agenda|schedule)\b(?:\s?[:(–—-]|\s*$)",
    re.IGNORECASE,
)
_NUMBER_LINE = re.compile(r"[\W\d]*(?:(?:no|ref|pr|ip|release)[\s.:/#]*)?[\dA-Z/.-]{1,20}\W*", re.IGNORECASE)


def headline(source: Source, placed: Sequence[Placed]) -> Fact:
    """A first-level heading, a labelled title, or the first line of the top that tells news."""
    named = next((each for each in labels.within(placed[:15]) if each.name == "headline" and each.value), None)
    candidates = _below_banner(_without_people([*_candidates(placed)]), placed)
    if named and (placed[named.paragraph].part is not Part.FURNITURE or not candidates):
        return _without_banner(source, named.start, named.end, CERTAIN)
    if not candidates:
        return None
    headings = sorted((each for each in candidates if each.paragraph.level), key=lambda each: each.paragraph.level)
    best = headings[0] if headings else _most_like(candidates)
    end = best.paragraph.end
    for following in _rest_of(best, placed):
        end = following.paragraph.end
    sure = best is candidates[0] or best.paragraph.level == 1
    return _without_banner(source, best.paragraph.start, end, CERTAIN if sure else LIKELY)


def _without_banner(source: Source, start: int, end: int, confidence: float) -> Fact:
    """`Press release: News` is the news; so is what stands in marks behind such a word."""
    if banner := _BANNER_BEFORE.match(source.plain, start, end):
        start = banner.end()
        if inner := quotations.alone(source.plain[start:end]):
            start, end = start + inner[0], start + inner[1]
    return source.found(start, end, confidence=confidence)


def release_day(
    source: Source, placed: Sequence[Placed], named: Sequence[Label], order: dates.Order, today: date
) -> tuple[Fact, date | None]:
    """When it went out: labelled, on a line of its own at the top, in the dateline, or alone at the end."""
    for start, end, sure in _places_for_day(source, placed, named):
        days = dates.within(source.plain[start:end], order=order)
        if not days:
            continue
        day = days[0]
        value = day.exact if day.year else day.near(_year_of(placed, today))
        if value is None:
            continue
        confidence = CERTAIN if sure and day.year and day.agrees and not day.is_doubtful else DOUBTFUL
        return source.found(start + day.start, start + day.end, value.isoformat(), confidence), value
    return None, None


def day_of_embargo(placed: Sequence[Placed], embargo: Embargo) -> Fact:
    """What is announced `today` and has no day of its own is of the day on which it may be told."""
    body = [each.paragraph.text for each in placed if each.part is Part.BODY and not each.after_end][:4]
    if embargo.date and any(_TODAY.search(each[:1500]) for each in body):
        return replace(embargo.date, confidence=DOUBTFUL)
    return None


_TODAY = re.compile(r"\btoday\b(?!['’]s)", re.IGNORECASE)


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
    """The lines above the body that are no banner, letterhead, day, address or label."""
    for each in placed[:30]:
        paragraph = each.paragraph
        if each.part is Part.BODY and not paragraph.level:
            return
        if each.part not in (Part.TOP, Part.BODY) or each.is_heading or each.after_end or paragraph.text.count("|") > 1:
            continue
        if paragraph.quoted or _is_quotation(paragraph.text) or _is_aside(paragraph.text):
            continue
        if _SALUTATION.fullmatch(paragraph.text) or _LIST.match(paragraph.text) or mastheads.is_lead_in(paragraph.text):
            continue
        yield each


def _below_banner(candidates: list[Placed], placed: Sequence[Placed]) -> list[Placed]:
    """What stands above `PRESS RELEASE` is a letterhead, if news stands below; a letterhead alone is no headline."""
    candidates = [
        each
        for each in candidates
        if each.paragraph.level == 1 or not (_is_letterhead(each.paragraph.text) or _is_second_house(each, placed))
    ]
    banner = max((each.paragraph.start for each in placed[:12] if _BANNER.fullmatch(each.paragraph.text)), default=-1)
    below = [each for each in candidates if each.paragraph.start > banner and len(each.paragraph.text.split()) >= 4]
    return [each for each in candidates if each.paragraph.start > banner] if below else candidates


def _is_second_house(line: Placed, placed: Sequence[Placed]) -> bool:
    """The line below `Example Institute and`."""
    place = next((index for index, each in enumerate(placed) if each is line), 0)
    above = placed[place - 1].paragraph if place else None
    joined = _JOINED.search(above.text) if above else None
    return (
        above is not None
        and above.group == line.paragraph.group
        and joined is not None
        and _is_letterhead(above.text[: joined.start()])
    )


_JOINED = re.compile(r"\s(?:and|&|with|in (?:partnership|association|collaboration) with)$", re.IGNORECASE)
_BANNER = re.compile(
    r"\W*(?:(?:joint )?(?:press|news|media) (?:release|notice|statement|note|information))\W*", re.IGNORECASE
)


def _without_people(candidates: list[Placed]) -> list[Placed]:
    """Of a list of speakers no line is a headline."""
    people = [
        each
        for each in candidates
        if (found := _PERSON_AND.match(each.paragraph.text))
        and (name := names.at(each.paragraph.text, 0))
        and name.end >= found.end() - 3
    ]
    return [each for each in candidates if each not in people] if len(people) >= 2 else candidates


_PERSON_AND = re.compile(r"[^,(:–]{4,50}\s?(?:,|\(|:|\s[–—-]\s)")


def _is_quotation(line: str) -> bool:
    inner = quotations.alone(line)
    return inner is not None and inner[1] - inner[0] >= len(line) - 6


def _is_aside(line: str) -> bool:
    """A day, a number, an address, a byline: what stands around a headline."""
    if _LABELLED.match(line) or _AUTHORED.match(line) or parts.REACH.search(line) or _NUMBER_LINE.fullmatch(line):
        return True
    return is_of_day(line) or mastheads.is_banner(line) or bool(_ADDRESS.fullmatch(line)) or sites.is_alone(line)


_ADDRESS = re.compile(r"(?:[\w'’&. -]+, ){0,4}\d{1,4}(?:[-–]\d{1,4})?[a-z]? [A-Z][\w'’. -]+(?:, [\w'’. -]+){1,5}")


def is_of_day(line: str) -> bool:
    """A line that says when, perhaps where and by whom, and nothing else."""
    rest = line
    days = dates.within(line)
    for day in reversed(days):
        rest = rest[: day.start] + " · " + rest[day.end :]
    if not days or len(line) > 120:
        return False
    left = [each.strip(" .,()–—-/|:") for each in re.split(r"[·|,:;–—/()]|\s-\s", rest)]
    return all(_is_beside_day(each) for each in left if each)


def _is_beside_day(words: str) -> bool:
    if mastheads.is_banner(words) or mastheads.is_house(words) or _HOUR.fullmatch(words):
        return True
    tokens = words.split()
    return len(tokens) <= 3 and all(each[0].isupper() or each in ("of", "the", "de", "la", "upon") for each in tokens)


_HOUR = re.compile(r"(?:at )?\d{1,2}[.:]?\d{0,2}\s?(?:[ap]\.?m\.?|hrs|h)?(?: [A-Z]{2,4})?", re.IGNORECASE)


def _most_like(candidates: Sequence[Placed]) -> Placed:
    """The first that is no letterhead; of those that only name a thing, the one that tells news if it stands near."""
    told = [each for each in candidates if not _is_letterhead(each.paragraph.text)]
    first = told[0]
    if len(first.paragraph.text.split()) <= 3 and len(told) > 1 and not first.paragraph.text.endswith(("?", "!")):
        for each in told[1:3]:
            if 5 <= len(each.paragraph.text.split()) <= 40 and not each.paragraph.mark:
                return each
    return first


_UNIT = re.compile(
    r"(?:[A-Z][\w'’]+,? (?:and |& |of |for |the )*){1,6}(?:Affairs|Communications?|Relations|Office|Department|Division|Directorate|Services|Unit|Team|Branch|Bureau)"
)


def _is_letterhead(line: str) -> bool:
    """Only the names of houses, in capitals or not, with bars and banners between them."""
    line = _JOINED.sub("", line)
    if mastheads.is_house(line.strip(" .*|")) or _UNIT.fullmatch(line):
        return True
    spans = [*mastheads.pieces(line)]
    named = [*mastheads.houses(line)]
    return (
        bool(named)
        and len(spans) > 1
        and all(
            mastheads.is_banner(line[start:end])
            or any(start <= begin and stop <= end for begin, stop in named)
            or _is_foreign(line[start:end])
            for start, end in spans
        )
    )


def _is_foreign(words: str) -> bool:
    """The same name in another language: capitals, and no English word that makes a sentence."""
    return bool(
        re.fullmatch(r"[A-ZÀ-Þ][\w'’]*(?: (?:\w{1,3}|[A-ZÀ-Þ][\w'’]*)){0,8}", words)
    ) and not mastheads.has_verb(words)


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


def _year_of(placed: Sequence[Placed], today: date) -> date:
    """A day in the year that the masthead names, to which a day without a year is near."""
    for each in placed[:8]:
        if each.part in (Part.TOP, Part.FURNITURE) and (found := _YEAR.search(each.paragraph.text[:120])):
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
        if each.part in (Part.EMBARGO, Part.OCCASION, Part.PANEL, Part.FURNITURE):
            continue
        if occasions.is_day_with_hours(paragraph.text):
            continue
        here = next((one for one in named if placed[one.paragraph] is each), None)
        if here and (here.name != "date" or announces) and here.name != "release date":
            continue
        alone = is_of_day(paragraph.text) and not occasions.moments_in(paragraph.text)
        if here or (not announces and alone and not each.after_end):
            yield paragraph.start, paragraph.end, True
        if each.part in (Part.TOP, Part.BODY):
            yield from _in_dateline(paragraph.start, paragraph.text, announces)
    yield from _in_first_sentences(placed)
    for each in placed[:25]:
        if each.part is Part.FURNITURE and not announces:
            yield each.paragraph.start, each.paragraph.end, mastheads.is_banner(each.paragraph.text)
    for each in placed[-6:]:
        if (
            each.after_end
            and len(each.paragraph.text) <= 60
            and (is_of_day(each.paragraph.text) or _LABELLED.match(each.paragraph.text))
        ):
            yield each.paragraph.start, each.paragraph.end, False


_TODAY_IS = re.compile(r"\b(?:today|this (?:morning|afternoon))(?: \(| on |, )(?=[A-Z\d])")


def _in_first_sentences(placed: Sequence[Placed]) -> Iterator[tuple[int, int, bool]]:
    """`announced today (Tuesday 12 May)`."""
    body = [each.paragraph for each in placed if each.part is Part.BODY and not each.after_end][:4]
    for paragraph in body:
        for found in _TODAY_IS.finditer(paragraph.text[:1500]):
            day = next(iter(dates.within(paragraph.text[found.end() : found.end() + 40])), None)
            if day and day.start == 0:
                yield paragraph.start + found.end(), paragraph.start + found.end() + day.end, True


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
