"""What becomes of an embargo, of a launch or one release: set, moved, held, let go, lifted, struck off."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Annotated, Any

from pydantic import Field
from starlette.requests import Request

from events import times
from events.press.models import Release
from events.press.preflight import Lifting
from events.programme import embargoes, event_lists
from events.programme.models import Launch
from events.storage.types import Prose
from events.visibility import Embargo
from events.web import forms
from events.web.office import effects, finding, looking_over
from events.web.office.actions import Action, ActionForm, Asks, Subject
from events.web.office.effects import Effects
from events.web.office.events.event_form import Day, Hour, ZoneTyped
from events.web.office.guard import Desk
from events.web.office.launches import holders, under
from events.web.office.launches.holders import Holder
from events.web.office.launches.under import Under
from events.web.office.looking_over import Placed

_Terms: Any = Prose(4000).edge
Finds = Callable[[Request, Desk], Awaitable[Any]]
Follows = Callable[[Desk, Holder, Sequence[Under]], Effects]


class LiftForm(ActionForm):
    """When it lifts. `sure` is the moment that was shown in words."""

    day: Annotated[Day, Field(title="The day")]
    time: Annotated[Hour, Field(title="The time")]
    zone: Annotated[ZoneTyped, Field(title="The zone")]
    second: bool | None = None
    terms: _Terms | None = None
    sure: str | None = None


# The moment at which what waits goes out by it, sooner than it would without; None where nothing does.
Opens = Callable[[Desk, Holder, LiftForm | None], datetime | None]


def _subjects(
    find: Finds, effects_of: Follows, opens: Opens = lambda desk, holder, form: None
) -> Callable[[Request, Desk], Awaitable[Subject[Any]]]:
    async def subject(request: Request, desk: Desk) -> Subject[Any]:
        holder = await find(request, desk)
        those = await under.of(desk, holder)
        found = await _found(request, desk, holder, those, opens)
        holder = await find(request, desk)  # preflight has loaded the same rows with less in them
        embargo = holders.embargo(holder)
        revisions = (holder.revision, embargo.revision if embargo else 0)
        return Subject(
            row=holder,
            launch=holders.launch_of(holder),
            title=holders.title(holder),
            place=holders.place(holder),
            revision=" ".join(map(str, revisions)),
            effects=await _with_what_is_apart(desk, holder, effects_of(desk, holder, those)),
            findings=found,
            fresh=await _fresh(desk, holders.launch_of(holder), embargo),
        )

    return subject


def _to_set(find: Finds) -> Callable[[Request, Desk], Awaitable[Subject[Any]]]:
    subject = _subjects(find, _goes_alone, _opens_as_typed)

    async def to_set(request: Request, desk: Desk) -> Subject[Any]:
        found = await subject(request, desk)
        return replace(found, hindrance=await why_not(desk, found.row))

    return to_set


async def why_not(desk: Desk, holder: Holder) -> str | None:
    """Why no embargo can be set, where there is none."""
    try:
        await embargoes.require_none_public(desk.db, holder, now=desk.now)
    except embargoes.AlreadyPublic as error:
        return str(error)
    return None


async def _with_what_is_apart(desk: Desk, holder: Holder, follows: Effects) -> Effects:
    apart = await under.apart(desk, holder)
    lost = [f"{each.kind} “{each.title}” goes by an embargo of its own: {effects.lift(own)}." for each, own in apart]
    return replace(follows, lost=[*follows.lost, *lost])


async def _found(
    request: Request, desk: Desk, holder: Holder, those: Sequence[Under], opens: Opens
) -> Sequence[Placed]:
    """What preflight finds in all that would go out."""
    own, waiting = holders.embargo(holder), [each.id for each in those if each.waits]
    embargo = own or holder.embargo  # that of its launch, as long as a release has none of its own
    typed = None
    if request.method == "POST":
        typed = forms.read(await request.form(), LiftForm, today=desk.now.date()).found
    at = opens(desk, holder, typed) if embargo and waiting else None
    if embargo is None or at is None:
        return ()
    launch = holders.launch_of(holder)
    return await looking_over.of(
        request, desk, launch, going=waiting, lifting=Lifting(embargo.id, at, None if own else holder.id)
    )


async def _fresh(desk: Desk, launch: Launch, embargo: Embargo | None) -> dict[str, Any]:
    """The moment as it is; where there is none, the zone of the first event."""
    if embargo is None or embargo.lifts_at is None:
        zones = [each.zone for each in await event_lists.of_launch(desk.db, launch.id, **desk.by) if each.zone]
        return {"zone": embargo.zone if embargo else next(iter(zones), times.USUAL_ZONE)}
    there = times.local(embargo.lifts_at, embargo.zone)
    facts: dict[str, Any] = {"day": times.full_day(there.date()), "time": times.clock(there.time())}
    return facts | {"zone": embargo.zone, "terms": embargo.terms}


def _where(those: Sequence[Under]) -> str:
    return effects.counted(len(those), "part") if those else ""


def _stays(desk: Desk, holder: Holder, those: Sequence[Under]) -> Effects:
    """What waits for it goes on waiting, whichever moment it has."""
    said = [f"{each.kind} “{each.title}” {_is(each)}" for each in those]
    lost = []
    if holders.embargo(holder) and any(each.waits for each in those):
        lost.append("Nobody who was told the old time hears of it from us: tell them yourselves.")
    return Effects(_where(those), said or ["Nothing is under it yet."], lost)


def _goes_alone(desk: Desk, holder: Holder, those: Sequence[Under]) -> Effects:
    """A release that gets its own goes out by that, whatever becomes of its launch."""
    over_all = None if isinstance(holder, Launch) else holder.launch.embargo
    if over_all is None or over_all.is_lifted(desk.now):
        return _stays(desk, holder, those)
    instead = f"for this instead of the embargo of its launch ({effects.lift(over_all)}), and goes out before the rest"
    said = [f"{each.kind} “{each.title}” {_is(each)}: {instead} if this lifts sooner" for each in those]
    return Effects(_where(those), said, [])


def _is(each: Under) -> str:
    if each.withdrawn:
        return "is withdrawn, and the lift brings it not back: its page no longer says so; published again, it waits"
    return "waits for it" if each.waits else "is a draft"


def _lifts(desk: Desk, holder: Holder, those: Sequence[Under]) -> Effects:
    withdrawn = "stays withdrawn, and nothing is at its address: publish it again yourselves"
    return _goes(desk, holder, those, "stays a draft; once you publish it, it is public at once", withdrawn)


def _lets_go(desk: Desk, holder: Holder, those: Sequence[Under]) -> Effects:
    """At once where its moment has passed meanwhile."""
    embargo = holders.embargo(holder)
    over = embargo and embargo.lifts_at and embargo.lifts_at <= desk.now
    return _lifts(desk, holder, those) if over else _stays(desk, holder, those)


def _ends(desk: Desk, holder: Holder, those: Sequence[Under]) -> Effects:
    """One part's own gives way to that of its launch, which may keep it back in its turn."""
    over_all = None if isinstance(holder, Launch) else holder.launch.embargo
    if over_all and not over_all.is_lifted(desk.now):
        when = effects.lift(over_all)
        said = [f"{each.kind} “{each.title}” waits for the embargo of its launch instead: {when}" for each in those]
        return Effects(_where(those), said, [])
    withdrawn = "stays withdrawn, and its page says so again" if isinstance(holder, Launch) else "stays withdrawn"
    return _goes(desk, holder, those, "stays a draft, with no embargo over it", withdrawn)


def _goes(desk: Desk, holder: Holder, those: Sequence[Under], draft: str, withdrawn: str) -> Effects:
    embargo = holders.embargo(holder)
    is_over = embargo is not None and embargo.is_lifted(desk.now)
    later = [] if is_over else under.dated_after(those, holders.today(desk, embargo))

    def told(becomes: str) -> list[str]:
        kept = {True: withdrawn, False: draft}
        ends = [f"{becomes}, at {each.public}" if each.waits else kept[bool(each.withdrawn)] for each in those]
        said = [f"{each.kind} “{each.title}” {end}" for each, end in zip(those, ends, strict=True)]
        return said + [f"{each.kind} “{each.title}” goes on saying {each.day}, until you change it" for each in later]

    lost = []
    if not is_over and any(each.waits for each in those):
        lost.append("What is public once has been read and copied: no later embargo calls it back.")
    said = told("is public already" if is_over else "becomes public at once")
    receipt = said if is_over else told("became public")
    return Effects(_where(those), said or ["Nothing is under it yet."], lost, receipt)


def _opens_now(desk: Desk, holder: Holder, form: LiftForm | None) -> datetime | None:
    embargo = holders.embargo(holder)
    return None if embargo is None or embargo.is_lifted(desk.now) else desk.now


def _opens_if_let_go(desk: Desk, holder: Holder, form: LiftForm | None) -> datetime | None:
    embargo = holders.embargo(holder)
    return max(embargo.lifts_at, desk.now) if embargo and embargo.held and embargo.lifts_at else None


def _opens_if_ended(desk: Desk, holder: Holder, form: LiftForm | None) -> datetime | None:
    """One part's own gives way to that of its launch, which may lift later still."""
    over_all = None if isinstance(holder, Launch) else holder.launch.embargo
    if over_all is None or over_all.is_lifted(desk.now):
        return _opens_now(desk, holder, form)
    return None if over_all.held else _sooner(desk, holder, over_all.lifts_at)


def _opens_if_moved(desk: Desk, holder: Holder, form: LiftForm | None) -> datetime | None:
    embargo = holders.embargo(holder)
    return None if embargo is None or embargo.held else _opens_as_typed(desk, holder, form)


def _opens_as_typed(desk: Desk, holder: Holder, form: LiftForm | None) -> datetime | None:
    if form is None:
        return None
    try:
        return _sooner(desk, holder, times.instant(form.day, form.time, form.zone, second=form.second))
    except ValueError:
        return None  # said beside its field


def _sooner(desk: Desk, holder: Holder, moment: datetime | None) -> datetime | None:
    """If it is before what waits would go out as it stands: by its own embargo, or by that of its launch."""
    embargo = holders.embargo(holder) or holder.embargo
    if moment is None or embargo is None or embargo.is_lifted(desk.now):
        return None
    return moment if embargo.held or embargo.lifts_at is None or moment < embargo.lifts_at else None


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
    embargo = holders.embargo(holder)
    if embargo and (embargo.lifts_at, embargo.zone, embargo.terms) == (lifts_at, form.zone, form.terms):
        raise embargoes.Unmoved
    if form.sure != times.iso(lifts_at, form.zone):
        there = await event_lists.of_launch(desk.db, holders.launch_of(holder).id, **desk.by)
        those = await under.of(desk, holder)
        later = under.dated_after(those, times.local(lifts_at, form.zone).date())
        dated = (f"{each.kind} “{each.title}” is dated {each.day}, later than that." for each in later)
        odd = " ".join([*embargoes.odd(lifts_at, form.zone, there, desk.now), *dated])
        words = f"It would lift at {times.newsroom(lifts_at, form.zone)}, {effects.away(lifts_at, desk.now)}."
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
    await embargoes.end(desk.db, holders.launch_of(holder), embargo, now=desk.now)
    return [f"There is no embargo any more. Before: {before}"]


def _none(holder: Holder, now: datetime) -> str | None:
    return None if holders.embargo(holder) is None else "There is one already. Move it instead."


def _waiting(holder: Holder, now: datetime) -> str | None:
    embargo = holders.embargo(holder)
    if embargo is None:
        return "There is no embargo."
    return str(embargoes.AlreadyLifted(embargo)) if embargo.is_lifted(now) else None


def _not_held(holder: Holder, now: datetime) -> str | None:
    embargo = holders.embargo(holder)
    return _waiting(holder, now) or ("It is held already." if embargo and embargo.held else None)


def _held(holder: Holder, now: datetime) -> str | None:
    embargo = holders.embargo(holder)
    return None if embargo and embargo.held else "It is not held."


def _any(holder: Holder, now: datetime) -> str | None:
    return None if holders.embargo(holder) else "There is no embargo."


def _required(holder: Holder) -> Embargo:
    found = holders.embargo(holder)
    if found is None:
        raise ValueError("There is no embargo.")
    return found


def _field_of(error: ValueError) -> str:
    kinds = {
        times.ExistsTwice: "second",
        times.DoesNotExist: "time",
        times.UnknownZone: "zone",
        embargoes.OverByThen: "day",
    }
    return next((name for kind, name in kinds.items() if isinstance(error, kind)), "act")


def _actions(find: Finds, ending: str) -> list[Action[Any]]:
    return [*_that_set(find), *_that_hold(find), *_that_end(find, ending)]


def _that_set(find: Finds) -> list[Action[Any]]:
    asks_when: dict[str, Any] = {"form": LiftForm, "fields": "office/launches/_lift_fields.html", "field_of": _field_of}
    return [
        Action(
            part="embargo/setting",
            title="Put under embargo",
            means="Until it lifts nobody outside sees that this exists, whatever is published of it. Time lifts it.",
            done="Put under embargo",
            find=_to_set(find),
            act=_set,
            test=_agreed,
            typed_decides=True,
            hindrance=_none,
            note=_WHY,
            note_is_ours=True,
            **asks_when,
        ),
        Action(
            part="embargo/moving",
            title="Move the embargo",
            means="It lifts at another moment. Every page, feed and format follows.",
            done="Embargo moved",
            find=_subjects(find, _stays, _opens_if_moved),
            act=_move,
            test=_agreed,
            typed_decides=True,
            hindrance=_waiting,
            note=_WHY,
            note_is_ours=True,
            **asks_when,
        ),
    ]


def _that_hold(find: Finds) -> list[Action[Any]]:
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
            note_is_ours=True,
        ),
        Action(
            part="embargo/letting-go",
            title="Let the embargo go",
            means="It lifts at its moment again. If that has passed meanwhile, it lifts at once.",
            done="Embargo let go",
            find=_subjects(find, _lets_go, _opens_if_let_go),
            act=_let_go,
            hindrance=_held,
            note=_WHY,
            note_is_ours=True,
        ),
    ]


def _that_end(find: Finds, ending: str) -> list[Action[Any]]:
    return [
        Action(
            part="embargo/lifting",
            title="Lift the embargo now",
            means="Its moment is now: what is published becomes public at once. The embargo stays on record with this "
            "moment, and what is public cannot be put under one again.",
            done="Embargo lifted",
            undone="The embargo was not lifted yet",
            find=_subjects(find, _lifts, _opens_now),
            act=_lift,
            hindrance=_waiting,
            note=_WHY,
            note_is_ours=True,
        ),
        Action(
            part="embargo/ending",
            title="Strike the embargo off",
            means=ending,
            done="Embargo ended",
            find=_subjects(find, _ends, _opens_if_ended),
            act=_end,
            hindrance=_any,
            note=_WHY,
            note_is_ours=True,
        ),
    ]


_WHY = "Why (for your colleagues, on the receipt)"

OVER_A_LAUNCH = _actions(
    finding.launch,
    "It is as if none had been agreed: what is published becomes public at once, so does what you publish later, and "
    "no moment stays on record. To keep on record when it lifted, lift it instead.",
)
OVER_A_RELEASE = _actions(
    finding.release,
    "The release has no embargo of its own any more and goes with its launch again: if there is no embargo over that, "
    "and the release is published, it becomes public at once.",
)
DONE = {each.done for each in OVER_A_LAUNCH}
