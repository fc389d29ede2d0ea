"""Tables pasted as text: whatever parts their cells (tabs, semicolons, commas, wide gaps), bars part them here."""

import re
from collections.abc import Iterator, Sequence

# What heads a column, and what its cells are of a person.
COLUMNS = {
    **dict.fromkeys(
        """name,names,full name,person,who,speaker,speakers,speaker(s),speaker name,panellist,panelist,panellists
        ,panelists,participant,participants,contributor,contributors,presenter,presenters,lecturer,guest,moderator
        ,chair""".replace("\n        ", "").split(","),
        "name",
    ),
    **dict.fromkeys("role,function,title,job title,position,post,designation,job,role / title".split(","), "role"),
    **dict.fromkeys(
        "organisation,organization,office,agency,affiliation,affiliations,institution,institute,company,employer,from,body".split(
            ","
        ),
        "house",
    ),
    **dict.fromkeys("status,confirmed,confirmed?,notes,note,attendance".split(","), "state"),
    **dict.fromkeys(
        "part,capacity,session role,role at event,role at the event,panel role,speaking as,role on the day".split(","),
        "part",
    ),
    **dict.fromkeys("item,session,programme,agenda item,topic,what,activity,event,subject".split(","), "item"),
}
HOURS = frozenset(("time", "times", "hour", "start", "starts", "start time", "begins", "when"))
_PARTS = ("\t+", ";", ",", "\\|", r"(?<=\S) {2,}(?=\S)")
_GAP = r"(?<=\S) {4,}(?=\S)"
_BILLED = re.compile(r"\s*(?:[^\W\d_][\w.'’()-]*\s){1,4}[^\W\d_][\w.'’()-]* {4,}[^\W\d_][^\d@|:]{3,120}")
_HEADED = re.compile(
    r"\s*(?:chair|moderator|facilitator|host|discussant|respondent|keynote speaker)s?\s?:?\s*", re.IGNORECASE
)
_QUOTED = re.compile(r'"[^"\n]{0,300}"')
_FEWEST_TABS = 2  # lines


def barred(text: str) -> str:
    """As long as before: what parts the cells of a table is a bar with blanks."""
    lines = text.split("\n")
    for first, last in _blocks(lines):
        parting = _parting(lines[first : last + 1])
        for place in range(first, last + 1) if parting else _billed(lines, first, last):
            lines[place] = _with_bars(lines[place], parting or _GAP)
    return "\n".join(lines)


def _billed(lines: Sequence[str], first: int, last: int) -> list[int]:
    """Where a name stands and far to the right of it a post; one such line may be chance."""
    found = [place for place in range(first, last + 1) if _BILLED.fullmatch(lines[place][:200])]
    return found if len(found) > 1 or _HEADED.fullmatch(lines[first]) else []


def is_heading(cells: Sequence[str]) -> bool:
    """Whether these cells head columns; `Moderator` may also be what a row says of somebody."""
    columns = [COLUMNS.get(cell) for cell in cells if cell]
    is_known = columns.count(None) <= min(len(columns) - 2, len(columns) // 2)
    return "name" in columns and is_known and all(len(cell) <= 30 for cell in cells)


def _blocks(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where lines stand together without a blank one between them."""
    first: int | None = None
    for place, line in enumerate([*lines, ""]):
        if line.strip():
            first = place if first is None else first
        elif first is not None:
            if place - first >= _FEWEST_TABS:
                yield first, place - 1
            first = None


def _parting(lines: Sequence[str]) -> str | None:
    """What parts the cells of these lines: what parts the words of a heading, or tabs in every line."""
    for parting in _PARTS:
        cells = [each.strip(' "*').lower() for each in re.split(parting, lines[0].strip()[:300])]
        if len(cells) >= 2 and is_heading(cells):
            return parting
    tabbed = [len(re.findall("\\S\t+(?=\\S)", each)) for each in lines[:50]]
    return _PARTS[0] if min(tabbed) >= 1 and max(tabbed) == min(tabbed) else None


def _with_bars(line: str, parting: str) -> str:
    kept = _QUOTED.sub(lambda found: re.sub(r"[;,|]", "\0", found[0]), line) if parting in (";", ",") else line
    barred_line = re.sub(parting, lambda found: "|" + " " * (len(found[0]) - 1), kept)
    if kept is not line:
        restored = "".join(old if new == "\0" else new for old, new in zip(line, barred_line, strict=True))
        return re.sub(r'(?<![^|])"|"(?=\||$)', " ", restored)
    return barred_line
