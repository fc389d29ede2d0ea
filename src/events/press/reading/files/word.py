"""What a Word file says."""

import io
import zipfile
from xml.parsers import expat

from events.press.reading.files import archives, pages, word_parts
from events.press.reading.files.opened import Opened
from events.press.reading.files.unreadable import Unreadable


def opened(content: bytes) -> Opened:
    import mammoth

    archives.require_harmless(content, "word/document.xml")
    try:
        shown, left_out = word_parts.shown(content)
        page = mammoth.convert_to_html(
            io.BytesIO(shown),
            style_map="p[style-name='Title'] => h1:fresh\np[style-name='Subtitle'] => p:fresh",
            convert_image=mammoth.images.img_element(lambda _: {}),
        ).value
    except (
        KeyError,
        ValueError,
        AttributeError,
        IndexError,
        RecursionError,
        zipfile.BadZipFile,
        expat.ExpatError,
    ) as error:
        raise Unreadable("This Word file is damaged; save it again as .docx, or paste its text.") from error
    written = pages.from_html(page)
    return Opened(written.text, written.left_out | left_out)
