"""What there is to find of the programme and its people: the words of each thing with a page of its own.

Launches, venues, press contacts and boilerplates have theirs in the office alone; who searches says among which kinds.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import selectinload

from events import search
from events.people.models import Affiliation, Boilerplate, Organisation, Person, PressContact
from events.programme.models import Author, Launch, Publication, Publisher, Series, Topic
from events.programme.occasions import Event, Venue
from events.programme.whole import Whole
from events.search import AS_TOLD, Words
from events.storage import Changes, Did
from events.storage.base import Base, kind_of
from events.storage.chunks import chunks
from events.visibility import Reader, Sight, seen_by, visible

_CHUNK = 500


async def refresh(db: AsyncSession, changes: Changes, *, also: Collection[UUID] = ()) -> None:
    """Keeps the words of what changed, but for events, and of these persons; forgets what was deleted."""
    reached: dict[type[Base], set[UUID]] = {
        Event: set(),
        Publication: _changed(changes, Publication, {Author: "publication_id", Publisher: "publication_id"}),
        Person: _changed(changes, Person, {Affiliation: "person_id"}).union(also),
        Organisation: _changed(changes, Organisation),
        Series: _changed(changes, Series),
        Topic: _changed(changes, Topic),
        Launch: _changed(changes, Launch),
        Venue: _changed(changes, Venue),
        PressContact: _changed(changes, PressContact),
    }
    # An import tells of a new organisation alone, and not of each part of it.
    for some in chunks(sorted(changes.ids(Organisation, did=Did.ADDED)), _CHUNK):
        of_new = select(PressContact.id).where(PressContact.organisation_id.in_(some))
        reached[PressContact] |= {*await db.scalars(of_new)}
    for some in chunks(changes.ids(Series)):
        reached[Publication] |= {*await db.scalars(select(Publication.id).where(Publication.series_id.in_(some)))}
    renamed = changes.touching(Organisation, "name")
    for kind, naming in _NAMING.items():
        reached[kind] |= {row_id for some in chunks(renamed) for row_id in await db.scalars(naming(some))}
    await _keep_boilerplates(db, changes)
    for kind, ids in reached.items():
        deleted = changes.ids(kind, did=Did.DELETED)
        if deleted:
            await search.forget(db, kind_of(kind), deleted)
            await search.forget(db, kind_of(kind) + AS_TOLD, deleted)
        if ids - deleted:
            await _keep(db, kind, ids - deleted)


def persons(reader: Reader, now: datetime) -> dict[str, Select[UUID]]:
    """Whom this reader may find by all their words, and whom but by those that are told already, each by its kind."""
    every = select(Person.id).where(visible(Person, reader, now))
    rules = {kind_of(Person): _is_told_of, kind_of(Person) + AS_TOLD: _waits}
    return {kind: every.where(seen_by(rule, Person, reader, now)) for kind, rule in rules.items()}


def _is_told_of(sight: Sight, kind: type[Base]) -> ColumnElement[bool]:
    return ~_waits(sight, kind)


def _waits(sight: Sight, kind: type[Base]) -> ColumnElement[bool]:
    """Whether somebody has a post that this reader may not know of yet. Few have: they are looked up once."""
    posts = select(Affiliation.person_id).where(Affiliation.came_with_launch_id.is_not(None), ~sight.of(Affiliation))
    return Person.id.in_(posts)


async def keep_events(db: AsyncSession, events: Iterable[Whole]) -> None:
    await search.keep(db, [_event(event) for event in events])


async def _keep(db: AsyncSession, kind: type[Base], ids: set[UUID]) -> None:
    """Reads these rows anew, with what their words come from, and keeps the words."""
    loads, words = _WORDS[kind]
    for some in chunks(sorted(ids), _CHUNK):
        query = select(kind).where(kind.id.in_(some)).options(*loads)  # type: ignore[attr-defined]
        rows = await db.scalars(query, execution_options={"populate_existing": True})
        await search.keep(db, [words(row) for row in rows])
        if kind is Person:
            await _keep_as_told(db, some)


async def _keep_as_told(db: AsyncSession, ids: Collection[UUID]) -> None:
    """Of people whose posts are not all told yet, the words of the others: `persons` says who finds which."""
    kind = kind_of(Person) + AS_TOLD
    await search.forget(db, kind, ids)
    waiting = select(Affiliation.person_id).where(Affiliation.came_with_launch_id.is_not(None))
    query = select(Person).where(Person.id.in_(ids), Person.id.in_(waiting)).options(*_WORDS[Person][0])
    await search.keep(db, [replace(_person(each, as_told=True), kind=kind) for each in await db.scalars(query)])


async def _keep_boilerplates(db: AsyncSession, changes: Changes) -> None:
    """What an organisation says of itself now, in each language; no version that was before."""
    houses = {house for change in changes.of(Boilerplate) for house in change.values("organisation_id")}
    deleted = changes.ids(Boilerplate, did=Did.DELETED)
    if deleted:
        await search.forget(db, "boilerplates", deleted)
    for some in chunks(houses | changes.ids(Organisation, did=Did.ADDED), _CHUNK):
        query = select(Boilerplate).where(Boilerplate.organisation_id.in_(some)).order_by(Boilerplate.version)
        every = (await db.scalars(query, execution_options={"populate_existing": True})).all()
        latest = {(each.organisation_id, each.language): each for each in every}
        if before := {each.id for each in every} - {each.id for each in latest.values()}:
            await search.forget(db, "boilerplates", before)
        await search.keep(db, [Words("boilerplates", each.id, "", (each.text,)) for each in latest.values()])


# Whose words have an organisation's name in them.
_NAMING: dict[type[Base], Callable[[Collection[UUID]], Select[UUID]]] = {
    Publication: lambda ids: select(Publisher.publication_id).where(Publisher.organisation_id.in_(ids)),
    Person: lambda ids: select(Affiliation.person_id).where(Affiliation.organisation_id.in_(ids)),
}


def _changed(changes: Changes, kind: type[Base], parts: dict[type[Base], str] | None = None) -> set[UUID]:
    """Ids of the rows of a kind that changed themselves or in one of their parts."""
    found = changes.ids(kind)
    for part, column in (parts or {}).items():
        found |= {parent for change in changes.of(part) for parent in change.values(column)}
    return found


def _event(whole: Whole) -> Words:
    """Who is shown, and nobody who is merely invited; what is under embargo has words of its own."""
    event = whole.event
    panel = [each for speaker in whole.panel for each in (speaker.name, *(post.in_words for post in speaker.posts))]
    venue = event.venue.full_address if event.venue else None
    hosts = [
        name for each in (whole.lead, *(host.house for host in whole.hosts)) for name in (each.name, each.short_name)
    ]
    topics = [topic.name for topic in whole.topics]
    body = (event.standfirst, event.description, venue, event.hashtag, *hosts, *topics, *panel)
    return Words("events", event.id, event.title, body, event.begins_at)


def _publication(publication: Publication) -> Words:
    day = publication.dated
    at = datetime(day.year, day.month, day.day, tzinfo=UTC) if day else publication.published_at
    names = [author.name for author in publication.authors]
    names += [publisher.organisation.name for publisher in publication.publishers]
    body = (publication.abstract, publication.isbn, publication.doi, *names, *_place_in_series(publication))
    return Words("publications", publication.id, publication.full_title, body, at)


def _place_in_series(publication: Publication) -> tuple[str, ...]:
    """`Tide Papers`, `series number no 4`, for those who ask for `Series 4`, whatever the series is called.

    Of a series that was taken back or is under an embargo of its own, nothing is told.
    """
    series, number = publication.series, publication.series_number
    if series is None or series.withdrawn_at or series.embargo_id:
        return ()
    return (series.title, f"series number no {number}") if number else (series.title,)


def _person(person: Person, *, as_told: bool = False) -> Words:
    told = [post for post in person.affiliations if not (as_told and post.came_with_launch_id)]
    posts = [each for post in told for each in (post.role, post.organisation.name)]
    return Words("persons", person.id, person.name, (person.biography, *posts))


def _organisation(organisation: Organisation) -> Words:
    body = (organisation.short_name, organisation.description)
    return Words("organisations", organisation.id, organisation.name, body)


def _series(series: Series) -> Words:
    return Words("series", series.id, series.title, (series.description,))


def _topic(topic: Topic) -> Words:
    return Words("topics", topic.id, topic.name, (topic.description,))


def _launch(launch: Launch) -> Words:
    return Words("launches", launch.id, launch.title)


def _venue(venue: Venue) -> Words:
    return Words("venues", venue.id, venue.name, (venue.address, venue.place))


def _contact(contact: PressContact) -> Words:
    body = (contact.phone, contact.mail, contact.hours, contact.out_of_hours)
    return Words("press_contacts", contact.id, contact.name, body)


# What each kind's words are read from, and how.
_WORDS: dict[type[Base], tuple[tuple[Any, ...], Callable[[Any], Words]]] = {
    Publication: (
        (
            selectinload(Publication.authors),
            selectinload(Publication.publishers).selectinload(Publisher.organisation),
            selectinload(Publication.series),
        ),
        _publication,
    ),
    Person: ((selectinload(Person.affiliations).selectinload(Affiliation.organisation),), _person),
    Organisation: ((), _organisation),
    Series: ((), _series),
    Topic: ((), _topic),
    Launch: ((), _launch),
    Venue: ((), _venue),
    PressContact: ((), _contact),
}
