"""The event: what it is called, its day and hours, and where it is."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from events.press.reading import dates, embargoes, moments, names, quotations, vocabulary
from events.press.reading.draft import CERTAIN, DOUBTFUL, LIKELY, Event, Fact, Found
from events.press.reading.labels import Label
from events.press.reading.parts import Part, Placed
from events.press.reading.source import Source

Span = tuple[int, int]

_NOUN = re.compile(
    r"\b(?:event|panel|discussion|debate|seminar|conference|reception|webinar|symposium|lecture|presentation|roundtable|round table|summit|ceremony|workshop|launch (?:event|party|meeting|at)|public meeting|press (?:briefing|conference)|media briefing|press view|breakfast|dinner|town hall|livestream|online launch|policy forum|hearing)\b",
    re.IGNORECASE,
)
_HAPPENS = re.compile(
    r"\b(?:will be|is (?:being )?(?:launched|held|hosted)|to be|takes? place|taking place|being held|will host|hosts|hosting|invite[sd]?|join us|launched (?:today|tonight|tomorrow|this|on|at)|will launch|will take place|will present|will discuss|will speak|held (?:on|at|in)|is launched|will be (?:debated|discussed)|presents|will present|presented (?:today|at|on)|scheduled for|opens?)\b",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:was|were|had been) (?:held|launched|hosted|presented|surveyed|conducted|carried|founded|established|interviewed)\b|\bfieldwork\b|\bsurveyed\b|\btook place\b",
    re.IGNORECASE,
)
_SENTENCES = re.compile(
    r"(?<!\b[A-Z])(?<!\b(?:Dr|St|Mr|Ms|no|No))(?<!\b(?:Mrs|Rev|Hon))(?<!\bProf)(?<!\b[ap]\.m)[.!?]['\"’”)]?\s(?=[A-Z“\"‘'0-9(])"
)
_U = names.UPPER
_PLACE = rf"[{_U}][\w'’&.-]*(?: (?:(?:of|the|for|and|de|du|des|la|le|der|den|van|von|dei|della|do|dos|in|on|&) ){{0,2}}[{_U}0-9][\w'’&.-]*){{0,9}}"
_VENUE = re.compile(
    rf"(?:\b(?:held|takes? place|taking place|hosted|launched|launch|launches|event|discussion|seminar|conference|webinar|reception|debate|lecture|symposium|summit|workshop|breakfast|briefing|presented|today|tonight|evening|morning|afternoon|noon|midday|tomorrow|meeting|doors|in person|debated|discussed|celebrated|unveiled|opened|exhibition|show)|\d|[ap]\.?m\.?|hrs|[)’'\"”]|BST|GMT|CES?T|E[SD]?T),? (?:also )?(?:at|in) (?:the )?(?P<venue>{_PLACE})(?P<address>(?:, (?!and |on |from |with |where |featuring |chaired |to )[{_U}0-9](?:[\w'’ –-]|\.(?! [{_U}])){{1,50}}){{0,5}})"
)
_VENUE_BESIDE = re.compile(
    rf"(?:[ap]\.?m\.?|\d[.:]\d\d|hrs|noon|BST|GMT|CES?T|E[SD]?T), (?P<venue>{_PLACE})(?P<address>(?:, (?!and |on |from |with )[{_U}0-9](?:[\w'’ –-]|\.(?! [{_U}])){{1,50}}){{0,4}})"
)
_STREET = re.compile(
    r"\b(?:street|st|road|rd|avenue|ave|lane|square|place|gardens|terrace|drive|way|row|crescent|boulevard|blvd|rue|stra(?:ß|ss)e|straat|platz|plein|via|calle|quay|embankment|hill|mews|close|court|park lane|whitehall|broadway|nw|ne|sw|se)\b\.?|\d",
    re.IGNORECASE,
)
_STREET_NAME = re.compile(
    r"\b(?:street|road|avenue|lane|square|terrace|crescent|boulevard|quay|embankment|mews|court|close)$|^(?:rue|via|calle|place|avenue)\s|\d[A-Z]{2}$",
    re.IGNORECASE,
)
_ONLINE = re.compile(
    r"\b(?:online|zoom|(?:microsoft )?teams|webinar|virtual(?:ly)?|livestream(?:ed)?)\b", re.IGNORECASE
)
_TITLED = re.compile(
    r"\b(?:event|panel|panel discussion|discussion|debate|seminar|webinar|conference|lecture|symposium|summit|workshop|roundtable|briefing),? (?:called|entitled|titled|on the theme(?: of)?|with the title|named|headed)?,?:?\s?$",
    re.IGNORECASE,
)
_ANNOUNCES = re.compile(
    r"\b(?:save the date|you are (?:warmly |cordially )?invited|invitation|programme|agenda|running order|event announcement|media advisory|speaker list|list of speakers|speakers|order of events|schedule|run of show)\b",
    re.IGNORECASE,
)
_ITEM = re.compile(
    r"\W{0,2}(?P<time>\d{1,2}[.:]\d\d(?:\s?[ap]\.?m\.?)?|\d{1,2}\s?[ap]\.?m\.?|[0-2]\d[0-5]\d(?=\s))(?:\s?(?:-|–|—|to)\s?(?P<until>\d{1,2}[.:]\d\d(?:\s?[ap]\.?m\.?)?|\d{1,2}\s?[ap]\.?m\.?|[0-2]\d[0-5]\d(?=\s)))?(?=[\s|:,–—-])",
    re.IGNORECASE,
)
_CLOSES = re.compile(r"\b(?:close[sd]?|ends?|finish(?:es)?|depart(?:ure)?s?|carriages)\b", re.IGNORECASE)
_DOORS = re.compile(
    r"\b(?:doors?(?: open)?|registration|arrival|refreshments|coffee|tea)\b[^.;\d]{0,25}$", re.IGNORECASE
)


@dataclass(frozen=True)
class _Scene:
    """A sentence that may tell of the event."""

    start: int
    end: int
    score: float


def read(
    source: Source,
    placed: Sequence[Placed],
    named: Sequence[Label],
    headline: Fact,
    released: date | None,
    order: dates.Order,
    today: date,
) -> Event:
    told = _labelled(source, placed, named, released or today, order)
    announces = told.date is not None and (told.venue or told.starts) is not None
    if not told.date:
        told = _merged(told, _told(source, placed, released, order, today))
    items = _items(source, placed)
    if not told.date and (items or is_announcement(placed)):
        told = _merged(told, _day_at_top(source, placed, order, today))
    if items and not told.starts:
        told = replace(told, starts=items[0], ends=told.ends or items[1])
    if not told.date and (told.starts or is_announcement(placed)):
        told = _merged(told, _day_at_top(source, placed, order, today))
    if told.date and not told.venue and (items or is_announcement(placed)):
        told = _place_at_top(source, placed, told)
    return replace(told, title=told.title or _title(source, placed, told, headline, announces=announces or bool(items)))


def is_announcement(placed: Sequence[Placed]) -> bool:
    """A save-the-date, an invitation, a programme: its headline is the event's."""
    return any(_ANNOUNCES.search(each.paragraph.text[:80]) for each in placed[:6] if len(each.paragraph.text) < 120)


def _merged(one: Event, two: Event) -> Event:
    return Event(
        title=one.title or two.title, date=one.date or two.date, starts=one.starts or two.starts,
        ends=one.ends or two.ends, zone=one.zone or two.zone, venue=one.venue or two.venue, address=one.address or two.address,
    )  # fmt: skip


def _labelled(
    source: Source, placed: Sequence[Placed], named: Sequence[Label], reference: date, order: dates.Order
) -> Event:
    event = Event()
    in_top = {each.name for each in named}
    for label in named:
        part = placed[label.paragraph].part
        if label.name == "date" and (
            part is Part.OCCASION or in_top & {"venue", "time", "address", "event"} or len(label.value) > 30
        ):
            event = _with_time(
                source,
                _with_day(source, event, label.start, label.end, reference, order),
                label.start,
                label.end,
                order,
            )
        elif label.name == "time":
            event = _with_time(source, event, label.start, label.end, order, bare=True)
        elif (
            label.name == "ends"
            and event.ends is None
            and (hours := next(moments.within(label.value, bare=True), None))
        ):
            event = replace(event, ends=_hour(source, label.start, hours.first, hours.starts))
        elif label.name == "venue" and event.venue is None:
            event = _with_place(source, event, label.start, label.end)
            event = _with_day(source, event, label.start, label.end, reference, order) if event.date is None else event
        elif label.name == "address" and event.address is None:
            event = replace(event, address=source.found(label.start, label.end))
        elif label.name == "event" and event.title is None and 1 < len(label.value.split()) <= 25:
            event = replace(event, title=_unquoted(source, label.start, label.end))
        elif label.name == "zone" and (zone := moments.zone(label.value, everywhere=source.plain)):
            event = replace(event, zone=source.found(label.start + zone[0], label.start + zone[1], zone[2], LIKELY))
    return event if event.date or event.starts or event.venue else Event()


def _unquoted(source: Source, start: int, end: int) -> Fact:
    alone = quotations.alone(source.plain[start:end])
    return source.found(start + alone[0], start + alone[1]) if alone else source.found(start, end)


def _with_day(source: Source, event: Event, start: int, end: int, reference: date, order: dates.Order) -> Event:
    text = source.plain[start:end]
    day = next(iter(dates.within(text, order=order)), None)
    if day is None:
        return event
    value = day.near(reference)
    if value is None or event.date:
        return event
    sure = day.agrees and not day.is_doubtful and (day.year or day.weekday is None or value.weekday() == day.weekday)
    confidence = (CERTAIN if day.year else LIKELY) if sure else DOUBTFUL
    return replace(event, date=source.found(start + day.start, start + day.end, value.isoformat(), confidence))


def _with_time(source: Source, event: Event, start: int, end: int, order: dates.Order, *, bare: bool = False) -> Event:
    text = embargoes.without(source.plain[start:end], dates.within(source.plain[start:end], order=order))
    hours = [*moments.within(text, bare=True)]
    hours = [each for each in hours if each.is_marked or bare] or []
    if hours and event.starts is None:
        begun = [each for each in hours if not _DOORS.search(text[: each.start])] or hours
        first = next((each for each in begun if each.ends), begun[0])
        event = replace(event, starts=_hour(source, start, first.first, first.starts))
        closing = next(
            (
                each
                for each in hours
                if each is not first and _CLOSES.search(text[max(0, each.start - 20) : each.start])
            ),
            None,
        )
        if first.ends:
            event = replace(event, ends=_hour(source, start, first.last, first.ends))
        elif closing:
            event = replace(event, ends=_hour(source, start, closing.first, closing.starts))
    if event.zone is None and hours and (zone := moments.zone(text, everywhere=source.plain)):
        event = replace(
            event, zone=source.found(start + zone[0], start + zone[1], zone[2], LIKELY if zone[3] else DOUBTFUL)
        )
    return event


def _hour(source: Source, start: int, span: Span, value: str) -> Fact:
    return source.found(start + span[0], start + span[1], value)


def _with_place(source: Source, event: Event, start: int, end: int) -> Event:
    """`Great Hall, Brook House, 12 Mill Street, Leeds`: where the venue stops and the address begins."""
    text = source.plain[start:end].rstrip(" .")
    if day := next(iter(dates.within(text)), None):
        text = text[: day.start].rstrip(" ,–-") if day.start > 4 else text
    pieces = [(each.start(), each.end()) for each in re.finditer(r"[^,|;]+", text)]
    pieces = [
        (begin + len(text[begin:stop]) - len(text[begin:stop].lstrip()), stop)
        for begin, stop in pieces
        if text[begin:stop].strip()
    ]
    if not pieces:
        return event
    cut = len(pieces)
    for index, (begin, stop) in enumerate(pieces[1:], 1):
        piece = text[begin:stop]
        if (
            re.match(r"\d", piece)
            or _STREET_NAME.search(piece)
            or (_STREET.search(piece) and not vocabulary.is_organisation(piece))
        ):
            cut = index
            break
    else:
        last = text[pieces[-1][0] : pieces[-1][1]]
        if (
            len(pieces) > 1
            and not vocabulary.is_organisation(last)
            and not _ONLINE.search(last)
            and len(last.split()) <= 3
        ):
            cut = len(pieces) - 1
            while cut > 1 and not vocabulary.is_organisation(text[pieces[cut - 1][0] : pieces[cut - 1][1]]) and cut > 2:
                cut -= 1
    venue = (start + pieces[0][0], start + pieces[cut - 1][1])
    event = replace(event, venue=source.found(*_without_the(source.plain, *venue)))
    if cut < len(pieces) and event.address is None:
        stop = start + pieces[-1][1]
        stop += source.plain[stop - 2 : stop + 1].endswith(".") and source.plain[stop - 2] == "."
        event = replace(event, address=source.found(start + pieces[cut][0], stop))
    return event


def _without_the(plain: str, start: int, end: int) -> Span:
    lead = re.match(r"(?:at |in )?(?:the )(?=\S)|(?:at|in) ", plain[start:end])
    return start + (lead.end() if lead else 0), end


def _told(source: Source, placed: Sequence[Placed], released: date | None, order: dates.Order, today: date) -> Event:
    """The sentence that tells most of the event."""
    scenes = sorted(_scenes(source, placed, order), key=lambda each: -each.score)
    for scene in scenes:
        event = _event_in(source, scene, released, order, today)
        if event.date:
            return event
    return Event()


def _scenes(source: Source, placed: Sequence[Placed], order: dates.Order) -> Iterator[_Scene]:
    for each in placed:
        paragraph = each.paragraph
        if each.part not in (Part.BODY, Part.TOP, Part.NOTES, Part.OCCASION) or paragraph.level == 1:
            continue
        start = 0
        for boundary in [*_SENTENCES.finditer(paragraph.text), None]:
            end = boundary.start() + 1 if boundary else len(paragraph.text)
            sentence = paragraph.text[start:end][:1500]
            staged = _HAPPENS.search(sentence) and _VENUE.search(sentence) and moments_in(sentence)
            if (
                (_NOUN.search(sentence) or staged)
                and not _PAST.search(sentence)
                and (_HAPPENS.search(sentence) or each.part is Part.OCCASION or moments_in(sentence))
            ):
                score = (
                    2 * bool(_VENUE.search(sentence))
                    + 2 * moments_in(sentence)
                    + bool(_HAPPENS.search(sentence))
                    + bool(dates.within(sentence, order=order))
                )
                yield _Scene(
                    paragraph.start + start, paragraph.start + end, score + 0.5 * (each.part is not Part.NOTES)
                )
            start = boundary.end() if boundary else end


def moments_in(sentence: str) -> bool:
    return any(each.is_marked for each in moments.within(sentence))


def _event_in(source: Source, scene: _Scene, released: date | None, order: dates.Order, today: date) -> Event:
    text = source.plain[scene.start : scene.end]
    event = _with_day(source, Event(), scene.start, scene.end, released or today, order)
    if event.date is None and released:
        if relative := dates.relative(text, released):
            event = replace(
                event,
                date=source.found(
                    scene.start + relative[0], scene.start + relative[1], relative[2].isoformat(), LIKELY
                ),
            )
        elif weekday := next(dates.weekdays(text, released), None):
            event = replace(
                event,
                date=source.found(scene.start + weekday[0], scene.start + weekday[1], weekday[2].isoformat(), DOUBTFUL),
            )
    if event.date is None:
        return event
    event = _with_time(source, event, scene.start, scene.end, order)
    if event.starts is None:
        rest = source.plain.find("\n", scene.end)
        event = _with_time(
            source, event, scene.end, min(scene.end + 200, rest if rest >= 0 else len(source.plain)), order
        )
    if (venue := _VENUE.search(text)) and (
        _PLACE_LINE.search(venue["venue"])
        or " in " not in text[max(0, venue.start("venue") - 8) : venue.start("venue")]
    ):
        begin, stop = scene.start + venue.start("venue"), scene.start + venue.end("address")
        event = _with_place(source, event, begin, stop)
        event = replace(event, venue=event.venue and replace(event.venue, confidence=LIKELY))
    elif (beside := _VENUE_BESIDE.search(text)) and (
        _PLACE_LINE.search(beside["venue"]) or re.search(r"\d", beside["address"])
    ):
        event = _with_place(source, event, scene.start + beside.start("venue"), scene.start + beside.end("address"))
        event = replace(event, venue=event.venue and replace(event.venue, confidence=LIKELY))
    elif online := re.search(r"\b(?:online|(?<=on )Zoom)\b", text):
        event = replace(
            event, venue=source.found(scene.start + online.start(), scene.start + online.end(), None, DOUBTFUL)
        )
    return replace(event, title=_title_in(source, scene))


def _bare_title(source: Source, headline: Found[str]) -> Found[str]:
    """Without `: programme` behind it or `Invitation:` before it."""
    words = _TAIL.sub("", headline.value)
    return replace(headline, value=words, confidence=LIKELY)


_TAIL = re.compile(
    r"\s?[:–—|-]\s?(?:(?:draft |outline )?programme|agenda|running order|speakers?|speaker list|list of speakers|schedule|save the date|invitation)$",
    re.IGNORECASE,
)


def _title_in(source: Source, scene: _Scene) -> Fact:
    text = source.plain[scene.start : scene.end]
    for start, end, _ in quotations.spans(text, 0, len(text)):
        if _TITLED.search(text[max(0, start - 80) : start].rstrip("\"'“‘")) and 2 <= len(text[start:end].split()) <= 20:
            return source.found(scene.start + start, scene.start + end, text[start:end].rstrip(",. "), LIKELY)
    return None


def _items(source: Source, placed: Sequence[Placed]) -> tuple[Fact, Fact] | None:
    """When a running order begins and ends."""
    items = [
        (each, found)
        for each in placed
        if (found := _ITEM.match(each.paragraph.text[:40])) and each.part is not Part.EMBARGO
    ]
    if len(items) < 3:
        return None
    opens = "door" in items[0][0].paragraph.text.lower()
    first, last = items[1 if opens else 0], items[-1]
    starts = next(moments.within(first[1]["time"], bare=True), None)
    written = last[1]["until"] or (last[1]["time"] if _CLOSES.search(last[0].paragraph.text) else None)
    ends = next(moments.within(written, bare=True), None) if written else None
    if starts is None:
        return None
    at = first[0].paragraph.start + first[1].start("time")
    finish = None
    if ends and written:
        place = last[0].paragraph.start + last[1].start("until" if last[1]["until"] else "time")
        finish = source.found(place, place + len(written), ends.starts)
    return source.found(at, at + len(first[1]["time"]), starts.starts, LIKELY), finish


def _day_at_top(source: Source, placed: Sequence[Placed], order: dates.Order, today: date) -> Event:
    """The first line of the top with a day in it, and its hours."""
    for place, each in enumerate(placed[:8]):
        if each.part is Part.EMBARGO:
            continue
        event = _with_day(source, Event(), each.paragraph.start, each.paragraph.end, today, order)
        if event.date:
            event = _with_time(source, event, each.paragraph.start, each.paragraph.end, order)
            following = next(
                (
                    one.paragraph
                    for one in placed[place + 1 : place + 2]
                    if not _ITEM.match(one.paragraph.text) or "–" in one.paragraph.text[:24]
                ),
                None,
            )
            if event.starts is None and following and len(following.text) < 60:
                event = _with_time(source, event, following.start, following.end, order, bare=True)
            return event
    return Event()


_PLACE_LINE = re.compile(
    r"\b(?:hall|rooms?|house|centre|center|theatre|theater|museum|library|street|road|square|university|college|building|institute|church|hotel|campus|auditorium|club)\b",
    re.IGNORECASE,
)


def _place_at_top(source: Source, placed: Sequence[Placed], event: Event) -> Event:
    """A line near the top that is nothing but a place."""
    for each in placed[1:8]:
        text = each.paragraph.text
        if (
            each.part is Part.TOP
            and _PLACE_LINE.search(text)
            and "," in text
            and len(text) < 140
            and text[-1] not in ".:?!"
            and not dates.within(text)
        ):
            return _with_place(source, event, each.paragraph.start, each.paragraph.end)
    return event


def _title(source: Source, placed: Sequence[Placed], event: Event, headline: Fact, *, announces: bool) -> Fact:
    if not (event.date or event.starts) or headline is None:
        return None
    body = sum(each.part is Part.BODY for each in placed)
    if is_announcement(placed) and (announces or body <= 4):
        return _bare_title(source, headline)
    if announces and body <= 2:
        return replace(headline, confidence=DOUBTFUL)
    return None
