"""The link of whoever is asked to stand behind a launch: they answer in an account that they have, or in a new one."""

from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from events import addresses
from events.accounts import entrance, links, tokens
from events.accounts.links import SignInLink
from events.accounts.models import Account
from events.accounts.sessions import How
from events.programme import host_invitations
from events.web import forms
from events.web.forms import Form
from events.web.sign_in import cookies, entering, guard, page
from events.web.sign_in.entering import Named
from events.web.site import site


async def show(request: Request, db: AsyncSession, link: SignInLink, now: datetime) -> Response | None:
    """Nothing of what is asked: that is for who signs in. None: nobody is asked by this link any more."""
    if await host_invitations.of_link(db, link.token_hash, now=now) is None:
        return None
    known, here = await entrance.of_address(db, link), await cookies.signed_in(request, db, now)
    return _page(request, link, known, here[0].account if here else None, forms.shown())


async def followed(request: Request, db: AsyncSession, now: datetime) -> Response | None:
    """Onwards, for whoever used this link up before and has not answered; None for anybody else."""
    found = await cookies.signed_in(request, db, now)
    invitation = await host_invitations.of_link(db, tokens.digest(request.path_params["token"]), now=now)
    if found is None or invitation is None or invitation.account_id != found[0].account.id:
        return None
    return page.elsewhere(addresses.office_host_invitation(invitation))


async def follow(request: Request, form: FormData, token: str, now: datetime) -> Response | None:
    """Uses the link up; whoever is signed in already may stay who they are. None: it is no good any more.

    Where the account of that address was closed, the link waits for them to sign in with another.
    """
    async with site(request).store.reading_at_desk() as db:
        link = await links.usable(db, token, now=now)
        known = await entrance.of_address(db, link) if link else None
        found = await cookies.signed_in(request, db, now)
    here = found[0].account if found else None
    if link is None:
        return None
    stays = here is not None and form.get("as") == "myself"
    if known and known.closed_at and not stays:
        return _page(request, link, known, here, forms.shown(), status=422)
    named = None if known or stays else forms.read(form, Named)
    if named and named.mistakes:
        return _page(request, link, known, here, named, status=422)
    async with site(request).store.transaction(now=now, by=guard.FORM) as db:
        used = await links.use(db, token, now=now)
        invitation = await host_invitations.of_link(db, used.token_hash, now=now) if used else None
        name = named.details.name if named else None
        account = here if stays else await entrance.welcomed(db, link, name, now=now)
        if invitation is None or account is None:
            return None
        await db.flush()
        host_invitations.followed(invitation, account)
        asked = addresses.office_host_invitation(invitation)
        session = None if stays else await entering.enter(request, db, account, How.LINK, now=now)
    return entering.entered(request, session, asked) if session else page.elsewhere(asked)


def _page(
    request: Request,
    link: SignInLink,
    known: Account | None,
    here: Account | None,
    form: Form[Any],
    *,
    status: int = 200,
) -> Response:
    facts: dict[str, Any] = {"mail": link.new_mail, "known": known, "form": form}
    facts["here"] = here if here and (known is None or here.id != known.id) else None
    return page.answer(request, "sign_in/asked_to_host.html", "You are invited", status=status, **facts)
