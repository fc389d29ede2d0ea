"""Which lines above a text only name houses, their departments, and what they invite to."""

import re
from collections.abc import Sequence

from events.press.reading.houses import alliances
from events.press.reading.layout import mastheads
from events.press.reading.layout.parts import Placed
from events.press.reading.words import places, wording


def is_second_house(placed: Sequence[Placed], place: int) -> bool:
    """The line below `Example Institute and`, one that itself begins so, or one that says where that house is."""
    above, line = placed[place - 1].paragraph if place else None, placed[place].paragraph
    if above is None or above.group != line.group:
        return False
    town = line.text.rpartition(", ")[2]
    is_seat = town != line.text and places.zone(town) is not None and not mastheads.has_verb(line.text)
    joined = is_seat or _JOINED.search(above.text) or _JOINING.match(line.text)
    return bool(joined) and is_letterhead(_JOINED.sub("", above.text))


_WITH = r"(?:in (?:partnership|association|collaboration|co-?operation) with|together with|supported by)"
_JOINED = re.compile(rf"\s(?:and|&|with|{_WITH})$", re.IGNORECASE)
_JOINING = re.compile(rf"\W{{0,2}}(?:and|&|with|{_WITH}) ", re.IGNORECASE)
_PARTNERS = re.compile(r"[A-Z][\w'’-]+(?:,? [A-Z][\w'’-]+){0,2} & [A-Z][\w'’-]+")
_UNIT = re.compile(
    r"(?:[A-Z][\w'’]+,? (?:and |& |of |for |the )*){1,6}"
    r"(?:Affairs|Communications?|Relations|Office|Department|Division|Directorate|Services|Unit|Team|Branch|Bureau)"
)


def is_letterhead(line: str) -> bool:
    """Only the names of houses, in capitals or not, with bars, commas and banners between them."""
    line = _JOINED.sub("", line)
    if mastheads.is_house(line.strip(" .*|")) or _UNIT.fullmatch(line) or _PARTNERS.fullmatch(line):
        return True
    if tells_seat(line):
        return True
    if _INVITING.search(line) or alliances.invites(line[:250]):
        return True
    spans = [*mastheads.pieces(line)]
    named = [*mastheads.houses(line)]
    is_signed = len(spans) > 1 and mastheads.is_banner(line[slice(*spans[-1])]) and _is_foreign(line[slice(*spans[0])])
    if is_signed or (_BRACKETED.fullmatch(line) and not mastheads.has_verb(line)):
        return True
    if named and len(spans) > 1:
        return all(
            mastheads.is_banner(line[start:end])
            or any(start <= begin and stop <= end for begin, stop in named)
            or _is_foreign(line[start:end])
            for start, end in spans
        )
    several = [each.strip() for each in _COMMAS.split(line) if each.strip()]
    says = sum(wording.says_house(each) for each in several)
    return len(several) > 1 and says * 2 >= len(several) and all(_is_named(each) for each in several)


def tells_seat(line: str, *, sure: bool = True) -> bool:
    """`Geneva – Forum for Trees`: a place, or where that need not be `sure` what may be one, a house, and no more."""
    told = [each.strip(" .*").removeprefix("The ") for each in _SEAT.split(line[:_LONGEST])]
    towns = [each for each in told if places.is_city(each.title() if each.isupper() else each)]
    if not (sure or towns):
        towns = [each for each in told if _TOWN.fullmatch(each) and not mastheads.is_house(each)]
    return 0 < len(towns) < len(told) and all(each in towns or mastheads.is_house(each) for each in told)


_TOWN = re.compile(r"[A-ZÀ-Þ][\w'’-]+(?: [A-ZÀ-Þ][\w'’-]+){0,2}")
_SEAT = re.compile(r"\s?[|/·•:]\s?|\s[–—-]\s|,\s|\.\s(?=[A-Z])")
_LONGEST = 120  # characters
_INVITING = re.compile(
    r"\b(?:invites? (?:you|the (?:media|press)|journalists)|requests? the (?:pleasure|honou?r)"
    r"|(?:pleased|delighted|proud) to (?:invite|announce|present)"
    r"|(?:pleasure|honou?r) (?:in|of) inviting|cordially invites?|(?:warmly|cordially) invited)\b",
    re.IGNORECASE,
)
_COMMAS = re.compile(rf", (?:and )?(?:the )?| and (?:the )?| & |,? {_WITH} (?:the )?")
_CAPITAL = r"(?:[A-ZÀ-Þ][\w'’&.-]*,?|&|[a-zà-þ]{1,3})"
_BRACKETED = re.compile(rf"{_CAPITAL}(?: {_CAPITAL}){{1,9}} \([A-Z][\w&.-]{{0,5}}[A-Z]\)")  # `Observatório do Mar (OM)`


def _is_named(words: str) -> bool:
    """In capitals, but for small words, and without a verb."""
    capitals = all(each.lstrip("(")[:1].isupper() or len(each) <= 3 for each in words.split())
    return capitals and len(words.split()) <= 9 and not mastheads.has_verb(words)


def _is_foreign(words: str) -> bool:
    """The same name in another language: capitals, and no English word that makes a sentence."""
    return bool(
        re.fullmatch(r"[A-ZÀ-Þ][\w'’-]*(?: (?:\w{1,3}|[A-ZÀ-Þ][\w'’-]*)){0,8}", words)
    ) and not mastheads.has_verb(words)
