"""Folding of content lines (RFC 5545 section 3.1), stricter than icalendar's.

No fold inside a character, nor inside a backslash escape: the latter is legal, and Google Calendar drops the event
(collective/icalendar, issue 1501).
"""

_LONGEST = 75


def refold(component: bytes) -> bytes:
    """The same content lines, none longer than 75 octets, each fold where no reader can stumble over it."""
    lines = component.replace(b"\r\n ", b"").split(b"\r\n")
    return b"\r\n".join(_fold(line) for line in lines)


def _fold(line: bytes) -> bytes:
    pieces, room = [], _LONGEST
    while len(line) > room:
        at = _last_safe(line, room)
        pieces.append(line[:at])
        line, room = line[at:], _LONGEST - 1  # the blank that marks a continuation counts
    return b"\r\n ".join([*pieces, line])


def _last_safe(line: bytes, at: int) -> int:
    """The last place not after `at` that is between two characters and not behind half an escape."""
    while line[at] & 0xC0 == 0x80:
        at -= 1
    backslashes = at - len(line[:at].rstrip(b"\\"))
    return at - backslashes % 2
