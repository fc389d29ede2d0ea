"""Topics in the office: the list, a new one, and what is told of it."""

from collections.abc import Mapping
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response

from events import addresses
from events.people import organisations
from events.programme import addressing, topics
from events.programme.models import Topic
from events.storage.types import Line, Prose
from events.web import forms
from events.web.forms import Details, Form
from events.web.office import openly, page
from events.web.office.guard import Desk
from events.web.public import paging

_Name: Any = Line(100).edge
_Description: Any = Prose(2000).edge


class TopicForm(Details):
    name: Annotated[_Name, Field(title="The name")]
    description: Annotated[_Description, Field(title="The description")] | None = None
    keeper: Annotated[UUID, Field(title="The organisation")]


CRUMBS = [("Topics", addresses.OFFICE_TOPICS)]


async def show_list(request: Request, desk: Desk) -> Response:
    words = paging.words(request, "q")
    found = await topics.of_office(desk.db, words, mandate=desk.mandate)
    uses = await topics.uses(desk.db, found, **desk.by)
    houses = await _houses(desk)
    return page.answer(
        request, desk, "office/publications/topics.html", "Topics", topics=found, uses=uses, words=words, houses=houses
    )


async def show_new(request: Request, desk: Desk) -> Response:
    fresh = forms.shown(keeper=next(iter(await _houses(desk))))
    return await _page(request, desk, None, await desk.draft_or(fresh))


async def add(request: Request, desk: Desk) -> Response:
    form = await _read(request, desk)
    if form.found and not form.mistakes:
        topic = Topic(name=form.found.name, description=form.found.description, kept_by_id=form.found.keeper)
        try:
            await topics.add(desk.db, topic)
        except topics.NameTaken as error:
            form.refuse("name", error)
    if form.mistakes:
        return await _page(request, desk, None, form)
    return page.done(addresses.office_topic(topic))


async def show(request: Request, desk: Desk) -> Response:
    topic = await topics.in_hand(desk.db, request.path_params["slug"], mandate=desk.mandate)
    return await _page(request, desk, topic, await desk.draft_or(_shown(topic)))


async def revise(request: Request, desk: Desk) -> Response:
    topic = await topics.in_hand(desk.db, request.path_params["slug"], mandate=desk.mandate)
    form = await _read(request, desk, _shown(topic))
    await desk.say_who_saved(form, topic)
    if form.found and not (form.mistakes or form.theirs):
        try:
            told = form.found
            await topics.revise(desk.db, topic, name=told.name, description=told.description, keeper=told.keeper)
            await addressing.follow(desk.db, topic, topic.name, now=desk.now)
        except topics.NameTaken as error:
            form.refuse("name", error)
    if form.mistakes or form.theirs:
        return await _page(request, desk, topic, form)
    return page.done(addresses.office_topic(topic))


async def _read(request: Request, desk: Desk, stands: Form[Any] | None = None) -> Form[TopicForm]:
    form = forms.read(await request.form(), TopicForm, stands=stands)
    if form.found and form.found.keeper not in await _houses(desk):
        form.refuse("keeper", "Choose one of your organisations.")
    return form


async def _houses(desk: Desk) -> Mapping[UUID, str]:
    return {each.id: each.name for each in await organisations.of_office(desk.db, mandate=desk.mandate)}


def _shown(topic: Topic) -> Form[Any]:
    return forms.marked(name=topic.name, description=topic.description, keeper=topic.kept_by_id)


async def _page(request: Request, desk: Desk, topic: Topic | None, form: Form[Any]) -> Response:
    facts: dict[str, Any] = {"topic": topic, "form": form, "houses": list((await _houses(desk)).items())}
    facts |= await openly.of(desk, *([addresses.topic(topic)] if topic else []))
    answer = page.form_again if form.mistakes or (form.theirs and not form.kept_at) else page.answer
    return answer(
        request, desk, "office/publications/topic.html", topic.name if topic else "A new topic", crumbs=CRUMBS, **facts
    )
