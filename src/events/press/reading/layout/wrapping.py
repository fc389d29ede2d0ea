"""Which lines are one paragraph: those of which each was full when the next word came."""

import itertools
import re
from collections.abc import Iterator, Sequence

from events.press.reading.layout.lines import Line
from events.press.reading.words import names, stages

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
_ENTRY = re.compile(r"[^\W\d_][^,.;:()]{3,45}\s[-–—]\s\S")
_BILLED = re.compile(  # `Dr Ann Lee, …`, as lists of people have it line by line
    rf"(?:[{names.UPPER}][a-z]{{1,9}}\.? ){{0,2}}"
    rf"[{names.UPPER}][\w’'-]+(?: [{names.UPPER}][\w’'.-]*| (?:de|van|der|von|bin|ole|ó|al)){{1,3}}, \S"
)
_LED_BY = re.compile(r"(?:Moderated|Chaired|Facilitated|Hosted) by |(?:Chair|Moderator|Facilitator)\b")
_AT_AN_HOUR = re.compile(r"\d{1,2}[.:]\d\d\b")
_UNFINISHED = re.compile(r"\s(?:of|and|the|for|at|in|an?|as)$|\([^()]{0,80}$")


def unwrapped(lines: Sequence[Line]) -> Iterator[Sequence[Line]]:
    """The lines of each paragraph: one, unless a line was full when the next word came."""
    width, edge, is_soft = _width(lines), _edge(lines), _is_soft(lines)
    kept: list[Line] = []
    for line in lines:
        if (
            kept
            and not _runs_on(kept[-1], line, width, begun=kept[0])
            and not (edge and _is_wrapped(kept, line, edge))
            and not (is_soft and kept[-1].is_soft and line.group == kept[-1].group and not line.mark)
        ):
            yield kept
            kept = []
        kept.append(line)
    if kept:
        yield kept


def _width(lines: Sequence[Line]) -> int:
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


def _reaches(line: Line, following: Line, width: int, slack: int = 4) -> bool:
    word = following.text.split(" ", 1)[0]
    return line.width + 1 + len(word) > width - slack


def _runs_on(line: Line, following: Line, width: int, *, begun: Line) -> bool:
    if following.group != line.group or following.level or following.quoted != line.quoted:
        return False
    if "|" in begun.text and "|" not in following.text and following.indent - begun.indent > max(8, _last_cell(begun)):
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
    if line.indent == following.indent and _IS_LED.match(line.text) and _IS_LED.match(following.text):
        return False  # the next of those with a label each
    if _is_next_label(line, following, begun):
        return False
    if (line.level and not width) or (following.mark and not _is_prose_dash(line, following, width)):
        return False
    if _LABEL.match(following.text) or _BEGINS.match(following.text) or "@" in following.text.split(" ", 1)[0]:
        return False
    if (width and width + _OVER >= line.width and _reaches(line, following, width)) or (
        len(line.text) > 30 and _UNFINISHED.search(line.text)
    ):
        return True
    if line.text[-1:] in ",;" and len(line.text) >= _SENTENCE and not _BILLED.match(begun.text) and _is_prose([begun]):
        return True  # `… at the Pearce Lodge. Speakers: Fiona Macrae,` and her post below
    is_within = following.text[:1].islower() or _goes_on_behind(line.text, following.text)
    goes_on = is_within and line.text[-1:] not in ".!?:;" and len(line.text) > 30
    return goes_on and len(line.text) < 120 and not begun.text.endswith(":") and "@" not in following.text


def _goes_on_behind(line: str, following: str) -> bool:
    """Whether a sentence goes on in the next line behind a short name or a title, or within one begun in this line."""
    if len(line) < _SENTENCE or line[-1] in ".!?:;":
        return False
    if _ENCLOSED.match(following):
        return True
    begun, closed = line.rfind('"') if line.count('"') % 2 else line.rfind("“"), line.rfind("”")
    return begun > closed and _CLOSED.match(following) is not None


_SENTENCE = 60  # characters of a line below which it may be a heading
_ENCLOSED = re.compile(r"(?:\([^()]{2,40}\)|[\"“][^\"“”]{3,120}[\"”]),? (?!said|says|asks)[a-z]")
_CLOSED = re.compile(r"[^\"“”]{2,120}[\"”](?:\W|$)")


def _is_soft(lines: Sequence[Line]) -> bool:
    """Whether a blank at its end says that a line goes on: wherever a small word follows, one stands."""
    ends = [
        one.is_soft for one, two in itertools.pairwise(lines) if one.group == two.group and _goes_on_small(one, two)
    ]
    return len(ends) >= _SOFT and all(ends)


def _goes_on_small(line: Line, following: Line) -> bool:
    is_word = following.text.split(" ", 1)[0].strip(".,;:’'").isalpha()
    return following.text[:1].islower() and is_word and not following.mark and not line.text.endswith("-")


_SOFT = 3  # lines


def _edge(lines: Sequence[Line]) -> int:
    """Where all lines of a text end that was wrapped by a mail program; 0 if some are longer, or few as long."""
    widest = max((each.width for each in lines), default=0)
    return widest if widest <= _NARROW and sum(each.width > widest - _RAGGED for each in lines) >= _FULL else 0


def _is_next_person(line: Line, following: Line, begun: Line) -> bool:
    """Below somebody with their posts, and not within these, stands somebody else, or who nobody knows yet."""
    label = _IS_LED.match(begun.text)
    if _BILLED.match(begun.text, label.end() if label else 0) is None or line.text[-1:] in ",;":
        return False
    begins = _BILLED.match(following.text) or _LED_BY.match(following.text) or _is_nobody_yet(following.text)
    return bool(begins) and _UNFINISHED.search(line.text) is None


def _is_nobody_yet(text: str) -> bool:
    """`a ward sister, to be confirmed`."""
    free = _SOMEBODY.fullmatch(text)
    return free is not None and stages.TENTATIVE.fullmatch(free["state"]) is not None


def _is_next_label(line: Line, following: Line, begun: Line) -> bool:
    """Below a value that is set back from its label stands the first line of the next label."""
    label = _IS_LED.match(begun.text)
    if label is None or not label[0].endswith("   ") or line.text[-1:] in ",;":
        return False
    return following.indent == begun.indent and len(following.text) < label.end()


_IS_LED = re.compile(r"[^\W\d_][^\n:|]{1,34}?:\s+")  # `WHO: Ann Lee, …`
_SOMEBODY = re.compile(r"an? [^,;:()\n]{3,60}(?:, | \(| [–—-] )(?P<state>[^()\n]{2,40})\)?")


_NARROW = 84
_RAGGED = 12
_FULL = 4  # lines


def _is_wrapped(kept: Sequence[Line], following: Line, edge: int) -> bool:
    """Whether the next line goes on with what is in hand, though its first word has a capital."""
    begun, line = kept[0], kept[-1]
    is_row = "|" in begun.text and "|" in following.text
    is_apart = following.group != line.group or following.mark or is_row or line.text[-1:] in ".!?:;|"
    if is_apart or _LABEL.match(following.text) or not _reaches(line, following, edge, slack=8):
        return False
    indent = begun.indent + begun.start - begun.mark_start
    if begun.mark:
        return following.indent > 0 and abs(indent - following.indent) <= 1 and line.width > _HALF
    return _is_prose(kept) or (len(line.text) >= _SENTENCE and _TELLS.search(line.text) is not None)


_TELLS = re.compile(r"^[^,;:]{3,60} (?:is|was|has|are|were|have|will)\s")


def _is_prose(lines: Sequence[Line]) -> bool:
    words = [each for one in lines for each in one.text.split() if each[0].isalpha()]
    return len(words) >= _PROSE and 2 * sum(each[0].islower() for each in words) >= len(words)


_HALF = 40  # characters of a line that is too short to have been wrapped
_PROSE = 9  # words


def _is_prose_dash(line: Line, following: Line, width: int) -> bool:
    """A wrapped line may begin with the dash of its sentence."""
    at_edge = bool(width) and _reaches(line, following, width) and line.text[-1:] not in ".:;"
    return at_edge and following.mark in "–—-" and following.text[:1].islower()


def _last_cell(row: Line) -> int:
    """How far behind the beginning of a row its last cell begins, or little less."""
    return row.text.rfind("|") - _OFF


_OFF = 6  # columns


def _is_next_in_cell(line: str, following: str) -> bool:
    """Whether the last cell of a row names somebody else in this line of it."""
    is_unfinished = line[-1] in ",;:(" or _UNFINISHED.search(line)
    name = None if is_unfinished else names.at(following, 0)
    if name is None or not name.is_whole:
        return False
    return (_ENDS_NAME if name.is_titled else _BEFORE_POST).match(following, name.closes) is not None


_BEFORE_POST = re.compile(r",\s|\s\(")
_ENDS_NAME = re.compile(r"\s?(?:[,;(:–—]|$)")
_BROKEN = re.compile(r"[^\W\d_]{2}-$")


def is_broken(line: str) -> bool:
    """Whether a line may end within a word."""
    return line.endswith("-") and _BROKEN.search(line) is not None


def joined(lines: Sequence[Line], *, hyphenated: bool) -> tuple[str, list[int]]:
    """One line; a text that breaks its words at the ends of lines gets them whole again."""
    pieces: list[str] = []
    origins: list[int] = []
    for line in lines:
        if pieces and hyphenated and is_broken(pieces[-1]) and line.text[:1].islower():
            pieces[-1] = pieces[-1][:-1]
            origins.pop()
            pieces.append(line.text)
            origins += range(line.start, line.start + len(line.text))
            continue
        is_one_word = pieces and pieces[-1].endswith("-") and line.text[:1].islower()
        if pieces and "|" in lines[0].text and _is_next_in_cell(pieces[-1], line.text):
            pieces.append("; ")
            origins += [line.start - 1] * len("; ")
        elif pieces and not (is_one_word or (is_broken(pieces[-1]) and line.text[:1].isupper())):
            pieces.append(" ")
            origins.append(line.start - 1 if line.start else 0)
        pieces.append(line.text)
        origins += range(line.start, line.start + len(line.text))
    return "".join(pieces), origins
