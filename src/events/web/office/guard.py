"""The guard of the office: who is signed in, what the route asks of them, and one transaction for one action."""

import hashlib
import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any
from urllib.parse import urlencode

from sqlalchemy.ext.asyncio import AsyncSession
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from events import addresses, times
from events.accounts import about, drafts, organisers, sessions
from events.accounts.about import About
from events.accounts.access import Mandate, NotYours, Organiser
from events.accounts.drafts import FormDraft
from events.accounts.letters import Letterhead
from events.accounts.models import Role, SentForm
from events.people import organisations
from events.press import reopening
from events.programme import clocks, history, told
from events.storage import By
from events.storage.base import Base
from events.visibility import Reader
from events.web import cross_site, forms
from events.web.forms import Form, OfNobody, Unreadable
from events.web.office import addressed, keeping, notices, uploading, ways
from events.web.office.notices import Done
from events.web.office.uploading import Came, Wanted
from events.web.office.ways import Ruled
from events.web.sign_in import cookies
from events.web.site import Asking, site


@dataclass(frozen=True)
class Desk:
    """One visit to the office: who works, at which moment, and what the route's rule gives them and asks of them."""

    db: AsyncSession
    organiser: Organiser
    now: datetime
    mandate: Mandate
    path: str
    letterhead: Letterhead
    led: bool = False  # whether only the organisation that leads a launch may do this to it
    came: Came = field(default_factory=dict)  # the files of the form

    @property
    def reader(self) -> Reader:
        return self.organiser.reader

    @property
    def by(self) -> Asking:
        """Who asks, and when, as every query wants to know."""
        return {"reader": self.reader, "now": self.now}

    async def draft_or(self, fresh: Form[Any], form: str | None = None) -> Form[Any]:
        """What was typed and not sent, here or into the `form` that is sent elsewhere; else that form as it stands."""
        place = form or self.path
        return (await self.drafts_or({place: fresh}))[place]

    async def drafts_or(self, fresh: Mapping[str, Form[Any]]) -> dict[str, Form[Any]]:
        """The same of several, by where they are sent."""
        kept = await drafts.kept(self.db, self.organiser.account.id, fresh.keys(), now=self.now)
        zone = await self.zone_at(self.path) if kept else times.USUAL_ZONE
        return {**fresh} | {place: _typed_before(draft, fresh[place], zone) for place, draft in kept.items()}

    async def say_who_saved(self, form: Form[Any], row: Base) -> None:
        """Where others saved a thing while this form of it was being typed: who that was, and when."""
        saved = await history.saved_last(self.db, row, form.theirs) if form.theirs else None
        if saved:
            form.saved_by = "You" if saved.account_id == self.organiser.account.id else saved.by
            form.saved_at = times.newsroom(saved.at, await self.zone_of(row))

    async def zone(self) -> str:
        """In which the office tells what is of no house: where the organisations they work for usually launch."""
        zone = await clocks.usual(self.db, *self.organiser.roles, reader=self.reader, now=self.now)
        return zone or times.USUAL_ZONE

    async def zones(self, things: Sequence[About]) -> list[str]:
        """In which the office tells what was done when: each thing by its own clock."""
        own = await clocks.of(self.db, things, self.reader, self.now)
        usual = await self.zone() if None in own else times.USUAL_ZONE
        return [each or usual for each in own]

    async def zone_of(self, row: Base) -> str:
        [zone] = await self.zones(await about.of(self.db, [row]))
        return zone

    async def zone_at(self, path: str) -> str:
        """Of whatever the form at this address is about."""
        about = await addressed.of(self.db, [path], mandate=self.organiser.mandate(Role.VIEWER))
        [zone] = await self.zones(about)
        return zone


def _typed_before(draft: FormDraft, fresh: Form[Any], zone: str) -> Form[Any]:
    typed = {**dict.fromkeys(fresh.typed, ()), **draft.typed}
    form: Form[Any] = Form(typed=typed, kept_at=times.newsroom(draft.saved_at, zone), place=draft.form)
    form.meet(fresh)
    form.theirs = fresh.typed
    return form


_NAMED = 6  # at each organisation

OfficeHandler = Callable[[Request, Desk], Awaitable[Response]]
Preparing = Callable[[Request, Mandate], Awaitable[None]]


def office(handler: OfficeHandler, needs: Role = Role.VIEWER, *, led: bool = False) -> Ruled:
    """A page of the office, for whoever has this role at one organisation at least."""

    async def guarded(request: Request) -> Response:
        here = site(request)
        now = here.clock()
        async with here.store.reading_at_desk() as db:
            found = await cookies.signed_in(request, db, now)
            if found is None:
                return _to_sign_in(request)
            organiser, _ = found
            mandate = organiser.mandate(needs)
            if not mandate.organisations:
                return await _not_their_role(request, db, organiser, needs, now)
            return await handler(request, Desk(db, organiser, now, mandate, request.url.path, here.letterhead, led))

    return Ruled(guarded, "office", needs, led)


def looks(handler: OfficeHandler, needs: Role) -> Ruled:
    """What a form would come to, for whoever may send it: reads what was typed and changes nothing."""
    shown = office(handler, needs).handler

    async def guarded(request: Request) -> Response:
        form = await _arrived(request)
        try:
            cross_site.refuse(request, form)
            answer = await shown(request)
            if answer.status_code == 303:  # to sign in again
                return _to_sign_in(request, await keeping.keep(request, form, site(request).clock()))
            return answer
        finally:
            await form.close()

    return Ruled(guarded, "office", needs, beside=True)


def acts(
    handler: OfficeHandler,
    needs: Role,
    files: Wanted | None = None,
    *,
    led: bool = False,
    called: str | None = None,
    beside: bool = False,
    before: Preparing | None = None,
) -> Ruled:
    """An action of the office: one transaction, of which a refusal leaves nothing; sent twice, it is done once.

    `files` are those that the form takes, `before` is other slow work: done while nobody waits for the transaction.
    """

    async def guarded(request: Request) -> Response:
        is_known = not files or await _was_ever_here(request)
        try:
            form = await _arrived(request, is_known=is_known)  # before the transaction: others wait for no slow client
        except OfNobody:
            return _to_sign_in(request, is_kept=False)
        try:
            return await done(request, form)
        finally:
            await form.close()

    async def done(request: Request, form: FormData) -> Response:
        here = site(request)
        now = here.clock()
        sent_by = await _sender(request, form, needs, now)
        if isinstance(sent_by, Response):
            return sent_by
        organiser, mandate = sent_by
        if before:
            await before(request, mandate)
        came = await uploading.made_safe(form, files) if files else {}

        def desk(db: AsyncSession) -> Desk:
            return Desk(db, organiser, now, mandate, request.url.path, here.letterhead, led, came)

        try:
            answer = await carry_out(request, desk, handler, now=now, by=organiser.by)
        except NotYours:  # any more, it may be: then their words are shown to them, and wait
            await keeping.keep_for(request, organiser.account, form, now)
            raise
        if keeping.asks_again(request, answer):
            await keeping.keep_for(request, organiser.account, form, now)
        notices.leave(request, answer)
        return answer

    return Ruled(guarded, "office", needs, led, called, beside)


@dataclass
class Undone(Exception):
    """Ends the transaction without a trace: a refusal, or an action that was only tried. The answer says which."""

    answer: Response


async def carry_out(
    request: Request, desk: Callable[[AsyncSession], Desk], handler: OfficeHandler, *, now: datetime, by: By
) -> Response:
    """In one transaction, of which a refusal leaves nothing; what is told by then stays so, whatever it changes."""
    await told.settle(site(request).store, now=now)
    try:
        async with site(request).store.transaction(now=now, by=by) as db:
            answer = await _once(request, desk(db), handler)
        if isinstance(answer, Done):
            answer.reopened = reopening.reopened(db)
        return answer
    except Undone as undone:
        return undone.answer


async def _once(request: Request, desk: Desk, handler: OfficeHandler) -> Response:
    """Runs the action unless this very form was sent before: then the answer of that time is given again."""
    key = _key(desk, await request.form())
    if key and (sent := await desk.db.get(SentForm, key)):
        return Done(sent.location)
    if form := ways.form_of(desk.path):  # before it may have another address
        await drafts.drop(desk.db, desk.organiser.account.id, form)
    answer = await handler(request, desk)
    if answer.status_code >= 400:
        raise Undone(answer)
    if asked := await _asked_before(request, desk):
        raise Undone(asked)
    if key and "location" in answer.headers:
        desk.db.add(SentForm(key=key, location=answer.headers["location"], at=desk.now))
    return answer


async def _asked_before(request: Request, desk: Desk) -> Response | None:
    from events.web.office import early  # which shows a page that this guards

    return await early.question(request, desk)


def _key(desk: Desk, form: FormData) -> str | None:
    """Of a form with all that stands in it: sent again with other words, or another file, it is another form."""
    if not form.get("once"):
        return None
    held = [
        (name, each) if isinstance(each, str) else (name, each.filename, each.size)
        for name, each in form.multi_items()
        if name not in ("cross_site", forms.WHOSE)
    ]
    told = json.dumps([str(desk.organiser.account.id), desk.path, held])
    return hashlib.sha256(told.encode()).hexdigest()


async def _was_ever_here(request: Request) -> bool:
    """Whether they bring a token of ours, if only of a session that is over: of all others, no file is taken in."""
    token = cookies.read_left(request)
    if token is None:
        return False
    async with site(request).store.reading_at_desk() as db:
        return await sessions.whose_words(db, token, now=site(request).clock()) is not None


async def _arrived(request: Request, *, is_known: bool = True) -> FormData:
    """Of a form that is broken, what can be read waits on its page for whoever typed it. Raises Unreadable.

    Raises OfNobody, where they are not known by a cookie.
    """
    try:
        return await forms.arrive(request, is_ours=None if is_known else partial(keeping.is_seal, request))
    except Unreadable as broken:
        cross_site.refuse(request, broken.legible)
        if await keeping.keep(request, broken.legible, site(request).clock()):
            broken.kept_on = ways.page_of(request.url.path)
        raise


async def _sender(request: Request, form: FormData, needs: Role, now: datetime) -> tuple[Organiser, Mandate] | Response:
    """Who sends this form, and for which organisations they may; or what is answered to whom may not send it."""
    async with site(request).store.reading_at_desk() as db:
        found = await cookies.signed_in(request, db, now)
        keeping.refuse_cross_site(request, form, found and found[1])
        is_anothers = found is not None and await keeping.is_anothers(request, db, form, found[1])
    if found is None or is_anothers:
        return _to_sign_in(request, await keeping.keep(request, form, now), again=is_anothers)
    organiser, _ = found
    mandate = organiser.mandate(needs)
    if mandate.organisations:
        return organiser, mandate
    await keeping.keep_for(request, organiser.account, form, now)
    async with site(request).store.reading_at_desk() as db:
        return await _not_their_role(request, db, organiser, needs, now)


def _to_sign_in(request: Request, is_kept: bool | None = None, *, again: bool = False) -> Response:
    """From there they come back to the page; where something is only done, to that of what it is done to.

    It says what became of what they sent. `again`: somebody else is signed in.
    """
    told = {None: {}, True: {"kept": "yes"}, False: {"kept": "no"}}[is_kept]
    query = {"next": ways.page_of(request.url.path), **told, **({"again": "yes"} if again else {})}
    return RedirectResponse(f"{addresses.SIGN_IN}?{urlencode(query)}", 303)


async def _not_their_role(
    request: Request, db: AsyncSession, organiser: Organiser, needs: Role, now: datetime
) -> Response:
    """Who works nowhere is led to the one page that is theirs, with what they are asked; what they send is refused."""
    from events.web.office import page  # which shows pages that this guards

    if not organiser.roles and request.method in ("GET", "HEAD"):
        return RedirectResponse(addresses.ACCOUNT, 303)
    unsaved = await keeping.unsaved(db, organiser.account, request.url.path, now=now)
    return page.refused(request, needs, unsaved, await _able(db, organiser, needs))


async def _able(db: AsyncSession, organiser: Organiser, needs: Role) -> list[tuple[str, list[str]]]:
    """Whom their colleagues may ask, by what each organisation is called."""
    houses = await organisations.of_office(db, mandate=organiser.mandate(Role.VIEWER))
    able = []
    for house in houses:
        working = await organisers.members(db, house.id)
        able.append((house.called, [each.called for each, role in working if role.covers(needs) and each.has_name]))
    return [(house, names[:_NAMED]) for house, names in able if names]
