"""What a Markdown file shows: its comments and what it strikes out are not for its readers."""

import re

from events.press.reading.files import letters
from events.press.reading.files.opened import COMMENTS, STRUCK, Opened


def opened(content: bytes) -> Opened:
    written = letters.text(content)
    shown = _without_comments(written)
    unstruck = _STRUCK.sub("", shown)
    left_out = {COMMENTS: shown != written, STRUCK: unstruck != shown}
    return Opened(unstruck, frozenset(each for each, is_left in left_out.items() if is_left))


_STRUCK = re.compile(r"(?<!~)~~(?=[^\s~])[^~\n]{1,300}~~(?!~)")


def _without_comments(written: str) -> str:
    kept, place = list[str](), 0
    while (start := written.find("<!--", place)) >= 0 and (end := written.find("-->", start + 4)) >= 0:
        kept.append(written[place:start])
        place = end + 3
    return "".join((*kept, written[place:]))
