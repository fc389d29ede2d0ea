"""Validators (RFC 9110 section 8.8): the entity tag of bytes in a coding, and who has them already.

A strong tag is of the content and the coding. Bytes compressed anew, and better, get another tag; whoever holds the
former one has the same content in the same coding, and is told that nothing has changed.
"""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from email.utils import format_datetime, parsedate_to_datetime

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from events.published import encodings
from events.published.encodings import Body

_SECOND = timedelta(seconds=1)
_BETTER = "+"
_LONG = 1_000_000  # bytes; what is shorter is joined in no time, and has its memory in one place


PIECES = "pieces"  # in the message of a long body, between us and what is around us: what comes before it


class InPieces(Response):
    """A long body handed over as the pieces that it is made of, in one message.

    Joining them would take longer than all else, and a message for each is heard by everything around a page.
    """

    def __init__(self, pieces: Sequence[bytes], status: int, headers: Mapping[str, str]) -> None:
        super().__init__(None, status, {**headers, "content-length": str(encodings.size_of(pieces))})
        self._pieces = pieces

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
        await send({"type": "http.response.body", "body": b"", PIECES: self._pieces})


def digest_of(pieces: Sequence[bytes]) -> str:
    read = hashlib.sha256()
    for piece in pieces:
        read.update(piece)
    return read.hexdigest()[:32]


def entity_tag(content: str, encoding: str | None, *, better: bool = False) -> str:
    """The tag of content with this digest, in this coding."""
    return f'"{content}-{encoding}{_BETTER if better else ""}"' if encoding else f'"{content}"'


def listed(headers: Headers, name: str) -> str | None:
    """A field that is a list, which may come in several lines (RFC 9110 section 5.3)."""
    return ", ".join(headers.getlist(name)) or None


def once(headers: Headers, name: str) -> str | None:
    """A field that is no list: one that comes twice says nothing."""
    given = headers.getlist(name)
    return given[0] if len(given) == 1 else None


def is_known(tags: str | None, since: str | None, *, tag: str, last_modified: datetime | None = None) -> bool:
    """What If-None-Match and If-Modified-Since come to (RFC 9110 section 13.1): entity tags count before dates.

    A date counts only as the very one that is told with these bytes: each process tells its own, and what another told
    later may be of other bytes, if these have come back since.
    """
    if tags is not None:
        return tags.strip() == "*" or _plain(tag) in {_plain(each.strip()) for each in tags.split(",")}
    if since is None or last_modified is None:
        return False
    try:
        return last_modified.replace(microsecond=0) == parsedate_to_datetime(since)
    except (ValueError, TypeError, OverflowError):
        return False


def told_from(last_modified: datetime) -> datetime:
    """When a date may go out. Dates have whole seconds: within its own one, more may still be changed."""
    return last_modified.replace(microsecond=0) + _SECOND


def http_date(moment: datetime) -> str:
    return format_datetime(moment.replace(microsecond=0), usegmt=True)


def answer(
    asked: Headers,
    body: Body,
    media_type: str,
    *,
    in_pieces: bool = False,
    digest: str | None = None,
    status: int = 200,
    cache: str = "public, no-cache",
    headers: Mapping[str, str] | None = None,
) -> Response:
    """An answer to a request with the headers `asked`; equal bytes always have equal validators.

    `digest` is one that stands for the body, where its maker has one. `in_pieces` is for who keeps it.
    """
    encoding, pieces = None, [body] if isinstance(body, bytes) else body
    if encodings.is_compressible(encodings.size_of(pieces), media_type):
        encoding = encodings.liked_best(listed(asked, "accept-encoding") or "")
    sent = {"vary": "Accept-Encoding", **(headers or {})}
    if status >= 400:
        sent["cache-control"] = "no-store"
    else:
        sent |= {"cache-control": cache, "etag": entity_tag(digest or digest_of(pieces), encoding)}
        if is_known(listed(asked, "if-none-match"), None, tag=sent["etag"]):
            return Response(status_code=304, headers=sent)
    if encoding:
        sent["content-encoding"] = encoding
        pieces = [encodings.FAST[encoding](pieces)]
    if in_pieces and encodings.size_of(pieces) > _LONG:
        return InPieces(pieces, status, sent | {"content-type": media_type})
    return Response(b"".join(pieces), status, sent | {"content-type": media_type})


def _plain(tag: str) -> str:
    """A tag as it is compared: weakly, and whether compressed well or in a hurry."""
    return tag.removeprefix("W/").replace(f'{_BETTER}"', '"')
