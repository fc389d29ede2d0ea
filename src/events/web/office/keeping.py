"""What was typed and cannot be taken now: kept at its form, for whoever typed it."""

import logging
import re
from datetime import datetime

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from events.accounts import drafts, sessions
from events.accounts.access import Organiser
from events.accounts.models import Account
from events.settings import Foreseen
from events.web import forms
from events.web.sign_in import cookies
from events.web.site import site

_log = logging.getLogger(__name__)
_CARRIED = {"revision", "seen"}  # what a form brings of itself


def asks_again(request: Request, answer: Response) -> bool:
    """Whether the answer is no end, but a page with this very form once more, of which what is typed is kept."""
    if answer.status_code not in (200, 409, 422) or "location" in answer.headers:
        return False
    sent_there = rf'<form[^>]* action="{re.escape(request.url.path)}"[^>]* data-keep'
    return re.search(sent_there.encode(), bytes(answer.body)) is not None


async def keep_for(request: Request, account: Account, form: FormData, now: datetime) -> None:
    """Whoever leaves the page then finds it again; where nothing can be kept, the page still has it."""
    try:
        await _write(request, account, form, now)
    except Foreseen as error:
        _log.warning("What was typed into %s is kept on its page only: %s", request.url.path, error)


async def keep(request: Request, form: FormData, now: datetime) -> bool:
    """For whoever's session it is, or was until it was over; says whether it could be."""
    token = cookies.read_left(request)
    if token is None:
        return False
    async with site(request).store.reading_at_desk() as db:
        account = await sessions.whose_words(db, token, now=now)
    if account is None:
        return False
    return await _write(request, account, form, now)


async def _write(request: Request, account: Account, form: FormData, now: datetime) -> bool:
    typed = forms.typed(form)
    if not any(each.strip() for name, values in typed.items() if name not in _CARRIED for each in values):
        return False
    async with site(request).store.transaction(now=now, by=Organiser(account, {}).by) as db:
        return await drafts.keep(db, account.id, request.url.path, typed, now=now)
