"""What all pages of one event in the office share: its state, what can become of it, and what a save reaches."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from events import addresses
from events.programme import receipts
from events.programme.occasions import Event
from events.web.forms import Form
from events.web.office import openly, page, reaching
from events.web.office.events.event_states import ACTIONS
from events.web.office.guard import Desk


async def answer(
    request: Request, desk: Desk, event: Event, template: str, form: Form[Any], title: str | None = None, **facts: Any
) -> Response:
    """One of them; `title` is what it is called where it is not the event's own page."""
    launch = event.launch
    facts |= {
        "event": event,
        "launch": launch,
        "form": form,
        "actions": [each for each in ACTIONS if each.hindrance(event, desk.now) is None],
        "effects": await reaching.of_event(desk, event),
        **await openly.of(desk, addresses.event(event), receipts=await receipts.of_row(desk.db, event.id)),
    }
    crumbs = [("Launches", addresses.OFFICE_LAUNCHES), (launch.title, addresses.office_launch(launch))]
    crumbs += [(event.title, addresses.office_event(event))] if title else []
    answer = page.form_again if form.mistakes or (form.theirs and not form.kept_at) else page.answer
    return answer(request, desk, template, title or event.title, crumbs=crumbs, **facts)
