"""`scripts/bench`: the service with 10, 500 and 5,000 events against a bare Starlette, in one run, on one core.

The figures are ratios, so that a slow or a busy machine says the same as a fast one; a quiet one says it more exactly.
"""

import argparse
import asyncio
import json
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import select

from events.addresses import Addresses
from events.consequences import following
from events.programme.occasions import Event
from events.storage import By, Store
from tests.bench import building, servers
from tests.bench.measures import Rate, Result, against, fetch, rate, table
from tests.bench.servers import Server
from tests.transfer import large

FEED = "/events.ics"
CODING = "zstd"


def main() -> None:
    arguments = _arguments()
    sizes = [10, 50] if arguments.short else [10, 500, 5_000]
    seconds, rounds = (0.5, 1) if arguments.short else (3.0, 5)
    with tempfile.TemporaryDirectory() as folder, ExitStack() as running:
        sites = {}
        for size in sizes:
            print(f"Importing {size:,} events ...", file=sys.stderr)
            sites[size] = running.enter_context(servers.ours(_filled(Path(folder) / str(size), size)))
        results = []
        for result in _results(sites, Path(folder), seconds, rounds):
            print(f"  {result.what}: {result.figure:.3g} {result.unit}", file=sys.stderr)
            results.append(result)
    print(table(results))
    if arguments.json:
        Path(arguments.json).write_text(json.dumps([vars(each) for each in results], indent=1) + "\n")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="scripts/bench", description=__doc__.partition("\n")[0])
    parser.add_argument("--short", action="store_true", help="few events and little time, to see that it works")
    parser.add_argument("--json", metavar="FILE", help="write the figures there too, with how they came about")
    return parser.parse_args()


def _results(sites: dict[int, Server], folder: Path, seconds: float, rounds: int) -> Iterator[Result]:
    few, some, many = min(sites), sorted(sites)[len(sites) // 2], max(sites)
    yield Result("ready to serve", sites[many].ready_after, "< 1.5", "s")
    yield Result("memory before anybody asks", sites[many].megabytes(), "< 110", "MB")
    yield from _polls(sites, folder, seconds, rounds)
    for what, size, path in [
        (f"feed of {some:,} events, {CODING}, whole", some, FEED),
        (f"event page, {CODING}, whole", many, "/events/event-0"),
        (f"release page, {CODING}, whole", many, "/press/release-0"),
    ]:
        yield _whole(what, sites[size], path, folder, seconds, rounds)
    yield from _after_an_edit(sites[many], folder / str(many), many, rounds)
    yield _edits(folder / str(many), folder / str(few), rounds)
    yield Result("memory with every feed warm", _warmed(sites[many], many), "< 200", "MB")


def _polls(sites: dict[int, Server], folder: Path, seconds: float, rounds: int) -> Iterator[Result]:
    few, many = min(sites), max(sites)
    with servers.bare(folder, b"-", {"cache-control": "public, no-cache", "vary": "Accept-Encoding"}) as bare:
        for path in (FEED, "/events/event-0"):

            def known(path: str = path) -> Rate:
                return _poll(sites[many], path, seconds)

            def constant() -> Rate:
                return rate(bare, "/", ['If-None-Match: "constant"'], seconds)

            ratio, facts = against(known, constant, rounds)
            yield Result(f"304 on {path} of {many:,} events, against bare 304", ratio, "≥ 1.1", facts=facts)
    ratio, facts = against(lambda: _poll(sites[many], FEED, seconds), lambda: _poll(sites[few], FEED, seconds), rounds)
    yield Result(f"304 on {FEED} of {many:,} events, against {few}", ratio, "≥ 0.9", facts=facts)


def _poll(server: Server, path: str, seconds: float) -> Rate:
    headers, _, _ = fetch(server, path, {"Accept-Encoding": CODING})
    return rate(server, path, [f"Accept-Encoding: {CODING}", f"If-None-Match: {headers['etag']}"], seconds)


def _whole(what: str, server: Server, path: str, folder: Path, seconds: float, rounds: int) -> Result:
    headers, body, _ = fetch(server, path, {"Accept-Encoding": CODING})
    kept = {name: headers[name] for name in ("content-type", "content-encoding", "cache-control", "vary")}
    with servers.bare(folder, body, kept) as bare, servers.nginx(folder, body) as nginx:
        coding = [f"Accept-Encoding: {CODING}"]
        ratio, facts = against(
            lambda: rate(server, path, coding, seconds), lambda: rate(bare, "/", coding, seconds), rounds
        )
        if nginx:
            facts["nginx_per_second"] = rate(nginx, "/body", coding, seconds).per_second
    return Result(f"{what}, against bare", ratio, "≥ 0.9", facts=facts | {"bytes": len(body)})


def _after_an_edit(server: Server, data: Path, events: int, rounds: int) -> Iterator[Result]:
    """The first answer after an edit, against making all entries with icalendar."""
    _, body, _ = fetch(server, FEED)
    anew = statistics.median(building.seconds(body) for _ in range(min(rounds, 3)))
    for coding, reach in (("identity", 150), (CODING, 60)):
        took = []
        for number in range(rounds + 2):
            asyncio.run(_edit(data, f"Edited {coding} {number}"))
            took.append(fetch(server, FEED, {"Accept-Encoding": coding})[2])
        facts = {"ms": 1000 * statistics.median(took), "icalendar_ms": 1000 * anew}
        what = f"first poll after an edit of {events:,} events, {coding}: 1/n of icalendar"
        yield Result(what, anew / statistics.median(took), f"≥ {reach}", facts=facts)


def _edits(many: Path, few: Path, rounds: int) -> Result:
    """One edit of one event among many against the same among few: the transaction with all that follows."""
    times: dict[Path, list[float]] = {many: [], few: []}
    for number in range(rounds * 3):
        for data, took in times.items():
            took.append(asyncio.run(_edit(data, f"Edited for its price {number}")))
    costs = {data: statistics.median(took) for data, took in times.items()}
    facts = {"ms": 1000 * costs[many], "of_ms": 1000 * costs[few]}
    return Result("an edit of one event among many, against among few", costs[many] / costs[few], "≤ 1.2", facts=facts)


async def _edit(data: Path, title: str) -> float:
    """Seconds that the transaction took; a first one has loaded and compiled what is needed."""
    store = Store(_database(data), follow=following(Addresses(servers.BASE_URL)))
    took = 0.0
    for words in (f"{title}, once", title):
        started = time.perf_counter()
        async with store.transaction(now=datetime.now(UTC), by=By("bench")) as db:
            event = (await db.scalars(select(Event).where(Event.slug == "event-0"))).one()
            event.title = words
        took = time.perf_counter() - started
    await store.close()
    return took


def _warmed(server: Server, events: int) -> float:
    feeds = [f"/organisations/organisation-{n}.ics" for n in range(max(1, events // 20))]
    feeds += [f"/topics/topic-{n}.ics" for n in range(30)] + [FEED]
    for path in feeds:
        fetch(server, path, {"Accept-Encoding": CODING})
    return server.megabytes()


def _filled(data: Path, events: int) -> Path:
    data.mkdir()
    document = data / "large.json"
    large.write(document, events)
    servers.fill(data, document)
    document.unlink()
    return data


def _database(data: Path) -> str:
    return f"sqlite:///{data / 'events.db'}"


if __name__ == "__main__":
    if shutil.which("taskset") is None:
        sys.exit("scripts/bench needs taskset, of util-linux.")
    main()
