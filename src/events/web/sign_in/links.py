"""Signing in by a link: it is asked for here, comes by mail, and shows a button, which alone signs in."""

from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from events import addresses
from events.accounts import drafts, entrance, links, mails, organisers, passkeys, sessions
from events.accounts.models import Account
from events.accounts.sessions import How
from events.accounts.tries import Limit
from events.mail.messages import Unmailable
from events.storage import types
from events.storage.types import Line
from events.web import forms
from events.web.forms import Details, Form
from events.web.office import ways
from events.web.sign_in import asked_to_host, cookies, entering, first_owner, guard, page
from events.web.sign_in.entering import Named
from events.web.site import site

_MAIL: Any = types.mail().edge
_NAME: Any = Line(160).edge
_MOST_LINKS = 5


class Asking(Details):
    mail: _MAIL


class FirstOwner(Named):
    mail: _MAIL
    organisation: _NAME


async def show(request: Request) -> Response:
    """The ways in; for somebody who is in already, onwards."""
    wanted = entering.leads_to(request.query_params.get("next"))
    now = site(request).clock()
    async with site(request).store.reading_at_desk() as db:
        if "again" not in request.query_params and await cookies.signed_in(request, db, now):
            return page.elsewhere(wanted or addresses.OFFICE)
        is_kept = await _is_kept(request, db, wanted, now) if wanted else None
    return ways_in(request, forms.shown(), wanted, is_kept=is_kept)


async def _is_kept(request: Request, db: AsyncSession, page: str, now: datetime) -> bool | None:
    """Whether words wait on this page for whoever was signed in here before; False: they were sent, and not kept."""
    told = request.query_params.get("kept")
    if told in ("yes", "no"):
        return told == "yes"
    token = cookies.read_left(request)
    account = await sessions.whose_words(db, token, now=now) if token else None
    waiting = await drafts.of(db, account.id, now=now) if account else []
    return True if any(ways.page_of(each.form) == page for each in waiting) else None


def ways_in(
    request: Request,
    form: Form[Any],
    wanted: str | None,
    *,
    status: int = 200,
    problem: str | None = None,
    is_kept: bool | None = None,
) -> Response:
    """The page with every way of signing in; `problem` says why the one that was tried did not do."""
    facts: dict[str, Any] = {"form": form, "wanted": wanted, "problem": problem, "is_kept": is_kept}
    facts["openid"] = site(request).settings.oidc_issuer
    facts["options"] = passkeys.to_sign_in(entering.house(request), site(request).clock())
    return page.answer(request, "sign_in/ways_in.html", "Sign in", status=status, **facts)


async def ask(request: Request, form: FormData, now: datetime) -> Response:
    """The same answer whether or not there is such an account; only the mail says more."""
    asked, wanted = forms.read(form, Asking), entering.leads_to(form.get("next"))
    if asked.mistakes:
        return ways_in(request, asked, wanted, status=422)
    mail = asked.details.mail
    await guard.count(request, now, Limit(f"links to {mails.fold(mail)}", _MOST_LINKS))
    try:
        async with site(request).store.transaction(now=now, by=guard.FORM) as db:
            await entrance.send_link(db, mail, leads_to=wanted, letterhead=site(request).letterhead, now=now)
    except Unmailable as error:
        asked.refuse("mail", error)
        return ways_in(request, asked, wanted, status=422)
    return page.answer(request, "sign_in/on_its_way.html", "Look in your mail", mail=mail, by_smtp=_by_smtp(request))


async def show_link(request: Request) -> Response:
    """Only a button: programs that look through mail follow links, and must not use them up."""
    now = site(request).clock()
    async with site(request).store.reading_at_desk() as db:
        link = await links.usable(db, request.path_params["token"], now=now)
        if link is None and (asked := await asked_to_host.followed(request, db, now)):
            return asked
        if link and link.is_for_an_address:
            return await asked_to_host.show(request, db, link, now) or _used_up(request)
        account = await db.get(Account, link.account_id) if link and link.account_id else None
        owned = await organisers.owners(db) if link else []
        if link and await _is_of_another(request, db, link, now):
            return _confirm_signed_in(request)
    if link is None or (link.account_id is None and owned):
        return _used_up(request)
    if account is None:
        return _first_owner(request, forms.shown())
    return _link(request, link, account, forms.shown())


async def follow(request: Request, form: FormData, now: datetime) -> Response:
    """Uses the link up and signs in: of two at once, one."""
    token = request.path_params["token"]
    await guard.count(request, now)
    async with site(request).store.reading_at_desk() as db:
        seen = await links.usable(db, token, now=now)
        asked = None if seen else await asked_to_host.followed(request, db, now)
        known = await db.get(Account, seen.account_id) if seen and seen.account_id else None
        if seen and await _is_of_another(request, db, seen, now):
            return _confirm_signed_in(request)
    if seen is None:
        return asked or _used_up(request)
    if seen.is_for_an_address:
        return await asked_to_host.follow(request, form, token, now) or _used_up(request)
    said = _said(form, known)
    if said.mistakes:
        return _link(request, seen, known, said, status=422) if known else _first_owner(request, said, status=422)
    async with site(request).store.transaction(now=now, by=guard.FORM) as db:
        link = await links.use(db, token, now=now)
        account = await _whose(request, db, link, said.details, now) if link else None
        session = await entering.enter(request, db, account, How.LINK, now=now) if account else None
    if link is None or session is None:
        return _used_up(request)
    return entering.entered(request, session, link.leads_to)


async def _is_of_another(request: Request, db: AsyncSession, link: links.SignInLink, now: datetime) -> bool:
    """Whether it would give an account a new address, and whoever follows it is not signed in there.

    A mistyped address is somebody's: what is sent there shows that they read it, and not that the account is theirs.
    """
    if link.account_id is None or link.new_mail is None:
        return False
    here = await cookies.signed_in(request, db, now)
    return here is None or here[0].account.id != link.account_id


def _confirm_signed_in(request: Request) -> Response:
    """The link waits, and whoever signs in is led back to it."""
    problem = "This link confirms a new mail address. Sign in as before first, then open it again in this browser."
    return ways_in(request, forms.shown(), request.url.path, status=403, problem=problem)


def _said(form: FormData, known: Account | None) -> Form[Any]:
    """What somebody has to say of themselves to come in; nothing, whose name is known."""
    if known is None:
        return forms.read(form, FirstOwner)
    return forms.read(form, Details if known.has_name else Named)


async def _whose(
    request: Request, db: AsyncSession, link: links.SignInLink, said: Details, now: datetime
) -> Account | None:
    """The account that the link opens, changed as it was made to; None if that has meanwhile become impossible."""
    if isinstance(said, FirstOwner):
        return await first_owner.welcome(db, said.name, said.mail, said.organisation, now=now)
    name = said.name if isinstance(said, Named) else None
    return await entrance.opened(db, link, name=name, letterhead=site(request).letterhead, now=now)


def _link(
    request: Request, link: links.SignInLink, account: Account, form: Form[Any], *, status: int = 200
) -> Response:
    facts: dict[str, Any] = {"account": account, "new_mail": link.new_mail, "form": form}
    return page.answer(request, "sign_in/link.html", "Sign in", status=status, **facts)


def _first_owner(request: Request, form: Form[Any], *, status: int = 200) -> Response:
    return page.answer(request, "sign_in/first_owner.html", "The first owner", status=status, form=form)


def _used_up(request: Request) -> Response:
    """Alike for a link that was used, that is too old, and that never was."""
    problem = "This link is no good any more: links work once, and not for long. Ask for another here."
    return ways_in(request, forms.shown(), None, status=404, problem=problem)


def _by_smtp(request: Request) -> bool:
    return site(request).settings.smtp_url is not None
