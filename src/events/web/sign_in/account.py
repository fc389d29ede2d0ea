"""Somebody's own account: name, mail address, the ways in which they sign in, and where they are signed in."""

from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from events import addresses
from events.accounts import letters, links, mails, organisers, passkeys, passwords, sessions
from events.accounts.models import Account
from events.accounts.passkeys import NoPasskey
from events.accounts.passwords import Password, TooEasy
from events.accounts.sessions import SignedIn
from events.mail import messages
from events.mail.messages import Unmailable
from events.people import organisations
from events.programme import host_invitations
from events.storage import types
from events.storage.types import Line
from events.web import forms
from events.web.forms import Details, Form
from events.web.office import page
from events.web.office.guard import Desk
from events.web.sign_in import entering

_MAIL: Any = types.mail().edge
_NAME: Any = Line(160).edge
_PASSKEY_NAME: Any = Line(80).edge
_TOLD = {
    "name": "Your name is changed.",
    "mail": "A link is on its way to the new address. Nothing changes until you have followed it.",
    "password": "Your password is set. Other browsers were signed out.",
    "no-password": "You have no password any more.",
    "passkey": "The passkey is added.",
    "no-passkey": "The passkey is removed.",
    "session": "That browser was signed out.",
    "sessions": "All other browsers were signed out.",
}


class Naming(Details):
    name: _NAME


class Moving(Details):
    mail: _MAIL


class AddingPasskey(Details):
    passkey: _PASSKEY_NAME


async def show(request: Request, desk: Desk, session: SignedIn) -> Response:
    return await _page(request, desk, session, forms.shown())


async def rename(request: Request, desk: Desk, session: SignedIn) -> Response:
    form = forms.read(await request.form(), Naming)
    if form.mistakes:
        return await _page(request, desk, session, form)
    (await _mine(desk)).name = form.details.name
    return _done("name")


async def change_mail(request: Request, desk: Desk, session: SignedIn) -> Response:
    """Sends a link to the new address; the old one is theirs until they have followed it.

    Whether another account has that address, only whoever reads its mail is told.
    """
    form = forms.read(await request.form(), Moving)
    if form.mistakes:
        return await _page(request, desk, session, form)
    mail = mails.fold(form.details.mail)
    try:
        messages.one_address(mail)
    except Unmailable as error:
        form.refuse("mail", error)
        return await _page(request, desk, session, form)
    if await organisers.by_mail(desk.db, mail):
        await letters.tell_that_taken(desk.db, desk.letterhead, mail, now=desk.now)
    else:
        account = await _mine(desk)
        token = await links.make(desk.db, account, now=desk.now, leads_to=addresses.ACCOUNT, new_mail=mail)
        await letters.confirm(desk.db, desk.letterhead, mail, token, now=desk.now)
    return _done("mail")


async def hash_password(request: Request) -> None:
    """Beforehand, since it takes long; what is no password is left to `set_password` to refuse."""
    typed = (await request.form()).get("password")
    if isinstance(typed, str) and passwords.SHORTEST <= len(typed) <= passwords.LONGEST:
        request.state.password_hash = await passwords.hashed(typed)


async def set_password(request: Request, desk: Desk, session: SignedIn) -> Response:
    """Whoever knew the old one, or sits where it was typed, is out."""
    typed = (await request.form()).get("password")
    account = await _mine(desk)
    try:
        passwords.require_fit(typed if isinstance(typed, str) else "", account)
    except TooEasy as error:
        form: Form[Any] = forms.shown()
        form.refuse("password", error)
        return await _page(request, desk, session, form)
    await passwords.keep(desk.db, account, request.state.password_hash, now=desk.now)
    await sessions.end_all(desk.db, account.id, but=session.id, now=desk.now)
    return _done("password")


async def drop_password(request: Request, desk: Desk, session: SignedIn) -> Response:
    await passwords.drop(desk.db, desk.organiser.account)
    return _done("no-password")


async def add_passkey(request: Request, desk: Desk, session: SignedIn) -> Response:
    data = await request.form()
    form, answer = forms.read(data, AddingPasskey), data.get("credential")
    if not form.mistakes:
        try:
            name, given = form.details.passkey, answer if isinstance(answer, str) else ""
            await passkeys.add(desk.db, entering.house(request), desk.organiser.account, given, name=name, now=desk.now)
        except NoPasskey as error:
            form.refuse("passkey", error)
    return await _page(request, desk, session, form) if form.mistakes else _done("passkey")


async def remove_passkey(request: Request, desk: Desk, session: SignedIn) -> Response:
    if not await passkeys.remove(desk.db, desk.organiser.account.id, request.path_params["id"]):
        raise HTTPException(404)
    return _done("no-passkey")


async def end_session(request: Request, desk: Desk, session: SignedIn) -> Response:
    if not await sessions.end(desk.db, desk.organiser.account.id, request.path_params["id"], now=desk.now):
        raise HTTPException(404)
    return _done("session")


async def end_other_sessions(request: Request, desk: Desk, session: SignedIn) -> Response:
    await sessions.end_all(desk.db, desk.organiser.account.id, but=session.id, now=desk.now)
    return _done("sessions")


async def _page(request: Request, desk: Desk, session: SignedIn, form: Form[Any]) -> Response:
    account = desk.organiser.account
    known = await passkeys.of_account(desk.db, account.id)
    asked = await host_invitations.to_account(desk.db, account, now=desk.now)
    facts: dict[str, Any] = {
        "account": account,
        "session": session,
        "houses": await organisations.of_office(desk.db, mandate=desk.mandate),
        "sessions": await sessions.of_account(desk.db, account.id, now=desk.now),
        "password": await desk.db.get(Password, account.id),
        "passkeys": known,
        "options": passkeys.to_add(entering.house(request), account, known, desk.now),
        "device": entering.device(request),
        "asked": asked,
        "asked_called": await host_invitations.titles(desk.db, asked, now=desk.now),
        "form": form,
        "told": None if form.mistakes else _TOLD.get(request.query_params.get("done", "")),
    }
    status = 422 if form.mistakes else 200
    return page.answer(request, desk, "sign_in/account.html", "Your account", status=status, **facts)


async def _mine(desk: Desk) -> Account:
    """Loaded anew: what the guard found belongs to the reading that is over."""
    return await desk.db.get_one(Account, desk.organiser.account.id)


def _done(what: str) -> Response:
    return page.done(f"{addresses.ACCOUNT}?done={what}")
