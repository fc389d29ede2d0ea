"""Half-filled forms, kept on the server: for a closed tab, and for a session that ended while somebody typed."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, delete, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from events.accounts import activity
from events.storage.base import Base, Identified, to
from events.storage.types import Line

KEPT_FOR = timedelta(days=30)
LARGEST = 600_000  # characters: a text as long as the reader takes, and what was made of it
MOST = 100  # of one account, of which the oldest give way: nobody fills the disk with what is never sent
LONGEST_ADDRESS = 250
_LABELS = (*activity.LABELS, "lines")

Typed = dict[str, list[str]]


class FormDraft(Identified, Base, kw_only=True, eq=False):
    """What somebody typed into the form at one address and has not sent."""

    __tablename__ = "form_drafts"
    __table_args__ = {"info": {"private": True, "watched": False}}

    account_id: Mapped[UUID] = mapped_column(to("accounts.id", ondelete="CASCADE"), index=True)
    form: Mapped[str] = mapped_column(Line(LONGEST_ADDRESS))  # the path to which it is sent
    typed: Mapped[dict[str, Any]] = mapped_column(JSON)
    saved_at: Mapped[datetime]


async def keep(db: AsyncSession, account_id: UUID, form: str, typed: Typed, *, now: datetime) -> bool:
    """In place of what was kept of this form before; what is older than a month is dropped. False if it is too long."""
    if len(form) > LONGEST_ADDRESS or sum(len(each) for values in typed.values() for each in values) > LARGEST:
        return False
    await db.execute(delete(FormDraft).where(FormDraft.saved_at < now - KEPT_FOR))
    await drop(db, account_id, form)
    theirs = select(FormDraft.id).where(FormDraft.account_id == account_id)
    oldest = theirs.order_by(FormDraft.saved_at.desc(), FormDraft.id).offset(MOST - 1)
    await db.execute(delete(FormDraft).where(FormDraft.id.in_((await db.scalars(oldest)).all())))
    db.add(FormDraft(account_id=account_id, form=form, typed=typed, saved_at=now))
    return True


async def drop(db: AsyncSession, account_id: UUID, form: str) -> None:
    await db.execute(delete(FormDraft).where(FormDraft.account_id == account_id, FormDraft.form == form))


async def drop_below(db: AsyncSession, page: str) -> None:
    """Everybody's, of the form at this address and of those below it: what it was about is gone."""
    below = FormDraft.form.startswith(f"{page}/", autoescape=True)
    await db.execute(delete(FormDraft).where((FormDraft.form == page) | below))


async def kept(db: AsyncSession, account_id: UUID, forms: Collection[str], *, now: datetime) -> dict[str, FormDraft]:
    """Of these forms what was typed into each; of two that were kept at once, one."""
    query = select(FormDraft).where(FormDraft.account_id == account_id, FormDraft.form.in_(forms))
    return {each.form: each for each in await db.scalars(query.where(FormDraft.saved_at > now - KEPT_FOR))}


async def of(db: AsyncSession, account_id: UUID, *, now: datetime) -> list[FormDraft]:
    """Everything that somebody began and did not send, the latest first."""
    query = select(FormDraft).where(FormDraft.account_id == account_id, FormDraft.saved_at > now - KEPT_FOR)
    return list(await db.scalars(query.order_by(FormDraft.saved_at.desc(), FormDraft.form)))


def first_words(draft: FormDraft) -> str:
    """By which somebody knows again what they began; empty where the form has no such words."""
    words = (draft.typed.get(name, [""])[0].strip() for name in _LABELS)
    line = next((each.splitlines()[0] for each in words if each), "")
    return line if len(line) <= 60 else f"{line[:60].rstrip()}…"
