"""What somebody does on stage, in the words that lists, headings and labels have for it."""

import re
from functools import lru_cache

from events.press.reading.words import patterns

GATHERING = patterns.one_of(
    r"panels?|events?|launch|discussion|debate|seminar|webinar|conference|reception|round ?table|symposium"
    r"|summit|session|workshop|line-?up|evening|lecture|meeting|talk|conversation|dialogue|screening|reading|programme"
    r"|briefing|performance|celebration|forum|meet|festival|hearing|unveiling|ceremony|opening|breakfast|lunch|dinner"
    r"|day|function|q ?& ?a|gathering|colloquium|masterclass|podium"
)
GATHERS = re.compile(rf"\b{GATHERING}\b", re.IGNORECASE)
CONVERSATION = r"(?:discussion|conversation|debate|dialogue|q ?& ?a)"
_WORDS = {
    "chair": r"chair(?:person|woman|man|ed|ing|s)?|presiding|presided|in the chair|mod(?:\. )?chair",
    "moderator": r"moderat(?:or|ors|ed|ing|es|e|ion)"
    r"|moder(?:a|iert|eert|azione|ación|acja)|modère|mod\.?|facilitat(?:or|ors|ed|ing|es|e|ion)|host(?:ed|s|ing)?"
    r"|mc|programme director|compere|compered|anchor(?:ed)?|emcee|modératrice|modérateur|animat(?:or|ed)",
    "keynote": r"keynotes?",
    "respondent": r"respon(?:dents?|ses?|ding|ds|d)|discussant|repl(?:y|ies)|reactions?",
    "rapporteur": r"rapporteurs?",
    "panellist": r"panell?ists?|panels?|discussants|podium|roundtable|round table|teilnehmende|intervenante?s",
    "presenter": r"presenters?|presenting",
    "speaker": r"speak(?:er|ers|ing|s)|speech(?:es)?|talks?|presentations?|lecturers?"
    r"|lecture|address",
}
_ANY = re.compile(rf"\b{patterns.one_of('|'.join(_WORDS.values()))}(?![\w-])", re.IGNORECASE)
_PART = {part: re.compile(words, re.IGNORECASE) for part, words in _WORDS.items()}  # the most telling first
_ASIDE = re.compile(
    r"\W*(?:as |and |the |our |event |session |panel |launch |conference |guest |opening |closing |main |report )*"
    r"(?:who (?:will|is to|also|is)\s(?:also )?)?"
    r"(?:(?P<chair>chair(?:person|woman|man|ing|ed by|s)?|in the chair|(?:will|to) chair)"
    r"|(?P<moderator>moderat(?:or|ing|ed by|es|ion|e)|mod\.?|facilitat(?:or|ing|ed by|e)|host(?:ed by|ing)?|mc"
    r"|compere|emcee)"
    r"|(?P<keynote>keynote(?: speaker| address| speech| lecture)?)"
    r"|(?P<respondent>respond(?:ent|ing|s|ents)?|response|discussants?)"
    r"|(?P<rapporteur>rapporteurs?)"
    r"|(?P<panellist>panell?ists?|panel(?: discussion| member)?|teilnehmende|intervenante?s)"
    r"|(?P<honoured>(?:chief )?guest of honou?r|chief guest)"
    r"|(?P<presenter>presenters?)"
    r"|(?P<speaker>speakers?))"
    r"(?: (?:of|for|at) (?:the )?(?:event|panel|session|day|discussion|debate|evening|launch))?\W*",
    re.IGNORECASE,
)
_ENDS = r"(?=\W*$|[.;,)]| (?:the|this|our) (?:event|discussion|panel|session|evening|launch|debate|conversation)\b)"
# What somebody does at an event, in groups named for the part that this gives; not `chairs the board`.
DOES = (
    rf"(?P<chair>(?:in )?the chair\b|chair(?:s|ing)?{_ENDS}|presid(?:e|es|ing)\b)"
    rf"|(?P<moderator>moderat(?:e|es|ing){_ENDS}|keep(?:s|ing)? order\b|steers? the (?:discussion|conversation)\b)"
    rf"|(?P<host>host(?:s|ing)?{_ENDS}|(?:your|our|the) host\b)"
    rf"|(?P<facilitator>facilitat(?:e|es|ing){_ENDS})"
    rf"|(?P<respondent>(?:respond(?:s|ing)?|reply){_ENDS})"
    rf"|(?P<presenter>present(?:s|ing)?{_ENDS})"
)
DOING_SO = (  # of whom it is said beside the name: `with Ann Lee of the Bell in the chair`
    r"(?:(?:in|taking) the chair|(?:chair|presid|moderat|facilitat|respond|host)ing(?=\W*$|[.;,)]| (?:the|this|our)\b)"
    r"|keeping order|steering the (?:discussion|conversation))"
)
_DOING = re.compile(rf"(?:be |take )?(?:{DOES})")
_NOUN = re.compile(
    r"\W*(?:the |our |event |session |panel )?(host|mc|emcee|compere|discussant|facilitator"
    r"|programme director|(?:chief )?guest of honou?r|chief guest)\W*",
    re.IGNORECASE,
)
# Of whom it is said that they do not come.
_ABSENT = (
    r"(?:has |have |now )?(?:withdrawn|withdrew|cancelled)|(?:unable|not able) to (?:attend|join|come|speak)"
    r"|(?:not|no longer) (?:attending|coming|joining|speaking|taking part)|can(?:no|['’])t (?:attend|join|come)"
    r"|(?:has |with |sends? )?(?:apologies|apologised|regrets)(?: received)?|(?:has )?declined"
)
ABSENT = re.compile(rf"\W*(?:{_ABSENT})\W*", re.IGNORECASE)
# Of whom nobody is to hear yet.
_UNNAMED = (
    r"(?:please )?(?:do not|don['’]t|not to be|not for) (?:announc|nam|publish|publicat|releas)\w*(?: yet)?"
    r"|(?:name |strictly )?(?:embargoed|confidential|withheld|under wraps)(?: (?:until|till|to) [^()\[\]]{1,40})?"
    r"|not (?:yet )?(?:announced|public)(?: yet)?"
)
UNNAMED = re.compile(rf"\W*(?:{_UNNAMED})\W*", re.IGNORECASE)
TENTATIVE = re.compile(
    rf"\W*(?:angefragt\W{{1,3}})?(?:{_ABSENT}|{_UNNAMED}|"
    r"(?:(?:still|as yet|currently|details) )?(?:tbc|tba|t\.b\.c\.?)|(?:[a-z]+ ){0,2}to be (?:(?:re)?confirmed|advised)"
    r"|(?:[\w’'-]+ ){1,4}(?:permitting|allowing)|provisional(?:ly)?|invited"
    r"|has been invited|have been invited|is invited"
    r"|invitation sent|awaiting (?:confirmation|reply)|unconfirmed|not yet confirmed|subject to (?:confirmation"
    r"|diary|availability|parliamentary business)|tentative|requested|angefragt|pending|provisional acceptance)\W*",
    re.IGNORECASE,
)
HOPED = re.compile(  # before whom it is said
    r"(?:it is|we|they) (?:also )?hoped?|hopefully|all being well|(?:diar(?:y|ies)|parliamentary business) permitting"
    r"|subject to (?:confirmation|availability|diary|parliamentary business)",
    re.IGNORECASE,
)
IDLE = re.compile(
    r"\W*(?:confirmed|yes|in person|online|remotely|via (?:video|zoom|teams)(?: ?link)?|by (?:video|zoom"
    r"|phone)(?: ?link)?|virtual(?:ly)?|video(?: message)?|live|recorded"
    r"|she/her|he/him|they/them|she/they|he/they|(?:and )?others(?: to be (?:announced|confirmed))?"
    r"|(?:panel|session|round|part) (?:one|two|three|four|five|[1-9])|more to be announced)\W*",
    re.IGNORECASE,
)


_PROVISO = re.compile(r"\s*\(?(?P<mark>[*†‡§]{1,3})\)?\s*(?:=|denotes|indicates|means|speakers?|[–—:-])?\s*")


def proviso(note: str) -> str | None:
    """The mark of a note that says that somebody may not come: `*` of `* to be confirmed`."""
    begun = _PROVISO.match(note) if len(note) <= 60 else None
    return begun["mark"] if begun and TENTATIVE.fullmatch(note, begun.end()) else None


def aside(words: str) -> str | None:
    """The part that these words alone give: `(moderator)`, `chair`, `who will chair`."""
    found = _ASIDE.fullmatch(words) if len(words) <= 60 else None
    return found.lastgroup if found else None


def doing(words: str) -> str | None:
    """The part of whom these words alone say what they do: `moderates`, `be in the chair`."""
    found = _DOING.fullmatch(words)
    return found.lastgroup if found else None


def led(words: str) -> str | None:
    """Who leads a conversation has its moderator's part."""
    return "moderator" if _LED.search(words) else None


_LED = re.compile(rf"\b{CONVERSATION}\b[^.]{{0,20}}\bled\b", re.IGNORECASE)


def printed(words: str, part: str | None) -> str | None:
    """The part as a label has it: a host or a discussant is called so, whatever else they are like."""
    noun = _NOUN.fullmatch(words)
    return noun[1].lower() if noun and part else part


def is_of_one(part: str | None) -> bool:
    return part in ("chair", "moderator", "keynote", "rapporteur", "host", "mc", "facilitator")


def shared(part: str | None) -> str | None:
    """What a heading over several tells of each: that all are speakers tells nothing of one."""
    return None if part in ("panellist", "speaker", "guest", "other") else part


def of(words: str) -> str | None:
    """The part that a heading or a label names: `On the panel:`, `Speaking at the launch`; the most telling one."""
    return _named(words[:200])


def of_item(item: str) -> str | None:
    """The part of whom an item of a programme is: `Keynote: …`; a talk or a response names no part."""
    part = of(_ITEM_ENDS.split(item)[0])
    return part if is_of_one(part) else None


_ITEM_ENDS = re.compile(r"[,(\n]|\.\s|\b(?:chair|moderat)(?:ed|or)?\b(?=.{0,4}[A-Z])", re.IGNORECASE)


@lru_cache(maxsize=1024)
def _named(words: str) -> str | None:
    """The same of one line, which is asked for again and again."""
    said = [found[0] for found in _ANY.finditer(words)]
    return next((part for part, pattern in _PART.items() if any(map(pattern.fullmatch, said))), None)
