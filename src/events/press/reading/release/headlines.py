"""The headline: of the lines above the text, the one for which most speaks.

Press offices put letterheads, days, numbers, contacts and sub-headings around it, in any order. None of these shares
the words of the first sentences as the headline does; its verb, its typography and its place speak for it as well.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from events.press.reading.draft import CERTAIN, DOUBTFUL, LIKELY, Fact
from events.press.reading.event import programmes
from events.press.reading.houses import letterheads
from events.press.reading.layout import labels, mastheads
from events.press.reading.layout.parts import Part, Placed
from events.press.reading.layout.source import Source
from events.press.reading.release import headline_lines, release_days
from events.press.reading.speech import pull_quotes
from events.press.reading.words import marks, venues

_BANNER_BEFORE = re.compile(
    r"""\W*(?:(?:[\w-]+\ ){0,3}(?:(?:press|news|media)\ (?:release|statement|notice|announcement|alert|advisory
    |invitation
      |briefing(?:\ note)?|information|note)|joint\ statement)|(?:press|news|media)
    |for\ immediate\ release|save\ the\ date|(?:media\ |press\ |event\ )?invitation|event|news
    |you\ are\ invited(?:\ to)?
    |announcement|headline|title|subject|subj?\.?|re|fwd?|betreff|betr\.?|objet|asunto|oggetto|onderwerp|ämne|emne)
    \s?(?:[:–—|]|\s-)\s?(?=\S)""",
    re.IGNORECASE | re.VERBOSE,
)
_WORD = re.compile(r"[^\W\d_]{4,}")
_PLAUSIBLE = 2.0
_SURE = 1.0  # by how much the best must be better than the next


@dataclass(frozen=True)
class _Line:
    start: int
    end: int
    score: float


def headline(source: Source, placed: Sequence[Placed]) -> Fact:
    """A labelled title, or the line above the text for which most speaks."""
    lines = _weighed(source, placed)
    named = next((each for each in labels.within(placed[:15]) if each.name == "headline" and each.value), None)
    is_of_news = named and not (_LAUNCH_OF.match(named.value) and lines and lines[0].score > 0)
    if named and is_of_news and (placed[named.paragraph].part is not Part.FURNITURE or not lines):
        return _without_banner(source, named.start, named.end, CERTAIN)
    if not lines or lines[0].score < -3:
        return _subject(source, placed) or _below_kind(source, placed) or _above_text(source, placed)
    best = lines[0]
    if best.score < 0 and headline_lines.hosts(placed):
        return None  # a card that asks to come, and has no more than what it is about
    if best.score < 0 and (called := _subject(source, placed)):
        return called
    margin = best.score - lines[1].score if len(lines) > 1 else _SURE
    sure = CERTAIN if margin >= _SURE else LIKELY if margin >= _SURE / 4 and best.score > 0 else DOUBTFUL
    if (
        sure > DOUBTFUL
        and _stands_above_embargo(placed, best)
        and letterheads.tells_seat(source.plain[best.start : best.end], sure=False)
    ):
        sure = DOUBTFUL
    return _without_banner(source, best.start, best.end, sure)


def _stands_above_embargo(placed: Sequence[Placed], line: _Line) -> bool:
    below = next((each for each in placed if each.paragraph.start >= line.end), None)
    return below is not None and below.part is Part.EMBARGO


def _subject(source: Source, placed: Sequence[Placed]) -> Fact:
    """What a mail is called, where nothing stands above its text."""
    for each in placed[:8]:
        if found := headline_lines.SUBJECT.match(each.paragraph.text):
            return _without_banner(source, each.paragraph.start + found.end(), each.paragraph.end, DOUBTFUL)
    return None


def _below_kind(source: Source, placed: Sequence[Placed]) -> Fact:
    """What stands below `EVENT` or `Running order`, where that is the first heading and no news is above it."""
    kind = next((place for place, each in enumerate(placed[:4]) if each.part in _SECTIONS and each.is_heading), None)
    if kind is None or kind + 1 >= len(placed):
        return None
    line = placed[kind + 1].paragraph
    is_other = (
        "|" in line.text
        or release_days.is_mostly_of_day(line.text)
        or headline_lines.is_aside(line.text)
        or _PERSON_LISTED.match(line.text)
    )
    if is_other or line.mark or _COLON_ENDS.search(line.text) or not 3 <= len(line.text.split()) <= 30:
        return None
    return source.found(line.start, line.end, confidence=LIKELY)


def _above_text(source: Source, placed: Sequence[Placed]) -> Fact:
    """`Bogs hold a thousand years. Most of it is unread.` alone above the text: sentences, but for their length."""
    told = [each.paragraph for each in placed if each.part is Part.BODY][:2]
    if len(told) < 2 or told[0].group == told[1].group or _ADDRESSES.search(told[0].text):
        return None
    is_news = len(told[0].text.split()) <= headline_lines.LONG < len(told[1].text.split())
    return source.found(told[0].start, told[0].end, confidence=DOUBTFUL) if is_news else None


_ADDRESSES = re.compile(r"\b(?:we|our|us|you|your|please|I|said|says|will|today|tomorrow)\b|[:“”\"]")
_PERSON_LISTED = re.compile(r"[^,(:–—?]{4,50}(?:,|\s\(|\s[–—-]\s)")
_SECTIONS = (Part.OCCASION, Part.PANEL)
_COLON_ENDS = re.compile(r"[.:,;]$|^\d|@")


def _weighed(source: Source, placed: Sequence[Placed]) -> list[_Line]:
    """The lines that may be one, the likeliest first."""
    candidates = headline_lines.within(placed)
    body = " ".join(each.paragraph.text[:600] for each in placed if each.part is Part.BODY and not each.paragraph.level)
    told = _words(body[:2400], small=True)
    banner = max(
        (
            place
            for place, each in enumerate(placed[:12])
            if _BANNER.fullmatch(mastheads.set_together(each.paragraph.text))
        ),
        default=-1,
    )
    subject = next(
        (each.paragraph.text for each in placed[:8] if headline_lines.SUBJECT.match(each.paragraph.text)), ""
    )
    lines: list[_Line] = []
    taken, has_news = -1, False
    for place, each in candidates:
        if place <= taken:
            continue
        last = [each, *headline_lines.rest_of(place, placed)][-1]
        taken = next(index for index in range(place, len(placed)) if placed[index] is last)
        words = source.plain[each.paragraph.start : last.paragraph.end].replace("\n", " ")
        score = _speaks_for(words, placed, place, told) + _stands(placed, place, taken, banner) - 0.8 * len(lines)
        score -= 1.5 * (bool(lines) and _tells_kind(placed, place))
        score -= 4.0 * (
            _is_abbreviated(source, words) or _is_in_two_languages(source, words)
        ) + 2.0 * venues.looks_like_one(words)
        score -= 1.5 * (bool(lines) and _is_set_smaller(words, source.plain[lines[-1].start : lines[-1].end]))
        score -= _says_more(placed, place, lines) + 3.0 * bool(_ABOUT_LAUNCH.match(words))
        is_pulled = pull_quotes.is_labelled(words)  # which stands below the headline, mostly
        score -= 0.8 * has_news  # what stands below a headline is its sub-heading
        has_news = has_news or is_pulled or (score >= _PLAUSIBLE and (mastheads.has_verb(words) or words.isupper()))
        score -= 9.0 * is_pulled
        lines.append(
            _Line(each.paragraph.start, last.paragraph.end, score + 2 * (len(words) > 12 and words in subject))
        )
    return sorted(lines, key=lambda each: -each.score)


def _is_set_smaller(line: str, above: str) -> bool:
    """Whether a line goes on small below one with a capital for each word, as a sub-heading does."""
    return _capitals(above) > _IN_CAPITALS and _capitals(line) < 1 - _IN_CAPITALS


def _capitals(line: str) -> float:
    """Which part of its longer words begins with one; none in a short line, or in capitals."""
    words = [] if line.isupper() else _WORD.findall(line)
    return sum(each[0].isupper() for each in words) / len(words) if len(words) >= _FEWEST_WORDS else _IN_CAPITALS


_IN_CAPITALS, _FEWEST_WORDS = 0.7, 5


def _is_abbreviated(source: Source, line: str) -> bool:
    """`Sample Without Walls`, of which the text speaks as `Sample Without Walls (SWW)`: who signs, and no news."""
    if len(line.split()) > 7 or len(line) < 6:
        return False
    return re.search(rf"{re.escape(line)} {_INITIALS}", source.plain, re.IGNORECASE) is not None


def _is_in_two_languages(source: Source, line: str) -> bool:
    """`SAVE THE DATE ~ CUIR AN DÁTA`: a banner beside words that come nowhere else."""
    pieces = [each.strip() for each in _BESIDE.split(line)]
    others = [each for each in pieces if not mastheads.is_banner(each)]
    words = {each for other in others for each in _WORD.findall(other.casefold())}
    if not words or len(others) == len(pieces):
        return False
    plain = source.plain.casefold()
    return all(plain.count(each) < 2 for each in words)


_BESIDE = re.compile(r"\s[~|/·•–—-]\s")
_INITIALS = r"\((?-i:[A-Z][A-Za-z&]{0,6}[A-Z])\)"


def _says_more(placed: Sequence[Placed], place: int, lines: Sequence[_Line]) -> float:
    """How much speaks against a line that stands right below one that may be the headline, perhaps in capitals."""
    above, line = placed[place - 1].paragraph, placed[place].paragraph
    is_below = bool(lines) and lines[-1].end == above.end and above.group == line.group
    if not is_below or lines[-1].score <= 0:
        return 0.0
    return 2.0 if above.text.isupper() and not line.text.isupper() else 1.0


def _tells_kind(placed: Sequence[Placed], place: int) -> bool:
    """`Nordic conference and launch of the Monitor`, right below the title of what it is."""
    line, above = placed[place].paragraph, placed[place - 1].paragraph
    is_below_title = (
        line.group == above.group and above.text[-1:] not in ",:" and not letterheads.is_letterhead(above.text)
    )
    return is_below_title and _KIND_OF_EVENT.match(line.text) is not None


_KIND_OF_EVENT = re.compile(
    r"(?:[\w-]+ ){0,3}(?:conference|seminar|launch|discussion|forum|lecture|debate|symposium|workshop|webinar"
    r"|conversation|talk|hearing)(?:,| and | of | on | about |$)",
    re.IGNORECASE,
)
_LAUNCH_OF = re.compile(r"(?:the )?(?:launch|release|publication|presentation) of\b", re.IGNORECASE)
_ABOUT_LAUNCH = re.compile(rf"(?:subject|subj?\.?|re)\s?[:–—-]\s*{_LAUNCH_OF.pattern}", re.IGNORECASE)


def _speaks_for(line: str, placed: Sequence[Placed], place: int, told: frozenset[str]) -> float:
    """Typography, length, a verb, and the words that the text below takes up again."""
    paragraph = placed[place].paragraph
    banner = _BANNER_BEFORE.match(line)
    news = line[banner.end() :] if banner else line
    count = len(news.split())
    own = _words(news)
    score = 2.5 * min(1.0, 2 * len(own & told) / (len(own) + 1))
    score += {0: 0.0, 1: 4.0, 2: 2.0}.get(paragraph.level, 1.0) + 0.5 * paragraph.strong + 0.7 * news.isupper()
    score += 0.7 * (5 <= count <= 30) - 1.0 * (count <= 3 and not news.isupper()) - 1.0 * (count > 40)
    score += 1.0 * bool(mastheads.has_verb(news) or _NUMBERS.search(news) or news.endswith(("?", "!")))
    score -= 0.7 * news.endswith(".") + 1.5 * (news.endswith((":", ",")) or headline_lines.stops_open(news))
    score -= 1.0 * bool(paragraph.mark) + 1.5 * line[:1].islower() + 0.5 * (news != line)
    if programmes.TITLED.search(news):
        score += 2.0
    elif letterheads.is_letterhead(news) or letterheads.is_second_house(placed, place):
        score -= 5.0 if paragraph.level != 1 and not _names_gathering(news, placed, place) else 1.0
    elif release_days.is_mostly_of_day(line) or release_days.begins_with_hours(line):
        score -= 4.0
    return score


def _names_gathering(line: str, placed: Sequence[Placed], place: int) -> bool:
    """`Patient Safety Forum`, with its year, or with its day below: no house, but what takes place."""
    gathering = _GATHERING.search(line)
    below = [each.paragraph.text for each in placed[place + 1 : place + 3]]
    return gathering is not None and (gathering["year"] is not None or any(map(release_days.begins_with_day, below)))


_GATHERING = re.compile(
    r"\b(?:Forum|Assembly|Summit|Conference|Dialogue|Festival|Congress|Symposium|Convention|Lecture)\b"
    r"(?: (?:on|of|for) [^,.]{4,60}?)?(?P<year> 20\d\d)?$",
    re.IGNORECASE,
)


def _stands(placed: Sequence[Placed], place: int, last: int, banner: int) -> float:
    """Below `PRESS RELEASE`, right above the text, and alone."""
    below = next((each for each in placed[last + 1 :] if each.part not in (Part.FURNITURE, Part.EMBARGO)), None)
    beside = (*placed[max(0, place - 1) : place], *placed[last + 1 : last + 2])
    alone = all(each.paragraph.group != placed[place].paragraph.group for each in beside)
    return 1.5 * (place > banner >= 0) + 0.4 * bool(below and below.part is Part.BODY) + 0.4 * alone


def _words(line: str, *, small: bool = False) -> frozenset[str]:
    """What it speaks of, each word by its beginning: `carers` and `caring` are one; `small` leaves names out."""
    folded = (each.lower() for each in _WORD.findall(line) if not small or each.islower())
    return frozenset(each[:5] for each in folded if each not in _EMPTY)


_NUMBERS = re.compile(r"(?<![\d.,/])(?!(?:19|20)\d\d\b)\d")  # but for years
_EMPTY = frozenset(
    """about after also been before being between could down each every from have into just more most much only other
    over
    same says said some such than that their them then there these they this those through under until very were what
    when where which while will with would your report today launch published""".split()
)


def _without_banner(source: Source, start: int, end: int, confidence: float) -> Fact:
    """`Press release: News` is the news; so is what stands in marks behind such a word, or behind a number."""
    if numbered := _NUMBERED.match(source.plain, start, end):
        start = numbered.end()
    banner = _BANNER_BEFORE.match(source.plain, start, end)
    if banner and not source.plain[banner.end()].islower():  # `Media invitation: launch of …` is one phrase
        start = banner.end()
        if inner := marks.alone(source.plain[start:end]):
            start, end = start + inner[0], start + inner[1]
    return source.found(start, end, confidence=confidence)


_NUMBERED = re.compile(  # `20-014MR News`, `IP/10/422: News`
    r"(?=\S*[A-Z])(?:[A-Z]{1,5}[/-]?)?\d{2,4}[/-]\d{1,5}[A-Z]{0,5}(?:[:.]|\s[–—|-])?\s(?=[A-Z\"“‘'])"
)


_BANNER = re.compile(
    r"\W*(?:(?:joint )?(?:press|news|media) (?:release|notice|statement|note|information))\W*", re.IGNORECASE
)
