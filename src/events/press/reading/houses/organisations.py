"""Who is behind a release: the houses that describe themselves, and those that a text says it is by.

Several things speak for a house: a heading `About X`, the masthead, the first sentences, the hosts of its addresses.
What is said for the same house under its long and its short name is added up; who is only mentioned is no host.
"""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from events.press.reading.draft import CERTAIN, DOUBTFUL, LIKELY, Fact, Organisation, PressContact
from events.press.reading.houses import boilerplates, issuers, short_names, sites
from events.press.reading.layout import mastheads
from events.press.reading.layout.labels import Label
from events.press.reading.layout.parts import Placed
from events.press.reading.layout.source import Source
from events.press.reading.words import names, places, vocabulary, wording

Span = tuple[int, int]

_MOST = 40  # things that may speak for a house; more is no release
_ENOUGH = 3.0
_AGENCY = re.compile(
    (
        r"\b(?:communications?|PR|public relations|comms|consult\w*|strategy|press office|partners|LLP|solicitors"
        r"|agency|duty|desk|hours)\b"
    ),
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"(?:the |our )", re.IGNORECASE)
_TWO_NAMES = re.compile(r"(?P<name>[^()]{2,110}) \((?:the )?(?P<short>[^()]{2,40})\)$")
_LEGAL_FORM = re.compile(r",? (?:e\. ?V\.|g?GmbH|CIC|CIO|Ltd|plc|Inc|LLC|asbl|vzw|AISBL)(?!\w)", re.IGNORECASE)
_GENERIC = frozenset(
    """commission committee council trust foundation institute university agency association society government ministry
    department alliance charity centre center union us ourselves company organisation organization partners
    report""".split()
)
_NO_HOUSE_ALONE = vocabulary.ORGANISATIONS | vocabulary.COMMON


@dataclass
class _House:
    name: Span
    short: Span | None = None
    score: float = 0.0
    site: Fact = None
    boilerplate: Fact = None
    called: list[str] = field(default_factory=list)
    is_told: bool = False  # by itself, below a heading with its name


def read(source: Source, placed: Sequence[Placed], named: Sequence[Label], headline: Fact) -> list[Organisation]:
    houses = _Houses(source)
    abouts = [*itertools.islice(boilerplates.announced(source, placed), _MOST)]
    for about in abouts:
        span = about.name if about.name and not _is_kind(source, about.name) else _subject_of(source, about)
        whole = _subject_of(source, about) if about.name else None
        if span and whole and _is_begun(source, span, whole):
            houses.pair(whole, span)
        if span and (house := houses.called(span, about.weight)):
            house.is_told = about.name is not None
            house.boilerplate = house.boilerplate or about.text
            house.site = house.site or about.site
    for span, weight in itertools.islice(issuers.within(source, placed, named, headline), 2 * _MOST):
        houses.called(span, weight)
    for span, weight in itertools.islice(issuers.spelt_by_hosts(source, [*sites.mail_hosts(source)]), _MOST):
        if source.plain[: span[0]].endswith("("):
            continue  # another name of the house before it
        known_already = houses.known_as(span)
        if known_already is None or known_already.score < _ENOUGH:
            houses.called(span, weight)
    houses.weigh_addresses()
    for about in abouts:
        if about.name is None and _subject_of(source, about) is None and (first := houses.first()):
            first.boilerplate, first.site = first.boilerplate or about.text, first.site or about.site
    for about in itertools.islice(boilerplates.unannounced(source, placed), _MOST):
        if (house := houses.known_as(about.name)) and house.boilerplate is None:
            house.boilerplate, house.site, house.score = about.text, house.site or about.site, house.score + 2
    return houses.finished()


def with_those_to_ring(
    source: Source, found: Sequence[Organisation], contacts: Sequence[PressContact]
) -> list[Organisation]:
    """Those, and the houses whose press offices are named and of whom the text speaks as well."""
    houses = [*found]
    plain = source.plain
    for contact in contacts:
        words = contact.organisation.value if contact.organisation else ""
        if not words or _AGENCY.search(words) or contact.organisation is None or contact.organisation.confidence < 0.7:
            continue
        names_known = known(houses)
        if any(words.casefold() in each or each in words.casefold() for each in names_known):
            continue
        start = plain.find(words)
        mail = contact.email.value if contact.email else ""
        spelt = sites.spells([words], mail.partition("@")[2])
        if (
            start >= 0
            and (spelt or not houses)
            and (plain.count(words) >= 2 or (not houses and wording.says_house(words)))
        ):
            house = _Houses(source)
            house.called((start, start + len(words)), _ENOUGH)
            houses += house.finished()
    return houses


def without(houses: Sequence[Organisation], title: Fact) -> list[Organisation]:
    """But for what is the title of a publication, or of which nothing is known but a piece of the title."""
    if title is None:
        return [*houses]
    called = {_folded(title.value), _folded(title.value.partition(":")[0])}

    def is_of_title(house: Organisation) -> bool:
        name = house.name
        is_bare = not (house.short_name or house.website or house.boilerplate)
        within = name is not None and title.span[0] <= name.span[0] and name.span[1] <= title.span[1]
        return name is not None and (_folded(name.value) in called or (within and is_bare))

    return [each for each in houses if not is_of_title(each)]


def known(organisations: Sequence[Organisation]) -> frozenset[str]:
    """All they are called, folded, for telling an organisation from a person."""
    told = (each.value for house in organisations for each in (house.name, house.short_name) if each)
    called = (each.casefold() for each in told if not _are_people(each))
    return frozenset(name for each in called for name in (each, each.removeprefix("the ")))


def _are_people(words: str) -> bool:
    """`Ada Quill and Tom Ash`, before a bracket with the house of the second."""
    named = [names.at(each, 0) for each in words.split(" and ")] if " and " in words else []
    return bool(named) and all(each is not None and each.is_whole for each in named)


def _is_kind(source: Source, span: Span) -> bool:
    """`ABOUT THE TRUST` says only of what kind it is; the sentence below has its name."""
    return source.plain[slice(*_trimmed(source.plain, *span))].lower() in vocabulary.HOUSES


def _is_begun(source: Source, span: Span, whole: Span) -> bool:
    """`About the Brook Centre`: `The Brook Centre for Small Rivers is …`."""
    begun = _folded(source.plain[slice(*_trimmed(source.plain, *span))])
    return _folded(source.plain[slice(*whole)]).startswith(tuple(f"{begun} {of} " for of in ("for", "of", "on")))


def _subject_of(source: Source, about: boilerplates.About) -> Span | None:
    """Whom `About us` means: the subject of the sentence below."""
    return issuers.subject(source, *about.span)


class _Houses:
    """What was said for each, under whichever of its names."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.pairs = [*short_names.within(source.plain)]
        self.found: list[_House] = []

    def called(self, span: Span, weight: float) -> _House | None:
        """The house of this name with so much more said for it; None if this is no name of a house."""
        house = self._named(span)
        if house is None:
            return None
        same = next((each for each in self.found if self._same(each, house)), None)
        if same is None:
            self.found.append(house)
            same = house
        elif same.short is None and house.short:
            same.name, same.short, same.called = house.name, house.short, [*same.called, *house.called]
        elif len(house.called[0]) > len(same.called[0]) and same.short is None and weight >= 2 and not same.is_told:
            same.name, same.called = house.name, [*house.called, *same.called]
        same.score += weight
        return same

    def pair(self, long: Span, short: Span) -> None:
        """Takes one for short for the other, if nothing else is."""
        plain = self.source.plain
        if all(_folded(plain[slice(*each)]) != _folded(plain[slice(*long)]) for each, _ in self.pairs):
            self.pairs.append((long, _trimmed(plain, *short)))

    def known_as(self, span: Span | None) -> _House | None:
        if span is None or (house := self._named(span)) is None:
            return None
        return next((each for each in self.found if self._same(each, house)), None)

    def first(self) -> _House | None:
        """The one for which most was said."""
        return max(self.found, key=lambda each: each.score, default=None)

    def weigh_addresses(self) -> None:
        """Whose mail and pages a release gives, it is of."""
        hosts = [*dict.fromkeys(sites.mail_hosts(self.source))]
        pages = [found[0] for found in itertools.islice(sites.SITE.finditer(self.source.plain), _MOST)]
        pages += [each.address for each in self.source.links[:_MOST]]
        labels = set[str]().union(*map(sites.labels, (*hosts, *pages)))
        for house in self.found:
            if sites.spells_one(house.called, labels):
                house.score += 1.5

    def finished(self) -> list[Organisation]:
        return [self._finished(each) for each in self.found if each.score >= _ENOUGH]

    def _finished(self, house: _House) -> Organisation:
        sure = CERTAIN if house.score >= 4 else LIKELY if house.score > 3.5 else DOUBTFUL
        name = self._with_its_article(house.name)
        words = self.source.plain[slice(*house.name)]
        ends = self.source.ends_of(words, in_any_case=True)
        if self._in_a_letterhead(words) or any(_LEGAL_FORM.match(self.source.plain, end) for end in ends):
            sure = DOUBTFUL  # in a letterhead, `The` or `e. V.` may belong to the name
        short = house.short or short_names.in_brackets_alone(self.source.plain, *house.name)
        return Organisation(
            name=self.source.found(*name, confidence=sure),
            short_name=self.source.found(*short, confidence=sure) if short else None,
            website=house.site or sites.of_house(self.source, house.called),
            boilerplate=house.boilerplate,
        )

    def _named(self, span: Span) -> _House | None:
        plain = self.source.plain
        start, end = _trimmed(plain, *span)
        desk = _DESK_BEFORE.match(plain, start, end)
        start = desk.end() if desk else start
        end = _without_desk(plain, start, end)
        called = plain[start:end]
        alone = " " not in called and called.lower() in _NO_HOUSE_ALONE
        if (
            len(called) < 2
            or called.lower() in _GENERIC
            or (alone and (not called.isupper() or called.lower() in vocabulary.HOUSES))
            or "@" in called
            or mastheads.is_banner(called)
            or _LIST.fullmatch(called)
            or not mastheads.may_be_called(called)
            or not re.search(r"[^\W\d_]", called)
        ):
            return None
        if own := _TWO_NAMES.match(called):
            first, second = (start, start + own.end("name")), (start + own.start("short"), start + own.end("short"))
            long, short = (first, second) if len(own["name"]) >= len(own["short"]) else (second, first)
            return self._made(long, short)
        folded = _folded(called)
        for long, short in self.pairs:
            if long[0] == start or folded in (_folded(plain[slice(*long)]), _folded(plain[slice(*short)])):
                return self._made(long, short)
        if called.isupper() and " " in called:
            start, end = _in_small_letters(plain, called) or (start, end)
        return self._made((start, end), None)

    def _made(self, name: Span, short: Span | None) -> _House:
        plain = self.source.plain
        return _House(name, short, called=[plain[slice(*each)] for each in (name, short) if each])

    def _same(self, one: _House, two: _House) -> bool:
        return any(
            _is_part(first, second) or _is_short_for(first, second) for first in one.called for second in two.called
        )

    def _with_its_article(self, span: Span) -> Span:
        """`The` belongs to a name that is never written with a small one, and stands in the middle of a sentence."""
        plain, (start, end) = self.source.plain, span
        words = plain[start:end]
        leads = {at: plain[max(0, at - len(words) - _LEAD) : at - len(words)] for at in self.source.ends_of(words)}
        if plain[max(0, start - 4) : start].lower() != "the ":
            capital = next((at for at, lead in leads.items() if _WITH_CAPITAL.search(lead)), None)
            capital = capital or self._in_a_letterhead(words)
            if capital is None:
                return span
            start, end = capital - len(words), capital
        if any(_SIGNS.search(lead) and _IS_SIGNED.match(plain, at) for at, lead in leads.items()):
            is_its_own = plain[start - 4] == "T" or not _is_ever_bare(plain, re.escape(words))
            return (start - 4, end) if is_its_own else span  # as it signs
        if any(_WITH_SMALL.search(lead) or _is_bare(plain, at - len(words), at, lead) for at, lead in leads.items()):
            return span
        return (start - 4, end) if any(map(_IN_A_SENTENCE.search, leads.values())) else span

    def _in_a_letterhead(self, words: str) -> int | None:
        """Where a line ends that is nothing but these words with their article."""
        lines = f"\n{self.source.lower}"
        at = lines.find(f"\nthe {words.lower()}\n")
        return at + len(f"the {words}") if at >= 0 else None


def _trimmed(plain: str, start: int, end: int) -> Span:
    """Without the article before and the marks behind."""
    while start < end and plain[start] in " \"'“‘*":
        start += 1
    lead = _ARTICLE.match(plain, start, end)
    start = lead.end() if lead else start
    while end > start and plain[end - 1] in ' .:,;"”*¹²³⁴⁵⁶⁷⁸⁹⁰':
        end -= 1
    owns = plain[start:end].endswith(("'s", "’s")) and _OWNS.match(plain, end)
    return start, end - 2 if owns else end


_OWNS = re.compile(r" (?!(?:is|was|has|will|are|were|and|or|in|on|at|for|to|with|said|says)\b)\w")  # not `St Ann's is`


def _without_desk(plain: str, start: int, end: int) -> int:
    """`Example Trust` of `Example Trust Media Desk` and `EXAMPLE TRUST, HULL`, if it is mostly called so."""
    tail = _DESK_OR_TOWN.search(plain, start, end)
    if tail is None or tail.end() != end or not tail.start() > start:
        return end
    town = plain[tail.start() + 2 : end] if plain[tail.start()] == "," else ""
    if town and places.zone(town.title()) and wording.says_house(plain[start : tail.start()]):
        return tail.start()
    bare, whole = (len(re.findall(re.escape(plain[start:stop]), plain, re.IGNORECASE)) for stop in (tail.start(), end))
    return tail.start() if bare >= whole + 2 else end


_DESK_BEFORE = re.compile(  # `Communications, Example Council`
    r"(?:communications|comms|press|media|news|public affairs)(?: (?:office|desk|team|relations|unit))?, (?=[A-Z])",
    re.IGNORECASE,
)
_LIST = re.compile(r"(?:speakers?|guests?|panel|delegates?)['’]? list|running order|list of .{3,40}", re.IGNORECASE)
_DESK_OR_TOWN = re.compile(
    r"(?:, [A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?"
    r"|(?i: (?:press|media|news|newsroom|communications?|comms)(?: (?:office|desk|team|relations"
    r"|cent(?:re|er)|unit|department))?))$"
)


def _is_ever_bare(plain: str, words: str) -> bool:
    """`President, Example Society`."""
    return re.search(rf"(?i)(?<!the )\b{words}\b", plain) is not None


def _is_bare(plain: str, start: int, end: int, lead: str) -> bool:
    """The name within a line and without an article, even as `Lapwing Trust buys`."""
    return (
        _GOES_ON.match(plain, end) is not None and lead[-4:].lower() != "the " and _EDGE.match(plain, start) is not None
    )


_GOES_ON = re.compile(r" [a-z]{3,}")
_EDGE = re.compile(r"\b")
_LEAD = 6  # characters before a name, in which its article stands
_WITH_CAPITAL = re.compile(r"[a-z,|] The \Z")
_WITH_SMALL = re.compile(r"\bthe \Z")
_IN_A_SENTENCE = re.compile(r"[a-z] The \Z")
_SIGNS = re.compile(r"[|·•\t,(] ?The \Z")
_IS_SIGNED = re.compile(r" ?(?=$|[|·•)])", re.MULTILINE)


def _folded(words: str) -> str:
    return " ".join(words.casefold().replace("’", "'").split())


def _is_part(one: str, two: str) -> bool:
    """The same name, or the beginning or the end of the other by whole words."""
    first, second = sorted((_folded(one), _folded(two)), key=len)
    if first == second:
        return True
    if first in _GENERIC or len(first) < 4:
        return False
    return second.startswith((first + " ", first + ",")) or second.endswith(" " + first)


def _is_short_for(one: str, two: str) -> bool:
    """`CCE` of the Centre for Coastal Economics, though no brackets say so."""
    short, long = sorted((one, two), key=len)
    return short.isupper() and 3 <= len(short) <= 6 and short_names.initials_fit(short, long.split())


def _in_small_letters(plain: str, called: str) -> Span | None:
    """The same name where the text does not shout it."""
    for found in re.finditer(re.escape(called).replace("'", "['’]"), plain, re.IGNORECASE):
        if not found[0].isupper():
            return found.span()
    return None
