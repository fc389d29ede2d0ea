"""Reads a document record by record: what is in memory is one record, however large the file."""

import codecs
import json
from collections import Counter
from collections.abc import Iterator
from typing import IO, Any

from events.transfer.mistakes import shown

_PIECE = 1024 * 1024
_LARGEST_RECORD = 256 * _PIECE  # in characters; a file in it takes four for every three bytes
_LARGEST_DOCUMENT = 4096 * _PIECE  # in bytes
_BLANK = " \t\r\n"


class NotJson(ValueError):
    """The file cannot be read on; its text says why, and where."""


def members(stream: IO[bytes]) -> Iterator[tuple[str, Any]]:
    """Each member of the document: its name, and its value or, of a list, an iterator over the items."""
    text = _Text(stream)
    text.expect("{", "The file does not begin with {")
    seen: set[str] = set()
    while not text.takes("}"):
        if seen:
            text.expect(",", "A comma is missing")
        name = text.value()
        if not isinstance(name, str):
            raise text.error("A name in double quotes is missing")
        if name in seen:
            raise text.error(f"{shown(name)} is here a second time")
        seen.add(name)
        text.expect(":", "A colon is missing")
        if not text.takes("["):
            yield name, text.value()
            continue
        items = text.items()
        yield name, items
        for _ in items:
            pass  # what nobody wanted
    text.expect("", "There is more after the end of the document")


class _Text:
    """The text of a stream, of which only the part that is being read is kept."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._decoder = codecs.getincrementaldecoder("utf-8-sig")("strict")
        self._kept = ""
        self._at = 0
        self._line, self._character = 1, 1  # at which the kept text begins
        self._read = 0
        self._ended = False

    def takes(self, mark: str) -> bool:
        """Steps over blanks and then a mark, if it is next. The empty mark is the end of the text."""
        while True:
            while self._at < len(self._kept) and self._kept[self._at] in _BLANK:
                self._at += 1
            if self._at < len(self._kept):
                break
            if not self._more(_PIECE):
                return not mark
        if not mark or self._kept[self._at] != mark:
            return False
        self._at += 1
        return True

    def expect(self, mark: str, sentence: str) -> None:
        if not self.takes(mark):
            raise self.error(sentence)

    def items(self) -> Iterator[Any]:
        """The items of a list whose bracket has been taken."""
        first = True
        while not self.takes("]"):
            if not first:
                self.expect(",", "A comma is missing")
            first = False
            yield self.value()

    def value(self) -> Any:
        """The next value, whole. It may break off where the text that was read does: then we read on."""
        self.takes(" ")  # to where it begins
        wanted = _PIECE
        while True:
            try:
                value, end = _DECODER.raw_decode(self._kept, self._at)
            except json.JSONDecodeError as error:
                breaks_off = error.msg.startswith("Unterminated") or error.pos + _WORD > len(self._kept)
                if not breaks_off or not self._more(wanted):
                    raise self.error(_SENTENCES.get(error.msg, error.msg), error.pos) from error
            except _Twice as error:
                raise self.error(f"In the record that begins here, {shown(error)} is given twice") from error
            except RecursionError as error:
                raise self.error("This is nested too deeply") from error
            except ValueError as error:
                raise self.error("The record that begins here has a number that is none of JSON") from error
            else:
                if end < len(self._kept) or not self._more(wanted):
                    self._at = end
                    return value
            wanted *= 2

    def error(self, sentence: str, at: int | None = None) -> NotJson:
        line, character = self._place(self._at if at is None else at)
        return NotJson(f"{sentence}, at line {line:,}, character {character:,}")

    def _place(self, at: int) -> tuple[int, int]:
        lines = self._kept.count("\n", 0, at)
        return self._line + lines, at - self._kept.rfind("\n", 0, at) if lines else self._character + at

    def _more(self, wanted: int) -> bool:
        """Reads on, and drops what is behind us."""
        if self._ended:
            return False
        if len(self._kept) - self._at > _LARGEST_RECORD:
            raise self.error("One record is larger than 256 MB")
        self._line, self._character = self._place(self._at)
        piece = self._stream.read(wanted)
        self._read += len(piece)
        if self._read > _LARGEST_DOCUMENT:
            raise self.error("The file is larger than 4 GB")
        try:
            self._kept = self._kept[self._at :] + self._decoder.decode(piece, final=not piece)
        except UnicodeDecodeError as error:
            raise NotJson("The file is not text in UTF-8") from error
        self._at, self._ended = 0, not piece
        return True


class _Twice(ValueError):
    """A name that one object gives twice, of which JSON does not say which counts."""


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        times = Counter(name for name, _ in pairs)
        raise _Twice(next(name for name in times if times[name] > 1))
    return found


def _no_number(_word: str) -> None:
    raise ValueError


_DECODER = json.JSONDecoder(object_pairs_hook=_object, parse_constant=_no_number)
_WORD = len("-Infinity")  # the longest that may break off, texts apart
_SENTENCES = {
    "Expecting value": "A value is missing",
    "Expecting ',' delimiter": "A comma or a bracket is missing",
    "Expecting ':' delimiter": "A colon is missing",
    "Expecting property name enclosed in double quotes": "A name in double quotes is missing",
    "Unterminated string starting at": "A text has no end",
    "Invalid control character at": "A text has a control character that is not escaped",
    "Invalid \\escape": "A backslash means nothing before this",
    "Invalid \\uXXXX escape": "A backslash and u want four digits after them",
}
