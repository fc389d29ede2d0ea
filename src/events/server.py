"""`events serve`: looks whether it can, brings the database up to date, says where it is, and serves."""

import ctypes
import errno
import gc
import os
import resource
import signal
import socket
import tempfile
import threading
import time
from contextlib import nullcontext, suppress
from functools import partial
from multiprocessing import connection, get_context, parent_process
from pathlib import Path

from starlette.types import ASGIApp

from events import worker
from events.settings import Foreseen, Settings

HEADER_SECONDS = 20  # for the headers of a request, and for a connection to stay open without one
STOP_SECONDS = 5  # for requests under way when we are told to end
CONNECTIONS = 4096  # in each process; a slow client holds one until it is dropped
HEADER_BUFFER = 64 * 1024

# New objects after which garbage is looked for. Rows come by ten thousands and leave no circles: with Python's own 700,
# a fifth of what renaming a host of 5,000 events takes was spent on looking. Pages of the office leave a thousand
# objects in circles each: after 50,000, nobody was answered for 80 ms; after 20,000, for 32.
_GARBAGE_AFTER = 20_000

_M_MMAP_THRESHOLD = -3  # of malloc.h
_STARTED = 3  # seconds after which a start is over, and may no longer be held up


class CannotServe(Foreseen):
    """Serving is impossible for a reason that the operator can mend; its text is one sentence."""


def serve(settings: Settings, *, demo_if_empty: bool = False) -> None:
    """Serves until told to end. Raises CannotServe, SettingsError, DatabaseNewer or DatabaseUnreachable."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # both end us alike, from the first moment
    gc.set_threshold(_GARBAGE_AFTER)  # for catching up, and for the demonstration
    address = _free_address(settings.host, settings.port)
    prepare(settings)
    worker.catch_up(settings)
    if demo_if_empty:
        from events import demo

        demo.add_if_empty(settings)
    print(f"Launch Events is at {settings.base_url}", flush=True)
    _let_first_owner_in(settings)
    _run(settings, address)


def _free_address(host: str, port: int) -> str:
    """The address to listen on, which nobody else does. Asked first, since granian would share the port."""
    try:
        family, kind, _, _, place = socket.getaddrinfo(
            host.strip("[]"), port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        with socket.socket(family, kind) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(place)
            probe.listen()
    except OSError as error:
        raise CannotServe(_why_not(host, port, error)) from error
    return str(place[0])


def _why_not(host: str, port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"Port {port} of {host} is in use: end what listens there, or set EVENTS_PORT to another."
    if error.errno == errno.EACCES:
        return f"Port {port} needs rights that this account lacks: set EVENTS_PORT to one above 1023."
    return f"{host} is no address of this machine: set EVENTS_HOST to one, such as 127.0.0.1."


def prepare(settings: Settings) -> None:
    """Makes the data folder, the secret and the database ready; raises what `serve` does."""
    from events import calendar, storage

    try:
        settings.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=settings.data_dir):
            settings.signing_key()
        _compiled_in(settings).mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise CannotServe(
            f"The data folder {settings.data_dir} cannot be written to ({error.strerror}): "
            "mend that, or set EVENTS_DATA_DIR to another."
        ) from error
    storage.migrate(settings.database_url)
    calendar.begin(settings.database_url, settings.base_url)


def _let_first_owner_in(settings: Settings) -> None:
    """Whoever reads this terminal runs the service, and may become its first owner."""
    from events.accounts import operators

    if link := operators.first_link(settings):
        print(f"Sign in as the first owner, within an hour: {link}", flush=True)


def _compile_templates(settings: Settings) -> None:
    """In a process of its own that stands back for others, so that the first visits find them compiled."""
    time.sleep(_STARTED)
    from events import templating

    os.nice(10)
    templating.compile_all(_compiled_in(settings))


def _compiled_in(settings: Settings) -> Path:
    return settings.data_dir / "templates"


def _run(settings: Settings, address: str) -> None:
    """By granian. For a 304 of a feed of 5,000 events it took 25 to 29 microseconds of CPU, and uvicorn with httptools
    28 to 34: both on uvloop, pinned to one core, three rounds in turns by 64 connections of wrk from another.
    """
    from granian.constants import HTTPModes, Interfaces, Loops, RuntimeModes
    from granian.http import HTTP1Settings
    from granian.log import LogLevels
    from granian.server import Server

    _raise_file_limit()
    os.register_at_fork(after_in_child=_leave_ctrl_c_to_parent)
    get_context("fork").Process(target=_compile_templates, args=(settings,), daemon=True).start()
    Server(
        "events.app:create",
        address=address,
        port=settings.port,
        interface=Interfaces.ASGI,
        workers=settings.processes,
        runtime_mode=RuntimeModes.st,
        loop=Loops.uvloop,
        http=HTTPModes.http1,
        http1_settings=HTTP1Settings(header_read_timeout=HEADER_SECONDS * 1000, max_buffer_size=HEADER_BUFFER),
        websockets=False,
        backlog=1024,
        backpressure=CONNECTIONS,
        log_level=LogLevels.warning,
        log_access=False,
        respawn_failed_workers=True,
        workers_kill_timeout=STOP_SECONDS,
    ).serve(target_loader=_application, wrap_loader=False)


def _raise_file_limit() -> None:
    """Every connection is an open file, and many systems allow 1,024 of them until asked for more."""
    wanted = CONNECTIONS + 512
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        most = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))


def _application() -> ASGIApp:
    """Made in each process, none of which outlives the parent."""
    _leave_ctrl_c_to_parent()
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _give_back_what_was_long()
    gc.disable()  # what is imported stays as long as we do: no use in looking for garbage there, now or later
    from events import app

    settings = Settings.read(os.environ)
    beside = partial(worker.beside, settings) if settings.worker == "in" else nullcontext
    made = app.create(settings, beside=beside, compiled_in=_compiled_in(settings))
    gc.freeze()
    gc.set_threshold(_GARBAGE_AFTER)
    gc.enable()
    return made


def _give_back_what_was_long() -> None:
    """The C library comes to keep the places of long bytes, up to 32 MB each; feeds leave many, of all lengths.

    Told so, it takes each from the system and gives it back: 60 MB less after 300 feeds of 5,000 events. Other C
    libraries do as they like.
    """
    with suppress(AttributeError, OSError):
        ctypes.CDLL(None).mallopt(_M_MMAP_THRESHOLD, 128 * 1024)


def _leave_ctrl_c_to_parent() -> None:
    """A terminal sends it to all of us; the parent tells its children, who are not to fail of themselves."""
    signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    signal.signal(signal.SIGTERM, signal.SIG_DFL)  # granian listens to it once it is up


def _end_with_parent() -> None:
    if parent := parent_process():
        connection.wait([parent.sentinel])
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(STOP_SECONDS)
        os.kill(os.getpid(), signal.SIGKILL)  # granian forgets a SIGTERM that comes while it starts
