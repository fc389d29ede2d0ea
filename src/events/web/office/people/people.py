"""Persons in the office: who is known, somebody new, and what is kept of them."""

from functools import partial
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from events import addresses, search
from events.people import persons
from events.people.directory import Directory
from events.people.models import Person, PrivateFacts
from events.programme import clocks
from events.storage.base import kind_of
from events.web import forms
from events.web.forms import Form
from events.web.office import page, uploading
from events.web.office.guard import Desk
from events.web.office.people import person_form
from events.web.office.releases import pictures
from events.web.public import paging
from events.web.public.paging import Paging

TAKES = pictures.FIELD


async def show_list(request: Request, desk: Desk) -> Response:
    words = paging.words(request, "q")
    among = search.having(desk.db, words, kind_of(Person)) if words else None
    place = paging.offset(request)
    listed = await persons.of_office(desk.db, mandate=desk.mandate, among=among, limit=paging.SIZE, offset=place)
    facts: dict[str, Any] = {
        "people": listed.people,
        "words": words,
        "paging": Paging(paging.number(request), listed.count),
        "where": partial(addresses.filtered, addresses.OFFICE_PEOPLE, q=words),
    }
    return page.answer(request, desk, "office/people/people.html", "People", **facts)


async def show_new(request: Request, desk: Desk) -> Response:
    return await person_form.show(request, desk, None, await desk.draft_or(Form()))


async def add(request: Request, desk: Desk) -> Response:
    home = await clocks.home(desk.db, *desk.mandate.organisations)
    form = forms.read(await request.form(), person_form.PersonForm, home=home)
    posts = await person_form.read_posts(desk, form, "posts")
    keeper = (form.found and form.found.keeper) or min(desk.mandate.organisations)
    if keeper not in desk.mandate.organisations:
        form.refuse("keeper", "Choose one of your organisations.")
    uploading.read(desk.came, form, "picture")
    namesakes = await Directory(desk.db, keeper, desk.reader, desk.now).namesakes(form.found.name) if form.found else ()
    if form.found and namesakes and not form.found.another:
        form.refuse("name", f"{form.found.name} is known already. Open them below, or say that this is somebody else.")
    if form.mistakes:
        return await person_form.show(request, desk, None, form, namesakes=namesakes)
    person = await persons.add(desk.db, Person(name=form.details.name, kept_by_id=keeper))
    try:
        await person_form.give_posts(desk, person, posts)
    except persons.HasPost as error:
        form.refuse("posts", error)
        return await person_form.show(request, desk, None, form)
    await person_form.write(desk, person, form)
    if form.mistakes:
        return await person_form.show(request, desk, None, form)
    return page.done(addresses.office_person(person))


async def show(request: Request, desk: Desk) -> Response:
    person = await persons.in_hand(desk.db, request.path_params["slug"], mandate=desk.mandate)
    private = await desk.db.get(PrivateFacts, person.id)
    return await person_form.show(request, desk, person, await desk.draft_or(person_form.shown(person, private)))


async def revise(request: Request, desk: Desk) -> Response:
    person = await persons.in_hand(desk.db, request.path_params["slug"], mandate=desk.mandate)
    stands = person_form.shown(person, await desk.db.get(PrivateFacts, person.id))
    home = await clocks.home(desk.db, *filter(None, [person.kept_by_id]))
    form = forms.read(await request.form(), person_form.PersonForm, home=home, stands=stands)
    await desk.say_who_saved(form, person)
    if form.theirs:
        uploading.read(desk.came, form, "picture")
    else:
        await person_form.write(desk, person, form)
    if form.mistakes or form.theirs:
        return await person_form.show(request, desk, person, form)
    return page.done(addresses.office_person(person))
