"""Sentences that say who will be there: `a panel chaired by …, with …`, `Speakers on the day will include …`.

Names are led by a connecting word (`by`, `with`, `include`); the words before it say which part they have. Or they are
subjects, and what they will do says it.
"""

import re
from collections.abc import Iterator
from functools import cached_property

from events.press.reading.layout.parts import Part, Placed
from events.press.reading.layout.source import Source
from events.press.reading.panel import authors
from events.press.reading.panel.people import Listed, People, Person
from events.press.reading.panel.posts import Span
from events.press.reading.words import names, patterns, stages, vocabulary, wording

_COMING = re.compile(
    rf"\b{stages.GATHERING}\b|\bspeakers\b|\bpanell?ists\b"
    r"|\b(?:will|shall|to) be (?:launched|presented|discussed|debated|unveiled|published|held|opened|released)\b"
    r"|\btakes? place\b|\bjoin us\b",
    re.IGNORECASE,
)
_AHEAD = re.compile(
    r"\b(?:will|shall|is to|are to|today|tonight|tomorrow|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|at \d"
    r"|features?|includes?|are|is)\b"
)
_INVITES = re.compile(
    r"\brequests? the (?:pleasure|honou?r)|\b(?:invites?|invite you|(?:are|is) (?:cordially )?invited) to\b"
    r"|\bpleasure of your company\b|\bsave the date\b|\binvitation\b",
    re.IGNORECASE,
)
_TOP = 600  # characters in which a text says that it invites
_TIMED = re.compile(r"\d\s?[ap]\.?m\b|\b\d{1,2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)|\d[.:]\d\d")

# What may stand before names, by what then connects the two.
_SPOKEN = r"speech(?:es)?|talks?|presentations?|address(?:es)?|remarks"
_GIVEN = r"introductions?|welcome|contributions?|readings?|lecture|performances?|music|foreword|opening"
_HEADS = {
    "by": {
        "chair": r"chaired|presided over|in the chair|led",
        "moderator": rf"{stages.CONVERSATION} (?:is|will be|to be) led|moderated|compered|anchored|moderation",
        "host": r"hosted",
        "facilitator": r"facilitated",
        "reviewer": r"be reviewed",
        "keynote": r"keynotes?(?: (?:address|speech|lecture))? (?:will|is to) be (?:given|delivered)",
        "respondent": r"responses? (?:will|is to) be (?:given|made)",
        "guest": r"joined|accompanied|opened|introduced|presented|launched|discussed|debated|delivered|given|unveiled"
        r"|attended|addressed|welcomed|interviewed|performed|read|released|closed",
    },
    "from": {
        "keynote": r"keynotes?(?: \w+)?",
        "respondent": r"responses?|repl(?:y|ies)(?! to (?:\w+ )?questions)",
        "speaker": _SPOKEN,
        "guest": rf"{_GIVEN}|questions",
    },
    "are": {
        "chair": r"chair(?:person|man|woman)?(?: (?:for|of) (?:the|this) [a-z]{3,12})?|in the chair|chairing|presiding",
        "moderator": r"moderator|moderation|moderating",
        "facilitator": r"facilitator|facilitating",
        "host": r"host",
        "mc": r"mc",
        "programme_director": r"programme director",
        "keynote": r"keynotes?(?: \w+)?",
        "respondent": r"respondents?|responding",
        "discussant": r"discussants?",
        "panellist": r"panell?ists|panel members|members of the panel|on the (?:panel|platform|dais|podium)"
        r"|panel(?=:| [iw])",
        "speaker": r"speaking|speakers|presenters|lecturers",
        "guest": r"(?:for|against)(?: the motion)?(?=:)|proposing|opposing"
        r"|taking part|appearing|in attendance|present|participating|performing|guests|participants"
        r"|contributors|witnesses|on stage|with us|at the table|attending|joining (?:us|her|him|them)",
    },
    "with": {
        "chair": r"chairmanship",
        "panellist": r"panel",
        "guest": r"discuss(?:es)?|live|conversation|dialogue",
        "other": stages.GATHERING,
    },
}
_CONNECTS = {
    "by": r"by|at the (?:\w+ )?hands of",
    "from": r"by|at the (?:\w+ )?hands of|from|is|are|will be|comes? from|:",
    "are": r"is|are|was|were|will be|includes?|included|including|comprises?"
    r"|we['’]ve got|you['’]ve got|we have got|:",
    "with": r"with|featuring|features?|includ(?:es?|ing)|compris(?:es?|ing)|consist(?:s|ing)? of|made up of"
    r"|composed of|between|will have"
    r"|among(?:st)?|of",
    "apart": r"br(?:ings?|inging) together|hears? from|will (?:also )?(?:feature|have)|to (?:also )?feature"
    r"|in conversation with|will join(?! us)",
}
_HEAD = {
    kind: re.compile("|".join(rf"(?P<{part}>\b(?:{words})\b)" for part, words in heads.items()), re.IGNORECASE)
    for kind, heads in _HEADS.items()
}
_HOPED = (  # that they come
    r"(?:have|has) (?:also )?(?:invited|asked)|invitations? (?:has|have) (?:also )?(?:been sent|gone) to"
    r"|hopes? to (?:welcome|be joined by|hear from)"
)
_CONNECTOR = re.compile(
    rf"(?:\b(?:(?P<apart>{patterns.one_of(_CONNECTS['apart'])})|(?P<hoped>{_HOPED})"
    rf"|(?P<word>{patterns.one_of('|'.join(_CONNECTS[each] for each in ('from', 'with', 'are')))})"
    r"\b(?! made up| composed))|(?P<colon>(?=:)))"
    r":?\s(?!(?:given|delivered|made) by\b|us (?:will|are|is|on)\b)(?:(?:also|both|the following):?\s)?"
    r"(?:(?:her|his|their|its|our|the|two|three|four|five)\s(?-i:[a-z][a-z ]{1,40}s)[,:]\s|among others[,:]\s)?"
    r"(?=(?:[Tt]he |an? |our |its )?(?:[a-z][\w’'-]+,? ){0,4}(?-i:[^\W\d_a-z]))",
    re.IGNORECASE,
)
_ASKED_ELSE = re.compile(  # `has invited Ann Lee to review the rules`
    r"\bto (?!speak|chair|moderate|respond|reply|attend|open|launch|join|take part|give|deliver|present|be\b)[a-z]{2,}"
)
_FULL = {kind: re.compile(words) for kind, words in _CONNECTS.items()}
_ONE_OF_A_BODY = re.compile(
    r"\b(?:of|for)\b(?! (?:the|this|our)(?: \w+)? (?:event|panel|session|discussion|debate|evening|day"
    r"|meeting))|\bboard\b"
)
_BODY = re.compile(
    r"\b(?:jury|inquiry|enquiry|commission|committee|board|review|task ?force|working group|council|court|report"
    r"|study|research|survey|paper|film|book|edition|figures|data|team|project)\b[^.]{0,30}$",
    re.IGNORECASE,
)
_QUESTIONS = re.compile(r" to (?:[a-z]+ )?questions\b")
_IT_WAS = re.compile(r"\W*It was (?=chaired|moderated|hosted|facilitated)")
_HELD = re.compile(r"\b(?:followed|was held|took place|brought together|was made up of)\b")
_REPORTED = re.compile(rf"\b{stages.GATHERING} was (?:chaired|moderated)\b|\bgoodwill messages\b", re.IGNORECASE)
_BESIDE = re.compile(r"\b(?:[Tt]aking part|[Ss]peaking|[Aa]ppearing|[Jj]oining)(?: with|(?<=ing)) (?=[A-Z])")
_SPOKE = re.compile(
    rf"\W*(?:Speaking|Addressing guests) (?:at|during|before|after) the (?:[a-z]+ )?{stages.GATHERING}[^,]{{0,60}}, "
)
_SPEAKERS_SAID = re.compile(
    rf"\bspeakers\b[^.\n]{{0,60}}\b(?:say|{vocabulary.VERBS})\b"
    rf"|\b(?:was|were) speaking at (?:the|a) (?:[a-z]+ )?{stages.GATHERING}"
    rf"|\bsay speakers\b",
    re.IGNORECASE,
)
_BEFORE_SPEAKER = re.compile(
    r"\W*(?:(?:Earlier|Later|Similarly|Meanwhile|(?:In|On|At|During|Presenting|Welcoming|Opening|Concluding"
    r"|Closing|Sharing|Responding|Speaking|Addressing)\s[^,\n]{3,60}),?\s)?(?:the\s)?",
)
_SPEAKER_SAID = re.compile(
    rf",?\s(?:{vocabulary.VERBS}|thanked|regretted|lamented|was of the (?:view|opinion)"
    r"|in (?:his|her|their)|while)\b"
)
_FARTHEST_SAID, _LONGEST_OFFICE = 240, 60  # characters
_TOLD_THEM = re.compile(rf",? told (?:the|an?) (?:[a-z]+ )?(?:{stages.GATHERING}|audience|guests)\b")
_JOINING = re.compile(  # `Joining Ann Lee will be Tom Ash and Bo Rae`
    r"\W*(?:Also )?(?:[Jj]oining|(?:[Ss]peaking |[Aa]ppearing )?[Aa]longside"
    r"|(?:[Ss]peaking|[Aa]ppearing|On stage) with)"
    r" (?P<first>[A-Z][^.:;]{2,90}?) (?:will be|are|is|on the panel will be|on stage (?:will be|are)):?\s(?=\S)"
)
_PARTS_OF_AN_EVENT = ("chair", "moderator", "host", "facilitator", "panellist")
_LED = re.compile(r"led\b", re.IGNORECASE)
_WAS = re.compile(r"\b(?:was|were|had been)\s$")
_CHAIRED = re.compile(r"\b(?:chaired|moderated|hosted|facilitated|led) by [^.;:]{4,90}\s(?:will|to|is to)\s$")
_TO_BE = re.compile(r"\b(?:will|is to|to|shall) be\b")
_WILL = re.compile(
    r",?(?<!who)\s(?:will|shall|to|is to|are to|is due to|are due to|has agreed to|have agreed to)\s"
    r"(?:(?:also|both|all|then|each)\s)?"
    r"(?P<does>chair|moderate|host|facilitate|respond|speak|give|deliver|present|open|close|introduce|launch|join|lead"
    r"|take (?:part|questions|the chair)|say|discuss|debate|answer|address|read|perform|talk|lecture|attend"
    r"|appear|welcome|reply|preside"
    r"|be (?:in the chair|joined|joining|speaking|presenting|chairing|moderating|on (?:the panel|hand|stage)"
    r"|in conversation|interviewed|available|there|among))\b"
    r"|,?\s(?P<invited>(?:has|have) (?:also )?been invited|(?:is|are) (?:also )?invited)\b"
    r"(?: to (?P<asked>chair|moderate|respond|reply)\b)?"
    rf"|(?<!who)\s(?P<now>chairs|moderates|hosts|facilitates|responds|speaks|opens|introduces|delivers|gives|joins)\b"
    rf"(?=[^.,;]{{0,60}}\b(?:{stages.GATHERING}|{_GIVEN}|{_SPOKEN}|keynote)\b)"
    r"|,?(?<!who)\s(?P<last>chairs|moderates|facilitates)(?=\W*$)"
    r"|\s(?:is|will be) (?:the |our )?(?P<is>MC|compere|moderator|host)(?=\W*$)"
    r"|\s(?:is|are) (?P<ing>moderating|chairing|facilitating|hosting|responding)(?=\W*$| (?:the|this|our)\b)",
    re.IGNORECASE,
)
_WILL_DO = re.compile(r"\b(?:will|shall) [a-z]+\b")
_KEYNOTE = re.compile(r"\bkeynote\b")
_ALWAYS_ON_STAGE = frozenset(
    ("chair", "moderate", "facilitate", "respond", "chairs", "moderates", "facilitates", "speaks")
)
_ON_STAGE_WITH_AN_HOUR = frozenset("discuss present speak say read perform debate talk lecture give deliver".split())
_BEFORE_SUBJECT = re.compile(
    r"(?:.{0,300}\bwhere\s)?\W*(?:and\s)?(?:(?:on|at|in|during|after|before|following)\s[^,]{3,60},\s)?"
    r"(?:(?:speakers|panellists)\s)?(?:(?:the|its|our|their|both|all)\s(?-i:(?:[a-z-]+\s){0,3}[a-z-]+s),\s)?",
    re.IGNORECASE,
)
_NEXT_CLAUSE = re.compile(
    r"; (?:and |while |whilst |then )?|, (?:and|while|whilst|after which|then|before) (?=(?:the )?[A-Z])"
)
_WHILE = re.compile(r",? (?:while|whilst|whereas) ")
_ADVERBIAL = re.compile(r"\W*(?:At|On|In|During|Before|After|Following|Also|There|Then|Later)\b[^,;:]{0,90}\s$")
_GOVERNS = re.compile(r"\b(?:by|of|from|with|for|to|about|and)\s$")
_FARTHEST = 160  # characters between what names are led by and what that means


class _Told:
    """What a paragraph says of an event, each looked up when a sentence asks for it first."""

    def __init__(self, text: str, *, is_invited: bool = False) -> None:
        self.text = text
        self.is_invited = is_invited  # to what the whole text, or this part of it, is about

    @cached_property
    def is_coming(self) -> bool:
        return self.is_invited or bool(_COMING.search(self.text))

    @cached_property
    def is_timed(self) -> bool:
        return bool(_TIMED.search(self.text))

    @cached_property
    def is_reported(self) -> bool:
        return bool(_REPORTED.search(self.text))


_OF_OTHER_YEARS = re.compile(  # `Past lecturers include Ann Lee`
    r"\W*(?:the |its |our |among )*(?:past|previous|former|earlier|recent) (?:[\w’'-]+ )?"
    r"(?:lecturers?|speakers?|winners?|recipients?|laureates?|guests?|panell?ists?|holders?)\b",
    re.IGNORECASE,
)


class Announcements:
    """Reads one paragraph's sentences."""

    def __init__(self, source: Source, everybody: People) -> None:
        self.source = source
        self.people = everybody
        self.told = _Told("")
        self.is_of_speakers = _SPEAKERS_SAID.search(source.plain) is not None
        self.is_invitation = _INVITES.search(source.plain[:_TOP]) is not None

    def in_paragraph(self, each: Placed) -> Iterator[Listed]:
        text, offset = each.paragraph.text, each.paragraph.start
        self.told = _Told(text, is_invited=self.is_invitation or each.part in (Part.OCCASION, Part.PANEL))
        for start, end in wording.sentences(text):
            yield from self._in_sentence(text[start:end], offset + start)
        if self.is_of_speakers and each.part is Part.BODY:
            yield from self._led_by_speaker(text, offset)

    def _led_by_speaker(self, text: str, offset: int) -> Iterator[Listed]:
        """`Earlier, Ann Lee, Director, Sample Trust, thanked the guests`, where the text tells what speakers said."""
        lead = _BEFORE_SPEAKER.match(text)
        begin = lead.end() if lead else 0
        says = _SPEAKER_SAID.search(text, begin, begin + _FARTHEST_SAID)
        found = self.people.whole(offset + begin, offset + says.start()) if says else []
        if len(found) == 1 and found[0].posts and found[0].name.opens - offset - begin < _LONGEST_OFFICE:
            yield Listed(found[0], None, is_sure=False)

    def below_heading(self, each: Placed) -> Iterator[Listed]:
        """`Ann Lee (Wick University), Tom Ash (Bark Trust)`, all in one line below `Speakers`."""
        text, start = each.paragraph.text, each.paragraph.start
        first = names.at(text, 0, lower=self.source.lower_words)
        if first and first.is_whole and not _WILL_DO.search(text):
            yield from self._led(start, start + len(text), "speaker")

    def _in_sentence(self, sentence: str, start: int) -> Iterator[Listed]:
        if _OF_OTHER_YEARS.match(sentence):
            return
        yield from self._subjects(sentence, start)
        yield from self._who_spoke(sentence, start)
        leads = [*self._leads(sentence)]
        if (joining := _JOINING.match(sentence)) and self.told.is_coming:
            yield from self._led(start + joining.start("first"), start + joining.end("first"), "guest")
            leads = [(0, joining.end(), "guest", None), *(each for each in leads if each[0] > joining.end())]
        for place, (_, begin, part, hoped) in enumerate(leads):
            stop = leads[place + 1][0] if place + 1 < len(leads) else len(sentence)
            if beside := _BESIDE.search(sentence, leads[place - 1][1] if place else 0, begin):
                yield from self._led(start + beside.end(), start + begin, "other")
            state = (start + hoped[0], start + hoped[1]) if hoped else None
            yield from self._led(start + begin, start + stop, part, state)

    def _who_spoke(self, sentence: str, start: int) -> Iterator[Listed]:
        """`Speaking at the launch, Ann Lee said`; `Tom Ash, of the Sample Trust, told the meeting`."""
        spoke = _SPOKE.match(sentence)
        told = _TOLD_THEM.search(sentence)
        begin = spoke.end() if spoke else 0
        says = vocabulary.SAYS.search(sentence, begin) if spoke else told
        for person in self.people.whole(start + begin, start + says.start())[:1] if says else ():
            yield Listed(person, None, is_sure=False)

    def _leads(self, sentence: str) -> Iterator[tuple[int, int, str, Span | None]]:
        """Where the words that lead to names begin, where the names do, in which part they are named, and the words
        that only hope for them.
        """
        connectors = [*_CONNECTOR.finditer(sentence)]
        named = names.within(sentence, lower=self.source.lower_words) if connectors else ()
        called = [each.closes for each in named if each.is_whole and not stages.of(each.text)]
        begun = 0
        for found in connectors:
            after_name = max((each for each in called if each <= found.start()), default=0)
            first = max(begun, after_name, found.start() - _FARTHEST)
            lead = self._meaning(sentence, found, first)
            if lead and self._is_fit(sentence, lead, found):
                yield lead[0], found.end(), lead[1], found.span("hoped") if found["hoped"] else None
                begun = found.end()

    def _meaning(self, sentence: str, found: re.Match[str], first: int) -> tuple[int, str] | None:
        """The nearest words before that go with this connecting word; where they begin, and their part."""
        if found["apart"] or (found["hoped"] and not _ASKED_ELSE.search(sentence, found.end())):
            return found.start(), "guest"
        word = (found["word"] or ":").lower()
        for kind in ("by", "from", "are", "with"):
            if not _FULL[kind].fullmatch(word):
                continue
            heads = [
                each
                for each in _HEAD[kind].finditer(sentence, first, found.start() + 1)
                if each.lastgroup != "other" or each[0][0].islower() or not sentence[: each.start()].strip()
            ]
            if heads and self._connects(kind, word, sentence[heads[-1].end() : found.start()], heads[-1][0]):
                return heads[-1].start(), (heads[-1].lastgroup or "other").replace("_", " ")
        if word in ("with", "featuring", "features", "feature", "including"):
            return found.start(), "other"
        if word == "include" and _CHAIRED.search(sentence, 0, found.start()):
            return found.start(), "guest"
        return None

    def _connects(self, kind: str, word: str, gap: str, head: str) -> bool:
        """`Speakers on the day are` and `joined in the hall by`, but `remarks is` only side by side."""
        if re.search(r"[.!?;:]", gap) or (word in (":", "of") and gap.strip()):
            return False
        is_one = kind == "are" and not head.lower().endswith(("s", "ing", "part", "panel", "ance", "stage", "present"))
        if kind == "from" or is_one:
            return len(gap) < 40 and not _ONE_OF_A_BODY.search(gap) and not (is_one and head.lower() in gap.lower())
        return kind != "by" or len(gap) < 90

    def _is_fit(self, sentence: str, lead: tuple[int, str], found: re.Match[str]) -> bool:
        """Whether these words tell of an event to come, not of who made a report."""
        begins, part = lead
        before = sentence[: begins if part != "other" else found.start()]
        if not sentence[:begins].strip() and sentence[begins : begins + 1].isupper():
            return True  # `With Ann Lee and Tom Ash. Hosted by Bo Rae.`
        is_of_event = stages.GATHERS.search(before) or _IT_WAS.match(sentence)
        if _WAS.search(sentence[max(0, begins - 20) : begins]):
            gathers = stages.GATHERS.search(sentence[begins : found.start()])
            if self.told.is_reported and part == "guest":
                return True  # `Goodwill messages were delivered by`
            return bool(gathers) or (bool(is_of_event) and part in _PARTS_OF_AN_EVENT)
        if _LED.match(sentence, begins) and not stages.GATHERS.search(before[-80:]):
            return False  # `a review led by`
        last = vocabulary.words(before[-40:])[-1:]
        if part == "other" and last and self.people.cutting.posts.is_role(last[0]):
            return False  # `a youth worker with Sample Youth`
        is_ahead = bool(_AHEAD.search(sentence)) or self.told.is_timed or bool(is_of_event and _HELD.search(sentence))
        if _BODY.search(before[-50:]) and not stages.GATHERS.search(before[-60:]):
            return self.told.is_coming and bool(_TO_BE.search(sentence[max(0, begins - 20) : found.start()]))
        if part != "other":
            return is_ahead or self.told.is_coming
        will = _WILL.search(before)
        is_dated = will is not None and self.told.is_timed and will["does"] in _ON_STAGE_WITH_AN_HOUR
        return is_dated or (self.told.is_coming and bool(will or _COMING.search(before)) and is_ahead)

    def _led(self, begin: int, stop: int, part: str, state: Span | None = None) -> Iterator[Listed]:
        other = _WHILE.search(self.source.plain, begin, stop)
        stop = other.start() if other else stop
        found = self.people.whole(begin, stop)
        if not found or (found[0].at - begin > 60 and not found[0].posts):
            return
        for person in found if state else ():
            person.tentative = person.tentative or state
        shown = stages.shared(part)
        for place, person in enumerate(found):
            yield Listed(person, None if place and stages.is_of_one(shown) else shown, part != "other")

    def _subjects(self, sentence: str, start: int) -> Iterator[Listed]:
        clause = 0
        begun = [each.start() for each in _WILL_DO.finditer(sentence)]
        for will in _WILL.finditer(sentence):
            others = [each for each in begun if clause < each < will.start() - 1]
            clause = max([clause, *(sentence.find(",", each, will.start()) + 1 for each in others)])
            does = (will["does"] or will["now"] or will["last"] or will["asked"] or will["ing"] or "").lower()
            noun = (will["is"] or "").lower()
            is_dated = self.told.is_timed and does in _ON_STAGE_WITH_AN_HOUR
            gives_keynote = bool(_KEYNOTE.search(sentence, will.end(), will.end() + 30))
            if self.told.is_coming or is_dated or gives_keynote or does in _ALWAYS_ON_STAGE:
                found = self._subject(sentence, start, clause, will.start()) or self._authors(
                    sentence, start, clause, will.start()
                )
                answers = _QUESTIONS.match(sentence, will.end())  # which makes nobody a respondent
                part = "keynote" if gives_keynote else noun or (None if answers else stages.doing(does))
                for person in found:
                    if will["invited"]:
                        person.tentative = person.tentative or (
                            start + will.start("invited"),
                            start + will.end("invited"),
                        )
                    yield Listed(person, part, is_sure=False)
            clause = will.end()

    def _authors(self, sentence: str, start: int, clause: int, end: int) -> list[Person]:
        """Who is meant by `The authors`, of whom nothing else is told here."""
        meant = authors.ARE_MEANT.search(sentence, clause, end)
        found = authors.of(self.source, self.people, start) if meant else []
        return found if meant and meant["several"] else found[:1]

    def _subject(self, sentence: str, start: int, clause: int, end: int) -> list[Person]:
        """Who stands as subject before what they will do."""
        clause = max([clause, *(each.end() for each in _WHILE.finditer(sentence, clause, end))])
        lead = _BEFORE_SUBJECT.match(sentence, clause)
        begins = [
            lead.end() if lead else clause,
            *(each.end() for each in _NEXT_CLAUSE.finditer(sentence, clause, end)),
        ]
        for begin in begins:
            if not clause <= begin < end:
                continue
            found = self.people.whole(start + begin, start + end)
            if not found:
                continue
            before = sentence[begin : found[0].name.opens - start]
            is_first = found[0].at - start - begin <= 4 or bool(found[0].posts)
            if is_first or (_ADVERBIAL.fullmatch(before) and not _GOVERNS.search(before)):
                return found
        return []
