"""What stands among contacts and is none for the press: where to book a place, and streets."""

import re
from collections.abc import Iterable

BOOKS = re.compile(
    r"\b(?:r\.?s\.?v\.?p|places (?:are|for)|book(?:ing)?s?|tickets?|helpline|complain\w*|register|registration|reserve"
    r"|subscribe|unsubscribe"
    r"|runner|donate|dietary)\b",
    re.IGNORECASE,
)
OF_THE_PRESS = re.compile(
    r"\b(?:press|media|journalists?|reporters?|accreditation|(?:presse|pers|stampa)(?=@))\b", re.IGNORECASE
)
_STREET = re.compile(
    r"(?:\b(?:street|road|lane|avenue|walk|square|terrace|crescent|quay|parade|drive|row|close|mews|wharf|boulevard"
    r"|place|way|house|hall|court|building|tower|floor|room|suite|box|arcade)|(?:stra(?:ss|ß)e|str\.|gasse|allee"
    r"|platz|weg|gatan|straat|laan|plein))$",
    re.IGNORECASE,
)
_OF_AN_EVENT = re.compile(
    r"\W*(?:place|venue|where|location|address|ort|lieu|date|time|theme|topic)\s?[:|]", re.IGNORECASE
)
_STREET_FIRST = re.compile(
    r"(?:\d+[\w,]* )?(?:[Rr]ue|[Aa]venue|[Bb]oulevard|[Qq]uai|Calle|Via|Rua|Piazza|Plaza|ul\.) (?=\S)"
)
_NUMBER_BEHIND = re.compile(r"\s\d+\w?$")
_NUMBERED = re.compile(
    r"(?:plot|unit|flat|suite|level|block|room|shop|door|house|p\.?\s?o\.?\s?box|postbus|postfach|private bag)"
    r"\s(?:nos?\.?\s?|[a-z]-?)?\d|\d+(?:st|nd|rd|th)\sfloor\b",
    re.IGNORECASE,
)


_OF_GUESTS = re.compile(
    r"\W*(?:(?:contacts?|questions?|enquiries)\s(?:for|from)\s(?:participants|attendees|guests|speakers)\b)"
    r"|.{0,80}\b(?:dietary|access needs|step-free|large[- ]print|wheelchairs?|hearing loop)\b",
    re.IGNORECASE,
)


def for_guests(lines: Iterable[tuple[int, str]]) -> set[int]:
    """Which lines, told with the group of each, say whom those ask who come: from `Contact for participants: …` on,
    until one of the same group is for the press.
    """
    found: set[int] = set()
    begun = None
    for place, (group, line) in enumerate(lines):
        is_of_the_press = OF_THE_PRESS.search(line) is not None
        if _OF_GUESTS.match(line) and not is_of_the_press:
            begun = group
        if begun == group and not is_of_the_press:
            found.add(place)
        else:
            begun = None
    return found


def are_last(words: str) -> bool:
    """Whether the last sentence is about places to book, and not for the press."""
    sentence = re.split(r"[.!?]\s", words)[-1]
    return bool(BOOKS.search(sentence)) and not OF_THE_PRESS.search(sentence)


def is_label(line: str) -> bool:
    """`Place: …`, which tells of an event."""
    return bool(_OF_AN_EVENT.match(line))


def is_street(words: str) -> bool:
    """`14 Mill Lane`, `Lindenstraße 4`, `Rue du Lac`, `Brook House`."""
    return len(words.split()) <= 6 and bool(_STREET_FIRST.match(words) or _STREET.search(_NUMBER_BEHIND.sub("", words)))


def is_numbered(words: str) -> bool:
    """What only an address begins with: `Plot 11`, `4th Floor`, `PO Box 112`, `14 Mill Lane`."""
    return bool(_NUMBERED.match(words)) or (words[:1].isdigit() and is_street(words))
