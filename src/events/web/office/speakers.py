"""The panel of an event: added from pasted lines, put in order, confirmed, withdrawn, taken off."""

from typing import Any
from uuid import UUID

from starlette.requests import Request
from starlette.responses import Response

from events import addresses
from events.people import pasting
from events.people.directory import Directory
from events.press import taking_in
from events.programme import panels
from events.programme.occasions import SpeakerState
from events.web import forms
from events.web.forms import Form
from events.web.office import events as pages
from events.web.office import finding, page
from events.web.office.guard import Desk


async def add(request: Request, desk: Desk) -> Response:
    event = await finding.event(request, desk)
    directory = Directory(desk.db, event.launch.lead_id, desk.reader, desk.now)
    form: Form[Any] = Form(typed=forms.typed(await request.form()))
    read = pasting.read(form.value("lines"))
    for mistake in read.mistakes:
        form.refuse("lines", str(mistake))
    try:
        for line in () if form.mistakes else read.found:
            await taking_in.bring(desk.db, event, line, directory)
    except ValueError as error:
        form.refuse("lines", error)
    if form.mistakes:
        return await pages.with_pasting(request, desk, event, form)
    return page.done(f"{addresses.office_event(event)}#h-speakers")


async def move(request: Request, desk: Desk) -> Response:
    event = await finding.event(request, desk)
    speaker = finding.speaker(event, request.path_params["speaker"])
    order = [each.id for each in event.speakers]
    at = order.index(speaker.id)
    to = at + (-1 if (await request.form()).get("to") == "up" else 1)
    if 0 <= to < len(order):
        order.insert(to, order.pop(at))
        await panels.reorder(desk.db, event, order)
    return page.done(f"{addresses.office_event(event)}#h-speakers")


async def put_in_order(request: Request, desk: Desk) -> Response:
    """All at once, as somebody dragged them."""
    event = await finding.event(request, desk)
    wanted = str((await request.form()).get("order", "")).split()
    known = {str(each.id): each.id for each in event.speakers}
    order: list[UUID] = [known[each] for each in wanted if each in known]
    await panels.reorder(desk.db, event, order)
    return page.done(f"{addresses.office_event(event)}#h-speakers")


async def answer(request: Request, desk: Desk) -> Response:
    event = await finding.event(request, desk)
    speaker = finding.speaker(event, request.path_params["speaker"])
    state = (await request.form()).get("state")
    if state in set(SpeakerState):
        panels.set_state(speaker, SpeakerState(str(state)))
    return page.done(f"{addresses.office_event(event)}#h-speakers")


async def remove(request: Request, desk: Desk) -> Response:
    event = await finding.event(request, desk)
    await panels.take_off(desk.db, finding.speaker(event, request.path_params["speaker"]))
    return page.done(f"{addresses.office_event(event)}#h-speakers")
