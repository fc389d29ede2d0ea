"""Events in the office: a new one, the form of one that is there, and what is typed into it."""

from typing import Any
from uuid import UUID

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from events import addresses
from events.programme import (
    about,
    addressing,
    clocks,
    event_lists,
    events,
    neutral,
    publications,
    running_order,
    topics,
    typed,
    venues,
)
from events.programme.events import Details
from events.programme.models import Launch
from events.programme.occasions import Access, Attendance, Event, EventKind, Terms
from events.web import forms, wording
from events.web.forms import Form
from events.web.office import finding, page
from events.web.office.events import event_form, event_page, new_times
from events.web.office.events.event_form import EventForm
from events.web.office.guard import Desk


async def show_new(request: Request, desk: Desk) -> Response:
    launch = await finding.launch(request, desk)
    zone = await clocks.usual(desk.db, launch.lead_id, reader=desk.reader, now=desk.now)
    zone = zone or (launch.embargo.zone if launch.embargo else None)
    launched = await _to_launch(desk, launch)
    waits = launch.embargo is not None and not launch.embargo.is_lifted(desk.now)  # an event is announced before
    title = neutral.title(launch.lead) if waits else launch.title
    form = await desk.draft_or(forms.shown(title=title, zone=zone, language="en-GB", launched=launched))
    return await _new(request, desk, launch, form)


async def _to_launch(desk: Desk, launch: Launch) -> set[UUID]:
    """What its first event launches, as long as nobody says otherwise: all that there is."""
    there = await event_lists.of_launches(desk.db, [launch.id], **desk.by)
    offered = [] if there[launch.id] else await publications.of_launch(desk.db, launch.id, **desk.by)
    return {each.id for each in offered}


async def add(request: Request, desk: Desk) -> Response:
    launch = await finding.launch(request, desk)
    form = _read(await request.form(), desk)
    if form.found and not form.mistakes:
        event = Event(launch_id=launch.id, title=form.found.title)
        try:
            for name, value in (form.found.facts | await _title(desk, launch, form.found)).items():
                setattr(event, name, value)
            await events.add(desk.db, event)
            await _write_beside(desk, launch, event, form.found)
        except ValueError as error:
            event_form.refuse(form, error)
    if form.mistakes:
        return await _new(request, desk, launch, form)
    return page.done(addresses.office_event(event))


async def show(request: Request, desk: Desk) -> Response:
    event = await finding.event(request, desk)
    return await _page(request, desk, event, await desk.draft_or(event_form.shown(event)))


async def revise(request: Request, desk: Desk) -> Response:
    event = await events.to_revise(desk.db, request.path_params["slug"], mandate=desk.mandate, **desk.by)
    form = _read(await request.form(), desk, event_form.shown(event))
    await desk.say_who_saved(form, event)
    if form.found and not (form.mistakes or form.theirs):
        try:
            began = await new_times.begins(desk.db, event)
            events.revise(event, **form.found.facts | await _title(desk, event.launch, form.found, event))
            await addressing.follow(desk.db, event, event.title, now=desk.now)
            await _write_beside(desk, event.launch, event, form.found)
            if (event.day, event.starts) != began:
                await new_times.take_along(desk.db, event, form.found.order, *began)
        except ValueError as error:
            event_form.refuse(form, error)
    if form.mistakes or form.theirs:
        return await _page(request, desk, await finding.event(request, desk), form)
    return page.done(addresses.office_event(event))


async def _title(desk: Desk, launch: Launch, found: EventForm, event: Event | None = None) -> Details:
    told = await neutral.told_apart(desk.db, launch, found.title, venue=found.venue, day=found.day, event=event)
    return Details(title=told)


def _read(data: FormData, desk: Desk, stands: Form[Any] | None = None) -> Form[EventForm]:
    form = forms.read(data, EventForm, many=event_form.MANY, today=desk.now.date(), stands=stands)
    if form.mistakes or not form.theirs:
        event_form.refuse_gaps(form)
    return form


async def _write_beside(desk: Desk, launch: Launch, event: Event, details: EventForm) -> None:
    """Its venue, its topics and what it launches: rows of their own."""
    about_now = tuple(each.name for each in event.topics)  # read first: a new event has none to read once it is written
    launched_now = {each.id for each in event.publications}
    if not (event.venue_id and event.venue and details.venue == event.venue.full_address):
        venue = await venues.named(desk.db, details.venue, keeper=launch.lead_id) if details.venue else None
        event.venue_id = venue.id if venue else None
    if details.topics != about_now:
        await about.set_topics(desk.db, event, details.topics, keeper=launch.lead_id, **desk.by)
    if {*details.launched} != launched_now:
        offered = await publications.of_launch(desk.db, launch.id, **desk.by)
        await about.set_launched(desk.db, event, [each for each in offered if each.id in details.launched])


async def _new(request: Request, desk: Desk, launch: Launch, form: Form[Any]) -> Response:
    crumbs = [("Launches", addresses.OFFICE_LAUNCHES), (launch.title, addresses.office_launch(launch))]
    facts: dict[str, Any] = {"launch": launch, "event": None, "form": form, **await _choices(desk, launch, form)}
    answer = page.form_again if form.mistakes else page.answer
    return answer(request, desk, "office/events/event_new.html", "A new event", crumbs=crumbs, **facts)


async def _page(request: Request, desk: Desk, event: Event, form: Form[Any]) -> Response:
    choices = await _choices(desk, event.launch, form)
    choices |= {"order": running_order.span(event), "orders": event_form.ORDERS, "odd": new_times.odd_items(event)}
    return await event_page.answer(request, desk, event, "office/events/event.html", form, **choices)


async def _choices(desk: Desk, launch: Launch, form: Form[Any]) -> dict[str, Any]:
    """What the fields of the form offer."""
    offered = await publications.of_launch(desk.db, launch.id, **desk.by)
    return {
        "zones": [(each.name, each.words) for each in typed.zones()],
        "languages": wording.languages(form.value("language"), *form.theirs.get("language", ())),
        "venues": [each.full_address for each in await venues.known(desk.db, desk.mandate.organisations)],
        "topics": [each.name for each in await topics.known(desk.db, **desk.by)],
        "publications": [(each.id, each.full_title) for each in offered],
        "choices": {
            "kind": _words(EventKind),
            "access": _words(Access),
            "terms": _words(Terms),
            "attendance": _words(Attendance),
        },
    }


def _words(kind: Any) -> list[tuple[str, str]]:
    return [(each.value, each.value[:1].upper() + each.value[1:]) for each in kind]
