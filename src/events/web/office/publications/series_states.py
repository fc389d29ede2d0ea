"""A series published before anything in it is out, or taken back: said beforehand what changes where."""

from collections.abc import Sequence
from typing import Annotated, Any

from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response

from events import addresses
from events.programme import all_series, event_lists, publications, receipts
from events.programme.models import Series
from events.storage.base import kind_of
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
    form = await desk.draft_or(forms.shown(revision=series.revision))
    return await _page(request, desk, series, form, takes_back=False)


async def publish(request: Request, desk: Desk) -> Response:
    series = await pages.found(request, desk)
    form = _read(await request.form(), series)
    if why := _is_out(series):
        form.refuse("act", why)
    if form.mistakes:
        return await _page(request, desk, series, form, takes_back=False)
    said = await _said(desk, series)
    all_series.publish(series, now=desk.now)
    return await _done(desk, series, "Published", said, form.details)


async def show_withdrawal(request: Request, desk: Desk) -> Response:
    series = await pages.found(request, desk)
    form = await desk.draft_or(forms.shown(revision=series.revision))
    return await _page(request, desk, series, form, takes_back=True)


async def unpublish(request: Request, desk: Desk) -> Response:
    series = await pages.found(request, desk)
    form = _read(await request.form(), series)
    was_public = await all_series.is_public(desk.db, series, now=desk.now)
    if why := _is_not_out(series, was_public=was_public):
        form.refuse("act", why)
    elif form.found and not form.found.note and was_public:
        form.refuse("note", "Say why: whoever comes to its page reads it there.")
    if form.mistakes:
        return await _page(request, desk, series, form, takes_back=True)
    said = await _said(desk, series)
    await all_series.unpublish(desk.db, series, note=form.details.note, now=desk.now)
    return await _done(desk, series, "Withdrawn" if was_public else "Taken back to draft", said, form.details)


def _is_out(series: Series) -> str | None:
    return "It is published already." if series.published_at and not series.withdrawn_at else None


def _is_not_out(series: Series, *, was_public: bool) -> str | None:
    if series.withdrawn_at:
        return "It is withdrawn already."
    return None if was_public or series.published_at else "Nobody outside sees it."


async def _done(desk: Desk, series: Series, action: str, said: Sequence[str], form: StateForm) -> Response:
    await receipts.write(
        desk.db,
        launch_id=None,
        about=(kind_of(series), series.id, series.title),
        action=action,
        reason=form.note,
        for_everybody=True,
        said=said,
        by=desk.organiser.by,
        now=desk.now,
    )
    return page.done(f"{addresses.office_series(series)}#h-receipts")


async def _said(desk: Desk, series: Series) -> list[str]:
    """What changes where: a sentence for each page."""
    anybody: Any = {"reader": ANYONE, "now": desk.now}
    out = await publications.in_series(desk.db, series.id, **anybody)
    at = [await event_lists.shown(desk.db, publications.launched_at(each), **anybody) for each in out]
    events = {each.id: each for found in at for each in found}.values()
    return [
        f"The page of the series, {addresses.series(series)}, and its calendar feed",
        *(f"The page of “{each.full_title}”, {addresses.publication(each)}, where it names the series" for each in out),
        *(f"The event page, {addresses.event(each)}, and its calendar entry, where they name it" for each in events),
    ]


def _read(data: Any, series: Series) -> Form[StateForm]:
    form = forms.read(data, StateForm)
    if form.found and form.found.revision != series.revision:
        form.refuse("act", "Somebody changed this since you opened the page. Look again, then decide.")
    return form


async def _page(request: Request, desk: Desk, series: Series, form: Form[Any], *, takes_back: bool) -> Response:
    crumbs = [*pages.CRUMBS, (series.title, addresses.office_series(series))]
    facts: dict[str, Any] = {"series": series, "form": form, "takes_back": takes_back}
    is_public = await all_series.is_public(desk.db, series, now=desk.now)
    facts["needs_note"] = takes_back and is_public
    facts["hindrance"] = _is_not_out(series, was_public=is_public) if takes_back else _is_out(series)
    facts["said"] = await _said(desk, series)
    answer = page.form_again if form.mistakes else page.answer
    title = "Withdraw" if takes_back else "Publish"
    return answer(request, desk, "office/publications/series_state.html", title, crumbs=crumbs, **facts)
