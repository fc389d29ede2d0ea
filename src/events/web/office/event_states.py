"""What becomes of an event: each action has a page that says beforehand what it changes, and leaves a receipt."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response

from events import addresses
from events.press import drafts
from events.programme import events, receipts
from events.programme.occasions import Event
from events.storage.base import kind_of
from events.storage.types import Line
from events.web import forms
from events.web.forms import Details, Form
from events.web.office import effects, event_form, finding, page
from events.web.office.event_form import Day, Hour
from events.web.office.guard import Desk

_Note: Any = Line(1000).edge


class ActionForm(Details):
    revision: int
    note: Annotated[_Note, Field(title="The reason")] | None = None
    day: Day | None = None
    starts: Hour | None = None
    ends: Hour | None = None


Act = Callable[[Desk, Event, ActionForm], Awaitable[None]]


@dataclass(frozen=True)
class Action:
    """One thing that can become of an event: its part of the address, its words, and what it does."""

    part: str
    title: str
    means: str
    done: str
    act: Act
    needs_note: bool = False
    takes_date: bool = False


async def show_publication(request: Request, desk: Desk) -> Response:
    return await _show(request, desk, _PUBLICATION)


async def publish(request: Request, desk: Desk) -> Response:
    return await _perform(request, desk, _PUBLICATION)


async def show_withdrawal(request: Request, desk: Desk) -> Response:
    return await _show(request, desk, _WITHDRAWAL)


async def unpublish(request: Request, desk: Desk) -> Response:
    return await _perform(request, desk, _WITHDRAWAL)


async def show_postponement(request: Request, desk: Desk) -> Response:
    return await _show(request, desk, _POSTPONEMENT)


async def postpone(request: Request, desk: Desk) -> Response:
    return await _perform(request, desk, _POSTPONEMENT)


async def show_cancellation(request: Request, desk: Desk) -> Response:
    return await _show(request, desk, _CANCELLATION)


async def cancel(request: Request, desk: Desk) -> Response:
    return await _perform(request, desk, _CANCELLATION)


async def show_restoration(request: Request, desk: Desk) -> Response:
    return await _show(request, desk, _RESTORATION)


async def restore(request: Request, desk: Desk) -> Response:
    return await _perform(request, desk, _RESTORATION)


async def _show(request: Request, desk: Desk, action: Action) -> Response:
    event = await finding.led_event(request, desk)
    form = await desk.draft_or(forms.shown(revision=event.revision))
    return await _page(request, desk, event, action, form)


async def _perform(request: Request, desk: Desk, action: Action) -> Response:
    event = await finding.led_event(request, desk)
    form = forms.read(await request.form(), ActionForm, today=desk.now.date())
    if form.found and form.found.revision != event.revision:
        form.refuse("note", "Somebody changed this event since you opened this page. Look again, then decide.")
    if form.found and action.needs_note and not form.found.note:
        form.refuse("note", "Say why: it stands on the page and in calendars.")
    if form.found and not form.mistakes:
        foreseen = effects.of(event, await drafts.of_launch(desk.db, event.launch_id, **desk.by), desk.now)
        try:
            await action.act(desk, event, form.found)
        except ValueError as error:
            event_form.refuse(form, error)
    if form.mistakes or form.found is None:
        return await _page(request, desk, event, action, form)
    receipts.write(
        desk.db,
        launch_id=event.launch_id,
        about=(kind_of(event), event.id, event.title),
        action=action.done,
        reason=form.found.note,
        said=foreseen.said,
        lost=foreseen.lost,
        by=desk.organiser.by,
        now=desk.now,
    )
    return page.done(addresses.office_launch(event.launch))


async def _page(request: Request, desk: Desk, event: Event, action: Action, form: Form[Any]) -> Response:
    crumbs = [
        ("Launches", addresses.OFFICE_LAUNCHES),
        (event.launch.title, addresses.office_launch(event.launch)),
        (event.title, addresses.office_event(event)),
    ]
    found = await drafts.of_launch(desk.db, event.launch_id, **desk.by)
    facts: dict[str, Any] = {
        "event": event,
        "action": action,
        "form": form,
        "effects": effects.of(event, found, desk.now),
    }
    answer = page.form_again if form.mistakes else page.answer
    return answer(request, desk, "office/action.html", action.title, crumbs=crumbs, **facts)


async def _publish(desk: Desk, event: Event, form: ActionForm) -> None:
    events.publish(event, now=desk.now)


async def _unpublish(desk: Desk, event: Event, form: ActionForm) -> None:
    await events.unpublish(desk.db, event, note=form.note, now=desk.now)


async def _postpone(desk: Desk, event: Event, form: ActionForm) -> None:
    """To a day it is moved, and goes on; without one it is off until further notice."""
    if form.day is None:
        events.postpone(event, note=form.note, now=desk.now)
        return
    moved = events.Details(day=form.day, last_day=None, starts=form.starts or event.starts, doors=None)
    moved["ends"] = form.ends or (None if form.starts else event.ends)
    events.revise(event, **moved)
    events.restore(event, note=form.note)


async def _cancel(desk: Desk, event: Event, form: ActionForm) -> None:
    events.cancel(event, note=form.note, now=desk.now)


async def _restore(desk: Desk, event: Event, form: ActionForm) -> None:
    events.restore(event, note=form.note)


_PUBLICATION = Action(
    "publication", "Publish", "Everybody can find it from now on, on its page and in calendars.", "Published", _publish
)
_WITHDRAWAL = Action(
    "withdrawal",
    "Unpublish",
    "Its page says that it was withdrawn, and calendars show it as cancelled. What nobody saw yet is a draft again.",
    "Unpublished",
    _unpublish,
)
_POSTPONEMENT = Action(
    "postponement",
    "Postpone",
    "With a new date it moves there. Without one it stands as postponed at its old date until you restore it.",
    "Postponed",
    _postpone,
    takes_date=True,
)
_CANCELLATION = Action(
    "cancellation",
    "Cancel",
    "It will not take place. The page and the entries in calendars stay and say so.",
    "Cancelled",
    _cancel,
    needs_note=True,
)
_RESTORATION = Action(
    "restoration",
    "Restore",
    "It takes place after all, at the same address and as the same entry.",
    "Restored",
    _restore,
)
