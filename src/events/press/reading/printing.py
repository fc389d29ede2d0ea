"""A draft on a terminal: as JSON for programs, or one line for each fact."""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from events.press.reading import files, reading


def draft(name: str, content: bytes, *, today: date, as_json: bool) -> str:
    """What a file says. Raises files.Unreadable."""
    read = reading.read(files.text(name, content), today=today).as_json()
    if as_json:
        return json.dumps(read, indent=2, ensure_ascii=True)
    return "\n".join(_lines(read, "")) or "Nothing was found in this text."


def _lines(value: Any, path: str) -> Iterator[str]:
    if isinstance(value, dict) and "span" in value:
        doubt = "  (check this)" if value["confidence"] < 0.7 else ""
        yield f"{path}: {value['value']}{doubt}"
    elif isinstance(value, dict):
        for name, each in value.items():
            yield from _lines(each, f"{path}.{name}".lstrip("."))
    elif isinstance(value, list):
        for place, each in enumerate(value, 1):
            yield from _lines(each, f"{path} {place}")
