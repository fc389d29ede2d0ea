"""The ways in to an event that takes place online: a link for one audience, shown from a moment on."""

from typing import Annotated, Any

from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response

from events import addresses, times
from events.programme import ways_in
from events.programme.occasions import Audience, Event, JoiningLink
from events.storage.types import Line, Web
from events.web import forms
from events.web.forms import Details, Form
from events.web.office import finding, page
from events.web.office.events import event_page
from events.web.office.events.event_form import Day, Hour
from events.web.office.guard import Desk

_Web: Any = Web().edge
_Label: Any = Line(160).edge


class LinkForm(Details):
    audience: Audience
    url: Annotated[_Web, Field(title="The link")]
    label: _Label | None = None
    day: Day | None = None
    hour: Hour | None = None
    second: bool | None = None


async def show(request: Request, desk: Desk) -> Response:
    event = await finding.event(request, desk)
    return await _page(request, desk, event, None, await desk.draft_or(forms.shown(audience=Audience.ONLINE)))


async def add(request: Request, desk: Desk) -> Response:
    event = await finding.event(request, desk)
    form = forms.read(await request.form(), LinkForm, today=desk.now.date())
    if form.found:
        link = await ways_in.add(desk.db, event, audience=form.found.audience, url=form.found.url)
        _write(event, link, form)
    if form.mistakes:
        return await _page(request, desk, event, None, form)
    return _done(event)


async def show_link(request: Request, desk: Desk) -> Response:
    event, link = await _link(request, desk)
    return await _page(request, desk, event, link, await desk.draft_or(_shown(event, link)))


async def revise(request: Request, desk: Desk) -> Response:
    event, link = await _link(request, desk)
    form = forms.read(await request.form(), LinkForm, today=desk.now.date(), stands=_shown(event, link))
    await desk.say_who_saved(form, link)
    if form.found and not form.theirs:
        _write(event, link, form)
    if form.mistakes or form.theirs:
        return await _page(request, desk, event, link, form)
    return _done(event)


async def remove(request: Request, desk: Desk) -> Response:
    event, link = await _link(request, desk)
    await desk.db.delete(link)
    return _done(event)


async def _link(request: Request, desk: Desk) -> tuple[Event, JoiningLink]:
    """Raises NotYours."""
    event = await finding.event(request, desk)
    return event, finding.part(event.joining, request.path_params["link"])


def _write(event: Event, link: JoiningLink, form: Form[LinkForm]) -> None:
    details = form.details
    try:
        link.released_at = ways_in.released(event, details.day, details.hour, second=details.second)
    except ValueError as error:
        form.refuse("second" if isinstance(error, times.ExistsTwice) else "hour", error)
    link.audience, link.url, link.label = details.audience, details.url, details.label


def _shown(event: Event, link: JoiningLink) -> Form[Any]:
    local = times.local(link.released_at, event.zone or "UTC") if link.released_at else None
    return forms.marked(
        audience=link.audience,
        url=link.url,
        label=link.label,
        day=local and times.full_day(local.date()),
        hour=local and times.clock(local.time()),
        second="yes" if local and local.fold else None,
    )


def _done(event: Event) -> Response:
    return page.done(addresses.office_event(event, "joining"))


async def _page(request: Request, desk: Desk, event: Event, link: JoiningLink | None, form: Form[Any]) -> Response:
    template, title = (
        ("office/events/joining_link.html", "A way in") if link else ("office/events/joining.html", "Joining")
    )
    return await event_page.answer(request, desk, event, template, form, title, link=link, audiences=_AUDIENCES)


_AUDIENCES = [
    (Audience.PUBLIC, "Everybody: it stands on the public page and in public calendars"),
    (Audience.ONLINE, "Whoever takes part online"),
    (Audience.ATTENDEE, "Everybody who is registered, in the room or online"),
    (Audience.SPEAKER, "The panel only: a green room"),
]
