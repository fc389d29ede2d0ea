"""Lines that a text keeps from print itself: `Note to desk: …`, `Jo’s mobile is …, do not print`."""

import re
from collections.abc import Iterator, Sequence

from events.press.reading.layout.parts import Part, Placed
from events.press.reading.release import bookings, desks

_TO_THE_DESK = re.compile(
    r"\W*(?:notes?|messages?|memo) (?:to|for) (?:the |all |our )?(?:\w+ )?(?:(?:news)?desks?|sub-?editors|subs)\b",
    re.IGNORECASE,
)
_NOT_TO_PRINT = re.compile(  # at the beginning, at the end or in brackets: in a sentence it is the news
    r"(?:^\W*|[(\[][^()\[\]]{0,60}|[,;:.–—-]\s(?:but |so |and |this (?:is|number is) )?)(?:please )?(?:strictly )?"
    r"(?:not (?:for|to be) (?:print|publication|published|broadcast|quotation|quoted|sharing|shared)"
    r"|(?:do not|don[’']t|never) (?:print|publish|quote|broadcast|share|pass (?:it )?on|give (?:it )?out)"
    r"|off the record|(?:for )?internal use only)\b"
    r"(?!.{0,40}\b(?:before|until|till|prior|ahead|without|unless|e-?mail)\b)(?=[^.!?]{0,40}(?:[.!?)\]:]|$))",
    re.IGNORECASE,
)
_CONFIDENTIAL = re.compile(
    r"^\W*(?:strictly )?(?:private (?:and|&) )?confidential\s?[:–—-]|[(\[](?:strictly )?confidential[)\]]",
    re.IGNORECASE,
)
_FOR_EDITORS = re.compile(r"\b(?:editors?|spokes\w+)\b", re.IGNORECASE)
_LONGEST = 400  # characters of a line that says so of itself
_HEADING = 90


def within(placed: Sequence[Placed]) -> frozenset[int]:
    """The places of these lines, and of those below one that is their heading.

    Nothing that is for the press, who are told more than the public; nor what says so of the whole text, above it.
    """
    found: set[int] = set()
    has_begun = False
    for place, each in enumerate(placed):
        text = each.paragraph.text
        has_begun = has_begun or each.part is Part.BODY
        if place in found or len(text) > _LONGEST or each.part is Part.EMBARGO or not _is_kept(text):
            continue
        if not _heads(text):
            found.add(place)
        elif has_begun:
            found |= {place, *_below(placed, place)}
    return frozenset(found)


def _is_kept(text: str) -> bool:
    if not any(map(text.lower().__contains__, _MAY_KEEP)):
        return False
    is_said = _TO_THE_DESK.match(text) or any(each.search(text) for each in (_NOT_TO_PRINT, _CONFIDENTIAL))
    return bool(is_said) and not _is_for_the_press(text)


# Words of which each such line has one.
_MAY_KEEP = ("not ", "don", "never ", "off the record", "internal use", "confidential", "desk", "sub")


def _is_for_the_press(text: str) -> bool:
    return any(each.search(text) for each in (desks.ASKS, bookings.OF_THE_PRESS, _FOR_EDITORS))


def _heads(text: str) -> bool:
    """`Notes to the desk (not for publication)`, with nothing behind it in its line."""
    return len(text) <= _HEADING and text[-1:] not in ".!?" and not re.search(r"\d{5}|\d{3}\s?\d{3}|@|:\s\w|, do", text)


def _below(placed: Sequence[Placed], heading: int) -> Iterator[int]:
    """The lines that stand with it or, where it stands alone, those right below."""
    group = None
    for place in range(heading + 1, len(placed)):
        each = placed[place]
        group = each.paragraph.group if group is None else group
        if each.paragraph.group != group or each.paragraph.level or each.is_heading:
            return
        if not _is_for_the_press(each.paragraph.text):
            yield place
