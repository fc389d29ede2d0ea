"""Who works at an organisation: invited, given another role, removed by its owners; and leaving by oneself."""

from typing import Annotated, Any

from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response

from events import addresses
from events.accounts import mails, organisers
from events.accounts.access import NotYours
from events.accounts.models import Account, Role
from events.accounts.organisers import AddressTaken, LastOwner
from events.mail import outbox
from events.mail.messages import Unmailable
from events.mail.outbox import OutgoingMail, State
from events.people import organisations
from events.people.models import Organisation
from events.storage import types
from events.web import forms
from events.web.forms import Details, Form
from events.web.office import page
from events.web.office.guard import Desk
from events.web.office.notices import Said
from events.web.office.organisations import organisation_form
from events.web.public import paging
from events.web.site import site

_Mail: Any = types.mail().edge

# Each may do what those below it may; what it may not, where somebody would expect that.
MAY = {
    Role.OWNER: "Also says who works here",
    Role.EDITOR: "Also events, publications, people; begins launches, also from a text, and publishes. Invites nobody",
    Role.PRESS_OFFICER: "Also releases, embargoes, press contacts. Begins no launch, also not "
    "from a text, and publishes nothing",
    Role.VIEWER: "Sees everything of the organisation, changes nothing",
}


class Invitation(Details):
    mail: Annotated[_Mail, Field(title="The mail address")]
    role: Role


class NewRole(Details):
    role: Role


async def show_list(request: Request, desk: Desk) -> Response:
    form = await desk.draft_or(forms.shown(role=Role.EDITOR.value))
    return await _list(request, desk, await _own(request, desk), form)


async def invite(request: Request, desk: Desk) -> Response:
    """Whoever works here already is asked about on their own line, so that nobody changes a role by inviting."""
    organisation = await _own(request, desk)
    form = forms.read(await request.form(), Invitation)
    if form.found and await _works_here(desk, organisation, form.found.mail):
        form.refuse("mail", "They work here already: give them another role in the list.")
    if form.found and not form.mistakes:
        try:
            await organisers.invite(
                desk.db,
                organisation,
                form.found.mail,
                form.found.role,
                by=desk.organiser.account,
                now=desk.now,
                letterhead=desk.letterhead,
            )
        except AddressTaken:
            form.refuse("mail", "The account with this address was closed. Whoever runs the service can open it again.")
        except Unmailable as error:
            form.refuse("mail", error)
    if form.mistakes:
        return await _list(request, desk, organisation, form)
    return page.done(addresses.office_organisation(organisation, "members"), Said.INVITED)


async def change_role(request: Request, desk: Desk) -> Response:
    organisation = await _own(request, desk)
    account, _ = await _member(request, desk, organisation)
    form = forms.read(await request.form(), NewRole)
    try:
        if form.found:
            await organisers.change_role(desk.db, organisation.id, account.id, form.found.role)
    except LastOwner as error:
        form.refuse("members", error)
    return await _list(request, desk, organisation, form) if form.mistakes else _done(organisation, account, desk)


async def show_removal(request: Request, desk: Desk) -> Response:
    organisation = await _own(request, desk)
    return await _removal(request, desk, organisation, *await _member(request, desk, organisation), Form())


async def remove(request: Request, desk: Desk) -> Response:
    """Somebody else by an owner, or oneself by leaving."""
    organisation = await _own(request, desk)
    account, role = await _member(request, desk, organisation)
    try:
        await organisers.remove(desk.db, organisation.id, account.id)
    except LastOwner as error:
        form: Form[Any] = Form()
        form.refuse("act", error)
        return await _removal(request, desk, organisation, account, role, form)
    return _done(organisation, account, desk)


async def _own(request: Request, desk: Desk) -> Organisation:
    """One at which they have the role that the route needs; not one that they only look after. Raises NotYours."""
    found = await organisations.in_hand(desk.db, request.path_params["slug"], mandate=desk.mandate)
    if found.id not in desk.mandate.organisations:
        raise NotYours
    return found


async def _member(request: Request, desk: Desk, organisation: Organisation) -> tuple[Account, Role]:
    """Whom the address names, or oneself. Raises NotYours."""
    wanted = request.path_params.get("account", desk.organiser.account.id)
    everybody = await organisers.members(desk.db, organisation.id)
    found = next((each for each in everybody if each[0].id == wanted), None)
    if found is None:
        raise NotYours
    return found


async def _works_here(desk: Desk, organisation: Organisation, mail: str) -> bool:
    return any(account.mail == mails.fold(mail) for account, _ in await organisers.members(desk.db, organisation.id))


async def _list(request: Request, desk: Desk, organisation: Organisation, form: Form[Any]) -> Response:
    answer = page.form_again if form.mistakes else page.answer
    facts: dict[str, Any] = {
        "organisation": organisation,
        "form": form,
        "members": await organisers.members(desk.db, organisation.id),
        "roles": [(role.value, role.value.capitalize()) for role in Role],
        "may": MAY,
        "is_sending": _is_sending(request),
        "kept": [] if _is_sending(request) else await _kept_links(desk, organisation),
    }
    crumbs = organisation_form.crumbs(organisation)
    return answer(request, desk, "office/organisations/members.html", "Who works here", crumbs=crumbs, **facts)


def _is_sending(request: Request) -> bool:
    return site(request).settings.smtp_url is not None


async def _kept_links(desk: Desk, organisation: Organisation) -> list[OutgoingMail]:
    """The mails with a link that is good still and that no server took, the latest first."""
    kept = await outbox.kept(desk.db, [organisation.id], sending=False, state=State.KEPT, limit=paging.SIZE)
    return [each for each in kept if each.signs_in and each.give_up_at > desk.now]


async def _removal(
    request: Request, desk: Desk, organisation: Organisation, account: Account, role: Role, form: Form[Any]
) -> Response:
    answer = page.form_again if form.mistakes else page.answer
    is_oneself = request.url.path.endswith("/leaving")
    back = addresses.ACCOUNT if is_oneself else addresses.office_organisation(organisation, "members")
    facts: dict[str, Any] = {"organisation": organisation, "account": account, "role": role, "form": form}
    facts |= {"is_oneself": is_oneself, "back": back}
    title = f"Leave {organisation.name}" if is_oneself else f"Remove {account.name}"
    crumbs = organisation_form.crumbs(organisation)
    return answer(request, desk, "office/organisations/member_removal.html", title, crumbs=crumbs, **facts)


def _done(organisation: Organisation, account: Account, desk: Desk) -> Response:
    """Who is no owner any more by their own hand is led to where they may be."""
    if account.id == desk.organiser.account.id:
        return page.done(addresses.ACCOUNT)
    return page.done(addresses.office_organisation(organisation, "members"))
