"""Whatever is pasted, a draft comes back: no fault, no fact without its words, no word lost, no explosion."""

import cProfile
import itertools
import json
import re
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings

from events import text
from events.press.reading import reading
from events.press.reading.draft import Draft
from events.press.reading.layout import grids, parts, source
from events.press.reading.release import notes
from tests.press.reading import hostile, measuring

TODAY = date(2026, 11, 24)
RELEASES = measuring.releases(Path(__file__).parent / "releases")
# What is written in another form than it stands: days, times, numbers, parts on stage.
DERIVED = re.compile(
    r"date$|time$|starts$|ends$|doors$|zone$|phone$|panel\[\d+\]\.role$|tentative$|number$|\.of$|website$|email$"
)


# What joins the names of houses in a letterhead.
JOINING = frozenset("and association by collaboration co cooperation from in of partnership the together with".split())


def facts(value: Any, path: str = "") -> Iterator[tuple[str, Any, tuple[int, int], float]]:
    if isinstance(value, dict) and "span" in value:
        yield path, value["value"], tuple(value["span"]), value["confidence"]
    elif isinstance(value, dict):
        for name, each in value.items():
            yield from facts(each, f"{path}.{name}".lstrip("."))
    elif isinstance(value, list):
        for place, each in enumerate(value):
            yield from facts(each, f"{path}[{place}]")


def assert_facts_stand_in_the_text(written: str, draft: Draft) -> None:
    for path, value, (start, end), confidence in facts(draft.as_json()):
        assert 0 <= start < end <= len(written), path
        assert 0 < confidence <= 1
        if not DERIVED.search(path):
            letters = iter(re.findall(r"\w", text.fold(written[start:end])))  # marks of Markdown stand between them
            assert all(each in letters for each in re.findall(r"\w", text.fold(str(value)))), path


def assert_nothing_is_lost(written: str, draft: Draft) -> None:
    """Each paragraph has words in some fact, but for furniture and headings that say what follows."""
    spans = [span for _, _, span, _ in facts(draft.as_json())]
    for ringing in draft.press_contacts:  # of whom the office keeps more with their name
        spans += [
            one.span
            for one in (ringing.post, ringing.out_of_hours, *ringing.others, *ringing.again, *ringing.unread)
            if one
        ]
    spans += [each.span for each in draft.withheld]
    said = {word for _, value, _, _ in facts(draft.as_json()) for word in text.words(str(value))}
    placed = parts.of(source.Source(written))
    for each, below in itertools.zip_longest(placed, placed[1:]):
        start, end = each.paragraph.raw
        is_heading = each.is_heading or grids.heads_contacts(each.paragraph.text)
        is_heading = is_heading or (each.after_end and notes.leads_to_contacts(each, below))
        if each.part is parts.Part.FURNITURE or is_heading or not re.search(r"\w", each.paragraph.text):
            continue
        is_said = any(begin < end and start < stop for begin, stop in spans)
        assert is_said or said.issuperset(set(text.words(each.paragraph.text)) - JOINING), each.paragraph.text


@given(hostile.texts())
@example("“" * 50)
@example("A. " * 100)
@example("\ud800\x00\n\u2028")
@example("Aa\n\nabout +@b.cc, [bb](mailto:+)")
@settings(max_examples=150)
def test_any_text_gives_a_draft_whose_facts_stand_in_it(written: str) -> None:
    draft = reading.read(written, today=TODAY)

    written = written.replace("\r\n", "\n").replace("\r", "\n")
    assert_facts_stand_in_the_text(written, draft)
    assert_nothing_is_lost(written, draft)
    json.dumps(draft.as_json())


@pytest.mark.parametrize("release", RELEASES, ids=lambda each: each.name)
def test_every_fact_of_a_release_stands_where_it_says_and_nothing_is_lost(release: Path) -> None:
    written, draft = measuring.read(release)

    assert_facts_stand_in_the_text(written, draft)
    assert_nothing_is_lost(written, draft)


@pytest.mark.parametrize("piece", hostile.MANY_FACTS, ids=lambda each: ascii(each[:60]))
def test_no_text_of_many_facts_asks_more_than_so_much_of_each_character(piece: str) -> None:
    written = (piece * 20_000)[:20_000]
    assert asked(written) < 38 * len(written)


@pytest.mark.parametrize("line", hostile.DISTINCT, ids=lambda each: ascii(each[:60]))
def test_four_times_as_many_people_ask_less_than_four_times_as_much(line: str) -> None:
    asked_of_many = asked(hostile.distinct(line, 20_000))
    assert asked_of_many < 4 * asked(hostile.distinct(line, 5_000))
    assert asked_of_many < 28 * 20_000


def asked(written: str) -> int:
    """How often reading a text calls something, with nothing remembered of another: the same on every machine."""
    reading.read(written[:500], today=TODAY)
    forget()
    profile = cProfile.Profile()
    profile.runcall(reading.read, written, today=TODAY)
    return sum(each.callcount for each in profile.getstats())


def forget() -> None:
    """Has the reader forget whatever it keeps of words it has met."""
    modules = [each for name, each in sys.modules.items() if name.startswith("events.press.reading")]
    for kept in (*modules, *(each for module in modules for each in vars(module).values() if isinstance(each, type))):
        for each in vars(kept).values():
            if clear := getattr(each, "cache_clear", None):
                clear()


@pytest.mark.long
@pytest.mark.parametrize("piece", hostile.PIECES, ids=ascii)
def test_four_times_the_text_takes_no_more_than_ten_times_as_long(piece: str) -> None:
    def seconds(length: int) -> float:
        written = (piece * length)[:length]
        begun = time.process_time()
        reading.read(written, today=TODAY)
        return time.process_time() - begun

    seconds(500)
    assert min(seconds(20_000) for _ in range(2)) < 10 * max(min(seconds(5_000) for _ in range(2)), 0.02)
