"""Rows for tests: a function with an article makes one thing; a test names only what matters to it."""

from datetime import date, datetime, time
from typing import Any, cast

from events import text
from events.mail.outbox import PATIENCE, OutgoingMail
from events.people.models import Affiliation, Organisation, Person
from events.press.models import Release, ReleaseVersion
from events.programme.models import Launch, Publication, Series, Topic
from events.programme.occasions import Event, ListedPost, Speaker, SpeakerState
from events.storage import files
from events.storage.base import Base
from events.storage.files import File
from events.visibility import Embargo
from tests.stores import NOW

LONDON = "Europe/London"


def an_organisation(name: str = "Larkfield Foundation", **facts: Any) -> Organisation:
    usual: dict[str, Any] = {"slug": _slug(name), "name": name}
    return Organisation(**usual | facts)


def a_person(name: str = "Ruth Adeyemi", **facts: Any) -> Person:
    usual: dict[str, Any] = {"slug": _slug(name), "name": name, "sort_name": name}
    return Person(**usual | facts)


def a_post(person: Person, organisation: Organisation, role: str | None = "Director", **facts: Any) -> Affiliation:
    usual: dict[str, Any] = {"person_id": person.id, "organisation_id": organisation.id, "role": role, "position": 1}
    return Affiliation(**usual | facts)


def a_launch(lead: Organisation, **facts: Any) -> Launch:
    usual: dict[str, Any] = {"title": "The Waiting Room", "lead_id": lead.id}
    return Launch(**usual | facts)


def a_host() -> tuple[Organisation, Launch]:
    """An organisation and a launch of its own."""
    host = an_organisation()
    return host, a_launch(host)


def an_embargo(lifts_at: datetime | None, **facts: Any) -> Embargo:
    usual: dict[str, Any] = {"lifts_at": lifts_at, "zone": LONDON}
    return Embargo(**usual | facts)


def an_event(launch: Launch, title: str = "The Waiting Room", **facts: Any) -> Event:
    """Public, confirmed, at half past six in London on a day to come."""
    usual: dict[str, Any] = {
        "slug": _slug(title),
        "title": title,
        "launch_id": launch.id,
        "day": date(2026, 12, 17),
        "starts": time(18, 30),
        "ends": time(20, 0),
        "zone": LONDON,
        "published_at": NOW,
    }
    event = Event(**usual | facts)
    event.settle()
    return event


def a_speaker(event: Event, person: Person | None, **facts: Any) -> Speaker:
    name = person.name if person else None
    usual: dict[str, Any] = {"event_id": event.id, "person_id": person and person.id, "name": name, "position": 1}
    return Speaker(**usual | {"state": SpeakerState.CONFIRMED} | facts)


def a_listed_post(speaker: Speaker, role: str, organisation: Organisation, **facts: Any) -> ListedPost:
    usual: dict[str, Any] = {"speaker_id": speaker.id, "position": 1, "role": role, "organisation_id": organisation.id}
    return ListedPost(**usual | {"organisation_name": organisation.name} | facts)


def a_series(title: str = "Time and the State", **facts: Any) -> Series:
    usual: dict[str, Any] = {"slug": _slug(title), "title": title, "parts": 3}
    return Series(**usual | facts)


def a_topic(name: str = "Courts and justice", **facts: Any) -> Topic:
    usual: dict[str, Any] = {"slug": _slug(name), "name": name}
    return Topic(**usual | facts)


def a_publication(launch: Launch, title: str = "The Waiting Room", **facts: Any) -> Publication:
    usual: dict[str, Any] = {"slug": _slug(title), "title": title, "launch_id": launch.id, "published_at": NOW}
    return Publication(**usual | facts)


def a_mail(message_id: str, **facts: Any) -> OutgoingMail:
    """To be queued by `outbox.queue`, which gives it its number."""
    usual: dict[str, Any] = {
        "stream": "ruth/launch",
        "recipient": "ruth@larkfield.example",
        "subject": "x",
        "message": b"Subject: x\r\n\r\n",
        "queued_at": NOW,
        "not_before": NOW,
        "give_up_at": NOW + PATIENCE,
    }
    return OutgoingMail(**usual | {"message_id": message_id} | facts)


def a_release(launch: Launch, headline: str = "An hour in a queue costs the poorest twice", **facts: Any) -> list[Any]:
    """A release and its first, issued version; facts of the version are given as `version={...}`."""
    version = facts.pop("version", {})
    usual: dict[str, Any] = {"slug": _slug(headline), "launch_id": launch.id, "published_at": NOW}
    release = Release(**usual | facts)
    text: dict[str, Any] = {"release_id": release.id, "headline": headline, "body": "Bristol waits.", "issued_at": NOW}
    return [release, ReleaseVersion(**text | version)]


def a_file(content: bytes = b"%PDF-1.7", name: str = "report.pdf", **facts: Any) -> list[Any]:
    """A file and its pieces; the file itself comes first."""
    rows = _Rows()
    usual: dict[str, Any] = {"name": name, "added_at": NOW}
    files.add(cast("Any", rows), File(**usual | facts), content)
    return rows


class _Rows(list[Base]):
    add = list[Base].append


def _slug(name: str) -> str:
    return text.slug(name)
