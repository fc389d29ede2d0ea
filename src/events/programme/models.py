"""The rows of launches, series, topics and publications; events have theirs in `occasions`."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, ColumnElement, UniqueConstraint, select
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from events.accounts.models import Role
from events.people.models import Kept, Organisation, Person
from events.storage import types
from events.storage.base import Addressed, Base, Identified, Revised, reads, to
from events.storage.files import File
from events.storage.types import Line, Prose, choice
from events.visibility import ANYONE, Embargo, Guarded, Ids, is_visible


class HostRole(StrEnum):
    PARTNER = "partner"
    FUNDER = "funder"
    SUPPORTER = "supporter"
    VENUE_HOST = "venue host"


class Launch(Identified, Revised, Base, kw_only=True, eq=False):
    """What belongs together: publications, events, releases, one lead organisation, hosts, one embargo."""

    __tablename__ = "launches"
    __table_args__ = {"info": {"part_of": ["events", "publications", "releases"]}}

    title: Mapped[str] = mapped_column(Line(250))
    lead_id: Mapped[UUID] = mapped_column(to("organisations.id"), index=True)
    embargo_id: Mapped[UUID | None] = mapped_column(to("embargoes.id"), default=None)

    lead: Mapped[Organisation] = reads()
    hosts: Mapped[list["Host"]] = reads("Host.position, Host.organisation_id, Host.role")
    embargo: Mapped[Embargo | None] = reads()
    offer: Mapped["LeadOffer | None"] = reads()


class Host(Base, kw_only=True, eq=False):
    """Another organisation's part in a launch; the lead organisation is named by the launch itself."""

    __tablename__ = "hosts"
    __table_args__ = {"info": {"part_of": ["events", "publications", "releases"]}}

    launch_id: Mapped[UUID] = mapped_column(to("launches.id", ondelete="CASCADE"), primary_key=True)
    organisation_id: Mapped[UUID] = mapped_column(to("organisations.id"), primary_key=True, index=True)
    role: Mapped[HostRole] = mapped_column(choice(HostRole), primary_key=True)
    position: Mapped[int] = mapped_column(default=0)
    # As whom its organisers may edit here at most; None: they only see what the public does.
    grants: Mapped[Role | None] = mapped_column(choice(Role), default=None)

    organisation: Mapped[Organisation] = reads()


class LeadOffer(Base, kw_only=True, eq=False):
    """The lead of a launch, offered to one of its hosts: until an owner there takes it over, nothing changes."""

    __tablename__ = "lead_offers"
    __table_args__ = {"info": {"private": True}}

    launch_id: Mapped[UUID] = mapped_column(to("launches.id", ondelete="CASCADE"), primary_key=True)
    organisation_id: Mapped[UUID] = mapped_column(to("organisations.id"), index=True)
    by: Mapped[str] = mapped_column(Line(160))
    at: Mapped[datetime]


class HostInvitation(Identified, Base, kw_only=True, eq=False):
    """Somebody outside, asked by mail to stand behind a launch: they say which organisation that is.

    Whose it is, is said by the address until a link is followed, and by whoever followed it from then on.
    """

    __tablename__ = "host_invitations"
    __table_args__ = {"info": {"private": True}}

    launch_id: Mapped[UUID] = mapped_column(to("launches.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(Line(250))  # as whoever asks calls them
    mail: Mapped[str] = mapped_column(types.mail(), index=True)
    role: Mapped[HostRole] = mapped_column(choice(HostRole))
    grants: Mapped[Role | None] = mapped_column(choice(Role), default=None)
    asked_by_id: Mapped[UUID] = mapped_column(to("accounts.id"))
    account_id: Mapped[UUID | None] = mapped_column(to("accounts.id"), default=None, index=True)
    token_hash: Mapped[str] = mapped_column(Line(64), unique=True)  # of the link in the mail
    asked_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    ended_at: Mapped[datetime | None] = mapped_column(default=None)  # answered, or taken back

    launch: Mapped[Launch] = reads()


class Launched(Guarded, kw_only=True, eq=False, repr=False):
    """What belongs to a launch, and so to its lead organisation."""

    launch_id: Mapped[UUID] = mapped_column(to("launches.id"), index=True)

    @declared_attr
    @classmethod
    def launch(cls) -> Mapped[Launch]:
        relationship: Mapped[Launch] = reads()
        return relationship

    @declared_attr
    @classmethod
    def embargo(cls) -> Mapped[Embargo | None]:
        relationship: Mapped[Embargo | None] = reads()
        return relationship

    @property
    def is_announcement(self) -> bool:
        """Told openly before the embargo lifts, as an event is: then it has none, unless the organiser says so."""
        return False

    def put_out(self, now: datetime) -> None:
        """Published from now on, or since it first was; whatever embargo it has stays over it."""
        self.published_at = min(self.published_at or now, now)
        self.withdrawn_at = self.withdrawal_note = None

    def take_back(self, now: datetime, *, embargo: Embargo | None, note: str | None) -> None:
        """What nobody could see yet is a draft again; what was public is withdrawn, with a page that says so."""
        if is_visible(self, ANYONE, now, embargo=embargo):
            self.withdrawn_at, self.withdrawal_note = now, note
        elif self.withdrawn_at is None:
            self.published_at = None

    @classmethod
    def on_record(cls) -> ColumnElement[bool]:
        """The rows that were published, if only under an embargo: they are taken back, and never discarded."""
        return cls.published_at.is_not(None) | cls.withdrawn_at.is_not(None)

    @classmethod
    def owned_by(cls, organisations: Ids) -> ColumnElement[bool]:
        # Asked of the launch of each row that is looked at, often few: to list all that they lead takes milliseconds.
        led = select(Launch.id).where(Launch.id == cls.launch_id, Launch.lead_id.in_(organisations))
        granted = Host.organisation_id.in_(organisations) & Host.grants.is_not(None)
        shared = select(Host.launch_id).where(Host.launch_id == cls.launch_id, granted)
        return led.correlate_except(Launch).exists() | shared.correlate_except(Host).exists()


class Series(Addressed, Guarded, Revised, Base, kw_only=True, eq=False):
    """A set of publications; `parts` is how many there will be, where that is known."""

    __tablename__ = "series"
    __table_args__ = (CheckConstraint("parts IS NULL OR parts > 0", "parts"),)

    title: Mapped[str] = mapped_column(Line(250))
    description: Mapped[str | None] = mapped_column(Prose(4000), default=None)
    parts: Mapped[int | None] = mapped_column(default=None)
    organisation_id: Mapped[UUID | None] = mapped_column(to("organisations.id"), default=None)

    organisation: Mapped[Organisation | None] = reads()

    @classmethod
    def owned_by(cls, organisations: Ids) -> ColumnElement[bool]:
        return cls.organisation_id.in_(organisations)


class Topic(Addressed, Guarded, Kept, Revised, Base, kw_only=True, eq=False):
    """What launches are about, in the reader's words."""

    __tablename__ = "topics"

    name: Mapped[str] = mapped_column(Line(100))  # one of each keeper; organisations that merge may bring twins
    description: Mapped[str | None] = mapped_column(Prose(2000), default=None)

    @classmethod
    def owned_by(cls, organisations: Ids) -> ColumnElement[bool]:
        return cls.kept_by_id.in_(organisations)


class Publication(Addressed, Launched, Revised, Base, kw_only=True, eq=False):
    """What is launched: a report, with its versions, forms and languages."""

    __tablename__ = "publications"
    __table_args__ = (
        UniqueConstraint("series_id", "series_number"),
        CheckConstraint("series_number IS NULL OR (series_number > 0 AND series_id IS NOT NULL)", "series_number"),
    )

    title: Mapped[str] = mapped_column(Line(250))
    subtitle: Mapped[str | None] = mapped_column(Line(250), default=None)
    abstract: Mapped[str | None] = mapped_column(Prose(), default=None)
    series_id: Mapped[UUID | None] = mapped_column(to("series.id"), default=None)
    series_number: Mapped[int | None] = mapped_column(default=None)
    dated: Mapped[date | None] = mapped_column(default=None)
    pages: Mapped[int | None] = mapped_column(default=None)
    language: Mapped[str] = mapped_column(types.language(), default="en-GB")
    isbn: Mapped[str | None] = mapped_column(types.isbn(), default=None)
    doi: Mapped[str | None] = mapped_column(types.doi(), default=None)
    licence: Mapped[str | None] = mapped_column(Line(160), default=None)
    has_more_authors: Mapped[bool] = mapped_column(default=False)  # than are named
    cover_id: Mapped[UUID | None] = mapped_column(to("files.id"), default=None)

    cover: Mapped[File | None] = reads()
    series: Mapped[Series | None] = reads()
    authors: Mapped[list["Author"]] = reads("Author.position, Author.id")
    publishers: Mapped[list["Publisher"]] = reads("Publisher.position, Publisher.organisation_id")
    versions: Mapped[list["PublicationVersion"]] = reads("PublicationVersion.number.desc()")
    topics: Mapped[list[Topic]] = reads("Topic.name, Topic.id", secondary="publication_topics")

    @property
    def full_title(self) -> str:
        return f"{self.title}: {self.subtitle}" if self.subtitle else self.title


class Author(Identified, Base, kw_only=True, eq=False):
    """Who wrote a publication, as printed; a person of ours where we know them."""

    __tablename__ = "authors"
    __table_args__ = {"info": {"part_of": ["publications"]}}

    publication_id: Mapped[UUID] = mapped_column(to("publications.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(Line(160))
    person_id: Mapped[UUID | None] = mapped_column(to("persons.id"), default=None, index=True)
    position: Mapped[int] = mapped_column(default=0)

    person: Mapped[Person | None] = reads()


class Publisher(Base, kw_only=True, eq=False):
    """An organisation that publishes a publication."""

    __tablename__ = "publishers"
    __table_args__ = {"info": {"part_of": ["publications"]}}

    publication_id: Mapped[UUID] = mapped_column(to("publications.id", ondelete="CASCADE"), primary_key=True)
    organisation_id: Mapped[UUID] = mapped_column(to("organisations.id"), primary_key=True, index=True)
    position: Mapped[int] = mapped_column(default=0)

    organisation: Mapped[Organisation] = reads()


class PublicationTopic(Base, kw_only=True, eq=False):
    __tablename__ = "publication_topics"
    __table_args__ = {"info": {"part_of": ["publications"]}}

    publication_id: Mapped[UUID] = mapped_column(to("publications.id", ondelete="CASCADE"), primary_key=True)
    topic_id: Mapped[UUID] = mapped_column(to("topics.id"), primary_key=True, index=True)


class PublicationVersion(Identified, Base, kw_only=True, eq=False):
    """A dated version of a publication; a later one says what it corrects."""

    __tablename__ = "publication_versions"
    __table_args__ = (
        UniqueConstraint("publication_id", "number"),
        CheckConstraint("number > 0", "number"),
        {"info": {"part_of": ["publications"]}},
    )

    publication_id: Mapped[UUID] = mapped_column(to("publications.id", ondelete="CASCADE"))
    number: Mapped[int]
    dated: Mapped[date | None] = mapped_column(default=None)
    note: Mapped[str | None] = mapped_column(Line(1000), default=None)

    files: Mapped[list["PublicationFile"]] = reads("PublicationFile.position, PublicationFile.id")


class Form(StrEnum):
    FULL = "full"
    SUMMARY = "summary"
    EASY_READ = "easy read"
    DATA = "data"


class PublicationFile(Identified, Base, kw_only=True, eq=False):
    """One form of a version in one language."""

    __tablename__ = "publication_files"
    __table_args__ = (
        UniqueConstraint("version_id", "form", "language", "file_id"),
        {"info": {"part_of": ["publications"]}},
    )

    version_id: Mapped[UUID] = mapped_column(to("publication_versions.id", ondelete="CASCADE"))
    form: Mapped[Form] = mapped_column(choice(Form))
    language: Mapped[str] = mapped_column(types.language())
    file_id: Mapped[UUID] = mapped_column(to("files.id"), index=True)
    position: Mapped[int] = mapped_column(default=0)

    file: Mapped[File] = reads()
