"""Where the names of people stand in a text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from events.press.reading import vocabulary

UPPER = "".join(chr(each) for each in range(0x41, 0x250) if chr(each).isupper())
_LETTER = r"[^\W\d_]"
_ABBREVIATED = r"(?:Dr|Prof|Mr|Mrs|Ms|Rev|Hon|Sen|Rep|Gov|Cllr|Amb|Capt|Col|Gen|Lt|Sgt|Jr|Sr|St)\."
_TOKEN = rf"(?:{_ABBREVIATED}|[{UPPER}]{_LETTER}{{0,30}}(?:['’‘\-][{UPPER}a-z]{_LETTER}{{0,30}}){{0,3}}|[{UPPER}]\.(?:-?[{UPPER}]\.){{0,3}}|(?:d|l|al|el)['’\-][{UPPER}]{_LETTER}{{1,30}})"
_SMALL = "|".join(sorted(vocabulary.PARTICLES, key=len, reverse=True))
_GAP = r"(?: | [(\"“'‘][^\W\d_]{2,12}[)\"”'’] )"
_RUN = re.compile(rf"(?<![\w@/.'’\-]){_TOKEN}(?:{_GAP}(?:(?:{_SMALL}) ){{0,3}}{_TOKEN}){{0,11}}(?![\w@])")
_OF_A_HOUSE = re.compile(rf"(?:^|\s)[{UPPER}][\w-]* (?:of|for)(?: the)? $")
_PEER = re.compile(r"(?:The )?(?:Rt Hon )?(?:Professor )?(?:Baroness|Lord|Lady|Viscount|Earl)\b")
_SEAT = re.compile(rf" of {_TOKEN}(?:[ -]{_TOKEN})?")
_TOKENS = re.compile(r"\S+")
_POSSESSIVE = re.compile(r"['’]s$")


@dataclass(frozen=True)
class Name:
    """Somebody's name where it stands, with the title before it."""

    start: int
    end: int
    text: str

    @property
    def bare(self) -> str:
        """Without titles and what follows the name."""
        return " ".join(_bare(self.text))

    @property
    def is_peer(self) -> bool:
        return bool(_PEER.match(self.text))

    @property
    def surname(self) -> str:
        parts = _bare(self.text)
        return parts[-1].casefold() if parts else ""

    @property
    def is_whole(self) -> bool:
        """More than a family name."""
        return len(_bare(self.text)) >= 2 or self.is_peer


def within(text: str, start: int = 0, end: int | None = None, *, lower: frozenset[str] = frozenset()) -> Iterator[Name]:
    """Every name of at least two words; `lower` are words that the text also writes small."""
    for run in _RUN.finditer(text, start, len(text) if end is None else end):
        for name in _in_run(run.start(), run[0], lower):
            if name.start == run.start() and _OF_A_HOUSE.search(text, max(0, run.start() - 40), run.start()):
                continue
            seat = _SEAT.match(text, name.end, len(text) if end is None else end) if _PEER.match(name.text) else None
            yield Name(name.start, seat.end(), name.text + seat[0]) if seat else name


def at(text: str, position: int, *, lower: frozenset[str] = frozenset()) -> Name | None:
    """The name that begins just here."""
    run = _RUN.match(text, position)
    first = next(_in_run(run.start(), run[0], lower), None) if run else None
    return first if first and first.start == position else None


def is_name(text: str, *, lower: frozenset[str] = frozenset()) -> bool:
    """Whether this is a name and nothing else."""
    found = at(text, 0, lower=lower)
    return found is not None and found.end == len(text)


def _in_run(start: int, run: str, lower: frozenset[str]) -> Iterator[Name]:
    """The names in a run of capitalised words: what is a title, a post or an organisation cuts it."""
    tokens = [(each.start(), each[0]) for each in _TOKENS.finditer(run)]
    kept: list[tuple[int, str]] = []
    for place, token in [*tokens, (len(run), "")]:
        if token and not _cuts(token, bool(kept)):
            kept.append((place, token))
            if _POSSESSIVE.search(token):
                place, token = len(run), ""
            else:
                continue
        if not _belongs_to_a_house(token, kept) and (name := _name(start, kept, lower)):
            yield name
        kept = []
        if token.lower().rstrip(".") in vocabulary.HONORIFICS:
            kept = [(place, token)]


def _belongs_to_a_house(token: str, kept: list[tuple[int, str]]) -> bool:
    """`John Lewis Foundation` names no person."""
    titled = bool(kept) and kept[0][1].lower().rstrip(".") in vocabulary.HONORIFICS
    return token.lower() in vocabulary.ORGANISATIONS - _MAY_BE_NAMES and not titled


def _cuts(token: str, begun: bool) -> bool:
    word = _POSSESSIVE.sub("", token.lower().rstrip(".").strip("()\"“”'‘’"))
    if word in vocabulary.HONORIFICS:
        return (
            begun
            and word not in vocabulary.SUFFIXES
            and word not in ("hon", "dr", "sir", "dame", "emeritus", "professor")
        )
    if word in vocabulary.SUFFIXES or word in vocabulary.PARTICLES:
        return False
    return word in _NEVER_NAMES


_MAY_BE_NAMES = frozenset(
    "april august june may grace will mark rose hope joy frank bill grant day black white green brown young long strong good small"
    " street wood hill field bridge church house park lane court gardens row place west south east north wild spring summer winter"
    " read head law case rich power wise sharp power hall marsh stone forest england london paris ireland york french german"
    " welsh irish scott english dean bishop abbott king price page work land waters cook baker carter taylor parsons".split()
)
_NEVER_NAMES = (vocabulary.COMMON | vocabulary.ROLES | vocabulary.ORGANISATIONS) - _MAY_BE_NAMES


def _name(start: int, tokens: list[tuple[int, str]], lower: frozenset[str]) -> Name | None:
    parts = [token for _, token in tokens]
    while parts and parts[-1].lower().rstrip(".") in vocabulary.PARTICLES:
        parts, tokens = parts[:-1], tokens[:-1]
    while parts and parts[0] in vocabulary.PARTICLES:
        parts, tokens = parts[1:], tokens[1:]
    bare = _bare(" ".join(parts))
    titled = bool(parts) and parts[0].lower().rstrip(".") in vocabulary.HONORIFICS
    if not bare or len(bare) > 6 or (len(bare) < 2 and not titled):
        return None
    plain = [each.lower() for each in bare]
    if not titled and all(each in lower or each in vocabulary.COMMON for each in plain):
        return None
    if not titled and plain[-1] in lower and plain[0] in lower:
        return None
    if len(bare[-1].rstrip(".")) < 2 or not any(len(each) > 2 or not each.isupper() for each in bare):
        return None
    text = " ".join(parts)
    end = start + tokens[-1][0] + len(tokens[-1][1])
    if possessive := _POSSESSIVE.search(text):
        end -= len(possessive[0])
        text = text[: possessive.start()]
    stripped = text.rstrip(".") if not re.search(r"\b(?:Jr|Sr)\.$", text) else text
    return Name(start + tokens[0][0], end - (len(text) - len(stripped)), stripped)


@lru_cache(maxsize=4096)
def _bare(text: str) -> tuple[str, ...]:
    parts = [each.strip(",") for each in text.split()]
    while parts and parts[0].lower().rstrip(".") in vocabulary.HONORIFICS | {"the"}:
        parts = parts[1:]
    while parts and parts[-1].lower().rstrip(".") in vocabulary.SUFFIXES and parts[-1][:1].isupper():
        parts = parts[:-1]
    return tuple(parts)
