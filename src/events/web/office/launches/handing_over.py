"""The lead of a launch handed to one of its hosts: said beforehand who decides from then on, and where it shows."""

from typing import Annotated, Any
from uuid import UUID

from pydantic import Field
from starlette.requests import Request

from events import addresses
from events.press import drafts
from events.programme import events, hosts, publications
from events.programme.models import Launch
from events.visibility import ANYONE, is_visible
from events.web.office import effects, finding
from events.web.office.actions import Action, ActionForm, Subject
from events.web.office.effects import Effects
from events.web.office.guard import Desk


class HandingOverForm(ActionForm):
    to: Annotated[UUID, Field(title="The organisation")]


async def _found(request: Request, desk: Desk) -> Subject[Launch]:
    launch = await finding.launch(request, desk)
    return Subject(
        row=launch,
        launch=launch,
        title=launch.title,
        place=addresses.office_launch(launch, "hosts"),
        revision=str(launch.revision),
        effects=await _effects(desk, launch),
    )


async def _effects(desk: Desk, launch: Launch) -> Effects:
    parts: list[tuple[Any, str]] = [
        *((each, addresses.event(each)) for each in await events.of_launch(desk.db, launch.id, **desk.by)),
        *((each, addresses.publication(each)) for each in await publications.of_launch(desk.db, launch.id, **desk.by)),
        *((each, addresses.release(each)) for each in await drafts.of_launch(desk.db, launch.id, **desk.by)),
    ]
    public = [path for row, path in parts if is_visible(row, ANYONE, desk.now, embargo=row.embargo)]
    said = [
        "Its organisers alone publish, cancel and move the embargo, and say what others may do here",
        f"{launch.lead.called} stays behind the launch as a partner that may edit it",
        *(f"{path} names the other organisation as the lead" for path in public),
    ]
    lost = ["You cannot take it back: from then on only the other organisation can hand it on."]
    return Effects(effects.counted(len(public), "page"), said, lost)


async def _hand_over(desk: Desk, launch: Launch, form: HandingOverForm) -> list[str]:
    other = await hosts.hand_over(desk.db, launch, form.to)
    return [f"{other.called} leads it. Before: {launch.lead.called}"]


HANDING_OVER = Action(
    part="lead",
    title="Hand over the lead",
    means="Another organisation behind this launch leads it.",
    done="Lead handed over",
    find=_found,
    act=_hand_over,
    hindrance=lambda launch, now: None if launch.hosts else "Nobody else is behind it: add an organisation first.",
    note="Why (for your colleagues, on the receipt)",
    form=HandingOverForm,
    fields="office/launches/_lead_fields.html",
    field_of=lambda error: "to",
)
