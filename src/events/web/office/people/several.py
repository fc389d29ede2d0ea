"""Many people or press contacts at once, by lines or a table: shown before they are taken in; and out again."""

from collections.abc import Awaitable, Callable, Iterable, Sequence
from functools import partial
from typing import Any

import anyio.to_thread
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import Response

from events import addresses
from events.accounts.access import Mandate
from events.people import organisations, pasting, persons, several, sheets
from events.people.directory import Directory
from events.people.models import Organisation, PrivateFacts
from events.people.pasted import Pasted
from events.people.several import Step
from events.people.sheets import Sheet
from events.programme import clocks
from events.storage import tables
from events.web import forms
from events.web.forms import Form
from events.web.office import page
from events.web.office.guard import Desk, Undone
from events.web.office.people import person_form
from events.web.site import site

_TITLE = "Several at once"


async def read_people(request: Request, mandate: Mandate) -> None:
    await read_table(request, lambda db: clocks.home(db, *mandate.organisations))


async def read_contacts(request: Request, mandate: Mandate) -> None:
    """Raises NotYours."""

    async def home(db: AsyncSession) -> str | None:
        organisation = await organisations.in_hand(db, request.path_params["slug"], mandate=mandate)
        return await clocks.home(db, organisation.id)

    await read_table(request, home)


async def read_table(request: Request, home: Callable[[AsyncSession], Awaitable[str | None]]) -> None:
    """Beforehand, since it may take some seconds; `_read` tells what was wrong.

    `home` finds the country of those whose list it is, and so of a telephone number without one.
    """
    form = await request.form()
    file, table = form.get("file"), form.get("table")
    content = None
    if isinstance(file, UploadFile):
        content = await file.read() or None
        await file.close()
    if content is None and isinstance(table, str) and table:
        content = table.encode()
    if content is None:
        return
    async with site(request).store.reading_at_desk() as db:
        there = await home(db)
    try:
        request.state.sheet = await anyio.to_thread.run_sync(sheets.read, content, (), there)
    except tables.Unreadable as error:
        request.state.sheet = error


async def show_people(request: Request, desk: Desk) -> Response:
    return await _people_page(request, desk, await desk.draft_or(Form()))


async def take_people_in(request: Request, desk: Desk) -> Response:
    form, found, unread = await _read(request, desk)
    keeper = next((each for each in desk.mandate.organisations if str(each) == form.value("keeper")), None)
    if form.mistakes:
        return await _people_page(request, desk, form)
    directory = Directory(desk.db, keeper or min(desk.mandate.organisations), desk.reader, desk.now)
    meant = {number: who for number in range(len(found)) if (who := form.value(_who(number)))}
    steps = await several.take_in(found, directory, meant)
    for number, who in meant.items():
        if who not in {str(each.id) for each in steps[number].namesakes}:
            form.refuse(_who(number), f"Somebody changed {found[number].name} meanwhile: say again who is meant.")
    if form.value("sure") and not form.mistakes:
        return page.done(addresses.OFFICE_PEOPLE)
    shown = {"steps": steps, "table": _table(found), "unread": unread, "keeps": directory.keeps_person}
    raise Undone(await _people_page(request, desk, form, **shown))


def _who(number: int) -> str:
    """The field that says who is meant by the person at that place."""
    return f"who-{number}"


async def show_contacts(request: Request, desk: Desk) -> Response:
    organisation = await organisations.in_hand(desk.db, request.path_params["slug"], mandate=desk.mandate)
    return _contacts_page(request, desk, organisation, await desk.draft_or(Form()))


async def take_contacts_in(request: Request, desk: Desk) -> Response:
    organisation = await organisations.in_hand(desk.db, request.path_params["slug"], mandate=desk.mandate)
    form, found, unread = await _read(request, desk)
    for each in found:
        if not (each.phone or each.mobile or each.mail):
            form.refuse("lines", f"Line {each.line} has no way to reach {each.name}: add a telephone number or a mail.")
    if form.mistakes:
        return _contacts_page(request, desk, organisation, form)
    directory = Directory(desk.db, organisation.id, desk.reader, desk.now)
    steps = await several.take_contacts_in(found, organisation, directory)
    if form.value("sure"):
        return page.done(addresses.office_organisation(organisation, "contacts"))
    raise Undone(_contacts_page(request, desk, organisation, form, steps=steps, table=_table(found), unread=unread))


async def download_people(request: Request, desk: Desk) -> Response:
    listed = await persons.of_office(desk.db, mandate=desk.mandate)
    known = await desk.db.scalars(
        select(PrivateFacts).where(PrivateFacts.person_id.in_([each.id for each in listed.people]))
    )
    private = {each.person_id: each for each in known}
    today = desk.now.date()
    people = (several.as_pasted(each, private.get(each.id), today) for each in listed.people)
    return _csv("people", sheets.rows(people))


async def download_contacts(request: Request, desk: Desk) -> Response:
    organisation = await organisations.in_hand(desk.db, request.path_params["slug"], mandate=desk.mandate)
    contacts = map(several.contact_as_pasted, organisation.press_contacts)
    return _csv(f"{organisation.slug}-press-contacts", sheets.contact_rows(contacts))


async def _read(request: Request, desk: Desk) -> tuple[Form[Any], Sequence[Pasted], Sequence[str]]:
    """What the form names, by lines or by a table; and the columns of the table that nobody understands."""
    form: Form[Any] = Form(typed=forms.typed(await request.form()))
    sheet: Sheet | tables.Unreadable | None = getattr(request.state, "sheet", None)
    if isinstance(sheet, tables.Unreadable):
        form.refuse("file", sheet)
        return form, (), ()
    if sheet is None:
        names = await organisations.names(desk.db, **desk.by)
        home = await clocks.home(desk.db, *desk.mandate.organisations)
        read = await anyio.to_thread.run_sync(pasting.read, form.value("lines"), names, home)
        sheet = Sheet(read.found, read.mistakes)
    for mistake in sheet.mistakes:
        form.refuse("lines", str(mistake))
    found = [each for each in sheet.found if not each.is_open]
    if not found and not form.mistakes:
        form.refuse("lines", "Nobody is named here: paste one person to a line, or choose a CSV or XLSX file.")
    if len(found) > several.MOST:
        form.refuse("lines", f"These are {len(found):,} people; take in at most {several.MOST} at once.")
    return form, found, sheet.unread


def _table(found: Sequence[Pasted]) -> str:
    """What was read, for the page that asks whether it is right."""
    return tables.csv_bytes(sheets.rows(found)).decode("utf-8-sig")


async def _people_page(request: Request, desk: Desk, form: Form[Any], **shown: Any) -> Response:
    theirs = await organisations.of_office(desk.db, mandate=desk.mandate)
    facts: dict[str, Any] = {"keepers": [(each.id, each.name) for each in theirs], "what": "people"}
    facts["place"] = partial(person_form.place, desk)
    facts["csv"] = f"{addresses.OFFICE_PEOPLE}.csv"
    return _page(request, desk, form, person_form.CRUMBS, addresses.OFFICE_PEOPLE, **facts, **shown)


def _contacts_page(request: Request, desk: Desk, organisation: Organisation, form: Form[Any], **shown: Any) -> Response:
    back = addresses.office_organisation(organisation, "contacts")
    crumbs = [
        ("Organisations", addresses.OFFICE_ORGANISATIONS),
        (organisation.name, addresses.office_organisation(organisation)),
        ("Press contacts", back),
    ]
    facts: dict[str, Any] = {"keepers": [], "what": "press contacts", "csv": f"{back}.csv"}
    return _page(request, desk, form, crumbs, back, **facts, **shown)


def _page(
    request: Request,
    desk: Desk,
    form: Form[Any],
    crumbs: page.Crumbs,
    back: str,
    *,
    steps: Sequence[Step] = (),
    table: str = "",
    unread: Sequence[str] = (),
    **facts: Any,
) -> Response:
    answer = page.form_again if form.mistakes else page.answer
    facts |= {"form": form, "steps": steps, "table": table, "unread": unread, "back": back}
    return answer(request, desk, "office/people/several.html", _TITLE, crumbs=crumbs, **facts)


def _csv(name: str, rows: Iterable[Sequence[str]]) -> Response:
    headers = page.PRIVATE | {"content-disposition": f'attachment; filename="{name}.csv"'}
    return Response(tables.csv_bytes(rows), headers=headers, media_type="text/csv; charset=utf-8")
