"""Validators (RFC 9110 section 8.8): the entity tag of bytes in a coding, and who has them already.

A strong tag is of the content and the coding. Bytes compressed anew, and better, get another tag; whoever holds the
former one has the same content in the same coding, and is told that nothing has changed.
"""

import hashlib
from collections.abc import Mapping
from datetime import datetime, timedelta
from email.utils import format_datetime, parsedate_to_datetime

from starlette.responses import Response

from events.published import encodings

_SECOND = timedelta(seconds=1)
_BETTER = "+"


def digest_of(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()[:32]


def entity_tag(content: str, encoding: str | None, *, better: bool = False) -> str:
    """The tag of content with this digest, in this coding."""
    return f'"{content}-{encoding}{_BETTER if better else ""}"' if encoding else f'"{content}"'


def is_known(tags: str | None, since: str | None, *, tag: str, last_modified: datetime | None) -> bool:
    """What If-None-Match and If-Modified-Since come to (RFC 9110 section 13.1): entity tags count before dates."""
    if tags is not None:
        return tags.strip() == "*" or _plain(tag) in {_plain(each.strip()) for each in tags.split(",")}
    if since is None or last_modified is None:
        return False
    try:
        return last_modified.replace(microsecond=0) <= parsedate_to_datetime(since)
    except (ValueError, TypeError, OverflowError):
        return False


def told_from(last_modified: datetime) -> datetime:
    """When a date may go out. Dates have whole seconds: within its own one, more may still be changed."""
    return last_modified.replace(microsecond=0) + _SECOND


def http_date(moment: datetime) -> str:
    return format_datetime(moment.replace(microsecond=0), usegmt=True)


def answer(
    asked: Mapping[str, str],
    body: bytes,
    media_type: str,
    *,
    digest: str | None = None,
    status: int = 200,
    last_modified: datetime | None = None,
    cache: str = "public, no-cache",
    headers: Mapping[str, str] | None = None,
) -> Response:
    """An answer to a request with the headers `asked`; equal bytes always have equal validators.

    `digest` is one that stands for the body, where its maker has one.
    """
    encoding = None
    if encodings.is_compressible(len(body), media_type):
        encoding = encodings.liked_best(asked.get("accept-encoding", ""))
    sent = {"vary": "Accept-Encoding", **(headers or {})}
    if status >= 400:
        sent["cache-control"] = "no-store"
    else:
        sent |= {"cache-control": cache, "etag": entity_tag(digest or digest_of(body), encoding)}
        if last_modified:
            sent["last-modified"] = http_date(last_modified)
        tags, since = asked.get("if-none-match"), asked.get("if-modified-since")
        if is_known(tags, since, tag=sent["etag"], last_modified=last_modified):
            return Response(status_code=304, headers=sent)
    if encoding:
        sent["content-encoding"] = encoding
        body = encodings.FAST[encoding](body)
    return Response(body, status, sent | {"content-type": media_type})


def _plain(tag: str) -> str:
    """A tag as it is compared: weakly, and whether compressed well or in a hurry."""
    return tag.removeprefix("W/").replace(f'{_BETTER}"', '"')
