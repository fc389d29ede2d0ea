"""A line without Markdown and invisible characters: what is left, where it stood, what was emphasised or linked."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Set

_STARS = re.compile(r"(?<![\w*])(\*{1,3})(?=[^\s*])([^*]{1,600}?)(?<=[^\s*])\1(?![\w*])")
_UNDERSCORES = re.compile(r"(?<!\w)(_{1,2})(?=[^\s_])([^_]{1,600}?)(?<=[^\s_])\1(?!\w)")
_FRAMED = re.compile(r"^(\*{2,3}|={2,3}|~{2,3})[ ]+(?=\S)([^*=~]{1,300}\S)[ ]+\1$")  # `** A headline **`
_LINK = re.compile(r"!?\[([^\[\]]{1,400})\]\((\S{1,200}?)(?:\s\"[^\"]{0,200}\")?\)")
_AUTOLINK = re.compile(r"<(?:mailto:)?((?:https?://|www\.)[^<>\s]{1,500}|[^<>\s@]{1,80}@[^<>\s@]{1,200})>")
_AT = re.compile(r"(?<=[\w-])\s?[(\[]\s?at\s?[)\]]\s?(?=[\w-]{1,63}\.\w)", re.IGNORECASE)  # `press(at)example.org`
_SET_APART = re.compile(r"(?<!\S)[^\W\d_](?: [^\W\d_]){4,}(?!\S)")  # `E M B A R G O E D`
_LETTERS = re.compile(r"(?<!\S)[^\W\d_](?: [^\W\d_])+(?!\S)")  # words of such a line, between which are two blanks
_HYPHENS = "\u2010\u2011\u2012\u2212"  # what programs make of the hyphens of a number
_IN_A_NUMBER = re.compile(f"(?<=[\\d)])[{_HYPHENS}](?=\\d)")
_Links = list[tuple[int, int, str, tuple[int, int]]]


def without_marks(text: str) -> tuple[str, list[int], list[tuple[int, int]], _Links]:
    """What is left without Markdown and invisible characters, where it stood, and what was emphasised or linked."""
    dropped = bytearray(len(text))
    links: _Links = []
    if "](" in text or "<" in text:
        for found in _LINK.finditer(text):
            _drop(dropped, (found.start(), found.start(1)), (found.end(1), found.end()))
            links.append((found.start(1), found.end(1), found[2], found.span()))
        for found in _AUTOLINK.finditer(text):
            _drop(dropped, (found.start(), found.start(1)), (found.end(1), found.end()))
            links.append((found.start(1), found.end(1), found[1], found.span()))
    ats: set[int] = set()
    if "at" in text.lower():
        for found in _AT.finditer(text):
            ats.add(found.start())
            _drop(dropped, (found.start() + 1, found.end()))
    for found in _LETTERS.finditer(text) if _SET_APART.search(text) else ():
        for place in range(found.start() + 1, found.end(), 2):
            dropped[place] = 1
    spans: list[tuple[int, int]] = []
    for pattern, mark in ((_STARS, "*"), (_UNDERSCORES, "_"), (_FRAMED, " ")):
        if mark in text:
            for found in pattern.finditer(text):
                _drop(dropped, found.span(1), (found.end(2), found.end()))
                spans.append(found.span(2))
    characters, kept = _visible(text, dropped, ats)
    starts = [(bisect_right(kept, start - 1), bisect_right(kept, end - 1)) for start, end in spans]
    return characters, kept, starts, links


def _drop(dropped: bytearray, *ranges: tuple[int, int]) -> None:
    for start, end in ranges:
        dropped[start:end] = b"\x01" * (end - start)


def _visible(text: str, dropped: bytearray, ats: Set[int]) -> tuple[str, list[int]]:
    text = text if text.isascii() else _IN_A_NUMBER.sub("-", text)
    is_plain = text.isprintable() and (text.isascii() or not any(map(unicodedata.combining, text)))
    if is_plain and "  " not in text and text[:1] != " " and 1 not in dropped:
        plain = text.rstrip()
        return plain, [*range(len(plain))]
    characters: list[str] = []
    kept: list[int] = []
    for index, character in enumerate(text):
        if dropped[index]:
            continue
        if index in ats:
            character = "@"
        if character.isspace():
            if not characters or characters[-1] == " ":
                continue
            character = " "
        elif character > "\u02ff":
            if unicodedata.combining(character) and characters:
                composed = unicodedata.normalize("NFC", characters[-1] + character)
                if len(composed) == 1:
                    characters[-1] = composed
                    continue
            if unicodedata.category(character) == "Cf" and character not in "\u200c\u200d":
                continue
        elif character == "\u00ad":
            continue
        characters.append(character)
        kept.append(index)
    while characters and characters[-1] == " ":
        characters.pop()
        kept.pop()
    return "".join(characters), kept
