"""The panel as a spreadsheet: taken out as CSV or XLSX, and brought in after somebody has looked it over."""

import asyncio
from collections.abc import Iterable, Sequence
from typing import Any

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import Response

from events.people import sheets
from events.programme import casting
from events.programme.occasions import SpeakerState
from events.storage import tables
from events.web import forms
from events.web.forms import Form
from events.web.office import casting_form, event_page, finding, page, speakers
from events.web.office.guard import Desk

LARGEST = 1_000_000


async def as_csv(request: Request, desk: Desk) -> Response:
    return await _sheet(request, desk, "csv", "text/csv; charset=utf-8")


async def as_xlsx(request: Request, desk: Desk) -> Response:
    return await _sheet(request, desk, "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")


async def show(request: Request, desk: Desk) -> Response:
    return await _page(request, desk, Form())


async def read(request: Request, desk: Desk) -> Response:
    """Says what bringing it in would do; that is done from the page that says so."""
    event = await finding.event(request, desk)
    form: Form[Any] = forms.shown(state=SpeakerState.INVITED)
    file = (await request.form()).get("file")
    content = await file.read(LARGEST + 1) if isinstance(file, UploadFile) else b""
    if not content:
        form.refuse("file", "Choose a CSV or XLSX file.")
    elif len(content) > LARGEST:
        form.refuse("file", "This file is larger than 1 MB; a panel is far smaller.")
    if form.mistakes:
        return await _page(request, desk, form)
    names = await casting.known_names(casting_form.directory(desk, event))
    try:
        sheet = await asyncio.to_thread(sheets.read, content, names)
    except tables.Unreadable as error:
        form.refuse("file", error)
        return await _page(request, desk, form)
    for mistake in sheet.mistakes:
        form.refuse("file", str(mistake))
    if not (sheet.found or form.mistakes):
        form.refuse("file", "There is nobody in this file.")
    if form.mistakes:
        return await _page(request, desk, form)
    words = "\n".join("\t".join(row) for row in sheets.rows(sheet.found))
    readings = await casting_form.read(desk, event, form, "file", words)
    if form.mistakes:
        return await _page(request, desk, form)
    return await speakers.ask(request, desk, event, form, words, readings, checked="sheet", unread=sheet.unread)


async def _sheet(request: Request, desk: Desk, ending: str, media_type: str) -> Response:
    event = await finding.event(request, desk)
    rows: Iterable[Sequence[str]] = sheets.rows(map(casting.as_pasted, event.speakers))
    body = tables.csv_bytes(rows) if ending == "csv" else await asyncio.to_thread(tables.xlsx_bytes, rows, "Panel")
    headers = {"content-disposition": f'attachment; filename="{event.slug}-panel.{ending}"', **page.PRIVATE}
    return Response(body, media_type=media_type, headers=headers)


async def _page(request: Request, desk: Desk, form: Form[Any]) -> Response:
    event = await finding.event(request, desk)
    return await event_page.answer(request, desk, event, "office/speakers_sheet.html", form, "Bring in a panel")
