"""The people of a running order: lines with their hours, each with what it is."""

import re
from collections.abc import Iterator, Sequence

from events.press.reading.layout.source import Paragraph
from events.press.reading.panel import list_lines, posts
from events.press.reading.panel.list_lines import ListLines
from events.press.reading.panel.people import Listed
from events.press.reading.panel.posts import Span
from events.press.reading.words import names, stages

_MOST_ITEMS = 150  # of a running order; more is no day
_TIME = re.compile(
    r"\W{0,2}\d{1,2}(?:[.:h]?\d{2})?\s?(?:[ap]\.?m\.?|hrs|h|uhr)?"
    r"(?:\s?(?:-|–|—|to)\s?\d{1,2}(?:[.:h]?\d{2})?\s?(?:[ap]\.?m\.?|hrs|h|uhr)?)?(?:\s?[|:,–—-]+\s?|\s+)(?=[^\W\d])",
    re.IGNORECASE,
)
_ANSWERS = re.compile(  # `RESPONSES, 5 mins each`, above those who give them
    r"\b(?:responses|respondents|reactions|replies|discussants)\b", re.IGNORECASE
)
_BEFORE_SOMEBODY = re.compile(r"(?:\s[-–—]|(?<=\?))\s(?:[Ww]ith )?(?=[^\W\d_a-z])")


def people(lines: ListLines, taken: set[int]) -> Iterator[Listed]:
    """Each with the part that their item gives; its lines are `taken` from then on."""
    placed, plain = lines.placed, lines.source.plain
    timed = [place for place, each in enumerate(placed) if place not in taken and _is_timed(each.paragraph)]
    if len(timed) < 3:
        return
    for place in timed[:_MOST_ITEMS]:
        paragraph = placed[place].paragraph
        time = _TIME.match(paragraph.text[:40])
        start = paragraph.start + (time.end() if time else 0)
        told_from = _past_title(lines, start, paragraph.end)
        last = place
        while last + 1 < len(placed) and _is_of_item(lines, last + 1, place):
            last += 1
        taken |= set(range(place, last + 1))
        part = stages.of_item(plain[start : start + 60])
        answer = last > place and _ANSWERS.search(plain, start, paragraph.end) is not None
        is_of_all = answer and not lines.people.whole(start, paragraph.end)
        asks = plain[start:told_from].endswith("? ")  # and then says who answers
        named = lines.people.whole(told_from if asks else start, placed[last].paragraph.end)
        for place_in_item, person in enumerate(named):
            person.posts = _without_title(person.posts, (start, told_from))
            yield Listed(person, "respondent" if is_of_all else None if place_in_item else part, is_sure=True)


def _past_title(lines: ListLines, start: int, end: int) -> int:
    """Where an item's people begin: `Keynote: Who pays? - Ann Lee, Foo Trust` has a title before them."""
    plain = lines.source.plain
    if plain[start:end].endswith("?") and not lines.people.whole(start, end):
        return end
    for dash in _BEFORE_SOMEBODY.finditer(plain, start, end):
        title = plain[start : dash.start()].rpartition(": ")[2]
        is_post = lines.posts.is_role(title) or lines.posts.sounds_like_one(title)
        if (title.endswith("?") or not is_post) and not lines.people.whole(start, dash.start()):
            is_one = names.at(plain, dash.end(), lower=lines.lower)
            if is_one and is_one.is_whole:
                return dash.end()
    return start


def _is_timed(paragraph: Paragraph) -> bool:
    is_time = _TIME.match(paragraph.text[:40]) and list_lines.IS_A_TIME.search(paragraph.text[:20])
    return bool(is_time) and len(paragraph.text) < 700


def _is_of_item(lines: ListLines, place: int, item: int) -> bool:
    each = lines.placed[place]
    paragraph = each.paragraph
    if place - item > 12 or _is_timed(paragraph) or paragraph.level or each.gives_reach:
        return False
    is_title = place == item + 1 and _IN_QUOTES.fullmatch(paragraph.text) is not None
    return paragraph.group == lines.placed[item].paragraph.group and (is_title or lines.may_list(each))


_IN_QUOTES = re.compile(r"[“\"«„‘'][^\n]{3,160}[”\"»“’'].?")


def _without_title(held: Sequence[posts.Post], title: Span) -> list[posts.Post]:
    """The posts, but for what the title of a talk has in it."""

    def outside(span: Span | None) -> Span | None:
        return None if span and title[0] <= span[0] < title[1] else span

    told = [posts.Post(outside(each.role), outside(each.organisation)) for each in held]
    return [each for each in told if each.role or each.organisation]
