"""An event of which the release tells afterwards: `launched in Dublin this morning`, `The launch was followed by`."""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from events.press.reading.draft import DOUBTFUL, LIKELY, Event
from events.press.reading.event import scenes
from events.press.reading.layout.parts import Part, Placed
from events.press.reading.layout.source import Source
from events.press.reading.words import places, venues

_DONE = r"(?:launched|unveiled|presented|released|held|joined|inaugurated)"
_DAY = r"(?:today|this (?:morning|afternoon|evening)|tonight|yesterday|on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)"
_HAPPENED = re.compile(
    rf"\b{_DONE}\b(?P<where>[^.;“”\"]{{0,160}}?)\b(?P<day>{_DAY})\b(?!,? \d)|\b(?P<first>today|this morning) {_DONE}\b"
)
_TOLD = re.compile(
    r"\b(?:launch|release|event|presentation|function|ceremony) was (?:held|followed|attended|chaired|hosted"
    r"|moderated)\b"
    r"|\b(?:at|during) the (?:launch|function|ceremony)\b",
    re.IGNORECASE,
)
_HELD = re.compile(r"\b(?:launch|event|function|ceremony) was held (?=at |in )", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?]['\"’”]?\s(?=[A-Z“\"])")
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_MOST = 40  # paragraphs
_LONGEST = 1_500
_BEHIND = 160  # characters after the day, in which the place may be named


def read(source: Source, placed: Sequence[Placed], released: date | None) -> Event:
    """Its day is that of the release or a weekday before; a place or a gathering says that somebody was there."""
    if released is None:
        return Event()
    body = [each.paragraph for each in placed if each.part is Part.BODY and not each.after_end][:_MOST]
    is_told = any(_TOLD.search(each.text[:_LONGEST]) for each in body)
    for paragraph in body:
        found = _HAPPENED.search(paragraph.text[:_LONGEST])
        if found is None:
            continue
        ends = _SENTENCE_END.search(paragraph.text, found.end())
        sentence = paragraph.text[: min(ends.start() if ends else len(paragraph.text), found.end() + _BEHIND)]
        place = _place(sentence, found.start())
        town = _TOWN.search(found["where"] or "")
        nouns = (each[0] for each in scenes.NOUN.finditer(sentence, found.end()))
        is_gathering = any(each.islower() for each in nouns) or (town and places.zone(town[1]))  # no `Tree Forum`
        if not (place or is_told or is_gathering):
            continue
        group = "day" if found["day"] else "first"
        day = _day(found[group], released).isoformat()
        start, end = (paragraph.start + each for each in found.span(group))
        event = Event(date=source.found(start, end, day, LIKELY if place else DOUBTFUL))
        return _at(source, event, paragraph.start, place) if place else _held(source, placed, event)
    return Event()


_TOWN = re.compile(r" in ([A-Z]\w+(?: [A-Z]\w+)?) $")


def _day(words: str, released: date) -> date:
    if words.startswith("on "):
        back = (released.weekday() - _DAYS.index(words[3:])) % 7
        return released - timedelta(days=back)
    return released - timedelta(days=words == "yesterday")


def _place(sentence: str, start: int) -> venues.Place | None:
    found = (each for each in venues.within(sentence) if each.likely and each.venue and each.venue[0] > start)
    return next((each for each in found if each.address), None)


def _held(source: Source, placed: Sequence[Placed], event: Event) -> Event:
    """`The launch was held at the Guildhall`, told by itself."""
    for each in placed[:_MOST]:
        if held := _HELD.search(each.paragraph.text[:_LONGEST]):
            rest = each.paragraph.text[held.end() : held.end() + _BEHIND]
            if place := _place(f" {rest}", 0):
                return _at(source, event, each.paragraph.start + held.end() - 1, place)
    return event


def _at(source: Source, event: Event, start: int, place: venues.Place) -> Event:
    venue, address = (
        source.found(start + span[0], start + span[1], confidence=LIKELY) if span else None
        for span in (place.venue, place.address)
    )
    return Event(date=event.date, venue=venue, address=address)
