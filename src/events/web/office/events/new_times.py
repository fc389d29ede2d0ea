"""A new day or hour for an event: what is typed, what moves by it and what goes along, and what is said of that."""

from dataclasses import replace
from datetime import date, time, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from events import times
from events.programme import events, history, running_order
from events.programme.occasions import Event, Status
from events.web.office.actions import ActionForm, Subject
from events.web.office.events import event_form
from events.web.office.events.event_form import ORDERS, Day, Hour, Order, ZoneTyped
from events.web.office.guard import Desk


class WhenForm(ActionForm):
    """A day, an hour, or neither; what is left empty stays as it is."""

    day: Day | None = None
    starts: Hour | None = None
    ends: Hour | None = None
    doors: Hour | None = None
    zone: ZoneTyped | None = None
    second: bool | None = None
    order: Order = Order.ALONG

    @property
    def moves(self) -> bool:
        return bool(self.day or self.starts or self.ends or self.doors)


class HoursWithoutDay(ValueError):
    """New hours of an event that is postponed until further notice."""

    def __str__(self) -> str:
        return "Give its day, or leave the hours empty."


class NothingChanges(ValueError):
    """What was asked for is how it stands."""

    def __str__(self) -> str:
        return "It stands like this already. Give another day or hour, or leave it as it is."


async def with_order(desk: Desk, subject: Subject[Event]) -> Subject[Event]:
    """Offers to take the running order along, where it has days or hours."""
    await running_order.attach(desk.db, subject.row)
    offers = {"order": running_order.span(subject.row), "orders": ORDERS}
    return replace(subject, offers={**subject.offers, **offers})


def becomes(status: Status, event: Event) -> list[str]:
    """What it is on a day that it is given, as far as calendars show it as less than fixed."""
    if status is Status.TENTATIVE:
        called = "tentative" if event.starts else "a save the date"
        return [f"With a day it is {called} as before, on its page and in calendars, until you confirm the date"]
    if event.starts is None:
        return ["With a day alone calendars show it all day long and as tentative, until it has its hour"]
    return []


async def give(
    desk: Desk, event: Event, form: WhenForm, *, status: Status = Status.CONFIRMED, ahead: bool = False
) -> list[str]:
    """It takes place, then if that was typed; for the receipt, which is all that remembers it once it is moved again.

    Raises NothingChanges, NeedsNewDay if it has to be `ahead`, and as `events.revise` does.
    """
    before = told(event)
    began = await begins(desk.db, event)
    _move(event, form)
    if ahead and event.is_past(desk.now):
        raise events.NeedsNewDay
    events.restore(event, status=status, note=form.note)
    if not desk.db.is_modified(event):
        raise NothingChanges
    after = told(event)
    if after == before:
        return []
    went = await take_along(desk.db, event, form.order, *began)
    return [f"It takes place on {after}{loosely(event)}. Before: {before}", *_of_order(event, went=went)]


def loosely(event: Event) -> str:
    """Of an event that takes place: what it is called on its page while its date may still move."""
    return f": {event.loosely.lower()}" if event.status is Status.TENTATIVE else ""


async def begins(db: AsyncSession, event: Event) -> tuple[date | None, time | None]:
    """The day and the hour from which its running order is counted: of a save the date those that it had."""
    return event.day, event.starts or (await history.hour_before(db, event)).get("starts")


async def take_along(db: AsyncSession, event: Event, order: Order, day: date | None, starts: time | None) -> bool:
    """Moves the running order of an event that began then, if it is to go along; whether that changes any of it."""
    await running_order.attach(db, event)
    return order is Order.ALONG and running_order.go_along(event, day=day, starts=starts)


def days(event: Event) -> set[date]:
    """On which it is, or was to be."""
    last = event.last_day or event.day
    return {event.day + timedelta(each) for each in range((last - event.day).days + 1)} if event.day and last else set()


def told(event: Event) -> str:
    if event.day is None:
        return "no date"
    days = times.days(event.day, event.last_day)
    return f"{days}, {event.hours}" if event.hours else days


def _of_order(event: Event, *, went: bool) -> list[str]:
    """What became of the running order, and what does not go with the new hours."""
    span, odd = running_order.span(event), "; ".join(odd_items(event))
    if not span or not (went or odd):
        return []
    said = f"The running order {'went along' if went else 'stayed as it was'}: {span}"
    return [f"{said}. In it, {odd}" if odd else said]


def field_of(error: ValueError) -> str:
    return "day" if isinstance(error, HoursWithoutDay) else event_form.field_of(error)


def odd_items(event: Event) -> list[str]:
    remarks = running_order.remarks(event)
    return [f"“{each.title}” {remarks[each.id]}" for each in event.programme if each.id in remarks]


def _move(event: Event, form: WhenForm) -> None:
    """As many days long as before; a new start asks for the end anew."""
    day = form.day or event.day
    moved = events.Details(day=day, starts=form.starts or event.starts, zone=form.zone or event.zone)
    moved["ends"] = form.ends or (None if form.starts else event.ends)
    moved["starts_second"] = moved["ends_second"] = form.second
    if form.starts or form.doors:
        moved["doors"] = form.doors
    if day and event.day:
        days = event.last_day - event.day if event.last_day else timedelta()
        moved["last_day"] = _last_day(day, days, event, moved["starts"], moved["ends"])
    if form.moves:
        events.revise(event, **moved)


def _last_day(day: date, days: timedelta, event: Event, starts: time | None, ends: time | None) -> date | None:
    """The page asks for no last day: an evening is of one day, and of the next too where it goes past midnight."""
    if days == _NIGHT and events.goes_past_midnight(event.starts, event.ends):
        days = timedelta()
    if not days and events.goes_past_midnight(starts, ends):
        days = _NIGHT
    return day + days if days else None


_NIGHT = timedelta(days=1)
