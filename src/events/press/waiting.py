"""What needs doing about what goes out: drafts, answers that ask for a change, and questions nobody has answered."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import joinedload

from events import addresses, times
from events.accounts.access import Mandate
from events.press import preflight, subjects
from events.press.approval_models import Approval, State
from events.press.models import Release, ReleaseVersion
from events.press.preflight import Draft, Facts, Finding
from events.programme import launches
from events.programme.doing import MOST, Doing
from events.programme.models import Launch, Publication
from events.programme.occasions import Event, Speaker
from events.templating import cardinal, joined
from events.visibility import Embargo, Reader, held, lifted

# What will be read by everybody at the lift, and is wrong: by the check that finds it.
_WRONG = {
    "no title": "has no title",
    "embargo told otherwise": "tells another embargo than its own",
    "named and gone": "names somebody who does not come",
    "day told otherwise": "names another day than the event",
    "hour told otherwise": "names another hour than the event",
    "venue told otherwise": "names another venue than the event",
    "called off": "invites to an event that is off",
}


async def needed(
    db: AsyncSession, *, mandate: Mandate, publishing: Mandate, reader: Reader, now: datetime
) -> list[Doing]:
    """`publishing` is what they may publish: of the rest they only hear that it is not out."""
    approvals = await _open_approvals(db, mandate, now)
    drafts = await _drafts(db, mandate, now)
    days = await _next_days(db, {each.launch_id for each in approvals} | {launch.id for launch, _ in drafts}, now)
    unpublished = [_draft(launch, parts, days, publishing) for launch, parts in drafts]
    wrong = await _going_out_wrong(db, mandate, reader, now) + await _out_and_wrong(db, mandate, reader, now)
    return [*wrong, *_approvals(approvals, days, now.date()), *unpublished]


async def _going_out_wrong(db: AsyncSession, mandate: Mandate, reader: Reader, now: datetime) -> list[Doing]:
    """Nobody presses a button at a lift: what has come to be wrong since it was published is said beforehand."""
    mine, todo = launches.are_in_hand(Release, mandate), []
    for facts in await preflight.lifts(db, mine, reader=reader, now=now, most=MOST):
        found = preflight.findings(facts, now=now, only=_WRONG)
        for draft in facts.drafts:
            wrong = [each for each in found if each.about.id == draft.release.id and _is_wrong(each)]
            todo += [_going_out(draft, facts, wrong)] if wrong else []
    return todo


async def _out_and_wrong(db: AsyncSession, mandate: Mandate, reader: Reader, now: datetime) -> list[Doing]:
    """What would block if it went out now, and is out: nobody has to open the launch to hear of it."""
    mine, todo = launches.are_in_hand(Release, mandate), []
    for facts in await preflight.naming_the_gone(db, mine, reader=reader, now=now, most=MOST):
        drafts = {each.release.id: each for each in facts.drafts}
        for each in preflight.findings(facts, now=now, only=["named and gone"]):
            if each.blocks and (draft := drafts.get(each.about.id)):
                title = f"“{draft.version.headline}” is public and {_WRONG[each.check]}"
                why = f"{facts.launch.title}. {each.sentence}. {each.remedy}"
                todo.append(Doing(title, why, addresses.office_release(draft.release), now.date()))
    return todo


def _is_wrong(finding: Finding) -> bool:
    """Whoever is only quoted may well be named, though they do not come."""
    return finding.blocks or finding.check != "named and gone"


def _going_out(draft: Draft, facts: Facts, wrong: Sequence[Finding]) -> Doing:
    embargo = draft.release.embargo
    assert embargo
    assert embargo.lifts_at
    day = times.local(embargo.lifts_at, embargo.zone).date()
    what = joined(dict.fromkeys(_WRONG[each.check] for each in wrong))
    title = f"“{draft.version.headline}” goes out on {times.day(day)} and {what}"
    why = f"{facts.launch.title}. Take it back and change its text, correct it, or put off the embargo."
    return Doing(title, why, addresses.office_release(draft.release), day)


async def _next_days(db: AsyncSession, launch_ids: Collection[UUID], now: datetime) -> dict[UUID, date]:
    """The day by which the words of each launch should be agreed and out: that of its next event, the day on which an
    embargo of it lifts or that on which a draft of a release is dated, whichever comes first.
    """
    coming = held(Event, and_(Event.launch_id.in_(launch_ids), Event.over_at > now))
    query = select(Event.launch_id, func.min(Event.day)).where(coming).group_by(Event.launch_id)
    days = {id: day for id, day in await db.execute(query) if day}
    lifts = Embargo.held.is_(False) & (Embargo.lifts_at > now)
    facts = Embargo.lifts_at, Embargo.zone
    of_launches = select(Launch.id, *facts).join(Embargo, Embargo.id == Launch.embargo_id)
    of_releases = select(Release.launch_id, *facts).join(Embargo, Embargo.id == Release.embargo_id)
    for each in (
        of_launches.where(held(Launch, Launch.id.in_(launch_ids)), lifts),
        of_releases.where(held(Release, Release.launch_id.in_(launch_ids)), lifts),
    ):
        for id, lifts_at, zone in await db.execute(each):
            day = times.local(lifts_at, zone).date() if lifts_at else None
            days |= {id: min(day, days.get(id, day))} if day else {}
    written = held(Release, and_(Release.launch_id.in_(launch_ids), Release.withdrawn_at.is_(None)))
    draft = and_(ReleaseVersion.issued_at.is_(None), ReleaseVersion.dated >= now.date())
    dated = select(Release.launch_id, ReleaseVersion.dated).join(ReleaseVersion).where(written, draft)
    for id, day in await db.execute(dated):
        days |= {id: min(day, days.get(id, day))} if day else {}
    return days


async def _open_approvals(db: AsyncSession, mandate: Mandate, now: datetime) -> Sequence[Approval]:
    """Of what is not out yet: what went out, nobody can approve any more; what waits for a lift can be taken back."""
    over = select(Speaker.id).join(Event).where(Speaker.id == Approval.speaker_id, held(Event, Event.over_at <= now))
    is_out = and_(Release.published_at.is_not(None), lifted(Release.embargo_id, now))
    out = held(Release, and_(Release.id == Approval.release_id, is_out))
    went_out = or_(select(Release.id).where(out).exists(), over.exists())
    open_ = Approval.state.in_([State.SUGGESTED, State.DECLINED, State.ASKED, State.REOPENED])
    mine = Approval.launch_id.in_(select(Launch.id).where(launches.in_hand(mandate)))
    query = select(Approval).where(mine, Approval.revoked_at.is_(None), open_, ~went_out)
    query = query.options(joinedload(Approval.launch)).order_by(Approval.asked_at, Approval.id)
    return (await db.scalars(query.limit(MOST * 5))).all()


def _approvals(found: Sequence[Approval], days: Mapping[UUID, date], today: date) -> list[Doing]:
    """Who said no waits for an answer of ours from that moment on."""
    waiting: dict[UUID, list[Approval]] = {}
    todo = []
    for each in found:
        if each.state in (State.SUGGESTED, State.DECLINED):
            todo.append(_asks(each, today))
        else:
            waiting.setdefault(each.launch_id, []).append(each)
    return todo + [_unanswered(those, days) for those in waiting.values()]


def _asks(approval: Approval, today: date) -> Doing:
    asks = "asks for a change" if approval.state is State.SUGGESTED else "does not approve"
    place = addresses.office_launch(approval.launch, "approvals")
    why = f"{approval.subject.value.capitalize()}, {approval.launch.title}."
    return Doing(f"{approval.name} {asks}", why, place, today)


def _unanswered(approvals: list[Approval], days: Mapping[UUID, date]) -> Doing:
    launch = approvals[0].launch
    names = list({subjects.whom(each.name): each.name for each in approvals}.values())  # with their titles or without
    shown = joined(names if len(names) <= 3 else [*names[:2], f"{cardinal(len(names) - 2)} others"])
    why = f"{launch.title}. Asked, and not answered about the words as they are."
    verb = "has" if len(names) == 1 else "have"
    place = addresses.office_launch(launch, "approvals")
    return Doing(f"{shown} {verb} not signed off", why, place, days.get(launch.id))


async def _drafts(db: AsyncSession, mandate: Mandate, now: datetime) -> list[tuple[Launch, Sequence[str]]]:
    """The launches of which something is a draft, and what."""
    coming = or_(Event.over_at.is_(None), Event.over_at > now)
    corrected = Release.versions.any(ReleaseVersion.issued_at.is_(None))
    parts: dict[UUID, list[str]] = {}
    for kind, name, which in (
        (Event, "event", coming & Event.published_at.is_(None)),
        (Publication, "publication", Publication.published_at.is_(None)),
        (Release, "release", Release.published_at.is_(None) | corrected),
    ):
        for launch_id, count in await db.execute(_counted(kind, mandate, which)):
            parts.setdefault(launch_id, []).append(f"{cardinal(count)} {name}{'' if count == 1 else 's'}")
    named = select(Launch).where(held(Launch, Launch.id.in_(parts))).order_by(Launch.title, Launch.id)
    return [(launch, parts[launch.id]) for launch in await db.scalars(named)]


def _counted(kind: Any, mandate: Mandate, which: ColumnElement[bool]) -> Select[UUID, int]:
    kept = kind.withdrawn_at.is_not(None).is_(False)  # said so that SQLite looks for drafts, not for what was kept
    drafts = select(kind.launch_id, func.count()).where(launches.are_in_hand(kind, mandate), kept, which)
    return drafts.group_by(kind.launch_id).limit(MOST)


def _draft(launch: Launch, parts: Sequence[str], days: Mapping[UUID, date], publishing: Mandate) -> Doing:
    """One line for a launch, whatever of it is a draft."""
    return Doing(
        f"{launch.title} is not out",
        f"{joined(parts).capitalize()} as a draft. Nobody outside can see it yet.",
        addresses.office_launch(launch, "publication" if launches.is_led(launch, publishing) else ""),
        days.get(launch.id),
    )
