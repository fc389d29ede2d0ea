"""Where quoted words begin and end, in whatever marks a house sets them."""

import itertools
import re
from collections.abc import Iterator

from events.press.reading.words import vocabulary

_OPENS = re.compile(  # not behind a word or the end of a clause, nor before one; a blank behind what closes nothing
    r"(?P<mark>[“„«»\"‘'‚‹])(?<![^\W_].)(?<![.,!?].)(?:(?!(?P=mark))[^\s.,;:!?)]|(?<=[«‹“])\s(?s:.))"
)
_CLOSERS = {"“": '”“"', "„": "“”", "«": "»", "‹": "›", '"': '"”', "‘": "’'", "'": "'’", "‚": "‘’", "»": "«", "’": "’"}
SINGLE = frozenset("‘'‚’‹")
_OPEN_ALONE = frozenset("“\"„«‘'")  # and may be closed in a later paragraph
_LONGEST = 4000
_MOST_NESTED = 2
_MOST_QUOTED = 300
_MOST_UNCLOSED = 50  # marks that seem to open and do not close; a paragraph with more is no prose
_MOST_AFTER = 8  # among which a surer end is looked for than the first that might be one
_MOST_MARKS = 60  # apostrophes and all; more is no quotation
INVERTED = re.compile(  # whatever the verb, who stands behind it by their whole name says it
    rf"\s?[,.–—-]?\s?(?:{vocabulary.VERBS}\b\s?:?\s?|(?-i:[a-z]{{3,12}}(?:ed|s) (?=(?:[A-Z][\w’'-]+\.? ){{1,3}}"
    r"[A-Z][\w’'-]+,)))",
    re.IGNORECASE,
)


def alone(paragraph: str) -> tuple[int, int] | None:
    """Where the words of a paragraph that is nothing but a quotation begin and end."""
    if paragraph[:1] not in _CLOSERS:
        return None
    stripped = paragraph.rstrip(" .")
    for quoted in spans(paragraph, 0, len(paragraph)):
        if not paragraph[1 : quoted[0]].strip() and quoted[2] >= len(stripped):
            return quoted[0], quoted[1]
        break
    return None


def spans(text: str, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    """Where quoted words begin and end, and where their closing mark ends."""
    at, unclosed, count = start, 0, 0
    while (found := _OPENS.search(text, at, end + 2)) and unclosed < _MOST_UNCLOSED and count < _MOST_QUOTED:
        if found.start() >= end:
            return
        at = found.end("mark")
        close = closing(text, at, found["mark"])
        if close is None or close > at + _LONGEST:
            unclosed += 1
            continue
        count += 1
        inner = text[at:close]
        yield at + len(inner) - len(inner.lstrip()), close - len(inner) + len(inner.rstrip()), close + 1
        at = close + 1


def _is_letter(character: str) -> bool:
    """A superscript figure after a mark refers to a note; it goes on with no word."""
    return character.isalpha() or (character.isdigit() and character.isascii())


def closing(text: str, start: int, mark: str) -> int | None:
    """The mark that ends what this one began; an apostrophe does not."""
    closers = _CLOSERS.get(mark, mark)
    if mark not in SINGLE:
        places = [place for place in (text.find(each, start, start + _LONGEST) for each in closers) if place > start]
        return min(places, default=None)
    first: int | None = None
    begun = 0
    marks = re.finditer(f"[{re.escape(closers + mark)}]", text[start : start + _LONGEST])
    for count, found in enumerate(itertools.islice(marks, _MOST_MARKS)):
        if first is not None and count > _MOST_AFTER:
            return first
        place = start + found.start()
        before, after = text[place - 1 : place], text[place + 1 : place + 2]
        if _is_letter(after) and before.isalnum():
            continue
        if not before.strip() or (not before.isalnum() and _is_letter(after) and before in '(–—-“"'):
            if first is not None and _is_letter(after):
                return first  # another begins, so the first was closed
            begun += 1
            if begun > _MOST_NESTED:
                return None
            continue
        if _is_letter(after):
            continue
        if (
            before in ".,!?…"
            or not after
            or after in ".,;:!?)"
            or INVERTED.match(text, place + 1)
            or not text[place + 1 : place + 80].strip()
        ):
            return place
        first = place if first is None else first
    return first


def left_open(text: str, closed: list[int]) -> int | None:
    """Where a quotation begins that this paragraph does not end."""
    at = closed[-1] if closed else 0
    for found in _OPENS.finditer(text, at, at + _LONGEST):
        place = found.start()
        if found["mark"] in _OPEN_ALONE and closing(text, place + 1, text[place]) is None:
            before = text[:place].rstrip()
            return place if not before or before[-1:] in ":,." else None
    return None
