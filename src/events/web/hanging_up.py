"""Hanging up on a client that does not take its answer.

The server ends a connection once the client has taken what was sent before, and who never reads would hold it for
ever: 20 of 20 such clients were still there after 45 seconds, each with 4 MB in the kernel. So it is reset under the
server, which then finds it gone.
"""

import os
import socket
import stat
import struct
from contextlib import suppress
from pathlib import Path

_ALL_AT_ONCE = struct.pack("ii", 1, 0)  # SO_LINGER: what was not taken is thrown away


def hang_up(host: str, port: int | str) -> None:
    """Resets the connection of this process to a client there; nothing if there is none. granian has ports in words."""
    for each in Path("/dev/fd").iterdir():
        with suppress(OSError):
            descriptor = int(each.name)
            if stat.S_ISSOCK(os.fstat(descriptor).st_mode):
                _reset(descriptor, host, int(port))


def _reset(descriptor: int, host: str, port: int) -> None:
    with socket.socket(fileno=os.dup(descriptor)) as same:
        if same.getpeername()[:2] == (host, port):
            same.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _ALL_AT_ONCE)
            same.shutdown(socket.SHUT_RDWR)
