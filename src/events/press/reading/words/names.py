"""Where the names of people stand in a text."""

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from events.people import beside_names
from events.press.reading.words import ranks, vocabulary

UPPER = "".join(chr(each) for each in range(0x41, 0x250) if chr(each).isupper())
_LETTER = r"[^\W\d_]"
_SHORT = """Md Dr Prof Mr Mrs Ms Rev Revd Hon Sen Rep Gov Cllr Amb Capt Col Gen Lt Maj Brig Sgt Jr Sr St Smt Shri Sri
    Ven Fr Usec Asec Bro Mohd Moh Wm Adv Ing Ar Er Ir Arch Eng Engr Atty Barr Dipl Doz Univ Mag Mme Sra Dra Mw
    Supt Insp Exec Asst Sgt Comm Adj Ll Ff Th Ch Jas Jos Geo Thos Chas Danl
    Coun Cnclr Ald Const Cst Pst Evang Bldr Tpl Surv Pharm Mwl Cmdr""".split()
_ABBREVIATED = (
    r"(?=\w{2,5}\.)(?:(?:Univ|Dipl|Dr|Priv|Hon|Assoc|Asst)\.-?\s?)?(?:"
    + "|".join([*_SHORT, *(each.upper() for each in _SHORT)])
    + r")\.a?"
    r"(?: (?:ir|ing|mr|drs?|med|phil|jur|rer\. ?nat)\.){0,2}"
)
_TOKEN = (
    rf"(?:{_ABBREVIATED}|Mam['’](?=\s)|A(?:ssoc)?/Prof(?:essor\b|\b\.?)"
    rf"|[{UPPER}]\.(?:-?[{UPPER}]\.){{0,3}}"
    rf"|[{UPPER}]{_LETTER}{{0,30}}(?:['’‘\-\u2011][{UPPER}a-z]{_LETTER}{{0,30}}){{0,3}}(?:(?<=ng)['’](?=\s[{UPPER}]))?"
    rf"|h[{UPPER}]{_LETTER}{{1,30}}"
    rf"|(?:d|l|al|el)['’\-][{UPPER}]{_LETTER}{{1,30}}(?:[\-\u2011][{UPPER}]{_LETTER}{{0,30}}){{0,2}})"
)
_SMALL = "|".join(sorted(vocabulary.PARTICLES, key=len, reverse=True))
_GAP = r"(?: | [(\"“'‘](?:(?<=\()R|[^\W\d_]{2,12}\.?|[Rr]et['’]d)[)\"”'’] )"
_RUN = re.compile(rf"(?<![\w@/.'’\-\u2011]){_TOKEN}(?:{_GAP}(?:(?:{_SMALL}) ){{0,3}}{_TOKEN}){{0,11}}(?![\w@])")
_OF_A_HOUSE = re.compile(rf"(?:^|\s)[{UPPER}][\w-]* (?:of|for)(?: the)? $")
_SUBJECT = re.compile(
    r"\b(?:[Mm]inister|[Ss]ecretary|[Pp]rofessor|[Hh]ead|[Dd]irector|[Cc]ommissioner"
    r"|[Mm]ember)\b[^.,;:()\n]{0,30}\s(?:of|for)"
    r"(?: the)?(?: [A-Z][\w-]*(?: and| &)?){0,4} $"
)
_ARTICLE = re.compile(r"[Tt]he\s")
_PEER = re.compile(r"(?:The )?(?:Rt Hon )?(?:Professor )?(?:Baroness|Lord|Lady|Viscount|Earl)\b", re.IGNORECASE)
_OF = re.compile(r" (?:of|OF) ")
_SEAT = re.compile(rf" (?:of|OF) {_TOKEN}(?:[ -]{_TOKEN})?")
_TOKENS = re.compile(r"\S+")
_POSSESSIVE = re.compile(r"['’]s$")
_RETIRED = r"\s\((?:[Rr]e?t[d’']*|[Rr]etired|Hons)\.?\)"
_DOTTED = "|".join(  # `M.D.`, as American letters are printed
    r"\.".join(each) + r"\."
    for each in "MD JD DDS DMD DVM DO MPH MPP MPA MBA MSW MSN MS MA BA RN KC QC OBE CBE MBE".split()
)
_LETTERS = re.compile(
    r"(?:,?\s(?:"
    + "|".join(sorted((each.upper() for each in vocabulary.SUFFIXES), key=len, reverse=True))
    + rf"|{_DOTTED}|Esq\.?|Ph\.?\s?D\.?|MPhil|[MB]\.?Sc|LL\.?[BM]|(?:Ed|Psy|Sc)\.?D\.?|P\.?\s?Eng\.?)(?!\w| of\b))+"
    rf"(?:{_RETIRED})?|{_RETIRED}"
)


class Name(NamedTuple):
    """Somebody's name where it stands, with the title before it."""

    start: int
    end: int
    text: str
    outer: tuple[int, int]  # with an office before it and a seat after it, which are no part of it
    is_titled: bool = False
    is_arguable: bool = False  # an office stands with it, which some would keep and some would not
    spoken: str = ""  # how it is said, where it is printed with the family first

    @property
    def opens(self) -> int:
        return self.outer[0]

    @property
    def closes(self) -> int:
        return self.outer[1]

    @property
    def bare(self) -> str:
        """Without titles and what follows the name."""
        return " ".join(_bare(self._said))

    @property
    def _said(self) -> str:
        return self.spoken or self.text

    @property
    def is_peer(self) -> bool:
        return bool(_PEER.match(self.text))

    @property
    def surname(self) -> str:
        parts = _bare(_OF.split(self.text)[0] if self.is_peer else self._said)
        return parts[-1].casefold() if parts else ""

    @property
    def called(self) -> str:
        """As somebody is called for short: `lee` for Dr Lee, `dame jane` for Dame Jane."""
        first = self._said.split()[0].casefold() if self.text else ""
        return f"{first} {self.surname}" if first in _BY_GIVEN_NAME else self.surname

    @property
    def goes_by_given_name(self) -> bool:
        """`Dame Jane`, `Lady Jane`: a title and one name."""
        words = self.text.split()
        return len(words) == _TITLE_AND_NAME and words[0].casefold() in (*_BY_GIVEN_NAME, "lady", "lord")

    @property
    def is_whole(self) -> bool:
        """More than a family name."""
        parts = _bare(self._said)
        small = _SMALL_WORDS if self.is_titled else _OF_A_FAMILY
        is_family_name = len(parts) == 2 and parts[0].lower().rstrip(".") in (*small, "st", "saint")  # `St Bride’s`
        return (len(parts) >= 2 and not is_family_name) or self.is_peer


_OF_A_FAMILY = frozenset(("nic", "ní", "ó", "uí", "mhic", "von", "zu"))
_SMALL_WORDS = _OF_A_FAMILY | (vocabulary.PARTICLES - {"ole"})  # which is a given name elsewhere
_BY_GIVEN_NAME = frozenset(("sir", "dame"))
_TITLE_AND_NAME = 2  # words


def shortened(whole: Iterable[Name]) -> dict[str, Name]:
    """Whole names by what they may be called for short, where that is one person."""
    by: dict[str, Name] = {}
    shared: set[str] = set()
    for name in whole:
        parts, two = _bare(name.text), name.bare.casefold()
        for short in {name.surname, *(f"{title} {parts[0].casefold()}" for title in _BY_GIVEN_NAME)}:
            before = by.setdefault(short, name)
            one = before.bare.casefold()
            if (two.startswith(one) and two != one) or one.endswith(" " + two):
                by[short] = name  # `Lord Lee`, in full `Lord Lee of Combe`; `Names Ann Lee` in a headline
            elif not one.startswith(two):
                shared.add(short)
    return {short: name for short, name in by.items() if short not in shared}


def are_letters(text: str) -> bool:
    """Whether these are letters after a name: `OBE`, `MP`, `FRS FBA`, `IAS (Retd.)`."""
    return all(each.translate(_WITHOUT_MARKS).lower() in vocabulary.SUFFIXES for each in text.split())


_WITHOUT_MARKS = str.maketrans("", "", "().,")


def letters_after(text: str, end: int) -> str:
    """The letters that stand right after a name, with their comma: `, OBE`, ` MP`."""
    found = _LETTERS.match(text, end)
    return found[0] if found else ""


def within(text: str, start: int = 0, end: int | None = None, *, lower: frozenset[str] = frozenset()) -> Iterator[Name]:
    """Every name of at least two words; `lower` are words that the text also writes small."""
    for run in _RUN.finditer(text, start, len(text) if end is None else end):
        before = text[max(0, run.start() - 60) : run.start()]
        goes_on = "of " in before or "for " in before  # a house or a post, perhaps, that a name only ends
        for name in _in_run(run.start(), run[0], lower):
            is_first = goes_on and name.opens == run.start()
            if is_first and _OF_A_HOUSE.search(text, max(0, run.start() - 40), run.start()):
                continue
            if goes_on and not name.is_titled and _SUBJECT.search(text, max(0, run.start() - 60), run.start()):
                name = _last_two(name)
            yield _whole(text, name, len(text) if end is None else end)


def _whole(text: str, name: Name, end: int) -> Name:
    """`Baroness Lee of Wath`; `Tom Ash, PhD`; `State Sen. Ann Lee`: as they are printed."""
    is_free = name.outer[0] == name.start and text[name.start - 1 : name.start] == " "
    rank = ranks.before(text, name.start, name.text) if is_free else ""
    if rank:
        start = name.start - len(rank)
        name = name._replace(start=start, text=rank + name.text, outer=(start, name.closes), is_titled=True)
    seat = _SEAT.match(text, name.end, end) if name.is_peer else None
    return with_letters(text, _with(name, seat) if seat else name, end)


def with_letters(text: str, name: Name, end: int | None = None) -> Name:
    """The name and the letters right after it, which some would leave out."""
    letters = _LETTERS.match(text, name.closes, len(text) if end is None else end)
    return _with(name, letters)._replace(is_arguable=True) if letters and name.closes == name.end else name


def _with(name: Name, more: re.Match[str]) -> Name:
    return name._replace(end=more.end(), text=name.text + more[0], outer=(name.opens, more.end()))


def at(text: str, position: int, *, lower: frozenset[str] = frozenset()) -> Name | None:
    """The name that begins just here."""
    the = _ARTICLE.match(text, position)
    begin = the.end() if the else position
    small = ranks.small_titles(text, begin) if "a" <= text[begin : begin + 1] <= "z" else 0
    run = _RUN.match(text, begin + small)
    first = next(_in_run(run.start(), run[0], lower), None) if run else None
    first = _whole(text, first, len(text)) if first else None
    if first is None or first.opens != begin or (the and not first.is_titled):
        return None
    return first._replace(outer=(position, first.closes)) if the else first


def is_name(text: str, *, lower: frozenset[str] = frozenset()) -> bool:
    """Whether this is a name and nothing else."""
    found = at(text, 0, lower=lower)
    return found is not None and found.closes == len(text)


@lru_cache(maxsize=4)
def throughout(text: str, lower: frozenset[str]) -> tuple[Name, ...]:
    """Every name of a whole text."""
    return tuple(within(text, lower=lower))


def _in_run(start: int, run: str, lower: frozenset[str]) -> Iterator[Name]:
    for each in _names_of(run, lower) if " " in run else ():  # one word names nobody
        outer = (start + each.opens, start + each.closes)
        yield Name(start + each.start, start + each.end, each.text, outer, each.is_titled, each.is_arguable)


_MOST_WORDS = 6  # of a name


@lru_cache(maxsize=4096)
def _names_of(run: str, lower: frozenset[str]) -> tuple[Name, ...]:
    words = run.split(" ")
    if all(map(_is_without_marks, words)):
        folded = [each.lower() for each in words]
        telling = _TELLING.intersection(folded)
        is_one_of_several = len(words) > 2 and f"{folded[0]}s" in lower
        if not telling and len(words) <= _MOST_WORDS and folded[0] not in lower and not is_one_of_several:
            return (Name(0, len(run), run, (0, len(run))),)  # as most are
        if telling <= _CUTTING and all(one in telling or two in telling for one, two in itertools.pairwise(folded)):
            return ()  # `Lee Trust`: nowhere are two words left side by side
    return tuple(_cut_from(run, lower))


def _is_without_marks(word: str) -> bool:
    """`Lee`: neither initials nor letters, and no mark in it."""
    return word.isalpha() and word[0].isupper() and word[1:].islower()


def _cut_from(run: str, lower: frozenset[str]) -> Iterator[Name]:
    """The names in a run of capitalised words: what is a title, a post or an organisation cuts it."""
    tokens = [(each.start(), each[0]) for each in _TOKENS.finditer(run)]
    is_mixed = any(token[1:].islower() for _, token in tokens if not _is_title(token))  # not `Dr ADA QUILL`
    last = tokens[-1][0] if tokens else 0
    kept: list[tuple[int, str]] = []
    for place, token in [*tokens, (len(run), "")]:
        begun = any(not _is_title(each) for _, each in kept)
        is_part = (is_honour(token) and _called(kept) > 1) or not (
            (begun and place < last and token.lower().rstrip(".") in _BEFORE_A_NAME)
            or (is_mixed and _are_initials(token, kept))
            or (_cuts(token, begun) and not (token.lower() in _TITLE_OR_NAME and _called(kept) == 1))
        )
        if token and is_part:
            kept.append((place, token))
            if _POSSESSIVE.search(token):
                place, token = len(run), ""
            else:
                continue
        if not _belongs_to_a_house(token, kept) and (name := _name(kept, lower)):
            yield name
        kept = []
        is_office = place == 0 and token.lower() in _OFFICES
        if is_office or token.lower().rstrip(".") in vocabulary.HONORIFICS:
            kept = [(place, token)]


def _called(kept: list[tuple[int, str]]) -> int:
    """How many words of a name are kept, without titles and honours."""
    return len(_bare(" ".join(each for _, each in kept)))


def in_capitals(family: str) -> bool:
    """`QUILL`, `van der MEER`, `McBRIDE`."""
    words = [each for each in family.split() if each not in vocabulary.PARTICLES]
    return bool(words) and all(_IN_CAPITALS.fullmatch(each) for each in words)


_IN_CAPITALS = re.compile(rf"(?:Ma?c)?[{UPPER}][{UPPER}’'-]+")


def _are_initials(token: str, kept: list[tuple[int, str]]) -> bool:
    """`NEF`, if it is no family name in capitals: `Ms Ada QUILL`."""
    if not 2 < len(token) < 6 or not token.isupper() or not token.isalpha() or token.lower() in vocabulary.SUFFIXES:
        return False
    if not kept:
        return True
    goes_on = len(kept) > 1 and kept[-1][1].isupper() and len(kept[-1][1]) > 3  # `Ann QUILL OCHOA`
    return not goes_on and not (_is_title(kept[0][1]) and _called(kept) < 2)


def is_honour(token: str) -> bool:
    """`MP`, `FRGS`: letters that are told of people."""
    is_fellow = token[:1] in ("F", "M") and _OF_A_FELLOW.fullmatch(token) is not None
    return is_fellow or (token.isupper() and token.replace(".", "").lower() in _LETTERS_OF_HONOUR)


_OF_A_FELLOW = re.compile(r"(?![FM][EOU])[FM]R?[A-Z]{2,4}|F(?:R|Med)[A-Za-z]{2,4}")


def _is_seat(token: str) -> bool:
    """Who sits in a parliament is called so: `Ann Lee MP`; honours are no part of the name."""
    return token.replace(".", "") in ("MP", "MSP", "MEP", "TD", "MLA", "MPP", "AM", "MS", "MHK")


def _last_two(name: Name) -> Name:
    """`Minister for Local Journeys Ann Lee`: where a subject may run into a name, who is meant is to be checked."""
    tokens = [*_TOKENS.finditer(name.text)]
    last = len(tokens) - _is_seat(tokens[-1][0])
    first = last - len(tokens) - (3 if last > 2 and tokens[last - 2][0].lower() in _SMALL_WORDS else 2)
    if len(tokens) <= -first or tokens[first][0].lower() in _SMALL_WORDS or tokens[first][0].endswith("."):
        return name
    at = tokens[first].start()
    outer = (name.start + at - 1, name.closes)
    return name._replace(start=name.start + at, text=name.text[at:], outer=outer, is_arguable=True)


def _is_title(token: str) -> bool:
    return token.lower().rstrip(".") in vocabulary.HONORIFICS


def _belongs_to_a_house(token: str, kept: list[tuple[int, str]]) -> bool:
    """`John Lewis Foundation` names no person."""
    titled = bool(kept) and kept[0][1].lower().rstrip(".") in vocabulary.HONORIFICS
    return token.lower() in _HOUSES and not titled


def _cuts(token: str, begun: bool) -> bool:
    if len(token) == 2 and token[1] == ".":
        return False  # `A. P. Lee`
    word = _POSSESSIVE.sub("", token.lower().rstrip(".").strip("()\"“”'‘’"))
    if word in vocabulary.HONORIFICS:
        return (
            begun
            and word not in vocabulary.SUFFIXES
            and word not in ("hon", "dr", "sir", "dame", "emeritus", "professor")
        )
    if word in vocabulary.SUFFIXES or word in vocabulary.PARTICLES:
        return False
    last = word.rpartition("-")[2]
    if "-in-" in word or "-at-" in word:
        return True  # `Poet-in-Residence`
    return word in _NEVER_NAMES or (
        last != word and (last in vocabulary.ROLES or word in ("secretary-general", "director-general"))
    )


_BEFORE_A_NAME = frozenset(("dr", "sir", "dame", "professor"))  # `Handlooms Dr. Ann Lee`
_MAY_BE_NAMES = frozenset(
    """april august june may grace will mark rose hope joy frank bill grant day black white green brown young long
    strong good small street wood hill field bridge church house park lane court gardens row place west south
    east north wild spring summer winter read head law case rich power wise sharp power hall marsh stone forest
    england london paris ireland york french german welsh irish scott english dean bishop abbott king price page
    work land waters cook baker carter taylor parsons sheriff marshal""".split()
)
_TITLE_OR_NAME = frozenset(
    "sen reeve sheikh bishop major dean canon judge cardinal earl lord baron begum grand".split()
)  # `Ms Farzana Sheikh`
_OFFICES = beside_names.OFFICES
_COURTESIES = frozenset("mr mrs ms miss mx shri sri smt herr frau mme sra".split())
# The plural of an office is no part of a name; degrees, ranks, offices, honours and courtesy are, as they are printed.
_OF_SEVERAL = frozenset("most meps mps msps tds cllrs councillors".split())
_ARGUABLE = frozenset(
    """cllr councillor cr rev revd rep sen senator congresswoman congressman honorable honourable inspector
    sergeant constable""".split()
)
_LETTERS_OF_HONOUR = vocabulary.SUFFIXES - {"jr", "sr", "ii", "iii", "iv"}
_HOUSES = vocabulary.ORGANISATIONS - _MAY_BE_NAMES
_NEVER_NAMES = (vocabulary.COMMON | vocabulary.ROLES | vocabulary.ORGANISATIONS) - _MAY_BE_NAMES


# Whatever word the rules of a name ask for: where none stands, a run of capitalised words is a name as it is.
_TELLING = frozenset().union(
    vocabulary.HONORIFICS, vocabulary.SUFFIXES, vocabulary.PARTICLES, vocabulary.COMMON, vocabulary.ROLES,
    vocabulary.ORGANISATIONS, _BEFORE_A_NAME, _TITLE_OR_NAME, _OF_SEVERAL, _ARGUABLE, ("the",),
)  # fmt: skip

_CUTTING = _NEVER_NAMES - frozenset().union(  # which part two names, whatever stands around them
    vocabulary.HONORIFICS, vocabulary.SUFFIXES, vocabulary.PARTICLES, _BEFORE_A_NAME, _TITLE_OR_NAME, _OF_SEVERAL,
    _ARGUABLE, ("the",),
)  # fmt: skip


def _name(tokens: list[tuple[int, str]], lower: frozenset[str]) -> Name | None:
    parts = [token for _, token in tokens]
    while parts and parts[-1].rstrip(".") in vocabulary.PARTICLES:  # `Das` is a family name, `das` none
        parts, tokens = parts[:-1], tokens[:-1]
    while parts and parts[0] in vocabulary.PARTICLES:
        parts, tokens = parts[1:], tokens[1:]
    bare = _bare(" ".join(parts))
    last = parts[-1].lower() if parts else ""
    is_title_alone = last not in _TITLE_OR_NAME or len(bare) < 2
    if parts and _is_title(last) and last not in vocabulary.SUFFIXES and is_title_alone:
        return None
    titled = bool(parts) and parts[0].lower().rstrip(".") in vocabulary.HONORIFICS
    if not bare or len(bare) > _MOST_WORDS or (len(bare) < 2 and not titled):
        return None
    plain = [each.lower() for each in bare]
    if not titled and len(bare) > 2 and plain[0] not in _MAY_BE_NAMES and f"{plain[0]}s" in lower:
        rest = _name(tokens[1:], lower)  # `Juror Ann Lee`, one of the jurors
        return rest._replace(is_arguable=True) if rest else None
    if len(bare) > 2 and len(bare[-1]) == 1 and parts[-1] == bare[-1]:
        return _name(tokens[:-1], lower)  # `Ann Lee T: 020 …`
    if len(bare) > 2 and _are_some_letters(bare[-1]) and not bare[0].isupper():
        return _name(tokens[:-1], lower)  # `Ann Holm-Lee BL`
    if (not titled and _is_plain(plain, lower)) or _is_cut_short(bare):
        return None
    outer = (tokens[0][0], tokens[-1][0] + len(tokens[-1][1]))
    while len(parts) > 1 and parts[0].lower().rstrip(".") in _OF_SEVERAL and parts[1].lower() != "justice":
        parts, tokens = parts[1:], tokens[1:]
    closes = tokens[-1][0] + len(tokens[-1][1])
    has_letters = len(parts) > 1 and is_honour(parts[-1])
    is_cut = closes > tokens[-1][0] + len(tokens[-1][1])
    text = " ".join(parts)
    end = tokens[-1][0] + len(tokens[-1][1])
    if possessive := _POSSESSIVE.search(text):
        end -= len(possessive[0])
        text = text[: possessive.start()]
    stripped = text.rstrip(".") if not re.search(r"\b(?:Jr|Sr|[A-Z]\.[A-Z])\.$", text) else text
    end -= len(text) - len(stripped)
    begin = tokens[0][0]
    is_arguable = parts[0].lower().rstrip(".") in _ARGUABLE | _OFFICES or has_letters
    return Name(begin, end, stripped, (outer[0], closes if is_cut else end), is_titled=titled, is_arguable=is_arguable)


def _are_some_letters(word: str) -> bool:
    """`BL`, and not `Bright Star UK`."""
    return word.isupper() and word.isalpha() and 1 < len(word) <= 3 and word not in _OF_HOUSES


_OF_HOUSES = frozenset("PR UK US EU UN NI TV FM AM AI IT HR NGO USA UAE NSW VIC NT WA SA ACT BC NZ".split())


def _is_plain(plain: Sequence[str], lower: frozenset[str]) -> bool:
    """What the text has in small letters, too."""
    is_common = all(each in lower or each in vocabulary.COMMON for each in plain)
    return is_common or (plain[-1] in lower and plain[0] in lower)


def _is_cut_short(bare: Sequence[str]) -> bool:
    """`Fudge PR`, `Ann L.`, `A. BC`."""
    ends_in_letters = bare[-1].isupper() and len(bare[-1]) <= 3 and not bare[0].isupper() and bare[-1].isalpha()
    is_initials = len(bare[-1].rstrip(".")) < 2 or not any(len(each) > 2 or not each.isupper() for each in bare)
    return ends_in_letters or is_initials


def without_courtesy(name: str) -> str:
    """`Ada Quill KC` for `Ms Ada Quill KC`: what people are called to their face is in no directory, and the letters
    behind their names are theirs. `Mr Quill` stays whole.
    """
    parts = name.split()
    fewest = 2 + sum(map(_is_letters, parts))
    while len(parts) > fewest and parts[0].lower().rstrip(".") in _COURTESIES | _OFFICES:
        parts = parts[1:]
    return " ".join(parts)


def _is_letters(token: str) -> bool:
    """All but those that tell one of a name from another."""
    bare = token.strip(",()")
    is_told = is_honour(bare) or _LETTERS.fullmatch(f" {bare}") is not None
    return is_told and bare not in ("II", "III", "IV", "JR", "SR")


def office_before(name: str) -> str | None:
    """`Governor` for `Governor Ada Quill`: what somebody is who is called so."""
    first, _, rest = name.partition(" ")
    return first if first.lower() in _OFFICES and " " in rest else None


_BEFORE_NAMES = vocabulary.HONORIFICS | _OFFICES | {"the"}


@lru_cache(maxsize=4096)
def _bare(text: str) -> tuple[str, ...]:
    parts = [each.strip(",()") for each in text.split()]
    while parts and parts[0].lower().rstrip(".") in _BEFORE_NAMES:
        parts = parts[1:]
    while parts and parts[-1][:1].isupper() and _follows_a_name(parts):
        parts = parts[:-1]
    return tuple(parts)


def _follows_a_name(parts: Sequence[str]) -> bool:
    """Whether the last of these are letters: not `MA` of `JACK MA`, nor `MIR` of `ADA MIR`, perhaps a fellowship."""
    if len(parts) == 2 and beside_names.is_whole(*parts):
        return False
    if parts[-1].lower().replace(".", "") in vocabulary.SUFFIXES:
        return True
    return is_honour(parts[-1]) and not (len(parts) == 2 and parts[0].isupper())
