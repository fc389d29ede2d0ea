"""What cannot be what it was read as: a role that is half a clause, a house that is a street, a person who is a venue.

Each reader sees one place of a text and takes the likeliest reading of it, and the likeliest may still be none. Here
every fact is asked whether anything of its kind can be so; what cannot is dropped, for a gap is seen and filled in, and
a wrong fact is printed.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from events.press.reading.draft import (
    Affiliation,
    Draft,
    Event,
    Fact,
    Found,
    Organisation,
    Panellist,
    PressContact,
    Publication,
    Quotation,
    houses_of,
)
from events.press.reading.layout import mastheads
from events.press.reading.layout.source import Source
from events.press.reading.words import dates, names, places, venues, vocabulary

# What no post begins with: words that join clauses, point, stand for somebody or tell when and where.
_CLAUSE = re.compile(
    r"(?:when|where|which|who|whom|whose|that|this|these|those|there|then|here|and|or|but|nor|so|if|as|than|because|while"
    r"|after|before|during|since|until|on|in|at|by|to|from|for|with|about|over|under|into|she|he|they|we|it|i|you"
    r"|her|him|them|us|not|no|all|both|each|others?|is|are|was|were|be|been|has|have|had|will|would|may|can"
    r"|could|should|must|does|do|did)(?![\w’'-])|\d",
    re.IGNORECASE,
)
_DOING = re.compile(r"[a-z]{2,}(?:ed|[^su]s)(?:$| (?:on|in|at|to|for|from|with|the|a|an|as|\d+)\b)")  # `serves on the`
_SEVERAL = re.compile(r"(?:\w+ )?(?:members|guests|speakers|panell?ists|participants|others)$", re.IGNORECASE)
_SENTENCE = re.compile(
    r"(?:She|He|They|We|It|There|This|I) [a-z]|.* (?:is|are|was|were|has|have|came|will|would) [a-z]"
)
_HOUR = re.compile(r"\d{1,2}(?:[.:]\d\d)?\s?[ap]\.?m\b|\d{1,2}[.:]\d\d\b")
_DAY = re.compile(r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|today|tomorrow|tonight|yesterday)\b", re.IGNORECASE)
_WHERE = re.compile(r"(?:in|at|on|near) ")
_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d{1,2}[A-Z]? \d[A-Z]{2}$")
_DEGREE = re.compile(r"(?:Ph|M|B|LL)\.? ?(?:[A-Z]|Sc|Phil)\.?(?: ?A\.?)?")
_MINISTER = re.compile(r"(?:[A-Z][a-z]+ )?(?:Minister|Secretary of State) (?:of|for) ")
_DESK_OF = re.compile(
    r"(?:(?:press|media|news|communications?|marketing|public|corporate|external|affairs|relations|office|team|unit|desk"
    rf"|department|outreach|events?|and|&) ?)+, (?:the )?(?=(?-i:[{names.UPPER}]))",
    re.IGNORECASE,
)
_ON_STAGE = re.compile(  # what somebody does there: `Welcome to Country`, `Opening remarks`
    r"(?:(?:welcome|acknowledge?ment|introduction|response|thanks|greetings?|vote of thanks)"
    r"(?: (?:to|of|from) (?:the )?\w+)?"
    r"|(?:opening|closing|welcome|introductory|keynote|concluding) (?:remarks|address|words|prayer|ceremony|speech))",
    re.IGNORECASE,
)
_OF_A_SERIES = re.compile(
    r" (?:(?:Working|Discussion|Policy|Research|Occasional|Technical) )?(?:Paper|Report|Briefing|Bulletin)s? Nos?$"
)
_NUMBERED_PAPER = re.compile(rf"\b{vocabulary.KIND_OF_WORK},? (?i:nos?\.? ?)?\d+$", re.IGNORECASE)
_ISSUED = re.compile(r"^\W*(?:released?|published|issued|posted|updated)\b[^\n]*$", re.IGNORECASE | re.MULTILINE)
_BESIDE = 24  # characters around a number in which its day stands
_GOES_ON = re.compile(r",\d{3}|\.\d|\s?(?:%|per cent|million|billion)")
_CUT_BEFORE = re.compile(r"(?<![.:;!?] )\b[A-Z]\w+, $")
_LABEL = re.compile(r"[^:.?!]{3,40}: ")
_ANNOUNCES = re.compile(
    r"\b(?:(?<!who )(?<!what )will (?:be|host|hold|launch|take|present|release|publish)"
    r"|(?:requests?|has) the (?:pleasure|honou?r)"
    r"|cordially|in (?:association|partnership|collaboration) with|(?:is|are) (?:pleased|delighted)|press release"
    r"|sent:)|@|https?:|\b(?P<word>\w+) (?P=word) (?P=word)\b"
    r"|^(?:public |press )?(?:presentation|release|publication) of\b",
    re.IGNORECASE,
)
_KIND = re.compile(  # what any event might be called
    r"(?:(?:about|and|the|a|an|at|of|for|to|in|on|&|our|your|how|join|attend|us|see|event|events|launch|release|report|study"
    r"|publication|panel|discussion|debate|conversation|seminar|webinar|conference|briefing|breakfast|lunch|reception|press"
    r"|media|public|online|hybrid|virtual|in-person|free|presentation|availability|function|session|meeting|programme|agenda"
    r"|details?|information|glance|day|evening|morning|afternoon|q&a|roundtable|round|table|venue|date|time|when|where)"
    r"(?:\W+|$))+",
    re.IGNORECASE,
)
_OF_THE_REPORT = re.compile(  # what somebody did for it, and is nowhere
    r"(?:the )?(?:(?:report|study|paper)(?:['’]s)? )?(?:lead |principal |co-)*(?:authors?|investigators?)"
    r"(?: of (?:the|this|its) (?:\w+ )?(?:report|study|paper|research|survey))?"
    r"|(?:a )?members? of (?:the|its) (?:working|research|steering|advisory|project) (?:group|party|team|committee)",
    re.IGNORECASE,
)
_HEADS = re.compile(r"\b(?:PRESS|MEDIA|SPEAKERS|BRIEFING|INVITATION)\b")
_WITH_ITS_STREET = re.compile(r", \d{1,5} [A-Z]|, [A-Z]{2} \d{5}$")
_HONOURED = re.compile(r"(?:Hon|Honou?rable|Rt|Right|Lord)\b")
_A_ROOM = re.compile(r" (?:Room|Suite|Auditorium|Theatre|Annexe)$")
_A_HALL = re.compile(r" (?:Hall|Rooms?|Hotel|Theatre|Theater|Auditorium|House|Chamber|Ballroom|Pavilion)$")
_PIECE = re.compile(r"\s*[,;]\s*")


def kept(source: Source, draft: Draft) -> Draft:
    """The draft without what is implausible."""
    check = _Check(source, draft)
    return replace(
        draft,
        publication=check.publication(),
        event=check.event(),
        pull_quote=None if check.is_title(draft.pull_quote) else draft.pull_quote,
        organisations=tuple(map(check.issuer, (each for each in draft.organisations if not check.is_no_issuer(each)))),
        panel=tuple(check.panel()),
        quotations=tuple(map(check.spoken, (each for each in draft.quotations if not check.is_title_of(each)))),
        press_contacts=tuple(map(check.contact, draft.press_contacts)),
    )


class _Check:
    """One draft, each fact of it held against what the others are."""

    def __init__(self, source: Source, draft: Draft) -> None:
        self.source = source
        self.draft = draft
        self.titles = {_folded(each) for each in (draft.publication.title, draft.event.title, draft.headline) if each}
        self.rung = {each.name.span for each in draft.press_contacts if each.name}
        place = [each.value for each in (draft.event.venue, draft.event.address) if each]
        self.place = {piece.casefold() for each in place for piece in _PIECE.split(each)}
        self.people = {_bare(each.name.value) for each in draft.panel if each.affiliations}
        own = {
            each.value.casefold() for house in draft.organisations for each in (house.name, house.short_name) if each
        }
        self.own = frozenset(own)
        self.people |= {_bare(each.speaker.value) for each in draft.quotations if each.speaker} - own

        names = (each.name.value.casefold() for each in draft.organisations if each.name)
        self.named = [(each, _begins(each)) for each in names]

    def publication(self) -> Publication:
        """A number that is a day's or a thousand's names no series; a title in no marks may be cut, or none."""
        told = self.draft.publication
        counts_else = told.number is not None and self._counts_else(told.number.span)
        if counts_else or (told.series and mastheads.is_banner(told.series.value)):
            told = replace(told, series=None, number=None, of=None)
        return replace(told, title=None) if told.title and self._is_no_title(told.title) else told

    def _counts_else(self, span: tuple[int, int]) -> bool:
        text, (start, end) = self.source.text, span
        begin = max(0, start - _BESIDE)
        days = dates.within(text[begin : end + _BESIDE])
        is_day = any(each.start <= start - begin < each.end for each in days)
        return is_day or _GOES_ON.match(text, end) is not None

    def _is_no_title(self, title: Found[str]) -> bool:
        """A banner, an address, two places, somebody; or what a comma parts from the word before: `Stop, Look`."""
        text, words = self.source.text, title.value
        is_marked = text[title.span[0] - 1 : title.span[0]] in tuple("\"'“‘«„*_")
        is_cut = self._is_torn_off(text[max(0, title.span[0] - 80) : title.span[0]])
        is_somebodys = any(words.casefold().endswith(each) for each in self.people)
        is_map = all(places.is_city(each) for each in words.split(" and "))
        return not is_marked and (is_cut or is_somebodys or is_map or mastheads.is_banner(words) or _is_address(words))

    def _is_torn_off(self, before: str) -> bool:
        """What goes before ends in the middle of a name, if not in that of a house, as in an endnote."""
        cut = _CUT_BEFORE.search(before[-40:])
        named = any(before.endswith(f"{each.value}, ") for each in houses_of(self.draft))
        return cut is not None and not named and not vocabulary.is_organisation(cut[0].strip(", "))

    def event(self) -> Event:
        """What announces an event, heads its details or names its house or its chair is not what it is called."""
        event = self.draft.event
        if self._is_of_release(event.date):
            return Event()
        if event.venue and self._names_speakers(event.venue):
            event = replace(event, venue=None, address=None)
        title = event.title
        if title is None:
            return event
        people = [each.name for each in self.draft.panel] + [
            each.name for each in self.draft.press_contacts if each.name
        ]
        names_one = any(title.span[0] <= each.span[0] < title.span[1] for each in people if each)
        heads = _LABEL.match(title.value) is not None and names_one
        is_day = any(each.end - each.start > len(title.value) - 4 for each in dates.within(title.value))
        is_house = title.value.casefold() in {each.value.casefold() for each in houses_of(self.draft)}
        is_said = _ANNOUNCES.search(title.value) is not None
        is_none = heads or is_day or is_house or is_said or self._is_entry(title) or _KIND.fullmatch(title.value)
        return replace(event, title=None) if is_none else event

    def _names_speakers(self, venue: Found[str]) -> bool:
        """`Panellists: Dr Ann Lee, Sample Trust`: who comes, and no place; a room may be taken for somebody."""
        if venues.is_building(venue.value.partition(",")[0]):
            return False
        listed = (each.name for each in self.draft.panel if each.affiliations)
        return any(_is_within(each, venue) for each in listed if each.value.casefold() not in self.place)

    def _is_of_release(self, day: Fact) -> bool:
        """`Released: 24 January 2012, 9.30am`, of which the day is the release's."""
        if day is None or self.draft.date is None or self.draft.date.span != day.span:
            return False
        return _ISSUED.search(self.source.text, max(0, day.span[0] - _BESIDE), day.span[0]) is not None

    def _is_entry(self, title: Found[str]) -> bool:
        """`QUILL, Ada – Director, Sample Trust`: the line of somebody in a list."""
        return any(each.affiliations and each.name.span[0] == title.span[0] for each in self.draft.panel)

    def is_title(self, said: Fact) -> bool:
        """Words in marks that name the report or the evening were not said by anybody."""
        return said is not None and _folded(said) in self.titles

    def is_title_of(self, said: Quotation) -> bool:
        """A title in marks, or what is written like one and told by the first words of a house's name."""
        if self.is_title(said.text):
            return True
        words = [each for each in said.text.value.split() if len(each) > 3]
        is_written_so = len(words) > 1 and all(each[:1].isupper() for each in words)
        if self._is_of_headline(said):
            return True
        return is_written_so and (said.speaker is None or self._is_cut(said.speaker.value))

    def _is_of_headline(self, said: Quotation) -> bool:
        """`Harbours are "left to silt up", says the Example Trust`: a house and no person, in the line of the news."""
        top, speaker = self.draft.headline, said.speaker
        is_within = top is not None and top.span[0] <= said.text.span[0] < top.span[1]
        return is_within and (speaker is None or speaker.value.casefold() in self.own)

    def _is_cut(self, words: str) -> bool:
        """`Lake Combe`, since the text only knows a `Lake Combe Laboratory`."""
        plain = self.source.plain
        return all(_GOES_ON_LARGE.match(plain, end) for end in self.source.ends_of(words))

    def is_no_issuer(self, house: Organisation) -> bool:
        name = house.name
        if name is None:
            return False
        is_second = house is not self.draft.organisations[0]
        if is_second and self._is_called_short(name.value.casefold()):
            return True
        if len(self.draft.organisations) > 1 and _is_no_house_at_all(name.value):
            return True
        if is_second and self._is_town_of_another(name.value):
            return True
        if house.website:
            return False
        is_none = self._is_of_everybody(name.value) or self._is_of_a_year(name.value)
        if is_second and is_none:
            return True
        if house.boilerplate:
            return False
        is_somebodys = any(f" {each}" in f" {name.value.casefold()}" for each in self.people)
        is_where = is_second and name.value.casefold() in self.place
        return is_somebodys or _is_address(name.value) or (is_where and not self._is_told(name))

    def issuer(self, house: Organisation) -> Organisation:
        """`Tree Trust` for `Tree Trust Report No`, where the report has one, and for `Press Office, Tree Trust`."""
        name = house.name
        if name and (desk := _DESK_OF.match(name.value)):
            start = name.span[0] + desk.end()
            return replace(house, name=replace(name, value=name.value[desk.end() :], span=(start, name.span[1])))
        kind = _OF_A_SERIES.search(name.value) if name else None
        if name is None or kind is None or self.source.plain.count(name.value[: kind.start()]) < 2:
            return house
        end = name.span[1] - len(name.value) + kind.start()
        return replace(house, name=replace(name, value=name.value[: kind.start()], span=(name.span[0], end)))

    def _is_called_short(self, words: str) -> bool:
        """`Committee on Harbours`, which is the `Standing Committee on Harbours` that another is already."""
        return any(
            each.startswith(words, at) and _ON_OR_OF.match(each, at + len(words))
            for each, begins in self.named
            for at in begins
        )

    def _is_of_everybody(self, words: str) -> bool:
        """`Grandparents`, which begins a sentence here and is written small elsewhere."""
        is_word = words.isalpha() and words[1:].islower()
        return is_word and words.lower() in self.source.lower_words

    def _is_of_a_year(self, words: str) -> bool:
        """`Review of Harbours`, since the text speaks of the `Review of Harbours 2012`."""
        plain = self.source.plain
        return any(_OF_A_YEAR.match(plain, end) for end in self.source.ends_of(words))

    def _is_town_of_another(self, words: str) -> bool:
        """`Wickmere` of `the Sample Centre for Sport, Wickmere`, and never told of but there."""
        if not words.isalpha() or words.isupper():
            return False
        plain = self.source.plain
        before = [plain[max(0, end - len(words) - _NEAR) : end - len(words)] for end in self.source.ends_of(words)]
        return bool(before) and all(
            any(each.casefold().endswith(f"{name}, ") for name, _ in self.named) for each in before
        )

    def _is_told(self, name: Found[str]) -> bool:
        """Whether somebody works there or answers for it."""
        told = [each.organisation for each in self.draft.press_contacts]
        told += [each.organisation for person in self.draft.panel for each in person.affiliations]
        return any(each is not None and _folded(each) == _folded(name) for each in told)

    def panel(self) -> Iterator[Panellist]:
        for person in self.draft.panel:
            if not self._is_nobody(person):
                told = map(self._affiliation, map(self._whole, person.affiliations))
                held = [each for each in told if each.role or each.organisation]
                yield replace(person, name=self._with_article(person.name), affiliations=tuple(held))

    def _is_nobody(self, person: Panellist) -> bool:
        """Who is only to be rung, and what is a room, a piece of the address or of a title."""
        name = person.name
        if name.span in self.rung or name.value.casefold() in self.place or _A_ROOM.search(name.value):
            return True
        houses = [each.organisation.value for each in person.affiliations if each.organisation]
        if houses and all(map(_NUMBERED_PAPER.search, houses)):
            return True  # a report, and its number behind
        titles = (self.draft.publication.title, self.draft.event.title)
        return any(each and each.span[0] <= name.span[0] < each.span[1] and not self._is_entry(each) for each in titles)

    def _whole(self, told: Affiliation) -> Affiliation:
        """A post that was torn at a comma: `Minister of Agriculture, Nature and Rural Areas`."""
        role, house = told.role, told.organisation
        if role is None or house is None or not _MINISTER.match(role.value) or vocabulary.is_organisation(house.value):
            return told
        if " and " not in house.value or self.source.text[role.span[1] : house.span[0]] != ", ":
            return told
        whole = replace(role, value=f"{role.value}, {house.value}", span=(role.span[0], house.span[1]))
        return Affiliation(role=whole)

    def _affiliation(self, told: Affiliation) -> Affiliation:
        role, house = told.role, told.organisation
        if role and _is_somebody(role.value):
            return Affiliation()  # the next of those who are listed, and what they are
        if house and (self._is_no_house(house.value, role) or self._is_where(house)):
            house = None
        if house and (bare := house.value.rstrip("*†‡ ")) != house.value:
            house = replace(house, value=bare, span=(house.span[0], house.span[0] + len(bare)))
        is_author = role is not None and house is None and _OF_THE_REPORT.fullmatch(role.value) is not None
        if role and (is_author or _is_no_role(role.value)):
            role = None
        return Affiliation(role=role, organisation=house)

    def _is_where(self, house: Found[str]) -> bool:
        """Read from the very words that say where the event is: `by the Minister, at the Sample Hall`."""
        venue, address = self.draft.event.venue, self.draft.event.address
        is_there = venue is not None and venue.span[0] <= house.span[0] < venue.span[1]
        is_on_the_way = address is not None and address.span[0] <= house.span[0] < address.span[1]
        return is_on_the_way or (is_there and _A_HALL.search(house.value) is not None)

    def _is_no_house(self, words: str, role: Fact) -> bool:
        is_degree = _DEGREE.fullmatch(words) is not None
        is_ruled = role is not None and not words[-1].isdigit()  # `Minister of Trade, Norway`
        return (
            is_degree
            or _ON_STAGE.fullmatch(words) is not None
            or not re.search(r"[^\W\d]", words)  # `1951–58`
            or (places.is_city(words) and not is_ruled)
            or _SENTENCE.match(words) is not None
            or _DOING.fullmatch(words) is not None
            or _HOUR.match(words) is not None
            or _WHERE.match(words) is not None
            or _DAY.match(words) is not None
            or _is_address(words)
            or _bare(words) in self.people
        )

    def spoken(self, said: Quotation) -> Quotation:
        return replace(said, speaker=self._with_article(said.speaker)) if said.speaker else said

    def _with_article(self, name: Found[str]) -> Found[str]:
        """`The Hon. Ann Lee` is called so with the article, where it is printed as a part of the name."""
        start = name.span[0] - len("The ")
        is_so = _HONOURED.match(name.value) is not None and self.source.text[max(0, start) : name.span[0]] == "The "
        return replace(name, value=f"The {name.value}", span=(start, name.span[1])) if is_so else name

    def contact(self, contact: PressContact) -> PressContact:
        """`duty officer` is nobody's name; a house called as somebody is that person."""
        name, house = contact.name, contact.organisation
        is_post = name is not None and name.value.islower() and vocabulary.words(name.value)[-1] in vocabulary.ROLES
        is_person = house is not None and f" {_bare(house.value)}".endswith(tuple(f" {each}" for each in self.people))
        return replace(contact, name=None if is_post else name, organisation=None if is_person else house)


_NEAR = 120  # characters
_GOES_ON_LARGE = re.compile(" [A-Z]")
_ON_OR_OF = re.compile(r" (?:on|of)\b")
_OF_A_YEAR = re.compile(r",? (?:19|20)\d\d\b(?!\s*[-–]|\))")
_FIRST_WORD = re.compile("[a-z]+ ")


def _is_within(fact: Found[str], other: Found[str]) -> bool:
    return other.span[0] <= fact.span[0] < other.span[1]


def _begins(name: str) -> tuple[int, ...]:
    """Where a name begins, and where it does without its first word."""
    first = _FIRST_WORD.match(name)
    return (0, first.end()) if first else (0,)


def _folded(fact: Found[str]) -> str:
    return " ".join(re.findall(r"\w+", fact.value.casefold()))


def _bare(words: str) -> str:
    name = names.at(words, 0)
    return (name.bare if name and name.closes == len(words) else words).casefold()


def _is_somebody(words: str) -> bool:
    """`Dr Ann Lee`, who holds a post and is none."""
    name = names.at(words, 0)
    return name is not None and name.is_titled and name.is_whole and name.closes == len(words)


def _is_no_house_at_all(words: str) -> bool:
    """`FOR SPEAKERS AND PRESS`, or a house, its room and its street."""
    return (words.isupper() and _HEADS.search(words) is not None) or _WITH_ITS_STREET.search(words) is not None


def _is_no_role(words: str) -> bool:
    is_clause = _CLAUSE.match(words) or _DAY.match(words) or _DOING.match(words) or _SEVERAL.match(words)
    return bool(is_clause) or _is_address(words)


def _is_address(words: str) -> bool:
    is_numbered = words[0].isdigit() and venues.is_street(words)
    return is_numbered or _POSTCODE.search(words) is not None
