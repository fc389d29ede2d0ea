"""Asking a server over one connection that is kept: the least that measuring needs, since the measure pays for it."""

import asyncio
import time
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

_AT_HAND = 8 << 20  # bytes taken at once: the server is not to wait for whoever measures it


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    body: bytes
    asked: float  # by time.perf_counter, which all processes of a machine share
    received: float


class Connection:
    """One request at a time, to a server that says how long its answers are."""

    def __init__(self, base: str) -> None:
        self._where = urlsplit(base)
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def ask(
        self, path: str, headers: Mapping[str, str] | None = None, form: list[tuple[str, str]] | None = None
    ) -> Answer:
        asked, sent = time.perf_counter(), "" if form is None else urlencode(form)
        lines = [f"{'GET' if form is None else 'POST'} {path} HTTP/1.1", f"Host: {self._where.netloc}"]
        lines += [f"{name}: {value}" for name, value in (headers or {}).items()]
        if form is not None:
            lines += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(sent)}"]
        if self._streams is None:
            self._streams = await asyncio.open_connection(self._where.hostname, self._where.port, limit=_AT_HAND)
        reader, writer = self._streams
        writer.write("\r\n".join([*lines, "", sent]).encode())
        status, *fields = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        given = {name.lower(): value for name, _, value in (field.partition(": ") for field in fields)}
        body = await reader.readexactly(int(given.get("content-length", 0)) if status[9:12] != "304" else 0)
        return Answer(int(status[9:12]), given, body, asked, time.perf_counter())

    def close(self) -> None:
        if self._streams:
            self._streams[1].close()
