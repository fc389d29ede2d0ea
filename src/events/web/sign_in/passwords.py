"""Signing in by password: the same answer, after the same time, whether account or password is wrong."""

from datetime import datetime

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from events.accounts import mails, passwords, tries
from events.accounts.sessions import How
from events.accounts.tries import Limit
from events.web import forms
from events.web.sign_in import entering, guard, links
from events.web.site import site

_MOST_TRIES = 10


async def sign_in(request: Request, form: FormData, now: datetime) -> Response:
    mail, password = _typed(form, "mail").strip(), _typed(form, "password")
    wanted, store = entering.leads_to(form.get("next")), site(request).store
    limit = Limit(f"password of {mails.fold(mail)}", _MOST_TRIES)
    await guard.count(request, now, limit)
    async with store.reading_at_desk() as db:
        found = await passwords.of(db, mail)
    if not await passwords.agrees(found[1] if found else None, password) or found is None:
        problem = "Mail address and password do not go together. A link by mail always works."
        return links.ways_in(request, forms.shown(mail=mail), wanted, status=422, problem=problem)
    account, kept = found
    better = await passwords.hashed(password) if passwords.is_outdated(kept) else None
    async with store.transaction(now=now, by=entering.by(account)) as db:
        if better:
            await passwords.keep(db, account, better, now=now)
        await tries.forgive(db, limit, guard.from_here(request), now=now)
        token = await entering.enter(request, db, account, How.PASSWORD, now=now)
    return entering.entered(request, token, wanted)


def _typed(form: FormData, name: str) -> str:
    value = form.get(name)
    return value if isinstance(value, str) else ""
