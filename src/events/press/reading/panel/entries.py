"""Where somebody else may begin in a list of people, and which of its lines go on about the one above them."""

import re
from collections.abc import Sequence

from events.press.reading.panel import posts
from events.press.reading.panel.chunks import BIO, Chunk, Cutting
from events.press.reading.words import names, stages

_GOES_ON = re.compile(rf"\s?[,(|:/]|\s{posts.FREE_MARK}\s")
_SHE = re.compile(r"(?:She|He|They)\s")
_LABEL = 20  # characters: `Hosted by Ann Lee`


def marked(cutting: Cutting, chunks: Sequence[Chunk]) -> list[Chunk]:
    """Marks where somebody else may begin: a line, unless it goes on about the name above it, or a semicolon."""
    entries = _begun(chunks)
    going_on = _stanzas(cutting, [chunks[place] for place in entries if chunks[place].before in ("\n", "")])
    marked: list[Chunk] = []
    begun = {chunks[place].start for place in entries} - going_on
    for place, each in enumerate(chunks):
        bio = BIO.match(cutting.plain, each.start, each.end) if place else None
        is_bio = (bio is not None and (not bio["more"] or _is_named_above(cutting, bio["who"], chunks[place - 1]))) or (
            place > 0 and _SHE.match(cutting.plain, each.start) is not None
        )
        begins = (each.start in begun or each.before in (".", "?", "!")) and not each.depth and not is_bio
        is_outside = place > 0 and chunks[place - 1].depth > each.depth
        marked.append(Chunk(each.start, each.end, each.before, each.depth, begins, is_bio, is_outside))
    return marked


def _is_named_above(cutting: Cutting, who: str, above: Chunk) -> bool:
    """`Ann Lee`, and below it `Ann Lee is …`; below `LEE, Ann` it tells the name as it is said."""
    if above.start in cutting.turned:
        return False
    told = cutting.plain[above.start : above.end].casefold()
    return all(each in told for each in who.casefold().split()[-2:])


def _stanzas(cutting: Cutting, lines: Sequence[Chunk]) -> set[int]:
    """Where lines begin that go on about the name above them: blank lines part the people, not line ends."""
    groups: dict[int, list[int]] = {}
    for chunk in lines:
        paragraph = cutting.source.paragraphs[cutting.source.paragraph_at(chunk.start)]
        if paragraph.mark:
            return set()
        groups.setdefault(paragraph.group, []).append(chunk.start)
    first = [cutting.source.paragraphs[cutting.source.paragraph_at(each[0])].text for each in groups.values()]
    if len(groups) < 2 or sum(len(each) > 1 for each in groups.values()) * 2 < len(groups):
        return set()
    is_told = (names.at(text, 0) or ":" in text or stages.of(text[:_LABEL]) for text in first)
    if not all(
        each[0] in cutting.turned or told or (len(each) < 2 and not text.rstrip().endswith("."))
        for each, text, told in zip(groups.values(), first, is_told, strict=True)
    ):
        return set()
    further = [start for each in groups.values() for start in each[1:]]
    told = [cutting.source.paragraphs[cutting.source.paragraph_at(each)].text for each in further]
    if any(each[0] in cutting.turned for each in groups.values()) and any(BIO.match(text) for text in told):
        return set()  # below `LEE, Ann` it tells the name as it is said
    of_others = sum(bool((name := names.at(text, 0)) and _GOES_ON.match(text, name.closes)) for text in told)
    return set(further) if of_others * 2 < len(further) else set()


def _begun(chunks: Sequence[Chunk]) -> list[int]:
    """Where somebody else may begin: at each line, or at each semicolon if there is but one line."""
    has_lines = any(each.before == "\n" for each in chunks)
    marks = ("\n", "•") if has_lines else (";", "•")
    return [place for place, each in enumerate(chunks) if not place or (each.before in marks and not each.depth)]


def is_one_each(chunks: Sequence[Chunk]) -> bool:
    """Whether a line or a semicolon parts each person from the next."""
    return len(_begun(chunks)) > 1
