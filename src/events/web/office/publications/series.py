"""Series in the office: the list, a new one, what is told of it, and the numbers of what is in it."""

from collections.abc import Iterable, Mapping
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response

from events import addresses
from events.people import organisations
from events.programme import addressing, all_series, publications, receipts
from events.programme.models import Publication, Series
from events.storage.types import Line, Prose
from events.web import forms
from events.web.forms import Details, Form
from events.web.office import openly, page
from events.web.office.guard import Desk
from events.web.office.publications.publication_form import Count, read_count
from events.web.public import paging

_Title: Any = Line(250).edge
_Description: Any = Prose(4000).edge


class SeriesForm(Details):
    title: Annotated[_Title, Field(title="The title")]
    description: Annotated[_Description, Field(title="The description")] | None = None
    parts: Annotated[Count, Field(title="The number of parts")] | None = None
    organisation: Annotated[UUID, Field(title="The organisation")]


CRUMBS = [("Series", addresses.OFFICE_SERIES)]


async def show_list(request: Request, desk: Desk) -> Response:
    words = paging.words(request, "q")
    found = await all_series.of_office(desk.db, words, mandate=desk.mandate)
    facts: dict[str, Any] = {
        "series": found,
        "words": words,
        "sizes": await all_series.sizes(desk.db, found, **desk.by),
        "houses": await _houses(desk),
    }
    return page.answer(request, desk, "office/publications/series_list.html", "Series", **facts)


async def show_new(request: Request, desk: Desk) -> Response:
    fresh = forms.shown(organisation=next(iter(await _houses(desk))))
    return await _page(request, desk, None, await desk.draft_or(fresh))


async def add(request: Request, desk: Desk) -> Response:
    form = await _read(request, desk)
    if form.mistakes:
        return await _page(request, desk, None, form)
    series = await all_series.add(desk.db, Series(**_facts(form.details)))
    return page.done(addresses.office_series(series))


async def show(request: Request, desk: Desk) -> Response:
    series = await found(request, desk)
    return await _page(request, desk, series, await desk.draft_or(_shown(series)))


async def revise(request: Request, desk: Desk) -> Response:
    series = await found(request, desk)
    form = await _read(request, desk, _shown(series))
    await desk.say_who_saved(form, series)
    if form.mistakes or form.theirs:
        return await _page(request, desk, series, form)
    all_series.revise(series, **_facts(form.details))
    await addressing.follow(desk.db, series, series.title, now=desk.now)
    return page.done(addresses.office_series(series))


async def number(request: Request, desk: Desk) -> Response:
    """The numbers of all that is theirs in the series, at once: two may change places."""
    series = await found(request, desk)
    theirs = {str(each.id): each for each in await publications.numbered(desk.db, series.id, mandate=desk.mandate)}
    form: Form[Any] = Form(typed=forms.typed(await request.form()))
    numbers = {}
    for key, each in theirs.items():
        typed = form.value(f"number-{key}").strip()
        try:
            numbers[each] = read_count(typed) if typed else None
        except ValueError as error:
            form.refuse(f"number-{key}", f"The number of “{each.title}” {error}")
    if not form.mistakes:
        try:
            await publications.renumber(desk.db, series.id, numbers)
        except publications.NumberTwice as error:
            known = await publications.by_slug(desk.db, error.first.slug, **desk.by)
            form.refuse(f"number-{error.second.id}", error if known else f"Number {error.number} is taken already.")
    if form.mistakes:
        return await _page(request, desk, series, _shown(series), form)
    return page.done(f"{addresses.office_series(series)}#numbers")


async def found(request: Request, desk: Desk) -> Series:
    """Raises NotYours."""
    return await all_series.in_hand(desk.db, request.path_params["slug"], mandate=desk.mandate)


async def _read(request: Request, desk: Desk, stands: Form[Any] | None = None) -> Form[SeriesForm]:
    form = forms.read(await request.form(), SeriesForm, stands=stands)
    if form.found and form.found.organisation not in await _houses(desk):
        form.refuse("organisation", "Choose one of your organisations.")
    return form


async def _houses(desk: Desk) -> Mapping[UUID, str]:
    return {each.id: each.name for each in await organisations.of_office(desk.db, mandate=desk.mandate)}


def _facts(details: SeriesForm) -> all_series.Details:
    return all_series.Details(
        title=details.title,
        description=details.description,
        parts=details.parts,
        organisation_id=details.organisation,
    )


def _shown(series: Series) -> Form[Any]:
    return forms.marked(
        title=series.title,
        description=series.description,
        parts=series.parts,
        organisation=series.organisation_id,
    )


async def _became(desk: Desk, series: Series | None) -> dict[str, Any]:
    if series is None:
        return await openly.of(desk)
    return await openly.of(desk, addresses.series(series), receipts=await receipts.of_row(desk.db, series.id))


async def _numbers(desk: Desk, series: Series, theirs: Iterable[Publication]) -> Form[Any]:
    form = forms.marked(**{f"number-{each.id}": each.series_number for each in theirs})
    return await desk.draft_or(form, addresses.office_series(series, "numbers"))


async def _page(
    request: Request, desk: Desk, series: Series | None, form: Form[Any], numbers: Form[Any] | None = None
) -> Response:
    inside = await publications.in_series(desk.db, series.id, **desk.by) if series else []
    theirs = await publications.numbered(desk.db, series.id, mandate=desk.mandate) if series else []
    facts: dict[str, Any] = {
        "series": series,
        "form": form,
        "inside": inside,
        "theirs": {each.id for each in theirs},
        "numbers": numbers or (await _numbers(desk, series, theirs) if series else Form()),
        "houses": list((await _houses(desk)).items()),
        "is_public": series is not None and await all_series.is_public(desk.db, series, now=desk.now),
        **await _became(desk, series),
    }
    again = form.mistakes or (form.theirs and not form.kept_at) or numbers
    answer = page.form_again if again else page.answer
    title = series.title if series else "A new series"
    return answer(request, desk, "office/publications/series.html", title, crumbs=CRUMBS, **facts)
