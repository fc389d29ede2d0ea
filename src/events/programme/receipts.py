"""Receipts: what followed from publishing, postponing, cancelling and the like, kept as it was told at the time."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from events.people.models import Organisation, Person
from events.programme import hosts
from events.programme.occasions import Venue
from events.storage import By
from events.storage.base import Base, Identified, kind_of, to
from events.storage.types import FOR_OFFICE, Line


class Receipt(Identified, Base, kw_only=True, eq=False):
    """One action on a part of a launch: what was said where and to whom, and what could not be recalled."""

    __tablename__ = "receipts"
    __table_args__ = {"info": {"private": True}}

    # None: of what belongs to no launch, such as a series.
    launch_id: Mapped[UUID | None] = mapped_column(to("launches.id", ondelete="CASCADE"), default=None, index=True)
    at: Mapped[datetime]
    by: Mapped[str] = mapped_column(Line(160))
    action: Mapped[str] = mapped_column(Line(60))  # in the past tense: "Cancelled"
    kind: Mapped[str] = mapped_column(Line(40))
    row_id: Mapped[UUID]
    label: Mapped[str] = mapped_column(Line(250))
    # In whose office it was written, and what is noted for the office is read: so is the reason, unless all were told.
    house_id: Mapped[UUID | None] = mapped_column(to("organisations.id", ondelete="SET NULL"), default=None, index=True)
    reason: Mapped[str | None] = mapped_column(Line(1000), default=None, info=FOR_OFFICE)
    for_everybody: Mapped[bool] = mapped_column(default=False)
    said: Mapped[list[str]] = mapped_column(JSON, default_factory=list)  # a sentence for each place that says so now
    lost: Mapped[list[str]] = mapped_column(JSON, default_factory=list)  # a sentence for each thing out of our reach
    unmended: Mapped[list[str]] = mapped_column(JSON, default_factory=list)  # what preflight found, and it went out
    despite: Mapped[str | None] = mapped_column(Line(1000), default=None, info=FOR_OFFICE)  # why, with all of that


async def of_launch(db: AsyncSession, launch_id: UUID) -> Sequence[Receipt]:
    query = select(Receipt).where(Receipt.launch_id == launch_id)
    return (await db.scalars(query.order_by(Receipt.at.desc(), Receipt.id))).all()


async def of_row(db: AsyncSession, row_id: UUID) -> Sequence[Receipt]:
    """What became of one thing, the latest first."""
    query = select(Receipt).where(Receipt.row_id == row_id)
    return (await db.scalars(query.order_by(Receipt.at.desc(), Receipt.id))).all()


async def carry_over(db: AsyncSession, kept: UUID, gone: UUID) -> None:
    """What became of a row that is merged into another became of that one."""
    for each in await of_row(db, gone):
        each.row_id = kept


async def write(
    db: AsyncSession,
    *,
    launch_id: UUID | None,
    about: tuple[str, UUID, str],
    action: str,
    reason: str | None,
    for_everybody: bool = False,
    said: Sequence[str],
    lost: Sequence[str] = (),
    unmended: Sequence[str] = (),
    despite: str | None = None,
    by: By,
    now: datetime,
) -> Receipt:
    """`about` is the kind of the row, its id, and what it is called."""
    kind, row_id, label = about
    receipt = Receipt(
        launch_id=launch_id,
        at=now,
        by=by.name,
        action=action,
        kind=kind,
        row_id=row_id,
        label=label[:250],
        house_id=await hosts.noting(db, launch_id, by) if launch_id else None,
        reason=reason,
        for_everybody=for_everybody,
        said=list(said),
        lost=list(lost),
        unmended=list(unmended),
        despite=despite,
    )
    db.add(receipt)
    return receipt


async def write_merger(
    db: AsyncSession,
    kept: Person | Organisation | Venue,
    said: Sequence[str],
    lost: Sequence[str],
    *,
    by: By,
    now: datetime,
) -> Receipt:
    """On whatever stays, which belongs to no launch; the reason is that the two were one."""
    about = (kind_of(kept), kept.id, kept.name)
    facts: Any = {"launch_id": None, "about": about, "action": "Merged", "reason": None}
    return await write(db, **facts, said=said, lost=lost, by=by, now=now)
