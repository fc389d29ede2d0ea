"""The log as an organisation's people may read it: every change of what is theirs, the latest first."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Select, and_, func, or_, select, union_all
from sqlalchemy.ext.asyncio import AsyncSession

from events.accounts import about, activity
from events.accounts.about import About
from events.accounts.access import Mandate, NotYours
from events.accounts.models import Activity
from events.people.models import Organisation
from events.programme import launches
from events.programme.models import Launch
from events.programme.occasions import Event, Speaker, Status
from events.storage.base import Base, kind_of
from events.storage.changes import Did
from events.visibility import held

_LOOKED_AT = 100  # changes of one thing, back from now


@dataclass(frozen=True)
class Filters:
    """What of the log is asked for; all of it, unless said."""

    by: str | None = None
    kind: str | None = None  # of the thing that a change is about
    thing: about.Key | None = None
    launch_id: UUID | None = None
    day: date | None = None
    zone: str = "UTC"  # in which a day begins and ends
    before: int | None = None  # the part of the list that is older than this


async def of_office(
    db: AsyncSession, filters: Filters, *, mandate: Mandate, limit: int
) -> tuple[Sequence[Activity], bool]:
    """A part of the list, and whether there is more."""
    asked = await _asked(db, filters)
    latest = [_latest_ids(way, *asked, limit=limit + 1) for way in _ways(mandate)]
    query = select(Activity).where(Activity.id.in_(union_all(*latest))).order_by(Activity.id.desc())
    found = (await db.scalars(query.limit(limit + 1))).all()
    return found[:limit], len(found) > limit


async def change(db: AsyncSession, id: int, *, mandate: Mandate) -> Activity:
    """Raises NotYours."""
    found = await db.scalar(select(Activity).where(Activity.id == id, in_hand(mandate)))
    if found is None:
        raise NotYours
    return found


async def hour_before(db: AsyncSession, event: Event) -> dict[str, time]:
    """By which names the event held its hour before it was made a save the date; nothing where it never had one."""
    if event.starts:
        return {}
    lost: dict[str, str] = next((before for before in await _before(db, event) if before.get("starts")), {})
    return {name: time.fromisoformat(lost[name]) for name in ("starts", "ends", "doors") if lost.get(name)}


async def days_before(db: AsyncSession, event: Event) -> set[date]:
    """The days on which the event began before it was moved."""
    return {date.fromisoformat(before["day"]) for before in await _before(db, event) if before.get("day")}


async def status_before(db: AsyncSession, event: Event) -> Status:
    """As what it takes place, or did before it was postponed until further notice or cancelled."""
    if not event.is_off:
        return event.status
    taken_off = {Status.POSTPONED, Status.CANCELLED}
    were = (Status(before["status"]) for before in await _before(db, event) if before.get("status"))
    return next((each for each in were if each not in taken_off), Status.CONFIRMED)


async def mark(db: AsyncSession, row: Launch | Event) -> str:
    """What stands for it and everything in it as they are: once something is changed there, another one does."""
    if isinstance(row, Launch):
        its = Activity.launch_id == row.id
    else:
        its = and_(Activity.about_kind == kind_of(row), Activity.about_id == row.id)
    return f"change {await db.scalar(select(func.max(Activity.id)).where(its))}"


async def was_withdrawn(db: AsyncSession, row: Base) -> bool:
    """Whether it was ever taken back from where everybody could read it, also if it is not any more."""
    its = (Activity.kind == kind_of(row), Activity.row_id == activity.key(row), Activity.did == Did.CHANGED.value)
    return any(after.get("withdrawn_at") for after in await db.scalars(select(Activity.after).where(*its)))


async def added(db: AsyncSession, rows: Sequence[Base]) -> dict[str, datetime]:
    """When each of these rows of one kind came here, by its key, as far as the log tells."""
    keys = [activity.key(each) for each in rows]
    its = (Activity.kind == kind_of(rows[0]), Activity.row_id.in_(keys), Activity.did == Did.ADDED.value)
    return {each.row_id: each.at for each in await db.execute(select(Activity.row_id, Activity.at).where(*its))}


async def _before(db: AsyncSession, event: Event) -> Sequence[dict[str, Any]]:
    """What each change of the event itself took from it, the latest first."""
    its = (Activity.kind == kind_of(event), Activity.row_id == str(event.id), Activity.did == Did.CHANGED.value)
    query = select(Activity.before).where(*its).order_by(Activity.id.desc()).limit(_LOOKED_AT)
    return [before or {} for before in await db.scalars(query)]


async def among(db: AsyncSession, changes: Sequence[Activity], *, mandate: Mandate) -> set[int]:
    """Those of these changes whose rows an organiser may change, by their ids: the launch itself is its lead's."""
    query = select(Activity.id).where(Activity.id.in_([each.id for each in changes]), in_hand(mandate))
    query = query.where(or_(Activity.kind != kind_of(Launch), launches.are_led(Activity, mandate)))
    return set(await db.scalars(query))


async def since(db: AsyncSession, change: Activity) -> Sequence[Activity]:
    """What became of the same row from that change on, the latest first."""
    same = (Activity.kind == change.kind, Activity.row_id == change.row_id, Activity.id >= change.id)
    return (await db.scalars(select(Activity).where(*same).order_by(Activity.id.desc()))).all()


async def saved_last(db: AsyncSession, row: Base, names: Collection[str]) -> Activity | None:
    """The latest change of one of these facts of a row; where they are rows of their own, of anything about it."""
    [its] = await about.of(db, [row])
    own = and_(Activity.kind == kind_of(row), Activity.row_id == activity.key(row))
    whole = and_(Activity.about_kind == its.thing[0], Activity.about_id == its.thing[1]) if its.thing else own
    query = select(Activity).where(or_(own, whole)).order_by(Activity.id.desc()).limit(_LOOKED_AT)
    found = (await db.scalars(query)).all()
    columns = {*names, *(f"{each}_id" for each in names)}
    of_them = (each for each in found if each.row_id == activity.key(row) and columns & {*each.before, *each.after})
    return next(of_them, None) or next(iter(found), None)


async def beside(db: AsyncSession, change: Activity) -> Sequence[Activity]:
    """What else was changed in the same launch in the same moment."""
    same = (Activity.at == change.at, Activity.by == change.by, Activity.launch_id == change.launch_id)
    return (await db.scalars(select(Activity).where(*same, Activity.id != change.id).order_by(Activity.id))).all()


async def require_in_hand(db: AsyncSession, row: Base, *, mandate: Mandate) -> None:
    """Whether a row is theirs to change as it is now, whosever it was when it was changed. Raises NotYours."""
    [its] = await about.of(db, [row])
    if its.launch_id:
        find = launches.led if isinstance(row, Launch) else launches.by_id
        await find(db, its.launch_id, mandate=mandate)
    elif its.organisation_id is None or not await db.scalar(
        select(Organisation.id).where(Organisation.id == its.organisation_id, Organisation.id.in_(_theirs(mandate)))
    ):
        raise NotYours


async def all_in_hand(db: AsyncSession, things: Collection[About], *, mandate: Mandate) -> set[About]:
    """Those of these that are theirs to work on."""
    launched = {each.launch_id for each in things if each.launch_id}
    owned = {each.organisation_id for each in things if not each.launch_id and each.organisation_id}
    worked_on = select(Launch.id).where(Launch.id.in_(launched), launches.in_hand(mandate))
    kept = select(Organisation.id).where(Organisation.id.in_(owned), Organisation.id.in_(_theirs(mandate)))
    ids = {*await db.scalars(worked_on)} if launched else set()
    ids |= {*await db.scalars(kept)} if owned else set()
    return {each for each in things if (each.launch_id or each.organisation_id) in ids}


def in_hand(mandate: Mandate) -> ColumnElement[bool]:
    """Changes of what these organisations own or keep, and of the launches that they work on."""
    return or_(Activity.organisation_id.in_(_theirs(mandate)), launches.are_in_hand(Activity, mandate))


def _ways(mandate: Mandate) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """The two parts of `in_hand`, each as an index finds it."""
    worked_on = select(Launch.id).where(launches.in_hand(mandate))
    return Activity.organisation_id.in_(_theirs(mandate)), Activity.launch_id.in_(worked_on)


def _latest_ids(*wanted: ColumnElement[bool], limit: int) -> Select[int]:
    """Each part is cut before they are put together: together, all of a house's years would be sorted."""
    latest = select(Activity.id).where(*wanted).order_by(Activity.id.desc()).limit(limit).subquery()
    return select(latest.c.id)


def _theirs(mandate: Mandate) -> ColumnElement[UUID]:
    owned = held(Organisation, Organisation.owned_by(mandate.organisations))
    return select(Organisation.id).where(owned).scalar_subquery()


async def _asked(db: AsyncSession, filters: Filters) -> list[ColumnElement[bool]]:
    wanted: list[ColumnElement[bool]] = [Activity.kind.not_in(_only_returning())]
    if filters.by:
        wanted.append(Activity.by.icontains(filters.by, autoescape=True))
    if filters.kind:
        wanted.append(Activity.about_kind == filters.kind)
    if filters.thing:
        wanted.append(await _about(db, filters.thing))
    if filters.launch_id:
        wanted.append(Activity.launch_id == filters.launch_id)
    if filters.day:
        zone = ZoneInfo(filters.zone)
        begins, over = (datetime.combine(each, time(), zone) for each in (filters.day, filters.day + timedelta(days=1)))
        wanted.append(and_(Activity.at >= begins.astimezone(UTC), Activity.at < over.astimezone(UTC)))
    if filters.before:
        wanted.append(Activity.id < filters.before)
    return wanted


@cache
def _only_returning() -> Sequence[str]:
    """Kinds of rows that are in the log for their return alone: what people did, what they are part of tells."""
    return [each.name for each in Base.metadata.tables.values() if each.info.get("returns")]


async def _about(db: AsyncSession, thing: about.Key) -> ColumnElement[bool]:
    """Of a person also how they are listed, wherever they speak: that is about the event."""
    kind, id = thing
    its = [and_(Activity.about_kind == kind, Activity.about_id == id)]
    if kind == "launches":
        its.append(Activity.launch_id == id)
    if kind == "persons":
        speaking = select(Speaker.id).where(held(Speaker, Speaker.person_id == id))
        ids = [str(each) for each in await db.scalars(speaking)]
        its.append(and_(Activity.kind == "speakers", Activity.row_id.in_(ids)))
    return or_(*its)
