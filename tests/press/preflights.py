"""A launch in which preflight finds nothing: each case breaks one thing of it."""

import asyncio
import pickle
import shutil
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.orm.attributes import set_committed_value

from events.consequences import following
from events.people.models import Boilerplate, Organisation, Person, PressContact
from events.press import preflight, standings
from events.press.models import (
    NoteToEditors,
    PinnedBoilerplate,
    Release,
    ReleaseContact,
    ReleaseFile,
    ReleaseVersion,
)
from events.press.preflight import Draft, Facts
from events.programme.models import Launch, Publication, Series
from events.programme.occasions import Event, ListedPost, Speaker, SpeakerRole, Venue
from events.storage import Store
from events.storage.base import Base
from events.storage.files import File
from events.visibility import Embargo, Reader
from tests import factories
from tests.stores import ALICE, NOW, WHERE

DAY = date(2026, 12, 17)  # a Thursday
LIFT = datetime(2026, 12, 17, 0, 1, tzinfo=UTC)
PNG = b"\x89PNG\r\n\x1a\n"

BODY = """\
Queues cost people 310 million hours a year, says *The Waiting Room*, published today by the [Larkfield
Foundation](/organisations/larkfield-foundation). It is the second report of three in the series Time and the State.

> A queue is a tax.
> — Ruth Adeyemi, Director of Research, Larkfield Foundation

*The Waiting Room* is launched this evening, Thursday 17 December 2026, at Tidewater Hall, Bristol, from 18.30 to 20.00,
with Ruth Adeyemi, Director of Research at the Larkfield Foundation, and Tomasz Wieczorek, Chief Executive of Westmoor
Council.[^1]

[^1]: Larkfield Foundation (2026) ‘Annex’. See [the event](https://launch.example/events/an-evening-on-queues).
"""


@dataclass
class World:
    """The rows; a case may change them, or hang `more` beside them, before they are written."""

    lead: Organisation
    council: Organisation
    embargo: Embargo
    launch: Launch
    venue: Venue
    event: Event
    ruth: Person
    tomasz: Person
    speaker: Speaker
    other: Speaker
    posts: list[ListedPost]
    series: Series
    report: Publication
    cover: list[Any]
    contact: PressContact
    boilerplate: Boilerplate
    release: Release
    version: ReleaseVersion
    picture: list[Any]
    parts: list[Base]
    more: list[Any] = field(default_factory=list)
    without: list[Any] = field(default_factory=list)

    @property
    def cover_file(self) -> File:
        return next(each for each in self.cover if isinstance(each, File))

    @property
    def picture_file(self) -> File:
        return next(each for each in self.picture if isinstance(each, File))

    @property
    def rows(self) -> list[Base]:
        found: list[Base] = []
        for each in fields(self):
            if each.name != "without":
                value = getattr(self, each.name)
                found += value if isinstance(value, list) else [value]
        return [each for each in _flat(found) if each not in self.without]


def a_world() -> World:
    lead, council = factories.an_organisation(published_at=NOW), factories.an_organisation("Westmoor Council")
    embargo = factories.an_embargo(LIFT)
    launch = factories.a_launch(lead, embargo_id=embargo.id)
    venue = Venue(name="Tidewater Hall", place="Bristol", accessibility="Step-free, hearing loop.")
    event = factories.an_event(launch, "An evening on queues", venue_id=venue.id, published_at=None)
    ruth, tomasz = factories.a_person(), factories.a_person("Tomasz Wieczorek")
    speaker = factories.a_speaker(event, ruth, position=0, role=SpeakerRole.KEYNOTE)
    other = factories.a_speaker(event, tomasz)
    posts = [
        factories.a_listed_post(speaker, "Director of Research", lead),
        factories.a_listed_post(other, "Chief Executive", council),
    ]
    series = factories.a_series(organisation_id=lead.id)
    cover = factories.a_file(PNG, "cover.png", alt="A row of empty chairs", credit="Larkfield")
    report = factories.a_publication(
        launch, series_id=series.id, series_number=2, cover_id=cover[0].id, embargo_id=embargo.id, published_at=None
    )
    contact = PressContact(
        organisation_id=lead.id, name="Joanna Whitlock", phone="+442079460182", mail="press@larkfield.example"
    )
    boilerplate = Boilerplate(organisation_id=lead.id, version=1, text="Larkfield was invented.")
    draft: dict[str, Any] = {"dated": DAY, "issued_at": None, "body": BODY}
    release, version = factories.a_release(
        launch, "Queues cost the poorest twice", embargo_id=embargo.id, published_at=None, version=draft
    )
    picture = factories.a_file(PNG, "queue.png", alt="A queue in the rain", credit="Ada Moss")
    parts: list[Base] = [
        ReleaseContact(version_id=version.id, contact_id=contact.id),
        PinnedBoilerplate(version_id=version.id, boilerplate_id=boilerplate.id),
        ReleaseFile(version_id=version.id, file_id=picture[0].id),
        NoteToEditors(version_id=version.id, position=0, text="A press bench is kept at the launch, from 18.00."),
    ]
    event.doors = time(18, 0)
    return World(
        lead, council, embargo, launch, venue, event, ruth, tomasz, speaker, other, posts, series, report, cover,
        contact, boilerplate, release, version, picture, parts,
    )  # fmt: skip


def setting(**facts: Any) -> Callable[[Any], None]:
    """`setting(event__day=None)`: changes facts of rows, by the name of the row and of the fact."""

    def change(rows: Any) -> None:
        for name, value in facts.items():
            row, _, fact = name.partition("__")
            setattr(getattr(rows, row), fact, value)
        rows.event.settle()

    return change


def unhang(row: Base, relation: str) -> None:
    """Nothing is there any more by that name."""
    set_committed_value(row, relation, None)


async def look_over(store: Store, world: World, *, now: datetime = NOW, **more: Any) -> Facts:
    """The facts of a world that is written, as one of the lead's organisers loads them."""
    reader = Reader(organisations=frozenset({world.lead.id}))
    async with store.reading_at_desk() as db:
        if more.pop("with_approvals", False):
            more["approvals"] = await standings.of_launch(db, world.launch, now=now)
        return await preflight.facts(db, world.launch, site=WHERE, reader=reader, now=now, **more)


@dataclass
class Loaded:
    """The same launch as it was loaded, to be changed without a database; rows go by the names they have in `World`."""

    facts: Facts

    def __getattr__(self, name: str) -> Any:
        return self._rows[name]

    def forget(self) -> None:
        """What was read of the texts, so that they are read again."""
        drafts = [Draft(each.release, each.version) for each in self.facts.drafts]
        self.facts = replace(self.facts, drafts=drafts)

    @property
    def _rows(self) -> dict[str, Any]:
        facts = self.facts
        [event], [report], [draft] = facts.events, facts.publications, facts.drafts
        speaker, other = event.speakers
        return {
            "launch": facts.launch,
            "embargo": facts.launch.embargo,
            "event": event,
            "venue": event.venue,
            "speaker": speaker,
            "other": other,
            "report": report,
            "series": report.series,
            "cover": report.cover,
            "release": draft.release,
            "version": draft.version,
            "picture": draft.version.files[0].file,
            "contact": draft.version.contacts[0].contact,
        }


@pytest.fixture(scope="session")
def written(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The facts of a launch that was written and loaded once, to be read anew by each test."""
    path = shutil.copyfile(sqlite_template, tmp_path_factory.mktemp("preflight") / "events.db")
    return pickle.dumps(asyncio.run(_written(f"sqlite:///{path}")))


@pytest.fixture
def loaded(written: bytes) -> Loaded:
    return Loaded(pickle.loads(written))


async def _written(url: str) -> Facts:
    store, world = Store(url, follow=following(WHERE)), a_world()
    try:
        async with store.transaction(now=NOW, by=ALICE) as db:
            db.add_all(world.rows)
        facts = await look_over(store, world)
    finally:
        await store.close()
    return replace(facts, drafts=[Draft(each.release, each.version) for each in facts.drafts])  # nothing read yet


def told(facts: Facts, *, now: datetime = NOW) -> list[tuple[str, str]]:
    """What was found, as severity and check."""
    return [(each.severity.value, each.check) for each in preflight.findings(facts, now=now)]


def sentences(facts: Facts, *, now: datetime = NOW) -> Sequence[str]:
    return [each.sentence for each in preflight.findings(facts, now=now)]


def _flat(rows: Iterable[Any]) -> Collection[Base]:
    found: list[Base] = []
    for each in rows:
        found += each if isinstance(each, list) else [each]
    return found
