"""Real servers: `events serve` in processes of its own, on a free port of this machine."""

import contextlib
import os
import shutil
import signal
import socket
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx2
import pytest

from events import templating
from tests import commands

READY_SECONDS = 60
STOP_SECONDS = 15


@pytest.fixture
def server(tmp_path: Path, sqlite_template: Path, compiled_templates: Path) -> Iterator[Callable[..., str]]:
    """`server(data_dir, "--demo-if-empty", EVENTS_PROCESSES="2")` serves and gives the base URL.

    Where there is no database yet, one is there that was migrated before. The test's end is the server's Ctrl-C, and
    it has to end cleanly.
    """
    with contextlib.ExitStack() as running:

        def serve(data_dir: Path, *arguments: str, **settings: str) -> str:
            port = _free_port()
            base_url = f"http://127.0.0.1:{port}"
            ours = {
                "EVENTS_DATA_DIR": str(data_dir),
                "EVENTS_HOST": "127.0.0.1",
                "EVENTS_PORT": str(port),
                "EVENTS_BASE_URL": base_url,
            }
            log = tmp_path / f"serve-{port}.log"
            _begin(data_dir, sqlite_template, compiled_templates)
            running.enter_context(_serving(base_url, arguments, ours | settings, log))
            return base_url

        yield serve


@pytest.fixture(scope="session")
def demonstration(
    tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path, compiled_templates: Path
) -> Iterator[str]:
    """The base URL of a server with the demonstration, for tests that only look."""
    folder = tmp_path_factory.mktemp("demonstration")
    with _serving_to_many(folder, sqlite_template, compiled_templates, "--demo-if-empty") as base_url:
        yield base_url


@pytest.fixture(scope="session")
def empty_server(
    tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path, compiled_templates: Path
) -> Iterator[str]:
    """The base URL of a server without content, for tests that leave nothing on it."""
    with _serving_to_many(tmp_path_factory.mktemp("empty"), sqlite_template, compiled_templates) as base_url:
        yield base_url


@pytest.fixture
def migrated(tmp_path: Path, sqlite_template: Path) -> None:
    """A migrated database in the folder `data`, for commands that a test runs itself."""
    _begin(tmp_path / "data", sqlite_template)


@pytest.fixture(scope="session")
def compiled_templates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """As a server keeps them that has run before; each would compile all of them anew."""
    folder = tmp_path_factory.mktemp("templates")
    templating.compile_all(folder)
    return folder


@contextlib.contextmanager
def _serving_to_many(folder: Path, template: Path, templates: Path, *arguments: str) -> Iterator[str]:
    _begin(folder / "data", template, templates)
    port = _free_port()
    base_url = f"http://127.0.0.1:{port}"
    settings = {"EVENTS_DATA_DIR": str(folder / "data"), "EVENTS_PORT": str(port), "EVENTS_BASE_URL": base_url}
    with _serving(base_url, arguments, settings, folder / "serve.log"):
        yield base_url


def _begin(data_dir: Path, template: Path, templates: Path | None = None) -> None:
    """Puts a migrated database where there is none: to make one takes as long as all else in a start."""
    data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not (data_dir / "events.db").exists():
        shutil.copyfile(template, data_dir / "events.db")
    if templates and not (data_dir / "templates").exists():
        shutil.copytree(templates, data_dir / "templates")


@contextlib.contextmanager
def _serving(base_url: str, arguments: tuple[str, ...], settings: dict[str, str], log: Path) -> Iterator[None]:
    with log.open("w") as output, Path(os.devnull).open() as nothing:
        process = commands.Command(settings, "serve", *arguments, streams=(nothing, output, output))
    try:
        _wait_until_ready(base_url, process, log)
        yield
        os.killpg(process.pid, signal.SIGINT)
        code = process.wait(STOP_SECONDS)
        said = log.read_text()
        assert code == 0, f"events serve ended with {code}:\n{said}"
        assert "Traceback" not in said, said
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _wait_until_ready(base_url: str, process: commands.Command, log: Path) -> None:
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        with contextlib.suppress(httpx2.TransportError):
            if httpx2.get(f"{base_url}/readyz", trust_env=False).status_code == 200:
                return
        time.sleep(0.05)
    pytest.fail(f"events serve is not ready:\n{log.read_text()}", pytrace=False)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port
