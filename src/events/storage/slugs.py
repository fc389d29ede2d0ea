"""Slugs: made from a title, unique within their kind, and leading to their row for ever after."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from events import text
from events.storage import types
from events.storage.base import Addressed, Base, Identified, kind_of
from events.storage.changes import Changes, Did
from events.storage.chunks import chunks
from events.storage.types import Line


class FormerSlug(Base, kw_only=True, eq=False):
    """An address that something had before; it redirects to where that is now."""

    __tablename__ = "former_slugs"
    __table_args__ = {"info": {"open": True}}

    kind: Mapped[str] = mapped_column(Line(40), primary_key=True)
    slug: Mapped[str] = mapped_column(types.slug(), primary_key=True)
    row_id: Mapped[UUID] = mapped_column(index=True)
    since: Mapped[datetime]  # strangers are led if they could read the row by then


class Taken(ValueError):
    """Another page has this address, or had it."""

    def __str__(self) -> str:
        return "Another page has this address, or had it: choose another."


_PAGES = frozenset(("new", "several", "duplicates"))  # of the office, beside the things themselves


async def free(db: AsyncSession, kind: type[Addressed], title: str, *, row: Addressed | None = None) -> str:
    """A slug for a new row: from its title, with a number when another row has or had it.

    For a `row` that is there: what it has itself, or had before, it may have again.
    """
    wanted = _wanted(kind, title)
    unused: set[tuple[str, str]] = db.info.get(_UNUSED, set())
    if (_kind(kind), wanted) in unused:
        unused.remove((_kind(kind), wanted))
        return wanted
    stem = before_number(wanted)
    there = select(kind.slug).where(kind.slug.startswith(stem))
    former = select(FormerSlug.slug).where(FormerSlug.kind == _kind(kind), FormerSlug.slug.startswith(stem))
    if row is not None:
        there, former = there.where(kind.id != row.id), former.where(FormerSlug.row_id != row.id)
    taken = {*await db.scalars(there), *await db.scalars(former)}
    taken |= {each.slug for each in db.new if isinstance(each, kind)} | _PAGES
    number, chosen = 1, wanted
    while chosen in taken:
        number += 1
        chosen = f"{stem}-{number}"
    return chosen


async def look_ahead(db: AsyncSession, kind: type[Addressed], titles: Iterable[str]) -> None:
    """Asks at once for many new rows what `free` would ask for each: most of their slugs nobody has or had."""
    for some in chunks({_wanted(kind, each) for each in titles} - _PAGES):
        there = select(kind.slug).where(kind.slug.in_(some))
        former = select(FormerSlug.slug).where(FormerSlug.kind == _kind(kind), FormerSlug.slug.in_(some))
        unused = {*some} - {*await db.scalars(there)} - {*await db.scalars(former)}
        db.info.setdefault(_UNUSED, set()).update((_kind(kind), each) for each in unused)


# In what a session knows.
_UNUSED = "unused slugs"  # each is given once
_UNREAD = "unread slugs"
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)  # before anything could be read here


def before_number(slug: str) -> str:
    """What stands before the number of a row that had to have another: a long one is cut to leave room for it."""
    return slug[:76].rstrip("-")


async def require_free(db: AsyncSession, row: Addressed, slug: str) -> None:
    """For a row that is to be found there; what it had before it may have again. Raises Taken."""
    kind: Any = type(row)
    there = select(kind.id).where(kind.slug == slug)
    former = select(FormerSlug.row_id).where(FormerSlug.kind == _kind(kind), FormerSlug.slug == slug)
    holders = {*await db.scalars(there), *await db.scalars(former)}
    if slug in _PAGES or holders - {row.id}:
        raise Taken


async def follow(db: AsyncSession, row: Addressed, title: str, *, leads: bool = True) -> None:
    """The address that is made of this title. What looks like a number in the one it has may be of another title.

    `leads`: whether strangers may be led from the one that it had.
    """
    if not leads:
        db.info.setdefault(_UNREAD, set()).add((_kind(type(row)), row.slug))
    row.slug = await free(db, type(row), title, row=row)


def is_made_of(row: Addressed, title: str) -> bool:
    """Whether its address is this title and no more."""
    return row.slug == _wanted(type(row), title)


def is_of(kind: type[Addressed], slug: str, title: str) -> bool:
    """Whether this is the address that a row of this title gets, with a number or without."""
    wanted = _wanted(kind, title)
    stem, _, number = slug.rpartition("-")
    return slug == wanted or (stem == before_number(wanted) and number.isdecimal())


async def lead_on(db: AsyncSession, gone: Identified, kept: Identified, *, now: datetime) -> None:
    """Every address that the one ever had leads to the other; what has no slug is found by its id."""
    for each in await db.scalars(leading_to(gone)):
        each.row_id = kept.id
    slug = gone.slug if isinstance(gone, Addressed) else str(gone.id)
    db.add(FormerSlug(kind=_kind(type(gone)), slug=slug, row_id=kept.id, since=now))


def leading_to(row: Identified) -> Select[FormerSlug]:
    """What leads to a row besides its own address, the oldest first."""
    led = (FormerSlug.kind == _kind(type(row))) & (FormerSlug.row_id == row.id)
    return select(FormerSlug).where(led).order_by(FormerSlug.since, FormerSlug.slug)


def before(kind: type[Identified], slug: str) -> Select[UUID]:
    """The row that had this slug before, or into which the one that had it was merged."""
    return select(FormerSlug.row_id).where(FormerSlug.kind == _kind(kind), FormerSlug.slug == slug)


async def keep_former(db: AsyncSession, changes: Changes, now: datetime) -> None:
    """What follows from a changed slug: the old one redirects; a slug taken up again stops doing so."""
    taken: dict[str, set[str]] = {}
    for change in changes.every:
        stays = change.did is not Did.DELETED
        if stays and isinstance(change.row, Addressed) and isinstance(change.row, Base) and change.touches("slug"):
            taken.setdefault(kind_of(change.row), set()).add(change.row.slug)
            if change.did is Did.CHANGED:
                before = kind_of(change.row), change.before["slug"]
                await _lead_on(db, *before, change.row.id, _NEVER if before in db.info.get(_UNREAD, ()) else now)
    for kind, slugs in taken.items():
        for some in chunks(slugs):
            again = select(FormerSlug).where(FormerSlug.kind == kind, FormerSlug.slug.in_(some))
            for each in await db.scalars(again):
                await db.delete(each)


async def _lead_on(db: AsyncSession, kind: str, slug: str, row_id: UUID, now: datetime) -> None:
    former = await db.get(FormerSlug, (kind, slug))
    if former is None:
        db.add(FormerSlug(kind=kind, slug=slug, row_id=row_id, since=now))
    else:
        former.row_id = row_id


def _wanted(kind: type[Addressed], title: str) -> str:
    return text.slug(title) or kind.__name__.lower()


def _kind(kind: type[Identified]) -> str:
    return str(kind.__tablename__)  # type: ignore[attr-defined]
