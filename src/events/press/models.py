"""The rows of releases: one release, its immutable versions, and what each version pins."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, ColumnElement, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from events.people.models import Boilerplate, PressContact
from events.programme.models import Launched, Topic
from events.storage import types
from events.storage.base import Addressed, Base, Identified, Revised, reads, to
from events.storage.files import File
from events.storage.types import Line, Prose, choice
from events.visibility import TIMED


class ReleaseKind(StrEnum):
    RELEASE = "press release"
    OPERATIONAL_NOTE = "operational note"
    STATEMENT = "statement"


class Release(Addressed, Launched, Revised, Base, kw_only=True, eq=False):
    """A press release, whichever version of it is current; the text is in its versions."""

    __tablename__ = "releases"

    kind: Mapped[ReleaseKind] = mapped_column(choice(ReleaseKind), default=ReleaseKind.RELEASE)
    language: Mapped[str] = mapped_column(types.language(), default="en-GB")
    # The releases that say the same in other languages share this id, which is that of one among them.
    twins_of: Mapped[UUID | None] = mapped_column(to("releases.id"), default=None, index=True)

    versions: Mapped[list["ReleaseVersion"]] = reads("ReleaseVersion.number.desc()")
    topics: Mapped[list[Topic]] = reads("Topic.name, Topic.id", secondary="release_topics")

    @classmethod
    def on_record(cls) -> ColumnElement[bool]:
        """What was issued is never overwritten, also if it was taken back before anybody could read it."""
        return super().on_record() | cls.versions.any(ReleaseVersion.issued_at.is_not(None))

    @property
    def is_announcement(self) -> bool:
        return self.kind is ReleaseKind.OPERATIONAL_NOTE

    @property
    def current(self) -> "ReleaseVersion":
        """The version that was issued last; before the first is, the draft of it."""
        return next((each for each in self.versions if each.issued_at), self.versions[-1])


class ReleaseVersion(Identified, Base, kw_only=True, eq=False):
    """One version of a release: a draft until issued, immutable from then on."""

    __tablename__ = "release_versions"
    __table_args__ = (
        UniqueConstraint("release_id", "number"),
        CheckConstraint("number > 0", "number"),
        CheckConstraint("pull_quote_speaker IS NULL OR pull_quote IS NOT NULL", "pull_quote"),
        {"info": {"part_of": ["releases"]}},
    )

    release_id: Mapped[UUID] = mapped_column(to("releases.id", ondelete="CASCADE"))
    number: Mapped[int] = mapped_column(default=1)
    issued_at: Mapped[datetime | None] = mapped_column(default=None, index=True, info=TIMED)
    correction: Mapped[str | None] = mapped_column(Line(1000), default=None)
    headline: Mapped[str] = mapped_column(Line(250))
    standfirst: Mapped[str | None] = mapped_column(Line(600), default=None)
    dateline: Mapped[str | None] = mapped_column(Line(100), default=None)
    dated: Mapped[date | None] = mapped_column(default=None)
    pull_quote: Mapped[str | None] = mapped_column(Line(600), default=None)
    pull_quote_speaker: Mapped[str | None] = mapped_column(Line(250), default=None)
    body: Mapped[str] = mapped_column(Prose(60_000), default="")

    notes: Mapped[list["NoteToEditors"]] = reads("NoteToEditors.position, NoteToEditors.id")
    contacts: Mapped[list["ReleaseContact"]] = reads("ReleaseContact.position, ReleaseContact.contact_id")
    boilerplates: Mapped[list["PinnedBoilerplate"]] = reads(
        "PinnedBoilerplate.position, PinnedBoilerplate.boilerplate_id"
    )
    files: Mapped[list["ReleaseFile"]] = reads("ReleaseFile.position, ReleaseFile.id")


class NoteToEditors(Identified, Base, kw_only=True, eq=False):
    """One numbered note, in Markdown."""

    __tablename__ = "notes_to_editors"
    __table_args__ = {"info": {"part_of": ["releases"]}}

    version_id: Mapped[UUID] = mapped_column(to("release_versions.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    text: Mapped[str] = mapped_column(Prose(4000))


class ReleaseContact(Base, kw_only=True, eq=False):
    """A press contact that a version names, in order."""

    __tablename__ = "release_contacts"
    __table_args__ = {"info": {"part_of": ["releases"]}}

    version_id: Mapped[UUID] = mapped_column(to("release_versions.id", ondelete="CASCADE"), primary_key=True)
    contact_id: Mapped[UUID] = mapped_column(to("press_contacts.id"), primary_key=True, index=True)
    position: Mapped[int] = mapped_column(default=0)

    contact: Mapped[PressContact] = reads()


class PinnedBoilerplate(Base, kw_only=True, eq=False):
    """The very version of a boilerplate that a version of a release used."""

    __tablename__ = "pinned_boilerplates"
    __table_args__ = {"info": {"part_of": ["releases"]}}

    version_id: Mapped[UUID] = mapped_column(to("release_versions.id", ondelete="CASCADE"), primary_key=True)
    boilerplate_id: Mapped[UUID] = mapped_column(to("boilerplates.id"), primary_key=True, index=True)
    position: Mapped[int] = mapped_column(default=0)

    boilerplate: Mapped[Boilerplate] = reads()


class ReleaseFile(Identified, Base, kw_only=True, eq=False):
    """A picture or document that comes with a version."""

    __tablename__ = "release_files"
    __table_args__ = {"info": {"part_of": ["releases"]}}

    version_id: Mapped[UUID] = mapped_column(to("release_versions.id", ondelete="CASCADE"), index=True)
    file_id: Mapped[UUID] = mapped_column(to("files.id"), index=True)
    position: Mapped[int] = mapped_column(default=0)

    file: Mapped[File] = reads()


class ReleaseTopic(Base, kw_only=True, eq=False):
    __tablename__ = "release_topics"
    __table_args__ = {"info": {"part_of": ["releases"]}}

    release_id: Mapped[UUID] = mapped_column(to("releases.id", ondelete="CASCADE"), primary_key=True)
    topic_id: Mapped[UUID] = mapped_column(to("topics.id"), primary_key=True, index=True)
