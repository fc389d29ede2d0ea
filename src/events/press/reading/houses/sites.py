"""Addresses of the web, and whose they are."""

import re
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache

from events.press.reading.draft import Fact
from events.press.reading.layout.source import Source
from events.press.reading.words import vocabulary

_TOP_LEVEL = (
    "org|com|net|eu|uk|edu|gov|int|ie|info|example|de|fr|nl|be|at|ch|se|dk|fi|no|it|es|pt|pl|ca|au|nz|in|za|africa"
    "|scot|wales|cymru|london|foundation|charity|museum|ngo|io|co|test"
)
_PATH = r"(?:/[^\s<>()\"“”‘’]{0,200})?"
_SITE = rf"""(?x:(?<![\w@.-])(?:
        https?://[^\s<>()"“”‘’]{{4,300}}
      | www\.[\w-]{{1,63}}(?:\.[\w-]{{1,63}}){{1,5}}{_PATH}
      | [a-z0-9-]{{2,63}}(?:\.[a-z0-9-]{{2,63}}){{0,3}}\.(?:{_TOP_LEVEL})(?:\.[a-z]{{2}})?{_PATH}
    )(?![\w@]))"""
SITE = re.compile(_SITE)
_LEAD = (
    r"(?:(?:on the )?web(?:site)?|internet|visit(?: us)?(?: at)?|more(?: information)?(?: at)?|see|online|url"
    r"|home ?page)"
)
_ALONE = re.compile(rf"(?:{_LEAD}?\s?:?\s?)?{_SITE}\W*", re.IGNORECASE)
_SOCIAL = re.compile(
    (
        r"twitter|facebook|linkedin|instagram|youtube|tiktok|(?:^|[./])x\.com|bsky|mastodon|doi\.org|eventbrite"
        r"|zoom\.us|youtu\.be|teams\.microsoft"
    ),
    re.IGNORECASE,
)
_ANNOUNCED = re.compile(r"(?:visit|at|web(?:site)?|see|more|online|:|\||go to|on|from|[.!?·•–—/])\W*$")
_MAIL_HOST = re.compile(r"@([\w-]{1,63}(?:\.[\w-]{1,63}){1,4})")


def is_alone(text: str) -> bool:
    """A line that is an address of the web and nothing else."""
    return len(text) < 200 and bool(_ALONE.fullmatch(text))


def at(source: Source, start: int, end: int) -> Fact:
    """The first address of the web between these characters, as written."""
    for link in source.links:
        if start <= link.start < end and link.address.startswith(("http", "www.")) and not _SOCIAL.search(link.address):
            shown = SITE.fullmatch(source.plain[link.start : link.end])
            found = source.found(link.start, link.end, None if shown else link.address)
            return found if shown else type(found)(link.address, link.raw)
    for begin, stop in _within(source.plain, start, end):
        if source.plain.startswith(("http", "www."), begin) or _is_announced(source.plain, begin):
            return source.found(begin, stop)
    return None


def of_house(source: Source, called: Sequence[str]) -> Fact:
    """The home page whose host spells one of these names."""
    for link in source.links:
        if _is_home(link.address) and spells(called, link.address):
            if SITE.fullmatch(source.plain[link.start : link.end]):
                return source.found(link.start, link.end)
            found = source.found(link.start, link.end, link.address)
            return type(found)(link.address, link.raw)
    for begin, stop in _throughout(source.plain):
        address = source.plain[begin:stop]
        if _is_home(address) and spells(called, address):
            return source.found(begin, stop)
    return None


def mail_hosts(source: Source) -> Iterator[str]:
    for found in _MAIL_HOST.finditer(source.plain):
        yield found[1]
    for link in source.links:
        if link.address.startswith("mailto:") and (host := _MAIL_HOST.search(link.address)):
            yield host[1]


def spells(called: Sequence[str], address: str) -> bool:
    """`hedgerows.example` is the Hedgerow Society's, `nef.example` is nef's."""
    return spells_one(called, labels(address))


def labels(address: str) -> set[str]:
    """The parts of an address that may be made of a name."""
    host = _SCHEME.sub("", address.lower()).split("/")[0].removeprefix("www.")
    parts = host.split(".")[:-1]
    pieces = {_OTHER.sub("", each) for each in parts or [host]}
    pieces |= {piece for each in parts for piece in each.split("-")}
    return {each for each in pieces if len(each) >= 3}


def spells_one(called: Sequence[str], told: Collection[str]) -> bool:
    """Whether one of these labels is made of a name."""
    return any(_spell(name, told) for name in called)


_SCHEME = re.compile(r"^https?://")
_OTHER = re.compile(r"[^a-z0-9]")


def _spell(name: str, told: Collection[str]) -> bool:
    words = [_OTHER.sub("", _plain_letters(each)) for each in name.lower().removeprefix("the ").split()]
    strong = [each for each in words if each and each not in vocabulary.LINKS and each != "the"]
    whole, initials = "".join(words), "".join(each[0] for each in strong)
    if whole in told or "".join(strong) in told or (len(strong) >= 3 and initials in told):
        return True
    if len(strong) >= 2 and any(len(label) >= 5 and _is_made_of(label, strong) for label in told):
        return True
    telling = tuple(each.removesuffix("s") for each in strong if len(each) >= 5 and each not in _OF_MANY)
    return any(label.startswith(telling) for label in told)


_OF_MANY = vocabulary.ORGANISATIONS | vocabulary.COMMON


def _is_made_of(label: str, words: Sequence[str]) -> bool:
    """`fairfares` of `Fair Fares Forum`, `uniwestermere` of `University of Westermere`: words, some cut short."""
    at, whole = 0, 0
    for word in words:
        if label.startswith(word, at):
            at, whole = at + len(word), whole + (len(word) >= 4)
        elif at < len(label) and label.startswith(word[:3], at) and len(word) > 3:
            at += 3
        elif at < len(label) and label[at] == word[0] and len(label) - at < len(words):
            at += 1
    return at == len(label) and whole >= 1


def _plain_letters(word: str) -> str:
    return word.translate(_ACCENTS)


_ACCENTS = str.maketrans("áàâäãåéèêëíìîïóòôöõøúùûüñçýÿšž", "aaaaaaeeeeiiiioooooouuuuncyysz")


@lru_cache(maxsize=4)
def _throughout(plain: str) -> tuple[tuple[int, int], ...]:
    """The addresses of a whole text, of which each house asks."""
    return tuple(_within(plain, 0, len(plain)))


def _within(plain: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for found in SITE.finditer(plain, start, end):
        address = found[0].rstrip(".,;:!?'")
        if not _SOCIAL.search(address):
            yield found.start(), found.start() + len(address)


def _is_home(address: str) -> bool:
    is_address = "@" not in address and (address.startswith(("http", "www.")) or "." in address)
    return is_address and "/" not in address.removeprefix("https://").removeprefix("http://").rstrip("/")


def _is_announced(plain: str, start: int) -> bool:
    before = plain[max(0, start - 25) : start].lower()
    return not before.strip() or before.endswith("\n") or bool(_ANNOUNCED.search(before))
