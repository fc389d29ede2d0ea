"""Mail out over SMTP: one connection for what is due, one recipient for each message, and whose fault a failure is."""

import asyncio
import re
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self
from urllib.parse import unquote

import aiosmtplib

from events.mail import messages
from events.mail.outbox import OutgoingMail

TIMEOUT = 30.0  # seconds for one answer of the server
WHOLE_TIMEOUT = 180.0  # for a mail altogether, well within the ten minutes of a claim

# The server is closing (RFC 5321 section 4.2.3), or will not know us (RFC 4954 section 6): no fault of the mail.
_NOT_ITS_FAULT = {421, 530, 534, 535, 538}


class Undelivered(RuntimeError):
    """A mail did not go out. `brief` may stand in a log; what the server said may quote the mail, and may not."""

    def __init__(self, brief: str, said: str = "") -> None:
        super().__init__(f"{brief}: {said}" if said else f"{brief}.")
        self.brief = brief


class Refused(Undelivered):
    """The server will never take this mail."""


class PutOff(Undelivered):
    """The server did not take this mail now; others it may."""


class Unreachable(Undelivered):
    """The server takes no mail at all from us at present."""


@dataclass(frozen=True)
class Server:
    """A server as EVENTS_SMTP_URL names it."""

    host: str
    port: int
    tls: bool
    user: str | None = None
    password: str | None = field(default=None, repr=False)

    @classmethod
    def at(cls, url: str) -> Self:
        """A password may hold any character but an @, which is written %40. Ports go without saying."""
        scheme, _, rest = url.rstrip("/").partition("://")
        credentials, _, place = rest.rpartition("@")
        host, port = re.fullmatch(r"(\[.+\]|[^:]+)(?::(\d+))?", place).groups()  # type: ignore[union-attr]
        user, _, password = credentials.partition(":")
        usual = 465 if scheme == "smtps" else 587 if user else 25
        return cls(
            host=host.strip("[]"),
            port=int(port or usual),
            tls=scheme == "smtps",
            user=unquote(user) or None,
            password=unquote(password) if user else None,
        )

    @property
    def is_this_machine(self) -> bool:
        return self.host in ("localhost", "::1") or self.host.startswith("127.")


class Post:
    """A connection to the server, made with the first mail and closed at the end: `async with Post(server) as post`."""

    def __init__(self, server: Server, name: str) -> None:
        """`name`: the domain by which we greet the server."""
        self._server = server
        self._name = name
        self._client: aiosmtplib.SMTP | None = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, kind: type[BaseException] | None, _e: object, _t: TracebackType | None) -> None:
        client, self._client = self._client, None
        if client and client.is_connected:
            try:
                if kind is None:
                    await client.quit(timeout=2)
            except (aiosmtplib.SMTPException, OSError):
                pass  # all that mattered was said
            finally:
                client.close()

    async def open(self) -> None:
        """Raises Unreachable."""
        with _whose_fault():
            async with asyncio.timeout(TIMEOUT):
                await self._connected()

    async def send(self, mail: OutgoingMail) -> None:
        """Returns once the server has taken the mail. Raises Refused, PutOff or Unreachable."""
        try:
            sender = messages.envelope(mail)
        except messages.Unmailable as error:
            raise Refused("It is not addressed as it should be", str(error)) from error
        with _whose_fault():
            async with asyncio.timeout(WHOLE_TIMEOUT):
                client = await self._connected()
                await client.sendmail(sender, [mail.recipient], mail.message)

    async def _connected(self) -> aiosmtplib.SMTP:
        if self._client is None or not self._client.is_connected:
            server = self._server
            client = aiosmtplib.SMTP(
                hostname=server.host,
                port=server.port,
                username=server.user,
                password=server.password,
                local_hostname=self._name,
                use_tls=server.tls,
                start_tls=False if server.tls else None,  # None: where the server offers it
                tls_context=_tls(server),
                timeout=TIMEOUT,
            )
            await client.connect()
            self._client = client
        return self._client


async def greet(server: Server, name: str) -> None:
    """Says who we are, as before a mail, and leaves. Raises Unreachable."""
    async with Post(server, name) as post:
        await post.open()


def _tls(server: Server) -> ssl.SSLContext:
    """Certificates are checked, but for a relay on this machine, which has one of its own making or none."""
    context = ssl.create_default_context()
    if server.is_this_machine:
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    return context


@contextmanager
def _whose_fault() -> Iterator[None]:
    try:
        yield
    except aiosmtplib.SMTPRecipientsRefused as error:
        raise _outcome(error.recipients[0]) from error
    except aiosmtplib.SMTPResponseException as error:
        raise _outcome(error) from error
    except (aiosmtplib.SMTPException, OSError, OverflowError) as error:
        # OSError covers TimeoutError and ssl.SSLError, OverflowError a port above 65535.
        raise Unreachable(f"The server cannot be reached ({str(error) or type(error).__name__})") from error


def _outcome(error: aiosmtplib.SMTPResponseException) -> Undelivered:
    facts = f"The server answered {error.code}", error.message
    if isinstance(error, aiosmtplib.SMTPConnectError | aiosmtplib.SMTPAuthenticationError | aiosmtplib.SMTPHeloError):
        return Unreachable(*facts)
    if error.code in _NOT_ITS_FAULT:
        return Unreachable(*facts)
    return Refused(*facts) if error.code >= 500 else PutOff(*facts)
