"""The number of a report in its series: as it is entered, and as a release says it."""

import re
from collections.abc import Iterator
from datetime import datetime

from events import templating, text
from events.press.preflight import telling
from events.press.preflight.finding import About, Finding, asks
from events.press.preflight.loading import Draft, Facts
from events.press.preflight.telling import Sentence
from events.programme.models import Publication, Series

_PARTS = r"(?:parts?|papers?|publications?|reports?|studies|study|volumes?)"
_ORDINAL = r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d{1,2}(?:st|nd|rd|th))"
_NUMBERED = re.compile(
    rf"\b(?P<number>{_ORDINAL})"
    rf"(?P<noun>\s{_PARTS})?\s(?:of|in)\s(?:a\sseries\sof\s)?"
    r"(?P<parts>two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,2})\b"
    rf"(?(noun)(?:\s{_PARTS}|(?!\s[a-z])|\sin\s)|(?:\s{_PARTS}|\sin\s(?:the|a|its)\sseries))"
)
_WORDS = {templating.cardinal(number): number for number in range(1, 13)}
_COUNT = rf"(?:\d{{1,3}}|{'|'.join(_WORDS)})"
_NUMBER = (
    r"(?:nos?\.?|numbers?|nr\.?|№|#|papers?|reports?|parts?|volumes?|vol\.?|issues?)\s*"
    rf"(?P<number>{_COUNT})(?:\s*(?:of|/)\s*(?P<parts>{_COUNT}))?"
)
_BARE = r"(?P<bare>\d{1,3})"
_ENDS = r"(?=\s*(?:$|[)\].,;:–—’”\"']|(?:in|of)\b))(?![.,:/]\d)"
_CLOSES, _OPENS = r"[’”\"'*]*[\s,:;(\[–—-]{0,4}", r"[‘“\"'*]*"
_OF = rf"\s+(?:of|in)\s+(?:(?:the|our|its|their|this)\s+)?(?:series\s+(?:of\s+)?)?{_OPENS}"
# By such words a sentence speaks of another of the series.
_ANOTHER = re.compile(r"\b(?:after|earlier|followed|follows|following|forthcoming|next|preceding|previous|since)\b")


def wrong_number(facts: Facts, now: datetime) -> Iterator[Finding]:
    """The number of a report in its series: none, taken, greater than its parts, or another than the release says."""
    for report in facts.publications:
        number, series = report.series_number, report.series
        if series is not None and number is None:
            yield from _no_number(facts, report, series)
        if number is None or series is None:
            continue
        about = About.row(report, "series_number")
        for other in facts.in_series:
            if other.id != report.id and other.series_number == number and _is_same(series, other.series):
                yield asks(
                    about,
                    f"“{report.title}” is number {number} of “{series.title}”, and so is “{other.title}”.",
                    "Change the number of one of them. If the series was entered twice, join the two.",
                )
        if series.parts and number > series.parts:
            yield asks(
                about,
                f"“{report.title}” is number {number} of “{series.title}”, which has {series.parts} parts.",
                "Change the number, or how many parts the series has.",
            )
    yield from _told_number(facts)


def _no_number(facts: Facts, report: Publication, series: Series) -> Iterator[Finding]:
    """Beside others that have one, such as a report that was read with a number that was taken already."""
    about = About.row(report, "series_number")
    taken = {
        each.series_number: each for each in facts.in_series if each.series_number and _is_same(series, each.series)
    }
    for draft in facts.drafts:
        given = [each for each in _given(draft, report, series) if each in taken]
        if given:
            yield asks(
                about,
                f"Number {given[0]} of “{series.title}”, which the release “{draft.version.headline}” gives to "
                f"“{report.title}”, is taken: it is “{taken[given[0]].title}”.",
                "Give the report another number and change the text, or change the number of the other first.",
            )
            return
    for number in sorted(filter(None, taken))[-1:]:
        yield asks(
            about,
            f"“{report.title}” has no number in “{series.title}”, where number {number} is “{taken[number].title}”.",
            "Give it the number that it has, unless it has none.",
        )


def _given(draft: Draft, report: Publication, series: Series) -> Iterator[int]:
    """The numbers that a release gives to a report of its series: `no. 4`, `second of three`, `the fourth in our …`."""
    ordinals = {word: n for n in range(1, 100) for word in (templating.ordinal(n), f"{n}{_suffix(n)}")}
    name = rf"(?:\S+\s+){{0,4}}?{_named(series.title) or '(?!)'}\b"
    beside = re.compile(rf"\b(?P<number>{_ORDINAL})(?:\s+{_PARTS})?\s+(?:of|in)\s+{name}")
    for sentence in draft.told.sentences if draft.is_english else ():
        if sentence.is_speech or sentence.is_source or _ANOTHER.search(text.fold(sentence.words)):
            continue
        yield from (number for number, _ in _said(sentence, report, series))
        for found in (_NUMBERED.search(sentence.words), beside.search(text.fold(sentence.words))):
            if found and found["number"] in ordinals:
                yield ordinals[found["number"]]


def _is_same(series: Series, other: Series | None) -> bool:
    return other is not None and text.fold(other.title) == text.fold(series.title)


def _told_number(facts: Facts) -> Iterator[Finding]:
    numbered = [each for each in facts.publications if each.series and each.series_number]
    if len(numbered) != 1:
        return
    [report] = numbered
    for draft in facts.drafts:
        if draft.is_english:
            yield from _counted(facts, draft, report)
        for sentence in draft.told.sentences if draft.is_english else ():
            found = None if sentence.is_speech or sentence.is_source else _NUMBERED.search(sentence.words)
            if found and not _is_its_number(found, report):
                yield asks(
                    About.row(draft.release, sentence.field),
                    f"The release “{draft.version.headline}” says “{found[0]}”, and “{report.title}” is entered as "
                    f"{_numbered(report)}.",
                    "Change the text, or the number of the publication.",
                    report.id,
                )


def _is_its_number(found: re.Match[str], report: Publication) -> bool:
    number, parts = report.series_number, report.series.parts if report.series else None
    own = {templating.ordinal(number or 0), f"{number}{_suffix(number or 0)}"}
    return found["number"] in own and (parts is None or found["parts"] in (str(parts), templating.cardinal(parts)))


def _suffix(number: int) -> str:
    return "th" if number in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


def _numbered(report: Publication) -> str:
    assert report.series
    parts = f" of {report.series.parts}" if report.series.parts else ""
    return f"number {report.series_number}{parts} of “{report.series.title}”"


def _counted(facts: Facts, draft: Draft, report: Publication) -> Iterator[Finding]:
    """`Tide Papers 4`, `no. 4 in the series`: a release that gives its own number may give those of others too."""
    assert report.series
    own, others = (report.series_number, report.series.parts), []
    for sentence in draft.told.sentences:
        for number, parts in () if sentence.is_speech or sentence.is_source else _said(sentence, report, report.series):
            if number == own[0] and (parts is None or own[1] in (None, parts)):
                return
            if not _is_of_another(sentence, number, facts):
                others.append(sentence)
    for sentence in others[:1]:
        yield asks(
            About.row(draft.release, sentence.field),
            f"The release “{draft.version.headline}” says “{telling.shown(sentence.words)}”, and “{report.title}” is "
            f"entered as {_numbered(report)}.",
            "Change the text, or the number of the publication.",
            report.id,
        )


def _said(sentence: Sentence, report: Publication, series: Series) -> Iterator[tuple[int, int | None]]:
    """The numbers, each with that of all parts where it is said, that stand right beside the series or the report."""
    words, beside = text.fold(sentence.words), []
    if name := _named(series.title):
        beside.append(rf"\b{name}(?:\s+series)?{_CLOSES}(?:\b{_NUMBER}|{_BARE}){_ENDS}")
        beside.append(rf"\b{_NUMBER}{_OF}(?:{name}|(?:[\w-]+\s+)?series)\b")
    if name := _named(report.title):
        beside.append(rf"\b{name}{_CLOSES}\b{_NUMBER}{_ENDS}")
    for pattern in beside:
        for found in re.finditer(pattern, words):
            said = found.groupdict()
            number = said["number"] or said.get("bare")
            if number:
                yield _value(number), _value(said["parts"]) if said["parts"] else None


def _named(title: str) -> str:
    """A title as it may be written, but for its article."""
    words = text.words(title)
    return r"\W{1,3}".join(map(re.escape, words[1:] if words[:1] == ["the"] else words))


def _value(number: str) -> int:
    return _WORDS.get(number) or int(number)


def _is_of_another(sentence: Sentence, number: int, facts: Facts) -> bool:
    if _ANOTHER.search(text.fold(sentence.words)):
        return True
    named = (each.title for each in facts.in_series if each.series_number == number)
    return any(telling.has(sentence.folded, text.words(title)) for title in named)
