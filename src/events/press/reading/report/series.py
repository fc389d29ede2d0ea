"""The series that a publication belongs to, its number there, and of how many.

Houses say it in two ways: they number a name (`Example Papers, no. 7`), or they count within one (`the second of five
Example Papers`, `report 3 in our Small Places series`). Whatever is said of the same series is added up.
"""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from events.press.reading.draft import CERTAIN, DOUBTFUL, LIKELY, Found, Number, Publication
from events.press.reading.layout.labels import Label
from events.press.reading.layout.source import Source
from events.press.reading.words import names, patterns, vocabulary

Span = tuple[int, int]

_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()
_CARDINALS = "one two three four five six seven eight nine ten eleven twelve".split()
_ROMANS = "i ii iii iv v vi vii viii ix x xi xii".split()

KIND = vocabulary.KIND_OF_WORK
NAMES_OF_KINDS = (  # with which a series may end: `Example Papers`
    r"(?:Papers?|Series|Briefings?|Briefs?|Reports?|Letters?|Commentar(?:y|ies)|Bulletins?|Notes?|Memos?|Insights?"
    r"|Monographs?|Essays?|Studies|Assessments?|Pamphlets?|Perspectives|Outlooks?|Viewpoints?|Lectures?|Documents?"
    r"|Occasionals?|Dossiers?|Reviews?|Surveys?|Guides?|Publications?|Statistics|Profiles?|Volumes?|Books?|Handbooks?)"
)
_U = names.UPPER
_SMALL = r"(?:of|and|in|on|for|the|to|from|at|with|by|a|&|de|du|und|in|van) "
_TOKEN = rf"(?!(?:No|Nr|Vol|Number|Issue|Series)\b|[A-Z]{{1,4}}[./-]?\d)[{_U}][\w&'’:-]{{0,60}}"
_CAPITALS = rf"(?>{_TOKEN}(?: (?:{_SMALL}){{0,2}}{_TOKEN}){{0,8}})"
_NAME = rf"(?>{_TOKEN}(?: (?:{_SMALL}){{0,2}}(?:{_TOKEN}|\d{{1,4}}(?=[ ]))){{0,8}})"
_LISTED = rf"(?>{_TOKEN}(?:,? (?:{_SMALL}){{0,2}}{_TOKEN}){{0,8}})"  # `Small Places, Public Services`, before `series`
_OPEN, _CLOSE = "[\"'“‘„*«]?", "[\"'”’*»]?,?"
_NUMERAL = patterns.one_of("|".join(_CARDINALS))
_ORDINAL = patterns.one_of("|".join(_ORDINALS))
_VALUE = (
    rf"(?:\d{{1,4}}(?:[/:-]\d{{1,4}})?|[A-Z]{{1,4}}[./-]?(?:\d{{1,4}}[./-]?){{1,3}}[A-Z]?|[IVX]{{1,4}}"
    rf"|(?i:{_NUMERAL}))(?![\w/]|,\d)"
)
_NO = r"(?i:(?:no|nr|vol|iss)\b\.?|number|issue|volume|part|#)"
_NTH = (
    rf"(?:(?i:the )?(?P<nth>(?i:{_ORDINAL}|\d{{1,3}}(?:st|nd|rd|th)|final|last|latest"
    rf"|newest))\b(?P<last>(?i: and (?:final|last)))?"
    rf"|(?:(?i:{KIND}) )?{_NO} ?(?P<number>{_VALUE})|(?i:{KIND}) (?P<counted>{_VALUE})|(?i:the (?P<year>20\d\d)))"
)
_WHOSE = rf"(?>(?:[\w&-]+ ){{0,5}}[\w-]*['’]s? |[{_U}][\w-]*s['’] )?"
_OF_ALL = rf"(?P<of>(?i:{_NUMERAL})|\d{{1,2}})"
_ADJECTIVES = (
    r"(?:(?:new|annual|major|joint|planned|short|linked|related|occasional|ongoing|autumn|spring|summer|winter|own"
    r"|current|three-part|four-part|five-part|six-part) ){0,2}"
)

_NUMBERED = re.compile(
    rf"(?<![\w'’&:-])(?:(?P<kind>{_CAPITALS}(?: Series)?)(?P<mark>,? \(?{_NO} ?|,? #|, | )(?P<value>{_VALUE}))"
)
_COUNTED = re.compile(
    rf"(?<![\w-])(?=[\w#]){_NTH}(?:,? (?i:{_ADJECTIVES}{KIND}))?(?:,? \(?(?:out )?of (?:a planned "
    rf"|the )?{_OF_ALL}(?: {_ADJECTIVES}(?i:{KIND}))?\)?)?"
    rf",? (?:in|of|from|within|out of) (?:(?:the|our|its|their|a|this|that) )?{_WHOSE}{_ADJECTIVES}"
    rf"(?:(?i:series|set|programme|inquiry|project)(?: (?:into|about) [a-z][\w-]*(?: [\w-]+){{0,4}}(?=,))? ?,?"
    rf" ?(?:called |entitled |titled |on )?{_OPEN}"
    rf"(?P<after>(?<=[\"“‘]){_LISTED}|{_NAME})"
    rf"|{_OPEN}(?P<before>{_LISTED}){_CLOSE} (?:(?:report|paper|research|policy|briefing|publication) )?(?i:series"
    rf"|programme of)"
    rf"|{_OPEN}(?P<plain>{_NAME}))"
)
_DIRECTLY = re.compile(  # `the eleventh Example Briefing`, `the second of five Example Reviews`
    rf"(?:\b[Tt]he|['’]s?|\b[Ii]ts|\b[Oo]ur) (?P<nth>(?:{_ORDINAL}|\d{{1,3}}(?:st|nd|rd|th)|final|last"
    rf"|latest))(?: of {_OF_ALL})? {_OPEN}(?P<plain>{_NAME})"
)
_OF_TOTAL = re.compile(
    rf"(?<![\w-])(?=[\w#]){_NTH}(?:,? (?i:{KIND}))?,? (?:(?:in|of) (?:a |the |our |its |their "
    rf")?{_ADJECTIVES}(?:series|set"
    rf"|trilogy|run|sequence|programme|row) of"
    rf"|(?:out )?of|in) (?:a planned |the |its |our |a )?{_OF_ALL}(?=[\s,.:;)-])(?! per| million| [a-z]+ (?:people"
    rf"|children|adults|women|men))"
    rf"(?P<what>[ -]{_ADJECTIVES}(?:part series|(?i:{KIND})|[{_U}]))?",
)
_IN_SERIES_OF = re.compile(
    rf"\b(?:series|set|trilogy"
    rf"|programme) of {_OF_ALL}(?: {_ADJECTIVES}(?i:{KIND}))?(?:(?: [^.;:\n]{{0,60}}?)?,? (?:called|entitled"
    rf"|titled|known as) {_OPEN}(?P<series>{_NAME}))?"
    rf"|\b(?:consists of|comprises|is (?:published )?in|divided into|comes in) (?:all )?(?P<parts>(?i:{_NUMERAL})"
    rf"|\d{{1,2}}) (?:volumes|parts)\b"
)
_BESIDE = re.compile(  # `Small Places series, no. 4 of 5`, `paper 4/5, Small Places series`
    rf"(?<![\w'’&:-])(?P<series>{_LISTED}) (?i:series)[,:]? \(?(?:{_NO}|(?i:{KIND})) ?(?P<number>{_VALUE})"
    rf"(?:(?: out)? of {_OF_ALL})?|\b(?:{_NO}|(?i:{KIND})) ?(?P<first>\d{{1,2}})(?:(?: of |/)(?P<all>\d{{1,2}}))?"
    rf",? (?P<named>{_LISTED}) (?i:series)\b"
)
_BELONGS = re.compile(
    rf"\b(?:part of|belongs to|appears in|published in|comes in|in) (?:(?:the|our|its|their) )?{_WHOSE}{_ADJECTIVES}"
    rf"(?:(?:series|programme),? (?:called |entitled )?{_OPEN}(?P<after>{_NAME})"
    rf"|{_OPEN}(?P<before>{_LISTED}){_CLOSE} (?i:series)\b)(?:,? as (?:{_NO}|(?i:{KIND})) ?(?P<number>{_VALUE}))?"
    rf"|\bin (?:the |its |our |their )?{_WHOSE}(?P<named>{_NAME}),? as (?:{_NO}|(?i:{KIND})) ?(?P<as>{_VALUE})"
)
_ALONE = re.compile(
    rf"\b(?:is|was) (?:the|its|our|their|(?:[\w&-]+ ){{0,4}}[\w-]+['’]s?) (?P<nth>(?i:{_ORDINAL}"
    rf"|\d{{1,3}}(?:st|nd|rd|th))) "
    rf"(?:edition|publication|instal?lment|volume|issue|number)\b(?! (?:to|in)\b)"
    rf"|\b(?:Volume|Vol\.|Part) (?P<number>\d{{1,2}}|(?i:{_NUMERAL})|[IVX]{{1,4}})\b(?= \(| is |,|\))"
    rf"|\b[Rr]eport\b[^.;()\n]{{0,80}} \((?P<code>[A-Z]{{1,3}}[./-]\d{{1,4}}[A-Z]?)\)"
)
_NTH_REPORT = re.compile(
    r"\b(?:its|our|the) (?P<nth>\d{1,3}(?:st|nd|rd|th)) (?:Report|Paper|Bulletin|Volume)\b(?! of the)"
)
_AND_LAST = re.compile(rf"\b(?P<nth>(?i:{_ORDINAL})) and (?:final|last)(?: {KIND})? (?:of|in)\b", re.IGNORECASE)
_LEADING = re.compile(
    r"(?:(?:(?:Launch|Release|Publication) of|The|This|In|Its|Our|Their|A|An|As|See|From|Published|Today|New"
    r"|Latest|Download|Read|By|Report:?|Study:?) )+"
)
_ENDS_AS_KIND = re.compile(rf"\b{NAMES_OF_KINDS}(?: (?:on|in|for|of) (?:{_SMALL}|[{_U}][\w&'’-]* ?){{1,6}})?$")
_NO_SERIES = re.compile(
    r"^(?:Press|Media|News|Notes?|Section|Article|Chapter|Page|Table|Figure|Annex|Appendix|Room|Level|Floor|Platform|Gate|Unit|Suite|Box"
    r"|Panel|Session|Part|Day|Stage|Grade|Class|Press Release|News Release|Media Release|Release|Ref|Tel|Phone"
    r"|Fax|Charity"
    r"|Company|Registered|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|January|February|March|April"
    r"|May|June"
    r"|July|August|September|October|November|December|Hall|Studio|Pier|Dock|Ward|Zone|Junction|Route|Highway"
    r"|Motorway)\b"
    r"|\b(?:January|February|March|April|May|June|July|August|September|October|November|December|Release|Room"
    r"|Hall|Road"
    r"|Street|Level|Floor)$",
    re.IGNORECASE,
)
_WHOSE_NAME = re.compile(r"[\w-]+['’]s (?=\S+ \S)")  # `the Forum's Green Papers`
_VOLUME = re.compile(r"the \w+ (?:volume|instal?lment) (?:of|in) ", re.IGNORECASE)
_OF_ANOTHER = re.compile(  # `Bare Streets, number 12 in the Tree Papers`, `…, part three of five in its Tree Inquiry`
    rf"(?: (?:out )?of (?:a planned |the )?(?:\d{{1,2}}|(?i:{_NUMERAL}))(?: [a-z]+)?)?"
    r" (?:in|of) (?:the|its|our|their|[A-Z])"
)
_MOST = 120  # phrases that are weighed
_FAR = 12_000  # characters, after which no release says for the first time which of a series it is


@dataclass(frozen=True)
class _Said:
    """What one phrase says of the series, of the number in it, and of how many there are."""

    weight: float
    series: Span | None = None
    number: tuple[Span, int | str] | None = None
    of: tuple[Span, int] | None = None


def read(source: Source, named: Sequence[Label], aside: Sequence[Span] = ()) -> Publication:
    """A publication without its title; what stands `aside` is something else."""
    said = [*_labelled(source, named)]
    for found in (_numbered, _counted, _beside, _belonging, _totals, _alone):
        said += itertools.islice(found(source.plain[:_FAR]), _MOST)
    said = [each for each in said if not (each.series and _meets(source.span(*each.series), aside))]
    best = max((each for each in said if each.series), key=lambda each: _support(source, each, said), default=None)
    support = _support(source, best, said) if best else 0.0
    if best is None or support < 1.5:
        best = None
    numbers = [
        each for each in said if each.number and (best is None or _is_same(source, each, best) or not each.series)
    ]
    number = max(numbers, key=lambda each: each.weight + (best is not None and each.series is not None), default=None)
    total = max((each for each in said if each.of), key=lambda each: each.weight, default=None)
    if number is None and best is None and total is None:
        return Publication()
    sure = CERTAIN if support >= 2.5 else LIKELY
    return Publication(
        series=source.found(*best.series, confidence=sure) if best and best.series else None,
        number=_value(source, number.number, number.weight) if number and number.number else None,
        of=_total(source, total),
    )


def _meets(span: Span, aside: Sequence[Span]) -> bool:
    return any(start < span[1] and span[0] < end for start, end in aside)


def is_in_print(name: str) -> bool:
    """`Example Papers` says that it is a series of publications."""
    return bool(_ENDS_AS_KIND.search(name))


def _support(source: Source, one: _Said, said: Sequence[_Said]) -> float:
    return sum(each.weight for each in said if each.series and _is_same(source, one, each))


def _is_same(source: Source, one: _Said, two: _Said) -> bool:
    if not (one.series and two.series):
        return False
    first, second = (_folded(source.plain[slice(*each.series)]) for each in (one, two) if each.series)
    return first == second or first.rstrip("s") == second.rstrip("s")


@lru_cache(maxsize=1024)
def _folded(name: str) -> str:
    return " ".join(re.findall(r"\w+", name.casefold()))


def _value(source: Source, number: tuple[Span, int | str], weight: float) -> Number:
    sure = CERTAIN if weight >= 2 else LIKELY if weight >= 1.5 else DOUBTFUL
    (span, value) = number
    return Found(value, source.span(*span), sure)


def _total(source: Source, said: _Said | None) -> Found[int] | None:
    if said is None or said.of is None:
        return None
    return Found(said.of[1], source.span(*said.of[0]), CERTAIN if said.weight >= 2 else LIKELY)


def _labelled(source: Source, named: Sequence[Label]) -> Iterator[_Said]:
    label = next((each for each in named if each.name == "series"), None)
    if label is None or len(label.value) > 200:
        return
    digits = re.search(
        rf",? \(?(?:{_NO}|(?P<kind>(?i:{KIND})))\s?(?P<value>{_VALUE})(?: of (?P<of>\d{{1,2}}))?",
        source.plain[label.start : label.end],
    )
    stop = label.start + digits.start() if digits else label.end
    if digits and (digits["kind"] or "").istitle() and digits.start("kind") == digits.start() + 1:
        stop = label.start + digits.end("kind")  # `Fenn Technical Report 108` is of the `Fenn Technical Report`s
    number = _number(digits, "value", label.start) if digits else None
    of = _count(digits, "of", label.start) if digits else None
    yield _Said(4.0, unwrapped(source.plain, label.start, stop), number, of)


def _numbered(plain: str) -> Iterator[_Said]:
    """`Example Papers 7`, `Small Places No. 4`."""
    for found in _NUMBERED.finditer(plain):
        start, end = _without_lead(plain, *found.span("kind"))
        if whose := _WHOSE_NAME.match(plain, start, end):
            start = whose.end()
        name, value = plain[start:end], found["value"]
        told = len(found["mark"].strip(" ,(")) > 0
        if (
            not name
            or (value.startswith("0") and value.isdigit())  # `, 020 7946 0123`
            or _NO_SERIES.search(name)
            or (value.islower() and not told)
            or _OF_ANOTHER.match(plain, found.end())
        ):
            continue
        ends_as_kind = bool(_ENDS_AS_KIND.search(name))
        bracketed = plain[start - 1 : start] == "("
        is_year = value.isdigit() and len(value) == 4 and value.startswith(("19", "20"))
        if not (ends_as_kind or (told and (bracketed or len(name.split()) >= 2))) or (is_year and not told):
            continue
        if (len(name.split()) < 2 and not (bracketed and told)) or (value in ("I", "A") and not told):
            continue
        number = _number(found, "value", 0)
        yield _Said(1.5 + ends_as_kind * (told or bracketed) + told * 0.5, (start, end), number)


def _counted(plain: str) -> Iterator[_Said]:
    """`the second of five Example Papers`, `number 4 in the Small Places series`."""
    for found in itertools.chain(_COUNTED.finditer(plain), _DIRECTLY.finditer(plain)):
        group = "plain" if found.re is _DIRECTLY else next(each for each in ("after", "before", "plain") if found[each])
        start, end = unwrapped(plain, *found.span(group))
        is_told = bool(_ENDS_AS_KIND.search(plain[start:end]) or _VOLUME.match(found[0]) or found["of"])
        if plain[start:end].endswith(("'s", "’s")) or (group == "plain" and not is_told):
            continue
        if group == "before" and plain.startswith(" Series", end):
            end += len(" Series")  # so it is printed
        name = plain[start:end]
        if group == "plain" and len(name.split()) < 2:
            continue
        yield _Said(3.0 if group != "plain" else 2.0, (start, end), _nth(found, 0), _count(found, "of", 0))


def _beside(plain: str) -> Iterator[_Said]:
    """A series and the number in it, side by side."""
    for found in _BESIDE.finditer(plain) if "series" in plain.lower() else ():
        is_first = found["named"] is not None
        series = unwrapped(plain, *found.span("named" if is_first else "series"))
        if not _NO_SERIES.search(plain[slice(*series)]):
            number = _number(found, "first" if is_first else "number", 0)
            yield _Said(3.0, series, number, _count(found, "all" if is_first else "of", 0))


def _belonging(plain: str) -> Iterator[_Said]:
    """`part of the series Small Places`."""
    for found in _BELONGS.finditer(plain):
        group = next(each for each in ("after", "before", "named") if found[each])
        start, end = unwrapped(plain, *found.span(group))
        if group == "named" and not _ENDS_AS_KIND.search(plain[start:end]):
            continue
        number = _number(found, "as" if group == "named" else "number", 0)
        yield _Said(2.0 if not plain[start:end].endswith(("'s", "’s")) else 0.5, (start, end), number)


def _totals(plain: str) -> Iterator[_Said]:
    """`the last of three`, `report two of four`."""
    for found in _OF_TOTAL.finditer(plain):
        is_series = re.search(r"series|set|trilogy|sequence|programme", found[0])
        told = re.search(rf"\b(?i:{KIND})\b[^.;\n]{{0,100}}$", plain[max(0, found.start() - 120) : found.start()])
        of_what = bool(found["what"] and len(found["what"]) > 2)
        number = _nth(found, 0) if is_series or of_what or found["number"] or found["counted"] or told else None
        if number:
            total = _count(found, "of", 0)
            number = (number[0], total[1]) if number[1] == 0 and total else number
            yield _Said(2.0, None, number, total)
    for found in _IN_SERIES_OF.finditer(plain):
        series = unwrapped(plain, *found.span("series")) if found["series"] else None
        yield _Said(2.0 if series else 1.0, series, None, _count(found, "of" if found["of"] else "parts", 0))


def _alone(plain: str) -> Iterator[_Said]:
    """`is the fourth edition`, `its 61st Report`, `(Vol. II)`: a number of no series."""
    for found in _NTH_REPORT.finditer(plain):
        yield _Said(1.5, None, (found.span("nth"), _ordinal(found["nth"])))
    for found in _AND_LAST.finditer(plain):
        if place := _ordinal(found["nth"]):
            yield _Said(1.5, None, (found.span("nth"), place), (found.span("nth"), place))
    for found in _ALONE.finditer(plain):
        if found["nth"]:
            yield _Said(1.0, None, (found.span("nth"), _ordinal(found["nth"])))
        elif found["number"]:
            yield _Said(1.0, None, _number(found, "number", 0))
        else:
            yield _Said(1.5, None, (found.span("code"), found["code"]))


def _nth(found: re.Match[str], offset: int) -> tuple[Span, int | str] | None:
    if nth := found["nth"]:
        place = _ordinal(nth)
        is_last = nth.lower() in ("final", "last")
        return ((found.start("nth") + offset, found.end("nth") + offset), place) if place or is_last else None
    for group in ("number", "counted"):
        if group in found.re.groupindex and found[group]:
            return _number(found, group, offset)
    return None


def _ordinal(word: str) -> int:
    folded = word.lower()
    digits = re.match(r"\d+", folded)
    return int(digits[0]) if digits else _ORDINALS.index(folded) + 1 if folded in _ORDINALS else 0


def _number(found: re.Match[str], group: str, offset: int) -> tuple[Span, int | str] | None:
    """The plain number, or as it is printed where it is none."""
    words = found[group]
    if not words:
        return None
    span, folded = (found.start(group) + offset, found.end(group) + offset), words.lower()
    if words.isdigit():
        return span, int(words)
    for spelt in (_CARDINALS, _ROMANS):
        if folded in spelt and (spelt is _CARDINALS or words.isupper()):
            return span, spelt.index(folded) + 1
    return span, words


def _count(found: re.Match[str], group: str, offset: int) -> tuple[Span, int] | None:
    number = _number(found, group, offset)
    return (number[0], number[1]) if number and isinstance(number[1], int) else None


def _without_lead(plain: str, start: int, end: int) -> Span:
    lead = _LEADING.match(plain, start, end)
    return (lead.end() if lead else start, end)


def unwrapped(plain: str, start: int, end: int) -> Span:
    """Without the marks around a name and the comma before the closing one."""
    while start < end and plain[start] in " \"'“‘*_«„":
        start += 1
    while end > start and plain[end - 1] in " \"'”’*_»“,.;:¹²³⁴⁵⁶⁷⁸⁹⁰":
        end -= 1
    return start, end
