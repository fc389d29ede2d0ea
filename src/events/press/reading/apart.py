"""Reading in a process of its own, which is ended when it takes too long: whatever is sent, others are answered."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TypeVar

import anyio
import anyio.to_process

from events.press.reading import files
from events.press.reading.draft import Draft

SECONDS = 5.0
_Read = TypeVar("_Read")


async def opened(name: str, content: bytes) -> files.Opened:
    """What a file says. Raises files.Unreadable."""
    return await run(partial(files.opened, name, content))


async def draft(written: str, *, today: date) -> Draft:
    """What is said in a text. Raises files.Unreadable."""
    return await run(partial(_draft, written, today=today))


async def run(read: Callable[[], _Read]) -> _Read:
    try:
        await anyio.to_process.run_sync(_start, cancellable=True)
        with anyio.fail_after(SECONDS):
            return await anyio.to_process.run_sync(read, cancellable=True)
    except (TimeoutError, anyio.BrokenWorkerProcess) as error:
        raise files.Unreadable("This could not be read in time. Paste the part that is needed.") from error


def _start() -> None:
    """Has a process import what reads; that a machine is slow to start one says nothing about a text."""
    from events.press.reading import reading  # noqa: F401 - 60 modules of patterns, which no other process needs


def _draft(written: str, *, today: date) -> Draft:
    from events.press.reading import reading

    return reading.read(written, today=today)
