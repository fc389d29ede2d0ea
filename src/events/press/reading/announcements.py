"""Sentences that say who will be there: `a panel chaired by …, with …`, `… will be joined by …`."""

import re
from collections.abc import Iterator, Mapping

from events.press.reading import people, stages, vocabulary
from events.press.reading.lineups import Listed
from events.press.reading.names import Name
from events.press.reading.parts import Placed
from events.press.reading.source import Source

GATHERING = (
    r"(?:panels?|events?|launch|discussion|debate|seminar|webinar|conference|reception|round ?table|symposium"
    r"|summit|session|workshop"
    r"|briefing|speakers|panell?ists|line-up|evening|lecture|meeting|talk|conversation|dialogue|screening|reading"
    r"|performance|celebration|forum|meet|festival|hearing|unveiling|ceremony|opening)"
)
_COMING = re.compile(
    rf"\b{GATHERING}\b|\bwill be (?:launched|presented|discussed|debated|unveiled|published|held|opened)\b"
    rf"|\btakes? place\b|\bjoin us\b",
    re.IGNORECASE,
)
_AHEAD = re.compile(
    r"\b(?:will|shall|is to|are to|today|tonight|tomorrow|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|at \d"
    r"|features?|includes?|are|is)\b"
)
_TIMED = re.compile(r"\d\s?[ap]\.?m\b|\b\d{1,2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)|\d[.:]\d\d")
_LED = {  # a part on stage, and the words after which somebody who has it is named
    "chair": r"(?:our )?chair (?:for|of) (?:the|this) [a-z]{3,12}(?: is| will be)|chaired by|presided over by"
    r"|in the chair(?: is| will be|:)|(?:chair|chairperson)(?::| (?:is|will be))",
    "moderator": r"(?:moderated|facilitated|hosted|compered|anchored) by|(?:moderator|moderation|facilitator|host"
    r"|mc)(?::| (?:is|will be))",
    "keynote": r"keynote(?: (?:speech|address|speaker|speakers|lecture|remarks))?(?: (?:by|from"
    r"|will be(?: given by| delivered by)?|is|are|comes from)|:)",
    "respondent": r"(?:with )?(?:an? )?responses? (?:by|from)|(?:respondents?|discussants?)(?: (?:are|is|will be"
    r"|include)|:)",
    "panellist": r"panel (?:made up of|composed of|comprising|consisting of|features?|comprises|consists of"
    r"|includes?|will (?:feature|include|comprise|consist of)|of|featuring|including)"
    r"|(?:panell?ists|panel members)(?: (?:are|include|will be|will include)|:)|on the panel(?: are| will be|:)"
    r"|joined on (?:the panel|stage) by",
    "speaker": r"[Ss]peaking (?:on the (?:day|night) )?(?:will be|are)|(?:speakers|presenters)(?: (?:are|include"
    r"|including|will be|will include|comprise)|:)|(?:speeches|talks|presentations|addresses|remarks) (?:by|from)",
    "guest": r"(?:[Tt]aking part|[Aa]ppearing|[Ii]n attendance|[Pp]resent) (?:will be|are)|in conversation with"
    r"|(?:conversation|discussion|debate|dialogue) between|(?:introduction|foreword|welcome|remarks"
    r"|reading)s? (?:by|from)|will join(?! us)|(?:discussed|debated|introduced|opened|unveiled) by|(?:will"
    r"|to) (?:also )?hear from|(?:will|to) (?:also )?be (?:joined|accompanied|delivered|given|launched|opened|introduced"
    r"|presented|unveiled|attended|addressed|debated|discussed|hosted|led)(?: [^.;,\n]{0,90}?)? by"
    r"|(?:guests|participants|contributors)(?: (?:are|include|will be|will include)|:)"
    r"|will discuss (?:[\w’' ]{1,40} )?with",
    "other": r"hears? from|(?:joined|accompanied|launched|opened|introduced|presented) by|with contributions from"
    r"|contributions (?:by|from)"
    r"|With|featuring|discuss(?:es)? (?:[\w’' ]{1,40} )?with|including|consisting of|will (?:feature|include)"
    r"|with speakers|with",
}
_LEADS = re.compile(
    r"\b(?:" + "|".join(f"(?P<{part}>(?i:{words}))" for part, words in _LED.items()) + r"):?"
    r"\s(?:(?:her|his|their|its|our|the|two|three)\s[a-z][\w ]{2,40}[,:]\s)?"
    r"(?=(?:[Tt]he |an? |our |its )?(?:[a-z][\w-]+ ){0,4}[^\W\d_a-z])"
)
_WILL = re.compile(
    r",?\s(?:will|shall|to|is to|are to|is due to|are due to|has agreed to|have agreed to)\s(?:(?:also|both|all"
    r"|then)\s)?"
    r"(?P<does>chair|moderate|host|facilitate|respond|speak|give (?:the|a) keynote|deliver (?:the|a) keynote"
    r"|present|open|introduce|launch|join"
    r"|take part|discuss|debate|answer|address|read|perform|talk|lecture|be (?:in the chair|joined|joining"
    r"|speaking|presenting"
    r"|on (?:the panel|hand|stage)|in conversation|interviewed|available))\b"
    r"|,?\s(?P<invited>(?:has|have) (?:also )?been invited|(?:is|are) (?:also )?invited)\b"
)
_STRONG = frozenset(("chair", "moderate", "facilitate", "respond"))
_OF_A_TEXT = re.compile(
    r"\b(?:report|study|research|survey|paper|film|book|edition|figures|data)\b[^.]{0,30}$", re.IGNORECASE
)
_SENTENCE = re.compile(vocabulary.NOT_SHORT + r"[.!?]['\"’”)]?(?=\s[A-Z“\"‘'(]|$|\n)")
_SUBJECT = re.compile(
    r"(?:.{0,300}\bwhere\s)?\W*(?:(?:on|at|in|during|after|before)\s[^,]{3,60},\s)?(?:(?:speakers|panellists)\s)?",
    re.IGNORECASE,
)
_LONGEST = 2_500


class Announcements:
    """Reads one paragraph's sentences."""

    def __init__(self, source: Source, known: frozenset[str], named: Mapping[str, Name]) -> None:
        self.source = source
        self.known = known
        self.named = named
        self.is_timed = False

    def in_paragraph(self, each: Placed) -> Iterator[Listed]:
        text, offset = each.paragraph.text, each.paragraph.start
        is_coming = bool(_COMING.search(text))
        self.is_timed = bool(_TIMED.search(text))
        start = 0
        for boundary in [*_SENTENCE.finditer(text), None]:
            end = boundary.start() if boundary else len(text)
            if end - start < _LONGEST:
                yield from self._in_sentence(text[start:end], offset + start, is_coming=is_coming)
            start = boundary.end() if boundary else end

    def _in_sentence(self, sentence: str, start: int, *, is_coming: bool) -> Iterator[Listed]:
        is_panel = bool(re.search(r"\bpanel\b|\bpanell?ists|\bPanel (?:with|featuring)", sentence))
        rest = "panellist" if is_panel else None
        yield from self._subjects(sentence, start, rest, is_coming=is_coming)
        leads = [*_LEADS.finditer(sentence)]
        for place, lead in enumerate(leads):
            stop = leads[place + 1].start() if place + 1 < len(leads) else len(sentence)
            if self._is_fit(sentence, lead, is_coming=is_coming):
                yield from self._led(lead, start, stop, rest)

    def _is_fit(self, sentence: str, lead: re.Match[str], *, is_coming: bool) -> bool:
        """Whether these words tell of an event to come, not of who made a report."""
        before = sentence[: lead.start()]
        if not before.strip() and lead[0][:1].isupper():
            return True  # `With Ann Lee and Tom Ash. Hosted by Bo Rae.`
        if lead.lastgroup != "other":
            return bool(_AHEAD.search(sentence)) or is_coming
        if _OF_A_TEXT.search(before[-50:]) and not re.search(rf"\b{GATHERING}\b", before, re.IGNORECASE):
            word = lead["other"].lower()
            return (
                word.endswith(" by") and bool(re.search(r"\b(?:will|is to) be\s$", before + lead[0][:0])) and is_coming
            )
        is_ahead = bool(_AHEAD.search(sentence)) or self.is_timed
        return is_coming and bool(_COMING.search(before)) and is_ahead

    def _led(self, lead: re.Match[str], start: int, stop: int, rest: str | None) -> Iterator[Listed]:
        begin = start + lead.end()
        found = self._list(begin, start + stop)
        if not found or found[0].at - begin > 60:
            return
        part = lead.lastgroup if lead.lastgroup not in ("other", "guest") else rest
        is_one = part in ("chair", "moderator", "keynote")
        for place, person in enumerate(found):
            yield Listed(person, part if place == 0 or not is_one else rest, lead.lastgroup != "other")

    def _subjects(self, sentence: str, start: int, rest: str | None, *, is_coming: bool) -> Iterator[Listed]:
        clause = 0
        for will in _WILL.finditer(sentence):
            clause = max(clause, sentence.rfind("; ", clause, will.start()) + 1)
            yield from self._subject(sentence, start, clause, will, rest, is_coming=is_coming)
            clause = will.end()

    def _subject(
        self, sentence: str, start: int, clause: int, will: re.Match[str], rest: str | None, *, is_coming: bool
    ) -> Iterator[Listed]:
        does = will["does"] or ""
        lead = _SUBJECT.match(sentence, clause)
        begin = lead.end() if lead else clause
        is_dated = self.is_timed and does in (
            "discuss",
            "present",
            "speak",
            "read",
            "perform",
            "debate",
            "talk",
            "lecture",
        )
        if not (is_coming or is_dated or does in _STRONG) or will.start() <= begin:
            return
        found = self._list(start + begin, start + will.start())
        if not found or (found[0].at - start - begin > 4 and not found[0].tail):
            return
        part = stages.of(does or sentence[will.end() : will.end() + 12]) or rest
        for person in found:
            if will["invited"]:
                person.tentative = person.tentative or (start + will.start("invited"), start + will.end("invited"))
            yield Listed(person, part, is_sure=False)

    def _list(self, start: int, end: int) -> list[people.Person]:
        found = people.listed(self.source, start, end, known=self.known, named=self.named)
        return [each for each in found if each.name.is_whole]
