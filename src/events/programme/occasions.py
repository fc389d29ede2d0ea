"""The rows of events: when and where, the panel, the running order, who may join how."""

from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import CheckConstraint, ColumnElement, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from events import countries, times
from events.people.models import Affiliation, Kept, Organisation, Person
from events.programme import item_words
from events.programme.models import Launched, Publication, Topic
from events.storage import types
from events.storage.base import Addressed, Base, Identified, Revised, reads, to
from events.storage.files import File
from events.storage.types import Line, Prose, Web, Zone, choice
from events.visibility import TIMED

# How long a launch is taken to last where only its beginning is known: an entry in a calendar needs an end.
USUAL_LENGTH = timedelta(minutes=90)


class EventKind(StrEnum):
    PANEL = "launch panel"
    LAUNCH = "launch"
    LECTURE = "lecture"
    BRIEFING = "press briefing"
    WEBINAR = "webinar"
    CONFERENCE = "conference"
    RECEPTION = "reception"


class Access(StrEnum):
    PUBLIC = "public"
    INVITATION = "by invitation"
    PRIVATE = "private"


class Status(StrEnum):
    TENTATIVE = "tentative"
    CONFIRMED = "confirmed"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"


class Terms(StrEnum):
    ON_THE_RECORD = "on the record"
    CHATHAM_HOUSE = "Chatham House Rule"
    PRIVATE = "private"


class Attendance(StrEnum):
    ROOM = "in the room"
    ONLINE = "online"
    BOTH = "in the room and online"


class Audience(StrEnum):
    """For whom a fact or a calendar entry is; each may see what those before it may, but for speakers' own."""

    PUBLIC = "public"
    ONLINE = "online attendee"
    ATTENDEE = "attendee"
    SPEAKER = "speaker"


class Venue(Identified, Kept, Revised, Base, kw_only=True, eq=False):
    """A place with an address, how to get in, and what it offers to whom."""

    __tablename__ = "venues"
    __table_args__ = (
        CheckConstraint("(latitude IS NULL) = (longitude IS NULL)", "position"),
        CheckConstraint("latitude BETWEEN -90 AND 90 AND longitude BETWEEN -180 AND 180", "on_earth"),
        {"info": {"part_of": ["events"]}},
    )

    name: Mapped[str] = mapped_column(Line(160))
    address: Mapped[str | None] = mapped_column(Line(400), default=None)
    place: Mapped[str | None] = mapped_column(Line(100), default=None)
    country: Mapped[str | None] = mapped_column(Line(2), default=None)
    directions: Mapped[str | None] = mapped_column(Prose(2000), default=None)
    accessibility: Mapped[str | None] = mapped_column(Prose(2000), default=None)
    website: Mapped[str | None] = mapped_column(Web(), default=None)
    latitude: Mapped[float | None] = mapped_column(default=None)
    longitude: Mapped[float | None] = mapped_column(default=None)

    @property
    def full_address(self) -> str:
        """Name, address, place and country in one line, nothing said twice."""
        country = self.country and countries.name(self.country)
        at_home = self.address_at_home
        return f"{at_home}, {country}" if country and not at_home.endswith(country) else at_home

    @property
    def address_at_home(self) -> str:
        """The same without the country."""
        parts = [self.name, self.address, self.place]
        return ", ".join(
            part for at, part in enumerate(parts) if part and part not in ", ".join(filter(None, parts[:at]))
        )


class Event(Addressed, Launched, Revised, Base, kw_only=True, eq=False):
    """The occasion. Wall times are as typed; the instants beside them are computed by `settle`."""

    __tablename__ = "events"
    __table_args__ = (
        CheckConstraint("published_at IS NULL OR day IS NOT NULL", "published_has_day"),
        CheckConstraint("last_day IS NULL OR last_day >= day", "days"),
        CheckConstraint("starts IS NULL OR (day IS NOT NULL AND zone IS NOT NULL)", "start_has_zone"),
        CheckConstraint("ends IS NULL OR starts IS NOT NULL", "end_has_start"),
        CheckConstraint("doors IS NULL OR starts IS NOT NULL", "doors_have_start"),
        CheckConstraint("(starts IS NULL) = (starts_at IS NULL) AND (ends IS NULL) = (ends_at IS NULL)", "instants"),
        CheckConstraint("ends_at IS NULL OR ends_at > starts_at", "end_after_start"),
        CheckConstraint("(day IS NULL) = (begins_at IS NULL) AND (day IS NULL) = (over_at IS NULL)", "on_the_line"),
        CheckConstraint("room_capacity IS NULL OR room_capacity > 0", "room_capacity"),
        CheckConstraint("online_capacity IS NULL OR online_capacity > 0", "online_capacity"),
        # What the policy asks of each: which events a feed has is read from this alone.
        Index("ix_events_guarded", "id", "published_at", "withdrawn_at", "access", "embargo_id"),
    )

    title: Mapped[str] = mapped_column(Line(250))
    standfirst: Mapped[str | None] = mapped_column(Line(600), default=None)
    description: Mapped[str | None] = mapped_column(Prose(), default=None)
    kind: Mapped[EventKind] = mapped_column(choice(EventKind), default=EventKind.PANEL)
    access: Mapped[Access] = mapped_column(choice(Access), default=Access.PUBLIC)
    status: Mapped[Status] = mapped_column(choice(Status), default=Status.CONFIRMED)
    status_note: Mapped[str | None] = mapped_column(Line(1000), default=None)
    terms: Mapped[Terms | None] = mapped_column(choice(Terms), default=None)  # None: not said
    language: Mapped[str] = mapped_column(types.language(), default="en-GB")
    hashtag: Mapped[str | None] = mapped_column(Line(60), default=None)
    accessibility: Mapped[str | None] = mapped_column(Prose(2000), default=None)

    day: Mapped[date | None] = mapped_column(default=None)
    last_day: Mapped[date | None] = mapped_column(default=None)
    starts: Mapped[time | None] = mapped_column(default=None)
    ends: Mapped[time | None] = mapped_column(default=None)
    doors: Mapped[time | None] = mapped_column(default=None)
    zone: Mapped[str | None] = mapped_column(Zone(), default=None)
    starts_second: Mapped[bool | None] = mapped_column(default=None)  # the later of two, where clocks go back
    ends_second: Mapped[bool | None] = mapped_column(default=None)
    starts_at: Mapped[datetime | None] = mapped_column(init=False, default=None, info={"derived": True})
    ends_at: Mapped[datetime | None] = mapped_column(init=False, default=None, info={"derived": True})
    begins_at: Mapped[datetime | None] = mapped_column(init=False, default=None, index=True, info={"derived": True})
    over_at: Mapped[datetime | None] = mapped_column(
        init=False, default=None, index=True, info={"derived": True} | TIMED
    )

    attendance: Mapped[Attendance] = mapped_column(choice(Attendance), default=Attendance.ROOM)
    venue_id: Mapped[UUID | None] = mapped_column(to("venues.id"), default=None, index=True)
    room_capacity: Mapped[int | None] = mapped_column(default=None)
    online_capacity: Mapped[int | None] = mapped_column(default=None)
    recording: Mapped[str | None] = mapped_column(Web(), default=None)

    venue: Mapped[Venue | None] = reads()
    joining: Mapped[list["JoiningLink"]] = reads("JoiningLink.position, JoiningLink.id")
    programme: Mapped[list["ProgrammeItem"]] = reads("ProgrammeItem.position, ProgrammeItem.id")
    speakers: Mapped[list["Speaker"]] = reads("Speaker.position, Speaker.id")
    publications: Mapped[list[Publication]] = reads(
        "EventPublication.position, EventPublication.publication_id", secondary="event_publications"
    )
    topics: Mapped[list[Topic]] = reads("Topic.name, Topic.id", secondary="event_topics")
    files: Mapped[list["EventFile"]] = reads("EventFile.position, EventFile.id")
    moved_from: Mapped["FormerTime | None"] = reads()

    def settle(self) -> None:
        """Computes the instants from the wall times. Raises what times.instant does."""
        self.starts_at = self._instant(self.day, self.starts, self.starts_second)
        self.ends_at = self._instant(self.last_day or self.day, self.ends, self.ends_second)
        self._instant(self.day, self.doors, bool(self.starts_second))  # doors open at a time that exists
        self.begins_at = self.starts_at or self._midnight(self.day)
        after = (self.last_day or self.day) + timedelta(days=1) if self.day else None
        late = self.starts_at + USUAL_LENGTH if self.starts_at and not self.last_day else None
        self.over_at = self.ends_at or late or self._midnight(after)

    @property
    def is_announcement(self) -> bool:
        return True

    def is_past(self, now: datetime) -> bool:
        return self.over_at is not None and self.over_at <= now

    @property
    def is_off(self) -> bool:
        return self.status in (Status.POSTPONED, Status.CANCELLED)

    @property
    def is_loose(self) -> bool:
        """A date to save: it may still move, or its hour is not fixed."""
        return self.status is Status.TENTATIVE or self.starts is None

    @property
    def loosely(self) -> str:
        """What such a date is called, wherever it is named."""
        return "Tentative" if self.starts else "Save the date"

    @property
    def hours(self) -> str | None:
        """`18.30 to 20.00 GMT (UTC+0)`; nothing where no hour is known."""
        return _hours(self)

    @property
    def shown_speakers(self) -> list["Speaker"]:
        return [speaker for speaker in self.speakers if speaker.is_shown]

    def speaking_in(self, item: "ProgrammeItem") -> list["Speaker"]:
        """Those of the panel who are linked to an item, in the order of the panel, shown or not."""
        ids = {each.speaker_id for each in item.speakers}
        return [speaker for speaker in self.speakers if speaker.id in ids]

    def chairing(self, item: "ProgrammeItem") -> set[UUID]:
        """The ids of the places on the panel that chair or moderate an item."""
        return {each.speaker_id for each in item.speakers if each.chairs}

    def shown_in(self, item: "ProgrammeItem") -> list["Speaker"]:
        """Whom a reader of the running order sees named beside an item: nobody twice whom its words name already."""
        return [
            speaker
            for speaker in self.speaking_in(item)
            if speaker.is_shown and not item_words.names(item.title, item.description, speaker.name)
        ]

    @classmethod
    def open_rows(cls) -> ColumnElement[bool]:
        return cls.access != Access.PRIVATE

    def _instant(self, day: date | None, wall: time | None, second: bool | None) -> datetime | None:
        if day is None or wall is None or self.zone is None:
            return None
        return times.instant(day, wall, self.zone, second=second)

    def _midnight(self, day: date | None) -> datetime | None:
        """The start of a day in the event's zone; some zones skip midnight itself, which does not matter here."""
        if day is None:
            return None
        return datetime.combine(day, time(), ZoneInfo(self.zone or "UTC")).astimezone(UTC)


class FormerTime(Base, kw_only=True, eq=False):
    """When an event was to be, as everybody could read, before it was moved last: its page says so until it is over."""

    __tablename__ = "former_times"
    __table_args__ = (
        CheckConstraint("last_day IS NULL OR last_day >= day", "days"),
        CheckConstraint("starts IS NULL OR (zone IS NOT NULL AND starts_at IS NOT NULL)", "start_has_moment"),
        CheckConstraint("ends IS NULL OR starts IS NOT NULL", "end_has_start"),
        {"info": {"watched": False, "part_of": ["events"]}},
    )

    event_id: Mapped[UUID] = mapped_column(to("events.id", ondelete="CASCADE"), primary_key=True)
    day: Mapped[date]
    last_day: Mapped[date | None] = mapped_column(default=None)
    starts: Mapped[time | None] = mapped_column(default=None)
    ends: Mapped[time | None] = mapped_column(default=None)
    zone: Mapped[str | None] = mapped_column(Zone(), default=None)
    starts_at: Mapped[datetime | None] = mapped_column(default=None)

    @property
    def hours(self) -> str | None:
        return _hours(self)


def _hours(when: Event | FormerTime) -> str | None:
    if when.starts is None or when.starts_at is None or when.zone is None:
        return None
    until = f" to {times.clock(when.ends)}" if when.ends else ""
    on_last_day = " on the last day" if until and when.last_day and when.last_day != when.day else ""
    return f"{times.clock(when.starts)}{until}{on_last_day} {times.zone_words(when.starts_at, when.zone)}"


class EventPublication(Base, kw_only=True, eq=False):
    """What is launched at an event."""

    __tablename__ = "event_publications"
    __table_args__ = {"info": {"part_of": ["events"]}}

    event_id: Mapped[UUID] = mapped_column(to("events.id", ondelete="CASCADE"), primary_key=True)
    publication_id: Mapped[UUID] = mapped_column(to("publications.id"), primary_key=True, index=True)
    position: Mapped[int] = mapped_column(default=0)


class EventTopic(Base, kw_only=True, eq=False):
    __tablename__ = "event_topics"
    __table_args__ = {"info": {"part_of": ["events"]}}

    event_id: Mapped[UUID] = mapped_column(to("events.id", ondelete="CASCADE"), primary_key=True)
    topic_id: Mapped[UUID] = mapped_column(to("topics.id"), primary_key=True, index=True)


class JoiningLink(Identified, Base, kw_only=True, eq=False):
    """A way in for one audience, shown to it from a moment on."""

    __tablename__ = "joining_links"
    __table_args__ = {"info": {"part_of": ["events"]}}

    event_id: Mapped[UUID] = mapped_column(to("events.id", ondelete="CASCADE"), index=True)
    audience: Mapped[Audience] = mapped_column(choice(Audience))
    url: Mapped[str] = mapped_column(Web())
    label: Mapped[str | None] = mapped_column(Line(160), default=None)
    released_at: Mapped[datetime | None] = mapped_column(default=None, index=True, info=TIMED)
    position: Mapped[int] = mapped_column(default=0)


class ProgrammeItem(Identified, Base, kw_only=True, eq=False):
    """A part of an event; its wall time is in the event's zone."""

    __tablename__ = "programme_items"
    __table_args__ = {"info": {"part_of": ["events"]}}

    event_id: Mapped[UUID] = mapped_column(to("events.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    title: Mapped[str] = mapped_column(Line(250))
    description: Mapped[str | None] = mapped_column(Prose(2000), default=None)
    day: Mapped[date | None] = mapped_column(default=None)  # where the event has several
    starts: Mapped[time | None] = mapped_column(default=None)

    speakers: Mapped[list["ItemSpeaker"]] = reads("ItemSpeaker.id")


class ItemSpeaker(Identified, Base, kw_only=True, eq=False):
    """Who of the panel speaks in an item; how they are called, and whether they are shown, the panel says."""

    __tablename__ = "item_speakers"
    __table_args__ = (UniqueConstraint("item_id", "speaker_id"), {"info": {"part_of": ["events"]}})

    item_id: Mapped[UUID] = mapped_column(to("programme_items.id", ondelete="CASCADE"))
    speaker_id: Mapped[UUID] = mapped_column(to("speakers.id", ondelete="CASCADE"), index=True)
    chairs: Mapped[bool] = mapped_column(default=False)  # this item, whatever they do in others


class SpeakerRole(StrEnum):
    CHAIR = "chair"
    MODERATOR = "moderator"
    PANELLIST = "panellist"
    KEYNOTE = "keynote"
    RESPONDENT = "respondent"
    SPEAKER = "speaker"


UNSAID_ROLES = frozenset({SpeakerRole.PANELLIST, SpeakerRole.SPEAKER})  # as everybody on a panel has them


class SpeakerState(StrEnum):
    INVITED = "invited"
    CONFIRMED = "confirmed"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class Speaker(Identified, Base, kw_only=True, eq=False):
    """Somebody on stage, or a place to be announced. `name` and `posts` are the listing (see `listings`)."""

    __tablename__ = "speakers"
    __table_args__ = (
        UniqueConstraint("event_id", "person_id"),
        CheckConstraint("name IS NOT NULL OR person_id IS NULL", "listed"),
        {"info": {"part_of": ["events"]}},
    )

    event_id: Mapped[UUID] = mapped_column(to("events.id", ondelete="CASCADE"))
    position: Mapped[int]
    person_id: Mapped[UUID | None] = mapped_column(to("persons.id"), default=None, index=True)
    name: Mapped[str | None] = mapped_column(Line(160), default=None)  # None: to be announced
    role: Mapped[SpeakerRole] = mapped_column(choice(SpeakerRole), default=SpeakerRole.PANELLIST)
    state: Mapped[SpeakerState] = mapped_column(choice(SpeakerState), default=SpeakerState.INVITED)
    shown_while_invited: Mapped[bool] = mapped_column(default=False)

    event: Mapped[Event] = reads()
    person: Mapped[Person | None] = reads()
    posts: Mapped[list["ListedPost"]] = reads("ListedPost.position, ListedPost.id")

    @property
    def is_shown(self) -> bool:
        """Nobody merely invited is shown unless the organiser says so; an open place always is."""
        if self.state is SpeakerState.INVITED:
            return self.shown_while_invited or self.person_id is None
        return self.state is SpeakerState.CONFIRMED

    @property
    def has_left(self) -> bool:
        """They keep their place on record alone."""
        return self.state in (SpeakerState.DECLINED, SpeakerState.WITHDRAWN)


class ListedPost(Identified, Base, kw_only=True, eq=False):
    """One post as shown beside a speaker at one event; follows its affiliation until the event is over."""

    __tablename__ = "listed_posts"
    __table_args__ = (
        CheckConstraint("role IS NOT NULL OR organisation_name IS NOT NULL", "says_something"),
        {"info": {"part_of": ["events"]}},
    )

    speaker_id: Mapped[UUID] = mapped_column(to("speakers.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    role: Mapped[str | None] = mapped_column(Line(250), default=None)
    organisation_name: Mapped[str | None] = mapped_column(Line(250), default=None)
    organisation_id: Mapped[UUID | None] = mapped_column(to("organisations.id"), default=None, index=True)
    affiliation_id: Mapped[UUID | None] = mapped_column(
        to("affiliations.id", ondelete="SET NULL"), default=None, index=True
    )

    organisation: Mapped[Organisation | None] = reads()
    affiliation: Mapped[Affiliation | None] = reads()

    @property
    def in_words(self) -> str:
        return in_words(self.role, self.organisation_name)


def in_words(role: str | None, organisation_name: str | None) -> str:
    """A post as it is listed: `Director, The Larkfield Foundation`, or the one of both that is known."""
    return ", ".join(filter(None, (role, organisation_name)))


class EventFileUse(StrEnum):
    SLIDES = "slides"
    PHOTOGRAPH = "photograph"


class EventFile(Identified, Base, kw_only=True, eq=False):
    """What an event leaves behind."""

    __tablename__ = "event_files"
    __table_args__ = {"info": {"part_of": ["events"]}}

    event_id: Mapped[UUID] = mapped_column(to("events.id", ondelete="CASCADE"), index=True)
    file_id: Mapped[UUID] = mapped_column(to("files.id"), index=True)
    use: Mapped[EventFileUse] = mapped_column(choice(EventFileUse))
    position: Mapped[int] = mapped_column(default=0)

    file: Mapped[File] = reads()
