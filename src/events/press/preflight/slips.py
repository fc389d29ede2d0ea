"""What a release says wrong whatever it speaks of: weekdays, addresses of ours, endnotes."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime

from events import times
from events.press.preflight import dates, links, telling
from events.press.preflight.finding import About, Finding, asks
from events.press.preflight.loading import Draft, Facts
from events.press.preflight.telling import Sentence


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
