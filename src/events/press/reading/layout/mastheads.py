"""What stands above a headline: what kind of text this is, when and by whom it was sent, and nothing of the news."""

import re
from collections.abc import Iterator
from functools import lru_cache

from events.press.reading.words import dates, names, wording

Span = tuple[int, int]

_MEDIUM = r"(?:press|news|media|information|editorial|joint|public)"
_PAPER = (
    r"(?:releases?|notices?|statements?|announcements?|notes?|information|alert|advisory|briefings?(?: notes?)?"
    r"|bulletin|brief"
    r"|communiqu[ée]|invitation|memo|kit|pack|update|summary|room|backgrounder|preview|view|call|listing|office"
    r"|cent(?:re|er)|diary(?: (?:note|item|marker))?|accreditation)"
)
_ABROAD = (
    r"(?:pressemitteilung|presseinformation|communiqu[ée] de presse|comunicado de prensa|nota de prensa"
    r"|comunicato stampa|persbericht"
    r"|preasr[áa]iteas|datganiad i['’]?r wasg|fios naidheachd|pressmeddelande|pressemelding|pressemeddelelse"
    r"|tiedote|comunicado|(?:pour|à) (?:diffusion|publication) immédiate|avis aux médias"
    r"|zur sofortigen veröffentlichung|para (?:su )?(?:publicación|difusión) inmediata)"
)


def _spaced(pattern: str) -> str:
    """For use in a verbose pattern."""
    return pattern.replace(" ", r"\ ")


_PHRASES = re.compile(
    rf"""(?:
      {_spaced(_ABROAD)} |
      (?:(?:joint|official|new|latest|embargoed|final|draft|updated|corrected|strictly|national|local|regional
      |ministerial|university|city|community|our)\ )*
        (?:{_MEDIUM}\ )+{_spaced(_PAPER)}(?:\ (?:(?:and|&)\ )?{_spaced(_PAPER)})?
    | (?:latest\ )?news(?:\ (?:release|and\ events|and\ (?:media|views|comment)|stor(?:y|ies)|archive))?
    | (?:for\ )?immediate(?:\ (?:release|use|publication|attention|broadcast|distribution))?
    | (?:for\ )?release|for\ (?:general\ )?(?:release|publication|distribution)|released?|issued|published|posted|dated?
    | for\ (?:the\ )?use\ (?:of|by)\ (?:the\ )?(?:information\ )?media|not\ an\ official\ (?:record|document)
    | for\ the\ attention\ of[\w\ ,]{{1,40}}|(?:attention|attn)[:.]?[\w\ ,]{{1,40}}|to\ all\ (?:media|news\ ?desks
    |editors)|all\ media
    | for\ (?:information|diary|planning|forward\ planning|your\ diary|diaries)(?:\ only)?
    | (?:please\ )?(?:save\ the\ date(?:\W{{1,9}}save\ the\ date){{0,20}}|diari[sz]e
      |mark\ your\ (?:calendars?|diar(?:y|ies)))(?:\ now)?
    | (?:media\ |press\ |event\ |exhibition\ )?invitation|diary\ (?:date|marker|note)
    |date\ for\ (?:your|the)\ diary
    | you\ are\ (?:warmly\ |cordially\ )?invited(?:\ to(?:\ (?:the|a)\ [\w\ ]{{1,30}})?)?
    | (?:event|exhibition|research|policy|corporate)\ (?:announcement|news|notice|alert|release)|announcement
    |statement|speech|media\ cent(?:re|er)|newsroom
    | (?:embargo(?:ed)?|strictly\ (?:private\ and\ )?confidential|confidential|no\ embargo|embargo:?\ none
    |not\ embargoed)
    | (?:strictly\ )?not\ for\ (?:publication|broadcast|release|distribution)(?:\ or\ \w+)?
    | (?:operational|operations|logistics|planning|photo|picture|camera)\ (?:notes?|details|advisory|alert)
    | (?:english|welsh|irish|french|german)(?:\ (?:version|translation|language|text))?|translation|original:?\ \w+
    |check\ against\ delivery
    | (?:v(?:ersion)?\.?\ ?\d{{0,2}}|final|draft|revised|corrected|updated?|attachments?|contents?)
    | (?:news\ )?(?:provided|distributed)\ (?:by|via)|source
    | (?:by\ )?(?:fax|facsimile|telefax)(?:\ (?:fax|message|transmission)){{0,9}}
    | immediate|news|media|press|research|events|blog|views|opinion|communiqu[ée]|dispatch|news\ flash
    | (?:the\ )?(?:federal\ |democratic\ |united\ |islamic\ |people['’]s\ )*(?:republic|kingdom|commonwealth)\ of
      (?:\ the)?(?:\ \w+){{1,3}}
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_NUMBER = re.compile(
    (
        r"(?:(?:no|nr|number|ref(?:erence)?|release(?: no)?|pr|ip"
        r"|issue)\b[\s.:#/]*)*(?:(?-i:[A-Z]{2,6}) )?[\dA-Z]{0,6}[\d./-]*\d[\dA-Z./-]{0,12}"
    ),
    re.IGNORECASE,
)
_MONTH = re.compile(
    (
        r"(?:(?:early|mid|late|spring|summer|autumn|winter|january|february|march|april|may|june|july|august"
        r"|september|october|november|december)\W{0,3}){1,3}(?:20\d\d)"
    ),
    re.IGNORECASE,
)
_EDGE = " \t\u00a0-–—:;,.|/•·*#=~_()[]<>»«!"
_CUT = re.compile(r"\s*(?:[|•·:()\[\]]|\s[/–—-]+\s|\*{2,}|»|>)\s*")
_BY_WHOM = re.compile(
    r"""(?:(?:joint\ )?(?:press|news|media|joint)\ (?:release|statement|notice)\ )?
    (?:(?:news|press\ \w+)\ from|(?:issued|published|released|sent|hosted|organi[sz]ed|presented|convened
    |brought\ to\ you|a\ (?:joint\ )?(?:statement|release))?\ ?(?:jointly\ )?(?:by|from)
    |on\ behalf\ of|a\ message\ from)\ (?=\S)""",
    re.IGNORECASE | re.VERBOSE,
)
_WITH = re.compile(
    r",? (?:(?:in|and in) (?:partnership|association|collaboration|co-?operation|conjunction) with|together with"
    r"|with|and supported by)\b"
)
_INVITES = re.compile(
    r"(?:(?:is|are) (?:delighted|pleased|proud|honoured) to )?(?:cordially |warmly |together )?"
    r"(?:invites?|requests? the (?:pleasure|honou?r)|presents?|hosts?|welcomes?)\b(?: you| the pleasure| to).{0,60}",
    re.IGNORECASE,
)
_AND_INVITES = re.compile(rf"\s{_INVITES.pattern}$", re.IGNORECASE)

_WORD = rf"[{names.UPPER}0-9][\w&'’+.-]*"
_LINKS = (
    r"(?:(?:of|for|and|the|in|into|on|at|to|de|du|des|la|le|di|del|della|dei|do|dos|der|die|für|von|van|het|og|och|&|y"
    r"|i) ){0,3}"
)
_CAPITALS = re.compile(rf"(?:The |the )?{_WORD}(?:,? {_LINKS}{_WORD}){{0,12}}(?: \([\w&. -]{{2,40}}\))?")
_VERBS = frozenset(
    """is are was were be will can could must should may has have had to gets get goes says say said warns warn finds
    find calls call
    launches launch opens open announces announce welcomes welcome urges urge reveals reveal shows show wins win names
    named appoints
    releases unveils publishes commits awards receives joins backs cuts cut makes make takes take brings bring needs
    need faces face
    loses lose falls fall rises rise hits hit sets set puts put becomes become still not now how why what who when
    where than
    as after before against without your you we our their its hopes plans helps help keeps turns meets begins starts
    ends leads""".split()
)


@lru_cache(maxsize=1024)
def is_banner(line: str) -> bool:
    """A line made of nothing but such phrases, numbers and days."""
    line = set_together(line)
    has_words = _LETTER_OR_DIGIT.search(line) is not None
    if len(line) > 140 or not has_words:
        return not has_words
    named = line.split(" and ") if len(line) < 60 else [line]  # `Invitation and Press Release`
    if all(map(_says_nothing, named)):
        return True
    return all(_says_nothing(line[start:end]) for start, end in pieces(line))


def set_together(line: str) -> str:
    """`P R E S S   R E L E A S E`, of which only the letters are left apart."""
    if not _APART.fullmatch(line):
        return line
    return re.sub(rf"(?i)^({_MEDIUM})(?=.)", r"\1 ", line.replace(" ", ""))


_APART = re.compile(r"(?:\w\s+){5,}\w")
_LETTER_OR_DIGIT = re.compile(r"\w")


def is_addressed(line: str) -> bool:
    """`Memo to news desks`, `Press note for favour of publication`: what it is and for whom, in a few small words."""
    return len(line) < 90 and bool(_ADDRESSED.match(line))


_ADDRESSED = re.compile(
    (
        rf"\W*(?!\w+ (?:office|room|cent(?:re|er))\b)(?:\w+ )?(?:{_MEDIUM} )?{_PAPER} (?:to|for) (?:the )?(?:all )?"
        r"(?:news|media|press|editors?|journalists?"
        r"|desks?|favou?r|use|publication|release|immediate|diary|picture|information)\b"
    ),
    re.IGNORECASE,
)


@lru_cache(maxsize=1024)
def _says_nothing(piece: str) -> bool:
    rest = _MONTH.sub("", piece)
    for day in reversed(dates.within(piece)):
        rest = rest[: day.start] + rest[day.end :]
    rest = " ".join(rest.strip(_EDGE).split())
    if rest != piece.strip(_EDGE) and rest.lower() in ("", "on", "at", "of", "the"):
        return True
    lead = _PHRASES.match(rest)
    tail = rest[lead.end() :].strip(_EDGE) if lead else rest
    if lead and (not tail or _PHRASES.fullmatch(tail)):
        return True
    return not tail or bool(_NUMBER.fullmatch(tail))


def pieces(line: str) -> Iterator[Span]:
    """The parts of a line between bars, dashes, slashes and brackets."""
    start = 0
    for cut in [*_CUT.finditer(line), None]:
        end = cut.start() if cut else len(line)
        if line[start:end].strip(_EDGE):
            yield start, end
        start = cut.end() if cut else end


def issuer(line: str) -> Span | None:
    """Where in `News from X` or `Issued by X and Y` the houses stand."""
    lead = _BY_WHOM.match(line)
    if lead and len(line) < 200 and line[lead.end()] in names.UPPER + "t":
        partner = _WITH.search(line, lead.end())
        aside = _CUT.search(line, lead.end())
        beyond = (partner, aside, _ITS_DAY.search(line, lead.end()), _GOES_ON.search(line, lead.end()))
        ends = [each.start() for each in beyond if each]
        return lead.end(), min(ends, default=len(line.rstrip(" .:")))
    tail = _AND_INVITES.search(line[:250])
    if tail and _CAPITALS.fullmatch(line, 0, tail.start()):
        return 0, tail.start()
    return None


_GOES_ON = re.compile(r",?(?: (?:and|of|with|to|the))* (?:its|our|their|your|we|i)\b")
_ITS_DAY = re.compile(r", (?:\d{1,2} [A-Z][a-z]{2,8}|[A-Z][a-z]{2,8} \d{1,2},?) \d{4}$")  # `News from X, 18 May 2026`


def is_lead_in(line: str) -> bool:
    """`Issued by …`, `… invite you to the launch of`: it leads to the headline."""
    if issuer(line):
        return True
    return bool(_INVITES.match(line)) and len(line) < 100


def is_house(words: str) -> bool:
    """A phrase that reads as the name of a house: capitals, a word that says so, and no verb."""
    tokens = words.split()
    if not 1 < len(tokens) <= 14 or not _CAPITALS.fullmatch(words.strip()) or is_banner(words):
        return False
    return wording.says_house(head(words)) and (bool(_KIND_OF.match(words)) or not has_verb(words))


def head(words: str) -> str:
    """What the phrase is, before it says of what: `Launch of the School Report` is no school."""
    before = _BEFORE_LINK.match(words)
    head = before[1].split() if before else words.split()
    return " ".join(head[-2:]).rstrip(",.")


_BEFORE_LINK = re.compile(
    r"(?i:the )?([^,(:]+?)(?:,? (?i:of|for|on|at|in|into|against|to|de|des|für|van|voor)\b|,|:| \()"
)


_KIND_OF = re.compile(
    (
        r"(?:the )?(?:\w+ )?(?:cent(?:re|er)|institute|council|department|ministry|foundation|commission|society"
        r"|association|alliance|agency|office|museum|university|trust|campaign|forum|coalition|federation|league"
        r"|bureau) (?:for|of|on) "
    ),
    re.IGNORECASE,
)


def may_be_called(words: str) -> bool:
    """Whether a house may have this name: no sentence, desk, day, street or list of several houses."""
    tokens = words.split()
    return (
        len(tokens) <= 14
        and not _CLAUSE_IN.search(words)
        and not _DESK.fullmatch(words)
        and not _STREET_NUMBER.match(words)
        and not dates.names_a_weekday(words)
    )


_CLAUSE_IN = re.compile(r"\b(?:will|is|are|was|were|has|have|had|would|can|must|should|said|says|who|which|that)\b")
_DESK = re.compile(
    r"(?:(?:the|our|your) )?(?:(?:press|media|news|communications?|comms|public affairs|external relations|duty"
    r"|picture)\s?)+"
    r"(?:desk|office|officer|team|unit|department|relations|enquiries|contact|room|cent(?:re|er))?",
    re.IGNORECASE,
)
_STREET_NUMBER = re.compile(
    r"\d{1,4}[a-z]?(?:[-–]\d{1,4})?,? [A-Z][\w'’. -]* (?:Street|Road|Lane|Avenue|Square|St|Rd|Ave|Place|Way|Row"
    r"|Gate|Hill)\b"
)


def has_verb(words: str) -> bool:
    """A word behind the first that makes a sentence or a question of the line."""
    return any(each.lower().strip(".,:") in _VERBS for each in words.split()[1:])


KIND_OF_TEXT = re.compile(
    r"(?:PRESS|MEDIA|NEWS) (?:RELEASE|STATEMENT|NOTICE|INFORMATION|ALERT|ADVISORY|NOTE)\s+(?=[A-Z][a-z])"
)


def houses(line: str) -> Iterator[Span]:
    """Where in a letterhead the names of houses stand."""
    if found := issuer(line):
        yield found
        if partner := _WITH.match(line, found[1]):
            rest = line[partner.end() :]
            yield partner.end() + len(rest) - len(rest.lstrip()), len(line.rstrip(" .:"))
        return
    lead = KIND_OF_TEXT.match(line)
    whole = line[lead.end() if lead else 0 :].strip(_EDGE)
    two = [line[start:end].strip(_EDGE) for start, end in _joined(line, 0, len(line))]
    if is_house(whole) and not (len(two) > 1 and all(map(is_house, two))):
        start = line.index(whole)
        yield start, start + len(whole)
        return
    for start, end in (part for piece in pieces(line) for part in _joined(line, *piece)):
        piece = line[start:end].strip(_EDGE)
        without = re.sub(
            r"\s(?:press (?:office|release|notice)|news(?:room)?|media (?:centre|center|release|office))$",
            "",
            piece,
            flags=re.IGNORECASE,
        )
        if is_house(without):
            at = line.index(piece, start)
            yield at, at + len(without)


def _joined(line: str, start: int, end: int) -> Iterator[Span]:
    """`EXAMPLE TRUST WITH SAMPLE SOCIETY` names two."""
    for join in _JOINS.finditer(line, start, end):
        yield start, join.start()
        start = join.end()
    yield start, end


_JOINS = re.compile(rf"(?:{_WITH.pattern}| \+) (?:the )?", re.IGNORECASE)
