"""The embargo of a launch, or a release's own: what is under it, when it lifts in words, and what becomes of it."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import date, datetime
from typing import Annotated, Any

from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response

from events import addresses, times
from events.press.models import Release
from events.programme import embargoes, events, receipts
from events.programme.models import Launch
from events.programme.occasions import Event
from events.storage.types import Prose
from events.visibility import Embargo
from events.web.office import effects, finding, openly, page
from events.web.office.actions import Action, ActionForm, Asks, Subject
from events.web.office.effects import Effects
from events.web.office.events.event_form import Day, Hour, ZoneTyped
from events.web.office.guard import Desk, OfficeHandler
from events.web.office.launches import under
from events.web.office.launches.under import Under

_Terms: Any = Prose(4000).edge
Holder = Launch | Release


class LiftForm(ActionForm):
    """When it lifts. `sure` is the moment that was shown in words."""

    day: Annotated[Day, Field(title="The day")]
    time: Annotated[Hour, Field(title="The time")]
    zone: Annotated[ZoneTyped, Field(title="The zone")]
    second: bool | None = None
    terms: _Terms | None = None
    sure: str | None = None


Follows = Callable[[Desk, Holder, Sequence[Under]], Effects]


async def _launch(request: Request, desk: Desk) -> Launch:
    return await finding.launch(request, desk)


async def _release(request: Request, desk: Desk) -> Release:
    return await finding.release(request, desk)


def shows(find: Callable[[Request, Desk], Awaitable[Any]]) -> OfficeHandler:
    async def show(request: Request, desk: Desk) -> Response:
        holder = await find(request, desk)
        launch, embargo = _launch_of(holder), _embargo(holder)
        told = [each for each in await receipts.of_row(desk.db, holder.id) if each.action in _DONE]
        facts: dict[str, Any] = {
            "launch": launch,
            "release": holder if isinstance(holder, Release) else None,
            "embargo": embargo,
            "under": await under.of(desk, holder),
            "away": _away(embargo.lifts_at, desk.now) if embargo and embargo.lifts_at else None,
            "odd": await _odd(desk, launch, embargo),
            "later": await _gone_out_early(desk, holder, embargo),
            "place": _place(holder),
            **await openly.of(desk, receipts=told),
        }
        title = _heading(embargo, desk.now, "No embargo of its own" if isinstance(holder, Release) else "No embargo")
        return page.answer(request, desk, "office/launches/embargo.html", title, crumbs=_crumbs(holder), **facts)

    return show


show = shows(_launch)
show_own = shows(_release)


def _subjects(
    find: Callable[[Request, Desk], Awaitable[Any]], effects_of: Follows
) -> Callable[[Request, Desk], Awaitable[Subject[Any]]]:
    async def subject(request: Request, desk: Desk) -> Subject[Any]:
        holder = await find(request, desk)
        embargo = _embargo(holder)
        those = await under.of(desk, holder)
        revisions = (holder.revision, embargo.revision if embargo else 0)
        return Subject(
            row=holder,
            launch=_launch_of(holder),
            title=_title(holder),
            place=_place(holder),
            revision=" ".join(map(str, revisions)),
            effects=effects_of(desk, holder, those),
            fresh=await _fresh(desk, _launch_of(holder), embargo),
            offers={"later": under.dated_after(those, _today(desk, embargo))},
        )

    return subject


async def _fresh(desk: Desk, launch: Launch, embargo: Embargo | None) -> dict[str, Any]:
    """The moment as it is; where there is none, the zone of the first event."""
    if embargo is None or embargo.lifts_at is None:
        zones = [each.zone for each in await events.of_launch(desk.db, launch.id, **desk.by) if each.zone]
        return {"zone": embargo.zone if embargo else next(iter(zones), times.USUAL_ZONE)}
    there = times.local(embargo.lifts_at, embargo.zone)
    facts: dict[str, Any] = {"day": times.full_day(there.date()), "time": times.clock(there.time())}
    return facts | {"zone": embargo.zone, "terms": embargo.terms}


def _stays(desk: Desk, holder: Holder, those: Sequence[Under]) -> Effects:
    """What waits for it goes on waiting, whichever moment it has."""
    said = [f"{each.kind} “{each.title}” {'waits for it' if each.waits else 'is a draft'}" for each in those]
    lost = []
    if _embargo(holder) and any(each.waits for each in those):
        lost.append("Nobody who was told the old time hears of it from us: tell them yourselves.")
    return Effects(effects.counted(len(those), "part"), said or ["Nothing is under it yet."], lost)


def _lifts(desk: Desk, holder: Holder, those: Sequence[Under]) -> Effects:
    return _goes(desk, holder, those, "stays a draft; once you publish it, it is public at once")


def _lets_go(desk: Desk, holder: Holder, those: Sequence[Under]) -> Effects:
    """At once where its moment has passed meanwhile."""
    embargo = _embargo(holder)
    over = embargo and embargo.lifts_at and embargo.lifts_at <= desk.now
    return _lifts(desk, holder, those) if over else _stays(desk, holder, those)


def _ends(desk: Desk, holder: Holder, those: Sequence[Under]) -> Effects:
    """One part's own gives way to that of its launch, which may keep it back in its turn."""
    over_all = None if isinstance(holder, Launch) else holder.launch.embargo
    if over_all and not over_all.is_lifted(desk.now):
        when = effects.lift(over_all)
        said = [f"{each.kind} “{each.title}” waits for the embargo of its launch instead: {when}" for each in those]
        return Effects(effects.counted(len(those), "part"), said, [])
    return _goes(desk, holder, those, "stays a draft, with no embargo over it")


def _goes(desk: Desk, holder: Holder, those: Sequence[Under], draft: str) -> Effects:
    embargo = _embargo(holder)
    is_over = embargo is not None and embargo.is_lifted(desk.now)
    later = [] if is_over else under.dated_after(those, _today(desk, embargo))

    def told(becomes: str) -> list[str]:
        said = [
            f"{each.kind} “{each.title}” {f'{becomes}, at {each.public}' if each.waits else draft}" for each in those
        ]
        return said + [f"{each.kind} “{each.title}” goes on saying {each.day}, until you change it" for each in later]

    lost = []
    if not is_over and any(each.waits for each in those):
        lost.append("What is public once has been read and copied: no later embargo calls it back.")
    said = told("is public already" if is_over else "becomes public at once")
    receipt = said if is_over else told("became public")
    return Effects(effects.counted(len(those), "part"), said or ["Nothing is under it yet."], lost, receipt)


async def _set(desk: Desk, holder: Holder, form: LiftForm) -> list[str]:
    lifts_at = await _agreed(desk, holder, form)
    facts: dict[str, Any] = {"lifts_at": lifts_at, "zone": form.zone, "terms": form.terms, "now": desk.now}
    if isinstance(holder, Release):
        await embargoes.put_over_one(desk.db, holder, **facts)
    else:
        await embargoes.put_over(desk.db, holder, **facts)
    return [f"It lifts at {times.newsroom(lifts_at, form.zone)}"]


async def _move(desk: Desk, holder: Holder, form: LiftForm) -> list[str]:
    embargo = _required(holder)
    before = effects.lift(embargo)
    lifts_at = await _agreed(desk, holder, form)
    embargoes.move(embargo, lifts_at=lifts_at, zone=form.zone, terms=form.terms, now=desk.now)
    return [f"It lifts at {effects.lift(embargo)}. Before: {before}"]


async def _agreed(desk: Desk, holder: Holder, form: LiftForm) -> datetime:
    """The moment that was typed, once somebody has read it in words. Raises Asks, OverByThen, and what times raises."""
    lifts_at = times.instant(form.day, form.time, form.zone, second=form.second)
    if lifts_at <= desk.now:
        raise embargoes.OverByThen
    embargo = _embargo(holder)
    if embargo and (embargo.lifts_at, embargo.zone, embargo.terms) == (lifts_at, form.zone, form.terms):
        raise embargoes.Unmoved
    if form.sure != times.iso(lifts_at, form.zone):
        there = await events.of_launch(desk.db, _launch_of(holder).id, **desk.by)
        those = await under.of(desk, holder)
        later = under.dated_after(those, times.local(lifts_at, form.zone).date())
        dated = (f"{each.kind} “{each.title}” is dated {each.day}, later than that." for each in later)
        odd = " ".join([*embargoes.odd(lifts_at, form.zone, list(there), desk.now), *dated])
        words = f"It would lift at {times.newsroom(lifts_at, form.zone)}, {_away(lifts_at, desk.now)}."
        raise Asks(f"{words} {odd} Press once more if that is meant.", {"sure": times.iso(lifts_at, form.zone)})
    return lifts_at


async def _hold(desk: Desk, holder: Holder, form: ActionForm) -> None:
    embargoes.hold(_required(holder), now=desk.now)


async def _let_go(desk: Desk, holder: Holder, form: ActionForm) -> list[str]:
    embargo = _required(holder)
    embargoes.let_go(embargo)
    return ["It lifted at once" if embargo.is_lifted(desk.now) else f"It lifts at {effects.lift(embargo)}"]


async def _lift(desk: Desk, holder: Holder, form: ActionForm) -> list[str]:
    embargo = _required(holder)
    before = effects.lift(embargo)
    embargoes.lift(embargo, now=desk.now)
    return [f"It lifted at {times.newsroom(desk.now, embargo.zone)}. Before: {before}"]


async def _end(desk: Desk, holder: Holder, form: ActionForm) -> list[str]:
    embargo = _required(holder)
    before = effects.lift(embargo)
    await embargoes.end(desk.db, _launch_of(holder), embargo, now=desk.now)
    return [f"There is no embargo any more. Before: {before}"]


def _none(holder: Holder, now: datetime) -> str | None:
    return None if _embargo(holder) is None else "There is one already. Move it instead."


def _waiting(holder: Holder, now: datetime) -> str | None:
    embargo = _embargo(holder)
    if embargo is None:
        return "There is no embargo."
    return str(embargoes.AlreadyLifted(embargo)) if embargo.is_lifted(now) else None


def _not_held(holder: Holder, now: datetime) -> str | None:
    embargo = _embargo(holder)
    return _waiting(holder, now) or ("It is held already." if embargo and embargo.held else None)


def _held(holder: Holder, now: datetime) -> str | None:
    embargo = _embargo(holder)
    return None if embargo and embargo.held else "It is not held."


def _any(holder: Holder, now: datetime) -> str | None:
    return None if _embargo(holder) else "There is no embargo."


def _launch_of(holder: Holder) -> Launch:
    return holder if isinstance(holder, Launch) else holder.launch


def _embargo(holder: Holder) -> Embargo | None:
    return holder.embargo if isinstance(holder, Launch) else embargoes.own(holder)


def _required(holder: Holder) -> Embargo:
    found = _embargo(holder)
    if found is None:
        raise ValueError("There is no embargo.")
    return found


def _title(holder: Holder) -> str:
    return holder.title if isinstance(holder, Launch) else holder.versions[0].headline


def _place(holder: Holder) -> str:
    if isinstance(holder, Launch):
        return addresses.office_launch(holder, "embargo")
    return addresses.office_release(holder, "embargo")


def _crumbs(holder: Holder) -> list[tuple[str, str]]:
    launch = _launch_of(holder)
    crumbs = [("Launches", addresses.OFFICE_LAUNCHES), (launch.title, addresses.office_launch(launch))]
    return crumbs if isinstance(holder, Launch) else [*crumbs, (_title(holder), addresses.office_release(holder))]


def _heading(embargo: Embargo | None, now: datetime, none: str) -> str:
    if embargo is None:
        return none
    if embargo.is_lifted(now):
        return "The embargo has lifted"
    if embargo.held or embargo.lifts_at is None:
        return "The embargo is held" if embargo.held else "Under embargo until further notice"
    return f"The embargo lifts {_away(embargo.lifts_at, now)}"


def _away(lifts_at: datetime, now: datetime) -> str:
    """`in 12 days`, `in 40 minutes`, `3 hours ago`, `just now`"""
    seconds = abs((lifts_at - now).total_seconds())
    if seconds < 60:
        return "within a minute" if lifts_at > now else "just now"
    size, unit = next((each for each in _UNITS if seconds >= 2 * each[0]), _UNITS[-1])
    counted = effects.counted(int(seconds // size), unit)
    return f"in {counted}" if lifts_at > now else f"{counted} ago"


_UNITS = ((86_400, "day"), (3_600, "hour"), (60, "minute"))


def _today(desk: Desk, embargo: Embargo | None) -> date:
    """Where newsrooms read it."""
    return times.local(desk.now, embargo.zone if embargo else times.USUAL_ZONE).date()


async def _gone_out_early(desk: Desk, holder: Holder, embargo: Embargo | None) -> list[Under]:
    """What is out and says a day that is still to come."""
    if embargo is None or not embargo.is_lifted(desk.now):
        return []
    return under.dated_after(await under.of(desk, holder), _today(desk, embargo))


async def _odd(desk: Desk, launch: Launch, embargo: Embargo | None) -> list[str]:
    if embargo is None or embargo.lifts_at is None or embargo.is_lifted(desk.now):
        return []
    there: list[Event] = list(await events.of_launch(desk.db, launch.id, **desk.by))
    return list(embargoes.odd(embargo.lifts_at, embargo.zone, there, desk.now))


def _field_of(error: ValueError) -> str:
    kinds = {
        times.ExistsTwice: "second",
        times.DoesNotExist: "time",
        times.UnknownZone: "zone",
        embargoes.OverByThen: "day",
    }
    return next((name for kind, name in kinds.items() if isinstance(error, kind)), "act")


def _actions(find: Callable[[Request, Desk], Awaitable[Any]], ending: str) -> list[Action[Any]]:
    return [*_that_set(find), *_that_hold(find), *_that_end(find, ending)]


def _that_set(find: Callable[[Request, Desk], Awaitable[Any]]) -> list[Action[Any]]:
    asks_when: dict[str, Any] = {"form": LiftForm, "fields": "office/launches/_lift_fields.html", "field_of": _field_of}
    return [
        Action(
            part="embargo/setting",
            title="Put under embargo",
            means="Until it lifts nobody outside sees that this exists, whatever is published of it. Time lifts it.",
            done="Put under embargo",
            find=_subjects(find, _stays),
            act=_set,
            hindrance=_none,
            note=_WHY,
            **asks_when,
        ),
        Action(
            part="embargo/moving",
            title="Move the embargo",
            means="It lifts at another moment. Every page, feed and format follows.",
            done="Embargo moved",
            find=_subjects(find, _stays),
            act=_move,
            hindrance=_waiting,
            note=_WHY,
            **asks_when,
        ),
    ]


def _that_hold(find: Callable[[Request, Desk], Awaitable[Any]]) -> list[Action[Any]]:
    return [
        Action(
            part="embargo/holding",
            title="Hold the embargo",
            means="It does not lift, whatever the hour, until you let it go.",
            done="Embargo held",
            find=_subjects(find, _stays),
            act=_hold,
            hindrance=_not_held,
            note=_WHY,
        ),
        Action(
            part="embargo/letting-go",
            title="Let the embargo go",
            means="It lifts at its moment again. If that has passed meanwhile, it lifts at once.",
            done="Embargo let go",
            find=_subjects(find, _lets_go),
            act=_let_go,
            hindrance=_held,
            note=_WHY,
        ),
    ]


def _that_end(find: Callable[[Request, Desk], Awaitable[Any]], ending: str) -> list[Action[Any]]:
    return [
        Action(
            part="embargo/lifting",
            title="Lift the embargo now",
            means="Its moment is now: what is published becomes public at once. The embargo stays on record with this "
            "moment, and what is public cannot be put under one again.",
            done="Embargo lifted",
            undone="The embargo was not lifted yet",
            find=_subjects(find, _lifts),
            act=_lift,
            hindrance=_waiting,
            note=_WHY,
            fields="office/launches/_dated_later.html",
        ),
        Action(
            part="embargo/ending",
            title="Strike the embargo off",
            means=ending,
            done="Embargo ended",
            find=_subjects(find, _ends),
            act=_end,
            hindrance=_any,
            note=_WHY,
            fields="office/launches/_dated_later.html",
        ),
    ]


_WHY = "Why (for your colleagues, on the receipt)"

OVER_A_LAUNCH = _actions(
    _launch,
    "It is as if none had been agreed: what is published becomes public at once, so does what you publish later, and "
    "no moment stays on record. To keep on record when it lifted, lift it instead.",
)
OVER_A_RELEASE = _actions(
    _release,
    "The release has no embargo of its own any more and goes with its launch again: if there is no embargo over that, "
    "and the release is published, it becomes public at once.",
)
_DONE = {each.done for each in OVER_A_LAUNCH}
