"""The lines of a text as they were typed: what marks them, how far they are set back, which are quoted."""

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

BULLETS = "-*+•‣▪●○◦·–—■□▫◾◼◆◇►▶▸➢➤➔→✓✔★⁃∙❖»›>"
_PICTURE = "[\u2600-\u27bf\u23e9-\u23fa\U0001f300-\U0001faff]\ufe0f?"
_MARK = re.compile(
    rf"(?P<bullet>-{{1,2}}|[{BULLETS[1:-1]}]|o(?=\s{{2,}}|\t)|{_PICTURE})\s+"
    r"|(?P<number>\(?\d{1,2}[.)]|\d{1,2}(?=\s{2,}[A-Z])|(?:\(?[a-h]|\([A-H])\)(?=\s)|[a-h]\.(?=\s+[A-Z])"
    r"|\[\s?(?:\d{1,3}|[ivxlc]{1,6}|[a-zA-H*†‡])\s?\]:?|\[\^[^\]\s]{1,20}\]:?|\([ivx]{1,5}\)|\(\d{1,2}\)"
    r"|[¹²³⁴⁵⁶⁷⁸⁹⁰]{1,3}|(?:i{1,3}|iv|vi{0,3}|ix)[.)]?(?=\s+[A-Z“\"‘])|[†‡§](?=\s{0,8}\w)|\*(?=\w)(?![^*\n]{1,600}\*))\s*(?=\S)"
)
_MONTH_FOLLOWS = re.compile(
    r"\s*(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\b|\d|\s+\d{1,2}\.\s?\d{2}(?!\s?[ap]\.?m)",
    re.IGNORECASE,
)
_HEADING = re.compile(r"(#{1,6}|\*\*(?=\s[^*]*$))\s+(?=[^\s#])")  # `** When` is one in a newsletter's plain text
_RULE = re.compile(r"(?:[-_=~](?:\s?[-_=~]){2,}|\*(?:\s?\*){4,})\s*")
_QUOTED = re.compile(r"(?:>\s?)+")
BETWEEN_COLUMNS = "\x1f"  # a blank that stands between those to ring who are set side by side
# What was set side by side was not meant as one line.
_COLUMNS = re.compile(rf"[ \t\u00a0](?<=[^\s:|].)[ \t\u00a0]{{4,}}(?=\S)|{BETWEEN_COLUMNS}+")


class Line(NamedTuple):
    start: int
    text: str
    group: int
    level: int
    mark: str
    mark_start: int
    quoted: bool
    indent: int = 0
    is_soft: bool = False  # its end is a blank, as programs leave it that wrap

    @property
    def width(self) -> int:
        """How far it reaches to the right."""
        return self.indent + self.start - self.mark_start + len(self.text)


_MOST = 800  # what follows is one line: no release is that long, but nothing is lost


def of(text: str) -> Iterator[Line]:
    group, start, blank, mark, count = 0, 0, True, "", 0
    raised = {found[1]: found.end() for found in _RAISED.finditer(text)}
    for raw in text.split("\n"):
        if count == _MOST:
            rest = text[start:].replace("\n", " ")
            yield from [Line(start, rest, group + 1, 0, "", start, quoted=False)] if rest.strip() else ()
            return
        line = raw.rstrip()
        begin = start + len(line) - len(line.lstrip())
        content = line.lstrip()
        start += len(raw) + 1
        if is_row := content.startswith("|"):
            begin, content = _row(begin, content)
        if not content.strip("> ") or _RULE.fullmatch(content):
            blank = blank or not raw.lstrip().startswith("|")
            continue
        group += blank
        blank = False
        count += 1
        at = 0
        for gap in _COLUMNS.finditer(content):
            yield _marked(begin + at, content[at : gap.start()], group)
            at = gap.end()
        indent = len(line) - len(line.lstrip()) if not at and not is_row else 0
        is_soft = raw.endswith(" ") and not raw.endswith("  ")
        last = _as_note(_marked(begin + at, content[at:], group, indent=indent, is_soft=is_soft), mark, raised)
        mark = last.mark or mark
        yield last


_RAISED = re.compile(r"(?<=[a-z][.,;])[”\"’']?(\d{1,2})(?=\s)")  # as copying leaves a superscript
_AT_FOOT = re.compile(r"(\d{1,2}) (?=[A-Z“\"][^\n]{20})")


def _as_note(line: Line, mark: str, raised: Mapping[str, int]) -> Line:
    """`1 Census, table 4` at the foot of a page whose text has `per cent.1`, and the `** …` below a `* …`."""
    if mark == "*" and line.level == 2 and line.start - line.mark_start == len("** "):
        return line._replace(level=0, mark="**")
    found = _AT_FOOT.match(line.text) if raised and not (line.mark or line.level or line.quoted) else None
    if found is None or raised.get(found[1], line.start) >= line.start or _MONTH_FOLLOWS.match(line.text, found.end(1)):
        return line
    return line._replace(start=line.start + found.end(), text=line.text[found.end() :], mark=found[1])


def unquoted(lines: list[Line]) -> list[Line]:
    """A mail that was passed on is quoted as a whole; that sets nothing in it apart. Entries have `>` for a bullet."""
    if sum(each.quoted for each in lines) * 2 > len(lines):
        return [each._replace(quoted=False) for each in lines]
    runs = (list(run) for _, run in itertools.groupby(lines, key=lambda each: (each.group, each.quoted)))
    return [each for run in runs for each in (_as_list(run) if run[0].quoted and len(run) > 1 else run)]


def _as_list(run: Sequence[Line]) -> Sequence[Line]:
    """Lines behind `>` of which each begins anew and none ends a sentence: nobody says that."""
    if not all(each.text[:1].isupper() and each.text[-1:] not in '.!?,;”"' and not each.mark for each in run):
        return run
    return [each._replace(quoted=False, mark=">") for each in run]


def _row(start: int, line: str) -> tuple[int, str]:
    """A row of a table without its outer bars; nothing of one that only draws."""
    if not line.strip("|-: \t"):
        return start, ""
    inner = line.lstrip("|").lstrip() if line.endswith("|") or line[1:2] in (" ", "|") else line
    return start + len(line) - len(inner), inner.rstrip("| \t")


def _marked(start: int, text: str, group: int, *, indent: int = 0, is_soft: bool = False) -> Line:
    begin, level, mark = start, 0, ""
    quoted = _QUOTED.match(text)
    if quoted:
        start, text = start + quoted.end(), text[quoted.end() :]
    if heading := _HEADING.match(text):
        level = 0 if quoted else len(heading[1])  # which is large for show
        start, text = start + heading.end(), text[heading.end() :]
    found = _MARK.match(text)
    if found and not (found["number"] and found["number"][0].isdigit() and _is_no_number(text, found)):
        mark = (found["bullet"] or found["number"]).strip()
        start, text = start + found.end(), text[found.end() :]
    return Line(start, text, group, level, mark, begin, bool(quoted), indent, is_soft)


def _is_no_number(text: str, found: re.Match[str]) -> bool:
    """`14. April`, `6.30`, `1.5 million` begin like a numbered line."""
    return bool(_MONTH_FOLLOWS.match(text, found.end("number")))
