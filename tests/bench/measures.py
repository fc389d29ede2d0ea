"""One measure each: what is compared with what, in how many requests, and what should be reached."""

import http.client
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from tests.bench.servers import LOAD_CORE, Server

CONNECTIONS = 16


@dataclass(frozen=True)
class Result:
    """A line of the table: the figure, what it should be, and how it came about."""

    what: str
    figure: float
    reach: str
    unit: str = "×"
    facts: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Rate:
    """What one core answers in a second, and what one answer costs it."""

    per_second: float
    cpu_us: float
    p99_ms: float
    statuses: dict[str, int]


def rate(server: Server, path: str, headers: Iterable[str], seconds: float) -> Rate:
    """The load comes from another core, in a process of its own."""
    spent = server.cpu()
    said = json.loads(_load(server.base + path, headers, seconds).communicate()[0])
    spent = server.cpu() - spent
    answers = max(1, said["requests"])
    return Rate(answers / said["seconds"], spent / answers * 1e6, said["p99_ms"] or 0.0, said["statuses"])


def _load(url: str, headers: Iterable[str], seconds: float) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.bench.load", url, str(seconds), str(CONNECTIONS), *headers]
    return subprocess.Popen(
        ["taskset", "-c", str(LOAD_CORE), *command], stdout=subprocess.PIPE, text=True, stdin=subprocess.DEVNULL
    )


def against(ours: Callable[[], Rate], others: Callable[[], Rate], rounds: int) -> tuple[float, dict[str, Any]]:
    """How many times as many answers we give, in turns with the other; the median of the turns."""
    pairs = [(ours(), others()) for _ in range(rounds)]
    ratios = [one.per_second / two.per_second for one, two in pairs]
    mine, theirs = ([pair[at] for pair in pairs] for at in (0, 1))
    return statistics.median(ratios), {
        "per_second": _median(each.per_second for each in mine),
        "cpu_us": _median(each.cpu_us for each in mine),
        "of_per_second": _median(each.per_second for each in theirs),
        "of_cpu_us": _median(each.cpu_us for each in theirs),
        "cpu_ratio": round(_median(each.cpu_us for each in theirs) / _median(each.cpu_us for each in mine), 3),
        "statuses": mine[-1].statuses,
    }


def fetch(server: Server, path: str, headers: dict[str, str] | None = None) -> tuple[dict[str, str], bytes, float]:
    """Headers, body and seconds of one request."""
    where = urlsplit(server.base)
    connection = http.client.HTTPConnection(str(where.hostname), where.port, timeout=60)
    started = time.perf_counter()
    connection.request("GET", path, headers=headers or {})
    answer = connection.getresponse()
    body = answer.read()
    took = time.perf_counter() - started
    connection.close()
    assert answer.status == 200, (path, answer.status)
    return {name.lower(): value for name, value in answer.getheaders()}, body, took


def table(results: Sequence[Result]) -> str:
    lines = [f"{'':64} {'figure':>10}  {'reach':12} CPU of one"]
    for each in results:
        cost = f"{each.facts['cpu_us']:.0f} µs" if "cpu_us" in each.facts else ""
        lines.append(f"{each.what:64} {each.figure:>8.3g} {each.unit:2} {each.reach:12} {cost}")
    return "\n".join(lines)


def _median(values: Iterable[float]) -> float:
    return round(statistics.median(values), 2)
