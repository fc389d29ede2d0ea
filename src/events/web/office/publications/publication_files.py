"""The files of a publication's versions: added, put in order, taken off while nobody could have them yet."""

from typing import Annotated, Any
from uuid import UUID

from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response

from events import addresses
from events.accounts.access import NotYours
from events.programme import ordering, versions
from events.programme.models import Form as Shape
from events.programme.models import Publication, PublicationFile, PublicationVersion
from events.storage import types, uploads
from events.web import forms
from events.web.forms import Details
from events.web.office import finding, page, uploading
from events.web.office.guard import Desk
from events.web.office.publications import publications

TAKES = {"file": uploading.PAPER}

_Language: Any = types.language().edge


class FileForm(Details):
    form: Shape = Shape.FULL
    language: Annotated[_Language, Field(title="The language")] = "en-GB"


async def add(request: Request, desk: Desk) -> Response:
    """To the last version; also when it is public: another form or language overwrites nothing."""
    publication = await finding.publication(request, desk)
    form = forms.read(await request.form(), FileForm)
    upload = uploading.required(desk.came, form, "file")
    if upload is None or form.mistakes:
        return await publications.with_file(request, desk, publication, form)
    last = publication.versions[0] if publication.versions else None
    version = last or await versions.add(desk.db, publication, dated=publication.dated)
    file = await uploads.keep(desk.db, upload, now=desk.now)
    await versions.offer(desk.db, version, form.details.form, file, language=form.details.language)
    return page.done(_files_of(publication))


async def move(request: Request, desk: Desk) -> Response:
    publication = await finding.publication(request, desk)
    version, offered = _named(request, publication)
    ordering.move(version.files, offered, up=await forms.goes_up(request))
    return page.done(_files_of(publication))


async def remove(request: Request, desk: Desk) -> Response:
    publication = await finding.publication(request, desk)
    _, offered = _named(request, publication)
    form = forms.read(await request.form(), FileForm)
    try:
        await versions.take_off(desk.db, publication, offered, now=desk.now)
    except versions.WasPublic as error:
        form.refuse("file", error)
        return await publications.with_file(request, desk, publication, form)
    return page.done(_files_of(publication))


def _named(request: Request, publication: Publication) -> tuple[PublicationVersion, PublicationFile]:
    """Raises NotYours."""
    file_id: UUID = request.path_params["file"]
    every = ((version, each) for version in publication.versions for each in version.files)
    found = next((pair for pair in every if pair[1].id == file_id), None)
    if found is None:
        raise NotYours
    return found


def _files_of(publication: Publication) -> str:
    return f"{addresses.office_publication(publication)}#h-versions"
