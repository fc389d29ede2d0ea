"""An application of the test's own process on a port of this machine: HTTP/1.1 as far as a test needs it."""

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any, TypeVar

from starlette.types import ASGIApp

A = TypeVar("A", bound=ASGIApp)


@asynccontextmanager
async def listening(make: Callable[[str], A]) -> AsyncIterator[A]:
    """The application that `make` gives for the address at which it will be."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        app = make(f"http://localhost:{listener.getsockname()[1]}")
        async with await asyncio.start_server(_speaking(app), sock=listener):
            yield app


def _speaking(app: ASGIApp) -> Any:
    """One request on one connection."""

    async def speak(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError):
            await _answer(app, reader, writer)
        writer.close()

    return speak


async def _answer(app: ASGIApp, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    first, *lines = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").splitlines()
    method, target, _ = first.split(" ")
    headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines if line)}
    body = await reader.readexactly(int(headers.get("content-length", 0)))
    path, _, query = target.partition("?")
    scope = {
        "type": "http",
        "method": method,
        "path": path,
        "query_string": query.encode(),
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
        "client": ("127.0.0.1", 1),
    }

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": body}

    async def send(message: Any) -> None:
        if message["type"] == "http.response.start":
            answer = [b"HTTP/1.1 %d x" % message["status"], b"connection: close"]
            answer += [name + b": " + value for name, value in message["headers"]]
            writer.write(b"\r\n".join(answer) + b"\r\n\r\n")
        else:
            writer.write(message.get("body", b""))

    await app(scope, receive, send)
    await writer.drain()
