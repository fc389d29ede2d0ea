"""The facts of an organisation as a form, and the page they stand on."""

from typing import Annotated, Any, Literal

from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response

from events import addresses
from events.accounts.models import Role
from events.people import accents
from events.people.models import Organisation, OrganisationKind
from events.storage import types
from events.storage.types import Line, Prose, Web
from events.web import forms
from events.web.forms import Form
from events.web.office import page, reaching
from events.web.office.guard import Desk
from events.web.office.releases import pictures
from events.web.office.releases.pictures import PictureForm

_Name: Any = Line(250).edge
_Short: Any = Line(60).edge
_Description: Any = Prose(4000).edge
_Web: Any = Web().edge
_Colour: Any = types.colour().edge
_Ror: Any = types.ror().edge


class OrganisationForm(PictureForm):
    name: Annotated[_Name, Field(title="The name")]
    short_name: Annotated[_Short, Field(title="The short name")] | None = None
    kind: OrganisationKind | None = None
    website: Annotated[_Web, Field(title="The website")] | None = None
    accent: Annotated[_Colour, Field(title="The colour")] | None = None
    ror: Annotated[_Ror, Field(title="The ROR id")] | None = None
    description: Annotated[_Description, Field(title="The description")] | None = None


class NewForm(OrganisationForm):
    own: Literal["yes"] | None = None  # to work for it, and not only to name it
    another: Literal["yes"] | None = None  # though one of this name is known


CRUMBS = [("Organisations", addresses.OFFICE_ORGANISATIONS)]
_FACTS = ("name", "short_name", "kind", "website", "accent", "ror", "description")
KINDS = [(each.value, each.value.capitalize()) for each in OrganisationKind]


def crumbs(organisation: Organisation) -> list[tuple[str, str]]:
    """What leads to a part of an organisation's pages."""
    return [*CRUMBS, (organisation.name, addresses.office_organisation(organisation))]


async def write(desk: Desk, organisation: Organisation, form: Form[Any]) -> None:
    """What is wrong with a logo is refused."""
    await pictures.put(desk, form, organisation, "logo_id")
    for name in _FACTS if form.found else ():
        setattr(organisation, name, getattr(form.found, name))


def shown(organisation: Organisation) -> Form[Any]:
    facts = {name: getattr(organisation, name) for name in _FACTS}
    return forms.marked(**facts, **pictures.shown(organisation.logo))


async def show(request: Request, desk: Desk, organisation: Organisation, form: Form[Any]) -> Response:
    again = form.mistakes or (form.theirs and not form.kept_at)
    answer = page.form_again if again else page.answer
    facts: dict[str, Any] = {
        "organisation": organisation,
        "form": form,
        "kinds": KINDS,
        **await reaching.of_name(desk, organisation),
        "contrast": accents.told(organisation.accent) if organisation.accent else None,
    }
    return answer(request, desk, "office/organisations/organisation.html", organisation.name, crumbs=CRUMBS, **facts)


def show_new(request: Request, desk: Desk, form: Form[Any]) -> Response:
    answer = page.form_again if form.mistakes else page.answer
    may_found = bool(desk.organiser.mandate(Role.OWNER).organisations)
    facts: dict[str, Any] = {"form": form, "kinds": KINDS, "may_found": may_found}
    return answer(
        request, desk, "office/organisations/organisation_new.html", "Another organisation", crumbs=CRUMBS, **facts
    )
