"""The whole content in and out: one documented format, made from the model (`document`, with `edges` and `rules`).

`exporting` writes it. `importing` takes it in: `reading` and `checking` find every mistake, `merging` tells what is
known already, `loosening` looks whether an embargo would end by it.
"""

import asyncio
import gc
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import IO

from events import calendar
from events.addresses import Addresses
from events.consequences import following
from events.settings import Settings
from events.storage import Store
from events.transfer import exporting, importing
from events.transfer.document import FORMAT, schema
from events.transfer.importing import Summary
from events.transfer.mistakes import Refused

__all__ = ["FORMAT", "Progress", "Refused", "Summary", "export_to", "import_from", "schema"]


Progress = Callable[[str, float | None], None]


def export_to(settings: Settings, stream: IO[bytes], *, private: bool) -> None:
    """Writes the whole content of the database as one document."""

    async def export() -> None:
        store = _store(settings)
        try:
            await exporting.write(store, stream, private=private)
        finally:
            await store.close()

    asyncio.run(export())


def import_from(settings: Settings, stream: IO[bytes], *, progress: Progress, loosens: bool = False) -> Summary:
    """Merges a document into the database. Raises Refused, which lists every mistake; nothing is written then.

    `progress` is told what is being done, and how much of it is done, from 0 to 1, where that is known. `loosens`:
    embargoes that have not lifted may end by it, or lift earlier.
    """

    async def take_in(document: IO[bytes]) -> Summary:
        size = document.seek(0, 2) or 1

        def told(doing: str, at: int | None) -> None:
            progress(doing, None if at is None else at / size)

        store = _store(settings)
        try:
            return await importing.read(store, document, now=datetime.now(UTC), progress=told, loosens=loosens)
        finally:
            await store.close()

    with _seekable(stream) as document, _seldom_collected():
        return asyncio.run(take_in(document))


def _store(settings: Settings) -> Store:
    where = Addresses(calendar.base_url(settings.database_url, settings.base_url))
    return Store(settings.database_url, follow=following(where))


@contextmanager
def _seekable(stream: IO[bytes]) -> Iterator[IO[bytes]]:
    """A document is read twice, so what comes through a pipe is put aside first."""
    if stream.seekable():
        yield stream
        return
    with tempfile.TemporaryFile() as document:
        shutil.copyfileobj(stream, document)
        yield document


@contextmanager
def _seldom_collected() -> Iterator[None]:
    """Many rows come and go and few are cycles: to look for those as often as usual takes a third of the time."""
    before = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(50_000, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()
