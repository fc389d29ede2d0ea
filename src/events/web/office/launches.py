"""Launches in the office: the list, a new one, and the page from which all its parts are reached."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from starlette.requests import Request
from starlette.responses import Response

from events import addresses
from events.people import organisations
from events.people.models import Organisation
from events.press import drafts
from events.programme import events, launches, publications, receipts
from events.storage.types import Line
from events.web import forms
from events.web.forms import Details
from events.web.office import finding, page
from events.web.office.guard import Desk

_TITLE: Any = Line(250).edge


class LaunchForm(Details):
    title: _TITLE
    lead: UUID


async def show_list(request: Request, desk: Desk) -> Response:
    found = await launches.of_office(desk.db, mandate=desk.mandate)
    dates = await events.of_launches(desk.db, [each.id for each in found], **desk.by)
    return page.answer(request, desk, "office/launches.html", "Launches", launches=found, events=dates)


async def show(request: Request, desk: Desk) -> Response:
    launch = await finding.launch(request, desk)
    facts: dict[str, Any] = {
        "launch": launch,
        "events": await events.of_launch(desk.db, launch.id, **desk.by),
        "releases": await drafts.of_launch(desk.db, launch.id, **desk.by),
        "publications": await publications.of_launch(desk.db, launch.id, **desk.by),
        "receipts": await receipts.of_launch(desk.db, launch.id),
    }
    return page.answer(request, desk, "office/launch.html", launch.title, crumbs=CRUMBS, **facts)


async def show_new(request: Request, desk: Desk) -> Response:
    theirs = await organisations.of_office(desk.db, mandate=desk.mandate)
    form = await desk.draft_or(forms.shown(lead=theirs[0].id))
    return page.answer(request, desk, *_FORM, crumbs=CRUMBS, form=form, choices=_choices(theirs))


async def begin(request: Request, desk: Desk) -> Response:
    form = forms.read(await request.form(), LaunchForm)
    theirs = await organisations.of_office(desk.db, mandate=desk.mandate)
    lead = next((each for each in theirs if form.found and each.id == form.found.lead), None)
    if form.found and lead is None:
        form.refuse("lead", "Choose one of your organisations.")
    if lead is None or form.mistakes:
        return page.form_again(request, desk, *_FORM, crumbs=CRUMBS, form=form, choices=_choices(theirs))
    launch = launches.begin(desk.db, form.details.title, lead=lead)
    return page.done(addresses.office_launch(launch))


def _choices(organisations: Sequence[Organisation]) -> list[tuple[UUID, str]]:
    return [(each.id, each.name) for each in organisations]


_FORM = ("office/launch_form.html", "A new launch")
CRUMBS = [("Launches", addresses.OFFICE_LAUNCHES)]
