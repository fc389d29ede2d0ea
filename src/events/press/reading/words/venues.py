"""Where an event is: the venue and its address, in a sentence or on a line of its own."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from events.press.reading.words import dates, names, places, vocabulary, wording

Span = tuple[int, int]

_U = names.UPPER
_BUILDING = re.compile(
    r"\b(?:hall|rooms?|house|centre|center|theatre|theater|museum|library|university|college|building|institute"
    r"|church|cathedral|chapel"
    r"|hotel|campus|auditorium|club|gallery|school|hub|caf[ée]|exchange|academy|studio|studios|pavilion|arena"
    r"|stadium|palace|palais|palazzo|palacio|teatro|casa|biblioteca|bibliothek|bibliothèque|musée|museo|rathaus|volkshaus|stadthaus"
    r"|halle|schloss|castle|tower|barn|mill|works"
    r"|foyer|atrium|salle|sala|saal|haus|maison|aula|forum|embassy|parliament|chamber|chambers|suite|floor"
    r"|premises|offices?|headquarters|court"
    r"|society|observatory|conservatory|guildhall|warehouse|arches|unit|depot|station|pier|wharf|factory|lab"
    r"|laboratory|inn|arms|cinema|lodge|plaza|bhavan|bhawan|annexe?|marquee|gardens?"
    r"|neuadd|canolfan|showground)\b",
    re.IGNORECASE,
)
STREET = re.compile(
    r"\b(?:street|road|rd|avenue|ave|lane|square|terrace|crescent|boulevard|blvd|quay|embankment|mews|close|walk"
    r"|row|way|drive|hill|yard|gate|mall"
    r"|parade|circus|wharf|ropewalk|broadway|highway|pike|marg|nagar|bhavan|weg|gasse|allee|platz|plein|straat"
    r"|laan|gracht|gatan|gade|vej|katu|pl|st|place|park lane|court)\b\.?$"
    r"|(?:stra(?:ß|ss)e|str\.?|gatan|gade|straat|gasse|weg|platz|laan|plein|gata|veien)(?:\s\d+\w?(?:/\d+)*)?$"
    r"|^(?:\d{1,4}\w?,?\s)?(?:rue|via|viale|calle|place|avenue|chemin|quai|boulevard|piazza|plaza|rua|avenida"
    r"|allée|cours|route|ul\.|stryd|heol|ffordd|lôn)\s"
    r"|^(?:platform|p\.?o\.? box)\s\d|\b(?:promenade|esplanade|slip|strand|parkway|turnpike|wynd|brae|vennel|plaza"
    r"|freeway)$",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"\d{1,5}(?:-?[a-z])?(?:\s?[-–/]\s?\d{1,5}[a-z]?)?,?\s[^\W\d_]|^\d{1,5}[a-z]?$"
    r"|(?:plot|house|road|erf|lot|sector|phase|km)(?: no\.?)? \d",
    re.IGNORECASE,
)
_POSTCODE = re.compile(
    r"\b[A-Z]{1,2}\d[A-Z\d]?(?:\s\d[A-Z]{2})?\b|\b(?!(?:19|20)\d\d\b)\d{4,6}(?:-\d{3,4})?\b"
    r"|\b[A-Z]\d[A-Z]\s?\d[A-Z]\d\b"
)
_DELIVERED = re.compile(r" [A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\.?$")  # a whole British postcode, which nobody is called
_WHEN_AHEAD = re.compile(
    r"(?:on\s|from\s|at\s|this\s|next\s)*(?:the\s)?(?:\d{1,2}[.:]\d\d|(?:19|20)\d\d\b|\d{1,2}\s?[ap]\.?m\b|(?:12\s)?noon"
    r"|midday|midnight|today|tomorrow|tonight"
    r"|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*\b|(?:\d{1,2}(?:st|nd|rd|th)?(?:\s?(?:[-–/&]|and|to)\s?\d{1,2}(?:st|nd|rd|th)?)?\s)?(?:January|February|March|April|May"
    r"|June|July|August|September|October|November|December)\b)"
)
_STOP = re.compile(
    r"\s(?:on|from|with|by|to|where|which|who|chaired|featuring|followed|starting|beginning|hosted|organi[sz]ed"
    r"|will|is|are|was|this|next|today"
    r"|tomorrow|tonight|between|before|after|as|during|at|when|while|for (?=[a-z])|and (?=[a-z])|in (?=[a-z])"
    r"|that|if|or|via|it|we|has|have|had|can|may|under|until|through|alongside|marking|(?:half )?an hour|\d+ minutes)\b"
    r"|[;:!?\n“”\"|]|\s[–—-]\s(?!\d{3}\s?\d{3}\b)|[()\[\]]|\.(?=\s+[A-Z“\"‘]|\s*$)|\.\s(?=[a-z])"
)
_ABBREVIATED = re.compile(r"\b(?:[NSEW]|St|Ste|Mt|Co|No|Dr|Ft|Prof|Nr)$")
_ROOM = (  # `in the ringing chamber of St Ann’s`, which is written small
    r"(?:[a-z][\w’'-]*\s){0,3}(?:hall|rooms?|schoolroom|ballroom|chamber|crypt|nave|vestry|cloisters?|chapel|undercroft"
    r"|tower|belfry|cellars?|loft|attic|basement|barn|courtyard|yard|gardens?|grounds|foyer|atrium|lobby|gallery|library"
    r"|kitchen|canteen|bar|theatre|auditorium|studio|workshop|terrace|deck)"
)
_LEAD = re.compile(
    r"(?:\b(?:held|place|hosted|launched|event|presented|takes place)\s)?(?:(?:\b[Aa]t|\b[Ii]n(?! person\b)|\b[Ii]nside"
    r"|\b(?:place|venue|location) (?:is|will be)"
    r"|[,@·•|]|:(?!\s\d))\s|(?:(?<=\d )|(?<=ary |rch |ril |May |une |uly |ust |ber |day ))\()"
    r"(?P<the>(?:the|its|our|their)\s(?:(?:former|old|new|main|historic|beautiful|newly [a-z]+"
    rf"|grand)\s)?)?(?P<room>(?<=the ){_ROOM}\s(?:of|at|in|above|behind|beside|below|under)\s(?:the\s)?)?"
    r"(?=[A-Z0-9À-Þ])"
)
ONLINE = re.compile(  # `an online panel` is one that may be anywhere
    r"\b(?P<where>online(?! (?:[a-z]+ )?(?:panel|discussion|debate|event|seminar|launch|briefing|conversation|session"
    r"|forum|talk|meeting|presentation)\b)|(?<=on )zoom|(?<=via )zoom|(?<=on )(?:microsoft |ms )?teams"
    r"|(?<=via )(?:microsoft |ms )?teams|virtually|livestream(?:ed)?)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Place:
    """Where in a text its venue and its address stand."""

    venue: Span | None
    address: Span | None
    likely: bool = True

    @property
    def weight(self) -> int:
        return 2 * (self.address is not None) + (self.venue is not None) + self.likely


def of_line(text: str) -> Place | None:
    """A line or label that says where: `Great Hall, Brook House, 12 Mill Street, Leeds`."""
    lead = _LINE_LEAD.match(text)
    start = lead.end() if lead else 0
    if _INDEFINITE.match(text, start):
        return None
    end = len(text.rstrip(" ."))
    if day := next(iter(dates.within(text)), None):
        if day.start < 4:
            return None
        end = min(end, len(text[: day.start].rstrip(" ,–-—;|")))
    if aside := _ASIDE.search(text, start, end):
        end = aside.start()
    return _parted(text, start, end) if end > start else None


_INDEFINITE = re.compile(r"An? [a-z]")  # `A conference of the Tree Forum, Stockholm`


def with_its_house(text: str, place: Place | None, below: str) -> Place | None:
    """`Reading Room, Halsted Athenaeum` above the line with its street: the house is no address then."""
    if place is None or not (place.venue and place.address) or not begins_address(below.partition(",")[0]):
        return place
    told = text[slice(*place.address)]
    if any(map(str.isdigit, told)) or places.is_city(told):
        return place
    return Place((place.venue[0], place.address[1]), None, place.likely)


def as_address(place: Place | None) -> Place | None:
    """The line below a venue tells its address, whole."""
    if place and place.venue and place.address:
        return Place(None, (place.venue[0], place.address[1]))
    return place


_LINE_LEAD = re.compile(
    (
        r"(?:(?:held|taking place|hosted) (?:at|in) )?(?:(?:venue|where|location|place|start|address|at|in"
        r"|meet(?:ing)? (?:at|point)):?\s)?(?:(?-i:the|at the|in the|at|in) (?=\S)"
        r"|(?:via|on) (?=zoom|(?:microsoft )?teams|webex|youtube))?"
    ),
    re.IGNORECASE,
)
_ASIDE = re.compile(
    r",? (?:and|or) (?:also )?(?:online|by video|via \w+|(?:live)?streamed|streamed live"
    r"|on Zoom)\b.*$"
    r"|(?:\s\([^)]{3,60}\))?(?:\s?[:–—,-])?\s(?:(?:please )?(?:register|join|link|book)(?: here| at| via)?:?\s)?"
    r"(?:https?://|www\.|[\w-]{2,60}(?:\.[\w-]{2,60}){1,3}/)\S*$|\s\((?:[a-z][^)]{3,80}|map"
    r"|see [^)]*|nearest[^)]*|\d+ min[^)]*)\)?$|(?<!\bSt)(?<!\b[A-Z])\.\s(?=[A-Z][a-z]+ [a-z]{2,})|\s\((?=step|map|near"
    r"|opposite"
    r"|next|enter|use|accessible)"
)


def may_go_on(line: str) -> bool:
    """A line that says no more than a street, a town or a building, below another that says where."""
    pieces = [each.strip() for each in line.split(",") if each.strip()]
    return (
        bool(pieces)
        and all(len(each.split()) <= 7 and each[:1].isupper() | each[:1].isdigit() for each in pieces)
        and any(_is_of_address(each) or _BUILDING.search(each) for each in pieces)
    )


@lru_cache(maxsize=1024)
def is_place_below(line: str) -> bool:
    """A line below a day that is nothing but a place, if not a person of one."""
    if looks_like_one(line):
        return True
    built = bool(_BUILDING.search(line.split(",")[0]))
    is_somebodys = names.at(line, 0) is not None or _POST.match(line) is not None
    return may_go_on(line) and "," in line and "@" not in line and (built or not is_somebodys)


_POST = re.compile(
    r"(?:[A-Z][\w’'-]+ ){0,3}(?:Professor|Lecturer|Reader|Director|Head|President|Chair(?:man|woman|person)?"
    r"|Secretary|Minister|Editor|Fellow|Founder|Executive)(?:,| (?:of|in|for|at) )"
)


def looks_like_one(text: str) -> bool:
    """A line that is nothing but a place: a building or a street in it, and no sentence."""
    if (
        not 4 < len(text) <= 160
        or text[-1] in ":?!"
        or re.search(
            r"\b(?:said|says|will|is|are|has|have|we|you|(?:hosted|organi[sz]ed|presented|supported|funded) by)\b", text
        )
    ):
        return False
    if (
        not (text[0] in _U or text[0].isdigit())
        or "@" in text
        or re.search(r"\d{3}\s\d{3}|^[\w ]{3,20}:\s|\btel\b", text)
    ):
        return False
    piece, *further = text.split(",")
    is_mapped = places.zone(text) is not None and any(_is_numbered(each.strip()) for each in further)
    is_mapped = is_mapped or _DELIVERED.search(text) is not None
    if (names.is_name(piece) and not _BUILDING.search(piece) and not is_mapped) or _names_a_post(text):
        return False
    if re.search(r"[“”\"]", text) or _SENTENCE.search(text):
        return False
    located = any(_is_of_address(each.strip()) for each in text.split(",")[1:])
    return located or (bool(_BUILDING.search(piece)) and "," in text and places.zone(text) is not None)


def town(text: str) -> Span | None:
    """The city of which a sentence says no more than that something is there: `on 21 October 2026 in Galway.`"""
    found = (each for each in _ONLY_TOWN.finditer(text) if places.is_city(each["town"]))
    return next((each.span("town") for each in found), None)


_ONLY_TOWN = re.compile(
    rf"(?:\bin |(?:\d|[ap]\.?m\.?|day|[A-Z]{{2,4}}|noon), )(?P<town>[{_U}][\w’'-]+(?: [{_U}][\w’'-]+){{0,2}})"
    r"(?=[.;)]|,? on |$| \()"
)


def is_building(words: str) -> bool:
    return _BUILDING.search(words) is not None


def is_open(words: str) -> bool:
    """`to be announced`, `TBC`: there is a place, and nobody knows it yet."""
    return _OPEN.fullmatch(words) is not None


_OPEN = re.compile(
    r"\W*(?:(?:venue|location|place|address|room|details?|link|exact \w+|still|yet|full)\W+){0,3}"
    r"(?:to (?:be|follow)|t\.?b\.?[acd]|(?:will|not|yet) be\b|not yet\b"
    r"|(?:given|sent|shared|on) (?:on|upon|with|request))"
    r"[a-z ]{0,60}\W*",
    re.IGNORECASE,
)


def _is_numbered(piece: str) -> bool:
    """`12 Mill Street`, `Kaai 3`."""
    return bool(_NUMBER.match(piece) or _NUMBER_BEHIND.fullmatch(piece)) and not _LEVEL.match(piece)


def _names_a_post(words: str) -> bool:
    """`Director, Brook Trust` stands beside a person, not on a map."""
    last = (vocabulary.words(each)[-1:] for each in words.split(","))
    return any(each[0] in vocabulary.ROLES for each in last if each)


_SENTENCE = re.compile(r"(?:\b(?!of|for|and|the|in|on|at|de|du|des|der|von|van|la|le|del|di|da)[a-z]{2,} ){3}")


_SHORT = 200  # characters of a line, which is asked for again and again


def within(text: str) -> Iterator[Place]:
    """Every place that a sentence names after `at`, `in` or a comma, before it comes to who will be there."""
    return iter(_in_line(text)) if len(text) <= _SHORT else _within(text)


@lru_cache(maxsize=1024)
def _in_line(text: str) -> tuple[Place, ...]:
    return tuple(_within(text))


def _within(text: str) -> Iterator[Place]:
    at = 0
    who = _WHO.search(text)
    while lead := _LEAD.search(text, at, who.start() if who else len(text)):
        at = lead.end()
        owned = lead["the"] and (not lead["the"].startswith("the ") or _OWNED.match(text, lead.end()))
        begins = lead.start("the") if owned else lead.end()
        begins = lead.start("room") if lead["room"] else begins
        end = _end(text, lead.end())
        if end <= lead.end() or _WHEN_AHEAD.match(text, lead.end()):
            continue
        beside = lead[0].startswith((",", ":", "("))  # `on Thursday 9 October (Brook Hall, 11 Mill Street, Leeds)`
        place = _parted(text, lead.start("room") if lead["room"] else lead.end(), end)
        if place is None:
            continue
        bracket = _BRACKET.match(text, end)
        if place.address is None and bracket and any(_is_of_address(each.strip()) for each in bracket[1].split(",")):
            place = Place(place.venue, bracket.span(1))
        if begins != lead.end() and place.venue:
            place = Place((begins, place.venue[1]), place.address)
        words = text[slice(*place.venue)] if place.venue else ""
        if _names_a_post(words) or _POST_BEFORE.search(text, max(0, lead.start() - 90), lead.start()):
            continue
        likely = bool(place.address and _locates(text[slice(*place.address)])) or bool(_BUILDING.search(words))
        likely = likely or (not beside and _IS_SOMEBODYS.fullmatch(words) is not None)
        is_somebody = names.is_name(words) and not (place.address and "at" in lead[0].lower().split())
        if (beside and not (place.address and likely)) or (not likely and is_somebody):
            continue
        yield Place(place.venue, place.address, likely)
        at = max(at, (place.address or place.venue or (0, at))[1])


_POST_BEFORE = re.compile(
    r"\b(?:Professor|Lecturer|Reader|Director|Head|Chair|Fellow|Editor|Manager|Correspondent|Researcher|Officer"
    r"|Economist|Analyst|President)\b(?! (?:will|is|and|said))[^.;,:]{0,80}$"
)
_BRACKET = re.compile(r"\s?\(([^()\n]{5,120})\)")
_WHO = re.compile(
    r"\b(?:featuring|chaired by|moderated by|speakers (?:include|are)|including|joined by|contributions from"
    r"|panel of)\b"
)
_IS_SOMEBODYS = re.compile(  # `St Ann’s churchyard`, `Pike & Daughters’ net loft`
    rf"(?:[{_U}][\w.-]*\s(?:(?:&|of|and)\s)?){{0,4}}[{_U}][\w-]+(?:['’]s|s['’])(?:\s[a-z]{{3,}}){{1,2}}"
)
_OWNED = re.compile(r"[\w-]+['’]s? [a-z]")  # `the Observatory's premises`


_FLOOR = re.compile(r"\s?\([^()\n]{2,30}\)(?=, [A-Z\d])")  # `Gamble Library (first floor), Brook Square`


def _end(text: str, start: int) -> int:
    """Where the words of a place stop: pieces between commas that begin like names or numbers."""
    at = start
    while True:
        stop = at
        while found := _STOP.search(text, stop):
            if aside := _FLOOR.match(text, found.start()):
                stop = aside.end()
                continue
            is_within = not _SENTENCE.match(text, found.end())
            if (
                found[0][0] == "."
                and is_within
                and _ABBREVIATED.search(text, max(start, found.start() - 6), found.start())
            ):
                stop = found.end()
                continue
            break
        limit = found.start() if found else len(text)
        if text.startswith(".", limit) and _INITIALS.search(text, max(start, limit - 6), limit):
            limit += 1
        comma = text.find(",", at, limit)
        if comma < 0:
            return limit
        following = comma + 1 + (text[comma + 1 : comma + 2] == " ")
        if not _GOES_ON.match(text, following) or _WHEN_AHEAD.match(text, following) or comma - start > 200:
            return comma
        at = following


_INITIALS = re.compile(r"\b[A-Z]\.[A-Z]$")  # `Lunenburg, N.S.`, whose last point ends the sentence too
_SENTENCE = re.compile(r"\s(?:The|Our|This|A|It|There|Doors|Entry|Please)\s[a-z]")
_GOES_ON = re.compile(
    rf"[{_U}\d]|(?:salle|sala|saal|aula|room|level|floor|rue|via|chemin|quai|avenue|place|boulevard|calle|plaza)\s"
)


def _parted(text: str, start: int, end: int) -> Place | None:
    """Where the venue stops and the address begins."""
    pieces = [
        (each.start() + len(each[0]) - len(each[0].lstrip()), each.end() - len(each[0]) + len(each[0].rstrip()))
        for each in _PIECE.finditer(text, start, end)
        if each[0].strip()
    ]
    if not pieces:
        return None
    words = [text[begin:stop] for begin, stop in pieces]
    stop = pieces[-1][1]
    if text[stop : stop + 1] == "." and re.search(r"\b[A-Z]\.[A-Z]$", text[:stop]):
        stop += 1  # of `Washington, D.C.`
    if _CLOCK.search(words[0]):
        return None
    if re.match(r"\d+\S*\s", words[0]) and _NUMBER.match(words[0]) and not _BUILDING.search(words[0].split()[-1]):
        return Place(None, (pieces[0][0], stop))
    if is_open(words[0]):
        return Place(None, (pieces[1][0], stop)) if len(pieces) > 1 else None
    is_street_first = len(pieces) > 1 and _is_behind(words[0]) and not begins_address(words[1])
    if is_street_first and _is_of_address(words[1]) and not _is_behind(words[1]):
        return Place(None, (pieces[0][0], stop))
    cut = _address_begins(words)
    venue = (pieces[0][0], pieces[cut - 1][1])
    if cut < len(pieces):
        return Place(venue, (pieces[cut][0], stop))
    if (town := _IN_TOWN.search(text, *venue)) and _is_town(town["town"]):
        return Place((venue[0], town.start()), town.span("town"))
    return Place(venue, None)


def _address_begins(words: Sequence[str]) -> int:
    """The first of these pieces that is of the address; their number where all are of the venue."""
    cut = next((index for index, each in enumerate(words[1:], 1) if _is_of_address(each)), len(words))
    if cut + 1 < len(words) and _BUILDING.search(words[cut]) and not re.search(r"\d", words[cut]):
        cut += STREET.search(words[cut + 1]) is not None  # `The Loft, Brook Wharf, Mill Street`
    if cut + 1 < len(words) and _is_behind(words[cut]) and (_is_behind(words[cut + 1]) or _is_berth(*words[cut:])):
        cut += 1  # `Sala Bora, Magazzino 19, Molo Vecchio 3`, `Pilot House, Quay 4, Harbour Road`
    is_street = cut < len(words) and (STREET.search(words[cut]) or _is_behind(words[cut]))
    by_town = cut < len(words) and not _NUMBER.match(words[cut]) and not is_street
    if (
        by_town
        and cut >= 2
        and not _BUILDING.search(words[cut - 1])
        and not re.match(r"(?i:level|floor|room)\b", words[cut - 1])
    ):
        cut -= 1  # `Brook Hall, Mount Sample, Leeds LS1 1ZZ`
    if cut == len(words) and len(words) > 1 and _is_town(words[-1]):
        cut -= 1
        is_quarter = _BUILDING.search(words[cut - 2]) or " " not in words[cut - 1]
        if cut >= 2 and (not _BUILDING.search(words[cut - 1]) or _NAMED_FOR.fullmatch(words[cut - 1])) and is_quarter:
            cut -= 1
    return cut


def _is_berth(piece: str, street: str, *_: str) -> bool:
    """`Quay 4` before a street without a number, of which a `Plot 4` would be a part."""
    is_street = STREET.search(street) is not None and not any(map(str.isdigit, street))
    return is_street and STREET.search(piece.split()[0]) is not None


_NAMED_FOR = re.compile(  # `Church End`, a street that is called for what stands in it
    r"(?:Church|Chapel|Mill|Castle|School|Station|Abbey|College|Hall|Market|Court|Barn) [A-Z][a-z]+"
    r"(?<!House)(?<!Hall)(?<!Rooms)(?<!Theatre)(?<!Centre)(?<!Museum)(?<!Gallery)(?<!Hotel)"
)


_IN_TOWN = re.compile(
    rf" in (?P<town>[{_U}][\w'’-]+(?: (?:[a-z]{{2}} )?[{_U}][\w'’-]+){{0,2}})$"
)  # `Bay Hotel in Leeds`


_PIECE = re.compile(r"(?:[^,|;]|(?<=\d),(?=\d{3}))+")
_CLOCK = re.compile(r"\d\s?[ap]\.?m\b|\d[.:]\d\d\b|\bhrs\b", re.IGNORECASE)


def _is_of_address(piece: str) -> bool:
    if not piece or _CLOCK.search(piece):
        return False
    if _NUMBER.match(piece) or STREET.search(piece) or _POSTCODE.search(piece):
        return True
    return _is_behind(piece) or (places.zone(piece) is not None and not _BUILDING.search(piece))


def _is_behind(piece: str) -> bool:
    """A street with its number behind it, as on the continent."""
    is_numbered = _NUMBER_BEHIND.fullmatch(piece) and not (places.is_city(piece) or _OF_A_SERIES.search(piece))
    return bool(is_numbered) and not _BUILDING.search(piece) and not _LEVEL.match(piece)


_OF_A_SERIES = re.compile(rf"\b(?:{vocabulary.KIND_OF_WORK}|series) \d+$", re.IGNORECASE)  # `Housing Papers 7`
_LEVEL = re.compile(
    r"(?:level|floor|room|suite|unit|platform|gate|stage|studio|block|wing|hall|bay|stand)\b", re.IGNORECASE
)
_NUMBER_BEHIND = re.compile(  # `Kaai 3`, as on the continent
    r"[^\W\d_][\w'’.-]+(?: [\w'’.-]+){0,3}(?<!\b[Nn]o)(?<!\b[Nn]o\.) \d{1,4}[a-z]?"
)


def _is_town(piece: str) -> bool:
    return (
        len(piece.split()) <= 3
        and not _BUILDING.search(piece)
        and not vocabulary.is_organisation(piece)
        and not wording.says_house(piece)
    )


def _locates(address: str) -> bool:
    return bool(re.search(r"\d", address)) or any(_is_of_address(each.strip()) for each in address.split(","))


def is_street(words: str) -> bool:
    """`14 Mill Lane`, `Lindenstraße 4`, `Rue du Lac`, `Brook House`."""
    if len(words.split()) > 6:
        return False
    numberless = _ITS_NUMBER.sub("", words)
    return bool(_STREET_FIRST.match(words) or STREET.search(numberless) or _HOUSE_LAST.search(numberless))


def begins_address(words: str) -> bool:
    """What only an address begins with: `Plot 11`, `4th Floor`, `PO Box 112`, `14 Mill Lane`."""
    return bool(_NUMBERED.match(words)) or (words[:1].isdigit() and is_street(words))


_HOUSE_LAST = re.compile(r"\b(?:house|hall|building|tower|floor|room|suite|box|arcade)$", re.IGNORECASE)
_STREET_FIRST = re.compile(
    r"(?:\d+[\w,]* )?(?:[Rr]ue|[Aa]venue|[Bb]oulevard|[Qq]uai|Calle|Via|Rua|Piazza|Plaza|ul\.) (?=\S)"
)
_ITS_NUMBER = re.compile(r"\s\d+\w?$")
_NUMBERED = re.compile(
    r"(?:plot|unit|flat|suite|level|block|room|shop|door|house|p\.?\s?o\.?\s?box|postbus|postfach|private bag)"
    r"\s(?:nos?\.?\s?|[a-z]-?)?\d|\d+(?:st|nd|rd|th)\sfloor\b",
    re.IGNORECASE,
)
