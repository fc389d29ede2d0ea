"""What a request asks of the layer; how the last ones were read is remembered, since clients repeat themselves."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import parse_qsl, urlencode

from starlette.types import Scope

from events.published import encodings

_HEADERS_AT_MOST = 100
_HEADER_BYTES_AT_MOST = 32 * 1024
_QUERY_AT_MOST = 1000

# What is remembered takes 2 MB at most, whatever strangers ask: so many requests, each of so many bytes.
_MOST_REMEMBERED = 1000
_LONGEST_REMEMBERED = 2048
_BYTES_OF_A_HEADER = 120  # beside its name and its value
_LONGEST_HABIT = 100  # of ways of writing Accept-Encoding

# A Range is let be, as RFC 9110 section 14.2 allows: what is kept is sent whole.
_UNUSUAL = frozenset({b"content-length", b"transfer-encoding", b"expect", b"upgrade"})


@dataclass(frozen=True)
class Kept:
    """Which addresses have answers that are kept: the first parts of their paths, and what may be asked of them."""

    first_parts: Collection[str]
    queries: Collection[str]
    # Other media types that a request may accept, each with an answer of its own, and whether it would rather have it.
    types: Sequence[tuple[str, Callable[[str], bool]]] = ()
    signed_in: bytes = b"session="  # in the cookies of somebody who never passes through here


@dataclass(frozen=True, slots=True)
class Asked:
    """What an ordinary request for something public asks for."""

    address: str  # the one of its answer, whatever else it can be asked by
    media_type: str  # another than that which anybody gets, if it would rather have that
    key: str  # both
    is_head: bool
    liked: str | None  # the coding
    tags: str | None
    since: str | None
    host: bytes


class Requests:
    """Reads requests: a function of their bytes alone, so that equal ones need to be read but once."""

    def __init__(self, kept: Kept) -> None:
        self._kept = kept
        self._remembered: dict[tuple[object, ...], Asked] = {}

    def __len__(self) -> int:
        return len(self._remembered)

    def asked(self, scope: Scope) -> Asked | None:
        """What an ordinary request for something that is kept asks; None if it is anything else."""
        if scope["type"] != "http":
            return None
        written = (scope["method"], scope["path"], scope["query_string"], *scope["headers"])
        asked = self._remembered.get(written)
        if asked is None and (asked := self._read(scope)):
            self._remember(written, asked, scope)
        return asked

    def _remember(self, written: tuple[object, ...], asked: Asked, scope: Scope) -> None:
        size = len(scope["path"]) + len(scope["query_string"])
        size += sum(len(name) + len(value) + _BYTES_OF_A_HEADER for name, value in scope["headers"])
        if size <= _LONGEST_REMEMBERED:
            if len(self._remembered) >= _MOST_REMEMBERED:
                self._remembered.clear()
            self._remembered[written] = asked

    def _read(self, scope: Scope) -> Asked | None:
        address = self._address(scope) if scope["method"] in ("GET", "HEAD") else None
        return self._with_headers(scope, address) if address else None

    def _address(self, scope: Scope) -> str | None:
        """None where nothing is kept. What no page asks in a query is dropped."""
        path: str = scope["path"]
        if path[1:].partition("/")[0] not in self._kept.first_parts or " " in path or "?" in path:
            return None  # as it is written here, that would be the address of something else
        if query := scope["query_string"]:
            if len(query) > _QUERY_AT_MOST:
                return None
            try:
                pairs = parse_qsl(query.decode("ascii"), max_num_fields=20)
            except ValueError:
                return None
            known = {name: value for name, value in reversed(pairs) if name in self._kept.queries}
            if known:
                return f"{path}?{urlencode({name: known[name] for name in self._kept.queries if name in known})}"
        return path

    def _with_headers(self, scope: Scope, address: str) -> Asked | None:
        headers: list[tuple[bytes, bytes]] = scope["headers"]
        hosts: list[bytes] = []
        codings: list[bytes] = []  # a list may come in several lines (RFC 9110 section 5.3)
        types: list[str] = []
        tags: list[str] = []
        since: list[str] = []
        for name, value in headers:
            if name == b"accept-encoding":
                codings.append(value)
            elif name == b"if-none-match":
                tags.append(_text(value))
            elif name == b"if-modified-since":
                since.append(_text(value))
            elif name == b"host":
                hosts.append(value)
            elif name == b"accept":
                types.append(_text(value).lower())
            elif name in _UNUSUAL or (name == b"cookie" and self._kept.signed_in in value):
                return None
        size = sum(len(name) + len(value) for name, value in headers)
        if len(hosts) != 1 or not hosts[0] or len(headers) > _HEADERS_AT_MOST or size > _HEADER_BYTES_AT_MOST:
            return None
        accepted = b", ".join(codings)
        media_type = self._preferred(", ".join(types)) if types else ""
        return Asked(
            address=address,
            media_type=media_type,
            key=f"{address} {media_type}" if media_type else address,
            is_head=scope["method"] == "HEAD",
            liked=_liked(accepted) if len(accepted) <= _LONGEST_HABIT else encodings.liked_best(_text(accepted)),
            tags=", ".join(tags) if tags else None,
            since=since[0] if len(since) == 1 else None,
            host=hosts[0],
        )

    def _preferred(self, accept: str) -> str:
        return next((name for name, is_it in self._kept.types if name in accept and is_it(accept)), "")


@lru_cache(500)
def _liked(accepted: bytes) -> str | None:
    """Of what is written in few words; browsers and calendars have a dozen ways between them."""
    return encodings.liked_best(_text(accepted))


def _text(value: bytes) -> str:
    return value.decode("latin-1")
