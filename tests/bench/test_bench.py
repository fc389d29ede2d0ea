"""`scripts/bench` works: run short, it prints every line of what the service promises of speed, with its figures."""

import asyncio
import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bench import table
from tests.bench.measures import Result, measured
from tests.bench.subscribers import Told, oldest


async def test_a_short_run_prints_every_line_and_writes_the_same_as_json(tmp_path: Path) -> None:
    bench = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.bench", "--short", "--json", str(tmp_path / "figures.json")),
        cwd=Path(__file__).parents[2],
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    printed, errors = await bench.communicate()

    assert bench.returncode == 0, errors.decode()
    lines = json.loads((tmp_path / "figures.json").read_text())["lines"]
    assert [each["what"] for each in lines] == [
        "ready to serve",
        "memory before anybody asks",
        "304 on the feed of 30, against bare",
        "304 on an event page, against bare",
        "304 on the feed of 30, against ours of 30",
        "feed of 30, zstd, whole, against bare",
        "event page, zstd, whole, against bare",
        "release page, zstd, whole, against bare",
        "first poll of 30 after an edit, identity: 1/n of icalendar",
        "first poll of 30 after an edit, zstd: 1/n of icalendar",
        "VEVENTs that an edit among 30 makes anew, at most",
        "an edit among 30, against among 30",
        "memory with every feed warm",
        "20 edits and 200 commits a second beside polls: p99 of polls",
        "20 edits and 200 commits a second beside polls: edits done",
        "20 edits and 200 commits a second beside polls: the oldest answer",
        "20 edits and 200 commits a second beside polls: errors",
        "renaming an organisation that 30 events show: whole after",
        "renaming an organisation that 30 events show: p99 of polls",
    ]
    assert all(each["what"] in printed.decode() for each in lines)
    errors_of_polls = next(each for each in lines if each["what"].endswith("errors"))
    assert errors_of_polls["figure"] == 0


def test_a_measure_that_fails_is_a_line_that_says_so_and_the_others_are_made() -> None:
    def failing() -> Iterator[Result]:
        yield Result("first", 1.0, "s")
        raise RuntimeError("The server has gone.")

    lines = list(measured([("polls", failing), ("memory", lambda: [Result("memory", 90.0, "MB", most=110)])]))

    assert [each.what for each in lines] == ["first", "polls", "memory"]
    assert [each.is_reached for each in lines] == [True, False, True]
    assert table.line(lines[1]).endswith("failed  RuntimeError: The server has gone.")


def test_an_answer_is_as_old_as_the_edit_that_it_lacks() -> None:
    acknowledged = {1: 10.0, 2: 11.0, 3: 12.0}

    assert oldest([Told(11.4, 11.5, 2), Told(12.0, 12.1, 3)], acknowledged) == 0.0
    assert oldest([Told(11.4, 11.5, 1), Told(11.6, 11.7, 1)], acknowledged) == pytest.approx(0.7)
