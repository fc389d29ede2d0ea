"""Whatever makes an embargoed headline or title known to strangers asks before it is done, wherever they would read it.

Every action passes here at its end, so that none of the many ways to words that anybody reads is forgotten: a form, a
running order, a panel, a topic, a biography, an older version brought back. What goes out by an action preflight asks
about. Only whoever leads the launch under embargo may let it be known; of what others keep back, nobody is told.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from pydantic import Field
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from events import addresses
from events.accounts.models import Role
from events.press.models import Release, ReleaseVersion
from events.press.preflight import Finding, openly, pages, secrets, written
from events.press.preflight.secrets import Secret
from events.programme import launches, receipts
from events.programme.models import Launch, Publication
from events.programme.occasions import Event
from events.storage import Changes
from events.storage.base import kind_of
from events.storage.types import Line
from events.visibility import Reader
from events.web import cross_site, forms
from events.web.forms import Details, Form
from events.web.office import page, ways
from events.web.office.guard import Desk
from events.web.site import site

_SEEN, _REASON = "known_seen", "known_reason"
_Note: Any = Line(1000).edge
Told = Mapping[Secret, Sequence[Finding]]


class KnownForm(Details):
    """That it may be known before the lift: `known_seen` is what they were told of it."""

    known_seen: str | None = None
    known_reason: _Note | None = Field(default=None, title="The reason")


async def question(request: Request, desk: Desk) -> Response | None:
    """The page that asks whether it may be known before the lift; None where nothing is told, or that was answered."""
    told = await _told(request, desk)
    if not told:
        return None
    theirs = desk.organiser.mandate(Role.VIEWER)  # as far as they may see it
    found = {each: await launches.by_id(desk.db, each, mandate=theirs) for each in _launches(told)}
    others = [each for each in found.values() if not launches.is_led(each, desk.mandate)]
    data = await request.form()
    form = forms.read(data, KnownForm, today=desk.now.date())
    may = not others and not _has_files(data)
    if not (may and form.found and form.found.known_seen == _digest(told) and form.found.known_reason):
        if may and form.value(_SEEN) == _digest(told):
            form.refuse(_REASON, "Say why it may be known before the embargo lifts.")
        return _page(request, desk, next(iter(others or found.values())), told, form, data, is_led=not others)
    for secret, there in told.items():
        for each in there:
            await _keep(desk, found[secret.launch_id], each, form.found.known_reason)
    return None


async def _told(request: Request, desk: Desk) -> Told:
    """Where strangers would read now what no page said before: neither these, nor any of the launch that it is of."""
    await desk.db.flush()
    changes = desk.db.sync_session.info["changes"]
    if not changes:
        return {}
    kept = await secrets.kept(desk.db, reader=Reader(organisations=desk.mandate.organisations), now=desk.now)
    ids = await written.pages_of(desk.db, changes, kept) if kept else {}
    if not ids:
        return {}
    going = _going(changes)
    now_read = [each for each in await pages.read(desk.db, ids, now=desk.now) if each.is_gone or each.of not in going]
    told = openly.told(now_read, kept)
    if not told:
        return {}
    async with site(request).store.reading_at_desk() as db:
        before = await pages.read(db, ids, launches=_launches(told), now=desk.now)
        kept = await secrets.without_names(db, told, now=desk.now)
    known = openly.told(before, kept)
    return openly.longest({secret: told[secret] for secret in kept if secret not in known})


def _launches(told: Iterable[Secret]) -> list[UUID]:
    return sorted({each.launch_id for each in told})


def _going(changes: Changes) -> set[UUID]:
    """What goes out, or comes back, by this action itself."""
    rows = {
        id
        for kind in (Event, Publication, Release)
        for id in changes.touching(kind, "published_at", "withdrawn_at", "embargo_id")
    }
    return rows | {each.row.release_id for each in changes.of(ReleaseVersion) if each.touches("issued_at")}


def _page(
    request: Request,
    desk: Desk,
    launch: Launch,
    told: Told,
    form: Form[KnownForm],
    data: FormData,
    *,
    is_led: bool,
) -> Response:
    """With all that was typed, so that it need not be typed again."""
    ours = {_SEEN, _REASON, "once", cross_site.FIELD, forms.WHOSE}
    facts = {
        "told": [each for there in told.values() for each in there],
        "seen": _digest(told),
        "form": form,
        "lead": launch.lead,
        "is_led": is_led,
        "has_files": _has_files(data),
        "typed": [(name, value) for name, value in data.multi_items() if name not in ours and isinstance(value, str)],
        "back": ways.page_of(request.url.path),
        "keeps": ways.form_of(request.url.path) is not None,
    }
    crumbs = [("Launches", addresses.OFFICE_LAUNCHES), (launch.title, addresses.office_launch(launch))]
    title = "This would be known before the embargo lifts"
    return page.answer(request, desk, "office/early.html", title, crumbs=crumbs, status=422, **facts)


async def _keep(desk: Desk, launch: Launch, told: Finding, reason: str) -> None:
    await receipts.write(
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


def _digest(told: Told) -> str:
    sentences = sorted(each.sentence for there in told.values() for each in there)
    return hashlib.sha256("\n".join(sentences).encode()).hexdigest()
