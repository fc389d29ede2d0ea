"""Whom an item of a running order names in its own words, and what of them only says again what the panel says."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from events import text
from events.people import persons

# Where in a title what happens may end and who does it begin, or the other way round.
_APART = re.compile(r"\s*(?:[,;:|/(\[]|\s[-–—]|\t)\s*")
_ASIDE = re.compile(
    rf"{_APART.pattern}|[)\]]|\b(?:with|from|and|(?:chaired|moderated|led|introduced) by)\b", re.IGNORECASE
)
_ROLES = {
    "chair": "chair chaired chairs chairing",
    "moderator": "moderator moderated moderates moderating",
    "keynote": "keynote",
    "respondent": "respondent respondents",
    "panellist": "panellist panellists panelist panelists",
    "speaker": "speaker speakers speaks",
}
_ROLE = {word: role for role, words in _ROLES.items() for word in words.split()}
_EACH = frozenset(("panellist", "speaker"))  # what anybody on a panel may be called
_SMALL = frozenset("and with by from at of the for".split())
_BESIDE_A_NAME = frozenset(word for each in text.TITLES | text.LETTERS for word in text.words(each))


class Post(Protocol):
    @property
    def in_words(self) -> str: ...


class Listed(Protocol):
    """A place on a panel, with the posts by which it is listed."""

    @property
    def name(self) -> str | None: ...
    @property
    def role(self) -> str: ...
    @property
    def posts(self) -> Sequence[Post]: ...


@dataclass(frozen=True)
class Told:
    """The words of an item without those that only say who of the panel speaks in it; and which of them do."""

    title: str
    description: str | None
    places: tuple[int, ...]  # in the panel as it was given


def names(title: str, description: str | None, name: str | None) -> bool:
    """Whether the title of an item has this name in it, or a line below begins with it."""
    if name is None:
        return False
    bare = persons.without_titles(name)
    return text.repeats(title, bare) or any(_begins(line, text.words(bare)) for line in _lines(description))


def told_apart(title: str, description: str | None, panel: Sequence[Listed]) -> Told:
    """Who of a panel an item names. Words go only where the panel says all of them: no post and no doubt is lost.

    `Welcome, Dr Jane Doe, Director` is a Welcome by Jane Doe where she is listed so; `Questions to Jane Doe` stays as
    it is, and is hers too. Of two who bear one name neither is meant.
    """
    called = [" ".join(text.words(persons.without_titles(each.name or ""))) for each in panel]
    known = {at: words.split() for at, words in enumerate(called) if words and called.count(words) == 1}
    found = [at for at in known if names(title, description, panel[at].name)]
    for rest, who in _halves(title):
        if said := _only_named(who, panel, known):
            title, found = rest, [*found, *said]
            break
    lines = []
    for line in _lines(description):
        said = _only_named(line, panel, known)
        found += said
        if not said:
            lines.append(line)
    return Told(title, "\n".join(lines).strip() or None, tuple(sorted({*found})))


def others(title: str, description: str | None, panel: Sequence[Listed]) -> list[str]:
    """Who else may be named, as they are printed: what stands apart and is written as the name of a person is."""
    told = told_apart(title, description, panel)
    ours = [text.words(persons.without_titles(each.name)) for each in panel if each.name]
    found = []
    for line in (told.title, *_lines(told.description)):
        for part in filter(None, map(str.strip, _ASIDE.split(line))):
            words = [each for each in persons.bare(part) if each[0].isupper()]
            if 1 < len(words) == len(persons.bare(part)) < 5 and text.words(" ".join(words)) not in ours:
                found.append(part)
    return list(dict.fromkeys(found))


def _halves(title: str) -> Iterator[tuple[str, str]]:
    """What happens and who does it: `Welcome` and `Jane Doe, Director`. As much as may be is taken for who."""
    cuts = [(each.start(), each.end()) for each in _APART.finditer(title)]
    yield from ((title[:begin], title[end:]) for begin, end in cuts if title[:begin])
    yield from ((title[end:], title[:begin]) for begin, end in reversed(cuts) if title[end:].strip(")] "))


def _only_named(words: str, panel: Sequence[Listed], known: dict[int, list[str]]) -> list[int]:
    """The places of those whom these words name; none where they say something that the panel does not."""
    found: list[int] = []
    roles: set[str] = set()
    left = text.words(words)
    allowed: set[str] = set()
    while left:
        at = next((at for at, name in known.items() if left[: len(name)] == name), None)
        if at is not None:
            found.append(at)
            allowed |= {word for post in panel[at].posts for word in text.words(post.in_words)}
            left = left[len(known[at]) :]
        elif left[0] in allowed or left[0] in _SMALL or left[0] in _BESIDE_A_NAME:
            left = left[1:]
        elif left[0] in _ROLE:
            roles.add(_ROLE[left[0]])
            left = left[1:]
        else:
            return []
    return found if roles <= {*_EACH, *(str(panel[at].role) for at in found)} else []


def _begins(line: str, name: list[str]) -> bool:
    words = text.words(line)
    while words and words[0] not in name and (words[0] in _SMALL or words[0] in _ROLE or words[0] in _BESIDE_A_NAME):
        words = words[1:]
    return words[: len(name)] == name


def _lines(description: str | None) -> list[str]:
    return (description or "").splitlines()
