"""Which of our own addresses answer: what was typed or told leads to a page, a format or a file, or to nothing."""

import re
from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from events.people.models import Organisation, Person
from events.press.models import Release
from events.programme import addressing
from events.programme.models import Launch, Publication, Series, Topic
from events.programme.occasions import Event
from events.storage.base import kind_of
from events.storage.files import File
from events.storage.slugs import FormerSlug
from events.visibility import ANYONE, Reader, lifted, visible

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
_FIXED = re.compile(r"/|/(events|press)(\.[a-z]+)?|/(search|subscribe|press-list|sign-in|sitemap\.xml)/?")


async def of(
    db: AsyncSession, paths: Collection[str], *, reader: Reader, at: datetime, launch: Launch | None = None
) -> frozenset[str]:
    """Of these paths, those at which somebody finds a page, a format or a file at that moment, or is led to one.

    With a `launch`: once all of it is out.
    """
    found = {path for path in paths if _FIXED.fullmatch(path)}
    wanted: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for path in paths:
        page = _PAGE.fullmatch(path)
        if page and page["kind"] in _KINDS and _has_format(page["kind"], page["format"]):
            wanted[page["kind"]][page["slug"]].append(path)
    moved = await _moved(db, {_KINDS[kind]: list(slugs) for kind, slugs in wanted.items()})
    for kind, slugs in wanted.items():
        for slug in await _with_page(db, _KINDS[kind], list(slugs), moved[_KINDS[kind]], launch, reader, at):
            found.update(slugs[slug])
    return frozenset(found | await _files(db, paths, reader, at))


def _has_format(kind: str, suffix: str | None) -> bool:
    if suffix is None:
        return True
    return suffix in _RELEASE_FORMATS if kind == "press" else suffix == _FORMATS.get(kind)


async def _moved(db: AsyncSession, slugs: Mapping[Any, Collection[str]]) -> dict[Any, set[str]]:
    """For each kind those of these slugs that something had before."""
    moved: dict[Any, set[str]] = {kind: set() for kind in slugs}
    if not slugs:
        return moved
    named = [(FormerSlug.kind == kind_of(kind)) & FormerSlug.slug.in_(those) for kind, those in slugs.items()]
    kinds = {kind_of(kind): kind for kind in slugs}
    for name, slug in await db.execute(select(FormerSlug.kind, FormerSlug.slug).where(or_(*named))):
        moved[kinds[name]].add(slug)
    return moved


async def _with_page(
    db: AsyncSession,
    kind: Any,
    slugs: list[str],
    moved: Collection[str],
    launch: Launch | None,
    reader: Reader,
    at: datetime,
) -> set[str]:
    """Of these slugs, those at which there is a page, or a redirection to one.

    What belongs to the launch is published with it, and only an embargo of its own keeps it back; people and
    organisations are reached from there, so what the organiser sees of them the public will.
    """
    seen = visible(kind, reader, at)
    if launch and kind in _ALONG:
        along = (kind.launch_id == launch.id) & kind.withdrawn_at.is_(None) & lifted(kind.embargo_id, at)
        seen = visible(kind, ANYONE, at) | along
    found = {*await db.scalars(select(kind.slug).where(kind.slug.in_(slugs), seen))}
    if moved:
        led = (FormerSlug.kind == kind_of(kind)) & FormerSlug.slug.in_(moved)
        query = select(FormerSlug.slug).join(kind, kind.id == FormerSlug.row_id)
        found |= {*await db.scalars(query.where(led, seen, addressing.leads(kind)))}
    return found


async def _files(db: AsyncSession, paths: Collection[str], reader: Reader, at: datetime) -> set[str]:
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
