"""A sanitised page written as light Markdown: headings, lists, links, rows as `label: value`."""

import re
from html.parser import HTMLParser

from events.press.reading.files.opened import HIDDEN, STRUCK
from events.press.reading.layout import headings

_BLOCKS = frozenset(
    "p div section article main header footer aside figure figcaption address ul ol dl table tbody thead hgroup "
    "details summary center".split()
)
_LINES = frozenset("li dt dd tr blockquote h1 h2 h3 h4 h5 h6".split())
_INLINE = {"b": "**", "strong": "**", "i": "*", "em": "*", "cite": "*"}
_SILENT = frozenset("nav form button select".split())
_STRUCK = frozenset("del s strike".split())
KEPT = frozenset("a br td th sup sub span q pre img".split()) | _BLOCKS | _LINES | _SILENT | _INLINE.keys() | _STRUCK
_BREAK, _BLOCK = "\x1e", "\x1f"  # a new line and a new paragraph within a cell
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def _raised(words: str) -> str:
    """Figures as they are set; the letter of a note in brackets, as it would else be one with the word before it."""
    return f"[{words.strip()}]" if re.fullmatch(r"\s*[a-h]\s*", words) else words.translate(_RAISED)


def _unseen(tag: str, attributes: dict[str, str | None]) -> str:
    """Why nobody who looks at a page reads what is in an element."""
    style = attributes.get("style") or ""
    if tag in _STRUCK or _STRIKES.search(style):
        return STRUCK
    return HIDDEN if "hidden" in attributes or _HIDES.search(style) else ""


_STRIKES = re.compile(r"text-decoration(?:-line)?:[^;]{0,40}\bline-through", re.IGNORECASE)
_HIDES = re.compile(r"display:\s?none|visibility:\s?hidden|mso-hide:\s?all", re.IGNORECASE)


class Writer(HTMLParser):
    """Writes sanitised HTML, which is well formed, as text; navigation, forms and pictures say nothing."""

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
        self._unseen: list[str] = []  # why, of what is open within it too
        self.left_out: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        unseen = self._unseen[-1] if self._unseen else _unseen(tag, dict(attrs))
        if tag == "img":
            self._picture(dict(attrs).get("alt") or "")
        elif unseen:
            self._unseen += [unseen] if tag != "br" else []
        elif tag in _SILENT:
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
        elif tag in _INLINE:
            self._opened.append((tag, len(self._line)))
        elif tag in _BLOCKS or tag in _LINES:
            self._begin(tag)

    def handle_endtag(self, tag: str) -> None:
        if self._unseen:
            self._unseen.pop()
        elif tag in _SILENT:
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
        elif tag == "a" or tag in _INLINE:
            self._mark(tag)
        elif tag in _BLOCKS or tag in _LINES:
            self._end_line(blank=tag not in ("li", "dt", "dd"))
            self._quoted -= tag == "blockquote" and self._quoted > 0

    def handle_data(self, data: str) -> None:
        if self._unseen:
            self.left_out |= {self._unseen[-1]} if data.strip() else set()
        elif not self._silent:
            self._line.append(re.sub(r"\s+", " ", _raised(data) if self._raised else data))

    def _picture(self, words: str) -> None:
        """A picture of a line until when nothing may be published says so in words."""
        if not self._unseen and not self._silent and headings.has_embargo(words):
            self._line.append(f" {words} ")

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
        if tag == "a":
            shown = (
                words
                if not href.startswith(("http", "mailto:"))
                or href.removeprefix("mailto:").rstrip("/") == words.rstrip("/")
                else f"[{words}]({href})"
            )
        else:
            shown = f"{_INLINE[tag]}{words}{_INLINE[tag]}"
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
