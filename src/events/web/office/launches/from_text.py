"""A launch from a text: pasted or from a file it is read, what was read in it is looked over, and a draft comes out."""

from typing import Any

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from events import addresses, times
from events.accounts import drafts
from events.accounts.access import Mandate
from events.people import organisations
from events.press import bare_lists, taking_in
from events.press import drafts as releases
from events.press.reading import apart, files
from events.press.reading.draft import Draft
from events.press.reading.layout import source
from events.programme import all_series, clocks, events, publications
from events.web import forms
from events.web.forms import Form
from events.web.office import page
from events.web.office.events import event_form
from events.web.office.guard import Desk
from events.web.office.launches import review_form, review_of_draft, review_origins
from events.web.office.launches.review_form import ReviewForm

REVIEW = f"{addresses.OFFICE_NEW}/launch"
_TAKEN = "That number is taken: the report is made without one, and asked about before it goes out."


async def show(request: Request, desk: Desk) -> Response:
    return await _paste(request, desk, await desk.draft_or(Form()))


async def open_file(request: Request, _mandate: Mandate) -> None:
    """Its text, beforehand, since a document may take seconds; or what is wrong with it."""
    file = (await request.form()).get("file")
    request.state.opened = None
    if isinstance(file, UploadFile) and file.filename:
        try:
            request.state.opened = await apart.opened(file.filename, await file.read(files.LARGEST + 1))
        except files.Unreadable as error:
            request.state.opened = error


async def take(request: Request, desk: Desk) -> Response:
    """The text, pasted or from the file, is kept at its review: whoever closes the tab there finds it again."""
    form: Form[Any] = Form(typed=forms.typed(await request.form()))
    opened: files.Opened | files.Unreadable | None = request.state.opened
    text = opened.text if isinstance(opened, files.Opened) else form.value("text")
    if isinstance(opened, files.Unreadable):
        form.refuse("file", opened)
    elif opened is None and not text.strip():
        form.refuse("text", "Paste a text here, or choose a file.")
    elif opened is None and len(text) > source.LONGEST:
        form.refuse("text", f"That is over {source.LONGEST:,} characters.")
    if form.mistakes:
        return await _paste(request, desk, form)
    kept = {"text": [text]}
    if isinstance(opened, files.Opened) and opened.warning:
        kept["left_out"] = [opened.warning]
    await drafts.keep(desk.db, desk.organiser.account.id, REVIEW, kept, now=desk.now)
    return RedirectResponse(REVIEW, 303)


async def show_review(request: Request, desk: Desk) -> Response:
    """What is read in the text, in a form beside it; or the form as it was when a tab was closed or a session ended."""
    form: Form[Any] = await desk.draft_or(Form())
    text = _plain(form.value("text"))
    if not text.strip():
        return await _paste(request, desk, Form())
    is_untouched = form.typed.keys() <= {"text", "left_out"}
    return await _review(request, desk, text, None if is_untouched else form, form.value("left_out"))


async def make(request: Request, desk: Desk) -> Response:
    """The launch with all its drafts, and then its review before it is published."""
    form = forms.read(await request.form(), ReviewForm, today=desk.now.date())
    text = _plain(form.value("text"))[: source.LONGEST]
    theirs = await organisations.of_office(desk.db, mandate=desk.mandate)
    lead = next((each for each in theirs if form.found and each.id == form.found.lead), None)
    if form.found and lead is None:
        form.refuse("lead", "Choose one of your organisations.")
    facts = None
    if form.found and lead:
        facts = review_form.facts(form, lead, await clocks.home(desk.db, lead.id))
    if facts is None or lead is None or form.mistakes:
        return await _review(request, desk, text, form)
    try:
        taken = await taking_in.take_in(desk.db, facts, lead, **desk.by)
    except ValueError as error:
        form.refuse(field_of(error), error)
        return await _review(request, desk, text, form)
    await taking_in.tell(desk.db, taken, by=desk.organiser.by, now=desk.now)
    return page.done(addresses.office_launch(taken.launch, "publication"))


def field_of(error: ValueError) -> str:
    """Where it can be mended; hours are those of the event, since those of an embargo are read before."""
    if isinstance(error, events.NeedsDay | events.NeedsZone | events.EndsBeforeItBegins):
        return event_form.field_of(error)
    field = event_form.field_of(error)
    return "headline" if field == "act" else field


def _plain(text: str) -> str:
    """Without the ends of lines that browsers send."""
    return text.replace("\r\n", "\n")


async def _paste(request: Request, desk: Desk, form: Form[Any]) -> Response:
    kept = await drafts.kept(desk.db, desk.organiser.account.id, [REVIEW], now=desk.now)
    begun = drafts.first_words(kept[REVIEW]) if kept else ""
    answer = page.form_again if form.mistakes else page.answer
    return answer(request, desk, "office/launches/new.html", "New from text", form=form, begun=begun, review=REVIEW)


async def _is_taken(desk: Desk, form: Form[Any]) -> bool:
    """Whether another report has the number in its series, as these are read or typed."""
    number = form.value("number").strip()
    if not number.isdecimal() or len(number) > 4:
        return False
    theirs = [each for each in desk.mandate.organisations if form.value("lead") in ("", str(each))]
    series = await all_series.titled(desk.db, form.value("series"), theirs, **desk.by)
    there = await publications.numbered(desk.db, series.id, mandate=desk.mandate) if series else ()
    return int(number) in {each.series_number for each in there}


async def _review(request: Request, desk: Desk, text: str, form: Form[Any] | None, left_out: str = "") -> Response:
    """`left_out` says what of a file is not in its text."""
    is_read = True
    try:
        draft = await apart.draft(text, today=desk.now.date())
    except files.Unreadable:
        draft, is_read = Draft(), False  # the form stands empty beside the text
    draft, order = bare_lists.told_apart(text, draft)
    found = review_origins.of(draft)
    theirs = await organisations.of_office(desk.db, mandate=desk.mandate)
    form = form or review_of_draft.shown(draft, theirs, order.lines, zone=await desk.zone())
    notes = review_of_draft.notes(form, draft, found, theirs, order, text)
    if left_out:
        notes["body"] = " ".join(filter(None, (left_out, notes.get("body"))))
    if await _is_taken(desk, form):
        notes.setdefault("series", _TAKEN)
    if "event" in notes:
        found.pop("event", None)  # what it is called is not what the text says
    pieces = review_origins.pieces(text, found)
    facts: dict[str, Any] = {
        "text": text,
        "is_read": is_read,
        "form": form,
        "pieces": pieces,
        "marked": review_origins.marked(pieces),
        "found": found,
        "to_check": review_origins.to_check(found),
        "notes": notes,
        "unsaid": review_of_draft.unsaid(draft),
        "is_list": review_form.only_lists(form),
        "zones": sorted(times.zones()),
        "choices": [(each.id, each.name) for each in theirs],
        "before": await releases.of_headline(desk.db, form.value("headline"), mandate=desk.mandate),
        "new_houses": review_form.new_houses(form, await organisations.names(desk.db, **desk.by)),
    }
    answer = page.form_again if form.mistakes else page.answer
    heading = review_origins.heading(found, notes) if is_read else "This text could not be read"
    return answer(request, desk, "office/launches/review.html", heading, **facts)
