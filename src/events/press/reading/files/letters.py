"""A plain text, whatever its coding."""

from events.press.reading.files.unreadable import Unreadable


def text(content: bytes) -> str:
    """Raises Unreadable where there are no letters: texts hold no NUL, programs do."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        found = content.decode("utf-16", errors="replace")
    elif b"\x00" in content[:2]:  # as in UTF-16 that does not say so
        found = content.decode("utf-16-le" if content[1:2] == b"\x00" else "utf-16-be", errors="replace")
    else:
        try:
            found = content.decode("utf-8-sig")
        except UnicodeDecodeError:
            found = content.decode("cp1252", errors="replace")
    if "\x00" in found:
        raise Unreadable("This file is no text; save what it shows as .docx, or paste its text.")
    return found
