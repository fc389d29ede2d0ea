"""Signs of life for operators."""

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from events import storage
from events.storage import revisions
from events.web.site import site


async def alive(_request: Request) -> Response:
    return PlainTextResponse("ok\n", headers={"cache-control": "no-store"})


async def ready(request: Request) -> Response:
    """Once the database answers and has the shape that this code expects; and as long as it is the one in its place."""
    store = site(request).store
    async with store.whole() as db:
        is_current = await storage.is_current(db)
    if not is_current:
        return _unready("The database is of another version.")
    if store.revision.lost_its_file():
        return _unready(revisions.LOST)
    return PlainTextResponse("ready\n", headers={"cache-control": "no-store"})


def _unready(sentence: str) -> Response:
    return PlainTextResponse(f"{sentence}\n", 503, {"cache-control": "no-store"})
