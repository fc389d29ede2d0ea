"""What people upload: known by its bytes and never by its name, pictures encoded anew, the rest kept or refused."""

import io
import re
import stat
import zipfile
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from events import text
from events.storage import files, pictures
from events.storage.files import PICTURES, File, Refused

_MB = 1_000_000
LARGEST_PICTURE = 20 * _MB
LARGEST = 50 * _MB

DOCUMENTS = frozenset({"application/pdf"})
# Word, Excel and PowerPoint files are ZIPs with known members; CSV and Markdown are text.
DATA = frozenset({"application/zip", "text/plain"})

_CALLED = {
    "application/pdf": "a PDF",
    "image/jpeg": "a JPEG",
    "image/png": "a PNG",
    "image/webp": "a WebP",
    "application/zip": "a ZIP, Word, Excel or PowerPoint file",
    "text/plain": "plain text or CSV",
}
# Where a browser that guesses would take text for a page, or a PDF's reader look for its beginning.
_LOOKED_AT = 2048
_MARKUP = re.compile(rb"<(?:!doctype|html|head|body|script|svg|iframe|math|\?xml)\b|<\?xml", re.IGNORECASE)
_MOST_MEMBERS, _LARGEST_UNPACKED = 2_000, 300 * _MB


@dataclass
class NotTaken(Refused):
    """None of the kinds that are wanted here."""

    found: str
    wanted: str

    def __str__(self) -> str:
        return f"This file is {self.found}; send {self.wanted}."


@dataclass
class TooLarge(Refused):
    size: int
    limit: int

    def __str__(self) -> str:
        return f"This file has {self.size / _MB:.1f} MB, and at most {self.limit // _MB} MB are taken."


@dataclass
class TwoThings(Refused):
    """One file that two programs would read as two things."""

    kinds: str

    def __str__(self) -> str:
        return f"This file is {self.kinds} at the same time; save it anew from the program that made it."


@dataclass
class Unsafe(Refused):
    """Something that would act, or land elsewhere, once opened."""

    what: str

    def __str__(self) -> str:
        return f"This file {self.what}, and such files are not taken."


@dataclass(frozen=True)
class Upload:
    """What is kept of an upload. `name` is for showing: nothing is ever stored or found under it."""

    name: str
    media_type: str
    content: bytes
    width: int | None = None
    height: int | None = None


def most(beginning: bytes, kinds: Collection[str]) -> int:
    """How many bytes are taken of a file that begins so, where these kinds are wanted."""
    is_picture = PICTURES.issuperset(kinds) or files.media_type(beginning[:_LOOKED_AT]) in PICTURES
    return LARGEST_PICTURE if is_picture else LARGEST


def taken(content: bytes, name: str, *, kinds: Collection[str] = PICTURES | DOCUMENTS) -> Upload:
    """An upload made safe to keep. Raises Refused, with the reason in a sentence.

    A large picture takes seconds of CPU: call it in a thread or a process, never on the loop.
    """
    if len(content) > LARGEST:
        raise TooLarge(len(content), most(content, kinds))
    kind = files.media_type(content)
    if not content or kind not in kinds or _is_markup(content, kind):
        raise NotTaken(_called(content, kind), text.either([_CALLED[each] for each in _CALLED if each in kinds]))
    if kind in PICTURES:
        if len(content) > LARGEST_PICTURE:
            raise TooLarge(len(content), LARGEST_PICTURE)
        drawn = pictures.redrawn(content, kind)
        return Upload(_shown(name, _ENDINGS[kind]), kind, drawn.content, drawn.width, drawn.height)
    if kind == "application/pdf":
        _require_one_pdf(content)
    endings = _harmless_endings(content) if kind == "application/zip" else _ENDINGS[kind]
    return Upload(_shown(name, endings), kind, content)


async def keep(
    db: AsyncSession, upload: Upload, *, now: datetime, alt: str | None = None, credit: str | None = None
) -> File:
    """Keeps it; nobody sees it until something visible uses it."""
    file = File(name=upload.name, added_at=now, alt=alt, credit=credit, width=upload.width, height=upload.height)
    return await files.write(db, file, upload.content)


# The endings that a name may keep; where it has none of them, it gets the first.
_ENDINGS = {
    "application/pdf": ("pdf",),
    "image/jpeg": ("jpg", "jpeg"),
    "image/png": ("png",),
    "image/webp": ("webp",),
    "text/plain": ("txt", "csv", "tsv", "md"),
}
_SEPARATORS = re.compile("[/\\\\:\u2044\u2215\u29f5\u29f8\ufe68\uff0f\uff3c]")
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def _shown(given: str, endings: Sequence[str]) -> str:
    """The last part of a name without what misleads its readers, with an ending that tells the truth."""
    name = text.line(_SEPARATORS.split(_UNPRINTABLE.sub(" ", given[-1000:]))[-1], 10_000)
    stem, _, ending = name.rpartition(".")
    if ending.lower() not in endings:
        stem, ending = name, endings[0]
    return f"{stem.strip('. ~')[:150].rstrip('. ') or 'file'}.{ending.lower()}"


def _called(content: bytes, kind: str) -> str:
    """What a file is that is not taken, in the sender's words."""
    if not content:
        return "empty"
    if _is_markup(content, kind):
        is_drawing = b"<svg" in content[:65536].lower().replace(b"\x00", b"")
        return "an SVG drawing, which may hold a program" if is_drawing else "a web page"
    if content[4:8] == b"ftyp":
        return "a HEIC picture or a film"
    known = next((words for start, words in _OTHERS if content.startswith(start)), None)
    return known or _CALLED.get(kind, "of a kind that we do not know")


_OTHERS = (
    (b"GIF8", "a GIF"),
    (b"BM", "a bitmap"),
    (b"II*\x00", "a TIFF"),
    (b"MM\x00*", "a TIFF"),
    (b"%!PS", "a PostScript file"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "in the old format of Word or Excel"),
    (b"MZ", "a program"),
    (b"\x7fELF", "a program"),
)


def _is_markup(content: bytes, kind: str) -> bool:
    """A page or a drawing, in UTF-16 too: browsers read that."""
    if kind not in ("text/plain", "application/octet-stream"):
        return False
    return bool(_MARKUP.search(content[: 2 * _LOOKED_AT].replace(b"\x00", b"")))


def _require_one_pdf(content: bytes) -> None:
    if _MARKUP.search(content[:_LOOKED_AT].replace(b"<?xpacket", b"")):
        raise TwoThings("a PDF and a web page")
    if _opened(content):
        raise TwoThings("a PDF and a ZIP")
    if b"%%EOF" not in content[-4096:]:
        raise Unsafe("ends in the middle, or has something behind its end")


def _harmless_endings(content: bytes) -> Sequence[str]:
    """Looks into a ZIP without unpacking it; gives the ending for what it is."""
    if b"%PDF-" in content[:_LOOKED_AT]:
        raise TwoThings("a ZIP and a PDF")
    members = _opened(content)
    if not members:
        raise Unsafe("is a damaged or empty ZIP")
    if len(members) > _MOST_MEMBERS or sum(each.file_size for each in members) > _LARGEST_UNPACKED:
        raise Unsafe(f"unpacks to more than {_MOST_MEMBERS:,} files or {_LARGEST_UNPACKED // _MB} MB")
    if any(_escapes(each) for each in members):
        raise Unsafe("would write outside its own folder when unpacked")
    if any(each.flag_bits & 1 for each in members):
        raise Unsafe("is locked with a password")
    names = {each.filename for each in members}
    if any(name.casefold().endswith(("vbaproject.bin", ".class", ".exe")) for name in names):
        raise Unsafe("holds macros or a program")
    if "[Content_Types].xml" not in names:
        return ("zip", "odt", "ods", "odp", "epub") if "mimetype" in names else ("zip",)
    return next((endings for start, endings in _OFFICE if any(name.startswith(start) for name in names)), ("zip",))


_OFFICE = (("word/", ("docx",)), ("xl/", ("xlsx",)), ("ppt/", ("pptx",)))


def _opened(content: bytes) -> list[zipfile.ZipInfo]:
    """The members of a ZIP, wherever in the file it lies; none where there is no ZIP."""
    if content.count(b"PK\x01\x02") > 5 * _MOST_MEMBERS:  # ZIPs within it may have some of these too
        raise Unsafe(f"is a ZIP of more than {_MOST_MEMBERS:,} files")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, IndexError):
        return []


def _escapes(member: zipfile.ZipInfo) -> bool:
    """Zip slip: `orig_filename` too, since the library cuts a name at NUL and turns backslashes."""
    names = (member.filename, member.orig_filename.replace("\\", "/"))
    is_link = stat.S_ISLNK(member.external_attr >> 16)
    return is_link or any(
        name.startswith("/") or "\x00" in name or name[1:2] == ":" or ".." in name.split("/") for name in names
    )
