"""How what is not published itself is reached: a speaker by the event, a series by the report, a file by either.

Each way is asked about the row in question, by an index: a list of all that is reached would be made for each question.
"""

from typing import Any

from sqlalchemy import ColumnElement, Select, case, false, func, or_, select

from events.people.models import Affiliation, Organisation, Person
from events.programme.models import (
    Author,
    Host,
    Launch,
    Launched,
    Publication,
    PublicationFile,
    PublicationTopic,
    PublicationVersion,
    Publisher,
    Series,
    Topic,
)
from events.programme.occasions import Event, EventFile, EventTopic, ListedPost, Speaker, SpeakerState
from events.storage.base import Base
from events.storage.files import File
from events.visibility import Sight, lifted, reached

# Of a speaker, as `Speaker.is_shown`.
IS_SHOWN = or_(
    Speaker.state == SpeakerState.CONFIRMED,
    (Speaker.state == SpeakerState.INVITED) & (Speaker.shown_while_invited.is_(True) | Speaker.person_id.is_(None)),
)


@reached(Person)
def _speaks_or_wrote(sight: Sight) -> ColumnElement[bool]:
    speaks = select(Speaker.id).join(Event, Event.id == Speaker.event_id)
    speaks = speaks.where(Speaker.person_id == Person.id, IS_SHOWN, sight.of(Event))
    wrote = select(Author.id).join(Publication).where(Author.person_id == Person.id)
    return or_(there_is(speaks, Person), there_is(wrote.where(sight.of(Publication)), Person))


@reached(Affiliation)
def _is_told(sight: Sight) -> ColumnElement[bool]:
    """What was said of somebody for a launch waits until an event that lists it is seen.

    Or, of whoever wrote a report of it, until all of the launch is out: no row tells which of its reports said it.
    Whoever keeps somebody knows all their posts.
    """
    listed = select(ListedPost.id).where(ListedPost.affiliation_id == Affiliation.id)
    shown = listed.join(Speaker, Speaker.id == ListedPost.speaker_id).join(Event, Event.id == Speaker.event_id)
    wrote = select(Author.id).join(Publication).where(Author.person_id == Affiliation.person_id)
    wrote = wrote.where(Publication.launch_id == Affiliation.came_with_launch_id, sight.of(Publication))
    ways = [
        Affiliation.came_with_launch_id.is_(None),
        there_is(shown.where(IS_SHOWN, sight.of(Event)), Affiliation),
        there_is(wrote, Affiliation) & ~there_is(listed, Affiliation) & ~_still_waits(sight),
    ]
    if sight.organisations is not None:
        theirs = select(Person.id).where(Person.id == Affiliation.person_id, Person.owned_by(sight.organisations))
        ways.append(there_is(theirs, Affiliation))
    return or_(*ways)


def _still_waits(sight: Sight) -> ColumnElement[bool]:
    """Whether the launch with which a post came is under embargo, or has anything that this reader never could see."""
    its_own = select(Launch.id).where(Launch.id == Affiliation.came_with_launch_id)
    ways = [there_is(its_own.where(~lifted(Launch.embargo_id, sight.at, also=sight.embargoes)), Affiliation)]
    for kind in (Event, Publication):
        taken_back = kind.withdrawn_at <= sight.at
        until = case((taken_back, kind.withdrawn_at), else_=sight.at)
        never_out = or_(kind.published_at.is_(None), kind.published_at > until, ~lifted(kind.embargo_id, until))
        is_seen = func.coalesce(sight.of(kind), false())  # of a draft it is unknown, as is the contrary
        rest = select(kind.id).where(kind.launch_id == Affiliation.came_with_launch_id, never_out, ~is_seen)
        ways.append(there_is(rest, Affiliation))
    return or_(*ways)


@reached(Organisation)
def _hosts_publishes_or_employs(sight: Sight) -> ColumnElement[bool]:
    event, publication = sight.of(Event), sight.of(Publication)
    published = select(Publication.id).join(Publisher, Publisher.publication_id == Publication.id)
    published = published.where(Publisher.organisation_id == Organisation.id, publication)
    listed = select(ListedPost.id).join(Speaker, Speaker.id == ListedPost.speaker_id)
    listed = listed.join(Event, Event.id == Speaker.event_id)
    listed = listed.where(ListedPost.organisation_id == Organisation.id, IS_SHOWN, event)
    return or_(
        is_behind(Event, event),
        is_behind(Publication, publication),
        there_is(published, Organisation),
        there_is(listed, Organisation),
    )


def is_behind(kind: type[Launched], which: ColumnElement[bool]) -> ColumnElement[bool]:
    """Whether an organisation leads or hosts a launch to which one of these belongs."""
    its: Any = kind
    seen = select(its.id).join(Launch, Launch.id == its.launch_id).where(which)
    hosted = seen.join(Host, Host.launch_id == Launch.id).where(Host.organisation_id == Organisation.id)
    return or_(there_is(seen.where(Launch.lead_id == Organisation.id), Organisation), there_is(hosted, Organisation))


@reached(Series)
def _has_a_publication(sight: Sight) -> ColumnElement[bool]:
    out = select(Publication.id).where(Publication.series_id == Series.id, sight.of(Publication))
    return there_is(out, Series)


@reached(Topic)
def _is_what_something_is_about(sight: Sight) -> ColumnElement[bool]:
    events = select(EventTopic.topic_id).join(Event, Event.id == EventTopic.event_id)
    events = events.where(EventTopic.topic_id == Topic.id, sight.of(Event))
    reports = select(PublicationTopic.topic_id).join(Publication, Publication.id == PublicationTopic.publication_id)
    reports = reports.where(PublicationTopic.topic_id == Topic.id, sight.of(Publication))
    return or_(there_is(events, Topic), there_is(reports, Topic))


@reached(File)
def _is_used(sight: Sight) -> ColumnElement[bool]:
    covers = select(Publication.id).where(Publication.cover_id == File.id, sight.of(Publication))
    reports = (
        select(PublicationFile.id)
        .join(PublicationVersion, PublicationVersion.id == PublicationFile.version_id)
        .join(Publication, Publication.id == PublicationVersion.publication_id)
        .where(PublicationFile.file_id == File.id, sight.of(Publication))
    )
    logos = select(Organisation.id).where(Organisation.logo_id == File.id, sight.of(Organisation))
    portraits = select(Person.id).where(Person.portrait_id == File.id, sight.of(Person))
    left = select(EventFile.id).join(Event, Event.id == EventFile.event_id)
    left = left.where(EventFile.file_id == File.id, sight.of(Event))
    return or_(*(there_is(each, File) for each in (covers, reports, logos, portraits, left)))


def there_is(rows: Select[Any], of: type[Base]) -> ColumnElement[bool]:
    """Whether any of these rows belongs to the row of that kind that is asked about."""
    return rows.correlate(of).exists()
