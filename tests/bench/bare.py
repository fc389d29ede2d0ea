"""The least that a Starlette application can do: constant bytes with an entity tag, or 304 to who has them."""

import json
import os
import sys
from pathlib import Path

from granian.constants import HTTPModes, Interfaces, Loops, RuntimeModes
from granian.server import Server
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

_BODY = Path(os.environ["BENCH_BODY"]).read_bytes()
_HEADERS = json.loads(os.environ["BENCH_HEADERS"])
_WHOLE, _KNOWN = _HEADERS["whole"], _HEADERS["known"]
_TAG = _KNOWN["etag"]


async def show(request: Request) -> Response:
    if request.headers.get("if-none-match") == _TAG:
        return Response(status_code=304, headers=_KNOWN)
    return Response(_BODY, headers=_WHOLE)


app = Starlette(routes=[Route("/", show)])

if __name__ == "__main__":
    Server(
        "tests.bench.bare:app",
        port=int(sys.argv[1]),
        interface=Interfaces.ASGI,
        runtime_mode=RuntimeModes.st,
        loop=Loops.uvloop,
        http=HTTPModes.http1,
        websockets=False,
        log_access=False,
    ).serve()
