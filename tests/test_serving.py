"""`events serve`: it says in one sentence why it cannot, ends cleanly, and leaves nobody behind."""

import contextlib
import json
import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

import httpx2
import pytest

from events import templating
from tests import commands
from tests.transfer.documents import a_document

CANARY = "canary-0123456789-canary-0123456789"
WITH_SECRETS = {
    "EVENTS_SECRET": CANARY,
    "EVENTS_SMTP_URL": f"smtp://me:{CANARY}@mail.example.org",
    "EVENTS_IMAP_URL": f"imaps://me:{CANARY}@mail.example.org",
    "EVENTS_OIDC_ISSUER": "https://login.example.org",
    "EVENTS_OIDC_CLIENT_ID": "us",
    "EVENTS_OIDC_CLIENT_SECRET": CANARY,
}


def test_a_port_in_use_is_one_sentence(tmp_path: Path):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]

        code, said = _refused(EVENTS_DATA_DIR=tmp_path, EVENTS_PORT=port)

    assert (code, said) == (
        2,
        f"Port {port} of 127.0.0.1 is in use: end what listens there, or set EVENTS_PORT to another.\n",
    )


def test_an_address_of_another_machine_is_one_sentence(tmp_path: Path):
    code, said = _refused(EVENTS_DATA_DIR=tmp_path, EVENTS_HOST="192.0.2.1")

    assert (code, said) == (
        2,
        "192.0.2.1 is no address of this machine: set EVENTS_HOST to one, such as 127.0.0.1.\n",
    )


def test_an_unwritable_data_folder_is_one_sentence(tmp_path: Path):
    folder = tmp_path / "data"
    folder.write_text("a file, where even root cannot put another")

    code, said = _refused(EVENTS_DATA_DIR=folder)

    assert code == 2
    assert said.startswith(f"The data folder {folder} cannot be written to (")
    assert said.count("\n") == 1


def test_every_wrong_setting_is_one_sentence(tmp_path: Path):
    code, said = _refused(EVENTS_DATA_DIR=tmp_path, EVENTS_PROCESES=2, EVENTS_PORT="http")

    assert code == 2
    assert said.splitlines() == [
        "There is no setting EVENTS_PROCESES; did you mean EVENTS_PROCESSES?",
        "EVENTS_PORT must be a whole number from 1 to 65535, not 'http'.",
    ]


@pytest.mark.parametrize("command", ["migrate", "export"])
def test_a_database_that_is_none_is_one_sentence(tmp_path: Path, command: str):
    (tmp_path / "events.db").write_bytes(b"This is no database at all." * 400)
    ran = commands.run({"EVENTS_DATA_DIR": tmp_path}, command)
    assert (ran.returncode, ran.stderr.count(b"\n")) == (2, 1)
    assert b"file is not a database" in ran.stderr


def test_a_newer_database_is_one_sentence_and_left_alone(tmp_path: Path):
    with contextlib.closing(sqlite3.connect(tmp_path / "events.db")) as database:
        database.execute("CREATE TABLE alembic_version (version_num VARCHAR(32) PRIMARY KEY)")
        database.execute("INSERT INTO alembic_version VALUES ('next_year')")
        database.commit()
    before = (tmp_path / "events.db").read_bytes()

    code, said = _refused(EVENTS_DATA_DIR=tmp_path)

    assert code == 2
    assert said.startswith("The database is at revision next_year, which this version does not know")
    assert said.count("\n") == 1
    assert (tmp_path / "events.db").read_bytes() == before


def test_an_unreachable_database_is_one_sentence_with_its_address_as_set_but_for_the_password(tmp_path: Path):
    code, said = _refused(EVENTS_DATA_DIR=tmp_path, EVENTS_DATABASE_URL=f"postgresql://me:{CANARY}@127.0.0.1:1/events")

    assert code == 2
    assert said.count("\n") == 1
    assert said.startswith("The database postgresql://me:***@127.0.0.1:1/events cannot be used: ")
    assert CANARY not in said


def test_migrating_makes_the_database_and_may_be_repeated(tmp_path: Path):
    outcomes = [commands.run({"EVENTS_DATA_DIR": tmp_path}, "migrate") for _ in range(2)]

    assert [(each.returncode, each.stdout) for each in outcomes] == [(0, b"The database is up to date.\n")] * 2
    assert (tmp_path / "events.db").exists()


def test_help_is_quick_because_it_imports_nothing_heavy():
    helped = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "events", "--help"], capture_output=True, text=True, check=True
    )

    imported = {line.rpartition("|")[2].strip() for line in helped.stderr.splitlines()}
    assert not imported & {"sqlalchemy", "alembic", "granian", "icalendar", "jinja2", "starlette", "rich"}
    assert "Serve the site until Ctrl-C." in helped.stdout


def test_a_start_imports_nothing_that_only_a_few_pages_need():
    every_start = "from events import app, server, worker"
    started = subprocess.run(
        [sys.executable, "-X", "importtime", "-c", every_start], capture_output=True, text=True, check=True
    )

    imported = {line.rpartition("|")[2].strip() for line in started.stderr.splitlines()}
    rare = "alembic PIL authlib cryptography mammoth openpyxl phonenumbers segno webauthn"
    assert not imported & {*rare.split(), "events.press.reading.reading", "psycopg"}


@pytest.mark.usefixtures("migrated")
def test_templates_are_compiled_beside_a_start_and_no_page_fails_for_what_is_kept_of_them(tmp_path: Path):
    kept, templates = tmp_path / "data" / "templates", len(templating.environment().list_templates())
    with _serving(tmp_path) as (_, base_url):
        _wait_until(lambda: len(list(kept.glob("*.cache"))) == templates, seconds=120)  # it stands back for all others
    for number, each in enumerate(sorted(kept.iterdir())):
        each.write_bytes(each.read_bytes()[: (0, 40, 400)[number % 3]])  # as a loss of power may leave them
    with _serving(tmp_path) as (_, base_url):
        assert httpx2.get(f"{base_url}/sign-in", trust_env=False).status_code == 200


@pytest.mark.usefixtures("migrated")
def test_ctrl_c_ends_serving_cleanly_though_a_client_dawdles(tmp_path: Path):
    with _serving(tmp_path, afresh=True) as (process, base_url), _connected(base_url) as dawdler:
        dawdler.sendall(b"GET / HTTP/1.1\r\nHost")
        os.killpg(process.pid, signal.SIGINT)
        code = process.wait(15)

        assert code == 0
        assert "Traceback" not in _said(tmp_path)


@pytest.mark.parametrize("processes", ["1", "2"])
def test_sigterm_ends_serving_cleanly(tmp_path: Path, processes: str):
    with _serving(tmp_path, afresh=True, EVENTS_PROCESSES=processes) as (process, base_url):
        process.send_signal(signal.SIGTERM)
        code = process.wait(15)

        assert code == 0
        assert _said(tmp_path).startswith(f"Launch Events is at {base_url}\n")
        assert "Traceback" not in _said(tmp_path)


@pytest.mark.usefixtures("migrated")
def test_a_process_that_dies_is_replaced(tmp_path: Path):
    with _serving(tmp_path) as (process, base_url):
        *_, worker = _children(process.pid)  # before it there may still be one that compiles templates
        os.kill(worker, signal.SIGKILL)

        _wait_until(lambda: worker not in _children(process.pid) and _answers(base_url))


@pytest.mark.usefixtures("migrated")
def test_no_process_outlives_the_first(tmp_path: Path):
    with _serving(tmp_path, EVENTS_PROCESSES="2") as (process, base_url):
        process.send_signal(signal.SIGKILL)
        process.wait()

        _wait_until(lambda: not _answers(base_url))


@pytest.mark.usefixtures("migrated")
@pytest.mark.parametrize("command", ["demo", "import"])
def test_a_start_makes_entries_anew_only_for_another_address(tmp_path: Path, command: str):
    """Whoever put them there may have known no address, and another than the server's."""
    document = tmp_path / "document.json"
    document.write_text(json.dumps(a_document()))
    given, data = [command] if command == "demo" else [command, str(document)], tmp_path / "data"
    ours, others = "https://launch.example", "https://elsewhere.example"

    assert commands.run({"EVENTS_DATA_DIR": data, "EVENTS_BASE_URL": ours}, *given).returncode == 0
    made = _revision(data), _hosts_of_entries(data)
    with _serving(tmp_path, EVENTS_BASE_URL=ours):
        assert (_revision(data), _hosts_of_entries(data)) == made
        assert made[1] == {ours}

        document.write_text(json.dumps(a_document()).replace('"Larch House"', '"Birch House"'))
        elsewhere = {"EVENTS_DATA_DIR": data, "EVENTS_BASE_URL": others}
        assert commands.run(elsewhere, "import", str(document)).returncode == 0
        assert _revision(data) > made[0]
        assert _hosts_of_entries(data) == {ours}

    with _serving(tmp_path, EVENTS_BASE_URL=others):
        assert _hosts_of_entries(data) == {others}


def _hosts_of_entries(data: Path) -> set[str]:
    with contextlib.closing(sqlite3.connect(data / "events.db")) as database:
        entries = [entry.decode() for (entry,) in database.execute("SELECT vevent FROM entries")]
    return {re.search("^URL:(https://[^/]*)/", entry, re.MULTILINE)[1] for entry in entries}  # type: ignore[index]


def _revision(data: Path) -> int:
    with contextlib.closing(sqlite3.connect(data / "events.db")) as database:
        revision: int = database.execute("SELECT number FROM revision").fetchone()[0]
    return revision


def test_no_secret_or_token_is_logged(server: Callable[..., str], tmp_path: Path):
    base_url = server(tmp_path / "data", **WITH_SECRETS)

    with httpx2.Client(base_url=base_url, trust_env=False) as client:
        answers = [
            client.get(f"/my/{CANARY}.ics"),
            client.get(f"/read/{CANARY}", headers={"Cookie": CANARY, "Authorization": CANARY}),
            client.post(f"/approve/{CANARY}", content=b"x" * 5_000_000),
            client.get("/", headers={"X" * 40_000: CANARY}),
        ]

    assert [answer.status_code < 500 for answer in answers] == [True] * 4
    (log,) = tmp_path.glob("serve-*.log")
    assert CANARY not in log.read_text()


@pytest.mark.long
def test_a_second_start_is_ready_in_under_three_seconds(tmp_path: Path):
    with _serving(tmp_path, afresh=True):
        pass
    began = time.monotonic()

    with _serving(tmp_path, afresh=True):
        assert time.monotonic() - began < 3


def _refused(**settings: object) -> tuple[int, str]:
    outcome = commands.run(settings, "serve")
    assert outcome.stdout == b""
    return outcome.returncode, outcome.stderr.decode()


@contextlib.contextmanager
def _serving(
    folder: Path, *, afresh: bool = False, **settings: str
) -> Iterator[tuple[subprocess.Popen[bytes] | commands.Command, str]]:
    """A server whose process the test may kill; the fixture `server` keeps its own."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    base_url = f"http://127.0.0.1:{port}"
    ours: dict[str, object] = {"EVENTS_DATA_DIR": folder / "data", "EVENTS_PORT": port, "EVENTS_BASE_URL": base_url}
    with (folder / "said").open("w") as said:
        process = _afresh(ours | settings, said) if afresh else _forked(ours | settings, said)
    try:
        _wait_until(lambda: _answers(base_url))
        yield process, base_url
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _afresh(settings: dict[str, object], said: IO[str]) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "events", "serve"]
    environment = commands.environment(settings)
    return subprocess.Popen(command, env=environment, stdout=said, stderr=said, start_new_session=True)


def _forked(settings: dict[str, object], said: IO[str]) -> commands.Command:
    with Path(os.devnull).open() as nothing:
        return commands.Command(settings, "serve", streams=(nothing, said, said))


def _said(folder: Path) -> str:
    return (folder / "said").read_text()


def _answers(base_url: str) -> bool:
    try:
        return httpx2.get(f"{base_url}/readyz", trust_env=False).status_code == 200
    except httpx2.TransportError:
        return False


def _children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def _wait_until(true: Callable[[], bool], seconds: float = 30) -> None:
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def _connected(base_url: str) -> socket.socket:
    url = httpx2.URL(base_url)
    return socket.create_connection((url.host, url.port or 80), timeout=30)
