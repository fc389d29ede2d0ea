"""What comes in by a form: every mistake at once, beside what was typed."""

import errno
import json
from collections.abc import AsyncGenerator, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import Any, Generic, TypeVar, get_args
from urllib.parse import parse_qsl, unquote_to_bytes

from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic.fields import FieldInfo
from python_multipart.multipart import parse_options_header
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request

from events.storage import Full
from events.web.front import LONGEST_FORM

WHOSE = "whose"  # the field that says in which session its page was shown


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
    labels: Mapping[str, str] = field(default_factory=dict)  # what its fields are called in a sentence
    kept_at: str | None = None  # in words, when this was typed, if it was kept and never sent
    place: str | None = None  # and to where it would have been
    theirs: Mapping[str, Sequence[str]] = field(default_factory=dict)  # what others saved meanwhile, where it differs
    saved_by: str | None = None  # who saved that, and when, in words
    saved_at: str | None = None
    unordered: frozenset[str] = frozenset()  # fields whose values come in any order
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

    def meet(self, stands: "Form[Any]") -> None:
        """What was typed meets what stands by now: `revision` says of each field what it held when the form was made.

        What was left as it was takes what others wrote there; what nobody else changed is as it was typed. Where both
        wrote, it is as typed and theirs beside it, and `title.stays` says in the end whether it is to be theirs.
        """
        was, theirs, typed = _marks(self.value("revision")), {}, {**self.typed}
        for name, now in stands.typed.items():
            mine = self.values(name)
            by_now, of_mine = (_mark(each, in_order=name not in stands.unordered) for each in (now, mine))
            is_theirs = of_mine == was.get(name) or self.value(f"{name}.stays") == "theirs"
            if name == "revision" or (is_theirs and by_now != of_mine):
                typed[name] = now
            if name != "revision" and was.get(name) != by_now != of_mine:
                theirs[name] = now
        self.typed, self.theirs = typed, theirs

    def meanwhile(self, name: str) -> Sequence[str] | None:
        """What others put into a field, where that is not what stands in this form."""
        values = self.theirs.get(name)
        return values if values is not None and _mark(values) != _mark(self.values(name)) else None

    @property
    def asked(self) -> Mapping[str, str]:
        """The fields in which it is to be chosen what stays, and what they are called."""
        return {name: label for name, label in self.labels.items() if self.meanwhile(name) is not None}

    def took(self, name: str) -> bool:
        """Whether what stands in a field is what others put there, since it was left as it was."""
        return name in self.theirs and not self.kept_at and self.meanwhile(name) is None

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
    """The same of what somebody may change meanwhile: its `revision` is a mark of what each field holds.

    A set holds its values in any order. A fact that no field is for, such as which picture is shown, counts as well.
    """
    form = shown(**facts)
    form.unordered = frozenset(name for name, value in facts.items() if isinstance(value, set | frozenset))
    marks = (f"{name}:{_mark(values, in_order=name not in form.unordered)}" for name, values in form.typed.items())
    form.typed = {**form.typed, "revision": [" ".join(marks)]}
    return form


class Unreadable(HTTPException):
    """Bytes in a form that are no text in UTF-8, such as half of a surrogate pair."""

    def __init__(self, legible: Sequence[tuple[str, str]]) -> None:
        super().__init__(422, "A field holds bytes that are no text.")
        self.legible = FormData([*legible])  # what can be read of it, with a sign in place of the rest
        self.kept_on: str | None = None  # the page on which that waits in its form


class CutOff(HTTPException):
    """A form of which the end is missing: whatever lay between has lost it on the way."""

    def __init__(self) -> None:
        super().__init__(400, "The last boundary of this form is missing.")


class OfNobody(Exception):
    """A form with files, of which we cannot tell who sends it: no more of it is read."""


async def arrive(request: Request, *, is_ours: Callable[[str], bool] | None = None) -> FormData:
    """The form of a request, once it is here as a whole.

    `is_ours` is asked of the field `whose`, which stands before all files: of those, nothing is taken in. Raises
    OfNobody if it says no; CutOff and Unreadable, where Starlette would take a part for the whole, or put other
    letters; and Full: what is large waits on the disk.
    """
    if is_ours and not _is_in_parts(request):
        raise OfNobody  # no page of ours sends files in that way
    if _charset(request) not in (b"utf-8", b"utf8"):  # our pages are in UTF-8, and of some Python makes no text
        raise HTTPException(400)
    if request.headers.get("content-type", "").lower().startswith("application/x-www-form-urlencoded"):
        body = await request.body()
        if not _is_text(unquote_to_bytes(body)):
            raise Unreadable(parse_qsl(body.decode("latin-1"), keep_blank_values=True))
        return await request.form()
    try:
        form = await _with_its_end(request, is_ours)
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise Full from error
        raise
    if any(_was_broken(each) for pair in form.multi_items() for each in pair if isinstance(each, str)):
        await form.close()
        raise Unreadable([(name, _legible(each)) for name, each in form.multi_items() if isinstance(each, str)])
    return form


async def _with_its_end(request: Request, is_ours: Callable[[str], bool] | None) -> FormData:
    """What `request.form()` gives, here and to whoever asks again."""
    if not _is_in_parts(request):
        return await request.form()
    try:
        request._form = await (_WithoutFiles(request, is_ours) if is_ours else _Parser(request)).parse()
    except MultiPartException as error:
        raise HTTPException(400, error.message) from error
    return request._form


def _is_in_parts(request: Request) -> bool:
    kind, _ = parse_options_header(request.headers.get("content-type"))
    return kind == b"multipart/form-data"


class _Parser(MultiPartParser):
    """Starlette's, which takes what came for the whole, but with its last boundary (RFC 2046, section 5.1.1)."""

    def __init__(self, request: Request) -> None:
        super().__init__(request.headers, self._to_its_end(request.stream()))
        self._has_ended = False

    def on_end(self) -> None:
        self._has_ended = True

    async def _to_its_end(self, pieces: AsyncGenerator[bytes, None]) -> AsyncGenerator[bytes, None]:
        async for each in pieces:
            yield each
        if not self._has_ended:
            raise CutOff  # amid parsing, so that the files it has opened are closed


class _WithoutFiles(_Parser):
    """What somebody typed who is not signed in: they fill no disk, and little memory."""

    def __init__(self, request: Request, is_ours: Callable[[str], bool]) -> None:
        super().__init__(request)
        self._is_ours = is_ours
        self._left = LONGEST_FORM

    def on_headers_finished(self) -> None:
        super().on_headers_finished()
        if self._current_part.file is not None and not any(
            name == WHOSE and isinstance(value, str) and self._is_ours(value) for name, value in self.items
        ):
            raise OfNobody

    def on_part_data(self, data: bytes, start: int, end: int) -> None:
        if self._current_part.file is not None:
            return
        self._left -= end - start
        if self._left < 0:
            raise MultiPartException("The fields together exceeded maximum size.")
        super().on_part_data(data, start, end)


def _charset(request: Request) -> bytes:
    _, options = parse_options_header(request.headers.get("content-type"))
    return options.get(b"charset", b"utf-8").lower()


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


async def goes_up(request: Request) -> bool:
    """Which of the two buttons beside a row in a list was pressed: up, or down."""
    return (await request.form()).get("to") == "up"


def typed(data: FormData) -> dict[str, list[str]]:
    """What was typed, without files and without what our own pages put beside it. Lines end as they are kept."""
    ours = {"once", "cross_site", WHOSE}
    return {
        name: [each.replace("\r\n", "\n") for each in data.getlist(name) if isinstance(each, str)]
        for name in data
        if name not in ours
    }


def read(
    data: FormData,
    model: type[D],
    *,
    many: Sequence[str] = (),
    today: date | None = None,
    home: str | None = None,
    stands: Form[Any] | None = None,
) -> Form[D]:
    """Reads a form into a model; `many` are the fields of which each value counts.

    A field that is empty or blank is None to the model, which says whether it may be. `today` is what a day without
    its year is understood from, `home` the country of a telephone number without one; `stands` is the form as it is
    `marked` by now, which what was typed meets.
    """
    form: Form[D] = Form(typed=typed(data), labels={name: _label(model, name) for name in model.model_fields})
    if stands:
        form.meet(stands)
    given: dict[str, Any] = {}
    for name, values in form.typed.items():
        given[name] = values if name in many else ((values[-1].strip() if values else "") or None)
    try:
        form.found = model.model_validate(given, context={"today": today, "home": home})
    except ValidationError as error:
        for each in error.errors():
            name = str(each["loc"][0]) if each["loc"] else "form"
            if form.mistake(name) is None:
                form.mistakes.append(Mistake(name, _of_field(model, name, each)))
    return form


def _of_field(model: type[Details], name: str, error: Any) -> str:
    label = _label(model, name)
    if error["type"] == "missing" or error.get("input", "") is None:
        return f"{label} is missing."
    if error["type"] == "string_too_long":
        return f"{label} is too long: at most {error['ctx']['max_length']} characters."
    words = str(error.get("ctx", {}).get("error") or error["msg"]).removeprefix("Value error, ")
    if words.startswith(("This is ", "Character ")):  # of which field, nobody could tell in a summary
        return _sentence(f"{label}: {words[:1].lower()}{words[1:]}")
    begins_inside = words[:1].islower()
    return _sentence(f"{label} {words}" if begins_inside else words)


def _label(model: type[Details], name: str) -> str:
    return (_title(model.model_fields[name]) if name in model.model_fields else None) or spelt(name)


def _title(field: FieldInfo) -> str | None:
    """What a field is called; of one that may be left open, the title stands with the kind of its fact."""
    within = (fact for kind in get_args(field.annotation) for fact in getattr(kind, "__metadata__", ()))
    titles = (each.title for each in (field, *within) if isinstance(each, FieldInfo))
    return next(filter(None, titles), None)


def spelt(name: str) -> str:
    return name.replace("_", " ").capitalize()


def _mark(values: Sequence[str], *, in_order: bool = True) -> str:
    """Tells what a field holds from anything else that it may hold; empty is empty, sent or not."""
    held = [each.strip() for each in values if each.strip()]
    return sha256(json.dumps(held if in_order else sorted(held)).encode()).hexdigest()[:12]


def _marks(revision: str) -> dict[str, str]:
    return {name: mark for each in revision.split(" ") for name, colon, mark in [each.rpartition(":")] if colon}


def _sentence(words: str) -> str:
    return words if words.endswith((".", "?", "!")) else f"{words}."


def _as_typed(value: Any) -> list[str]:
    if value is None:
        return [""]
    if isinstance(value, set | frozenset):
        return sorted(map(str, value))
    if isinstance(value, list | tuple):
        return [str(each) for each in value]
    if isinstance(value, bool):
        return ["yes"] if value else []
    return [str(value)]
