"""Files that come in with a form: made safe before the transaction begins, then kept with all of it or not at all."""

import asyncio
from collections.abc import Collection, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from starlette.datastructures import FormData, UploadFile

from events.storage import files, uploads
from events.storage.files import Refused
from events.storage.uploads import Upload
from events.web.forms import Form

# What the fields of a form take, by the first part of their names: `cover`, or `file` for `file-2`.
Wanted = Mapping[str, Collection[str]]

PICTURE = files.PICTURES
PAPER = uploads.DOCUMENTS | uploads.DATA
# For the browser's chooser, which only suggests; what is taken is decided by the bytes.
ACCEPTED = ".pdf,.docx,.xlsx,.pptx,.odt,.ods,.odp,.epub,.zip,.csv,.txt,.md"

_BEGINNING = 100  # bytes, which tell a picture

# One at a time, so that memory holds one picture unpacked however many people send one.
_BESIDE = ThreadPoolExecutor(max_workers=1, thread_name_prefix="uploads")


# What came of the files of a form, by the names of their fields.
Came = Mapping[str, Upload | Refused]


@dataclass
class NotTaken(ValueError):
    """A file that is refused, and the field that brought it."""

    field: str
    refused: Refused

    def __str__(self) -> str:
        return str(self.refused)


async def made_safe(form: FormData, wanted: Wanted) -> Came:
    """Looks at every file of the form, off the loop."""
    came: dict[str, Upload | Refused] = {}
    for name, value in form.multi_items():
        kinds = wanted.get(name.partition("-")[0])
        if isinstance(value, UploadFile) and value.filename and kinds:
            came[name] = await asyncio.wrap_future(_BESIDE.submit(_made_safe, value, value.filename, kinds))
    return came


def sent(came: Came, name: str) -> Upload | None:
    """The file that a field brought, if one was chosen. Raises NotTaken."""
    found = came.get(name)
    if isinstance(found, Refused):
        raise NotTaken(name, found)
    return found


def read(came: Came, form: Form[Any], name: str) -> Upload | None:
    """The same, with the refusal among the form's mistakes."""
    try:
        upload = sent(came, name)
    except NotTaken as refused:
        form.refuse(name, refused)
        return None
    if upload:
        form.chosen[name] = upload.name
    return upload


def required(came: Came, form: Form[Any], name: str) -> Upload | None:
    """The same of a field that must not stay empty: None where something is to be mended."""
    upload = read(came, form, name)
    if upload is None and form.mistake(name) is None:
        form.refuse(name, "Choose a file.")
    return upload


def _made_safe(file: UploadFile, name: str, kinds: Collection[str]) -> Upload | Refused:
    try:
        if file.size and file.size > uploads.LARGEST:
            raise uploads.TooLarge(file.size, uploads.most(file.file.read(_BEGINNING), kinds))
        return uploads.taken(file.file.read(), name, kinds=kinds)
    except Refused as refused:
        return refused
