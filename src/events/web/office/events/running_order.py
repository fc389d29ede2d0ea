"""The running order of an event in the office: many lines at once, or one item at a time."""

from typing import Annotated, Any
from uuid import UUID

from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response

from events import addresses, times
from events.accounts.access import NotYours
from events.programme import ordering, running_order
from events.programme.occasions import Event, ProgrammeItem, Speaker, SpeakerState
from events.programme.running_order import NotOnThatDay
from events.storage import removal
from events.storage.types import Line, Prose
from events.web import forms
from events.web.forms import Details, Form
from events.web.office import finding, page
from events.web.office.events import event_page
from events.web.office.events.event_form import Day, Hour
from events.web.office.guard import Desk

_Title: Any = Line(250).edge
_Description: Any = Prose(2000).edge


class ItemForm(Details):
    title: Annotated[_Title, Field(title="The title")]
    starts: Hour | None = None
    day: Day | None = None
    description: _Description | None = None
    speakers: list[str] = []

    @property
    def line(self) -> running_order.Line:
        return running_order.Line(self.title, self.starts, self.day, self.description)


async def show(request: Request, desk: Desk) -> Response:
    event = await finding.event(request, desk)
    return await _page(request, desk, event, await desk.draft_or(Form()))


async def add(request: Request, desk: Desk) -> Response:
    """`18.30 Welcome`, one to a line."""
    event = await finding.event(request, desk)
    form: Form[Any] = Form(typed=forms.typed(await request.form()))
    lines, mistakes = running_order.read(form.value("lines"), event)
    for each in mistakes or ([] if lines else ["Write at least one line, such as 18.30 Welcome."]):
        form.refuse("lines", each)
    if form.mistakes:
        return await _page(request, desk, event, form)
    await running_order.add(desk.db, event, lines)
    return _done(event)


async def show_item(request: Request, desk: Desk) -> Response:
    event, item = await _item(request, desk)
    return await _item_page(request, desk, event, item, await desk.draft_or(_shown(item)))


async def revise(request: Request, desk: Desk) -> Response:
    event, item = await _item(request, desk)
    today = event.day or desk.now.date()
    form = forms.read(await request.form(), ItemForm, many=["speakers"], today=today, stands=_shown(item))
    if form.found and not form.theirs:
        try:
            chosen = [each.id for each in event.speakers if str(each.id) in form.found.speakers]
            await running_order.revise(desk.db, event, item, form.found.line, chosen)
        except NotOnThatDay as error:
            form.refuse("day", error)
    if form.mistakes or form.theirs:
        return await _item_page(request, desk, event, item, form)
    return _done(event)


async def move(request: Request, desk: Desk) -> Response:
    event, item = await _item(request, desk)
    ordering.move(event.programme, item, up=(await request.form()).get("to") == "up")
    return _done(event)


async def put_in_order(request: Request, desk: Desk) -> Response:
    """As somebody dragged them, or by the clock."""
    event = await finding.event(request, desk)
    order = (await request.form()).get("order")
    ordering.number(
        running_order.by_time(event, event.programme)
        if order is None
        else ordering.dragged(str(order), event.programme)
    )
    return _done(event)


async def link(request: Request, desk: Desk) -> Response:
    """Those of the panel to the items whose words name them."""
    event = await finding.event(request, desk)
    await running_order.link_named(desk.db, event)
    return _done(event)


async def remove(request: Request, desk: Desk) -> Response:
    event, item = await _item(request, desk)
    await removal.remove(desk.db, item)
    return _done(event)


async def _item(request: Request, desk: Desk) -> tuple[Event, ProgrammeItem]:
    """Raises NotYours."""
    event = await finding.event(request, desk)
    item = next((each for each in event.programme if each.id == request.path_params["item"]), None)
    if item is None:
        raise NotYours
    return event, item


def _shown(item: ProgrammeItem) -> Form[Any]:
    return forms.marked(
        title=item.title,
        starts=item.starts and times.clock(item.starts),
        day=item.day and times.full_day(item.day),
        description=item.description,
        speakers={each.speaker_id for each in item.speakers},
    )


def _done(event: Event) -> Response:
    return page.done(addresses.office_event(event, "programme"))


async def _page(request: Request, desk: Desk, event: Event, form: Form[Any]) -> Response:
    facts: dict[str, Any] = {"remarks": _remarks(event), "named": running_order.named_alone(event)}
    return await event_page.answer(
        request, desk, event, "office/events/running_order.html", form, "Running order", **facts
    )


def _remarks(event: Event) -> dict[UUID, list[str]]:
    hours, missed = running_order.remarks(event), running_order.missed(event)
    return {each.id: [*filter(None, [hours.get(each.id)]), *missed.get(each.id, [])] for each in event.programme}


async def _item_page(request: Request, desk: Desk, event: Event, item: ProgrammeItem, form: Form[Any]) -> Response:
    panel = [(each.id, _place(each)) for each in event.speakers]
    return await event_page.answer(
        request, desk, event, "office/events/running_order_item.html", form, item.title, item=item, panel=panel
    )


def _place(speaker: Speaker) -> str:
    """`Jane Doe, chair, invited`"""
    is_sure = speaker.name is None or speaker.state is SpeakerState.CONFIRMED
    return ", ".join(
        [speaker.name or "To be announced", speaker.role.value, *([] if is_sure else [speaker.state.value])]
    )
