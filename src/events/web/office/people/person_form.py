"""The page of one person: what its fields mean, how somebody stands in it, and what it shows beside them."""

from collections.abc import Sequence
from functools import partial
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response

from events import addresses, text
from events.people import organisations, persons, phones, posts, surnames
from events.people.directory import Directory
from events.people.models import Person, PrivateFacts
from events.storage import types
from events.storage.types import Line, Prose
from events.web import forms
from events.web.forms import Form
from events.web.office import known, page, reaching
from events.web.office.guard import Desk
from events.web.office.releases import pictures
from events.web.office.releases.pictures import PictureForm

_Name: Any = Line(160).edge
_Pronouns: Any = Line(40).edge
_Biography: Any = Prose(4000).edge
_Orcid: Any = types.orcid().edge
_Mail: Any = types.mail().edge
_Phone: Any = phones.EDGE
_Posts: Any = Line(1000).edge
_Salutation: Any = Line(100).edge


class PersonForm(PictureForm):
    keeper: UUID | None = None
    another: bool = False  # of a name that is known
    name: Annotated[_Name, Field(title="The name")]
    sort_name: Annotated[_Name, Field(title="How they are sorted")] | None = None
    pronouns: _Pronouns | None = None
    biography: _Biography | None = None
    orcid: Annotated[_Orcid, Field(title="The ORCID")] | None = None
    posts: _Posts | None = None
    salutation: _Salutation | None = None
    mail: Annotated[_Mail, Field(title="The mail address")] | None = None
    mobile: Annotated[_Phone, Field(title="The mobile number")] | None = None
    assistant_name: Annotated[_Name, Field(title="The assistant’s name")] | None = None
    assistant_mail: Annotated[_Mail, Field(title="The assistant’s mail address")] | None = None
    assistant_phone: Annotated[_Phone, Field(title="The assistant’s telephone number")] | None = None


CRUMBS = [("People", addresses.OFFICE_PEOPLE)]
_NEW = "Somebody new"
_PUBLIC = ("pronouns", "biography", "orcid")
_PRIVATE = ("salutation", "mail", "mobile", "assistant_name", "assistant_mail", "assistant_phone")
_LONGEST, _MOST = 1_000, 9

Named = list[tuple[str | None, str]]


async def write(desk: Desk, person: Person, form: Form[PersonForm]) -> None:
    """A sort name that is left alone or empty follows the name. What is wrong with a portrait is refused."""
    await pictures.put(desk, form, person, "portrait_id")
    if form.found is None:
        return
    details = form.found
    guessed = surnames.sort_name(person.name)
    if details.sort_name in (None, guessed):
        person.sort_name = surnames.sort_name(details.name)
    else:
        person.sort_name = details.sort_name
    person.name = details.name
    for name in _PUBLIC:
        setattr(person, name, getattr(details, name))
    private = {name: getattr(details, name) for name in _PRIVATE}
    await desk.db.flush()
    known = await desk.db.get(PrivateFacts, person.id)
    if known is not None or any(private.values()):
        await persons.keep_private(desk.db, PrivateFacts(person_id=person.id, **private))


def shown(person: Person, private: PrivateFacts | None) -> Form[Any]:
    facts = {name: getattr(person, name) for name in ("name", "sort_name", *_PUBLIC)}
    facts |= pictures.shown(person.portrait)
    return forms.marked(**facts, **{name: private and getattr(private, name) for name in _PRIVATE})


async def show(
    request: Request,
    desk: Desk,
    person: Person | None,
    form: Form[Any],
    post: Form[Any] | None = None,
    namesakes: Sequence[Person] = (),
) -> Response:
    """The page, or the page again with what is wrong; `post` is the form for one more post, sent by itself.

    `namesakes` are those among whom somebody new may be.
    """
    again = post or form.mistakes or (form.theirs and not form.kept_at)
    answer = page.form_again if again else page.answer
    facts: dict[str, Any] = {"person": person, "form": form, "post": Form()}
    facts |= {"namesakes": namesakes, "place": partial(place, desk)}
    facts["organisations"] = await known.organisations(desk)
    if person:
        facts["waiting"] = await persons.waiting(desk.db, person.affiliations, now=desk.now)
        facts["post"] = post or await desk.draft_or(Form(), addresses.office_person(person, "posts"))
        facts |= await reaching.of_name(desk, person)
        facts["guess"] = surnames.sort_name(person.name)
        facts["keeper"] = await organisations.by_id(desk.db, person.kept_by_id, mandate=desk.mandate)
    else:
        theirs = await organisations.of_office(desk.db, mandate=desk.mandate)
        facts["keepers"] = [(each.id, each.name) for each in theirs]
    title = person.name if person else _NEW
    return answer(request, desk, "office/people/person.html", title, crumbs=CRUMBS, **facts)


def place(desk: Desk, person: Person) -> str:
    """Their page in the office, or the public one of somebody whom others keep."""
    is_theirs = person.kept_by_id in desk.mandate.organisations
    return addresses.office_person(person) if is_theirs else addresses.person(person)


async def read_posts(desk: Desk, form: Form[Any], field: str) -> Named:
    """`Role, Organisation; Role, Organisation`, read as the posts of a pasted line are; what is wrong is refused."""
    try:
        said = text.line(form.value(field), _LONGEST)
        found = posts.read(posts.parted(said), await organisations.names(desk.db, **desk.by)).posts if said else ()
        for role, organisation in found:
            text.line(role or "", 250), text.line(organisation or "", 250)
    except text.Unfit as error:
        form.refuse(field, error)
        return []
    if len(found) > _MOST:
        form.refuse(field, f"These are {len(found)} posts, and at most {_MOST} are taken at once.")
    if any(organisation is None for _, organisation in found):
        form.refuse(field, "Name the organisation of each post, as in Director, Larkfield Foundation.")
    return [(role, organisation) for role, organisation in found if organisation]


async def give_posts(desk: Desk, person: Person, named: Named) -> None:
    """Whatever organisation is not known yet is added. Raises persons.HasPost."""
    assert person.kept_by_id is not None
    directory = Directory(desk.db, person.kept_by_id, desk.reader, desk.now)
    for role, name in named:
        await persons.add_post(desk.db, person, await directory.organisation(name), role, on=desk.now.date())
