"""A series published before anything in it is out, or taken back: said beforehand what changes where."""

from typing import Annotated, Any

from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response

from events import addresses
from events.programme import all_series, publications
from events.programme.models import Series
from events.storage.types import Line
from events.visibility import ANYONE
from events.web import forms
from events.web.forms import Details, Form
from events.web.office import page
from events.web.office.guard import Desk
from events.web.office.publications import series as pages

_Note: Any = Line(1000).edge


class StateForm(Details):
    revision: int
    note: Annotated[_Note, Field(title="The reason")] | None = None


async def show_publication(request: Request, desk: Desk) -> Response:
    series = await pages.found(request, desk)
    return await _page(request, desk, series, forms.shown(revision=series.revision), takes_back=False)


async def publish(request: Request, desk: Desk) -> Response:
    series = await pages.found(request, desk)
    form = _read(await request.form(), series)
    if form.mistakes:
        return await _page(request, desk, series, form, takes_back=False)
    all_series.publish(series, now=desk.now)
    return page.done(addresses.office_series(series))


async def show_withdrawal(request: Request, desk: Desk) -> Response:
    series = await pages.found(request, desk)
    return await _page(request, desk, series, forms.shown(revision=series.revision), takes_back=True)


async def unpublish(request: Request, desk: Desk) -> Response:
    series = await pages.found(request, desk)
    form = _read(await request.form(), series)
    if form.found and not form.found.note and await all_series.is_public(desk.db, series, now=desk.now):
        form.refuse("note", "Say why: whoever comes to its page reads it there.")
    if form.mistakes:
        return await _page(request, desk, series, form, takes_back=True)
    await all_series.unpublish(desk.db, series, note=form.details.note, now=desk.now)
    return page.done(addresses.office_series(series))


def _read(data: Any, series: Series) -> Form[StateForm]:
    form = forms.read(data, StateForm)
    if form.found and form.found.revision != series.revision:
        form.refuse("act", "Somebody changed this since you opened the page. Look again, then decide.")
    return form


async def _page(request: Request, desk: Desk, series: Series, form: Form[Any], *, takes_back: bool) -> Response:
    crumbs = [*pages.CRUMBS, (series.title, addresses.office_series(series))]
    out = await publications.in_series(desk.db, series.id, reader=ANYONE, now=desk.now)
    facts: dict[str, Any] = {"series": series, "form": form, "out": out, "takes_back": takes_back}
    answer = page.form_again if form.mistakes else page.answer
    title = "Withdraw" if takes_back else "Publish"
    return answer(request, desk, "office/publications/series_state.html", title, crumbs=crumbs, **facts)
