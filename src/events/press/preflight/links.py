"""Our own addresses in a release: which of them a reader will find something at."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from events.addresses import Addresses
from events.people.models import Organisation, Person
from events.press.models import Release
from events.press.preflight.telling import Told
from events.programme.models import Launch, Publication, Series, Topic
from events.programme.occasions import Event
from events.storage.base import kind_of
from events.storage.files import File
from events.storage.slugs import FormerSlug
from events.visibility import ANYONE, Reader, lifted, visible

if TYPE_CHECKING:
    from events.press.preflight.loading import Draft

_KINDS: dict[str, type[Any]] = {
    "events": Event,
    "organisations": Organisation,
    "people": Person,
    "series": Series,
    "topics": Topic,
    "publications": Publication,
    "press": Release,
}
_ALONG = (Event, Publication, Release)
_FORMATS = {"events": "ics", "organisations": "ics", "people": "ics", "series": "ics", "topics": "ics"}
_PAGE = re.compile(r"/(?P<kind>[a-z]+)/(?P<slug>[a-z0-9-]{1,80})(?:\.(?P<format>[a-z]{2,5}))?")
_FILE = re.compile(r"/files/(?P<id>[0-9a-f-]{32,36})")
_RELEASE_FORMATS = {"pdf", "docx", "txt", "md", "json", "zip"}
_FOR_SOME = {"api", "approve", "check-in", "invitations", "my", "office", "read", "speaker", "static"}
_FIXED = re.compile(r"/|/(events|press)(\.[a-z]+)?|/(search|subscribe|press-list|sign-in|sitemap\.xml)/?")


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
            asked[key] = await _leading(db, key[1], launch, reader, key[0])
        found[draft.release.id] = asked[key]
    return found


async def _leading(
    db: AsyncSession, paths: frozenset[str], launch: Launch, reader: Reader, at: datetime
) -> frozenset[str]:
    found = {path for path in paths if _FIXED.fullmatch(path)}
    wanted: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for path in paths:
        page = _PAGE.fullmatch(path)
        if page and page["kind"] in _KINDS and _has_format(page["kind"], page["format"]):
            wanted[page["kind"]][page["slug"]].append(path)
    for kind, slugs in wanted.items():
        for slug in await _with_page(db, _KINDS[kind], list(slugs), launch, reader, at):
            found.update(slugs[slug])
    return frozenset(found | await _files(db, paths, reader, at))


def _has_format(kind: str, suffix: str | None) -> bool:
    if suffix is None:
        return True
    return suffix in _RELEASE_FORMATS if kind == "press" else suffix == _FORMATS.get(kind)


async def _with_page(
    db: AsyncSession, kind: type[Any], slugs: list[str], launch: Launch, reader: Reader, at: datetime
) -> set[str]:
    """Of these slugs, those at which the public finds a page at that moment, or is redirected to one.

    What belongs to the launch is published with it, and only an embargo of its own keeps it back; people and
    organisations are reached from there, so what the organiser sees of them the public will.
    """
    seen = visible(kind, reader, at)
    if kind in _ALONG:
        along = (kind.launch_id == launch.id) & kind.withdrawn_at.is_(None) & lifted(kind.embargo_id, ANYONE, at)
        seen = visible(kind, ANYONE, at) | along
    former = select(FormerSlug.slug, FormerSlug.row_id).where(
        FormerSlug.kind == kind_of(kind), FormerSlug.slug.in_(slugs)
    )
    moved = {row.row_id: row.slug for row in await db.execute(former)}
    query = select(kind.slug, kind.id).where(kind.slug.in_(slugs) | kind.id.in_(moved), seen)
    return {each for slug, row_id in await db.execute(query) for each in (slug, moved.get(row_id)) if each in slugs}


async def _files(db: AsyncSession, paths: frozenset[str], reader: Reader, at: datetime) -> set[str]:
    wanted = {}
    for path in paths:
        if named := _FILE.fullmatch(path):
            try:
                wanted[UUID(named["id"])] = path
            except ValueError:
                continue
    if not wanted:
        return set()
    query = select(File.id).where(File.id.in_(wanted), visible(File, reader, at))
    return {wanted[each] for each in await db.scalars(query)}


def is_judged(path: str) -> bool:
    """What opens by a token, or for organisers alone, is not for a release to lead to or for us to try."""
    return path.split("/")[1] not in _FOR_SOME
