"""jCal (RFC 7265): the same calendar as JSON, made from the same bytes."""

import json
import re
from collections.abc import Callable
from typing import Any

from events.calendar import lines
from events.calendar.lines import Line

MEDIA_TYPE = "application/calendar+json"

# What kind of value a property has where it does not say (RFC 5545, 7986 and 9073). Of a name that begins with X-
# nobody can know, and its value is handed on as written (RFC 7265 section 5.1).
_KINDS = {
    "DTSTAMP": "date-time",
    "DTSTART": "date-time",
    "DTEND": "date-time",
    "CREATED": "date-time",
    "LAST-MODIFIED": "date-time",
    "SEQUENCE": "integer",
    "GEO": "float",
    "URL": "uri",
    "TZOFFSETFROM": "utc-offset",
    "TZOFFSETTO": "utc-offset",
}

# A value in JSON: first what it is a list or a structure of, then each.
_VALUES: dict[str, Callable[[str], list[Any]]] = {
    "text": lambda value: [lines.text(value)],
    "integer": lambda value: [int(value)],
    "float": lambda value: [[float(each) for each in value.split(";")]],
    "date": lambda value: [f"{value[:4]}-{value[4:6]}-{value[6:8]}"],
    "date-time": lambda value: [_moment(value)],
    "utc-offset": lambda value: [f"{value[:3]}:{value[3:5]}"],
}


def is_preferred(accept: str) -> bool:
    """Whether a client that says this in `Accept` would rather have jCal (RFC 9110 section 12.5.1).

    It has to name it: what asks for calendars seldom says what it takes, and iCalendar is what all of them take. Of two
    that are named and liked alike, that is the one as well.
    """
    liked = dict(_range(each) for each in accept.lower().split(","))
    weight = liked.get(MEDIA_TYPE, 0.0)
    if "text/calendar" in liked:
        return weight > liked["text/calendar"]
    return weight > 0 and weight >= liked.get("text/*", liked.get("*/*", 0.0))


def _range(part: str) -> tuple[str, float]:
    name, *parameters = (each.strip() for each in part.split(";"))
    for parameter in parameters:
        key, _, value = parameter.partition("=")
        if key.strip() == "q":
            return name, float(value) if re.fullmatch(r"\s*(0(\.\d{0,3})?|1(\.0{0,3})?)\s*", value) else 0.0
    return name, 1.0


def document(calendar: bytes) -> bytes:
    """The whole of a VCALENDAR."""
    root: list[Any] = []
    within = [root]
    for line in lines.of(calendar):
        if line.name == "BEGIN":
            component: list[Any] = [line.value.lower(), [], []]
            (within[-1][2] if len(within) > 1 else root).append(component)
            within.append(component)
        elif line.name == "END":
            within.pop()
        else:
            within[-1][1].append(_property(line))
    return json.dumps(root[0], ensure_ascii=False, separators=(",", ":")).encode()


def _property(line: Line) -> list[Any]:
    name = line.name
    parameters: dict[str, Any] = {}
    kind = _KINDS.get(name, "unknown" if name.startswith("X-") else "text")
    for key, values in line.parameters.items():
        if key == "VALUE":
            kind = values[0].lower()
        else:
            parameters[key.lower()] = values if len(values) > 1 else values[0]
    if name == "CATEGORIES":
        return ["categories", parameters, "text", *lines.texts(line.value)]
    read = _VALUES.get(kind)
    return [name.lower(), parameters, kind, *(read(line.value) if read else [line.value])]


def _moment(value: str) -> str:
    day, _, clock = value.partition("T")
    return f"{day[:4]}-{day[4:6]}-{day[6:]}T{clock[:2]}:{clock[2:4]}:{clock[4:]}"
