"""Where a house stands, as a text tells it: another number in its street or another postcode than the venue has."""

import re
from collections.abc import Iterator, Sequence

from events import text
from events.programme.occasions import Venue

_POSTCODES = [
    re.compile(rf"\b{each}\b")
    for each in (
        r"[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}",  # British
        r"[A-Z]\d[\dW]\s?(?!\d[A-Z]{2}\b)[A-Z\d]{4}",  # Irish
        r"[A-Z]\d[A-Z]\s?\d[A-Z]\d",  # Canadian
        r"[1-9]\d{3}\s?(?!AD\b|AT\b|BY\b|CE\b|EU\b|IN\b|ON\b|UK\b|US\b)[A-Z]{2}",  # Dutch
        r"(?<![£$€.,])\d{5}(?![.,]?\d)",
    )
]
# Hours, days, distances and seats, which are no numbers of houses; a mark parts one from a street, too.
_OTHERWISE = re.compile(
    r"\b\d{1,2}(?:[.:h]\d\d(?:\s?[ap]\.?m\b)?|\s?[ap]\.?m\b)"
    r"|\b\d{1,2}\.?\s(?:Jan|Feb|M[aä]r|Apr|Ma[iy]|Jun|Jul|Aug|Sep|O[ck]t|Nov|De[cz])[^\W\d]*(?:\s\d{4})?"
    r"|\b\d+\s(?:Uhr|hours|hrs|minutes?|mins?|seats?|people|places|metres|meters|yards|miles|km)\b"
    r"|,|(?<!\b(?:St|Rd|Sq|Ln))(?<!Ave|str)\.(?=\s)",
    re.IGNORECASE,
)
_PAIR = re.compile(r"(?<=\d)\s?[/&]\s?(?=\d)")
_FAR = 120  # characters behind the name of a house, after which something else is told
_SHORT = {"st": "street", "rd": "road", "ave": "avenue", "sq": "square", "ln": "lane", "str": "strasse"}


def other(words: str, venue: Venue) -> str | None:
    """The words that put this house elsewhere, where they name it and where it is known where it stands."""
    entered = f"{venue.address or ''}, {venue.place or ''}"
    name = re.search(r"\W+".join(map(re.escape, venue.name.split())), words, re.IGNORECASE)
    if name is None:
        return None
    behind = re.split(r"[;()]", words[name.end() : name.end() + _FAR], maxsplit=1)[0]
    return _other_postcode(behind, entered) or _other_number(behind, entered)


def _other_postcode(told: str, entered: str) -> str | None:
    for pattern in _POSTCODES:
        own = {_bare(each) for each in pattern.findall(entered)}
        found = next((each for each in pattern.finditer(told) if _stands_as_one(told, each)), None)
        if own and found and _bare(found[0]) not in own:
            return found[0]
    return None


def _stands_as_one(told: str, found: re.Match[str]) -> bool:
    """Five digits alone may count anything: those of a town stand behind a comma or a name, and no count follows."""
    if not found[0].isdigit():
        return True
    before = told[: found.start()].rstrip()
    follows = re.match(r"\s+[^\W\dA-Z]", told[found.end() :])
    return not follows and (before.endswith(",") or not before or before.split()[-1][0].isupper())


def _bare(postcode: str) -> str:
    return "".join(postcode.split())


def _other_number(told: str, entered: str) -> str | None:
    said = _words(_OTHERWISE.sub(" : ", told), marks=True)
    for numbers, street, is_before in _streets(entered):
        for at in range(len(said) - len(street) + 1):
            place = at - 1 if is_before else at + len(street)
            if said[at : at + len(street)] != street or not 0 <= place < len(said):
                continue
            number = said[place]
            if number[0].isdigit() and len(number) < 9 and not _meet(numbers, number.split("-")):
                return f"number {number}"
    return None


def _meet(ours: set[str], theirs: Sequence[str]) -> bool:
    """The same number, or one within `5–9`."""
    if not ours.isdisjoint(theirs):
        return True
    if not all(each.isdigit() for each in (*ours, *theirs)):
        return False
    own, other = sorted(map(int, ours)), sorted(map(int, theirs))
    return own[0] <= other[-1] and other[0] <= own[-1]


def _streets(entered: str) -> Iterator[tuple[set[str], list[str], bool]]:
    """The numbers in each street of an address, the street, and whether they stand before it."""
    for pattern in _POSTCODES:
        entered = pattern.sub("", entered)
    for part in entered.split(","):
        words = _words(part)
        if len(words) < 2:
            continue
        if words[0][0].isdigit():
            yield {*words[0].split("-")}, words[1:], True
        elif words[-1][0].isdigit():
            yield {*words[-1].split("-")}, words[:-1], False


def _words(told: str, *, marks: bool = False) -> list[str]:
    """Folded; with the marks, each of them is a word that no street has."""
    pieces = _PAIR.sub("-", told).split(" : ") if marks else [_PAIR.sub("-", told)]
    found: list[str] = []
    for piece in pieces:
        found += [*([":"] if found else []), *(_SHORT.get(each, each) for each in text.words(piece))]
    return found
