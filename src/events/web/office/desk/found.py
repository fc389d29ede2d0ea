"""What a search in the office finds: drafts and all that is the organiser's own, and what is public of others."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from textwrap import shorten
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, false, func, select
from sqlalchemy.orm import joinedload, selectinload

from events import addresses, search, times
from events.accounts.models import Role
from events.people.models import Boilerplate, Organisation, Person, PressContact
from events.press.models import Release, ReleaseVersion
from events.programme import findable, launches, venues
from events.programme.models import Launch, Publication, Series, Topic
from events.programme.occasions import Event, Venue
from events.search import Best
from events.visibility import held, visible
from events.web.office.desk import asked
from events.web.office.guard import Desk

AT_ONCE = 8
_EXCERPT = 120


@dataclass(frozen=True)
class Hit:
    """One thing that was found; in the office where it is theirs, else its public page."""

    title: str
    path: str
    fact: str | None = None
    is_theirs: bool = True


@dataclass(frozen=True)
class Group:
    """What was found of one kind, the best first, and how many there are in all, or that it `goes_on`."""

    kind: str
    name: str
    hits: list[Hit]
    count: int
    goes_on: bool


async def grouped(desk: Desk, words: str) -> list[Group]:
    """The best of each kind, in the order in which people work: launches first."""
    facts = asked.by_fact(desk, words)
    found = await search.best_of_each(desk.db, words, among=_among(desk, _KINDS, facts), limit=AT_ONCE)
    groups = []
    for name, kind in _KINDS.items():
        ids, count = await _by_fact(desk, kind, facts[name], limit=AT_ONCE) if name in facts else ([], 0)
        by_word = found.get(name, Best([], 0))
        if ids or by_word.ids:
            hits = await _hits(desk, kind, [*ids, *by_word.ids][:AT_ONCE])
            groups.append(Group(name, kind.name, hits, count + by_word.count, by_word.goes_on))
    return groups


async def of_kind(desk: Desk, words: str, name: str, *, limit: int, offset: int) -> Group:
    kind = _KINDS[name]
    facts = asked.by_fact(desk, words)
    among = _among(desk, {name: kind}, facts)
    ids, count = await _by_fact(desk, kind, facts[name], limit=limit, offset=offset) if name in facts else ([], 0)
    found = await search.find(desk.db, words, among=among, limit=limit - len(ids), offset=max(0, offset - count))
    hits = await _hits(desk, kind, [*ids, *(row_id for _, row_id in found.hits)])
    return Group(name, kind.name, hits, count + found.count, found.goes_on)


async def itself(desk: Desk, name: str, id: UUID) -> Hit | None:
    """One thing, as a search would find it; None: it is gone, or not for them."""
    return next(iter(await _hits(desk, _KINDS[name], [id])), None)


def is_kind(name: str | None) -> bool:
    return name in _KINDS


@dataclass(frozen=True)
class _Kind:
    """One kind of thing: its name, what of it this organiser sees, what is theirs, and how a hit is told."""

    row: Any
    name: str
    seen: Callable[[Desk], ColumnElement[bool]]
    told: Callable[[Any], tuple[str, str | None]]
    office: Callable[[Any], str]
    public: Callable[[Any], str] | None = None
    loads: tuple[Any, ...] = ()


def _among(desk: Desk, kinds: dict[str, _Kind], facts: Mapping[str, ColumnElement[bool]]) -> dict[str, Select[Any]]:
    """All that is looked for by its words: what has the day or the number that is asked for is found by that."""
    among: dict[str, Select[Any]] = {}
    for name, kind in kinds.items():
        ids = {name: select(kind.row.id).where(kind.seen(desk))}
        if kind.row is Person:
            ids = findable.persons(desk.reader, desk.now)
        for found_as, which in ids.items():
            among[found_as] = which.where(~func.coalesce(facts[name], false())) if name in facts else which
    return among


async def _by_fact(
    desk: Desk, kind: _Kind, fact: ColumnElement[bool], *, limit: int, offset: int = 0
) -> tuple[list[UUID], int]:
    """The ids of a page of them, and how many there are in all."""
    having = (kind.seen(desk), fact)
    count = await desk.db.scalar(select(func.count()).select_from(kind.row).where(*having)) or 0
    order = getattr(kind.row, "day", getattr(kind.row, "name", kind.row.id)), kind.row.id
    query = select(kind.row.id).where(*having).order_by(*order).limit(limit).offset(offset)
    return (list(await desk.db.scalars(query)) if count > offset else []), count


async def _hits(desk: Desk, kind: _Kind, ids: Sequence[UUID]) -> list[Hit]:
    """In the order of `ids`."""
    theirs = kind.row.owned_by(desk.mandate.organisations) if kind.public else kind.seen(desk)
    query = select(kind.row, theirs).where(kind.row.id.in_(ids), kind.seen(desk)).options(*kind.loads)
    found = {row.id: _hit(kind, row, is_theirs) for row, is_theirs in await desk.db.execute(query)}
    return [found[each] for each in ids if each in found]


def _hit(kind: _Kind, row: Any, is_theirs: bool) -> Hit:
    title, fact = kind.told(row)
    place = kind.office if is_theirs or kind.public is None else kind.public
    return Hit(title, place(row), fact, bool(is_theirs))


def _visible(kind: Any) -> Callable[[Desk], ColumnElement[bool]]:
    return lambda desk: visible(kind, desk.reader, desk.now)


def _event(event: Event) -> tuple[str, str | None]:
    day = times.days(event.day, event.last_day) if event.day else "No date yet"
    return event.title, f"{event.status.value.capitalize()}, {day}" if event.is_off else day


def _release(release: Release) -> tuple[str, str | None]:
    newest = release.versions[0]
    return newest.headline, f"{release.kind.value.capitalize()}, version {newest.number}"


def _boilerplate(boilerplate: Boilerplate) -> tuple[str, str | None]:
    return boilerplate.organisation.name, shorten(boilerplate.text, _EXCERPT, placeholder=" …")


def _may_be_rung(desk: Desk) -> ColumnElement[bool]:
    theirs = PressContact.organisation_id.in_(desk.mandate.organisations)
    return held(PressContact, theirs & PressContact.taken_off_at.is_(None))


def _may_be_written(desk: Desk) -> ColumnElement[bool]:
    """By those who may open the page that shows them."""
    theirs = desk.organiser.mandate(Role.PRESS_OFFICER).organisations
    return held(Boilerplate, Boilerplate.organisation_id.in_(theirs))


def _on_its_page(contact: PressContact) -> str:
    """The page of its organisation: those who may not revise contacts have no other that shows them."""
    return f"{addresses.office_organisation(contact.organisation)}#h-contacts"


_HEADLINES = selectinload(Release.versions).defer(ReleaseVersion.body, raiseload=True)
_KINDS = {
    "launches": _Kind(
        Launch,
        "Launches",
        lambda desk: launches.in_hand(desk.mandate),
        lambda row: (row.title, None),
        addresses.office_launch,
    ),
    "events": _Kind(Event, "Events", _visible(Event), _event, addresses.office_event, addresses.event),
    "persons": _Kind(
        Person, "People", _visible(Person), lambda row: (row.name, None), addresses.office_person, addresses.person
    ),
    "organisations": _Kind(
        Organisation,
        "Organisations",
        _visible(Organisation),
        lambda row: (row.name, row.short_name),
        addresses.office_organisation,
        addresses.organisation,
    ),
    "press_contacts": _Kind(
        PressContact,
        "Press contacts",
        _may_be_rung,
        lambda row: (row.name, row.organisation.called),
        _on_its_page,
        loads=(joinedload(PressContact.organisation),),
    ),
    "boilerplates": _Kind(
        Boilerplate,
        "Boilerplates",
        _may_be_written,
        _boilerplate,
        lambda row: addresses.office_organisation(row.organisation, "boilerplates"),
        loads=(joinedload(Boilerplate.organisation),),
    ),
    "publications": _Kind(
        Publication,
        "Publications",
        _visible(Publication),
        lambda row: (row.full_title, row.dated and times.day(row.dated)),
        addresses.office_publication,
        addresses.publication,
    ),
    "releases": _Kind(
        Release, "Releases", _visible(Release), _release, addresses.office_release, addresses.release, (_HEADLINES,)
    ),
    "series": _Kind(
        Series, "Series", _visible(Series), lambda row: (row.title, None), addresses.office_series, addresses.series
    ),
    "venues": _Kind(
        Venue,
        "Venues",
        lambda desk: held(Venue, venues.theirs(desk.mandate.organisations)),
        lambda row: (row.name, row.full_address),
        addresses.office_venue,
    ),
    "topics": _Kind(
        Topic, "Topics", _visible(Topic), lambda row: (row.name, None), addresses.office_topic, addresses.topic
    ),
}
