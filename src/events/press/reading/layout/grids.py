"""Tables pasted as text: whatever parts their cells (tabs, semicolons, commas, wide gaps), bars part them here."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache

from events.press.reading.layout import headings

# What heads a column, and what its cells are of a person.
COLUMNS = {
    heading: kind
    for kind, headings in {
        "name": "name|names|full name|person|who|speaker|speakers|speaker(s)|speaker name|speaker's name|panellist"
        "|panelist|panellists|panelists|participant|participants|contributor|contributors|presenter|presenters|lecturer"
        "|guest|moderator|chair|referent|referentin|referent/in|referenten|sprecher|sprecherin|intervenant"
        "|intervenante|intervenants|orateur|nombre|nome|naam|nom",
        "given": "first name|forename|given name|given names|firstname|first|vorname|prénom|prenom|voornaam",
        "family": "surname|last name|family name|lastname|last|nachname|familienname|nom de famille|achternaam"
        "|apellido|apellidos|cognome",
        "honorific": "honorific|salutation|prefix|form of address|anrede|titel|civilité",
        "role": "role|function|title|job title|position|post|designation|job|role / title|job role|occupation"
        "|job function|professional title|funktion|amt|fonction|poste|cargo|functie|ruolo|función",
        "house": "organisation|organization|office|agency|affiliation|affiliations|institution|institute|company"
        "|employer|from|body|org|organisation name|organisation / institution|affiliation / organisation|organisme"
        "|einrichtung|firma|établissement|organisatie|organización|entidad|ente",
        "state": "status|confirmed|confirmation|notes|note|attendance|tbc|rsvp|zusage|statut",
        "part": "part|capacity|session role|role at event|role at the event|role in event|role in session|panel role"
        "|role on panel|on stage|speaking as|role on the day|event role|speaker type|type of speaker",
        "item": "item|session|programme|agenda item|topic|what|activity|event|subject",
        "reach": "email|e-mail|mail|email address|e-mail address|emails|phone|telephone|tel|mobile|mob|cell|gsm|fax"
        "|phone number|telephone number|mobile number|mobile phone|contact number|contact details|work phone|work email"
        "|direct line|whatsapp|contact|telefon|handy|e-mail-adresse|courriel|téléphone|correo|teléfono",
    }.items()
    for heading in headings.split("|")
}
HOURS = frozenset(("time", "times", "hour", "start", "starts", "start time", "begins", "when"))
_PARTS = ("\t", "\t+", ";", ",", "\\|", r"(?<=\S) {2,}(?=\S)")
_SEVERAL_TABS = _PARTS[1]
_WIDE = _PARTS[-1]
_BILLED = re.compile(r"\s*(?:[^\W\d_][\w.'’()-]*\s){1,4}[^\W\d_][\w.'’()-]*(?P<gap> {2,})[^\W\d_][^\d@|:]{3,120}")
_HEADED = re.compile(
    r"\s*(?:chair|moderator|facilitator|host|discussant|respondent|keynote speaker)s?\s?:?\s*", re.IGNORECASE
)
_QUOTED = re.compile(r'"[^"\n]{0,300}"')
_FEWEST_TABS = 2  # lines


def barred(text: str) -> str:
    """As long as before: what parts the cells of a table is a bar with blanks."""
    lines = text.split("\n")
    for begin, last in _blocks(lines):
        first, parting = _parting(lines, begin, last)
        for place in range(first, last + 1) if parting else _billed(lines, first, last):
            lines[place] = _with_bars(lines[place], parting or _WIDE)
    return "\n".join(lines)


def _billed(lines: Sequence[str], first: int, last: int) -> list[int]:
    """Where a name stands and far to the right of it, or in a column, a post; one such line may be chance."""
    rows = {place: row for place in range(first, last + 1) if (row := _BILLED.fullmatch(lines[place][:200]))}
    columns = Counter(row.end("gap") for row in rows.values())
    found = [place for place, row in rows.items() if len(row["gap"]) >= _FAR or columns[row.end("gap")] > _CHANCE]
    return found if len(found) > 1 or (found and _HEADED.fullmatch(lines[first])) else []


_FAR = 4  # blanks
_CHANCE = 2  # lines whose second words happen to begin below each other


def folded(cell: str) -> str:
    """What a heading says, however it is set: `**Chair?**`."""
    return cell.strip(' "*?:').lower()


@lru_cache(maxsize=256)
def kind(heading: str) -> str | None:
    """What the cells below a folded heading are of a person: also `role 2` of their second post."""
    if heading in COLUMNS:
        return COLUMNS[heading]
    found = _NUMBERED.fullmatch(heading)
    of = COLUMNS.get(found["what"]) if found else None
    if found is None or of not in ("role", "house"):
        return None
    return of if found["number"] == "1" else f"{of} {found['number']}"


_NUMBERED = re.compile(r"(?P<what>[^\W\d](?:.{0,28}[^\W\d_])?)[ _#-]{0,2}(?P<number>[1-9])")


def is_heading(cells: Sequence[str]) -> bool:
    """Whether these cells head columns; `Moderator` may also be what a row says of somebody."""
    columns = [kind(cell) or ("hour" if cell in HOURS else None) for cell in cells if cell]
    is_known = columns.count(None) <= min(len(columns) - 2, len(columns) // 2)
    names = "name" in columns or {"given", "family"} <= set(columns)
    return names and is_known and all(len(cell) <= 30 for cell in cells)


def heads_columns(line: str) -> bool:
    """`Sl. No. / Name / Designation & Organisation`, whatever parts the rows below."""
    return len(line) <= _LONGEST_HEADING and is_heading([folded(each) for each in _BETWEEN.split(line)])


_BETWEEN = re.compile(r"\s?[/|;,&\t]\s?")


def heads_contacts(line: str) -> bool:
    """`Name | Phone | Email`, above those to ring."""
    if len(line) > _LONGEST_HEADING:
        return False
    return is_heading([folded(each) for each in line.split("|")]) or bool(_COLUMNS_OF_CONTACTS.fullmatch(line))


_COLUMNS_OF_CONTACTS = re.compile(
    r"(?:[\s*]*(?:(?:press |media )?contact|organi[sz]ation|name|who|person|role|post|position|(?:job )?title"
    r"|department|region|languages?|(?:tele)?phone(?: number| no\.?)?|tel|direct(?: line)?|landline|mobile|cell"
    r"|e-?mail(?: address)?|hours|out[ -]of[ -]hours|website)[\s*]*[.:]?[\s*]*(?:\||$)){2,}",
    re.IGNORECASE,
)


def rosters(lines: Sequence[str]) -> frozenset[int]:
    """Which lines are rows of a table of people, with its heading; one with hours is a programme."""
    rows: set[int] = set()
    goes_on = may_ring = False
    for place, line in enumerate(lines):
        if "|" not in line:
            may_ring = _says_whom_to_ring(line, lines[place + 1 : place + 2], may_ring=may_ring)
            below = lines[place + 1 : place + 2]
            goes_on = goes_on and len(line) <= LONGEST_ALONE and any("|" in each and not _heads(each) for each in below)
        elif not goes_on:
            goes_on = _heads(line, may_ring=may_ring)
        if goes_on:
            rows.add(place)
    return frozenset(rows)


def _heads(line: str, *, may_ring: bool = False) -> bool:
    """Neither a programme nor those to ring: above numbers it must say that they speak, or which post each has where,
    unless what stands above it says that they may be rung.
    """
    cells = [folded(each) for each in line[:_LONGEST_HEADING].split("|")]
    if not is_heading(cells) or HOURS.intersection(cells):
        return False
    kinds = {kind(cell) for cell in cells}
    speak = "part" in kinds or any(_SPEAKERS.match(cell) for cell in cells)
    return "reach" not in kinds or speak or ({"role", "house"} <= kinds and not may_ring)


def _says_whom_to_ring(line: str, below: Sequence[str], *, may_ring: bool) -> bool:
    """What a caption says of the table below it; nothing else but the end of a release says so of one further down."""
    if headings.heads(headings.END, line[:_LONGEST_CAPTION]):
        return True
    is_caption = len(line) <= _LONGEST_CAPTION and any("|" in each for each in below)
    if is_caption and _SPEAKERS_ABOVE.search(line):
        return False
    return may_ring or (is_caption and _TO_RING.search(line) is not None)


_SPEAKERS = re.compile(r"speak|panel|presenter|lecturer|referent|intervenant|orateur")
_SPEAKERS_ABOVE = re.compile(rf"\b(?:{_SPEAKERS.pattern}|line-?up)", re.IGNORECASE)
_TO_RING = re.compile(
    r"\bcontacts?\b|\b(?:en|in)quir(?:y|ies)\b|\bspokes\w+|\binterviews?\b"
    r"|\b(?:press|media) (?:office|team|desk|relations)",
    re.IGNORECASE,
)
_LONGEST_CAPTION = 120
_LONGEST_HEADING = 300
LONGEST_ALONE = 60  # of a line between the rows


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


def _parting(lines: Sequence[str], first: int, last: int) -> tuple[int, str | None]:
    """From which line on something parts the cells, and what: what parts the words of a heading, which may stand below
    a title, or tabs in every line.
    """
    for place in range(first, min(first + _TITLES + 1, last)):
        heading = lines[place].strip()[:_LONGEST_HEADING]
        for parting in _PARTS if _PARTED.search(heading) else ():
            cells = [folded(each) for each in re.split(parting, heading)]
            if len(cells) >= 2 and is_heading(cells) and (all(cells) or parting != _PARTS[0]):
                return place, parting
    below = [_LIST_MARK.sub("", each) for each in lines[first : min(last + 1, first + 50)]]
    tabbed = [len(re.findall("\\S\t+(?=\\S)", each)) for each in below]
    return first, _SEVERAL_TABS if min(tabbed) >= 1 and max(tabbed) == min(tabbed) else None


_LIST_MARK = re.compile(r"\s*(?:[•▪●◦‣*–—-]|\(?(?:\d{1,2}|[ivxlc]{1,5}|[a-z])[.)])\t+", re.IGNORECASE)
_PARTED = re.compile(r"\w[ \"*]*(?:[\t;,|]|  )[ \t\"*]*\w")
_TITLES = 2  # lines right above a heading


def _with_bars(line: str, parting: str) -> str:
    """The line with bars, but for those behind its last cell, beside which an empty first one would be lost."""
    if parting == _SEVERAL_TABS and (mark := _LIST_MARK.match(line)):
        return mark[0].replace("\t", " ") + _with_bars(line[mark.end() :], parting)
    kept = _QUOTED.sub(lambda found: re.sub(r"[;,|]", "\0", found[0]), line) if parting in (";", ",") else line
    barred_line = re.sub(parting, lambda found: "|" + " " * (len(found[0]) - 1), kept)
    if kept is not line:
        restored = "".join(old if new == "\0" else new for old, new in zip(line, barred_line, strict=True))
        barred_line = re.sub(r'(?<![^|])"|"(?=\||$)', " ", restored)
    return barred_line.rstrip("| ").ljust(len(line)) if parting in ("\t", ";", ",") else barred_line
