"""Releases in the office: a new one, the draft of a version, what it will look like, a correction, a withdrawal."""

import hashlib
from typing import Annotated, Any

from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response

from events import addresses, times
from events.press import drafts, releases
from events.press.formats import page as html
from events.press.models import Release, ReleaseVersion
from events.programme import launches
from events.programme.models import Launch
from events.storage.types import Line, Prose
from events.web import forms
from events.web.forms import Details, Form
from events.web.office import page
from events.web.office.event_form import Day
from events.web.office.guard import Desk
from events.web.site import site

_Headline: Any = Line(250).edge
_Standfirst: Any = Line(600).edge
_Dateline: Any = Line(100).edge
_Body: Any = Prose(60_000).edge
_Notes: Any = Prose(20_000).edge


class ReleaseForm(Details):
    revision: str | None = None  # a mark of the words as they stood when the form was made
    headline: Annotated[_Headline, Field(title="The headline")]
    standfirst: _Standfirst | None = None
    dateline: _Dateline | None = None
    dated: Day | None = None
    pull_quote: _Standfirst | None = None
    pull_quote_speaker: _Headline | None = None
    body: _Body | None = None
    notes: _Notes | None = None


async def show_new(request: Request, desk: Desk) -> Response:
    launch = await launches.by_id(desk.db, request.path_params["id"], mandate=desk.mandate)
    return await _page(request, desk, launch, None, await desk.draft_or(Form()))


async def add(request: Request, desk: Desk) -> Response:
    launch = await launches.by_id(desk.db, request.path_params["id"], mandate=desk.mandate)
    form = forms.read(await request.form(), ReleaseForm, today=desk.now.date())
    if form.mistakes:
        return await _page(request, desk, launch, None, form)
    release = Release(launch_id=launch.id)
    version = ReleaseVersion(release_id=release.id, headline=form.details.headline)
    await releases.draft(desk.db, release, version)
    await _write(desk, version, form.details)
    return page.done(addresses.office_release(release))


async def show(request: Request, desk: Desk) -> Response:
    release, launch = await _release(request, desk)
    return await _page(request, desk, launch, release, await desk.draft_or(_shown(release)))


async def revise(request: Request, desk: Desk) -> Response:
    release, launch = await _release(request, desk)
    form = forms.read(await request.form(), ReleaseForm, today=desk.now.date())
    if form.found and form.found.revision != _shown(release).value("revision"):
        form.theirs = _shown(release).typed
    try:
        if form.found and not form.theirs:
            await _write(desk, release.versions[0], form.found)
    except ValueError as error:
        form.refuse("headline", error)
    if form.mistakes or form.theirs:
        return await _page(request, desk, launch, release, form)
    return page.done(addresses.office_release(release))


async def correct(request: Request, desk: Desk) -> Response:
    """The next version as a draft, with the note that the public will read beside it."""
    release, launch = await _release(request, desk, leads=True)
    note = str((await request.form()).get("note", "")).strip()[:1000]
    form = _shown(release)
    if not note:
        form.refuse("note", "Say what is corrected: it stands on the release, with its date.")
        return await _page(request, desk, launch, release, form)
    try:
        await releases.correct(desk.db, release, note=note)
    except ValueError as error:
        form.refuse("note", error)
        return await _page(request, desk, launch, release, form)
    return page.done(addresses.office_release(release))


async def withdraw(request: Request, desk: Desk) -> Response:
    release, launch = await _release(request, desk, leads=True)
    note = str((await request.form()).get("note", "")).strip()[:1000]
    if not note:
        form = _shown(release)
        form.refuse("note", "Say why it is withdrawn: its page stays and gives this reason.")
        return await _page(request, desk, launch, release, form)
    await releases.withdraw(desk.db, release, note=note, now=desk.now)
    return page.done(addresses.office_release(release))


async def _release(request: Request, desk: Desk, *, leads: bool = False) -> tuple[Release, Launch]:
    """Raises NotYours."""
    release = await drafts.by_slug(desk.db, request.path_params["slug"], **desk.by)
    find = launches.led if leads else launches.by_id
    return release, await find(desk.db, release.launch_id, mandate=desk.mandate)


async def _write(desk: Desk, version: ReleaseVersion, details: ReleaseForm) -> None:
    """Raises releases.Issued."""
    await releases.set_notes(desk.db, version, [details.notes] if details.notes else [])
    for name in ("headline", "standfirst", "dateline", "dated", "pull_quote", "pull_quote_speaker"):
        setattr(version, name, getattr(details, name))
    version.body = details.body or ""


def _shown(release: Release) -> Form[Any]:
    newest = release.versions[0]
    form = forms.shown(
        headline=newest.headline,
        standfirst=newest.standfirst,
        dateline=newest.dateline,
        dated=newest.dated and times.full_day(newest.dated),
        pull_quote=newest.pull_quote,
        pull_quote_speaker=newest.pull_quote_speaker,
        body=newest.body,
        notes="\n\n".join(each.text for each in newest.notes),
    )
    mark = hashlib.sha256(repr((newest.number, form.typed)).encode()).hexdigest()
    form.typed = {**form.typed, "revision": [mark]}
    return form


async def _page(request: Request, desk: Desk, launch: Launch, release: Release | None, form: Form[Any]) -> Response:
    crumbs = [("Launches", addresses.OFFICE_LAUNCHES), (launch.title, addresses.office_launch(launch))]
    facts: dict[str, Any] = {"launch": launch, "release": release, "form": form, "html": html, "sheet": None}
    if release:
        where = site(request).addresses
        facts["sheet"] = await drafts.preview(desk.db, release, site=where, **desk.by)
    title = release.versions[0].headline if release else "A new release"
    again = form.mistakes or (form.theirs and not form.kept_at)
    answer = page.form_again if again else page.answer
    return answer(request, desk, "office/release.html", title, crumbs=crumbs, **facts)
