"""Names as lists sort them, the family first: `QUILL, Dr Ada, FRSA – Director`.

A line by itself may as well begin with a town and its land; only several lines of the kind are people.
"""

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence

from events.press.reading.words import names, vocabulary
from events.press.reading.words.names import Name

_WORD = rf"[{names.UPPER}][\w’'-]+"
_SMALL = "|".join(sorted(vocabulary.PARTICLES, key=len, reverse=True))
_FAMILY = rf"(?P<family>(?P<of>(?:(?i:{_SMALL}) ){{0,2}}){_WORD}(?: {_WORD}){{0,2}})"
_GIVEN = rf"(?P<given>(?:(?:{_WORD}|[{names.UPPER}])\.?)(?: (?:{_WORD}|[{names.UPPER}])\.?){{0,4}})"
_LETTERS = r"(?:,? [A-Z][A-Za-z]?[A-Z]{1,5}){0,4}"
_NAME = rf"{_FAMILY}, ?{_GIVEN}{_LETTERS}"
_TITLE = "|".join(sorted(map(re.escape, vocabulary.HONORIFICS), key=len, reverse=True))
_TITLES = rf"(?P<titles>(?:(?i:{_TITLE})\.? ){{0,4}})"
_LABEL = rf"(?:[{names.UPPER}][a-z]+(?: [a-z]+){{0,2}} ?: )?"  # `Chair: LEE, Ann`
_LINE = re.compile(rf"{_LABEL}[*†‡]?(?P<all>{_TITLES}{_NAME})(?=\s?(?:$|[,;:(\[|*†‡]|[–—-]\s))")
_ALONE = re.compile(rf"{_TITLES}{_NAME}")
_FEWEST_SORTED = 3

Begun = tuple[int, int, re.Match[str]]  # how many lines are above, where it stands, the line


def listed(lines: Iterable[tuple[int, str]], lower: frozenset[str]) -> dict[int, Name]:
    """The names of those lines that begin so, by where they begin; `lines` are given with where they stand.

    Families in capitals are enough where two lines have them; others want three in their order, or beside them
    somebody of a family such as `van der Berg`.
    """
    found = [
        (place, at, line)
        for place, (at, text) in enumerate(lines)
        if "," in text and (line := _LINE.match(text)) and _may_be(line, lower)
    ]
    capitals = [each for each in found if names.in_capitals(each[2]["family"])]
    kept = capitals if len(capitals) > 1 else found if _are_sorted(found) else [*_beside_a_particle(found)]
    return {at + line.start("all"): _name(at, line) for _, at, line in kept}


def spoken(name: str) -> str:
    """`Dr Ada Quill` for `QUILL, Dr Ada, FRSA`; any other name as it is."""
    turned = _ALONE.fullmatch(name)
    return _said(turned) if turned and _is_one_family(turned) else name


def _said(turned: re.Match[str]) -> str:
    """The given names first, and no capitals, which only sort: they may look like letters of an honour."""
    family = turned["family"]
    if names.in_capitals(family):
        family = _CAPITALS.sub(lambda each: each[0].capitalize(), family)
    return f"{turned['titles']}{turned['given']} {family}"


_CAPITALS = re.compile(rf"[{names.UPPER}]{{2,}}")


def _is_one_family(line: re.Match[str]) -> bool:
    return " " not in line["family"][len(line["of"]) :] or names.in_capitals(line["family"])


def _may_be(line: re.Match[str], lower: frozenset[str]) -> bool:
    """Whether a line begins with somebody: its words are no common ones, and the given name is not in capitals."""
    name = names.at(_said(line), 0, lower=lower)
    is_given = not line["given"].isupper() or len(line["given"].rstrip(".")) == 1
    is_named = name is not None and name.is_whole and not line["family"][0].isdigit()
    return _is_one_family(line) and is_given and is_named


def _beside_a_particle(found: Sequence[Begun]) -> Iterator[Begun]:
    """Lines below each other of which one begins with what no town does: `van der Berg, Pieter`."""
    for _, run in itertools.groupby(enumerate(found), key=lambda each: each[1][0] - each[0]):
        lines = [each for _, each in run]
        if len(lines) > 1 and any(line["of"].islower() for *_, line in lines):
            yield from lines


def _are_sorted(found: Sequence[Begun]) -> bool:
    families = [line["family"].casefold() for *_, line in found]
    return len(families) >= _FEWEST_SORTED and all(one <= two for one, two in itertools.pairwise(families))


def _name(at: int, line: re.Match[str]) -> Name:
    start, end = at + line.start("all"), at + line.end("all")
    first = line["given"].split()[0].lower().rstrip(".")
    is_titled = bool(line["titles"]) or first in vocabulary.HONORIFICS
    return Name(start, end, line["all"], (start, end), is_titled, spoken=_said(line))
