"""Who is behind a release: the houses that describe themselves, and those that a text says it is by."""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from events.press.reading import names, parts, vocabulary
from events.press.reading.draft import CERTAIN, LIKELY, Fact, Organisation, PressContact
from events.press.reading.labels import Label
from events.press.reading.parts import Part, Placed
from events.press.reading.source import Source

Span = tuple[int, int]

_MOST = 25  # houses behind one release

_U = names.UPPER
_WORD = rf"[{_U}][\w&'’.+-]*"
_HOUSE = rf"{_WORD}(?: (?:(?:of|for|and|the|in|on|at|to|de|du|des|la|le|der|die|für|von|&) ){{0,3}}{_WORD}){{0,11}}"
_SHORT_AFTER = re.compile(
    rf"(?P<long>{_WORD}(?:,? (?:(?:of|for|and|the|in|on|at|to|de|du|des|la|le|der|die|für|von|&) ){{0,3}}{_WORD}){{0,13}}) \((?:the |or |hereafter )?[\"'“‘]?(?P<short>[A-Za-z][\w&.+-]{{1,15}})[\"'”’]?\)"
)
_SHORT_BEFORE = re.compile(
    r"(?<![\w(])(?P<short>[A-Za-z][A-Za-z]{1,9}) \((?:the )?(?P<long>[A-Za-z][\w&'’-]+(?: [\w&'’-]+){1,9})\)"
)
_BY = re.compile(
    rf"(?:\b(?:report|paper|study|research|publication|analysis|survey|book|briefing|review|index|poll|findings|figures|guide|launched|published|released|commissioned|produced|issued|announced|undertaken|conducted|unveiled|presented|carried out|written|prepared)\b(?: (?:today|jointly|on \w+ \d+ \w+|this week|joint|(?:on )?[A-Z][a-z]+day))? (?:by|from) )(?:researchers (?:at|from) |academics (?:at|from) |experts (?:at|from) |economists at )?(?:the )?(?P<one>{_HOUSE})(?P<rest>(?: \([^)]{{2,60}}\))?(?:(?:,? and|,) (?:the )?{_HOUSE}(?: \([^)]{{2,60}}\))?){{0,3}})"
)
_SUBJECT = re.compile(
    rf"(?:^|[–—] ?|-- ?|\) ?[-–—]? ?)(?:The |Today,? (?:the )?|Researchers at (?:the )?)?(?P<one>{_HOUSE})(?: \([^)]{{2,60}}\))?(?P<rest>)(?:,[^,.]{{3,90}},)? (?:today (?:announce|publish|launch|releas|unveil|call|warn)|(?:has|have) (?:today |this week )?(?:announced|published|launched|released|unveiled|called|warned)|is today|are today|announced|announces|published|publishes|launched|launches|released|releases|unveiled|said|warns|calls|called)\b"
)
_WHICH = re.compile(
    rf"\b(?:report|study|paper|survey|analysis|index|research|review|book)s?\b[^.;:\n]{0, 60}?,? (?:which|that) (?:the )?(?P<one>{_HOUSE})(?: \([^)]{{2,60}}\))?(?P<rest>) (?:has |have )?(?:published|presented|released|launched|commissioned|publishes|presents|launches|unveiled)"
)
_INVITES = re.compile(
    rf"(?:^|, |\. |\bthe )(?:[Tt]he )?(?P<one>{_HOUSE})(?P<rest>(?: and (?:the )?{_HOUSE})?) (?:(?:cordially |warmly )?invites?|presents?|hosts?|brings? together|is pleased|are pleased|is calling|are calling|have (?:today )?called|has (?:today )?called|(?:says|argues|finds|concludes) in (?:its|a|their))\b"
)
_SITE = re.compile(
    r"(?<![\w@.-])(?:https?://[^\s<>()\"“”‘’]{4,300}|www\.[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}(?:/[^\s<>()\"“”‘’]{0,200})?|[a-z0-9-]{2,63}(?:\.[a-z0-9-]{2,63}){0,3}\.(?:org|com|net|eu|uk|edu|gov|int|ie|info|example|de|fr|nl|be|at|ch|se|dk|fi|no|it|es|ca|au|nz|in|za|africa|scot|wales|london|foundation|io|test)(?:\.[a-z]{2})?(?:/[^\s<>()\"“”‘’]{0,200})?)(?![\w@])"
)
_SOCIAL = re.compile(
    r"twitter|facebook|linkedin|instagram|youtube|x\.com|bsky|mastodon|doi\.org|eventbrite|zoom\.us|youtu\.be",
    re.IGNORECASE,
)


@dataclass
class _House:
    name: Span | None = None
    short: Span | None = None
    site: Fact = None
    boilerplate: Fact = None
    about: list[Placed] = field(default_factory=list)
    confidence: float = CERTAIN


def read(source: Source, placed: Sequence[Placed], named: Sequence[Label]) -> list[Organisation]:
    pairs = _pairs(source)
    houses: list[_House] = []
    for heading, inline, following in itertools.islice(_abouts(source, placed), _MOST):
        house = _house_called(source, heading, pairs)
        if house is None:
            continue
        house.about = following
        _describe(source, house, inline, following)
        houses.append(house)
    for place, span in itertools.islice(_self_described(source, placed), _MOST):
        house = _house_called(source, span, pairs)
        if house and not any(_same(source, house, each) for each in houses):
            paragraph = placed[place].paragraph
            house.boilerplate = source.found(paragraph.start, paragraph.end, confidence=LIKELY)
            house.site = site_at(source, paragraph.start, paragraph.end)
            houses.append(house)
    from_labels = (
        (each.start, each.end)
        for each in named
        if each.name == "issuer" and vocabulary.is_organisation(each.value) and len(each.value) < 100
    )
    for span in (*from_labels, *itertools.islice(_issuers(source, placed), _MOST)):
        house = _house_called(source, span, pairs) if next(names.within(source.plain, *span), None) is None else None
        if house and not any(_same(source, house, each) for each in houses):
            house.confidence = LIKELY
            houses.append(house)
    houses = [each for each in houses if each.name and source.plain[slice(*each.name)].lower() not in _GENERIC]
    for house in houses:
        house.site = house.site or _site_elsewhere(source, house)
    return [_finished(source, each) for each in houses]


def with_those_to_ring(
    source: Source, found: Sequence[Organisation], contacts: Sequence[PressContact]
) -> list[Organisation]:
    """Those, and the houses whose press offices are named: they are behind a release as well."""
    houses = [*found]
    for contact in contacts:
        words = contact.organisation.value if contact.organisation else ""
        if not words or _AGENCY.search(words) or contact.organisation is None or contact.organisation.confidence < 0.7:
            continue
        start = source.plain.find(words)
        if start < 0 or words.casefold() in known(houses) or any(words.casefold() in each for each in known(houses)):
            continue
        house = _house_called(source, (start, start + len(words)), _pairs(source))
        if house:
            house.confidence = LIKELY
            house.site = _site_elsewhere(source, house)
            houses.append(_finished(source, house))
    return houses


_AGENCY = re.compile(
    r"\b(?:communications?|PR|public relations|media|consult\w*|strategy|press office|partners)\b", re.IGNORECASE
)


def known(organisations: Sequence[Organisation]) -> frozenset[str]:
    """All they are called, folded, for telling an organisation from a person."""
    called = (each.value.casefold() for house in organisations for each in (house.name, house.short_name) if each)
    return frozenset(name for each in called for name in (each, each.removeprefix("the ")))


def site_at(source: Source, start: int, end: int) -> Fact:
    """The first address of the web between these characters, as written."""
    for link in source.links:
        if start <= link.start < end and link.address.startswith(("http", "www.")) and not _SOCIAL.search(link.address):
            shown = _SITE.fullmatch(source.plain[link.start : link.end])
            found = source.found(link.start, link.end, None if shown else link.address)
            return found if shown else type(found)(link.address, link.raw, CERTAIN)
    for found_at in _SITE.finditer(source.plain, start, end):
        address = found_at[0].rstrip(".,;:!?'")
        if not _SOCIAL.search(address) and (
            address.startswith(("http", "www.")) or _is_announced(source.plain, found_at.start())
        ):
            return source.found(found_at.start(), found_at.start() + len(address))
    return None


def _is_announced(plain: str, start: int) -> bool:
    before = plain[max(0, start - 25) : start].lower()
    return (
        not before.strip()
        or before.endswith("\n")
        or bool(re.search(r"(?:visit|at|web(?:site)?|see|more|online|:|\||go to|on)\W*$", before))
    )


def _abouts(source: Source, placed: Sequence[Placed]) -> Iterator[tuple[Span, int | None, list[Placed]]]:
    """Each `About X`: where X stands, where text begins in the same paragraph, and the paragraphs below."""
    for place, each in enumerate(placed):
        if each.part is not Part.ABOUT:
            continue
        paragraph = each.paragraph
        about = parts.ABOUT.match(paragraph.text[:4300])
        if about is None:
            continue
        following = []
        for below in placed[place + 1 :]:
            other = parts.ABOUT.match(below.paragraph.text[:300])
            if below.part is not Part.ABOUT or (other and (below.is_heading or other["inline"])):
                break
            following.append(below)
        span = (paragraph.start + about.start("name"), paragraph.start + about.end("name"))
        yield span, paragraph.start + about.end() if about["inline"] else None, following


def _describe(source: Source, house: _House, inline: int | None, following: Sequence[Placed]) -> None:
    texts = [each for each in following if not _is_only_site(each.paragraph.text)]
    start = inline if inline is not None else (texts[0].paragraph.start if texts else None)
    if start is None:
        return
    stop = texts[-1].paragraph.end if texts else source.plain.find("\n", start)
    pieces = [source.plain[start : source.plain.find("\n", start)]] if inline is not None else []
    pieces += [each.paragraph.text for each in texts]
    first = source.found(start, stop)
    house.boilerplate = type(first)("\n\n".join(pieces), first.span, CERTAIN)
    end = max([stop, *(each.paragraph.end for each in following)])
    house.site = site_at(source, start, end)


_DESCRIBES = re.compile(
    rf"(?:The |the )?(?P<name>{_HOUSE})(?: \([^)]{{2,60}}\))? (?:is|are) (?:the|an?|one of) [^.]{{0,100}}\b(?:charity|charities|foundation|organi[sz]ation|institute|think[- ]?tank|trust|university|association|agency|network|union|society|nonprofit|non-profit|body|academy|alliance|federation|company|regulator|museum|consortium|centre|center)\b"
)


def _self_described(source: Source, placed: Sequence[Placed]) -> Iterator[tuple[int, Span]]:
    """A note that says what a house is, of one that the release is about: `Level Ground is the charity for …`."""
    body = " ".join(each.paragraph.text for each in placed if not each.after_end)
    for place, each in enumerate(placed):
        found = _DESCRIBES.match(each.paragraph.text) if each.part is Part.NOTES and each.after_end else None
        if found and found["name"] in body:
            start = each.paragraph.start + found.start("name")
            yield place, (start, start + len(found["name"]))


def _is_only_site(text: str) -> bool:
    return bool(
        re.fullmatch(
            r"(?:(?:web(?:site)?|visit|more(?: information)?|see)?\s?:?\s?)?" + _SITE.pattern + r"\W*",
            text,
            re.IGNORECASE,
        )
    )


def _issuers(source: Source, placed: Sequence[Placed]) -> Iterator[Span]:
    """`a report by X and Y`, `X has published`: in the first paragraphs of the body."""
    body = [each for each in placed if each.part in (Part.BODY, Part.TOP) and not each.after_end][:7]
    for each in body:
        paragraph = each.paragraph
        for pattern in (_BY, _SUBJECT, _WHICH, _INVITES):
            for found in pattern.finditer(paragraph.text[:1500]):
                if pattern is _SUBJECT and (each.part is Part.TOP or len(paragraph.text) < 90):
                    continue
                yield from _named(
                    source,
                    paragraph.start + found.start("one"),
                    paragraph.start + found.end("rest"),
                    paragraph.start + found.end("one"),
                )


def _named(source: Source, start: int, end: int, first_end: int) -> Iterator[Span]:
    spans = [(start, first_end)]
    spans += [
        (found.start(1), found.end(1))
        for found in re.compile(rf"(?:,? and|,) (?:the )?({_HOUSE})").finditer(source.plain, first_end, end)
    ]
    for begin, stop in spans:
        words = source.plain[begin:stop].rstrip(".")
        if (
            (vocabulary.is_organisation(words) and not names.is_name(words))
            or (words.isupper() and 3 <= len(words) <= 8 and words.isalpha())
            or source.plain[stop : stop + 2] == " ("
        ):
            yield from _halves(begin, words)


def _halves(start: int, words: str) -> Iterator[Span]:
    """`Fernhill Trust and Brook Institute` are two houses; `Department for Work and Pensions` is one."""
    one, mark, two = words.partition(" and ")
    start_of_two = start + len(one) + len(mark) + (4 if two.startswith("the ") else 0)
    if not two or not (two.startswith("the ") or (_is_house(one.split()[-1]) and _is_house(two))):
        yield start, start + len(words)
        return
    if _is_house(one):
        yield start, start + len(one)
    if _is_house(two):
        yield start_of_two, start + len(words)


def _is_house(words: str) -> bool:
    return vocabulary.is_organisation(words) and words.lower() not in _GENERIC


_GENERIC = frozenset(
    "commission committee council trust foundation institute university agency association society government ministry department alliance charity centre center union".split()
)


_Pairs = list[tuple[Span, Span]]


def _pairs(source: Source) -> _Pairs:
    """Long and short names as a text introduces them: `New Example Foundation (NEF)`, `nef (new example foundation)`."""
    found: _Pairs = []
    for each in _SHORT_AFTER.finditer(source.plain):
        if start := _fitting(source.plain, each.start("long"), each.end("long"), each["short"]):
            found.append((start, each.span("short")))
    for each in _SHORT_BEFORE.finditer(source.plain):
        if _initials_fit(each["short"], each["long"].split()):
            found.append((each.span("long"), each.span("short")))
    return found


def _fitting(plain: str, start: int, end: int, short: str) -> Span | None:
    """The shortest tail of the long name whose initials give the short one, or a name that contains it."""
    words = [(start + each.start(), each[0]) for each in re.finditer(r"\S+", plain[start:end])]
    if short.lower() in ("uk", "us", "eu", "chair", "invited", "tbc", "moderator", "mp"):
        return None
    for place in range(len(words) - 1, -1, -1):
        if words[place][1][0].isupper() and _initials_fit(short, [word for _, word in words[place:]]):
            return words[place][0], end
    if (
        short[0].isupper()
        and re.search(rf"\b{re.escape(short)}\b", plain[start:end])
        and vocabulary.is_organisation(plain[start:end])
    ):
        return start, end
    if short.isupper() and vocabulary.is_organisation(plain[start:end]) and short[0] in {word[0] for _, word in words}:
        return start, end
    return None


def _initials_fit(short: str, words: Sequence[str]) -> bool:
    letters = short.lower().replace(".", "").replace("&", "")
    parts_of = [part for each in words for part in re.split(r"[-/]", each.strip("(),.&")) if part]
    every = "".join(each[0] for each in parts_of).lower()
    strong = "".join(each[0] for each in parts_of if each.lower() not in vocabulary.LINKS).lower()
    capital = "".join(letter for each in parts_of for letter in each if letter.isupper()).lower()
    return len(words) >= 2 and letters in (every, strong, capital)


def _house_called(source: Source, span: Span, pairs: _Pairs) -> _House | None:
    start, end = span
    called = source.plain[start:end]
    lead = re.match(r"(?:the |our )", called, re.IGNORECASE)
    start += lead.end() if lead else 0
    called = source.plain[start:end].rstrip(" .:")
    end = start + len(called)
    if own := re.match(r"(?P<name>[^()]{2,110}) \((?P<short>[^()]{2,40})\)$", called):
        first, second = (start, start + own.end("name")), (start + own.start("short"), end - 1)
        if len(own["name"]) < len(own["short"]):
            return _House(second, first)
        return _House(first, second)
    folded = called.casefold()
    for long, short in pairs:
        if folded in (source.plain[slice(*long)].casefold(), source.plain[slice(*short)].casefold()):
            return _House(long, short)
    if not called:
        return None
    if called.isupper() and " " in called:
        start, end = _in_small_letters(source.plain, called) or (start, end)
    return _House((start, end))


def _in_small_letters(plain: str, called: str) -> Span | None:
    """The same name where the text does not shout it."""
    for found in re.finditer(re.escape(called), plain, re.IGNORECASE):
        if not found[0].isupper():
            return found.span()
    return None


def _same(source: Source, one: _House, two: _House) -> bool:
    called = [
        {source.plain[slice(*each)].casefold().removeprefix("the ") for each in (house.name, house.short) if each}
        for house in (one, two)
    ]
    first, second = (" ".join(sorted(each)) for each in called)
    return bool(called[0] & called[1]) or first in second or second in first


def _site_elsewhere(source: Source, house: _House) -> Fact:
    """An address outside the boilerplate whose host spells the name."""
    words = [source.plain[slice(*each)] for each in (house.name, house.short) if each]
    keys = {re.sub(r"[^a-z0-9]", "", each.lower().removeprefix("the ")) for each in words}
    keys |= {
        "".join(word[0] for word in each.lower().split() if word not in vocabulary.LINKS)
        for each in words
        if len(each.split()) >= 3
    }
    for found in _SITE.finditer(source.plain):
        address = found[0].rstrip(".,;:!?'")
        host = re.sub(r"^https?://", "", address).split("/")[0].removeprefix("www.")
        labels = {re.sub(r"[^a-z0-9]", "", each) for each in host.lower().split(".")}
        if (
            (any(len(key) >= 3 and key in labels for key in keys) or _spells(words, labels))
            and not _SOCIAL.search(address)
            and "/" not in address.removeprefix("https://").removeprefix("http://").rstrip("/")
        ):
            return source.found(found.start(), found.start() + len(address), confidence=LIKELY)
    return None


def _spells(names_of: Sequence[str], hosts: set[str]) -> bool:
    """`hedgerows` is the Hedgerow Society's: a telling word of the name begins the host."""
    telling = {
        each
        for name in names_of
        for each in vocabulary.words(name)
        if len(each) >= 6 and each not in vocabulary.COMMON and each not in vocabulary.ORGANISATIONS
    }
    return any(host.startswith(word) for word in telling for host in hosts)


def _finished(source: Source, house: _House) -> Organisation:
    return Organisation(
        name=source.found(*house.name, confidence=house.confidence) if house.name else None,
        short_name=source.found(*house.short, confidence=house.confidence) if house.short else None,
        website=house.site,
        boilerplate=house.boilerplate,
    )
