"""How what is not published itself is reached: a speaker by the event, a series by the report, a file by either."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Select, or_, select, union

from events.people.models import Organisation, Person
from events.programme.models import (
    Author,
    Host,
    Launch,
    Publication,
    PublicationFile,
    PublicationTopic,
    PublicationVersion,
    Publisher,
    Series,
    Topic,
)
from events.programme.occasions import Event, EventFile, EventTopic, ListedPost, Speaker, SpeakerState
from events.storage.files import File
from events.visibility import Reader, reached, visible


def shown_speakers(reader: Reader, at: datetime, events: ColumnElement[bool] | None = None) -> Select[UUID]:
    """Ids of the speakers whom visible events show, or others that the policy lets through; as `Speaker.is_shown`."""
    shown = or_(
        Speaker.state == SpeakerState.CONFIRMED,
        (Speaker.state == SpeakerState.INVITED) & (Speaker.shown_while_invited.is_(True) | Speaker.person_id.is_(None)),
    )
    seen = visible(Event, reader, at) if events is None else events
    return select(Speaker.id).join(Event, Event.id == Speaker.event_id).where(shown, seen)


@reached(Person)
def _speaks_or_wrote(reader: Reader, at: datetime) -> ColumnElement[bool]:
    speaks = select(Speaker.person_id).where(Speaker.id.in_(shown_speakers(reader, at)))
    wrote = select(Author.person_id).join(Publication).where(visible(Publication, reader, at))
    return Person.id.in_(speaks.where(Speaker.person_id.is_not(None))) | Person.id.in_(
        wrote.where(Author.person_id.is_not(None))
    )


@reached(Organisation)
def _hosts_publishes_or_employs(reader: Reader, at: datetime) -> ColumnElement[bool]:
    launches = union(
        select(Event.launch_id).where(visible(Event, reader, at)),
        select(Publication.launch_id).where(visible(Publication, reader, at)),
    )
    published = select(Publisher.organisation_id).join(Publication).where(visible(Publication, reader, at))
    listed = select(ListedPost.organisation_id).where(ListedPost.speaker_id.in_(shown_speakers(reader, at)))
    return or_(
        Organisation.id.in_(select(Launch.lead_id).where(Launch.id.in_(launches))),
        Organisation.id.in_(select(Host.organisation_id).where(Host.launch_id.in_(launches))),
        Organisation.id.in_(published),
        Organisation.id.in_(listed.where(ListedPost.organisation_id.is_not(None))),
    )


@reached(Series)
def _has_a_publication(reader: Reader, at: datetime) -> ColumnElement[bool]:
    return Series.id.in_(
        select(Publication.series_id).where(visible(Publication, reader, at), Publication.series_id.is_not(None))
    )


@reached(Topic)
def _is_what_something_is_about(reader: Reader, at: datetime) -> ColumnElement[bool]:
    events = select(EventTopic.topic_id).join(Event, Event.id == EventTopic.event_id)
    publications = select(PublicationTopic.topic_id).join(
        Publication, Publication.id == PublicationTopic.publication_id
    )
    return Topic.id.in_(events.where(visible(Event, reader, at))) | Topic.id.in_(
        publications.where(visible(Publication, reader, at))
    )


@reached(File)
def _is_used(reader: Reader, at: datetime) -> ColumnElement[bool]:
    covers = select(Publication.cover_id).where(visible(Publication, reader, at), Publication.cover_id.is_not(None))
    reports = (
        select(PublicationFile.file_id)
        .join(PublicationVersion, PublicationVersion.id == PublicationFile.version_id)
        .join(Publication, Publication.id == PublicationVersion.publication_id)
        .where(visible(Publication, reader, at))
    )
    logos = select(Organisation.logo_id).where(visible(Organisation, reader, at), Organisation.logo_id.is_not(None))
    portraits = select(Person.portrait_id).where(visible(Person, reader, at), Person.portrait_id.is_not(None))
    left = select(EventFile.file_id).join(Event, Event.id == EventFile.event_id).where(visible(Event, reader, at))
    return or_(*(File.id.in_(ids) for ids in (covers, reports, logos, portraits, left)))
