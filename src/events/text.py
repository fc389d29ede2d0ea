"""What text may come in, and how it is folded for finding: the one place that decides either."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from html import unescape
from itertools import accumulate, filterfalse
from urllib.parse import unquote

# C0 and C1 but for TAB and LF, lone surrogates, and the code points Unicode calls noncharacters.
_REFUSED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
# Overrides, embeddings, isolates, marks and invisible spaces reorder or hide what a reader sees. The joiners
# U+200C and U+200D stay: Persian, Indic scripts and emoji are spelt with them.
_INVISIBLE = re.compile("[\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
_LINE_ENDS = re.compile("\r\n|\r|\u2028|\u2029")
_SPACES = re.compile(r"\s+")
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_PIECE = re.compile(r"[^\W_]+")
_CONTRACTED = [
    (re.compile(pattern.replace("'", "['’]")), full)
    for pattern, full in (
        (r"\bcan't\b", "cannot"),
        (r"\bwon't\b", "will not"),
        (r"n't\b", " not"),
        (r"'re\b", " are"),
        (r"'ve\b", " have"),
        (r"'ll\b", " will"),
        (r"\bi'm\b", "i am"),
        (r"\b(he|here|how|it|she|that|there|what|where|who)'s\b", r"\1 is"),
    )
]
_ARTICLES = frozenset(("a", "an", "the"))
_UNSPACED = re.compile(r"(?:\w+://|www\.|[#/])\S+")  # an address, or a hashtag
_FEW = 3  # words
_BEGUN = 6  # letters by which a phrase is found first
_APART = {code: " " for code in range(128) if not chr(code).isalnum()}
_HYPHENS = re.compile("[\u2010-\u2015\u2212\u00ad\ufe58\ufe63\uff0d]")
_PLAIN_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ł": "l", "þ": "th", "ð": "d", "ı": "i", "ŋ": "n"}
)


class Unfit(ValueError):
    """Text that cannot be kept; its message is a sentence for the person who typed it."""


def line(value: str, limit: int) -> str:
    """One line in NFC: white space collapsed, invisible direction marks taken out. Raises Unfit."""
    return _fit(_SPACES.sub(" ", _printable(value)).strip(), limit)


def prose(value: str, limit: int) -> str:
    """Several lines in NFC with LF line ends, trailing blanks trimmed. Raises Unfit."""
    lines = (each.rstrip() for each in _printable(value).split("\n"))
    return _fit("\n".join(lines).strip("\n"), limit)


def require_kept(value: str, limit: int) -> str:
    """The last guard before the database: what came past the edge must be what the edge would have given."""
    if len(value) > limit:
        raise Unfit(f"This is {len(value)} characters long; at most {limit} fit.")
    if _REFUSED.search(value):
        raise Unfit("This contains a control character.")
    return value


def bare(value: str) -> str:
    """Without any character that could end a line elsewhere: for formats in which a line is an instruction."""
    if value.isprintable():
        return value  # as most are; no line end is, nor what is refused
    return _REFUSED.sub("", _LINE_ENDS.sub("\n", value))


def is_markup(content: bytes) -> bool:
    """Whether a parser of XML would begin to read it, whatever the file is called and however it is encoded."""
    return content.lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n").startswith(b"<")


def fold(value: str) -> str:
    """Lower case without accents and with one kind of hyphen, for comparing and finding, never for showing."""
    if value.isascii():
        return value.lower()
    decomposed = unicodedata.normalize("NFKD", _HYPHENS.sub("-", value).casefold())
    return "".join(filterfalse(unicodedata.combining, decomposed)).translate(_PLAIN_LETTERS)


def words(value: str) -> list[str]:
    """The folded words of a text, hyphenated ones whole: `Co-production’s` gives `co-production`, `s`."""
    folded = fold(value)
    if folded.isascii() and "-" not in folded:
        return folded.translate(_APART).split()  # the same, as of most texts, in a third of the time
    return _WORD.findall(folded)


class Phrases:
    """Phrases looked for at once in one pass over a text, whatever is between their words: `#HalfOfAll`, `half-of-all`.

    One word alone is repeated only where nothing is added.
    """

    def __init__(self, phrases: Iterable[str]) -> None:
        self._alone: dict[str, list[str]] = {}
        self._begun: dict[str, list[tuple[str, str]]] = {}
        for phrase in phrases:
            pieces = _pieces(phrase)
            joined = "".join(pieces)
            if len(pieces) == 1:
                self._alone.setdefault(joined, []).append(phrase)
            elif pieces:
                self._begun.setdefault(joined[:_BEGUN], []).append((joined, phrase))
        self._sizes = sorted({len(each) for each in self._begun})

    def repeated_in(self, value: str) -> list[str]:
        pieces = _pieces(_as_read(value))
        joined, ends = "".join(pieces), [0, *accumulate(map(len, pieces))]
        found = dict.fromkeys(self._alone.get(joined, ()))
        closed = frozenset(ends)
        for size in self._sizes:
            for at in ends[:-1]:
                for wanted, phrase in self._begun.get(joined[at : at + size], ()):
                    if at + len(wanted) in closed and joined.startswith(wanted, at):
                        found[phrase] = None
        return list(found)


def repeats(value: str, title: str) -> bool:
    return bool(Phrases([title]).repeated_in(value))


def is_named_in(value: str, name: str) -> bool:
    """Whether a text writes these words as the name does: with a capital wherever that has one."""
    wanted = r"[\W_]*".join(f"{each[0]}(?i:{each[1:]})" for each in _PIECE.findall(name))
    return bool(re.search(rf"(?<![^\W_]){wanted}(?![^\W_])", _as_read(value)))


def is_short(title: str) -> bool:
    """Whether it is of so few words, beside its article, that anybody may put them in this order."""
    return len(_without_article(_PIECE.findall(title))) <= _FEW


def is_only_in_passing(value: str, title: str) -> bool:
    """Whether a text has these words nowhere but in lower case amid others; in an address, nobody writes otherwise."""
    said, wanted = _as_read(value), list[str](_PIECE.findall(title))
    if not wanted or _pieces(said) == _pieces(title):
        return False
    if not _without_article(wanted)[0][0].islower():
        wanted = _without_article(wanted)
    if wanted[0][0].islower():
        return False
    words = r"[\W_]*".join(wanted)
    there = list(re.finditer(rf"(?<![^\W_]){words}(?![^\W_])", said, re.IGNORECASE))
    unspaced = [each.span() for each in _UNSPACED.finditer(said)]
    return bool(there) and all(
        each[0][0].islower() and not any(start <= each.start() < end for start, end in unspaced) for each in there
    )


def _without_article(pieces: list[str]) -> list[str]:
    return pieces[1:] if len(pieces) > 1 and pieces[0].lower() in _ARTICLES else pieces


def _as_read(value: str) -> str:
    """With the characters that HTML and addresses write otherwise."""
    return unescape(unquote(value) if "%" in value else value)


def _pieces(value: str) -> list[str]:
    folded = fold(value)
    if "'" in folded or "’" in folded:
        for pattern, full in _CONTRACTED:
            folded = pattern.sub(full, folded)
    return _PIECE.findall(folded)


def either(words: Sequence[str]) -> str:
    """`red, green or blue`."""
    return f"{', '.join(words[:-1])} or {words[-1]}" if len(words) > 1 else "".join(words)


def slug(value: str) -> str:
    """The part of an address made from a title, at most 80 characters; empty when nothing Latin is left."""
    plain = fold(value).replace("'", "").replace("\u2019", "")
    joined = "-".join(re.findall(r"[a-z0-9]+", plain))
    return joined if len(joined) <= 80 else joined[:80].rpartition("-")[0] or joined[:80]


def initials(name: str) -> str:
    """At most two letters that stand in for a portrait, titles such as Dr left out."""
    parts = [each for each in name.split() if each.rstrip(".") not in TITLES and each[:1].isalpha()]
    return "".join(each[0].upper() for each in (parts[:1] + parts[1:][-1:]))


# What stands after a name: orders, societies, degrees, and which of several of that name.
LETTERS = frozenset(
    "OBE CBE MBE KBE DBE GBE KCB DCB CB CMG KCMG DCMG CVO KCVO LVO MVO CH OM BEM KC QC SC MP MSP MS MLA MEP AM TD FRS "
    "FRSE FBA FRSA FAcSS FREng FMedSci FRCP FRCS FRCN FRCGP FRCPsych FRIBA FRGS FHEA FLSW DL JP PhD DPhil MD DSc BA MA "
    "MSc MBA MPhil LLB LLM BSc RN CEng CPsychol AO AC Jr Jr. Sr Sr. II III".split()
)
TITLES = frozenset(
    "Dr Prof Professor Sir Dame Lord Lady Baroness Mr Mrs Ms Miss Mx Rev Revd Cllr Councillor Senator".split()
)


def _printable(value: str) -> str:
    value = _LINE_ENDS.sub("\n", value)
    found = _REFUSED.search(value)
    if found:
        raise Unfit(f"Character {found.start() + 1} is a control character (U+{ord(found[0]):04X}); remove it.")
    return unicodedata.normalize("NFC", _INVISIBLE.sub("", value))  # what stood around them may now compose


def _fit(value: str, limit: int) -> str:
    if len(value) > limit:
        raise Unfit(f"This is {len(value)} characters long; at most {limit} fit.")
    return value
