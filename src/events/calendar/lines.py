"""Content lines of our own calendars, read back: what is served in another form is made from the same bytes.

Quick rather than forgiving: it knows how `vevent` and `feeds` write, and is not for what others send.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_PARAMETER = re.compile(r';([A-Z0-9-]+)=((?:"[^"]*"|[^";:,]*)(?:,(?:"[^"]*"|[^";:,]*))*)')
_ESCAPED = re.compile(r"\\(.)")
_CARET = re.compile(r"\^([n'^])")
_CARETS = {"n": "\n", "'": '"', "^": "^"}
_NOT_ESCAPED_COMMA = re.compile(r"(?<!\\)((?:\\\\)*),")


@dataclass(frozen=True, slots=True)
class Line:
    """One content line (RFC 5545 section 3.1); its value is as written, escapes and all."""

    name: str
    parameters: dict[str, list[str]]
    value: str


_NONE: dict[str, list[str]] = {}


def of(component: bytes) -> Iterator[Line]:
    for line in component.replace(b"\r\n ", b"").decode().split("\r\n"):
        if not line:
            continue
        name, _, value = line.partition(":")
        if ";" in name:
            yield _with_parameters(line)
        else:
            yield Line(name, _NONE, value)


def text(value: str) -> str:
    """What a TEXT says (section 3.3.11)."""
    if "\\" not in value:
        return value
    if "\\\\" in value:
        return _ESCAPED.sub(_unescaped, value)
    return value.replace("\\n", "\n").replace("\\N", "\n").replace("\\,", ",").replace("\\;", ";")


def texts(value: str) -> list[str]:
    """What a list of TEXT says."""
    return [text(each) for each in _NOT_ESCAPED_COMMA.sub("\\1\0", value).split("\0")]


def _with_parameters(line: str) -> Line:
    at = line.index(";")
    name, parameters = line[:at], {}
    while found := _PARAMETER.match(line, at):
        parameters[found[1]] = [_unquoted(each) for each in re.findall(r'"[^"]*"|[^",]+', found[2])]
        at = found.end()
    return Line(name, parameters, line[at + 1 :])


def _unquoted(value: str) -> str:
    """What a parameter says; RFC 6868 has signs for what could not stand in it."""
    value = value.strip('"')
    return _CARET.sub(lambda found: _CARETS[found[1]], value) if "^" in value else value


def _unescaped(found: re.Match[str]) -> str:
    return "\n" if found[1] in "nN" else found[1]
