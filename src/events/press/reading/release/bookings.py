"""What stands among contacts and is none for the press: where to book a place, and who runs the evening."""

import re
from collections.abc import Iterable

BOOKS = re.compile(
    r"\b(?:r\.?s\.?v\.?p|(?:kindly|please) reply|repl(?:y|ies) (?:by|before)|acceptances|places (?:are|for)"
    r"|book(?:ing)?s?|tickets?|helpline|complain\w*|register|registration(?! (?:to follow|(?:will )?opens?))"
    r"|reserve|subscribe|unsubscribe|runner|donate|dietary)\b",
    re.IGNORECASE,
)
OF_THE_PRESS = re.compile(
    r"\b(?:press|media|journalists?|reporters?|accreditation|(?:presse|pers|stampa)(?=@))\b", re.IGNORECASE
)


_OF_GUESTS = re.compile(
    r"\W*(?:(?:contacts?|questions?|enquiries)\s(?:for|from)\s(?:participants|attendees|guests|speakers)\b)"
    r"|\W*(?:questions?|queries)\son\sthe\sday\b|\W*(?:access(?:ibility)?|a/?v|audio-?visual|logistics)\s?:"
    r"|\W*(?:for\s)?(?:program(?:me)?|speakers?['’]?|delegates?['’]?|sponsors?(?:hip)?|exhibitors?['’]?|partnerships?|travel)"
    r"\s(?:and\s\w+\s)?(?:questions?|queries|(?:en|in)quir(?:y|ies)|liaison|logistics)\b",
    re.IGNORECASE,
)
_ON_THE_DAY = re.compile(
    r"\b(?:dietary|access needs|step-free|large[- ]print|wheelchairs?|hearing loop|stage[- ]manage(?:r|ment)"
    r"|front[- ]of[- ]house|house manager|technicians?|sound (?:desk|engineer)|crew|caterers?|catering)\b",
    re.IGNORECASE,
)
_NEAR = 90  # characters in which a line says what it is about


def for_guests(lines: Iterable[tuple[int, str]]) -> set[int]:
    """Which lines, told with the group of each, say whom those ask who come: from `Contact for participants: …` or
    `Stage manager: …` on, until one of the same group is for the press.
    """
    found: set[int] = set()
    begun = None
    for place, (group, line) in enumerate(lines):
        is_of_guests = begun == group or _OF_GUESTS.match(line) or _ON_THE_DAY.search(line, 0, _NEAR)
        if is_of_guests and not OF_THE_PRESS.search(line):
            begun = group
            found.add(place)
        else:
            begun = None
    return found


def are_last(words: str) -> bool:
    """Whether the last sentence is about places to book, and not for the press."""
    sentence = re.split(r"[.!?]\s", words)[-1]
    return bool(BOOKS.search(sentence)) and not OF_THE_PRESS.search(sentence)
