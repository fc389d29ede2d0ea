"""What a file says, and which words in it are for nobody who reads it."""

from typing import NamedTuple

STRUCK = "struck out"
HIDDEN = "hidden"
COMMENTS = "comments"


class Opened(NamedTuple):
    text: str
    left_out: frozenset[str] = frozenset()

    @property
    def warning(self) -> str:
        """What to say of it beside the text."""
        words = " or ".join(each for each in (STRUCK, HIDDEN) if each in self.left_out)
        told = [f"words that are {words}"] if words else []
        told += [COMMENTS] if COMMENTS in self.left_out else []
        return f"The file has {' and '.join(told)}, which were left out." if told else ""
