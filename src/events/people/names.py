"""What texts call an organisation once they gave its name in full."""

import re

from events import text


def beginnings(name: str) -> list[str]:
    """With its end left out, folded: `open institute` of the Open Institute for Hours. One word alone means nobody."""
    folded = text.fold(name).removeprefix("the ")
    return [begun for end in _LEFT_OUT.finditer(folded) if " " in (begun := folded[: end.start()])]


_LEFT_OUT = re.compile(r"\s(?:for|of|on|and)\b")
