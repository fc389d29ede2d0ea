"""The mail around a release: its head, and the few lines to the newsroom that go before the news."""

import itertools
import re
from collections.abc import Sequence

from events.press.reading.layout import headings
from events.press.reading.layout.source import Paragraph

CONFIDENTIAL = re.compile(
    r"(?:this|the (?:contents|information)[\w ]{0,30}) (?:e-?mail|message)\b.{0,300}\b(?:confidential|addressee"
    r"|intended recipient|in error)\b",
    re.IGNORECASE,
)
_HEADER = re.compile(
    r"(?:from|to|cc|bcc|sent|date|pages|subject|reply-to|importance|attachments?|von|an|betreff)\s?:\s", re.IGNORECASE
)
_SALUTATION = re.compile(
    r"(?:dear|hi|hello|hiya|greetings|good (?:morning|afternoon|evening|day)|all"
    r"|(?:morning|afternoon|evening),? (?:all|both|everyone))\b[^.]{0,40}[,:!.]?|[A-Z]\w+(?: \w+)?,",
    re.IGNORECASE,
)
_ENCLOSES = re.compile(
    r"\b(?:please (?:find|see)|(?:see|find) (?:below|attached)|(?:below|attached|pasted|enclosed) (?:is|are|for)"
    r"|(?:release|statement|text|details?|copy|advisory) (?:is |are )?(?:below|attached|follows?|enclosed))\b",
    re.IGNORECASE,
)
_SIGNS_OFF = re.compile(
    r"(?:(?:with )?(?:kind|best|warm|many|kindest|warmest) )?(?:regards|wishes|thanks|best|cheers|thank you)\W*"
    r"|yours(?: \w+)?,?",
    re.IGNORECASE,
)
_LONGEST = 8  # paragraphs of a letter
_NEWS = 25  # words of a paragraph that tells some


def headers(paragraphs: Sequence[Paragraph]) -> int:
    """How many of the first lines are the head of a mail; a second `Date:` is of something else."""
    found = [_HEADER.match(each.text) for each in paragraphs[:10]]
    names = [each[0].lower().rstrip(": ") if each else "" for each in found]
    heads = [bool(each) and each not in names[:place] for place, each in enumerate(names)]
    last = max((place for place, is_head in enumerate(heads) if is_head), default=-1) + 1
    return last if sum(heads[:last]) >= 3 and sum(heads[:last]) >= last - 1 else 0


def covering(paragraphs: Sequence[Paragraph], first: int) -> range:
    """The lines that go before the news: from `Dear all` to the name below `Kind regards`."""
    begins = next((place for place in range(first, min(first + 4, len(paragraphs))) if greets(paragraphs[place])), None)
    if begins is None:
        return range(0)
    within = range(begins + 1, min(begins + 1 + _LONGEST, len(paragraphs)))
    signed = next((place for place in within if _SIGNS_OFF.fullmatch(paragraphs[place].text)), None)
    enclosed = next((place for place in within[:3] if _ENCLOSES.search(paragraphs[place].text)), None)
    ends = begins
    if signed is not None:
        ends = signed
        while ends + 1 < len(paragraphs) and _is_of_signature(paragraphs[signed], paragraphs[ends + 1]):
            ends += 1
    elif enclosed is not None:
        is_signed = enclosed + 1 < len(paragraphs) and _is_of_signature(paragraphs[enclosed], paragraphs[enclosed + 1])
        ends = enclosed + is_signed
    below = itertools.takewhile(lambda each: not headings.ABOUT.match(each.text[:200]), paragraphs[ends + 1 :])
    follows = any(len(each.text.split()) >= _NEWS for each in below)  # or the letter itself is the news
    return range(begins, ends + 1) if follows and ends > begins else range(0)


def greets(paragraph: Paragraph) -> bool:
    return _SALUTATION.fullmatch(paragraph.text) is not None


def _is_of_signature(regards: Paragraph, line: Paragraph) -> bool:
    return line.group <= regards.group + 1 and len(line.text.split()) <= 3 and line.text.istitle()
