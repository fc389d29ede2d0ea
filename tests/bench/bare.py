"""The least that a Starlette application can do: constant bytes with an entity tag, or 304 to who has them."""

import ast
import os
import sys
from pathlib import Path

from granian.constants import HTTPModes, Interfaces, Loops, RuntimeModes
from granian.server import Server
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

TAG = '"constant"'
_BODY = Path(os.environ["BENCH_BODY"]).read_bytes()
_HEADERS = ast.literal_eval(os.environ["BENCH_HEADERS"]) | {"etag": TAG}


async def show(request: Request) -> Response:
    if request.headers.get("if-none-match") == TAG:
        return Response(status_code=304, headers=_HEADERS)
    return Response(_BODY, headers=_HEADERS)


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
