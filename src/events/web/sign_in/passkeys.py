"""Signing in by passkey: the browser answers the challenge that stood in the page."""

from datetime import datetime

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from events.accounts import passkeys, tries
from events.accounts.passkeys import NoPasskey
from events.accounts.sessions import How
from events.web import forms
from events.web.sign_in import entering, guard, links
from events.web.site import site


async def sign_in(request: Request, form: FormData, now: datetime) -> Response:
    answer, wanted = form.get("credential"), entering.leads_to(form.get("next"))
    await guard.count(request, now)
    try:
        async with site(request).store.transaction(now=now, by=guard.FORM) as db:
            given = answer if isinstance(answer, str) else ""
            account = await passkeys.owner(db, entering.house(request), given, now=now)
            await tries.forgive(db, guard.from_here(request), now=now)
            token = await entering.enter(request, db, account, How.PASSKEY, now=now)
    except NoPasskey as error:
        return links.ways_in(request, forms.shown(), wanted, status=422, problem=str(error))
    return entering.entered(request, token, wanted)
