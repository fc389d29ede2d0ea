"""Polling while things change: edits in the office beside commits of another process; a renaming of many entries."""

import asyncio
import json
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import quantiles

from tests.bench import office
from tests.bench.asking import Connection
from tests.bench.measures import Load, Result, counts, fetch
from tests.bench.servers import LOAD_CORE, Server
from tests.bench.subscribers import Subscriber, oldest, polling

FEED = "/events.ics"
_ELSEWHERE = "/topics/topic-29.ics"  # a feed without any of the events that are edited
_EDITS, _COMMITS = 20, 200  # a second
_WATCHED = 5  # of the pages of edited events
_EVERY = 0.1  # seconds; of 50 subscribers that makes 500 polls a second, whatever they have to wait
_RENAMED = "The Institute of Another Name"
_SETTLED = 1.0  # seconds after which each subscriber has its first answer, which is beside nothing yet
_OLDEST = 1.0  # seconds for which an answer may have been true before


def edits(site: Server, data: Path, cookie: str, load: Load, events: int, seconds: float) -> Iterator[Result]:
    """Edits through the office and commits by another process, beside full polling load.

    The forms were opened long before, as organisers do; each gives another event the title `Counted` and its number.
    """
    edited = min(events, round(_EDITS * seconds))
    forms = data / "forms.json"
    forms.write_text(json.dumps(asyncio.run(_opened(site, cookie, edited))))
    subscribers = [
        Subscriber(site.base, path, before)
        for number in range(0, edited, -(-edited // _WATCHED))
        for path, before in ((FEED, -1), *[(f"/events/event-{number}", number - 1)] * 9)
    ]
    known = fetch(site, _ELSEWHERE, {"Accept-Encoding": "zstd"}).headers["etag"]
    others = [
        _python("tests.bench.office", site.base, cookie, _EDITS, forms),
        _python("tests.bench.commits", data / "events.db", _COMMITS, seconds),
    ]
    for each in others:
        assert each.stdout is not None
        each.stdout.readline()  # ready: what starting takes of the core of the load is over

    begun = 0.0

    async def working() -> list:
        nonlocal begun
        await asyncio.sleep(_SETTLED)
        begun = time.perf_counter()
        full = load.start(site, _ELSEWHERE, ["Accept-Encoding: zstd", f"If-None-Match: {known}"], seconds)
        return await _ended([*others, full])

    worked, committed, loaded = asyncio.run(polling(subscribers, _EVERY, working()))
    acknowledged: dict[int, float] = dict(worked["acknowledged"])
    told = [each for subscriber in subscribers for each in subscriber.told if each.due >= begun]
    # What the feed shows is old from the next edit on; the page of an event shows one of them, and then no other.
    lags = [
        oldest(each.told, acknowledged if each.path == FEED else {own: acknowledged[own]})
        for each in subscribers
        for own in [each.before + 1]
    ]
    wrong = sum(status not in (200, 304) for each in subscribers for status in each.statuses)
    beside = f"{_EDITS} edits and {_COMMITS} commits a second beside polls"
    yield Result(
        f"{beside}: p99 of polls",
        max(_p99([each.ms for each in told]), loaded["p99_ms"]),
        "ms",
        most=50,
        facts={
            "commits_a_second": committed["per_second"],
            "polls_a_second": len(told) / worked["seconds"] + loaded["requests"] / loaded["seconds"],
        },
    )
    yield Result(f"{beside}: edits done", len(acknowledged) / worked["seconds"], "/s", least=0.95 * _EDITS)
    yield Result(f"{beside}: the oldest answer", max(lags), "s", most=1.0)
    yield Result(f"{beside}: errors", wrong + loaded["refused"], "", most=0)


async def _opened(site: Server, cookie: str, events: int) -> list[tuple[str, office.Typed]]:
    connection = Connection(site.base)
    paths = [f"/office/events/event-{number}" for number in range(events)]
    # The first of any form takes longer, once in the life of a process.
    await office.revise(connection, cookie, paths[0], title="Not counted yet")
    forms = [
        (path, await office.opened(connection, cookie, path, title=f"Counted {number}"))
        for number, path in enumerate(paths)
    ]
    connection.close()
    return forms


def renaming(site: Server, cookie: str, events: int) -> Iterator[Result]:
    """An organisation that every event shows gets another name, in the office."""
    paths = [FEED, _ELSEWHERE, *(f"/events/event-{n}" for n in range(8))]
    subscribers = [Subscriber(site.base, path) for path in paths for _ in range(5)]

    begun = 0.0

    async def rename() -> float:
        nonlocal begun
        await asyncio.sleep(_SETTLED)
        begun = time.perf_counter()
        connection = Connection(site.base)
        answer = await office.revise(connection, cookie, "/office/organisations/organisation-0", name=_RENAMED)
        while True:
            feed = await connection.ask(FEED)
            entries = feed.body.replace(b"\r\n ", b"").split(b"BEGIN:VEVENT")[1:]
            left = sum(_RENAMED.encode() not in each for each in entries)
            if not left and len(entries) == events:
                connection.close()
                return feed.received - answer.asked
            if 0 < left < events or feed.asked > answer.received + _OLDEST:
                raise RuntimeError(f"Of {len(entries)} entries, {left} do not show the new name.")
            await asyncio.sleep(_EVERY / 10)

    took = asyncio.run(polling(subscribers, _EVERY, rename()))
    waited = _p99([each.ms for subscriber in subscribers for each in subscriber.told if each.due >= begun])
    what = f"renaming an organisation that {events:,} events show"
    yield Result(f"{what}: whole after", took, "s", most=5.0)
    yield Result(f"{what}: p99 of polls", waited, "ms", most=100)


def _python(module: str, *arguments: object) -> subprocess.Popen[str]:
    command = ["taskset", "-c", str(LOAD_CORE), sys.executable, "-m", module, *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stdin=subprocess.PIPE, text=True)


async def _ended(processes: Sequence[subprocess.Popen[str]]) -> list:
    """What each has printed, once all have ended; nothing more comes to them, for which some have waited."""
    said = await asyncio.gather(*(asyncio.to_thread(each.communicate) for each in processes))
    return [counts(each) for each, _ in said]


def _p99(values: Sequence[float]) -> float:
    return quantiles(values, n=100)[98]
