"""What strangers read of a launch and of what it names: the words of each page, and where each of them is mended.

By the columns of a row, not by a list of fields: what is added to a table is read from the first day.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import inspect, or_, select, true
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import joinedload, selectinload

from events import addresses
from events.people.models import Affiliation, Boilerplate, Organisation, Person, PressContact
from events.press.models import PinnedBoilerplate, Release, ReleaseContact, ReleaseFile, ReleaseVersion
from events.press.preflight import telling
from events.press.preflight.finding import About
from events.press.preflight.telling import Told
from events.programme.models import Publication, PublicationFile, PublicationVersion, Series, Topic
from events.programme.occasions import Audience, Event, EventFile, Speaker
from events.storage.base import Base
from events.storage.files import File
from events.storage.types import Line, Prose, Web
from events.visibility import ANYONE, gone, held, visible

Said = tuple[About, str]


@dataclass(frozen=True)
class Page:
    """What strangers read at an address, with its slug. `of`: what has to go out for it, or for this to stand there."""

    address: str
    of: UUID
    said: Sequence[Said]
    is_gone: bool = False


async def read(
    db: AsyncSession, ids: Mapping[type[Base], Collection[UUID]], *, launches: Collection[UUID] = (), now: datetime
) -> list[Page]:
    """The pages of these rows, and of all that belongs to these launches, as far as strangers may open them."""
    found: list[Page] = []
    for kind, (options, pages) in _KINDS.items():
        which = [kind.id.in_(ids[kind])] if ids.get(kind) else []
        if launches and kind in _LAUNCHED:
            which.append(kind.launch_id.in_(launches))
        if not which:
            continue
        rows = select(kind).where(or_(*which), visible(kind, ANYONE, now)).options(*options(now))
        for row in (await db.scalars(rows, execution_options=_ANEW)).all():
            found += pages(row, now)
        if kind in _LAUNCHED:
            back = select(kind).where(or_(*which), gone(kind, ANYONE, now)).options(*options(now))
            found += [_of_gone(row) for row in (await db.scalars(back, execution_options=_ANEW)).all()]
    return found


def of_event(event: Event, now: datetime) -> Iterator[Page]:
    """Its own, and those that are reached from it: of who is shown, and of what it is about."""
    said = [*words(event)]
    said += [(About.row(event, "venue"), each) for _, each in (words(event.venue) if event.venue else ())]
    said += [(About.row(event, "venue"), event.venue.full_address)] if event.venue else []
    for item in event.programme:
        said += [(About.row(event, "programme", part=item.id), each) for _, each in words(item)]
    for speaker in event.shown_speakers:
        listed = [each for _, each in words(speaker)] + [post.in_words for post in speaker.posts]
        said += [(About.row(event, "speakers", part=speaker.id), each) for each in listed]
    for link in event.joining:
        if link.audience is Audience.PUBLIC and (link.released_at is None or link.released_at <= now):
            said += [(About.row(event, "joining"), each) for _, each in words(link)]
    said += [(About.row(event, "files"), each) for left in event.files if left.file for _, each in words(left.file)]
    said += [(About.row(event, "topics"), topic.name) for topic in event.topics]
    yield _page(event, said)
    for named in (*event.topics, *(each.person for each in event.shown_speakers if each.person)):
        yield _page(named, [*words(named)], of=event.id)


def of_publication(publication: Publication, now: datetime) -> Iterator[Page]:
    said = [*words(publication)]
    for version in publication.versions:
        files = [each.file for each in version.files if each.file]
        said += [(About.row(publication, "files"), each) for row in (version, *files) for _, each in words(row)]
    said += [(About.row(publication, "topics"), topic.name) for topic in publication.topics]
    yield _page(publication, said)
    for named in (*publication.topics, *filter(None, [publication.series])):
        yield _page(named, [*words(named)], of=publication.id)


def of_release(release: Release, version: ReleaseVersion, told: Told) -> Iterator[Page]:
    """Its body sentence by sentence, without where that leads; a headline may be more than one sentence."""
    said = [(About.row(release, each.field), each.words) for each in told.sentences]
    said += [(About.row(release, each.field), text) for each, text in words(version) if each.field != "body"]
    said += [(About.row(release, "files"), each) for row in version.files if row.file for _, each in words(row.file)]
    chosen: list[tuple[str, Base]] = [("boilerplates", each.boilerplate) for each in version.boilerplates]
    chosen += [("contacts", each.contact) for each in version.contacts]
    said += [(About.row(release, name), each) for name, row in chosen for _, each in words(row)]
    yield _page(release, said)


def words(row: Base) -> Iterator[Said]:
    """All that people write into a row, with the field."""
    for name in text_columns(type(row)):
        if value := getattr(row, name):
            yield About.row(row, name), value


@cache
def text_columns(kind: type[Base]) -> tuple[str, ...]:
    columns = inspect(kind).column_attrs
    return tuple(each.key for each in columns if isinstance(each.columns[0].type, Line | Prose | Web))


def _of_row(row: Any, now: datetime) -> Iterator[Page]:
    parts = [each for name in _PARTS.get(type(row), ()) for each in getattr(row, name)]
    yield _page(row, [*words(row), *((About.row(row, None), each) for part in parts for _, each in words(part))])


def _of_published(publication: Publication, now: datetime) -> Iterator[Page]:
    yield from of_publication(publication, now)
    yield _page(publication, [(About.row(publication, "authors"), each.name) for each in publication.authors])


def _of_issued(release: Release, now: datetime) -> Iterator[Page]:
    yield from of_release(release, release.current, telling.read(release.current))
    yield _page(release, [(About.row(release, "topics"), topic.name) for topic in release.topics])


def _of_gone(row: Any) -> Page:
    """It says no more than that it was taken back, and why; of a release, also what it was headed."""
    said: list[Said] = [(About.row(row, "withdrawal_note"), row.withdrawal_note or "")]
    if isinstance(row, Release):
        said.append((About.row(row, "headline"), row.current.headline))
    return Page(_ADDRESSES[type(row)](row), row.id, said, is_gone=True)


def _page(row: Any, said: Iterable[Said], *, of: UUID | None = None) -> Page:
    address = addresses.file(row.id) if isinstance(row, File) else _ADDRESSES[type(row)](row)
    slug = About.row(row, _TITLES.get(type(row), "title")), f"/{address.rpartition('/')[2]}"
    return Page(address, of or row.id, [*said, slug])


def _event_parts(now: datetime) -> Sequence[Any]:
    people = joinedload(Speaker.person.and_(held(Person, true())))
    return (
        joinedload(Event.venue),
        selectinload(Event.programme),
        *MORE_OF_EVENT,
        selectinload(Event.files).joinedload(EventFile.file),
        selectinload(Event.topics.and_(held(Topic, true()))),
        selectinload(Event.speakers).options(selectinload(Speaker.posts), people),
    )


def _publication_parts(now: datetime) -> Sequence[Any]:
    return (
        *MORE_OF_PUBLICATION,
        selectinload(Publication.authors),
        joinedload(Publication.series.and_(held(Series, true()))),
    )


def _release_parts(now: datetime) -> Sequence[Any]:
    files = selectinload(ReleaseVersion.files).joinedload(ReleaseFile.file)
    chosen = (
        selectinload(ReleaseVersion.boilerplates).joinedload(PinnedBoilerplate.boilerplate),
        selectinload(ReleaseVersion.contacts).joinedload(ReleaseContact.contact),
    )
    parts = selectinload(Release.versions).options(files, *chosen, selectinload(ReleaseVersion.notes))
    return (parts, selectinload(Release.topics.and_(held(Topic, true()))))


def _house_parts(now: datetime) -> Sequence[Any]:
    texts = Organisation.boilerplates.and_(visible(Boilerplate, ANYONE, now))
    return (selectinload(texts), selectinload(Organisation.press_contacts.and_(visible(PressContact, ANYONE, now))))


def _person_parts(now: datetime) -> Sequence[Any]:
    return (selectinload(Person.affiliations.and_(visible(Affiliation, ANYONE, now))),)


def _no_parts(now: datetime) -> Sequence[Any]:
    return ()


# What else of a row preflight loads for its page.
MORE_OF_EVENT: Sequence[Any] = (selectinload(Event.joining),)
MORE_OF_PUBLICATION: Sequence[Any] = (
    selectinload(Publication.versions).selectinload(PublicationVersion.files).joinedload(PublicationFile.file),
    selectinload(Publication.topics.and_(held(Topic, true()))),
)
_ANEW = {"populate_existing": True}
_LAUNCHED = (Event, Publication, Release)
_PARTS: dict[Any, Sequence[str]] = {Organisation: ("boilerplates", "press_contacts"), Person: ("affiliations",)}
_TITLES: dict[Any, str] = {Release: "headline", Topic: "name", Person: "name", Organisation: "name", File: "name"}
_ADDRESSES: dict[Any, Any] = {
    Event: addresses.event,
    Publication: addresses.publication,
    Release: addresses.release,
    Topic: addresses.topic,
    Series: addresses.series,
    Person: addresses.person,
    Organisation: addresses.organisation,
}
_KINDS: dict[Any, tuple[Any, Any]] = {
    Event: (_event_parts, of_event),
    Publication: (_publication_parts, _of_published),
    Release: (_release_parts, _of_issued),
    Topic: (_no_parts, _of_row),
    Series: (_no_parts, _of_row),
    Person: (_person_parts, _of_row),
    Organisation: (_house_parts, _of_row),
    File: (_no_parts, _of_row),
}
