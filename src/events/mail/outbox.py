"""The outbox: written in the transaction that made it true, bytes fixed when queued, sent after.

Rows of a stream go out in the order in which they were queued; a mail that the server put off holds up those behind
it until it went out or failed. A claim that nobody ends is void after ten minutes: whoever held it died, and sending
again is harmless, since the bytes and with them the Message-ID are the same.
"""

from collections.abc import Collection
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, cast
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy import ColumnElement, Index, LargeBinary, and_, case, delete, false, func, literal, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, aliased, defer, mapped_column

from events import text
from events.storage import types
from events.storage.base import Base, Identified
from events.storage.types import Line

CLAIM = timedelta(minutes=10)
PATIENCE = timedelta(days=5)
BACK_OFF = [timedelta(minutes=each) for each in (1, 5, 30, 120, 360)]  # the last again and again
QUEUED = "mail was queued"  # in the info of a session

_NOT_DONE = sa.text("sent_at IS NULL AND failed_at IS NULL")


class State(StrEnum):
    """What became of a mail, in the office's words."""

    WAITING = "waiting"
    KEPT = "kept"  # no server is set to take it
    SENT = "sent"
    FAILED = "failed"


class OutgoingMail(Identified, Base, kw_only=True, eq=False):
    """One mail, whole. Rows of one `stream` go out in order; `replaces` names a row not yet claimed.

    A `secret` mail carries a personal link, which is for its recipient alone; its bytes go when it is sent. One that
    `signs_in` opens an account: nobody else ever reads it. `organisation_id`: in whose office it is shown, if in any.
    After `give_up_at` a mail is no longer worth sending.
    """

    __tablename__ = "outbox"
    __table_args__ = (
        Index("ix_outbox_stream", "stream", "number"),
        Index("ix_outbox_organisation_id_number", "organisation_id", "number"),
        Index("ix_outbox_not_done", "number", sqlite_where=_NOT_DONE, postgresql_where=_NOT_DONE),
        {"info": {"private": True, "watched": False}},
    )

    stream: Mapped[str] = mapped_column(Line(200))
    number: Mapped[int] = mapped_column(unique=True, init=False, default=None, nullable=False)  # as queued
    recipient: Mapped[str] = mapped_column(types.mail())
    subject: Mapped[str] = mapped_column(Line(250))
    message_id: Mapped[str] = mapped_column(Line(250), unique=True)
    message: Mapped[bytes] = mapped_column(LargeBinary)
    secret: Mapped[bool] = mapped_column(default=False)
    signs_in: Mapped[bool] = mapped_column(default=False, server_default=false())
    organisation_id: Mapped[UUID | None] = mapped_column(default=None)
    replaces: Mapped[str | None] = mapped_column(Line(200), default=None, index=True)
    queued_at: Mapped[datetime]
    not_before: Mapped[datetime]
    give_up_at: Mapped[datetime]
    shown_at: Mapped[datetime | None] = mapped_column(default=None)  # in the terminal, for want of a server
    claimed_at: Mapped[datetime | None] = mapped_column(default=None)
    sent_at: Mapped[datetime | None] = mapped_column(default=None)
    failed_at: Mapped[datetime | None] = mapped_column(default=None)
    tries: Mapped[int] = mapped_column(default=0)
    last_error: Mapped[str | None] = mapped_column(Line(500), default=None)

    def state(self, *, sending: bool) -> State:
        """`sending`: whether a server is set to take mail."""
        if self.sent_at:
            return State.SENT
        if self.failed_at:
            return State.FAILED
        return State.WAITING if sending else State.KEPT


_Mail = type[OutgoingMail]
_candidate: _Mail = aliased(OutgoingMail)
_earlier: _Mail = aliased(OutgoingMail)


async def queue(db: AsyncSession, mail: OutgoingMail) -> None:
    """Puts a mail into the outbox, in place of an unclaimed one that says the same thing less lately."""
    if mail.replaces:
        await _drop_older(db, mail)
    last = select(func.coalesce(func.max(OutgoingMail.number), 0))
    mail.number = cast(int, last.scalar_subquery() + 1)  # writers take turns, so no two mails get one number
    db.add(mail)
    db.sync_session.info[QUEUED] = True


async def _drop_older(db: AsyncSession, mail: OutgoingMail) -> None:
    await db.execute(
        delete(OutgoingMail).where(
            OutgoingMail.replaces == mail.replaces,
            OutgoingMail.stream == mail.stream,
            OutgoingMail.claimed_at.is_(None),
            _is_not_done(OutgoingMail),
        )
    )
    for other in [each for each in db.new if isinstance(each, OutgoingMail)]:
        if (other.replaces, other.stream) == (mail.replaces, mail.stream):
            db.expunge(other)


async def is_due(db: AsyncSession, now: datetime) -> bool:
    """Whether `claim` would have something to do; asked first, since it is only a reading."""
    return bool(await db.scalar(select(_due(_candidate, now).exists())))


async def claim(db: AsyncSession, now: datetime) -> OutgoingMail | None:
    """The next mail to send, which is then ours for ten minutes. What is past its time fails on the way."""
    await db.execute(
        _changing(_is_not_done(OutgoingMail), _is_free(OutgoingMail, now), OutgoingMail.give_up_at <= now).values(
            failed_at=now, last_error=func.coalesce(OutgoingMail.last_error, "There was no time left to send it in.")
        )
    )
    first = _due(_candidate, now).order_by(_candidate.number).limit(1).with_for_update(skip_locked=True)
    ours = _changing(OutgoingMail.id == first.scalar_subquery())
    return cast(
        OutgoingMail | None,
        await db.scalar(ours.values(claimed_at=now, tries=OutgoingMail.tries + 1).returning(OutgoingMail)),
    )


async def sent(db: AsyncSession, mail: OutgoingMail, now: datetime) -> None:
    """It went out, whoever holds the claim by now. Of a secret mail nothing stays that could be used."""
    kept = case((OutgoingMail.secret, b""), else_=OutgoingMail.message)
    await db.execute(_changing(OutgoingMail.id == mail.id).values(sent_at=now, message=kept, last_error=None))


async def put_off(db: AsyncSession, mail: OutgoingMail, reason: str, now: datetime) -> None:
    """It did not go out this time: again after a pause that grows, as long as it is worth it."""
    again = now + BACK_OFF[min(mail.tries, len(BACK_OFF)) - 1]
    if again >= mail.give_up_at:
        await fail(db, mail, reason, now)
    else:
        await db.execute(_ours(mail).values(claimed_at=None, not_before=again, last_error=_line(reason)))


async def fail(db: AsyncSession, mail: OutgoingMail, reason: str, now: datetime) -> None:
    """It will not be tried again unless somebody in the office says so."""
    await db.execute(_ours(mail).values(claimed_at=None, failed_at=now, last_error=_line(reason)))


async def unshown(db: AsyncSession, now: datetime) -> list[OutgoingMail]:
    """What is due and was not yet shown in the terminal, in the order in which it was queued."""
    query = select(OutgoingMail).where(
        _is_not_done(OutgoingMail), OutgoingMail.shown_at.is_(None), OutgoingMail.not_before <= now
    )
    return list(await db.scalars(query.order_by(OutgoingMail.number).limit(100)))


async def shown(db: AsyncSession, mails: list[OutgoingMail], now: datetime) -> None:
    await db.execute(_changing(OutgoingMail.id.in_([mail.id for mail in mails])).values(shown_at=now))


Owners = Collection[UUID]  # the organisations whose mail somebody may see


async def hand_over(db: AsyncSession, organisation_id: UUID, other_id: UUID) -> None:
    """What one organisation sent is shown in the office of another from now on."""
    theirs = update(OutgoingMail).where(OutgoingMail.organisation_id == organisation_id)
    await db.execute(theirs.values(organisation_id=other_id).execution_options(synchronize_session=False))


async def kept(
    db: AsyncSession, owners: Owners, *, sending: bool, state: State | None = None, limit: int, offset: int = 0
) -> list[OutgoingMail]:
    """The mails of these organisations, the latest first."""
    query = select(OutgoingMail).where(OutgoingMail.organisation_id.in_(owners), *_is_in(state, sending))
    without_text = query.options(defer(OutgoingMail.message, raiseload=True))
    return list(await db.scalars(without_text.order_by(OutgoingMail.number.desc()).limit(limit).offset(offset)))


async def counts(db: AsyncSession, owners: Owners, *, sending: bool) -> dict[State, int]:
    """How many mails of these organisations are in each state."""
    state = case(
        (OutgoingMail.sent_at.is_not(None), State.SENT.value),
        (OutgoingMail.failed_at.is_not(None), State.FAILED.value),
        else_=(State.WAITING if sending else State.KEPT).value,
    )
    query = select(state, func.count()).where(OutgoingMail.organisation_id.in_(owners)).group_by(state)
    return {State(name): count for name, count in await db.execute(query)}


async def put_off_last(db: AsyncSession, owners: Owners) -> tuple[int, str]:
    """How many mails of these organisations wait since a server put them off, and why the one that was queued last."""
    put_off = (
        OutgoingMail.organisation_id.in_(owners),
        _is_not_done(OutgoingMail),
        OutgoingMail.last_error.is_not(None),
    )
    query = select(OutgoingMail.last_error, func.count().over()).where(*put_off)
    found = (await db.execute(query.order_by(OutgoingMail.number.desc()).limit(1))).first()
    return (found[1], found[0] or "") if found else (0, "")


async def one(db: AsyncSession, id: UUID, owners: Owners) -> OutgoingMail | None:
    query = select(OutgoingMail).where(OutgoingMail.id == id, OutgoingMail.organisation_id.in_(owners))
    return cast(OutgoingMail | None, await db.scalar(query))


async def retry(db: AsyncSession, id: UUID, now: datetime) -> bool:
    """Sends a failed or waiting mail at the next opportunity; False if it is gone, sent, being sent, or too late.

    A link that signs in ends when its mail is given up: sent later, it would open nothing.
    """
    is_worth_it = or_(OutgoingMail.signs_in.is_(False), OutgoingMail.give_up_at > now)
    here = (OutgoingMail.id == id, OutgoingMail.sent_at.is_(None), is_worth_it)
    again = _changing(*here, _is_free(OutgoingMail, now)).values(
        failed_at=None,
        claimed_at=None,
        tries=0,
        not_before=now,
        give_up_at=case((OutgoingMail.signs_in, OutgoingMail.give_up_at), else_=now + PATIENCE),
    )
    db.sync_session.info[QUEUED] = True
    return await db.scalar(again.returning(OutgoingMail.id)) is not None


async def give_up(db: AsyncSession, id: UUID, by: str, now: datetime) -> bool:
    """It will not be sent; False if it is gone, done, or being sent."""
    ended = _changing(OutgoingMail.id == id, _is_not_done(OutgoingMail), _is_free(OutgoingMail, now))
    ended = ended.values(failed_at=now, claimed_at=None, last_error=_line(f"Given up by {by}."))
    return await db.scalar(ended.returning(OutgoingMail.id)) is not None


def _is_in(state: State | None, sending: bool) -> list[ColumnElement[bool]]:
    if state is None:
        return []
    if state is State.SENT:
        return [OutgoingMail.sent_at.is_not(None)]
    if state is State.FAILED:
        return [OutgoingMail.failed_at.is_not(None), OutgoingMail.sent_at.is_(None)]
    return [_is_not_done(OutgoingMail), literal(sending == (state is State.WAITING))]


def _is_not_done(mail: _Mail) -> ColumnElement[bool]:
    return and_(mail.sent_at.is_(None), mail.failed_at.is_(None))


def _is_free(mail: _Mail, now: datetime) -> ColumnElement[bool]:
    return or_(mail.claimed_at.is_(None), mail.claimed_at <= now - CLAIM)


def _due(mail: _Mail, now: datetime) -> Any:
    """Mails whose turn has come, past their time or not: the first of its stream that is not done."""
    is_first = ~(
        select(_earlier.id)
        .where(_earlier.stream == mail.stream, _earlier.number < mail.number, _is_not_done(_earlier))
        .correlate(mail)
        .exists()
    )
    return select(mail.id).where(_is_not_done(mail), _is_free(mail, now), mail.not_before <= now, is_first)


def _ours(mail: OutgoingMail) -> Any:
    """A change of a mail that nobody else claimed meanwhile."""
    return _changing(OutgoingMail.id == mail.id, OutgoingMail.claimed_at == mail.claimed_at)


def _changing(*which: ColumnElement[bool]) -> Any:
    return update(OutgoingMail).where(*which).execution_options(synchronize_session=False)


def _line(reason: str) -> str:
    return text.line(text.bare(reason), 10_000)[:500]
