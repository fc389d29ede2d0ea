"""The event: what it is called, its day and hours, and where it is."""

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace

from events.press.reading.draft import CERTAIN, DOUBTFUL, LIKELY, Event, Fact, Found, Organisation
from events.press.reading.event import (
    doors,
    occasion_titles,
    premises,
    programmes,
    reported,
    scenes,
    sequels,
    when,
    whereabouts,
)
from events.press.reading.layout import labels, mastheads
from events.press.reading.layout.labels import Label
from events.press.reading.layout.parts import Part, Placed
from events.press.reading.layout.source import Paragraph, Source
from events.press.reading.words import dates, moments, names, places, venues

Span = tuple[int, int]

_ANNOUNCES = re.compile(
    r"\b(?:save the date|you(?: a|['’])re (?:warmly |cordially )?invited|invites? you|invitation|programme|agenda"
    r"|running order|event announcement|media advisory"
    r"|requests? the (?:pleasure|honou?r)|(?:pleasure|honou?r) (?:in|of) inviting|in conversation|order of events"
    r"|schedule|run of show|diary (?:date|marker|note)|dates? for (?:your|the) diary|join us)\b",
    re.IGNORECASE,
)
_INVITES = re.compile(r"\b(?:invit(?:es?|ing) you|the (?:pleasure|honou?r) of your)\b", re.IGNORECASE)


def read(
    source: Source,
    placed: Sequence[Placed],
    named: Sequence[Label],
    headline: Fact,
    calendar: when.Calendar,
    houses: Sequence[Organisation] = (),
) -> Event:
    announces = is_announcement(placed)
    told = _when_and_where(source, placed, named, calendar, announces=announces)
    told = premises.whole(source, placed, sequels.added(source, placed, told), houses)
    told = when.with_clock(source, told)
    if not (told.date or told.starts):
        return Event()
    is_all = (
        announces
        or programmes.is_all(placed)
        or any(each.name == "venue" and placed[each.paragraph].part is Part.TOP for each in named)
    )
    if told.venue and not told.title and not told.address and _GATHERING.search(told.venue.value):
        told = replace(told, title=replace(told.venue, confidence=DOUBTFUL), venue=None)
    if told.date and not (told.starts or told.venue or is_all):
        told = replace(told, date=replace(told.date, confidence=DOUBTFUL))  # perhaps a deadline
    own = occasion_titles.own
    title = (
        own(told.title)
        or own(occasion_titles.above_label(source, placed, named))
        or own(occasion_titles.named(source, placed))
        or own(occasion_titles.of(source, placed, told, headline, is_all=is_all))
    )
    return replace(told, title=title, doors=doors.read(source, placed, told))


_NEAR_TOP = 10  # lines
_GATHERING = re.compile(r"\b(?:forum|conference|summit|congress|symposium|festival)$", re.IGNORECASE)


def _when_and_where(
    source: Source, placed: Sequence[Placed], named: Sequence[Label], calendar: when.Calendar, *, announces: bool
) -> Event:
    """What labels say; then the sentences and lines that tell most; then what stands anywhere, while it lacks."""
    told = _labelled(source, placed, named, calendar)
    items, hours = programmes.hours(source, placed), told.starts
    found = [] if told.date else [*scenes.within(placed, calendar.order, calendar.released)]
    if not told.date:
        told = _merged(told, _told(source, placed, found, calendar))
    if not told.date and (items or announces or told.starts):
        told = _merged(told, _day_at_top(source, placed, calendar))
    if items and not hours and not (told.starts and told.ends):
        begins, ends = programmes.in_the_half_that_is_told(items, told.starts)
        told = replace(told, starts=begins, ends=ends or told.ends)
    if told.date and not told.venue:
        told = _with_place_elsewhere(source, placed, told, near_top=bool(items) or announces)
    if told.date and not told.starts and announces:
        told = _with_hours_elsewhere(source, placed, told, calendar)
    if told.date and not (told.venue or told.address):
        told = _with_town(source, placed, told, told.date)
    if not told.date and not told.starts:
        told = _merged(told, reported.read(source, placed, calendar.released))
        return _with_its_hour(source, found, told, calendar)
    return told


def is_announcement(placed: Sequence[Placed]) -> bool:
    """A save-the-date, an invitation, a programme: its headline is the event's."""
    top = [each for each in placed[:6] if len(each.paragraph.text) < 200]
    return (
        programmes.is_all(placed)
        or any(
            _ANNOUNCES.search(each.paragraph.text[: 80 if len(each.paragraph.text) < 120 else 0])
            or _INVITES.search(each.paragraph.text)
            or _SPEAKERS.match(each.paragraph.text)
            or (each.part is Part.TOP and when.is_day_with_hours(each.paragraph.text))
            for each in top
        )
        or _is_dated_from_until(top)
    )


def _is_dated_from_until(top: Sequence[Placed]) -> bool:
    """A day on one line, and right below it from when until when, or when guests come for when it begins."""
    return any(
        one.part is Part.TOP
        and two.part in (Part.TOP, Part.FURNITURE)
        and one.paragraph.group == two.paragraph.group
        and bool(dates.within(one.paragraph.text))
        and _is_hours(two.paragraph.text)
        for one, two in itertools.pairwise(top)
    )


_SPEAKERS = re.compile(
    r"(?:confirmed |draft |list of )?(?:speakers?|panell?ists?)(?: list)?(?: (?:and|&|with) (?:short )?\w+)?\W*"
    r"(?:\([^()]{2,80}\))?\W*$"
    r"|event$|(?:speakers?|panell?ists?) list\s?[:–—-]\s?\S",
    re.IGNORECASE,
)


def _merged(one: Event, two: Event) -> Event:
    return Event(
        title=one.title or two.title, date=one.date or two.date, starts=one.starts or two.starts,
        ends=one.ends or two.ends, zone=one.zone or two.zone, venue=one.venue or two.venue,
        address=one.address or two.address,
    )  # fmt: skip


def _labelled(source: Source, placed: Sequence[Placed], named: Sequence[Label], calendar: when.Calendar) -> Event:
    event = Event()
    beside = {each.name for each in named if placed[each.paragraph].part is not Part.FURNITURE}
    memos = labels.memos(placed)
    for label in named:
        part = placed[label.paragraph].part
        if part is Part.FURNITURE or (label.name in ("venue", "address") and venues.is_open(label.value)):
            continue
        is_of_memo = placed[label.paragraph].paragraph.group in memos
        is_its_day = part is Part.OCCASION or beside & {"venue", "time", "address"} or len(label.value) > 30
        is_its_day = is_its_day and not is_of_memo
        if label.name == "event" and is_of_memo:
            continue  # the title of a page or a mail
        if label.name == "date" and is_its_day:
            event = when.with_day(source, event, label.start, label.end, calendar)
            event = when.with_time(source, event, label.start, label.end, calendar, bare=event.date is not None)
        elif label.name == "venue" and "address" in beside and event.venue is None and _IS_NAME.fullmatch(label.value):
            event = replace(event, venue=source.found(label.start, label.end))  # its address has a label of its own
        else:
            event = _with_label(source, event, label, calendar)
    if not (event.date or event.starts or event.venue):
        is_called = event.title and _IS_CALLED.search(source.text[: event.title.span[0]][-_AT_LABEL:])
        return Event(title=event.title if is_called else None)
    return event


_AT_LABEL = 12  # characters
_IS_CALLED = re.compile(r"(?:Event|EVENT): $|: [\"“‘„«]$")
_IS_NAME = re.compile(r"[^\d\n.;]*(?:\d[A-Z]{1,2} [^\d\n.;]*)?")


def _with_label(source: Source, event: Event, label: Label, calendar: when.Calendar) -> Event:
    if label.name == "time":
        return when.with_time(source, event, label.start, label.end, calendar, bare=True)
    if label.name == "ends" and event.ends is None and (hours := next(moments.within(label.value, bare=True), None)):
        return replace(event, ends=when.hour(source, label.start, hours.first, hours.starts))
    if label.name == "venue" and event.venue is None and len(label.value) <= 250:
        event = _with_place(source, event, label.start, venues.of_line(label.value))
        return when.with_day(source, event, label.start, label.end, calendar) if event.date is None else event
    if label.name == "address" and event.address is None:
        return replace(event, address=source.found(label.start, label.end))
    if label.name == "event" and event.title is None:
        return replace(event, title=occasion_titles.of_label(source, label))
    if label.name == "zone" and (zone := moments.zone(label.value, everywhere=source.plain)):
        return replace(event, zone=source.found(label.start + zone[0], label.start + zone[1], zone[2], LIKELY))
    return event


def _with_place(
    source: Source, event: Event, start: int, place: venues.Place | None, confidence: float = CERTAIN
) -> Event:
    if place is None:
        return event
    if event.venue is None and place.venue:
        event = replace(
            event, venue=source.found(start + place.venue[0], start + place.venue[1], confidence=confidence)
        )
    if event.address is None and place.address:
        event = replace(
            event, address=source.found(start + place.address[0], start + place.address[1], confidence=confidence)
        )
    return event


def _told(source: Source, placed: Sequence[Placed], found: Sequence[scenes.Scene], calendar: when.Calendar) -> Event:
    """What the sentence or the lines say that tell most of an event."""
    ranked = sorted(found, key=lambda each: -each.score)
    for scene in ranked[:6]:
        event = _event_in(source, scene, calendar)
        if event.date and (event.starts or event.venue or scene.score >= 3):
            title = occasion_titles.in_scene(source, placed, scene)
            undated = next((each for each in ranked if each.score < 1.6), None) if event.starts is None else None
            if undated and not event.venue:
                event = _merged(event, _event_in(source, undated, replace(calendar, released=None)))
            return replace(event, title=title)
    return Event()


def _with_its_hour(source: Source, found: Sequence[scenes.Scene], event: Event, calendar: when.Calendar) -> Event:
    """A sentence with an hour and a place and no day tells of the event that is told of, or of the release's day."""
    scene = next((each for each in found if each.score < 1), None)
    if scene is None or event.venue:
        return event
    told = _merged(event, _event_in(source, scene, replace(calendar, released=None)))
    is_dated = any(dates.has_none_such(source.plain[slice(*each)]) for each in scene.lines)
    if told.date or calendar.released is None or is_dated or not (told.starts and told.venue):
        return told
    return replace(told, date=replace(told.starts, value=calendar.released.isoformat(), confidence=DOUBTFUL))


def _event_in(source: Source, scene: scenes.Scene, calendar: when.Calendar) -> Event:
    event = Event()
    for start, end in scene.lines:
        event = when.with_day(source, event, start, end, calendar)
    below = {start: source.plain[slice(*line)] for (start, _), line in itertools.pairwise(scene.lines)}
    for start, end in scene.lines:
        event = when.with_time(source, event, start, end, calendar, bare=scene.is_block and event.date is not None)
        text = source.plain[start:end].replace("\n", ",")  # a hall, its street and its town below each other
        if (event.venue is None or event.address is None) and scene.is_block:
            place = venues.with_its_house(text, whereabouts.in_line(text), below.get(start, ""))
            if event.venue and event.address is None:
                place = venues.as_address(place)
            event = _with_place(source, event, start, place)
        elif event.venue is None and event.address is None and (start, end) != scene.lines[0]:
            lead = len(text) - len(text.lstrip())  # `6pm. Birch Hall, 4 Mill Street, Leeds. Drinks follow.`
            first = _FIRST_SENTENCE.split(text[lead:])[0]
            event = _with_place(source, event, start + lead, whereabouts.in_line(first), LIKELY)
        if event.venue is None and event.address is None:
            event = _with_place(source, event, start, whereabouts.best(text), LIKELY)
        if event.venue is None and event.address is None and (online := venues.ONLINE.search(text)):
            event = replace(
                event, venue=source.found(start + online.start("where"), start + online.end("where"), confidence=LIKELY)
            )
    return event


_FIRST_SENTENCE = re.compile(r"\.\s(?=[A-Z])")


_VERSION = re.compile(
    r"\b(?:updated|version|revised|as (?:of|at)|v\d|draft|last|published|issued|posted)\W", re.IGNORECASE
)


def _day_at_top(source: Source, placed: Sequence[Placed], calendar: when.Calendar) -> Event:
    """The first line of the top with a day in it, and its hours."""
    for place, each in enumerate(placed[:10]):
        text = each.paragraph.text[:120]
        first = next(iter(dates.within(text, order=calendar.order)), None)
        if each.part in (Part.EMBARGO, Part.FURNITURE) or _VERSION.search(text, 0, first.start if first else len(text)):
            continue
        event = when.with_day(
            source, Event(), each.paragraph.start, each.paragraph.end, replace(calendar, released=None)
        )
        if event.date is None:
            continue
        event = when.with_time(source, event, each.paragraph.start, each.paragraph.end, calendar)
        event = _with_place_beside_day(source, event, each.paragraph, is_programme=programmes.is_all(placed))
        below = placed[place + 1].paragraph if place + 1 < len(placed) else None
        if (
            event.starts is None
            and below
            and len(below.text) < 60
            and (not programmes.ITEM.match(below.text) or "–" in below.text[:24] or _is_hours(below.text))
        ):
            event = when.with_time(source, event, below.start, below.end, calendar, bare=True)
        return event
    return Event()


def _with_place_beside_day(source: Source, event: Event, line: Paragraph, *, is_programme: bool) -> Event:
    """What else the line of a day says: where, in a word that may be no town that we know, or that it is online."""
    if event.starts and (online := _ONLINE_PIECE.search(line.text)):
        return replace(event, venue=source.found(line.start + online.start("where"), line.start + online.end("where")))
    if behind := whereabouts.behind_day(line.text):
        return _with_place(source, event, line.start, behind, LIKELY)
    first, last = _FIRST_PIECE.match(line.text), _LAST_PIECE.search(line.text)
    if first and is_programme and places.is_city(first[1]):
        return replace(event, address=source.found(line.start, line.start + first.end(1), confidence=LIKELY))
    if last and last.start(1) > max((each.end for each in dates.within(line.text)), default=0):
        start, end = (line.start + each for each in last.span(1))
        return replace(event, address=source.found(start, end, confidence=DOUBTFUL))
    return event


def _is_hours(line: str) -> bool:
    """`6.15 pm to 8 pm`, by one clock or several, or `6.30 for 7 pm`, and nothing else."""
    line = _IN_BRACKETS.sub("", line)
    hours = [*moments.within(line, bare=True)]
    left = line
    for each in reversed(hours):
        left = left[: each.start] + " " + left[each.end :]
    if zone := moments.zone(left, everywhere=line):
        left = left[: zone[0]] + left[zone[1] :]
    is_for = len(hours) > 1 and left.split() == ["for"]
    return is_for or (any(each.ends for each in hours) and _BESIDE_HOURS.fullmatch(left) is not None)


_BESIDE_HOURS = re.compile(r"[\s./|,;·]*(?:[A-Z][a-z]+(?: [Tt]ime)?[\s./|,;·]*){0,3}")  # `Central / … Mountain`
_IN_BRACKETS = re.compile(r"\([^()]{0,60}\)")  # `(registration from 8.45)`
_LAST_PIECE = re.compile(
    rf"\d[^,|·]{{0,20}}[,|·] ?(?!\w+day$)([{names.UPPER}][\w’'-]+(?: [{names.UPPER}][\w’'-]+)?)$"
)  # a town
_FIRST_PIECE = re.compile(r"([^\W\d_][^,|\d]{2,30}?) ?[,|·–] ?(?=[\dA-Z])")  # `Stornoway, 24 September`
_ONLINE = r"(?P<where>Zoom|Online|(?:Microsoft )?Teams|Webex|YouTube(?: Live)?)"
_ONLINE_PIECE = re.compile(rf"[|·,–—]\s?{_ONLINE}\W*$", re.IGNORECASE)
_ONLINE_LINE = re.compile(rf"{_ONLINE}(?:\W*$| (?:link|details|only|webinar|meeting)\b(?! is\b| are\b))", re.IGNORECASE)


def _with_place_elsewhere(source: Source, placed: Sequence[Placed], event: Event, *, near_top: bool) -> Event:
    """A line that is nothing but a place: near the top of an announcement, or in a listing below."""
    begun = False
    for place, each in enumerate(placed):
        begun = begun or each.part is Part.BODY
        of_listing = begun and each.part in (Part.BODY, Part.NOTES, Part.OCCASION, Part.REST)
        if not of_listing and not (near_top and 0 < place < _NEAR_TOP and each.part in (Part.TOP, Part.BODY)):
            continue
        text = each.paragraph.text
        if place and _is_somebody(placed[place - 1].paragraph.text):
            continue  # below a name stands as whom they come
        if venues.looks_like_one(text) and not dates.within(text) and not mastheads.is_banner(text):
            found = venues.of_line(text)
            if found and found.venue and found.address and not _is_sentence(text, found.address[0]):
                return _with_place(source, event, each.paragraph.start, found)
        if near_top and (online := _ONLINE_LINE.match(text)):
            return replace(event, venue=source.found(each.paragraph.start, each.paragraph.start + online.end("where")))
        if near_top and (stack := _stack(source, placed, place)):
            return _with_place(source, event, each.paragraph.start, stack)
    return event


def _is_sentence(line: str, address: int) -> bool:
    """`Survey of 1,212 claimants, carried out in June.`"""
    return line.endswith(".") and line[address : address + 1].islower()


def _stack(source: Source, placed: Sequence[Placed], place: int) -> venues.Place | None:
    """A hall, and its street and town on the line right below, which together say where."""
    hall, *below = (each.paragraph for each in placed[place : place + 3])
    alone = [each for each in placed if each.paragraph.group == hall.group]
    is_hall = venues.is_building(hall.text) or (hall.text.startswith("The ") and not mastheads.is_house(hall.text))
    if len(alone) != _HALL_AND_STREET or alone[0].paragraph is not hall or not is_hall:
        return None
    both = f"{hall.text}, {below[0].text}"
    if dates.within(both) or mastheads.is_banner(hall.text) or not venues.looks_like_one(both):
        return None
    found = venues.of_line(source.plain[hall.start : below[0].end].replace("\n", ","))
    return found if found and found.venue and found.address and found.address[0] >= len(hall.text) else None


_HALL_AND_STREET = 2  # lines


def _with_hours_elsewhere(source: Source, placed: Sequence[Placed], event: Event, calendar: when.Calendar) -> Event:
    """`Start 10.00, finish 11.30 sharp`, somewhere below the day."""
    for each in placed:
        if each.part is Part.EMBARGO or not (begins := _BEGINS.search(each.paragraph.text[:_LONGEST])):
            continue
        start = each.paragraph.start + begins.start()
        return when.with_time(source, event, start, min(each.paragraph.end, start + _BEHIND), calendar, bare=True)
    return event


_BEHIND = 48  # characters, in which the hours stand
_BEGINS = re.compile(
    r"\b(?:starts?|begins?|commenc(?:es?|ing)|starting|kick(?:s|ing)?[ -]off)(?: promptly)?(?: at|:)? (?=\d)",
    re.IGNORECASE,
)


def _with_town(source: Source, placed: Sequence[Placed], event: Event, day: Found[str]) -> Event:
    """`on Wednesday 21 October in Galway`, where nothing says more of the place."""
    told = (each.paragraph for each in placed if each.paragraph.raw[0] <= day.span[0] < each.paragraph.raw[1])
    for line in told:
        text = line.text[:_LONGEST]
        of_day = next((span for span in scenes.sentences(text) if dates.within(text[: span[1]])), (0, 0))
        if town := venues.town(text[slice(*of_day)]):
            at = line.start + of_day[0]
            return replace(event, address=source.found(at + town[0], at + town[1], confidence=LIKELY))
    return event


_LONGEST = 1500  # characters of a paragraph


def _is_somebody(line: str) -> bool:
    name = names.at(line, 0)
    letters = names.letters_after(line, name.closes) if name else ""
    return name is not None and name.is_whole and not line[name.closes + len(letters) :].strip(" ,.")
