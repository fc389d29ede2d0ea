"""Clones: another launch, event or publication like one; drafts, and the page says what they take over."""

from typing import Annotated, Any

from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response

from events import addresses
from events.programme import cloning, neutral
from events.programme.cloning import Parts
from events.programme.models import Launch, Publication
from events.programme.occasions import Event
from events.storage.types import Line
from events.web import forms
from events.web.forms import Details, Form
from events.web.office import finding, page
from events.web.office.events import event_form, event_page
from events.web.office.events.event_form import Day
from events.web.office.guard import Desk
from events.web.office.notices import Said

_Title: Any = Line(250).edge


class LaunchCloneForm(Details):
    title: Annotated[_Title, Field(title="The name of the new launch")]
    hosts: bool = False
    events: bool = False
    panel: bool = False
    programme: bool = False


class EventCloneForm(Details):
    title: Annotated[_Title, Field(title="The title")]
    day: Day | None = None
    panel: bool = False
    programme: bool = False
    second: bool | None = None


class PublicationCloneForm(Details):
    title: Annotated[_Title, Field(title="The title")]
    authors: bool = False


async def show_launch(request: Request, desk: Desk) -> Response:
    launch = await finding.launch(request, desk)
    form = await desk.draft_or(forms.shown(title=launch.title, hosts=True, events=True))
    return _launch_page(request, desk, launch, form)


async def clone_launch(request: Request, desk: Desk) -> Response:
    launch = await finding.launch(request, desk)
    form = forms.read(await request.form(), LaunchCloneForm)
    if form.mistakes:
        return _launch_page(request, desk, launch, form)
    asked = form.details
    parts = Parts(asked.panel, asked.programme) if asked.events else None
    copy = await cloning.of_launch(desk.db, launch, asked.title, hosts=asked.hosts, parts=parts)
    return page.done(addresses.office_launch(copy), Said.COPIED)


async def show_event(request: Request, desk: Desk) -> Response:
    event = await finding.event(request, desk)
    form = await desk.draft_or(forms.shown(title=event.title, programme=True))
    return await _event_page(request, desk, event, form)


async def clone_event(request: Request, desk: Desk) -> Response:
    event = await finding.event(request, desk)
    form = forms.read(await request.form(), EventCloneForm, today=desk.now.date())
    if form.mistakes:
        return await _event_page(request, desk, event, form)
    asked = form.details
    venue = event.venue.full_address if event.venue else None
    title = await neutral.told_apart(desk.db, event.launch, asked.title, venue=venue, day=asked.day)
    try:
        copy = await cloning.of_event(
            desk.db,
            event,
            title,
            day=asked.day,
            second=asked.second,
            parts=Parts(asked.panel, asked.programme),
        )
    except ValueError as error:
        field = event_form.field_of(error)
        form.refuse(field if field in ("day", "second") else "day", error)
        return await _event_page(request, desk, event, form)
    return page.done(addresses.office_event(copy), Said.COPIED)


async def show_publication(request: Request, desk: Desk) -> Response:
    publication = await finding.publication(request, desk)
    return _publication_page(request, desk, publication, await desk.draft_or(forms.shown(authors=True)))


async def clone_publication(request: Request, desk: Desk) -> Response:
    publication = await finding.publication(request, desk)
    form = forms.read(await request.form(), PublicationCloneForm)
    if form.mistakes:
        return _publication_page(request, desk, publication, form)
    asked = form.details
    copy = await cloning.of_publication(desk.db, publication, asked.title, authors=asked.authors)
    return page.done(addresses.office_publication(copy), Said.COPIED)


def _publication_page(request: Request, desk: Desk, publication: Publication, form: Form[Any]) -> Response:
    launch = publication.launch
    crumbs = [
        ("Launches", addresses.OFFICE_LAUNCHES),
        (launch.title, addresses.office_launch(launch)),
        (publication.title, addresses.office_publication(publication)),
    ]
    answer = page.form_again if form.mistakes else page.answer
    template, title = "office/publications/publication_clone.html", "Another publication like it"
    return answer(request, desk, template, title, crumbs=crumbs, publication=publication, form=form)


def _launch_page(request: Request, desk: Desk, launch: Launch, form: Form[Any]) -> Response:
    crumbs = [("Launches", addresses.OFFICE_LAUNCHES), (launch.title, addresses.office_launch(launch))]
    answer = page.form_again if form.mistakes else page.answer
    return answer(
        request,
        desk,
        "office/launches/launch_clone.html",
        "Another launch like it",
        crumbs=crumbs,
        launch=launch,
        form=form,
    )


async def _event_page(request: Request, desk: Desk, event: Event, form: Form[Any]) -> Response:
    return await event_page.answer(
        request, desk, event, "office/events/event_clone.html", form, "Another event like it"
    )
