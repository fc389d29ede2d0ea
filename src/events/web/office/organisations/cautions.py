"""Caution periods of an organisation: entered, and ended. Preflight asks about whatever goes out within one."""

from datetime import timedelta
from typing import Annotated, Any

from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response

from events import addresses
from events.accounts.access import NotYours
from events.people import cautions, organisations
from events.people.models import Caution, Organisation
from events.storage.types import Line
from events.web import forms
from events.web.forms import Details, Form
from events.web.office import page
from events.web.office.events.event_form import Day
from events.web.office.guard import Desk
from events.web.office.organisations import organisation_form

_Name: Any = Line(160).edge
_Note: Any = Line(600).edge
USUAL = ("Pre-election period", "Mourning", "Results not to be anticipated", "Court proceedings")


class CautionForm(Details):
    name: Annotated[_Name, Field(title="What it is")]
    starts: Annotated[Day, Field(title="The first day")]
    ends: Annotated[Day, Field(title="The last day")]
    note: Annotated[_Note, Field(title="The note")] | None = None


async def show(request: Request, desk: Desk) -> Response:
    organisation = await organisations.in_hand(desk.db, request.path_params["slug"], mandate=desk.mandate)
    return await _page(request, desk, organisation, await desk.draft_or(Form()))


async def add(request: Request, desk: Desk) -> Response:
    organisation = await organisations.in_hand(desk.db, request.path_params["slug"], mandate=desk.mandate)
    form = forms.read(await request.form(), CautionForm, today=desk.now.date())
    try:
        if form.found:
            cautions.add(desk.db, organisation.id, **form.found.model_dump())
    except cautions.EndsBeforeItStarts as error:
        form.refuse("ends", error)
    if form.mistakes:
        return await _page(request, desk, organisation, form)
    return _done(organisation)


async def end(request: Request, desk: Desk) -> Response:
    organisation = await organisations.in_hand(desk.db, request.path_params["slug"], mandate=desk.mandate)
    caution = await desk.db.get(Caution, request.path_params["caution"])
    if caution is None or caution.organisation_id != organisation.id:
        raise NotYours
    await cautions.end(desk.db, caution, on=desk.now.date())
    return _done(organisation)


async def _page(request: Request, desk: Desk, organisation: Organisation, form: Form[Any]) -> Response:
    answer = page.form_again if form.mistakes else page.answer
    today = desk.now.date()
    facts: dict[str, Any] = {
        "organisation": organisation,
        "form": form,
        "cautions": await cautions.of(desk.db, [organisation.id]),
        "usual": USUAL,
        "today": today,
        "yesterday": today - timedelta(days=1),
    }
    crumbs = organisation_form.crumbs(organisation)
    return answer(request, desk, "office/organisations/cautions.html", "Caution periods", crumbs=crumbs, **facts)


def _done(organisation: Organisation) -> Response:
    return page.done(addresses.office_organisation(organisation, "cautions"))
