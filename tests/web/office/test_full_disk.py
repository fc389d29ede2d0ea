"""When the disk is full: who sends something is told so, and may send the very same once there is room."""

import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import psycopg
import pytest
from sqlalchemy import Engine, event, make_url
from typer.testing import CliRunner

from events import cli
from events.accounts.models import Role
from events.storage import one_hop
from tests.factories import a_host
from tests.organisers import Office, hidden
from tests.press.reading.test_command import RELEASE
from tests.sites import Clock, said
from tests.storage.test_uploads import PDF
from tests.stores import Save

NoRoom = Callable[[], AbstractContextManager[None]]

NO_SPACE = "RAISE 'could not extend file: No space left on device' USING ERRCODE = '53100'"
STANDBY = "RAISE 'cannot execute INSERT in a read-only transaction' USING ERRCODE = '25006'"
LONG = "Take the lift to the third floor. " * 55


@pytest.fixture
def no_room(database_url: str) -> Iterator[NoRoom]:
    """`with no_room():` the database cannot grow, and says so in its own words."""
    if database_url.startswith("sqlite"):
        with _sqlite(database_url) as told:
            yield told
    else:
        yield partial(_postgresql, database_url)


@contextmanager
def _sqlite(url: str) -> Iterator[NoRoom]:
    most = large = 1_000_000

    def bound(connection: Any, *_others: Any) -> None:
        connection.execute(f"PRAGMA max_page_count={most}")

    @contextmanager
    def no_room() -> Iterator[None]:
        nonlocal most
        with closing(sqlite3.connect(str(make_url(url).database))) as another:
            another.execute("VACUUM")  # or what migrations left free would be room
            [most] = another.execute("PRAGMA page_count").fetchone()
        yield
        most = large

    event.listen(Engine, "checkout", bound)
    yield no_room
    event.remove(Engine, "checkout", bound)


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_a_form_may_be_sent_again_when_the_database_left_amid_it(office: Office, database_url: str) -> None:
    editor = await office(Role.EDITOR)
    page = "/office/venues/new"
    form = {"name": "Harbour Hall", "once": hidden((await editor.get(page)).text, "once")}

    with _postgresql(database_url, does="PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NEW"):
        refused = await editor.post(page, data=form)
    read = await editor.get(page)
    again = await editor.post(page, data=form)
    once_more = await editor.post(page, data=form)

    assert (refused.status_code, refused.headers["retry-after"]) == (503, "10")
    assert "the database does not answer" in said(refused.text)
    assert "send it again: what was saved by then is not done twice" in said(refused.text)
    assert (read.status_code, again.status_code) == (200, 303)
    assert once_more.headers["location"] == again.headers["location"]


@contextmanager
def _postgresql(url: str, written: str = "INSERT ON activity", does: str = NO_SPACE) -> Iterator[None]:
    with psycopg.connect(url, autocommit=True) as another:
        another.execute(
            "CREATE FUNCTION extend() RETURNS trigger LANGUAGE plpgsql AS"
            f" $$BEGIN {does}; END$$;"
            f"CREATE TRIGGER extend BEFORE {written} EXECUTE FUNCTION extend()"
        )
        yield
        another.execute("DROP FUNCTION extend CASCADE")


async def test_on_a_full_disk_nothing_is_saved_and_the_same_form_may_be_sent_once_there_is_room(
    office: Office, no_room: NoRoom
) -> None:
    editor = await office(Role.EDITOR)
    page = "/office/venues/new"
    once = hidden((await editor.get(page)).text, "once")
    form = {"name": "Harbour Hall", "address": LONG[:400], "directions": LONG, "accessibility": LONG, "once": once}

    with no_room():
        refused = await editor.post(page, data=form)
    again = await editor.post(page, data=form)

    assert (refused.status_code, refused.headers["retry-after"]) == (503, "300")
    assert "no room is left on the disk" in said(refused.text)
    assert "what you typed still stands there" in said(refused.text)
    assert again.status_code == 303


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
@pytest.mark.parametrize(("does", "said"), [(NO_SPACE, "No room is left"), (STANDBY, "The database can only be read")])
def test_a_start_that_cannot_write_says_why_in_a_sentence(
    database_url: str, tmp_path: Path, does: str, said: str
) -> None:
    settings = {"EVENTS_DATABASE_URL": database_url, "EVENTS_DATA_DIR": str(tmp_path)}

    with _postgresql(database_url, "INSERT ON marks", does):
        refused = CliRunner().invoke(cli.app, ["migrate"], env=settings)

    assert (refused.exit_code, refused.stdout) == (2, "")
    assert refused.stderr.startswith(said)


@pytest.fixture
def only_read(database_url: str) -> Iterator[NoRoom]:
    """`with only_read():` the database refuses to be written: a file of somebody else, or a standby by now."""
    if not database_url.startswith("sqlite"):
        yield partial(_postgresql, database_url, does=STANDBY)
        return
    refuses = False

    def refuse(connection: Any, *_others: Any) -> None:
        connection.execute(f"PRAGMA query_only={'ON' if refuses else 'OFF'}")

    @contextmanager
    def told() -> Iterator[None]:
        nonlocal refuses
        refuses = True
        yield
        refuses = False

    event.listen(Engine, "checkout", refuse)
    yield told
    event.remove(Engine, "checkout", refuse)


async def test_where_the_database_can_only_be_read_people_read_and_nothing_is_lost(
    office: Office, only_read: NoRoom, clock: Clock
) -> None:
    editor = await office(Role.EDITOR)
    page = "/office/venues/new"
    form = {"name": "Harbour Hall", "once": hidden((await editor.get(page)).text, "once")}
    clock.now += timedelta(minutes=6)  # a page read now would note that the session is used

    with only_read():
        refused = await editor.post(page, data=form)
        read = await editor.get(page)
    again = await editor.post(page, data=form)

    assert (refused.status_code, read.status_code, again.status_code) == (503, 200, 303)
    assert "the database can only be read at present" in said(refused.text)
    assert "what you typed still stands" in said(refused.text)


def test_a_command_that_may_not_write_says_so_in_a_sentence(
    only_read: NoRoom, database_url: str, tmp_path: Path
) -> None:
    settings = {"EVENTS_DATABASE_URL": database_url, "EVENTS_DATA_DIR": str(tmp_path)}

    with only_read():
        refused = CliRunner().invoke(cli.app, ["import", str(RELEASE)], env=settings)

    assert (refused.exit_code, refused.stdout) == (2, "")
    assert refused.stderr.startswith("The database can only be read. Nothing was saved: see that the account")
    assert refused.stderr.count("\n") == 1


async def test_a_page_is_read_also_where_nobody_can_note_that_a_session_is_used(
    office: Office, database_url: str, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor = await office(Role.EDITOR)
    clock.now += timedelta(minutes=6)
    monkeypatch.setattr(one_hop, "_PATIENCE", 0.01)

    with _nothing_is_written(database_url):
        while_full = await editor.get("/office/people")
        another = await editor.get("/office/venues/new")

    assert (while_full.status_code, another.status_code) == (200, 200)
    assert while_full.headers["cache-control"] == "private, no-store"


@contextmanager
def _nothing_is_written(url: str) -> Iterator[None]:
    """On PostgreSQL for want of room, on SQLite because another program is at work on the database."""
    if not url.startswith("sqlite"):
        with _postgresql(url, "UPDATE ON sessions"):
            yield
        return
    with closing(sqlite3.connect(str(make_url(url).database), isolation_level=None)) as another:
        another.execute("BEGIN IMMEDIATE")
        yield
        another.execute("ROLLBACK")


def test_a_command_that_finds_no_room_says_so_in_a_sentence(no_room: NoRoom, database_url: str, tmp_path: Path) -> None:
    settings = {"EVENTS_DATABASE_URL": database_url, "EVENTS_DATA_DIR": str(tmp_path)}

    with no_room():
        refused = CliRunner().invoke(cli.app, ["import", str(RELEASE)], env=settings)
    again = CliRunner().invoke(cli.app, ["import", str(RELEASE)], env=settings)

    assert (refused.exit_code, refused.stdout) == (2, "")
    assert refused.stderr == "No room is left on the disk. Nothing was saved: make room, then try again.\n"
    assert again.exit_code == 0, again.stderr


async def test_an_upload_for_which_there_is_no_room_is_answered_in_the_same_way(
    office: Office, save: Save, monkeypatch: pytest.MonkeyPatch
) -> None:
    house, launch = a_host()
    await save(house, launch)
    editor = await office(Role.EDITOR, house)
    page, form = f"/office/launches/{launch.id}/publications/new", {"title": "The Waiting Room"}
    large = PDF[:-6] + b"\n%" + b"x" * 2_000_000 + b"\n%%EOF\n"

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(tempfile, "TemporaryFile", lambda **_: Path("/dev/full").open("w+b"))  # noqa: SIM115
        refused = await editor.post(page, data=form, files={"report": ("report.pdf", large)})
    again = await editor.post(page, data=form, files={"report": ("report.pdf", large)})

    assert refused.status_code == 503
    assert "no room is left on the disk" in said(refused.text)
    assert again.status_code == 303
