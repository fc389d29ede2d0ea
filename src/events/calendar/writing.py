"""Content lines written out (RFC 5545 section 3.1); `lines` reads them back.

No value makes a line of its own. Folds are stricter than the section asks: none is inside a character, nor inside a
backslash escape, which is legal, but Google Calendar drops the event (collective/icalendar, issue 1501).
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime

from events.text import bare

_LONGEST = 75

# The name with its parameters, and the value as one of the functions below writes it.
Property = tuple[str, str]


def component(name: str, *within: bytes) -> bytes:
    """A component (section 3.4) with the lines and the components that are in it."""
    return b"".join(component_in_pieces(name, *within))


def component_in_pieces(name: str, *within: bytes) -> list[bytes]:
    return [f"BEGIN:{name}\r\n".encode(), *within, f"END:{name}\r\n".encode()]


def lines(properties: Iterable[Property]) -> bytes:
    return b"".join([_folded(f"{name}:{value}") for name, value in properties])


def text(value: str) -> str:
    """As TEXT (section 3.3.11)."""
    escaped = bare(value).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return escaped.replace("\n", "\\n")


def texts(values: Iterable[str]) -> str:
    """As a list of TEXT."""
    return ",".join(map(text, values))


def uri(value: str) -> str:
    """As URI (section 3.3.13), which is written as it is."""
    return bare(value).replace("\n", "")


def quoted(value: str) -> str:
    """As a parameter in quotes (section 3.2); few readers know RFC 6868, so only its own sign is written its way."""
    inside = bare(value).replace("^", "^^").replace('"', "’").replace("\n", " ")
    return f'"{inside}"'


def when(name: str, value: date | datetime) -> Property:
    """A property that is a moment, or a day where no hour is known (section 3.3.4)."""
    return (name, moment(value)) if isinstance(value, datetime) else (f"{name};VALUE=DATE", _digits(value.isoformat()))


def moment(value: datetime) -> str:
    """As DATE-TIME in UTC (section 3.3.5)."""
    return f"{_digits(value.astimezone(UTC).isoformat()[:19])}Z"


def _digits(iso: str) -> str:
    return iso.replace("-", "").replace(":", "")


def _folded(line: str) -> bytes:
    left, room = line.encode(), _LONGEST
    if len(left) <= room:
        return left + b"\r\n"
    pieces = []
    while len(left) > room:
        at = _last_safe(left, room)
        pieces.append(left[:at])
        left, room = left[at:], _LONGEST - 1  # the blank that marks a continuation counts
    pieces.append(left)
    return b"\r\n ".join(pieces) + b"\r\n"


def _last_safe(line: bytes, at: int) -> int:
    """The last place not after `at` that is between two characters and not behind half an escape."""
    while line[at] & 0xC0 == 0x80:
        at -= 1
    backslashes = at - len(line[:at].rstrip(b"\\"))
    return at - backslashes % 2
