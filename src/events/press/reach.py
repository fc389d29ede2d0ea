"""What is reached from a visible release: its topics, files, and the organisations behind its launch."""

from datetime import datetime

from sqlalchemy import ColumnElement, or_, select

from events.people.models import Organisation
from events.press.models import Release, ReleaseFile, ReleaseTopic, ReleaseVersion
from events.programme.models import Host, Launch, Topic
from events.storage.files import File
from events.visibility import Reader, reached, visible


@reached(Topic)
def _is_what_a_release_is_about(reader: Reader, at: datetime) -> ColumnElement[bool]:
    about = select(ReleaseTopic.topic_id).join(Release, Release.id == ReleaseTopic.release_id)
    return Topic.id.in_(about.where(visible(Release, reader, at)))


@reached(Organisation)
def _is_behind_a_release(reader: Reader, at: datetime) -> ColumnElement[bool]:
    launches = select(Release.launch_id).where(visible(Release, reader, at))
    return or_(
        Organisation.id.in_(select(Launch.lead_id).where(Launch.id.in_(launches))),
        Organisation.id.in_(select(Host.organisation_id).where(Host.launch_id.in_(launches))),
    )


@reached(File)
def _comes_with_a_release(reader: Reader, at: datetime) -> ColumnElement[bool]:
    files = (
        select(ReleaseFile.file_id)
        .join(ReleaseVersion, ReleaseVersion.id == ReleaseFile.version_id)
        .join(Release, Release.id == ReleaseVersion.release_id)
    )
    issued = ReleaseVersion.issued_at.is_not(None) & (ReleaseVersion.issued_at <= at)
    return File.id.in_(files.where(visible(Release, reader, at), issued))
