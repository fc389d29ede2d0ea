"""The one picture that something has: a cover, a portrait, a logo; with its words in the form of what it belongs to.

The form's model is made from `PictureForm`, its template calls `forms.picture`, its route takes `pictures.FIELD`.
"""

from typing import Annotated, Any

from pydantic import Field

from events.storage import files, uploads
from events.storage.base import Base
from events.storage.files import File
from events.storage.types import Line
from events.web.forms import Details, Form
from events.web.office import uploading
from events.web.office.guard import Desk

FIELD = {"picture": uploading.PICTURE}

_Alt: Any = Line(1000).edge
_Credit: Any = Line(250).edge


class PictureForm(Details):
    """What is said of the picture, and whether it is taken off."""

    picture_alt: Annotated[_Alt, Field(title="The description of the picture")] | None = None
    picture_credit: Annotated[_Credit, Field(title="The credit")] | None = None
    no_picture: bool = False


def shown(file: File | None) -> dict[str, Any]:
    """The picture's part of the form as it stands."""
    return {"picture_alt": file and file.alt, "picture_credit": file and file.credit, "picture_is": file and file.id}


async def put(desk: Desk, form: Form[Any], row: Base, column: str) -> None:
    """Does with the picture that a row has in a column what the form says; refusals are among its mistakes.

    One that is replaced or taken off goes for good, unless something else shows it.
    """
    upload = uploading.read(desk.came, form, "picture")
    details: PictureForm | None = form.found
    if details is None:
        return
    before = await desk.db.get(File, getattr(row, column)) if getattr(row, column) else None
    said: dict[str, str | None] = {"alt": details.picture_alt, "credit": details.picture_credit}
    if upload:
        setattr(row, column, (await uploads.keep(desk.db, upload, now=desk.now, **said)).id)
    elif details.no_picture:
        setattr(row, column, None)
    elif before:
        before.alt, before.credit = details.picture_alt, details.picture_credit
    elif any(said.values()) and form.mistake("picture") is None:
        form.refuse("picture", "Choose the picture that these words are about, or leave them out.")
    if before and getattr(row, column) != before.id:
        await files.drop_unused(desk.db, [before.id])
