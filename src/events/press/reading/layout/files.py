"""What an upload says, as text: plain, Markdown, HTML, Word, or a speaker list from a spreadsheet.

Trusts nothing: archives are measured before they are opened, XML may declare no entities, HTML passes a sanitiser.
"""

import csv
import io
import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime, time
from html.parser import HTMLParser
from pathlib import PurePath
from typing import ClassVar
from xml.parsers import expat

from events.press.reading.layout import source
from events.text import is_markup

_MB = 1024 * 1024
LARGEST = 10 * _MB  # a page of Word with the pictures of its letterhead
_LARGEST_UNPACKED = 32 * _MB
_MOST_PARTS = 500
_DEEPEST = 200
_MOST_TAGS = 50_000
_MOST_ROWS = 1000
_TAG = re.compile(r"<(?P<ends>/?)(?P<name>[a-zA-Z][^\s/>]*)[^>]*")
_NEVER_WITHIN_THEMSELVES = frozenset(
    "area base br col dd dt embed hr img input li link meta option p param source td th tr track wbr".split()
)
SUFFIXES = frozenset({".txt", ".text", ".md", ".markdown", ".html", ".htm", ".docx", ".csv", ".xlsx"})


class Unreadable(ValueError):
    """A file that is not read; its message says why, and what to do."""


def text(name: str, content: bytes) -> str:
    """What the file says. Raises Unreadable."""
    suffix = PurePath(name).suffix.lower()
    if len(content) > LARGEST:
        raise Unreadable("This file is larger than 10 MB; paste its text instead.")
    kind = next((kind for start, kind in _NO_TEXT.items() if content.startswith(start)), None)
    if kind and not (kind == _ZIP and suffix in (".docx", ".xlsx")):
        raise Unreadable(f"This file is {kind}; save it as .docx, or copy its text and paste that.")
    read = {".html": _html, ".htm": _html, ".docx": _docx, ".csv": _csv, ".xlsx": _xlsx}.get(suffix, _decoded)
    found = read(content)
    if not found.strip():
        raise Unreadable("There is no text in this file; choose another, or paste the text.")
    if len(found) > source.LONGEST:
        raise Unreadable(f"This text is longer than {source.LONGEST:,} characters; paste only the release.")
    return found.replace("\r\n", "\n").replace("\r", "\n")


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


def _decoded(content: bytes) -> str:
    """Letters, whatever their coding. Raises Unreadable where they are none: texts hold no NUL, programs do."""
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


def _html(content: bytes) -> str:
    return from_html(_decoded(content))


def from_html(page: str) -> str:
    """The text of a page as light Markdown: headings, lists, links, rows as `label: value`. Raises Unreadable."""
    import nh3

    _require_shallow(page)
    safe = nh3.clean(
        _HIDDEN.sub("", page),
        tags=_Writer.KEPT,
        clean_content_tags={
            "script",
            "style",
            "head",
            "title",
            "template",
            "noscript",
            "svg",
            "math",
            "iframe",
            "object",
        },
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel=None,
    )
    writer = _Writer()
    writer.feed(safe)
    writer.close()
    return writer.written()


_HIDDEN = re.compile(  # what a newsletter shows in a list of mails only
    r"<(div|span|p)\b[^<>]{0,300}\bstyle=[\"'][^\"'<>]{0,300}display:\s?none[^<>]{0,300}>[^<]{0,600}</\1>",
    re.IGNORECASE,
)


def _require_shallow(page: str) -> None:
    """Counts tags before they are cleaned, which takes the square of their depth."""
    if page.count("<") > _MOST_TAGS:
        raise Unreadable(f"This page has more than {_MOST_TAGS:,} tags; paste its text instead.")
    opened: Counter[str] = Counter()
    depth = 0
    for tag in _TAG.finditer(page):
        name = tag["name"].lower()
        if name in _NEVER_WITHIN_THEMSELVES or (opened["svg"] and tag[0].endswith("/")):
            continue
        if tag["ends"] and not opened[name]:
            continue
        opened[name] += -1 if tag["ends"] else 1
        depth += -1 if tag["ends"] else 1
        if depth > _DEEPEST:
            raise Unreadable("This page is nested too deeply; paste its text instead.")


_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_BREAK, _BLOCK = "\x1e", "\x1f"  # a new line and a new paragraph within a cell
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def _raised(words: str) -> str:
    """Figures as they are set; the letter of a note in brackets, as it would else be one with the word before it."""
    return f"[{words.strip()}]" if re.fullmatch(r"\s*[a-h]\s*", words) else words.translate(_RAISED)


class _Writer(HTMLParser):
    """Writes sanitised HTML, which is well formed, as text; navigation, forms and pictures say nothing."""

    BLOCKS: ClassVar[set[str]] = {
        "p",
        "div",
        "section",
        "article",
        "main",
        "header",
        "footer",
        "aside",
        "figure",
        "figcaption",
        "address",
        "ul",
        "ol",
        "dl",
        "table",
        "tbody",
        "thead",
        "hgroup",
        "details",
        "summary",
        "center",
    }
    LINES: ClassVar[set[str]] = {"li", "dt", "dd", "tr", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6"}
    INLINE: ClassVar[dict[str, str]] = {"b": "**", "strong": "**", "i": "*", "em": "*", "cite": "*"}
    SILENT: ClassVar[set[str]] = {"nav", "form", "button", "select"}
    KEPT: ClassVar[set[str]] = {
        *BLOCKS,
        *LINES,
        *INLINE,
        *SILENT,
        "a",
        "br",
        "td",
        "th",
        "sup",
        "sub",
        "span",
        "q",
        "pre",
    }

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._done: list[str] = []
        self._line: list[str] = []
        self._prefix = ""
        self._silent = 0
        self._raised = 0
        self._quoted = 0
        self._cells: list[str] | None = None
        self._outer: list[tuple[list[str] | None, list[str]]] = []  # of the tables around this one
        self._numbers: list[int | None] = []
        self._href: list[str] = []
        self._opened: list[tuple[str, int]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in self.SILENT:
            self._silent += 1
        elif tag in ("ul", "ol"):
            self._end_line(blank=not self._numbers)
            self._numbers.append(1 if tag == "ol" else None)
        elif tag == "tr":
            self._end_line()
            self._outer.append((self._cells, self._line))
            self._cells, self._line = [], []
        elif tag in ("td", "th"):
            self._line = [] if self._cells is not None else self._line
        elif tag == "br":
            self._break()
        elif tag == "sup":
            self._raised += 1
        elif tag == "q":
            self._line.append("“")
        elif tag == "a":
            self._href.append(dict(attrs).get("href") or "")
            self._opened.append(("a", len(self._line)))
        elif tag in self.INLINE or tag == "sup":
            self._opened.append((tag, len(self._line)))
        elif tag in self.BLOCKS or tag in self.LINES:
            self._begin(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self.SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag in ("ul", "ol"):
            self._end_line(blank=True)
            self._numbers = self._numbers[:-1]
        elif tag in ("td", "th") and self._cells is not None:
            self._cells.append("".join(self._line).strip(_BREAK + _BLOCK + " "))
            self._line = []
        elif tag == "tr" and self._cells is not None:
            lines = self._row(self._cells)
            self._cells, self._line = self._outer.pop() if self._outer else (None, [])
            if self._cells is None:
                self._done += lines
            else:
                self._line.append(_BLOCK + _BREAK.join(lines) + _BLOCK)
        elif tag == "sup":
            self._raised = max(0, self._raised - 1)
        elif tag == "q":
            self._line.append("”")
        elif tag == "a" or tag in self.INLINE or tag == "sup":
            self._mark(tag)
        elif tag in self.BLOCKS or tag in self.LINES:
            self._end_line(blank=tag not in ("li", "dt", "dd"))
            self._quoted -= tag == "blockquote" and self._quoted > 0

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._line.append(re.sub(r"\s+", " ", _raised(data) if self._raised else data))

    def _begin(self, tag: str) -> None:
        if self._cells is not None:
            self._line.append(_BLOCK + self._sign(tag))
            return
        self._end_line(blank=tag not in ("li", "dt", "dd"))
        if tag == "blockquote":
            self._quoted += 1
        else:
            self._prefix = self._sign(tag) or self._prefix

    def _sign(self, tag: str) -> str:
        """What stands before the words of an item or a heading."""
        if tag == "li":
            number = self._numbers[-1] if self._numbers else None
            if number is None:
                return "- "
            self._numbers[-1] = number + 1
            return f"{number}. "
        return "#" * int(tag[1]) + " " if tag in ("h1", "h2", "h3", "h4", "h5", "h6") else ""

    def _break(self) -> None:
        if self._cells is not None:
            self._line.append(_BREAK)
        else:
            self._end_line()

    def _mark(self, tag: str) -> None:
        """Marks only what has words in it, and is still in the line in which it began."""
        if not self._opened or self._opened[-1][0] != tag:
            return
        _, start = self._opened.pop()
        href = self._href.pop() if tag == "a" else ""
        inner = "".join(self._line[start:])
        words = inner.strip()
        if start > len(self._line) or not words or "*" in words:
            return
        if tag == "sup":
            shown = words.translate(_SUPERSCRIPTS) if words.isdigit() else words
        elif tag == "a":
            shown = (
                words
                if not href.startswith(("http", "mailto:"))
                or href.removeprefix("mailto:").rstrip("/") == words.rstrip("/")
                else f"[{words}]({href})"
            )
        else:
            shown = f"{self.INLINE[tag]}{words}{self.INLINE[tag]}"
        lead, tail = inner[: len(inner) - len(inner.lstrip())], inner[len(inner.rstrip()) :]
        self._line[start:] = [lead + shown + tail]

    def _row(self, cells: list[str]) -> list[str]:
        """One line; but a row of one cell only lays out the page."""
        if len(cells) == 1:
            laid_out = re.sub(f"(?:{_BLOCK}\\s*)+", "\n\n", cells[0]).replace(_BREAK, "\n")
            return ["", *(" ".join(each.split()) for each in laid_out.split("\n")), ""]
        inner = (re.sub(f"{_BLOCK}(?:[#-]+ |\\d+\\. )?", " ", each) for each in cells)
        cells = [" ".join(re.sub(f"\\s*{_BREAK}\\s*", ", ", each).split()) for each in inner]
        filled = [each for each in cells if each]
        if len(cells) == 2 and filled:
            label = cells[0].strip("* ").rstrip(":")
            return [f"{label}: {cells[1]}" if all(cells) else filled[0]]
        return [" | ".join(cells)] if filled else []

    def _end_line(self, *, blank: bool = False) -> None:
        if self._cells is not None:
            self._line.append(_BLOCK)
            return
        line = " ".join("".join(self._line).split())
        self._line = []
        self._opened = []
        self._href = []
        if line:
            self._done.append("> " * self._quoted + self._prefix + line)
            self._prefix = ""
        if blank and self._done and self._done[-1]:
            self._done.append("")

    def written(self) -> str:
        self._end_line()
        return "\n".join(self._done).strip("\n") + "\n"


def _docx(content: bytes) -> str:
    import mammoth

    _require_harmless(content, "word/document.xml")
    try:
        page = mammoth.convert_to_html(
            io.BytesIO(content),
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
    return from_html(page)


def _require_harmless(content: bytes, wanted: str) -> None:
    """Measures an archive before anything is unpacked, and reads its XML for declarations. Raises Unreadable."""
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
        if depth > _DEEPEST:
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


def _csv(content: bytes) -> str:
    written = _SEPARATOR.sub("", _decoded(content))
    lines = written[:2000].split("\n")
    mark = max(",;\t", key=lambda each: (sum(each in line for line in lines), written[:2000].count(each)))
    try:
        return _rows(csv.reader(io.StringIO(written), delimiter=mark))
    except csv.Error as error:
        raise Unreadable("This CSV file is damaged; save it again, or paste its lines.") from error


_SEPARATOR = re.compile(r"\Asep=.\r?\n")  # for Excel, which shows it to nobody


def _xlsx(content: bytes) -> str:
    import openpyxl
    from openpyxl.utils.exceptions import InvalidFileException

    _require_harmless(content, "xl/workbook.xml")
    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        for sheet in book.worksheets:
            sheet.reset_dimensions()
        return _rows(
            map(_shown, row)
            for sheet in book.worksheets
            for row in (*sheet.iter_rows(values_only=True, max_row=_MOST_ROWS, max_col=30), ())
        )
    except (
        InvalidFileException,
        KeyError,
        ValueError,
        TypeError,
        AttributeError,
        IndexError,
        zipfile.BadZipFile,
    ) as error:
        raise Unreadable("This spreadsheet is damaged; save it again, or paste its lines.") from error


def _shown(cell: object) -> str:
    """A cell as its sheet shows it: a day without an hour, an hour without seconds."""
    written = "" if cell is None else str(cell)
    return _MIDNIGHT.sub("", _SECONDS.sub(r"\1", written)) if isinstance(cell, datetime | time) else written


_MIDNIGHT = re.compile(r" 00:00$")
_SECONDS = re.compile(r"(\d\d:\d\d):\d\d.*$")


def _rows(rows: Iterable[Iterable[str]]) -> str:
    return "\n".join(_row_lines(rows)) + "\n"


def _row_lines(rows: Iterable[Iterable[str]]) -> Iterator[str]:
    for count, row in enumerate(rows):
        cells = [" ".join(each.replace("|", "/").split()) for each in row]
        while cells and not cells[-1]:
            cells.pop()
        if count >= _MOST_ROWS:
            raise Unreadable(f"This list has more than {_MOST_ROWS:,} rows; paste the part that is needed.")
        yield f"| {' | '.join(cells)} |" if len(cells) > 1 else "".join(cells)
