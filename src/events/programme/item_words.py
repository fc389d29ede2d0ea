"""Whom an item of a running order names in its own words, and what of them only says again what the panel says."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import Protocol

from events import text
from events.people import beside_names, persons

# Where in a title what happens may end and who does it begin, or the other way round.
_APART = re.compile(r"\s*(?:[,;:|/(\[]|\s[-–—]|\t)\s*|(?<=[?!])\s+|(?<=[a-z]{3}[.])(?<!Prof.)(?<!Revd.)(?<!Cllr.)\s+")
_ASIDE = re.compile(
    rf"{_APART.pattern}|[)\]]|\b(?:with|from|and|(?:chaired|moderated|led|introduced) by)\b", re.IGNORECASE
)
_PANEL = frozenset("panellist panellists panelist panelists speaker speakers speaks".split())
# Of whom it is said: of the next name in `Chair: Jane Doe`, of that before in `Jane Doe (chair)`.
_CHAIR = re.compile(
    r"(?<![\w-])(chair(?:ed|s|ing|person|man|woman)?|moderat(?:or|ed|es|ing|ion)|facilitat(?:or|ed|es|ing))(?![\w-])"
    r"(\s*(?:by\b|:|[-–—])?\s+(?!and\b)(?=\w))?",
    re.IGNORECASE,
)
_NEXT, _BEFORE = "0next", "0before"
_SMALL = frozenset("and with by from at in of the for".split())
_BESIDE_A_NAME = frozenset(word for each in text.TITLES | text.LETTERS for word in text.words(each))
_MOST_CUTS = 40  # more than any title has
_LEAD = re.compile(r"\W*panel\s*:", re.IGNORECASE)  # in a line of its own; in a title it is what happens


class Post(Protocol):
    @property
    def in_words(self) -> str: ...


class Listed(Protocol):
    """A place on a panel, with the posts by which it is listed."""

    @property
    def name(self) -> str | None: ...
    @property
    def posts(self) -> Sequence[Post]: ...


@dataclass(frozen=True)
class Told:
    """The words of an item without those that only say who of the panel speaks in it; and which of them do."""

    title: str
    description: str | None
    places: Mapping[int, bool]  # in the panel as it was given; whether they are said to chair it


def names(title: str, description: str | None, name: str | None) -> bool:
    """Whether an item names somebody: anywhere in its title, or below at the beginning of what stands apart."""
    if name is None:
        return False
    bare = " ".join(text.words(persons.without_titles(name)))
    whole, beginnings = _said(title, description)
    return (f" {bare} " in whole if " " in bare else f" {bare} " == whole) or any(
        each.startswith(f"{bare} ") for each in beginnings
    )


@lru_cache(maxsize=1024)
def _said(title: str, description: str | None) -> tuple[str, tuple[str, ...]]:
    """The folded words of a title, and those of each part below without what stands before a name."""
    parts = {each for line in _lines(description) for each in _ASIDE.split(line)}
    begun = (_from_name(text.words(_CHAIR.sub("", each))) for each in parts)
    return f" {' '.join(text.words(title))} ", tuple(f"{' '.join(each)} " for each in begun if each)


def _from_name(words: list[str]) -> list[str]:
    while words and (words[0] in _SMALL or words[0] in _PANEL or words[0] in _BESIDE_A_NAME):
        words = words[1:]
    return words


def told_apart(title: str, description: str | None, panel: Sequence[Listed]) -> Told:
    """Who of a panel an item names. Words go only where the panel says all of them: no post and no doubt is lost.

    `Welcome, Dr Jane Doe, Director` is a Welcome by Jane Doe where she is listed so; `Questions to Jane Doe` stays as
    it is, and is hers too; a title that goes on naming somebody keeps them all. Of two who bear one name neither is
    meant.
    """
    called = [" ".join(text.words(persons.without_titles(each.name or ""))) for each in panel]
    known = {at: words.split() for at, words in enumerate(called) if words and called.count(words) == 1}
    found = {at: False for at in known if names(title, description, panel[at].name)}
    for rest, who in _halves(title):
        said = _only_named(who, panel, known)
        if said and not any(names(rest, None, panel[at].name) for at in known):
            title = rest
            _join(found, said)
            break
    kept: list[str] = []
    heading: list[str] = []
    for line in _lines(description):
        if _is_heading(line):
            kept, heading = kept + heading, [line]
        elif said := _only_named(_LEAD.sub("", line), panel, known):
            _join(found, said)
        else:
            kept, heading = [*kept, *heading, line], []
    return Told(title, "\n".join(kept).strip() or None, dict(sorted(found.items())))


def others(title: str, description: str | None, panel: Sequence[Listed]) -> list[str]:
    """Who else may be named, as they are printed: what stands apart and is written as the name of a person is."""
    if not _written_as_names(title, description):  # most items: who of the panel is named takes far longer to find out
        return []
    told = told_apart(title, description, panel)
    ours = [text.words(persons.without_titles(each.name)) for each in panel if each.name]
    return [
        part for part, bare in _written_as_names(told.title, told.description).items() if text.words(bare) not in ours
    ]


def _written_as_names(title: str, description: str | None) -> dict[str, str]:
    """What stands apart and has a capital in each of its few words; with what of it is no title of somebody."""
    found = {}
    for line in (title, *_lines(description)):
        for part in filter(None, map(str.strip, _ASIDE.split(line))):
            words = beside_names.bare(part)
            if 1 < len(words) < 5 and all(each[0].isupper() for each in words):
                found[part] = " ".join(words)
    return found


def _halves(title: str) -> Iterator[tuple[str, str]]:
    """What happens and who does it: `Welcome` and `Jane Doe, Director`. As much as may be is taken for who."""
    cuts = [(each.start(), each.end()) for each in islice(_APART.finditer(title), _MOST_CUTS)]
    for begin, end in cuts:
        before = title[:begin].rstrip(" .")
        if before and not _CHAIR.fullmatch(before.rpartition(" ")[2]):  # that goes with the name behind it
            yield before, title[end:]
    yield from ((title[end:], title[:begin]) for begin, end in reversed(cuts) if title[end:].strip(")] "))


def _only_named(words: str, panel: Sequence[Listed], known: Mapping[int, list[str]]) -> dict[int, bool]:
    """The places of those whom these words name; none where they say something that the panel does not."""
    found: dict[int, bool] = {}
    allowed: set[str] = set()
    last, chairs_next = None, False
    firsts = {name[0] for name in known.values()}
    left = text.words(_CHAIR.sub(lambda said: f"{said[1]}{_NEXT if said[2] else _BEFORE} ", words))
    while left:
        whose = next((each for each in (_NEXT, _BEFORE) if left[0].endswith(each)), "")
        word = left[0].removesuffix(whose)
        begun = known if word in firsts else ()
        if (at := next((at for at in begun if left[: len(known[at])] == known[at]), None)) is not None:
            found[at], last, chairs_next = chairs_next, at, False
            allowed |= {each for post in panel[at].posts for each in text.words(post.in_words)}
            left = left[len(known[at]) :]
            continue
        if whose and word not in allowed:
            if whose == _NEXT:
                chairs_next = True
            elif last is not None:
                found[last] = True
            else:
                return {}
        elif not whose and not (word in allowed or word in _PANEL or word in _SMALL or word in _BESIDE_A_NAME):
            return {}
        left = left[1:]
    return {} if chairs_next else found


def _join(found: dict[int, bool], said: Mapping[int, bool]) -> None:
    for at, chairs in said.items():
        found[at] = found.get(at, False) or chairs


def _is_heading(line: str) -> bool:
    """`Panellists:`, which says nothing where all below it are linked."""
    return bool(words := text.words(line)) and line.rstrip().endswith(":") and _PANEL.issuperset(words)


def _lines(description: str | None) -> list[str]:
    return (description or "").splitlines()
