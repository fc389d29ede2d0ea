"""`scripts/bench`: the service with 10, 500 and 5,000 events against a bare Starlette, in one run, on one core.

Where it can, a figure is a ratio, so that a slow or a busy machine says the same as a fast one; a quiet one says it
more exactly. The load, and all that is beside the server, has another core.
"""

import argparse
import asyncio
import json
import os
import shutil
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing
from dataclasses import asdict
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path

from sqlalchemy import select

from events.addresses import Addresses
from events.consequences import following
from events.programme.occasions import Event
from events.storage import By, Store
from tests.bench import beside, building, office, servers, table
from tests.bench.beside import FEED
from tests.bench.measures import Load, Measure, Rate, Result, against, fetch, measured
from tests.bench.servers import LOAD_CORE, Server
from tests.transfer import large

CODING = "zstd"
PAGE, RELEASE = "/events/event-0", "/press/release-0"
_QUIET = 1.1  # seconds after which an edit is no part of continuous ones, during which answers may lag


def main() -> None:
    arguments = _arguments()
    os.sched_setaffinity(0, {LOAD_CORE})
    load, results = Load(short=arguments.short), []
    print(table.heading(load.name), flush=True)
    with tempfile.TemporaryDirectory() as folder, ExitStack() as running:
        bench = Bench(Path(folder), load, running, short=arguments.short)
        for result in measured(bench.measures()):
            print(table.line(result), flush=True)
            results.append(result)
    if arguments.json:
        lines = [asdict(each) | {"is_reached": each.is_reached} for each in results]
        Path(arguments.json).write_text(json.dumps({"load": load.name, "lines": lines}, indent=1) + "\n")
    sys.exit(any(each.failure for each in results))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="scripts/bench", description=__doc__.partition("\n")[0])
    parser.add_argument("--short", action="store_true", help="few events and little time, to see that it works")
    parser.add_argument("--json", metavar="FILE", help="write the figures there too, with how they came about")
    return parser.parse_args()


class Bench:
    """The sites, each with its own number of events, and what is measured on them, in an order that disturbs least."""

    def __init__(self, folder: Path, load: Load, running: ExitStack, *, short: bool) -> None:
        self.folder, self.load = folder, load
        self.few, self.some, self.many = (30, 30, 30) if short else (10, 500, 5_000)
        self.seconds, self.rounds, self.edits, self.settling = (0.1, 1, 1, 0.0) if short else (1.0, 15, 5, 6.0)
        self.editing = 0.7 if short else 20.0  # seconds
        self.sites: dict[int, Server] = {}
        self.stores: dict[int, Store] = {}  # of another process on the same database, which is this one
        self.runner = running.enter_context(asyncio.Runner())
        for size in sorted({self.few, self.some, self.many}):
            print(f"Importing {size:,} events ...", file=sys.stderr)
            self.sites[size] = running.enter_context(servers.ours(_filled(self.data(size), size)))
            url = f"sqlite:///{self.data(size) / 'events.db'}"
            self.stores[size] = Store(url, follow=following(Addresses(servers.BASE_URL)))
            running.callback(lambda store=self.stores[size]: self.runner.run(store.close()))  # type: ignore[misc]

    def data(self, size: int) -> Path:
        return self.folder / str(size)

    def measures(self) -> Iterator[Measure]:
        """What each is called, should it fail; one at a time, since each is of the state that the last one left."""
        yield "starting", self._start
        yield "304s", self._polls
        yield "whole answers", self._wholes
        yield "first polls after an edit", self._after_an_edit
        yield "edits", self._edits
        yield "memory with every feed warm", self._memory
        yield "edits beside polls", self._beside
        yield "renaming", self._renaming

    def _start(self) -> Iterator[Result]:
        site = self.sites[self.many]
        yield Result("ready to serve", site.ready_after, "s", most=1.5)
        yield Result("memory before anybody asks", site.megabytes(), "MB", most=110)
        self._settle()

    def _settle(self) -> None:
        """What is asked for a while is compressed better, one thing at a time; subscribers come later than that."""
        for pause in (self.settling, *[self.settling / 4] * 4):
            for site in self.sites.values():
                for path in (FEED, PAGE, RELEASE):
                    fetch(site, path, {"Accept-Encoding": CODING})
            time.sleep(pause)

    def _polls(self) -> Iterator[Result]:
        site = self.sites[self.many]
        for what, path in ((f"the feed of {self.many:,}", FEED), ("an event page", PAGE)):
            whole = fetch(site, path, {"Accept-Encoding": CODING})
            tag = whole.headers["etag"]
            known = fetch(site, path, {"Accept-Encoding": CODING, "If-None-Match": tag}, status=304)
            asked = [f"Accept-Encoding: {CODING}", f"If-None-Match: {tag}"]
            with servers.bare(self.folder, whole, known) as bare:
                ratio, facts = against(
                    lambda path=path, asked=asked: self._rate(site, path, asked),  # type: ignore[misc]
                    lambda bare=bare, asked=asked: self._rate(bare, "/", asked),  # type: ignore[misc]
                    self.rounds,
                )
            yield Result(f"304 on {what}, against bare", ratio, "×", least=1.1, facts=facts)
        ratio, facts = against(lambda: self._poll(self.many), lambda: self._poll(self.few), self.rounds)
        yield Result(
            f"304 on the feed of {self.many:,}, against ours of {self.few}", ratio, "×", least=0.9, facts=facts
        )

    def _poll(self, size: int) -> Rate:
        tag = fetch(self.sites[size], FEED, {"Accept-Encoding": CODING}).headers["etag"]
        return self._rate(self.sites[size], FEED, [f"Accept-Encoding: {CODING}", f"If-None-Match: {tag}"])

    def _rate(self, server: Server, path: str, headers: list[str]) -> Rate:
        return self.load.rate(server, path, headers, self.seconds)

    def _wholes(self) -> Iterator[Result]:
        yield self._whole(f"feed of {self.some:,}", self.some, FEED)
        yield self._whole("event page", self.many, PAGE)
        yield self._whole("release page", self.many, RELEASE)

    def _whole(self, what: str, size: int, path: str) -> Result:
        site, asked = self.sites[size], [f"Accept-Encoding: {CODING}"]
        whole = fetch(site, path, {"Accept-Encoding": CODING})
        with servers.bare(self.folder, whole, whole) as bare, servers.nginx(self.folder, whole.body) as nginx:
            ratio, facts = against(
                lambda: self._rate(site, path, asked), lambda: self._rate(bare, "/", asked), self.rounds
            )
            if nginx:
                facts["nginx_per_second"] = self._rate(nginx, "/body", asked).per_second
        facts["bytes"] = len(whole.body)
        return Result(f"{what}, {CODING}, whole, against bare", ratio, "×", least=0.9, facts=facts)

    def _after_an_edit(self) -> Iterator[Result]:
        """The first answer after an edit by another process, against making all entries with icalendar; in CPU."""
        site = self.sites[self.many]
        feed = fetch(site, FEED).body
        anew = [building.seconds(feed) for _ in range(min(self.edits, 3))]
        for coding, least in (("identity", 150), (CODING, 60)):
            took = []
            for number in range(self.edits + 2):
                time.sleep(_QUIET)
                known = fetch(site, FEED, {"Accept-Encoding": coding}).headers["etag"]
                self._edit(self.many, f"Edited {coding} {number}")
                before = site.cpu()
                told = fetch(site, FEED, {"Accept-Encoding": coding})
                took.append(site.cpu() - before)
                if told.headers["etag"] == known:
                    raise RuntimeError("The first poll after an edit was answered as if there had been none.")
            facts = {"ms": 1000 * statistics.median(took), "icalendar_ms": 1000 * statistics.median(anew)}
            what = f"first poll of {self.many:,} after an edit, {coding}: 1/n of icalendar"
            yield Result(what, facts["icalendar_ms"] / facts["ms"], "", least=least, facts=facts)

    def _edits(self) -> Iterator[Result]:
        """One edit of one event among many against the same among few, in CPU; and what it renders."""
        times: dict[int, list[float]] = {self.many: [], self.few: []}
        rendered: list[int] = []
        for number in range(self.edits * 3):
            for size, took in times.items():
                before = self._entries(size)
                took.append(self._edit(size, f"Edited for its price {number}"))
                rendered.append(len(self._entries(size) - before))
        yield Result(f"VEVENTs that an edit among {self.many:,} makes anew, at most", max(rendered), "", most=1)
        among = {size: 1000 * statistics.median(took) for size, took in times.items()}
        facts = {"ms": among[self.many], "of_ms": among[self.few]}
        ratio = among[self.many] / among[self.few]
        yield Result(f"an edit among {self.many:,}, against among {self.few}", ratio, "×", most=1.2, facts=facts)

    def _entries(self, size: int) -> set[tuple[int, str]]:
        """Each stored entry, with the place that it was put in: one that is made anew has another."""
        with closing(sqlite3.connect(self.data(size) / "events.db")) as db:
            return set(db.execute("SELECT rowid, digest FROM entries"))

    def _edit(self, size: int, title: str) -> float:
        """Seconds of CPU that the transaction took, by the one door and with all that follows."""

        async def edit() -> float:
            started = time.process_time()
            async with self.stores[size].transaction(now=datetime.now(UTC), by=By("bench")) as db:
                event = (await db.scalars(select(Event).where(Event.slug == "event-0"))).one()
                event.title = title
            return time.process_time() - started

        return self.runner.run(edit())

    def _memory(self) -> Iterator[Result]:
        """After every kind of feed was asked for, and each of most kinds, so that the shelf of answers is full."""
        site, houses = self.sites[self.many], max(1, self.many // 20)
        feeds = [f"/organisations/organisation-{n}.ics" for n in range(houses)]
        feeds += [f"/people/person-{n}.ics" for n in range(houses)]
        feeds += [f"/topics/topic-{n}.ics" for n in range(min(30, self.many))] + [f"{FEED}?profile=rich"]
        for path in feeds:
            fetch(site, path, {"Accept-Encoding": CODING})
        for coding in (CODING, "br", "gzip", "identity"):
            fetch(site, FEED, {"Accept-Encoding": coding})
        facts = {"feeds": len(feeds) + 4}
        yield Result("memory with every feed warm", site.megabytes(), "MB", most=200, facts=facts)

    def _beside(self) -> Iterator[Result]:
        site, data = self.sites[self.many], self.data(self.many)
        yield from beside.edits(site, data, self._cookie, self.load, self.many, self.editing)

    def _renaming(self) -> Iterator[Result]:
        yield from beside.renaming(self.sites[self.many], self._cookie, self.many)

    @cached_property
    def _cookie(self) -> str:
        return self.runner.run(office.sign_in(self.stores[self.many]))


def _filled(data: Path, events: int) -> Path:
    data.mkdir()
    document = data / "large.json"
    large.write(document, events, one_funder=True)
    servers.fill(data, document)
    document.unlink()
    return data


if __name__ == "__main__":
    if shutil.which("taskset") is None:
        sys.exit("scripts/bench needs taskset, of util-linux.")
    main()
