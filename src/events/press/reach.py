"""What is reached from a visible release: its topics, files, and the organisations behind its launch."""

from datetime import datetime

from sqlalchemy import ColumnElement, select

from events.people.models import Organisation
from events.press.models import Release, ReleaseFile, ReleaseTopic, ReleaseVersion
from events.programme.models import Topic
from events.programme.reach import is_behind, there_is
from events.storage.files import File
from events.visibility import Reader, reached, visible


@reached(Topic)
def _is_what_a_release_is_about(reader: Reader, at: datetime) -> ColumnElement[bool]:
    about = select(ReleaseTopic.topic_id).join(Release, Release.id == ReleaseTopic.release_id)
    return there_is(about.where(ReleaseTopic.topic_id == Topic.id, visible(Release, reader, at)), Topic)


@reached(Organisation)
def _is_behind_a_release(reader: Reader, at: datetime) -> ColumnElement[bool]:
    return is_behind(Release, visible(Release, reader, at))


@reached(File)
def _comes_with_a_release(reader: Reader, at: datetime) -> ColumnElement[bool]:
    files = (
        select(ReleaseFile.id)
        .join(ReleaseVersion, ReleaseVersion.id == ReleaseFile.version_id)
        .join(Release, Release.id == ReleaseVersion.release_id)
    )
    issued = ReleaseVersion.issued_at.is_not(None) & (ReleaseVersion.issued_at <= at)
    return there_is(files.where(ReleaseFile.file_id == File.id, visible(Release, reader, at), issued), File)
