"""What a release says wrong whatever it speaks of: weekdays, numbers in a series, addresses of ours, endnotes."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime

from events import templating, text, times
from events.press.preflight import dates, links, telling
from events.press.preflight.finding import About, Finding, asks
from events.press.preflight.loading import Draft, Facts
from events.press.preflight.telling import Sentence
from events.programme.models import Publication, Series

_PARTS = r"(?:parts?|papers?|publications?|reports?|studies|study|volumes?)"
_NUMBERED = re.compile(
    r"\b(?P<number>first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d{1,2}(?:st|nd|rd|th))"
    rf"(?P<noun>\s{_PARTS})?\s(?:of|in)\s(?:a\sseries\sof\s)?"
    r"(?P<parts>two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,2})\b"
    rf"(?(noun)(?:\s{_PARTS}|(?!\s[a-z])|\sin\s)|(?:\s{_PARTS}|\sin\s(?:the|a|its)\sseries))"
)


def wrong_weekday(facts: Facts, now: datetime) -> Iterator[Finding]:
    for draft in facts.drafts:
        near = _near(facts, draft, now)
        for sentence in draft.told.sentences:
            for each in dates.mentions(sentence.words, draft.release.language):
                days = each.days(near)
                if each.weekday is None or any(day.weekday() == each.weekday for day in days):
                    continue
                if not days or each.year or not _is_other_year(sentence):
                    yield _weekday(draft, sentence, each, days)


def _near(facts: Facts, draft: Draft, now: datetime) -> date:
    """The day to which a text without years is nearest: its own, else that of the launch."""
    return draft.version.dated or next((each.day for each in facts.events if each.day), draft.dated(now))


def _is_other_year(sentence: Sentence) -> bool:
    return bool(re.search(r"\b(?:19|20)\d\d\b|\b(?:last|next|previous|following) year\b", sentence.words))


def _weekday(draft: Draft, sentence: Sentence, mention: dates.Mention, days: Sequence[date]) -> Finding:
    told = f"The release “{draft.version.headline}” says “{mention.words}”, and "
    if not days:
        return asks(About.row(draft.release, sentence.field), f"{told}there is no such day.", "Mend the date.")
    is_year = "" if mention.year else f" {days[0].year}"
    return asks(
        About.row(draft.release, sentence.field),
        f"{told}{times.day(days[0]) if is_year else 'that day'} is a {times.weekday(days[0])}.",
        "Find out which of the two is wrong, and mend it.",
    )


def wrong_number(facts: Facts, now: datetime) -> Iterator[Finding]:
    """The number of a report in its series: taken, greater than its parts, or another than the release says."""
    for report in facts.publications:
        number, series = report.series_number, report.series
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


def _is_same(series: Series, other: Series | None) -> bool:
    return other is not None and text.fold(other.title) == text.fold(series.title)


def _told_number(facts: Facts) -> Iterator[Finding]:
    numbered = [each for each in facts.publications if each.series and each.series_number]
    if len(numbered) != 1:
        return
    [report] = numbered
    for draft in facts.drafts:
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


def dead_links(facts: Facts, now: datetime) -> Iterator[Finding]:
    for draft in facts.drafts:
        leading = facts.leading.get(draft.release.id, frozenset())
        about = About.row(draft.release, "body")
        for path, words in links.own(draft.told, facts.host):
            if links.is_judged(path) and path not in leading:
                yield asks(
                    about,
                    f"The release “{draft.version.headline}” leads to {path} (“{telling.shown(words, 60)}”), where "
                    "readers will find nothing when it comes out.",
                    "Mend the address, or publish what it leads to.",
                )
        for link in draft.told.lost_links:
            yield asks(
                about,
                f"The link “{telling.shown(link.words, 60)}” in the release “{draft.version.headline}” leads to "
                f"“{telling.shown(link.address, 60)}”, which is no web address; the formats print its words alone.",
                "Write the whole address, from https:// on.",
            )


def loose_endnotes(facts: Facts, now: datetime) -> Iterator[Finding]:
    for draft in facts.drafts:
        about = About.row(draft.release, "body")
        for mark in draft.told.loose_marks:
            yield asks(
                about,
                f"The release “{draft.version.headline}” has the mark {mark} and no endnote for it.",
                f"Write the endnote on a line of its own, as in “{mark}: Source: …”, or take the mark out.",
            )
        for marker in draft.told.unused_endnotes:
            yield asks(
                about,
                f"Nothing in the release “{draft.version.headline}” refers to the endnote {marker}.",
                f"Put [^{marker}] where it belongs, or take the endnote out.",
            )
