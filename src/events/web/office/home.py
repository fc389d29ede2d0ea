"""The first page of the office: what needs doing, and the launches."""

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from events import addresses
from events.accounts import drafts
from events.people import organisations
from events.programme import doing
from events.web import forms
from events.web.office import page
from events.web.office.guard import Desk


async def show(request: Request, desk: Desk) -> Response:
    todo = await doing.needed(desk.db, mandate=desk.mandate, **desk.by)
    begun = await drafts.of(desk.db, desk.organiser.account.id, now=desk.now)
    theirs = await organisations.of_office(desk.db, mandate=desk.mandate)
    title = doing.heading(todo)
    return page.answer(request, desk, "office/home.html", title, todo=todo, begun=begun, theirs=theirs)


async def keep_draft(request: Request, desk: Desk) -> Response:
    """What is being typed, kept without a word; or dropped, if they ask for that."""
    data = await request.form()
    if data.get("discard"):
        path = str(data.get("path", addresses.OFFICE))
        await drafts.drop(desk.db, desk.organiser.account.id, path)
        return RedirectResponse(path if path.startswith("/office") else addresses.OFFICE, 303)
    typed = forms.typed(data)
    form = typed.pop("form", [""])[0]
    size = sum(len(each) for values in typed.values() for each in values)
    if form.startswith(addresses.OFFICE) and len(form) <= 250 and size <= drafts.MOST_BYTES:
        await drafts.keep(desk.db, desk.organiser.account.id, form, typed, now=desk.now)
    return Response(status_code=204)
