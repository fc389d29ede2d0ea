"""What goes out before an embargo lifts, and gives away what is under it."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from uuid import UUID

from events import addresses, text
from events.press.models import Release
from events.press.preflight.finding import About, Finding, asks
from events.press.preflight.loading import Draft, Facts
from events.programme.models import Publication
from events.programme.occasions import Event

_LONG_ENOUGH = 4  # words of a subtitle that nobody comes upon by chance: no “Annual report 2026”


def news_before_lift(facts: Facts, now: datetime) -> Iterator[Finding]:
    """An announcement that repeats an embargoed headline or title. Organisers may want that; they have to say so."""
    found = told(facts, secrets(facts, now), now)
    for secret, there in found.items():
        longer = [each for each in found if each != secret and text.repeats(each, secret)]
        places = {_place(each) for other in longer for each in found[other]}
        yield from (each for each in there if _place(each) not in places)  # else the longer says it


def secrets(facts: Facts, now: datetime) -> list[str]:
    """What nobody outside is to read before the lift: what releases are headed, and what reports are called."""
    found: list[str] = []
    for part in (*facts.publications, *(each.release for each in facts.drafts), *facts.taken_back):
        if part.embargo is None or part.embargo.is_lifted(now):
            continue
        if isinstance(part, Release):
            found.append(part.versions[0].headline)
        elif isinstance(part, Publication):
            found.append(part.title)
            if part.subtitle and len(text.words(part.subtitle)) >= _LONG_ENOUGH:
                found.append(part.subtitle)
    return list({" ".join(text.words(each)): each for each in reversed(found)}.values())[::-1]


def told(
    facts: Facts, secrets: Sequence[str], now: datetime, *, by: Sequence[UUID] | None = None
) -> dict[str, list[Finding]]:
    """Which of these strangers read, and where: in all that goes out of the launch, or `by` these rows of it."""
    found: dict[str, list[Finding]] = {}
    for about, place, said in _announced(facts, now):
        if by is not None and about.id not in by:
            continue
        for secret in secrets:
            if not _repeats(said, secret, at=place):
                continue
            finding = asks(
                about,
                f"Strangers read “{secret}” at {place} before the embargo lifts.",
                "Call it otherwise, unless you want this known before.",
            )
            there = found.setdefault(secret, [])
            if finding.sentence not in {each.sentence for each in there}:  # once for a page, where it is told first
                there.append(finding)
    return found


def _place(finding: Finding) -> tuple[UUID, str]:
    """The page, whichever of its fields says it."""
    return finding.about.id, finding.about.kind


def public_events(facts: Facts, now: datetime) -> list[UUID]:
    """Those that strangers can read already."""
    return [each.id for each in facts.events if each.published_at is not None and _is_open(each, now)]


def _repeats(said: str, secret: str, *, at: str) -> bool:
    """In words; an address is one where it is all that is said."""
    if said != at:
        return text.repeats(said, secret)
    wanted, slug = text.slug(secret), at.rpartition("/")[2]
    return f"-{wanted}-" in f"-{slug}-" if "-" in wanted else bool(wanted) and slug == wanted


def _announced(facts: Facts, now: datetime) -> Iterator[tuple[About, str, str]]:
    """What strangers may read, with the field in which it stands and its address; that too says something."""
    for event in facts.events:
        if facts.goes_out(event) and _is_open(event, now):
            for about, said in _of_event(event):
                yield about, addresses.event(event), said
    for draft in facts.drafts:
        if facts.goes_out(draft.release) and _is_open(draft.release, now):
            for about, said in _of_release(draft):
                yield about, addresses.release(draft.release), said


def _of_event(event: Event) -> Iterator[tuple[About, str]]:
    for field in ("title", "standfirst", "description", "accessibility", "status_note"):
        yield About.row(event, field), getattr(event, field) or ""
    yield About.row(event, "venue"), event.venue.full_address if event.venue else ""
    for item in event.programme:
        for words in (item.title, item.description or ""):
            yield About.row(event, "programme", part=item.id), words
    for speaker in event.shown_speakers:
        for post in speaker.posts:
            yield About.row(event, "speakers", part=speaker.id), post.in_words
    for topic in event.topics:
        yield About.row(event, "topics"), topic.name
    yield About.row(event, "title"), addresses.event(event)


def _of_release(draft: Draft) -> Iterator[tuple[About, str]]:
    for sentence in draft.told.sentences:
        yield About.row(draft.release, sentence.field), sentence.words
    yield About.row(draft.release, "headline"), addresses.release(draft.release)


def _is_open(part: Event | Release, now: datetime) -> bool:
    return part.embargo is None or part.embargo.is_lifted(now)
