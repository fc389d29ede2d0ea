"""Labels that stand in a column of their own, as in `WHAT   Who owns the sea?` above `WHEN   11 June, 6pm`."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

_CAPTION = re.compile(
    r"(?P<label>[ \t]*(?:what|when|where|who|with|why|how|date|day|times?|venue|place|location|address|event|title"
    r"|speakers?|panel|chair|moderator|doors|entry|admission|cost|tickets|booking|rsvp|hosts?|contacts?))"
    r"(?P<gap> {2,}|[ ]?\t+)(?=\S)",
    re.IGNORECASE,
)
_BARRED = re.compile(r"(?<=\S)[ \t]{2,40}\|(?=[ \t])")  # `HEADLINE     | …`, a bar below the other
_BESIDE = re.compile(r"(?P<label>[ \t]*[^\W\d_]+(?: [^\W\d_]+){0,3})(?P<gap> {2,})(?=\S)")
_BEFORE_COLON = re.compile(r"(?P<label>[ \t]*[^\W\d_][^\n:|]{1,34}?)(?P<gap>[ \t]*):(?=[ \t]+\S)")
_TABBED = -1
_FEWEST = 2  # one such line may be chance


def marked(text: str) -> str:
    """As long as before: a colon stands behind each label whose values begin at one column, line below line, and a bar
    behind what it parts from the next cell.
    """
    text = _BARRED.sub(lambda gap: " |" + gap[0][:-2], text)
    lines = text.split("\n")
    for first, last in _blocks(lines):
        _draw_to_labels(lines, first, last)
    found = {place: each for place, line in enumerate(lines) if (each := _CAPTION.match(line))}
    together = Counter(map(_column, found.values()))
    found = {place: each for place, each in found.items() if together[_column(each)] >= _FEWEST}
    for first, last in _blocks(lines):
        columns = {_column(found[place]) for place in range(first, last + 1) if place in found}
        for place in range(first, last + 1) if columns else ():
            each = found.get(place) or _BESIDE.match(lines[place])
            if each and _column(each) in columns:
                lines[place] = each["label"] + ":" + " " * (len(each["gap"]) - 1) + lines[place][each.end() :]
    return "\n".join(lines)


def _column(label: re.Match[str]) -> int:
    """Where its value begins; a tab alone sets all values below each other, however long their labels."""
    return _TABBED if label["gap"].lstrip(" ") == "\t" and "\t" not in label.string[label.end() :] else label.end()


def _blocks(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The first and the last line of each run without a blank one."""
    first = 0
    for place, line in enumerate([*lines, ""]):
        if not line.strip():
            if first < place:
                yield first, place - 1
            first = place + 1


def _draw_to_labels(lines: list[str], first: int, last: int) -> None:
    """Colons that stand below each other, some of them away from their labels, come right behind these."""
    found = {place: each for place in range(first, last + 1) if (each := _BEFORE_COLON.match(lines[place]))}
    together = Counter(each.end() for each in found.values())
    for place, each in found.items():
        if each["gap"] and together[each.end()] >= _FEWEST:
            lines[place] = each["label"] + ":" + each["gap"] + lines[place][each.end() :]
