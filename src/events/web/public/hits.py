"""What a search found, each hit in the words of its kind."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select

from events import addresses, search, times
from events.people.models import Organisation, Person
from events.press import releases
from events.press.models import Release
from events.programme import event_lists, findable
from events.programme.models import Publication, Series, Topic
from events.programme.occasions import Event
from events.visibility import visible
from events.web import wording
from events.web.site import Visit


@dataclass(frozen=True)
class Hit:
    """One thing that was found."""

    kind: str
    title: str
    path: str
    facts: tuple[str | None, ...] = ()
    language: str | None = None


@dataclass(frozen=True)
class Hits:
    """A page of them, best first, and how many there are in all, or that it `goes_on` beyond those."""

    hits: list[Hit]
    count: int
    goes_on: bool


async def find(visit: Visit, words: str, *, limit: int, offset: int) -> Hits:
    found = await search.find(visit.db, words, among=_among(visit), limit=limit, offset=offset)
    wanted: dict[str, list[UUID]] = {}
    for kind, row_id in found.hits:
        wanted.setdefault(kind, []).append(row_id)
    shown = {row_id: hit for kind, ids in wanted.items() for row_id, hit in await _load(visit, kind, ids)}
    return Hits([shown[row_id] for _, row_id in found.hits if row_id in shown], found.count, found.goes_on)


def _among(visit: Visit) -> dict[str, Select[Any]]:
    kinds: dict[str, Any] = {"events": Event, **_NAMED}
    seen = {name: select(kind.id).where(visible(kind, visit.reader, visit.now)) for name, kind in kinds.items()}
    seen |= findable.persons(visit.reader, visit.now)
    return {**seen, "releases": releases.readable_ids(visit.reader, visit.now)}


async def _load(visit: Visit, kind: str, ids: list[UUID]) -> list[tuple[UUID, Hit]]:
    if kind == "events":
        return [(each.id, _event(each)) for each in await event_lists.shown(visit.db, ids, **visit.by)]
    if kind == "releases":
        return [(each.id, _release(each)) for each in await releases.shown(visit.db, ids, **visit.by)]
    named = _NAMED[kind]
    rows = await visit.db.scalars(select(named).where(named.id.in_(ids), visible(named, visit.reader, visit.now)))
    return [(each.id, _thing(each)) for each in rows]


def _event(event: Event) -> Hit:
    day = times.days(event.day, event.last_day) if event.day else None
    title = f"{event.kind.value.capitalize()}, {event.status.value}" if event.is_off else event.kind.value.capitalize()
    return Hit(title, event.title, addresses.event(event), (day, wording.where(event)), event.language)


def _release(release: Release) -> Hit:
    text = release.current
    facts = (times.day(text.dated) if text.dated else None, text.standfirst)
    return Hit(release.kind.value.capitalize(), text.headline, addresses.release(release), facts, release.language)


def _thing(row: Any) -> Hit:
    match row:
        case Publication():
            dated = times.day(row.dated) if row.dated else None
            return Hit("Report", row.full_title, addresses.publication(row), (dated,), row.language)
        case Person():
            return Hit("Person", row.name, addresses.person(row))
        case Organisation():
            return Hit("Organisation", row.name, addresses.organisation(row), (row.short_name,))
        case Series():
            return Hit("Series", row.title, addresses.series(row))
        case _:
            return Hit("Topic", row.name, addresses.topic(row))


_NAMED: dict[str, Any] = {
    "publications": Publication,
    "persons": Person,
    "organisations": Organisation,
    "series": Series,
    "topics": Topic,
}
