"""Who is on stage by where they are named: in the paragraph that tells when and where people meet.

How an invitation says that somebody will come has no end: "Kit Barr will steer the conversation", "with Sue Lane
keeping order". That it names them beside the hour and the hall is what such sentences share, so whoever is named there
is thought to come, and marked for a check.
"""

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import zip_longest

from events.press.reading.draft import Event, Fact
from events.press.reading.layout.parts import Placed
from events.press.reading.layout.source import Source
from events.press.reading.panel.dossiers import Dossiers
from events.press.reading.panel.people import TOLD, Listed
from events.press.reading.words import attested, names, stages, vocabulary, wording
from events.press.reading.words.names import Name

_SPOKEN = re.compile(r"[“\"][^”\"\n]*[”\"]?|(?<!\w)‘[^’\n]*’(?!\w)")
_REPORTED = re.compile(
    r"(?<!will )(?<!to )(?<!she )(?<!he )(?<!they )"
    rf"\b(?:{vocabulary.VERBS}|asked|found|called|released|invited|launched the|was (?:launched|held|released))\b",
    re.IGNORECASE,
)
_TO_REACH = re.compile(
    r"@|\bRSVP\b|\+?\d[\d ()-]{7,}\d|\b(?:contact|ring|call|e-?mail|write to|book(?:ings?)?|tickets?|sponsored|courtesy"
    r"|media|enquir\w+|press)\b",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    r"\b(?:memory|honou?r|life|work|works|portraits?|letters|papers|music|songs|poems|plays?|films?|named|late|after"
    r"|(?:instead|place|behalf) of|since|like|unlike|written|edited|commissioned|funded|supported|built|founded"
    r"|designed|gift|author(?:ed)?|read out|thank\w*)"
    r"(?: (?:of|by|for|from|on|to))?(?: (?:the|late|poet|novelist|Sir|Dame))*\s$"
)
_DOES = re.compile(
    r"\s(?:will(?! be (?:launched|presented|published|released|held|available|discussed))"
    r"|is (?:keeping|your|in|to|there)|has the|talks?|presents|hosts?|chairs|moderat(?:es|ing)|presid(?:es|ing)"
    r"|in the chair|opens|responds|speaks|introduces|interviews|reads|performs|leads|steers|facilitat(?:es|ing))\b"
)
_PART = re.compile(rf"(?<!who)\s(?:will (?:be )?|is (?:to be )?|has |takes )?(?:{stages.DOES})")
_OF_A_HOUSE = re.compile(r"\b(?:of|at|for)(?: [Tt]he)?\s$")
_OF_A_THING = re.compile(r"['’]s?\s(?!(?:own|former)\b)[a-z\"“‘A-Z]")


def telling(placed: Iterable[Placed], event: Event, met: Iterable[int]) -> list[Placed]:
    """The paragraphs that tell at least two of an event's day, hour and hall, or in which two people were met."""
    facts: list[Fact] = [event.date, event.starts, event.venue]
    begins, met = sorted(each.span[0] for each in facts if each), sorted(met)
    if max(len(begins), len(met)) < 2:
        return []

    def holds_two(places: Sequence[int], start: int, end: int) -> bool:
        return bisect_left(places, end) - bisect_left(places, start) > 1

    return [
        each
        for each in placed
        if holds_two(begins, *each.paragraph.raw) or holds_two(met, each.paragraph.start, each.paragraph.end)
    ]


class Gatherings:
    """Reads the paragraphs that tell of an event."""

    def __init__(self, source: Source, dossiers: Dossiers, aside: Collection[tuple[int, int]]) -> None:
        self.source = source
        self.dossiers = dossiers
        self.aside = aside  # what is no person's name there: of the hall, of the event

    def everybody(self, told: Iterable[Placed]) -> Iterator[Listed]:
        for each in told:
            if self.dossiers.people.is_spent:
                return
            yield from self._in_paragraph(each)

    def _in_paragraph(self, each: Placed) -> Iterator[Listed]:
        if each.part not in TOLD or (each.gives_reach and each.paragraph.is_short):
            return
        text, offset = each.paragraph.text, each.paragraph.start
        spoken = [found.span() for found in _SPOKEN.finditer(text)]
        for start, end in wording.sentences(text):
            if _TO_REACH.search(text, start, end) or _REPORTED.search(text, start, end):
                continue
            named = [*names.within(text, start, end, lower=self.source.lower_words)]
            for name, following in zip_longest(named, named[1:]):
                if not any(first <= name.start < last for first, last in spoken):
                    clause = text[name.closes : following.opens if following else end]
                    yield from self._on_stage(text, name, offset, clause)

    def _on_stage(self, text: str, name: Name, offset: int, clause: str) -> Iterator[Listed]:
        if _ELSEWHERE.search(text, max(0, name.opens - 60), name.opens) or _OF_A_THING.match(text, name.end):
            return
        there = name._replace(
            start=name.start + offset,
            end=name.end + offset,
            outer=(name.opens + offset, name.closes + offset),
        )
        begin, _ = self.source.span(there.start, there.end)
        if any(first <= begin < last for first, last in self.aside):
            return
        person = self.dossiers.introduced(there)
        if person and (name.is_titled or self.dossiers.offices(person) or self._is_somebody(text, name)):
            if does := _PART.search(clause.partition(";")[0]):
                at = there.closes + does.start() + 1
                person.part, person.part_at = does.lastgroup, (at, there.closes + does.end())
            yield Listed(person, person.part, is_sure=False)

    def _is_somebody(self, text: str, name: Name) -> bool:
        """Who says something elsewhere, or does something here, is no street."""
        if _OF_A_HOUSE.search(text, max(0, name.opens - 12), name.opens):
            return False  # `Sue Lane of the Lobby Post`
        people = attested.within(self.source.plain, self.source.lower_words)
        return name.bare.casefold() in people or _DOES.match(text, name.closes) is not None
