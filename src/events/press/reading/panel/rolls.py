"""Lists of speakers line by line: those that say how each is reached, and those that no heading calls so, in a text
most of whose paragraphs begin with somebody.
"""

import re
from collections.abc import Collection, Iterator, Sequence

from events.press.reading.layout import line_ups
from events.press.reading.layout.parts import Placed
from events.press.reading.layout.source import Source
from events.press.reading.panel.people import TOLD, Listed, People
from events.press.reading.words import names, vocabulary

_FEWEST = 4  # people; fewer are an exchange of quotations
_SHARE = 0.4  # of a text's paragraphs: a release has more to tell than who says what
_TWO_NAMES = 45  # characters
_GOES_ON = re.compile(r"(?:\s?[,/(|]|\s[–—-]\s|\.\s|\sand\s)(?!\s*$)")
_SAYS = re.compile(rf"[“\"‘]|\b{vocabulary.VERBS}\b(?! (?:guests|delegates|everybody|everyone))")


class Reached:
    """Looks for lines that name a speaker and say how they are reached; `taken` are those, with their heading."""

    def __init__(self, placed: Sequence[Placed], people: People, taken: Collection[int]) -> None:
        rows = (place for place, each in enumerate(placed) if each.is_row and place not in taken)
        self.lines = {place: placed[place].paragraph for place in rows}
        self.people = people
        self.taken = {*self.lines, *(place - 1 for place in self.lines)}

    def everybody(self) -> Iterator[Listed]:
        for line in self.lines.values():
            ways = sorted(line_ups.ways(line))
            told = self.people.source.plain[line.start : ways[0][0] if ways else line.end]
            for person in self.people.whole(line.start, line.start + len(_LED_TO_WAY.sub("", told)))[:1]:
                person.reached = ways
                yield Listed(person, person.part, is_sure=True)


_LED_TO_WAY = re.compile(
    r"[\s,;:/|(\[–—-]*(?:\b(?:[tmep]|tel(?:ephone)?|(?:tele)?phone|mob(?:ile)?|cell|e?-?mail)\b[\s.:]{0,3})?$",
    re.IGNORECASE,
)


def everybody(
    source: Source, placed: Sequence[Placed], people: People, aside: Collection[tuple[int, int]]
) -> Iterator[Listed]:
    """Those of such a list; `aside` are spans of what is no person's name: a hall, a title."""
    if people.is_spent:
        return
    told = [*(begin for begin, _ in aside), *(source.span(each.start, each.end)[0] for each in source.days)]
    led = [
        each
        for each in placed
        if _is_led_by_somebody(source, each, people) and not any(_holds(each, begin) for begin in told)
    ]
    if len(led) >= _FEWEST and len(led) >= _SHARE * len(placed):
        for each in led:
            for person in people.whole(each.paragraph.start, each.paragraph.end):
                if person.at - each.paragraph.start < _TWO_NAMES:  # not whose report somebody wrote
                    yield Listed(person, person.part, is_sure=False)


def _holds(each: Placed, begin: int) -> bool:
    return each.paragraph.raw[0] <= begin < each.paragraph.raw[1]


def _is_led_by_somebody(source: Source, each: Placed, people: People) -> bool:
    text, start = each.paragraph.text, each.paragraph.start
    if each.part not in TOLD or each.gives_reach or _SAYS.search(text):
        return False
    turned = people.cutting.turned.get(start)
    name = turned or names.at(source.plain, start, lower=source.lower_words)
    return name is not None and name.is_whole and _GOES_ON.match(source.plain, name.closes) is not None
