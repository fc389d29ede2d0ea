"""What is wrong with a file: each mistake with its path in the file and a plain sentence."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from pydantic import ValidationError

from events.settings import Foreseen

_SHOWN = 200
_TYPES = {
    "missing": "is missing",
    "string_type": "is not text",
    "string_unicode": "has a name with half of a character in it",
    "list_type": "is not a list",
    "model_type": "is not an object",
    "model_attributes_type": "is not an object",
    "literal_error": "is not one that we know",
}


class Refused(Foreseen):
    """A file that is not taken; its text has a line for each reason, and nothing was written."""


@dataclass
class Mistakes:
    """All that is wrong; the first are kept, the rest only counted."""

    lines: list[str] = field(default_factory=list)
    count: int = 0

    def add(self, path: str, sentence: str) -> None:
        self.count += 1
        if len(self.lines) < _SHOWN:
            self.lines.append(_plain(f"{path}: {sentence}" if path else sentence))

    def add_invalid(self, path: str, error: ValidationError, known: type[Any]) -> None:
        """What pydantic found in one record, in our words."""
        for each in error.errors(include_url=False, include_input=False):
            if len(self.lines) < _SHOWN:
                self.add(path + _path(each["loc"]), _sentence(each, known))
            else:
                self.count += 1

    def refuse(self) -> None:
        """Raises Refused if there are any."""
        if not self.count:
            return
        more = [f"... and {self.count - len(self.lines):,} more."] if self.count > len(self.lines) else []
        mistakes = "1 mistake" if self.count == 1 else f"{self.count:,} mistakes"
        raise Refused("\n".join([f"Nothing was imported: the file has {mistakes}.", *self.lines, *more]))

    def __bool__(self) -> bool:
        return self.count > 0


def unknown(name: str, known: Collection[str]) -> str:
    near = get_close_matches(name[:100], known, n=1)
    return f"is not known here; did you mean {near[0]}?" if near else "is not known here"


def shown(name: object) -> str:
    """A name out of the file, and no more of it than a line has room for."""
    return str(name) if len(str(name)) <= 60 else f"{str(name)[:60]}..."


def _path(loc: tuple[int | str, ...]) -> str:
    return "".join(f"[{each}]" if isinstance(each, int) else f".{shown(each)}" for each in loc)


def _sentence(error: Any, kind: Any) -> str:
    if error["type"] == "extra_forbidden":
        return unknown(str(error["loc"][-1]), list(_fields(kind, error["loc"][:-1])))
    if error["type"] == "value_error":
        return str(error["ctx"]["error"])
    return _TYPES.get(error["type"], str(error["msg"]))


def _fields(model: Any, loc: tuple[int | str, ...]) -> Iterator[str]:
    """The names that were possible at a place within a record."""
    for each in loc:
        if isinstance(each, str):
            model = next(iter(_models(model.model_fields[each].annotation)))
    yield from model.model_fields


def _models(annotation: Any) -> Iterator[Any]:
    if hasattr(annotation, "model_fields"):
        yield annotation
    for choice in getattr(annotation, "__args__", ()):
        yield from _models(choice)


def _plain(line: str) -> str:
    """Without what would move a terminal's cursor or not print at all."""
    return "".join(each if each.isprintable() else f"\\u{ord(each):04x}" for each in line)
