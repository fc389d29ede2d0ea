"""What becomes of a thing: each action has a page that says beforehand what it changes where, and leaves a receipt.

An `Action` is its words and what it does; `shows` and `does` make the two handlers of its address from it.
"""

from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Annotated, Any, Generic, TypeVar

from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response

from events import addresses
from events.press.approval_models import Approval
from events.press.differences import Paragraph
from events.press.models import Release
from events.programme import receipts
from events.programme.models import Launch, Publication
from events.programme.occasions import Event, Speaker
from events.storage.base import kind_of
from events.storage.types import Line
from events.web import forms
from events.web.forms import Details, Form
from events.web.office import looking_over, page
from events.web.office.effects import Effects
from events.web.office.guard import Desk, OfficeHandler
from events.web.office.looking_over import Placed
from events.web.office.notices import Said
from events.web.site import site

_Note: Any = Line(1000).edge
T = TypeVar("T", Event, Speaker, Publication, Release, Launch, Approval)


class ActionForm(Details):
    """What every action asks; one that asks more has a form of its own, made from this."""

    revision: str
    note: Annotated[_Note, Field(title="The reason")] | None = None
    # Why it goes out although others, who have a say in it, did not agree.
    reason: Annotated[_Note, Field(title="The reason")] | None = None


@dataclass
class Asks(ValueError):
    """Nothing is done before somebody was told this and pressed again; then the form carries that they were."""

    sentence: str
    carried: Mapping[str, str]

    def __str__(self) -> str:
        return self.sentence


@dataclass(frozen=True)
class Subject(Generic[T]):
    """What an action is about, as it stands now, and what would follow."""

    row: T
    launch: Launch
    title: str
    place: str  # its page in the office
    revision: str  # of what the page shows, so that nobody acts on what has changed since
    effects: Effects
    event: Event | None = None  # whose panel it has a place on: the receipt stands on the pages of that
    findings: Sequence[Placed] = ()  # of preflight, before anything goes out
    changes: Sequence[Paragraph] = ()  # what it says otherwise from then on, in which language
    language: str = "en-GB"
    fresh: Mapping[str, Any] = field(default_factory=dict)  # what stands in the form before anybody typed
    offers: Mapping[str, Any] = field(default_factory=dict)  # what the template of its own fields needs to know
    days: Collection[date] = ()  # on which an event is to be, or was before it was moved
    hindrance: str | None = None  # why it makes no sense now, where the row alone does not say
    first: tuple[str, str] | None = None  # what has to be done before, and its address


@dataclass(frozen=True)
class Action(Generic[T]):
    """One thing that can become of something."""

    part: str  # the last part of its address
    title: str  # what it is called, and what its button says
    means: str
    done: str  # the word on the receipt
    find: Callable[[Request, Desk], Awaitable[Subject[T]]]
    # Raises ValueError with a sentence; gives what else the receipt is to say.
    act: Callable[[Desk, T, Any], Awaitable[Sequence[str] | None]]
    # Raises what `act` would refuse of the form, and leaves the row as it is: asked where more is to be mended.
    test: Callable[[Desk, T, Any], Awaitable[object]] | None = None
    # The subject once it is done, from what it was before; asked before it stands, where what preflight finds hangs on
    # what was typed.
    comes_of: Callable[[Request, Desk, Subject[T], Any], Awaitable[Subject[T]]] | None = None
    typed_decides: bool = False  # whether preflight has a say in it, and which: another answer may need none
    undone: str = "Nothing was done yet"  # above what is to be mended first
    note: str | None = None  # what its reason is called, if it takes one
    note_is_ours: bool = False  # it is read on the receipt alone, as is the reason for what is found: one is enough
    note_is_public: bool = False  # it is told to everybody; else no other house reads it on the receipt
    needs_note: bool | Callable[[T, datetime], bool] = False
    hindrance: Callable[[T, datetime], str | None] = lambda row, now: None  # why it makes no sense now, if so
    ends: bool = False  # afterwards there is no such thing
    form: type[ActionForm] = ActionForm
    fields: str | None = None  # the template of what else it asks
    field_of: Callable[[ValueError], str] = lambda error: "act"  # where a refusal can be mended
    takes_files: bool = False

    def requires_note(self, row: T, now: datetime) -> bool:
        return self.needs_note(row, now) if callable(self.needs_note) else self.needs_note


def shows(action: Action[T]) -> OfficeHandler:
    """The page that says what will happen."""

    async def show(request: Request, desk: Desk) -> Response:
        subject = await action.find(request, desk)
        form = await desk.draft_or(forms.shown(revision=subject.revision, **subject.fresh))
        return _page(request, desk, action, subject, form)

    return show


def does(action: Action[T]) -> OfficeHandler:
    """Acts, and keeps what was said of it beforehand as the receipt."""

    async def act(request: Request, desk: Desk) -> Response:
        subject = await action.find(request, desk)
        form = forms.read(await request.form(), action.form, today=desk.now.date())
        _object(action, subject, form, desk.now)
        did: Sequence[str] | None = None
        try:
            if form.found and not form.mistakes:
                did = await action.act(desk, subject.row, form.found)
                if action.comes_of:
                    subject = await action.comes_of(request, desk, subject, form.found)
            elif form.found and action.test and not form.mistake("act"):
                await action.test(desk, subject.row, form.found)
        except Asks as asks:
            form.typed = {**form.typed, **{name: [value] for name, value in asks.carried.items()}}
            form.refuse("act", asks)
        except ValueError as error:
            form.refuse(action.field_of(error), error)
        if action.comes_of and not form.mistake("act"):
            looking_over.object_to(form, subject.findings)  # a refusal undoes what was done
        if form.mistakes or form.found is None:
            return await _again(request, desk, action, subject, form)
        if action.ends and subject.row.id == subject.launch.id:
            return page.done(addresses.OFFICE_LAUNCHES, Said.DELETED)
        await _keep(desk, action, subject, form.found, did or ())
        return page.done(f"{_after(action, subject)}#h-receipts")

    return act


async def _again(request: Request, desk: Desk, action: Action[T], subject: Subject[T], form: Form[Any]) -> Response:
    """The page once more; where it was done to see what comes of it, of the row as it stands."""
    if action.comes_of is None:
        return _page(request, desk, action, subject, form)
    async with site(request).store.reading_at_desk() as db:
        before = replace(desk, db=db)
        stands = await action.find(request, before)
        told = replace(stands, findings=subject.findings, effects=subject.effects)
        return _page(request, before, action, told, form)


def _object(action: Action[T], subject: Subject[T], form: Form[ActionForm], now: datetime) -> None:
    """Whatever stands against the action, beside its field."""
    if sentence := action.hindrance(subject.row, now) or subject.hindrance:
        form.refuse("act", sentence)  # and nothing else: there is no field in which it could be mended
        return
    if action.comes_of is None:
        looking_over.object_to(form, subject.findings)
    if form.found and form.found.revision != subject.revision:
        form.refuse("act", "Somebody changed this since you opened the page. Look again, then decide.")
    if form.found and not form.found.note and action.requires_note(subject.row, now):
        form.refuse("note", "Say why: this does not go without a reason.")


async def _keep(desk: Desk, action: Action[T], subject: Subject[T], form: ActionForm, did: Sequence[str]) -> None:
    row = subject.event or subject.row
    await receipts.write(
        desk.db,
        launch_id=subject.launch.id,
        about=(kind_of(row), row.id, subject.title),
        action=action.done,
        reason=form.note or form.reason,
        for_everybody=action.note_is_public and bool(form.note),
        said=[*did, *(subject.effects.told or subject.effects.said)],
        lost=subject.effects.lost,
        unmended=[each.sentence for each in subject.findings],
        # Where it was said why this is done, that is another thing than why it goes out all the same.
        despite=form.reason if form.note else None,
        by=desk.organiser.by,
        now=desk.now,
    )


def _after(action: Action[T], subject: Subject[T]) -> str:
    """The page that shows what is left of it."""
    if not action.ends:
        return subject.place
    event = subject.event
    return addresses.office_event(event, "speakers") if event else addresses.office_launch(subject.launch)


def _page(request: Request, desk: Desk, action: Action[T], subject: Subject[T], form: Form[Any]) -> Response:
    crumbs = [("Launches", addresses.OFFICE_LAUNCHES), (subject.launch.title, addresses.office_launch(subject.launch))]
    found = looking_over.shown(subject.findings)
    takes_note = bool(action.note) and not (action.note_is_ours and found["needs_reason"])
    if action.note and action.note_is_ours:  # what was typed as the one stays, where the page now asks for the other
        asks, before = ("note", "reason") if takes_note else ("reason", "note")
        form.typed = {**form.typed, asks: [form.value(asks).strip() or form.value(before)], before: []}
    facts: dict[str, Any] = {
        "action": action,
        "takes_note": takes_note,
        "subject": subject,
        "form": form,
        "effects": subject.effects,
        "needs_note": action.requires_note(subject.row, desk.now),
        "hindrance": action.hindrance(subject.row, desk.now) or subject.hindrance,
        **found,
        **subject.offers,
    }
    answer = page.form_again if form.mistakes else page.answer
    if subject.event:
        crumbs.append((subject.event.title, addresses.office_event(subject.event)))
    if subject.row is not subject.launch:
        crumbs.append((subject.title, subject.place))
    return answer(request, desk, "office/action.html", action.title, crumbs=crumbs, **facts)
