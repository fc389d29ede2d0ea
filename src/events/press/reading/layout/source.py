"""A text and what it looks like when read: paragraphs whole again, Markdown's marks gone, every character traceable.

Regular expressions run over `plain`; a fact's span is given in `text`, which is what the page shows.
"""

import itertools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from events.press.reading.draft import CERTAIN, Found
from events.press.reading.layout import captions, columns, grids, lines, markdown, wrapping
from events.press.reading.words import dates
from events.press.reading.words.numbers import Numbers

LONGEST = 200_000
_DIALS = re.compile(
    r"(?:(?:tel|sms|callto|whatsapp):(?://)?|(?P<abroad>https?://(?:wa\.me|api\.whatsapp\.com)/\D{0,20}))"
    r"(?P<number>[+(]?\d[\d().-]{5,24})",
    re.IGNORECASE,
)


class Paragraph(NamedTuple):
    """One logical line: what a writer meant as a line or paragraph, however it was wrapped."""

    start: int
    text: str
    written: str  # with its marks, unwrapped
    raw: tuple[int, int]
    group: int  # lines without a blank one between them share it
    level: int = 0  # of a heading
    mark: str = ""  # a bullet, a number, the marker of a note
    quoted: bool = False
    strong: bool = False

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def is_short(self) -> bool:
        return len(self.text) <= 90 and len(self.text.split()) <= 12


@dataclass(frozen=True)
class Link:
    start: int
    end: int
    address: str
    raw: tuple[int, int]

    @property
    def mailbox(self) -> str | None:
        kind, _, to = self.address.partition(":")
        return to.partition("?")[0] if kind.lower() == "mailto" else None

    @property
    def number(self) -> str | None:
        """What it dials, as it is written there."""
        found = _DIALS.match(self.address)
        return f"{'+' if found['abroad'] else ''}{found['number']}" if found else None


class Source:
    """`text` as read, `plain` as understood, and the way back from one to the other."""

    def __init__(self, text: str) -> None:
        self.text = text.replace("\r\n", "\n").replace("\r", "\n")
        self.plain = ""
        self.paragraphs: list[Paragraph] = []
        self.links: list[Link] = []
        self.emphasised: list[tuple[int, int]] = []
        self._origin: list[int] = []
        pieces: list[str] = []
        beside = columns.within(self.text)
        shown = _without_controls(grids.barred(captions.marked(columns.gapped(self.text, beside))))
        typed = columns.by_column(lines.unquoted([*lines.of(shown)]), beside)
        self._is_hyphenated = (
            sum(wrapping.is_broken(one.text) and two.text[:1].islower() for one, two in itertools.pairwise(typed)) >= 3
        )
        for wrapped in wrapping.unwrapped(typed):
            self._take(wrapped, pieces)
        self.plain = "".join(pieces)
        self._origin.append(len(self.text))

    def found(self, start: int, end: int, value: str | None = None, confidence: float = CERTAIN) -> Found[str]:
        """A fact from these characters of `plain`; by default they are its value."""
        words = self.plain[start:end] if value is None else value
        return Found(" ".join(words.split()), self.span(start, end), confidence)

    def span(self, start: int, end: int) -> tuple[int, int]:
        while start < end - 1 and self.plain[start].isspace():
            start += 1
        while end - 1 > start and self.plain[end - 1].isspace():
            end -= 1
        return (self._origin[start], self._origin[end - 1] + 1) if end > start else (0, 0)

    def place(self, span: tuple[int, int]) -> tuple[int, int]:
        """Where in `plain` the words stand that are there in `text`."""
        return bisect_left(self._origin, span[0]), bisect_left(self._origin, span[1] - 1) + 1

    def paragraph_at(self, position: int) -> int:
        """The place in `paragraphs` of the one that holds this character of `plain`."""
        return max(0, bisect_right(self._starts, position) - 1)

    def column(self, paragraph: Paragraph) -> int:
        """How far its first line is set back."""
        return paragraph.raw[0] - self.text.rfind("\n", 0, paragraph.raw[0]) - 1

    @cached_property
    def _starts(self) -> list[int]:
        return [each.start for each in self.paragraphs]

    @cached_property
    def lower_words(self) -> frozenset[str]:
        """Words that this text writes with a small letter: they are no names, whatever stands in a title."""
        return frozenset(re.findall(r"(?<![\w@.])[a-z]{3,}(?![\w@])", self.plain))

    @cached_property
    def lower(self) -> str:
        """`plain` in small letters, each of which stands where it did."""
        return self.plain.replace("İ", "I").lower()

    def ends_of(self, words: str, *, in_any_case: bool = False) -> Iterator[int]:
        """Where each mention of these words ends in `plain`."""
        text, words = (self.lower, words.lower()) if in_any_case else (self.plain, words)
        start = text.find(words) if words else -1
        while start >= 0:
            yield start + len(words)
            start = text.find(words, start + len(words))

    @cached_property
    def order(self) -> dates.Order:
        """Which comes first in `04/05/2010`."""
        return dates.order_of(self.plain)

    @cached_property
    def numbers(self) -> Numbers:
        """Reads its phone numbers."""
        return Numbers(self.plain, self.order)

    @cached_property
    def days(self) -> list[dates.Day]:
        """Every day that the text names."""
        return dates.within(self.plain, order=self.order)

    def _take(self, wrapped: Sequence[lines.Line], pieces: list[str]) -> None:
        characters, origins = wrapping.joined(wrapped, hyphenated=self._is_hyphenated)
        text, kept, emphasised, links = markdown.without_marks(characters)
        first = wrapped[0]
        if not text.strip():
            return
        begin = len(self._origin)
        last = wrapped[-1]
        raw = (first.mark_start, last.start + len(last.text))
        self.paragraphs.append(
            Paragraph(
                start=begin,
                text=text,
                written=squeezed((self.text[first.mark_start : first.start], characters)),
                raw=raw,
                group=first.group,
                level=first.level,
                mark=first.mark,
                quoted=first.quoted,
                strong=any(stop - start >= len(text) - 1 for start, stop in emphasised),
            )
        )
        place = {index: begin + position for position, index in enumerate(kept)} if links else {}
        self.emphasised += [(begin + start, begin + stop) for start, stop in emphasised]
        self.links += [
            Link(place[start], place[stop - 1] + 1, address, (origins[all_of[0]], origins[all_of[1] - 1] + 1))
            for start, stop, address, all_of in links
            if start in place and stop - 1 in place
        ]
        self._origin += map(origins.__getitem__, kept)
        self._origin.append(raw[1] - 1)  # of the line end that follows in `plain`
        pieces += [text, "\n"]


def _without_controls(text: str) -> str:
    """As long as before: what has no place in a line becomes a blank, a lone surrogate the mark of what is lost."""
    text = text if text.isascii() else text.translate(_FULL_WIDTH)
    return re.sub("[\x00-\x09\x0b-\x1e\x7f-\x9f\u2028\u2029]", " ", re.sub("[\ud800-\udfff]", "\ufffd", text))


_FULL_WIDTH = {0xFF01 + each: 0x21 + each for each in range(0x5E)} | {0x3000: 0x20}


def squeezed(words: Iterable[str]) -> str:
    return " ".join(" ".join(words).split())
