"""Mail in the office: what waits, went out, failed, or is kept for want of a server; tried again, or given up.

An organisation's owners see what it sent. A link that signs somebody in is shown to nobody, at no time.
"""

from functools import partial
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from events import addresses
from events.accounts.about import About
from events.accounts.access import NotYours
from events.mail import messages, outbox
from events.mail.outbox import OutgoingMail, State
from events.web.office import page
from events.web.office.guard import Desk
from events.web.public import paging
from events.web.public.paging import Paging
from events.web.site import site

CRUMBS = [("Mail", addresses.OFFICE_MAIL)]


async def show_list(request: Request, desk: Desk) -> Response:
    sending, asked = _sending(request), request.query_params.get("state")
    state = State(asked) if asked in set(State) else None
    owners = desk.mandate.organisations
    counts = await outbox.counts(desk.db, owners, sending=sending)
    mails = await outbox.kept(
        desk.db, owners, sending=sending, state=state, limit=paging.SIZE, offset=paging.offset(request)
    )
    facts: dict[str, Any] = {
        "mails": mails,
        "zones": await desk.zones([About(organisation_id=each.organisation_id) for each in mails]),
        "sending": sending,
        "counts": counts,
        "state": state,
        "paging": Paging(paging.number(request), counts.get(state, 0) if state else sum(counts.values())),
        "where": partial(addresses.filtered, addresses.OFFICE_MAIL, state=state),
    }
    return page.answer(request, desk, "office/desk/mails.html", _heading(counts), **facts)


async def show(request: Request, desk: Desk) -> Response:
    mail = await _theirs(request, desk)
    return await _page(request, desk, mail)


async def retry(request: Request, desk: Desk) -> Response:
    mail = await _theirs(request, desk)
    if not await outbox.retry(desk.db, mail.id, desk.now):
        why = "Its link has ended: invite them again." if mail.signs_in else "It was sent, or is being sent."
        return await _page(request, desk, mail, f"Nothing was done. {why}")
    return page.done(addresses.office_mail(mail))


async def give_up(request: Request, desk: Desk) -> Response:
    mail = await _theirs(request, desk)
    if not await outbox.give_up(desk.db, mail.id, desk.organiser.account.name, desk.now):
        return await _page(request, desk, mail, "Nothing was done. It was sent, has failed, or is being sent.")
    return page.done(addresses.office_mail(mail))


async def _theirs(request: Request, desk: Desk) -> OutgoingMail:
    """Raises NotYours."""
    mail = await outbox.one(desk.db, request.path_params["id"], desk.mandate.organisations)
    if mail is None:
        raise NotYours
    return mail


async def _page(request: Request, desk: Desk, mail: OutgoingMail, refusal: str | None = None) -> Response:
    sending = _sending(request)
    [zone] = await desk.zones([About(organisation_id=mail.organisation_id)])
    facts: dict[str, Any] = {
        "mail": mail,
        "zone": zone,
        "state": mail.state(sending=sending),
        "text": messages.in_office(mail, sending=sending),
        "refusal": refusal,
    }
    status = 409 if refusal else 200
    return page.answer(request, desk, "office/desk/mail.html", mail.subject, crumbs=CRUMBS, status=status, **facts)


def _sending(request: Request) -> bool:
    return site(request).settings.smtp_url is not None


def _heading(counts: dict[State, int]) -> str:
    if failed := counts.get(State.FAILED):
        return f"{failed} {'mail' if failed == 1 else 'mails'} could not be sent"
    if kept := counts.get(State.KEPT):
        return f"{kept} {'mail is' if kept == 1 else 'mails are'} kept here: no server is set"
    if waiting := counts.get(State.WAITING):
        return f"{waiting} {'mail waits' if waiting == 1 else 'mails wait'} to be sent"
    return "All mail has gone out" if counts else "No mail yet"
