"""Load on one address: many connections from one process, each asking again as soon as it is answered.

`python -m tests.bench.load URL SECONDS CONNECTIONS [HEADER ...]` prints one line of JSON: how many answers there were,
how long one took, and how many were neither 200 nor 304. It reads no more of an answer than where it ends.
"""

import json
import selectors
import socket
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from urllib.parse import urlsplit

_PIECE = 1 << 20


@dataclass
class _Connection:
    socket: socket.socket
    asked_at: float = 0.0
    left: int | None = None  # bytes of the body that are still to come; None before the head is whole
    head: bytearray = field(default_factory=bytearray)


def main(url: str, seconds: float, connections: int, headers: list[str]) -> dict[str, float]:
    where = urlsplit(url)
    path = where.path + (f"?{where.query}" if where.query else "")
    request = "\r\n".join([f"GET {path} HTTP/1.1", f"Host: {where.netloc}", *headers, "", ""]).encode()
    waiting = selectors.DefaultSelector()
    for _ in range(connections):
        opened = socket.create_connection((where.hostname, where.port), timeout=30)
        opened.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        connection = _Connection(opened)
        waiting.register(opened, selectors.EVENT_READ, connection)
        _ask(connection, request)
    statuses: Counter[int] = Counter()
    took: list[float] = []
    started = time.perf_counter()
    while time.perf_counter() < started + seconds:
        for key, _ in waiting.select(timeout=1):
            if status := _answered(key.data):
                statuses[status] += 1
                took.append(time.perf_counter() - key.data.asked_at)
                _ask(key.data, request)
    elapsed = time.perf_counter() - started
    took.sort()
    return {
        "requests": len(took),
        "seconds": elapsed,
        "p99_ms": 1000 * took[len(took) * 99 // 100] if took else 0.0,
        "refused": sum(count for status, count in statuses.items() if status not in (200, 304)),
    }


def _ask(connection: _Connection, request: bytes) -> None:
    connection.asked_at, connection.left = time.perf_counter(), None
    connection.head.clear()
    connection.socket.sendall(request)


def _answered(connection: _Connection) -> int | None:
    """The status, once the whole answer has come."""
    received = connection.socket.recv(_PIECE)
    if not received:
        raise ConnectionError("The server has closed a connection.")
    if connection.left is None:
        connection.head += received
        end = connection.head.find(b"\r\n\r\n")
        if end < 0:
            return None
        head = bytes(connection.head[:end]).lower()
        length = head.partition(b"\r\ncontent-length:")[2].partition(b"\r\n")[0]
        connection.left = int(length or 0) * (b" 304 " not in head[:20]) - (len(connection.head) - end - 4)
    else:
        connection.left -= len(received)
    return int(connection.head[9:12]) if connection.left <= 0 else None


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1], float(sys.argv[2]), int(sys.argv[3]), sys.argv[4:])))
