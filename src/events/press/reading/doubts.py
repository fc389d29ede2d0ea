"""What is marked to be checked because one fact of a draft, held against the others and the text, has little behind it.

Each reader says how sure it is of what stands in one place; what other places say is known only at the end.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import overload

from events.press.reading import names, vocabulary
from events.press.reading.draft import (
    CERTAIN,
    DOUBTFUL,
    LIKELY,
    Draft,
    Embargo,
    Fact,
    Found,
    Organisation,
    Panellist,
    PressContact,
    Quotation,
)
from events.press.reading.source import Source

_BESIDE = 120  # characters: who is named further from their words is meant by a pronoun or a family name
_RANK_BEFORE = re.compile(
    r"\b(?:Deputy|Minister|Chief|Associate|Assistant|Comrade|Captain|Col(?:onel)?\.?|Gen(?:eral)?\.?|Major|Justice"
    r"|Judge|Ambassador|Reverend|Mayor|Mr|Mrs|Ms|Shri|Smt|Dr|Prof(?:essor)?)\.? $"
)
_RANKS = re.compile(r"(?:Chief|Associate|Assistant|Comrade|Deputy|Col|Colonel|Captain|Capt|Judge|Justice|Major|Gen)\b")
_SEAT_AFTER = re.compile(
    r",? \(?(?:(?:MP|MSP|MLA|MEP|TD|Retd|retd|KC|SC|M\.?D|Ph\.? ?D|Ed\.?D|Mrs|Miss)\b|[A-Z]{2,4}, [a-z]+ed\b)"
)
_TO_BOOK = re.compile(r"\W*(?:rsvp|book(?:ings?)?|register|registration|tickets?)\b", re.IGNORECASE)


def weighed(source: Source, draft: Draft) -> Draft:
    """The draft with less trust in what has little behind it."""
    people = _People(source, draft)
    return replace(
        draft,
        organisations=_houses(source, draft),
        panel=tuple(_panellist(each, people) for each in draft.panel),
        quotations=tuple(_quotation(each, people) for each in draft.quotations),
        press_contacts=tuple(_contacts(draft, people)),
        embargo=_embargo(draft),
    )


@overload
def _marked(fact: Found[str], *, where: bool) -> Found[str]: ...


@overload
def _marked(fact: Fact, *, where: bool) -> Fact: ...


def _marked(fact: Fact, *, where: bool) -> Fact:
    return replace(fact, confidence=min(fact.confidence, DOUBTFUL)) if fact and where else fact


def _folded(fact: Fact) -> str:
    return fact.value.casefold() if fact else ""


@dataclass
class _People:
    """How a text speaks of each person, wherever it names them."""

    source: Source
    draft: Draft
    written: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    ranked: set[str] = field(default_factory=set)
    houses: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        plain = self.source.plain
        for name in names.throughout(plain, self.source.lower_words):
            bare = name.bare.casefold()
            if name.is_whole:
                self.written[bare].add(_title(name.text, bare))
            if _SEAT_AFTER.match(plain, name.end) or self._has_rank(name):
                self.ranked.add(bare)
        self.houses = {_folded(house) for house in _mentioned(self.draft)}

    def _has_rank(self, name: names.Name) -> bool:
        before = self.source.plain[max(0, name.start - 20) : name.start]
        is_honoured = name.text.startswith("Hon") and before.endswith("The ")
        return is_honoured or _RANK_BEFORE.search(before) is not None

    def may_be_called_otherwise(self, fact: Found[str]) -> bool:
        """The title differs between mentions, or is one of which some make a part of the name and some a post."""
        name = names.at(fact.value, 0)
        bare = (name.bare if name else fact.value).casefold()
        others = self.written.get(bare, set()) - {_title(fact.value, bare)}
        return bool(_RANKS.match(fact.value)) or bare in self.ranked or bool(others)

    def line(self, fact: Found[str]) -> str:
        """What stands in the line of a fact up to its end."""
        text, end = self.source.text, fact.span[1]
        return text[text.rfind("\n", 0, end) + 1 : end]

    def may_be_none(self, fact: Found[str]) -> bool:
        """The name of a house, or made of words that name houses and departments."""
        words = [each.strip(".,").lower() for each in fact.value.split()]
        titled = words[0] in vocabulary.HONORIFICS
        is_common = words[-1] in vocabulary.ORGANISATIONS or not self.source.lower_words.isdisjoint(words)
        return fact.value.casefold() in self.houses or (not titled and is_common)


def _title(name: str, bare: str) -> str:
    """What stands before the name itself, folded."""
    return name.casefold().partition(bare)[0].strip(" .")


def _mentioned(draft: Draft) -> list[Found[str]]:
    """Every name of a house in a draft."""
    found: list[Fact] = [each for house in draft.organisations for each in (house.name, house.short_name)]
    found += [each.organisation for person in draft.panel for each in person.affiliations]
    found += [each.organisation for each in draft.press_contacts]
    return [each for each in found if each]


def _houses(source: Source, draft: Draft) -> tuple[Organisation, ...]:
    """A house is certain that tells of itself, or that is named twice and is to be rung or, as the first, on stage."""
    rung = {_folded(each.organisation) for each in draft.press_contacts}
    on_stage = {_folded(each.organisation) for person in draft.panel for each in person.affiliations}
    called = {_folded(each) for each in _mentioned(draft) if len(each.value) > 3}
    text = source.plain.casefold()
    first = _folded(draft.organisations[0].name) if draft.organisations else ""

    def weigh(house: Organisation, others: set[str]) -> Organisation:
        name = _folded(house.name)
        is_bare = not (house.short_name or house.website or house.boilerplate)
        is_alone = name not in others or text.count(name) < 2
        is_part = any(name.startswith(f"{each} ") for each in called)  # `Dominion Bank Economics` of `Dominion Bank`
        is_owner = f"{first}, {name}" in text  # `Institute for Work, University of Combe`
        return replace(house, name=_marked(house.name, where=is_part or (is_bare and (is_alone or is_owner))))

    weighed = [weigh(each, rung if place else rung | on_stage) for place, each in enumerate(draft.organisations)]
    sure = [each.name.value for each in weighed if each.name and not each.name.to_check]
    later = [each for each in weighed[1:] if not (sure and _is_passing(source, each, sure))]
    return (*weighed[:1], *later)


def _is_passing(source: Source, house: Organisation, sure: Sequence[str]) -> bool:
    """Named beside a house that is certain, but not together with it: two in three of these gave money or a room."""
    if house.name is None or not house.name.to_check or house.short_name or house.website or house.boilerplate:
        return False
    begin = house.name.span[0]
    before = source.text[max(0, begin - _TOGETHER) : begin]
    is_joined = _JOINED.search(before) is not None and any(each.casefold() in before.casefold() for each in sure)
    return not is_joined


_TOGETHER = 120  # characters
_JOINED = re.compile(r"(?:\band|\bwith|&|,)\s(?:the\s)?(?:[a-z]+\s){0,3}$")


def _panellist(person: Panellist, people: _People) -> Panellist:
    is_bare = not person.affiliations
    is_told = person.name.confidence < CERTAIN  # in a sentence, not in a list
    is_lone = len(people.draft.panel) == 1  # the others may have been missed, or there is no panel
    doubt = (
        is_bare or is_told or is_lone or people.may_be_called_otherwise(person.name) or people.may_be_none(person.name)
    )
    return replace(person, name=_marked(person.name, where=doubt))


def _quotation(said: Quotation, people: _People) -> Quotation:
    if said.speaker is None:
        return said
    away = max(said.text.span[0] - said.speaker.span[1], said.speaker.span[0] - said.text.span[1])
    is_resolved = said.speaker.confidence <= LIKELY and away > _BESIDE
    doubt = is_resolved or people.may_be_called_otherwise(said.speaker) or people.may_be_none(said.speaker)
    return replace(said, speaker=_marked(said.speaker, where=doubt))


def _contacts(draft: Draft, people: _People) -> Iterator[PressContact]:
    """A house of which nothing else tells may be a department; what reaches nobody named may be for bookings."""
    own = {_folded(each) for house in draft.organisations for each in (house.name, house.short_name)}
    told = Counter(each.organisation.span for each in draft.press_contacts if each.organisation)
    for contact in draft.press_contacts:
        house, name = contact.organisation, contact.name
        is_foreign = house is not None and (_folded(house) not in own or told[house.span] > 1)
        is_nobodys = name is None and house is None
        books = name is not None and _TO_BOOK.match(people.line(name)) is not None
        yield replace(
            contact,
            organisation=_marked(house, where=is_foreign and name is not None),
            name=_marked(name, where=name is not None and (books or people.may_be_none(name))),
            phone=_marked(contact.phone, where=is_nobodys or books),
            email=_marked(contact.email, where=is_nobodys or books),
        )


def _embargo(draft: Draft) -> Embargo:
    """It ends no earlier than the release goes out, and no later than the event."""
    until = draft.embargo.date
    doubt = _is_before(until, draft.date) or _is_before(draft.event.date, until)
    return replace(draft.embargo, date=_marked(until, where=doubt))


def _is_before(one: Fact, two: Fact) -> bool:
    return one is not None and two is not None and one.value < two.value
