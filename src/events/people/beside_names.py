"""What stands beside a name and is no part of it: letters after it, an office before it."""

import re

from events import text

OFFICES = frozenset("mayor alderman advocate governor".split())  # as people are called who have nothing else before

_DEGREES_AND_MORE = (
    "PEng EdD DLitt LLD JD CPA CFA FCA FCCA FCPA Esq BEng MEng MBBS MBChB MPH MRCP DVM DDS DCB GCB KC IAS IPS IFS Retd "
    "MICE MIET MIMechE FICE FIET ACA FRSC FRSL FRAS FRSB FLS FCIPR FRICS MRICS FRHistS FRAeS FIMechE CChem CSci CBiol"
).split()
_OF_WHERE = r"(?:\s?\((?:Oxon|Cantab|Hons|Retd|Ret|Edin|Lond|Glas|Dunelm|Ebor|Exon|Dub|Belf|Wales)\.?\))?"


def _with_stops(letters: str) -> str:
    """`OBE` as `O.B.E.` too, `PhD` also as `Ph. D.`"""
    groups = re.findall(r"[A-Z][a-z]*", letters)
    gap = r"\.?\s?" if any(len(each) > 1 for each in groups) else r"\.?"
    return gap.join(groups) + r"\.?"


_ONE = "|".join(map(_with_stops, sorted({*text.LETTERS, *_DEGREES_AND_MORE} - {"Jr.", "Sr."}, key=len, reverse=True)))
_LETTERS = re.compile(rf"\(?(?:{_ONE}){_OF_WHERE}\)?(?:[\s,]+(?:{_ONE}){_OF_WHERE})*")
_BEHIND = re.compile(rf"(?:\s\(?(?:{_ONE}){_OF_WHERE}\)?)+$")


def are_letters(words: str) -> bool:
    """Whether these stand after a name: `OBE`, `Ph.D.`, `MA (Oxon), FRS`."""
    return _LETTERS.fullmatch(words) is not None


def without_letters(name: str) -> str:
    """`Ada Quill` of `Ada Quill MA (Oxon)`; `JACK MA` is called so."""
    bare = _BEHIND.sub("", name)
    called = [each for each in bare.split() if each.rstrip(".") not in text.TITLES]
    behind = name[len(bare) :].split()
    return f"{bare} {behind[0]}" if len(called) == 1 and behind and is_whole(called[0], behind[0]) else bare


def bare(name: str) -> list[str]:
    """The words of a name but for titles and an office before it (Dr, Mayor) and letters after it (OBE)."""
    plain = without_letters(parted(name.partition(",")[0])[1])
    return [word for word in plain.split() if word.rstrip(".") not in text.TITLES] or [name]


def is_whole(name: str, behind: str) -> bool:
    """Whether two words in capitals are a name, of which the second looks like letters: `JACK MA`, and no degree."""
    return name.isupper() and len(behind) == _TWO_LETTERS and behind.isalpha() and behind.isupper()


_TWO_LETTERS = 2


def parted(name: str) -> tuple[str | None, str]:
    """The office before a name, and the name: `Mayor` and `Ada Quill`. `Mayor Quill` stays whole."""
    found = _OFFICE.fullmatch(name)
    return (found["office"], found["name"]) if found and " " in without_letters(found["name"]) else (None, name)


_OFFICE = re.compile(
    rf"(?P<office>(?:governor|advocate|attorney|solicitor)[\s-]general|{'|'.join(sorted(OFFICES))})\s(?P<name>.+)",
    re.IGNORECASE,
)
