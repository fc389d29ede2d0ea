"""What says of whom a release is: its masthead, the sender of a mail, and the verbs and prepositions of its first sentences."""

import re
from collections.abc import Iterator, Sequence

from events.press.reading import mastheads, names, places, venues, vocabulary
from events.press.reading.draft import Fact
from events.press.reading.labels import Label
from events.press.reading.parts import Part, Placed
from events.press.reading.source import Source

Span = tuple[int, int]
Said = tuple[Span, float]

_U = names.UPPER
_WORD = rf"(?:(?:St|Mt|Ste)\.|[{_U}0-9](?:[\w&'’+-]|\.(?=\w))*)"
_LINKS = r"(?:(?:of|for|and|the|in|on|at|to|de|du|des|la|le|der|die|für|und|von|et|y|e|&) ){0,3}"
HOUSE = rf"(?:[{_U}](?:[\w&'’+-]|\.(?=\w))*(?: {_LINKS}{_WORD}){{0,11}}(?!\w))"
_BRACKETS = r"(?: \([^)]{2,60}\))?"
_DEPARTMENT = re.compile(
    rf", (?:the )?(?P<whole>(?:[{_U}][\w'’-]+ ){{0,4}}(?:University|College|School|Hospital)(?: of(?: {_WORD}){{1,4}})?)"
)
_UNIT = re.compile(r"(?:School|Department|Faculty|Centre|Center|Institute|Division|Unit|Laboratory|Chair|Library)\b")
_CHARITY = r"(?:(?:national |local |independent |leading |global |UK )?(?:charity|think[- ]tank|campaign group|regulator|watchdog|trade body|start-?up|not-for-profit|non-?profit|agency|company|firm|union|museum|foundation|social enterprise),? )?"
_AND_MORE = re.compile(
    rf"(?:,? and|,| &)(?: with)? (?:the )?{_CHARITY}(?P<house>{HOUSE}|[a-z]{{2,12}}(?= \(the )){_BRACKETS}"
)

_WORKS = (
    r"(?:reports?|papers?|stud(?:y|ies)|research|publications?|analys[ei]s|surveys?|books?|briefings?|reviews?|index|polls?|polling|findings"
    r"|figures|data|guide|inquiry|investigation|audit|census|count|tracker|atlas|work|project|initiative|programme|programs?|exhibition|campaign)"
)
_DONE = (
    r"(?:launched|published|released|commissioned|produced|issued|announced|undertaken|conducted|unveiled|presented|carried out|written"
    r"|prepared|compiled|co-?authored|drawn up|convened|organi[sz]ed|hosted|run|developed|led|created|curated|revealed|collected|gathered)"
)
_WHEN = r"(?:,? (?:today|jointly|this (?:week|morning|month)|tomorrow|yesterday|(?:on )?[A-Z][a-z]+day(?: \d{1,2} [A-Z][a-z]+)?))?"
_AT_WORK = r"(?:(?:researchers|academics|experts|economists|scientists|analysts|historians|engineers|ecologists|doctors) (?:at|from|with) )?"
_VERB = (
    r"(?:announc|publish|launch|releas|unveil|call|warn|reveal|present|open|host|invit|bring|welcom|urg|award|commit|lay|show|find|found|say|said"
    r"|claim|argu|report|propos|recommend|start|begin|began|join|partner|mark|celebrat|offer|give|gave|set|issu|respond|ask|want|plan|pledg|name"
    r"|appoint|commission|buy|bought|thank|spend|spent|examin|regret|mourn|rais|secur|receiv|win|won|hold|creat|introduc|make|will|is|are|has|have|today|tomorrow|this)"
)
_SAYS = r"(?:says?|said|found|finds|shows?|reveals?|reports?|reported|announced|announces|warns?|warned|argues?|argued|concludes?|suggests?|estimates?|told)"
_OF_WORK = rf"{_WORKS}(?:{_WHEN} (?:by|from|for|of)| (?:of|on|into|about|among|with) [^.,;:()]{{1,60}}? (?:by|from))"
_ACCORDING = r"according to(?: (?:an?|the|new|its)(?: [\w-]+){1,3} (?:by|from|of|for))?"
_SAID_BY = r"(?:says?|said|finds?|argues|warns) (?:an? )?(?:[\w-]+ ){0,4}(?:by|from)"
_BY = re.compile(
    rf"\b(?:{_OF_WORK}|{_DONE}{_WHEN}(?: \([^)]{{2,60}}\))? (?:by|from|for|at)|{_ACCORDING}|{_SAID_BY}|says|warns)"
    rf" {_AT_WORK}(?:the )?{_CHARITY}(?P<house>{HOUSE}|[a-z]{{2,12}}(?= \(the )){_BRACKETS}"
)
_SUBJECT = re.compile(
    rf"(?:^|[–—:] ?|-- ?| - |\) ?[-–—]? ?|\d ?[-–—] ?|\d: )(?:Today,? |The |the |Researchers at (?:the )?)*{_CHARITY}(?P<house>{HOUSE}){_BRACKETS} ?(?:(?:, | – | — )[^,.–—]{{3,110}}(?:,| –| —) )?(?:today |jointly |also |now |have |has |and \w+ )*\b(?P<verb>{_VERB})"
)
_TOGETHER = re.compile(
    rf"(?:The |the )?{_CHARITY}(?P<house>{HOUSE}){_BRACKETS}(?=,? (?:and|with) [^.;:\n“\"]{{3,120}}? (?:invite|present|launch|publish|host|announce|call|warn|urge|welcome)s? )"
)
_SAYING = re.compile(
    rf"(?:,|”|\"|’|')? (?:the )?{_CHARITY}(?P<house>{HOUSE}){_BRACKETS}(?: (?:has|have|today|will))* {_SAYS}\b"
)
_PUBLISHES = re.compile(r"announc|publish|launch|releas|unveil|present|today")
_WHICH = re.compile(
    rf"\b{_WORKS}\b[^.;:\n]{{0,60}}?,? (?:which|that) (?:the )?(?P<house>{HOUSE}){_BRACKETS} (?:has |have |is )?(?:today )?{_VERB}"
)
_WITH = re.compile(
    rf"\b(?:in (?:partnership|collaboration|association|cooperation|co-operation|conjunction) with|together with|jointly (?:by|with)|(?:co-?)?funded by|supported by|commissioned by|co-?hosted by|partners?,?|alongside|working with|has worked with|have worked with|working together with|joined forces with|partnered with|with (?:the )?(?:financial |kind |generous )*(?:support|help|funding|backing) (?:of|from)) (?:the )?{_CHARITY}(?P<house>{HOUSE}){_BRACKETS}"
)
_PAID = re.compile(
    rf"\b(?:is|was|were|are|been|be) (?:co-?)?(?:generously |partly |jointly |kindly |also )?(?:funded|run|delivered|managed|paid for|supported|sponsored|commissioned|convened|financed|set up|established)(?: in (?:[A-Z][a-z]+ )?\d{{4}})? (?:in part )?(?:by|(?:with|through|by) (?:a grant(?: of)?(?: [£$€][\w,.]+)?(?: million)?|[£$€][\w,.]+(?: million)?(?: grant)?) from)(?: a grant from)? (?:the )?{_CHARITY}(?P<house>{HOUSE}){_BRACKETS}"
)
_CLAUSE = re.compile(
    rf"(?:The |the )?(?:charity |think[- ]tank )?(?P<house>{HOUSE}|[a-z]{{2,12}}(?= (?:is|finds|has|works|was)\b)){_BRACKETS},? (?:(?:the|a|an) [^,.]{{3,80}}, )?(?P<verb>[a-z]+)"
)
_FOUNDED = re.compile(
    rf"(?:Founded|Established|Set up|Created|Launched|Based|Formed) (?:in|by|at) [^,.]{{2,60}}, (?:the |The )?(?P<house>{HOUSE}){_BRACKETS} [a-z]+"
)
_NO_HOUSE = frozenset(
    "a an the it its this that these those there in on at by for from to of and but so if when while as one two three four five six seven eight nine ten"
    " most many more some all our we they he she i you his her their what who how why where which not no yes today tomorrow yesterday"
    " monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november"
    " founded established since based created december new research report study children people women men government ministers parliament".split()
)
_PLACES_CUT = re.compile(rf" (?:in|at|on) [{_U}][\w-]+(?: [{_U}][\w-]+)?$")


def within(source: Source, placed: Sequence[Placed], named: Sequence[Label], headline: Fact) -> Iterator[Said]:
    """Where the names of houses stand, each with how much it says."""
    yield from _at_the_top(source, placed, headline)
    yield from _credits(source, placed)
    for label in named:
        if label.name == "issuer" and len(label.value) < 150:
            yield from _listed(source, label.start, label.start + len(_BEFORE_ADDRESS.match(label.value)[0]), 3.0)  # type: ignore[index]
    lede = [
        each
        for each in placed
        if each.part in (Part.BODY, Part.TOP, Part.EMBARGO) and not each.after_end and not each.paragraph.level
    ]
    for each in placed:
        if each.part in (Part.BODY, Part.NOTES):
            weight = 3.0 if each.part is Part.BODY else 2.0  # who paid is not always named as a partner
            for found in _PAID.finditer(each.paragraph.text[:1500]):
                yield from _chain(source, each.paragraph.start, each.paragraph.text[:1500], found, weight)
        elif each.part is Part.TOP and not each.after_end and not _is_headline(each, headline, source):
            for found in _WITH.finditer(each.paragraph.text[:300]):
                yield from _chain(source, each.paragraph.start, each.paragraph.text[:300], found, 3.0)
    long = [
        each for each in lede if len(each.paragraph.text.split()) >= 10 and not _is_headline(each, headline, source)
    ]
    for place, each in enumerate(long[:5]):
        yield from _in_sentence(
            source, each.paragraph.start, each.paragraph.text[:1500], first=place == 0, early=place < 3
        )


_BEFORE_ADDRESS = re.compile(r"\"?[^\"<@]{0,150}?(?=\"|\s*<|\s*\S{1,80}@|$)")


def subject(source: Source, start: int, end: int) -> Span | None:
    """Of whom a paragraph speaks that says what a house is."""
    text = source.plain[start : min(end, start + 400)]
    found = _CLAUSE.match(text) or _FOUNDED.match(text)
    if not found or {found["house"].lower(), found["house"].split()[0].lower()} & _NO_HOUSE:
        return None
    begin = start + found.start("house")
    return begin, _without_place(source.plain, begin, start + found.end("house"))


def spelt_by_hosts(source: Source, hosts: Sequence[str]) -> Iterator[Said]:
    """A name that is written more than once and is all that a mail address says: `Kerb Appeal` of `@kerbappeal.example`."""
    labels = {re.sub(r"[^a-z0-9]", "", each) for host in hosts for each in host.lower().split(".")[:-1]}
    told: set[str] = set()
    lower = source.plain.lower()
    for found in re.finditer(HOUSE, source.plain[:20_000]):
        key = re.sub(r"[^a-z0-9]", "", found[0].lower())
        if key in labels and len(key) >= 3 and key not in _NO_HOUSE | told and lower.count(found[0].lower()) >= 2:
            told.add(key)
            yield found.span(), 2.0


_CREDIT = re.compile(
    rf"(?:(?:Jointly |Co-?)?(?:[Oo]rgani[sz]ed|[Hh]osted|[Pp]resented|[Ss]upported|[Ff]unded|[Cc]onvened|[Cc]ommissioned|[Pp]ublished) by|.{{0,120}}? with (?:the )?(?:kind |generous )?(?:support|help|backing|assistance) (?:of|from)) (?:the )?{_CHARITY}(?P<house>{HOUSE}){_BRACKETS}"
)
_WILL = re.compile(
    rf"\b(?:the|The|our) {_CHARITY}(?P<house>{HOUSE}){_BRACKETS} (?:will|is to|are to) (?:launch|publish|present|host|release|hold|unveil|convene)\b"
)


def _credits(source: Source, placed: Sequence[Placed]) -> Iterator[Said]:
    """`Organised by X with the support of Y`, wherever it stands."""
    for each in placed:
        text = each.paragraph.text[:300]
        if each.part is Part.FURNITURE or not text[:1].isupper():
            continue
        if first := re.match(
            r"(?:Jointly |Co-?)?(?:Organi[sz]ed|Hosted|Presented|Supported|Funded|Convened|Commissioned|Published)\b",
            text,
        ):
            for found in _CREDIT.finditer(text, first.start()):
                yield from _chain(source, each.paragraph.start, text, found, 2.5)


def _is_headline(each: Placed, headline: Fact, source: Source) -> bool:
    return headline is not None and source.span(each.paragraph.start, each.paragraph.end)[0] == headline.span[0]


def _at_the_top(source: Source, placed: Sequence[Placed], headline: Fact) -> Iterator[Said]:
    begins = headline.span[0] if headline else 0
    for each in placed[:14]:
        paragraph = each.paragraph
        if each.part not in (Part.TOP, Part.FURNITURE, Part.BODY) or each.after_end or len(paragraph.text) > 220:
            continue
        above = paragraph.raw[0] < begins
        if _is_headline(each, headline, source) or not paragraph.text[:1].isalpha():
            continue
        if (names.at(paragraph.text, 0) and not mastheads.is_house(paragraph.text)) or (
            above and venues.looks_like_one(paragraph.text)
        ):
            continue
        for start, end in (
            mastheads.houses(paragraph.text) if above else filter(None, [mastheads.issuer(paragraph.text)])
        ):
            told = mastheads.issuer(paragraph.text) is not None
            if not _is_somebody(paragraph.text[start:end]):
                yield from _listed(source, paragraph.start + start, paragraph.start + end, 3.0 if told else 2.0)


def _in_sentence(source: Source, start: int, text: str, *, first: bool, early: bool) -> Iterator[Said]:
    if early and (inviting := _TOGETHER.match(text)):
        yield from _chain(source, start, text, inviting, 2.0)
    for found in _BY.finditer(text):
        yield from _chain(source, start, text, found, 2.0 if early else 1.5)
    for pattern, weight in ((_SUBJECT, 2.0), (_SAYING, 1.5), (_WHICH, 2.0), (_WILL, 2.0)):
        for found in pattern.finditer(text):
            if early or pattern is _WHICH:
                if pattern is _SUBJECT:
                    weight = 2.5 if first else 2.0 if _PUBLISHES.match(found["verb"]) else 1.0
                yield from _chain(source, start, text, found, weight)
    if early:
        for found in _WITH.finditer(text):
            yield from _chain(source, start, text, found, 2.0)


def _chain(source: Source, start: int, text: str, found: re.Match[str], weight: float) -> Iterator[Said]:
    """The house, and those joined to it by commas and `and`."""
    yield from _judged(source, start + found.start("house"), start + found.end("house"), weight)
    at = _after_brackets(text, found.end("house"))
    for _ in range(4):
        more = _AND_MORE.match(text, at)
        if more is None:
            return
        yield from _judged(source, start + more.start("house"), start + more.end("house"), weight, must_say=True)
        at = _after_brackets(text, more.end("house"))


def _after_brackets(text: str, at: int) -> int:
    brackets = re.compile(_BRACKETS).match(text, at)
    return brackets.end() if brackets else at


def _listed(source: Source, start: int, end: int, weight: float) -> Iterator[Said]:
    """`the Example Trust, the Sample Society and Brook Bank`, each."""
    at = start
    for cut in [
        *re.compile(
            r"(?:,| and| &|;| (?:together |in partnership |in association )?with) (?:the |The )?(?=[A-Z])|, (?=the )"
        ).finditer(source.plain, start, end),
        None,
    ]:
        stop = cut.start() if cut else end
        piece = source.plain[at:stop]
        if cut and not (
            cut[0].endswith(("the ", "The "))
            or (mastheads.says_house(piece) and _says_next(source.plain[cut.end() : end]))
        ):
            continue
        name = piece.strip(' "')
        if name and not _is_somebody(name) and (mastheads.says_house(name) or not names.is_name(name)):
            yield (at, stop), weight + mastheads.says_house(piece)
        at = cut.end() if cut else end


def _says_next(rest: str) -> bool:
    following = re.match(rf"(?:the )?({HOUSE})", rest)
    return bool(following) and mastheads.says_house(following[1] if following else "") and len(rest.split()) > 1


def _judged(source: Source, start: int, end: int, weight: float, *, must_say: bool = False) -> Iterator[Said]:
    """One or two houses, if that is what the words are, with what their own words say for them."""
    for begin, stop in _halves(source.plain, start, _without_place(source.plain, start, end)):
        words = source.plain[begin:stop]
        if (
            words.lower() in _NO_HOUSE
            or words.split()[0].lower() in _NO_HOUSE
            or (
                names.is_name(words)
                and not mastheads.says_house(words)
                and not _has_its_kind(source.plain, begin, stop)
                and not source.plain.endswith("the ", 0, begin)
            )
        ):
            continue
        if _is_somebody(words) or _NO_BODY.search(words):
            continue
        if _GATHERING.search(words) and source.plain[max(0, begin - 7) : begin].endswith(("at the ", " at ")):
            continue
        unit = _DEPARTMENT.match(source.plain, stop) if _UNIT.match(words) else None
        stop = unit.end() if unit else stop
        says = mastheads.says_house(words) or _has_its_kind(source.plain, begin, stop)
        bracketed = bool(re.compile(r" \((?:the )?[A-Za-z][\w .&'’-]{1,60}\)").match(source.plain, stop))
        if must_say and not (says or bracketed):
            weight -= 1
        yield (begin, stop), weight + (1.0 if says else 0.0) + (1.0 if bracketed else 0.0)


def _has_its_kind(plain: str, start: int, end: int) -> bool:
    """`the charity Sample Hill`, `the Sample Hill foundation`; a person has no article."""
    return bool(_KIND_AFTER.match(plain, end) or _KIND_BEFORE.search(plain[max(0, start - 20) : start]))


def _is_somebody(words: str) -> bool:
    """`Rural Affairs Minister`, `Centre Director Dr Ash`: a post or a person, though a word of it names houses."""
    tokens = [each.lower().strip(".,") for each in words.split()]
    if tokens[0] in vocabulary.ROLES and not mastheads.is_office(tokens[0]) and len(tokens) > 1:
        return True
    return (tokens[-1] in vocabulary.ROLES and not mastheads.is_office(tokens[-1])) or any(
        each in vocabulary.HONORIFICS for each in tokens
    )


_KIND_AFTER = re.compile(
    r" (?:association|foundation|charity|think[- ]tank|institute|network|group|alliance|coalition|campaign|agency|initiative|project)\b"
)


_GATHERING = re.compile(r"\b(?:Forum|Conference|Summit|Congress|Symposium|Festival|Assembly|Convention)$")
_KIND_BEFORE = re.compile(r"\b(?:charity|foundation|company|think[- ]tank|union|firm|agency|museum) $")
_NO_BODY = re.compile(
    r"\b(?:reports?|surveys?|index|stud(?:y|ies)|census|atlas|papers?|series|week|day|month|year|guide|barometer|tracker|act|bill|plan|strategy)(?: \d{4})?$",
    re.IGNORECASE,
)


def _without_place(plain: str, start: int, end: int) -> int:
    """`The Observatory of Small Rivers in Wales`: the place is no part of a name that also stands alone."""
    if tail := _PLACES_CUT.search(plain[start:end]):
        bare = plain[start : start + tail.start()]
        alone, placed = (len(re.findall(re.escape(each), plain, re.IGNORECASE)) for each in (bare, plain[start:end]))
        is_town = places.zone(plain[start + tail.start() : end]) is not None
        if len(bare.split()) > 1 and mastheads.says_house(bare) and (alone > placed or is_town):
            return start + tail.start()
    return end


def _halves(plain: str, start: int, end: int) -> Iterator[Span]:
    """`Fernhill Trust and Brook Institute` are two houses; `Department for Work and Pensions` is one."""
    words = plain[start:end]
    for mark in (" and the ", " and ", " & "):
        one, found, two = words.partition(mark)
        of_two = mark == " and the " and mastheads.says_house(two) and not re.search(r"\b(?:of|for)\b", one)
        ends_one = mastheads.says_house(one.split()[-1].title()) if one.split() else False
        if found and (of_two or (ends_one and (mark == " and the " or mastheads.says_house(two)))):
            yield start, start + len(one)
            yield from _halves(plain, start + len(one) + len(found), end)
            return
    yield start, end
