"""A launch from a text: pasted or from a file it is read, what was read in it is looked over, and a draft comes out."""

from typing import Any

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import Response

from events import addresses, times
from events.accounts import drafts
from events.people import organisations
from events.people.directory import Directory
from events.press import bare_lists, taking_in
from events.press import drafts as releases
from events.press.reading import apart
from events.press.reading.draft import Draft
from events.press.reading.layout import files, source
from events.programme import events
from events.web import forms
from events.web.forms import Form
from events.web.office import page
from events.web.office.events import event_form
from events.web.office.guard import Desk
from events.web.office.launches import review_form, review_of_draft, review_origins
from events.web.office.launches.review_form import ReviewForm


async def show(request: Request, desk: Desk) -> Response:
    return _paste(request, desk, await desk.draft_or(Form()))


async def read(request: Request, desk: Desk) -> Response:
    """What is read in the text or the file, in a form beside it; nothing is kept yet."""
    data = await request.form()
    form: Form[Any] = Form(typed=forms.typed(data))
    text = form.value("text").replace("\r\n", "\n")  # as browsers send the ends of lines
    file = data.get("file")
    if isinstance(file, UploadFile) and file.filename:
        try:
            text = await apart.text(file.filename, await file.read(files.LARGEST + 1))
        except files.Unreadable as error:
            form.refuse("file", error)
    elif not text.strip():
        form.refuse("text", "Paste a text here, or choose a file.")
    elif len(text) > source.LONGEST:
        form.refuse("text", f"That is over {source.LONGEST:,} characters.")
    return _paste(request, desk, form) if form.mistakes else await _review(request, desk, text, None)


async def show_review(request: Request, desk: Desk) -> Response:
    """What was being looked over when a tab was closed or a session ended."""
    form: Form[Any] = await desk.draft_or(Form())
    text = form.value("text").replace("\r\n", "\n")
    return await _review(request, desk, text, form) if text.strip() else _paste(request, desk, form)


async def make(request: Request, desk: Desk) -> Response:
    """The launch with all its drafts, and then its review before it is published."""
    form = forms.read(await request.form(), ReviewForm, today=desk.now.date())
    text = form.value("text").replace("\r\n", "\n")[: source.LONGEST]
    theirs = await organisations.of_office(desk.db, mandate=desk.mandate)
    lead = next((each for each in theirs if form.found and each.id == form.found.lead), None)
    if form.found and lead is None:
        form.refuse("lead", "Choose one of your organisations.")
    facts = review_form.facts(form, lead) if form.found and lead else None
    if facts is None or lead is None or form.mistakes:
        return await _review(request, desk, text, form)
    try:
        taken = await taking_in.take_in(desk.db, facts, lead, Directory(desk.db, lead.id, desk.reader, desk.now))
    except ValueError as error:
        form.refuse(field_of(error), error)
        return await _review(request, desk, text, form)
    await drafts.drop(desk.db, desk.organiser.account.id, addresses.OFFICE_NEW)
    return page.done(addresses.office_launch(taken.launch, "publication"))


def field_of(error: ValueError) -> str:
    """Where it can be mended; hours are those of the event, since those of an embargo are read before."""
    if isinstance(error, events.NeedsDay | events.NeedsZone | events.EndsBeforeItBegins):
        return event_form.field_of(error)
    field = event_form.field_of(error)
    return "headline" if field == "act" else field


def _paste(request: Request, desk: Desk, form: Form[Any]) -> Response:
    answer = page.form_again if form.mistakes else page.answer
    return answer(request, desk, "office/launches/new.html", "New from text", form=form)


async def _review(request: Request, desk: Desk, text: str, form: Form[Any] | None) -> Response:
    is_read = True
    try:
        draft = await apart.draft(text, today=desk.now.date())
    except files.Unreadable:
        draft, is_read = Draft(), False  # the form stands empty beside the text
    draft, programme = bare_lists.told_apart(text, draft)
    found = review_origins.of(draft)
    theirs = await organisations.of_office(desk.db, mandate=desk.mandate)
    form = form or review_of_draft.shown(draft, theirs, programme)
    pieces = review_origins.pieces(text, found)
    notes = review_of_draft.notes(form, draft, found, review_of_draft.is_named(draft, theirs))
    facts: dict[str, Any] = {
        "text": text,
        "is_read": is_read,
        "form": form,
        "pieces": pieces,
        "marked": {each.field for each in pieces},
        "found": found,
        "to_check": review_origins.to_check(found),
        "notes": notes,
        "is_list": review_form.only_lists(form),
        "zones": sorted(times.zones()),
        "choices": [(each.id, each.name) for each in theirs],
        "before": await releases.of_headline(desk.db, form.value("headline"), mandate=desk.mandate),
        "new_houses": review_form.new_houses(form, await organisations.names(desk.db, **desk.by)),
    }
    answer = page.form_again if form.mistakes else page.answer
    heading = review_origins.heading(found, notes) if is_read else "This text could not be read"
    return answer(request, desk, "office/launches/review.html", heading, **facts)
