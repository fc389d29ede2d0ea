"""What an upload says, as text: plain, Markdown, HTML, Word, or a speaker list from a spreadsheet.

Trusts nothing: archives are measured before they are opened, XML may declare no entities, HTML passes a sanitiser.
"""

from collections.abc import Callable
from pathlib import PurePath

from events.press.reading.files import letters, marked_down, pages, sheets, word
from events.press.reading.files.opened import Opened
from events.press.reading.files.unreadable import Unreadable
from events.press.reading.layout import source

LARGEST = 10 * 1024 * 1024  # a page of Word with the pictures of its letterhead
_KINDS: dict[str, Callable[[bytes], str | Opened]] = {
    ".txt": letters.text,
    ".text": letters.text,
    ".md": marked_down.opened,
    ".markdown": marked_down.opened,
    ".html": pages.opened,
    ".htm": pages.opened,
    ".docx": word.opened,
    ".csv": sheets.of_csv,
    ".xlsx": sheets.of_workbook,
}
SUFFIXES = frozenset(_KINDS)
_ZIP = "a ZIP, or a document under another name"
_NO_TEXT = {  # how files begin that people take for a text
    b"%PDF-": "a PDF",
    b"PK\x03\x04": _ZIP,
    b"\xd0\xcf\x11\xe0": "in the old format of Word or Excel",
    b"{\\rtf": "in RTF",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
}


def text(name: str, content: bytes) -> str:
    """What the file says. Raises Unreadable."""
    return opened(name, content).text


def opened(name: str, content: bytes) -> Opened:
    """The same with what is in the file and was left out of it."""
    suffix = PurePath(name).suffix.lower()
    if len(content) > LARGEST:
        raise Unreadable("This file is larger than 10 MB; paste its text instead.")
    kind = next((kind for start, kind in _NO_TEXT.items() if content.startswith(start)), None)
    if kind and not (kind == _ZIP and suffix in (".docx", ".xlsx")):
        raise Unreadable(f"This file is {kind}; save it as .docx, or copy its text and paste that.")
    given = _KINDS.get(suffix, letters.text)(content)
    found, left_out = (given.text, given.left_out) if isinstance(given, Opened) else (given, frozenset())
    if not found.strip():
        raise Unreadable("There is no text in this file; choose another, or paste the text.")
    if len(found) > source.LONGEST:
        raise Unreadable(f"This text is longer than {source.LONGEST:,} characters; paste only the release.")
    return Opened(found.replace("\r\n", "\n").replace("\r", "\n"), left_out)


__all__ = ["LARGEST", "SUFFIXES", "Opened", "Unreadable", "opened", "text"]
