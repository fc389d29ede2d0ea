"""What an event is called: in marks behind its kind, above its day, or as the headline of an invitation."""

import re
from collections.abc import Sequence
from dataclasses import replace

from events.press.reading.draft import DOUBTFUL, LIKELY, Event, Fact, Found
from events.press.reading.event import programmes, scenes
from events.press.reading.layout import mastheads
from events.press.reading.layout.labels import Label
from events.press.reading.layout.parts import Part, Placed
from events.press.reading.layout.source import Source
from events.press.reading.words import dates, marks, names, venues, vocabulary

_KINDS = (
    r"(?:event|panel(?: discussion| debate)?|discussion|debate|seminar|webinar|conference|lecture|symposium"
    r"|summit|workshop|round ?table|briefing"
    r"|evening|conversation|dialogue|colloquium|hearing|forum|talk|reception|exhibition|festival|masterclass|meeting|party|breakfast|showcase"
    r"|screening)"
)
_TITLED = re.compile(
    rf"\b(?:speakers|programme|running order|agenda|line-?up) (?:at|for|of) (?:the )?$"
    rf"|\b(?:{_KINDS}|function|ceremony|gathering)(?: session)?,? ?(?:called|entitled|titled|on the theme(?: of)?"
    rf"|with the title|named|headed|on|about"
    rf"|(?:of|on) (?:the|its|our|their) (?:findings|report|results|study)|under the title)?,?:?\s?$|\bunder the title $"
    r"|\b(?:will|to) (?:host|hold|present|stage) (?:an? |the )?$",
    re.IGNORECASE,
)
_APPOSED = re.compile(
    rf"\b(?:(?i:{_KINDS}|supper|dinner|lunch|launch|concert|gathering|assembly)|walk),? "
    rf"(?P<title>[{names.UPPER}][\w'’&-]*"
    rf"(?:[ :]+(?:(?:of|the|in|on|and|to|for|at|a) ){{0,2}}[{names.UPPER}0-9$£€][\w'’&?.-]*){{1,9}}"
    rf"(?:(?:, [{names.UPPER}][\w'’-]*){{1,3}} and [{names.UPPER}][\w'’-]*)?),"
    r" (?:on|at|in|which|will|takes|from|to be)\b"
)
_HELD = re.compile(
    rf"\b(?:will|to) (?:hold|host|organi[sz]e|convene|stage) (?:an? |its "
    rf"|the )?(?:[a-z-]+ ){{0,3}}(?P<title>[{names.UPPER}][\w'’&-]*(?: (?:(?:of|the|in|on|and"
    rf"|for) ){{0,2}}[{names.UPPER}0-9][\w'’&-]*){{1,10}}),? (?=on|at|from|in)\b"
)
_SUBJECT = re.compile(  # `Hands Like Hawsers takes place on`
    rf"(?P<title>[{names.UPPER}][\w'’&-]*(?:(?:[ :]+|, )(?:(?:of|the|in|on|and|to|for|at|a|who|is) ){{0,2}}"
    rf"[{names.UPPER}0-9][\w'’&?-]*){{1,9}}),? (?:(?:will )?takes? place|will be held|is held|is being held)\b"
)
_GENERIC = re.compile(
    r"""\W*(?:(?:the|our|a|an|and|of|for|at|to|on|about|your|with|in|join|public|launch|announcement|media|upcoming
    |next|opening|free|online
    |podium|panel|public|special|further|more|full|draft|outline|programme|agenda|events?|details?|information
    |listings?|info|day|when|where
    |date|time|venue|schedule|practical|presentation|discussion|debate|seminar|meeting|report|come|see|us|save
    |registration|rsvp|notes?
    |booking|attend|how|at|glance|key|facts|overview|brief
    |running\ order|timetable|reception|conversation|party|evening|availability|us\ there|take\ part|speakers?|\d{1,2}
    |January|February|March|April|May|June|July|August|September
    |October|November|December|\W)+)\W*""",
    re.IGNORECASE | re.VERBOSE,
)
_USUAL = re.compile(
    r"\W*(?:press|media|launch) (?:conference|view|preview|briefing|party|call|launch)\W*", re.IGNORECASE
)
_TAIL = re.compile(r"\s?[:–—|-]\s?(?:speakers?|speaker list|list of speakers|save the date|invitation)$", re.IGNORECASE)
_PREFIX = re.compile(r"(?P<title>[A-Z][\w’' -]{3,50}?)\s?[:–—]\s")


_CAPITAL = rf"[{names.UPPER}][\w'’&-]*"
_CALLED = re.compile(  # `at the Selby Economic Breakfast on`
    rf"\bat (?:the|a|its|our) (?P<title>(?:{_CAPITAL} ){{1,6}}(?:Forum|Dialogue|Breakfast|Summit|Conference|Congress"
    rf"|Symposium|Festival|Convention|Colloquium|Seminar|Lecture)(?: (?:on|of|for) (?:{_CAPITAL} ?){{1,5}})?),? ?"
    r"(?=on \d|on [A-Z][a-z]+day|to be held|from \d|which|$)"
)
_QUOTED_FIRST = re.compile(
    r"[\"“‘«](?P<title>[^\"“”‘«»\n]{8,120})[\"”’»],? "
    r"(?=(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|\d|(?:will )?takes? place|(?:will be|is) held)"
)


def of_label(source: Source, label: Label) -> Fact:
    """`What: …`, if that is a title and not the whole story."""
    words = label.value.split()
    if called := _before_kind(source, label.start, label.end):
        return called
    if not 1 < len(words) <= 25 or (len(words) > 12 and re.search(r"[.!?]\s|\bwill\b", label.value)):
        return None
    if marked := _in_marks(source, label.start, label.end):
        return marked
    alone = marks.alone(source.plain[label.start : label.end]) or _before_dash(label.value)
    start, end = (label.start + alone[0], label.start + alone[1]) if alone else (label.start, label.end)
    if _GENERIC.fullmatch(label.value):
        return None
    if not alone and len(words) > 10 and (tail := _AND_MORE.search(source.plain, start, end)):
        end = tail.start()
    told = source.plain[start:end]
    if not alone and len(told.split()) > 12 and told[:1].isalpha() and not _SUBTITLED.search(told):
        return None  # what it is about
    return source.found(start, end)


def _before_dash(value: str) -> tuple[int, int] | None:
    """`"After the Last Mile" — Parcel Trust / Kerb Network`: whose it is stands behind."""
    first = next(marks.spans(value, 0, len(value)), None)
    return first[:2] if first and first[0] == 1 and _DASH.match(value, first[2]) else None


_DASH = re.compile(r"\s?[–—|(]|\s-\s|, (?=[A-Z])")


def _before_kind(source: Source, start: int, end: int) -> Fact:
    """`"After the Last Mile," a briefing on parcels`."""
    text = source.plain[start:end]
    first = next(marks.spans(text, 0, min(len(text), 200)), None)
    if first is None or first[0] > 1 or not _AND_ITS_KIND.match(text, first[2]):
        return None
    return source.found(start + first[0], start + first[1], text[slice(*first[:2])].rstrip(",. "), LIKELY)


def is_told_by_kind(source: Source, title: Found[str]) -> bool:
    """Whether the kind of event stands right behind these words: then they are the title of no report."""
    return _AND_ITS_KIND.match(source.text, title.span[1]) is not None


_AND_ITS_KIND = re.compile(
    r"[,.]?[\"”’»']?,? an? (?:[a-z-]+ ){0,2}(?:briefing|discussion|debate|seminar|webinar|talk|lecture|forum|meeting"
    r"|conversation|evening|round ?table|workshop|conference|symposium)\b(?! paper| draft)"
)


def _in_marks(source: Source, start: int, end: int) -> Fact:
    """`panel session, "After the Last Mile"`."""
    text = source.plain[start:end]
    for begin, stop, _ in marks.spans(text, 0, len(text)):
        before = text[max(0, begin - 80) : begin].rstrip("\"'“‘„«")
        if _TITLED.search(before) and not _AND_BRIEFING.search(before) and 2 <= len(text[begin:stop].split()) <= 20:
            return source.found(start + begin, start + stop, text[begin:stop].rstrip(",. "), LIKELY)
    return None


_AND_BRIEFING = re.compile(  # `Release of the report and briefing, “Bare Streets”`
    r"\b(?:report|study|paper|survey|book) (?:and|with) (?:[\w-]+ ){0,4}[\w-]+,? ?$", re.IGNORECASE
)
_SUBTITLED = re.compile(r"\w[:?–—] ?\w|\w - \w")
_AND_MORE = re.compile(r", (?:with|featuring|including|followed by|where|which|who)\b|[.;] ")


def in_scene(source: Source, placed: Sequence[Placed], scene: scenes.Scene) -> Fact:
    """What the sentence calls it, or what stands above its day."""
    for start, end in scene.lines[:1]:
        text = source.plain[start:end]
        if marked := _in_marks(source, start, end):
            return marked
        if (subject := _SUBJECT.match(text)) and not _GENERIC.fullmatch(subject["title"]) and not _is_house(subject):
            the = 4 if subject["title"].startswith("The ") and scenes.NOUN.search(subject["title"]) else 0
            return source.found(start + subject.start("title") + the, start + subject.end("title"), confidence=LIKELY)
        if (apposed := _APPOSED.search(text)) and not _WHEN.match(apposed["title"]):
            return source.found(start + apposed.start("title"), start + apposed.end("title"), confidence=LIKELY)
        if (held := _HELD.search(text)) and (len(held["title"].split()) >= 4 or scenes.NOUN.search(held["title"])):
            return source.found(start + held.start("title"), start + held.end("title"), confidence=LIKELY)
        if (called := _CALLED.search(text)) and not _GENERIC.fullmatch(called["title"]):
            return source.found(start + called.start("title"), start + called.end("title"), confidence=DOUBTFUL)
        if (quoted := _QUOTED_FIRST.match(text)) and 2 <= len(quoted["title"].split()) <= 20:
            return source.found(start + quoted.start("title"), start + quoted.end("title"), confidence=LIKELY)
        prefix = _PREFIX.match(text)
        if prefix and scenes.NOUN.search(prefix["title"]) and not _tells_only_kind(prefix["title"]):
            return source.found(start + prefix.start("title"), start + prefix.end("title"), confidence=LIKELY)
    return _above(source, placed, scene.place, is_block=scene.is_block)


def _tells_only_kind(words: str) -> bool:
    """`Press view: …`, `Forum day: …`, which say of what the day is."""
    return bool(_GENERIC.fullmatch(words) or _USUAL.fullmatch(words) or _DAY_OF.fullmatch(words))


_DAY_OF = re.compile(r"[\w-]+ (?:days?|dates?|hours|times?|venue)", re.IGNORECASE)
_WHEN = re.compile(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")


_VERB = re.compile(r"\b(?:will|is|are|has|have)\b")


def _above(source: Source, placed: Sequence[Placed], place: int, *, is_block: bool) -> Fact:
    """A heading that names an event, or in a block the line right above."""
    for distance, each in enumerate(reversed(placed[max(0, place - 2) : place])):
        paragraph, text = each.paragraph, each.paragraph.text.strip(" :")
        if (
            len(text) > 140
            or each.part in (Part.FURNITURE, Part.TOP)
            or dates.within(text)
            or venues.looks_like_one(text)
        ):
            return None
        if _GENERIC.fullmatch(text) or text[-1:] in ".,;" or "@" in text:
            return None
        if _VERB.search(text) and "?" not in text:
            return None
        apart = len(text.split()) <= 5 and text[0].isupper() and paragraph.group != placed[place].paragraph.group
        heads = apart or (
            paragraph.level > 1 or paragraph.strong or each.is_heading or (text.isupper() and len(text.split()) <= 8)
        )
        if heads and scenes.NOUN.search(text):
            sure = DOUBTFUL if _USUAL.fullmatch(text) else LIKELY
            return source.found(paragraph.start, paragraph.start + len(text), confidence=sure)
        beside = is_block and distance == 0 and paragraph.group == placed[place].paragraph.group
        if beside and each.part in _SET and 2 <= len(text.split()) <= 20 and not mastheads.is_house(text):
            return source.found(paragraph.start, paragraph.start + len(text), confidence=LIKELY)
    return None


def named(source: Source, placed: Sequence[Placed]) -> Fact:
    """What stands in marks or italics right behind the kind of event, wherever that is told."""
    for each in placed[:_MOST]:
        paragraph = each.paragraph
        heading = _HEADED.fullmatch(paragraph.text) if paragraph.level > 1 or paragraph.strong else None
        if heading and not _GENERIC.fullmatch(heading["title"]):
            return source.found(paragraph.start + heading.start("title"), paragraph.end, confidence=LIKELY)
        if each.part not in (Part.BODY, Part.TOP, Part.OCCASION) or paragraph.level == 1 or _ITEM.match(paragraph.text):
            continue
        begin, stop = paragraph.start, min(paragraph.end, paragraph.start + 3000)
        spans = [(start, end) for start, end, _ in marks.spans(source.plain, begin, stop)]
        spans += [span for span in source.emphasised if begin <= span[0] and span[1] <= stop]
        for start, end in spans:
            words = source.plain[start:end].strip(" \"'“”‘’,.")
            before = source.plain[max(begin, start - 80) : start].rstrip("\"'“‘„«*")
            is_told = _TITLED.search(before) or (_AT.search(before) and _AND_ITS_KIND.match(source.plain, end))
            if 2 <= len(words.split()) <= 20 and words[:1].isupper() and is_told:
                at = source.plain.index(words, start)
                return source.found(at, at + len(words), confidence=LIKELY)
    return None


_MOST = 150
_AT = re.compile(r"\b(?:at|for|during|to|with|hosts?|holds?|hosting|holding)(?: the| its)? $")
_HEADED = re.compile(
    rf"(?:(?:[Ll]aunch|[Pp]ublic|[Oo]nline|[Oo]pen|[Pp]anel) )?(?i:{_KINDS}): (?P<title>[A-Z][^:]{{8,100}})"
)
_ITEM = re.compile(r"\W{0,2}\d{1,2}(?:[.:h]\d\d|\s?[ap]\.?m)")


def _is_house(found: re.Match[str]) -> bool:
    return mastheads.is_house(found["title"])


def above_label(source: Source, placed: Sequence[Placed], named: Sequence[Label]) -> Fact:
    """What stands right above `When:` and `Where:`, in the same lines."""
    first = next((each for each in named if each.name in ("date", "time", "venue")), None)
    if first is None or first.paragraph == 0:
        return None
    at = first.paragraph
    if (
        at > 1
        and placed[at].paragraph.start == first.start
        and placed[at - 1].paragraph.group == placed[at].paragraph.group
    ):
        at -= 1  # the label stands in a column of its own
    line, above = placed[at].paragraph, placed[at - 1]
    words = above.paragraph.text.strip(" :")
    is_below_kind = words[-1:] == "?" and at > 1 and _is_kind(placed[at - 2].paragraph.text)
    is_set_above = (above.paragraph.group == line.group or is_below_kind) and above.part in _SET
    if not is_set_above or line.start == first.start or not 2 <= len(words.split()) <= 14 or words[-1] in ".,;":
        return None
    if any(each.paragraph == at - 1 for each in named) or dates.within(words) or venues.looks_like_one(words):
        return None
    is_told = above.paragraph.text.rstrip().endswith(":") and _VERB.search(words)
    if _GENERIC.fullmatch(words) or mastheads.is_house(words) or not words[0].isupper() or is_told:
        return None
    return source.found(above.paragraph.start, above.paragraph.start + len(words), confidence=LIKELY)


_SET = (Part.BODY, Part.OCCASION, Part.NOTES)


def _is_kind(line: str) -> bool:
    """`Public discussion`."""
    return len(line) < 40 and scenes.NOUN.search(line) is not None and _GENERIC.fullmatch(line) is not None


def of(source: Source, placed: Sequence[Placed], event: Event, headline: Fact, *, is_all: bool) -> Fact:
    """The headline, where the whole text announces nothing but the event; or a heading over its labels."""
    day = event.date or event.starts
    if day is not None:
        place = next(
            (
                index
                for index, each in enumerate(placed)
                if each.paragraph.raw[0] <= day.span[0] < each.paragraph.raw[1]
            ),
            0,
        )
        if place and not is_all and (title := _above(source, placed, place, is_block=False)):
            return title
    if headline is None:
        return None
    body = sum(each.part is Part.BODY and len(each.paragraph.text.split()) > 12 for each in placed)
    if is_all and body <= 4 and (not _NEWS.search(headline.value) or headline.value.endswith("?")):
        return _bare(headline)
    return None


_NEWS = re.compile(
    r"\b(?:to (?!the|a|an|our|your)[a-z]+|will|calls? (?:for|on)|says?|finds?|demands?|launches|announces)\b"
    r"|^(?i:(?:only|nearly|almost|more than|over|some) )?"
    r"(?i:one|two|three|four|five|six|seven|eight|nine|ten|half|most|\d+) (?:in|of|out of)\b"
    r"|[?!] (?i:public )?(?i:presentation|launch|release) (?i:of)\b"
)


def _bare(headline: Found[str]) -> Found[str]:
    """Without `: programme` behind it."""
    words = _without_day(programmes.TITLED.sub("", _TAIL.sub("", headline.value)))
    words = words[: kind.start()] if (kind := _NAMED_PROGRAMME.search(words)) else words
    kind = _KIND_BEFORE.match(words)
    inner = marks.alone(words[kind.end() :]) if kind else None
    if kind and inner:
        words = words[kind.end() :][slice(*inner)]
    return replace(
        headline,
        value=words,
        confidence=LIKELY if words != headline.value or headline.confidence > LIKELY else DOUBTFUL,
    )


def _without_day(words: str) -> str:
    """`Harbour Day, Friday 3 July 2026, Assembly Rooms, Leith` is called what stands before its day."""
    day = next(iter(dates.within(words)), None)
    before = _BEFORE_DAY.search(words, 0, day.start) if day else None
    return words[: before.start()] if before and len(words[: before.start()].split()) > 1 else words


_NAMED_PROGRAMME = re.compile(r"(?<=\w) (?:programme|agenda|running order|timetable)$")  # `Harbour Day programme`
_BEFORE_DAY = re.compile(r"\s?(?:[,|·(–—]|\s-)\s?$")
_KIND_BEFORE = re.compile(rf"(?:[\w-]+ ){{0,4}}{_KINDS}:?\s(?=[\"“‘'«])", re.IGNORECASE)


def own(title: Fact) -> Fact:
    """The name that an event has of its own, without its kind and what is announced of it; a kind alone is none."""
    if title is None:
        return None
    words = title.value
    if _LAUNCH_LISTED.match(words) or (_LAUNCH.match(words) and dates.within(words)):
        return None
    if before := _ANNOUNCED.match(words) or _KIND_AND_COLON.match(words) or _NUMBERED_KIND.match(words):
        words = words[before.end() :]
        words = words[slice(*alone)] if (alone := marks.alone(words)) else words
    elif marked := _KIND_BEHIND.match(words) or _KIND_IN_BRACKETS.fullmatch(words):
        words = marked["title"]
    is_kind = _KIND_ALONE.fullmatch(words) or any(map(_KIND_ALONE.fullmatch, _TONGUES.split(words)))
    is_day = _WHEN.match(words) is not None and bool(dates.within(words))
    return None if is_kind or is_day or _ADDRESS.search(words) else replace(title, value=words)


def is_launch_of(title: Fact, publication: Fact) -> bool:
    """`Launch of “Bare Streets”` has no name but the report's."""
    launch = _LAUNCH.match(title.value) or _LAUNCH_BEHIND.fullmatch(title.value) if title else None
    if launch is None or publication is None:
        return False
    what = launch["what"].strip(" \"“”‘’'*_.")
    return publication.value[:20] in what or (len(what) >= _SHORTEST and publication.value.startswith(what))


_LAUNCH_BEHIND = re.compile(  # `Bare Streets — report launch`
    rf"(?P<what>.+?)\s?[–—-]\s(?:[\w-]+ ){{0,3}}{vocabulary.KIND_OF_WORK} (?:launch|release|presentation)",
    re.IGNORECASE,
)
_SHORTEST = 6  # characters of a title without its subtitle


_LAUNCH = re.compile(
    r"(?:(?:public|press|official) )?(?:launch|release|publication|presentation) of (?P<what>.+)", re.IGNORECASE
)
_SORT = rf"(?:{_KINDS}|launch|release|report|function|press|media|public|online|virtual|hybrid|in-person)"
_ANNOUNCED = re.compile(
    r"(?:you(?:['’]re| are) (?:warmly |cordially )?invited(?: to)?|save the date)\s?[:–—-]\s?|save the date for "
    r"|(?:speakers?(?: list)?|list of speakers|running order|programme|agenda)\s?[:–—-]\s"
    r"|(?:programme|agenda|running order|order of events|timetable) (?:for|of) (?:the )?"
    r"|(?:(?:full |final )?programme|agenda|speakers?|line-?up|date|venue) "
    r"(?:announced|confirmed|published|named|released) (?:for|of) (?:the )?",
    re.IGNORECASE,
)
_LAUNCH_LISTED = re.compile(
    r"(?:running order|(?:outline |draft )?programme|agenda|speakers?(?: list)?|invitation[\w ]{0,20}): launch of ",
    re.IGNORECASE,
)
_KIND_IN_BRACKETS = re.compile(rf"(?P<title>[^()\n]{{4,120}}) \((?:{_SORT} )*{_KINDS}\)", re.IGNORECASE)
_KIND_AND_COLON = re.compile(
    rf"(?:{_SORT} (?:(?:and|&) )?){{0,3}}{_SORT}(?: (?:title|topic|theme))?:\s(?=[\w\"“‘'«])", re.IGNORECASE
)
_NUMBERED_KIND = re.compile(  # `Session 4: “After the Smoke”`
    rf"(?:session|part|day|{_SORT}) (?:\d{{1,2}}|[IVX]{{1,4}}|one|two|three|four|five|six)\s?[:–—-]\s(?=[\w\"“‘'«])",
    re.IGNORECASE,
)
_KIND_BEHIND = re.compile(
    rf"[\"“‘'«](?P<title>[^\"“”«»]{{4,120}})[\"”’'»]\s?[,–—-]?\s?(?:an? |the )?(?:{_SORT} )*{_KINDS}\b", re.IGNORECASE
)
_KIND_ALONE = re.compile(rf"(?:(?:{_SORT}|the|an?|and|of|for|&)(?:\s+|$))+", re.IGNORECASE)
_TONGUES = re.compile(r"\s[/|]\s")  # `LAUNCH EVENT / DIGWYDDIAD LANSIO`
_ADDRESS = re.compile(r"(?:[^,]{3,60}, ){2}[^,]{0,60}\d|[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}$")
