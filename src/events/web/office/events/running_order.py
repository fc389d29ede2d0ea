"""The running order of an event in the office: many lines at once, or one item at a time."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response

from events import addresses, times
from events.programme import item_strangers, ordering, running_order
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
    chair: str | None = None

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
    await desk.say_who_saved(form, item)
    if form.found and not form.theirs:
        try:
            await running_order.revise(desk.db, event, item, form.found.line, _speaking(event, item, form.found))
        except NotOnThatDay as error:
            form.refuse("day", error)
    if form.mistakes or form.theirs:
        return await _item_page(request, desk, event, item, form)
    return _done(event)


async def move(request: Request, desk: Desk) -> Response:
    event, item = await _item(request, desk)
    ordering.move(event.programme, item, up=await forms.goes_up(request))
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
    return event, finding.part(event.programme, request.path_params["item"])


def _speaking(event: Event, item: ProgrammeItem, found: ItemForm) -> running_order.Speaking:
    """Whom of the panel the form has; where it leaves the chair as it is, also those who share it."""
    theirs = {str(each.speaker_id) for each in item.speakers if each.chairs}
    chairs = theirs if found.chair in theirs else {found.chair}
    chosen = (each for each in event.speakers if str(each.id) in {*found.speakers, found.chair})
    return {each.id: str(each.id) in chairs for each in chosen}


def _shown(item: ProgrammeItem) -> Form[Any]:
    return forms.marked(
        title=item.title,
        starts=item.starts and times.clock(item.starts),
        day=item.day and times.full_day(item.day),
        description=item.description,
        speakers={each.speaker_id for each in item.speakers},
        chair=next((each.speaker_id for each in item.speakers if each.chairs), None),
    )


def _done(event: Event) -> Response:
    return page.done(addresses.office_event(event, "programme"))


async def _page(request: Request, desk: Desk, event: Event, form: Form[Any]) -> Response:
    speaking = {each.id: _told(event, each) for each in event.programme}
    strangers = await item_strangers.named(desk.db, [event], **desk.by)
    facts: dict[str, Any] = {"remarks": _remarks(event, strangers), "named": running_order.named_alone(event)}
    return await event_page.answer(
        request, desk, event, "office/events/running_order.html", form, "Running order", speaking=speaking, **facts
    )


def _remarks(event: Event, strangers: Mapping[UUID, Sequence[str]]) -> dict[UUID, list[str]]:
    hours, missed = running_order.remarks(event), running_order.missed(event)
    return {
        each.id: [*filter(None, [hours.get(each.id)]), *missed.get(each.id, []), *strangers.get(each.id, [])]
        for each in event.programme
    }


def _told(event: Event, item: ProgrammeItem) -> list[str]:
    """`Jane Doe (chair, invited)`"""
    chairs, told = event.chairing(item), []
    for each in event.speaking_in(item):
        more = ["chair"] * (each.id in chairs) + [each.state.value] * _is_unsure(each)
        told.append(f"{each.name or _OPEN} ({', '.join(more)})" if more else each.name or _OPEN)
    return told


async def _item_page(request: Request, desk: Desk, event: Event, item: ProgrammeItem, form: Form[Any]) -> Response:
    panel = [(each.id, _place(each)) for each in event.speakers]
    return await event_page.answer(
        request, desk, event, "office/events/running_order_item.html", form, item.title, item=item, panel=panel
    )


def _place(speaker: Speaker) -> str:
    """`Jane Doe, chair, invited`"""
    answer = [speaker.state.value] if _is_unsure(speaker) else []
    return ", ".join([speaker.name or _OPEN, speaker.role.value, *answer])


def _is_unsure(speaker: Speaker) -> bool:
    return speaker.name is not None and speaker.state is not SpeakerState.CONFIRMED


_OPEN = "To be announced"
