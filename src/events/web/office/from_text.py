"""A launch from a pasted text: the text goes in, what was read in it is looked over, and a draft comes out."""

from typing import Any

import anyio.to_thread
from starlette.requests import Request
from starlette.responses import Response

from events import addresses, times
from events.people import organisations
from events.people.directory import Directory
from events.press import taking_in
from events.press.reading import reading
from events.web import forms
from events.web.forms import Form
from events.web.office import page, review_form
from events.web.office.guard import Desk
from events.web.office.review_form import ReviewForm

_MOST = 200_000  # characters; a long release has 20,000


async def show(request: Request, desk: Desk) -> Response:
    form: Form[Any] = await desk.draft_or(Form())
    return page.answer(request, desk, "office/new.html", "New from text", form=form)


async def read_or_make(request: Request, desk: Desk) -> Response:
    """The first time it is read and shown; from the page that shows it, it is made."""
    typed: Form[Any] = Form(typed=forms.typed(await request.form()))
    text = typed.value("text").replace("\r\n", "\n")  # as browsers send the ends of lines
    if not text.strip() or len(text) > _MOST:
        typed.refuse("text", "Paste a text here." if not text.strip() else f"That is over {_MOST:,} characters.")
        return page.form_again(request, desk, "office/new.html", "New from text", form=typed)
    if typed.value("do") == "make":
        return await _make(request, desk, text)
    return await _review(request, desk, text, None)


async def _make(request: Request, desk: Desk, text: str) -> Response:
    form = forms.read(await request.form(), ReviewForm, today=desk.now.date())
    theirs = await organisations.of_office(desk.db, mandate=desk.mandate)
    lead = next((each for each in theirs if form.found and each.id == form.found.lead), None)
    if form.found and lead is None:
        form.refuse("lead", "Choose one of your organisations.")
    facts = review_form.facts(form) if form.found else None
    if facts is None or lead is None or form.mistakes:
        return await _review(request, desk, text, form)
    directory = Directory(desk.db, lead.id, desk.reader, desk.now)
    try:
        taken = await taking_in.take_in(desk.db, facts, lead, directory)
    except ValueError as error:
        form.refuse("day" if facts.event else "headline", error)
        return await _review(request, desk, text, form)
    return page.done(addresses.office_launch(taken.launch, "publication"))


async def _review(request: Request, desk: Desk, text: str, form: Form[Any] | None) -> Response:
    draft = await anyio.to_thread.run_sync(lambda: reading.read(text, today=desk.now.date()))
    found = review_form.origins(draft)
    theirs = await organisations.of_office(desk.db, mandate=desk.mandate)
    facts: dict[str, Any] = {
        "text": text,
        "form": form or review_form.shown(draft, theirs),
        "pieces": review_form.pieces(text, found),
        "found": found,
        "zones": sorted(times.zones()),
        "choices": [(each.id, each.name) for each in theirs],
        "quotations": draft.quotations,
    }
    answer = page.form_again if form else page.answer
    return answer(request, desk, "office/review.html", "What we read in it", **facts)
