"""The command `events`, each time in a process of its own that is forked from one which has imported all of it.

To import it takes a second of CPU, in which a hundred starts tell nothing new; that `python -m events` begins, imports
little and ends as it should is what `test_serving` is for.
"""

import os
import signal
import subprocess
import sys
import zoneinfo
from collections.abc import Mapping
from contextlib import suppress
from multiprocessing import get_context, set_start_method
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from tempfile import TemporaryFile
from typing import IO, Any

_FORKING = get_context("forkserver")
_FORKING.set_forkserver_preload([
    *("events.app", "events.cli", "events.demo", "events.doctor", "events.server", "events.transfer", "events.worker"),
    *("events.press.reading.printing", "events.web.office.launches.from_file"),
    *("alembic.command", "granian.server", "psycopg", "uvloop", "tests.commands"),
])  # fmt: skip


def run(settings: Mapping[str, object], *arguments: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """As `subprocess.run` with all that it says, and with no settings but these."""
    reading, writing = os.pipe()
    with TemporaryFile() as said, TemporaryFile() as errors:
        with os.fdopen(reading, "rb") as source:
            command = Command(settings, *arguments, streams=(source, said, errors))
        with suppress(BrokenPipeError), os.fdopen(writing, "wb") as pipe:
            pipe.write(given)
        code = command.wait()
        said.seek(0)
        errors.seek(0)
        return subprocess.CompletedProcess(arguments, code, said.read(), errors.read())


def environment(settings: Mapping[str, object]) -> dict[str, str]:
    """Ours, but with no settings but these."""
    others = {name: value for name, value in os.environ.items() if not name.startswith("EVENTS_")}
    return others | {name: str(value) for name, value in settings.items()}


class Command:
    """What `subprocess.Popen` can do, as far as tests need it; leads a session of its own."""

    def __init__(self, settings: Mapping[str, object], *arguments: str, streams: tuple[IO[Any], ...]) -> None:
        given = [Connection(os.dup(each.fileno())) for each in streams]  # this can be sent, a file cannot
        self._process: BaseProcess = _FORKING.Process(target=_become, args=(arguments, environment(settings), given))
        self._process.start()
        for each in given:
            each.close()
        assert self._process.pid
        self.pid = self._process.pid

    def poll(self) -> int | None:
        return self._process.exitcode

    def wait(self, seconds: float | None = None) -> int:
        self._process.join(seconds)
        code = self.poll()
        assert code is not None, f"It did not end within {seconds} seconds."
        return code

    def send_signal(self, number: signal.Signals) -> None:
        if self.poll() is None:
            os.kill(self.pid, number)


def _become(arguments: tuple[str, ...], surroundings: dict[str, str], streams: list[Connection]) -> None:
    from events import cli

    os.setsid()
    for number, each in enumerate(streams):
        os.dup2(each.fileno(), number)
        each.close()
    sys.stdin = open(0, closefd=False)  # noqa: SIM115 - multiprocessing has closed it
    os.environ.clear()
    os.environ.update(surroundings)
    zoneinfo.reset_tzpath()  # which Python reads from there as it begins
    zoneinfo.ZoneInfo.clear_cache()
    set_start_method(None, force=True)  # else it would not start processes of its own as it does elsewhere
    sys.argv = ["events", *arguments]
    cli.main()
