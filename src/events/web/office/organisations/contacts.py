"""Whom the press may ring at an organisation: one more, revised, put in order, taken off."""

from typing import Annotated, Any

from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response

from events import addresses
from events.people import organisations, phones
from events.people.models import Organisation, PressContact
from events.press import pins
from events.programme import clocks, ordering
from events.storage import types
from events.storage.types import Line
from events.web import forms
from events.web.forms import Details, Form
from events.web.office import finding, page
from events.web.office.guard import Desk
from events.web.office.organisations import organisation_form

_Name: Any = Line(160).edge
_Phone: Any = phones.EDGE
_Mail: Any = types.mail().edge
_FACTS = ("name", "phone", "mail", "hours", "out_of_hours")


class ContactForm(Details):
    name: Annotated[_Name, Field(title="The name")]
    phone: Annotated[_Phone, Field(title="The telephone number")] | None = None
    mail: Annotated[_Mail, Field(title="The mail address")] | None = None
    hours: Annotated[_Name, Field(title="The hours")] | None = None
    out_of_hours: Annotated[_Phone, Field(title="The number out of hours")] | None = None


async def show_list(request: Request, desk: Desk) -> Response:
    organisation = await organisations.in_hand(desk.db, request.path_params["slug"], mandate=desk.mandate)
    return await _list(request, desk, organisation, await desk.draft_or(Form()))


async def add(request: Request, desk: Desk) -> Response:
    organisation = await organisations.in_hand(desk.db, request.path_params["slug"], mandate=desk.mandate)
    form = await _read(request, desk, organisation)
    if form.mistakes:
        return await _list(request, desk, organisation, form)
    contact = PressContact(organisation_id=organisation.id, **form.details.model_dump())
    await organisations.add_press_contact(desk.db, contact)
    return _done(organisation)


async def show(request: Request, desk: Desk) -> Response:
    organisation, contact = await _contact(request, desk)
    return await _one(request, desk, organisation, contact, await desk.draft_or(_shown(contact)))


async def revise(request: Request, desk: Desk) -> Response:
    organisation, contact = await _contact(request, desk)
    form = await _read(request, desk, organisation, _shown(contact))
    await desk.say_who_saved(form, contact)
    if form.mistakes or form.theirs:
        return await _one(request, desk, organisation, contact, form)
    for name in _FACTS:
        setattr(contact, name, getattr(form.details, name))
    contact.came_with_release = False
    return _done(organisation)


async def move(request: Request, desk: Desk) -> Response:
    organisation, contact = await _contact(request, desk)
    ordering.move(organisation.press_contacts, contact, up=await forms.goes_up(request))
    return page.done(f"{addresses.office_organisation(organisation, 'contacts')}#{contact.id}")


async def take_off(request: Request, desk: Desk) -> Response:
    organisation, contact = await _contact(request, desk)
    await pins.take_off(desk.db, contact, now=desk.now)
    return _done(organisation)


async def _read(
    request: Request, desk: Desk, organisation: Organisation, stands: Form[Any] | None = None
) -> Form[ContactForm]:
    home = await clocks.home(desk.db, organisation.id)
    form = forms.read(await request.form(), ContactForm, home=home, stands=stands)
    if not (form.value("phone").strip() or form.value("mail").strip()):
        form.refuse("phone", organisations.Unreachable())
    return form


async def _contact(request: Request, desk: Desk) -> tuple[Organisation, PressContact]:
    """Raises NotYours."""
    organisation = await organisations.in_hand(desk.db, request.path_params["slug"], mandate=desk.mandate)
    return organisation, finding.part(organisation.press_contacts, request.path_params["contact"])


def _shown(contact: PressContact) -> Form[Any]:
    return forms.marked(**{name: getattr(contact, name) for name in _FACTS})


async def _list(request: Request, desk: Desk, organisation: Organisation, form: Form[Any]) -> Response:
    answer = page.form_again if form.mistakes else page.answer
    ids = [each.id for each in organisation.press_contacts]
    facts: dict[str, Any] = {"organisation": organisation, "form": form}
    facts["pins"] = await pins.of_contacts(desk.db, ids, **desk.by)
    crumbs = organisation_form.crumbs(organisation)
    return answer(request, desk, "office/organisations/contacts.html", "Press contacts", crumbs=crumbs, **facts)


async def _one(
    request: Request, desk: Desk, organisation: Organisation, contact: PressContact, form: Form[Any]
) -> Response:
    again = form.mistakes or (form.theirs and not form.kept_at)
    answer = page.form_again if again else page.answer
    named = (await pins.of_contacts(desk.db, [contact.id], **desk.by))[contact.id]
    facts: dict[str, Any] = {"organisation": organisation, "contact": contact, "form": form, "named": named}
    back = ("Press contacts", addresses.office_organisation(organisation, "contacts"))
    crumbs = [*organisation_form.crumbs(organisation), back]
    return answer(request, desk, "office/organisations/contact.html", contact.name, crumbs=crumbs, **facts)


def _done(organisation: Organisation) -> Response:
    return page.done(addresses.office_organisation(organisation, "contacts"))
