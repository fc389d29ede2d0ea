"""The outbox: written in the transaction that made it true, bytes fixed when queued, sent after."""

from datetime import datetime

from sqlalchemy import Index, LargeBinary, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from events.storage import types
from events.storage.base import Base, Identified
from events.storage.types import Line


class OutgoingMail(Identified, Base, kw_only=True, eq=False):
    """One mail, whole. Rows of one `stream` go out in order; `replaces` names a row not yet claimed."""

    __tablename__ = "outbox"
    __table_args__ = (
        Index("ix_outbox_stream", "stream", "queued_at"),
        {"info": {"private": True, "watched": False}},
    )

    stream: Mapped[str] = mapped_column(Line(200))
    recipient: Mapped[str] = mapped_column(types.mail())
    message_id: Mapped[str] = mapped_column(Line(250), unique=True)
    message: Mapped[bytes] = mapped_column(LargeBinary)
    queued_at: Mapped[datetime]
    not_before: Mapped[datetime]
    replaces: Mapped[str | None] = mapped_column(Line(200), default=None, index=True)
    claimed_at: Mapped[datetime | None] = mapped_column(default=None)
    sent_at: Mapped[datetime | None] = mapped_column(default=None)
    tries: Mapped[int] = mapped_column(default=0)
    last_error: Mapped[str | None] = mapped_column(Line(500), default=None)


async def queue(db: AsyncSession, mail: OutgoingMail) -> None:
    """Puts a mail into the outbox, in place of an unclaimed one that says the same thing less lately."""
    if mail.replaces:
        older = select(OutgoingMail).where(
            OutgoingMail.replaces == mail.replaces,
            OutgoingMail.stream == mail.stream,
            OutgoingMail.claimed_at.is_(None),
        )
        for each in await db.scalars(older):
            await db.delete(each)
    db.add(mail)
