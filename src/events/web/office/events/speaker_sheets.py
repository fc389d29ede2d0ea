"""The panel as a spreadsheet: taken out as CSV or XLSX, and brought in after somebody has looked it over."""

import asyncio
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession
from starlette.requests import Request
from starlette.responses import Response

from events.accounts.access import Mandate
from events.people import sheets
from events.people.sheets import Sheet
from events.programme import casting, clocks, events
from events.programme.occasions import SpeakerState
from events.storage import tables
from events.web import forms
from events.web.forms import Form
from events.web.office import finding, page
from events.web.office.events import casting_form, event_page, speakers
from events.web.office.guard import Desk
from events.web.office.people import several


async def as_csv(request: Request, desk: Desk) -> Response:
    return await _sheet(request, desk, "csv", "text/csv; charset=utf-8")


async def as_xlsx(request: Request, desk: Desk) -> Response:
    return await _sheet(request, desk, "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")


async def show(request: Request, desk: Desk) -> Response:
    return await _page(request, desk, Form())


async def read_table(request: Request, mandate: Mandate) -> None:
    """Raises NotYours."""

    async def home(db: AsyncSession) -> str | None:
        event = await events.with_panel(db, request.path_params["slug"], mandate=mandate)
        return await clocks.home(db, event.launch.lead_id)

    await several.read_table(request, home)


async def read(request: Request, desk: Desk) -> Response:
    """Says what bringing it in would do; that is done from the page that says so. After `read_table`."""
    event = await events.with_panel(desk.db, request.path_params["slug"], mandate=desk.mandate)
    form: Form[Any] = forms.shown(state=SpeakerState.INVITED)
    sheet: Sheet | tables.Unreadable | None = getattr(request.state, "sheet", None)
    if isinstance(sheet, Sheet) and sheet.found and not sheet.mistakes:
        words = "\n".join("\t".join(row) for row in sheets.rows(sheet.found))
        known = casting_form.directory(desk, event)
        readings = await casting_form.read(desk, event, form, "file", words, known, of_panel=True)
        if not form.mistakes:
            beside = [f"{said} of {each.name}" for each in sheet.found for said in each.left_out]
            unread = [*sheet.unread, *beside]
            return await speakers.ask(request, desk, form, words, readings, checked="sheet", unread=unread)
    elif isinstance(sheet, Sheet):
        for mistake in sheet.mistakes or ["There is nobody in this file."]:
            form.refuse("file", str(mistake))
    else:
        form.refuse("file", sheet or "Choose a CSV or XLSX file.")
    return await _page(request, desk, form)


async def _sheet(request: Request, desk: Desk, ending: str, media_type: str) -> Response:
    event = await events.with_panel(desk.db, request.path_params["slug"], mandate=desk.mandate)
    rows: Iterable[Sequence[str]] = sheets.rows(map(casting.as_pasted, event.speakers))
    body = tables.csv_bytes(rows) if ending == "csv" else await asyncio.to_thread(tables.xlsx_bytes, rows, "Panel")
    headers = {"content-disposition": f'attachment; filename="{event.slug}-panel.{ending}"', **page.PRIVATE}
    return Response(body, media_type=media_type, headers=headers)


async def _page(request: Request, desk: Desk, form: Form[Any]) -> Response:
    event = await finding.event(request, desk)
    return await event_page.answer(request, desk, event, "office/events/speakers_sheet.html", form, "Bring in a panel")
