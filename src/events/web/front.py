"""In front of the router: refuses what no honest client sends, drops the slow, guards every answer."""

import asyncio
import re
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from starlette.exceptions import HTTPException
from starlette.middleware.body_limit import RequestBodyLimitMiddleware, RequestBodyLimitResponder
from starlette.requests import ClientDisconnect
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from events.published import layer, validators
from events.web.hanging_up import hang_up

HEADERS_AT_MOST = 100
HEADER_BYTES_AT_MOST = 32 * 1024
TARGET_BYTES_AT_MOST = 8 * 1024
BODY_BYTES_AT_MOST = 1024 * 1024
LONGEST_FORM = 4_000_000  # where a whole text comes back with its form, in whatever script
LARGEST_BODY = 64_000_000  # on the routes that take files
PATIENCE = 20.0  # seconds a client may keep us waiting for a body, or for taking one piece of an answer
SLOWEST = 4096  # bytes of a body that earn a client one second more
PIECE = 128 * 1024  # bytes; a run of calendar entries goes as one

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
GUARDS = {
    "content-security-policy": CONTENT_SECURITY_POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "permissions-policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
GUARDS_OVER_TLS = {"strict-transport-security": "max-age=31536000"}


def guard(app: ASGIApp, *, base_url: str, body_bytes_at_most: int = BODY_BYTES_AT_MOST) -> ASGIApp:
    """The app with all of this before it. A route raises the limit for its own body with `max_body_size=`."""
    limited = LimitedBodies(PromptClients(app), max_body_size=body_bytes_at_most)
    return GuardedAnswers(SoundRequests(limited, base_url=base_url), over_tls=base_url.startswith("https:"))


class GuardedAnswers:
    """Sets the guarding headers on every answer that does not set its own; no error is kept by a cache."""

    def __init__(self, app: ASGIApp, *, over_tls: bool) -> None:
        self.app = app
        guards = GUARDS | GUARDS_OVER_TLS if over_tls else GUARDS
        self.guards = [(name.encode(), value.encode()) for name, value in guards.items()]
        self.guards_of_errors = [*self.guards, (b"cache-control", b"no-store")]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                given = list(message.get("headers", ()))
                names = {name.lower() for name, _ in given}
                guards = self.guards_of_errors if message["status"] >= 400 else self.guards
                message["headers"] = given + [header for header in guards if header[0] not in names]
            await send(message)

        await self.app(scope, receive, guarded)


class SoundRequests:
    """Refuses a request that two programs could read in two ways, or that is too long to be one.

    What passes has our own host and scheme, so that no address can be made from the client's.
    """

    def __init__(self, app: ASGIApp, *, base_url: str) -> None:
        self.app = app
        base = urlsplit(base_url)
        self.scheme, self.host = base.scheme, (b"host", base.netloc.encode())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        if fault := _fault(scope):
            await fault(scope, receive, send)
            return
        headers = [self.host if header[0] == b"host" else header for header in scope["headers"]]
        await self.app({**scope, "scheme": self.scheme, "headers": headers}, receive, send)


def _fault(scope: Scope) -> PlainTextResponse | None:
    headers: list[tuple[bytes, bytes]] = scope["headers"]
    names = [name for name, _ in headers]
    # granian gives an absent Host as an empty one
    if names.count(b"host") != 1 or (b"host", b"") in headers:
        return _refusal(400, "A request needs exactly one Host header.")
    if names.count(b"content-length") + names.count(b"transfer-encoding") > 1:
        return _refusal(400, "A request gives the length of its body once.")
    size = sum(len(name) + len(value) + len(": \r\n") for name, value in headers)
    if len(headers) > HEADERS_AT_MOST or size > HEADER_BYTES_AT_MOST:
        return _refusal(431, "The headers of this request are too many or too long.")
    path = scope.get("raw_path") or scope["path"].encode()
    if len(path) + len(scope["query_string"]) > TARGET_BYTES_AT_MOST:
        return _refusal(414, "This address is too long.")
    if re.search(r"[\x00-\x1f\x7f]", scope["path"]):
        return _refusal(400, "This address has characters in it that no address has.")
    return None


def _refusal(status: int, sentence: str) -> PlainTextResponse:
    return PlainTextResponse(f"{sentence}\n", status, {"cache-control": "no-store", "connection": "close"})


class LimitedBodies(RequestBodyLimitMiddleware):
    """Lets an app read no more of a body than this, and say in words of its own that there is too much of it."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        await _AnsweredByTheApp(self.app, self.max_body_size)(scope, receive, send)


class _AnsweredByTheApp(RequestBodyLimitResponder):
    """Starlette puts three words of its own in the place of every answer to a body that is announced as too long."""

    async def send_with_limit(self, message: Message) -> None:
        self.response_started = True
        await self.send(message)


class SlowBody(HTTPException):
    """The client has used up its time for sending the body."""

    def __init__(self) -> None:
        super().__init__(408, "The request came too slowly.", {"connection": "close"})


class PromptClients:
    """Drops a client that sends its body, or takes our answer, a drop at a time."""

    def __init__(self, app: ASGIApp, *, patience: float = PATIENCE) -> None:
        self.app = app
        self.patience = patience

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or layer.BUILDING in scope:  # an answer that is made to be kept waits for nobody
            await self.app(scope, receive, send)
            return
        exchange = _Exchange(receive, send, self.patience, scope.get("client"))
        try:
            await self.app(scope, exchange.receive, exchange.send)
        except ClientDisconnect:
            pass  # nobody is there to be answered, and it is no fault of ours
        except SlowBody as slow:
            if not exchange.answered:
                await _refusal(slow.status_code, slow.detail)(scope, receive, send)
        except Exception:
            if not exchange.abandoned:  # else it is only the answer's end, and that closes the connection
                raise


class _Exchange:
    """One request and its answer, timed; only what the client keeps us waiting counts."""

    def __init__(self, receive: Receive, send: Send, patience: float, client: tuple[str, int | str] | None) -> None:
        self._receive, self._send, self._patience = receive, send, patience
        self._client = client
        self._left = patience
        self._whole = self._streams = False
        self.answered = self.abandoned = False

    async def receive(self) -> Message:
        if self._whole:  # what is left to wait for is the client's going away
            return await self._receive()
        began = asyncio.get_running_loop().time()
        try:
            async with asyncio.timeout(self._left):
                message = await self._receive()
        except TimeoutError:
            if self.answered:  # a streaming answer listens for the client's going away, and may for long
                return await self._receive()
            raise SlowBody from None
        self._left -= asyncio.get_running_loop().time() - began
        self._left += len(message.get("body", b"")) / SLOWEST
        self._whole = not message.get("more_body", False)
        return message

    async def send(self, message: Message) -> None:
        if message["type"] != "http.response.body":
            self.answered = True
            await self._send(message)
            return
        pieces = [*message.get(validators.PIECES, ()), message.get("body", b"")]
        more = message.get("more_body", False)
        self._streams = self._streams or more or len(pieces) > 1 or len(pieces[0]) > PIECE
        if self._streams:
            await self._send_in_time([part for piece in pieces for part in _parts(piece)], more=more)
        else:
            await self._send(message)

    async def _send_in_time(self, pieces: Sequence[bytes], *, more: bool) -> None:
        """A timer for each was a sixth of what sending 7 MB takes: one is set anew at most every now and then."""
        loop, every = asyncio.get_running_loop(), self._patience / 20
        try:
            async with asyncio.timeout(self._patience) as limit:
                set_at = loop.time()
                for number, piece in enumerate(pieces, 1):
                    following = more or number < len(pieces)
                    await self._send({"type": "http.response.body", "body": piece, "more_body": following})
                    if (now := loop.time()) > set_at + every:
                        limit.reschedule(now + self._patience)
                        set_at = now
        except TimeoutError:
            self.abandoned = True
            if self._client:
                hang_up(*self._client)
            raise OSError("The client does not read our answer.") from None


def _parts(piece: bytes) -> Iterator[bytes]:
    """Of a size that a slow reader may hold."""
    return (piece[start : start + PIECE] for start in range(0, max(len(piece), 1), PIECE))
