"""`events export`, `import` and `schema` as an operator runs them, and what is left when they are killed."""

import asyncio
import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import jsonschema_rs
import pytest

from events.consequences import following
from events.storage import Store
from tests import commands
from tests.organisers import ON_ONE
from tests.stores import WHERE
from tests.transfer import large
from tests.transfer.documents import a_document, taken_out


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> dict[str, str]:
    return {"EVENTS_DATABASE_URL": database_url, "EVENTS_DATA_DIR": str(tmp_path / "data")}


def test_content_goes_out_to_a_file_and_comes_in_through_a_pipe(settings: dict[str, str], tmp_path: Path):
    first = commands.run(settings, "import", "-", given=json.dumps(a_document()).encode())
    exported = tmp_path / "all.json"
    commands.run(settings, "export", str(exported))

    again = commands.run(settings, "import", "-", given=exported.read_bytes())
    printed = commands.run(settings, "export")
    schema = commands.run(settings, "schema")

    assert (first.returncode, first.stdout.decode()) == (0, "8 added, 0 revised, 0 as they were.\n")
    assert again.stdout.decode() == "0 added, 0 revised, 8 as they were.\n"
    assert again.stderr.decode().splitlines() == ["Checking ...", "Writing ...", "Deriving calendars and search ..."]
    assert printed.stdout == exported.read_bytes()
    assert exported.stat().st_mode & 0o077 == 0
    jsonschema_rs.validate(json.loads(schema.stdout), json.loads(printed.stdout))


def test_a_file_with_mistakes_ends_with_2_and_changes_nothing(settings: dict[str, str]):
    bad = a_document() | {"topics": [{"uid": "\ud800"}]}

    refused = commands.run(settings, "import", "-", given=json.dumps(bad).encode())

    assert refused.returncode == 2
    assert refused.stdout == b""
    assert "topics[0].slug: is missing" in refused.stderr.decode()
    assert b"Traceback" not in refused.stderr
    assert b'"uid"' not in commands.run(settings, "export").stdout


@ON_ONE
def test_a_file_that_is_not_there_is_one_sentence(settings: dict[str, str], tmp_path: Path):
    missing = commands.run(settings, "import", str(tmp_path / "none.json"))
    unwritable = commands.run(settings, "export", str(tmp_path / "none" / "all.json"))

    assert (missing.returncode, unwritable.returncode) == (2, 2)
    assert missing.stderr.decode().endswith("none.json cannot be opened: No such file or directory.\n")
    assert unwritable.stderr.decode().endswith("all.json cannot be written: No such file or directory.\n")


@ON_ONE
def test_an_export_that_fails_leaves_the_old_file(settings: dict[str, str], tmp_path: Path):
    exported = tmp_path / "all.json"
    exported.write_text("the old one")

    broken = commands.run(settings | {"EVENTS_DATABASE_URL": "postgresql://127.0.0.1:1/none"}, "export", str(exported))

    assert broken.returncode == 2
    assert exported.read_text() == "the old one"
    assert [each.name for each in tmp_path.iterdir() if "all.json" in each.name] == ["all.json"]


@ON_ONE
@pytest.mark.parametrize("command", ["export", "doctor", "schema", "migrate", "--help", "doctor --help"])
def test_an_output_that_is_full_is_one_sentence(settings: dict[str, str], command: str):
    with Path("/dev/full").open("w") as full:
        ran = subprocess.run(
            [sys.executable, "-m", "events", *command.split()],
            env=commands.environment(settings),
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )

    assert ran.stderr == b"The standard output cannot be written: No space left on device.\n"
    assert ran.returncode == 2


@ON_ONE
@pytest.mark.parametrize(("command", "code"), [("export", 0), ("doctor", 1), ("schema", 0)])
def test_whoever_has_read_enough_changes_no_exit_code(settings: dict[str, str], command: str, code: int):
    commands.run(settings, "migrate")
    Path(settings["EVENTS_DATA_DIR"]).chmod(0o755)  # so that the doctor finds something
    reading, writing = os.pipe()
    os.close(reading)
    try:
        ran = subprocess.run(
            [sys.executable, "-m", "events", command],
            env=commands.environment(settings),
            stdout=writing,
            stderr=subprocess.PIPE,
            check=False,
        )
    finally:
        os.close(writing)

    assert ran.stderr == b""
    assert ran.returncode == code


@ON_ONE
@pytest.mark.parametrize(
    ("command", "closed", "sentence"),
    [
        ("import -", "<&-", "There is no standard input to read from.\n"),
        ("import - --dry-run", "<&-", "There is no standard input to read from.\n"),
        *((each, ">&-", "There is no standard output to write to.\n") for each in ("export", "doctor", "schema")),
        ("owner robin@larkfield.example", ">&-", "There is no standard output to write to.\n"),
    ],
)
def test_a_stream_that_is_closed_is_one_sentence(settings: dict[str, str], command: str, closed: str, sentence: str):
    shell = f"{sys.executable} -m events {command} {closed}"
    ran = subprocess.run(
        ["sh", "-c", shell], env=commands.environment(settings), capture_output=True, text=True, check=False
    )

    assert (ran.stderr, ran.returncode) == (sentence, 2)


@ON_ONE
@pytest.mark.parametrize(
    ("where", "why"),
    [
        (">/dev/full", "the standard output cannot be written (No space left on device)"),
        (">&-", "there is no standard output"),
    ],
)
def test_what_was_imported_is_said_elsewhere_where_the_output_cannot_be_written(
    settings: dict[str, str], tmp_path: Path, where: str, why: str
):
    (tmp_path / "all.json").write_text(json.dumps(a_document()))
    shell = f"{sys.executable} -m events import {tmp_path}/all.json {where}"

    ran = subprocess.run(
        ["sh", "-c", shell], env=commands.environment(settings), capture_output=True, text=True, check=False
    )

    said = ran.stderr.splitlines()[-2:]
    assert said == [f"This was done, though {why}:", "8 added, 0 revised, 0 as they were."]
    assert ran.returncode == 0
    assert (
        commands.run(settings, "import", str(tmp_path / "all.json")).stdout == b"0 added, 0 revised, 8 as they were.\n"
    )


@ON_ONE
def test_an_export_goes_through_a_pipe_or_a_link_and_leaves_both_as_they_are(settings: dict[str, str], tmp_path: Path):
    real, link, pipe = tmp_path / "real" / "all.json", tmp_path / "link.json", tmp_path / "pipe"
    real.parent.mkdir()
    link.symlink_to(real)
    os.mkfifo(pipe)
    printed = commands.run(settings, "export").stdout

    linked = commands.run(settings, "export", str(link))
    with subprocess.Popen(["cat", pipe], stdout=subprocess.PIPE) as reads:
        piped = commands.run(settings, "export", str(pipe))
        read = reads.communicate()[0]
    full = commands.run(settings, "export", "/dev/full")

    assert (linked.returncode, piped.returncode, full.returncode) == (0, 0, 2)
    assert link.is_symlink()
    assert pipe.is_fifo()
    assert real.read_bytes() == read == printed
    assert full.stderr == b"/dev/full cannot be written: No space left on device.\n"


def test_a_killed_import_leaves_the_old_content_whole(settings: dict[str, str], tmp_path: Path):
    _kill_often(settings, tmp_path, rounds=3)


@pytest.mark.long
def test_an_import_killed_at_any_moment_leaves_the_old_content_whole(settings: dict[str, str], tmp_path: Path):
    _kill_often(settings, tmp_path, rounds=60)


def _kill_often(settings: dict[str, str], tmp_path: Path, *, rounds: int) -> None:
    """Kills an import while it checks, writes and derives, in turn; sometimes later than it takes."""
    new = tmp_path / "new.json"
    large.write(new, 100)
    commands.run(settings, "import", "-", given=json.dumps(a_document()).encode())
    old = _exported(settings)
    killed = 0
    for attempt in range(rounds):
        phase = ["Checking", "Writing", "Deriving"][attempt % 3]
        killed += _kill_in(phase, settings, new, seconds=random.Random(attempt).uniform(0, 0.3))
        content = _exported(settings)
        assert content == old or content.count(b'"slug": "event-') == 100, phase
        if content != old:
            break
    assert killed
    assert commands.run(settings, "import", str(new)).returncode == 0


def _exported(settings: dict[str, str]) -> bytes:
    async def taken() -> bytes:
        store = Store(settings["EVENTS_DATABASE_URL"], follow=following(WHERE))
        try:
            return await taken_out(store)
        finally:
            await store.close()

    return asyncio.run(taken())


def _kill_in(phase: str, settings: dict[str, str], file: Path, *, seconds: float) -> bool:
    reading, writing = os.pipe()
    with os.fdopen(reading) as said, os.fdopen(writing, "w") as errors, Path(os.devnull).open("r+") as nothing:
        process = commands.Command(settings, "import", str(file), streams=(nothing, nothing, errors))
        errors.close()
        for line in said:
            if line.startswith(phase):
                break
        time.sleep(seconds)
        process.send_signal(signal.SIGKILL)
        return process.wait() == -signal.SIGKILL
