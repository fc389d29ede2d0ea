"""What RFC 5545 says of the bytes of a calendar, and what is known to make readers stumble."""

import re
from collections.abc import Iterator

_LINE = re.compile(
    r'(?P<name>[A-Z0-9-]+)(?P<parameters>(;[A-Z0-9-]+=("[^"\x00-\x08\x0a-\x1f\x7f]*"|[^";:,\x00-\x1f\x7f]*)'
    r'(,("[^"\x00-\x1f\x7f]*"|[^";:,\x00-\x1f\x7f]*))*)*):(?P<value>.*)'
)
_TEXT = {"SUMMARY", "DESCRIPTION", "LOCATION", "NAME", "X-WR-CALNAME", "UID", "PRODID"}
_MOMENT = re.compile(r"\d{8}T\d{6}Z")
_ONCE = {"UID", "DTSTAMP", "CREATED", "LAST-MODIFIED", "SEQUENCE", "DTSTART", "DTEND", "SUMMARY", "STATUS", "URL"}


def mistakes(calendar: bytes) -> list[str]:
    return [*_of_octets(calendar), *_of_lines(calendar)]


def _of_octets(calendar: bytes) -> Iterator[str]:
    if not calendar.endswith(b"END:VCALENDAR\r\n"):
        yield "it does not end as a calendar does"
    if b"\n" in calendar.replace(b"\r\n", b"") or b"\r" in calendar.replace(b"\r\n", b""):
        yield "a line ends with something else than CRLF"
    for number, line in enumerate(calendar.removesuffix(b"\r\n").split(b"\r\n"), 1):
        if len(line) > 75:
            yield f"line {number} has {len(line)} octets"
        if line in (b"", b" "):
            yield f"line {number} is blank"
        try:
            line.decode()
        except UnicodeDecodeError:
            yield f"line {number} is folded inside a character"
        if (len(line) - len(line.rstrip(b"\\"))) % 2:
            yield f"line {number} is folded inside an escape"


def _of_lines(calendar: bytes) -> Iterator[str]:
    open_components: list[tuple[str, list[str]]] = []
    for line in calendar.replace(b"\r\n ", b"").decode().removesuffix("\r\n").split("\r\n"):
        found = _LINE.fullmatch(line)
        if found is None:
            yield f"no content line: {line!r}"
            continue
        name, value = found["name"], found["value"]
        if name == "BEGIN":
            open_components.append((value, []))
        elif name == "END":
            component, names = open_components.pop()
            yield from _of_component(component, value, names)
        else:
            open_components[-1][1].append(name)
        if "VTIMEZONE" not in [component for component, _ in open_components]:
            yield from _of_value(name, found["parameters"], value)


def _of_component(component: str, ended: str, names: list[str]) -> Iterator[str]:
    if component != ended:
        yield f"{component} ends as {ended}"
    if component == "VEVENT":
        for name in _ONCE:
            if names.count(name) != 1:
                yield f"{name} is there {names.count(name)} times"


def _of_value(name: str, parameters: str, value: str) -> Iterator[str]:
    if name in _TEXT and re.search(r"(?<!\\)(?:\\\\)*([;,]|\\(?![\\;,nN]))", value):
        yield f"{name} has an escape that is none: {value!r}"
    if name in ("DTSTART", "DTEND") and "VALUE=DATE" in parameters:
        if not re.fullmatch(r"\d{8}", value):
            yield f"{name} is no date: {value}"
    elif name in ("DTSTART", "DTEND", "DTSTAMP", "CREATED", "LAST-MODIFIED") and not _MOMENT.fullmatch(value):
        yield f"{name} is no moment in UTC: {value}"
