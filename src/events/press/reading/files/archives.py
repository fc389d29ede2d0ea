"""Word files and workbooks are archives of XML: measured before they are unpacked, and read for declarations."""

import io
import zipfile
import zlib
from xml.parsers import expat

from events.press.reading.files.unreadable import DEEPEST, Unreadable
from events.text import is_markup

_LARGEST_UNPACKED = 32 * 1024 * 1024
_MOST_PARTS = 500


def require_harmless(content: bytes, wanted: str) -> None:
    """Raises Unreadable, also where the part that is `wanted` is not in it."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
            if wanted not in {each.filename for each in members}:
                raise Unreadable("This is not the kind of file its name says; save it again, or paste its text.")
            if len(members) > _MOST_PARTS or sum(each.file_size for each in members) > _LARGEST_UNPACKED:
                raise Unreadable("This file unpacks to more than 32 MB; paste its text instead.")
            for each in members:
                content = archive.read(each)
                if each.filename.lower().endswith((".xml", ".rels")) or is_markup(content):
                    _require_plain_xml(content)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, zlib.error) as error:
        raise Unreadable("This file is damaged; save it again, or paste its text.") from error


def _require_plain_xml(content: bytes) -> None:
    depth = 0

    def begins(*_: object) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            raise Unreadable("This file is nested too deeply; paste its text instead.")

    def ends(*_: object) -> None:
        nonlocal depth
        depth -= 1

    def declares(*_: object) -> None:
        raise Unreadable("This file declares XML entities, which are not read; paste its text instead.")

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = declares
    parser.StartElementHandler = begins
    parser.EndElementHandler = ends
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        raise Unreadable("This file is damaged; save it again, or paste its text.") from error
