"""What migrations make of rows that were there before."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, NullPool, create_engine, select, text

import events.storage
from events.calendar.models import Entry, Tombstone
from events.storage.migrating import migrate
from tests.databases import postgresql_database

FOLDER = Path(events.storage.__file__).parent / "migrations"


def _at(revision: str, url: str) -> Connection:
    connection = create_engine(url, poolclass=NullPool).connect()
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    config.attributes["connection"] = connection
    command.upgrade(config, revision)
    return connection


def test_what_went_out_unmended_leaves_what_is_out_of_reach_and_own_organisers_have_no_keeper(tmp_path: Path):
    path, keeper, kept, alone = tmp_path / "events.db", uuid4().hex, uuid4().hex, uuid4().hex
    lost = ["Went out unmended: No phone.", "Calendars look in their own time."]
    with _at("0015", f"sqlite:///{path}") as db:
        for id, keeps in ((keeper, None), (kept, keeper), (alone, keeper)):
            _insert(db, "organisations", id=id, slug=id, name=id, kept_by_id=keeps, revision=1)
        _insert(db, "accounts", id=uuid4().hex, name="Ada", mail="a@b.example", added_at="2026-01-01 00:00:00")
        account = db.scalar(text("SELECT id FROM accounts"))
        _insert(db, "memberships", account_id=account, organisation_id=kept, role="owner")
        _insert(db, "launches", id=uuid4().hex, title="T", lead_id=keeper, revision=1)
        launch = db.scalar(text("SELECT id FROM launches"))
        facts = {"kind": "events", "row_id": uuid4().hex, "action": "Published", "label": "T", "by": "Ada"}
        facts |= {"at": "2026-01-01 00:00:00", "said": "[]", "lost": json.dumps(lost)}
        _insert(db, "receipts", id=uuid4().hex, launch_id=launch, **facts)
        db.commit()

    migrate(f"sqlite:///{path}")

    with create_engine(f"sqlite:///{path}").connect() as db:
        keepers = {row.id: row.kept_by_id for row in db.execute(text("SELECT id, kept_by_id FROM organisations"))}
        receipt = db.execute(text("SELECT lost, unmended FROM receipts")).one()
    assert keepers == {keeper: None, kept: None, alone: keeper}
    assert [json.loads(each) for each in receipt] == [[lost[1]], ["No phone."]]


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_entries_that_were_there_before_hold_until_the_next_and_have_a_digest_and_a_day(
    database: str, tmp_path: Path, request: pytest.FixtureRequest
):
    url = f"sqlite:///{tmp_path / 'events.db'}" if database == "sqlite" else request.getfixturevalue("bare_postgresql")
    moments = [datetime(1970, 1, 1, tzinfo=UTC), datetime(2026, 11, 2, 9, tzinfo=UTC)]
    house, launch, event, undated = (uuid4() if database == "postgresql" else uuid4().hex for _ in range(4))

    def written(at: datetime) -> object:
        return at if database == "postgresql" else f"{at:%Y-%m-%d %H:%M:%S.%f}"

    with _at("0015", url) as db:
        _insert(db, "organisations", id=house, slug="house", name="House", revision=1)
        _insert(db, "launches", id=launch, title="T", lead_id=house, revision=1)
        facts: dict[str, Any] = {
            "kind": "launch",
            "access": "public",
            "status": "confirmed",
            "attendance": "in the room",
        }
        facts |= {"title": "T", "language": "en-GB", "revision": 1}
        _insert(db, "events", id=undated, slug="no-day-any-more", launch_id=launch, **facts)
        facts |= {"day": "2026-12-17", "begins_at": written(moments[1]), "over_at": written(moments[1])}
        _insert(db, "events", id=event, slug="t", launch_id=launch, **facts)
        entry = {"audience": "public", "vevent": b"VEVENT", "rich": b"rich"}
        for at in moments:
            _insert(db, "entries", event_id=event, shown_from=written(at), **entry)
        _insert(db, "entries", event_id=undated, shown_from=written(moments[0]), **entry)
        db.commit()

    migrate(url.replace("+psycopg", ""))

    with create_engine(url, poolclass=NullPool).connect() as db:
        told = (Entry.shown_until, Entry.digest, Entry.begins_at, Entry.day, Entry.last_day)
        entries = db.execute(select(*told).order_by(Entry.shown_from)).all()
    digest = sha256(b"VEVENTrich").hexdigest()[:32]
    when = (moments[1], date(2026, 12, 17), None)
    assert [tuple(each) for each in entries] == [(moments[1], digest, *when), (None, digest, *when)]


TOLD = (
    b"BEGIN:VEVENT\r\nUID:x\r\nDTSTART:20261217T183000Z\r\nDTEND:20261217T200000Z\r\n"
    b"SUMMARY:Cancelled: Ground rules: a\\, b\r\n  and c\r\nSTATUS:CANCELLED\r\nLOCATION:Hall\\; 1 Long Street\r\n"
    b"GEO:51.45;-2.58\r\nCATEGORIES:Care\\, at home,Courts\r\nURL:https://launch.example/events/ground-rules\r\n"
    b"DESCRIPTION:This event is no longer announced.\r\nEND:VEVENT\r\n"
)
A_DAY = (
    b"BEGIN:VEVENT\r\nUID:x\r\nDTSTART;VALUE=DATE:20261217\r\nDTEND;VALUE=DATE:20261219\r\nSUMMARY:Cancelled: Days\r\n"
    b"URL:https://launch.example/events/days\r\nDESCRIPTION:This event is no longer announced.\r\nEND:VEVENT\r\n"
)


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_tombstones_that_were_there_before_are_kept_as_they_were_told(
    database: str, tmp_path: Path, request: pytest.FixtureRequest
):
    url = f"sqlite:///{tmp_path / 'events.db'}" if database == "sqlite" else request.getfixturevalue("bare_postgresql")
    begins, withdrawn = datetime(2026, 12, 17, 18, 30, tzinfo=UTC), datetime(2026, 11, 2, 9, tzinfo=UTC)
    house, launch, hours, days, public = (uuid4() if database == "postgresql" else uuid4().hex for _ in range(5))

    def written(at: datetime | None) -> object:
        return at if database == "postgresql" or at is None else f"{at:%Y-%m-%d %H:%M:%S.%f}"

    with _at("0020", url) as db:
        _insert(db, "organisations", id=house, slug="house", name="House", revision=1)
        _insert(db, "launches", id=launch, title="T", lead_id=house, revision=1)
        facts: dict[str, Any] = {"kind": "launch", "access": "public", "status": "confirmed"}
        facts |= {"attendance": "in the room", "title": "Hidden", "language": "en-GB", "zone": "UTC", "revision": 1}
        facts |= {"day": "2028-01-01", "begins_at": written(begins), "over_at": written(begins)}
        for id, vevent, at in ((hours, TOLD, withdrawn), (days, A_DAY, withdrawn), (public, TOLD, None)):
            _insert(db, "events", id=id, slug=f"{id}", launch_id=launch, withdrawn_at=written(at), **facts)
            entry = {"audience": "public", "vevent": vevent, "rich": b"", "digest": f"{id}"[:32]}
            when = {"day": "2026-12-17", "last_day": "2026-12-18", "begins_at": written(begins)}
            _insert(db, "entries", event_id=id, shown_from=written(datetime(1970, 1, 1, tzinfo=UTC)), **entry, **when)
        db.commit()

    migrate(url.replace("+psycopg", ""))

    with create_engine(url, poolclass=NullPool).connect() as db:
        kept = db.execute(select(Tombstone.__table__).order_by(Tombstone.slug)).all()
    when = {"day": date(2026, 12, 17), "last_day": date(2026, 12, 18), "begins_at": begins, "zone": "UTC"}
    nothing = dict.fromkeys(("ends_at", "location", "latitude", "longitude", "topics"))
    told = {"ends_at": datetime(2026, 12, 17, 20, tzinfo=UTC), "location": "Hall; 1 Long Street"}
    told |= {"latitude": 51.45, "longitude": -2.58, "topics": "Care, at home\nCourts"}
    assert [{name: value for name, value in row._mapping.items() if name != "event_id"} for row in kept] == [
        {"slug": "days", "title": "Days"} | when | nothing,
        {"slug": "ground-rules", "title": "Ground rules: a, b and c"} | when | told,
    ]


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_press_contacts_that_were_there_before_can_be_found(
    database: str, tmp_path: Path, request: pytest.FixtureRequest
):
    url = f"sqlite:///{tmp_path / 'events.db'}" if database == "sqlite" else request.getfixturevalue("bare_postgresql")
    house, contact = (uuid4() if database == "postgresql" else uuid4().hex for _ in range(2))
    with _at("0023", url) as db:
        _insert(db, "organisations", id=house, slug="house", name="House", revision=1)
        facts = {"name": "Jo Reed-Ng", "phone": "+442079460182", "position": 0}
        _insert(db, "press_contacts", id=contact, organisation_id=house, **facts)
        db.commit()

    migrate(url.replace("+psycopg", ""))

    with create_engine(url, poolclass=NullPool).connect() as db:
        [kept] = db.execute(text("SELECT kind, title, body FROM search_rows")).all()
    assert tuple(kept) == ("press_contacts", "jo reed ng reedng", "jo reed ng reedng 442079460182")


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_reports_that_were_there_before_can_be_found_by_their_series_and_number(
    database: str, tmp_path: Path, request: pytest.FixtureRequest
):
    url = f"sqlite:///{tmp_path / 'events.db'}" if database == "sqlite" else request.getfixturevalue("bare_postgresql")
    house, series, report, launch = (uuid4() if database == "postgresql" else uuid4().hex for _ in range(4))
    with _at("0025", url) as db:
        _insert(db, "organisations", id=house, slug="house", name="House", revision=1)
        _insert(db, "launches", id=launch, title="Salt", lead_id=house, revision=1)
        _insert(db, "series", id=series, slug="tides", title="Tide-Papers", organisation_id=house, revision=1)
        place = {"series_id": series, "series_number": 4, "language": "en-GB", "has_more_authors": False, "revision": 1}
        _insert(db, "publications", id=report, slug="salt", title="Salt", launch_id=launch, **place)
        _insert(db, "search_rows", kind="publications", row_id=report, title="salt", body="salt")
        db.commit()

    migrate(url.replace("+psycopg", ""))

    with create_engine(url, poolclass=NullPool).connect() as db:
        assert db.scalar(text("SELECT body FROM search_rows")) == "series number no tide papers tidepapers 4 salt"


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_boilerplates_that_were_there_before_can_be_found_by_their_last_words(
    database: str, tmp_path: Path, request: pytest.FixtureRequest
):
    url = f"sqlite:///{tmp_path / 'events.db'}" if database == "sqlite" else request.getfixturevalue("bare_postgresql")
    house = uuid4() if database == "postgresql" else uuid4().hex
    with _at("0029", url) as db:
        _insert(db, "organisations", id=house, slug="house", name="House", revision=1)
        for version, language, words in ((1, "en-GB", "Co-founded."), (1, "cy", "Tŷ."), (2, "en-GB", "Self-made.")):
            facts = {"language": language, "version": version, "text": words, "organisation_id": house}
            _insert(db, "boilerplates", id=uuid4() if database == "postgresql" else uuid4().hex, **facts)
        db.commit()

    migrate(url.replace("+psycopg", ""))

    with create_engine(url, poolclass=NullPool).connect() as db:
        kept = db.execute(text("SELECT kind, title, body FROM search_rows ORDER BY body")).all()
    assert [tuple(each) for each in kept] == [("boilerplates", "", "self made selfmade"), ("boilerplates", "", "ty")]


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_posts_of_people_who_are_not_public_wait_for_the_launch_that_says_them(
    database: str, tmp_path: Path, request: pytest.FixtureRequest
):
    url = f"sqlite:///{tmp_path / 'events.db'}" if database == "sqlite" else request.getfixturevalue("bare_postgresql")

    def id() -> Any:
        return uuid4() if database == "postgresql" else uuid4().hex

    house, launch, embargo, secret, out, report, ida, ruth, ann = (id() for _ in range(9))
    held = {"launch_id": launch, "embargo_id": embargo, "published_at": "2026-01-01 00:00:00", "revision": 1}
    event: Any = {"kind": "launch", "status": "confirmed", "access": "public", "language": "en"}
    event |= {"attendance": "in the room", "day": "2026-01-02", **_MOMENTS}
    with _at("0031", url) as db:
        _insert(db, "organisations", id=house, slug="house", name="House", revision=1)
        _insert(db, "embargoes", id=embargo, lifts_at="2999-01-01 00:00:00", zone="UTC", held=False, revision=1)
        _insert(db, "launches", id=launch, title="T", lead_id=house, revision=1)
        _insert(db, "events", id=secret, slug="secret", title="Secret", **event, **held)
        _insert(db, "events", id=out, slug="out", title="Out", **event, **held | {"embargo_id": None})
        _insert(db, "publications", id=report, slug="r", title="R", language="en", has_more_authors=False, **held)
        posts = {"designate": ida, "trustee": ida, "outgoing": ruth, "author": ann}
        for name, person in (("Ida", ida), ("Ruth", ruth), ("Ann", ann)):
            _insert(db, "persons", id=person, slug=name.lower(), name=name, sort_name=name, revision=1)
        ids = {role: id() for role in posts}
        for role, person in posts.items():
            post = {"id": ids[role], "person_id": person, "organisation_id": house, "position": 0, "role": role}
            _insert(db, "affiliations", **post)
        for at, who, listed in ((secret, ida, "designate"), (secret, ruth, "outgoing"), (out, ruth, None)):
            place = {"id": id(), "event_id": at, "person_id": who, "name": "N", "position": 0, "role": "panellist"}
            _insert(db, "speakers", **place, state="confirmed", shown_while_invited=False)
            if listed:
                post = {"id": id(), "speaker_id": place["id"], "affiliation_id": ids[listed]}
                _insert(db, "listed_posts", **post, position=0, role=listed)
        _insert(db, "authors", id=id(), publication_id=report, person_id=ann, name="Ann", position=0)
        db.commit()

    migrate(url.replace("+psycopg", ""))

    with create_engine(url, poolclass=NullPool).connect() as db:
        came = db.execute(
            text("SELECT role FROM affiliations WHERE came_with_launch_id IS NOT NULL ORDER BY role")
        ).all()
        found = db.execute(text("SELECT title, body FROM search_rows WHERE kind = 'persons_as_told' ORDER BY title"))
        assert [tuple(each) for each in found] == [("ann", "ann"), ("ida", "ida trustee house")]
    assert [each.role for each in came] == ["author", "designate"]


_MOMENTS = {"begins_at": "2026-01-02 00:00:00", "over_at": "2026-01-03 00:00:00"}


@pytest.fixture
def bare_postgresql() -> Iterator[str]:
    with postgresql_database(template="template0") as url:
        yield url.replace("postgresql:", "postgresql+psycopg:")


def _insert(db: Connection, table: str, **facts: object) -> None:
    names = ", ".join(f'"{name}"' for name in facts)
    db.execute(text(f"INSERT INTO {table} ({names}) VALUES ({', '.join(f':{name}' for name in facts)})"), facts)
