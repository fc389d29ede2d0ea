"""What somebody is asked by the lead of a launch: which organisation of theirs stands behind it, if any."""

from typing import Any, Literal
from uuid import UUID

from starlette.requests import Request
from starlette.responses import Response

from events import addresses
from events.accounts import mails
from events.accounts.models import Account, Role
from events.accounts.sessions import SignedIn
from events.people import organisations
from events.people.models import Organisation
from events.programme import host_invitations, merging
from events.programme.host_invitations import HereAlready
from events.programme.hosts import LeadsAlready
from events.programme.models import HostInvitation
from events.storage import files
from events.web import forms
from events.web.forms import Details, Form
from events.web.office import notices, page
from events.web.office.guard import Desk
from events.web.office.launches import hosts
from events.web.office.notices import Said
from events.web.office.people import merged


class Answer(Details):
    """No organisation: the one that the lead has named, which is theirs from then on."""

    answer: Literal["accept", "refuse"]
    organisation: UUID | None = None


async def show(request: Request, desk: Desk, session: SignedIn) -> Response:
    invitation = await _invitation(request, desk)
    theirs = await _theirs(desk)
    return await _page(request, desk, invitation, forms.shown(organisation=theirs[0].id if theirs else None))


async def answer(request: Request, desk: Desk, session: SignedIn) -> Response:
    """What stands against it is said before anything is written."""
    invitation = await _invitation(request, desk)
    form = forms.read(await request.form(), Answer)
    account = await desk.db.get_one(Account, desk.organiser.account.id)
    if form.found and form.found.answer == "refuse":
        await host_invitations.refuse(desk.db, invitation, account, head=desk.letterhead, now=desk.now)
        said = ["It does not stand behind it"]
        await hosts.keep_receipt(desk, invitation.launch, hosts.REFUSED, invitation.name, said)
        return page.done(addresses.ACCOUNT)
    house = await _chosen(desk, invitation, form, account)
    if house is None:
        return await _page(request, desk, invitation, form)
    await _join(desk, invitation, house)
    await host_invitations.accept(desk.db, invitation, house, account, head=desk.letterhead, now=desk.now)
    said = [f"It stands behind the launch as {invitation.role}", hosts.granted(invitation.grants)]
    said += [f"It was asked as “{invitation.name}”"] if invitation.name != house.name else []
    await hosts.keep_receipt(desk, invitation.launch, hosts.JOINED, house.name, said)
    seen = addresses.office_launch(invitation.launch) if invitation.grants else addresses.office_organisation(house)
    done = page.done(seen, Said.JOINED)
    notices.leave(request, done)
    return done


async def _invitation(request: Request, desk: Desk) -> HostInvitation:
    id = request.path_params["invitation"]
    return await host_invitations.one(desk.db, id, desk.organiser.account, now=desk.now)


async def _theirs(desk: Desk) -> list[Organisation]:
    """For which they may answer: as whoever could begin a launch there."""
    mandate = desk.organiser.mandate(Role.EDITOR)
    return [*await organisations.of_office(desk.db, mandate=mandate)]


async def _chosen(desk: Desk, invitation: HostInvitation, form: Form[Answer], account: Account) -> Organisation | None:
    """Which organisation they are. None: the form says what is to be mended, and nothing was done."""
    if mails.said_name(account) is None:
        form.refuse(
            "name", "Say on the page of your account what you are called: others here see it, not your address."
        )
    wanted = form.found.organisation if form.found else None
    house = next((each for each in await _theirs(desk) if each.id == wanted), None)
    if wanted and house is None:
        form.refuse("organisation", "Choose one of these.")
    elif wanted == invitation.launch.lead_id:
        form.refuse("organisation", LeadsAlready())
    if form.mistakes or house:
        return None if form.mistakes else house
    try:
        return await host_invitations.named(desk.db, invitation, account, now=desk.now)
    except HereAlready as error:
        form.refuse("organisation", error)
        return None


async def _join(desk: Desk, invitation: HostInvitation, house: Organisation) -> None:
    """What the lead had noted of them goes into their own, with its addresses, and leaves their words alone."""
    for twin in await host_invitations.noted(desk.db, invitation):
        if twin.id == house.id:
            continue
        called, logo_id = twin.name, twin.logo_id
        following = await merged.of(desk, house, twin, to_keep=True)
        await merging.merge_organisations(desk.db, house, twin, now=desk.now)
        await files.drop_unused(desk.db, [logo_id] if logo_id else [])
        await merged.keep_receipt(desk, house, called, following, {})


async def _page(request: Request, desk: Desk, invitation: HostInvitation, form: Form[Any]) -> Response:
    asked_by = await desk.db.get_one(Account, invitation.asked_by_id)
    called = (await host_invitations.titles(desk.db, [invitation], now=desk.now)).get(invitation.launch_id)
    facts: dict[str, Any] = {
        "invitation": invitation,
        "lead": invitation.launch.lead,
        "by": mails.said_name(asked_by),
        "called": called,
        "meaning": hosts.MEANINGS[invitation.grants],
        "theirs": [(each.id, each.name) for each in await _theirs(desk)],
        "noted": await host_invitations.noted(desk.db, invitation),
        "form": form,
        "zone": await desk.zone(),
    }
    title = f"Will you stand behind {(called or 'a launch').removesuffix('?')}?"
    answer = page.form_again if form.mistakes else page.answer
    return answer(request, desk, "office/launches/host_invitation.html", title, **facts)
