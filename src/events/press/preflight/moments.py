"""When it all becomes public: embargoes, language versions that go out together, periods of caution."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from itertools import groupby

from events import templating, times
from events.press.models import Release
from events.press.preflight import dates, telling
from events.press.preflight.finding import About, Finding, asks, blocks
from events.press.preflight.loading import Draft, Facts
from events.press.preflight.telling import Sentence
from events.programme.models import Launched, Publication
from events.programme.occasions import Event
from events.visibility import Embargo

_LINE = re.compile(
    r"\W*(?:(?:this|the)\s+\w+\s+(?:is|are|remains?|stays?)\s+)?(?:strictly\s+)?(?:under\s+)?(?:strict\s+)?"
    r"(?:embargo(?:ed)?\b|in\s+confidence\b(?=\s+(?:until|till)\b)|not\s+for\s+(?:publication|broadcast|release|use)\b)",
    re.IGNORECASE,
)
# `Sperrfrist: Donnerstag`, `Sous embargo jusqu’à nouvel ordre`, `EMBARGO do 17 grudnia`, `No publicar antes del 17`.
_LINE_ABROAD = re.compile(
    r"\W*(?:sperrfrist\b|gesperrt\s+bis\b|gwaharddiad\b"
    r"|(?:[^\W\d]+\s+){0,3}?(?:embargo(?:ed)?|embargad[oa]s?)\b[^.;]{0,30}?"
    r"(?<!\w)(?:bis|jusqu|hasta|fino(?=\sal?\b)|tot|até|(?:do|tan)(?=\s\d))(?!\w)"
    r"|(?=[^.;]{0,60}(?:veröffentlich|publi|pubbli|diffus|difund|divulg|verspreid|verwend|utilis))"
    r"(?:[^\W\d]+\s+){0,2}?(?:nicht|(?:à\s+)?ne\s+pas|no|non|niet|não|frei)\s(?:[^\W\d]+\s+){0,5}?"
    r"(?:vor|avant|antes|prima|voor|ab)\s(?=[^.;]{0,30}\d))",
    re.IGNORECASE,
)
_MONTH = "|".join(times.MONTHS)
# `The embargo lifts at …`, which is news of another one where no moment follows.
_SPOKEN_OF = re.compile(
    r"\W*(?:please\s+note(?:\s+that)?\W+)?(?:the|this|our)\s+(?:press\s+|media\s+)?embargo(?:\s+on\s+(?:this|the)\s+\w+)?"
    r"\s+(?:lifts|ends|expires|runs|holds|stands|(?:will|shall|is\s+to)\s+(?:lift|end|expire)"
    r"|(?:is|will\s+be)\s+(?:in\s+(?:place|force)|lifted))\s+(?:(?:at|on|from|until|till)\s+)?(?:the\s+\w+\s+of\s+)?"
    rf"(?:\d\d?(?:[.:]\d\d|\s?[ap]\.?m|(?:st|nd|rd|th)?\s+(?:of\s+)?(?:{_MONTH}))|\d{{4}}\s?h|noon|midday|midnight|today"
    rf"|tonight|tomorrow|{'|'.join(times.WEEKDAYS)}|(?:{_MONTH})\s+\d)",
    re.IGNORECASE,
)
_UNTIL = re.compile(r"\b(?:until|till|before|prior to|lifts|ends|expires)\b|[:–—]", re.IGNORECASE)
_ENDS = re.compile(r"\b(?:until|till|lifts|ends|expires)\b", re.IGNORECASE)
# An hour, a weekday, what is told elsewhere in the text, or an occasion of which the hour is known.
_MAY_BE_READ = re.compile(
    rf"\d|\b(?:{'|'.join(times.WEEKDAYS)}|today|tonight|tomorrow|midnight|noon|midday|then|that|this|above|below|start"
    r"|launch|event|briefing|panel|conference|seminar|webinar|debate|discussion|lecture|publication|published"
    r"|delivery|delivered|speech|meeting|ceremony|hearing|session|reception|vote|call|budget|next|half|dawn|morning"
    r"|afternoon|evening|christmas|easter|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b",
    re.IGNORECASE,
)
# `Embargo on grain lifts prices`, `Embargo ends after 30 years`, `Embargo until they yield, urges …`: news of another.
_NEWS = re.compile(
    r"\W*(?:(?:this|the)\s+)?embargo\s*(?:(?:on|of|against|hits|has|had|was|costs?)\b(?!\s+(?:this|the)\s+(?:release|report))"
    r"|(?:lifts|ends|expires)\s+(?!at\b|on\b|when\b|with\b|from\b|by\b|today|tonight|tomorrow|noon|mid|the\b|in\b|\W"
    rf"|\d|{'|'.join(times.WEEKDAYS)})"
    r"|:\s+(?:how|why|what|who|where)\s[^\d]*$"
    r"|[^\d]*,\s+(?:says?|urges?|finds?|warns?|argues?|study|report|think)\b)",
    re.IGNORECASE,
)
_BARE = re.compile(rf"{_LINE.pattern}\W*", re.IGNORECASE)
_AT_ONCE = re.compile(r"\W*for\s+immediate\s+(?:broadcast|publication|release|use)\b", re.IGNORECASE)
_WITHOUT_END = re.compile(
    r"\bindefinitely\b|\b(?:until|till|pending)\s+(?:further\s+notice|notified|notice\s+is\s+given|told|"
    r"(?:we|you|they)\b)",
    re.IGNORECASE,
)
_LAST_ZONE = "Pacific/Kiritimati"  # in which every day begins first: where it is not known whose day it is


def unreadable_embargo(facts: Facts, now: datetime) -> Iterator[Finding]:
    """An embargo of which nobody could say when it lifts."""
    for embargo in facts.embargoes:
        about = _about(facts, embargo)
        if embargo.zone not in times.zones():
            yield blocks(
                about,
                f"The embargo is in the time zone “{embargo.zone}”, which nobody can read.",
                "Choose the zone in which newsrooms read it, such as Europe/London.",
                embargo.id,
            )
        if embargo.lifts_at is None:
            yield blocks(
                about,
                "The embargo has no moment at which it lifts.",
                "Enter the day and the time, or take the embargo off.",
                embargo.id,
            )


def held_embargo(facts: Facts, now: datetime) -> Iterator[Finding]:
    for embargo in facts.embargoes:
        if embargo.held and _waiting(facts, embargo):
            yield asks(
                _about(facts, embargo),
                "The embargo is held: what is under it stays out of sight, whatever the hour.",
                "Let it go when it may lift.",
                embargo.id,
            )


def embargo_after_beginning(facts: Facts, now: datetime) -> Iterator[Finding]:
    for embargo in _readable(facts):
        for event in facts.events:
            if facts.is_off(event) or event.is_past(now) or embargo.is_lifted(now) or not _lifts_after(embargo, event):
                continue
            unseen = " The event is under it too, so nobody could see its page before." * (
                event.embargo_id == embargo.id
            )
            yield asks(
                _about(facts, embargo),
                f"The embargo lifts at {_moment(embargo)}, and “{event.title}” begins before that: "
                f"{_beginning(event)}.{unseen}",
                "Move the embargo, unless it is meant to lift at the speech.",
                embargo.id,
                event.id,
            )


def dated_ahead(facts: Facts, now: datetime) -> Iterator[Finding]:
    """A release or a report that would be public before the day that it bears."""
    parts: list[tuple[Publication | Release, str, date | None]]
    parts = [(each.release, each.version.headline, each.version.dated) for each in facts.drafts]
    parts += [(each, each.title, each.dated) for each in facts.publications]
    for part, called, dated in parts:
        opens = _opens(facts, part, now)
        if not facts.opens(part) or dated is None or opens is None:
            continue
        day, said = opens
        if dated > day:
            over = part if isinstance(part, Release) else facts.launch
            field = "taking_back" if isinstance(part, Release) and part.published_at else "dated"
            yield asks(
                About.row(part, "dated"),
                f"“{called}” is dated {times.day(dated)}, and would be public {said}.",
                "Wait with it, set an embargo until that day, or change the date:",
                each=[
                    ("the date", About.row(part, field)),
                    ("the embargo", About.row(over, "embargo")),
                ],
            )


def _opens(facts: Facts, part: Publication | Release, now: datetime) -> tuple[date, str] | None:
    """The day on which it becomes public, and how that is said; None where nobody knows yet."""
    embargo = part.embargo
    if embargo is None or embargo.is_lifted(now):
        return times.local(now, _zone(facts, unknown=_LAST_ZONE)).date(), "now"
    if embargo.held or embargo not in _readable(facts):
        return None
    return _lift_day(embargo), f"at {_moment(embargo)}"


def _lifts_after(embargo: Embargo, event: Event) -> bool:
    if embargo.lifts_at is None or event.day is None:
        return False
    if event.starts_at:
        return embargo.lifts_at > event.starts_at
    return _lift_day(embargo) > event.day


def embargo_past(facts: Facts, now: datetime) -> Iterator[Finding]:
    for embargo in _readable(facts):
        going = [each for each in facts.under(embargo) if each.published_at is None and facts.goes_out(each)]
        if embargo.is_lifted(now) and going:
            yield asks(
                _about(facts, embargo),
                f"The embargo lifted at {_moment(embargo)}: what you publish now is public at once.",
                "Publish it if that is meant. An embargo that is over cannot be moved.",
                embargo.id,
            )


def embargo_in_text(facts: Facts, now: datetime) -> Iterator[Finding]:
    """What a release says of its embargo, against the one that it is under."""
    for draft in facts.drafts:
        embargo = draft.release.embargo
        if (draft.is_out and not facts.opens(draft.release)) or (embargo and embargo.lifts_at is None):
            continue
        lines = [each for each in draft.told.sentences if not each.is_source and _is_embargo_line(each.words)]
        for line in sorted(lines, key=lambda each: bool(_BARE.fullmatch(each.words)))[:1]:
            yield from _told(draft, embargo, line, now)
        if embargo and embargo.zone in times.zones() and not embargo.is_lifted(now):
            yield from _at_once(draft, embargo)


def _at_once(draft: Draft, embargo: Embargo) -> Iterator[Finding]:
    """Newsrooms that read that it is for immediate release print it."""
    for line in [each for each in draft.told.sentences if _AT_ONCE.match(each.words)][:1]:
        yield asks(
            About.row(draft.release, line.field),
            f"The release “{draft.version.headline}” says: “{telling.shown(line.words)}” It is under an embargo that "
            f"lifts at {_moment(embargo)}.",
            "Take the line out, or the embargo off.",
        )


def _is_embargo_line(words: str) -> bool:
    """`Embargoed until …`, or nothing but `UNDER EMBARGO`."""
    begins = None if _NEWS.match(words) else _LINE.match(words)
    if _SPOKEN_OF.match(words) or _LINE_ABROAD.match(words):
        return True
    return bool(begins and (_UNTIL.search(words) or _WITHOUT_END.search(words) or _BARE.fullmatch(words)))


def _told(draft: Draft, embargo: Embargo | None, sentence: Sentence, now: datetime) -> Iterator[Finding]:
    about = About.row(draft.release, sentence.field)
    said = f"The release “{draft.version.headline}” says: “{telling.shown(sentence.words)}”"
    near = draft.dated(now)
    days = [each for each in dates.mentions(sentence.words, draft.release.language) if each.days(near)]
    if embargo is None and not days:
        yield blocks(
            about,
            f"{said} No day can be read from that, and no embargo is entered.",
            "Enter the embargo, or take the line out of the text.",
        )
    elif embargo is None:
        yield asks(
            about,
            f"{said} No embargo is entered, so it would be public at once.",
            "Enter the embargo, or take the line out of the text.",
        )
    elif embargo.zone in times.zones() and _is_unreadable(sentence.words, draft.release.language, near):
        yield blocks(
            about,
            f"{said} Nobody can read from that when it lifts. The embargo that is entered lifts at {_moment(embargo)}.",
            "Take the line out, since every format prints the embargo, or write its moment there.",
        )
    elif embargo.zone in times.zones() and not _is_told(embargo, days, sentence.words, near):
        yield asks(
            about,
            f"{said} The embargo that is entered lifts at {_moment(embargo)}.",
            "Take the line out, since every format prints the embargo, or change the one that is wrong.",
        )


def _is_unreadable(words: str, language: str, near: date) -> bool:
    """Whether a line says until when in words of which nobody could make a moment, such as a day that is not."""
    named = dates.mentions(words, language)
    if named or _WITHOUT_END.search(words):
        return bool(named) and not any(each.days(near) for each in named)
    until = _ENDS.search(words)
    return bool(until and not _MAY_BE_READ.search(words, until.end()))


def _is_told(embargo: Embargo, days: Sequence[dates.Mention], words: str, near: date) -> bool:
    """Whether a line gives this moment, its hour alone or none; midnight may be the end of the day before."""
    assert embargo.lifts_at
    lift = times.local(embargo.lifts_at, embargo.zone)
    clocks = dates.clocks(words)
    if _WITHOUT_END.search(words) or (clocks and lift.time() not in clocks):
        return False
    return not days or any(each.is_on(lift.date(), lift.date(), near) for each in days) or lift.time() == time()


def twins(facts: Facts, now: datetime) -> Iterator[Finding]:
    """Versions in several languages of which one stays behind."""
    ours = {each.release.id for each in facts.drafts}
    for group in _groups(facts.twins):
        out = [each for each in group if _goes(facts, each)]
        for behind in group:
            others = [each for each in out if each.id != behind.id and (each.id in ours or behind.id in ours)]
            if others and (reason := _stays_behind(behind, others, out)):
                first = others[0]
                yield asks(
                    About.row(behind),
                    f"The {_language(behind)} version of “{_headline(first)}” {reason}, and the {_language(first)} "
                    "one does not wait for it.",
                    "Publish both together, or make sure that one may go out alone.",
                    *(each.id for each in others),
                )


def _groups(releases: Sequence[Release]) -> Iterator[list[Release]]:
    key = lambda each: str(each.twins_of or each.id)  # noqa: E731
    for _, group in groupby(sorted(releases, key=key), key):
        yield list(group)


def _goes(facts: Facts, release: Release) -> bool:
    if release.withdrawn_at and release.id not in (facts.going or ()):
        return False
    return bool(release.versions and release.versions[0].body.strip()) and facts.goes_out(release)


def _stays_behind(behind: Release, others: Sequence[Release], out: Sequence[Release]) -> str | None:
    if behind not in out:
        if behind.withdrawn_at:
            return "was withdrawn"
        return "has no text yet" if not (behind.versions and behind.versions[0].body.strip()) else "stays a draft"
    lifts = {each.embargo.lifts_at if each.embargo else None for each in others}
    own = behind.embargo.lifts_at if behind.embargo else None
    if own and all(each is None or each < own for each in lifts):
        return "is under an embargo that lifts later"
    correcting = [each for each in others if _is_correcting(each)]
    if correcting and not _is_correcting(behind) and behind.versions[0].number < correcting[0].versions[0].number:
        return "has no correction yet"
    return None


def _is_correcting(release: Release) -> bool:
    return release.versions[0].number > 1 and release.versions[0].issued_at is None


def _language(release: Release) -> str:
    return templating.language(release.language)


def _headline(release: Release) -> str:
    return release.versions[0].headline


def cautions(facts: Facts, now: datetime) -> Iterator[Finding]:
    for about, what, first, last in _occasions(facts, now):
        for caution in facts.cautions:
            if caution.starts <= last and first <= caution.ends:
                note = f" {caution.note}" if caution.note else ""
                yield asks(
                    about,
                    f"{what} {times.days(first, last)}, within “{caution.name}” "
                    f"({times.days(caution.starts, caution.ends)}).{note}",
                    "Choose another day, or make sure with whoever decides that it may go ahead.",
                )


def _occasions(facts: Facts, now: datetime) -> Iterator[tuple[About, str, date, date]]:
    """What happens in public, with its days: the publication itself, each lift, each event."""
    today = times.local(now, _zone(facts)).date()
    if any(map(facts.opens, facts.parts)) and (facts.lifting is None or facts.lifting.at <= now):
        yield About.row(facts.launch), "You would publish this on", today, today
    for embargo in _readable(facts):
        if not embargo.is_lifted(now):
            yield _about(facts, embargo), "The embargo lifts on", _lift_day(embargo), _lift_day(embargo)
    for event in facts.events:
        if event.day and not facts.is_off(event) and not event.is_past(now):
            yield About.row(event, "day"), f"“{event.title}” is on", event.day, event.last_day or event.day


def _zone(facts: Facts, *, unknown: str = "UTC") -> str:
    named = [*(each.zone for each in facts.embargoes), *(each.zone for each in facts.events if each.zone)]
    return next((each for each in named if each in times.zones()), unknown)


def _readable(facts: Facts) -> list[Embargo]:
    return [each for each in facts.embargoes if each.lifts_at and each.zone in times.zones()]


def _waiting(facts: Facts, embargo: Embargo) -> list[Launched]:
    return [each for each in facts.under(embargo) if facts.goes_out(each)]


def _lift_day(embargo: Embargo) -> date:
    assert embargo.lifts_at
    return times.local(embargo.lifts_at, embargo.zone).date()


def _moment(embargo: Embargo) -> str:
    assert embargo.lifts_at
    return times.newsroom(embargo.lifts_at, embargo.zone)


def _beginning(event: Event) -> str:
    assert event.day
    return ", ".join(filter(None, (times.full_day(event.day), event.hours)))


def _about(facts: Facts, embargo: Embargo) -> About:
    """The launch's own embargo is mended at the launch, another where it hangs."""
    if facts.launch.embargo_id == embargo.id:
        return About.row(facts.launch, "embargo", part=embargo.id)
    return About.row(facts.under(embargo)[0], "embargo", part=embargo.id)
