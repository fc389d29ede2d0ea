"""Notes to editors as people type them: in one field, numbered, and kept as a note each."""

import re
from collections.abc import Sequence

_NUMBER = re.compile(r"^(?:\[?\d{1,3}[.)\]]|[•*-])[ \t]+(?=\S)")
_BEHIND = "   "  # what belongs to a note stands behind its number


def read(words: str) -> list[str]:
    """Each note by itself. A numbered line begins one; where nothing is numbered, each paragraph is one."""
    lines = words.strip("\n").split("\n")
    if not any(map(_NUMBER.match, lines)):
        return [each.strip() for each in re.split(r"\n\s*\n", words) if each.strip()]
    notes: list[list[str]] = []
    for line in lines:
        number = _NUMBER.match(line)
        if number or not notes:
            notes.append([line[number.end() :] if number else line])
        else:
            notes[-1].append(line.removeprefix(_BEHIND))
    return [note for each in notes if (note := "\n".join(each).strip())]


def shown(notes: Sequence[str]) -> str:
    """As `read` takes them."""
    return "\n\n".join(f"{number}. {_set_in(note)}" for number, note in enumerate(notes, 1))


def _set_in(note: str) -> str:
    first, *rest = note.split("\n")
    return "\n".join([first, *(f"{_BEHIND}{line}" if line else "" for line in rest)])
