"""What a running order tells its crew alone: how somebody is reached, and what opens a door, a network or a meeting."""

import re
from collections.abc import Iterator, Sequence

_GAP = r"[\s().'’/\\·•_\u00ad\u200b-\u200f\u2060\u2010-\u2015\u2212-]{0,4}"  # between the figures of a number
_CLOCK = re.compile(
    r"(?<![\d.:])\d{1,2}[.:]\d\d(?![\d.:])|(?<!\d)(?:19|20)\d\d-\d\d-\d\d(?!\d)"
    r"|(?<!\d)(?:[01]\d|2[0-3])[0-5]\d\s?[–-]\s?(?:[01]\d|2[0-3])[0-5]\d(?!\d)"
)
_PRIVATE = re.compile(
    rf"""
    \+?\d(?:{_GAP}\d){{8,}}
    |(?<!\d)(?!(?:[01]\d|2[0-3])[0-5]\d)\d{{3,4}}[\s\u2010-\u2012-]\d{{4}}(?!\d)
    |\b(?:tel(?:ephone)?|(?:tele)?phone|mob(?:ile)?|cell|ext(?:ension)?|fax|whats\s?app|signal|sms)\b\W{{0,4}}
      (?:(?:no|number|is|on)\b\W{{0,3}})?\d(?:{_GAP}\d){{2,}}
    |\b(?:ring|call|text|dial)\b\D{{0,20}}\d(?:{_GAP}\d){{5,}}
    |[\w.+'-]+\s?[@＠]\s?[\w-]+\s?\.\s?\w+
    |[\w.+'-]+\s?[(\[{{<]\s?(?:at|@)\s?[)\]}}>]\s?[\w.-]+
    |[\w.+'-]+\sat\s[\w-]+(?:\.|\sdot\s)(?-i:[a-z]{{2,}})\b
    |\b(?:wa\.me|t\.me|signal\.me|chat\.whatsapp\.com|api\.whatsapp\.com)/\S+
    |\b(?:tel|mailto|sms|sip|skype|whatsapp):\S+
    |\S+[?&\#;](?:pwd|pw|passw\w+|passcode|pin|token|key|code)=\S*
    |\b(?:skype|telegram|signal|whats\s?app)\b\s?(?:[:=@]|\bis\b)\s?\S+
    |\b(?:[\w-]*code|pin|passw\w+|pwd)s?\b\W{{0,4}}(?:(?:is|no|number)\b\W{{0,3}})?(?=[^\s,;)]*\d)[^\s,;)]+
    |\b(?:passw\w+|pwd|pass\s?code|pin)\b\s?(?:[:=]|\bis\b)\s?\S+
    |\b(?:wi-?fi|wlan)\b[^,;\n]{{0,20}}?[:=]\s?\S+
    |\b(?:meeting|webinar|zoom)\s+id\b\W{{0,3}}\d[\d\s-]*
    """,
    re.IGNORECASE | re.VERBOSE,
)
_BRACKET = re.compile(r"\s?(?:\((?:[^()]|\([^()]*\)){0,300}\)|\[(?:[^\[\]]|\[[^\[\]]*\]){0,300}\])")
_PART = re.compile(r"\n\s*|\s?[,;|]\s?|\s[-–—]\s|[.!?]\s+(?=[^\W\d_])|\s{3,}|\t")
_ASIDE = re.compile(r"\s?[:–—]\s|\s-\s")
_TIME = r"\d{1,2}(?:[.:h]?[0-5]\d)?(?!\d)\s?(?:[ap]\.?m\b\.?)?"
_HOUR = re.compile(rf"\W*(?:{_TIME}(?:\s?(?:-|–|—|to\b|until\b)\s?{_TIME})?)?", re.IGNORECASE)
_ENDS = " \t,;|:–—-"
Span = tuple[int, int]


def left_out(lines: Sequence[str]) -> tuple[list[str], list[str]]:
    """The lines of a list for everybody, and those, as they stand, of which something is left out.

    What is private goes with its bracket or clause; where little else would be left, with its line, and an item with
    all that is indented below it.
    """
    told: list[str] = []
    cut: list[str] = []
    for item in _items(lines):
        kept = _public("\n".join(item)) if item != [""] else item
        told += kept
        cut += [each.strip() for each in item if each not in kept]
    return told, cut


def is_private(words: str) -> bool:
    """Whether words beside a name, such as a post, hold a way to reach somebody or a code."""
    return bool(_PRIVATE.search(words))


def _items(lines: Sequence[str]) -> Iterator[list[str]]:
    item: list[str] = []
    for line in lines:
        if item and not line[:1].isspace():
            yield item
            item = []
        item.append(line)
    if item:
        yield item


def _public(item: str) -> list[str]:
    """The lines of one item; none where its first cannot be cut."""
    if not _private(item):
        return item.splitlines()
    item = _BRACKET.sub(lambda found: "" if _private(found[0]) else found[0], item)
    private = _private(item)
    kept = ""
    for start, end, mark in _parts(item):
        if not any(start < stop and begin < end for begin, stop in private):
            kept += mark + item[start:end]
        elif start == 0 and (words := _before_aside(item[:end], private[0][0])):
            kept = words
        elif start == 0:
            return []
        elif "\n" in mark:
            kept += mark  # what goes on behind it stands in the same line
    first, *below = (each.rstrip(_ENDS) for each in kept.splitlines())
    if not _says_something(first) or _private(first):
        return []
    below = [f"  {each.strip(_ENDS)}" for each in below if each.strip(_ENDS)]
    return [first, *(each for each in below if not _private(each))]


def _private(words: str) -> list[Span]:
    """Where something private stands; the hour of the item and hours and days in it are none of a number's figures."""
    plain = _HOUR.sub(lambda found: " " * len(found[0]), words, count=1) if words[:1].isdigit() else words
    plain = _CLOCK.sub(lambda found: "x" * len(found[0]), plain)
    return [each.span() for each in _PRIVATE.finditer(plain)]


def _parts(item: str) -> Iterator[tuple[int, int, str]]:
    """Where each clause begins and ends, and the mark before it."""
    start, mark = 0, ""
    for each in _PART.finditer(item):
        yield start, each.start(), mark
        start, mark = each.end(), each[0]
    yield start, len(item), mark


def _before_aside(clause: str, private: int) -> str:
    """`18.00 Doors` of `18.00 Doors: Jo 07…`; empty where nothing parts them, and of a line that is no item."""
    if not clause[:1].isdigit():
        return ""
    asides = [each for each in _ASIDE.finditer(clause, 0, private) if _says_something(clause[: each.start()])]
    words = clause[: asides[-1].start()] if asides else ""
    return "" if not words or _NAMES_WAY.search(words) else words


_NAMES_WAY = re.compile(
    r"\b(?:tel\w*|phone|mob(?:ile)?|\w*code|pin|password|wi-?fi|ring|call|contact|id)\W*$", re.IGNORECASE
)


def _says_something(line: str) -> bool:
    hour = _HOUR.match(line)
    return bool(re.search(r"\w", line[hour.end() if hour else 0 :]))
