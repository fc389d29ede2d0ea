"""The one mapping from an event to a VEVENT (RFC 5545): facts in, bytes out, no clock and nothing random.

Rules tried on 22 consumers: one-off events go out in UTC, with the local time in words in the text; a date without
a time is an all-day entry marked tentative; cancelled and postponed entries stay, and say so before the SUMMARY.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from urllib.parse import urlsplit
from uuid import UUID, uuid5

from events import addresses, times
from events.addresses import Addresses
from events.calendar import lines, writing
from events.calendar.models import Tombstone
from events.calendar.writing import Property
from events.programme.models import HostRole, Publication
from events.programme.occasions import (
    UNSAID_ROLES,
    USUAL_LENGTH,
    Access,
    Attendance,
    Audience,
    Event,
    JoiningLink,
    Status,
    Terms,
    Venue,
)
from events.programme.whole import House, OnStage, Whole
from events.visibility import ANYONE, Guarded, is_visible

_GONE = "This event is no longer announced."
_PREFIX = {Status.CANCELLED: "Cancelled: ", Status.POSTPONED: "Postponed: "}

# Which audiences may see what is meant for one: those on stage see everything but are nobody's superset otherwise.
_MAY_SEE = {
    Audience.PUBLIC: {Audience.PUBLIC},
    Audience.ONLINE: {Audience.PUBLIC, Audience.ONLINE},
    Audience.ATTENDEE: {Audience.PUBLIC, Audience.ONLINE, Audience.ATTENDEE},
    Audience.SPEAKER: {Audience.PUBLIC, Audience.SPEAKER},
}


@dataclass(frozen=True)
class EntryFacts:
    """All that an entry says, to one audience, from one moment on."""

    uid: str
    summary: str
    status: str
    start: date | datetime
    end: date | datetime
    zone: str | None
    location: str | None
    geo: tuple[float, float] | None
    url: str
    categories: tuple[str, ...]
    description: str
    conferences: tuple[tuple[str, str], ...]
    participants: tuple[tuple[str, str, str, str], ...] = ()  # UID, PARTICIPANT-TYPE, name, posts
    venue: str | None = None

    @property
    def fingerprint(self) -> str:
        return _digest(vars(self))

    @property
    def material(self) -> str:
        """What an attendee must be told of: start, end, zone, place, joining link, status."""
        return _digest([self.start, self.end, self.zone, self.location, self.conferences, self.status])


@dataclass(frozen=True)
class Stamps:
    """What the life of an entry contributes: RFC 5545 section 3.8.7."""

    sequence: int
    created_at: datetime
    modified_at: datetime


def facts(whole: Whole, audience: Audience, at: datetime, where: Addresses) -> EntryFacts:
    """What the entry of an event with a day says to an audience at a moment."""
    event = whole.event
    start, end = _span(event)
    venue = event.venue
    withdrawn = event.withdrawn_at is not None and event.withdrawn_at <= at
    status = Status.CANCELLED if withdrawn else event.status
    return EntryFacts(
        uid=str(event.id),
        summary=_PREFIX.get(status, "") + event.title,
        status=_status(status, timed=isinstance(start, datetime)),
        start=start,
        end=end,
        zone=event.zone,
        location=_location(event),
        geo=_position(venue) if venue else None,
        url=where.full(addresses.event(event)),
        categories=tuple(topic.name for topic in whole.topics if _is_kept(topic, at)),
        description=_withdrawn(event) if withdrawn else _description(whole, at, where),
        conferences=() if withdrawn else tuple(_conferences(event, audience, at)),
        participants=() if withdrawn else tuple(_participants(whole, at)),
        venue=venue.name if venue and event.attendance is not Attendance.ONLINE else None,
    )


def last_told(served: bytes, begins_at: datetime, day: date, last_day: date | None, zone: str | None) -> Tombstone:
    """What stays of an event that is taken back: what was served of it last, whatever is edited out of sight since."""
    said = {line.name: line.value for line in lines.of(served)}
    latitude, _, longitude = said.get("GEO", "").partition(";")
    start, end = _read(said["DTSTART"]), _read(said["DTEND"])
    return Tombstone(
        event_id=UUID(said["UID"]),
        slug=urlsplit(said["URL"]).path.rpartition("/")[2],
        title=title(served),
        day=day,
        last_day=last_day,
        begins_at=start if isinstance(start, datetime) else begins_at,
        ends_at=end if isinstance(end, datetime) else None,
        zone=zone,
        location=lines.text(said["LOCATION"]) if "LOCATION" in said else None,
        latitude=float(latitude) if latitude else None,
        longitude=float(longitude) if longitude else None,
        topics="\n".join(lines.texts(said["CATEGORIES"])) if "CATEGORIES" in said else None,
    )


def tombstone(told: Tombstone, event: Event, where: Addresses) -> EntryFacts:
    """What the entry of an event says that was taken back."""
    has_hours = told.ends_at is not None
    return EntryFacts(
        uid=str(event.id),
        summary=_PREFIX[Status.CANCELLED] + told.title,
        status="CANCELLED",
        start=told.begins_at if has_hours else told.day,
        end=told.ends_at or (told.last_day or told.day) + timedelta(days=1),
        zone=told.zone,
        location=told.location,
        geo=_position(told),
        url=where.full(addresses.event(told)),
        categories=tuple(told.topics.split("\n")) if told.topics else (),
        description=_withdrawn(event),
        conferences=(),
    )


def is_tombstone(component: bytes) -> bool:
    said = {line.name: line.value for line in lines.of(component)}
    return lines.text(said["DESCRIPTION"]).startswith(_GONE)


def title(component: bytes) -> str:
    """Of the event whose entry this is, as that says it."""
    said = {line.name: line.value for line in lines.of(component)}
    summary = lines.text(said["SUMMARY"])
    # One of the two words that `_PREFIX` has.
    return summary.partition(": ")[2] if said["STATUS"] == "CANCELLED" else summary


def vevent(said: EntryFacts, stamps: Stamps) -> bytes:
    """The component (RFC 5545 section 3.6.1) as bytes, ready to be joined into a calendar."""
    written = [
        ("UID", said.uid),
        ("DTSTAMP", writing.moment(stamps.modified_at)),
        ("CREATED", writing.moment(stamps.created_at)),
        ("LAST-MODIFIED", writing.moment(stamps.modified_at)),
        ("SEQUENCE", str(stamps.sequence)),
        writing.when("DTSTART", said.start),
        writing.when("DTEND", said.end),
        ("SUMMARY", writing.text(said.summary)),
        ("STATUS", said.status),
    ]
    if not isinstance(said.start, datetime):
        written.append(("TRANSP", "TRANSPARENT"))  # a day that is only kept in mind does not make anybody busy
    if said.location:
        written.append(("LOCATION", writing.text(said.location)))
    if said.geo:
        written.append(_geo(said.geo))
    if said.categories:
        written.append(("CATEGORIES", writing.texts(said.categories)))
    written.append(("URL", writing.uri(said.url)))
    for address, label in said.conferences:
        written.append(
            (f"CONFERENCE;VALUE=URI;FEATURE=AUDIO,VIDEO;LABEL={writing.quoted(label)}", writing.uri(address))
        )
    written.append(("DESCRIPTION", writing.text(said.description)))
    return writing.component("VEVENT", writing.lines(written))


def components(said: EntryFacts) -> bytes:
    """Who speaks, who pays for it, and where, as components (RFC 9073) that stand at the end of the rich VEVENT."""
    written = [_participant(*each) for each in said.participants]
    if said.venue:
        written.append(_location_component(said, said.venue))
    return b"".join(written)


def _participant(uid: str, kind: str, name: str, posts: str) -> bytes:
    written = [("UID", uid), ("PARTICIPANT-TYPE", kind), ("SUMMARY", writing.text(name))]
    if posts:
        written.append(("DESCRIPTION", writing.text(posts)))
    return writing.component("PARTICIPANT", writing.lines(written))


def _location_component(said: EntryFacts, venue: str) -> bytes:
    written = [("UID", str(uuid5(UUID(said.uid), "venue"))), ("NAME", writing.text(venue))]
    if said.location:
        written.append(("DESCRIPTION", writing.text(said.location)))
    if said.geo:
        written.append(_geo(said.geo))
    return writing.component("VLOCATION", writing.lines(written))


def _geo(position: tuple[float, float]) -> Property:
    latitude, longitude = position
    return "GEO", f"{latitude};{longitude}"


def _span(event: Event) -> tuple[date | datetime, date | datetime]:
    assert event.day is not None
    if event.starts_at is None:
        return event.day, (event.last_day or event.day) + timedelta(days=1)
    if event.ends_at is None and event.over_at is not None:
        return event.starts_at, event.over_at
    return event.starts_at, event.ends_at or event.starts_at + USUAL_LENGTH


def _status(status: Status, *, timed: bool) -> str:
    if status in _PREFIX:
        return "CANCELLED"
    return "CONFIRMED" if timed and status is Status.CONFIRMED else "TENTATIVE"


def _location(event: Event) -> str | None:
    if event.attendance is Attendance.ONLINE:
        return "Online"
    return event.venue.full_address if event.venue else None


def _position(place: Venue | Tombstone) -> tuple[float, float] | None:
    """To a metre; a number so small that Python writes it with an exponent is no FLOAT (section 3.3.7)."""
    if place.latitude is None or place.longitude is None:
        return None
    latitude, longitude = (0.0 if abs(each) < 1e-4 else round(each, 6) for each in (place.latitude, place.longitude))
    return latitude, longitude


def _conferences(event: Event, audience: Audience, at: datetime) -> list[tuple[str, str]]:
    return [(link.url, link.label or "Join online") for link in _links(event, audience, at)]


def _links(event: Event, audience: Audience, at: datetime) -> list[JoiningLink]:
    return [
        link
        for link in event.joining
        if link.audience in _MAY_SEE[audience] and (link.released_at is None or link.released_at <= at)
    ]


def _participants(whole: Whole, at: datetime) -> Iterator[tuple[str, str, str, str]]:
    for speaker in whole.panel:
        if speaker.name:
            yield str(speaker.id), "SPEAKER", speaker.name, "; ".join(post.in_words for post in speaker.posts)
    for host in whole.hosts:
        if host.role in (HostRole.FUNDER, HostRole.SUPPORTER) and _is_kept(host.house, at):
            uid = uuid5(whole.event.id, f"{host.role.value} {host.house.id}")
            yield str(uid), "SPONSOR", host.house.name, ""


def _withdrawn(event: Event) -> str:
    """A tombstone shows only what was public: that it is off, and why where that was said."""
    return "\n\n".join(part for part in (_GONE, event.withdrawal_note) if part)


def _description(whole: Whole, at: datetime, where: Addresses) -> str:
    event = whole.event
    parts = [
        _state(event),
        event.standfirst,
        f"{_when(event)}\n{_where(event)}",
        "\n".join(_panel(speaker) for speaker in whole.panel),
        "\n".join(_launched(publication, at) for publication in event.publications if _is_out(publication, at)),
        _hosts(whole, at),
        _rules(event),
        event.accessibility and f"Accessibility: {event.accessibility}",
        where.full(addresses.event(event)),
    ]
    return "\n\n".join(part for part in parts if part)


def _state(event: Event) -> str | None:
    if not event.is_off:
        return None
    word = "Cancelled." if event.status is Status.CANCELLED else "Postponed."
    return f"{word} {event.status_note}" if event.status_note else word


def _when(event: Event) -> str:
    """The local time in words, with its zone: the entry itself is in UTC."""
    assert event.day is not None
    day = times.days(event.day, event.last_day)
    if event.starts is None or event.starts_at is None or event.zone is None:
        return f"{day}. No time has been given."
    hours = f"{times.clock(event.starts)} to {times.clock(event.ends)}" if event.ends else times.clock(event.starts)
    doors = f" Doors open at {times.clock(event.doors)}." if event.doors else ""
    end = "" if event.ends else " The end is not fixed."
    return f"{day}, {hours} {times.zone_words(event.starts_at, event.zone)}, {event.zone} time.{doors}{end}"


def _where(event: Event) -> str:
    place = event.venue.full_address if event.venue else "No venue has been given"
    said = {Attendance.ROOM: place, Attendance.ONLINE: "Online", Attendance.BOTH: f"{place}, and online"}
    return f"{said[event.attendance]}."


def _panel(speaker: OnStage) -> str:
    role = "" if speaker.role in UNSAID_ROLES else f" ({speaker.role.value})"
    posts = "; ".join(post.in_words for post in speaker.posts)
    name = speaker.name or "To be announced"
    return f"{name}{role}: {posts}" if posts else f"{name}{role}"


def _launched(publication: Publication, at: datetime) -> str:
    series, number = publication.series, publication.series_number
    if not series or not _is_kept(series, at):
        return f"Launched: {publication.full_title}."
    of = f" of {series.parts}" if series.parts else ""
    place = f"number {number}{of} in the series “{series.title}”" if number else f"in the series “{series.title}”"
    return f"Launched: {publication.full_title}, {place}."


def _is_out(publication: Publication, at: datetime) -> bool:
    """The policy of `visibility` for anybody, at the moment from which this entry is shown."""
    return is_visible(publication, ANYONE, at, embargo=publication.embargo)


def _is_kept(row: Guarded | House, at: datetime) -> bool:
    """Not taken back by then; that a visible event names it makes it visible otherwise."""
    return row.withdrawn_at is None or row.withdrawn_at > at


def _hosts(whole: Whole, at: datetime) -> str:
    hosts = [("Lead host", whole.lead)]
    hosts += [(host.role.value.capitalize(), host.house) for host in whole.hosts]
    return "\n".join(f"{role}: {_named(house)}" for role, house in hosts if _is_kept(house, at))


def _named(house: House) -> str:
    return f"{house.name} ({house.short_name})" if house.short_name else house.name


def _rules(event: Event) -> str:
    access = "By invitation." if event.access is Access.INVITATION else ""
    terms = {
        None: "",
        Terms.ON_THE_RECORD: "On the record.",
        Terms.CHATHAM_HOUSE: "Under the Chatham House Rule.",
        Terms.PRIVATE: "Not for reporting.",
    }
    return " ".join(part for part in (access, terms[event.terms]) if part)


def _read(value: str) -> date | datetime:
    if "T" in value:
        return datetime.strptime(value, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    return date(int(value[:4]), int(value[4:6]), int(value[6:]))


def _digest(value: object) -> str:
    return sha256(repr(value).encode()).hexdigest()
