"""What is launched: of all that stands in marks, in italics or in capitals, the title for which most speaks.

Before or behind a title stands what kind of thing it is (`the report, …`, `…, a study by …`), that it is launched, its
number in a series, or what it finds; it comes again elsewhere; and it is no speech, person, house or event.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from events.press.reading.draft import CERTAIN, DOUBTFUL, LIKELY, Event, Fact, Publication, Quotation
from events.press.reading.event import scenes
from events.press.reading.layout import mastheads
from events.press.reading.layout.labels import Label
from events.press.reading.layout.parts import Part, Placed
from events.press.reading.layout.source import Paragraph, Source
from events.press.reading.report import series, unmarked_titles
from events.press.reading.report.series import KIND, NAMES_OF_KINDS, unwrapped
from events.press.reading.report.unmarked_titles import FINDS
from events.press.reading.words import dates, marks, names, patterns, places, venues, vocabulary

Span = tuple[int, int]

_MOST_LINES = 300  # in which a title is looked for
_MOST = 130  # phrases that might be a title; more is no release
_LEAST, _ENOUGH, _LIKELY, _SAID, _SURE = 1.5, 1.75, 2.25, 2.5, 3.0
_NTH = (
    r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d{1,2}(?:st|nd|rd|th)|final|last|latest"
    r"|newest)"
)
_PUBLISHES = (
    r"(?:launch(?:es|ed|ing)?(?: of)?|publish(?:es|ed|ing)|releas(?:es|ed|ing)|unveil(?:s|ed|ing)|present(?:s|ed)"
    r"|issu(?:es|ed)|brought out|bring out)"
)
_IS = r"(?:(?:which|that) )?(?:(?:is|was|were|are|will be|to be|has been|been|being) )?"
_CALLED = r"(?:called|entitled|titled|named|published (?:\w+ )?as|known as|under the title(?: of)?)[,:]?\s?"
_BY = r"(?: (?:by|from|on|of) [^.,:;]{3,60})?"
_OF = (
    r"(?:result|finding|conclusion|message|recommendation|author|edition|volume|launch|publication|release"
    r"|presentation)s?"
)
_TODAY = r"(?: (?:today|yesterday|this (?:week|morning|month|year))(?: (?:in|as))?)?"
# What stands right before a title, how much that says, the most first, and whether it needs marks around the title.
_BEFORE = tuple(
    (re.compile(rf"\b(?:{pattern})$", re.IGNORECASE), worth, needs_marks)
    for pattern, worth, needs_marks in (
        (rf"{KIND}{_BY}(?:[,:]|\s\(|\s[–—-])\s?{_IS}(?:{_CALLED})?(?:the )?", 2.5, False),
        (rf"{KIND}{_BY},? {_IS}{_CALLED}(?:the )?|under the title(?: of)?:?\s?", 2.5, False),
        (rf"{KIND},? (?:no\.?|number|nr\.?)? ?[\w/:.]{{0,12}}\d[\w/:.]{{0,12}}[,:]? ", 2.0, False),
        (rf"{KIND},? (?:no\.?|number|nr\.?) ?\d{{1,4}} by [^,:;]{{3,60}}, ", 2.0, False),
        (rf"{KIND} {_IS}(?:the )?|(?:entitled|titled)\s?", 2.0, True),
        (rf"(?:{_OF} of|{_PUBLISHES}|will \w+) (?:the|its|their|our)(?: [\w-]+){{0,2}} {KIND} ", 2.25, False),
        (rf"(?:the|its|their|our|a|new)(?: joint| new| own| final)? {KIND} ", 1.75, False),
        (rf"{_OF} (?:of|from|in) (?:the |its |their |our |a |new ){{0,2}}", 1.5, False),
        (rf"{_PUBLISHES}{_TODAY}(?: (?:its|their|a|an|the|our)(?: [\w-]+){{0,4}})?[,:]?\s?", 1.5, False),
        (r"(?:^|[.!?] )For (?:the |its |their )?", 1.0, True),
    )
)
_TELLS = re.compile(  # one word of which each of these has, which is soon asked
    rf"\b(?:{KIND}|{_OF}|{_PUBLISHES}|under the title|entitled|titled|(?-i:For))\b", re.IGNORECASE
)
_AFTER = re.compile(
    rf"""[,.]?['\"’”*]?,?(?:\[\w{{1,4}}\]|[¹²³⁴⁵⁶⁷⁸⁹⁰])?\s?(?:
      (?P<series>\((?:[^()]{{0,60}}\b)?(?:no|nr|number|vol|volume|paper|papers|report|reports|briefing
      |bulletin|brief|issue|letter|series)\b[.,]{{0,2}}\s?[^()]{{0,40}}\)
        |,?\s?(?:is\ |was\ )?(?:the\ )?(?:{_NTH}|number\ \w+|no\.?\ ?\d+|{KIND}\ (?:number\ |no\.?\ ?|\#)?(?:\d+|one|two
        |three|four|five|six))(?:\ and\ (?:final|last))?,?\ (?:{KIND}\ )?(?:and\ \w+\ )?(?:\w+\ )?(?:in|of|to)\b
        |,?\s?(?:is\ |was\ |as\ |published\ as\ |appears\ as[ ]
        |is\ published\ (?:today\ )?as\ )(?:[A-Z][\w'’-]*\ ){{0,5}}(?:Paper|Report|Briefing|Bulletin|Letter|Brief
        |Volume|Number|No\.)\ ?(?:no\.?\ )?\d
        |[,.]\ [A-Z](?:[\w'’-]*\ ){{1,6}}?{NAMES_OF_KINDS}\ (?:no\.?\ |number\ )?\d)
    | (?P<launch>\s?[–—-]\s(?:the\ )?(?:[\w-]+\ ){{0,3}}{KIND}\ (?:launch|release|presentation)\b)
    | (?P<kind>(?:\([^)]{{1,60}}\),?\s?)?,?\s?(?:is\ |was\ )?(?:a|an|the|our|its|their
    |this)\ (?:(?:\w+\ )?{_NTH}\ )?(?:[\w’'-]+\ ){{0,4}}{KIND}\b(?!\ (?:author|editor|writer)))
    | (?P<published>(?:\([^)]{{1,60}}\)\s?)?,?\s?(?:which\ |that\ )?(?:will\ be|is|was|is\ being|has\ been
    |to\ be)?\s?(?:also\ )?(?:\w+ly\ )?(?:launched|published|released|unveiled|available|presented|issued|written
    |out\b|compiled|produced|drawn\ up))
    | (?P<made>,?\s?(?:is|was|were|has\ been)\ (?:prepared|carried\ out|commissioned|undertaken|conducted|authored)\b)
    | (?P<finds>,?\s?{FINDS})\b
    | (?P<by>(?:\([^)]{{1,60}}\)\s?)?,?\s?(?:by|edited\ by|written\ by)\ (?:the\ |an?\ )?(?-i:[A-Z]))
    | (?P<noun>,?\s?(?:report|study|paper|book|survey|pamphlet|review)s?\b)
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_APPOSED = re.compile(
    r"['\"’”]?, (?:(?:which|that) (?:is|was|will be|has been) )?(?:\w+ly )?(?:launched|published|released"
    r"|unveiled|issued)\b"
)
_IS_KIND = re.compile(
    r"\b(?:Survey|Atlas|Index|Report|Review|Census|Barometer|Yearbook|Outlook|Audit|Tracker|Handbook|Register"
    r"|Statistics|Assessment|Study)(?: (?:19|20)\d\d)?(?: (?:of|on|for|in) .{3,60})?$"
)
_OCCASION = re.compile(
    r"\b"
    + patterns.one_of(
        r"event|panel|discussion|debate|seminar|webinar|conference|lecture|exhibition|campaign|programme|project|scheme"
        r"|initiative|fund|summit|workshop|award|prize|festival|forum|meeting|session|talk|play|opera|film|song|poem"
        r"|novel"
    )
    + r"s?,? ?(?:series )?(?:called|entitled|titled|named|on)?[,:]?\s?$",
    re.IGNORECASE,
)
_EARLIER = re.compile(
    rf"\b(?:first|previous|earlier|last|interim|preceding|original)(?: \w+)? {KIND},? $", re.IGNORECASE
)
_EARLIER_BY = re.compile(
    r"[,.]?['\"’”]?,?\s?(?:was|were|appeared|had been)(?: first)? (?:published |launched "
    r"|released )?in (?:[A-Z]\w+ )?(?:19|20)\d\d"
)
_HAPPENS = re.compile(
    r"(?: / [^.;:]{3,80}?)?[,.]?['\"’”]?,?\s?(?:(?:will|to|is to) (?:take place|be held)|takes place"
    r"|(?:on|at) (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|on \d)"
)
_MONTH = re.compile(r"(?:January|February|March|April|May|June|July|August|September|October|November|December) \d")
_IN_PRINT = re.compile(
    r"\b(?:reports?|stud(?:y|ies)|papers?|books?|pamphlet|surveys?|reviews?|analysis|research|inquiry|briefing|findings)\b"
)
_IN_IT = re.compile(
    rf"['\"’”]?, (?:the|its|our|we|he|she|they|[A-Z])[^.;:]{{0,90}}? {FINDS[:-1]}|find|argue|show|say|explain)\b"
)
_LEAD = re.compile(
    r"(?:(?:Running order|Programme|Agenda|Invitation|Save the date)\W+)?"
    r"(?:(?:Presentation|Launch|Release|Publication|Authors?|Copies|launch|release) of (?:the |its |their |our |a )?"
    r"|(?:Report|Study|Paper|Publication|Book): )"
)
_SUBTITLE = re.compile(r"\w[:?] [A-Z]\w+,? (?:\w+ )?\w|\w: \w+ \w+ \w")


@dataclass
class _Title:
    """What speaks for one title, wherever it stands."""

    span: Span
    score: float = 0.0
    best: float = 0.0
    against: float = 0.0  # a report that is said to be one may give its launch its name


class _Taken:
    """What is something else for certain: speeches, the name of the series, the title of the event as a whole."""

    def __init__(self, spoken: Sequence[Quotation], numbered: Publication, event: Event) -> None:
        self.spans = spans = sorted(
            [each.text.span for each in spoken] + [each.span for each in (numbered.series,) if each]
        )
        self.spoke = frozenset(each.speaker.value.casefold() for each in spoken if each.speaker)
        self.starts = [start for start, _ in spans]
        self.event = event.title.span if event.title else None

    def holds(self, span: Span) -> bool:
        place = bisect_left(self.starts, span[1]) - 1
        if place >= 0 and span[0] < self.spans[place][1]:
            return True
        return self.event is not None and span[0] <= self.event[0] and self.event[1] <= span[1] + 2


def launched(source: Source, placed: Sequence[Placed]) -> Fact:
    """What stands below `… invites you to the launch of`, with the line right below it that only says more of it."""
    told = [each.paragraph for each in placed[:_TOP] if each.part is not Part.FURNITURE]
    asks = any(_ASKS.search(each.text) for each in told[:_HOSTS])
    for above, title, *below in (told[place : place + 3] for place in range(len(told) - 1)):
        if (
            not (_INVITED_TO_LAUNCH.search(above.text[-200:]) or (asks and _AT_LAUNCH.fullmatch(above.text)))
            or len(title.text) > _LONGEST_TITLE
            or dates.within(title.text)
        ):
            continue
        start, end = unwrapped(source.plain, title.start, title.end)
        if below and _goes_on(title, below[0]):
            end = below[0].end
        return source.found(start, end, source.plain[start:end].replace("\n", " "), LIKELY)
    return None


def _goes_on(title: Paragraph, line: Paragraph) -> bool:
    """With its subtitle, in smaller letters or behind a colon."""
    is_name = line.text[:1].isupper() and line.text[-1:].isalpha() and not line.text.isupper()
    if title.group != line.group:
        return False
    if _STOPS_OPEN.search(title.text):
        return True
    is_apart = dates.within(line.text) or mastheads.is_house(line.text) or _WHICH.match(line.text)
    return is_name and not is_apart and (title.text.isupper() or title.text.endswith(":"))


_WHICH = re.compile(rf"(?:the )?{_NTH} (?:[\w-]+ )?{KIND}\b", re.IGNORECASE)  # `First report of the Tree Survey`
_STOPS_OPEN = re.compile(r"\b(?:an?|and|as|at|by|for|from|in|into|of|on|or|the|to|with)$|,$", re.IGNORECASE)


_TOP = 20  # lines
_LONGEST_TITLE = 160  # characters
_HOSTS = 6  # lines, in which a card asks to come
_LAUNCH_OF = (
    r"(?:launch|publication|release|presentation|unveiling) of"
    rf"(?: the| its| their| our)?(?: new| joint)?(?: {KIND})?[:,]?"
)
_INVITED_TO_LAUNCH = re.compile(rf"\b(?:invit|pleasure|honou?r).*\b{_LAUNCH_OF}$", re.IGNORECASE)
_ASKS = re.compile(r"\b(?:invit(?:es?|ed|ation)|pleasure|honou?r|request|company)\b", re.IGNORECASE)
_AT_LAUNCH = re.compile(rf"(?:(?:at|to|for) )?(?:the )?{_LAUNCH_OF}", re.IGNORECASE)  # on a line of its own


def read(
    source: Source,
    placed: Sequence[Placed],
    named: Sequence[Label],
    spoken: Sequence[Quotation],
    event: Event,
    shown: Fact = None,
) -> Publication:
    """The title, if none is shown above all, its series and number.

    A series of events has no title here, nor a name that says it is in print.
    """
    where = [each.span for each in (event.venue, event.address) if each]
    numbered = series.read(source, named, aside=where)  # `Cool Store No. 2` is one of a street
    title = shown or _title(source, placed, named, _Taken(spoken, numbered, event))
    if title is None and numbered.series and not series.is_in_print(numbered.series.value):
        return replace(numbered, series=None) if numbered.of else Publication()
    return replace(numbered, title=title)


def _title(source: Source, placed: Sequence[Placed], named: Sequence[Label], taken: "_Taken") -> Fact:
    label = next((each for each in named if each.name == "publication"), None)
    if label and len(label.value) < 200:
        return source.found(*unwrapped(source.plain, label.start, label.end))
    titles: dict[str, _Title] = {}
    for span, score in _candidates(source, placed, named, taken):
        key = " ".join(source.plain[slice(*span)].casefold().replace("’", "'").split())
        one = titles.setdefault(key, _Title(span))
        if score < 0:
            one.against += score
            continue
        one.score += score if one.score <= 0 else max(score - 0.5, 0.5 * score)
        if score > one.best:
            one.best, one.span = score, span
    for one in titles.values():
        one.score += one.against if one.best < _SAID else 0.0
    for key, one in titles.items():
        if one.score > 0:
            one.score += sum(max(0, other.score) for name, other in titles.items() if _is_fuller(name, key))
    ranked = sorted(titles.items(), key=lambda each: -each[1].score)
    if not ranked or ranked[0][1].score < _ENOUGH:
        return None
    key, best = ranked[0]
    rivals = [other for name, other in ranked[1:] if name not in key and key not in name]
    margin = best.score - (rivals[0].score if rivals else 0.0)
    sure = DOUBTFUL if margin < 1 or best.score < _LIKELY else CERTAIN if best.score >= _SURE else LIKELY
    best.span = _without_initials(source.plain, best.span)
    fuller = [other for name, other in ranked[1:] if _is_fuller(name, key) and other.score >= _FULLER]
    fuller += [other for name, other in ranked[1:] if name.endswith(f", {key}") and other.score > best.score - 1.5]
    return source.found(*(fuller[0] if fuller else best).span, confidence=sure)


def _is_fuller(name: str, key: str) -> bool:
    """With its subtitle."""
    return name.startswith((f"{key}: ", f"{key}? "))


_FULLER = 0.75


def _without_initials(plain: str, span: Span) -> Span:
    """`Atlas of Care` of `the CFA Atlas of Care`, where it stands by itself as well."""
    initials, _, rest = plain[slice(*span)].partition(" ")
    is_house = initials.isupper() and 2 < len(initials) < 7 and " " in rest
    alone = re.search(rf"(?<!{re.escape(initials)} ){re.escape(rest)}", plain) if is_house else None
    return (span[0] + len(initials) + 1, span[1]) if alone else span


def _candidates(
    source: Source, placed: Sequence[Placed], named: Sequence[Label], taken: "_Taken"
) -> Iterator[tuple[Span, float]]:
    """Phrases that may be a title, each time they stand somewhere, with how much speaks for them there."""
    labelled = {each.paragraph: each.start for each in named}
    asked = 0
    for place, each in enumerate(placed[:_MOST_LINES]):
        if each.part not in _PARTS or each.paragraph.level == 1:
            continue
        weight = 1.0 if each.part in (Part.BODY, Part.TOP, Part.ENDNOTES) else 0.8
        begin = max(each.paragraph.start, labelled.get(place, 0))
        stop = min(each.paragraph.end, each.paragraph.start + _LONGEST)
        told_from = placed[place - 1].paragraph.start if place and _is_open(placed[place - 1], each) else begin
        introduced = each.part is Part.BODY and place > 0 and _introduces(placed[place - 1].paragraph.text[-_LEAD_IN:])
        for start, end, bonus in _phrases(source, begin, stop):
            lead = _LEAD.match(source.plain, start, end)
            at, until = unwrapped(source.plain, lead.end() if lead else start, end)
            if source.plain[until : until + 1] in "?!" and bonus < 0:
                until += 1
            where = source.span(at, until)
            if each.part is Part.ABOUT and source.plain[at:until].lower().startswith("about "):
                continue  # `About Bare Streets: Bare Streets is …`
            if asked == _MOST:
                return
            if not taken.holds(where) and _is_titular(source.plain[at:until]):
                asked += 1
                told = _speaks_for(
                    source.plain, at, until, told_from if bonus == 0 else begin, stop, taken.spoke, marked=bonus >= 0,
                    is_introduced=at == each.paragraph.start and introduced,
                )  # fmt: skip
                if bonus < 0 and each.paragraph.text.isupper() and until - at < len(each.paragraph.text) / 2:
                    continue  # some words of a line in capitals
                if told or bonus >= 0 or mastheads.is_house(source.plain[at:until]):
                    yield (at, until), weight * (bonus + told)


def _is_open(above: Placed, each: Placed) -> bool:
    """`… invites you to the release of its report`, and below it the title on a line of its own."""
    ends = above.paragraph.text[-1:]
    return ends.isalpha() and len(above.paragraph.text) > 40 and len(each.paragraph.text) < 200


_PARTS = (Part.BODY, Part.TOP, Part.NOTES, Part.OCCASION, Part.ABOUT, Part.ENDNOTES, Part.EMBARGO, Part.PANEL)
_LONGEST = 4000


def _phrases(source: Source, begin: int, stop: int) -> Iterator[tuple[int, int, float]]:
    """In marks, in italics, and, with less trust, in capitals."""
    marked = [(start, end, 0.0) for start, end, _ in marks.spans(source.plain, begin, stop)]
    marked += [(start, end, 0.8) for start, end in source.emphasised if begin <= start and end <= stop]
    yield from marked
    for start, end in unmarked_titles.within(source.plain, begin, stop):
        if not any(first < end and start < last for first, last, _ in marked):
            yield start, end, -0.25


def _is_titular(words: str) -> bool:
    count = len(words.split())
    return (
        1 <= count <= 24
        and len(words) >= 5
        and (words[0].isupper() or words[0].isdigit())
        and not words.endswith(":")
        and "@" not in words
        and not _MONTH.match(words)
        and not dates.within(words[:40])
        and not mastheads.is_banner(words)
        and not _ADDRESS.match(words)
    )


_ADDRESS = re.compile(r"\d{1,5} .*\b(?:Street|Road|Avenue|Lane|Place|Square|Drive|Court|Way)\b")
_GERUND = re.compile(
    r"(?:Drawing|Building|Speaking|Writing|Commenting|Responding|Working|Using) (?:on|upon|from|to|at|with) "
)


def _speaks_for(
    plain: str, start: int, end: int, begin: int, stop: int, spoke: frozenset[str], *, marked: bool,
    is_introduced: bool = False,
) -> float:  # fmt: skip
    """What the words around say of it, and what it says itself; capitals alone say nothing."""
    words = plain[start:end]
    before = plain[max(begin, start - 130) : start].rstrip("\"'“‘„«»‹*( \n") + " "
    after = plain[end : min(stop, end + 130)].lstrip("*_")
    told = _said_before(before, marked=marked) + _said_after(after, marked=marked)
    told = max(told, _is_apposed_to_a_thing(words, before, after, marked=marked))
    happens = _HAPPENS.match(after) and not _LAUNCHED.search(before) and (told < 2 or _ON_IT.search(before))
    if _OCCASION.search(before) or happens:
        return -2.0
    if _OF_A_POST.search(before) or (not marked and _names_no_print(words)):
        return 0.0
    if re.match(r"['\"’”]?,? (?:series|prize|award|fund|programme|campaign)\b", after):
        return -3.0
    capitals = sum(word[0].isupper() for word in words.split())
    is_told = bool(_SUBTITLE.search(words))
    told += 2.25 * (re.search(r"\b[Ii]n $", before) is not None and bool(_IN_IT.match(after)))
    if is_introduced and not marked and _IS_SUBJECT_THERE.match(after):
        told = max(told, 1.5 if names.is_name(words) else 2.0)
    if not marked and (is_told or _SENTENCE_WORDS.search(words)) and _tells_of_print(plain):
        told += 1.0 * _does(before, after)
        told = max(told, 1.5 * (words.casefold() not in spoke and _is_subject(before, after)))
    told -= 2.0 * bool(_EARLIER_BY.match(after))
    told += 1.0 * bool(_IS_KIND.search(words)) * (capitals >= 2)
    if not marked and told < _LEAST:
        return 0.0
    if marked:
        told -= (0.5 if told >= 1 else 1.5) * (mastheads.is_house(words) and not _IS_KIND.search(words))
    else:
        told -= _names_something_else(words, spoke) * (1 if told >= 2 else 3)
    return told + 0.5 * (capitals >= 3) + 0.5 * is_told


def _is_apposed_to_a_thing(words: str, before: str, after: str, *, marked: bool) -> float:
    """`The inventory, Below Grade: What Streets Keep, took a year`, whatever the thing; or it is the work of many."""
    if _WORK_OF.match(after):
        return 1.5 if names.is_name(words) else 2.5
    is_apart = _THING.search(before) and _THEN_DOES.match(after)
    return 2.25 * bool(is_apart and (marked or _SUBTITLE.search(words)))


_WORK_OF = re.compile(r"['\"’”*]? (?:is|was) the (?:(?:joint|shared) )?(?:work|result|product|fruit) of\b")
_THING = re.compile(
    r"(?:^|[.!?] )(?:The|Its|Our|Their|This) (?:[a-z][a-z-]+ ){0,2}(?P<thing>[a-z]{4,})"
    r"(?: (?:by|from|of) [^.,:;]{3,60})?, $"
)
_THEN_DOES = re.compile(r"['\"’”*]?, (?:took|takes|is|was|runs|has|counted|[a-z]{3,}(?:ed|[^s]s))\b")


@lru_cache(maxsize=4)
def _tells_of_print(plain: str) -> bool:
    return _IN_PRINT.search(plain) is not None


_ON_IT = re.compile(  # `a public conversation on the report, Bare Streets, will take place`
    rf"\b(?:conversation|discussion|debate|panel|talk|seminar|evening|event) (?:on|about) (?:the|its|our) {KIND}, $"
)
_LAUNCHED = re.compile(r"\b(?:launch|presentation|publication|release) of (?:the |its |their )?$", re.IGNORECASE)
_OF_A_POST = re.compile(  # `Head of Research, Roof Over Leeds`
    r"\b(?:Head|Director|Professor|Lecturer|Fellow|Lead|Manager|Officer|Editor|President|Chair)\b(?:,| of| for)"
    r"[^.;|“”\"]{0,40}[,|] $"
)


def _names_no_print(words: str) -> bool:
    """`Clear Air Cohort`, `Mercer Rooms, South Terrace`."""
    first, comma, _ = words.partition(", ")
    return bool(_RESEARCH.search(words)) or (bool(comma) and ":" not in first and venues.is_building(first))


_RESEARCH = re.compile(r"\b(?:Cohort|Project|Trial|Consortium|Campaign|Network)$")


def _does(before: str, after: str) -> bool:
    """`Bare Streets: What Towns Lose` at the beginning of a sentence, which then says what it does."""
    if before.strip() and before.rstrip()[-1] not in ".!?”":
        return False
    follows = _AFTER.match(after)
    return follows is not None and follows.lastgroup in ("finds", "published", "series", "by", "made")


@lru_cache(maxsize=256)
def _introduces(above: str) -> bool:
    return _INTRODUCES.search(above) is not None


_LEAD_IN = 400  # characters
_INTRODUCES = re.compile(  # `…, says a report published today by the Tree Forum.`, of which the next paragraph tells
    rf"\b(?:an?|the|its|their|our|new)(?: [\w-]+){{0,3}} {KIND}\b", re.IGNORECASE
)
_IS_SUBJECT_THERE = re.compile(
    r"(?:\[\w{1,4}\]|[¹²³⁴⁵⁶⁷⁸⁹⁰])?(?:, (?:which|by) [^.;]{4,80},)? (?:[a-z]{3,}(?:ed|[^s]s)|is|was|has|drew|found|put"
    r"|set)\b(?<!says)(?<!adds)(?<!wants)(?<!hopes)(?<!added)(?<!asked)(?<!agreed)(?<!called)(?<!welcomed)"
    r"(?<!announced)(?<!launched)(?<!warned)(?<!warns)(?<!wanted)"
)


def _is_subject(before: str, after: str) -> bool:
    """At the beginning of a paragraph or sentence, and then what it did: `Bare Streets: A Count tested 200 roads`."""
    begins = not before.strip() or before.rstrip()[-1] in ".!?”"
    return begins and _IS_SUBJECT.match(after) is not None


_IS_SUBJECT = re.compile(
    r"(?:\[\w{1,4}\]|[¹²³⁴⁵⁶⁷⁸⁹⁰])?(?: [–—]|,)? (?:(?:[a-z]{3,}ed|is|was|will|has|draws|drew|found)\b|by [A-Z])"
    r"(?<!added)(?<!asked)(?<!agreed)(?<!called)(?<!welcomed)(?<!announced)(?<!launched)(?<!warned)"
)
_SENTENCE_WORDS = re.compile(  # what titles have, and names of houses and people hardly
    r"(?i)\S (?:we|our|your|my|it|is|are|not|no|to|from|into|out|up|down|off|on|how|why|who|what|when|where|without"
    r"|beyond|before|after|under|over|through|than|more|less|too|still|never|every|a|an)(?![\w'’-])"
)


def _said_before(before: str, *, marked: bool) -> float:
    if not _TELLS.search(before):
        return 0.0
    told = next((worth for pattern, worth, needs in _BEFORE if (marked or not needs) and pattern.search(before)), 0.0)
    return told - 2.0 * bool(_EARLIER.search(before))


def _said_after(after: str, *, marked: bool) -> float:
    follows = _AFTER.match(after)
    if not follows or _APPOSED.match(after):
        return 2.5 if follows else 0.0
    group = follows.lastgroup or ""
    if group == "made":
        return 2.0 if marked else 0.5  # surveys are carried out, too
    told = {"series": 2.5, "launch": 2.0, "kind": 2.0, "published": 1.5, "by": 1.0, "noun": 0.5}.get(group, 1.0)
    if group in ("finds", "published"):
        return told + 0.5 if marked else told - 0.5  # people are seen and say things, too
    return told


def _names_something_else(words: str, spoke: frozenset[str]) -> float:
    """How much says that capitals are those of a person, a house, a place, a post or an event."""
    tokens = [each.lower().strip(".,") for each in words.split()]
    if _GERUND.match(words) or all(places.zone(each) for each in words.split() if each[0].isupper()):
        return 3.0
    last = vocabulary.words(words)[-1:] or ("",)
    if tokens[0] in vocabulary.HONORIFICS or words.casefold() in spoke:
        return 3.0
    house = mastheads.is_house(words) or vocabulary.is_organisation(words.split()[-1])
    if (house and not (_IS_KIND.search(words) or _SUBTITLE.search(words))) or last[0] in vocabulary.ROLES:
        return 1.0
    is_place = places.zone(words) is not None and len(tokens) < 4
    return 0.25 if names.is_name(words) or is_place or scenes.NOUN.fullmatch(last[0]) else 0.0
