"""Bytes at hand: one page in all its codings with the stretch for which it holds, and the shelf of those asked last."""

import asyncio
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from starlette.types import Message

from events.published import encodings, validators

Headers = Sequence[tuple[bytes, bytes]]

_ONE_BY_ONE = 64 * 1024  # larger bodies are compressed beside the loop
_SETTLED = timedelta(seconds=5)  # after which bytes have proved to last, and are worth compressing well
_PAGE_BYTES = 2048  # what a page takes beside its bodies
_TOLD_AGAIN = frozenset({b"cache-control", b"content-location", b"expires", b"vary"})  # in a 304: RFC 9110, 15.4.5


@dataclass(frozen=True)
class Snapshot:
    """The state of the database from which an answer is made, read before anything else of it."""

    revision: int
    until: datetime  # the moment at which the answer becomes another by itself


@dataclass(frozen=True)
class Coded:
    """The body in one coding, with the messages that answer from it; each twice, without and with Last-Modified."""

    pieces: Sequence[bytes]
    size: int
    tag: str
    whole: tuple[Message, Message]
    not_modified: tuple[Message, Message]


@dataclass
class Page:
    """What one address answers from `since` until `until`, as long as the revision is the same."""

    revision: int
    since: datetime
    until: datetime
    last_modified: datetime
    digest: str
    media_type: str
    headers: Headers
    pieces: Sequence[bytes]  # of the body; those of a long feed are shared with whoever keeps them
    begun: float  # the loop's time at which its snapshot was taken
    cost: float  # seconds that it took to make
    codings: dict[str | None, Coded] = field(default_factory=dict)
    compressing: asyncio.Lock = field(default_factory=asyncio.Lock)
    is_better: bool = False

    def __post_init__(self) -> None:
        self.dated_from = validators.told_from(self.last_modified)
        self.settled_from = self.since + _SETTLED
        self.true_at = self.since  # when it was known last that nothing is newer
        self.length = encodings.size_of(self.pieces)

    @property
    def is_dated(self) -> bool:
        """Whether its date may be told. While it waits to be made anew, a newer one may be of the same second."""
        return self.true_at >= self.dated_from

    def holds(self, now: datetime) -> bool:
        return self.since <= now < self.until

    @property
    def size(self) -> int:
        return _PAGE_BYTES + self.length + sum(each.size for each in self._compressed().values())

    async def coded(self, liked: str | None) -> Coded:
        """In the coding that a client likes best, made now if nobody liked it before."""
        async with self.compressing:  # once, however many wait for it
            if liked not in self.codings:
                self.codings[liked] = await self._made(liked)
            return self.codings[liked]

    async def _made(self, liked: str | None) -> Coded:
        if not encodings.is_compressible(self.length, self.media_type):
            return self._coded(None, self.pieces, better=False)
        if liked is None:
            pieces = self.pieces
        elif self.length <= _ONE_BY_ONE:
            pieces = [encodings.FAST[liked](self.pieces)]
        else:
            pieces = [await asyncio.to_thread(encodings.FAST[liked], self.pieces)]
        return self._coded(liked, pieces, better=False)

    async def better(self) -> None:
        """Compresses anew what clients have liked, in a thread, slowly and well; what does not shrink is left."""
        self.is_better = True
        for liked, coded in self._compressed().items():
            body = await asyncio.to_thread(encodings.BETTER[liked], self.pieces)
            if len(body) < coded.size:
                self.codings[liked] = self._coded(liked, [body], better=True)

    def _compressed(self) -> dict[str, Coded]:
        return {liked: each for liked, each in self.codings.items() if liked and each.pieces is not self.pieces}

    def _coded(self, liked: str | None, pieces: Sequence[bytes], *, better: bool) -> Coded:
        tag = validators.entity_tag(self.digest, liked, better=better)
        size = encodings.size_of(pieces)
        known = [header for header in self.headers if header[0] in _TOLD_AGAIN]
        known.append((b"etag", tag.encode()))
        whole = [*self.headers, (b"etag", tag.encode()), (b"content-length", str(size).encode())]
        if liked:
            whole.append((b"content-encoding", liked.encode()))
        dated = (b"last-modified", validators.http_date(self.last_modified).encode())
        return Coded(
            pieces,
            size,
            tag,
            (_start(200, whole), _start(200, [*whole, dated])),
            (_start(304, known), _start(304, [*known, dated])),
        )


class Shelf:
    """The pages that were asked for last, up to so many bytes; only addresses that resolved have one."""

    def __init__(self, most_bytes: int) -> None:
        self._most_bytes = most_bytes
        self._pages: OrderedDict[str, Page] = OrderedDict()
        self._sizes: dict[str, int] = {}
        self.bytes = 0

    def get(self, key: str) -> Page | None:
        page = self._pages.get(key)
        if page is not None:
            self._pages.move_to_end(key)
        return page

    def put(self, key: str, page: Page) -> None:
        """In the place of what was there; what was asked for longest ago makes room."""
        self._pages[key] = page
        self.weigh(key)

    def weigh(self, key: str) -> None:
        """Again, since a page grows with every coding of it."""
        if page := self._pages.get(key):
            self._pages.move_to_end(key)
            self.bytes += page.size - self._sizes.get(key, 0)
            self._sizes[key] = page.size
        while self.bytes > self._most_bytes:
            oldest, _ = self._pages.popitem(last=False)
            self.bytes -= self._sizes.pop(oldest)

    def __len__(self) -> int:
        return len(self._pages)


def _start(status: int, headers: Headers) -> Message:
    return {"type": "http.response.start", "status": status, "headers": list(headers)}
