"""A large document: events with panels as an office has them after many years, invented throughout."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from events.transfer import FORMAT

_WORDS = "public services inside out what we learnt from ten places where people who use them run them too".split()
_START = date(2016, 1, 11)


def write(path: Path, events: int, *, one_funder: bool = False, today: date | None = None) -> None:
    """With `one_funder`, the first organisation has a part in every launch, so that every event shows its name.

    With `today` it leads four launches of five, half of the events are to come, and a tenth of those are drafts.
    """
    with path.open("w", encoding="utf-8") as file:
        file.write(f'{{\n"format": "{FORMAT}"')
        for name, records in _lists(events, one_funder, today).items():
            file.write(f',\n"{name}": [\n')
            file.write(",\n".join(json.dumps(record) for record in records))
            file.write("\n]")
        file.write("\n}\n")


def _lists(events: int, one_funder: bool, today: date | None) -> dict[str, Iterator[dict[str, Any]]]:
    return {
        "organisations": (_organisation(n) for n in range(_houses(events))),
        "persons": (_person(n, events) for n in range(events // 2)),
        "venues": (_venue(n) for n in range(40)),
        "topics": ({"uid": uid("topic", n), "slug": f"topic-{n}", "name": f"Topic {n}"} for n in range(30)),
        "launches": (_launch(n, events, one_funder, 5 if today else 1) for n in range(events)),
        "publications": (_publication(n, events) for n in range(0, events, 5)),
        "events": (_event(n, events, today) for n in range(events)),
        "releases": (_release(n) for n in range(0, events, 10)),
    }


def uid(kind: str, *numbers: int) -> str:
    return str(UUID(bytes=(kind.encode() + b"-" * 16)[:8] + b"".join(n.to_bytes(4, "big") for n in [*numbers, 0][:2])))


def _houses(events: int) -> int:
    return max(1, events // 20)


def _words(n: int, count: int) -> str:
    return " ".join(_WORDS[(n * 7 + step * (1 + n % 5)) % len(_WORDS)] for step in range(count)).capitalize()


def _organisation(n: int) -> dict[str, Any]:
    return {
        "uid": uid("organis", n),
        "slug": f"organisation-{n}",
        "name": f"The Foundation for {_words(n, 3)} {n}",
        "short_name": f"F{n}",
        "website": f"https://organisation-{n}.example",
        "description": _words(n, 60),
        "press_contacts": [{"uid": uid("contact", n), "name": "Press office", "phone": f"+4420{7000000 + n}"}],
        "boilerplates": [{"uid": uid("boiler", n), "version": 1, "text": _words(n, 50)}],
    }


def _person(n: int, events: int) -> dict[str, Any]:
    affiliations = [
        {
            "uid": uid("affilia", n, post),
            "organisation": uid("organis", (n + post * 17) % _houses(events)),
            "role": _words(n + post, 3),
        }
        for post in range(1 + n % 2)
    ]
    name = f"Dr Alex {_words(n, 1)} {n}"
    return {
        "uid": uid("person", n),
        "slug": f"person-{n}",
        "name": name,
        "sort_name": name,
        "biography": _words(n, 50),
        "affiliations": affiliations,
    }


def _venue(n: int) -> dict[str, Any]:
    return {"uid": uid("venue", n), "name": f"Hall {n}", "address": f"{n + 1} Long Street", "place": "London"}


def _launch(n: int, events: int, one_funder: bool, in_turn: int) -> dict[str, Any]:
    """Of those `in_turn`, one is led by whoever is next, the others by the first."""
    lead, partner = n % _houses(events) if n % in_turn == in_turn - 1 else 0, (n + 3) % _houses(events)
    hosts = [{"organisation": uid("organis", partner), "role": "partner"}]
    if one_funder and 0 not in (lead, partner):
        hosts.append({"organisation": uid("organis", 0), "role": "funder"})
    return {"uid": uid("launch", n), "title": _words(n, 6), "lead": uid("organis", lead), "hosts": hosts}


def _publication(n: int, events: int) -> dict[str, Any]:
    return {
        "uid": uid("public", n),
        "slug": f"publication-{n}",
        "title": _words(n, 8),
        "abstract": _words(n, 120),
        "launch": uid("launch", n),
        "published_at": "2016-01-01T00:00:00Z",
        "authors": [{"uid": uid("author", n, at), "name": f"Author {n} {at}"} for at in range(2)],
        "publishers": [{"organisation": uid("organis", n % _houses(events))}],
        "versions": [{"uid": uid("version", n), "number": 1}],
    }


def _event(n: int, events: int, today: date | None) -> dict[str, Any]:
    day = (today - timedelta(days=events // 2 - 1) if today else _START) + timedelta(days=n)
    is_draft = today is not None and day > today and n % 10 == 7
    return {
        "uid": uid("event", n),
        "slug": f"event-{n}",
        "title": f"{_words(n, 7)} {n}",
        "standfirst": _words(n, 25),
        "description": "\n\n".join(_words(n + part, 60) for part in range(2)),
        "launch": uid("launch", n),
        "day": str(day),
        "starts": "18:30",
        "ends": "20:00",
        "doors": "18:00",
        "zone": "Europe/London",
        "venue": uid("venue", n % 40),
        "published_at": None if is_draft else datetime(2016, 1, 1, tzinfo=UTC).isoformat(),
        "programme": [
            {"uid": uid("item", n, at), "title": _words(n + at, 4), "starts": f"18:{30 + at * 7}"} for at in range(4)
        ],
        "speakers": [_speaker(n, at, events) for at in range(5)],
        "publications": [{"publication": uid("public", n)}] if n % 5 == 0 else [],
        "topics": [{"topic": uid("topic", (n + at) % 30)} for at in range(2)],
    }


def _speaker(n: int, at: int, events: int) -> dict[str, Any]:
    person = (n * 3 + at * 11) % (events // 2)
    posts = [
        {
            "uid": uid("post", n, at * 10 + post),
            "role": _words(person + post, 3),
            "organisation_name": f"The Foundation for {_words((person + post * 17) % _houses(events), 3)}",
            "organisation": uid("organis", (person + post * 17) % _houses(events)),
            "affiliation": uid("affilia", person, post),
        }
        for post in range(1 + person % 2)
    ]
    return {
        "uid": uid("speaker", n, at),
        "person": uid("person", person),
        "name": f"Dr Alex {_words(person, 1)} {person}",
        "role": "chair" if at == 0 else "panellist",
        "state": "confirmed",
        "posts": posts,
    }


def _release(n: int) -> dict[str, Any]:
    version = {
        "uid": uid("relvers", n),
        "number": 1,
        "headline": _words(n, 9),
        "standfirst": _words(n, 25),
        "body": "\n\n".join(_words(n + part, 70) for part in range(6)),
        "issued_at": "2016-01-01T00:00:00Z",
    }
    return {
        "uid": uid("release", n),
        "slug": f"release-{n}",
        "launch": uid("launch", n),
        "published_at": "2016-01-01T00:00:00Z",
        "versions": [version],
    }
