"""`events doctor`, and what happens to events when a government moves its clocks."""

import re
import resource
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any
from zoneinfo import TZPATH

import httpx2
import icalendar
import pytest
from sqlalchemy import create_engine, text

from events import calendar
from events.calendar import MAPPING
from events.storage import Mark, Store
from tests import commands
from tests.factories import a_launch, an_event, an_organisation
from tests.mailbox import Mailbox
from tests.organisers import ON_ONE
from tests.stores import NOW, Save

PATIENCE = 20.0


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    """In the folder where the doctor looks."""
    return f"sqlite:///{shutil.copyfile(sqlite_template, tmp_path / 'events.db')}"


@ON_ONE
async def test_the_doctor_finds_nothing_where_all_is_well(store: Store, save: Save, tmp_path: Path) -> None:
    await _an_event_and_all(save, tmp_path)
    said, code = _doctor(tmp_path)
    assert code == 0, said
    assert "mend" not in said
    assert said.endswith("Everything is as it should be.\n")


@ON_ONE
async def test_the_doctor_names_what_is_to_be_mended(store: Store, save: Save, tmp_path: Path) -> None:
    await _an_event_and_all(save, tmp_path)
    (tmp_path / "secret").chmod(0o644)
    _write(tmp_path, "UPDATE events SET starts_at = '2026-12-17 17:30:00', begins_at = '2026-12-17 17:30:00'")
    said, code = _doctor(tmp_path)
    assert code == 1, said
    assert "the-waiting-room: 2026-12-17 17:30 UTC, and is to be 2026-12-17 18:30 UTC" in said
    assert "chmod 600" in said
    assert said.endswith("2 things to mend.\n")


def test_the_doctor_makes_nothing(tmp_path: Path) -> None:
    said, code = _doctor(tmp_path / "new")
    assert (code, (tmp_path / "new").exists()) == (1, False), said


def test_the_doctor_sees_that_a_database_is_of_another_version(sqlite_url: str, tmp_path: Path) -> None:
    _write(tmp_path, "UPDATE alembic_version SET version_num = '0001'")
    assert "events migrate brings it up to date" in _doctor(tmp_path)[0]
    _write(tmp_path, "UPDATE alembic_version SET version_num = 'from the future'")
    assert "start that one" in _doctor(tmp_path)[0]


def test_the_doctor_sees_that_a_database_is_damaged(sqlite_url: str, tmp_path: Path) -> None:
    (tmp_path / "events.db").write_bytes(b"no database at all" * 100)
    said, code = _doctor(tmp_path)
    assert (code, "Traceback" in said) == (1, False), said
    assert re.search("^mend +Database +.*file is not a database", said, re.MULTILINE)
    assert re.search("^note +Mail", said, re.MULTILINE)  # what needs no database is looked at all the same


@pytest.mark.parametrize("address", ["postgresql://me:canary@127.0.0.1:1/events", "sqlite:////no/such/folder/x.db"])
def test_the_doctor_looks_at_all_else_where_no_database_answers(tmp_path: Path, address: str) -> None:
    said, code = _doctor(tmp_path, EVENTS_DATABASE_URL=address)
    assert (code, "Traceback" in said, "canary" in said) == (1, False, False), said
    assert re.search("^mend +Database", said, re.MULTILINE)


def test_the_doctor_sees_that_a_database_came_back_in_part(sqlite_url: str, tmp_path: Path) -> None:
    _write(tmp_path, "DROP TABLE receipts")
    _write(tmp_path, "ALTER TABLE venues DROP COLUMN directions")
    said, code = _doctor(tmp_path)
    assert code == 1
    assert "is not whole: restore a back-up.\n" in said
    assert re.findall("- (.+)", said) == ["the table receipts", "venues.directions"]


def test_the_doctor_looks_at_all_else_where_no_file_can_be_laid_beside_the_database(
    sqlite_url: str, tmp_path: Path
) -> None:
    """SQLite lays one there to read, also on a full disk."""
    with closing(sqlite3.connect(tmp_path / "events.db")) as database:
        database.execute("PRAGMA journal_mode=WAL")
    said, code = _doctor_from_the_start(tmp_path, grows=False)
    assert (code, "Traceback" in said) == (1, False), said
    assert re.search("^mend +Database .*disk", said, re.MULTILINE)
    assert re.search("^note +Mail", said, re.MULTILINE)


@ON_ONE
async def test_the_doctor_asks_whether_mail_is_taken(
    store: Store, save: Save, tmp_path: Path, mailbox: Mailbox
) -> None:
    await _an_event_and_all(save, tmp_path)
    said, code = _doctor(tmp_path, EVENTS_SMTP_URL=mailbox.url)
    assert (code, re.findall("^well +Mail +(.*)", said, re.MULTILINE)) == (0, ["goes out by 127.0.0.1"]), said
    said, code = _doctor(tmp_path, EVENTS_SMTP_URL="smtp://me:canary@127.0.0.1:1")
    assert (code, "canary" in said) == (1, False), said
    assert re.search("^mend +Mail +127.0.0.1 takes none: The server cannot be reached", said, re.MULTILINE)
    assert mailbox.received == []


@ON_ONE
async def test_new_zone_data_moves_events_at_the_next_start(
    server: Callable[..., str], save: Save, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """London goes over to the time of Paris: half past six there is an hour earlier."""
    await _an_event_and_all(save, tmp_path)
    zones = tmp_path / "zones"
    (zones / "Europe").mkdir(parents=True)
    paris = next(path for folder in TZPATH if (path := Path(folder, "Europe", "Paris")).is_file())
    shutil.copyfile(paris, zones / "Europe" / "London")
    monkeypatch.setenv("PYTHONTZPATH", str(zones))

    said, code = _doctor(tmp_path)
    assert (code, "2026-12-17 18:30 UTC, and is to be 2026-12-17 17:30 UTC" in said) == (1, True), said

    base = server(tmp_path)
    event = _event(base, until=lambda event: event["SEQUENCE"] == 1)
    assert f"{event['DTSTART'].dt:%H:%M}" == "17:30"
    assert "18.30 to 20.00 CET (UTC+1)" in event["DESCRIPTION"]
    said, code = _doctor(tmp_path, EVENTS_BASE_URL=base)
    assert (code, "at work" in said) == (0, True), said


async def _an_event_and_all(save: Save, folder: Path) -> None:
    _keep_a_secret(folder)
    lead = an_organisation()
    launch = a_launch(lead)
    made_for = Mark(name=calendar.MADE_FOR, value=f"http://localhost:8000 {MAPPING}")
    await save(lead, launch, an_event(launch), made_for, now=NOW)


def _keep_a_secret(folder: Path) -> None:
    folder.chmod(0o700)
    (folder / "secret").write_text("x" * 43)
    (folder / "secret").chmod(0o600)


def _doctor(folder: Path, **settings: str) -> tuple[str, int]:
    ran = commands.run(settings | {"EVENTS_DATA_DIR": str(folder)}, "doctor")
    return (ran.stdout + ran.stderr).decode(), ran.returncode


def _doctor_from_the_start(folder: Path, *, grows: bool = True, **settings: str) -> tuple[str, int]:
    run = subprocess.run(
        [sys.executable, "-m", "events", "doctor"],
        env=commands.environment(settings | {"EVENTS_DATA_DIR": str(folder)}),
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=None if grows else partial(resource.setrlimit, resource.RLIMIT_FSIZE, (0, 0)),
    )
    return run.stdout + run.stderr, run.returncode


def _write(folder: Path, statement: str) -> None:
    engine = create_engine(f"sqlite:///{folder}/events.db")
    with engine.begin() as connection:
        connection.execute(text(statement))
    engine.dispose()


def _event(base: str, *, until: Callable[[Any], bool]) -> Any:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        answer = httpx2.get(f"{base}/events.ics", trust_env=False)
        found = icalendar.Calendar.from_ical(answer.content)
        assert isinstance(found, icalendar.Calendar)
        (event,) = found.events
        if until(event):
            return event
        time.sleep(0.1)
    pytest.fail("The worker has not moved the event.", pytrace=False)
