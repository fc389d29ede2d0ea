"""The headline: of the lines above the text, the one for which most speaks; and the quotation that stands alone.

Press offices put letterheads, days, numbers, contacts and sub-headings around it, in any order. None of these shares
the words of the first sentences as the headline does; its verb, its typography and its place speak for it as well.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from events import text
from events.press.reading import (
    alliances,
    labels,
    mastheads,
    names,
    parts,
    places,
    quotations,
    release_days,
    sites,
    venues,
)
from events.press.reading.draft import CERTAIN, DOUBTFUL, LIKELY, Fact
from events.press.reading.parts import Part, Placed
from events.press.reading.source import Paragraph, Source

_LABELLED = re.compile(
    r"""(?:date|pages|ref(?:erence)?|issued|no|number|tel|e-?mail|contact|press\ contact|media\ contact|from|to|by
    |author    |department
    |topics?|tags?|category|location|type|posted|published|updated|release(?:\ date|\ no)?|source|language|share
    |website|rsvp
    |cc|sent|layout|permalink|slug|photo|image|picture|caption)\b[\w ]{0,20}[:|]
    |(?:venue|place|organi[sz]ers?|chair[\w ]{0,15}|time|when|where|who|what|why|how)\s?[:|]""",
    re.IGNORECASE | re.VERBOSE,
)
_BANNER_BEFORE = re.compile(
    r"""\W*(?:(?:[\w-]+\ ){0,3}(?:(?:press|news|media)\ (?:release|statement|notice|announcement|alert|advisory
    |invitation
      |briefing(?:\ note)?|information|note)|joint\ statement)|(?:press|news|media)
    |for\ immediate\ release|save\ the\ date|(?:media\ |press\ |event\ )?invitation|event|news
    |you\ are\ invited(?:\ to)?
    |announcement|headline|title|subject|re|fwd?)
    \s?(?:[:–—|]|\s-)\s?(?=\S)""",
    re.IGNORECASE | re.VERBOSE,
)
_SALUTATION = re.compile(
    r"(?:dear|hi|hello|good (?:morning|afternoon)|all)\b[^.]{0,40}[,:]?|(?:morning|afternoon|evening),? all\b.*"
    r"|(?:please )?(?:find|see) (?:attached|below|our)\b.*|\w+(?: \w+)?,",
    re.IGNORECASE,
)
_AUTHORED = re.compile(r"(?:by|posted by|published by)\s", re.IGNORECASE)
_LIST = re.compile(
    r"(?:(?:confirmed|draft|final) )?(?:speakers?['’]?(?: list)?|list of speakers|panell?ists|panel members"
    r"|running order|order of events|programme|agenda|schedule)\b(?:\s?[:(–—-]|\s*$)",
    re.IGNORECASE,
)
_NUMBER_LINE = re.compile(r"[\W\d]*(?:(?:no|ref|pr|ip|release)[\s.:/#]*)?[\dA-Z/.-]{1,20}\W*", re.IGNORECASE)
_CELLS = re.compile(r"(?:[^;|\t]*[;|\t]){2}")  # a row of a table
_WORD = re.compile(r"[^\W\d_]{4,}")
_MOST = 30  # lines that may stand above a text
_PLAUSIBLE = 2.0
_OF_AN_EVENT = frozenset(("date", "time", "venue", "address", "event"))
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
    if named and (placed[named.paragraph].part is not Part.FURNITURE or not lines):
        return _without_banner(source, named.start, named.end, CERTAIN)
    if not lines or lines[0].score < -3:
        return _subject(source, placed) or _below_kind(source, placed)
    best = lines[0]
    if best.score < -2 and (called := _subject(source, placed)):
        return called
    margin = best.score - lines[1].score if len(lines) > 1 else _SURE
    sure = CERTAIN if margin >= _SURE else LIKELY if margin >= _SURE / 4 and best.score > 0 else DOUBTFUL
    return _without_banner(source, best.start, best.end, sure)


def _subject(source: Source, placed: Sequence[Placed]) -> Fact:
    """What a mail is called, where nothing stands above its text."""
    for each in placed[:8]:
        if found := _SUBJECT.match(each.paragraph.text):
            return _without_banner(source, each.paragraph.start + found.end(), each.paragraph.end, DOUBTFUL)
    return None


def _below_kind(source: Source, placed: Sequence[Placed]) -> Fact:
    """What stands below `EVENT` or `Running order`, where that is the first heading and no news is above it."""
    kind = next((place for place, each in enumerate(placed[:4]) if each.part in _SECTIONS and each.is_heading), None)
    if kind is None or kind + 1 >= len(placed):
        return None
    line = placed[kind + 1].paragraph
    is_other = release_days.is_mostly_of_day(line.text) or _is_aside(line.text) or _PERSON_LISTED.match(line.text)
    if is_other or line.mark or _COLON_ENDS.search(line.text) or not 3 <= len(line.text.split()) <= 30:
        return None
    return source.found(line.start, line.end, confidence=LIKELY)


_PERSON_LISTED = re.compile(r"[^,(:–—?]{4,50}(?:,|\s\(|\s[–—-]\s)")
_SECTIONS = (Part.OCCASION, Part.PANEL)
_COLON_ENDS = re.compile(r"[.:,;]$|^\d|@")


def _weighed(source: Source, placed: Sequence[Placed]) -> list[_Line]:
    """The lines that may be one, the likeliest first."""
    valued = {each.paragraph for each in labels.within(placed[:_MOST]) if each.name in _OF_AN_EVENT}
    candidates = _without_people([each for each in _candidates(placed) if each[0] not in valued])
    body = " ".join(each.paragraph.text[:600] for each in placed if each.part is Part.BODY and not each.paragraph.level)
    told = _words(body[:2400], small=True)
    banner = max(
        (place for place, each in enumerate(placed[:12]) if _BANNER.fullmatch(each.paragraph.text)), default=-1
    )
    subject = next((each.paragraph.text for each in placed[:8] if _SUBJECT.match(each.paragraph.text)), "")
    lines: list[_Line] = []
    taken, has_news = -1, False
    for place, each in candidates:
        if place <= taken:
            continue
        last = [each, *_rest_of(place, placed)][-1]
        taken = next(index for index in range(place, len(placed)) if placed[index] is last)
        words = source.plain[each.paragraph.start : last.paragraph.end].replace("\n", " ")
        score = _speaks_for(words, placed, place, told) + _stands(placed, place, taken, banner) - 0.8 * len(lines)
        score -= 1.5 * (bool(lines) and _tells_kind(placed, place))
        score -= 0.8 * has_news  # what stands below a headline is its sub-heading
        has_news = has_news or (score >= _PLAUSIBLE and (mastheads.has_verb(words) or words.isupper()))
        lines.append(
            _Line(each.paragraph.start, last.paragraph.end, score + 2 * (len(words) > 12 and words in subject))
        )
    return sorted(lines, key=lambda each: -each.score)


def _tells_kind(placed: Sequence[Placed], place: int) -> bool:
    """`Nordic conference and launch of the Monitor`, right below the title of what it is."""
    line, above = placed[place].paragraph, placed[place - 1].paragraph
    is_below_title = line.group == above.group and above.text[-1:] not in ",:" and not _is_letterhead(above.text)
    return is_below_title and _KIND_OF_EVENT.match(line.text) is not None


_KIND_OF_EVENT = re.compile(
    r"(?:[\w-]+ ){0,3}(?:conference|seminar|launch|discussion|forum|lecture|debate|symposium|workshop|webinar)"
    r"(?:,| and | of | on |$)",
    re.IGNORECASE,
)
_SUBJECT = re.compile(r"(?:subject|betreff)\s?:\s*", re.IGNORECASE)


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
    score -= 0.7 * news.endswith(".") + 1.5 * (news.endswith((":", ",")) or news.split()[-1].lower() in _OPEN)
    score -= 1.0 * bool(paragraph.mark) + 1.5 * news[:1].islower() + 0.5 * (news != line)
    if _is_letterhead(news) or _is_second_house(placed, place):
        score -= 5.0 if paragraph.level != 1 and not _names_gathering(news, placed, place) else 1.0
    elif release_days.is_mostly_of_day(line) or release_days.begins_with_hours(line):
        score -= 4.0
    return score


def _names_gathering(line: str, placed: Sequence[Placed], place: int) -> bool:
    """`Patient Safety Forum`, with its year, or with its day below: no house, but what takes place."""
    gathering = _GATHERING.search(line)
    below = [each.paragraph.text for each in placed[place + 1 : place + 3]]
    return gathering is not None and (gathering["year"] is not None or any(map(release_days.is_mostly_of_day, below)))


_GATHERING = re.compile(
    r"\b(?:Forum|Assembly|Summit|Conference|Dialogue|Festival|Congress|Symposium|Convention|Lecture)\b"
    r"(?: (?:on|of|for) [^,.]{4,60}?)?(?P<year> 20\d\d)?$"
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
    if banner := _BANNER_BEFORE.match(source.plain, start, end):
        start = banner.end()
        if inner := quotations.alone(source.plain[start:end]):
            start, end = start + inner[0], start + inner[1]
    return source.found(start, end, confidence=confidence)


_NUMBERED = re.compile(  # `20-014MR News`, `IP/10/422: News`
    r"(?=\S*[A-Z])(?:[A-Z]{1,5}[/-]?)?\d{2,4}[/-]\d{1,5}[A-Z]{0,5}(?:[:.]|\s[–—|-])?\s(?=[A-Z\"“‘'])"
)


def tells_news(line: str) -> bool:
    """A sentence with something that happens, not only the title of an event."""
    return bool(_NEWS.search(line))


_NEWS = re.compile(
    r"\b(?:to (?!the|a|an|our|your)[a-z]+|will|calls? (?:for|on)|says?|finds?|found|demands?|launches|announces|opens"
    r"|moved|postponed|cancelled|releases?|shows?|wins?|warns?|raises|hosts|is|are|has|have)\b",
    re.IGNORECASE,
)


def pull_quote(source: Source, placed: Sequence[Placed]) -> Fact:
    """A quotation that stands alone and comes again in the text, or alone at the top."""
    body = text.fold(_bare(" ".join(each.paragraph.text for each in placed)))
    top = 0
    for place, each in enumerate(placed):
        if each.after_end:
            break
        if called := _PULLED.match(each.paragraph.text):
            return source.found(
                each.paragraph.start + called.start("words"), each.paragraph.start + called.end("words")
            )
        top += each.part is Part.BODY
        inner, is_signed = _quoted(each)
        if inner is None or inner[1] - inner[0] < 20 or _begins_with_person(each.paragraph.text):
            continue
        start, end = each.paragraph.start + inner[0], each.paragraph.start + inner[1]
        if body.count(text.fold(_bare(source.plain[start:end]))) >= 2:
            return source.found(start, end)
        is_signed = is_signed or (place + 1 < len(placed) and _signs(placed[place + 1]))
        beside = (*placed[max(0, place - 1) : place], *placed[place + 1 : place + 2])
        is_one = not any(other.paragraph.quoted for other in beside)
        if is_one and _is_set_apart(each.paragraph) and not is_signed and not _goes_on(placed, place):
            return source.found(start, end, confidence=LIKELY)
        if top <= 1 and (not is_signed or each.part is Part.TOP) and not _goes_on(placed, place):
            return source.found(start, end, confidence=DOUBTFUL)
    return None


def _is_set_apart(line: Paragraph) -> bool:
    """In a block of its own, in marks or as one sentence without any: nobody says it there."""
    one = line.text[:1].isupper() and line.text[-1:] == "." and not _MARK.search(line.text)
    return line.quoted and not line.mark and (one or _is_quotation(line.text))


_PULLED = re.compile(r"pull[ -]?quote:\s?[\"“‘«]?(?P<words>.{20,600}?)[\"”’»]?$", re.IGNORECASE)
_MARK = re.compile('[“”"«»]|\\.\\s')


def _quoted(each: Placed) -> tuple[tuple[int, int] | None, bool]:
    """Where the words of a line are that is nothing but a quotation, and whether it says behind them whose they are."""
    line = each.paragraph.text
    if inner := quotations.alone(line):
        return inner, False
    first = next(quotations.spans(line, 0, len(line)), None) if line[:1] in _OPENING else None
    behind = _SIGNED.match(line, first[2]) if first and first[0] <= 2 else None
    if first and behind and len(line) < 400 and names.at(line, behind.end()):
        return first[:2], True
    return ((0, len(line)), False) if each.paragraph.quoted else (None, False)


def _signs(each: Placed) -> bool:
    """`– Ann Lee, Director`, of which the dash may have been taken for a bullet."""
    line = each.paragraph.text
    return quotations.is_attribution(line) or (each.paragraph.mark in _DASHES and _begins_with_person(line))


_OPENING = frozenset("“\"‘'«„")
_DASHES = frozenset("–—-")
_SIGNED = re.compile(r"\s?(?:[–—-]{1,2}\s?|\s(?=[A-Z]))")


def _goes_on(placed: Sequence[Placed], place: int) -> bool:
    """The paragraph before announces it, or stops in the middle of a sentence that it ends."""
    before = placed[place - 1].paragraph.text.rstrip() if place else ""
    return before.endswith(":") or bool(_STOPS_SHORT.search(before))


_STOPS_SHORT = re.compile(r"\b(?:report|study|paper|book|survey|publication|entitled|titled|called|on|of|its|the)$")


def _candidates(placed: Sequence[Placed]) -> Iterator[tuple[int, Placed]]:
    """The lines above the body that are no banner, day, address or label."""
    for place, each in enumerate(placed[:_MOST]):
        paragraph = each.paragraph
        if each.part is Part.BODY and not paragraph.level:
            return
        if each.part not in (Part.TOP, Part.BODY) or each.is_heading or each.after_end or _CELLS.match(paragraph.text):
            continue
        is_addressed = mastheads.is_addressed(paragraph.text) and not _COLON.search(paragraph.text)
        if paragraph.quoted or is_addressed or _is_aside(paragraph.text):
            continue
        if paragraph.text[:1].islower() and paragraph.text[-1:] == ".":
            continue
        if (_is_quotation(paragraph.text) and not _is_news_in_marks(placed, place)) or _quoted(each)[1]:
            continue
        if _SALUTATION.fullmatch(paragraph.text) or mastheads.is_lead_in(paragraph.text):
            continue
        if (listed := _LIST.match(paragraph.text)) and paragraph.level != 1 and len(paragraph.text) < listed.end() + 12:
            continue
        yield place, each


def _is_second_house(placed: Sequence[Placed], place: int) -> bool:
    """The line below `Example Institute and`, one that itself begins so, or one that says where that house is."""
    above, line = placed[place - 1].paragraph if place else None, placed[place].paragraph
    if above is None or above.group != line.group:
        return False
    town = line.text.rpartition(", ")[2]
    is_seat = town != line.text and places.zone(town) is not None and not mastheads.has_verb(line.text)
    joined = is_seat or _JOINED.search(above.text) or _JOINING.match(line.text)
    return bool(joined) and _is_letterhead(_JOINED.sub("", above.text))


_WITH = r"(?:in (?:partnership|association|collaboration|co-?operation) with|together with|supported by)"
_JOINED = re.compile(rf"\s(?:and|&|with|{_WITH})$", re.IGNORECASE)
_JOINING = re.compile(rf"\W{{0,2}}(?:and|&|with|{_WITH}) ", re.IGNORECASE)
_BANNER = re.compile(
    r"\W*(?:(?:joint )?(?:press|news|media) (?:release|notice|statement|note|information))\W*", re.IGNORECASE
)


def _without_people(candidates: list[tuple[int, Placed]]) -> list[tuple[int, Placed]]:
    """Of a list of speakers no line is a headline."""
    people = [each for each in candidates if _begins_with_person(each[1].paragraph.text)]
    if len(people) < 2:
        return candidates
    groups = {each.paragraph.group for _, each in people} if len(people) > 2 else set()
    return [each for each in candidates if each not in people and each[1].paragraph.group not in groups]


def _begins_with_person(line: str) -> bool:
    found = _PERSON_AND.match(line)
    name = names.at(line, 0) if found else None
    return bool(found and name and name.end >= found.end() - 3) and not venues.is_building(line.partition(",")[0])


_PERSON_AND = re.compile(r"[^,(:–]{4,50}\s?(?:,|\(|:|\s[–—-]\s)")


def _is_news_in_marks(placed: Sequence[Placed], place: int) -> bool:
    """A line in marks that nobody says: nobody's name stands below, nor does it come again."""
    words = placed[place].paragraph.text
    if (
        place + 1 >= len(placed)
        or len(words.split()) > _LONG
        or _TWO.search(words)
        or _goes_on(placed, place)
        or (place and placed[place - 1].paragraph.level == 1)
    ):
        return False
    below = placed[place + 1].paragraph.text
    again = any(_bare(words) in _bare(each.paragraph.text) for each in placed[place + 1 : place + 40])
    named = names.at(below, 0) is not None or quotations.is_attribution(below)
    return not (again or named) and not any(each.part is Part.BODY for each in placed[: place + 2])


_COLON = re.compile(r": \w+ \w+ \w")
_LONG = 18  # words, which somebody said
_TWO = re.compile(r"[.!?] [A-Z]")  # sentences, as nobody has over a text


def _is_quotation(line: str) -> bool:
    inner = quotations.alone(line)
    return inner is not None and inner[1] - inner[0] >= len(line) - 6


def _is_aside(line: str) -> bool:
    """A day, a number, an address, a byline: what stands around a headline."""
    if _LABELLED.match(line) or _AUTHORED.match(line) or parts.REACH.search(line) or _NUMBER_LINE.fullmatch(line):
        return True
    if (
        _FOUNDED.match(line)
        or release_days.is_of_day(line)
        or mastheads.is_banner(line)
        or (line[0] == "(" and line[-1] == ")")
    ):
        return True
    return bool(_ADDRESS.fullmatch(line)) or sites.is_alone(line)


_ADDRESS = re.compile(r"(?:[\w'’&. -]+, ){0,4}\d{1,4}(?:[-–]\d{1,4})?[a-z]?,? [A-Z][\w'’. -]+(?:, [\w'’. -]+){1,5}")
_FOUNDED = re.compile(r"(?:founded|established|est\.|since)\b[^.]{0,12} \d{4}$", re.IGNORECASE)
_PARTNERS = re.compile(r"[A-Z][\w'’-]+(?:,? [A-Z][\w'’-]+){0,2} & [A-Z][\w'’-]+")
_UNIT = re.compile(
    r"(?:[A-Z][\w'’]+,? (?:and |& |of |for |the )*){1,6}"
    r"(?:Affairs|Communications?|Relations|Office|Department|Division|Directorate|Services|Unit|Team|Branch|Bureau)"
)


def _is_letterhead(line: str) -> bool:
    """Only the names of houses, in capitals or not, with bars, commas and banners between them."""
    line = _JOINED.sub("", line)
    if mastheads.is_house(line.strip(" .*|")) or _UNIT.fullmatch(line) or _PARTNERS.fullmatch(line):
        return True
    if _INVITING.search(line) or alliances.invites(line[:250]):
        return True
    spans = [*mastheads.pieces(line)]
    named = [*mastheads.houses(line)]
    is_signed = len(spans) > 1 and mastheads.is_banner(line[slice(*spans[-1])]) and _is_foreign(line[slice(*spans[0])])
    if is_signed or (_BRACKETED.fullmatch(line) and not mastheads.has_verb(line)):
        return True
    if named and len(spans) > 1:
        return all(
            mastheads.is_banner(line[start:end])
            or any(start <= begin and stop <= end for begin, stop in named)
            or _is_foreign(line[start:end])
            for start, end in spans
        )
    several = [each.strip() for each in _COMMAS.split(line) if each.strip()]
    says = sum(mastheads.says_house(each) for each in several)
    return len(several) > 1 and says * 2 >= len(several) and all(_is_named(each) for each in several)


_INVITING = re.compile(
    r"\b(?:invites? (?:you|the (?:media|press)|journalists)|requests? the (?:pleasure|honou?r)"
    r"|(?:pleased|delighted|proud) to (?:invite|announce|present)"
    r"|(?:pleasure|honou?r) (?:in|of) inviting|cordially invites?|(?:warmly|cordially) invited)\b",
    re.IGNORECASE,
)
_COMMAS = re.compile(rf", (?:and )?(?:the )?| and (?:the )?| & |,? {_WITH} (?:the )?")


_CAPITAL = r"(?:[A-ZÀ-Þ][\w'’&.-]*,?|&|[a-zà-þ]{1,3})"
_BRACKETED = re.compile(rf"{_CAPITAL}(?: {_CAPITAL}){{1,9}} \([A-Z][\w&.-]{{0,5}}[A-Z]\)")  # `Observatório do Mar (OM)`


def _is_named(words: str) -> bool:
    """In capitals, but for small words, and without a verb."""
    capitals = all(each.lstrip("(")[:1].isupper() or len(each) <= 3 for each in words.split())
    return capitals and len(words.split()) <= 9 and not mastheads.has_verb(words)


def _is_foreign(words: str) -> bool:
    """The same name in another language: capitals, and no English word that makes a sentence."""
    return bool(
        re.fullmatch(r"[A-ZÀ-Þ][\w'’]*(?: (?:\w{1,3}|[A-ZÀ-Þ][\w'’]*)){0,8}", words)
    ) and not mastheads.has_verb(words)


def _rest_of(place: int, placed: Sequence[Placed]) -> Iterator[Placed]:
    """A headline in capitals, or that stops in the middle, goes on in the next line."""
    last = placed[place].paragraph
    for each in placed[place + 1 : place + 3]:
        same = each.paragraph.group == last.group and each.part is Part.TOP and not _is_aside(each.paragraph.text)
        capitals = last.text.isupper() and each.paragraph.text.isupper()
        goes_on = each.paragraph.text[:1].islower() and not last.text.isupper()
        open_ended = last.text.split()[-1].lower() in _OPEN or last.text.endswith((",", ":")) or goes_on
        if not same or last.level or each.paragraph.level or each.paragraph.mark or not (capitals or open_ended):
            return
        yield each
        last = each.paragraph


_OPEN = frozenset(
    "a an and are as at but by for from has in into is its of on or over than that the their to under will with".split()
)


def _bare(words: str) -> str:
    return re.sub(r"[\W_]+", " ", words).strip()
