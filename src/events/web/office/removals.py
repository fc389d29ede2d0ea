"""A person or an organisation that was entered by mistake: removed for good, as long as nothing names them."""

from collections.abc import Sequence
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from events import addresses
from events.people import duplicates, organisations, persons
from events.people.models import Organisation, Person
from events.programme import merging
from events.storage import removal
from events.web.forms import Form
from events.web.office import page
from events.web.office.guard import Desk
from events.web.office.notices import Said
from events.web.office.organisations import organisation_form
from events.web.office.people import person_form
from events.web.office.people.merged import NAMED_BY

# What is a part of them, and goes with them.
_PARTS = {Person: {"affiliations", "private_facts"}, Organisation: {"cautions"}}
_OTHER = ("other record", "other records")


async def show_person(request: Request, desk: Desk) -> Response:
    return await _page(request, desk, await _person(request, desk), Form())


async def remove_person(request: Request, desk: Desk) -> Response:
    return await _remove(request, desk, await _person(request, desk), addresses.OFFICE_PEOPLE)


async def show_organisation(request: Request, desk: Desk) -> Response:
    return await _page(request, desk, await _organisation(request, desk), Form())


async def remove_organisation(request: Request, desk: Desk) -> Response:
    return await _remove(request, desk, await _organisation(request, desk), addresses.OFFICE_ORGANISATIONS)


async def _person(request: Request, desk: Desk) -> Person:
    return await persons.in_hand(desk.db, request.path_params["slug"], mandate=desk.mandate)


async def _organisation(request: Request, desk: Desk) -> Organisation:
    return await organisations.in_hand(desk.db, request.path_params["slug"], mandate=desk.mandate)


async def _remove(request: Request, desk: Desk, row: Person | Organisation, back: str) -> Response:
    if named := await _named_by(desk, row):
        form: Form[Any] = Form()
        form.refuse("act", f"{row.name} stays: named by {', '.join(named)}.")
        return await _page(request, desk, row, form)
    await duplicates.forget(desk.db, row.id)
    await removal.remove(desk.db, row)
    return page.done(back, Said.DELETED)


async def _named_by(desk: Desk, row: Person | Organisation) -> Sequence[str]:
    """What would lose a name that it has: as many of which kind."""
    counts = await merging.reached(desk.db, row)
    parts = _PARTS[type(row)]
    named = {NAMED_BY.get(kind, _OTHER): count for kind, count in counts.items() if kind not in parts}
    return [f"{count} {one if count == 1 else several}" for (one, several), count in named.items()]


async def _page(request: Request, desk: Desk, row: Person | Organisation, form: Form[Any]) -> Response:
    is_person = isinstance(row, Person)
    place = addresses.office_person(row) if is_person else addresses.office_organisation(row)
    crumbs = [*(person_form.CRUMBS if is_person else organisation_form.CRUMBS), (row.name, place)]
    facts: dict[str, Any] = {"row": row, "place": place, "form": form, "named": await _named_by(desk, row)}
    answer = page.form_again if form.mistakes else page.answer
    return answer(request, desk, "office/removal.html", f"Remove {row.name}", crumbs=crumbs, **facts)
