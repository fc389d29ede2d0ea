"""The real server and what clients do by accident or malice, by raw sockets."""

import contextlib
import itertools
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx2
import pytest

from events.web import front
from tests.transfer import large


def test_one_request_has_one_answer_however_it_is_written(empty_server: str):
    hidden = b"0\r\n\r\nGET /smuggled HTTP/1.1\r\nHost: h\r\n\r\n"
    both = {
        "length, chunks": b"Content-Length: 4\r\nTransfer-Encoding: chunked\r\n",
        "chunks, length": b"Transfer-Encoding: chunked\r\nContent-Length: 4\r\n",
        "two lengths": b"Content-Length: 4\r\nContent-Length: 5\r\n",
        "chunks in disguise": b"Content-Length: 4\r\nTransfer-Encoding: xchunked\r\n",
        "chunks twice": b"Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n",
        "a space before the colon": b"Content-Length: 4\r\nTransfer-Encoding : chunked\r\n",
        "a folded line": b"Content-Length: 4\r\nTransfer-Encoding:\r\n chunked\r\n",
        "a signed length": b"Content-Length: +4\r\n",
    }

    answers = {
        name: _raw(empty_server, b"POST / HTTP/1.1\r\nHost: h\r\n" + lengths + b"\r\n" + hidden)
        for name, lengths in both.items()
    }

    assert {name: answer.count(b"HTTP/1.1 ") for name, answer in answers.items()} == dict.fromkeys(both, 1)


def test_a_request_needs_one_host_and_bounded_headers(empty_server: str):
    requests = {
        "one host": b"GET /readyz HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n",
        "no host": b"GET /readyz HTTP/1.1\r\n\r\n",
        "two hosts": b"GET /readyz HTTP/1.1\r\nHost: h\r\nHost: h\r\n\r\n",
        "101 headers": b"GET /readyz HTTP/1.1\r\nHost: h\r\n" + b"X: y\r\n" * 100 + b"\r\n",
        "40 kB of headers": b"GET /readyz HTTP/1.1\r\nHost: h\r\nX: " + b"y" * 40_000 + b"\r\n\r\n",
        "9 kB of address": b"GET /" + b"a" * 9_000 + b" HTTP/1.1\r\nHost: h\r\n\r\n",
        "NUL in the address": b"GET /%00 HTTP/1.1\r\nHost: h\r\n\r\n",
        "no HTTP": b"\x16\x03\x01\r\n\r\n",
    }

    statuses = {name: int(_raw(empty_server, request).split()[1]) for name, request in requests.items()}

    assert statuses == {
        "one host": 200,
        "no host": 400,
        "two hosts": 400,
        "101 headers": 431,
        "40 kB of headers": 431,
        "9 kB of address": 414,
        "NUL in the address": 400,
        "no HTTP": 400,
    }


def test_no_page_repeats_a_hostile_host(empty_server: str):
    hostile = b"Host: evil.example\r\nX-Forwarded-Host: evil.example\r\nX-Forwarded-Proto: gopher\r\n"

    for path in [b"/", b"/events", b"/events/", b"/events.ics", b"/press", b"/sitemap.xml", b"/missing"]:
        answer = _raw(empty_server, b"GET " + path + b" HTTP/1.1\r\n" + hostile + b"Connection: close\r\n\r\n")
        assert b"evil.example" not in answer, path
        assert b"gopher" not in answer, path


def test_an_endless_body_to_any_page_is_cut_off(empty_server: str):
    for path in [b"/", b"/search", b"/missing"]:
        with _connected(empty_server) as client:
            client.sendall(b"POST " + path + b" HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n")
            with pytest.raises(OSError, match=r"reset|[Bb]roken pipe"):
                _pour_into(client)


def _pour_into(client: socket.socket) -> None:
    for _ in range(100_000):
        client.sendall(b"1000\r\n" + b"x" * 0x1000 + b"\r\n")


def test_slow_clients_hold_nobody_up(empty_server: str):
    with _slow_clients(empty_server, 60):
        statuses = [_get(empty_server) for _ in range(20)]

    assert statuses == [200] * 20


@pytest.mark.long
def test_hundreds_of_slow_clients_hold_nobody_up_and_are_dropped(server: Callable[..., str], tmp_path: Path):
    base_url = server(tmp_path / "data")
    began = time.monotonic()

    with _slow_clients(base_url, 400) as clients:
        waits = []
        while time.monotonic() < began + 15:
            asking = time.monotonic()
            assert _get(base_url) == 200
            waits.append(time.monotonic() - asking)
        assert sorted(waits)[len(waits) * 99 // 100] <= 1

        for client in clients:
            client.settimeout(max(began + 35 - time.monotonic(), 0.01))
            with contextlib.suppress(ConnectionResetError):
                _read_all(client)  # what it is told on being dropped


@pytest.mark.long
def test_who_asks_for_a_long_feed_and_never_reads_it_is_dropped(server: Callable[..., str], tmp_path: Path):
    document, data = tmp_path / "large.json", tmp_path / "data"
    large.write(document, 3_000)
    settings = {"EVENTS_DATA_DIR": str(data)}
    subprocess.run([sys.executable, "-m", "events", "import", str(document)], env=os.environ | settings, check=True)
    base_url = server(data)

    with socket.socket() as client:
        client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)  # else the kernel may take all of it
        client.connect((httpx2.URL(base_url).host, httpx2.URL(base_url).port))
        client.sendall(b"GET /events.ics HTTP/1.1\r\nHost: h\r\nAccept-Encoding: identity\r\n\r\n")
        time.sleep(front.PATIENCE + 5)
        with pytest.raises(ConnectionResetError):
            _read_all(client)


BEGINNINGS = [
    b"",
    b"GET / HTTP/1.1\r\nHost: h\r\nX-Slow: ",
    b"POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1000\r\n\r\nx",
]


@contextlib.contextmanager
def _slow_clients(base_url: str, number: int) -> Iterator[list[socket.socket]]:
    with contextlib.ExitStack() as opened:
        clients = [opened.enter_context(_connected(base_url)) for _ in range(number)]
        for client, beginning in zip(clients, itertools.cycle(BEGINNINGS), strict=False):
            client.sendall(beginning)
        yield clients


def _get(base_url: str) -> int:
    return httpx2.get(f"{base_url}/readyz", trust_env=False, timeout=30).status_code


def _connected(base_url: str) -> socket.socket:
    url = httpx2.URL(base_url)
    return socket.create_connection((url.host, url.port or 80), timeout=30)


def _raw(base_url: str, request: bytes) -> bytes:
    """All that comes back until the server closes."""
    answer = b""
    with _connected(base_url) as client:
        client.sendall(request)
        with contextlib.suppress(ConnectionResetError):
            while piece := client.recv(65536):
                answer += piece
    return answer


def _read_all(client: socket.socket) -> None:
    while client.recv(65536):
        pass
