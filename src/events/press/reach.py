"""What is reached from a visible release: its topics, files, and the organisations behind its launch."""

from sqlalchemy import ColumnElement, select

from events.people.models import Organisation
from events.press.models import Release, ReleaseFile, ReleaseTopic, ReleaseVersion
from events.programme.models import Topic
from events.programme.reach import is_behind, there_is
from events.storage.files import File
from events.visibility import Sight, reached


@reached(Topic)
def _is_what_a_release_is_about(sight: Sight) -> ColumnElement[bool]:
    about = select(ReleaseTopic.topic_id).join(Release, Release.id == ReleaseTopic.release_id)
    return there_is(about.where(ReleaseTopic.topic_id == Topic.id, sight.of(Release)), Topic)


@reached(Organisation)
def _is_behind_a_release(sight: Sight) -> ColumnElement[bool]:
    return is_behind(Release, sight.of(Release))


@reached(File)
def _comes_with_a_release(sight: Sight) -> ColumnElement[bool]:
    files = (
        select(ReleaseFile.id)
        .join(ReleaseVersion, ReleaseVersion.id == ReleaseFile.version_id)
        .join(Release, Release.id == ReleaseVersion.release_id)
    )
    written = ReleaseVersion.issued_at.is_not(None) & (ReleaseVersion.issued_at <= sight.at)
    if sight.organisations is not None:
        written |= Release.owned_by(sight.organisations)  # who writes a version sees what it will come with
    return there_is(files.where(ReleaseFile.file_id == File.id, sight.of(Release), written), File)
