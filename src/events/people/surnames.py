"""Which part of a name is the surname, as far as the name tells it."""

import re

from events import text
from events.people import beside_names

# What belongs to a surname though it is written apart and small.
_PARTICLES = frozenset(
    "af al av bin bint d' da das de del dela della den der di do dos du e el ibn la las le los ould ten ter van von y "
    "zu zum zur".split()
)
# Spelt with their marks, as nobody else's names are.
_VIETNAMESE = frozenset("Nguyễn Trần Lê Phạm Hoàng Huỳnh Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Đinh Trịnh".split())
_FIRST = re.compile("[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff]")  # Han, Kana, Hangul


def sort_name(name: str) -> str:
    """A guess that somebody may mend: `Prof. Jan van der Berg OBE` gives `van der Berg, Jan`.

    What has its order already stays in it: `毛泽东`, `Nguyễn Văn An`, and `MAO Zedong`, whose surname is in capitals.
    """
    words = beside_names.bare(name)
    is_vietnamese = len(words) > 1 and words[0].capitalize() in _VIETNAMESE
    is_ordered = len(words) > 1 and len(words[0]) > 2 and words[0].isupper() and not words[-1].isupper()
    if is_ordered or is_vietnamese or _FIRST.search(name):
        return " ".join(words)
    first = len(words) - 1
    while first > 0 and words[first - 1] in _PARTICLES:
        first -= 1
    surname, given = " ".join(words[first:]), " ".join(words[:first])
    return f"{surname}, {given}" if given else surname


def is_alone(name: str) -> bool:
    """Whether somebody is given by no more than a surname: `Dr Adeyemi`, `van der Berg`, `VAN DER BERG`."""
    before = beside_names.bare(text.bare(name))[:-1]
    return _PARTICLES.issuperset(map(str.lower, before) if name.isupper() else before)


def is_of(sorted_as: str, name: str) -> bool:
    """Whether `Dr Adeyemi` may be who is sorted as `Adeyemi, Ruth`."""
    surname, comma, _ = sorted_as.partition(",")
    return bool(comma) and text.fold(" ".join(beside_names.bare(text.bare(name)))) == text.fold(surname)
