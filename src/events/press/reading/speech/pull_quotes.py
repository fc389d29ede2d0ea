"""The quotation that stands alone: in a block of its own, or above the text and again within it."""

import re
from collections.abc import Sequence

from events import text
from events.press.reading.draft import DOUBTFUL, LIKELY, Fact
from events.press.reading.layout.parts import Part, Placed
from events.press.reading.layout.source import Source
from events.press.reading.speech import quotations, speakers
from events.press.reading.words import marks, names, venues


def read(source: Source, placed: Sequence[Placed]) -> Fact:
    """A quotation that stands alone and comes again in the text, or alone at the top."""
    body = text.fold(bare(" ".join(each.paragraph.text for each in placed)))
    top = 0
    for place, each in enumerate(placed):
        if each.after_end:
            break
        if called := _PULLED.match(each.paragraph.text):
            return source.found(
                each.paragraph.start + called.start("words"), each.paragraph.start + called.end("words")
            )
        top += each.part is Part.BODY
        inner, is_signed = quoted(each)
        if inner is None or inner[1] - inner[0] < 20 or begins_with_person(each.paragraph.text):
            continue
        start, end = each.paragraph.start + inner[0], each.paragraph.start + inner[1]
        if body.count(text.fold(bare(source.plain[start:end]))) >= 2:
            return source.found(start, end)
        is_signed = is_signed or (place + 1 < len(placed) and _signs(placed[place + 1]))
        beside = (*placed[max(0, place - 1) : place], *placed[place + 1 : place + 2])
        is_one = not any(other.paragraph.quoted for other in beside)
        if is_one and _is_set_apart(source, placed, place) and not is_signed and not goes_on(placed, place):
            return source.found(start, end, confidence=LIKELY)
        is_title = ":" in source.plain[start:end] and not _ENDS.search(each.paragraph.text)
        if top <= 1 and not is_title and (not is_signed or each.part is Part.TOP) and not goes_on(placed, place):
            return source.found(start, end, confidence=DOUBTFUL)
    return None


def is_labelled(line: str) -> bool:
    """`Pull quote: “…” – Ann Lee`, which says what it is, and nothing of the text."""
    return _PULLED.match(line) is not None


def _is_set_apart(source: Source, placed: Sequence[Placed], place: int) -> bool:
    """In a block of its own, or in marks and set back, or as one sentence without any: nobody says it there."""
    line, above = placed[place].paragraph, placed[place - 1].paragraph if place else None
    if above and above.group != line.group and source.column(line) - source.column(above) >= _SET_BACK:
        return is_quotation(line.text) and not line.mark
    one = line.text[:1].isupper() and line.text[-1:] == "." and not _MARK.search(line.text)
    return line.quoted and not line.mark and (one or is_quotation(line.text))


_SET_BACK = 4  # characters
_ENDS = re.compile(r"[.!?…]\W{0,3}$")
_PULLED = re.compile(
    r"pull[ -]?quote:\s?[\"“‘«]?(?P<words>.{20,600}?)"
    r"(?:(?:[\"”’»]\s?(?:[–—-]\s?|\()|[\"”»],?\s)(?-i:[A-Z])[^\"“”]{3,80}|[\"”’»])?$",
    re.IGNORECASE,
)
_MARK = re.compile('[“”"«»]|\\.\\s')


def quoted(each: Placed) -> tuple[tuple[int, int] | None, bool]:
    """Where the words of a line are that is nothing but a quotation, and whether it says behind them whose they are."""
    line = each.paragraph.text
    if inner := marks.alone(line):
        return inner, False
    first = next(marks.spans(line, 0, len(line)), None) if line[:1] in _OPENING else None
    behind = _SIGNED.match(line, first[2]) if first and first[0] <= 2 else None
    if first and behind and len(line) < 400 and names.at(line, behind.end()):
        return first[:2], True
    if first and speakers.unnamed_behind(line, first[2]) is not None:
        return first[:2], True
    return ((0, len(line)), False) if each.paragraph.quoted else (None, False)


def _signs(each: Placed) -> bool:
    """`– Ann Lee, Director`, of which the dash may have been taken for a bullet."""
    line = each.paragraph.text
    return quotations.is_attribution(line) or (each.paragraph.mark in _DASHES and begins_with_person(line))


_OPENING = frozenset("“\"‘'«„")
_DASHES = frozenset("–—-")
_SIGNED = re.compile(r"\s?(?:[–—-]{1,2}\s?|\s(?=[A-Z]))")


def goes_on(placed: Sequence[Placed], place: int) -> bool:
    """The paragraph before announces it, or stops in the middle of a sentence that it ends."""
    before = placed[place - 1].paragraph.text.rstrip() if place else ""
    return before.endswith(":") or bool(_STOPS_SHORT.search(before))


_STOPS_SHORT = re.compile(r"\b(?:report|study|paper|book|survey|publication|entitled|titled|called|on|of|its|the)$")


def begins_with_person(line: str) -> bool:
    name = names.at(line, 0)
    return bool(name and name.is_whole and _AND.match(line, name.closes)) and not venues.is_building(
        line.partition(",")[0]
    )


_AND = re.compile(r"\s?(?:,|\(|:|\s[–—-]\s)")


def is_quotation(line: str) -> bool:
    inner = marks.alone(line)
    return inner is not None and inner[1] - inner[0] >= len(line) - 6


def bare(words: str) -> str:
    return re.sub(r"[\W_]+", " ", words).strip()
