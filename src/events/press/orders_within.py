"""The running order that stands in a release, as lines that its event takes: the release itself keeps it too."""

import itertools
import re
from collections.abc import Iterator, Sequence
from datetime import time

from events.press.reading.draft import Draft
from events.programme import events, item_tables, running_order, typed

_FEWEST = 3  # items, one below another; fewer may be chance
_MOST_BELOW = 8  # lines that tell more of an item
_LONGEST = 1000  # characters of a line
_NOON = 12
_BEFORE = 60  # minutes before it begins at which doors open
_HALF = r"(?:\s*[ap]\.?m\b\.?)?"
_HOURS = re.compile(
    rf"\W*(?P<begins>\d[\d.:h]*{_HALF})(?:\s*(?:-|–|—|to|until)\s*(?P<ends>\d[\d.:h]*{_HALF}))?", re.IGNORECASE
)
_EITHER_HALF = re.compile(r"(?P<hour>[1-9]|1[0-2])(?P<minute>[.:][0-5]\d)")
_YEAR = re.compile(r"\W*(?:19|20)\d[1-46-9](?!\d|\s*h)")  # `2019`, while `1930` is half past seven
_OTHER_DAY = re.compile(r"\W{0,3}day (?:two|three|2|3|ii)\b", re.IGNORECASE)
_WORD = re.compile(r"\w")
_COLUMN = re.compile(r"\s{3,}|\t+|\s{0,2}\|\s{0,2}")


def within(source: str, draft: Draft) -> Sequence[str]:
    """The items of the one running order in a text that tells of an event; empty where it may be none of its own.

    What directly follows an item tells more of it, and is indented.
    """
    if not (draft.event.title or draft.event.date):
        return ()
    lines = source.splitlines()
    if (table := item_tables.read(lines)) and len(table.rows) >= _FEWEST:
        return _if_by_the_clock(table.rows)
    runs = [each for each in _runs(lines) if len(each) >= _FEWEST]
    if len(runs) != 1 or len(runs[0]) > running_order.MOST_LINES or any(map(_OTHER_DAY.match, lines)):
        return ()
    (run,) = runs
    if _spans(lines[run[0]], lines[run[1]]):
        run = run[1:]
    begins = time.fromisoformat(draft.event.starts.value) if draft.event.starts else None
    return _if_by_the_clock([*_items(lines, run, begins)])


def _runs(lines: Sequence[str]) -> Iterator[list[int]]:
    """Where lines begin with an hour and only what tells more of them, or nothing, stands between them."""
    run: list[int] = []
    for place, line in enumerate(lines):
        if len(line) > _LONGEST or not running_order.is_timed(line) or _YEAR.match(line):
            continue
        if run and not _goes_on(lines[run[-1] + 1 : place]):
            yield run
            run = []
        run.append(place)
    yield run


def _goes_on(between: Sequence[str]) -> bool:
    """Whether these lines belong to the item above them: right below it, or indented."""
    said = [each for each in between if each.strip()]
    is_below = between[: len(said)] == said
    return len(said) <= _MOST_BELOW and (is_below or all(each[:1].isspace() for each in said))


def _spans(line: str, below: str) -> bool:
    """`6.30pm to 8pm (doors 6pm)` says when the whole of it is, and is no item."""
    hours, item = _HOURS.match(line), _HOURS.match(below)
    ends = _hour(hours["ends"]) if hours and hours["ends"] else None
    if hours is None or ends is None or item is None:
        return False
    first = _hour(item["begins"]) or _in_its_half(item["begins"], _hour(hours["begins"]))
    return first is not None and ends > first


def _items(lines: Sequence[str], run: Sequence[int], begins: time | None) -> Iterator[str]:
    """Each with its hour as the clock of 24 hours has it, where the items before tell that."""
    for place, following in zip(run, [*run[1:], len(lines)], strict=True):
        line = lines[place].strip(" \t|,;")
        hours = _HOURS.match(line)
        clock, told = (hours["begins"], line[hours.end() :]) if hours else ("", line)
        if place == run[0]:
            begins = _hour(clock) or _in_its_half(clock, begins, at_most=_BEFORE)
        else:
            begins = _in_its_half(clock, begins) or _hour(clock)
        title, *columns = _COLUMN.split(told.strip(" \t|,:–—-"))
        below = lines[place + 1 : following]
        if place == run[-1]:
            below = [*itertools.takewhile(lambda each: each.strip() and each[:1].isspace(), below)]
        yield f"{begins:%H.%M} {title}" if begins else line
        more = (each.strip() for each in (*columns, *below))
        yield from (f"  {each}" for each in more if _WORD.search(each))


def _hour(clock: str) -> time | None:
    """None where it may be of the morning or of the afternoon."""
    try:
        return typed.hour(clock)
    except ValueError:
        return None


def _in_its_half(clock: str, after: time | None, *, at_most: int = 0) -> time | None:
    """`1.00 Lunch` below `12.30 Questions` is at 13.00. `at_most` are the minutes it may be before."""
    found = _EITHER_HALF.fullmatch(clock)
    if found is None or after is None:
        return None
    hour, minute = int(found["hour"]) % _NOON, int(found["minute"][1:])
    least = after.hour * 60 + after.minute - at_most
    told = next((time(each, minute) for each in (hour, hour + _NOON) if each * 60 + minute >= least), None)
    night = time(hour, minute)
    return told or (night if events.goes_past_midnight(after, night) else None)


def _if_by_the_clock(items: Sequence[str]) -> Sequence[str]:
    """The lines, if every one can be read and none is before the one above it: else they are something else."""
    found, mistakes = running_order.read("\n".join(items), None)
    hours = [each.starts for each in found if each.starts]
    back = [(above, each) for above, each in itertools.pairwise(hours) if each < above]
    is_by_the_clock = len(back) <= 1 and all(itertools.starmap(events.goes_past_midnight, back))
    return items if not mistakes and len(hours) >= _FEWEST and is_by_the_clock else ()
