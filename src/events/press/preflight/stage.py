"""Who is on stage against who is named: withdrawn, listed otherwise, unanswered, in two places, not signed off."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from events import templating, times
from events.press import standings
from events.press.approval_models import State, Subject
from events.press.preflight import posts, telling
from events.press.preflight.finding import About, Finding, asks, blocks
from events.press.preflight.loading import Draft, Facts, is_english
from events.press.preflight.telling import Sentence
from events.press.standings import Standing
from events.programme.occasions import Event, Speaker, SpeakerState

# Whoever speaks or wrote is named whether or not they come to the event.
_SAYS = frozenset(
    "according added adds argue argued argues author authored authors commented comments concludes explained explains "
    "said say says stated states told tells warned warns write writes wrote written researcher led edited".split()
)
# Words by which a sentence is about who is on stage.
_STAGE = frozenset(
    "appear appears audience chair chaired chairs debate debates discuss discussed discusses discussion featuring "
    "includes include join joined joins keynote launch launched launches moderated moderates moderator panel "
    "panellist panellists panelist panelists platform respond responds session speak speaker speakers speaks "
    "stage talk talks".split()
)


def gone(facts: Facts, now: datetime) -> Iterator[Finding]:
    """Whoever withdrew or declined and is named in a release, or in what the event says of itself."""
    for event, speaker in _of(facts, SpeakerState.WITHDRAWN, SpeakerState.DECLINED):
        if not _is_missed(facts, event, speaker, now):
            continue
        for draft, found in naming(facts, event, speaker, now):
            yield _gone(draft, event, speaker, found)
        told = Sentence(f"{event.standfirst or ''}\n{event.description or ''}", "description")
        if told.names(telling.name_words(speaker.name or "")):
            yield asks(
                About.row(event, "description"),
                f"What “{event.title}” says of itself names {speaker.name}, who {_did(speaker)} it.",
                "Take the name out of the standfirst or the description.",
            )


def naming(facts: Facts, event: Event, speaker: Speaker, now: datetime) -> Iterator[tuple[Draft, Sentence]]:
    """The releases that name somebody who does not come, or may not, each with the sentence that does."""
    for draft in facts.drafts if _is_missed(facts, event, speaker, now) else ():
        if found := _named(draft, speaker):
            yield draft, found


def _gone(draft: Draft, event: Event, speaker: Speaker, found: Sentence) -> Finding:
    about = About.row(draft.release, found.field)
    sentence = (
        f"{speaker.name} {_did(speaker)} “{event.title}”, and the release “{draft.version.headline}” says: "
        f"“{telling.shown(found.words)}”"
    )
    if counts_on(found, draft):
        what = "Correct the release" if draft.is_out else "Take the name out of the release"
        return blocks(about, sentence, f"{what}, or put them back on the panel if they come after all.", event.id)
    return asks(about, sentence, "Make sure that nobody reads from it that they will be there.", event.id)


def _named(draft: Draft, speaker: Speaker) -> Sentence | None:
    """The sentence that names somebody; before all others one that puts them on stage."""
    name = telling.name_words(speaker.name or "")
    found = [each for each in draft.told.sentences if not each.is_source and each.names(name)]
    quoted = (Sentence(str(each.who), each.field, is_speech=True) for each in draft.told.quoted)
    found += [each for each in quoted if each.names(name)]
    return next((each for each in found if counts_on(each, draft)), found[0] if found else None)


def counts_on(sentence: Sentence, draft: Draft) -> bool:
    """Whether whoever it names is on stage by it: named otherwise they may be, though they do not come."""
    if sentence.is_speech:
        return False
    words = set(sentence.folded)
    return bool(words & _STAGE) or not (draft.is_english and words & _SAYS)


def _is_missed(facts: Facts, event: Event, speaker: Speaker, now: datetime) -> bool:
    """Whether there are still readers to be told; on another panel of the launch, a release may well name them."""
    return not event.is_past(now) and not any(
        other.person_id == speaker.person_id and other.state in (SpeakerState.CONFIRMED, SpeakerState.INVITED)
        for each in facts.events
        for other in each.speakers
        if speaker.person_id and other.id != speaker.id
    )


def _did(speaker: Speaker) -> str:
    return "withdrew from" if speaker.state is SpeakerState.WITHDRAWN else "said no to"


def listed_otherwise(facts: Facts, now: datetime) -> Iterator[Finding]:
    """Whoever speaks is given a post in a release that is not among those by which the event lists them."""
    for event, speaker in _of(facts, SpeakerState.CONFIRMED, SpeakerState.INVITED):
        listed = [(each.role, posts.called(each.organisation_name, each.organisation)) for each in speaker.posts]
        for draft in facts.drafts:
            if not listed or not draft.is_english or not is_english(event.language) or event.is_past(now):
                continue
            for field, given in _given(draft, speaker):
                if not posts.agree(given, listed):
                    shown = "; ".join(each.in_words for each in speaker.posts)
                    yield asks(
                        About.row(draft.release, field),
                        f"{speaker.name} is “{given}” in the release “{draft.version.headline}”, and listed at "
                        f"“{event.title}” as: {shown}.",
                        "Ask them which is right, then change the release or the listing.",
                        event.id,
                    )
                    break


def _given(draft: Draft, speaker: Speaker) -> Iterator[tuple[str, str]]:
    """By which posts a release introduces somebody, and where."""
    name = telling.name_words(speaker.name or "")
    for quoted in draft.told.quoted:
        if quoted.who.posts and telling.name_words(quoted.who.speaker) == name:
            yield quoted.field, quoted.who.posts
    for sentence in draft.told.sentences:
        if not sentence.is_speech and not sentence.is_source and sentence.names(name):
            yield from ((sentence.field, each) for each in posts.introducing(speaker.name or "", sentence.words))


def unconfirmed(facts: Facts, now: datetime) -> Iterator[Finding]:
    """One for each event, however many have not answered."""
    waiting: dict[UUID, list[Speaker]] = {}
    for event, speaker in _of(facts, SpeakerState.INVITED):
        waiting.setdefault(event.id, []).append(speaker)
    for event in facts.events:
        if event.id in waiting and not (event.is_past(now) or facts.is_off(event)):
            yield _unconfirmed(facts, event, waiting[event.id])


def _unconfirmed(facts: Facts, event: Event, waiting: Sequence[Speaker]) -> Finding:
    is_one = len(waiting) == 1
    said = [f"{_joined(waiting)} {'has' if is_one else 'have'} not confirmed for “{event.title}”"]
    if shown := [each for each in waiting if each.shown_while_invited]:
        said.append(f"the page names {_those(shown, waiting)}")
    left, naming = list(waiting), []
    for draft in facts.drafts:
        by_name = [(each, telling.name_words(str(each.name))) for each in left]
        if any(draft.told.names(name) for _, name in by_name):
            named = [each for each, name in by_name if draft.told.names(name) or draft.told.quotes(name)]
            said.append(f"the release “{draft.version.headline}” names {_those(named, waiting)}")
            naming.append(draft.release.id)
            left = [each for each in left if each not in named]
    remedy = f"Ask them, and confirm for {'them' if is_one else 'each'} on the panel once they agree."
    place = About.row(event, "speakers", part=waiting[0].id if is_one else None)
    return asks(place, f"{', and '.join(said)}.", remedy, *naming)


def _those(some: Sequence[Speaker], of: Sequence[Speaker]) -> str:
    """Of those who are named already; by a name only where one is meant, or all but one."""
    others = [each for each in of if each not in some]
    if not others:
        return "them"
    if len(others) == 1 < len(some):
        return f"all but {others[0].name}"
    return _joined(some) if len(some) == 1 else f"{templating.cardinal(len(some))} of them"


def _joined(speakers: Sequence[Speaker]) -> str:
    return templating.joined(str(each.name) for each in speakers)


def in_two_places(facts: Facts, now: datetime) -> Iterator[Finding]:
    told: set[frozenset[object]] = set()
    places: dict[UUID | None, list[Speaker]] = {}
    for each in facts.elsewhere:
        places.setdefault(each.person_id, []).append(each)
    for event, speaker in _of(facts, SpeakerState.CONFIRMED, SpeakerState.INVITED):
        if facts.is_off(event) or event.is_past(now):
            continue
        for other in places.get(speaker.person_id, ()):
            if not _overlap(event, other.event):
                continue
            if (pair := frozenset((speaker.id, other.id))) not in told:
                told.add(pair)
                yield asks(
                    About.row(event, "speakers", part=speaker.id),
                    f"{speaker.name} is to speak at “{event.title}”, {_when(event)}, and at “{other.event.title}”, "
                    f"{_when(other.event)}.",
                    "Ask them where they will be.",
                )


def _overlap(one: Event, other: Event) -> bool:
    """Only where both hours are known; a day on which somebody speaks twice is a busy day, no mistake."""
    if one.id == other.id or other.is_off or other.withdrawn_at:
        return False
    if not (one.starts_at and other.starts_at and one.over_at and other.over_at):
        return False
    return one.starts_at < other.over_at and other.starts_at < one.over_at


def _when(event: Event) -> str:
    day = times.days(event.day, event.last_day) if event.day else ""
    return f"{day}, {event.hours}" if event.hours else day


def sign_off(facts: Facts, now: datetime) -> Iterator[Finding]:
    """What somebody was asked to approve and has not, and whose words nobody asked about."""
    if facts.approvals is None:
        return
    about = {speaker.id: About.row(event, "speakers", part=speaker.id) for event, speaker in _of(facts, *SpeakerState)}
    about |= {each.release.id: About.row(each.release, "approvals") for each in facts.drafts}
    alike: dict[Any, list[tuple[Standing, About]]] = {}
    for standing in facts.approvals:
        subject = about.get(standing.approval.speaker_id or standing.approval.release_id or facts.launch.id)
        if subject and standing.is_missing:
            key = subject.id, standing.approval.subject, standing.state
            alike.setdefault(key, []).append((standing, subject))
    for those in alike.values():
        sentence = standings.told([standing for standing, _ in those])
        places = [(standing.approval.name, subject) for standing, subject in those]
        remedy = _REMEDIES.get(those[0][0].state, "Remind them")
        remedy = f"{remedy}, or say why" if those[0][0].is_open else "Say why"
        yield asks(those[0][1], sentence, f"{remedy} it goes out without their approval.", each=places)
    for draft in facts.drafts:
        yield from _unasked(facts, draft)


_REMEDIES = {
    State.SUGGESTED: "Take over what they suggest",
    State.DECLINED: "Agree with them on other words",
}


def _unasked(facts: Facts, draft: Draft) -> Iterator[Finding]:
    if draft.version.issued_at:
        return
    asked = set()
    for standing in facts.approvals or ():
        approval = standing.approval
        if approval.release_id == draft.release.id:
            whose = approval.quoted if approval.subject is Subject.QUOTATION else approval.name
            asked.add(" ".join(telling.name_words(whose or "")))
    quoted: dict[str, str] = {}  # each once, however they are addressed
    for each in draft.told.quoted:
        quoted.setdefault(" ".join(telling.name_words(each.who.speaker)), each.who.speaker)
    names = [name for words, name in quoted.items() if words not in asked]
    if names:
        yield asks(
            About.row(draft.release, "approvals"),
            f"{templating.joined(names)} {'is' if len(names) == 1 else 'are'} quoted in the release "
            f"“{draft.version.headline}”, and nobody has been asked whether the words stand.",
            f"Ask {names[0] if len(names) == 1 else 'each of them'} to approve them.",
        )


def loose_speech(facts: Facts, now: datetime) -> Iterator[Finding]:
    """Only what is set as a quotation is known to be somebody's words, and put before them."""
    for draft in facts.drafts:
        if draft.is_english and not draft.version.issued_at and (said := draft.told.loose_speech):
            more = f" and {len(said) - 1} more" if len(said) > 1 else ""
            yield asks(
                About.row(draft.release, "body"),
                f"The release “{draft.version.headline}” has “{telling.shown(said[0])}”{more} amid its text, where "
                "nobody can be asked whether the words stand.",
                "Set it as a quotation: > before the words, and in the line below > — with the name.",
            )


def _of(facts: Facts, *states: SpeakerState) -> Iterator[tuple[Event, Speaker]]:
    """Whoever has a name and one of these answers, with the event."""
    for event in facts.events:
        for speaker in event.speakers:
            if speaker.name is not None and speaker.state in states:
                yield event, speaker
