"""Who is on stage, in what part, and as whom."""

import itertools
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from events.press.reading.draft import CERTAIN, DOUBTFUL, LIKELY, Affiliation, Event, Fact, Found, Panellist
from events.press.reading.layout import labels
from events.press.reading.layout.parts import Part, Placed
from events.press.reading.layout.source import Source
from events.press.reading.panel import gatherings, posts, provisos, rolls
from events.press.reading.panel.announcements import Announcements
from events.press.reading.panel.dossiers import Dossiers
from events.press.reading.panel.lineups import Lineups
from events.press.reading.panel.people import TOLD, Listed, People, Person
from events.press.reading.panel.tables import Tables
from events.press.reading.words import names
from events.press.reading.words.names import Name

_EVERYBODYS = ("panellist", "speaker")
_ANNOUNCED = (*TOLD, Part.NOTES)  # to editors
_MOST = 200  # times that somebody is named with a part; more is no release


def read(
    source: Source, placed: Sequence[Placed], known: frozenset[str], event: Event, aside: Iterable[Fact]
) -> list[Panellist]:
    whole = [each for each in names.throughout(source.plain, source.lower_words) if each.is_whole]
    people = People(source, known, names.shortened(whole))
    dossiers = Dossiers(source, people, whole)
    found: dict[str, Listed] = {}
    for each in itertools.islice(_everybody(source, placed, people), _MOST):
        key = _key(each)
        before = found.get(key)
        found[key] = each if before is None else _joined(before, each)
    spans = [each.span for each in (event.title, event.venue, event.address, *aside) if each]
    if len(found) < 2:
        for each in rolls.everybody(source, placed, people, spans):
            found.setdefault(_key(each), each)
    met = [each.person.at for each in found.values()]
    gathering = gatherings.Gatherings(source, dossiers, spans)
    for each in gathering.everybody(gatherings.telling(placed, event, met)):
        found.setdefault(_key(each), each)
    in_full = _in_full(whole)
    for each in found.values():
        each.person.name = in_full.get(tuple(each.person.name.bare.split()), each.person.name)
    provisos.marked(source, (each.person for each in found.values()))
    coming = (each for each in found.values() if not provisos.is_absent(source, each.person))
    everybody = sorted(coming, key=lambda each: each.person.at)
    told = (post.organisation for each in everybody for post in each.person.posts)
    houses = _Houses(each for each in told if each)
    return [_panellist(source, each, dossiers) for each in everybody if not houses.hold(each.person.name)]


class _Houses:
    """Where those of all posts stand."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        ordered = sorted(spans)
        self.starts = [start for start, _ in ordered]
        self.reach = [*itertools.accumulate((end for _, end in ordered), max)]  # of those up to each

    def hold(self, name: Name) -> bool:
        """`Mar Aberto`, of whom the text knows only as the end of the Fundação Mar Aberto."""
        before = bisect_left(self.starts, name.start)
        return before > 0 and name.end <= self.reach[before - 1]


def _key(listed: Listed) -> str:
    return " ".join(listed.person.name.bare.casefold().split())


def _in_full(whole: Iterable[Name]) -> dict[tuple[str, ...], Name]:
    """Names with initials by their words without, `Dr. K. Raghunath Swamy` for Dr. Raghunath Swamy, and peers by
    their family names.
    """
    found: dict[tuple[str, ...], Name] = {}
    for each in whole:
        words = tuple(each.bare.split())
        for place in range(1, len(words)):
            if not (words[place - 1].endswith(".") or each.is_peer):
                break
            found.setdefault(words[place:], each)
    return found


def _everybody(source: Source, placed: Sequence[Placed], people: People) -> Iterator[Listed]:
    tables = Tables(source, placed, people)
    yield from tables.everybody()
    reached = rolls.Reached(placed, people, tables.taken)
    yield from reached.everybody()
    lineups = Lineups(source, placed, people, tables.taken | reached.taken)
    yield from lineups.everybody()
    announcements = Announcements(source, people)
    for place, each in enumerate(placed):
        if people.is_spent:
            return
        is_of_a_place = labels.is_of_an_event(each.paragraph.text)
        if each.part in _ANNOUNCED and not is_of_a_place and each.paragraph.level != 1 and place not in lineups.taken:
            yield from announcements.in_paragraph(each)
            if place and placed[place - 1].is_heading and placed[place - 1].part is Part.PANEL:
                yield from announcements.below_heading(each)


def _joined(one: Listed, two: Listed) -> Listed:
    """Somebody who is listed twice: the fuller listing, and the more telling part."""
    fuller, other = (one, two) if len(one.person.posts) >= len(two.person.posts) else (two, one)
    is_vague = _telling(fuller.person.part or fuller.part) is None
    if is_vague and (part := other.person.part or other.part):
        fuller.person.part, fuller.person.part_at = part, other.person.part_at
    fuller.person.tentative = one.person.tentative or two.person.tentative
    fuller.person.reached = [*one.person.reached, *two.person.reached]
    return Listed(fuller.person, fuller.part, one.is_sure or two.is_sure)


def _panellist(source: Source, listed: Listed, dossiers: Dossiers) -> Panellist:
    person = listed.person
    dossiers.complete(person)
    told = [_without_authorship(source, each) for each in person.posts]
    posts_held = [each for each in told if len(told) == 1 or not _wrote(source, each)]
    name = names.with_letters(source.plain, person.name)
    part = _said(source, person) or _telling(listed.part)
    at = person.part_at or (person.name.start, person.name.end)
    return Panellist(
        name=source.found(name.start, name.end, name.text, DOUBTFUL if name.is_arguable else _confidence(listed)),
        role=source.found(*at, part, LIKELY if person.part_at else 0.75) if part else None,
        affiliations=tuple(_affiliation(source, each, dossiers) for each in posts_held),
        tentative=Found(True, source.span(*person.tentative), CERTAIN) if person.tentative else None,
        reached=tuple(source.found(*each) for each in person.reached),
    )


def _without_authorship(source: Source, post: posts.Post) -> posts.Post:
    """`the report's author, Dr Lee of Sample University`: of that house, not its author."""
    is_author = post.role and post.organisation and _ITS_AUTHOR.fullmatch(source.plain, *post.role)
    return posts.Post(None, post.organisation) if is_author else post


_ITS_AUTHOR = re.compile(r"(?:the )?(?:report|study|paper|book|research|review)['’]s (?:(?:lead|main|co-?) ?)?author")


def _wrote(source: Source, post: posts.Post) -> bool:
    """That somebody who holds a post is also the author of the report is none."""
    return post.organisation is None and post.role is not None and bool(_AUTHOR.match(source.plain, *post.role))


_AUTHOR = re.compile(
    r"(?:(?:the|lead|first|senior|main|principal|report)\s)*(?:co-)?(?:author|editor) of (?:the|this) (?-i:[a-z])",
    re.IGNORECASE,
)  # not of `The Long Way Over`


def _said(source: Source, person: Person) -> str | None:
    """What a text says somebody does; a speaker only of whom it says just that."""
    if person.part_at is None or _telling(person.part):
        return person.part if person.part_at else _telling(person.part)
    return person.part if _ALONE.search(source.plain, *person.part_at) else None


_ALONE = re.compile(r"\b(?:panell?ist|speaker)\b", re.IGNORECASE)


def _telling(part: str | None) -> str | None:
    """That somebody is listed among speakers gives them no part of their own."""
    return None if part in _EVERYBODYS else part


def _confidence(listed: Listed) -> float:
    if listed.is_sure:
        return CERTAIN
    return LIKELY if listed.person.posts or listed.person.part else DOUBTFUL  # perhaps only spoken of


def _affiliation(source: Source, post: posts.Post, dossiers: Dossiers) -> Affiliation:
    def fact(span: tuple[int, int] | None) -> Fact:
        return source.found(*span, confidence=LIKELY) if span and span[1] > span[0] else None

    house = dossiers.house(post.organisation) if post.organisation else None
    return Affiliation(role=fact(post.role), organisation=fact(house))
