"""Labels that stand in a column of their own, as in `WHAT   Who owns the sea?` above `WHEN   11 June, 6pm`."""

import re
from collections import Counter

_CAPTION = re.compile(
    r"(?P<label>[ \t]*(?:what|when|where|who|with|why|how|date|day|times?|venue|place|location|address|event|title"
    r"|speakers?|panel|chair|moderator|doors|entry|admission|cost|tickets|booking|rsvp|hosts?|contacts?))"
    r"(?P<gap> {2,}|[ ]?\t+)(?=\S)",
    re.IGNORECASE,
)
_BARRED = re.compile(r"(?<=\S)[ \t]{2,40}\|(?=[ \t])")  # `HEADLINE     | …`, a bar below the other
_FEWEST = 2  # one such line may be chance


def marked(text: str) -> str:
    """As long as before: a colon stands behind each label whose values begin at one column, line below line, and a bar
    behind what it parts from the next cell.
    """
    text = _BARRED.sub(lambda gap: " |" + gap[0][:-2], text)
    lines = text.split("\n")
    found = {place: each for place, line in enumerate(lines) if (each := _CAPTION.match(line))}
    together = Counter(each.end() for each in found.values())
    for place, each in found.items():
        if together[each.end()] >= _FEWEST:
            lines[place] = each["label"] + ":" + " " * (len(each["gap"]) - 1) + lines[place][each.end() :]
    return "\n".join(lines)
