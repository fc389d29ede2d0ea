"""What goes out before an embargo lifts, and gives away what is under it."""

from collections.abc import Iterator
from datetime import datetime

from events import addresses, text
from events.press.preflight.finding import About, Finding, asks
from events.press.preflight.loading import Facts


def news_before_lift(facts: Facts, now: datetime) -> Iterator[Finding]:
    """An announcement that repeats an embargoed headline. Organisers may want that; they have to say so."""
    secrets = list(dict.fromkeys(_secrets(facts, now)))
    for about, place, said in _announced(facts, now):
        for secret in secrets:
            if text.repeats(said, secret):
                yield asks(
                    about,
                    f"Strangers read “{secret}” at {place} before the embargo lifts.",
                    "Call it otherwise, unless you want this known before.",
                )
                break


def _secrets(facts: Facts, now: datetime) -> Iterator[str]:
    for draft in facts.drafts:
        embargo = draft.release.embargo
        if embargo and not embargo.is_lifted(now):
            yield draft.version.headline


def _announced(facts: Facts, now: datetime) -> Iterator[tuple[About, str, str]]:
    """What strangers may read, with the field in which it stands and its address."""
    for event in facts.events:
        if facts.goes_out(event) and (event.embargo is None or event.embargo.is_lifted(now)):
            for field in ("title", "standfirst", "description"):
                yield About.row(event, field), addresses.event(event), getattr(event, field) or ""
    for draft in facts.drafts:
        release = draft.release
        if facts.goes_out(release) and (release.embargo is None or release.embargo.is_lifted(now)):
            for sentence in draft.told.sentences:
                yield About.row(release, sentence.field), addresses.release(release), sentence.words
