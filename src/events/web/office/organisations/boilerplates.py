"""What an organisation says of itself: every version in every language, and the next one; none is ever overwritten."""

from typing import Annotated, Any

from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response

from events import addresses
from events.accounts import activity
from events.people import organisations
from events.people.models import Boilerplate, Organisation
from events.press import pins
from events.storage import types
from events.storage.base import kind_of
from events.storage.types import Prose
from events.web import forms
from events.web.forms import Details, Form
from events.web.office import page
from events.web.office.guard import Desk
from events.web.office.organisations import organisation_form

_Text: Any = Prose(4000).edge
_Language: Any = types.language().edge


class BoilerplateForm(Details):
    language: Annotated[_Language, Field(title="The language")]
    text: Annotated[_Text, Field(title="The text")]


async def show(request: Request, desk: Desk) -> Response:
    organisation = await organisations.in_hand(desk.db, request.path_params["slug"], mandate=desk.mandate)
    return await _page(request, desk, organisation, await desk.draft_or(_first(organisation)))


async def add(request: Request, desk: Desk) -> Response:
    organisation = await organisations.in_hand(desk.db, request.path_params["slug"], mandate=desk.mandate)
    data = await request.form()
    last = _latest(organisation, str(data.get("language", "")).strip())
    form = forms.read(data, BoilerplateForm, stands=_shown(last) if last else None)
    await desk.say_who_saved(form, last or organisation)
    if form.mistakes or form.theirs:
        return await _page(request, desk, organisation, form)
    details = form.details
    await organisations.add_boilerplate(desk.db, organisation, details.text, language=details.language)
    return page.done(addresses.office_organisation(organisation, "boilerplates"))


def _latest(organisation: Organisation, language: str) -> Boilerplate | None:
    return next((each for each in organisations.latest_boilerplates(organisation) if each.language == language), None)


def _shown(last: Boilerplate) -> Form[Any]:
    return forms.marked(language=last.language, text=last.text)


def _first(organisation: Organisation) -> Form[Any]:
    latest = organisations.latest_boilerplates(organisation)
    return _shown(latest[0]) if latest else forms.shown(language="en-GB")


def _ours_first(boilerplate: Boilerplate) -> tuple[bool, str, int]:
    """The language of our pages first, and of each the newest version."""
    return boilerplate.language != "en-GB", boilerplate.language, -boilerplate.version


async def _page(request: Request, desk: Desk, organisation: Organisation, form: Form[Any]) -> Response:
    again = form.mistakes or (form.theirs and not form.kept_at)
    answer = page.form_again if again else page.answer
    versions = sorted(organisation.boilerplates, key=_ours_first)
    keys = [(kind_of(Boilerplate), str(each.id)) for each in versions]
    changes, _ = await activity.of(desk.db, keys, limit=1_000) if keys else ([], 0)
    language = form.value("language")
    last = _latest(organisation, language)
    facts: dict[str, Any] = {
        "organisation": organisation,
        "form": form,
        "versions": versions,
        "zone": await desk.zone_of(organisation),
        "written": {each.row_id: each for each in changes if each.did == "added"},
        "pins": await pins.of_boilerplates(desk.db, [each.id for each in versions], **desk.by),
        "next": last.version + 1 if last else 1,
        "latest": {each.id for each in organisations.latest_boilerplates(organisation)},
    }
    crumbs = organisation_form.crumbs(organisation)
    return answer(request, desk, "office/organisations/boilerplates.html", "Boilerplates", crumbs=crumbs, **facts)
