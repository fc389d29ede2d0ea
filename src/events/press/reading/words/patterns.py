"""Regular expressions that are soon asked."""

import re

_BAR = re.compile(r"\|(?![^()]*\))")  # of the choice itself, not of a bracket within


def one_of(choice: str) -> str:
    """`a|b|…`, each of which begins with a letter, parted by these: of many words few are tried at each place."""
    by_letter: dict[str, list[str]] = {}
    for each in _BAR.split(choice):
        by_letter.setdefault(each[0], []).append(each[1:])
    return "(?:" + "|".join(f"{letter}(?:{'|'.join(rest)})" for letter, rest in by_letter.items()) + ")"
