"""Small real files made on the spot: a PDF of one page, a PNG of one mark."""

import struct
import zlib
from collections.abc import Sequence


def pdf(title: str, lines: Sequence[str]) -> bytes:
    """A page of A4 (PDF 1.4, in Helvetica) with a title and some lines."""
    shown = b"".join(b"(%s) Tj T*\n" % _escaped(line) for line in lines)
    page = b"BT /F1 24 Tf 72 740 Td 18 TL (%s) Tj /F1 11 Tf T* T*\n%sET" % (_escaped(title), shown)
    bodies = (
        b"<< /Type /Catalog /Pages 2 0 R /Lang (en-GB) /ViewerPreferences << /DisplayDocTitle true >> >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources 6 0 R >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(page), page),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Font << /F1 5 0 R >> >>",
        b"<< /Title (%s) >>" % _escaped(title),
    )
    written, places = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n", []
    for number, body in enumerate(bodies, 1):
        places.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    entries = b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"trailer\n<< /Size %d /Root 1 0 R /Info 7 0 R >>" % (len(bodies) + 1)
    table = b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(bodies) + 1, entries)
    return written + table + trailer + b"\nstartxref\n%d\n%%%%EOF\n" % len(written)


def png(colour: str, size: int) -> bytes:
    """A square of one colour with a paler disc in it."""
    ink = bytes.fromhex(colour.removeprefix("#"))
    paler = bytes(each + (255 - each) * 3 // 4 for each in ink)
    middle, radius = size / 2, size / 3
    rows = bytearray()
    for y in range(size):
        rows.append(0)  # no filter
        for x in range(size):
            inside = (x - middle) ** 2 + (y - middle) ** 2 < radius**2
            rows += paler if inside else ink
    header = struct.pack(">IIBBBBB", size, size, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(bytes(rows), 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, content) for kind, content in chunks)


def _escaped(text: str) -> bytes:
    """As in a PDF string: the page's encoding, its own brackets marked."""
    return text.encode("cp1252", "replace").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
