"""A real SMTP server for tests, in a thread: it keeps what it takes, and answers as the test tells it to."""

import asyncio
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

import pytest
from aiosmtpd.smtp import SMTP, Envelope

WAIT_SECONDS = 20


@dataclass
class Received:
    """One mail as the server saw it: the envelope, and the message in it."""

    sender: str
    recipients: list[str]
    raw: bytes

    @property
    def message(self) -> EmailMessage:
        return message_from_bytes(self.raw, policy=default)

    @property
    def message_id(self) -> str:
        return str(self.message["Message-ID"])


@dataclass
class Mailbox:
    """`answers` go to the next messages in turn, or recipients, in place of a yes. `silent`: it never answers one."""

    port: int = 0
    received: list[Received] = field(default_factory=list)
    answers: list[str] = field(default_factory=list)
    recipient_answers: list[str] = field(default_factory=list)
    silent: bool = False
    connections: int = 0
    over_tls: list[bool] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"

    @property
    def subjects(self) -> list[str]:
        return [str(each.message["Subject"]) for each in self.received]

    async def has(self, count: int) -> list[Received]:
        """Waits until so many mails have come."""
        deadline = time.monotonic() + WAIT_SECONDS
        while len(self.received) < count:
            assert time.monotonic() < deadline, f"{len(self.received)} of {count} mails came"
            await asyncio.sleep(0.02)
        return self.received

    async def handle_RCPT(self, _server: SMTP, _session: Any, envelope: Envelope, to: str, _options: Any) -> str:
        answer = self.recipient_answers.pop(0) if self.recipient_answers else "250 Known"
        if answer.startswith("2"):
            envelope.rcpt_tos.append(to)
        return answer

    async def handle_DATA(self, server: SMTP, session: Any, envelope: Envelope) -> str:
        answer = self.answers.pop(0) if self.answers else "250 Taken"
        if answer.startswith("2"):
            assert isinstance(envelope.content, bytes)
            self.received.append(Received(str(envelope.mail_from), list(envelope.rcpt_tos), envelope.content))
            self.over_tls.append(session.ssl is not None)
        if self.silent:
            await asyncio.sleep(3600)
        return answer


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    """An SMTP server on a free port, which takes everything."""
    with receiving() as box:
        yield box


@contextmanager
def receiving(**options: Any) -> Iterator[Mailbox]:
    """The same with options of aiosmtpd's."""
    box, ready = Mailbox(), threading.Event()
    ends: list[Callable[[], object]] = []
    thread = threading.Thread(target=lambda: asyncio.run(_serve(box, options, ready, ends)), daemon=True)
    thread.start()
    assert ready.wait(WAIT_SECONDS)
    yield box
    ends[0]()
    thread.join(WAIT_SECONDS)


async def _serve(
    box: Mailbox, options: dict[str, Any], ready: threading.Event, ends: list[Callable[[], object]]
) -> None:
    loop, ended = asyncio.get_running_loop(), asyncio.Event()
    ends.append(lambda: loop.call_soon_threadsafe(ended.set))
    talks: list[SMTP] = []

    def answer() -> SMTP:
        box.connections += 1
        talks.append(SMTP(box, loop=loop, hostname="mailbox.example", **options))
        return talks[-1]

    server = await loop.create_server(answer, "127.0.0.1", 0)
    box.port = server.sockets[0].getsockname()[1]
    ready.set()
    await ended.wait()
    server.close()
    for each in talks:
        if each.transport:
            each.transport.close()
    await asyncio.sleep(0)
