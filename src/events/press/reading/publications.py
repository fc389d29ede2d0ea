"""What is launched: its title, the series it belongs to, and its number there."""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from events.press.reading import names, quotations, vocabulary
from events.press.reading.draft import CERTAIN, DOUBTFUL, LIKELY, Fact, Found, Number, Publication, Quotation
from events.press.reading.labels import Label
from events.press.reading.parts import Part, Placed
from events.press.reading.source import Source

Span = tuple[int, int]

_MOST = 150  # phrases that might be a title; more is no release
_ORDINALS = {
    word: place
    for place, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split(), 1
    )
}
_CARDINALS = {
    word: place
    for place, word in enumerate("one two three four five six seven eight nine ten eleven twelve".split(), 1)
}
_KIND = (
    r"(?:reports?|papers?|stud(?:y|ies)|publications?|books?|pamphlets?|briefings?(?: papers?)?|(?:issue )?briefs?|surveys?|reviews?|guides?|analys[ei]s|essays?|collections?|toolkits?|white papers?"
    r"|working papers?|policy (?:briefs?|papers?)|discussion papers?|monographs?|handbooks?|manifestos?|inquir(?:y|ies)|strateg(?:y|ies)|ind(?:ex|ices)|atlas|yearbooks?|outlook|bulletins?|volumes?|parts?|instal?lments?|editions?|research|counts?|census|tall(?:y|ies)|contracts?|data ?sets?|files?|manuals?|charters?|audits?|frameworks?|roadmaps?|blueprints?|dossiers?|maps?|casebooks?|directories|directory)"
)
_NTH = rf"(?P<nth>{'|'.join(_ORDINALS)}|\d{{1,3}}(?:st|nd|rd|th)|final|last)(?: and (?:final|last))?"
_COUNT = rf"(?P<count>{'|'.join(_CARDINALS)}|\d{{1,2}})"
_AMONG = re.compile(
    rf"\b{_NTH}(?: {_KIND})?,? (?:in|of) (?:a|the|our|its|their)?\s?(?:new |planned |major |annual )?(?:(?:series|set|trilogy|run|sequence|programme) of {_COUNT}\b|{_COUNT.replace('count', 'many')}(?: new| planned| linked| related| short| such)?(?:[ -]part series|[ -](?:reports?|papers?|publications?|briefings?|studies|essays?|volumes?|pamphlets?|reviews?|instal?lments?)))",
    re.IGNORECASE,
)
_PART_OF = re.compile(
    rf"\b(?P<many>)part (?P<nth>{'|'.join(_CARDINALS)}|\d{{1,2}}) of (?:a |the )?{_COUNT}\b", re.IGNORECASE
)
_SERIES_OF = re.compile(rf"\bseries of {_COUNT}(?P<many>) (?:new |planned )?{_KIND}", re.IGNORECASE)
_SERIES_NAME = (
    r"(?:[\"'“‘*]?(?P<series>[A-Z][\w&'’:,-]*(?: (?:[a-z]{1,4} ){0,2}[A-Z0-9][\w&'’:,-]*){0,8}?)[\"'”’*,]{0,2})"
)
_WHOSE = r"(?:(?:[\w&-]+ ){0,6}[\w-]*['’]s? )?"
_IN_THE_SERIES = re.compile(
    rf"\b(?:(?i:{_KIND}) ?(?:(?i:no|number|nr|issue)\b\.?|#)? ?(?P<digits>\d{{1,3}})|(?i:{_NTH})(?: (?i:{_KIND}))?),? (?i:in|of) (?:(?:the|our|its|their) )?{_WHOSE}(?:new )?series,? [\"'“‘„*](?P<series>[^\"'”’“*]{{3,120}})"
)
_NTH_IN = re.compile(
    rf"\b{_NTH}(?:,? (?:new |annual |major )?{_KIND})?,? (?:in|of) (?:(?:the|our|its|their) )?{_WHOSE}(?:new |annual |major )?{_SERIES_NAME} (?:(?:report|paper|research|policy|briefing) )?(?i:series|programme of (?:research|reports|papers))"
)
_NUMBERED = re.compile(
    rf"\b(?i:{_KIND}) ?(?:(?i:no|number|nr|issue|volume|vol)\b\.?|#)? ?(?P<nth>\d{{1,3}}),? (?i:in|of) (?:(?:the|our|its|their) )?{_WHOSE}{_SERIES_NAME} (?i:series)"
)
_SERIES_NUMBERED = re.compile(
    r"(?<![\w&'’-])(?P<series>[A-Z][\w&'’-]*(?: (?:[a-z]{1,4} ){0,2}[A-Z][\w&'’-]*){0,6} (?:Papers?|Series|Briefings?|Briefs?|Reports?|Commentar(?:y|ies)|Bulletins?|Notes?|Memos?|Insights?|Monographs?|Essays?|Studies)),? (?:(?i:no|number|nr)\b\.?|#) ?(?P<nth>\d{1,4})\b"
)
_SERIES_NOUN = r"(?:Papers?|Commentar(?:y|ies)|Briefs?|Bulletins?|Viewpoints?|Memos?|Perspectives|Outlooks?|Briefings?|Reports?|Series|Studies|Notes?|Essays?|Monographs?|Pamphlets?|Occasionals?|Insights?|Lectures?)"
_CAPITALS = r"[A-Z][\w&'’-]*(?: (?:(?:of|and|in|on|for|the|to) ){0,2}[A-Z][\w&'’-]*){0,7}"
_BRACKETED = re.compile(
    rf"[(,] ?(?P<series>{_CAPITALS} {_SERIES_NOUN}),? ?(?:(?i:no|nr|number)\b\.?|#)? ?(?P<nth>\d{{1,4}})[),]"
)
_NTH_OF = re.compile(
    rf"\b(?i:the {_NTH}(?: {_KIND})?)(?: (?:of|in) (?:the|its|their|our) {_WHOSE}| )(?P<series>{_CAPITALS} {_SERIES_NOUN})\b"
)
_SERIES_CALLED = re.compile(
    rf"\b(?i:{_NTH}(?: {_KIND})?),? (?:in|of) (?:the|our|its|their|a) {_WHOSE}(?:new )?(?:[\w]+[ -]part )?series,? (?:called |entitled )?[\"'“‘*]?(?P<series>{_CAPITALS})"
)
_OF_VOLUMES = re.compile(
    rf"\b(?:consists of|comprises|is (?:published )?in|divided into|comes in) {_COUNT}(?P<many>) (?:volumes|parts)\b",
    re.IGNORECASE,
)
_VOLUME = re.compile(r"\b(?:Volume|Part) (?P<nth>\d{1,2}|One|Two|Three|Four|Five|I{1,3})\b(?= \(| is |,)")
_EDITION = re.compile(
    rf"\b(?:is|was) (?:the|its|our|their|(?:[\w&-]+ ){{0,4}}[\w-]+['’]s?) {_NTH} (?:edition|publication|instal?lment|volume|issue|number)\b(?! (?:to|in)\b)",
    re.IGNORECASE,
)
_NUMBER_IN = re.compile(
    rf"\b(?i:(?:{_KIND} )?(?:no\b\.?|number|paper|report|briefing|volume)) ?(?P<nth>\d{{1,4}}) (?:in|of) (?:the |its |their |our )?{_WHOSE}"
    rf"(?:series,? (?P<after>{_CAPITALS})|(?P<series>{_CAPITALS})(?: series|[,.]))"
)
_AS_NUMBER = re.compile(
    rf"\bin (?:the |its |their |our )?{_WHOSE}(?P<series>{_CAPITALS}),? as (?:number|no\.?|volume|paper|report) (?P<nth>\d{{1,4}})\b"
)
_CALLED_SERIES = re.compile(
    rf"\b(?:series|set|trilogy|programme) of (?:{_COUNT.replace('count', 'many')}) [^.;:\n]{{0,80}}?,? (?:called|entitled|titled|known as) [\"'“‘*]?(?P<series>{_CAPITALS})"
)
_NTH_ALONE = re.compile(
    rf"\b(?:report|paper|volume|study|briefing|publication|book|guide)\b[^.;\n]{{0,100}}? is the {_NTH} of {_COUNT}(?![\w-]| per)",
    re.IGNORECASE,
)
_AND_LAST = re.compile(rf"\b{_NTH.replace('(?: and', '(?P<last> and')} (?:of|in)\b", re.IGNORECASE)
_IN_SERIES = re.compile(
    rf"\b(?:part of|in|from|belongs to) (?:(?:the|our|its|their) )?{_WHOSE}(?:new |ongoing )?{_SERIES_NAME} series\b"
)
_BEFORE = re.compile(
    rf"\b(?:{_KIND})(?: (?:by|from) [^.:;]{{3,80}})?[,:]?\s?(?:(?:which|that) )?(?:is |was )?(?:(?:called|entitled|titled|named|published as|under the title)[,:]?\s?)?(?:the )?$|\bunder the title:?\s?$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    rf"[,.]?['\"’”*]?,?\s?(?:\([^)]{{1,40}}\)\s?)?(?:,?\s?(?:a|an|the|our|its|their) (?:[\w’'-]+ ){{0,4}}{_KIND}\b|(?:will be|is|was|is being|has been) (?:also )?(?:launched|published|released|unveiled|available|presented|the (?:\w+ )?(?:{_KIND}|first|second|third|fourth|fifth|final|latest))|(?:examines|finds|shows|explores|argues|calls for|sets out|reveals|looks at|draws on|warns|reports|describes|recommends|is based|concludes|analyses|analyzes|makes|keeps|contains|covers|compares|follows|uses|asks|proposes|puts|lists|tells|traces|brings together|estimates|collects|maps)\b|,? the (?:first|second|third|fourth|fifth|sixth|final|latest) (?:in|of)\b|is (?:Paper|Report|Part|No|Number|Volume)\b|,? (?:by [A-Z]|published|launched|released|written|issued|which (?:is|was|will be) (?:launched|published))|report\b)",
    re.IGNORECASE,
)
_LAUNCH_OF = re.compile(
    r"\b(?:launch(?:es|ed|ing)?(?: of)?|publish(?:es|ed|ing)(?: today| yesterday| this week)?(?: in| as)?|publication of|releas(?:es|ed|ing)|release of|unveil(?:s|ed|ing))(?: (?:its|their|a|the|our)(?: [\w-]+){0,4})?[,:]?\s$",
    re.IGNORECASE,
)
_UNQUOTED = re.compile(
    rf"\b(?:{_KIND})(?:,| (?:called|entitled|titled)) (?P<title>[A-Z][\w'’-]*(?::? (?:[a-z]{{1,4}} ){{0,2}}[A-Z0-9][\w'’-]*){{1,14}})(?=,|\.| \(| is| was| finds| will)"
)
_APPOSED = re.compile(
    r"(?<![\w'’-])(?P<title>[A-Z][\w'’-]*(?::? (?:(?:of|the|in|on|and|to|for|at|a|an|with|from|by|our|is|not) ){0,3}[A-Z0-9][\w'’-]*){1,14})(?:, (?:a|an|the|our|its|their) (?:[\w’'-]+ ){0,3}(?:report|paper|study|book|pamphlet|briefing|survey|review|guide|essay|collection|atlas|handbook|publication|volume|number|part|edition|issue|analysis|working paper|toolkit)\b(?! (?:author|editor|writer))|, which (?:is|was|will be|has been) (?:published|launched|released)\b|, (?:published|released|written|unveiled|issued) (?:today|jointly|this \w+|by|in)\b| is (?:Paper|Report|Part|Number|Volume)\b)"
)
_GOES_ON = re.compile(
    r", (?:finds|shows|says|argues|reveals|sets|calls|is|was|will|looks|draws|published|which|launched)\b"
)
_OCCASION = re.compile(
    r"\b(?:event|panel|discussion|debate|seminar|webinar|conference|lecture|exhibition|campaign|programme|project|scheme|initiative|fund|summit|workshop|award|prize|festival)s?,? (?:called|entitled|titled|named)?[,:]?\s?$",
    re.IGNORECASE,
)


def read(source: Source, placed: Sequence[Placed], named: Sequence[Label], spoken: Sequence[Quotation]) -> Publication:
    title = _title(source, placed, named, spoken)
    publication = _series(source, named)
    return replace(publication, title=title)


def _title(source: Source, placed: Sequence[Placed], named: Sequence[Label], spoken: Sequence[Quotation]) -> Fact:
    label = next((each for each in named if each.name == "publication"), None)
    if label and len(label.value) < 200:
        start, end = _unwrapped(source.plain, label.start, label.end)
        return source.found(start, end)
    scores: dict[str, float] = {}
    best: dict[str, tuple[float, Span]] = {}
    for start, end, score in itertools.islice(_candidates(source, placed, spoken), _MOST):
        key = " ".join(source.plain[start:end].casefold().split())
        scores[key] = scores.get(key, 0) + score
        if key not in best or score > best[key][0]:
            best[key] = (score, (start, end))
    winner = max(scores, key=lambda each: scores[each], default=None)
    if winner is None or scores[winner] < 2:
        return None
    rivals = [
        each
        for each in scores
        if each != winner and scores[each] >= scores[winner] - 1 and each not in winner and winner not in each
    ]
    confidence = DOUBTFUL if rivals else CERTAIN if scores[winner] >= 3 else LIKELY
    return source.found(*best[winner][1], confidence=confidence)


def _candidates(
    source: Source, placed: Sequence[Placed], spoken: Sequence[Quotation]
) -> Iterator[tuple[int, int, float]]:
    """Titles in marks or italics, with how much speaks for each."""
    taken = [each.text.span for each in spoken]
    for each in placed:
        paragraph = each.paragraph
        if each.part not in (Part.BODY, Part.TOP, Part.NOTES, Part.OCCASION, Part.ABOUT) or paragraph.level == 1:
            continue
        weight = 1.0 if each.part in (Part.BODY, Part.TOP) else 0.7
        spans = [(start, end, 0.0) for start, end, _ in quotations.spans(paragraph.text, 0, len(paragraph.text))]
        spans += [
            (start - paragraph.start, end - paragraph.start, 1.0)
            for start, end in source.emphasised
            if paragraph.start <= start and end <= paragraph.end
        ]
        for start, end, bonus in spans:
            at, until = _unwrapped(source.plain, paragraph.start + start, paragraph.start + end)
            where = source.span(at, until)
            if _is_titular(source.plain[at:until]) and not any(
                begin <= where[0] and where[1] <= stop for begin, stop in taken
            ):
                yield at, until, weight * (bonus + _speaks_for(source.plain, at, until, paragraph.start, paragraph.end))
        for pattern in (_UNQUOTED, _APPOSED):
            for found in pattern.finditer(paragraph.text[:4000]):
                sure = (
                    pattern is _APPOSED
                    or paragraph.text[found.end() : found.end() + 1] != ","
                    or _GOES_ON.match(paragraph.text, found.end())
                    or not names.is_name(found["title"])
                )
                bracketed = pattern is _UNQUOTED and paragraph.text.startswith(" (", found.end())
                if (
                    (sure or bracketed)
                    and (bracketed or not vocabulary.is_organisation(found["title"].split()[-1]))
                    and (pattern is _UNQUOTED or len(found["title"].split()) >= 2)
                ):
                    at, until = paragraph.start + found.start("title"), paragraph.start + found.end("title")
                    yield *_unwrapped(source.plain, at, until), 2 * weight


def _is_titular(words: str) -> bool:
    count = len(words.split())
    return (
        1 <= count <= 24
        and len(words) >= 5
        and (words[0].isupper() or words[0].isdigit())
        and not words.endswith(":")
        and "@" not in words
    )


def _speaks_for(plain: str, start: int, end: int, begin: int, stop: int) -> float:
    before = plain[max(begin, start - 130) : start].rstrip("\"'“‘„«»‹* ") + " "
    after = plain[end : min(stop, end + 90)]
    score = 0.0
    if _OCCASION.search(before):
        return -2
    if re.match(r"['\"’”]?,? series\b", after):
        return -3
    score += 2 * bool(_BEFORE.search(before)) + 2 * bool(_AFTER.match(after)) + 1.5 * bool(_LAUNCH_OF.search(before))
    capitals = sum(word[0].isupper() for word in plain[start:end].split())
    return score + 0.5 * (capitals >= 3)


def _unwrapped(plain: str, start: int, end: int) -> Span:
    """Without the marks around a title and the comma before the closing one."""
    while start < end and plain[start] in " \"'“‘*_«":
        start += 1
    while end > start and plain[end - 1] in " \"'”’*_»,.;¹²³⁴⁵⁶⁷⁸⁹⁰":
        end -= 1
    return start, end


def _series(source: Source, named: Sequence[Label]) -> Publication:
    plain = source.plain
    series: Fact = None
    number: Number = None
    of: Number = None
    label = next((each for each in named if each.name == "series"), None)
    if label:
        digits = re.search(
            r",? (?:no\.?|number|#|paper|report|part)\s?(\d{1,3})(?: of (\d{1,2}))?", label.value, re.IGNORECASE
        )
        stop = label.start + digits.start() if digits else label.end
        series = source.found(*_unwrapped(plain, label.start, stop))
        if digits:
            number = _number(source, (label.start + digits.start(1), label.start + digits.end(1)), int(digits[1]))
            of = (
                _number(source, (label.start + digits.start(2), label.start + digits.end(2)), int(digits[2]))
                if digits[2]
                else None
            )
    for pattern in (_AMONG, _PART_OF, _SERIES_OF, _NTH_ALONE, _OF_VOLUMES):
        if of is None and (found := pattern.search(plain)):
            group = "count" if found["count"] or "many" not in pattern.groupindex else "many"
            of = _number(source, found.span(group), _count(found[group]))
            if number is None and "nth" in pattern.groupindex:
                number = _number(source, found.span("nth"), _nth(found["nth"]) or _count(found[group]))
    for pattern in _IN_A_SERIES:
        found = pattern.search(plain)
        if found is None or (series and number):
            continue
        group = "after" if "after" in pattern.groupindex and found["after"] else "series"
        if found[group].endswith(("'s", "’s")):
            continue
        series = series or source.found(*_unwrapped(plain, *found.span(group)), confidence=LIKELY)
        written = next((each for each in ("digits", "nth") if each in pattern.groupindex and found[each]), None)
        if number is None and written and (nth := _nth(found[written])):
            number = _number(source, found.span(written), nth)
    if number is None and (last := _AND_LAST.search(plain)) and last["last"] and _nth(last["nth"]):
        number = _number(source, last.span("nth"), _nth(last["nth"]) or 0)
        of = of or _number(source, last.span(), number.value)
    for weak in (_VOLUME, _EDITION):
        if number is None and (found := weak.search(plain)) and (nth := _nth(found["nth"])):
            number = replace(_number(source, found.span("nth"), nth), confidence=DOUBTFUL)
    return Publication(series=series, number=number, of=of)


_IN_A_SERIES = (
    _IN_THE_SERIES, _SERIES_CALLED, _NUMBER_IN, _NUMBERED, _NTH_IN, _BRACKETED, _NTH_OF, _AS_NUMBER, _SERIES_NUMBERED, _CALLED_SERIES, _IN_SERIES
)  # fmt: skip


def _number(source: Source, span: Span, value: int) -> Found[int]:
    return Found(value, source.span(*span), CERTAIN)


def _nth(word: str) -> int | None:
    folded = word.lower()
    if folded in _ORDINALS:
        return _ORDINALS[folded]
    if folded in _CARDINALS:
        return _CARDINALS[folded]
    digits = re.match(r"\d+", folded)
    return int(digits[0]) if digits else None


def _count(word: str) -> int:
    return _CARDINALS.get(word.lower()) or int(word)
