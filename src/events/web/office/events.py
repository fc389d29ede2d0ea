"""Events in the office: a new one, the form of one that is there, and what is typed into it."""

from typing import Any

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from events import addresses, times
from events.programme import events, receipts, venues
from events.programme.models import Launch
from events.programme.occasions import Access, Attendance, Event, EventKind, Terms
from events.web import forms
from events.web.forms import Form
from events.web.office import event_form, finding, page
from events.web.office.event_form import EventForm
from events.web.office.guard import Desk


async def show_new(request: Request, desk: Desk) -> Response:
    launch = await finding.launch(request, desk)
    form = await desk.draft_or(forms.shown(title=launch.title, zone="Europe/London"))
    return await _page(request, desk, launch, None, form)


async def add(request: Request, desk: Desk) -> Response:
    launch = await finding.launch(request, desk)
    form = _read(await request.form(), desk)
    if form.found:
        event = Event(launch_id=launch.id, title=form.found.title)
        try:
            _apply(event, form.found)
            await events.add(desk.db, event)
            await _place(desk, launch, event, form.found)
        except ValueError as error:
            event_form.refuse(form, error)
    if form.mistakes:
        return await _page(request, desk, launch, None, form)
    return page.done(addresses.office_event(event))


async def show(request: Request, desk: Desk) -> Response:
    event = await finding.event(request, desk)
    return await _page(request, desk, event.launch, event, await desk.draft_or(event_form.shown(event)))


async def revise(request: Request, desk: Desk) -> Response:
    event = await finding.event(request, desk)
    form = _read(await request.form(), desk)
    if form.found and form.found.revision != event.revision:
        form.theirs = event_form.shown(event).typed
        return await _page(request, desk, event.launch, event, form)
    if form.found:
        try:
            events.revise(event, **form.found.facts)
            await _place(desk, event.launch, event, form.found)
        except ValueError as error:
            event_form.refuse(form, error)
    if form.mistakes:
        return await _page(request, desk, event.launch, event, form)
    return page.done(addresses.office_event(event))


async def with_pasting(request: Request, desk: Desk, event: Event, pasting: Form[Any]) -> Response:
    """The event's page with lines of speakers that could not be read."""
    return await _page(request, desk, event.launch, event, event_form.shown(event), pasting)


def _read(data: FormData, desk: Desk) -> Form[EventForm]:
    return forms.read(data, EventForm, today=desk.now.date())


def _apply(event: Event, details: EventForm) -> None:
    for name, value in details.facts.items():
        setattr(event, name, value)


async def _place(desk: Desk, launch: Launch, event: Event, details: EventForm) -> None:
    venue = None
    if details.venue:
        venue = await venues.named(desk.db, details.venue, keeper=launch.lead_id)
    event.venue_id = venue.id if venue else None


async def _page(
    request: Request,
    desk: Desk,
    launch: Launch,
    event: Event | None,
    form: Form[Any],
    pasting: Form[Any] | None = None,
) -> Response:
    crumbs = [("Launches", addresses.OFFICE_LAUNCHES), (launch.title, addresses.office_launch(launch))]
    facts: dict[str, Any] = {
        "launch": launch,
        "event": event,
        "form": form,
        "pasting": pasting or Form(),
        "receipts": await receipts.of_row(desk.db, event.id) if event else (),
        "zones": sorted(times.zones()),
        "venues": [each.full_address for each in await venues.known(desk.db, desk.mandate.organisations)],
        "choices": {
            "kind": _words(EventKind),
            "access": _words(Access),
            "terms": _words(Terms),
            "attendance": _words(Attendance),
        },
    }
    title = event.title if event else "A new event"
    again = form.mistakes or (form.theirs and not form.kept_at) or (pasting and pasting.mistakes)
    answer = page.form_again if again else page.answer
    return answer(request, desk, "office/event.html", title, crumbs=crumbs, **facts)


def _words(kind: Any) -> list[tuple[str, str]]:
    return [(each.value, each.value[:1].upper() + each.value[1:]) for each in kind]
