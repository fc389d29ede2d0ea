"""`scripts/bench office`: what the office costs its server with few events and with many.

CPU, not time: that says much the same beside other work.
"""

import argparse
import asyncio
import os
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from string import ascii_uppercase

from events.addresses import Addresses
from events.consequences import following
from events.storage import Store
from tests.bench import office, servers
from tests.bench.asking import Connection
from tests.bench.servers import LOAD_CORE, Server
from tests.transfer import large
from tests.transfer.large import uid

_REACH = 100  # ms


@dataclass(frozen=True)
class Visit:
    """A page; with `typed`, its form is sent as it stands but for that. `%` is another letter each time.

    `first` is sent before, if it can be, so that there is something to do; what that costs is not counted.
    """

    what: str
    path: str
    typed: dict[str, str] | None = None
    first: "Visit | None" = None


def _visits(events: int) -> list[Visit]:
    """Of what is to come soon, at the house that leads four launches of five."""
    event, release = events // 2 - events // 2 % 5, events // 2 - events // 2 % 10
    launch, house = f"/office/launches/{uid('launch', event)}", "/office/organisations/organisation-0"
    occasion, news = f"/office/events/event-{event}", f"/office/releases/release-{release}"
    speaker = f"{occasion}/speakers/{uid('speaker', event, 1)}"
    report, eyes = f"/office/publications/publication-{event}", "/office/eyes/public/now"
    review, publishing, taking_back = f"{launch}/publication", f"{occasion}/publication", f"{occasion}/withdrawal"
    return [
        Visit("to do", "/office"),
        Visit("launches", "/office/launches"),
        Visit("launches, found", "/office/launches?q=public"),
        Visit("launch", launch),
        Visit("review and publish", review),
        Visit("hosts", f"{launch}/hosts"),
        Visit("embargo", f"{launch}/embargo"),
        Visit("approvals", f"{launch}/approvals"),
        Visit("event", occasion),
        Visit("panel", f"{occasion}/speakers"),
        Visit("speaker", speaker),
        Visit("postpone?", f"{occasion}/postponement"),
        Visit("cancel?", f"{occasion}/cancellation"),
        Visit("publish the event?", publishing),
        Visit("release", news),
        Visit("correct the release?", f"{news}/correction"),
        Visit("publication", report),
        Visit("people", "/office/people"),
        Visit("people, by a broad word", "/office/people?q=alex"),
        Visit("people, as one types", "/office/known/people?q=al"),
        Visit("organisations, as one types", "/office/known/organisations?q=the"),
        Visit("organisation", house),
        Visit("open addresses", f"{house}/public"),
        Visit("search, by a broad word", "/office/search?q=public"),
        Visit("search, by two words", "/office/search?q=services+people"),
        Visit("log", "/office/log"),
        Visit("eyes: events", f"{eyes}/events"),
        Visit("eyes: event", f"{eyes}/events/event-{event}"),
        Visit("eyes: organisation", f"{eyes}/organisations/organisation-0"),
        Visit("eyes: release", f"{eyes}/press/release-{release}"),
        Visit("revise the event", occasion, {"title": "A new title %"}),
        Visit("add a speaker", f"{occasion}/speakers", {"somebody": "Nobody Known %, Director, A New House %"}),
        Visit("revise the speaker", speaker, {"name": "Dr New Name %"}),
        Visit("revise the publication", report, {"subtitle": "A new subtitle %"}),
        Visit("publish the launch", review, _ANYHOW, Visit("a draft", f"{launch}/events/new", {"day": "1 May 2040"})),
        Visit("take the event back", taking_back, _NOTED, Visit("again", publishing, _ANYHOW)),
        Visit("publish the event", publishing, _ANYHOW, Visit("taken back", taking_back, _NOTED)),
        Visit(
            "revise the release", news, {"headline": "A new headline %"}, Visit("anew", f"{news}/correction", _NOTED)
        ),
    ]


_ANYHOW, _NOTED = {"reason": "It is tried."}, {"note": "It is tried."}


@dataclass
class Price:
    """What one visit cost, in ms of CPU, with each number of events."""

    what: str
    ms: dict[int, float] = field(default_factory=dict)


async def prices(sizes: Sequence[int], rounds: int) -> list[Price]:
    found: dict[str, Price] = {}
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            print(f"Importing {size:,} events ...", file=sys.stderr)
            data = _filled(Path(folder) / str(size), size)
            store = Store(f"sqlite:///{data / 'events.db'}", follow=following(Addresses(servers.BASE_URL)))
            cookie = await office.sign_in(store, at="organisation-0")
            await store.close()
            with servers.ours(data, EVENTS_WORKER="apart") as server:
                browser = _Browser(server, cookie)
                for visit in _visits(size):
                    found.setdefault(visit.what, Price(visit.what)).ms[size] = await browser.price(visit, rounds)
                browser.connection.close()
    return list(found.values())


def table(found: Sequence[Price]) -> str:
    few, many = min(found[0].ms), max(found[0].ms)
    lines = [f"{'ms of CPU':32} {few:>8,} {many:>8,} {'ratio':>7}"]
    for each in found:
        over = "  over" if each.ms[many] > _REACH else ""
        lines.append(
            f"{each.what:32} {each.ms[few]:>8.1f} {each.ms[many]:>8.1f} {each.ms[many] / each.ms[few]:>7.2f}{over}"
        )
    return "\n".join(lines)


class _Browser:
    """Somebody signed in, on one connection."""

    def __init__(self, server: Server, cookie: str) -> None:
        self.server, self.connection = server, Connection(server.base)
        self.headers = {"Cookie": cookie, "Sec-Fetch-Site": "same-origin"}

    async def price(self, visit: Visit, rounds: int) -> float:
        """The mean of some rounds, after a first that has loaded and compiled what is needed."""
        spent = 0.0
        for number in range(rounds + 1):
            if visit.first:
                await self.connection.ask(visit.first.path, self.headers, await self._filled_in(visit.first, number))
            form = await self._filled_in(visit, number) if visit.typed else None
            before = self.server.cpu()
            answer = await self.connection.ask(visit.path, self.headers, form)
            spent += self.server.cpu() - before if number else 0
            assert answer.status == (303 if form else 200), (visit.path, answer.status, answer.body[:300])
        return 1000 * spent / rounds

    async def _filled_in(self, visit: Visit, number: int) -> list[tuple[str, str]]:
        page = await self.connection.ask(visit.path, self.headers)
        typed = {name: value.replace("%", ascii_uppercase[number % 26]) for name, value in (visit.typed or {}).items()}
        standing = office.fields(page.body.decode(), visit.path)
        return [each for each in standing if each[0] not in typed] + [*typed.items()]


def _filled(data: Path, events: int) -> Path:
    data.mkdir()
    large.write(data / "large.json", events, today=datetime.now(UTC).date())
    servers.fill(data, data / "large.json")
    return data


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="scripts/bench office", description="What the office costs its server.")
    parser.add_argument("--short", action="store_true", help="few events and rounds, to see that it works")
    short = parser.parse_args().short
    os.sched_setaffinity(0, {LOAD_CORE})
    print(table(asyncio.run(prices([10, 50], 3) if short else prices([10, 5_000], 20))))
