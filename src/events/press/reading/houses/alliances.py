"""The houses that a sentence joins, and what it says of all of them: that they publish, host, invite, pay.

`a study by the Example Institute with the Sample Trust and the charity Brook` names three; what leads to the first or
follows the last holds for each.
"""

import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from events.press.reading.houses import deeds
from events.press.reading.layout import mastheads
from events.press.reading.words import names, places, vocabulary, wording

Span = tuple[int, int]
Said = tuple[Span, float]

_U = names.UPPER
_WORD = rf"(?!WITH\b)(?:(?:St|Mt|Ste)\.|[{_U}](?>(?:[\w&'’+-]++|\.(?=\w))*)|\d{{2,4}}(?![\w,.]))"
_LINKS = (
    r"(?:(?:of|for|and|the|in|on|at|to|de|du|des|la|le|di|del|della|dei|do|dos|der|die|für|und|von|van|het|og|och"
    r"|et|y|e|&) ){0,3}"
)
HOUSE = rf"(?:(?:[{_U}]\.\s?){{0,3}}[{_U}](?>(?:[\w&'’+-]++|\.(?=\w))*)(?: {_LINKS}{_WORD}){{0,11}}(?: plc)?(?!\w))"
BRACKETS = r"(?: \([^)]{2,60}\))?"
_DEPARTMENT = re.compile(
    rf", (?:the )?(?P<whole>(?:[{_U}][\w'’-]+ ){{0,4}}(?:University|College|School"
    rf"|Hospital)(?: of(?: {_WORD}){{1,4}})?)"
)
_AT_UNIVERSITY = re.compile(rf" (?:at|of) (?:the )?(?:{_WORD} ){{0,4}}(?:University|College|Hospital)\b")
_UNIT = re.compile(r"(?:School|Department|Faculty|Centre|Center|Institute|Division|Unit|Laboratory|Chair|Library)\b")
KINDS = (
    r"charity|think[- ]tank|league|campaign group|campaign|regulator|watchdog|trade body|trade association"
    r"|start-?up|not-for-profit"
    r"|non-?profit|agency|company|firm|union|museum|foundation|social enterprise|network|association|institute"
    r"|consultancy"
    r"|publisher|university|council|co-?operative|trust|fund|body|group|coalition|alliance|society|newspaper"
    r"|theatre|bank|organi[sz]ation|NGO|federation|collective"
)
_OF_A_KIND = (
    rf"(?:(?:(?!(?:and|with|by|or|the|of|from|for|at|in"
    rf"|to)\b)[{_U}]?[a-z-]+['’]? ){{0,2}}(?:{KINDS})(?: of [a-z]+)?,? (?:the )?)?"
)
_ITEM = re.compile(
    rf"(?<![\w'’&@./-])(?:(?P<the>[Tt]he|[Oo]ur) )?(?P<kind>{_OF_A_KIND})(?P<house>{HOUSE}"
    rf"|[a-z]{{2,12}}(?= \(the )){BRACKETS}"
)
_JOINS = re.compile(
    r",? (?:and|&)(?: (?:also )?(?:with|by|from|of|to))? |,? (?:along with|as well as) |, | \+ | / | WITH "
    r"|,? and (?:the )?[a-z]+s (?:at|from|of) |,? (?:together |jointly "
    r"|working )?with |,? alongside |,? plus "
    r"|,? (?:and )?in (?:partnership|collaboration|association|co-?operation|conjunction) with "
)
_PLACES_CUT = re.compile(rf" (?P<in>in|at|on) [{_U}][\w-]+(?: [{_U}][\w-]+)?$")
NO_HOUSE = frozenset(
    """a an the it its this that these those there in on at by for from to of and but so if when while as one two three
    four five six seven eight nine ten most many more some all our we they he she i you his her their what who how why
    where which not no yes today tomorrow yesterday monday tuesday wednesday thursday friday saturday sunday january
    february march april may june july august september october november founded established since based created
    december new research report study children people women men government ministers parliament""".split()
)


@dataclass
class Chain:
    """Houses joined to one another, from where to where in the line."""

    start: int
    end: int
    houses: list[tuple[int, int, bool, bool]]  # whether its kind stands with it, and whether an article does
    is_led: bool = False  # by words that say of what kind all of them are
    is_close: bool = False  # joined by more than a comma and `and`


def within(
    plain: str, chains: Iterable[Chain], start: int, end: int, *, first: bool, early: bool, of_notes: bool
) -> Iterator[Said]:
    """The houses of these sentences, each with how much is said for it; the first say most, and notes who paid."""
    for chain in chains:
        weight = _said_of(plain, chain, start, end, first=first, early=early)
        if of_notes:
            weight = weight if weight >= 3 else 0.0
        if weight:
            yield from _members(plain, chain, weight)


def is_led(plain: str, start: int) -> bool:
    """Whether words say of the house that begins here, or of those it is joined to, that they pay or take part."""
    begin = max(0, start - _NEAR)
    end = min(len(plain), start + _NEAR)
    for chain in chains(plain, begin, end):
        if any(each[0] == start for each in chain.houses):
            _said_of(plain, chain, begin, end, first=False, early=True)
            return chain.is_led
    return False


_NEAR = 200  # characters


def of_line(plain: str, start: int, end: int, *, above: bool) -> Iterator[Said]:
    """A line that is nothing but the names of houses, or in which they invite; below a headline only of several."""
    lead = mastheads.KIND_OF_TEXT.match(plain, start, end) or _JOINS_ABOVE.match(plain, start, end)
    start = lead.end() if lead else start
    for chain in chains(plain, start, end):
        rest = plain[chain.end : end].strip(" .,:")
        invites = bool(_INVITES.match(rest))
        if plain[start : chain.start].strip() or (rest and not invites):
            return
        if any(mastheads.has_verb(plain[each[0] : each[1]]) for each in chain.houses):
            return
        said = [*_members(plain, chain, 2.5 if invites else 2.0)]
        if (
            len(said) >= len(chain.houses)
            and all(weight >= 3 for _, weight in said)
            and (above or invites or len(said) > 1)
        ):
            yield from said
        return


_JOINS_ABOVE = re.compile(  # the second line of a letterhead
    r"\W{0,2}(?:in (?:partnership|association|collaboration|co-?operation|conjunction) with|(?:together|jointly) with"
    r"|with the support of|supported by|with) (?:the )?",
    re.IGNORECASE,
)


def invites(line: str) -> bool:
    """`The Example Trust, with the Sample Society, invites you to`."""
    chain = next(chains(line, 0, len(line)), None)
    if chain is None or line[: chain.start].strip() or len(line) - chain.end > 90:
        return False
    says = any(_is_headed(line[each[0] : each[1]]) for each in chain.houses)
    return says and bool(_INVITES.match(line[chain.end :].strip(" .,:")))


_INVITES = re.compile(
    r"(?:(?:cordially|warmly|jointly|together|is|are|pleased|delighted|to) )*(?:invites?|requests?|presents?"
    r"|hosts?|welcomes?"
    r"|(?:have|has) (?:the )?(?:great )?(?:pleasure|honou?r))\b"
)


def _members(plain: str, chain: Chain, weight: float) -> Iterator[Said]:
    beside = sum(_is_headed(plain[each[0] : each[1]]) for each in chain.houses)
    for place, (start, end, told, named) in enumerate(chain.houses):
        told = told or (
            weight >= 2.5 and chain.is_led and beside * 2 >= len(chain.houses) > 1
        )  # a name among houses is one
        worth = weight + 0.5 * (chain.is_close and weight >= 2) + 0.5 * (named and chain.is_close and place > 0)
        yield from judged(plain, start, end, worth, told=told, must_say=place > 0 and not (told or named))


def _said_of(plain: str, chain: Chain, start: int, end: int, *, first: bool, early: bool) -> float:
    """By what leads to the chain, and by what it does."""
    before = plain[max(start, chain.start - 110) : chain.start]
    goes_on = " " in before[-2:]  # as all do that lead to a house
    led = deeds.led_by(before) if goes_on else 0.0
    if led and not early:
        led -= 0.5 * (led < 2.5)  # far down, only who paid is sure to be of them
    if goes_on and ((not led and deeds.WHERE.search(before)) or deeds.DONE_WHERE.search(before)):
        return 0.0  # `at the Sample Hospital`
    if deeds.REACTS.search(before):
        return 0.0
    if not led and deeds.WHO_PAYS.match(plain, chain.end, end):
        led = 3.0  # `the Lamp Fund, which part-funded the audit`
    if not led and deeds.THANKED.search(before) and deeds.FOR_MEANS.match(plain, chain.end, end):
        led = 3.0
    if led >= 2.5:
        chain.is_led = True
        return led
    if first:
        several = len(chain.houses) > 1 and all(_is_headed(plain[each[0] : each[1]]) for each in chain.houses)
        led = max(led, 2.0 if several else 1.0)  # news begins with those who have it
    if first and before.endswith((", the ", ", ")) and deeds.SAYS_LAST.match(plain, chain.end, end):
        led = max(led, 2.5)  # `…, the Example Trust reports today.`
    after = deeds.AFTER.match(plain, chain.end, end)
    if early and deeds.OWN.match(plain, chain.end, end):
        led = max(led, 1.5)
    headed = any(_is_headed(plain[each[0] : each[1]]) for each in chain.houses)
    if early and after and (deeds.SENTENCE_START.search(before) or (headed and deeds.PUBLISHES.match(after["verb"]))):
        does = 2.5 if first else 2.0 if deeds.PUBLISHES.match(after["verb"]) else 1.0
        return max(led, does + 0.5 * (len(chain.houses) > 1))
    return led


def chains(plain: str, start: int, end: int) -> Iterator[Chain]:
    chain: Chain | None = None
    at = start
    while found := _ITEM.search(plain, at, end):
        begin, stop = found.span("house")
        stop = _without_next(plain, begin, stop, end)
        at = max(stop, begin + 1)
        brackets = _BRACKET.match(plain, stop, end)
        close = brackets.end() if brackets else stop
        if chain and _JOINS.fullmatch(plain, chain.end, found.start()):
            if " / " in plain[chain.end : found.start()] and not _is_headed(plain[slice(*chain.houses[-1][:2])]):
                chain.houses.pop()  # `Prifysgol Teifi / Teifi University`
            chain.is_close = chain.is_close or "with" in plain[chain.end : found.start()]
        else:
            if chain:
                yield chain
            chain = Chain(found.start(), close, [])
        stop -= 2 if plain[begin:stop].endswith(("'s", "’s")) else 0
        several = _DO.match(plain, close, end) is not None
        for one, two in halves(plain, begin, without_place(plain, begin, stop), several=several):
            is_short = brackets and two == stop and not (" " in brackets[0].strip() and names.is_name(plain[one:two]))
            told = bool((found["kind"] and one == begin) or is_short)
            chain.houses.append((one, two, told, bool(found["the"]) or one != begin))
        chain.end = close
        at = max(at, close)
    if chain:
        yield chain


_DO = re.compile(  # which one house alone does not: `invite you`, `are delighted`, `will hold their lecture`
    r",? (?:(?:jointly|cordially|warmly|together) )?(?:invite|are|have|were|request|announce|host|welcome|present)\b"
    r"| (?:will|today|to|jointly)\b[^.]{1,40} their\b"
)
_BRACKET = re.compile(r" \([^()]{2,60}\)")


def _without_next(plain: str, start: int, end: int, limit: int) -> int:
    """`Example Trust and the Dutch foundation Sample`: the second begins with what it is."""
    tail = _NEXT.search(plain, max(start, end - 40), end)
    return tail.start() if tail and tail.end() == end and _KIND_FOLLOWS.match(plain, end, limit) else end


_NEXT = re.compile(rf",? (?:and|with|&) (?:the )?[{_U}][a-z]+$")
_KIND_FOLLOWS = re.compile(rf" (?:[a-z]+ )?(?:{KINDS}) [{_U}]")


def judged(
    plain: str, start: int, end: int, weight: float, *, told: bool = False, must_say: bool = False
) -> Iterator[Said]:
    """A house, if that is what the words are, with what they say for it themselves."""
    lead = _PEOPLE_OF.match(plain, start, end)
    start = lead.end() if lead and wording.says_house(plain[lead.end() : end]) else start
    if _is_of_somebody(plain[start:end]) or _begins_a_name(plain, start, end):
        return
    end = _without_person(plain, start, end)
    words = plain[start:end]
    if _AT_UNIVERSITY.match(plain, end) or _IS_LAW.match(plain, end) or is_one_of_many(plain, start, end):
        return
    unit = _DEPARTMENT.match(plain, end) if _UNIT.match(words) else None
    end = unit.end() if unit else end
    says = told or _has_its_kind(plain, start, end) or _says_house(words)
    if _is_no_house(words, says=says, with_article=plain.endswith("the ", 0, start)):
        return
    if GATHERING.search(words) and plain[max(0, start - 8) : start].endswith((" at the ", " at ")):
        return
    bracketed = bool(_LONG_NAME.match(plain, end))
    yield (
        (start, end),
        weight + says + bracketed - bool(_BUILDING.search(words)) - (must_say and not (says or bracketed)),
    )


_IS_LAW = re.compile(r"(?: \([^()]{2,30}\))? (?:Act|Bill|Order|Regulations)\b")  # `the Sample (Wales) Act 2023`
_BUILDING = re.compile(
    r" (?:House|Hall|Building|Rooms?|Theatre|Theater|Station|Street|Road|Suite|Auditorium|Hotel)$", re.IGNORECASE
)
_LONG_NAME = re.compile(r" \((?:the )?[A-Za-z][\w .&'’-]{1,60}\)")
_PEOPLE_OF = re.compile(
    r"(?:(?:Directors?|Chair|Trustees?|Governors|President|Fellows|Staff|Editors?|Vice-Chancellor|Dean|Principal|Warden"
    r"|Master|Researchers|Scientists|Academics|Economists|Experts|Members)(?:,? and (?:the )?)?)+ (?:of|at"
    r"|from) (?:the )?"
)


def is_one_of_many(plain: str, start: int, end: int) -> bool:
    """`Grandparents and other relatives`: a noun that only begins a sentence."""
    return " " not in plain[start:end] and bool(_AND_OTHERS.match(plain, end))


_AND_OTHERS = re.compile(r"(?:,| and| or) (?!the |its |our |an? |of |for |in |with |has |is |says? )[a-z]{3,} ?")


def _is_no_house(words: str, *, says: bool, with_article: bool) -> bool:
    first = words.split()[0].lower()
    is_counted = first in _COUNTS and _is_headed(words) and len(words.split()) > 2  # `Four Corners Collaborative`
    if words.lower() in NO_HOUSE or (first in NO_HOUSE and not is_counted) or is_somebody(words):
        return True
    if _OF_ANOTHER.search(words) or _CLAUSE.match(words) or _OF_A_YEAR.search(words):
        return True
    if _NO_BODY.search(words) and not _is_headed(words):
        return True
    if not says and all(each.lower() in vocabulary.NO_NAMES for each in words.split()):
        return True
    return not says and ((names.is_name(words) and not with_article) or _is_place(words))


def _is_place(words: str) -> bool:
    """`Northern Ireland`, not `Green Ireland Forward`."""
    place = places.zone(words)
    return place is not None and len(f"{words[: place[0]]} {words[place[1] :]}".split()) < 2


_COUNTS = frozenset("two three four five six seven eight nine ten".split())
_OF_ANOTHER = re.compile(r"(?:University|College|Council|Institute)['’]s ")
_CLAUSE = re.compile(r"[A-Z][a-z]+ing (?:to|on|at|in|for|with|from) ")  # `Responding to the Department`
_OF_A_YEAR = re.compile(r" (?:19|20)\d\d$")  # `State of the Country's Soils 2026`


def _says_house(words: str) -> bool:
    """By a noun: not `National Peatland Account`, unless the adjective is all, as in `Shelter International`."""
    if _OF_A_PLACE.match(words):
        return True
    *before, last = words.split()
    return wording.says_house(" ".join([*(each for each in before if each.lower() not in _ADJECTIVES), last]))


def _begins_a_name(plain: str, start: int, end: int) -> bool:
    """`Marijke` of Marijke van Oosterzee."""
    name = names.at(plain, start)
    return name is not None and name.is_whole and name.end > end and plain[end : end + 2].strip().islower()


_OF_A_PLACE = re.compile(r"(?:City|County|Town|Borough|Province) of ")
_ADJECTIVES = frozenset(
    """national international joint legal northern southern western royal city county country executive world youth
    government business regional housing""".split()
)


def _is_of_somebody(words: str) -> bool:
    """`led by Dr Ann Lee of the Example University`: where somebody works has no part in it by that."""
    who, of, _ = words.partition(" of ")
    return bool(of) and names.is_name(who) and not wording.says_house(who)


def _without_person(plain: str, start: int, end: int) -> int:
    """`Commissioner for Rivers Ann Lee` is a house and who leads it."""
    words = plain[start:end]
    if not _OFFICE.match(words):
        return end
    post, last = words.split()[:-2], " ".join(words.split()[-2:])
    return start + len(" ".join(post)) if len(post) >= 3 and names.is_name(last) else end


_OFFICE = re.compile(r"(?:\w+ )?(?:Commissioner|Minister|Ombudsman|Inspector|Secretary|Mayor)\b")


def _has_its_kind(plain: str, start: int, end: int) -> bool:
    """`the charity Sample Hill`, `the Sample Hill foundation`; a person has no article."""
    return bool(_KIND_AFTER.match(plain, end) or _KIND_BEFORE.search(plain[max(0, start - 20) : start]))


def is_somebody(words: str) -> bool:
    """`Rural Affairs Minister`, `Centre Director Dr Ash`: a post or a person, though a word of it names houses."""
    tokens = [each.lower().strip(".,") for each in words.split()]
    head = mastheads.head(words).lower().split()[-1:] or [""]
    for each in (tokens[0], tokens[-1], head[0]):
        if each in vocabulary.ROLES and not wording.is_office(each) and len(tokens) > 1:
            return True
    is_called = len(tokens) > 3 and tokens[-3] in vocabulary.ROLES and names.is_name(" ".join(words.split()[-2:]))
    titled = (two not in _NO_PERSONS for one, two in itertools.pairwise(tokens) if one in vocabulary.HONORIFICS)
    return is_called or any(titled)


_NO_PERSONS = vocabulary.NO_NAMES | vocabulary.ORGANISATIONS  # `Institute for Justice`
_KIND_AFTER = re.compile(
    r" (?:association|foundation|charity|think[- ]tank|institute|network|group|alliance|coalition|campaign|agency"
    r"|initiative|project)\b"
)


GATHERING = re.compile(r"\b(?:Forum|Conference|Summit|Congress|Symposium|Festival|Assembly|Convention)$")
_KIND_BEFORE = re.compile(r"\b(?:charity|foundation|company|think[- ]tank|union|firm|agency|museum) $")
_NO_BODY = re.compile(
    (
        r"\b(?:reports?|surveys?|index|stud(?:y|ies)|census|atlas|papers?|series|week|day|month|year|guide|barometer"
        r"|tracker|act|bill|plan|strategy)(?: \d{4})?$"
    ),
    re.IGNORECASE,
)


def without_place(plain: str, start: int, end: int) -> int:
    """`The Observatory of Small Rivers in Wales`: the place is no part of a name that also stands alone."""
    if tail := _PLACES_CUT.search(plain[start:end]):
        bare = plain[start : start + tail.start()]
        if len(bare.split()) > 1 and wording.says_house(bare):
            is_town = places.zone(plain[start + tail.start() : end]) is not None
            if is_town or (tail["in"] != "on" and _is_mostly(plain, bare, plain[start:end])):
                return start + tail.start()
    return end


def _is_mostly(plain: str, bare: str, whole: str) -> bool:
    """Whether the shorter of two names stands in the text also by itself."""
    text = _lowered(plain)
    return text.count(bare.lower()) > text.count(whole.lower())


@lru_cache(maxsize=4)
def _lowered(plain: str) -> str:
    """A whole text, of which many houses ask."""
    return plain.lower()


def halves(plain: str, start: int, end: int, *, several: bool = False) -> Iterator[Span]:
    """`Fernhill Trust and Brook Institute` are two houses; `Department for Work and Pensions` is one.

    Where `several` do something, `Institute for Coasts and Tidal Trust` are two as well.
    """
    words = plain[start:end]
    within = _AT_HOUSE.match(words) if " at " in words else None
    if within and _is_headed(within["unit"]) and _is_headed(within["house"]):
        end = start + within.end("unit")
        words = plain[start:end]
    for mark in _BETWEEN_HALVES if " and " in words or " & " in words else ():
        one, found, two = words.partition(mark)
        people = _PEOPLE_OF.match(two)
        found, two = (found + people[0], two[people.end() :]) if people else (found, two)
        complete = len(one.split()) > 1 and wording.says_house(one.split()[-1].title())
        # `Brook Foundation and the Nordic Window`, `Brook Foundation and Nordic Window`, no `Centre for Trust and …`
        is_begun = several or mark.endswith(" the ") or not _OF_A_SUBJECT.search(one)
        is_second = _is_headed(two) or (is_begun and complete and len(two.split()) > 1)
        if not (found and one and is_second) or _is_subject(two):
            continue
        complete = complete or (_is_headed(one) and " " in two and (several or _stands_alone(plain, two, mark)))
        if mark.endswith(" the ") or complete:
            yield start, start + len(one)
            yield from halves(plain, start + len(one) + len(found), end, several=several)
            return
    yield start, end


_BETWEEN_HALVES = (" and of the ", " and to the ", " and the ", " & the ", " and ", " & ")
_OF_A_SUBJECT = re.compile(r" (?:of|for|on|in|at) ")


def _stands_alone(plain: str, words: str, mark: str) -> bool:
    """Whether a text also speaks of the second half by itself, which is so a house of its own."""
    return _is_headed(words) and len(words.split()) > 1 and plain.count(words) > plain.count(f"{mark}{words}")


def _is_subject(words: str) -> bool:
    """`Household Studies`, of a centre for these."""
    before, _, last = words.rpartition(" ")
    return last.lower() in ("studies", "research", "affairs", "industries") and not wording.says_house(before)


_AT_HOUSE = re.compile(r"(?P<unit>.{4,80}?) at (?:the )?(?P<house>[A-Z].{3,80})$")


@lru_cache(maxsize=4096)
def _is_headed(words: str) -> bool:
    """By a word that says house: `City of Sample`, `Brook Trust`."""
    return bool(words) and words[:1].isupper() and wording.says_house(mastheads.head(words))
