"""Which words among contacts are a house, as in `the Foo Trust press office`, and which only label a number."""

import re

from events.press.reading.layout import grids, headings
from events.press.reading.panel.posts import Span
from events.press.reading.words import vocabulary

_NO_HOUSE = re.compile(r"\d|\b(?:Mon|Tues?|Wed(?:nes)?|Thurs?|Fri|Satur|Sat|Sun)(?:day)?s?\b")
_OF_A_DESK = re.compile(
    r"(?:(?:[’']s?)?\s(?:central |national |international )?(?:press|media|news|communications|comms"
    r"|public affairs|public relations)"
    r"\s?(?:office|team|desk|relations|enquiries|centre|contacts?|officer|department)?s?)\b.*$",
    re.IGNORECASE,
)
_WORDS_OF_LABELS = frozenset(
    """affairs and at broadcast cell communications contact contacts corporate d ddi department desk did direct e e-mail
    email ends enquiries external facebook fax for further gsm hours images information inquiries instagram
    interview interviews landline line linkedin london m mail main media mob mobile more name news note notes of
    office on online or out p ph phone pictures press print public relations requests rsvp source switchboard t
    team tel telephone twitter url via w web marketing outreach website x""".split()
)
HOURS = re.compile(
    r"\W*(?:(?:out[- ]of[- ](?:office[- ])?hours|after[- ]hours|evenings?|week-?ends?|nights?|other times"
    r"|out of office|emergenc(?:y|ies)|24[- ]?(?:hrs?|hours?|/7))"
    r"(?:[ ,/&]+(?:and |only|evenings?|weekends?|weekdays?|bank holidays?|nights?|contact|enquiries|number|press"
    r"|media|duty|line|phone|mobile)*)*)\W*",
    re.IGNORECASE,
)
OTHER_HOURS = re.compile(
    r"\s?[(\[](?:out[- ]of|after|evenings?|week-?ends?|nights?|other times|emergenc|24[- ]?h)", re.IGNORECASE
)
SAYS_OTHER_HOURS = re.compile(
    r"\b(?:out[- ]of[- ](?:office[- ])?hours|after[- ]hours|(?:evenings?|week-?ends?|nights|at night)\b(?! of\b)"
    r"|other times|emergenc(?:y|ies)|after (?:\d{1,2}(?:[.:]\d\d)?\s?(?:[ap]\.?m|hrs)|five|six|seven))\b",
    re.IGNORECASE,
)
BEHIND_NUMBER = re.compile(  # `020 … in office hours, 07700 … out of hours`
    r",?\s(?:out[- ]of[- ](?:office[- ])?hours|after hours|(?:at|in the|on) (?:nights?|evenings?|week-?ends?))\b"
    r"(?!(?:\s(?:and|or|at|on)\b|[\s:–-]){0,4}[+(]?\d)",
    re.IGNORECASE,
)
DESK = re.compile(
    r"\W*(?:the |our |a |weekend |out-of-hours |night |on-call |24-hour )*(?:(?:press|media|news|duty"
    r"|communications|information|comms|publicity)[ -](?:duty )?"
    r"(?:desk|officer|phone|line|press officer|editor|manager))\W*",
    re.IGNORECASE,
)
ASKS = re.compile(
    r"\b(?:contact|press office|media (?:office|enquir|inquir|relations|team|desk)|press (?:enquir|desk|team"
    r"|contact|pass|accredit)|(?:press|media) (?:and|&) \w+ (?:enquir|inquir|contact)|interview|journalists?"
    r"|members of the (?:press|media)|pictures|images|photographs|for the press|further (?:information|details)"
    r"|media who|confirm (?:your )?attendance|(?:plan|wish|intend) to (?:come|attend)|^(?:press|media)\s?:"
    r"|more information|(?:know|find out|hear) more|for (?:more )?details"
    r"|for (?:all |any )?enquiries|quer(?:y|ies) to|cyswllt|kontakt|contacto?|(?:focal|nodal|resource) (?:person|point"
    r"|officer)|^issued by)",
    re.IGNORECASE,
)
_BEFORE_HOUSE = re.compile(r"(?:(?:at|for|of|from|with|or|to|contact|please|on behalf of)\s)*(?:the\s)?", re.IGNORECASE)
SENT_BY = re.compile(  # `Issued by the`, `Distributed on behalf of … by`
    r"\w+(?:ed|sent|nt)\s(?:out\s)?(?:(?:on behalf of|for)\s[^,.;:]{3,60}\s)?(?:by|on behalf of)\s(?:the\s)?(?=[A-Z])",
    re.IGNORECASE,
)
_OFFICE_BEHIND = re.compile(
    r"\s(?:(?:head|main|general|central|front)\s)?(?:office|desk|team|line|number|switchboard|reception|secretariat)$",
    re.IGNORECASE,
)


def is_language(text: str) -> bool:
    """`English` or `in Welsh and English`, which somebody speaks who may be rung."""
    words = re.findall(r"[^\W\d_]+", text)
    spoken = [each for each in words if each not in ("in", "and", "or", "speaks", "speaker", "only")]
    return 0 < len(spoken) <= 4 and all(map(_LANGUAGE.fullmatch, spoken))


_LANGUAGE = re.compile(
    r"(?:[A-Z][a-z]+(?:ish|ese)|Welsh|Cymraeg|French|Dutch|German|Deutsch|Gaelic|Gaeilge|Scots|Italian|Norwegian|Russian"
    r"|Ukrainian|Romanian|Hungarian|Bulgarian|Greek|Czech|Slovak|Slovene|Croatian|Serbian|Bosnian|Albanian|Estonian"
    r"|Latvian|Lithuanian|Icelandic|Basque|Catalan|Arabic|Hebrew|Farsi|Persian|Urdu|Hindi|Bengali|Punjabi|Gujarati|Tamil"
    r"|Telugu|Malayalam|Marathi|Nepali|Sinhala|Indonesian|Malay|Tagalog|Filipino|Thai|Korean|Mandarin|Cantonese|Swahili"
    r"|Kiswahili|Hausa|Yoruba|Igbo|Zulu|Xhosa|Afrikaans|Amharic|Somali|Māori|Maori|Inuktitut|Cree)"
)


def is_label(text: str) -> bool:
    """`Press office:`, `Tel`: of nobody in particular."""
    words = re.findall(r"[\w-]+", text.lower())
    return bool(words) and len(words) <= 6 and all(each in _WORDS_OF_LABELS for each in words)


def is_department(label: str) -> bool:
    """`Communications` below a name is what somebody does, and `Mobile` is not."""
    return bool(_DEPARTMENT.fullmatch(label.strip()))


_DEPARTMENT = re.compile(
    r"(?:(?:press|media|news|communications|corporate|external|public|pr|affairs|relations|marketing|outreach|and|&"
    r"|office|team|unit|desk|department)\s?)+",
    re.IGNORECASE,
)


_UNITS = frozenset("division department directorate unit section bureau secretariat desk".split())


class Houses:
    """Tells the names of houses in one text; `known` are its organisations, folded."""

    def __init__(self, plain: str, known: frozenset[str]) -> None:
        self.plain = plain
        self.known = known

    def looks_like_one(self, text: str, *, after_post: bool) -> bool:
        words = text.split()
        if (
            _NO_HOUSE.search(text)
            or text.strip(" .").lower()
            in vocabulary.HONORIFICS | grids.COLUMNS.keys() | {"questions", "queries", "visit"}
            or not 0 < len(words) <= 7
            or not text[:1].isupper()
            or text.rstrip().endswith(("!", "?"))
        ):
            return False
        fits = (
            each[:1].isupper()
            or each.lower() in vocabulary.LINKS
            or each[:1] in "&’'"
            or (after_post and len(words) > 2)
            for each in words
        )
        return (
            all(fits)
            and words[0].lower() not in vocabulary.LINKS | {"from"}
            and words[0].lower().strip(".,") not in _WORDS_OF_LABELS
            and (words[-1] not in _WORDS_OF_LABELS or len(words) < 2)
        )

    def is_one(self, words: str) -> bool:
        folded = words.casefold()
        last = words.split()[-1]
        if folded in self.known or any(folded in each and len(folded) < len(each) for each in self.known):
            return True
        if last.lower() in _UNITS:
            return True
        return vocabulary.is_organisation(last) and last.lower() not in (
            "hall",
            "house",
            "church",
            "bank",
            "court",
            "fellow",
        )

    def whole(self, start: int, end: int) -> list[Span]:
        """Where houses stand that the text knows, whatever marks are in their names."""
        text = self.plain[start:end].casefold()
        long = [each for each in self.known if len(each) > 8 and len(text) == end - start]
        return [
            (start + found.start(), start + found.end())
            for each in long
            if each in text
            for found in re.finditer(re.escape(each), text)
        ]

    def _is_spoken_for(self, lead: str, start: int, end: int) -> bool:
        """`For the Example Trust: …`, beside others for whom somebody else speaks."""
        return lead.lower().endswith(" the ") or self.plain[start:end].casefold() in self.known

    def _called(self, word: str) -> Span | None:
        """Where the one house stands that `the Trust` means."""
        called = [each for each in self.known if " " in each and word in each.split()]
        start = self.plain.casefold().find(called[0]) if len(called) == 1 else -1
        return (start, start + len(called[0])) if start >= 0 else None

    def within(self, start: int, end: int) -> Span | None:
        """These words without the `the … press office` around them, if what is left is an organisation."""
        while start < end and self.plain[start].isspace():
            start += 1
        desk = _OF_A_DESK.search(self.plain, start, end)
        if desk and re.search(r"\b(?:of|for)$|^(?:Office|Bureau|Department) of\b", self.plain[start : desk.start()]):
            desk = None  # `Office of Public Affairs`, `Office of University News`
        if desk and (
            " " in self.plain[start : desk.start()]
            or self.plain[start : desk.start()].casefold() in self.known | vocabulary.ORGANISATIONS
        ):
            end = desk.start()
        while end > start and self.plain[end - 1] in " ,.:;–—-(|/":
            end -= 1
        lead = _BEFORE_HOUSE.match(self.plain, start, end)
        if lead and (not self.plain[start].isupper() or self._is_spoken_for(lead[0], lead.end(), end)):
            start = lead.end()
        words = self.plain[start:end]
        bare = _OFFICE_BEHIND.sub("", words)
        is_noun = vocabulary.words(bare)[-1:] and vocabulary.words(bare)[-1] in vocabulary.HOUSES
        if bare.casefold() in self.known or (is_noun and " " in bare and words[len(bare) :].islower()):
            words, end = bare, start + len(bare)
        if words.lower() in vocabulary.ORGANISATIONS:
            return self._called(words.lower())
        if not words or len(words) > 90 or not words[0].isalnum() or headings.END.fullmatch(words):
            return None
        if words.casefold() in self.known:
            return start, end
        if words.casefold().removeprefix("the ") in self.known:
            return start + 4, end
        is_acronym = (
            words.isupper() and 2 < len(words) <= 12 and words.isalpha() and words.lower() not in _WORDS_OF_LABELS
        )
        sounds = (
            words[0].isupper()
            and vocabulary.is_organisation(words)
            and (" of " in words or words.split()[0].lower() not in _WORDS_OF_LABELS)
            and words.split()[-1] not in _WORDS_OF_LABELS  # `Review copies and images`
        )
        return (
            (start, end)
            if (sounds or is_acronym) and not re.search(r"\b(?:is|are|was|has|will|please|follow)\b", words)
            else None
        )
