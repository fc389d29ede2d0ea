"""Who is behind a launch: its co-hosts, their part and order, what the lead grants each, and who is asked by mail."""

from collections.abc import Sequence
from math import ceil
from typing import Annotated, Any

from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response

from events import addresses
from events.accounts.access import NotYours
from events.accounts.models import Role
from events.accounts.tries import TooMany
from events.people.directory import Directory
from events.programme import host_invitations, hosts, leads, ordering, receipts
from events.programme.host_invitations import Asked
from events.programme.leads import Said
from events.programme.models import Host, HostRole, Launch
from events.storage import types
from events.storage.base import kind_of
from events.storage.types import Line
from events.web import forms
from events.web.forms import Details, Form
from events.web.office import finding, known, openly, page
from events.web.office.guard import Desk
from events.web.office.launches import handing_over
from events.web.office.notices import Said as Told

_Name: Any = Line(250).edge
_Mail: Any = types.mail().edge

ASKED, JOINED, REFUSED, TAKEN_BACK = "Host asked", "Host joined", "Host refused", "Invitation of a host taken back"
_TOLD = {*handing_over.DONE, ASKED, JOINED, REFUSED, TAKEN_BACK}

MEANINGS = {
    None: "sees what the public sees",
    Role.VIEWER: "sees the drafts of this launch and changes nothing",
    Role.PRESS_OFFICER: "also writes its releases; events and publications stay with the lead",
    Role.EDITOR: "also changes its events, panels and publications; to publish and to cancel stays with the lead",
}


class HostForm(Details):
    role: HostRole
    grants: Role | None = None


class NewHostForm(HostForm):
    organisation: Annotated[_Name, Field(title="The organisation")]
    mail: str | None = None


class InvitationForm(HostForm):
    organisation: Annotated[_Name, Field(title="The organisation")] | None = None  # refused in words of its own
    mail: Annotated[_Mail, Field(title="Their mail address")]


async def show(request: Request, desk: Desk) -> Response:
    """`?asking=ID` fills in what is known of a host, for whoever asks somebody there by mail."""
    launch = await finding.launch(request, desk)
    asking = request.query_params.get("asking")
    host = next((each for each in launch.hosts if str(each.organisation_id) == asking), None)
    if host:
        form = forms.shown(organisation=host.organisation.name, role=host.role, grants=host.grants)
    else:
        form = await desk.draft_or(forms.shown(role=HostRole.PARTNER))
    return await _page(request, desk, launch, form)


async def add(request: Request, desk: Desk) -> Response:
    launch = await finding.launch(request, desk)
    form = _allowed(forms.read(await request.form(), NewHostForm))
    if form.found and form.found.mail:
        form.refuse("mail", "Press “Ask them by mail”, or leave the address empty to add the organisation unasked.")
    if form.found and not form.mistakes:
        directory = Directory(desk.db, launch.lead_id, desk.reader, desk.now)
        try:
            organisation = await directory.organisation(form.found.organisation)
            await hosts.add(desk.db, launch, organisation, form.found.role, form.found.grants)
        except ValueError as error:
            form.refuse("organisation", error)
    if form.mistakes:
        return await _page(request, desk, launch, form)
    return _done(launch)


async def invite(request: Request, desk: Desk) -> Response:
    launch = await finding.launch(request, desk)
    form = _allowed(forms.read(await request.form(), InvitationForm))
    if not form.value("organisation").strip():
        form.refuse("organisation", "Say what you call them: the mail asks them by that name, and you see it here.")
    if form.found and form.found.organisation and not form.mistakes:
        asked = Asked(form.found.organisation, form.found.mail, form.found.role, form.found.grants)
        account, head = desk.organiser.account, desk.letterhead
        try:
            await host_invitations.invite(desk.db, launch, asked, by=account, head=head, now=desk.now)
        except (hosts.LeadsAlready, host_invitations.HostsAlready) as error:
            form.refuse("organisation", error)
        except ValueError as error:
            form.refuse("mail", error)
        except TooMany as error:
            minutes = ceil(error.seconds(desk.now) / 60)
            form.refuse("mail", f"That is a lot of mail at once. Ask again in {minutes} minutes.")
    if form.mistakes or form.found is None or form.found.organisation is None:
        return await _page(request, desk, launch, form)
    part = f"Asked as {form.found.role} by a personal link that is good for a week"
    await keep_receipt(desk, launch, ASKED, form.found.organisation, [part, granted(form.found.grants)])
    return page.done(addresses.office_launch(launch, "hosts"), Told.INVITED)


async def withdraw(request: Request, desk: Desk) -> Response:
    launch = await finding.launch(request, desk)
    invitation = await host_invitations.of_launch(desk.db, launch, request.path_params["invitation"])
    await host_invitations.withdraw(desk.db, invitation, now=desk.now)
    await keep_receipt(desk, launch, TAKEN_BACK, invitation.name, ["The link in that mail leads nowhere any more"])
    return _done(launch)


async def revise(request: Request, desk: Desk) -> Response:
    launch, host = await _host(request, desk)
    form = _allowed(forms.read(await request.form(), HostForm))
    if form.found and not form.mistakes:
        try:
            await leads.keep_or_withdraw(desk.db, launch, host, form.found.grants, _said(desk))
            await hosts.revise(desk.db, launch, host, form.found.role, form.found.grants)
        except ValueError as error:
            form.refuse("organisation", error)
    if form.mistakes:
        form.typed = {}
        return await _page(request, desk, launch, form)
    return _done(launch)


async def move(request: Request, desk: Desk) -> Response:
    launch, host = await _host(request, desk)
    ordering.move(launch.hosts, host, up=await forms.goes_up(request))
    return _done(launch)


async def remove(request: Request, desk: Desk) -> Response:
    launch, host = await _host(request, desk)
    form = forms.shown(role=HostRole.PARTNER)
    try:
        await leads.keep_or_withdraw(desk.db, launch, host, None, _said(desk))
    except ValueError as error:
        form.refuse("organisation", error)
        return await _page(request, desk, launch, form)
    await desk.db.delete(host)
    return _done(launch)


def granted(grants: Role | None) -> str:
    return f"{(grants or 'no grant').capitalize()}: it {MEANINGS[grants]}"


async def keep_receipt(desk: Desk, launch: Launch, action: str, name: str, said: Sequence[str]) -> None:
    """Of the launch, in the log and on this page; never with the address."""
    await receipts.write(
        desk.db,
        launch_id=launch.id,
        about=(kind_of(launch), launch.id, name),
        action=action,
        reason=None,
        said=said,
        by=desk.organiser.by,
        now=desk.now,
    )


async def _host(request: Request, desk: Desk) -> tuple[Launch, Host]:
    """By the organisation and its part, `…/hosts/ORGANISATION/venue-host`. Raises NotYours."""
    launch = await finding.launch(request, desk)
    named = (request.path_params["host"], request.path_params["part"].replace("-", " "))
    found = next((each for each in launch.hosts if (each.organisation_id, each.role.value) == named), None)
    if found is None:
        raise NotYours
    return launch, found


def _said(desk: Desk) -> Said:
    return Said(desk.organiser.by, desk.now, desk.letterhead)


def _allowed(form: Form[Any]) -> Form[Any]:
    if form.found and form.found.grants not in (None, *hosts.GRANTS):
        form.refuse("grants", "Choose one of these.")
    return form


def _done(launch: Launch) -> Response:
    return page.done(addresses.office_launch(launch, "hosts"))


async def _page(request: Request, desk: Desk, launch: Launch, form: Form[Any]) -> Response:
    crumbs = [("Launches", addresses.OFFICE_LAUNCHES), (launch.title, addresses.office_launch(launch))]
    told = [each for each in await receipts.of_row(desk.db, launch.id) if each.action in _TOLD]
    facts: dict[str, Any] = {
        **await openly.of(desk, receipts=told) | {"zone": await desk.zone_of(launch)},
        "launch": launch,
        "form": form,
        "offered": leads.asked(launch) if launch.offer else None,
        "invited": await host_invitations.unanswered(desk.db, launch.id),
        "unused": await leads.without_organisers(desk.db, launch),
        "organisations": await known.organisations(desk),
        "roles": [(each.value, each.value.capitalize()) for each in HostRole],
        "grants": [(role or "", (role or "no grant").capitalize()) for role in MEANINGS],
        "meanings": MEANINGS,
    }
    answer = page.form_again if form.mistakes else page.answer
    return answer(request, desk, "office/launches/hosts.html", "Hosts", crumbs=crumbs, **facts)
