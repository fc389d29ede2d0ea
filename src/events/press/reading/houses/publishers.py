"""Which of the houses behind a release a text names as publishers of its report; a partner or host is none by that."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from events.press.reading.draft import Organisation
from events.press.reading.layout.source import Source

_LONGEST = 20_000  # characters that are looked at
_MOST = 20  # houses
_WORKS = r"(?:reports?|papers?|stud(?:y|ies)|briefings?|reviews?|publications?|books?|guides?|surveys?|analys[ei]s)"
_WHEN = r"(?: (?:today|jointly|this (?:week|morning)|tomorrow|both|together|have|has|will|are|is)){0,4}"
_PUBLISH = r"(?:publish(?:e[sd]|ing)?|releas(?:e[sd]?|ing)|issu(?:e[sd]?|ing))\b"


def told(source: Source, houses: Sequence[Organisation]) -> list[Organisation]:
    """The houses, those marked that publish: `a report by X and Y`, `X and Y publish`, `Published by X`."""
    called = [[fact.value for fact in (each.name, each.short_name) if fact] for each in houses]
    publishing = {name for part in _publishing(source.plain[:_LONGEST], called[:_MOST]) for name in part}
    return [
        replace(house, publishes=any(_folded(each) in publishing for each in own))
        for house, own in zip(houses, called, strict=True)
    ]


def _publishing(plain: str, called: Sequence[Sequence[str]]) -> Iterator[set[str]]:
    """What the houses are called in each list of them that publishes something."""
    every = sorted({each for own in called for each in own}, key=len, reverse=True)
    if not every:
        return
    one = rf"(?:the )?(?:{'|'.join(map(re.escape, every))})\b(?: \([^()]{{2,60}}\))?"
    several = rf"\b{one}(?:(?:,| and|, and| &) (?:the )?(?:charity |think[- ]tank |union )?{one})*"
    for found in re.finditer(several, plain, re.IGNORECASE):
        before = plain[max(0, found.start() - _BEFORE) : found.start()]
        is_named_as_such = before.lower().endswith((" by ", " from ", ": ")) and _PUBLISHED_BY.search(before)
        if is_named_as_such or _THEY_PUBLISH.match(plain, found.end()):
            yield {_folded(each) for each in re.findall("|".join(map(re.escape, every)), found[0], re.IGNORECASE)}


_BEFORE = 120  # characters
_PUBLISHED_BY = re.compile(
    rf"(?:\b(?:published|released|issued){_WHEN} by"
    rf"|\b{_WORKS}(?: (?:(?!\bby\b)[^.,;:\n]){{1,60}}?)? (?:by|from)|^publishers?:) \Z",
    re.IGNORECASE | re.MULTILINE,
)
_THEY_PUBLISH = re.compile(
    rf"(?:['’]s?)? (?:new |latest |joint |annual )?{_WORKS}\b|{_WHEN},?{_WHEN} {_PUBLISH}", re.IGNORECASE
)


def _folded(name: str) -> str:
    return name.casefold()
