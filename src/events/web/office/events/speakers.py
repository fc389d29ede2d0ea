"""The panel of an event: added from lines, put in order, answered for, taken off."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from events import addresses
from events.programme import casting, events, ordering, panels, recasting
from events.programme.occasions import Event, Speaker, SpeakerState
from events.web import forms
from events.web.forms import Form
from events.web.office import finding, known, page
from events.web.office.events import casting_form, event_page, speaker_states
from events.web.office.guard import Desk

ANSWERS = [
    (SpeakerState.CONFIRMED, "They have agreed: shown at once"),
    (SpeakerState.INVITED, "They are asked: shown once they agree"),
]


async def show(request: Request, desk: Desk) -> Response:
    form = await desk.draft_or(forms.shown(state=SpeakerState.INVITED))
    return await with_form(request, desk, form)


async def add(request: Request, desk: Desk) -> Response:
    """One in a line, or many; what is doubtful is asked about first, in `checked` with its answers."""
    event = await events.with_panel(desk.db, request.path_params["slug"], mandate=desk.mandate)
    form: Form[Any] = Form(typed=forms.typed(await request.form()))
    words = "\n".join(filter(None, (form.value("somebody"), form.value("lines"))))
    field = "lines" if form.value("lines") else "somebody"
    known = casting_form.directory(desk, event)
    is_checked, is_sheet = bool(form.value("checked")), form.value("checked") == "sheet"
    readings = await casting_form.read(desk, event, form, field, words, known, of_panel=is_sheet)
    if not (readings or form.mistakes):
        form.refuse("somebody", "Say who speaks: a name, and where they come from if you know.")
    if not is_sheet:
        casting_form.refuse_those_on_stage(form, field, readings)
    if form.mistakes:
        return await with_form(request, desk, form)
    if any(each.is_doubtful for each in readings) and not is_checked:
        return await ask(request, desk, form, words, readings)
    cast = casting_form.settled(form, readings)
    changes = casting_form.recasts(form, readings) if is_sheet else ()
    if form.mistakes:
        return await ask(request, desk, form, words, readings, checked=form.value("checked"))
    state = SpeakerState.CONFIRMED if form.value("state") == SpeakerState.CONFIRMED else SpeakerState.INVITED
    try:
        await recasting.bring(changes, known)
        await casting.bring(event, cast, known, state=state)
    except ValueError as error:
        form.refuse(field, error)
        return await with_form(request, desk, form)
    return page.done(f"{addresses.office_event(event, 'speakers')}#somebody")  # the field has the focus for the next


async def move(request: Request, desk: Desk) -> Response:
    event = await events.with_panel(desk.db, request.path_params["slug"], mandate=desk.mandate)
    speaker = finding.part(event.speakers, request.path_params["speaker"])
    left = [each for each in event.speakers if each.has_left] if not speaker.has_left else []
    ordering.move(event.speakers, speaker, up=await forms.goes_up(request), passing=left)
    return page.done(f"{addresses.office_event(event, 'speakers')}#{speaker.id}")


async def put_in_order(request: Request, desk: Desk) -> Response:
    """All at once, as somebody dragged them."""
    event = await events.with_panel(desk.db, request.path_params["slug"], mandate=desk.mandate)
    ordering.number(ordering.dragged(str((await request.form()).get("order", "")), event.speakers))
    return _done(event)


async def answer(request: Request, desk: Desk) -> Response:
    """What they said, where it takes nobody from the public page: for all else there are `speaker_states`."""
    event = await events.with_panel(desk.db, request.path_params["slug"], mandate=desk.mandate)
    speaker = finding.part(event.speakers, request.path_params["speaker"])
    match speaker.name and speaker.state, (await request.form()).get("state"):
        case SpeakerState.INVITED, SpeakerState.CONFIRMED:
            panels.confirm(speaker)
        case SpeakerState.DECLINED | SpeakerState.WITHDRAWN, SpeakerState.INVITED:
            panels.ask_again(speaker)
    return _done(event)


async def confirm_several(request: Request, desk: Desk) -> Response:
    """Whoever is ticked, or all who were listed as asked: each as they had the place when the page was opened."""
    event = await events.with_panel(desk.db, request.path_params["slug"], mandate=desk.mandate)
    form: Form[Any] = Form(typed=forms.typed(await request.form()))
    asked = {_asked(each): each for each in event.speakers if each.name and each.state is SpeakerState.INVITED}
    agreed = form.value("all").split() or form.values("agreed")
    if not agreed:
        form.refuse("agreed", "Tick who has agreed.")
    elif not set(agreed) <= set(asked):
        form.refuse("agreed", "Somebody changed this panel since you opened the page. Look again, then confirm.")
    if form.mistakes:
        return await with_form(request, desk, form)
    for each in agreed:
        panels.confirm(asked[each])
    return _done(event)


async def with_form(request: Request, desk: Desk, form: Form[Any]) -> Response:
    """The panel, and beside it what is being added to it."""
    event = await finding.event(request, desk)
    asked = [(_asked(each), each.name) for each in event.speakers if each.name and each.state is SpeakerState.INVITED]
    facts: dict[str, Any] = {"people": await known.people(desk), "answers": ANSWERS, "asked": asked}
    return await event_page.answer(request, desk, event, "office/events/speakers.html", form, "Panel", **facts)


async def ask(
    request: Request,
    desk: Desk,
    form: Form[Any],
    words: str,
    readings: Any,
    *,
    checked: str = "",
    unread: Any = (),
) -> Response:
    """What these lines mean, before anything of it is saved; with `checked` for how it was looked over."""
    facts: dict[str, Any] = {"words": words, "readings": readings, "checked": checked or "lines", "answers": ANSWERS}
    facts["all_answers"] = casting_form.ANSWERS
    form, event = casting_form.shown(form, readings), await finding.event(request, desk)
    return await event_page.answer(
        request, desk, event, "office/events/speakers_read.html", form, "Look this over", unread=unread, **facts
    )


def _asked(speaker: Speaker) -> str:
    return f"{speaker.id}.{speaker_states.held(speaker)}"


def _done(event: Event) -> Response:
    return page.done(addresses.office_event(event, "speakers"))
