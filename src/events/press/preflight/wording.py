"""What a release says of the event against what is entered: its title, day, hour and venue.

A text is only contradicted where it clearly speaks of the event. It may name other days, houses and reports as it
likes: a finding that is wrong teaches people to skip those that are right.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from datetime import date, datetime, timedelta
from difflib import SequenceMatcher

from events import text, times
from events.press.preflight import dates, streets, telling
from events.press.preflight.finding import About, Finding, asks
from events.press.preflight.loading import Draft, Facts
from events.press.preflight.telling import Sentence
from events.programme.models import Publication
from events.programme.occasions import Attendance, Event, Venue

_OCCASION = re.compile(
    r"\b(?:briefing|conference|debate|discussion|doors|event|launch|launched|launches|lecture|panel|reception"
    r"|round ?table|seminar|symposium|talk|webinar)\b"
)
_TO_COME = re.compile(
    r"\b(?:this (?:morning|afternoon|evening)|today|tonight|tomorrow|will|is to be|are to be|takes? place|is held|join"
    r"|invites?|invited|chaired by|hosted by|launch event|the launch is|at (?:its|the) launch)\b"
)
_STAGED = re.compile(r"\b(?:debate|discussion|event|lecture|panel|reception|seminar|webinar)\b")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_LABEL = re.compile(r"\b(?:when|where|venue|location|date and time|time and place)\s*:", re.IGNORECASE)
_ANOTHER = re.compile(
    r"\b(?:a (?:second|third|further)|ahead of|also speaks?|another|earlier|follow-up|prior to|previous|previously"
    r"|(?:last|next) (?:year|month|week|spring|summer|autumn|winter)|took place|was held|were held)\b"
)
# What comes right before a day that is not the day of the event.
_NOT_ITS_DAY = re.compile(
    r"\b(?:act|after|apply|available|before|between|book|booking|born|by|close|closes|dated|deadline|embargo|embargoed"
    r"|from|interview|interviews|issued|open|opened|opens|publish|published|publishes|register|registration|released"
    r"|rsvp|since|till|until)\b(?:\W+\w+){0,2}\W*$"
)
# What is said of the day of an event that is not the event.
_BESIDE = re.compile(r"\b(?:book|embargo(?:ed)?|interviews?|photo\w*|regist(?:er|ration)|rsvp|tickets?)\b")
_LATER = re.compile(r"\b(?:next|later|earlier|on (?:mon|tues|wednes|thurs|fri|satur|sun)day)\b")
_TODAY = re.compile(r"\b(?:today|tonight|tomorrow|this (?:morning|afternoon|evening))\b")
_CAPITALS = r"[A-Z][\w’'&-]{0,40}(?:\s(?:(?:of|and|the|for|de|du)\s){0,2}[A-Z0-9][\w’'&-]{0,40}){0,7}"
_HOUSE = re.compile(
    r"\b(?:abbey|academy|arena|auditorium|building|castle|cathedral|centre|center|chambers?|chapel|church|club|college"
    r"|exchange|gallery|guildhall|hall|hotel|house|inn|institute|library|mill|museum|palace|parliament|pavilion|rooms"
    r"|school|senedd|society|studios?|theatre|theater|tower|university)\b"
)
_NUMBERED = re.compile(r"\W*,\s\d{1,4}[A-Za-z]?\s[A-Z]")  # the street in which a house stands
_AT = re.compile(
    r"\b(?:launch(?:ed)?|held|place|event|panel|debate|discussion|seminar|conference|lecture|reception|briefing|today|"
    rf"tonight|evening|morning|afternoon|noon|\w+day|\d{{4}}|\d{{1,2}}[.:]\d\d|[ap]m|{'|'.join(times.MONTHS)})"
    rf",?\s(?:at|in)\s(?:the\s)?({_CAPITALS})"
)
_VENUE_LINE = re.compile(rf"\b(?:Venue|Where|Location)\s*:\s*(?:[Tt]he\s)?({_CAPITALS})")
_TITLE_BEFORE = re.compile(
    r"\s*[’”\"'*,]*\s*(?:is|was|will\sbe|to\sbe|are)\s(?:being\s)?(?:formally\s|officially\s)?launched\b"
)
_TITLE_AFTER = re.compile(
    r"\b(?:launch(?:es|ed|ing)?(?:\sof)?|(?:event|panel|debate|discussion|seminar|webinar|lecture)[,:]?"
    r"\s?(?:called|entitled|titled)?)\s(?:the\sreport\s)?[‘“\"']?$",
    re.IGNORECASE,
)
_EARLIEST = 7  # below that it is a figure in a table, or the hour of an embargo
_ALIKE = 0.88  # how much of two titles must be the same for one to be a slip of the other


def wrong_title(facts: Facts, now: datetime) -> Iterator[Finding]:
    """A title that is a slip of one that is entered, or under which something else is launched."""
    rows: list[Event | Publication] = [*facts.events, *facts.publications]
    titles = [(each.title, each) for each in rows if each.title]
    known = _known_titles(facts)
    for draft in facts.drafts:
        told = set()
        for sentence in draft.told.sentences:
            for title in () if sentence.is_source else sentence.titles:
                meant = None if _is_known(title, known) else _meant(title, sentence, titles, facts, draft, now)
                if meant and title not in told:
                    told.add(title)
                    what = "the event" if isinstance(meant, Event) else "the publication"
                    yield asks(
                        About.row(draft.release, sentence.field),
                        f"The release “{draft.version.headline}” says “{title}”, and {what} is called “{meant.title}”.",
                        "Write the title as it is entered, or change it there.",
                        meant.id,
                    )


def _known_titles(facts: Facts) -> list[list[str]]:
    titles = [facts.launch.title, *(each.title for each in facts.events), *(each.title for each in facts.in_series)]
    for report in facts.publications:
        series = report.series.title if report.series else ""
        titles += [report.title, report.full_title, report.subtitle or "", series]
    return [words for each in titles if (words := text.words(each))]


def _is_known(title: str, known: Sequence[list[str]]) -> bool:
    words = text.words(title)
    return len(words) < 2 or any(telling.has(each, words) or telling.has(words, each) for each in known)


def _meant(
    title: str,
    sentence: Sentence,
    titles: Sequence[tuple[str, Event | Publication]],
    facts: Facts,
    draft: Draft,
    now: datetime,
) -> Event | Publication | None:
    for known, row in titles:
        if _is_slip(title, known):
            return row
    if sentence.is_speech or not draft.is_english or title[:1].islower():
        return None
    before, _, after = sentence.words.partition(title)
    launched = _TITLE_BEFORE.match(after) or _TITLE_AFTER.search(before[-80:])
    folded = sentence.words.casefold()
    if not launched or not facts.events or _ANOTHER.search(folded) or _names_known(sentence, titles):
        return None
    years = {str(each.day.year) for each in facts.events if each.day}
    is_now = _STAGED.search(folded) or _TODAY.search(folded) or _gives_its_day(sentence, draft, facts.events, now)
    return facts.events[0] if is_now and years.issuperset(_YEAR.findall(folded)) else None


def _is_slip(title: str, known: str) -> bool:
    """Nearly the same words, as after a typing mistake; a short title has too little to go by."""
    one, other = text.fold(title), text.fold(known)
    if min(len(one), len(other)) < 8 or one == other or len(one) > 250:
        return False
    if 2 * min(len(one), len(other)) < _ALIKE * (len(one) + len(other)):  # before anything is counted
        return False
    compared = SequenceMatcher(None, one, other, autojunk=False)
    return compared.quick_ratio() >= _ALIKE and compared.ratio() >= _ALIKE


def _names_known(sentence: Sentence, titles: Sequence[tuple[str, object]]) -> bool:
    return any(telling.has(sentence.folded, text.words(known)) for known, _ in titles)


def wrong_day(facts: Facts, now: datetime) -> Iterator[Finding]:
    """A release that puts the event on another day than the one entered."""
    coming = _coming(facts, now)
    for draft in facts.drafts if coming else ():
        near = draft.dated(now)
        for sentence in _about_the_event(draft, facts, coming, now):
            found = _other_day(sentence, draft, coming, near)
            if found:
                yield _differs(draft, sentence, "day", _entered(coming, found), coming)


def giving(facts: Facts, days: Collection[date], now: datetime) -> Iterator[tuple[Draft, Sentence]]:
    """The releases that give one of these days, each with its first such sentence."""
    for draft in facts.drafts:
        near, language = draft.dated(now), draft.release.language
        for sentence in draft.told.sentences:
            if any(day in days for each in dates.mentions(sentence.words, language) for day in each.days(near)):
                yield draft, sentence
                break


def _other_day(sentence: Sentence, draft: Draft, events: Sequence[Event], near: date) -> str | None:
    """The words for a day in a sentence about the event, if it names days and none is the event's."""
    named = dates.mentions(sentence.words, draft.release.language)
    if any(_is_its_day(each, events, near) for each in named):
        return None
    folded = sentence.words.casefold()
    for each in named:
        if not _NOT_ITS_DAY.search(folded[max(0, each.start - 60) : each.start]) and _is_meant(each, events, near):
            return each.words
    return None if named else _relative(folded, draft, events)


def _is_its_day(mention: dates.Mention, events: Sequence[Event], near: date) -> bool:
    return any(mention.is_on(each.day, each.last_day or each.day, near) for each in events if each.day)


def _is_meant(mention: dates.Mention, events: Sequence[Event], near: date) -> bool:
    """A day gone by is another story, unless only the year is wrong."""
    days = mention.days(near)
    same = any((day.day, day.month) == (each.day.day, each.day.month) for day in days for each in events if each.day)
    return same or (bool(days) and all(day >= near - timedelta(days=1) for day in days))


def _relative(folded: str, draft: Draft, events: Sequence[Event]) -> str | None:
    """“Today” in a release that is dated is that day."""
    found = _TODAY.search(folded)
    if not found or draft.version.dated is None or _LATER.search(folded):
        return None
    if _NOT_ITS_DAY.search(folded[max(0, found.start() - 12) : found.start()]):
        return None
    day = draft.version.dated + timedelta(days=found[0] == "tomorrow")
    if any(each.day <= day <= (each.last_day or each.day) for each in events if each.day):
        return None
    return f"{found[0]}, in a release of {times.full_day(draft.version.dated)}"


def _entered(events: Sequence[Event], found: str) -> str:
    days = "; ".join(f"“{each.title}” is on {times.days(each.day, each.last_day)}" for each in events if each.day)
    return f"({found}). As entered, {days}."


def wrong_hour(facts: Facts, now: datetime) -> Iterator[Finding]:
    """Hours in a sentence about the event, none of which is an hour at which something of it begins."""
    coming = _coming(facts, now)
    if not coming or not all(each.starts for each in coming):
        return
    known = {item.starts for each in coming for item in each.programme} | {each.ends for each in coming}
    known |= {hour for each in coming for hour in (each.starts, each.doors)}
    for draft in facts.drafts:
        for sentence in _about_the_event(draft, facts, coming, now):
            said = [each for each in dates.clocks(sentence.words) if each.hour >= _EARLIEST]
            if said and not known.intersection(said):
                entered = "; ".join(f"“{each.title}” is from {each.hours}" for each in coming)
                yield _differs(
                    draft, sentence, "hours", f"({', '.join(map(times.clock, said))}). As entered, {entered}.", coming
                )


def wrong_venue(facts: Facts, now: datetime) -> Iterator[Finding]:
    coming = _coming(facts, now)
    for draft in facts.drafts if coming else ():
        for sentence in _about_the_event(draft, facts, coming, now):
            found = _other_house(sentence, facts, coming) or _elsewhere(sentence, coming)
            if found:
                yield _differs(draft, sentence, "venue", f"({found}). {_places(coming)}", coming)


def _other_house(sentence: Sentence, facts: Facts, events: Sequence[Event]) -> str | None:
    """Another house than theirs, which may well stand in the same town."""
    venues = [each.venue for each in events if each.venue]
    own = {word for each in venues for word in text.words(f"{each.name} {_street(each)}")} - _SMALL
    if own & set(sentence.folded) - set(text.words(" ".join(each.title for each in events))):
        return None
    for name in sorted(facts.venues, key=len, reverse=True):
        if telling.has(sentence.folded, text.words(name)) and len(text.words(name)) > 1:
            return name
    town = {word for each in venues for word in text.words(each.full_address)}
    lined = _VENUE_LINE.search(sentence.words)
    named = lined or _AT.search(sentence.words)
    if not named or not set(text.words(named[1])) - _SMALL - town:
        return None
    is_house = lined or _HOUSE.search(named[1].casefold()) or _NUMBERED.match(sentence.words, named.end())
    return named[1] if is_house else None


def _elsewhere(sentence: Sentence, events: Sequence[Event]) -> str | None:
    """Where the text puts the house that is meant, if that is not where it stands."""
    named = [each.venue for each in events if each.venue and telling.has(sentence.folded, text.words(each.venue.name))]
    found = [streets.other(sentence.words, each) for each in named]
    return found[0] if found and all(found) else None


def _street(venue: Venue) -> str:
    """An address without its town, in which other houses stand, too."""
    street, _, town = (venue.address or "").partition(",")
    return street if town or venue.place else ""


# Words in the names of many houses: by these alone no two are the same.
_SMALL = frozenset(
    "a and at building centre center college hall house hotel institute library london museum of on online room rooms "
    "road square street the theatre university zoom".split()
)


def _places(events: Sequence[Event]) -> str:
    parts = []
    for each in events:
        if each.attendance is Attendance.ONLINE:
            parts.append(f"As entered, “{each.title}” is online only.")
        elif each.venue:
            parts.append(f"As entered, “{each.title}” is at {each.venue.full_address}.")
        else:
            parts.append(f"No venue is entered for “{each.title}”.")
    return " ".join(parts)


def called_off(facts: Facts, now: datetime) -> Iterator[Finding]:
    """A release that still invites to an event which is off."""
    off = [each for each in facts.events if facts.is_off(each)]
    if not off or _coming(facts, now):
        return
    for draft in facts.drafts:
        sentence = next(iter(_about_the_event(draft, facts, off, now)), None)
        if sentence and not re.search(
            r"\b(?:cancelled|canceled|postponed|called off)\b", draft.told.words, re.IGNORECASE
        ):
            yield asks(
                About.row(draft.release, sentence.field),
                f"“{off[0].title}” is {off[0].status.value}, and the release “{draft.version.headline}” says: "
                f"“{telling.shown(sentence.words)}”",
                "Take it out of the text, or say there what became of the event.",
                off[0].id,
            )


def _differs(draft: Draft, sentence: Sentence, what: str, entered: str, events: Sequence[Event]) -> Finding:
    """A release says something else of events than is entered for them."""
    return asks(
        About.row(draft.release, sentence.field),
        f"The release “{draft.version.headline}” says: “{telling.shown(sentence.words)}” {entered}",
        "Correct the release." if draft.is_out else f"Change the text, or the {what} of the event.",
        *(each.id for each in events),
    )


def _coming(facts: Facts, now: datetime) -> list[Event]:
    return [each for each in facts.events if each.day and not facts.is_off(each) and not each.is_past(now)]


def _about_the_event(draft: Draft, facts: Facts, events: Sequence[Event], now: datetime) -> Iterator[Sentence]:
    """The sentences that clearly speak of one of these events."""
    if not draft.is_english:
        return
    named = [each for event in events for each in (event.title, event.venue.name if event.venue else "")]
    named += [each.title for each in facts.publications]
    anchors = [words for each in named if (words := text.words(each))]
    for sentence in draft.told.sentences:
        folded = sentence.words.casefold()
        if sentence.is_speech or sentence.is_source or sentence.field == "correction" or _ANOTHER.search(folded):
            continue
        if _LABEL.search(sentence.words):
            yield sentence
        elif _OCCASION.search(folded):
            is_ours = any(telling.has(sentence.folded, each) for each in anchors)
            if is_ours or _TO_COME.search(folded) or _gives_its_day(sentence, draft, events, now):
                yield sentence


def _gives_its_day(sentence: Sentence, draft: Draft, events: Sequence[Event], now: datetime) -> bool:
    """Whether a sentence speaks of one of these events by naming its day."""
    if _BESIDE.search(sentence.words.casefold()):
        return False
    near, named = draft.dated(now), dates.mentions(sentence.words, draft.release.language)
    return any(_is_its_day(each, events, near) for each in named)
