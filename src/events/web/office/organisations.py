"""Organisations in the office: what is said of them, their boilerplates, and whom the press may ring."""

from typing import Annotated, Any

from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response

from events import addresses
from events.people import organisations
from events.people.models import Organisation, OrganisationKind, PressContact
from events.storage import types
from events.storage.types import Line, Prose, Web
from events.web import forms
from events.web.forms import Details, Form
from events.web.office import page
from events.web.office.guard import Desk

_Name: Any = Line(250).edge
_Short: Any = Line(60).edge
_Description: Any = Prose(4000).edge
_Web: Any = Web().edge
_Colour: Any = types.colour().edge
_Person: Any = Line(160).edge
_Phone: Any = types.phone().edge
_Mail: Any = types.mail().edge


class OrganisationForm(Details):
    revision: int | None = None
    name: Annotated[_Name, Field(title="The name")]
    short_name: _Short | None = None
    kind: OrganisationKind | None = None
    website: Annotated[_Web, Field(title="The website")] | None = None
    accent: Annotated[_Colour, Field(title="The colour")] | None = None
    description: _Description | None = None
    boilerplate: _Description | None = None


class ContactForm(Details):
    name: Annotated[_Person, Field(title="The name")]
    phone: Annotated[_Phone, Field(title="The telephone number")] | None = None
    mail: Annotated[_Mail, Field(title="The mail address")] | None = None


CRUMBS = [("Organisations", addresses.OFFICE_ORGANISATIONS)]


async def show_list(request: Request, desk: Desk) -> Response:
    found = await organisations.kept(desk.db, mandate=desk.mandate)
    return page.answer(request, desk, "office/organisations.html", "Organisations", organisations=found)


async def show(request: Request, desk: Desk) -> Response:
    organisation = await organisations.in_hand(desk.db, request.path_params["slug"], mandate=desk.mandate)
    return _page(request, desk, organisation, await desk.draft_or(_shown(organisation)))


async def revise(request: Request, desk: Desk) -> Response:
    organisation = await organisations.in_hand(desk.db, request.path_params["slug"], mandate=desk.mandate)
    form = forms.read(await request.form(), OrganisationForm)
    if form.found and form.found.revision != organisation.revision:
        form.theirs = _shown(organisation).typed
    if form.mistakes or form.theirs:
        return _page(request, desk, organisation, form)
    facts = form.details.model_dump(exclude={"revision", "boilerplate"})
    for name, value in facts.items():
        setattr(organisation, name, value)
    if form.details.boilerplate:
        await organisations.add_boilerplate(desk.db, organisation, form.details.boilerplate)
    return page.done(addresses.office_organisation(organisation))


async def add_contact(request: Request, desk: Desk) -> Response:
    organisation = await organisations.in_hand(desk.db, request.path_params["slug"], mandate=desk.mandate)
    form = forms.read(await request.form(), ContactForm)
    try:
        if form.found:
            contact = PressContact(organisation_id=organisation.id, **form.found.model_dump())
            await organisations.add_press_contact(desk.db, contact)
    except organisations.Unreachable as error:
        form.refuse("phone", error)
    if form.mistakes:
        return _page(request, desk, organisation, _shown(organisation), form)
    return page.done(f"{addresses.office_organisation(organisation)}#h-contacts")


def _shown(organisation: Organisation) -> Form[Any]:
    latest = organisations.latest_boilerplates(organisation)
    return forms.shown(
        revision=organisation.revision,
        name=organisation.name,
        short_name=organisation.short_name,
        kind=organisation.kind,
        website=organisation.website,
        accent=organisation.accent,
        description=organisation.description,
        boilerplate=latest[0].text if latest else None,
    )


def _page(
    request: Request, desk: Desk, organisation: Organisation, form: Form[Any], contact: Form[Any] | None = None
) -> Response:
    again = form.mistakes or (form.theirs and not form.kept_at) or contact
    answer = page.form_again if again else page.answer
    facts: dict[str, Any] = {
        "organisation": organisation,
        "form": form,
        "contact": contact or Form(),
        "kinds": [(each.value, each.value.capitalize()) for each in OrganisationKind],
    }
    return answer(request, desk, "office/organisation.html", organisation.name, crumbs=CRUMBS, **facts)
