"""Which names of people are marked: those that the text gives otherwise elsewhere, or with a post or letters beside."""

import re
from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass, field, replace

from events.press.reading.draft import CERTAIN, LIKELY, Draft, Found, Panellist, Quotation, doubted, houses_of
from events.press.reading.layout.source import Source
from events.press.reading.words import names, vocabulary

_RANK_BEFORE = re.compile(
    r"\b(?:Deputy|Minister|Chief|Associate|Assistant|Comrade|Captain|Col(?:onel)?\.?|Gen(?:eral)?\.?|Major|Justice"
    r"|Judge|Ambassador|Reverend|Mayor|Mr|Mrs|Ms|Shri|Smt|Dr|Prof(?:essor)?)\.? $"
)
_RANKS = re.compile(
    r"(?:Chief|Associate|Assistant|Comrade|Deputy|Col|Colonel|Captain|Capt|Judge|Justice|Major|Gen"
    r"|Professor Emerit\w+)\b"
)
_SEAT_AFTER = re.compile(
    r",? \(?(?:(?:MP|MSP|MLA|MEP|TD|Retd|retd|KC|SC|M\.?D|Ph\.? ?D|Ed\.?D|Mrs|Miss)\b|[A-Z]{2,4}, [a-z]+ed\b)"
)
_LETTERS_AFTER = re.compile(r",? \(?[A-Z][A-Z.]{1,6}(?![\w’'&-])")
_POST_AFTER = re.compile(r",| \(")
_A_LIST = 3  # people
_LEAD = 12  # characters before whom a line lists: a bullet, an hour, `Speaker: `
_GOES_ON = re.compile(rf" (?:[a-z]{{2,3}} )?[{names.UPPER}][^\W\d_]*[a-z]\b")
_WORD_BEFORE = re.compile(rf"(?<![\w’'-])[{names.UPPER}][\w’'-]*[^\W\d_]\.? $")
_BEGINS_SENTENCE = re.compile(r"(?:^|[.!?:”\"’]\s+|\n\s*)[A-Z][\w’'-]* $")
_NEW_SENTENCE = re.compile(r"[.!?][”\"’']? +[A-Z“\"]")


@dataclass
class People:
    """How a text speaks of each person, wherever it names them."""

    source: Source
    draft: Draft
    written: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    families: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    ranked: set[str] = field(default_factory=set)
    houses: set[str] = field(default_factory=set)
    lines: list[int] = field(default_factory=list)
    lists: set[int] = field(default_factory=set)  # lines in which several are listed, each with a post

    def __post_init__(self) -> None:
        plain = self.source.plain
        for name in names.throughout(plain, self.source.lower_words):
            bare = name.bare.casefold()
            if name.is_whole:
                self.written[bare].add(_title(name.text, bare))
                self.families[name.surname].add(bare)
            if _SEAT_AFTER.match(plain, name.end) or _follows(name.text, bare) or self._has_rank(name):
                self.ranked.add(bare)
        self.lines = [each.raw[0] for each in self.source.paragraphs]
        listed: dict[int, list[bool]] = defaultdict(list)
        for person in self.draft.panel:
            listed[self._line_of(person.name)].append(bool(person.affiliations))
        self.lists = {line for line, posts in listed.items() if len(posts) >= _A_LIST and all(posts)}
        self.houses = {each.value.casefold() for each in houses_of(self.draft)}

    def _has_rank(self, name: names.Name) -> bool:
        before = self.source.plain[max(0, name.start - 20) : name.start]
        is_honoured = name.text.startswith("Hon") and before.endswith("The ")
        return is_honoured or _RANK_BEFORE.search(before) is not None

    def panellist(self, person: Panellist) -> Panellist:
        is_homeless = not any(each.organisation for each in person.affiliations)  # one in six of these is wrong
        is_told = person.name.confidence < CERTAIN or self._is_within_a_line(person.name)  # and not in a list
        is_told = is_told and self._line_of(person.name) not in self.lists
        is_lone = len(self.draft.panel) == 1  # the others may have been missed, or there is no panel
        return replace(
            person, name=doubted(person.name, where=is_homeless or is_told or is_lone or self.may_err(person.name))
        )

    def _line_of(self, fact: Found[str]) -> int:
        return self.lines[bisect_right(self.lines, fact.span[0]) - 1]

    def _is_within_a_line(self, fact: Found[str]) -> bool:
        """More stands before it than a bullet or an hour: one in ten of these is no panellist, but in a list of several
        of whom each has a post hardly one in forty.
        """
        return fact.span[0] - self._line_of(fact) > _LEAD

    def quotation(self, said: Quotation) -> Quotation:
        """Who is found by a pronoun or a family name, or a sentence away from the words, may be the wrong one."""
        if said.speaker is None:
            return said
        is_resolved = said.speaker.confidence <= LIKELY
        between = self.source.text[said.speaker.span[1] : said.text.span[0]]
        is_parted = _NEW_SENTENCE.search(between) is not None
        return replace(
            said,
            speaker=doubted(
                said.speaker,
                where=is_resolved or is_parted or self._is_a_stranger(said.speaker) or self.may_err(said.speaker),
            ),
        )

    def _is_a_stranger(self, fact: Found[str]) -> bool:
        """Neither on the panel nor anywhere with a post: one in three of these said something else, or is nobody."""
        is_on_stage = any(each.name.value == fact.value for each in self.draft.panel)
        return not is_on_stage and not any(
            _POST_AFTER.match(self.source.plain, end) for end in self.source.ends_of(fact.value)
        )

    def may_err(self, fact: Found[str]) -> bool:
        """Whether this may be nobody, or somebody under another name."""
        return self._may_be_called_otherwise(fact) or self.is_cut(fact) or self.may_be_none(fact)

    def _may_be_called_otherwise(self, fact: Found[str]) -> bool:
        """The title differs between mentions, or some make it a part of the name; or it is said at more length."""
        name = names.at(fact.value, 0)
        if name is None or not name.is_whole or _is_led_by_post(name):
            return True
        bare = name.bare.casefold()
        others = self.written.get(bare, set()) - {_title(fact.value, bare)}
        namesakes = self.families[name.surname] - {bare}
        return bool(_RANKS.match(fact.value)) or bare in self.ranked or bool(others) or bool(namesakes)

    def is_cut(self, fact: Found[str]) -> bool:
        """A word with a capital stands right before or behind, or letters of an honour or a seat."""
        text, (start, end) = self.source.text, fact.span
        before = text[max(0, start - 40) : start]
        is_led = _WORD_BEFORE.search(before) is not None and not _BEGINS_SENTENCE.search(before)
        return is_led or _LETTERS_AFTER.match(text, end) is not None or _GOES_ON.match(text, end) is not None

    def line(self, fact: Found[str]) -> str:
        """What stands in the line of a fact up to its end."""
        text, end = self.source.text, fact.span[1]
        return text[text.rfind("\n", 0, end) + 1 : end]

    def may_be_none(self, fact: Found[str]) -> bool:
        """The name of a house, or made of words that name houses and departments."""
        words = [each.strip(".,").lower() for each in fact.value.split()]
        titled = words[0] in vocabulary.HONORIFICS
        before = self.source.text[max(0, fact.span[0] - 4) : fact.span[0]]
        is_thing = before.lower() == "the " or words[-1] in vocabulary.ORGANISATIONS  # `the Sample Line`
        is_common = is_thing or not self.source.lower_words.isdisjoint(words)
        return fact.value.casefold() in self.houses or (not titled and is_common)


def _title(name: str, bare: str) -> str:
    """What stands before the name itself, folded."""
    return name.casefold().partition(bare)[0].strip(" .")


def _is_led_by_post(name: names.Name) -> bool:
    """`Undersheriff Ray Combe`, which may be a post and a name."""
    title = _title(name.text, name.bare.casefold())
    is_plain = all(each.strip("().,") in vocabulary.HONORIFICS for each in title.split())
    return not is_plain or name.bare.split()[0].lower() in vocabulary.ROLES


def _follows(name: str, bare: str) -> str:
    """What stands behind the name itself and is still taken for a part of it: `MP`."""
    return name.casefold().partition(bare)[2].strip(" .,")
