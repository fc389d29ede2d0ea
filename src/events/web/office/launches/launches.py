"""Launches in the office: the list, a new one, its name, and the page from which all its parts are reached."""

from collections.abc import Sequence
from enum import StrEnum
from functools import partial
from typing import Annotated, Any, TypeVar
from uuid import UUID

from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response

from events import addresses
from events.people import organisations
from events.people.models import Organisation
from events.press import drafts
from events.programme import event_lists, launch_list, launches, publications, receipts
from events.programme.launch_list import Filters, State, When
from events.storage.types import Line
from events.web import forms
from events.web.forms import Details
from events.web.office import finding, openly, page
from events.web.office.guard import Desk
from events.web.public import paging
from events.web.public.paging import Paging

_TITLE: Any = Line(250).edge
_SIZE = 50


class LaunchForm(Details):
    title: Annotated[_TITLE, Field(title="What is launched")]
    lead: UUID


class TitleForm(Details):
    title: Annotated[_TITLE, Field(title="What is launched")]


async def show_list(request: Request, desk: Desk) -> Response:
    theirs = await organisations.of_office(desk.db, mandate=desk.mandate)
    filters = Filters(
        words=paging.words(request, "q"),
        when=_chosen(When, request.query_params.get("when")),
        state=_chosen(State, request.query_params.get("state")),
        lead=next((each.id for each in theirs if each.slug == request.query_params.get("lead")), None),
    )
    asked = {name: request.query_params.get(name) for name in ("q", "when", "state", "lead")}
    offset = paging.offset(request, _SIZE)
    found, count = await launch_list.listed(
        desk.db, filters, mandate=desk.mandate, now=desk.now, limit=_SIZE, offset=offset
    )
    dates = await event_lists.of_launches(desk.db, [each.id for each in found], **desk.by)
    facts: dict[str, Any] = {
        "launches": found,
        "events": dates,
        "filters": filters,
        "theirs": theirs,
        "paging": Paging(paging.number(request), count, _SIZE),
        "where": partial(addresses.filtered, addresses.OFFICE_LAUNCHES, **asked),
        **await openly.of(desk, *(addresses.event(each) for some in dates.values() for each in some)),
    }
    return page.answer(request, desk, "office/launches/launches.html", "Launches", **facts)


async def show(request: Request, desk: Desk) -> Response:
    launch = await finding.launch(request, desk)
    held = await event_lists.of_launch(desk.db, launch.id, **desk.by)
    written = await drafts.of_launch(desk.db, launch.id, **desk.by)
    launched = await publications.of_launch(desk.db, launch.id, **desk.by)
    pages = [
        *map(addresses.event, held),
        *map(addresses.release, written),
        *map(addresses.publication, launched),
    ]
    facts: dict[str, Any] = {
        "launch": launch,
        "events": held,
        "releases": written,
        "publications": launched,
        **await openly.of(desk, *pages, receipts=await receipts.of_launch(desk.db, launch.id)),
    }
    return page.answer(request, desk, "office/launches/launch.html", launch.title, crumbs=CRUMBS, **facts)


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


async def show_title(request: Request, desk: Desk) -> Response:
    launch = await finding.launch(request, desk)
    form = await desk.draft_or(forms.marked(title=launch.title))
    crumbs = [*CRUMBS, (launch.title, addresses.office_launch(launch))]
    return page.answer(request, desk, *_TITLE_FORM, crumbs=crumbs, form=form, launch=launch)


async def rename(request: Request, desk: Desk) -> Response:
    launch = await finding.launch(request, desk)
    form = forms.read(await request.form(), TitleForm, stands=forms.marked(title=launch.title))
    await desk.say_who_saved(form, launch)
    if form.mistakes or form.theirs:
        crumbs = [*CRUMBS, (launch.title, addresses.office_launch(launch))]
        return page.form_again(request, desk, *_TITLE_FORM, crumbs=crumbs, form=form, launch=launch)
    launch.title = form.details.title
    return page.done(addresses.office_launch(launch))


def _choices(organisations: Sequence[Organisation]) -> list[tuple[UUID, str]]:
    return [(each.id, each.name) for each in organisations]


C = TypeVar("C", bound=StrEnum)


def _chosen(kind: type[C], asked: str | None) -> C | None:
    """What is none of these is as if it were not asked for."""
    return kind(asked) if asked in set(kind) else None


_FORM = ("office/launches/launch_form.html", "A new launch")
_TITLE_FORM = ("office/launches/launch_title.html", "Rename")
CRUMBS = [("Launches", addresses.OFFICE_LAUNCHES)]
