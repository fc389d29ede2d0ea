"""Who is on stage, in what part, and as whom."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from events.press.reading import names, people, vocabulary
from events.press.reading.draft import CERTAIN, LIKELY, Affiliation, Fact, Found, Panellist
from events.press.reading.labels import Label
from events.press.reading.parts import Part, Placed
from events.press.reading.people import Person
from events.press.reading.source import Source

_GATHERING = r"(?:panel|event|launch|discussion|debate|seminar|webinar|conference|reception|roundtable|symposium|summit|session|workshop|briefing|speakers|panell?ists|line-up|evening|lecture)"
_FEATURING = re.compile(
    rf"\b(?i:{_GATHERING})\b[^.;]{{0,220}}?\b(?P<lead>featuring|with(?: contributions from| speakers)?|including|includes?|chaired by|moderated by|hosted by|facilitated by|will hear from|hears? from|are|comprises|will feature|features|consisting of|will include|joined by|will be)(?:\s?:)?\s(?=(?:the |a )?[A-Z])"
    r"|\b(?P<bare>(?i:featuring|discuss(?:es)?(?: [\w’' ]{1,40})? with|will be joined by|on the panel(?: are| will be)?|(?:moderator|moderation|chair|facilitator)(?=:)|chaired by|moderated by|facilitated by|joined on (?:the panel|stage) by|(?:the )?(?:speakers|panell?ists|panel members|participants|guests|contributors) (?:are|include|will be|will include)|keynote (?:speech|address|speaker|lecture)(?: (?:by|from|will be(?: given by| delivered by)?|is))?|responses? from|with responses from|contributions from|speeches (?:from|by)|in conversation with|response by|opened by|introduced by))(?:\s?:)?\s(?=(?:the |a )?[A-Z])"
)
_WILL = re.compile(
    r"\s(?:will|to|is to|is due to)\s(?:also\s)?(?P<does>chair|moderate|host|facilitate|speak|present|give the keynote|deliver (?:the|a) keynote|respond|join|open|introduce|take part|be joined by|be speaking)\b"
)
_ITEM_TIME = re.compile(
    r"\W{0,2}\d{1,2}[.:]?\d{0,2}\s?(?:[ap]\.?m\.?)?(?:\s?(?:-|–|—|to)\s?\d{1,2}[.:]?\d{0,2}\s?(?:[ap]\.?m\.?)?)?[\s|:,–—-]+(?=\D)",
    re.IGNORECASE,
)
_SENTENCE = re.compile(
    r"(?<!\b[A-Z])(?<!\b(?:Dr|St|Mr|Ms|no|No))(?<!\b(?:Mrs|Rev|Hon))(?<!\bProf)[.!?]['\"’”)]?(?=\s[A-Z“\"‘']|$|\n)"
)
_CHAIRED = {
    "chaired by": "chair",
    "moderated by": "moderator",
    "hosted by": "moderator",
    "facilitated by": "moderator",
    "in conversation with": "speaker",
    "moderator": "moderator",
    "moderation": "moderator",
    "facilitator": "moderator",
    "chair": "chair",
}
_OF_A_TEXT = re.compile(r"\b(?:report|study|research|survey)\b[^.]{0,30}$", re.IGNORECASE)
_LABELS = frozenset("chair moderator keynote respondent panellist speaker".split())


@dataclass(frozen=True)
class _Listed:
    person: Person
    part: str
    part_at: tuple[int, int] | None
    sure: bool


def read(source: Source, placed: Sequence[Placed], named: Sequence[Label], known: frozenset[str]) -> list[Panellist]:
    found: dict[str, _Listed] = {}
    for each in _everybody(source, placed, named, known):
        key = " ".join(each.person.name.bare.casefold().split())
        before = found.get(key)
        found[key] = each if before is None else _joined(before, each)
    return [_panellist(source, each) for each in sorted(found.values(), key=lambda each: each.person.name.start)]


def _joined(one: _Listed, two: _Listed) -> _Listed:
    """Somebody who is listed twice: the fuller listing, and the more telling part."""
    fuller = one if len(one.person.posts) >= len(two.person.posts) else two
    telling = one if one.part not in ("panellist", "speaker") or two.part in ("panellist", "speaker") else two
    fuller.person.tentative = one.person.tentative or two.person.tentative
    return _Listed(fuller.person, telling.part, telling.part_at, one.sure or two.sure)


def _everybody(
    source: Source, placed: Sequence[Placed], named: Sequence[Label], known: frozenset[str]
) -> Iterator[_Listed]:
    yield from _in_rows(source, placed)
    for label in named:
        if label.name in _LABELS:
            yield from _in_list(source, label.start, label.end, label.name, known)
    yield from _under_headings(source, placed, known)
    for each in placed:
        if each.part in (Part.BODY, Part.TOP, Part.NOTES, Part.OCCASION) and each.paragraph.level != 1:
            yield from _in_sentences(source, each, known)
    yield from _in_items(source, placed, known)


def _in_list(
    source: Source, start: int, end: int, part: str, known: frozenset[str], *, sure: bool = True
) -> Iterator[_Listed]:
    for person in people.listed(source, start, end, known=known):
        if person.name.is_whole:
            yield _Listed(person, person.part or part, person.part_at, sure)


def _in_rows(source: Source, placed: Sequence[Placed]) -> Iterator[_Listed]:
    """Rows of a table: `Name | Role | Organisation`, in whatever order its heading gives."""
    order: list[str] = []
    for each in placed:
        cells = _cells(each)
        if len(cells) < 2:
            continue
        folded = [source.plain[start:end].strip().lower() for start, end in cells]
        if "name" in folded or "speaker" in folded:
            order = [_COLUMNS.get(cell, "") for cell in folded]
        elif order:
            row = dict(zip(order, cells, strict=False))
            if (name := row.get("name")) and (found := names.at(source.plain, name[0])) and found.end <= name[1]:
                yield _row(source, found, row)


_COLUMNS = {
    "name": "name", "speaker": "name", "role": "role", "title": "role", "job title": "role", "position": "role", "post": "role", "organisation": "house",
    "organization": "house", "affiliation": "house", "institution": "house", "company": "house", "status": "state", "confirmed": "state", "part": "part", "session role": "part",
    "role at event": "part", "capacity": "part", "panel role": "part", "notes": "state", "note": "state", "employer": "house",
}  # fmt: skip


def _cells(each: Placed) -> list[tuple[int, int]]:
    text = each.paragraph.text
    if text.count("|") < 1:
        return []
    pieces = [found.span() for found in re.finditer(r"[^|]+", text)]
    return [(each.paragraph.start + start + text[start].isspace(), each.paragraph.start + end) for start, end in pieces]


def _row(source: Source, name: names.Name, row: dict[str, tuple[int, int]]) -> _Listed:
    def tight(cell: str) -> tuple[int, int] | None:
        if cell not in row:
            return None
        start, end = row[cell]
        text = source.plain[start:end]
        return (
            (start + len(text) - len(text.lstrip()), end - len(text) + len(text.rstrip()))
            if text.strip(" -–—")
            else None
        )

    person = people.Person(name)
    if tight("role") or tight("house"):
        person.posts = [people.Post(tight("role"), tight("house"))]
    state = tight("state")
    if state and people.is_tentative(source.plain[slice(*state)]):
        person.tentative = state
    at = tight("part")
    part = (
        next((people.PARTS[word] for word in vocabulary.words(source.plain[slice(*at)]) if word in people.PARTS), None)
        if at
        else None
    )
    return _Listed(person, part or "speaker", at if part else None, True)


def _under_headings(source: Source, placed: Sequence[Placed], known: frozenset[str]) -> Iterator[_Listed]:
    part = "speaker"
    lines: list[Placed] = []
    for each in [*placed, None]:
        if each is not None and each.part is Part.PANEL and not each.is_heading:
            lines.append(each)
            continue
        if lines:
            yield from _in_list(source, lines[0].paragraph.start, lines[-1].paragraph.end, part, known)
            lines = []
        if each is not None and each.part is Part.PANEL:
            part = _part_of_heading(each.paragraph.text)


def _part_of_heading(heading: str) -> str:
    words = vocabulary.words(heading)
    if any(word.startswith(("panel", "line")) for word in words):
        return "panellist"
    return next((people.PARTS[each] for each in words if each in ("keynote", "respondents", "discussants")), "speaker")


def _in_sentences(source: Source, each: Placed, known: frozenset[str]) -> Iterator[_Listed]:
    text, offset = each.paragraph.text, each.paragraph.start
    start = 0
    for boundary in [*_SENTENCE.finditer(text), None]:
        end = boundary.start() if boundary else len(text)
        sentence = text[start:end]
        if len(sentence) < 2500:
            yield from _in_sentence(source, sentence, offset + start, known)
        start = boundary.end() if boundary else end


def _in_sentence(source: Source, sentence: str, start: int, known: frozenset[str]) -> Iterator[_Listed]:
    default = "panellist" if re.search(r"\bpanel", sentence, re.IGNORECASE) else "speaker"
    leads = [*_FEATURING.finditer(sentence)]
    if leads and not _OF_A_TEXT.search(sentence[: leads[0].start("lead" if leads[0]["lead"] else "bare")][-40:]):
        for place, lead in enumerate(leads):
            word = (lead["lead"] or lead["bare"]).lower()
            part = _CHAIRED.get(
                word, "keynote" if word.startswith("keynote") else "respondent" if "respons" in word else default
            )
            stop = (
                leads[place + 1].start("lead" if leads[place + 1]["lead"] else "bare")
                if place + 1 < len(leads)
                else len(sentence)
            )
            here = [
                *_in_list(
                    source,
                    start + lead.end(),
                    start + stop,
                    part,
                    known,
                    sure=bool(lead["bare"]) or word in ("featuring", "with", "including"),
                )
            ]
            if part in ("chair", "moderator", "keynote"):
                here = (
                    [
                        here[0],
                        *(_Listed(one.person, one.person.part or default, one.part_at, one.sure) for one in here[1:]),
                    ]
                    if here
                    else []
                )
            yield from here
    will = _WILL.search(sentence)
    if (
        will
        and not leads
        and (
            re.search(rf"\b{_GATHERING}\b", sentence, re.IGNORECASE)
            or will["does"] in ("chair", "moderate", "speak", "respond")
        )
    ):
        part = {
            "chair": "chair",
            "moderate": "moderator",
            "host": "moderator",
            "facilitate": "moderator",
            "respond": "respondent",
        }.get(will["does"], "keynote" if "keynote" in will["does"] else default)
        yield from _in_list(source, start, start + will.start(), part, known, sure=False)


def _in_items(source: Source, placed: Sequence[Placed], known: frozenset[str]) -> Iterator[_Listed]:
    """The people of a running order, by what their item is."""
    timed = [each for each in placed if _ITEM_TIME.match(each.paragraph.text[:40]) and len(each.paragraph.text) < 600]
    if len(timed) < 3:
        return
    for each in timed:
        time = _ITEM_TIME.match(each.paragraph.text[:40])
        start = each.paragraph.start + (time.end() if time else 0)
        item = source.plain[start : each.paragraph.end].lower()
        part = (
            "keynote"
            if "keynote" in item
            else "panellist"
            if "panel" in item[:60]
            else "respondent"
            if item.startswith(("respon", "discussant"))
            else "speaker"
        )
        yield from _in_list(source, start, each.paragraph.end, part, known)


def _panellist(source: Source, listed: _Listed) -> Panellist:
    person = listed.person
    sure = CERTAIN if listed.sure else LIKELY
    at = listed.part_at or (person.name.start, person.name.end)
    tentative = person.tentative
    return Panellist(
        name=source.found(person.name.start, person.name.end, person.name.text, sure),
        role=source.found(*at, listed.part, LIKELY if listed.part_at else 0.75),
        affiliations=tuple(_affiliation(source, each) for each in person.posts),
        tentative=Found(True, source.span(*tentative), CERTAIN) if tentative else None,
    )


def _affiliation(source: Source, post: people.Post) -> Affiliation:
    def fact(span: tuple[int, int] | None) -> Fact:
        return source.found(*span, confidence=LIKELY) if span and span[1] > span[0] else None

    return Affiliation(role=fact(post.role), organisation=fact(post.organisation))
