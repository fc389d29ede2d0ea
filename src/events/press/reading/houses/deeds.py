"""What a text says houses do for it, before and behind their names: they publish, host, invite, pay, take part."""

import re

_WORKS = (
    r"(?:reports?|papers?|stud(?:y|ies)|research|publications?|analys[ei]s|surveys?|books?|briefings?|reviews?"
    r"|index|polls?"
    r"|polling|findings|figures|data|statistics|guide|inquiry|investigation|audit|census|count|tracker|atlas|work"
    r"|project|initiative"
    r"|programme|programs?|exhibition|campaign|seminar|event|conference|lecture|debate|launch|coalition|partnership)"
)
_DONE = (
    r"(?:launched|published|released|commissioned|produced|issued|announced|undertaken|conducted|unveiled|presented"
    r"|carried out|written|prepared|compiled|co-?authored|drawn up|convened|organi[sz]ed|hosted|run|developed|led"
    r"|created"
    r"|curated|revealed|collected|gathered|brought out|made|done|shown|out)"
)
_WHEN = (
    r"(?:,? (?:today|jointly|this (?:week|morning|month)|tomorrow|yesterday"
    r"|(?:on )?[A-Z][a-z]+day(?: \d{1,2} [A-Z][a-z]+)?"
    r"|\([^)]{2,60}\)))*"
)
_AT_WORK = (  # `by the university’s Centre for Rivers` too
    r"(?:the [a-z]+['’]s )?"
    r"(?:(?:researchers|academics|experts|economists|scientists|analysts|historians|engineers|ecologists|doctors"
    r"|members|staff) (?:at|from|with|of) )?"
)
_MEANS = r"(?:grants?|money|support|help|funding|backing|assistance|donations?|gift|sponsorship|generosity)"
_PAID = (
    r"(?:funded|run|delivered|managed|paid for|supported|sponsored|commissioned|convened|financed"
    r"|made possible|underwritten|backed|awarded|provided)"
)
_TOGETHER = (
    r"(?:in (?:partnership|collaboration|association|co-?operation|conjunction) with|(?:jointly|together|working"
    r"|worked) with"
    r"|jointly by|co-?hosted by|alongside|along with|joined forces with|partnered with"
    r"|(?:our|its|their|the) (?:partner|host|sponsor|funder)s?,?|(?:partner|host|sponsor|funder|supporter)s,?)"
)
_PAID_BY = (
    rf"(?:co-?)?{_PAID}(?: for (?:the |our |its )?[\w’'-]+(?: [\w’'-]+)?)?(?: in (?:[A-Z][a-z]+ )?\d{{4}})?"
    r"(?: in part| jointly| generously| kindly)? (?:by|with|through|thanks to)"
)
_BY_MEANS = (
    rf"(?: (?:an? |the )?(?:[\w£$€,.]+ )?(?:million )?{_MEANS}(?: of [£$€]?[\w,.]+(?: million)?)? (?:of|from|by))?"
)
_CARRIED_OUT = r"(?:carried out|conducted|undertaken|prepared|written|produced|compiled|researched)"
_THANKS = r"(?:acknowledg(?:es?|ing|ements?)(?: of)?|grateful for|thankful for|thanks (?:to|for))"
_BEFORE = tuple(  # what leads to those who are behind it, and how much it says, the most first
    (re.compile(rf"(?:^|[\s(,–—-])(?:{pattern}) {_AT_WORK}$", re.IGNORECASE), worth)
    for pattern, worth in (
        (rf"{_PAID_BY}{_BY_MEANS}", 3.0),
        (rf"(?:{_THANKS}|with) (?:the )?(?:[a-z]+ )?{_MEANS} (?:of|from)|{_MEANS} from", 3.0),
        (rf"{_DONE}{_WHEN} (?:jointly|together|in (?:partnership|association|collaboration)) with", 3.0),
        (rf"(?<!figures )(?<!data )(?:is|will be) (?:published|produced|issued|organi[sz]ed|hosted){_WHEN} by", 2.5),
        (r"(?:collaboration|partnership|alliance|co-?operation|joint (?:project|venture|work)) between", 2.5),
        (rf"{_TOGETHER}", 2.5),
        (r"(?:delighted|pleased|proud|happy|honoured),? (?:together )?with", 2.5),
        (rf"(?:{_DONE}|set up|established|founded) (?:jointly )?with", 2.5),
        (r"(?:set up|established|founded)(?: in (?:[A-Z][a-z]+ )?\d{4})? (?:jointly )?by", 2.5),
        (rf"{_CARRIED_OUT}{_WHEN} by", 2.5),
        (rf"(?:{_DONE}|{_WORKS}){_WHEN} (?:by|from|for|at|of)", 2.0),
        (rf"{_DONE}{_WHEN} (?:as|in|under) (?:[^.;:()]|(?<=No)\.){{3,60}}? by", 2.0),
        (rf"{_WORKS} (?:of|on|into|about|among|with) [^.,;:()]{{1,60}}?,? (?:by|from)", 2.0),
        (r"comes? from", 2.0),
        (r"[Aa]ccording to(?: (?:an?|the|new|its)(?: [\w-]+){1,3} (?:by|from|of|for))?|says|warns", 2.0),
        (r"(?:says?|said|finds?|argues|warns) (?:an? )?(?:[\w-]+ ){0,4}(?:by|from)", 2.0),
        (rf"{_WORKS}[^.;:]{{0,60}}?,? (?:which|that)", 2.0),
    )
)
_LEADS = re.compile(  # how each of these ends, which is soon asked
    r"(?:\b(?:by|with|through|to|from|for|at|of|between|alongside|that|which|says?|said|finds?|argues|warns)"
    r"|(?:partner|host|sponsor|funder|supporter)s?,?) "
    rf"{_AT_WORK}$",
    re.IGNORECASE,
)
_VERB = (
    r"(?P<verb>announc|publish|launch|releas|unveil|present|open|host|invit|hold|held|organi|conven|award|commit"
    r"|appoint|commission"
    r"|call|warn|reveal|bring|brought|welcom|urg|lay|show|find|found|say|said|claim|argu|report|propos|recommend"
    r"|start|begin|began"
    r"|join|partner|mark|celebrat|offer|give|gave|set|issu|respond|ask|want|plan|pledg|name|buy|bought|thank"
    r"|spend|spent|examin"
    r"|regret|mourn|rais|secur|receiv|win|won|creat|introduc|make|will|is|are|has|have|was|were|had|today"
    r"|tomorrow|this|request)"
)
AFTER = re.compile(
    r"(?:(?:, | – | — )[^,.–—]{3,110}(?:,| –| —))?(?: (?:today|jointly|also|now|have|has|will|is|are|to"
    r"|(?:delighted|pleased|proud) to"
    rf"|cordially|and \w+|was to have))*[ ,]+{_VERB}"
)
WHO_PAYS = re.compile(
    rf",? (?:which|who) (?:(?:has|have|had|also|jointly|partly|helped(?: to)?) |(?:part|co)-?)*"
    rf"(?:{_PAID}|fund|pay for|support)(?! by) (?:the|this|these|our|its|their) (?:\w+ )?(?:{_WORKS})\b"
    r"| (?:(?:has|have|also|jointly|partly|part-?|co-?) ?){0,2}(?:funded|paid for|financed|sponsored|underwrote"
    rf"|(?:gave|given|provided|made|awarded|contributed) (?:an? |the )?(?:[\w£$€,.]+ )?{_MEANS}[^.;]{{0,30}}"
    rf" (?:for|to|towards?)) (?:the|this|these|our) (?:\w+ )?(?:{_WORKS})\b",
    re.IGNORECASE,
)
THANKED = re.compile(r"(?:grateful|thanks?(?: (?:are|is) due)?|thankful|indebted) (?:to (?:the )?)?$", re.IGNORECASE)
FOR_MEANS = re.compile(
    r",? for (?:(?:its|their|the|an?|generous|generously|kind|kindly|financial|ongoing|core) ){0,4}"
    rf"(?:{_MEANS}|funding|supporting|sponsoring|backing|making (?:this|the))\b"
)
SAYS_LAST = re.compile(
    r" (?:reports?|says?|said|finds?|found|warns?|warned|reveals?|shows?|(?:has|have) (?:found|warned|revealed|said))"
    r"(?: today| this morning| in [^.]{3,80})?\.(?: |$)"
)
PUBLISHES = re.compile(
    r"announc|publish|launch|releas|unveil|present|today|host|invit|hold|held|organi|conven|open|request"
)
OWN = re.compile(
    rf"['’]s? (?:(?:new|latest|own|first|annual|joint|final) ){{0,2}}{_WORKS}\b|(?: [a-z]+)? (?:researchers"
    rf"|scientists|academics|economists)\b"
)
SENTENCE_START = re.compile(
    r"(?:^|[.!?]['\"”’)]? |[–—:] ?|-- ?| - |\) ?[-–—]? ?|\d ?[-–—] ?|\d\. |\d: )(?:[Tt]oday,? "
    r"|[Rr]esearchers (?:at|from) )*$"
)
DONE_WHERE = re.compile(rf"\b{_DONE}{_WHEN} at (?:the )?$")  # `presented at the Sample Centre`
REACTS = re.compile(r"(?:^|[.!?] )(?:Commenting|Responding|Reacting|Speaking) (?:on|to|about|after)\b[^.]*$")
WHERE = re.compile(r"\b(?:at|in|near|inside|outside) (?:the )?$")


def led_by(before: str) -> float:
    """How much the words that lead to a house say of it."""
    leads = _BEFORE if _LEADS.search(before) else ()
    return next((worth for pattern, worth in leads if pattern.search(before)), 0.0)
