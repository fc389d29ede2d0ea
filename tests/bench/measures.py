"""How one thing is measured: load on one core, the server on another, ours and theirs in turns."""

import asyncio
import json
import re
import shutil
import statistics
import subprocess
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.bench.asking import Answer, Connection
from tests.bench.servers import LOAD_CORE, Server

CONNECTIONS = 16
_BUSY = 0.9  # of a core, from which on a server did what it could
_FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Result:
    """A line of the table: the figure, between which bounds it should be, and how it came about."""

    what: str
    figure: float | None
    unit: str
    least: float | None = None
    most: float | None = None
    facts: dict[str, Any] = field(default_factory=dict)
    failure: str = ""  # why there is no figure

    @property
    def is_reached(self) -> bool:
        if self.figure is None:
            return False
        return (self.least is None or self.figure >= self.least) and (self.most is None or self.figure <= self.most)


Measure = tuple[str, Callable[[], Iterable[Result]]]


def measured(measures: Iterable[Measure]) -> Iterator[Result]:
    """All lines of all measures; of one that fails, whatever the reason, those that it had and one that says so."""
    for what, measure in measures:
        try:
            yield from measure()
        except Exception as error:
            traceback.print_exc()
            yield Result(what, None, "", failure=f"{type(error).__name__}: {error}".splitlines()[0])


@dataclass(frozen=True)
class Rate:
    """What is answered in a second, what one answer costs the server, and how much of its core that took."""

    per_second: float
    cpu_us: float
    busy: float
    p99_ms: float


class Load:
    """Who asks: wrk where it is installed and wanted, else our own generator, which is slower than some servers."""

    def __init__(self, *, short: bool) -> None:
        self._wrk = None if short else shutil.which("wrk")
        self.name = "wrk" if self._wrk else "our own generator"

    def rate(self, server: Server, path: str, headers: Iterable[str], seconds: float) -> Rate:
        spent = server.cpu()
        with self.start(server, path, headers, seconds) as process:
            said, _ = process.communicate()
        spent = server.cpu() - spent
        counted = counts(said)
        if counted["refused"] or not counted["requests"]:
            raise RuntimeError(f"{server.base}{path} was not answered as it should be: {said}")
        answers, took = counted["requests"], counted["seconds"]
        return Rate(answers / took, spent / answers * 1e6, spent / took, counted["p99_ms"])

    def start(self, server: Server, path: str, headers: Iterable[str], seconds: float) -> subprocess.Popen[str]:
        if self._wrk:
            said = [part for header in headers for part in ("-H", header)]
            command = [self._wrk, "-t1", f"-c{CONNECTIONS}", f"-d{max(1, round(seconds))}s", "--timeout", "10s"]
            command += [*said, "-s", str(_FOLDER / "wrk.lua"), server.base + path]
        else:
            command = [sys.executable, "-m", "tests.bench.load", server.base + path, str(seconds), str(CONNECTIONS)]
            command += headers
        return subprocess.Popen(
            ["taskset", "-c", str(LOAD_CORE), *command],
            stdout=subprocess.PIPE,
            stdin=subprocess.DEVNULL,
            text=True,
        )


def counts(said: str) -> dict[str, float]:
    """What a load has printed of itself."""
    found: dict[str, float] = json.loads(re.findall(r"\{.*\}", said)[-1])
    return found


def against(ours: Callable[[], Rate], others: Callable[[], Rate], rounds: int) -> tuple[float, dict[str, Any]]:
    """How many times as many answers we give, in short turns with the other; the median of the turns.

    Who is first changes, so that what goes faster or slower all the while favours nobody. Where a server had to wait
    for its core, or for the load, what it could answer in a second of its core stands for what it did.
    """
    pairs = [(ours(), others()) if turn % 2 else (others(), ours())[::-1] for turn in range(rounds)]
    mine, theirs = ([pair[at] for pair in pairs] for at in (0, 1))
    cpu_ratio = _median(two.cpu_us / one.cpu_us for one, two in pairs)
    were_busy = min(_median(each.busy for each in side) for side in (mine, theirs)) >= _BUSY
    return _median(one.per_second / two.per_second for one, two in pairs) if were_busy else cpu_ratio, {
        "per_second": _median(each.per_second for each in mine),
        "cpu_us": _median(each.cpu_us for each in mine),
        "busy": _median(each.busy for each in mine),
        "p99_ms": _median(each.p99_ms for each in mine),
        "of_per_second": _median(each.per_second for each in theirs),
        "of_cpu_us": _median(each.cpu_us for each in theirs),
        "of_busy": _median(each.busy for each in theirs),
        "cpu_ratio": cpu_ratio,
    }


def fetch(server: Server, path: str, headers: dict[str, str] | None = None, *, status: int = 200) -> Answer:
    """One request over a connection of its own."""

    async def ask() -> Answer:
        connection = Connection(server.base)
        answer = await connection.ask(path, headers)
        connection.close()
        return answer

    answer = asyncio.run(ask())
    assert answer.status == status, (path, answer.status)
    return answer


def _median(values: Iterable[float]) -> float:
    return round(statistics.median(values), 3)
