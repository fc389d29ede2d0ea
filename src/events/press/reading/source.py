"""A text and what it looks like when read: paragraphs whole again, Markdown's marks gone, every character traceable.

Regular expressions run over `plain`; a fact's span is given in `text`, which is what the page shows.
"""

import itertools
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from events.press.reading import grids
from events.press.reading.draft import CERTAIN, Found

LONGEST = 200_000
_MOST_LINES = 1_200  # what follows is one paragraph: no release is that long, but nothing is lost

BULLETS = "-*+•‣▪●○◦·–—■□▫◾◼◆◇►▶▸➢➤➔→✓✔★⁃∙❖»›>"
_MARK = re.compile(
    rf"(?P<bullet>-{{1,2}}|[{BULLETS[1:-1]}]|o(?=\s{{2,}}|\t))\s+"
    r"|(?P<number>\(?\d{1,2}[.)]|\(?[a-h]\)(?=\s)|[a-h]\.(?=\s+[A-Z])|\[\s?(?:\d{1,3}|[ivxlc]{1,6}"
    r"|[a-z*†‡])\s?\]:?|\[\^[^\]\s]{1,20}\]:?|\([ivx]{1,5}\)|\(\d{1,2}\)"
    r"|[¹²³⁴⁵⁶⁷⁸⁹⁰]{1,3}|(?:i{1,3}|iv|vi{1,3}|ix)(?=\s[A-Z“\"])|[†‡](?=\w)|\*(?=\w)(?![^*\n]{1,600}\*))\s*(?=\S)"
)
_MONTH_FOLLOWS = re.compile(
    r"\s*(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\b|\d|\s+\d{1,2}\.\s?\d{2}(?!\s?[ap]\.?m)",
    re.IGNORECASE,
)
_HEADING = re.compile(r"(#{1,6}|\*\*(?=\s[^*]*$))\s+(?=[^\s#])")  # `** When` is one in a newsletter's plain text
_RULE = re.compile(r"(?:[-_=~](?:\s?[-_=~]){2,}|\*(?:\s?\*){4,})\s*")
_QUOTED = re.compile(r"(?:>\s?)+")
_STARS = re.compile(r"(?<![\w*])(\*{1,3})(?=[^\s*])([^*]{1,600}?)(?<=[^\s*])\1(?![\w*])")
_UNDERSCORES = re.compile(r"(?<!\w)(_{1,2})(?=[^\s_])([^_]{1,600}?)(?<=[^\s_])\1(?!\w)")
_LINK = re.compile(r"!?\[([^\[\]]{1,400})\]\((\S{1,200}?)(?:\s\"[^\"]{0,200}\")?\)")
_AUTOLINK = re.compile(r"<(?:mailto:)?((?:https?://|www\.)[^<>\s]{1,500}|[^<>\s@]{1,80}@[^<>\s@]{1,200})>")
_LABEL = re.compile(
    r"(?:tel(?:ephone)?|phone|mob(?:ile)?|cell|e-?mail|web(?:site)?|contact|media contact|press contact|date|time"
    r"|when|where|who"
    r"|what|venue|location|place|address|speakers?|chair|moderator|panel(?:l?ists?)?|rsvp|embargo|notes?|published|issued|updated"
    r"|posted|[tmew])\s?[:.]\s",
    re.IGNORECASE,
)
_BEGINS = re.compile(  # the time of the next item, a short label alone, or at whose house somebody is
    r"c/o |\d{1,2}[.:]\d\d(?:\s?[ap]\.?m\.?)?\s?[-–—]\s?\d{1,2}[.:]\d\d|[A-Z][a-z]+(?: [a-z]+)?:$"
)
_COLUMNS = re.compile(r"(?<=[^\s:|])[ \t\u00a0]{5,}(?=\S)")  # what was set side by side was not meant as one line
_ENTRY = re.compile(r"[^\W\d_][^,.;:()]{3,45}\s[-–—]\s\S")
_BILLED = re.compile(  # `Dr Ann Lee, …`, as lists of people have it line by line
    r"(?:(?:Dr|Prof|Professor|Mr|Mrs|Ms|Miss|Sir|Dame|Lord|Lady|Baroness|Hon|Cllr|Rev|Assoc|Shri|Smt)\.? ){0,2}"
    r"[A-Z][\w’'-]+(?: [A-Z][\w’'.-]*| (?:de|van|der|von|bin|ó|al)){1,3}, \S"
)
_LED_BY = re.compile(r"(?:Moderated|Chaired|Facilitated|Hosted) by |(?:Chair|Moderator|Facilitator)\b")
_AT_AN_HOUR = re.compile(r"\d{1,2}[.:]\d\d\b")
_UNFINISHED = re.compile(r"\s(?:of|and|the|for|at|in|an?|as)$|\([^()]{0,80}$")
_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True)
class Paragraph:
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


@dataclass(frozen=True)
class _Line:
    start: int
    text: str
    group: int
    level: int
    mark: str
    mark_start: int
    quoted: bool
    indent: int = 0
    is_soft: bool = False  # its end is a blank, as programs leave it that wrap

    @property
    def width(self) -> int:
        """How far it reaches to the right."""
        return self.indent + self.start - self.mark_start + len(self.text)


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
        lines = _unquoted([*_lines(_without_controls(grids.barred(self.text)))])
        self._is_hyphenated = (
            sum(bool(_BROKEN.search(one.text)) and two.text[:1].islower() for one, two in itertools.pairwise(lines))
            >= 3
        )
        for wrapped in _unwrapped(lines):
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

    def paragraph_at(self, position: int) -> int:
        """The place in `paragraphs` of the one that holds this character of `plain`."""
        return max(0, bisect_right(self._starts, position) - 1)

    @cached_property
    def _starts(self) -> list[int]:
        return [each.start for each in self.paragraphs]

    @cached_property
    def lower_words(self) -> frozenset[str]:
        """Words that this text writes with a small letter: they are no names, whatever stands in a title."""
        return frozenset(re.findall(r"(?<![\w@.])[a-z]{3,}(?![\w@])", self.plain))

    def is_emphasised(self, start: int, end: int) -> bool:
        return any(begin <= start and end <= stop for begin, stop in self.emphasised)

    def _take(self, wrapped: Sequence[_Line], pieces: list[str]) -> None:
        characters, origins = _joined(wrapped, hyphenated=self._is_hyphenated)
        text, kept, emphasised, links = _without_marks(characters)
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
                written=_BLANKS.sub(" ", " ".join((self.text[first.mark_start : first.start], characters))).strip(),
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
        self._origin += [origins[index] for index in kept]
        self._origin.append(raw[1] - 1)  # of the line end that follows in `plain`
        pieces += [text, "\n"]


def _without_controls(text: str) -> str:
    """As long as before: what has no place in a line becomes a blank, a lone surrogate the mark of what is lost."""
    return re.sub("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029]", " ", re.sub("[\ud800-\udfff]", "\ufffd", text))


def _lines(text: str) -> Iterator[_Line]:
    group, start, blank = 0, 0, True
    for raw in text.split("\n"):
        line = raw.rstrip()
        begin = start + len(line) - len(line.lstrip())
        content = line.lstrip()
        start += len(raw) + 1
        if content.startswith("|"):
            begin, content = _row(begin, content)
        if not content.strip("> ") or _RULE.fullmatch(content):
            blank = blank or not raw.lstrip().startswith("|")
            continue
        group += blank
        blank = False
        at = 0
        for gap in _COLUMNS.finditer(content):
            yield _marked(begin + at, content[at : gap.start()], group)
            at = gap.end()
        indent = len(line) - len(line.lstrip()) if not at else 0
        is_soft = raw.endswith(" ") and not raw.endswith("  ")
        yield replace(_marked(begin + at, content[at:], group), indent=indent, is_soft=is_soft)


def _unquoted(lines: list[_Line]) -> list[_Line]:
    """A mail that was passed on is quoted as a whole; that sets nothing in it apart. Entries have `>` for a bullet."""
    if sum(each.quoted for each in lines) * 2 > len(lines):
        return [replace(each, quoted=False) for each in lines]
    runs = (list(run) for _, run in itertools.groupby(lines, key=lambda each: (each.group, each.quoted)))
    return [each for run in runs for each in (_as_list(run) if run[0].quoted and len(run) > 1 else run)]


def _as_list(run: Sequence[_Line]) -> Sequence[_Line]:
    """Lines behind `>` of which each begins anew and none ends a sentence: nobody says that."""
    if not all(each.text[:1].isupper() and each.text[-1:] not in '.!?,;”"' and not each.mark for each in run):
        return run
    return [replace(each, quoted=False, mark=">") for each in run]


def _row(start: int, line: str) -> tuple[int, str]:
    """A row of a table without its outer bars; nothing of one that only draws."""
    if not line.strip("|-: \t"):
        return start, ""
    inner = line.lstrip("|").lstrip() if line.endswith("|") or line[1:2] in (" ", "|") else line
    return start + len(line) - len(inner), inner.rstrip("| \t")


def _marked(start: int, text: str, group: int) -> _Line:
    begin, level, mark = start, 0, ""
    quoted = _QUOTED.match(text)
    if quoted:
        start, text = start + quoted.end(), text[quoted.end() :]
    if heading := _HEADING.match(text):
        level = 0 if quoted else len(heading[1])  # which is large for show
        start, text = start + heading.end(), text[heading.end() :]
    found = _MARK.match(text)
    if found and not (found["number"] and found["number"][0].isdigit() and _is_no_number(text, found)):
        mark = (found["bullet"] or found["number"]).strip()
        start, text = start + found.end(), text[found.end() :]
    return _Line(start, text, group, level, mark, begin, bool(quoted))


def _is_no_number(text: str, found: re.Match[str]) -> bool:
    """`14. April`, `6.30`, `1.5 million` begin like a numbered line."""
    return bool(_MONTH_FOLLOWS.match(text, found.end("number")))


def _unwrapped(lines: Sequence[_Line]) -> Iterator[Sequence[_Line]]:
    """The lines of each paragraph: one, unless a line was full when the next word came."""
    width, edge, is_soft = _width(lines), _edge(lines), _is_soft(lines)
    kept: list[_Line] = []
    for count, line in enumerate(lines, 1):
        if (
            kept
            and count < _MOST_LINES
            and not _runs_on(kept[-1], line, width, begun=kept[0])
            and not (edge and _is_wrapped(kept, line, edge))
            and not (is_soft and kept[-1].is_soft and line.group == kept[-1].group and not line.mark)
        ):
            yield kept
            kept = []
        kept.append(line)
    if kept:
        yield kept


def _width(lines: Sequence[_Line]) -> int:
    """At how many characters this text was wrapped; 0 if it was not."""
    runs_on = [
        one.width
        for one, two in itertools.pairwise(lines)
        if one.group == two.group
        and two.text[:1].islower()
        and not two.mark
        and one.text[-1:] not in ".!?:"
        and "  " not in one.text
    ]
    widest = max(runs_on, default=0)
    near = sum(each >= widest - 14 for each in runs_on)
    return widest if 40 <= widest <= 120 and near >= 2 and len(runs_on) >= 3 else 0


_OVER = 10  # characters by which a line that was wrapped may stand out: a word that could not be broken


def _reaches(line: _Line, following: _Line, width: int, slack: int = 4) -> bool:
    word = following.text.split(" ", 1)[0]
    return line.width + 1 + len(word) > width - slack


def _runs_on(line: _Line, following: _Line, width: int, *, begun: _Line) -> bool:
    if following.group != line.group or following.level or following.quoted != line.quoted:
        return False
    if "|" in line.text and following.indent - line.indent > 8:
        return True  # the last cell goes on below itself
    if line.indent - following.indent > 8:
        return False  # the next of those whose lines are set back
    if _ENTRY.match(line.text) and _ENTRY.match(following.text):
        return False  # `Ann Lee - chair, Foo`
    if "|" in line.text and "|" in following.text:
        return False  # rows of a table
    if _is_next_person(line, following, begun):
        return False
    if _AT_AN_HOUR.match(begun.text) and _AT_AN_HOUR.match(following.text):
        return False  # the next item of a running order
    if (line.level and not width) or (following.mark and not _is_prose_dash(line, following, width)):
        return False
    if _LABEL.match(following.text) or _BEGINS.match(following.text) or "@" in following.text.split(" ", 1)[0]:
        return False
    if (width and width + _OVER >= line.width and _reaches(line, following, width)) or (
        len(line.text) > 30 and _UNFINISHED.search(line.text)
    ):
        return True
    goes_on = following.text[:1].islower() and line.text[-1:] not in ".!?:;" and len(line.text) > 30
    return goes_on and len(line.text) < 120 and not begun.text.endswith(":") and "@" not in following.text


def _is_soft(lines: Sequence[_Line]) -> bool:
    """Whether a blank at its end says that a line goes on: wherever a small word follows, one stands."""
    ends = [
        one.is_soft for one, two in itertools.pairwise(lines) if one.group == two.group and _goes_on_small(one, two)
    ]
    return len(ends) >= _SOFT and all(ends)


def _goes_on_small(line: _Line, following: _Line) -> bool:
    is_word = following.text.split(" ", 1)[0].strip(".,;:’'").isalpha()
    return following.text[:1].islower() and is_word and not following.mark and not line.text.endswith("-")


_SOFT = 3  # lines


def _edge(lines: Sequence[_Line]) -> int:
    """Where all lines of a text end that was wrapped by a mail program; 0 if some are longer, or few as long."""
    widest = max((each.width for each in lines), default=0)
    return widest if widest <= _NARROW and sum(each.width > widest - _RAGGED for each in lines) >= _FULL else 0


def _is_next_person(line: _Line, following: _Line, begun: _Line) -> bool:
    """Below somebody with their posts, and not within these, stands somebody else."""
    goes_on = line.text[-1:] in ",;" or _UNFINISHED.search(line.text)
    begins = _BILLED.match(following.text) or _LED_BY.match(following.text)
    return bool(begins) and not goes_on and _BILLED.match(begun.text) is not None


_NARROW = 84
_RAGGED = 12
_FULL = 4  # lines


def _is_wrapped(kept: Sequence[_Line], following: _Line, edge: int) -> bool:
    """Whether the next line goes on with what is in hand, though its first word has a capital."""
    begun, line = kept[0], kept[-1]
    is_apart = following.group != line.group or following.mark or line.text[-1:] in ".!?:;|"
    if is_apart or _LABEL.match(following.text) or not _reaches(line, following, edge, slack=8):
        return False
    indent = begun.indent + begun.start - begun.mark_start
    if begun.mark:
        return following.indent > 0 and abs(indent - following.indent) <= 1 and line.width > _HALF
    words = [each for one in kept for each in one.text.split() if each[0].isalpha()]
    return len(words) >= _PROSE and 2 * sum(each[0].islower() for each in words) >= len(words)


_HALF = 40  # characters of a line that is too short to have been wrapped
_PROSE = 9  # words


def _is_prose_dash(line: _Line, following: _Line, width: int) -> bool:
    """A wrapped line may begin with the dash of its sentence."""
    at_edge = bool(width) and _reaches(line, following, width) and line.text[-1:] not in ".:;"
    return at_edge and following.mark in "–—-" and following.text[:1].islower()


_BROKEN = re.compile(r"[^\W\d_]{2}-$")


def _joined(lines: Sequence[_Line], *, hyphenated: bool) -> tuple[str, list[int]]:
    """One line; a text that breaks its words at the ends of lines gets them whole again."""
    pieces: list[str] = []
    origins: list[int] = []
    for line in lines:
        if pieces and hyphenated and _BROKEN.search(pieces[-1]) and line.text[:1].islower():
            pieces[-1] = pieces[-1][:-1]
            origins.pop()
            pieces.append(line.text)
            origins += range(line.start, line.start + len(line.text))
            continue
        is_one_word = pieces and pieces[-1].endswith("-") and line.text[:1].islower()
        if pieces and not (is_one_word or (_BROKEN.search(pieces[-1]) and line.text[:1].isupper())):
            pieces.append(" ")
            origins.append(line.start - 1 if line.start else 0)
        pieces.append(line.text)
        origins += range(line.start, line.start + len(line.text))
    return "".join(pieces), origins


_Links = list[tuple[int, int, str, tuple[int, int]]]


def _without_marks(text: str) -> tuple[str, list[int], list[tuple[int, int]], _Links]:
    """What is left without Markdown and invisible characters, where it stood, and what was emphasised or linked."""
    dropped = bytearray(len(text))
    links: _Links = []
    if "](" in text or "<" in text:
        for found in _LINK.finditer(text):
            _drop(dropped, (found.start(), found.start(1)), (found.end(1), found.end()))
            links.append((found.start(1), found.end(1), found[2], found.span()))
        for found in _AUTOLINK.finditer(text):
            _drop(dropped, (found.start(), found.start(1)), (found.end(1), found.end()))
            links.append((found.start(1), found.end(1), found[1], found.span()))
    spans: list[tuple[int, int]] = []
    for pattern, mark in ((_STARS, "*"), (_UNDERSCORES, "_")):
        if mark in text:
            for found in pattern.finditer(text):
                _drop(dropped, found.span(1), (found.end(2), found.end()))
                spans.append(found.span(2))
    characters, kept = _visible(text, dropped)
    starts = [(bisect_right(kept, start - 1), bisect_right(kept, end - 1)) for start, end in spans]
    return characters, kept, starts, links


def _drop(dropped: bytearray, *ranges: tuple[int, int]) -> None:
    for start, end in ranges:
        dropped[start:end] = b"\x01" * (end - start)


def _visible(text: str, dropped: bytearray) -> tuple[str, list[int]]:
    if text.isascii() and text.isprintable() and "  " not in text and text[:1] != " " and not any(dropped):
        plain = text.rstrip()
        return plain, [*range(len(plain))]
    characters: list[str] = []
    kept: list[int] = []
    for index, character in enumerate(text):
        if dropped[index]:
            continue
        if character.isspace():
            if not characters or characters[-1] == " ":
                continue
            character = " "
        elif character > "\u02ff":
            if unicodedata.combining(character) and characters:
                composed = unicodedata.normalize("NFC", characters[-1] + character)
                if len(composed) == 1:
                    characters[-1] = composed
                    continue
            if unicodedata.category(character) == "Cf" and character not in "\u200c\u200d":
                continue
        elif character == "\u00ad":
            continue
        characters.append(character)
        kept.append(index)
    while characters and characters[-1] == " ":
        characters.pop()
        kept.pop()
    return "".join(characters), kept


def squeezed(words: Iterable[str]) -> str:
    return " ".join(" ".join(words).split())
