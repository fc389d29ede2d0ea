"""Pictures and documents that come with a release: added, described, put in order, taken out while it is a draft."""

from typing import Annotated, Any

from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response

from events import addresses
from events.press import enclosing, writing
from events.press.models import Release, ReleaseFile
from events.storage import uploads
from events.storage.types import Line
from events.web import forms
from events.web.forms import Details, Form, Mistake
from events.web.office import finding, page, uploading
from events.web.office.guard import Desk
from events.web.office.releases import releases

TAKES = {"file": uploading.PICTURE | uploading.PAPER}

_Words: Any = Line(1000).edge
_Credit: Any = Line(250).edge


class EnclosedForm(Details):
    """What is said of a file beside it."""

    alt: Annotated[_Words, Field(title="The description")] | None = None
    caption: Annotated[_Words, Field(title="The caption")] | None = None
    credit: Annotated[_Credit, Field(title="The credit")] | None = None


async def add(request: Request, desk: Desk) -> Response:
    release = await finding.release(request, desk)
    form = forms.read(await request.form(), EnclosedForm)
    upload = uploading.required(desk.came, form, "file")
    if upload is None or form.mistakes:
        return await releases.with_file(request, desk, release, form)
    file = await uploads.keep(desk.db, upload, now=desk.now, alt=form.details.alt, credit=form.details.credit)
    file.caption = form.details.caption
    try:
        await enclosing.enclose(desk.db, release.versions[0], file)
    except writing.Issued as error:
        return await _refused(request, desk, release, error, form)
    return page.done(_files_of(release))


async def describe(request: Request, desk: Desk) -> Response:
    """Also of a version that is out: a description is no part of its words."""
    release = await finding.release(request, desk)
    file = _named(request, release).file
    form = forms.read(await request.form(), EnclosedForm)
    if form.mistakes:
        form.mistakes = [
            Mistake(f"{each.field}-{request.path_params['file']}", each.sentence) for each in form.mistakes
        ]
        return await releases.with_file(request, desk, release, form)
    file.alt, file.caption, file.credit = form.details.alt, form.details.caption, form.details.credit
    return page.done(_files_of(release))


async def move(request: Request, desk: Desk) -> Response:
    release = await finding.release(request, desk)
    enclosed = _named(request, release)
    try:
        enclosing.move(release.versions[0], enclosed, up=await forms.goes_up(request))
    except writing.Issued as error:
        return await _refused(request, desk, release, error)
    return page.done(_files_of(release))


async def remove(request: Request, desk: Desk) -> Response:
    release = await finding.release(request, desk)
    try:
        await enclosing.take_out(desk.db, release.versions[0], _named(request, release))
    except writing.Issued as error:
        return await _refused(request, desk, release, error)
    return page.done(_files_of(release))


async def _refused(
    request: Request, desk: Desk, release: Release, error: writing.Issued, form: Form[Any] | None = None
) -> Response:
    """It went out while the page was open."""
    form = form or Form()
    form.refuse("h-pictures", error)
    return await releases.with_file(request, desk, release, form)


def _named(request: Request, release: Release) -> ReleaseFile:
    """Raises NotYours."""
    return finding.part(release.versions[0].files, request.path_params["file"])


def _files_of(release: Release) -> str:
    return f"{addresses.office_release(release)}#h-pictures"
