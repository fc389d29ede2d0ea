"""Plain text of a release as our Markdown: it reads the same, line by line, lists are lists, marks lead to endnotes,
and speech is set as speech."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from events import text

_MEANS_SOMETHING = re.compile(r"([\\`*_\[\]<>])")
_BEGINS_SOMETHING = re.compile(r"^(\s*(?:\d+(?=[.)]))?)([#>+.)-])(?=\s)", re.MULTILINE)
_ITEM = re.compile(r"\s*(?:[•·‣●○▪■◦*+–-]|(?P<number>\d{1,3})[.)])\s+(?=\S)")
_OPENS, _CLOSES = "'\"‘“„«‹", "'\"’”“»›"
_QUOTED = re.compile(r"[“\"„«][^“”\"„«»]+[”\"“»]|‘[^‘]{1,2000}?’(?!\w)")
_SAYS = (
    r"(?:says?|said|adds?|added|argues?|argued|comments?|commented|concludes?|concluded|explains?|explained|notes?|noted|"
    r"stresses|stressed|tells us|told us|warns?|warned|writes?|wrote|continues?|continued|states?|stated)"
)
_BEFORE = re.compile(rf"(?P<who>.{{2,300}}?),?\s+(?:also\s+|has\s+)?{_SAYS}(?:\s+that)?\s*[:,]?")
_AFTER = re.compile(rf"{_SAYS}\s+(?P<who>.{{2,300}}?)[.]?")
_AFTER_TOO = re.compile(rf"(?P<who>.{{2,300}}?),?\s+{_SAYS}[.]?")
_PRONOUN = re.compile(r"(?:s?he|they|it)", re.IGNORECASE)
_MARKS = r"(?:\[\w{1,5}\]|[⁰¹²³⁴-⁹])+"
_TYPED_MARK = re.compile(r"(?<!\\)\[(\d{1,3})\](?!\()")
_DEFINED = re.compile(r"^ {0,3}\[(\d{1,3})\]:(?=\s)", re.MULTILINE)
_TAKEN = re.compile(r"^ {0,3}\[\^(\d{1,3})\]:", re.MULTILINE)
_LINKED = re.compile(r"\[(?!\^?\d{1,3}\])[^\[\]]+\]\[(\d{1,3})\]")  # `[the report][1]`
_STOPS = (".", ":", "!", "?", "…")


@dataclass(frozen=True)
class Spoken:
    """Words in quotation marks, and whose they are."""

    words: str
    speaker: str


def marked_up(body: str, endnotes: Sequence[tuple[str, str]] = (), spoken: Sequence[Spoken] = ()) -> str:
    """`endnotes` are markers, as they stand in the text, and words. Speech that cannot be cut out stays in its line."""
    parts = []
    for paragraph in re.split(r"\n\s*\n", body):
        parts += [_set(each, endnotes) for each in _cut(paragraph.strip("\n"), spoken)]
    for number, (_, note) in enumerate(endnotes, 1):
        parts.append(f"[^{number}]: {_escaped(' '.join(note.split()))}")
    return "\n\n".join(each for each in parts if each)


def with_endnotes(*texts: str) -> tuple[str, ...]:
    """`[1]` and `[1]: …`, as people type them, as the endnote `[^1]` that they are, through all parts of a release.

    A number that is taken already, or under which the address of a link stands, is left alone.
    """
    whole = "\n\n".join(texts)
    endnotes = {*_DEFINED.findall(whole)} - {*_TAKEN.findall(whole)} - {*_LINKED.findall(whole)}
    return tuple(
        _TYPED_MARK.sub(lambda mark: f"[^{mark[1]}]" if mark[1] in endnotes else mark[0], each) for each in texts
    )


def attributed(body: str, spoken: Spoken) -> str:
    """Whose words these are, with the posts that the text beside them gives."""
    for paragraph in re.split(r"\n\s*\n", body):
        for piece in _cut(paragraph, [spoken]):
            if isinstance(piece, Spoken):
                return piece.speaker
    return spoken.speaker


def _set(piece: "str | Spoken", endnotes: Sequence[tuple[str, str]]) -> str:
    if isinstance(piece, str):
        return "\n\n".join(_block(lines, endnotes) for lines in _runs(piece.splitlines()))
    words = _words(piece.words, endnotes)
    return "\n".join([*(f"> {line}" for line in words.split("\n")), f"> — {_escaped(piece.speaker)}"])


def _runs(lines: Iterable[str]) -> Iterator[list[str]]:
    """Lines that belong together: the items of one list, or what stands between lists."""
    kept: list[str] = []
    for line in lines:
        if kept and not _goes_on(_ITEM.match(kept[-1]), _ITEM.match(line)):
            yield kept
            kept = []
        kept.append(line)
    if kept:
        yield kept


def _goes_on(before: re.Match[str] | None, item: re.Match[str] | None) -> bool:
    """Whether this is the next item of the same list, or neither is one."""
    if before and item and before["number"] and item["number"]:
        return int(item["number"]) == int(before["number"]) + 1
    return (before and (before["number"] or "-")) == (item and (item["number"] or "-"))


def _block(lines: Sequence[str], endnotes: Sequence[tuple[str, str]]) -> str:
    """A list, where at least two items stand below each other; else lines that end where they ended."""
    items = [_ITEM.match(line) for line in lines]
    if len(lines) < 2 or not items[0]:
        return "\\\n".join(_words(line.strip(), endnotes) for line in lines)
    return "\n".join(
        f"{item['number']}. {words}" if item["number"] else f"- {words}"
        for line, item in zip(lines, items, strict=True)
        if item and (words := _words(line[item.end() :].strip(), endnotes))
    )


def _words(words: str, endnotes: Sequence[tuple[str, str]]) -> str:
    return _BEGINS_SOMETHING.sub(r"\1\\\2", _referring(_escaped(words), endnotes))


def _escaped(words: str) -> str:
    """What would mean something means itself."""
    return _MEANS_SOMETHING.sub(r"\\\1", words)


def _referring(words: str, endnotes: Sequence[tuple[str, str]]) -> str:
    for number, (marker, _) in enumerate(endnotes, 1):
        words = re.sub(_reference(marker), f"[^{number}]", words)
    return words


def _reference(marker: str) -> str:
    """How a text, in which what would mean something is escaped, refers to the note with this mark before it.

    The note `1.` is referred to by `[1]`, `(1)` or a figure on high: `31 ports.[1] It`.
    """
    mark = re.escape(_escaped(marker))
    bare = marker.strip("[]()^.: ")
    if not (bare.isascii() and bare.isalnum()):
        return mark
    if marker == bare:  # a figure alone: only right behind a word, as it is set on high
        mark = rf"{_BEHIND}{mark}(?!\w)"
    elif marker[-1] in ".)" and marker[0] not in "([":  # it numbers the note, and never stands so in a text
        mark = rf"(?<=[a-z][.,;:!?]){bare}(?=\s|$)"
    raised = bare.translate(_RAISED)
    on_high = [rf"(?<![{_SMALL}]){raised}(?![{_SMALL}])"] if bare.isdigit() else []
    return "|".join((mark, rf"\\\[\^?{bare}\\\]", rf"{_BEHIND}\({bare}\)", *on_high))


_BEHIND = r"(?<=[^\W\d_]|[.,;:!?’”'\")])"
_SMALL = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_RAISED = str.maketrans("0123456789", _SMALL)


def _cut(paragraph: str, spoken: Sequence[Spoken]) -> Iterator[str | Spoken]:
    """A paragraph in pieces, if what is left around the speech in it can stand alone or only says who speaks."""
    for each in spoken:
        found = _place(paragraph, each.words) or _interrupted(paragraph, each)
        if found is None:
            continue
        start, end, between = found
        before, after = paragraph[:start].strip(), paragraph[end:].strip()
        marks, after = _without_marks(after)
        said = _introduced(each, before, between or after.lstrip(".,; ")) or each.speaker
        if _says_who(before, each, _BEFORE):
            before = ""
        if not between and _says_who(after.lstrip(", "), each, _AFTER, _AFTER_TOO):
            after = ""
        if (before and not before.endswith(_STOPS)) or (after and after[0] not in ".!?" and not _begins(after)):
            continue
        yield from _cut(before, spoken) if before else ()
        yield Spoken(_ended(each.words if between else paragraph[start:end], marks), said)
        yield from _cut(rest, spoken) if (rest := after.lstrip(".!? ")) else ()
        return
    yield paragraph


def _place(paragraph: str, words: str) -> tuple[int, int, str] | None:
    """From the opening mark to behind the closing one, which may have a stop before it; nothing stands between."""
    pattern = r"\s+".join(map(re.escape, words.split()))
    found = re.search(rf"[{_OPENS}]\s?{pattern}\s?[.,;:!?…]*\s?[{_CLOSES}]", paragraph) if pattern else None
    return (*found.span(), "") if found else None


def _interrupted(paragraph: str, spoken: Spoken) -> tuple[int, int, str] | None:
    """The same for speech in two pieces, between which it is said who speaks, and no more: `“A,” said X. “B.”`"""
    wanted = text.words(spoken.words)
    for one, other in pairwise(_QUOTED.finditer(paragraph)):
        between = paragraph[one.end() : other.start()].strip(" ,")
        if text.words(f"{one[0]} {other[0]}") == wanted and _says_who(between, spoken, _AFTER, _AFTER_TOO):
            return one.start(), other.end(), between
    return None


def _without_marks(after: str) -> tuple[str, str]:
    """The marks of endnotes right behind a speech or at the end of who says it, and what is left."""
    for pattern in (rf"[.,]?\s?({_MARKS})", rf".*?({_MARKS})[.]?$"):
        if found := re.match(pattern, after, re.DOTALL):
            return found[1], (after[: found.start(1)] + after[found.end(1) :]).strip()
    return "", after


def _introduced(spoken: Spoken, before: str, after: str) -> str | None:
    """The speaker with their posts, where the text beside the speech gives them."""
    for words, patterns in ((before, (_BEFORE,)), (after, (_AFTER, _AFTER_TOO))):
        for pattern in patterns:
            found = pattern.fullmatch(words)
            if found and _names(found["who"], spoken.speaker):
                return _with_posts(found["who"].strip(" ,"), spoken.speaker)
    return None


def _with_posts(who: str, speaker: str) -> str:
    """`Ruth Adeyemi, Director of Research`: posts stand behind a comma, and who is not called by a title alone."""
    at = who.find(speaker)
    if at < 0:
        return who
    rest = who[at + len(speaker) :].strip(" ,")
    name = who[: at + len(speaker)].removeprefix("and ").strip()
    return f"{name}, {rest}" if rest else name


def _says_who(words: str, spoken: Spoken, *patterns: re.Pattern[str]) -> bool:
    """Whether words beside a speech say who speaks, and nothing else."""
    for pattern in patterns:
        found = pattern.fullmatch(words)
        if found and (_PRONOUN.fullmatch(found["who"]) or _leads(found["who"], spoken.speaker)):
            return True
    return False


def _leads(who: str, speaker: str) -> bool:
    """Whether it begins with the name, a title before it at most, and goes on in the same sentence."""
    words, name = text.words(who), text.words(speaker)
    if len(words) <= 2 and words[-1:] == name[-1:]:
        return True  # `Ms Adeyemi`
    starts = [at for at in range(3) if words[at : at + len(name)] == name]
    return bool(starts) and not re.search(r"[.!?]\s+[A-Z]", who[len(speaker) :])


def _names(who: str, speaker: str) -> bool:
    return " ".join(text.words(speaker)) in " ".join(text.words(who)) and _leads(who, speaker)


def _begins(after: str) -> bool:
    return after[:1].isupper()


def _ended(quoted: str, marks: str) -> str:
    """The words without their quotation marks, ended by a stop: they stand alone now."""
    bare = quoted.strip(_OPENS + _CLOSES + " ").rstrip(",;: ")
    return f"{bare}{'' if bare.endswith(('.', '!', '?', '…')) else '.'}{marks}"
