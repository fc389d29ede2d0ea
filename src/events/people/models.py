"""The rows of organisations and persons."""

from collections.abc import Collection
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, ColumnElement, UniqueConstraint
from sqlalchemy.orm import Mapped, MappedAsDataclass, mapped_column

from events import text
from events.people import names
from events.storage import types
from events.storage.base import Addressed, Base, Identified, Revised, reads, to
from events.storage.files import File
from events.storage.types import Line, Prose, Web, choice
from events.visibility import Guarded, Ids


class Kept(MappedAsDataclass, kw_only=True, eq=False, repr=False):
    """What several organisations may name and one of them looks after: it alone revises it."""

    kept_by_id: Mapped[UUID | None] = mapped_column(to("organisations.id"), default=None, index=True)


class OrganisationKind(StrEnum):
    FOUNDATION = "foundation"
    THINK_TANK = "think tank"
    UNIVERSITY = "university"
    PUBLIC_BODY = "public body"
    CHARITY = "charity"
    COMPANY = "company"
    MEDIA = "media"
    ASSOCIATION = "association"


class Organisation(Addressed, Guarded, Kept, Revised, Base, kw_only=True, eq=False):
    """Whoever launches, hosts, funds, publishes or employs; named in full and, where it has one, in short."""

    __tablename__ = "organisations"

    name: Mapped[str] = mapped_column(Line(250))
    short_name: Mapped[str | None] = mapped_column(Line(60), default=None)
    kind: Mapped[OrganisationKind | None] = mapped_column(choice(OrganisationKind), default=None)
    description: Mapped[str | None] = mapped_column(Prose(4000), default=None)
    website: Mapped[str | None] = mapped_column(Web(), default=None)
    accent: Mapped[str | None] = mapped_column(types.colour(), default=None)
    ror: Mapped[str | None] = mapped_column(types.ror(), default=None)
    logo_id: Mapped[UUID | None] = mapped_column(to("files.id"), default=None)

    logo: Mapped[File | None] = reads()
    press_contacts: Mapped[list["PressContact"]] = reads("PressContact.position, PressContact.id")
    boilerplates: Mapped[list["Boilerplate"]] = reads("Boilerplate.version, Boilerplate.language")

    @property
    def called(self) -> str:
        """The short name where there is one: for places where the full name was given already."""
        return self.short_name or self.name

    def goes_by(self, name: str) -> bool:
        """Whether this is its name, in full or in short."""
        return text.fold(name) in (text.fold(self.name), text.fold(self.called))

    def is_meant_by(self, name: str) -> bool:
        """Whether a text that says this names it: there the end of a name may be left out once it was given."""
        return self.goes_by(name) or text.fold(name) in names.beginnings(self.name)

    def is_owned_by(self, organisations: Collection[UUID]) -> bool:
        """The same as `owned_by`, for a loaded row."""
        return self.id in organisations or self.kept_by_id in organisations

    @classmethod
    def owned_by(cls, organisations: Ids) -> ColumnElement[bool]:
        return cls.id.in_(organisations) | cls.kept_by_id.in_(organisations)


class Boilerplate(Identified, Base, kw_only=True, eq=False):
    """What an organisation says of itself: versions, never overwritten, pinned by the releases that used them."""

    __tablename__ = "boilerplates"
    __table_args__ = (
        UniqueConstraint("organisation_id", "language", "version"),
        CheckConstraint("version > 0", "version"),
        {"info": {"part_of": ["organisations"]}},
    )

    organisation_id: Mapped[UUID] = mapped_column(to("organisations.id"))
    language: Mapped[str] = mapped_column(types.language(), default="en-GB")
    version: Mapped[int]
    text: Mapped[str] = mapped_column(Prose(4000))
    came_with_release: Mapped[bool] = mapped_column(default=False)  # and is told once a release that uses it is out

    organisation: Mapped[Organisation] = reads()


class Person(Addressed, Guarded, Kept, Revised, Base, kw_only=True, eq=False):
    """Somebody who speaks, writes or answers; what is public of them. The rest is in `PrivateFacts`."""

    __tablename__ = "persons"

    name: Mapped[str] = mapped_column(Line(160))
    sort_name: Mapped[str] = mapped_column(Line(160), default=None, nullable=False)  # guessed when added
    pronouns: Mapped[str | None] = mapped_column(Line(40), default=None)
    biography: Mapped[str | None] = mapped_column(Prose(4000), default=None)
    orcid: Mapped[str | None] = mapped_column(types.orcid(), default=None)
    portrait_id: Mapped[UUID | None] = mapped_column(to("files.id"), default=None)

    portrait: Mapped[File | None] = reads()
    affiliations: Mapped[list["Affiliation"]] = reads("Affiliation.position, Affiliation.id")

    @property
    def place(self) -> tuple[str, UUID]:
        """Where a list has them: Świątek before Zola, which no database does by itself."""
        return text.fold(self.sort_name), self.id

    @classmethod
    def owned_by(cls, organisations: Ids) -> ColumnElement[bool]:
        return cls.kept_by_id.in_(organisations)


class PrivateFacts(Base, kw_only=True, eq=False):
    """How we reach a person; held apart, and out of reach of every query for a reader."""

    __tablename__ = "private_facts"
    __table_args__ = {"info": {"private": True}}

    person_id: Mapped[UUID] = mapped_column(to("persons.id", ondelete="CASCADE"), primary_key=True)
    salutation: Mapped[str | None] = mapped_column(Line(100), default=None)
    mail: Mapped[str | None] = mapped_column(types.mail(), default=None, index=True)
    mobile: Mapped[str | None] = mapped_column(types.phone(), default=None)
    assistant_name: Mapped[str | None] = mapped_column(Line(160), default=None)
    assistant_mail: Mapped[str | None] = mapped_column(types.mail(), default=None)
    assistant_phone: Mapped[str | None] = mapped_column(types.phone(), default=None)


class Affiliation(Identified, Base, kw_only=True, eq=False):
    """A person's post at an organisation; role and dates may be unknown, the order is the person's own."""

    __tablename__ = "affiliations"
    __table_args__ = (
        CheckConstraint("ends IS NULL OR starts IS NULL OR ends >= starts", "dates"),
        {"info": {"part_of": ["persons"]}},
    )

    person_id: Mapped[UUID] = mapped_column(to("persons.id", ondelete="CASCADE"), index=True)
    organisation_id: Mapped[UUID] = mapped_column(to("organisations.id"), index=True)
    position: Mapped[int]
    role: Mapped[str | None] = mapped_column(Line(250), default=None)
    starts: Mapped[date | None] = mapped_column(default=None)
    ends: Mapped[date | None] = mapped_column(default=None)
    came_with_launch_id: Mapped[UUID | None] = mapped_column(  # and is told once something of it that says so is out
        to("launches.id", ondelete="CASCADE"), default=None, index=True
    )

    person: Mapped[Person] = reads()
    organisation: Mapped[Organisation] = reads()

    def is_over(self, on: date) -> bool:
        return self.ends is not None and self.ends < on

    def is_held(self, on: date) -> bool:
        return not self.is_over(on) and (self.starts is None or self.starts <= on)


class PressContact(Identified, Base, kw_only=True, eq=False):
    """The person or team at an organisation whom journalists may ring."""

    __tablename__ = "press_contacts"
    __table_args__ = (
        CheckConstraint("phone IS NOT NULL OR mail IS NOT NULL", "reachable"),
        {"info": {"part_of": ["organisations"]}},
    )

    organisation_id: Mapped[UUID] = mapped_column(to("organisations.id"), index=True)
    name: Mapped[str] = mapped_column(Line(160))  # of the person or the team, as it is printed
    person_id: Mapped[UUID | None] = mapped_column(to("persons.id"), default=None)
    position: Mapped[int] = mapped_column(default=0)
    phone: Mapped[str | None] = mapped_column(types.phone(), default=None)
    mail: Mapped[str | None] = mapped_column(types.mail(), default=None)
    hours: Mapped[str | None] = mapped_column(Line(160), default=None)
    out_of_hours: Mapped[str | None] = mapped_column(types.phone(), default=None)
    taken_off_at: Mapped[datetime | None] = mapped_column(default=None)
    came_with_release: Mapped[bool] = mapped_column(default=False)  # and is told once a release that names them is out

    organisation: Mapped[Organisation] = reads()


# Whom the press may ring now; who was taken off is named only by the releases that were issued with them.
CURRENT_CONTACTS = Organisation.press_contacts.and_(PressContact.taken_off_at.is_(None))


class Caution(Identified, Base, kw_only=True, eq=False):
    """A period in which an organisation is careful what it publishes: before an election, in mourning."""

    __tablename__ = "cautions"
    __table_args__ = (CheckConstraint("ends >= starts", "dates"), {"info": {"private": True}})

    organisation_id: Mapped[UUID] = mapped_column(to("organisations.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(Line(160))
    starts: Mapped[date]
    ends: Mapped[date]
    note: Mapped[str | None] = mapped_column(Line(600), default=None)
