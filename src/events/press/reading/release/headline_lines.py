"""Which lines above a text may be its headline: none that is a day, an address, a person, a label or a list."""

import re
from collections.abc import Iterator, Sequence

from events.press.reading.event import programmes
from events.press.reading.houses import letterheads, sites
from events.press.reading.layout import grids, labels, mastheads, parts
from events.press.reading.layout.parts import Part, Placed
from events.press.reading.release import release_days
from events.press.reading.speech import pull_quotes, quotations
from events.press.reading.words import dates, names, stages, venues

_LABELLED = re.compile(
    r"""(?:date|pages|ref(?:erence)?|issued|no|number|tel|e-?mail|contact|press\ contact|media\ contact|from|to|by
    |author    |department
    |topics?|tags?|category|location|type|posted|published|updated|release(?:\ date|\ no)?|source|language|share
    |website|rsvp
    |cc|sent|layout|permalink|slug|photo|image|picture|caption)\b[\w ]{0,20}[:|]
    |(?:venue|place|organi[sz]ers?|chair[\w ]{0,15}|time|when|where|who|what|why|how)\s?[:|]""",
    re.IGNORECASE | re.VERBOSE,
)
_SALUTATION = re.compile(
    r"(?:dear|hi|hello|good (?:morning|afternoon)|all)\b[^.]{0,40}[,:]?|(?:morning|afternoon|evening),? all\b.*"
    r"|(?:please )?(?:find|see) (?:attached|below|our)\b.*|\w+(?: \w+)?,",
    re.IGNORECASE,
)
_AUTHORED = re.compile(r"(?:by|posted by|published by)\s", re.IGNORECASE)
_LIST = re.compile(
    r"(?:(?:confirmed|draft|final) )?(?:speakers?['’]?(?: list)?|list of speakers|panell?ists|panel members"
    r"|biograph(?:y|ies)|bios|running order|order of events|programme|agenda|schedule)\b"
    r"(?: (?:and|&|with) (?:(?:speakers?['’]?|short) )?(?:biograph(?:y|ies)|bios|running order|times))?"
    r"(?: \([^()]{3,80}\)$)?(?:\s?[:(–—-]|\s*$|\sv\.?\d)",
    re.IGNORECASE,
)
_NUMBER_LINE = re.compile(r"[\W\d]*(?:(?:no|ref|pr|ip|release)[\s.:/#]*)?[\dA-Z/.-]{1,20}\W*", re.IGNORECASE)
_CELLS = re.compile(r"(?:[^;|\t]*[;|\t]){2}|(?:[^/]{1,80} / ){2}")  # a row of a table
_MOST = 30  # lines that may stand above a text
_OF_AN_EVENT = frozenset(("date", "time", "venue", "address", "event"))
SUBJECT = re.compile(r"(?:subject|subj?\.?|betreff|betr\.?|objet|asunto|oggetto|onderwerp)\s?[:–—-]\s*", re.IGNORECASE)


def within(placed: Sequence[Placed]) -> list[tuple[int, Placed]]:
    """Each with its place."""
    values = _of_an_event(placed)
    return _without_people([each for each in _candidates(placed) if each[0] not in values])


def _of_an_event(placed: Sequence[Placed]) -> set[int]:
    """The lines that say behind a label what an event is, but for what a mail is about that says no more."""
    values = {each.paragraph for each in labels.within(placed[:_MOST]) if each.name in _OF_AN_EVENT}
    groups = [each.paragraph.group for each in placed[:_MOST]]
    subjects = {at for at in values if at and SUBJECT.match(placed[at].paragraph.text)}
    return values - {at for at in subjects if groups.count(groups[at]) == 1}


def _candidates(placed: Sequence[Placed]) -> Iterator[tuple[int, Placed]]:
    """The lines above the body that are no banner, day, address or label."""
    items = {each.paragraph.start for each, _ in programmes.items(placed)}
    is_programme = bool(items) and programmes.is_all(placed)
    first = hosts(placed)
    for place, each in enumerate(placed[:_MOST]):
        paragraph = each.paragraph
        if (each.part is Part.BODY and not paragraph.level) or paragraph.start in items:
            return
        if place < first or (is_programme and _is_above_items(paragraph.text)):
            continue
        is_of_text = each.part in (Part.TOP, Part.BODY) or _is_right_above_text(placed, place)
        if not is_of_text or each.is_heading or each.after_end or _CELLS.match(paragraph.text):
            continue
        is_addressed = mastheads.is_addressed(paragraph.text) and not _COLON.search(paragraph.text)
        if paragraph.quoted or is_addressed or is_aside(paragraph.text):
            continue
        if paragraph.text[:1].islower() and paragraph.text[-1:] == ".":
            continue
        if (pull_quotes.is_quotation(paragraph.text) and not _is_news_in_marks(placed, place)) or pull_quotes.quoted(
            each
        )[1]:
            continue
        if paragraph.level != 1 and letterheads.tells_seat(paragraph.text):
            continue
        if _SALUTATION.fullmatch(paragraph.text) or mastheads.is_lead_in(paragraph.text):
            continue
        if _is_kicker(placed, place) or _NUMBERED.fullmatch(paragraph.text):
            continue
        listed = _LIST.match(paragraph.text) if paragraph.level != 1 else None
        behind = programmes.without_state(paragraph.text[listed.end() :]) if listed else ""
        is_titled = is_programme and len(behind.split()) > 1
        if listed and not is_titled and len(behind) < 12:
            if place + 1 < len(placed) and _is_somebody(placed[place + 1].paragraph.text):
                return  # who speaks, and all that is told of them
            continue
        yield place, each


def _is_right_above_text(placed: Sequence[Placed], place: int) -> bool:
    """A line alone between who speaks, as told at the top, and the first words of the news."""
    each, beside = placed[place], (*placed[max(0, place - 1) : place], *placed[place + 1 : place + 2])
    if each.part not in (Part.PANEL, Part.OCCASION) or each.is_row or beside[-1].part is not Part.BODY:
        return False
    is_alone = all(other.paragraph.group != each.paragraph.group for other in beside)
    return is_alone and not each.paragraph.mark and len(each.paragraph.text.split()) > _SHORTEST


_SHORTEST = 4  # words
_NUMBERED = re.compile(  # `Special Report no. 9`, `Commission Paper 14/2026`
    r"(?:[A-Z][\w-]+ ){0,3}(?:reports?|papers?|bulletins?|notices?|briefings?|statements?|releases?|circulars?)"
    r",? (?:no\.?|number|nr\.?|#)? ?\d{1,4}(?:[/-]\d{1,4})*\.?",
    re.IGNORECASE,
)


def _is_somebody(line: str) -> bool:
    name = names.at(line, 0)
    is_alone = name is not None and name.is_whole and not line[name.closes :].strip(" .*_")
    return is_alone or pull_quotes.begins_with_person(line)


def hosts(placed: Sequence[Placed]) -> int:
    """How many lines at the top of a card name those who `request the pleasure of your company` in the next."""
    asks = next((place for place, each in enumerate(placed[:6]) if _ASKS.match(each.paragraph.text)), 0)
    return asks if asks and len({each.paragraph.group for each in placed[:asks]}) == 1 else 0


_ASKS = re.compile(r"(?:cordially |jointly )?(?:requests? the (?:pleasure|honou?r|company)|invites? you\b)")


def _is_kicker(placed: Sequence[Placed], place: int) -> bool:
    """`TALK & BOOK LAUNCH` right above what it is called."""
    line = placed[place].paragraph
    below = placed[place + 1].paragraph if place + 1 < len(placed) else None
    if below is None or below.group != line.group or not _KICKER.fullmatch(line.text):
        return False
    is_title = len(below.text.split()) > 2 and below.text[:1].isupper()
    return is_title and not (is_aside(below.text) or _is_above_items(below.text))


_KICKER = re.compile(
    r"(?:(?:public|free|special|evening|online|annual|book|report|talk|lecture|launch|discussion|panel|webinar|seminar"
    r"|conversation|exhibition|workshop|debate|reading|screening|event|hybrid|opening|and|&|/|\+)(?:\s|$)){1,6}",
    re.IGNORECASE,
)


def _is_above_items(line: str) -> bool:
    """Where and when something takes place, or that its programme follows."""
    days = dates.within(line)
    return days[0].start <= 1 if days else venues.looks_like_one(line) or programmes.is_kind(line)


def _without_people(candidates: list[tuple[int, Placed]]) -> list[tuple[int, Placed]]:
    """Of a list of speakers no line is a headline."""
    people = [each for each in candidates if pull_quotes.begins_with_person(each[1].paragraph.text)]
    if len(people) < 2:
        return candidates
    groups = {each.paragraph.group for _, each in people} if len(people) > 2 else set()
    return [each for each in candidates if each not in people and each[1].paragraph.group not in groups]


def _is_news_in_marks(placed: Sequence[Placed], place: int) -> bool:
    """A line in marks that nobody says: nobody's name stands below, nor does it come again."""
    words = placed[place].paragraph.text
    if (
        place + 1 >= len(placed)
        or len(words.split()) > LONG
        or _TWO.search(words)
        or pull_quotes.goes_on(placed, place)
        or (place and placed[place - 1].paragraph.level == 1)
    ):
        return False
    below = placed[place + 1].paragraph.text
    again = any(
        pull_quotes.bare(words) in pull_quotes.bare(each.paragraph.text) for each in placed[place + 1 : place + 40]
    )
    named = names.at(below, 0) is not None or quotations.is_attribution(below)
    return not (again or named) and not any(each.part is Part.BODY for each in placed[: place + 2])


_COLON = re.compile(r": \w+ \w+ \w")
LONG = 18  # words, which somebody said
_TWO = re.compile(r"[.!?] [A-Z]")  # sentences, as nobody has over a text


def is_aside(line: str) -> bool:
    """A day, a number, an address, a byline: what stands around a headline."""
    if _LABELLED.match(line) or _AUTHORED.match(line) or parts.gives_reach(line) or _NUMBER_LINE.fullmatch(line):
        return True
    if (
        _FOUNDED.match(line)
        or release_days.is_of_day(line)
        or mastheads.is_banner(line)
        or (line[0] == "(" and line[-1] == ")")
    ):
        return True
    if grids.heads_columns(line) or _is_somebodys_part(line) or release_days.says_of_what(line):
        return True
    return bool(_ADDRESS.fullmatch(line)) or sites.is_alone(line) or _PROMISES.fullmatch(line) is not None


def _is_somebodys_part(line: str) -> bool:
    """`Rapporteur: Ann Lee, Sample Trust`; a `Panel: …` may be about something."""
    label, colon, _ = line.partition(": ")
    part = stages.aside(label) if colon else None
    name = names.at(line, len(label) + 2) if part else None
    return part not in (None, "panellist", "speaker") or (name is not None and name.is_titled)


_ADDRESS = re.compile(r"(?:[\w'’&. -]+, ){0,4}\d{1,4}(?:[-–]\d{1,4})?[a-z]?,? [A-Z][\w'’. -]+(?:, [\w'’. -]+){1,5}")
_PROMISES = re.compile(  # `Details to follow.`, `A formal invitation will follow in March.`
    r"(?:[\w’'-]+ ){0,3}(?:details?|invitations?|information|programme|registration|agenda|speakers?|venue|line-?up)"
    r"(?:(?:,| and| &) [\w ]{3,30})?"
    r" (?:(?:to|will|shall) (?:follow|come|be (?:announced|confirmed|sent))|follows?|tb[ac])"
    r"\b[^.:!?]{0,40}[.!]*",
    re.IGNORECASE,
)
_FOUNDED = re.compile(r"(?:founded|established|est\.|since)\b[^.]{0,12} \d{4}$", re.IGNORECASE)


def rest_of(place: int, placed: Sequence[Placed]) -> Iterator[Placed]:
    """A headline in capitals, or that stops in the middle, goes on in the next line."""
    last = placed[place].paragraph
    for each in placed[place + 1 : place + 3]:
        same = each.paragraph.group == last.group and each.part is Part.TOP and not is_aside(each.paragraph.text)
        capitals = last.text.isupper() and each.paragraph.text.isupper()
        capitals = capitals and not (_only_signs(last.text) and _tells_more(each.paragraph.text))
        goes_on = each.paragraph.text[:1].islower() and not last.text.isupper()
        open_ended = stops_open(last.text) or last.text.endswith((",", ":")) or goes_on
        is_set_alike = last.strong == each.paragraph.strong and not (last.level or each.paragraph.level)
        if not same or not is_set_alike or each.paragraph.mark or not (capitals or open_ended):
            return
        yield each
        last = each.paragraph


def _only_signs(line: str) -> bool:
    return letterheads.is_letterhead(line) and not tells_news(line)


def _tells_more(line: str) -> bool:
    """What is no second house or department."""
    return _PARTED.search(line) is not None or mastheads.has_verb(line)


_PARTED = re.compile(r"[:?!]|\s[–—-]\s")


def stops_open(line: str) -> bool:
    """`Trees are lost in`; what `Fees Cost More Than They Bring In` says is whole."""
    word = line.split()[-1]
    return word.lower() in _OPEN and not (word in _WHOLE and not line.isupper())


_WHOLE = frozenset("At By For From In Of On Over To Under With".split())


_OPEN = frozenset(
    "a an and are as at but by for from has in into is its of on or over than that the their to under will with".split()
)


def tells_news(line: str) -> bool:
    """A sentence with something that happens, not only the title of an event."""
    about = _ABOUT_WHAT.search(line)  # `Counting the Coast: where Australians are moving`
    return bool(_NEWS.search(line, 0, about.start() if about else len(line)))


_ABOUT_WHAT = re.compile(r": (?:[Ww]here|[Hh]ow|[Ww]hy|[Ww]hat|[Ww]ho|[Ww]hen)\b")
_NEWS = re.compile(
    r"\b(?:to (?!the|a|an|our|your)[a-z]+|will|calls? (?:for|on)|says?|finds?|found|demands?|launches|announces|opens"
    r"|moved|postponed|cancelled|releases?|shows?|wins?|warns?|raises|hosts|is|are|has|have)\b",
    re.IGNORECASE,
)
