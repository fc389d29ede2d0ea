"""The words by which a release says what follows: notes, contacts, a house, an event, speakers, endnotes, its end."""

import re
from collections.abc import Iterator

END = re.compile(
    (
        r"\W*(?:(?:(?:press |media )?(?:message|release|statement|transmission) )?(?:the )?ends?"
        r"|end of (?:the )?(?:press |news |media )?(?:release|statement|announcement)|ends here"
        r"|30|fin)\W*|[-–—]\s?(?-i:[A-Z]{3,8})\s?[-–—]|\\?[#*](?:\s?\\?[#*]){1,5}"
    ),
    re.IGNORECASE,
)
ENDS_OR_NOTES = re.compile(r"\W*(?:ends?|notes? (?:to|for) (?:the )?editors?)\W*", re.IGNORECASE)
MADE_PUBLIC = (  # whatever may be done with a text that others are to see
    r"(?:us(?:e|ed|ing)|publi\w+|releas\w+|broadcast\w*|report(?:ed|ing)?|print\w*|quot(?:e|ed|ing)|distribut\w+|transmi\w+"
    r"|circulat\w+|disclos\w+|air(?:ed|ing)?|post(?:ed|ing)?|shar(?:e|ed|ing)|shown?|run|online)"
)
_WHEN = (  # a day or an hour is named in the next words
    r"\s(?=[^.;\n]{0,30}?(?:\d{1,2}[:.h]\d\d|\d\s?[ap]\.?m\b|(?!(?:19|20)\d\d,?(?:$|\s(?!hrs|hours|on\b)))[0-2]\d[0-5]\d\b"
    r"|noon\b|midnight\b|\d{1,2}(?:st|nd|rd|th|\.)?\s(?:of\s)?(?-i:[A-Z])[a-zä]{2}|(?-i:[A-Z])[a-z]{2,8}\s\d|[a-z]{3,6}day\b))"
)
_BEGINS = r"(?:^\W*|[|·•(:–—-]\s?|[.!]\s)(?:(?:please|strictly|kindly)\s){0,2}"
_FEW = r"[\w ,/’']{0,60}?\b"
_FORBIDS = (  # `No use before 1700`, `Nothing in this may be quoted until noon`, no `No sewage was released before`
    rf"{_BEGINS}(?:no|not|never|nothing|none|do not|don['’]t)\b(?!{_FEW}(?:was|were|had|has|did|would)\b)"
    rf"{_FEW}{MADE_PUBLIC}\b{_FEW}(?:before|until|till|prior to|ahead of){_WHEN}"
)
_FREES = (  # `May be published from 5pm`, `Publishable after noon`, `Hold for 17:00`
    rf"{_BEGINS}(?:(?:(?:may|can|to)\s(?:only\s|then\s)?be|free\s(?:to|for))\s{MADE_PUBLIC}|publishable|hold)"
    rf"\s(?:only\s)?(?:from|after|at|for|to){_WHEN}"
)
_FORBIDS_ABROAD = (  # `Nicht zur Veröffentlichung vor dem 14. Mai`, `Ne pas diffuser avant`, `No publicar antes de`
    rf"{_BEGINS}(?:nicht|(?:à )?ne pas|no|non|niet|não)\b{_FEW}(?:vor|avant|antes|prima|voor)\b(?=[^.;\n]{{0,30}}?\d)"
)
_ABROAD = (  # `Veröffentlichung nicht vor dem 14. Mai`, `Zur Veröffentlichung frei ab 14. Mai`, `Gwaharddiad tan`
    r"(?:(?:^\W*|[|·•(:–—-]\s?)(?:(?:veröffentlichung|publikation)\snicht\svor"
    r"|zur\s(?:veröffentlichung|publikation)\s(?:frei(?:gegeben)?\s)?(?:ab|am|für))\b"
    r"|^\W*(?:frei\sfür(?=\s\w+tag\b)|frei(?:gegeben|gabe)\s(?:ab|am|für)\b))(?=[^.;\n]{0,30}?\d)|\bgwaharddiad\b"
)
_IN_PAPERS = rf"(?:^\W*|[|·•(:–—-]\s?)for use in (?:the )?(?:\w+ ){{0,2}}(?:news)?papers\b(?: of| on| for)?{_WHEN}"
_MENTIONED = r"(?:mention|discuss|reveal|summari[sz]|cit|shar|post|us)ed|disclosed|circulated|made public|referred to"
_EMBARGO = re.compile(
    rf"\b(?:(?:may|must|can|should|is|are)\s?not(?:\sto)?\sbe\s(?:{_MENTIONED})\b{_FEW}(?:before|until|till|prior\sto)"
    rf"|(?<!kept )(?<!was )(?<!were )(?<!been )under\swraps\s(?:until|till)|gesperrt\sbis(?:\szum)?){_WHEN}|"
    r"(?:^\W*|[–—-]\s)blocked (?:until|till)\b|(?:^|[|·•(:–—-]\s?)not before\s(?=.{0,12}\d)"
    rf"|{_FORBIDS}|{_FORBIDS_ABROAD}|{_FREES}|{_ABROAD}|{_IN_PAPERS}"
    r"|\b(?:(?:embargo(?:ed)?|embargad[oa]s?|sperrfrist)(?:until|till|bis)?\b"
    r"|(?:confidential|in confidence) (?:until|till)\b"
    r"|do not (?:publish|release|use|broadcast|report)\b[\w ,/]{0,40}\b(?:before|until|till)"
    r"|release time\b|time of (?:release|publication)\b"
    r"|not (?:for|to be) (?:release|publication|publish|broadcast|use|distribution|released|published"
    r"|used)[\w ,/]{0,90}\b(?:before|until|till|prior)"
    r"|(?:may|must|can) ?not be (?:published|reported|released|broadcast|quoted)[\w ,/]{0,40}"
    r"\b(?:before|until|till|prior)"
    r"|hold (?:for release )?until\b"
    r"|(?:for (?:release|publication|use|broadcast)|(?<![^\n])(?:release|publication)(?=:))[\w ,/]{0,20}"
    r"(?:\bat|\bon|\bfrom|\bafter|:)?\s?"
    r"(?=[\w:., ]{0,40}(?:\d{1,2}[:.]\d\d|\d ?[ap]\.?m|[0-2]\d[0-5]\d (?:hrs|on\b|\w+day\b)|noon|midnight)))",
    re.IGNORECASE,
)
_MAY_EMBARGO = (  # words of which each has one
    "embargo", "before", "until", "till", "prior", "ahead of", "free ", "publishable", "hold ", "release",
    "publication", "for use", "for broadcast", "sperrfrist", "gesperrt",
    "frei", "gwaharddiad", "confidence", "embargad", " vor ", " avant ", " antes ", " prima ", " voor ",
)  # fmt: skip
_MAY_BE_PUBLIC = re.compile(rf" be {MADE_PUBLIC}")


def embargoes(text: str) -> Iterator[re.Match[str]]:
    """Where a text says that it may not be made public yet."""
    lower = text.lower()
    if any(map(lower.__contains__, _MAY_EMBARGO)) or _MAY_BE_PUBLIC.search(lower):
        yield from _EMBARGO.finditer(text)


def has_embargo(text: str) -> bool:
    return next(embargoes(text), None) is not None


NOTES = re.compile(
    r"\W*(?:(?:background )?notes? (?:to|for) (?:the )?(?:news )?(?:editors?|journalists|media|press|newsdesks?)"
    r"|editors?['’]?s?['’]? notes?|editorial notes?|notes?"
    r"|background(?: information| notes?)?|(?:additional|further|more|background) (?:information|background)"
    r"|methodology|about the (?:report|research|study|survey|data|project|paper|programme|event|authors?|series))"
    r"(?: and (?:further|background) (?:information|reading))?\W*",
    re.IGNORECASE,
)
NOTES_INLINE = re.compile(
    r"\W*(?:editors?['’]?s?['’]? notes?|notes? (?:to|for) (?:the )?(?:editors?|journalists|media))\s?[:–—]\s(?=\S)",
    re.IGNORECASE,
)
CONTACTS = re.compile(
    r"\W*(?:(?:for )?(?:(?:any )?(?:further|more|additional|all) (?:press |media )?(?:information|details"
    r"|enquiries|inquiries)|(?:press|media|news|interview)s? (?:enquir|inquir|quer)(?:y|ies)"
    r"|interviews?(?: requests?)?)[\w ,/’'()-]{0,70}?(?:contact|call|phone|e-?mail|get in touch|please)(?: with)?"
    r"|for (?:any )?(?:further|more|additional) (?:press |media )?(?:information|info|details)[\w ,/’'()&-]{0,70}:"
    r"|(?:for )?(?:press|media|news|public affairs|communications|general)?\s?(?:and (?:press"
    r"|media) )?(?:contacts?|enquiries|enquiry|inquiries|inquiry|queries)(?: details| information| only| person"
    r"| us| points?)?(?: for (?:the )?(?:press|media|journalists|editors))?"
    r"|(?:for )?(?:further|more) (?:information|details)(?: (?:and|or|&) (?:pictures|images|photos?|photographs"
    r"|interviews?|material|copies))?|contacts? for (?:the )?(?:press|media|journalists|editors)|press (?:office"
    r"|team|officer)s?(?: contacts?)?|media (?:office|relations|team)(?: contacts?)?|(?:please )?contact)\W*",
    re.IGNORECASE,
)
CONTACTS_INLINE = re.compile(
    r"\W*(?:for (?:any |all )?(?:(?:further|more|additional|press|media|interview)\W+)+(?:information|details"
    r"|enquir|inquir|quer|interview|comment|request)?"
    r"|(?:press |media |news |our |joint |lead )*(?:contacts?|enquiries|inquiries)(?: \([^)]{1,40}\))?\s?[:–—-]"
    r"|(?:further|more) (?:information|details)\b|to (?:arrange|request|set up) (?:an )?interviews?"
    r"|(?:for (?:the )?)?(?:press|media|journalists)\s?:\s"
    r"|out[- ]of[- ]hours|journalists (?:should|can|may|wishing)|interviews? (?:requests?|with)"
    r"|(?:please )?contact\b|(?:press|media) (?:office|team|relations)\b|tel(?:ephone)?\b|e-?mail\b|phone\b"
    r"|mob(?:ile)?\b)",
    re.IGNORECASE,
)
MAY_BE_NOTES = re.compile(r"\b(?:further|more|additional|background) (?:information|details)\W*$", re.IGNORECASE)
ENDNOTES = re.compile(
    r"\W*(?:end ?notes?|footnotes?|references?|sources?|notes and references|citations?)\W*", re.IGNORECASE
)
ABOUT = re.compile(
    (
        r"(?:notes?(?: to editors)?\W{1,3})?(?:more )?about\s+(?P<name>(?!this\b"
        r"|me\b)[^.:!?]{2,120}?)\s?(?:(?P<inline>[:–—]\s?|\s-\s|\.\s(?=[A-Z]))(?=\S)|[:.]?$)"
    ),
    re.IGNORECASE,
)
ABOUT_THING = re.compile(
    (
        r"(?:the |this |our )?(?:report|research|study|survey|data|event|author|authors|series|project|paper|launch"
        r"|speakers?|panel|poll|analysis|findings|figures|book|exhibition|index|publication|methodology|webinar"
        r"|conference)s?\b"
        r"|(?:the )?(?:[\w’'.-]+ ){0,4}(?:lecture(?:ship)?|prize|medal|award|scholarship|bursary|symposium)s?"
        r"(?: series)?$"
    ),
    re.IGNORECASE,
)
ABOUT_PEOPLE = re.compile(
    r"(?:the |our |tonight['’]s |today['’]s )?(?:(?:guest|keynote) )?"
    r"(?:speakers?|panell?ists?|panel(?: members)?|presenters?|moderators?|contributors?|lecturers?)$",
    re.IGNORECASE,
)
OCCASION = re.compile(
    r"\W*(?:(?:(?:launch |press )?(?:event|launch|booking|conference|seminar|lecture|webinar|meeting|practical"
    r"|registration|briefing|exhibition|debate|listing)s? (?:details?|information|listing|info)"
    r"|(?:details of|about) the (?:event|launch|launch event|conference|seminar|webinar|lecture)|when and where"
    r"|date and venue|time and place|practicalities"
    r"|(?:launch|event|presentation) and (?:panel|discussion|debate|reception)"
    r"|(?:the )?(?:launch(?: event)?|programme|agenda|running order|order of events|schedule|timetable|event"
    r"|outline programme|draft programme|run of show)))\W*",
    re.IGNORECASE,
)
_AT_IT = (  # `on the night`, `at our conference in June`
    r"(?:at|on) (?:the|our) (?:[\w’'-]+ ){0,2}?(?:launch|event|conference|day|night|evening|morning"
    r"|afternoon|panel|stage|platform|seminar|webinar|summit|forum|symposium|festival|meeting|debate|briefing|dinner"
    r"|discussion|reception|ceremony|lecture|workshop|congress|colloquium|hearing|session|programme)"
)
PANEL = re.compile(
    r"\W*(?:with )?(?:(?:presentations?|contributions?|speeches|talks) (?:from|by)|(?:our |the |confirmed "
    r"|invited |guest |keynote |panel |main |key )*(?:speakers?|panel|panellists?|panelists?|panel members"
    r"|members of the panel|line-?up|participants|contributors|who['’]s speaking|discussants|respondents"
    r"|presenters)"
    rf"(?: (?:include|includes|are|will be|will include|comprises|list|confirmed|so far|to date|{_AT_IT}))*"
    r")(?: \([^)]{1,30}\))?\W*",
    re.IGNORECASE,
)


def heads(pattern: re.Pattern[str], line: str) -> bool:
    """Whether a line is such a heading, perhaps in two languages: `Nodiadau / Notes`."""
    return bool(pattern.fullmatch(line)) or (" / " in line and any(map(pattern.fullmatch, line.split(" / "))))


def is_of_notes(heading: str) -> bool:
    """`Notes to editors` and the like, not `Further information on the survey`."""
    return heads(NOTES, heading) and not heads(CONTACTS, heading)
