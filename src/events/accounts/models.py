"""The rows of accounts, roles and the activity log; none of them is ever public."""

from datetime import datetime
from enum import StrEnum
from functools import cached_property
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, Index
from sqlalchemy.orm import Mapped, mapped_column

from events.storage import types
from events.storage.base import Base, Identified, to
from events.storage.types import Line, choice


class Role(StrEnum):
    """What somebody may do at an organisation; each may do what those below it may."""

    OWNER = "owner"  # also who else works here
    EDITOR = "editor"  # also events, publications, people
    PRESS_OFFICER = "press officer"  # also releases, embargoes, the press list
    VIEWER = "viewer"

    def covers(self, needed: "Role") -> bool:
        return self in needed.granting

    @cached_property
    def granting(self) -> tuple["Role", ...]:
        """Those that cover it: of which one must be granted to whoever may do no more than this."""
        ladder = tuple(Role)
        return ladder[: ladder.index(self) + 1]


class Account(Identified, Base, kw_only=True, eq=False):
    """An organiser. How they prove who they are is kept beside, by sign-in."""

    __tablename__ = "accounts"
    __table_args__ = {"info": {"private": True}}

    name: Mapped[str] = mapped_column(Line(160))
    mail: Mapped[str] = mapped_column(types.mail(), unique=True)
    added_at: Mapped[datetime]
    closed_at: Mapped[datetime | None] = mapped_column(default=None)

    @property
    def has_name(self) -> bool:
        """Whether they ever said what they are called: until then their name is their address."""
        return self.name != self.mail[:160]

    @property
    def called(self) -> str:
        """For all who work on what they work on: a mail address is read by their own organisation alone."""
        return self.name if self.has_name else "Somebody without a name"


class Membership(Base, kw_only=True, eq=False):
    """What an account may do at an organisation; one account can serve several."""

    __tablename__ = "memberships"
    __table_args__ = {"info": {"private": True}}

    account_id: Mapped[UUID] = mapped_column(to("accounts.id", ondelete="CASCADE"), primary_key=True)
    organisation_id: Mapped[UUID] = mapped_column(to("organisations.id"), primary_key=True, index=True)
    role: Mapped[Role] = mapped_column(choice(Role))


class Activity(Base, kw_only=True, eq=False):
    """One change of one row: who, when, and the columns that differ, before and after; of a deleted row, all it was.

    Of one that was merged into another, the id of that is what is after. What it is about (see `about`) is kept as it
    was at the time: the row may be gone.
    """

    __tablename__ = "activity"
    __table_args__ = (
        Index("ix_activity_row", "kind", "row_id", "id"),
        Index("ix_activity_about", "about_kind", "about_id", "id"),
        Index("ix_activity_launch", "launch_id", "id"),
        Index("ix_activity_organisation", "organisation_id", "id"),
        {"info": {"private": True, "watched": False}},
    )

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    at: Mapped[datetime]
    by: Mapped[str] = mapped_column(Line(160))
    account_id: Mapped[UUID | None] = mapped_column(default=None)
    did: Mapped[str] = mapped_column(Line(20))
    kind: Mapped[str] = mapped_column(Line(40))
    row_id: Mapped[str] = mapped_column(Line(120))
    label: Mapped[str | None] = mapped_column(Line(250), default=None)
    about_kind: Mapped[str | None] = mapped_column(Line(40), default=None)
    about_id: Mapped[UUID | None] = mapped_column(default=None)
    launch_id: Mapped[UUID | None] = mapped_column(default=None)
    organisation_id: Mapped[UUID | None] = mapped_column(default=None)
    before: Mapped[dict[str, Any]] = mapped_column(JSON, default_factory=dict)
    after: Mapped[dict[str, Any]] = mapped_column(JSON, default_factory=dict)


class SentForm(Base, kw_only=True, eq=False):
    """A form that was sent and did something: sent again, it only leads to where the first led."""

    __tablename__ = "sent_forms"
    __table_args__ = {"info": {"private": True, "watched": False}}

    key: Mapped[str] = mapped_column(Line(64), primary_key=True)
    location: Mapped[str] = mapped_column(Line(500))
    at: Mapped[datetime]
