"""Signs of life for operators."""

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from events import storage
from events.web.site import site


async def alive(_request: Request) -> Response:
    return PlainTextResponse("ok\n", headers={"cache-control": "no-store"})


async def ready(request: Request) -> Response:
    """Once the database answers and has the shape that this code expects."""
    async with site(request).store.whole() as db:
        is_current = await storage.is_current(db)
    if not is_current:
        return PlainTextResponse("The database is of another version.\n", 503, {"cache-control": "no-store"})
    return PlainTextResponse("ready\n", headers={"cache-control": "no-store"})
