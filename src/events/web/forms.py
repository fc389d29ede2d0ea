"""What comes in by a form: every mistake at once, beside what was typed."""

import errno
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import Any, Generic, TypeVar
from urllib.parse import parse_qsl, unquote_to_bytes

from pydantic import BaseModel, ConfigDict, ValidationError
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request

from events.storage import Full

MOST_FIELDS = 1_000


class Details(BaseModel):
    """Facts from a form, checked: what a form's model inherits. An empty field is a fact left open."""

    model_config = ConfigDict(frozen=True, extra="ignore")


D = TypeVar("D", bound=Details)


@dataclass(frozen=True)
class Mistake:
    """Something to mend: in which field, and a sentence that says what to do."""

    field: str
    sentence: str


@dataclass
class Form(Generic[D]):
    """A form as it came, or as it is first shown: `details` are there only when nothing is wrong."""

    typed: Mapping[str, Sequence[str]] = field(default_factory=dict)
    mistakes: list[Mistake] = field(default_factory=list)
    found: D | None = None
    kept_at: str | None = None  # in words, when this was typed, if it was kept and never sent
    theirs: Mapping[str, Sequence[str]] = field(default_factory=dict)  # what others saved meanwhile
    chosen: dict[str, str] = field(default_factory=dict)  # the files that came with it: a browser sends them once
    is_fixed: bool = False  # whether who sees it may not send it: then it shows its facts as text

    @property
    def details(self) -> D:
        assert self.found is not None, "look at the mistakes first"
        return self.found

    def value(self, name: str) -> str:
        """What stands in a field."""
        values = self.typed.get(name, ())
        return values[0] if values else ""

    def values(self, name: str) -> Sequence[str]:
        return self.typed.get(name, ())

    def mistake(self, name: str) -> str | None:
        return next((each.sentence for each in self.mistakes if each.field == name), None)

    def meanwhile(self, name: str) -> str | None:
        """What a field holds by now, where that is not what stands in this form."""
        values = self.theirs.get(name)
        return "; ".join(values) if values is not None and list(values) != list(self.values(name)) else None

    def fix(self) -> None:
        """Shows the facts as they are kept, to somebody who may not change them."""
        if self.kept_at:  # typed while they still might
            self.typed, self.kept_at, self.theirs = {**self.typed, **self.theirs}, None, {}
        self.is_fixed = True

    def refuse(self, name: str, error: str | Exception) -> None:
        """Another mistake, found after the fields were read: `form.refuse("day", error)`."""
        self.mistakes.append(Mistake(name, _sentence(str(error))))


def shown(**facts: Any) -> Form[Any]:
    """A form as it stands before anybody typed: `forms.shown(title=event.title, day=times.day(event.day))`."""
    return Form(typed={name: _as_typed(value) for name, value in facts.items()})


def marked(**facts: Any) -> Form[Any]:
    """The same with a mark of all that it shows for its revision: where the facts are kept in more rows than one."""
    form = shown(**facts)
    mark = sha256(json.dumps(form.typed, sort_keys=True).encode()).hexdigest()[:16]
    return Form(typed={**form.typed, "revision": [mark]})


class Unreadable(HTTPException):
    """Bytes in a form that are no text in UTF-8, such as half of a surrogate pair."""

    def __init__(self, legible: Sequence[tuple[str, str]]) -> None:
        super().__init__(422, "A field holds bytes that are no text.")
        self.legible = FormData([*legible])  # what can be read of it, with a sign in place of the rest
        self.is_kept = False  # whether that waits in the form from which it came


async def arrive(request: Request) -> FormData:
    """The form of a request, once it is here as a whole.

    Raises Unreadable, where Starlette would put other letters, and Full: what is large waits on the disk.
    """
    if request.headers.get("content-type", "").lower().startswith("application/x-www-form-urlencoded"):
        body = await request.body()
        if not _is_text(unquote_to_bytes(body)):
            raise Unreadable(parse_qsl(body.decode("latin-1"), keep_blank_values=True))
        return await request.form()
    try:
        form = await request.form()
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise Full from error
        raise
    if any(_was_broken(each) for pair in form.multi_items() for each in pair if isinstance(each, str)):
        await form.close()
        raise Unreadable([(name, _legible(each)) for name, each in form.multi_items() if isinstance(each, str)])
    return form


def _is_text(sent: bytes) -> bool:
    try:
        sent.decode()
    except UnicodeDecodeError:
        return False
    return True


def _was_broken(value: str) -> bool:
    """Whether it was half of a surrogate pair: in multipart, Starlette reads as Latin-1 what is not UTF-8."""
    try:
        return any("\ud800" <= each <= "\udfff" for each in value.encode("latin-1").decode("utf-8", "surrogatepass"))
    except UnicodeError:
        return False


def _legible(value: str) -> str:
    return value.encode("latin-1").decode("utf-8", "replace") if _was_broken(value) else value


def typed(data: FormData) -> dict[str, list[str]]:
    """What was typed, without files and without what our own pages put beside it. Lines end as they are kept."""
    ours = {"once", "cross_site"}
    return {
        name: [each.replace("\r\n", "\n") for each in data.getlist(name) if isinstance(each, str)]
        for name in data
        if name not in ours
    }


def read(data: FormData, model: type[D], *, many: Sequence[str] = (), today: date | None = None) -> Form[D]:
    """Reads a form into a model; `many` are the fields of which each value counts.

    A field that is empty or blank is None to the model, which says whether it may be. `today` is what a day without
    its year is understood from.
    """
    form: Form[D] = Form(typed=typed(data))
    given: dict[str, Any] = {}
    for name, values in form.typed.items():
        given[name] = values if name in many else ((values[-1].strip() if values else "") or None)
    try:
        form.found = model.model_validate(given, context={"today": today})
    except ValidationError as error:
        for each in error.errors():
            name = str(each["loc"][0]) if each["loc"] else "form"
            if form.mistake(name) is None:
                form.mistakes.append(Mistake(name, _of_field(model, name, each)))
    return form


def _of_field(model: type[Details], name: str, error: Any) -> str:
    about = model.model_fields[name].title if name in model.model_fields else None
    label = about or name.replace("_", " ").capitalize()
    if error["type"] == "missing" or error.get("input", "") is None:
        return f"{label} is missing."
    if error["type"] == "string_too_long":
        return f"{label} is too long: at most {error['ctx']['max_length']} characters."
    words = str(error.get("ctx", {}).get("error") or error["msg"]).removeprefix("Value error, ")
    begins_inside = words[:1].islower()
    return _sentence(f"{label} {words}" if begins_inside else words)


def _sentence(words: str) -> str:
    return words if words.endswith((".", "?", "!")) else f"{words}."


def _as_typed(value: Any) -> list[str]:
    if value is None:
        return [""]
    if isinstance(value, list | tuple | set | frozenset):
        return [str(each) for each in value]
    if isinstance(value, bool):
        return ["yes"] if value else []
    return [str(value)]
