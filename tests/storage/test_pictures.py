"""Pictures that people send: upright, in their colours, without what else the file knew; bombs never unpacked."""

import io
import struct
import time
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms, PngImagePlugin

from events.storage import pictures
from events.storage.files import Refused

CANARY = b"51.5074N canary 0.1278W"
KINDS = {"image/png": "PNG", "image/jpeg": "JPEG", "image/webp": "WEBP"}
EACH_KIND = pytest.mark.parametrize("kind", KINDS)


def a_picture(kind: str, size: tuple[int, int] = (40, 20), mode: str = "RGB", **how) -> bytes:
    """Red on its left half, blue on its right."""
    drawn = Image.new("RGB", size, "blue")
    drawn.paste("red", (0, 0, size[0] // 2, size[1]))
    return written(drawn.convert(mode), kind, **how)


def written(drawn: Image.Image, kind: str, **how) -> bytes:
    file = io.BytesIO()
    drawn.save(file, KINDS[kind], **how)
    return file.getvalue()


def seen(picture: pictures.Picture) -> Image.Image:
    return Image.open(io.BytesIO(picture.content))


def exif(orientation: int = 1) -> bytes:
    facts = Image.Exif()
    facts[0x0112], facts[0x010E] = orientation, CANARY.decode()
    return facts.tobytes()


def chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def a_png_that_says(width: int, height: int, *more: bytes) -> bytes:
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + b"".join(more) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


@EACH_KIND
def test_nothing_but_the_pixels_comes_out(kind: str) -> None:
    sent = a_picture(kind, exif=exif(), icc_profile=CANARY * 20) + CANARY
    assert sent.count(CANARY) >= 2

    picture = pictures.redrawn(sent, kind)

    assert CANARY not in picture.content
    assert not seen(picture).getexif()
    assert "icc_profile" not in seen(picture).info
    assert (picture.width, picture.height) == seen(picture).size == (40, 20)


def test_a_comment_in_a_png_is_left_behind() -> None:
    said = PngImagePlugin.PngInfo()
    said.add_text("Location", CANARY.decode())
    said.add_itxt("XML:com.adobe.xmp", CANARY.decode())
    assert CANARY not in pictures.redrawn(a_picture("image/png", pnginfo=said, dpi=(300, 300)), "image/png").content


@EACH_KIND
@pytest.mark.parametrize(
    ("orientation", "size", "red"),
    [
        pytest.param(1, (40, 20), (2, 10), id="as it is"),
        pytest.param(2, (40, 20), (37, 10), id="mirrored"),
        pytest.param(3, (40, 20), (37, 10), id="upside down"),
        pytest.param(4, (40, 20), (2, 10), id="flipped"),
        pytest.param(5, (20, 40), (10, 2), id="transposed"),
        pytest.param(6, (20, 40), (10, 2), id="held upright"),
        pytest.param(7, (20, 40), (10, 37), id="transversed"),
        pytest.param(8, (20, 40), (10, 37), id="held upright the other way"),
        pytest.param(9, (40, 20), (2, 10), id="no orientation"),
    ],
)
def test_a_picture_is_turned_as_the_camera_was_held(kind, orientation, size, red) -> None:
    picture = pictures.redrawn(a_picture(kind, exif=exif(orientation)), kind)

    assert seen(picture).size == size
    assert seen(picture).convert("RGB").crop((*red, red[0] + 1, red[1] + 1)).tobytes()[0] > 200


def test_colours_of_another_space_look_the_same_without_their_profile() -> None:
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    grey = Image.new("RGB", (8, 8), (128, 200, 64))
    as_it_was = pictures.redrawn(written(grey, "image/png", icc_profile=lab), "image/png")
    assert seen(as_it_was).getpixel((4, 4)) == (128, 200, 64)  # a profile that does not fit the pixels is dropped

    wide = pictures.redrawn(written(grey, "image/png", icc_profile=_swapped()), "image/png")
    assert seen(wide).getpixel((4, 4)) != (128, 200, 64)


def _swapped() -> bytes:
    """sRGB with red and green exchanged: colours that only the profile puts right."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    profile = profile.replace(b"s\x00R\x00G\x00B", b"x\x00x\x00x\x00x").replace(b"sRGB", b"xxxx")
    count = struct.unpack_from(">I", profile, 128)[0]
    places = {bytes(profile[at : at + 4]): at for at in range(132, 132 + 12 * count, 12)}
    red, green = places[b"rXYZ"], places[b"gXYZ"]
    profile[red : red + 4], profile[green : green + 4] = b"gXYZ", b"rXYZ"
    return bytes(profile)


@pytest.mark.parametrize(
    ("kind", "mode", "kept"),
    [
        ("image/png", "1", "1"),
        ("image/png", "P", "P"),
        ("image/png", "LA", "LA"),
        ("image/png", "RGBA", "RGBA"),
        ("image/png", "I;16", "I;16"),
        ("image/jpeg", "L", "L"),
        ("image/jpeg", "CMYK", "RGB"),
        ("image/webp", "RGBA", "RGBA"),
    ],
)
def test_grey_clear_and_printers_pictures_stay_what_they_are(kind: str, mode: str, kept: str) -> None:
    drawn = (
        Image.new("RGBA", (40, 20), (200, 30, 30, 99)).convert(mode) if mode != "I;16" else Image.new(mode, (9, 9), 7)
    )
    sent = written(drawn, kind)
    assert seen(pictures.redrawn(sent, kind)).mode == kept


def test_a_clear_background_stays_clear() -> None:
    logo = Image.new("P", (10, 10), 3)
    logo.putpalette([200, 30, 30] * 4)
    sent = written(logo, "image/png", transparency=3)
    assert seen(pictures.redrawn(sent, "image/png")).convert("RGBA").getchannel("A").getextrema() == (0, 0)


def test_a_lossless_webp_stays_exact() -> None:
    drawn = Image.effect_noise((64, 64), 90).convert("RGB")
    picture = pictures.redrawn(written(drawn, "image/webp", lossless=True), "image/webp")
    assert seen(picture).convert("RGB").tobytes() == drawn.tobytes()


def a_jpeg_that_says(width: int, height: int) -> bytes:
    sent = bytearray(a_picture("image/jpeg"))
    place = sent.index(b"\xff\xc0") + 5
    sent[place : place + 4] = struct.pack(">HH", height, width)
    return bytes(sent)


def a_jpeg_of_many_passes() -> bytes:
    """Sound, but for its last pass that comes again and again."""
    sent = a_picture("image/jpeg", (1000, 1000), progressive=True)
    last = sent.rindex(b"\xff\xda")
    return sent[:last] + sent[last:-2] * 2000 + sent[-2:]


def a_webp_that_says(width: int, height: int) -> bytes:
    sent = bytearray(a_picture("image/webp", exif=exif()))
    assert sent[12:16] == b"VP8X"
    sent[24:30] = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    return bytes(sent)


@pytest.mark.parametrize(
    ("kind", "sent"),
    [
        pytest.param("image/png", a_png_that_says(6001, 4000), id="a little too large"),
        pytest.param("image/png", a_png_that_says(2**31 - 1, 2**31 - 1), id="the largest PNG"),
        pytest.param("image/jpeg", a_jpeg_that_says(65_500, 65_500), id="the largest JPEG"),
        pytest.param("image/webp", a_webp_that_says(2**24, 2**24), id="the largest WebP"),
    ],
)
def test_a_picture_of_too_many_pixels_is_refused_before_it_is_unpacked(kind: str, sent: bytes) -> None:
    before = time.process_time()
    with pytest.raises(pictures.TooManyPixels, match=r"pixels, and at most 24 million are taken; make it smaller\.$"):
        pictures.redrawn(sent, kind)
    assert time.process_time() - before < 1


@pytest.mark.parametrize(
    ("kind", "sent"),
    [
        pytest.param(
            "image/png",
            a_png_that_says(9, 9, *[chunk(b"zTXt", b"a\x00\x00" + zlib.compress(bytes(60_000_000)))] * 4),
            id="text that unpacks to gigabytes",
        ),
        pytest.param("image/png", a_png_that_says(9, 9, *[chunk(b"tEXt", b"a\x00b")] * 300_000), id="a PNG in crumbs"),
        pytest.param("image/jpeg", b"\xff\xd8" + b"\xff\xfe\x00\x02" * 2_000_000, id="a JPEG in crumbs"),
        pytest.param("image/jpeg", b"\xff\xd8" + b"\xff" * 8_000_000, id="a JPEG of filling"),
        pytest.param("image/jpeg", a_jpeg_of_many_passes(), id="a JPEG of very many passes"),
        pytest.param("image/png", a_png_that_says(6000, 4000), id="large and empty"),
        pytest.param("image/png", a_png_that_says(0, 10), id="no width"),
        pytest.param("image/webp", b"RIFF\x04\x00\x00\x00WEBP", id="a WebP of nothing"),
    ],
)
def test_what_is_built_to_keep_us_busy_is_refused_at_once(kind: str, sent: bytes) -> None:
    before = time.process_time()
    with pytest.raises(pictures.Broken, match="damaged or incomplete"):
        pictures.redrawn(sent, kind)
    assert time.process_time() - before < 1


@pytest.mark.parametrize("kind", ["image/png", "image/webp"])
def test_a_picture_that_moves_is_refused(kind: str) -> None:
    first, second = Image.new("RGB", (9, 9), "red"), Image.new("RGB", (9, 9), "blue")
    with pytest.raises(pictures.Moving, match="send a still one"):
        pictures.redrawn(written(first, kind, save_all=True, append_images=[second]), kind)


def test_a_header_that_says_two_sizes_is_refused() -> None:
    second = chunk(b"IHDR", struct.pack(">IIBBBBB", 30_000, 30_000, 8, 2, 0, 0, 0))
    with pytest.raises(pictures.Broken):
        pictures.redrawn(a_png_that_says(9, 9, second), "image/png")


@EACH_KIND
def test_half_a_picture_is_refused(kind: str) -> None:
    sent = written(Image.effect_noise((200, 200), 90).convert("RGB"), kind)
    with pytest.raises(pictures.Broken):
        pictures.redrawn(sent[: len(sent) // 2], kind)


@EACH_KIND
@pytest.mark.filterwarnings("ignore::UserWarning")  # Pillow warns of damaged EXIF, which is dropped anyway
@settings(max_examples=150)
@given(data=st.data())
def test_a_damaged_picture_is_read_or_refused_and_nothing_else(kind: str, data: st.DataObject) -> None:
    sent = bytearray(a_picture(kind, exif=exif(6)))
    for _ in range(data.draw(st.integers(1, 6))):
        place = data.draw(st.integers(12, len(sent) - 1))
        sent[place] = data.draw(st.integers(0, 255))
    try:
        picture = pictures.redrawn(bytes(sent), kind)
    except Refused:
        return
    assert seen(picture).size == (picture.width, picture.height)
