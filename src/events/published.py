"""Public bytes and their validators: compressed as the client likes it, 304 to whoever has them already."""

import gzip
import hashlib
from collections.abc import Callable, Mapping
from datetime import datetime
from email.utils import format_datetime, parsedate_to_datetime

import brotli
from starlette.responses import Response

_WORTH_COMPRESSING = 512
_TEXT = ("text/", "application/json", "application/ld+json", "application/xml", "application/atom+xml", "image/svg+xml")

Compress = Callable[[bytes], bytes]
# In our own order of preference, for a client that likes several alike.
_ENCODINGS: dict[str, Compress] = {
    "br": lambda body: brotli.compress(body, quality=5),
    "gzip": lambda body: gzip.compress(body, compresslevel=6, mtime=0),
}


def answer(
    asked: Mapping[str, str],
    body: bytes,
    media_type: str,
    *,
    status: int = 200,
    last_modified: datetime | None = None,
    cache: str = "public, no-cache",
    headers: Mapping[str, str] | None = None,
) -> Response:
    """An answer to a request with the headers `asked`; equal bytes always have equal validators."""
    encoding = _encoding(asked.get("accept-encoding", "")) if _is_compressible(body, media_type) else None
    sent = {"vary": "Accept-Encoding", **(headers or {})}
    if status >= 400:
        sent["cache-control"] = "no-store"
    else:
        sent |= {"cache-control": cache, "etag": _etag(body, encoding)}
        if last_modified:
            sent["last-modified"] = format_datetime(last_modified, usegmt=True)
        if is_known(asked, sent["etag"], last_modified):
            return Response(status_code=304, headers=sent)
    if encoding:
        sent["content-encoding"] = encoding
        body = _ENCODINGS[encoding](body)
    return Response(body, status, sent | {"content-type": media_type})


def _etag(body: bytes, encoding: str | None) -> str:
    digest = hashlib.sha256(body).hexdigest()[:32]
    return f'"{digest}-{encoding}"' if encoding else f'"{digest}"'


def _is_compressible(body: bytes, media_type: str) -> bool:
    return len(body) >= _WORTH_COMPRESSING and media_type.startswith(_TEXT)


def _encoding(accepted: str) -> str | None:
    """The best encoding that we know and the client takes (RFC 9110 section 12.5.3); None is the plain body."""
    weights = dict(_weight(each) for each in accepted.lower().split(",") if each.strip())
    others = weights.get("*", 0.0)
    known = {name: weights.get(name, others) for name in _ENCODINGS}
    best = max(known, key=lambda name: known[name])
    plain = weights.get("identity", others if "*" in weights else 0.0)
    return best if known[best] > 0 and known[best] >= plain else None


def _weight(part: str) -> tuple[str, float]:
    """`gzip;q=0.8`; what cannot be read as a weight counts as a refusal."""
    name, _, parameter = part.partition(";")
    key, _, value = parameter.partition("=")
    if not parameter.strip():
        return name.strip(), 1.0
    try:
        return name.strip(), float(value) if key.strip() == "q" and 0 <= float(value) <= 1 else 0.0
    except ValueError:
        return name.strip(), 0.0


def is_known(asked: Mapping[str, str], etag: str, last_modified: datetime | None = None) -> bool:
    """Whether the client has this already (RFC 9110 section 13.1): entity tags count before dates."""
    if (tags := asked.get("if-none-match")) is not None:
        return tags.strip() == "*" or etag in {each.strip().removeprefix("W/") for each in tags.split(",")}
    since = asked.get("if-modified-since")
    if since is None or last_modified is None:
        return False
    try:
        return last_modified.replace(microsecond=0) <= parsedate_to_datetime(since)
    except (ValueError, TypeError):
        return False
