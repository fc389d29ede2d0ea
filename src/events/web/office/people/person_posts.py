"""The posts of a person: one more, or several, by a line; put in order, dated, taken off."""

from datetime import date
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from events import addresses
from events.people import persons
from events.people.models import Affiliation, Person, PrivateFacts
from events.programme import ordering
from events.web import forms
from events.web.forms import Details, Form
from events.web.office import finding, page
from events.web.office.events.event_form import Day
from events.web.office.guard import Desk
from events.web.office.people import person_form


class Dates(Details):
    starts: Day | None = None
    ends: Day | None = None


async def add(request: Request, desk: Desk) -> Response:
    person = await persons.in_hand(desk.db, request.path_params["slug"], mandate=desk.mandate)
    form: Form[Any] = Form(typed=forms.typed(await request.form()))
    named = await person_form.read_posts(desk, form, "post")
    if not named and not form.mistakes:
        form.refuse("post", "Write the post, as in Director, Larkfield Foundation.")
    try:
        await person_form.give_posts(desk, person, named)
    except persons.HasPost as error:
        form.refuse("post", error)
    if form.mistakes:
        return await person_form.show(request, desk, person, await _kept(desk, person), form)
    return _done(person)


async def move(request: Request, desk: Desk) -> Response:
    person, post = await _post(request, desk)
    ordering.move(person.affiliations, post, up=await forms.goes_up(request))
    return page.done(f"{addresses.office_person(person)}#{post.id}")


async def put_in_order(request: Request, desk: Desk) -> Response:
    """All at once, as somebody dragged them."""
    person = await persons.in_hand(desk.db, request.path_params["slug"], mandate=desk.mandate)
    order = str((await request.form()).get("order", ""))
    ordering.number(ordering.dragged(order, person.affiliations))
    return _done(person)


async def show_dates(request: Request, desk: Desk) -> Response:
    person, post = await _post(request, desk)
    form = await desk.draft_or(forms.shown(starts=_typed(post.starts), ends=_typed(post.ends)))
    return _dates(request, desk, person, post, form)


async def set_dates(request: Request, desk: Desk) -> Response:
    """Since when and until when; a post that is over stays in the record, and on no panel to come."""
    person, post = await _post(request, desk)
    form = forms.read(await request.form(), Dates, today=desk.now.date())
    if form.found and form.found.starts and form.found.ends and form.found.ends < form.found.starts:
        form.refuse("ends", "It ends before it begins: mend one of the two days.")
    if form.mistakes:
        return _dates(request, desk, person, post, form)
    post.starts, post.ends = form.details.starts, form.details.ends
    return _done(person)


async def make_known(request: Request, desk: Desk) -> Response:
    """Before the launch is out with which it came."""
    person, post = await _post(request, desk)
    post.came_with_launch_id = None
    return _done(person)


async def remove(request: Request, desk: Desk) -> Response:
    person, post = await _post(request, desk)
    await desk.db.delete(post)
    return _done(person)


async def _post(request: Request, desk: Desk) -> tuple[Person, Affiliation]:
    """Raises NotYours."""
    person = await persons.in_hand(desk.db, request.path_params["slug"], mandate=desk.mandate)
    return person, finding.part(person.affiliations, request.path_params["post"])


async def _kept(desk: Desk, person: Person) -> Form[Any]:
    return person_form.shown(person, await desk.db.get(PrivateFacts, person.id))


def _typed(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _dates(request: Request, desk: Desk, person: Person, post: Affiliation, form: Form[Any]) -> Response:
    crumbs = [*person_form.CRUMBS, (person.name, addresses.office_person(person))]
    answer = page.form_again if form.mistakes else page.answer
    return answer(
        request, desk, "office/people/post.html", "Since and until", crumbs=crumbs, person=person, post=post, form=form
    )


def _done(person: Person) -> Response:
    return page.done(f"{addresses.office_person(person)}#h-posts")
