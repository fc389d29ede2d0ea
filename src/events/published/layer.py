"""The layer before the application that answers from bytes at hand, and has them made where there are none.

An answer at hand costs a look at the revision, at the clock and at the headers. Anything unusual about a request,
and any request of somebody signed in, takes the ordinary way through the application.
"""

import asyncio
import math
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from events.published import validators
from events.published.asked import Asked, Kept, Requests
from events.published.pages import Coded, Page, Shelf, Snapshot

BUILDING = "events.published.building"  # in the scope of a request whose answer is made to be kept
MOST_BYTES = 48 * 1024 * 1024
PIECE = 64 * 1024  # what is longer is sent by the careful way, which drops a client that does not read

# Under continuous edits what is costly is made anew at intervals; after quiet, at once. No answer is a second old.
_CONTINUOUS = 8  # revisions within the last second
_CROWDED = 2  # the same, where pages had to wait for their turn: made for each revision, they would leave no time
_LAG_IN_COSTS = 25.0
_LAG = 0.7
_LAG_WHILE_BUILDING = 0.9

# Answers that are made beside each other. After a change that shows everywhere all are wanted anew: made all at once,
# each would be done when the last one is. Whatever has to wait for its turn is told as it was a moment ago.
_AT_ONCE = 2
_A_MOMENT_AGO = timedelta(seconds=0.5)


class Watch(Protocol):
    def number(self) -> int | None: ...


@dataclass
class Building:
    """Where the making of an answer tells what it is; it is kept only if both are told."""

    snapshot: Snapshot | None = None
    address: str | None = None  # its one address, whatever else it can be asked by


@dataclass(frozen=True)
class _Answer:
    """An answer that is not kept, as it came: nobody knows since when it is so."""

    messages: list[Message]


class Published:
    """`app` makes the answers; `carefully` wraps what sends a long body, so that nobody holds it for ever."""

    def __init__(
        self,
        app: ASGIApp,
        *,
        watch: Watch,
        clock: Callable[[], datetime],
        kept: Kept,
        carefully: Callable[[ASGIApp], ASGIApp],
        most_bytes: int = MOST_BYTES,
    ) -> None:
        self._app = app
        self._watch = watch
        self._clock = clock
        self._requests = Requests(kept)
        self._send_carefully = carefully(_send_body)
        self._shelf = Shelf(most_bytes)
        self._has_looked = False
        self._seen: int | None = None
        self._under_way: dict[str, asyncio.Task[Page | _Answer]] = {}
        self._turns = asyncio.Semaphore(_AT_ONCE)
        self._risen: deque[tuple[float, int]] = deque(maxlen=_CONTINUOUS)
        self._waited_at = -math.inf  # the loop's time at which one had to wait for its turn last
        self._improving: asyncio.Task[None] | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        asked = self._requests.asked(scope)
        if asked is None:
            await self._app(scope, self._ending(receive) if scope["type"] == "lifespan" else receive, send)
            return
        number, now = self._revision(), self._clock()
        page = self._shelf.get(asked.key)
        if page is not None and page.revision == number and page.since <= now < page.until:
            page.true_at = now
        elif page is None or not (
            self._may_lag(scope, asked, page, number, now) or self._has_to_wait(scope, asked, page, now)
        ):
            found = await self._made(scope, asked, number)
            if found is None:
                await self._app(scope, receive, send)
                return
            if isinstance(found, _Answer):
                await _replay(found, send, asked)
                return
            page = found
        coded = page.codings.get(asked.liked)
        if coded is None:
            coded = await page.coded(asked.liked)
            self._shelf.weigh(asked.key)
        if not page.is_better and now >= page.settled_from:
            self._improve(asked.key, page)
        if asked.tags == coded.tag:  # as almost always; what else would be known is looked at below
            await send(coded.not_modified[page.is_dated])
            await send(_NOTHING)
        else:
            await self._answer(scope, receive, send, page, coded, asked)

    async def _answer(self, scope: Scope, receive: Receive, send: Send, page: Page, coded: Coded, asked: Asked) -> None:
        dated = page.is_dated
        last = page.last_modified if dated else None
        if validators.is_known(asked.tags, asked.since, tag=coded.tag, last_modified=last):
            await send(coded.not_modified[dated])
            await send(_NOTHING)
        elif asked.is_head:
            await send(coded.whole[dated])
            await send(_NOTHING)
        elif coded.size <= PIECE:
            await send(coded.whole[dated])
            await send({"type": "http.response.body", "body": b"".join(coded.pieces)})
        else:
            await self._send_carefully({**scope, _TO_SEND: (coded.whole[dated], coded.pieces)}, receive, send)

    def _revision(self) -> int | None:
        """The revision by now. One look serves all who were before it in the queue of the loop.

        They had asked by then. Who asks later is behind `_look_again`, which is put there before we look; so nobody
        is answered by a look that was before their request.
        """
        if not self._has_looked:
            asyncio.get_running_loop().call_soon(self._look_again)
            self._has_looked, self._seen = True, self._watch.number()
        return self._seen

    def _look_again(self) -> None:
        self._has_looked = False

    def _may_lag(self, scope: Scope, asked: Asked, page: Page, number: int | None, now: datetime) -> bool:
        """Whether a page of an earlier revision will do for a moment, since there is a new one all the time.

        It is made anew beside that, so that nobody waits for it.
        """
        time = asyncio.get_running_loop().time()
        if number is None or not page.holds(now) or not self._changes_all_the_time(number, time):
            return False
        age = time - page.begun
        if age >= min(_LAG_IN_COSTS * page.cost, _LAG):
            self._begun(scope, asked)
        return age < _LAG_WHILE_BUILDING

    def _changes_all_the_time(self, number: int, time: float) -> bool:
        if not self._risen or self._risen[-1][1] != number:
            self._risen.append((time, number))
        recent = sum(time - risen <= 1 for risen, _ in self._risen)
        return recent >= (_CROWDED if time - self._waited_at <= 1 else _CONTINUOUS)

    def _has_to_wait(self, scope: Scope, asked: Asked, page: Page, now: datetime) -> bool:
        """Whether others are made anew before a page that was true a moment ago; then it is waiting for its turn."""
        true_a_moment_ago = page.true_at <= now < page.true_at + _A_MOMENT_AGO  # not where a clock was put back
        if not self._turns.locked() or not page.holds(now) or not true_a_moment_ago:
            return False
        self._begun(scope, asked)
        return True

    async def _made(self, scope: Scope, asked: Asked, number: int | None) -> Page | _Answer | None:
        """The answer made anew, once for all who ask meanwhile; once more where it was begun before the last change.

        None where making it failed: then everybody fails in their own way.
        """
        for _ in range(2):
            task = self._begun(scope, asked)
            await asyncio.wait([task])  # which goes on for the others if this client leaves
            if task.cancelled() or task.exception():
                return None
            found = task.result()
            if isinstance(found, _Answer) or number is None or found.revision >= number:
                break
        return found

    def _begun(self, scope: Scope, asked: Asked) -> asyncio.Task[Page | _Answer]:
        """The making of an answer, which may be under way already."""
        key = asked.key
        task = self._under_way.get(key)
        if task is None:
            if self._turns.locked():
                self._waited_at = asyncio.get_running_loop().time()
            task = self._under_way[key] = asyncio.create_task(self._make(scope, asked))
            task.add_done_callback(
                lambda ended: (self._under_way.pop(key, None), ended.cancelled() or ended.exception())
            )
        return task

    async def _make(self, scope: Scope, asked: Asked) -> Page | _Answer:
        async with self._turns:
            return await self._made_now(scope, asked)

    async def _made_now(self, scope: Scope, asked: Asked) -> Page | _Answer:
        """Asks the application as a client would that has nothing and takes no coding."""
        loop = asyncio.get_running_loop()
        building, begun, now = Building(), loop.time(), self._clock()
        headers = [(b"host", asked.host)] + ([(b"accept", asked.media_type.encode())] if asked.media_type else [])
        inner = {key: value for key, value in scope.items() if key not in ("state", "app", "router")}
        inner |= {
            "method": "GET",
            "headers": headers,
            "query_string": asked.address.partition("?")[2].encode(),
            BUILDING: building,
        }
        messages: list[Message] = []

        async def receive() -> Message:
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(message: Message) -> None:
            messages.extend(
                {"type": "http.response.body", "body": piece, "more_body": True}
                for piece in message.get(validators.PIECES, ())
            )
            messages.append(dict(message))

        await self._app(inner, receive, send)
        if not building.snapshot or messages[0]["status"] != 200 or building.address != asked.address:
            return _Answer(messages)
        pieces = [piece for message in messages[1:] if (piece := message.get("body"))]
        page = _page(building.snapshot, messages[0]["headers"], pieces, now, begun, loop.time() - begun)
        self._take_over(page, self._shelf.get(asked.key))
        self._shelf.put(asked.key, page)
        self._look_again()  # what was seen in this turn of the loop may be older than the page
        return page

    def _take_over(self, page: Page, former: Page | None) -> None:
        """What was made for the same bytes before need not be made again."""
        if former and former.digest == page.digest and list(former.headers) == list(page.headers):
            page.codings, page.is_better = former.codings, former.is_better
            page.last_modified, page.dated_from = former.last_modified, former.dated_from

    def _improve(self, key: str, page: Page) -> None:
        if self._improving is None or self._improving.done():
            self._improving = asyncio.create_task(self._improved(key, page))

    async def _improved(self, key: str, page: Page) -> None:
        await page.better()
        self._shelf.weigh(key)

    def _ending(self, receive: Receive) -> Receive:
        """Lets go of what is being made before the application hears of the end: it closes what that reads from."""

        async def hear() -> Message:
            message = await receive()
            if message["type"] == "lifespan.shutdown":
                await self._end()
            return message

        return hear

    async def _end(self) -> None:
        for task in [*self._under_way.values(), *([self._improving] if self._improving else [])]:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task


_NOTHING: Message = {"type": "http.response.body", "body": b""}
_TO_SEND = "events.published.to_send"
_MADE_HERE = frozenset({b"content-length", b"content-encoding", b"etag", b"last-modified"})


def _page(
    made: Snapshot, headers: list[tuple[bytes, bytes]], pieces: list[bytes], now: datetime, begun: float, cost: float
) -> Page:
    given = dict(headers)
    tag = given[b"etag"].decode().strip('"')
    return Page(
        revision=made.revision,
        since=now,
        until=made.until,
        last_modified=now,  # and not the last save: strangers may not know of that
        digest=tag,
        media_type=given[b"content-type"].decode(),
        headers=[header for header in headers if header[0] not in _MADE_HERE],
        pieces=pieces,
        begun=begun,
        cost=cost,
    )


async def _send_body(scope: Scope, receive: Receive, send: Send) -> None:
    start, pieces = scope[_TO_SEND]
    await send(start)
    await send({**_NOTHING, validators.PIECES: pieces})


async def _replay(answer: _Answer, send: Send, asked: Asked) -> None:
    start = answer.messages[0]
    given = dict(start["headers"])
    tag = given.get(b"etag", b"").decode() if start["status"] == 200 else ""
    if tag and validators.is_known(asked.tags, asked.since, tag=tag):
        known = [header for header in start["headers"] if header[0] not in (b"content-type", b"content-length")]
        await send({**start, "status": 304, "headers": known})
        await send(_NOTHING)
        return
    for message in [start, *answer.messages[1:]]:
        await send({**message, "body": b""} if asked.is_head and message["type"] == "http.response.body" else message)
