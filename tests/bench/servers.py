"""Servers to be measured, each on one core: ours, a bare Starlette on the same server, and nginx where there is one."""

import contextlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from tests.bench.asking import Answer

CORES = sorted(os.sched_getaffinity(0))
SERVER_CORE, LOAD_CORE = CORES[0], CORES[-1]
BASE_URL = "http://launch.example"  # the same at every start: for another, all entries are made anew


@dataclass(frozen=True)
class Server:
    """A running server, with what it has used so far."""

    base: str
    pid: int
    ready_after: float  # seconds

    def cpu(self) -> float:
        """Seconds of CPU of all its processes."""
        return sum(_nanoseconds(pid) for pid in self._family()) / 1e9

    def megabytes(self) -> float:
        """What its largest process has resident."""
        return max(_resident(pid) for pid in self._family())

    def _family(self) -> list[int]:
        found, left = [], [self.pid]
        while left:
            pid = left.pop()
            with contextlib.suppress(OSError):
                for task in Path(f"/proc/{pid}/task").iterdir():
                    left += map(int, (task / "children").read_text().split())
                found.append(pid)
        return found


@contextlib.contextmanager
def ours(data: Path, **settings: str) -> Iterator[Server]:
    port = free_port()
    given = {"EVENTS_DATA_DIR": str(data), "EVENTS_PORT": str(port), "EVENTS_BASE_URL": BASE_URL}
    with _running([sys.executable, "-m", "events", "serve"], port, "/readyz", data, given | settings) as server:
        yield server


def fill(data: Path, document: Path) -> None:
    settings = {"EVENTS_DATA_DIR": str(data), "EVENTS_BASE_URL": BASE_URL}
    command = [sys.executable, "-m", "events", "import", str(document)]
    subprocess.run(
        command, env=_environment() | settings, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


@contextlib.contextmanager
def bare(folder: Path, whole: Answer, known: Answer) -> Iterator[Server]:
    """One route of Starlette that answers these constant bytes, or this 304, on granian with the settings we have."""
    (folder / "body").write_bytes(whole.body)
    given = {"whole": _constant(whole), "known": _constant(known)}
    settings = {"BENCH_BODY": str(folder / "body"), "BENCH_HEADERS": json.dumps(given)}
    port = free_port()
    with _running([sys.executable, "-m", "tests.bench.bare", str(port)], port, "/", folder, settings) as server:
        yield server


@contextlib.contextmanager
def nginx(folder: Path, body: bytes) -> Iterator[Server | None]:
    """The same bytes as a static file; None where nginx is not installed."""
    program = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if program is None:
        yield None
        return
    port = free_port()
    (folder / "static").mkdir(exist_ok=True)
    (folder / "static" / "body").write_bytes(body)
    (folder / "nginx.conf").write_text(
        f"daemon off; worker_processes 1; pid {folder}/nginx.pid; error_log stderr;\n"
        + ("user root;\n" if os.getuid() == 0 else "")
        + "events { worker_connections 512; }\n"
        f"http {{ access_log off; keepalive_requests 1000000000; client_body_temp_path {folder}/temporary;\n"
        f"server {{ listen 127.0.0.1:{port}; root {folder}/static; }} }}\n"
    )
    with _running([program, "-c", str(folder / "nginx.conf"), "-p", str(folder)], port, "/body", folder, {}) as server:
        yield server


def _constant(answer: Answer) -> dict[str, str]:
    """Its headers but for those that the server makes itself, alike for everybody."""
    return {name: value for name, value in answer.headers.items() if name and name not in ("date", "server")}


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


@contextlib.contextmanager
def _running(command: Sequence[str], port: int, path: str, folder: Path, settings: dict[str, str]) -> Iterator[Server]:
    base, started = f"http://127.0.0.1:{port}", time.perf_counter()
    with (folder / "server.log").open("wb") as log:
        process = subprocess.Popen(
            command,
            env=_environment() | settings,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
            preexec_fn=lambda: os.sched_setaffinity(0, {SERVER_CORE}),
        )
    try:
        while not _answers(base + path):
            if process.poll() is not None or time.perf_counter() > started + 60:
                raise RuntimeError((folder / "server.log").read_text())
            time.sleep(0.01)
        yield Server(base, process.pid, time.perf_counter() - started)
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _environment() -> dict[str, str]:
    """Without what would make it another service, or have it compile its modules at every start."""
    left_out = ("EVENTS_", "PYTHONDONTWRITEBYTECODE")
    return {name: value for name, value in os.environ.items() if not name.startswith(left_out)}


def _answers(url: str) -> bool:
    try:
        with urlopen(url, timeout=5) as answer:
            return bool(answer.status == 200)
    except (URLError, OSError):
        return False


def _nanoseconds(pid: int) -> int:
    """That its threads have run; the times that `ps` shows are rounded to ten milliseconds."""
    spent = 0
    with contextlib.suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            with contextlib.suppress(OSError):
                spent += int((task / "schedstat").read_text().split()[0])
    return spent


def _resident(pid: int) -> float:
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    except OSError:
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / 1024 / 1024
