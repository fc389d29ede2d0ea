"""Files as organisers see them, before anybody else may."""

from starlette.requests import Request
from starlette.responses import Response

from events.web.office import page
from events.web.office.guard import Desk
from events.web.public import files
from events.web.site import Visit


async def send(request: Request, desk: Desk) -> Response:
    answer = await files.send(request, Visit(desk.db, desk.reader, desk.now))
    answer.headers.update(page.PRIVATE)
    return answer
