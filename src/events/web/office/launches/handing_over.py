"""The lead of a launch offered to one of its hosts, and taken over, refused, or taken back: each says who decides."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field
from starlette.requests import Request

from events import addresses
from events.accounts.access import NotYours
from events.press import drafts
from events.programme import event_lists, leads, publications
from events.programme.leads import Said
from events.programme.models import Launch
from events.visibility import ANYONE, is_visible
from events.web.office import effects, finding
from events.web.office.actions import Action, ActionForm, Subject
from events.web.office.effects import Effects
from events.web.office.guard import Desk


class OfferForm(ActionForm):
    to: Annotated[UUID, Field(title="The organisation")]


async def _to_be_offered(request: Request, desk: Desk) -> Subject[Launch]:
    launch = await finding.launch(request, desk)
    said = [
        "Every owner of that organisation is told by mail, and the page of the hosts says that you wait for them",
        "All who work there see the drafts of this launch, so that they know what they would take on",
        f"Until an owner there takes it over, {launch.lead.called} leads the launch, and you can take the offer back",
    ]
    found = [
        (each.id, each.name if has_owner else f"{each.name} (nobody there could: it has no owner here yet)")
        for each, has_owner in await leads.candidates(desk.db, launch)
    ]
    return _subject(launch, Effects("", said, ["The mail cannot be called back."]), to=found)


async def _to_be_withdrawn(request: Request, desk: Desk) -> Subject[Launch]:
    launch = await finding.launch(request, desk)
    said = ["Those who were asked are told by mail that there is nothing to do"]
    return _subject(launch, Effects("", said, ["They see the drafts of this launch until you grant them less."]))


async def _to_be_taken_over(request: Request, desk: Desk) -> Subject[Launch]:
    launch = await _offered(request, desk)
    return _subject(launch, await _effects(desk, launch))


async def _to_be_refused(request: Request, desk: Desk) -> Subject[Launch]:
    launch = await _offered(request, desk)
    said = [f"The owners of {launch.lead.called} are told by mail; it leads the launch as before"]
    return _subject(launch, Effects("", said, []))


async def _offered(request: Request, desk: Desk) -> Launch:
    """To the organiser, if to anybody. Raises NotYours."""
    launch = await finding.launch(request, desk)
    if launch.offer and launch.offer.organisation_id not in desk.mandate.organisations:
        raise NotYours
    return launch


def _subject(launch: Launch, follows: Effects, **offers: Any) -> Subject[Launch]:
    return Subject(
        row=launch,
        launch=launch,
        title=launch.title,
        place=addresses.office_launch(launch, "hosts"),
        revision=f"{launch.revision} {launch.offer.at.isoformat() if launch.offer else 'not offered'}",
        effects=follows,
        offers=offers,
    )


async def _effects(desk: Desk, launch: Launch) -> Effects:
    parts: list[tuple[Any, str]] = [
        *((each, addresses.event(each)) for each in await event_lists.of_launch(desk.db, launch.id, **desk.by)),
        *((each, addresses.publication(each)) for each in await publications.of_launch(desk.db, launch.id, **desk.by)),
        *((each, addresses.release(each)) for each in await drafts.of_launch(desk.db, launch.id, **desk.by)),
    ]
    public = [path for row, path in parts if is_visible(row, ANYONE, desk.now, embargo=row.embargo)]
    said = [
        "The new lead alone publishes, cancels and moves the embargo, and says what others may do here",
        f"{launch.lead.called} stays behind the launch as a partner that may edit it, and its owners are told by mail",
        *(f"{path} names the new lead first" for path in public),
    ]
    lost = [f"It cannot be taken back: from then on only the new lead can offer it, to {launch.lead.called} too."]
    return Effects(effects.counted(len(public), "page") if public else "", said, lost)


async def _offer(desk: Desk, launch: Launch, form: OfferForm) -> list[str]:
    other = await leads.offer(desk.db, launch, form.to, _said(desk, form))
    return [f"{other.called} is asked to lead it"]


async def _withdraw(desk: Desk, launch: Launch, form: ActionForm) -> list[str]:
    await leads.withdraw(desk.db, launch, _said(desk, form))
    return [f"{leads.asked(launch).called} is not asked to lead it any more"]


async def _take_over(desk: Desk, launch: Launch, form: ActionForm) -> list[str]:
    await leads.take_over(desk.db, launch, _said(desk, form))
    return [f"{leads.asked(launch).called} leads it. Before: {launch.lead.called}"]


async def _refuse(desk: Desk, launch: Launch, form: ActionForm) -> list[str]:
    await leads.refuse(desk.db, launch, _said(desk, form))
    return [f"{launch.lead.called} leads it as before"]


def _said(desk: Desk, form: ActionForm) -> Said:
    return Said(desk.organiser.by, desk.now, desk.letterhead, form.note)


def _not_offered(launch: Launch, now: datetime) -> str | None:
    return None if launch.offer else "The lead of this launch is offered to nobody."


def _not_to_be_offered(launch: Launch, now: datetime) -> str | None:
    if launch.offer:
        return f"{leads.asked(launch).called} is asked already: wait for them, or take that offer back first."
    return None if launch.hosts else "Nobody else is behind it: add an organisation first."


_NOTE = "What you write to them (they read it in the mail)"

OFFER = Action(
    part="lead",
    title="Offer the lead",
    means="Another organisation behind this launch leads it, once one of its owners has taken it over.",
    done="Lead offered",
    find=_to_be_offered,
    act=_offer,
    hindrance=_not_to_be_offered,
    note=_NOTE,
    form=OfferForm,
    fields="office/launches/_lead_fields.html",
    field_of=lambda error: "to",
)
WITHDRAWAL = Action(
    part="lead/withdrawal",
    title="Take the offer back",
    means="The launch is led as before, and nobody is asked to take it over.",
    done="Offer of the lead taken back",
    find=_to_be_withdrawn,
    act=_withdraw,
    hindrance=_not_offered,
    note=_NOTE,
)
ACCEPTANCE = Action(
    part="lead/acceptance",
    title="Take over the lead",
    means="Your organisation leads this launch from now on.",
    done="Lead taken over",
    find=_to_be_taken_over,
    act=_take_over,
    hindrance=_not_offered,
    note=_NOTE,
)
REFUSAL = Action(
    part="lead/refusal",
    title="Refuse the lead",
    means="Your organisation stays behind this launch and does not lead it.",
    done="Lead refused",
    find=_to_be_refused,
    act=_refuse,
    hindrance=_not_offered,
    note=_NOTE,
)
DONE = {each.done for each in (OFFER, WITHDRAWAL, ACCEPTANCE, REFUSAL)}
