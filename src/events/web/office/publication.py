"""The review of a whole launch before it is published: what preflight finds, what goes out, who has not signed off."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from events import addresses
from events.people import cautions
from events.press import approvals, drafts, preflight, releases
from events.press.models import Release
from events.press.preflight import Finding
from events.programme import events, launches, publications, receipts
from events.programme.models import Launch
from events.programme.occasions import Event
from events.storage.base import kind_of
from events.web import forms
from events.web.forms import Form
from events.web.office import effects, page
from events.web.office.guard import Desk
from events.web.site import site

_PART = "publication"


async def show(request: Request, desk: Desk) -> Response:
    return await _page(request, desk, await _led(request, desk), Form())


async def publish(request: Request, desk: Desk) -> Response:
    """Everything that is still a draft, at once. Preflight may forbid it; what it asks is answered with a reason."""
    launch = await _led(request, desk)
    form: Form[Any] = Form(typed=forms.typed(await request.form()))
    findings = await _findings(request, desk, launch)
    reason = form.value("reason").strip()[:1000]
    if any(each.blocks for each in findings):
        form.refuse("reason", "What blocks has to be mended first.")
    elif any(each.check in _NEED_A_REASON for each in findings) and not reason:
        form.refuse("reason", "Say why it goes out although not everybody has signed off or confirmed.")
    if form.mistakes:
        return await _page(request, desk, launch, form)
    said = await _put_out(desk, launch)
    receipts.write(
        desk.db,
        launch_id=launch.id,
        about=(kind_of(launch), launch.id, launch.title),
        action="Published",
        reason=reason or None,
        said=said,
        lost=[f"Went out unmended: {each.sentence}" for each in findings],
        by=desk.organiser.by,
        now=desk.now,
    )
    return page.done(addresses.office_launch(launch))


async def _led(request: Request, desk: Desk) -> Launch:
    return await launches.led(desk.db, request.path_params["id"], mandate=desk.mandate)


async def _findings(request: Request, desk: Desk, launch: Launch) -> list[Finding]:
    facts = await preflight.facts(
        desk.db,
        launch,
        site=site(request).addresses,
        cautions=await cautions.of(desk.db, [launch.lead_id]),
        approvals=await approvals.of_launch(desk.db, launch, now=desk.now),
        **desk.by,
    )
    return preflight.findings(facts, now=desk.now)


async def _put_out(desk: Desk, launch: Launch) -> list[str]:
    """A sentence for each thing that went out."""
    said = []
    for event in await _drafts(desk, launch):
        events.publish(event, now=desk.now)
        feeds = effects.counted(len(effects.feeds_with(event)), "calendar feed")
        said.append(f"The event page, {addresses.event(event)}, and {feeds}")
    for publication in await publications.of_launch(desk.db, launch.id, **desk.by):
        if publication.published_at is None:
            publications.publish(publication, now=desk.now)
            said.append(f"The report, {addresses.publication(publication)}")
    for release in await drafts.of_launch(desk.db, launch.id, **desk.by):
        if _waits(release):
            await releases.issue(desk.db, release, now=desk.now)
            said.append(f"The release, {addresses.release(release)}")
    if launch.embargo and not launch.embargo.is_lifted(desk.now):
        said.append("All but what announces the event only once the embargo lifts")
    return said


def _waits(release: Release) -> bool:
    """Whether there is something of it that has not gone out: all of it, or a correction."""
    return release.published_at is None or release.versions[0].issued_at is None


async def _drafts(desk: Desk, launch: Launch) -> list[Event]:
    found = await events.of_launch(desk.db, launch.id, **desk.by)
    drafts = [each for each in found if each.published_at is None]
    return [event for each in drafts if (event := await events.by_slug(desk.db, each.slug, **desk.by))]


async def _page(request: Request, desk: Desk, launch: Launch, form: Form[Any]) -> Response:
    findings = await _findings(request, desk, launch)
    going: list[tuple[str, str]] = [("Event", each.title) for each in await _drafts(desk, launch)]
    for publication in await publications.of_launch(desk.db, launch.id, **desk.by):
        going += [("Report", publication.full_title)] if publication.published_at is None else []
    for release in await drafts.of_launch(desk.db, launch.id, **desk.by):
        going += [("Release", release.versions[0].headline)] if _waits(release) else []
    facts: dict[str, Any] = {
        "launch": launch,
        "form": form,
        "blocking": [each for each in findings if each.blocks],
        "asking": [each for each in findings if not each.blocks],
        "drafts": going,
        "needs_reason": any(each.check in _NEED_A_REASON for each in findings),
    }
    crumbs = [("Launches", addresses.OFFICE_LAUNCHES), (launch.title, addresses.office_launch(launch))]
    answer = page.form_again if form.mistakes else page.answer
    return answer(request, desk, "office/publication.html", "Review and publish", crumbs=crumbs, **facts)


# What others have a say in goes out without it only for a reason that is kept.
_NEED_A_REASON = frozenset({"not signed off"})
