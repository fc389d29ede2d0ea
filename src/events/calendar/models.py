"""The stored calendar entries: the life of each, its bytes for every stretch of time, and whose feeds it is in."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from events.programme.occasions import Audience
from events.storage.base import Base, to
from events.storage.types import Line, Prose, Zone, choice, slug
from events.visibility import TIMED


class EntryLife(Base, kw_only=True, eq=False):
    """What an event's entry has been through; SEQUENCE is the event's, the same for every audience."""

    __tablename__ = "entry_lives"
    __table_args__ = (CheckConstraint("sequence >= 0", "sequence"), {"info": {"watched": False, "part_of": ["events"]}})

    event_id: Mapped[UUID] = mapped_column(to("events.id", ondelete="CASCADE"), primary_key=True)
    sequence: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime]
    stamped_at: Mapped[datetime]  # of the last edit: DTSTAMP and LAST-MODIFIED
    facts: Mapped[str] = mapped_column(Line(64))  # SHA-256 of all that the entry says from the beginning
    # The same of what it says from a later moment on: a change of what is hidden yet must not show in what is not.
    later_stamped_at: Mapped[datetime]
    later_facts: Mapped[str] = mapped_column(Line(64))
    material: Mapped[str] = mapped_column(Line(64))  # SHA-256 of start, end, zone, place, joining link, status


class Entry(Base, kw_only=True, eq=False):
    """A VEVENT as bytes, from a moment on; facts under embargo are only in the one that begins at the lift.

    An embargo that is moved or held touches the events it bears on, so these moments are never out of date. Rows are
    put in and taken out, never changed: the digest stands for the bytes wherever they are kept.
    """

    __tablename__ = "entries"
    __table_args__ = (
        # Which entries a feed has, of which years and in which order, is read from this alone.
        Index(
            "ix_entries_in_order",
            *("audience", "begins_at", "event_id", "day", "last_day", "shown_from", "shown_until", "digest"),
        ),
        {"info": {"watched": False, "part_of": ["events"]}},
    )

    event_id: Mapped[UUID] = mapped_column(to("events.id", ondelete="CASCADE"), primary_key=True)
    audience: Mapped[Audience] = mapped_column(choice(Audience), primary_key=True)
    shown_from: Mapped[datetime] = mapped_column(primary_key=True)
    # When the next one for this audience begins.
    shown_until: Mapped[datetime | None] = mapped_column(default=None, index=True, info=TIMED)
    vevent: Mapped[bytes] = mapped_column(LargeBinary)
    rich: Mapped[bytes] = mapped_column(LargeBinary)  # what goes into the component where the rich profile is asked for
    digest: Mapped[str] = mapped_column(Line(32), index=True)  # half of the SHA-256 of both
    # When the event is as far as this says, and so where it stands in feeds: the day of one that was taken back may be
    # edited out of sight.
    begins_at: Mapped[datetime]
    day: Mapped[date]
    last_day: Mapped[date | None] = mapped_column(default=None)


class Tombstone(Base, kw_only=True, eq=False):
    """What the public was told last of an event that was taken back: its entry goes on telling that, and no more.

    The note for whoever looks for it is the event's own. It goes when the event is put out again.
    """

    __tablename__ = "tombstones"
    __table_args__ = (
        CheckConstraint("last_day IS NULL OR last_day >= day", "days"),
        CheckConstraint("ends_at IS NULL OR ends_at >= begins_at", "end_after_start"),
        CheckConstraint("(latitude IS NULL) = (longitude IS NULL)", "position"),
        CheckConstraint("latitude BETWEEN -90 AND 90 AND longitude BETWEEN -180 AND 180", "on_earth"),
        {"info": {"watched": False, "part_of": ["events"]}},
    )

    event_id: Mapped[UUID] = mapped_column(to("events.id", ondelete="CASCADE"), primary_key=True)
    slug: Mapped[str] = mapped_column(slug())
    title: Mapped[str] = mapped_column(Line(250))
    day: Mapped[date]
    last_day: Mapped[date | None] = mapped_column(default=None)
    begins_at: Mapped[datetime]  # where no hour was told, the midnight by which it stands in feeds
    ends_at: Mapped[datetime | None] = mapped_column(default=None)  # none: no hour was told
    zone: Mapped[str | None] = mapped_column(Zone(), default=None)
    location: Mapped[str | None] = mapped_column(Line(1000), default=None)
    latitude: Mapped[float | None] = mapped_column(default=None)
    longitude: Mapped[float | None] = mapped_column(default=None)
    topics: Mapped[str | None] = mapped_column(Prose(1_000_000), default=None)  # their names, one a line


class FeedPart(Base, kw_only=True, eq=False):
    """That an event is in the feed of something, or was: where it stood when it was taken back, its tombstone stays.

    Public from `since` on, until it no longer belonged there; it stays for what subscribers were once given.
    """

    __tablename__ = "feed_parts"
    __table_args__ = (
        Index("ix_feed_parts_kind_row_id", "kind", "row_id"),
        {"info": {"watched": False, "part_of": ["events", "organisations", "persons", "series", "topics"]}},
    )

    event_id: Mapped[UUID] = mapped_column(to("events.id", ondelete="CASCADE"), primary_key=True)
    kind: Mapped[str] = mapped_column(Line(40), primary_key=True)
    row_id: Mapped[UUID] = mapped_column(primary_key=True)
    since: Mapped[datetime]
    until: Mapped[datetime | None] = mapped_column(default=None)
