"""Two rows that are one person or one organisation are made one: whatever named the one that goes names the other.

The foreign keys are read from the tables, so that none can be forgotten; each has its rule in `RULES`.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import cache
from typing import Any, TypeVar

from sqlalchemy import ForeignKey, func, inspect, select
from sqlalchemy.ext.asyncio import AsyncSession

from events.accounts import activity, sessions
from events.accounts.models import Membership, Role
from events.mail import outbox
from events.people import duplicates, organisations
from events.people.models import Boilerplate, Organisation, Person, PrivateFacts
from events.programme import receipts
from events.programme.models import Host, Launch, LeadOffer
from events.programme.occasions import SpeakerState
from events.storage import slugs
from events.storage.base import Base, Identified, kind_of
from events.visibility import held

T = TypeVar("T", Person, Organisation)
Row = Any

# By the foreign key: which other columns tell that a row says the same as one that names the kept row already, so that
# of the two one is left. None: every row says something of its own, and only names the kept row from then on.
RULES: dict[str, tuple[str, ...] | None] = {
    "affiliations.organisation_id": ("person_id", "role"),
    "affiliations.person_id": ("organisation_id", "role"),
    "approvals.house_id": None,
    "approvals.organisation_id": None,
    "approvals.person_id": None,
    "approvals.speaker_id": None,
    "authors.person_id": ("publication_id",),
    "boilerplates.organisation_id": ("language", "text"),
    "cautions.organisation_id": ("name", "starts", "ends"),
    "hosts.organisation_id": ("launch_id", "role"),
    "item_speakers.speaker_id": ("item_id",),
    "launches.lead_id": None,
    "lead_offers.organisation_id": None,
    "listed_posts.affiliation_id": None,
    "listed_posts.organisation_id": None,
    "listed_posts.speaker_id": ("organisation_id", "role"),
    "memberships.organisation_id": ("account_id",),
    "organisations.kept_by_id": None,
    "persons.kept_by_id": None,
    "pinned_boilerplates.boilerplate_id": ("version_id",),
    "press_contacts.organisation_id": ("name", "phone", "mail", "taken_off_at", "came_with_release"),
    "press_contacts.person_id": None,
    "private_facts.person_id": (),
    "publishers.organisation_id": ("publication_id",),
    "receipts.house_id": None,
    "release_contacts.contact_id": ("version_id",),
    "series.organisation_id": None,
    "speakers.person_id": ("event_id",),
    "topics.kept_by_id": None,
    "venues.kept_by_id": None,
}
# Lists that are put in order; what comes from the other row follows.
_APPENDED = frozenset(("affiliations.person_id", "listed_posts.speaker_id", "press_contacts.organisation_id"))
# What both rows may hold and nobody chooses: the better of the two, which comes first here.
_BETTER: dict[str, Sequence[Any]] = {
    "speakers.state": [SpeakerState.CONFIRMED, SpeakerState.INVITED, SpeakerState.WITHDRAWN, SpeakerState.DECLINED],
    "speakers.shown_while_invited": [True, False],
    "item_speakers.chairs": [True, False],
    "memberships.role": list(Role),
    "hosts.grants": list(Role),
}
# For what a row waits: a twin that waits for nothing is known, so both are.
_WAITS = frozenset(("affiliations.came_with_launch_id",))


async def merge_persons(db: AsyncSession, kept: Person, gone: Person, *, now: datetime) -> None:
    """One transaction's work. What the pages chose for each field is written to `kept` beforehand."""
    await _merge(db, kept, gone, now)


async def merge_organisations(db: AsyncSession, kept: Organisation, gone: Organisation, *, now: datetime) -> None:
    """The boilerplates of both stay, and what `kept` says of itself stays the last word in each language."""
    said = await _last_words(db, kept)
    await _copy_boilerplates(db, kept, gone)
    await _merge(db, kept, gone, now)
    for each in said.values():
        await organisations.add_boilerplate(db, kept, each.text, language=each.language)
    led = select(Launch.id).where(Launch.lead_id == kept.id)
    for kind in (Host, LeadOffer):
        for row in await db.scalars(select(kind).where(kind.organisation_id == kept.id, kind.launch_id.in_(led))):
            await db.delete(row)
    await outbox.hand_over(db, gone.id, kept.id)
    for account_id in await db.scalars(select(Membership.account_id).where(Membership.organisation_id == kept.id)):
        await sessions.turn_stale(db, account_id)


async def reached(db: AsyncSession, gone: Person | Organisation) -> dict[str, int]:
    """How many rows of each kind name the row that would go."""
    counts: dict[str, int] = {}
    for key in naming(kind_of(gone)):
        kind = _class(key)
        named = select(func.count()).select_from(kind).where(held(kind, _column(key) == gone.id))
        counts[kind_of(kind)] = counts.get(kind_of(kind), 0) + (await db.scalar(named) or 0)
    return {kind: count for kind, count in counts.items() if count}


def naming(table: str) -> Iterator[ForeignKey]:
    """Every foreign key that names rows of a table."""
    for each in Base.metadata.sorted_tables:
        yield from (key for key in each.foreign_keys if key.column.table.name == table)


async def _merge(db: AsyncSession, kept: T, gone: T, now: datetime) -> None:
    _publish_alike(kept, gone)
    if isinstance(kept, Organisation) and kept.kept_by_id == gone.id:
        kept.kept_by_id = gone.kept_by_id if gone.kept_by_id != kept.id else None
    await slugs.lead_on(db, gone, kept, now=now)
    await duplicates.carry_over(db, kept.id, gone.id)
    await receipts.carry_over(db, kept.id, gone.id)
    await _unite(db, kept, gone)


def _publish_alike(kept: T, gone: T) -> None:
    """A page that anybody could open stays open."""
    if gone.published_at and not gone.withdrawn_at and not gone.embargo_id:
        kept.published_at = min(kept.published_at or gone.published_at, gone.published_at)


async def _unite(db: AsyncSession, kept: Row, gone: Row) -> None:
    """What the one leaves open, the other fills; whatever named the other names it; the other is deleted."""
    _fill(kept, gone)
    for key in naming(kind_of(gone)):
        rule, attribute = RULES[_name(key)], key.parent.name
        kind = _class(key)
        behind = await _behind(db, key, kept) if _name(key) in _APPENDED else None
        for place, row in enumerate(await _rows(db, key, gone)):
            twin = await _twin(db, kind, attribute, rule, row, kept) if rule is not None else None
            if twin is not None:
                await _unite(db, twin, row)
                continue
            setattr(row, attribute, kept.id)
            if behind is not None:
                row.position = behind + place
        await db.flush()
    if isinstance(gone, Identified):
        activity.note_merger(db, gone, kept)
    await db.delete(gone)
    await db.flush()


def _fill(kept: Row, gone: Row) -> None:
    if isinstance(kept, Person | Organisation | PrivateFacts):
        return  # where somebody has chosen
    for column in kept.__table__.columns:
        mine, theirs = getattr(kept, column.name), getattr(gone, column.name)
        if f"{kept.__tablename__}.{column.name}" in _WAITS:
            setattr(kept, column.name, mine and theirs)
            continue
        ranks = _BETTER.get(f"{kept.__tablename__}.{column.name}")
        if mine is None or (ranks and theirs is not None and ranks.index(theirs) < ranks.index(mine)):
            setattr(kept, column.name, theirs)


async def _twin(
    db: AsyncSession, kind: type[Base], attribute: str, same: Sequence[str], row: Row, kept: Row
) -> Row | None:
    alike = [getattr(kind, each).is_not_distinct_from(getattr(row, each)) for each in same]
    query = select(kind).where(getattr(kind, attribute) == kept.id, *alike)
    return await db.scalar(query.limit(1))


async def _rows(db: AsyncSession, key: ForeignKey, gone: Row) -> Sequence[Row]:
    kind = _class(key)
    query = select(kind).where(_column(key) == gone.id)
    place = [kind.position] if hasattr(kind, "position") else []
    return (await db.scalars(query.order_by(*place, *inspect(kind).primary_key))).all()


async def _behind(db: AsyncSession, key: ForeignKey, kept: Row) -> int:
    last = select(func.max(_class(key).position)).where(_column(key) == kept.id)  # type: ignore[attr-defined]
    found: int | None = await db.scalar(last)
    return 0 if found is None else found + 1


async def _last_words(db: AsyncSession, organisation: Organisation) -> dict[str, Boilerplate]:
    """That are said to everybody: what waits for a release comes out with it."""
    query = select(Boilerplate).where(
        Boilerplate.organisation_id == organisation.id, Boilerplate.came_with_release.is_(False)
    )
    return {each.language: each for each in await db.scalars(query.order_by(Boilerplate.version))}


async def _copy_boilerplates(db: AsyncSession, kept: Organisation, gone: Organisation) -> None:
    """A version is never overwritten, not even with whose it is: its words become the next version of the other."""
    theirs = select(Boilerplate).where(Boilerplate.organisation_id == gone.id).order_by(Boilerplate.version)
    for each in await db.scalars(theirs):
        same = RULES["boilerplates.organisation_id"] or ()
        twin = await _twin(db, Boilerplate, "organisation_id", same, each, kept)
        if twin:
            twin.came_with_release &= each.came_with_release
        else:
            waits = each.came_with_release
            await organisations.add_boilerplate(db, kept, each.text, language=each.language, with_release=waits)
            await db.flush()


def _name(key: ForeignKey) -> str:
    return f"{key.parent.table.name}.{key.parent.name}"


def _column(key: ForeignKey) -> Any:
    return getattr(_class(key), key.parent.name)


def _class(key: ForeignKey) -> type[Base]:
    return _classes()[key.parent.table.name]


@cache
def _classes() -> dict[str, type[Base]]:
    return {kind_of(each.class_): each.class_ for each in Base.registry.mappers}
