"""Half-filled forms, kept on the server: for a closed tab, and for a session that ended while somebody typed.

They stay under the address at which they were typed, and are found by whoever opens the form at the one that the thing
has now. Moved along, they would tell its new title to those who work on it no more.
"""

import re
from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, delete, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from events.accounts import activity
from events.addresses import OFFICE
from events.storage.base import Base, Identified, kind_of, to
from events.storage.slugs import FormerSlug
from events.storage.types import Line
from events.visibility import held

KEPT_FOR = timedelta(days=30)
LARGEST = 600_000  # characters: a text as long as the reader takes, and what was made of it
MOST = 100  # of one account, of which the oldest give way: nobody fills the disk with what is never sent
LONGEST_ADDRESS = 250
_LABELS = (*activity.LABELS, "lines")
FOLLOWING = frozenset("events publications releases series topics".split())  # whose addresses go by their titles

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
    everywhere = FormDraft.form.in_(await _everywhere(db, form))
    await db.execute(delete(FormDraft).where(FormDraft.account_id == account_id, everywhere))


async def drop_below(db: AsyncSession, page: str) -> None:
    """Everybody's, of the form at this address and of those below it: what it was about is gone."""
    for each in await _everywhere(db, page):
        below = FormDraft.form.startswith(f"{each}/", autoescape=True)
        await db.execute(delete(FormDraft).where((FormDraft.form == each) | below))


async def kept(db: AsyncSession, account_id: UUID, forms: Collection[str], *, now: datetime) -> dict[str, FormDraft]:
    """Of these forms what was typed into each; of two that were kept at once, one."""
    theirs = (FormDraft.account_id == account_id, FormDraft.saved_at > now - KEPT_FOR)
    if not await db.scalar(select(FormDraft.id).where(*theirs).limit(1)):
        return {}
    places = {place: form for form in forms for place in await _everywhere(db, form)}
    query = select(FormDraft).where(*theirs, FormDraft.form.in_(places)).order_by(FormDraft.saved_at)
    return {places[each.form]: each for each in await db.scalars(query)}


async def of(db: AsyncSession, account_id: UUID, *, now: datetime) -> list[FormDraft]:
    """Everything that somebody began and did not send, the latest first."""
    query = select(FormDraft).where(FormDraft.account_id == account_id, FormDraft.saved_at > now - KEPT_FOR)
    return list(await db.scalars(query.order_by(FormDraft.saved_at.desc(), FormDraft.form)))


def first_words(draft: FormDraft) -> str:
    """By which somebody knows again what they began; empty where the form has no such words."""
    words = (draft.typed.get(name, [""])[0].strip() for name in _LABELS)
    line = next((each.splitlines()[0] for each in words if each), "")
    return line if len(line) <= 60 else f"{line[:60].rstrip()}…"


async def _everywhere(db: AsyncSession, form: str) -> list[str]:
    """Its address, and those that it had while the thing that it is about was called otherwise."""
    found = _OF_A_THING.fullmatch(form)
    if found is None or found["kind"] not in FOLLOWING:
        return [form]
    kind: Any = next(each.class_ for each in Base.registry.mappers if kind_of(each.class_) == found["kind"])
    query = select(FormerSlug.slug).join(kind, held(kind, kind.id == FormerSlug.row_id))
    former = await db.scalars(query.where(FormerSlug.kind == found["kind"], kind.slug == found["slug"]))
    return [form, *(f"{found['before']}{each}{found['part']}" for each in former)]


_OF_A_THING = re.compile(rf"(?P<before>{OFFICE}/(?P<kind>[^/]+)/)(?P<slug>[^/]+)(?P<part>.*)", re.DOTALL)
