"""Whatever makes an embargoed headline or title known through an event that is public asks before it is done.

Every action passes here at its end, so that none of the many ways to words of an event is forgotten: its form, its
running order, its panel, its topics, an older version brought back. What publishing something tells preflight asks
about. Only whoever leads the launch may let it be known.
"""

import hashlib
from collections.abc import AsyncIterator, Sequence
from datetime import datetime
from typing import Any

from pydantic import Field
from sqlalchemy import exists, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from events import addresses
from events.accounts.access import NotYours
from events.press import preflight
from events.press.models import Release
from events.press.preflight import Facts, Finding, openly
from events.programme import launches, receipts, touched
from events.programme.models import Launch, Publication
from events.programme.occasions import Event
from events.storage.base import kind_of
from events.storage.chunks import chunks
from events.storage.types import Line
from events.visibility import lifted
from events.web import cross_site, forms
from events.web.forms import Details, Form
from events.web.office import page, ways
from events.web.office.guard import Desk
from events.web.site import site

_SEEN, _REASON = "known_seen", "known_reason"
_Note: Any = Line(1000).edge


class KnownForm(Details):
    """That it may be known before the lift: `known_seen` is what they were told of it."""

    known_seen: str | None = None
    known_reason: _Note | None = Field(default=None, title="The reason")


async def question(request: Request, desk: Desk) -> Response | None:
    """The page that asks whether it may be known before the lift; None where nothing is told, or that was answered."""
    async for launch in _announcing(desk):
        told = await _told(request, desk, launch)
        if not told:
            continue
        data = await request.form()
        form = forms.read(data, KnownForm, today=desk.now.date())
        may = launches.is_led(launch, desk.mandate) and not _has_files(data)
        if not (may and form.found and form.found.known_seen == _digest(told) and form.found.known_reason):
            if may and form.value(_SEEN) == _digest(told):
                form.refuse(_REASON, "Say why it may be known before the embargo lifts.")
            return _page(request, desk, launch, told, form, data)
        for each in told:
            _keep(desk, launch, each, form.found.known_reason)
    return None


async def _announcing(desk: Desk) -> AsyncIterator[Launch]:
    """The launches of theirs of which public events may say something else now, while some of it is under embargo."""
    await desk.db.flush()
    changes = desk.db.sync_session.info["changes"]
    if not changes:
        return
    ids = await touched.regrouped(desk.db, changes) | await touched.renamed(desk.db, changes)
    found = {each for some in chunks(ids) for each in await _waiting(desk.db, some, desk.now)}
    for launch_id in sorted(found):
        try:
            yield await launches.by_id(desk.db, launch_id, mandate=desk.mandate)
        except NotYours:  # what others keep back is nothing that they are told of
            continue


async def _waiting(db: AsyncSession, event_ids: Sequence[Any], now: datetime) -> Sequence[Any]:
    def waits(kind: type[Publication] | type[Release]) -> Any:
        return exists().where(kind.launch_id == Event.launch_id, ~lifted(kind.embargo_id, now))

    is_public = (Event.published_at <= now, Event.withdrawn_at.is_(None))
    query = select(Event.launch_id).where(Event.id.in_(event_ids), *is_public, or_(waits(Publication), waits(Release)))
    return (await db.scalars(query.distinct())).all()


async def _told(request: Request, desk: Desk, launch: Launch) -> list[Finding]:
    """Where strangers would read now what none of its public events said before."""
    facts = await _facts(request, desk, desk.db, launch)
    secrets = openly.secrets(facts, desk.now)
    now_told = openly.told(facts, secrets, desk.now, by=openly.public_events(facts, desk.now))
    if not now_told:
        return []
    async with site(request).store.reading_at_desk() as db:
        before = await _facts(request, desk, db, launch)
    public = openly.public_events(before, desk.now)
    known = openly.told(before, secrets, desk.now, by=public)
    told = openly.told(facts, secrets, desk.now, by=public)
    return [each for secret, there in told.items() if secret not in known for each in there]


async def _facts(request: Request, desk: Desk, db: AsyncSession, launch: Launch) -> Facts:
    return await preflight.facts(db, launch, site=site(request).addresses, going=(), **desk.by)


def _page(
    request: Request, desk: Desk, launch: Launch, told: Sequence[Finding], form: Form[KnownForm], data: FormData
) -> Response:
    """With all that was typed, so that it need not be typed again."""
    ours = {_SEEN, _REASON, "once", cross_site.FIELD, forms.WHOSE}
    facts = {
        "told": told,
        "seen": _digest(told),
        "form": form,
        "lead": launch.lead,
        "is_led": launches.is_led(launch, desk.mandate),
        "has_files": _has_files(data),
        "typed": [(name, value) for name, value in data.multi_items() if name not in ours and isinstance(value, str)],
        "back": ways.page_of(request.url.path),
        "keeps": ways.is_page(request.url.path),
    }
    crumbs = [("Launches", addresses.OFFICE_LAUNCHES), (launch.title, addresses.office_launch(launch))]
    title = "This would be known before the embargo lifts"
    return page.answer(request, desk, "office/early.html", title, crumbs=crumbs, status=422, **facts)


def _keep(desk: Desk, launch: Launch, told: Finding, reason: str) -> None:
    receipts.write(
        desk.db,
        launch_id=launch.id,
        about=(kind_of(launch), launch.id, launch.title),
        action="Let be known before the lift",
        reason=reason,
        said=[told.sentence],
        lost=["What strangers have read they know."],
        by=desk.organiser.by,
        now=desk.now,
    )


def _has_files(data: FormData) -> bool:
    """A file that was sent cannot be sent again by the page that asks."""
    return any(not isinstance(each, str) and each.filename for _, each in data.multi_items())


def _digest(told: Sequence[Finding]) -> str:
    return hashlib.sha256("\n".join(sorted(each.sentence for each in told)).encode()).hexdigest()
