"""`events import FILE` for a text: the drafts that the office would make of it, though nobody has looked them over."""

import asyncio
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from starlette.datastructures import FormData, UploadFile

from events import addresses, calendar, text, times
from events.addresses import Addresses
from events.consequences import following
from events.people import organisations
from events.people.models import Organisation
from events.press import bare_lists, taking_in
from events.press.reading import draft as draft_of
from events.press.reading import files
from events.press.reading.draft import Draft
from events.press.taking_in import Facts
from events.programme import neutral
from events.programme.models import Launch
from events.settings import Foreseen, Settings
from events.storage import By, Store
from events.visibility import Reader
from events.web import forms
from events.web.office.launches import from_text, review_form, review_of_contacts, review_of_draft, review_origins
from events.web.office.launches.review_form import ReviewForm

_BY = By("import")
_NEED_START = ("ends", "doors")
_OF_EMBARGO = ("embargo_day", "embargo_time", "embargo_zone", "embargo_second")
_UNTIL_SAID = "It is under embargo until further notice: say on the page of the launch when it lifts."
_UNTITLED = (
    "The text names no headline, report or event to launch: say what it is called with --title, or see what was read "
    "with --dry-run."
)
_MUST_BE = ("lead", "headline", "form")  # without these there is no launch


class CannotTakeIn(Foreseen):
    """Nothing can be made of it, or for nobody; its text is a sentence."""


@dataclass(frozen=True)
class Made:
    """The launch, its page in the office, and what had to stay open because it could not be kept as it was read."""

    launch: Launch
    lead: Organisation
    address: str
    heading: str
    left_open: tuple[str, ...] = ()

    def __str__(self) -> str:
        lines = [f"{self.launch.title}: a draft of {self.lead.name}. {self.heading}", self.address]
        return "\n".join([*lines, *(f"Left open: {each}" for each in self.left_open)])

    def as_json(self) -> str:
        facts = {"title": self.launch.title, "organisation": self.lead.name, "address": self.address}
        return json.dumps(facts | {"heading": self.heading, "left_open": self.left_open}, indent=2)


def take_in(
    settings: Settings, name: str, content: bytes, *, organisation: str | None, title: str | None = None
) -> Made:
    """Makes a draft launch of a release, announcement or list; `title` is what it is called, whatever the text says.

    Raises files.Unreadable and CannotTakeIn.
    """
    from events.press.reading import reading  # 60 modules of patterns, which no other command needs

    now = datetime.now(UTC)
    opened = files.opened(name, content)
    draft, order = bare_lists.told_apart(opened.text, reading.read(opened.text, today=now.date()))
    made = asyncio.run(_take_in(settings, _Read(draft, order.lines, title), organisation, now))
    said = {"programme": review_of_draft.left_out(order), "panel": review_of_draft.rows_unread(order)}
    left_open = [f"{field}. {sentence}" for field, sentence in said.items() if sentence]
    left_open += [f"body. {opened.warning}"] if opened.warning else []
    return replace(made, left_open=(*made.left_open, *left_open))


@dataclass(frozen=True)
class _Read:
    """What a text says, and what somebody says of it: what is launched is called so."""

    draft: Draft
    programme: str
    title: str | None

    @property
    def is_untitled(self) -> bool:
        """Whether a text under embargo is a list that nothing heads: nobody is there who could say how it is called."""
        draft = self.draft
        return draft.embargo.is_told and not any(
            (self.title, draft.headline, draft.publication.title, draft.event.title)
        )


async def _take_in(settings: Settings, read: _Read, organisation: str | None, now: datetime) -> Made:
    where = Addresses(calendar.base_url(settings.database_url, settings.base_url))
    store = Store(settings.database_url, follow=following(where))
    without: dict[str, str] = {}
    try:
        while True:
            try:
                async with store.transaction(now=now, by=_BY) as db:
                    made = await _made(db, read, organisation, now, without)
                return replace(made, address=Addresses(settings.base_url).full(made.address))
            except ValueError as error:
                _leave_open(without, from_text.field_of(error), error)
    finally:
        await store.close()


async def _made(
    db: AsyncSession, read: _Read, organisation: str | None, now: datetime, without: dict[str, str]
) -> Made:
    draft = read.draft
    lead = await _lead(db, draft, organisation)
    facts = _facts(read, lead, now, without)
    taken = await taking_in.take_in(db, facts, lead, reader=Reader(organisations=frozenset({lead.id})), now=now)
    address = addresses.office_launch(taken.launch, "publication")
    heading = review_origins.heading(review_origins.of(draft), {})
    left_open = [each for field, each in without.items() if field not in _OF_EMBARGO]
    if read.is_untitled:
        left_open.append(f"headline. The text has none; until somebody writes one it is “{facts.headline}”.")
    if facts.embargo_open:
        left_open.append(f"embargo. {_why_open(draft, without)} {_UNTIL_SAID}")
    if untold := review_of_contacts.to_check(draft_of.to_ring(draft), draft, lead):
        left_open.append(f"contacts. {untold}")
    if taken.unnumbered:
        await taking_in.tell(db, taken, by=_BY, now=now)
        left_open.append(f"number. {taken.unnumbered}.")
    left_open += [f"{field}. {sentence}" for field, sentence in review_of_draft.not_printed(draft).items()]
    return Made(taken.launch, lead, address, heading, tuple(left_open))


async def _lead(db: AsyncSession, draft: Draft, named: str | None) -> Organisation:
    """The one that was named, else the first known one that the text names; the first of all is taken from the text."""
    known = list(await db.scalars(select(Organisation).order_by(Organisation.slug)))
    first = next(iter(draft.organisations), None)
    if not known and first and first.name:
        short = first.short_name.value if first.short_name else None
        lead = await organisations.add(db, Organisation(name=text.bare(first.name.value)[:250], short_name=short))
        await db.flush()
        return lead
    if named:
        return _called(known, named)
    if not known or not review_of_draft.is_named(draft, known):
        raise CannotTakeIn("The text names none of your organisations; say whose launch it is with --organisation.")
    return review_of_draft.leading(draft, known)


def _called(known: Sequence[Organisation], name: str) -> Organisation:
    for each in known:
        if each.goes_by(name) or each.slug == text.slug(name):
            return each
    raise CannotTakeIn(f"There is no organisation {name}; give its name, or the last part of its address.")


def _facts(read: _Read, lead: Organisation, now: datetime, without: dict[str, str]) -> Facts:
    """What the office's form would come to; a field that it refuses stays open, and an embargo without its moment."""
    draft = read.draft
    typed = {**review_of_draft.shown(draft, [lead], read.programme).typed}
    if read.title:
        typed[next((each for each in ("headline", "publication") if any(typed[each])), "event")] = [read.title]
    if any(typed["starts"]) and not any(typed["day"]):
        without.setdefault("starts", "starts. The text says at what hour, and not on which day.")
    if read.is_untitled:
        typed["headline"] = [neutral.title(lead)]  # under which its words are kept
    while True:
        is_read = review_of_draft.is_lift_sure(draft) and without.keys().isdisjoint(_OF_EMBARGO)
        is_open = draft.embargo.is_told and not is_read
        open_now = {*without, *(_NEED_START if "starts" in without else ()), *(_OF_EMBARGO if is_open else ())}
        given: list[tuple[str, str | UploadFile]] = [
            (name, value) for name, values in typed.items() if name not in open_now for value in values
        ]
        given += [("embargo_open", "yes")] if is_open else []
        form = forms.read(FormData(given), ReviewForm, today=now.date())
        facts = review_form.facts(form, lead) if form.found else None
        if facts is not None and not form.mistakes:
            return facts
        for mistake in form.mistakes:
            _leave_open(without, mistake.field, mistake.sentence)


def _why_open(draft: Draft, without: dict[str, str]) -> str:
    """Why nobody could tell when an embargo lifts."""
    if refused := next((without[each].partition(". ")[2] for each in _OF_EMBARGO if each in without), None):
        return refused
    if unread := review_of_draft.unread_embargo(draft):
        return unread
    day = draft.embargo.date
    if day and draft.embargo.time:
        return review_of_draft.unsure_lift(draft)
    on = f" on {times.full_day(date.fromisoformat(day.value))}" if day else ""
    return f"The text says that it lifts{on}, and not at what hour."


def _leave_open(without: dict[str, str], field: str, sentence: str | ValueError) -> None:
    if field == "headline" or sentence == review_form.UNTITLED:
        raise CannotTakeIn(_UNTITLED)
    if field in _MUST_BE or field in without:
        raise CannotTakeIn(str(sentence))
    without[field] = f"{field.replace('_', ' ')}. {sentence}"
