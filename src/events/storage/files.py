"""Files kept in the database: bytes in rows of 256 KiB, each read in a short query of its own."""

import hashlib
from collections.abc import AsyncIterator, Collection, Iterator
from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, bindparam, insert, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from events.storage import types
from events.storage.base import Base, Identified, to
from events.storage.chunks import chunks
from events.storage.store import Store
from events.storage.types import Line

PIECE = 256 * 1024

# What a file is, by its first bytes; what is none of these is offered as bytes to save, never shown.
_SIGNATURES = (
    (b"%PDF-", "application/pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"PK\x03\x04", "application/zip"),
)
PICTURES = frozenset({"image/png", "image/jpeg", "image/webp"})


class Refused(ValueError):
    """A file that is not taken; its text is a sentence for whoever sent it."""


class File(Identified, Base, kw_only=True, eq=False):
    """A file and what is said of it; visible only where something visible uses it."""

    __tablename__ = "files"
    __table_args__ = (
        CheckConstraint("size >= 0", "size"),
        CheckConstraint("length(sha256) = 64", "sha256"),
        # Whatever uses a file shows it: loaded through something visible, it is visible.
        {"info": {"part_of": ["events", "organisations", "persons", "publications", "releases"]}},
    )

    name: Mapped[str] = mapped_column(Line(200))
    media_type: Mapped[str] = mapped_column(Line(100), init=False, info={"derived": True})
    size: Mapped[int] = mapped_column(init=False, info={"derived": True})
    sha256: Mapped[str] = mapped_column(Line(64), init=False, info={"derived": True})
    added_at: Mapped[datetime]
    language: Mapped[str | None] = mapped_column(types.language(), default=None)
    alt: Mapped[str | None] = mapped_column(Line(1000), default=None)
    caption: Mapped[str | None] = mapped_column(Line(1000), default=None)
    credit: Mapped[str | None] = mapped_column(Line(250), default=None)
    rights: Mapped[str | None] = mapped_column(Line(500), default=None)
    width: Mapped[int | None] = mapped_column(default=None)
    height: Mapped[int | None] = mapped_column(default=None)

    @property
    def is_picture(self) -> bool:
        return self.media_type in PICTURES


class FilePiece(Base, kw_only=True, eq=False):
    """One piece of a file; all but the last are `PIECE` bytes long."""

    __tablename__ = "file_pieces"
    __table_args__ = {"info": {"watched": False, "private": True}}

    file_id: Mapped[UUID] = mapped_column(to("files.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)


def media_type(content: bytes) -> str:
    """What the content is, whatever its name says."""
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    found = next((kind for start, kind in _SIGNATURES if content.startswith(start)), None)
    return found or (_text_type(content) or "application/octet-stream")


def add(db: AsyncSession, file: File, content: bytes) -> File:
    """Keeps a file: its media type, size and SHA-256 come from the content, never from whoever sent it."""
    _measure(file, content)
    db.add(file)
    for number, piece in _pieces(content):
        db.add(FilePiece(file_id=file.id, number=number, content=piece))
    return file


async def write(db: AsyncSession, file: File, content: bytes) -> File:
    """The same for what may be large: one piece after the other, so that memory holds it once and not twice."""
    _measure(file, content)
    db.add(file)
    await db.flush()
    for number, piece in _pieces(content):
        await db.execute(_ADD_PIECE, {"file_id": file.id, "number": number, "content": piece})
    return file


async def drop_unused(db: AsyncSession, ids: Collection[UUID]) -> None:
    """Deletes those of these files that nothing uses any more, whatever kind of row it would be."""
    await db.flush()
    users = [key for table in Base.metadata.tables.values() for key in table.foreign_keys if _names_a_file(key)]
    for some in chunks(ids):
        unused = [~select(key.parent).where(key.parent == File.id).exists() for key in users]
        for file in await db.scalars(select(File).where(File.id.in_(some), *unused)):
            await db.delete(file)


def _names_a_file(key: ForeignKey) -> bool:
    return key.target_fullname == "files.id" and key.ondelete != "CASCADE"


def _measure(file: File, content: bytes) -> None:
    file.media_type, file.size = media_type(content), len(content)
    file.sha256 = hashlib.sha256(content).hexdigest()


def _pieces(content: bytes) -> Iterator[tuple[int, bytes]]:
    return ((number, content[start : start + PIECE]) for number, start in enumerate(range(0, len(content), PIECE)))


async def content(store: Store, file: File, start: int, stop: int) -> AsyncIterator[bytes]:
    """The bytes from `start` up to `stop`; a slow reader holds no transaction open between two pieces."""
    for number in range(start // PIECE, -(-stop // PIECE)):
        async with store.whole() as db:
            piece = await db.scalar(_ONE_PIECE, {"file": file.id, "number": number})
        if piece is None:
            return
        offset = number * PIECE
        yield piece[max(start - offset, 0) : stop - offset]


_ADD_PIECE = insert(FilePiece.__table__)  # type: ignore[arg-type]
_ONE_PIECE = select(FilePiece.content).where(
    FilePiece.file_id == bindparam("file"), FilePiece.number == bindparam("number")
)


def _text_type(content: bytes) -> str | None:
    try:
        sample = content[:4096].decode("utf-8", errors="strict" if len(content) <= 4096 else "ignore")
    except UnicodeDecodeError:
        return None
    return None if any(ord(each) < 32 and each not in "\t\r\n" for each in sample) else "text/plain"
