"""A Word file as its pages show it: with what is at the head and the foot of them once, without what is not shown.

Nothing of it is opened before archives.require_harmless has measured it.
"""

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from events.press.reading.files.opened import COMMENTS, HIDDEN, STRUCK

_DOCUMENT = "word/document.xml"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_UNSEEN = {f"{_W}vanish": HIDDEN, f"{_W}webHidden": HIDDEN, f"{_W}strike": STRUCK, f"{_W}dstrike": STRUCK}
_DELETED = {f"{_W}del", f"{_W}moveFrom"}
_HEAD_OR_FOOT = re.compile(r"word/(header|footer)\d*\.xml")
_OF_PAGE = re.compile(r"\W*(?:page\W*)?\d*(?:\W*(?:of|/)\W*\d*)?\W*", re.IGNORECASE)


def shown(content: bytes) -> tuple[bytes, frozenset[str]]:
    """The file to convert, and what was left out of it. Raises what a damaged one does."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        document = _parsed(archive, _DOCUMENT)
        styles = _unseen_styles(archive)
        left_out = set(_drop_unseen(document, styles))
        said, is_as_it_was = _folded("".join(document.itertext())), not left_out
        for name in sorted(archive.namelist()):
            if kind := _HEAD_OR_FOOT.fullmatch(name):
                part = _parsed(archive, name)
                left_out |= set(_drop_unseen(part, styles))
                unsaid = [each for each in dict.fromkeys(_lines(part)) if _folded(each) not in said]
                lines = [each for each in unsaid if not _OF_PAGE.fullmatch(each)]
                _add(document, lines, at_top=kind[1] == "header")
                said, is_as_it_was = said + _folded("".join(lines)), is_as_it_was and not lines
        if "word/comments.xml" in archive.namelist() and any(_lines(_parsed(archive, "word/comments.xml"))):
            left_out.add(COMMENTS)
        return content if is_as_it_was else _with(archive, document), frozenset(left_out)


def _parsed(archive: zipfile.ZipFile, name: str) -> Element:
    try:
        return ElementTree.fromstring(archive.read(name))
    except ElementTree.ParseError as error:
        raise ValueError(name) from error


def _folded(words: str) -> str:
    return re.sub(r"\W", "", words).casefold()


def _unseen_styles(archive: zipfile.ZipFile) -> dict[str, str]:
    if "word/styles.xml" not in archive.namelist():
        return {}
    styles = _parsed(archive, "word/styles.xml").iter(f"{_W}style")
    found = {each.get(f"{_W}styleId", ""): _why(each.find(f"{_W}rPr"), {}) for each in styles}
    return {style: why for style, why in found.items() if why}


def _why(properties: Element | None, styles: dict[str, str]) -> str:
    """Why nobody sees words with these properties, if so."""
    for each in properties if properties is not None else ():
        if each.tag in _UNSEEN and each.get(f"{_W}val", "true") not in ("0", "false", "off"):
            return _UNSEEN[each.tag]
        if each.tag == f"{_W}rStyle" and (why := styles.get(each.get(f"{_W}val", ""))):
            return why
    return ""


def _drop_unseen(part: Element, styles: dict[str, str]) -> Iterator[str]:
    for parent in [*part.iter()]:
        for each in [*parent]:
            is_run = each.tag == f"{_W}r"
            why = STRUCK if each.tag in _DELETED else _why(each.find(f"{_W}rPr"), styles) if is_run else ""
            if not why:
                continue
            if "".join(each.itertext()).strip():
                yield why
            parent.remove(each)


def _lines(part: Element) -> Iterator[str]:
    """Each paragraph, those of boxes within others after what is around them."""
    for paragraph in part.iter(f"{_W}p"):
        words = " ".join("".join(_words(paragraph)).split())
        if words:
            yield words


def _words(element: Element) -> Iterator[str]:
    for each in element:
        if each.tag == f"{_W}t":
            yield each.text or ""
        elif each.tag in (f"{_W}tab", f"{_W}br"):
            yield " "
        elif each.tag != f"{_W}p":
            yield from _words(each)


def _add(document: Element, lines: Sequence[str], *, at_top: bool) -> None:
    """As paragraphs of the text, with an empty one that parts them from it."""
    body = document.find(f"{_W}body")
    if body is None or not lines:
        return
    place = 0 if at_top else len(body) - (len(body) > 0 and body[-1].tag == f"{_W}sectPr")
    for line in reversed(lines):
        paragraph = Element(f"{_W}p")
        run = ElementTree.SubElement(paragraph, f"{_W}r")
        ElementTree.SubElement(run, f"{_W}t").text = line
        body.insert(place, paragraph)


def _with(archive: zipfile.ZipFile, document: Element) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as copy:
        for each in archive.infolist():
            is_it = each.filename == _DOCUMENT
            copy.writestr(each, ElementTree.tostring(document) if is_it else archive.read(each))
    return written.getvalue()
