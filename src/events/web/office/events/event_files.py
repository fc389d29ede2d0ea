"""What an event leaves behind, in the office: slides and photographs with their words, in an order."""

from typing import Annotated, Any

from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response

from events import addresses
from events.programme import event_files, ordering
from events.programme.occasions import Event, EventFile, EventFileUse
from events.storage import files, uploads
from events.storage.types import Line
from events.visibility import ANYONE, Embargo, is_visible
from events.web import forms
from events.web.forms import Details, Form
from events.web.office import finding, page, uploading
from events.web.office.events import event_page
from events.web.office.guard import Desk

TAKES = {"file": uploading.PICTURE | uploading.PAPER}

_Alt: Any = Line(1000).edge
_Credit: Any = Line(250).edge


class FileForm(Details):
    use: EventFileUse = EventFileUse.PHOTOGRAPH
    alt: Annotated[_Alt, Field(title="What it shows")] | None = None
    caption: Annotated[_Alt, Field(title="The caption")] | None = None
    credit: Annotated[_Credit, Field(title="The credit")] | None = None
    known: bool = False  # that anybody may read it before the embargo lifts


async def show(request: Request, desk: Desk) -> Response:
    return await _page(request, desk, await finding.event(request, desk), Form())


async def add(request: Request, desk: Desk) -> Response:
    event = await finding.event(request, desk)
    form, upload = _read(await request.form(), desk)
    await _require_known(desk, event, form)
    if upload is None or form.mistakes:
        return await _page(request, desk, event, form)
    details = form.details
    file = await uploads.keep(desk.db, upload, now=desk.now, alt=details.alt, credit=details.credit)
    file.caption = details.caption
    await event_files.add(desk.db, event, file, details.use)
    return page.done(_files_of(event))


async def show_one(request: Request, desk: Desk) -> Response:
    event, left = await _named(request, desk)
    return await _one(request, desk, event, left, await desk.draft_or(_shown(left)))


async def revise(request: Request, desk: Desk) -> Response:
    """Other words, or another file with them."""
    event, left = await _named(request, desk)
    form, upload = _read(await request.form(), desk, _shown(left))
    await _require_known(desk, event, form)
    await desk.say_who_saved(form, left)
    if form.mistakes or form.theirs:
        return await _one(request, desk, event, left, form)
    details = form.details
    file = await uploads.keep(desk.db, upload, now=desk.now) if upload else left.file
    file.alt, file.caption, file.credit = details.alt, details.caption, details.credit
    left.use = details.use
    if upload:
        await event_files.replace(desk.db, left, file)
    return page.done(_files_of(event))


async def move(request: Request, desk: Desk) -> Response:
    event, left = await _named(request, desk)
    ordering.move(event.files, left, up=await forms.goes_up(request))
    return page.done(_files_of(event))


async def remove(request: Request, desk: Desk) -> Response:
    event, left = await _named(request, desk)
    await event_files.take_off(desk.db, left)
    return page.done(_files_of(event))


def _read(data: Any, desk: Desk, stands: Form[Any] | None = None) -> tuple[Form[FileForm], uploads.Upload | None]:
    form = forms.read(data, FileForm, stands=stands)
    upload = (uploading.read if stands else uploading.required)(desk.came, form, "file")
    if upload and form.found and form.found.use is EventFileUse.PHOTOGRAPH and upload.media_type not in files.PICTURES:
        form.refuse("file", "A photograph is a JPEG, a PNG or a WebP; choose slides for anything else.")
    return form, upload


async def _tells_early(desk: Desk, event: Event) -> bool:
    """Whether anybody reads at once what stands here, though something of the launch waits for an embargo."""
    launch, own = event.launch, event.embargo_id
    embargo = await desk.db.get(Embargo, launch.embargo_id) if launch.embargo_id else None
    its = await desk.db.get(Embargo, own) if own else None
    is_public = is_visible(event, ANYONE, desk.now, embargo=its)
    return is_public and embargo is not None and not embargo.is_lifted(desk.now)


async def _require_known(desk: Desk, event: Event, form: Form[FileForm]) -> None:
    if form.value("known") != "yes" and await _tells_early(desk, event):
        form.refuse(
            "known", "Anybody could read this before the embargo lifts: tick that they may, or wait until then."
        )


async def _named(request: Request, desk: Desk) -> tuple[Event, EventFile]:
    """Raises NotYours."""
    event = await finding.event(request, desk)
    return event, finding.part(event.files, request.path_params["file"])


def _shown(left: EventFile) -> Form[Any]:
    file = left.file
    return forms.marked(use=left.use, alt=file.alt, caption=file.caption, credit=file.credit, file_is=file.id)


def _files_of(event: Event) -> str:
    return f"{addresses.office_event(event, 'files')}#h-files"


async def _page(request: Request, desk: Desk, event: Event, form: Form[Any]) -> Response:
    facts = {"tells_early": await _tells_early(desk, event), **_WORDS}
    return await event_page.answer(request, desk, event, "office/events/event_files.html", form, "Files", **facts)


async def _one(request: Request, desk: Desk, event: Event, left: EventFile, form: Form[Any]) -> Response:
    facts = {"left": left, "tells_early": await _tells_early(desk, event), **_WORDS}
    return await event_page.answer(request, desk, event, "office/events/event_file.html", form, left.file.name, **facts)


_WORDS: dict[str, Any] = {"uses": [(each.value, each.value.capitalize()) for each in EventFileUse]}
