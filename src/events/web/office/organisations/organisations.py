"""Organisations in the office: those one works for and those one looks after; new ones, and what is said of them."""

from functools import partial
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from events import addresses, search
from events.accounts import organisers
from events.accounts.models import Account, Role
from events.people import organisations
from events.people.models import Organisation
from events.storage.base import kind_of
from events.web import forms
from events.web.forms import Form
from events.web.office import page, uploading
from events.web.office.guard import Desk
from events.web.office.organisations import organisation_form
from events.web.office.organisations.organisation_form import NewForm, OrganisationForm
from events.web.office.releases import pictures
from events.web.public import paging
from events.web.public.paging import Paging

TAKES = pictures.FIELD


async def show_list(request: Request, desk: Desk) -> Response:
    words = paging.words(request, "q")
    among = search.having(desk.db, words, kind_of(Organisation)) if words else None
    place = paging.offset(request)
    found, count = await organisations.kept(desk.db, mandate=desk.mandate, among=among, limit=paging.SIZE, offset=place)
    facts: dict[str, Any] = {
        "organisations": found,
        "words": words,
        "paging": Paging(paging.number(request), count),
        "where": partial(addresses.filtered, addresses.OFFICE_ORGANISATIONS, q=words),
    }
    return page.answer(request, desk, "office/organisations/organisations.html", "Organisations", **facts)


async def show_new(request: Request, desk: Desk) -> Response:
    return organisation_form.show_new(request, desk, await desk.draft_or(Form()))


async def add(request: Request, desk: Desk) -> Response:
    """Kept by one of their own; or their own, if an owner founds it to work for."""
    form = forms.read(await request.form(), NewForm)
    known = await organisations.called(desk.db, form.value("name"), **desk.by) if form.value("name").strip() else None
    if known and not (form.found and form.found.another):
        form.refuse("another", f"There is an organisation of this name, {known.name}. If this is another one, say so.")
    owned = desk.organiser.mandate(Role.OWNER).organisations
    if form.found and form.found.own and not owned:
        form.refuse("own", "Only an owner may found an organisation to work for.")
    if form.mistakes:
        return organisation_form.show_new(request, desk, form)
    organisation = Organisation(name=form.details.name)
    await organisation_form.write(desk, organisation, form)
    if not form.details.own:
        organisation.kept_by_id = min(owned or desk.mandate.organisations)
    await organisations.add(desk.db, organisation)
    if form.details.own:
        await desk.db.flush()
        account = await desk.db.get_one(Account, desk.organiser.account.id)
        await organisers.give_role(desk.db, account, organisation.id, Role.OWNER)
    return page.done(addresses.office_organisation(organisation))


async def show(request: Request, desk: Desk) -> Response:
    organisation = await organisations.in_hand(desk.db, request.path_params["slug"], mandate=desk.mandate)
    form = await desk.draft_or(organisation_form.shown(organisation))
    return await organisation_form.show(request, desk, organisation, form)


async def revise(request: Request, desk: Desk) -> Response:
    organisation = await organisations.in_hand(desk.db, request.path_params["slug"], mandate=desk.mandate)
    form = forms.read(await request.form(), OrganisationForm, stands=organisation_form.shown(organisation))
    await desk.say_who_saved(form, organisation)
    if form.theirs:
        uploading.read(desk.came, form, "picture")
    else:
        await organisation_form.write(desk, organisation, form)
    if form.mistakes or form.theirs:
        return await organisation_form.show(request, desk, organisation, form)
    return page.done(addresses.office_organisation(organisation))
