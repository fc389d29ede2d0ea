"""Documents in tests: taken out of a store, taken into one, and small ones to spoil."""

import copy
import io
import json
from datetime import datetime
from typing import Any
from uuid import UUID

from events.storage import Store
from events.transfer import FORMAT, Summary, exporting, importing
from tests.stores import NOW

Document = dict[str, Any]

HOUSE, PRESS, WORDS = (str(UUID(int=n)) for n in (0x10, 0x11, 0x12))
ALEX, POST = (str(UUID(int=n)) for n in (0x20, 0x21))
LAUNCH, EVENT, CHAIR, CHAIRS_POST, ITEM, CHAIRS_ITEM = (str(UUID(int=n)) for n in range(0x30, 0x36))
RELEASE, FIRST_VERSION, NOTE = (str(UUID(int=n)) for n in (0x40, 0x41, 0x42))
TOPIC, REPORT, SERIES = (str(UUID(int=n)) for n in (0x50, 0x51, 0x52))
OTHER, ELSE = str(UUID(int=0xFF)), str(UUID(int=0xFE))


async def taken_out(store: Store, *, private: bool = False) -> bytes:
    stream = io.BytesIO()
    await exporting.write(store, stream, private=private)
    return stream.getvalue()


async def taken_in(store: Store, document: Document | bytes, now: datetime = NOW) -> Summary:
    stream = io.BytesIO(document if isinstance(document, bytes) else json.dumps(document).encode())
    return await importing.read(store, stream, now=now, progress=lambda doing, at: None)


def a_document() -> Document:
    """A small launch in its own words; each test spoils or revises a copy."""
    return copy.deepcopy(_DOCUMENT)


def one(uid: str, **facts: Any) -> Document:
    return {"uid": uid, **facts}


_DOCUMENT: Document = {
    "format": FORMAT,
    "organisations": [
        one(
            HOUSE,
            slug="larch-house",
            name="Larch House",
            press_contacts=[one(PRESS, name="Press office", phone="+442079460182")],
            boilerplates=[one(WORDS, version=1, text="Larch House asks.")],
        )
    ],
    "persons": [
        one(
            ALEX,
            slug="alex-reed",
            name="Alex Reed",
            sort_name="Reed, Alex",
            affiliations=[one(POST, organisation=HOUSE, role="Director")],
        )
    ],
    "series": [one(SERIES, slug="inside-out", title="Inside Out")],
    "topics": [one(TOPIC, slug="care", name="Care")],
    "launches": [one(LAUNCH, title="Paper Round", lead=HOUSE)],
    "publications": [
        one(REPORT, slug="paper-round", title="Paper Round", launch=LAUNCH, series=SERIES, series_number=1)
    ],
    "events": [
        one(
            EVENT,
            slug="paper-round",
            title="Paper Round",
            launch=LAUNCH,
            published_at="2026-10-01T09:00:00Z",
            day="2026-12-01",
            starts="18:30",
            ends="20:00",
            zone="Europe/London",
            programme=[one(ITEM, title="Welcome")],
            topics=[{"topic": TOPIC}],
            publications=[{"publication": REPORT}],
            speakers=[
                one(
                    CHAIR,
                    person=ALEX,
                    name="Alex Reed",
                    role="chair",
                    state="confirmed",
                    posts=[one(CHAIRS_POST, role="Director", organisation=HOUSE, affiliation=POST)],
                )
            ],
        )
    ],
    "releases": [
        one(
            RELEASE,
            slug="paper-round",
            launch=LAUNCH,
            versions=[
                one(
                    FIRST_VERSION,
                    number=1,
                    issued_at="2026-10-01T09:00:00Z",
                    headline="Paper Round is out",
                    body="It is out.",
                    notes=[one(NOTE, text="A note.")],
                    contacts=[{"contact": PRESS}],
                    boilerplates=[{"boilerplate": WORDS}],
                )
            ],
        )
    ],
}
