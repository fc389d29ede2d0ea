"""Our own addresses in a release: which of them a reader will find something at."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from events.addresses import Addresses
from events.press import answering
from events.press.preflight.telling import Told
from events.programme.models import Launch
from events.visibility import Reader

if TYPE_CHECKING:
    from events.press.preflight.loading import Draft

_FOR_SOME = {"api", "approve", "check-in", "invitations", "my", "office", "read", "speaker", "static"}


def host(site: Addresses) -> str:
    return urlsplit(site.base).netloc


def own(told: Told, host: str) -> Iterator[tuple[str, str]]:
    """Each address of ours in a text, as a path, and what it was typed as."""
    typed = [(each.address, each.words) for each in told.links]
    bare = re.compile(rf"(?<![\w.@/-])(?:https?://)?{re.escape(host)}(?![\w.:-]*\w)[^\s<>\"’”)\]]*", re.IGNORECASE)
    typed += [(found.rstrip(".,;:!?'"), "") for found in bare.findall(told.words)]
    seen = set()
    for address, words in typed:
        path = _path(address, host)
        if path and path not in seen:
            seen.add(path)
            yield path, words or address


def _path(address: str, host: str) -> str | None:
    """The path of an address on our site; None for any other."""
    try:
        parts = urlsplit(address if "//" in address or address.startswith("/") else f"//{address}")
    except ValueError:
        return None
    if parts.scheme not in ("", "http", "https") or (parts.netloc and parts.netloc.lower() != host.lower()):
        return None
    return unquote(parts.path) or "/"


async def leading(
    db: AsyncSession, drafts: "Sequence[Draft]", launch: Launch, *, site: Addresses, reader: Reader, now: datetime
) -> Mapping[UUID, frozenset[str]]:
    """The paths in each release at which there will be something once anybody may read it."""
    found: dict[UUID, frozenset[str]] = {}
    asked: dict[tuple[datetime, frozenset[str]], frozenset[str]] = {}
    for draft in drafts:
        embargo = draft.release.embargo
        lift = embargo.lifts_at if embargo else None
        key = (max(now, lift or now), frozenset(path for path, _ in own(draft.told, host(site))))
        if key not in asked:
            asked[key] = await answering.of(db, key[1], reader=reader, at=key[0], launch=launch)
        found[draft.release.id] = asked[key]
    return found


def is_judged(path: str) -> bool:
    """What opens by a token, or for organisers alone, is not for a release to lead to or for us to try."""
    return path.split("/")[1] not in _FOR_SOME
