"""Who does not come, and who may yet not: by a mark beside their name and a note below: `* to be confirmed`."""

import re
from collections.abc import Iterable, Iterator

from events.press.reading.layout.source import Source
from events.press.reading.panel.people import Person
from events.press.reading.panel.posts import Span
from events.press.reading.words import stages

_MARKS = "*†‡§"


def marked(source: Source, everybody: Iterable[Person]) -> None:
    """Makes those tentative whose name or line ends in such a mark, or begins with it."""
    notes = dict(_notes(source))
    for person in everybody if notes else ():
        mark = _mark_of(source, person)
        if person.tentative is None and mark in notes:
            person.tentative = notes[mark]


def is_absent(source: Source, person: Person) -> bool:
    """`Ann Lee (withdrawn)`, `Apologies: Ann Lee`: whom the text names, and who is not on stage."""
    said = person.tentative is not None and stages.ABSENT.fullmatch(source.plain, *person.tentative) is not None
    is_before = _SENDS_APOLOGIES.search(source.plain, max(0, person.name.opens - 40), person.name.opens)
    return said or is_before is not None or _STAYS_AWAY.match(source.plain, person.name.closes) is not None


_SENDS_APOLOGIES = re.compile(
    r"(?:\b(?:apologies(?: received)?(?: from)?|(?:in|takes the) place of|instead of)|\(replac(?:es|ing))\s?:?\s*\Z",
    re.IGNORECASE,
)
_STAYS_AWAY = re.compile(
    rf",? who (?:is |has |was )?(?:(?:now|sadly|unfortunately) )?{stages.ABSENT.pattern}", re.IGNORECASE
)


def _notes(source: Source) -> Iterator[tuple[str, Span]]:
    for each in source.paragraphs:
        if mark := stages.proviso(each.written):
            yield mark, (each.start, each.end)


def _mark_of(source: Source, person: Person) -> str:
    """The mark that stands right behind the name or before it, or at the end of its line."""
    closes = source.span(person.name.start, person.name.closes)[1]
    opens = source.span(person.name.opens, person.name.end)[0]
    behind = _BEHIND.match(source.text, closes)
    line_end = _LINE_END.search(source.text, closes, _end_of_line(source.text, closes))
    before = _BEFORE.search(source.text, max(0, opens - 3), opens)
    if before and behind:
        return ""  # `*Ann Lee*` is emphasised
    return next((each["mark"] for each in (behind, line_end, before) if each), "")


_BEHIND = re.compile(rf"\s?(?P<mark>[{_MARKS}]{{1,3}})(?!\w)")
_LINE_END = re.compile(rf"(?P<mark>[{_MARKS}]{{1,3}})\s*$")
_BEFORE = re.compile(rf"(?<!\S)(?P<mark>[{_MARKS}]{{1,3}})\Z")


def _end_of_line(text: str, at: int) -> int:
    end = text.find("\n", at)
    return end if end >= 0 else len(text)
