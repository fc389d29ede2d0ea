"""What needs doing about what goes out: drafts, answers that ask for a change, and questions nobody has answered."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import selectinload

from events import addresses
from events.accounts.access import Mandate
from events.press.approval_models import Approval, State
from events.press.models import Release, ReleaseVersion
from events.programme import launches
from events.programme.doing import MOST, Doing
from events.programme.models import Launch, Publication
from events.programme.occasions import Event, Speaker
from events.templating import cardinal, joined
from events.visibility import held


async def needed(db: AsyncSession, *, mandate: Mandate, publishing: Mandate, now: datetime) -> list[Doing]:
    """`publishing` is what they may publish: of the rest they only hear that it is not out."""
    mine = select(Launch.id).where(launches.in_hand(mandate))
    days = await _next_days(db, mine, now)
    return await _approvals(db, mine, days, now) + await _drafts(db, mine, days, publishing, now)


async def _next_days(db: AsyncSession, mine: Select[UUID], now: datetime) -> dict[UUID, date]:
    """The day of the next event of each launch: by then its words should be agreed and out."""
    coming = held(Event, and_(Event.launch_id.in_(mine), Event.over_at > now))
    query = select(Event.launch_id, func.min(Event.day)).where(coming).group_by(Event.launch_id)
    return {id: day for id, day in await db.execute(query) if day}


async def _approvals(db: AsyncSession, mine: Select[UUID], days: dict[UUID, date], now: datetime) -> list[Doing]:
    """Of what is not out yet: what went out, nobody can approve any more."""
    over = select(Speaker.id).join(Event).where(held(Event, Event.over_at <= now))
    out = select(Release.id).where(held(Release, Release.published_at.is_not(None)))
    still = or_(Approval.release_id.not_in(out), Approval.speaker_id.not_in(over))
    open_ = Approval.state.in_([State.SUGGESTED, State.DECLINED, State.ASKED, State.REOPENED])
    wanted = (Approval.launch_id.in_(mine), Approval.revoked_at.is_(None), open_, still)
    query = select(Approval).where(*wanted).options(selectinload(Approval.launch))
    found = (await db.scalars(query.order_by(Approval.asked_at, Approval.id).limit(MOST * 5))).all()
    waiting: dict[UUID, list[Approval]] = {}
    todo = []
    for each in found:
        if each.state in (State.SUGGESTED, State.DECLINED):
            todo.append(_asks(each, days))
        else:
            waiting.setdefault(each.launch_id, []).append(each)
    return todo + [_unanswered(those, days) for those in waiting.values()]


def _asks(approval: Approval, days: dict[UUID, date]) -> Doing:
    asks = "asks for a change" if approval.state is State.SUGGESTED else "does not approve"
    place = addresses.office_launch(approval.launch, "approvals")
    why = f"{approval.subject.value.capitalize()}, {approval.launch.title}."
    return Doing(f"{approval.name} {asks}", why, place, days.get(approval.launch_id))


def _unanswered(approvals: list[Approval], days: dict[UUID, date]) -> Doing:
    launch = approvals[0].launch
    names = list(dict.fromkeys(each.name for each in approvals))
    shown = joined(names if len(names) <= 3 else [*names[:2], f"{cardinal(len(names) - 2)} others"])
    why = f"{launch.title}. Asked, and not answered about the words as they are."
    verb = "has" if len(names) == 1 else "have"
    place = addresses.office_launch(launch, "approvals")
    return Doing(f"{shown} {verb} not signed off", why, place, days.get(launch.id))


async def _drafts(
    db: AsyncSession, mine: Select[UUID], days: dict[UUID, date], publishing: Mandate, now: datetime
) -> list[Doing]:
    """One line for a launch, whatever of it is a draft."""
    coming = or_(Event.over_at.is_(None), Event.over_at > now)
    corrected = Release.versions.any(ReleaseVersion.issued_at.is_(None))
    parts: dict[UUID, list[str]] = {}
    for kind, name, which in (
        (Event, "event", coming & Event.published_at.is_(None)),
        (Publication, "publication", Publication.published_at.is_(None)),
        (Release, "release", Release.published_at.is_(None) | corrected),
    ):
        for launch_id, count in await db.execute(_counted(kind, mine, which)):
            parts.setdefault(launch_id, []).append(f"{cardinal(count)} {name}{'' if count == 1 else 's'}")
    named = select(Launch).where(held(Launch, Launch.id.in_(parts))).order_by(Launch.title, Launch.id)
    return [
        Doing(
            f"{launch.title} is not out",
            f"{joined(parts[launch.id]).capitalize()} as a draft. Nobody outside can see it yet.",
            addresses.office_launch(launch, "publication" if launches.is_led(launch, publishing) else ""),
            days.get(launch.id),
        )
        for launch in await db.scalars(named)
    ]


def _counted(kind: Any, mine: Select[UUID], which: ColumnElement[bool]) -> Select[UUID, int]:
    drafts = held(kind, and_(kind.launch_id.in_(mine), kind.withdrawn_at.is_(None), which))
    return select(kind.launch_id, func.count()).where(drafts).group_by(kind.launch_id).limit(MOST)
