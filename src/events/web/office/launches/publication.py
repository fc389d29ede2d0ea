"""The review of a whole launch before it is published: what preflight finds, what goes out, who has not signed off."""

from collections.abc import Sequence
from typing import Annotated, Any

from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response

from events import addresses
from events.press import drafts, writing
from events.press.models import Release
from events.programme import events, publications, receipts
from events.programme.models import Launch
from events.programme.occasions import Event
from events.storage.base import kind_of
from events.storage.types import Line
from events.templating import cardinal
from events.web import forms
from events.web.forms import Details, Form
from events.web.office import effects, finding, looking_over, page
from events.web.office.guard import Desk
from events.web.office.looking_over import Placed
from events.web.site import site

_Reason: Any = Line(1000).edge


class PublicationForm(Details):
    reason: Annotated[_Reason, Field(title="The reason")] | None = None


async def show(request: Request, desk: Desk) -> Response:
    launch = await finding.launch(request, desk)
    return await _page(request, desk, launch, Form(), await looking_over.of(request, desk, launch))


async def publish(request: Request, desk: Desk) -> Response:
    """Everything that is still a draft, at once. Preflight may forbid it; what it asks is answered for."""
    launch = await finding.launch(request, desk)
    form = forms.read(await request.form(), PublicationForm)
    findings = await looking_over.of(request, desk, launch)
    looking_over.object_to(form, findings)
    said = await _put_out(desk, launch) if not form.mistakes else []
    if not (said or form.mistakes):
        form.refuse("found", "Everything here is published.")
    if form.mistakes:
        return await _page(request, desk, launch, form, findings)
    receipts.write(
        desk.db,
        launch_id=launch.id,
        about=(kind_of(launch), launch.id, launch.title),
        action="Published",
        reason=form.details.reason,
        said=said,
        unmended=[each.sentence for each in findings],
        by=desk.organiser.by,
        now=desk.now,
    )
    return page.done(addresses.office_launch(launch))


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
            await writing.issue(desk.db, release, now=desk.now)
            said.append(f"The release, {addresses.release(release)}")
    if said and launch.embargo and not launch.embargo.is_lifted(desk.now):
        said.append("All but what announces the event only once the embargo lifts")
    return said


def _waits(release: Release) -> bool:
    """Whether there is something of it that has not gone out: all of it, or a correction."""
    return release.published_at is None or release.versions[0].issued_at is None


async def _drafts(desk: Desk, launch: Launch) -> list[Event]:
    found = await events.of_launch(desk.db, launch.id, **desk.by)
    drafts = [each for each in found if each.published_at is None]
    return [event for each in drafts if (event := await events.by_slug(desk.db, each.slug, **desk.by))]


async def _page(request: Request, desk: Desk, launch: Launch, form: Form[Any], findings: Sequence[Placed]) -> Response:
    going: list[tuple[str, str]] = [("Event", each.title) for each in await _drafts(desk, launch)]
    for publication in await publications.of_launch(desk.db, launch.id, **desk.by):
        going += [("Report", publication.full_title)] if publication.published_at is None else []
    for release in await drafts.of_launch(desk.db, launch.id, **desk.by):
        going += [("Release", release.versions[0].headline)] if _waits(release) else []
    facts: dict[str, Any] = {
        "launch": await finding.launch(request, desk),  # of which preflight has loaded less
        "form": form,
        "drafts": going,
        "before_lift": await _before_lift(request, desk, launch),
        **looking_over.shown(findings, goes_out=bool(going)),
    }
    crumbs = [("Launches", addresses.OFFICE_LAUNCHES), (launch.title, addresses.office_launch(launch))]
    answer = page.form_again if form.mistakes else page.answer
    return answer(request, desk, "office/launches/publication.html", _heading(going, findings), crumbs=crumbs, **facts)


async def _before_lift(request: Request, desk: Desk, launch: Launch) -> list[tuple[str, str]]:
    """What strangers read while the embargo holds: titles and addresses, drafts among them."""
    if launch.embargo is None or launch.embargo.is_lifted(desk.now):
        return []
    announced = await events.of_launch(desk.db, launch.id, **desk.by)
    noted = await drafts.of_launch(desk.db, launch.id, **desk.by)
    told = [(each.title, addresses.event(each)) for each in announced if not each.embargo_id]
    told += [(each.versions[0].headline, addresses.release(each)) for each in noted if not each.embargo_id]
    return [(title, site(request).addresses.full(path)) for title, path in told]


def _heading(going: Sequence[tuple[str, str]], findings: Sequence[Placed]) -> str:
    """`Three things to look at before it goes out`"""
    if not going:
        return "Everything is published"
    blocking = sum(each.blocks for each in findings)
    count = blocking or len(findings)
    if not count:
        return "Ready to publish"
    things = f"{cardinal(count).capitalize()} thing{'' if count == 1 else 's'}"
    return f"{things} to mend before it goes out" if blocking else f"{things} to look at before it goes out"
