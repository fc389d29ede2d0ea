"""What was typed and cannot be taken now: kept at its form, for whoever typed it.

Each form of the office says of which session its page was, sealed, so that this is known when the cookie is gone, or is
somebody else's by now. The seal signs nobody in: it only tells for whom words are kept.
"""

import hmac
import logging
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from events import addresses
from events.accounts import drafts, sessions, tries
from events.accounts.access import Organiser
from events.accounts.models import Account
from events.accounts.sessions import SignedIn
from events.accounts.tries import Limit, TooMany
from events.settings import Foreseen
from events.web import cross_site, forms
from events.web.forms import Form
from events.web.office import ways
from events.web.sign_in import cookies, entering
from events.web.site import site

_MOST = 300  # times in a quarter of an hour, for one account in which nobody is signed in: a page keeps while one types
_CARRIED = {"revision", "seen"}  # what a form brings of itself
_ALONE = {*_CARRIED, "state"}  # nor is it anything typed if whoever adds nobody leaves chosen whether they agreed
_IS_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Unsaved:
    """A form that was typed and cannot be sent any more: where to it was, what it is called, and the words in it."""

    form: str
    called: str
    words: Sequence[tuple[str, str]]


def seal(request: Request) -> str | None:
    """For the hidden field `whose` of each form on this page."""
    session: SignedIn | None = getattr(request.state, "signed_in", None)
    return _sealed(request, str(session.id)) if session else None


def is_seal(request: Request, given: str) -> bool:
    return hmac.compare_digest(given.encode(), _sealed(request, given.partition(".")[0]).encode())


def refuse_cross_site(request: Request, form: FormData, signed_in: SignedIn | None) -> None:
    """Raises CrossSite. Where no cookie is left to speak for anybody, the seal shows that it is a form of ours."""
    if signed_in is None and _session_of(request, form):
        cross_site.refuse_foreign(request)
    else:
        cross_site.refuse(request, form)


async def is_anothers(request: Request, db: AsyncSession, form: FormData, signed_in: SignedIn) -> bool:
    """Whether its page was shown to somebody else, who was signed in here before."""
    shown_to = _session_of(request, form)
    if shown_to is None or shown_to == signed_in.id:
        return False
    before = await db.get(SignedIn, shown_to)
    return before is not None and before.account_id != signed_in.account_id


def asks_again(request: Request, answer: Response) -> bool:
    """Whether the answer is no end: a refusal, or a page with this very form once more."""
    form = ways.form_of(request.url.path)
    if form is None or answer.status_code != 200:
        return form is not None and answer.status_code in (409, 422)
    sent_there = rf'<form[^>]* action="{re.escape(form)}"[^>]* data-keep'
    return re.search(sent_there.encode(), bytes(answer.body)) is not None


async def keep_for(request: Request, account: Account, form: FormData, now: datetime) -> None:
    """Whoever leaves the page then finds it again; where nothing can be kept, the page still has it."""
    typed = forms.typed(form)
    place = _place(request.url.path, typed)
    if place is None or not _says_something(typed):
        return
    try:
        async with site(request).store.transaction(now=now, by=Organiser(account, {}).by) as db:
            await drafts.keep(db, account.id, place, typed, now=now)
    except Foreseen as error:
        _log.warning("What was typed into %s is kept on its page only: %s", request.url.path, error)


async def keep(request: Request, form: FormData, now: datetime) -> bool | None:
    """For whoever's session it is, or was until it was over; whether it could be. None: there was nothing to keep."""
    typed = forms.typed(form)
    if not _says_something(typed):
        return None
    place = _place(request.url.path, typed)
    async with site(request).store.reading_at_desk() as db:
        account = await _whose(request, db, form, now)
    if place is None or account is None:
        return False
    try:
        async with site(request).store.transaction(now=now, by=Organiser(account, {}).by) as db:
            await tries.count(db, Limit(f"words of {account.id}", _MOST), now=now)
            return await drafts.keep(db, account.id, place, typed, now=now)
    except TooMany:
        return False


async def unsaved(db: AsyncSession, account: Account, path: str, *, now: datetime) -> list[Unsaved]:
    """What they typed into the forms of a page that does not show them any more: to be read there, and copied."""
    page = ways.page_of(path)
    return [
        Unsaved(each.form, ways.called(each.form) or "", words(each.typed))
        for each in await drafts.of(db, account.id, now=now)
        if ways.page_of(each.form) == page
    ]


def left_in(form: Form[Any], place: str) -> list[Unsaved]:
    """The same of one form, where the page does not show its fields."""
    if not ((form.kept_at or form.mistakes) and _says_something(form.typed)):
        return []
    return [Unsaved(place, ways.called(place) or "", words(form.typed))]


def words(typed: Mapping[str, Sequence[str]]) -> list[tuple[str, str]]:
    """By their fields; what was chosen by its id tells nobody anything."""
    said = [(name, each) for name, values in typed.items() if name not in _CARRIED for each in values if each.strip()]
    return [(forms.spelt(name), each) for name, each in said if not _IS_ID.fullmatch(each.strip())]


def form_at(address: object) -> str | None:
    """Where a form of the office is, if this is such an address."""
    path = entering.leads_to(address)
    return path if path and path.startswith(f"{addresses.OFFICE}/") and len(path) <= drafts.LONGEST_ADDRESS else None


def _place(path: str, typed: drafts.Typed) -> str | None:
    """The form that is shown with it again: the one that is sent to this path, or from which it is only kept."""
    if path == addresses.OFFICE_DRAFTS:
        path = form_at(typed.pop("form", [""])[0]) or path
    return ways.form_of(path)


def _says_something(typed: Mapping[str, Sequence[str]]) -> bool:
    return any(each.strip() for name, values in typed.items() if name not in _ALONE for each in values)


async def _whose(request: Request, db: AsyncSession, form: FormData, now: datetime) -> Account | None:
    session = _session_of(request, form) or cookies.read_left(request)
    return await sessions.whose_words(db, session, now=now) if session else None


def _session_of(request: Request, form: FormData) -> UUID | None:
    """The session in which its page was shown, if we sealed that."""
    given = form.get(forms.WHOSE)
    return UUID(given.partition(".")[0]) if isinstance(given, str) and is_seal(request, given) else None


def _sealed(request: Request, id: str) -> str:
    return f"{id}.{hmac.new(site(request).secret, f'words of {id}'.encode(), 'sha256').hexdigest()}"
