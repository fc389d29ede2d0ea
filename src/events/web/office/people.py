"""Persons in the office: who is known, somebody new, and what is kept of them."""

from typing import Annotated, Any

from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response

from events import addresses
from events.people import persons
from events.people.directory import Directory
from events.people.models import Person, PrivateFacts
from events.storage import types
from events.storage.types import Line, Prose
from events.web import forms
from events.web.forms import Details, Form
from events.web.office import page
from events.web.office.guard import Desk

_Name: Any = Line(160).edge
_Pronouns: Any = Line(40).edge
_Biography: Any = Prose(4000).edge
_Orcid: Any = types.orcid().edge
_Mail: Any = types.mail().edge
_Mobile: Any = types.phone().edge
_Posts: Any = Prose(4000).edge
_Salutation: Any = Line(100).edge


class PersonForm(Details):
    revision: int | None = None
    name: Annotated[_Name, Field(title="The name")]
    pronouns: _Pronouns | None = None
    biography: _Biography | None = None
    orcid: Annotated[_Orcid, Field(title="The ORCID")] | None = None
    posts: _Posts | None = None
    salutation: _Salutation | None = None
    mail: Annotated[_Mail, Field(title="The mail address")] | None = None
    mobile: Annotated[_Mobile, Field(title="The mobile number")] | None = None


CRUMBS = [("People", addresses.OFFICE_PEOPLE)]
_NEW = "Somebody new"


async def show_list(request: Request, desk: Desk) -> Response:
    found = await persons.of_office(desk.db, mandate=desk.mandate)
    return page.answer(request, desk, "office/people.html", "People", people=found)


async def show_new(request: Request, desk: Desk) -> Response:
    return _page(request, desk, None, await desk.draft_or(Form()))


async def add(request: Request, desk: Desk) -> Response:
    form = forms.read(await request.form(), PersonForm)
    posts = _posts(form)
    if form.mistakes:
        return _page(request, desk, None, form)
    keeper = min(desk.mandate.organisations)
    person = await persons.add(desk.db, Person(name=form.details.name, kept_by_id=keeper))
    await _write(desk, person, form.details, posts, Directory(desk.db, keeper, desk.reader, desk.now))
    return page.done(addresses.office_person(person))


async def show(request: Request, desk: Desk) -> Response:
    person = await persons.in_hand(desk.db, request.path_params["slug"], mandate=desk.mandate)
    private = await desk.db.get(PrivateFacts, person.id)
    return _page(request, desk, person, await desk.draft_or(_shown(person, private)))


async def revise(request: Request, desk: Desk) -> Response:
    person = await persons.in_hand(desk.db, request.path_params["slug"], mandate=desk.mandate)
    form = forms.read(await request.form(), PersonForm)
    posts = _posts(form)
    if form.found and form.found.revision != person.revision:
        form.theirs = _shown(person, await desk.db.get(PrivateFacts, person.id)).typed
    if form.mistakes or form.theirs:
        return _page(request, desk, person, form)
    assert person.kept_by_id is not None
    directory = Directory(desk.db, person.kept_by_id, desk.reader, desk.now)
    await _write(desk, person, form.details, posts, directory)
    return page.done(addresses.office_person(person))


def _posts(form: Form[PersonForm]) -> list[tuple[str | None, str]]:
    """One to a line: `Role, Organisation`, or an organisation alone."""
    found = []
    for line in form.value("posts").splitlines():
        role, comma, organisation = (part.strip() for part in line.rpartition(", "))
        if organisation:
            found.append((role if comma and role else None, organisation))
    return found


async def _write(
    desk: Desk, person: Person, details: PersonForm, posts: list[tuple[str | None, str]], directory: Directory
) -> None:
    person.name, person.pronouns = details.name, details.pronouns
    person.biography, person.orcid = details.biography, details.orcid
    await desk.db.flush()
    named = [(role, await directory.organisation(name)) for role, name in posts]
    await persons.replace_posts(desk.db, person, named)
    known = await desk.db.get(PrivateFacts, person.id) or PrivateFacts(person_id=person.id)
    known.salutation, known.mail, known.mobile = details.salutation, details.mail, details.mobile
    desk.db.add(known)


def _shown(person: Person, private: PrivateFacts | None) -> Form[Any]:
    posts = [(f"{each.role}, " if each.role else "") + each.organisation.name for each in person.affiliations]
    return forms.shown(
        revision=person.revision,
        name=person.name,
        pronouns=person.pronouns,
        biography=person.biography,
        orcid=person.orcid,
        posts="\n".join(posts),
        salutation=private and private.salutation,
        mail=private and private.mail,
        mobile=private and private.mobile,
    )


def _page(request: Request, desk: Desk, person: Person | None, form: Form[Any]) -> Response:
    again = form.mistakes or (form.theirs and not form.kept_at)
    answer = page.form_again if again else page.answer
    title = person.name if person else _NEW
    return answer(request, desk, "office/person.html", title, crumbs=CRUMBS, person=person, form=form)
