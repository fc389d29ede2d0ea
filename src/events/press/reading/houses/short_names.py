"""Long and short names as a text introduces them: `New Example Foundation (NEF)`, `nef (new example foundation)`."""

import re
from collections.abc import Sequence
from functools import lru_cache

from events import text
from events.press.reading.words import names, places, vocabulary

Span = tuple[int, int]

_IN_BRACKETS = re.compile(
    r" \((?:(?:or|hereafter|hereinafter|also known as|known as),? )?[\"'“‘]?(?P<short>(?:the )?[\"'“‘]?"
    r"(?P<bare>[^\W\d_][\w&.+-]{1,15}(?: [A-Z]{2,4})?))[\"'”’]?(?:,? or [\"'“‘]?(?:the )?[A-Z]\w{2,20}[\"'”’]?)?\)"
)
_SIDE_BY_SIDE = re.compile(  # a line `SHU - Small House Union`, `SHU, the Small House Union, …`
    r"(?m)(?:^|(?<=[\s(]))(?P<short>[A-Z][A-Za-z&]{1,9})(?: [-–—|/] |, the |: )"
    r"(?P<long>[A-Z][\w&'’-]{1,40}(?: [\w&'’-]{1,40}){1,9})(?=$|[,.;|])"
)
_MARK = re.compile(r"[.;:()\n“”\"]")
_SHORT_BEFORE = re.compile(
    r"(?P<short>[A-Za-z](?<![\w(].)[\w-]{1,15}) \((?P<long>(?P<article>the )?(?P<bare>[A-Za-z][\w&'’-]+"
    r"(?: [\w&'’-]+){1,9}))\)"
)
_NO_SHORT_NAMES = frozenset(
    """uk us usa eu un chair invited tbc tba moderator mp mep msp td right left pictured online english version
    pdf""".split()
)
_MOST = 200
_LONGEST = 160  # characters of a long name


@lru_cache(maxsize=4)
def within(plain: str) -> Sequence[tuple[Span, Span]]:
    """Where the long and where the short name stand, in the order of the text."""
    found: list[tuple[Span, Span]] = []
    for count, each in enumerate(_IN_BRACKETS.finditer(plain)):
        if count < _MOST and (long := _long_before(plain, each.start(), each["bare"])):
            found.append((long, each.span("short" if each["bare"].lower() in vocabulary.HOUSES else "bare")))
    for count, each in enumerate(_SIDE_BY_SIDE.finditer(plain)):
        if count < _MOST and initials_fit(each["short"], each["long"].split()):
            found.append((each.span("long"), each.span("short")))
    for count, each in enumerate(_SHORT_BEFORE.finditer(plain)):
        told = each["article"] and each["short"].islower() and vocabulary.is_organisation(each["bare"].title())
        if count < _MOST and (told or _belongs(each["short"], each["bare"])):
            found.append((each.span("long" if each["long"].islower() else "bare"), each.span("short")))
    return found


def _long_before(plain: str, end: int, short: str) -> Span | None:
    """The shortest run of words before the brackets whose initials give what stands in them."""
    if short.lower() in _NO_SHORT_NAMES:
        return None
    before = _MARK.split(plain[max(0, end - _LONGEST) : end])[-1]
    if len(before) < 3:
        return None
    words = [(end - len(before) + each.start(), each[0]) for each in re.finditer(r"\S+", before)][-12:]
    for place in range(len(words) - 2, -1, -1):
        if words[place][1][0].isupper() and initials_fit(short, [word for _, word in words[place:]]):
            return words[place][0], end
    return _with_the_word_in_it(plain, words, end, short)


def _with_the_word_in_it(plain: str, words: Sequence[tuple[int, str]], end: int, short: str) -> Span | None:
    """`Fernhill Family Trust (Fernhill)`, or capitals that begin like the name in another language."""
    run: list[int] = []
    for start, word in reversed(words):
        if not (word[0] in names.UPPER or (run and word.lower() in vocabulary.LINKS)) or word.endswith(","):
            break
        run.append(start)
    while run and plain[run[-1]] not in names.UPPER:
        run.pop()
    if len(run) < 2 or not vocabulary.is_organisation(plain[run[-1] : end]):
        return None
    phrase = plain[run[-1] : end]
    start = run[-1] + (4 if phrase.startswith("The ") else 0)
    is_part = short[0].isupper() and re.search(rf"\b{re.escape(short)}\b", phrase)
    initials = {word[0] for _, word in words}
    return (start, end) if is_part or (short.isupper() and short[0] in initials) else None


def _belongs(short: str, long: str) -> bool:
    return initials_fit(short, long.split()) or (
        short.lower() in long.lower().split() and long.lower() != short.lower()
    )


def initials_fit(short: str, words: Sequence[str]) -> bool:
    letters = short.lower().replace(".", "").replace("&", "").replace(" ", "")
    parts = [part for each in words for part in each.strip("(),.&\"'“”‘’").replace("/", "-").split("-") if part]
    every = "".join(each[0] for each in parts).lower()
    strong = "".join(each[0] for each in parts if each.lower() not in vocabulary.LINKS and each[0].isupper()).lower()
    small = "".join(each[0] for each in parts if each.lower() not in vocabulary.LINKS).lower()
    capital = "".join(letter for each in parts for letter in each if letter.isupper()).lower()
    return len(words) >= 2 and text.fold(letters) in [text.fold(each) for each in (every, strong, small, capital)]


def in_brackets_alone(plain: str, start: int, end: int) -> Span | None:
    """`(Sample)` or `(Sample Centre)`, behind whom a text names: how a house calls itself that begins so."""
    name = plain[start:end]
    words = name.split()
    before = _BEFORE_ITS_FIELD.match(name)
    begun = before["begun"] if before else words[0]
    if len(words) < 2 or begun.lower() in _NO_BEGINNINGS or places.is_city(begun):
        return None
    place = plain.find(f"({begun})")
    return (place + 1, place + 1 + len(begun)) if place >= 0 else None


_BEFORE_ITS_FIELD = re.compile(r"(?P<begun>\S{1,40} [^,]{3,60}?) (?:for|of|on) ")
_NO_BEGINNINGS = vocabulary.ORGANISATIONS | vocabulary.COMMON | vocabulary.NO_NAMES | vocabulary.LINKS
