"""How two versions of a text differ, for people: the paragraphs that changed, with the words taken out and put in.

Any text may come: where comparing word by word would take too long, a paragraph is shown as replaced whole.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import zip_longest

_WORDS = re.compile(r"\s+|[^\s]+")
_MOST_WORK = 300_000  # pairs of pieces to compare in one text, about a fifth of a second


class Kind(StrEnum):
    SAME = "same"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True)
class Piece:
    kind: Kind
    text: str


Paragraph = tuple[Piece, ...]


def between(before: str, after: str) -> tuple[Paragraph, ...]:
    """The paragraphs that are not the same in both, in order."""
    work = _Work()
    changed = []
    for old, new in work.differing(before.split("\n\n"), after.split("\n\n")):
        for was, becomes in zip_longest(old, new, fillvalue=""):
            if was != becomes:
                changed.append(tuple(_pieces(was, becomes, work)))
    return tuple(changed)


@dataclass
class _Work:
    """Compares as long as that is affordable; from then on, what differs at all differs whole."""

    left: int = _MOST_WORK

    def differing(self, old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[Sequence[str], Sequence[str]]]:
        for is_same, was, becomes in self.compared(old, new):
            if not is_same:
                yield was, becomes

    def compared(self, old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[bool, Sequence[str], Sequence[str]]]:
        """Runs of pieces that are the same, and runs that are not."""
        start = _common(zip(old, new, strict=False))
        end = _common(zip(reversed(old[start:]), reversed(new[start:]), strict=False))
        yield True, old[:start], new[:start]
        yield from self._middle(old[start : len(old) - end], new[start : len(new) - end])
        yield True, old[len(old) - end :], new[len(new) - end :]

    def _middle(self, old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[bool, Sequence[str], Sequence[str]]]:
        self.left -= len(old) * len(new)
        if self.left < 0:
            yield False, old, new
            return
        for tag, at, to, new_at, new_to in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
            yield tag == "equal", old[at:to], new[new_at:new_to]


def _pieces(old: str, new: str, work: _Work) -> Iterator[Piece]:
    """A blank between two changed words belongs to both: a changed phrase is one piece, not a word at a time."""
    gone, fresh = "", ""
    for is_same, was, becomes in work.compared(_WORDS.findall(old), _WORDS.findall(new)):
        same = "".join(was) if is_same else ""
        if same.strip() or (same and not (gone or fresh)):
            yield from _written(gone, fresh)
            gone = fresh = ""
            yield Piece(Kind.SAME, same)
        else:
            gone, fresh = gone + "".join(was), fresh + "".join(becomes)
    yield from _written(gone, fresh)


def _written(gone: str, fresh: str) -> Iterator[Piece]:
    after = fresh[len(fresh.rstrip()) :]
    end = len(after) if gone.endswith(after) else 0
    pieces = ((Kind.GONE, gone[: len(gone) - end]), (Kind.NEW, fresh[: len(fresh) - end]), (Kind.SAME, after[:end]))
    yield from (Piece(kind, words) for kind, words in pieces if words)


def _common(pairs: Iterator[tuple[str, str]]) -> int:
    """How many pairs from the beginning are of equal pieces."""
    count = 0
    for old, new in pairs:
        if old != new:
            break
        count += 1
    return count
