"""What is reached from a visible release: its topics, files, and the organisations behind its launch.

And what came with the text of one: boilerplates and press contacts, which say of it before the lift.
"""

from typing import Any

from sqlalchemy import ColumnElement, or_, select

from events.people.models import Boilerplate, Organisation, PressContact
from events.press.models import (
    PinnedBoilerplate,
    Release,
    ReleaseContact,
    ReleaseFile,
    ReleaseTopic,
    ReleaseVersion,
)
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
    return there_is(files.where(ReleaseFile.file_id == File.id, sight.of(Release), _is_written(sight)), File)


@reached(Boilerplate)
def _is_what_they_say(sight: Sight) -> ColumnElement[bool]:
    used = PinnedBoilerplate.boilerplate_id == Boilerplate.id
    return or_(Boilerplate.came_with_release.is_(False), _is_pinned(PinnedBoilerplate, used, Boilerplate, sight))


@reached(PressContact)
def _may_be_rung(sight: Sight) -> ColumnElement[bool]:
    named = ReleaseContact.contact_id == PressContact.id
    out = or_(PressContact.came_with_release.is_(False), _is_pinned(ReleaseContact, named, PressContact, sight))
    return PressContact.taken_off_at.is_(None) & out


def _is_pinned(pin: Any, to_it: ColumnElement[bool], kind: Any, sight: Sight) -> ColumnElement[bool]:
    by = select(ReleaseVersion.id).join(pin, pin.version_id == ReleaseVersion.id)
    by = by.join(Release, Release.id == ReleaseVersion.release_id)
    return there_is(by.where(to_it, sight.of(Release), _is_written(sight)), kind)


def _is_written(sight: Sight) -> ColumnElement[bool]:
    """Of a version: who writes it sees what it will come with."""
    written = ReleaseVersion.issued_at.is_not(None) & (ReleaseVersion.issued_at <= sight.at)
    return written if sight.organisations is None else written | Release.owned_by(sight.organisations)
