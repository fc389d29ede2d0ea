"""What becomes of an event: published, tentative, confirmed, postponed, cancelled, restored, unpublished.

Each action is offered, and done, only where it changes something.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from starlette.requests import Request

from events import addresses, times
from events.press import drafts, preflight
from events.press.preflight import Facts
from events.programme import events, history, launches, running_order
from events.programme.occasions import Event, Status
from events.templating import joined
from events.web.office import discards, effects, finding, looking_over
from events.web.office.actions import Action, ActionForm, Subject
from events.web.office.effects import Effects
from events.web.office.events import event_form, new_times
from events.web.office.events.new_times import HoursWithoutDay, WhenForm
from events.web.office.guard import Desk


class NeedsReason(ValueError):
    """What does not take place does not stand there without a word."""

    def __str__(self) -> str:
        return "Say why: whoever comes to its page reads it there."


class SaysSoAlready(ValueError):
    """The same words again."""

    def __str__(self) -> str:
        return "These words stand there already. Write others, or leave it as it is."


async def _going_back(request: Request, desk: Desk) -> Subject[Event]:
    subject = await _subject(request, desk)
    follows = await effects.taken_back(desk.db, subject.effects, subject.row, subject.launch, desk.now)
    return replace(subject, effects=follows)


async def _coming_back(request: Request, desk: Desk) -> Subject[Event]:
    facts, subject = await _everything(request, desk, restored=True)
    return await new_times.with_order(desk, await _as_before(desk, _if_moved(facts, subject, desk.now)))


async def _with_reason(request: Request, desk: Desk) -> Subject[Event]:
    subject = await _subject(request, desk)
    return replace(subject, fresh={"note": subject.row.status_note})


async def _to_loosen(request: Request, desk: Desk) -> Subject[Event]:
    """Says which hour is kept for the day on which it is confirmed."""
    subject = await _subject(request, desk)
    event, said = subject.row, subject.effects.said
    if event.starts is None:
        return subject
    words = " to ".join(times.clock(each) for each in (event.starts, event.ends) if each)
    words += f", doors at {times.clock(event.doors)}" if event.doors else ""
    kept = [f"Nobody reads the hour any more; you find it again when you confirm the date: {words}"]
    await running_order.attach(desk.db, event)
    if any(each.starts for each in event.programme):
        kept.append("Nobody reads the hours of the running order either, until the event has its hour")
    return replace(subject, effects=replace(subject.effects, said=[*said, *kept]))


async def _to_confirm(request: Request, desk: Desk) -> Subject[Event]:
    """With the hour that it had before, to be taken or written anew."""
    facts, subject = await _everything(request, desk)
    before = await history.hour_before(desk.db, subject.row)
    subject = replace(subject, findings=(), fresh={name: times.clock(each) for name, each in before.items()})
    return await new_times.with_order(desk, _if_moved(facts, subject, desk.now))


async def _to_postpone(request: Request, desk: Desk) -> Subject[Event]:
    return await new_times.with_order(desk, await _as_before(desk, await _losing_its_day(request, desk)))


async def _as_before(desk: Desk, subject: Subject[Event]) -> Subject[Event]:
    """Says what it is once it has another day; the receipt says what it became."""
    follows = subject.effects
    comes = new_times.becomes(await history.status_before(desk.db, subject.row), subject.row)
    return replace(subject, effects=replace(follows, said=[*follows.said, *comes], told=follows.told or follows.said))


async def _losing_its_day(request: Request, desk: Desk) -> Subject[Event]:
    """Names the releases that go on giving the day on which it no longer takes place, or one that it had before."""
    facts, subject = await _everything(request, desk)
    stays = [*_giving(facts, subject.days, desk.now), *_lifting_all_the_same(facts, desk.now)]
    return replace(_losing(subject, [f"T{each[1:]}" for each in stays]), findings=())


def _if_moved(facts: Facts, subject: Subject[Event], now: datetime) -> Subject[Event]:
    """Names the releases that give its day, for whoever gives it another."""
    stays = [*_giving(facts, new_times.days(subject.row), now), *_lifting_all_the_same(facts, now)]
    return _losing(subject, [f"If you give another day, {each}" for each in stays])


async def _moved(request: Request, desk: Desk, subject: Subject[Event], form: WhenForm) -> Subject[Event]:
    """What takes place as it stands, or until further notice does not, is no news; nor is what blocks publishing."""
    if subject.row.is_off:
        return subject
    subject = await _restored(request, desk, subject, form)
    found = [each for each in subject.findings if not each.blocks] if form.moves else []
    return replace(subject, findings=found)


async def _restored(request: Request, desk: Desk, subject: Subject[Event], form: WhenForm) -> Subject[Event]:
    """Looked over as it takes place now, with the releases that go on giving a day on which it does not any more."""
    facts, now = await _everything(request, desk)
    told = {each.finding.about.id for each in now.findings if each.finding.check == "day told otherwise"}
    gone = {*subject.days} - new_times.days(now.row)
    stays = [*_giving(facts, gone, desk.now, besides=told)]
    stays += _lifting_all_the_same(facts, desk.now) if form.day else []
    return _losing(now, [f"T{each[1:]}" for each in stays])


def _losing(subject: Subject[Event], stays: Sequence[str]) -> Subject[Event]:
    return replace(subject, effects=replace(subject.effects, lost=[*subject.effects.lost, *stays]))


def _giving(facts: Facts, days: Collection[date], now: datetime, besides: Collection[UUID] = ()) -> list[str]:
    return [
        f"the release “{draft.version.headline}” goes on saying, until you "
        f"{'correct it' if draft.is_out else 'change its text'}: “{preflight.shown(sentence.words)}”"
        for draft, sentence in preflight.giving(facts, days, now)
        if draft.release.id not in besides
    ]


def _lifting_all_the_same(facts: Facts, now: datetime) -> list[str]:
    """The embargo knows no event: whoever moves or cancels one may want to move it too."""
    embargo = facts.launch.embargo
    if embargo is None or embargo.held or embargo.lifts_at is None or embargo.is_lifted(now):
        return []
    waits = [each for each in facts.under(embargo) if each.published_at]
    told = (
        f"the embargo stays as it is: what is under it goes out at {effects.lift(embargo)}, unless you move or hold it."
    )
    return [told] if waits else []


async def _going_out(request: Request, desk: Desk) -> Subject[Event]:
    """Whoever publishes it has seen all of it: its panel and its running order too."""
    _, subject = await _everything(request, desk, goes_out=True)
    return replace(subject, revision=await history.mark(desk.db, subject.row))


async def _everything(
    request: Request, desk: Desk, *, restored: bool = False, goes_out: bool = False
) -> tuple[Facts, Subject[Event]]:
    """With what preflight finds in what the public sees of it, and what it looked at."""
    id, launch = await finding.led_row(request, desk, Event)
    facts, found = await looking_over.everything(request, desk, launch, going=[id], restored=id if restored else None)
    event = await finding.event_to_act_on(request, desk)  # preflight has loaded the same row with less in it
    releases = [each.release for each in facts.drafts]
    subject = _about(event, effects.of_event(event, releases, desk.now, goes_out=goes_out))
    days = new_times.days(event) | await history.days_before(desk.db, event)
    is_seen = goes_out or (event.published_at and not event.withdrawn_at)
    return facts, replace(subject, findings=found if is_seen else (), days=days)


async def _subject(request: Request, desk: Desk) -> Subject[Event]:
    event = await finding.event_to_act_on(request, desk)
    releases = await drafts.of_launch(desk.db, event.launch_id, **desk.by)
    return _about(event, effects.of_event(event, releases, desk.now))


def _about(event: Event, follows: Effects) -> Subject[Event]:
    return Subject(event, event.launch, event.title, addresses.office_event(event), str(event.revision), follows)


async def _to_be_discarded(request: Request, desk: Desk) -> Subject[Event]:
    event = await finding.event(request, desk)
    parts: dict[str, Sequence[Any]] = {
        "speaker": event.speakers,
        "programme item": event.programme,
        "file": event.files,
    }
    goes = joined(effects.counted(len(those), what) for what, those in parts.items() if those)
    follows = discards.follows(*filter(None, [goes]))
    return Subject(event, event.launch, event.title, addresses.office_event(event), str(event.revision), follows)


async def _publish(desk: Desk, event: Event, form: ActionForm) -> None:
    events.publish(event, now=desk.now)


async def _unpublish(desk: Desk, event: Event, form: ActionForm) -> None:
    await launches.take_back(desk.db, event, note=form.note, now=desk.now)


async def _doubt(desk: Desk, event: Event, form: ActionForm) -> None:
    events.make_tentative(event, note=form.note)


async def _save_the_date(desk: Desk, event: Event, form: ActionForm) -> None:
    events.revise(event, starts=None, ends=None, doors=None)
    events.make_tentative(event, note=form.note)


async def _confirm(desk: Desk, event: Event, form: WhenForm) -> list[str]:
    return await new_times.give(desk, event, form)


async def _postpone(desk: Desk, event: Event, form: WhenForm) -> list[str]:
    """To a day it is moved, and goes on; without one it is off until further notice."""
    if form.day:
        return await new_times.give(desk, event, form, status=await history.status_before(desk.db, event))
    if form.starts or form.ends or form.doors:
        raise HoursWithoutDay
    before = new_times.told(event)
    events.postpone(event, note=form.note, now=desk.now)
    return [f"It has no new date yet. It was to be on {before}"]


async def _cancel(desk: Desk, event: Event, form: ActionForm) -> None:
    events.cancel(event, note=form.note, now=desk.now)


async def _restore(desk: Desk, event: Event, form: WhenForm) -> list[str]:
    before, status = new_times.told(event), await history.status_before(desk.db, event)
    moved = await new_times.give(desk, event, form, status=status, ahead=True)
    return moved or [f"It takes place on {before}{new_times.loosely(event)}"]


async def _explain(desk: Desk, event: Event, form: ActionForm) -> None:
    if event.status is Status.CANCELLED and not form.note:
        raise NeedsReason
    event.status_note = form.note
    if not desk.db.is_modified(event):
        raise SaysSoAlready


def _is_out(event: Event, now: datetime) -> str | None:
    if event.published_at and not event.withdrawn_at:
        return "It is published already."
    return None if event.day else str(events.NeedsDay())


def _is_not_out(event: Event, now: datetime) -> str | None:
    return None if event.published_at and not event.withdrawn_at else "Nobody outside sees it."


def _is_over(event: Event, now: datetime) -> str | None:
    return str(events.AlreadyOver(event)) if event.is_past(now) and not event.is_off else None


def _is_postponed(event: Event, now: datetime) -> str | None:
    if event.status is Status.POSTPONED:
        return "It is postponed already. Once there is a new date, restore it with that."
    return _is_over(event, now)


def _is_cancelled(event: Event, now: datetime) -> str | None:
    return "It is cancelled already." if event.status is Status.CANCELLED else _is_over(event, now)


def _is_tentative(event: Event, now: datetime) -> str | None:
    return "It is tentative already." if event.status is Status.TENTATIVE else _is_over_or_off(event, now)


def _is_a_date_to_save(event: Event, now: datetime) -> str | None:
    if event.day is None:
        return str(events.NeedsDay())
    if event.status is Status.TENTATIVE and event.starts is None:
        return "It is a save the date already."
    return _is_over_or_off(event, now)


def _is_confirmed(event: Event, now: datetime) -> str | None:
    if event.status is Status.CONFIRMED and event.starts:
        return "It is confirmed already."
    return _is_over_or_off(event, now)


def _needs_no_reason(event: Event, now: datetime) -> str | None:
    return None if event.is_off or event.status_note else "It takes place as it stands: there is nothing to explain."


def _is_over_or_off(event: Event, now: datetime) -> str | None:
    if event.is_off:
        return f"It is {event.status}. Restore it first."
    return "This event is over." if event.is_past(now) else None


def _is_on(event: Event, now: datetime) -> str | None:
    return None if event.is_off else "It takes place: there is nothing to restore."


_WHY = "Why, for everybody to read"

PUBLICATION = Action(
    part="publication",
    title="Publish",
    means="Everybody can find it from now on, on its page and in calendars.",
    done="Published",
    undone="Nothing was published yet",
    find=_going_out,
    act=_publish,
    hindrance=_is_out,
)
DOUBT = Action(
    part="tentative",
    title="Make it tentative",
    means="The date and the hour stand, but may still move. The page and calendars show it as tentative.",
    done="Made tentative",
    find=_subject,
    act=_doubt,
    note=_WHY,
    note_is_public=True,
    hindrance=_is_tentative,
)
SAVE_THE_DATE = Action(
    part="save-the-date",
    title="Make it a save the date",
    means="The day stands, without an hour: calendars show it all day long and as tentative. "
    "The same entry takes the hour once you confirm it.",
    done="Made a save the date",
    find=_to_loosen,
    act=_save_the_date,
    note=_WHY,
    note_is_public=True,
    hindrance=_is_a_date_to_save,
)
CONFIRMATION = Action(
    part="confirmation",
    title="Confirm the date",
    means="It takes place as it stands, or at the hour that you give here. Calendars show the same "
    "entry as fixed once it has an hour.",
    done="Confirmed",
    undone="It was not confirmed yet",
    find=_to_confirm,
    act=_confirm,
    note=_WHY,
    note_is_public=True,
    hindrance=_is_confirmed,
    comes_of=_moved,
    form=WhenForm,
    fields="office/events/_when_fields.html",
    field_of=event_form.field_of,
)
POSTPONEMENT = Action(
    part="postponement",
    title="Postpone",
    means="With a new date it moves there and goes on. Without one it stands as postponed at its old date, and in "
    "calendars as cancelled with “Postponed: ” before its title, until you restore it.",
    done="Postponed",
    undone="It was not postponed yet",
    find=_to_postpone,
    act=_postpone,
    note=_WHY,
    note_is_public=True,
    hindrance=_is_postponed,
    comes_of=_moved,
    form=WhenForm,
    fields="office/events/_when_fields.html",
    field_of=new_times.field_of,
)
CANCELLATION = Action(
    part="cancellation",
    title="Cancel the event",
    means="It will not take place. The page and the entries in calendars stay and say so.",
    done="Cancelled",
    undone="It was not cancelled yet",
    find=_losing_its_day,
    act=_cancel,
    note=_WHY,
    note_is_public=True,
    needs_note=True,
    hindrance=_is_cancelled,
)
REASON = Action(
    part="reason",
    title="Change the reason",
    means="It stays as it is, and its page and calendars give this reason for it.",
    done="Reason changed",
    find=_with_reason,
    act=_explain,
    note=_WHY,
    note_is_public=True,
    hindrance=_needs_no_reason,
    field_of=lambda error: "note",
)
RESTORATION = Action(
    part="restoration",
    title="Restore or give a new day",
    means="It takes place after all, at the same address and as the same entry in calendars.",
    done="Restored",
    undone="It was not restored yet",
    find=_coming_back,
    act=_restore,
    comes_of=_restored,
    note=_WHY,
    note_is_public=True,
    hindrance=_is_on,
    form=WhenForm,
    fields="office/events/_when_fields.html",
    field_of=event_form.field_of,
)
WITHDRAWAL = Action(
    part="withdrawal",
    title="Unpublish",
    means="Its page says that it was withdrawn, and calendars show it as cancelled. "
    "What nobody could see yet is a draft again.",
    done="Unpublished",
    find=_going_back,
    act=_unpublish,
    note=_WHY,
    note_is_public=True,
    hindrance=_is_not_out,
)
DISCARDING = discards.discarding_of(
    "event", _to_be_discarded, called=lambda event: event.title, address=addresses.office_event
)
ACTIONS = (
    PUBLICATION,
    CONFIRMATION,
    DOUBT,
    SAVE_THE_DATE,
    POSTPONEMENT,
    CANCELLATION,
    RESTORATION,
    REASON,
    WITHDRAWAL,
    DISCARDING,
)
