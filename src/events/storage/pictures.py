"""Pictures encoded anew: the pixels upright and in sRGB, nothing of what else the file carried."""

import io
import struct
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from events.storage.files import Refused

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_PIXELS = 24_000_000
# What no program writes and what keeps a decoder busy for long: a JPEG of very many passes, a file in crumbs.
_MOST_PASSES = 32
_MOST_CHUNKS = 20_000
_LARGEST_PROFILE = 4_000_000


@dataclass
class TooManyPixels(Refused):
    width: int
    height: int

    def __str__(self) -> str:
        return (
            f"This picture is {self.width:,} by {self.height:,} pixels, and at most {MOST_PIXELS // 1_000_000} million "
            "are taken; make it smaller."
        )


class Broken(Refused):
    def __str__(self) -> str:
        return "This picture is damaged or incomplete; save it anew as JPEG or PNG."


class Moving(Refused):
    def __str__(self) -> str:
        return "This picture moves; send a still one."


@dataclass(frozen=True)
class Picture:
    content: bytes
    width: int
    height: int


def redrawn(content: bytes, media_type: str) -> Picture:
    """The same picture in the same format, made from its pixels alone. Raises TooManyPixels, Moving, Broken.

    Its size is read from the header before anything is unpacked. The largest take some seconds of CPU.
    """
    from PIL import Image  # takes a while, and most commands see no picture

    size = _measured(content, media_type)
    if size is None or not size[0] * size[1]:
        raise Broken
    if size[0] * size[1] > MOST_PIXELS:
        raise TooManyPixels(*size)
    try:
        with Image.open(io.BytesIO(content), formats=(_FORMATS[media_type],)) as picture:
            if picture.size != size:
                raise Broken
            if getattr(picture, "n_frames", 1) > 1 and picture.format != "MPO":  # MPO: a phone's second view
                raise Moving
            drawn = _upright(picture, _in_srgb(picture, media_type))
        return _written(drawn, media_type, content)
    except Refused:
        raise
    except (*_UNREADABLE, Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise Broken from error


_FORMATS = {"image/png": "PNG", "image/jpeg": "JPEG", "image/webp": "WEBP"}
# What Pillow's readers raise on bytes that are no picture.
_UNREADABLE = (OSError, SyntaxError, ValueError, EOFError, struct.error, IndexError, KeyError, TypeError, OverflowError)


def _measured(content: bytes, media_type: str) -> tuple[int, int] | None:
    """Width and height as the header says; None where it cannot be read, or is built to be slow."""
    try:
        return _MEASURES[media_type](content)
    except (struct.error, IndexError):
        return None


def _measured_png(content: bytes) -> tuple[int, int] | None:
    place, chunks = 8, 0
    while place < len(content) and chunks <= _MOST_CHUNKS:
        place += 12 + int.from_bytes(content[place : place + 4])
        chunks += 1
    if content[12:16] != b"IHDR" or chunks > _MOST_CHUNKS:
        return None
    width, height = struct.unpack_from(">II", content, 16)
    return width, height


def _measured_jpeg(content: bytes) -> tuple[int, int] | None:
    if content.count(b"\xff\xda") > _MOST_PASSES:
        return None
    size, place = None, 2
    for _ in range(_MOST_CHUNKS):
        if content[place] != 0xFF or content[place + 1] == 0xFF:  # filling between two segments
            place += 1
            continue
        marker = content[place + 1]
        if marker == 0xDA:
            return size
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack_from(">HH", content, place + 5)
            size = (width, height)
        place += 2 if 0xD0 <= marker <= 0xD8 or marker in (0x00, 0x01) else 2 + _length(content, place + 2)
    return None


def _length(content: bytes, place: int) -> int:
    length: int = struct.unpack_from(">H", content, place)[0]
    return length


def _measured_webp(content: bytes) -> tuple[int, int] | None:
    """RFC 9649: the canvas of an extended file, or the one frame of a simple one."""
    kind = content[12:16]
    if kind == b"VP8X":
        return int.from_bytes(content[24:27], "little") + 1, int.from_bytes(content[27:30], "little") + 1
    if kind == b"VP8L":
        bits = int.from_bytes(content[21:25], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if kind == b"VP8 ":
        width, height = struct.unpack_from("<HH", content, 26)
        return width & 0x3FFF, height & 0x3FFF
    return None


_MEASURES: dict[str, Callable[[bytes], tuple[int, int] | None]] = {
    "image/png": _measured_png,
    "image/jpeg": _measured_jpeg,
    "image/webp": _measured_webp,
}


def _in_srgb(picture: "Image", media_type: str) -> "Image":
    """The pixels in a mode that the format can write; other colour spaces are converted, or colours would shift."""
    profile = picture.info.get("icc_profile")
    picture.load()
    if picture.mode == "P" and (profile or media_type == "image/webp"):
        picture = picture.convert("RGBA" if "transparency" in picture.info else "RGB")
    if profile and picture.mode in ("RGB", "RGBA", "CMYK") and len(profile) <= _LARGEST_PROFILE:
        picture = _converted(picture, profile)
    modes = _MODES[media_type]
    if picture.mode in modes:
        return picture
    clear = "A" in picture.mode or "a" in picture.mode or "transparency" in picture.info
    return picture.convert("RGBA" if clear and "RGBA" in modes else "RGB")


_MODES = {
    "image/png": ("1", "L", "LA", "P", "RGB", "RGBA", "I;16"),
    "image/jpeg": ("L", "RGB"),
    "image/webp": ("RGB", "RGBA"),
}


def _converted(picture: "Image", profile: bytes) -> "Image":
    """From the profile's colours to sRGB; as it is where the profile is none."""
    from PIL import ImageCms

    try:
        there = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        if "srgb" in ImageCms.getProfileDescription(there).casefold():
            return picture
        mode = "RGBA" if picture.mode == "RGBA" else "RGB"
        converted = ImageCms.profileToProfile(picture, there, ImageCms.createProfile("sRGB"), outputMode=mode)
    except (ImageCms.PyCMSError, *_UNREADABLE):
        return picture
    return converted or picture


def _upright(picture: "Image", drawn: "Image") -> "Image":
    """Turned as the camera was held, which only EXIF says."""
    from PIL import Image

    try:
        turn = _TURNS.get(picture.getexif().get(0x0112, 1))
    except _UNREADABLE:
        turn = None  # damaged EXIF is dropped anyway
    return drawn.transpose(Image.Transpose[turn]) if turn else drawn


_TURNS = {
    2: "FLIP_LEFT_RIGHT",
    3: "ROTATE_180",
    4: "FLIP_TOP_BOTTOM",
    5: "TRANSPOSE",
    6: "ROTATE_270",
    7: "TRANSVERSE",
    8: "ROTATE_90",
}


def _written(drawn: "Image", media_type: str, content: bytes) -> Picture:
    clear = drawn.info.get("transparency") if media_type == "image/png" else None
    drawn = drawn.copy()
    drawn.info = {} if clear is None else {"transparency": clear}
    how: dict[str, Any] = {
        "image/png": {"compress_level": 6},
        "image/jpeg": {"quality": 90, "optimize": True, "progressive": True},
        "image/webp": {"quality": 90, "method": 2, "lossless": b"VP8L" in content[:64]},
    }[media_type]
    file = io.BytesIO()
    drawn.save(file, _FORMATS[media_type], **how)
    return Picture(file.getvalue(), drawn.width, drawn.height)
