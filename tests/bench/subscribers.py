"""Subscribers who poll at a steady pace, as calendars and readers do, and note what they were told, and when."""

import asyncio
import re
import time
from collections.abc import Awaitable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

import zstandard

from tests.bench.asking import Connection

_CODING = "zstd"
_Known = TypeVar("_Known")
_ENOUGH = 1024 * 1024  # of a body to find a title in; what is counted stands first


@dataclass(frozen=True)
class Told:
    """One answer: when it was due, when it was there, and the highest number in a title that it showed."""

    due: float
    received: float
    number: int

    @property
    def ms(self) -> float:
        return 1000 * (self.received - self.due)


@dataclass
class Subscriber:
    """Asks for one address again and again, saying what it has; the titles of some events there come to be counted."""

    base: str
    path: str
    before: int = -1  # what it shows before the first of these
    told: list[Told] = field(default_factory=list)
    statuses: list[int] = field(default_factory=list)

    async def poll(self, every: float, shift: float, ended: asyncio.Event) -> None:
        connection, tag, number = Connection(self.base), "", self.before
        due = time.perf_counter() + shift
        while not ended.is_set():
            await asyncio.sleep(due - time.perf_counter())
            answer = await connection.ask(self.path, {"Accept-Encoding": _CODING, "If-None-Match": tag or '""'})
            if answer.status == 200:
                tag, number = answer.headers["etag"], self._number(answer.body, answer.headers)
            self.statuses.append(answer.status)
            self.told.append(Told(due, answer.received, number))
            due += every  # also when an answer was late: those after it wait, and are late as well
        connection.close()

    def _number(self, body: bytes, headers: Mapping[str, str]) -> int:
        if headers.get("content-encoding") == _CODING:
            body = zstandard.ZstdDecompressor().stream_reader(body).read(_ENOUGH)
        return max(map(int, re.findall(rb"Counted (\d+)", body)), default=self.before)


async def polling(subscribers: Sequence[Subscriber], every: float, during: Awaitable[_Known]) -> _Known:
    """They poll as long as something lasts, each at its own moment."""
    ended = asyncio.Event()
    step = every / len(subscribers)
    polls = [asyncio.create_task(each.poll(every, at * step, ended)) for at, each in enumerate(subscribers)]
    try:
        return await during
    finally:
        ended.set()
        await asyncio.gather(*polls)


def oldest(told: Sequence[Told], acknowledged: Mapping[int, float]) -> float:
    """Seconds for which the oldest answer had not been true any more when it came.

    That is since the next edit was acknowledged; the answer may well have left before.
    """
    ages = (each.received - acknowledged.get(each.number + 1, each.received) for each in told)
    return max(0.0, *ages)
