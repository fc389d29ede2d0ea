"""The rows of sign-off: who is asked about which words, what they said each time, the links by which they say it."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from events.programme.models import Launch
from events.storage import types
from events.storage.base import Base, Identified, reads, to
from events.storage.types import FOR_OFFICE, Line, Prose, choice

COMMENT_AT_MOST = 4_000
WORDS_AT_MOST = 400_000


class Subject(StrEnum):
    """What is signed off: a release whole, what one person says in it, or how a speaker is listed."""

    RELEASE = "release"
    QUOTATION = "quotation"
    LISTING = "listing"


class State(StrEnum):
    ASKED = "asked"
    APPROVED = "approved"
    SUGGESTED = "changes suggested"
    DECLINED = "declined"
    REOPENED = "reopened"  # the words are others than those answered about
    OVERRIDDEN = "overridden"


class Approval(Identified, Base, kw_only=True, eq=False):
    """One person asked to sign off one thing. `sha256` is of the words that the last question or answer was about."""

    __tablename__ = "approvals"
    __table_args__ = (
        CheckConstraint(
            "(subject = 'listing') = (speaker_id IS NOT NULL) AND (subject = 'listing') = (release_id IS NULL)",
            "subject_named",
        ),
        CheckConstraint("(subject = 'quotation') = (quoted IS NOT NULL)", "quoted"),
        CheckConstraint("state <> 'overridden' OR reason IS NOT NULL", "reason"),
        CheckConstraint("number > 0", "number"),
        {"info": {"private": True}},
    )

    launch_id: Mapped[UUID] = mapped_column(to("launches.id", ondelete="CASCADE"), index=True)
    subject: Mapped[Subject] = mapped_column(choice(Subject))
    release_id: Mapped[UUID | None] = mapped_column(to("releases.id", ondelete="CASCADE"), default=None, index=True)
    quoted: Mapped[str | None] = mapped_column(Line(250), default=None)  # whose words, as the release names them
    speaker_id: Mapped[UUID | None] = mapped_column(to("speakers.id", ondelete="CASCADE"), default=None, index=True)

    name: Mapped[str] = mapped_column(Line(160))
    # In whose office it was asked, where alone the address is read. No address: the link is passed on by hand.
    house_id: Mapped[UUID | None] = mapped_column(to("organisations.id", ondelete="SET NULL"), default=None, index=True)
    mail: Mapped[str | None] = mapped_column(types.mail(), default=None, info=FOR_OFFICE)
    person_id: Mapped[UUID | None] = mapped_column(to("persons.id", ondelete="SET NULL"), default=None, index=True)
    organisation_id: Mapped[UUID | None] = mapped_column(
        to("organisations.id", ondelete="SET NULL"), default=None, index=True
    )

    # Who asked, and hears of the answers; None: nobody who is here any more.
    asked_by_id: Mapped[UUID | None] = mapped_column(to("accounts.id", ondelete="SET NULL"), default=None, index=True)
    state: Mapped[State] = mapped_column(choice(State), default=State.ASKED)
    number: Mapped[int]  # of the version of the release; of a listing, how often its words were put to somebody
    sha256: Mapped[str] = mapped_column(Line(64))
    # Why it went out without an approval: the lead says, and reads it.
    reason: Mapped[str | None] = mapped_column(Line(1000), default=None, info=FOR_OFFICE)
    asked_at: Mapped[datetime]
    reminded_at: Mapped[datetime | None] = mapped_column(default=None)
    answered_at: Mapped[datetime | None] = mapped_column(default=None)
    revoked_at: Mapped[datetime | None] = mapped_column(default=None)

    launch: Mapped[Launch] = reads()
    steps: Mapped[list["ApprovalStep"]] = reads("ApprovalStep.id")


class ApprovalStep(Base, kw_only=True, eq=False):
    """What happened to an approval, never changed: the question, each answer, each reopening, with the exact words."""

    __tablename__ = "approval_steps"
    __table_args__ = {"info": {"private": True, "watched": False, "returns": True}}

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    approval_id: Mapped[UUID] = mapped_column(to("approvals.id", ondelete="CASCADE"), index=True)
    at: Mapped[datetime]
    by: Mapped[str] = mapped_column(Line(160))
    did: Mapped[State] = mapped_column(choice(State))
    number: Mapped[int]
    words: Mapped[str] = mapped_column(Prose(WORDS_AT_MOST))
    sha256: Mapped[str] = mapped_column(Line(64))
    comment: Mapped[str | None] = mapped_column(Prose(COMMENT_AT_MOST), default=None)
    suggestion: Mapped[str | None] = mapped_column(Prose(WORDS_AT_MOST), default=None)


class ApprovalLink(Base, kw_only=True, eq=False):
    """One personal link to an approval; each mail has its own, and all of them lead there until it is revoked."""

    __tablename__ = "approval_links"
    __table_args__ = {"info": {"private": True, "watched": False, "returns": True}}

    token_hash: Mapped[str] = mapped_column(Line(64), primary_key=True)
    approval_id: Mapped[UUID] = mapped_column(to("approvals.id", ondelete="CASCADE"), index=True)
    made_at: Mapped[datetime]
