"""The review of a whole launch before it is published: what preflight finds, what goes out, who has not signed off."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any

from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response

from events import addresses
from events.press import writing
from events.press.models import Release
from events.press.preflight import Draft, Facts
from events.programme import events, history, publications, receipts
from events.programme.models import Launch, Publication
from events.programme.occasions import Event
from events.storage.base import kind_of
from events.storage.types import Line
from events.templating import cardinal, joined
from events.web import forms
from events.web.forms import Details, Form
from events.web.office import effects, finding, looking_over, page
from events.web.office.guard import Desk
from events.web.office.looking_over import Placed
from events.web.office.notices import Said
from events.web.site import site

_Reason: Any = Line(1000).edge


@dataclass(frozen=True)
class Going:
    """What would go out, and where it would be read; of an event also who is to be told by hand."""

    kind: str
    title: str
    where: str
    lost: Sequence[str] = ()


class PublicationForm(Details):
    reason: Annotated[_Reason, Field(title="The reason")] | None = None


async def show(request: Request, desk: Desk) -> Response:
    facts, findings = await looking_over.everything(request, desk, await finding.led_launch(request, desk))
    return await _page(request, desk, facts, await desk.draft_or(Form()), findings)


async def publish(request: Request, desk: Desk) -> Response:
    """Everything that is still a draft, at once. Preflight may forbid it; what it asks is answered for."""
    facts, findings = await looking_over.everything(request, desk, await finding.led_launch(request, desk))
    launch, form = facts.launch, forms.read(await request.form(), PublicationForm)
    looking_over.object_to(form, findings)
    if form.value("revision") != await history.mark(desk.db, launch):
        form.refuse("found", "Somebody changed this launch since you opened the page. Look again at what goes out.")
    said = await _put_out(desk, facts) if not form.mistakes else []
    if not (said or form.mistakes):
        form.refuse("found", f"{_at_rest(facts)}.")
    if form.mistakes:
        return await _page(request, desk, facts, form, findings)
    await receipts.write(
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
    return page.done(addresses.office_launch(launch), Said.PUBLISHED)


async def _put_out(desk: Desk, facts: Facts) -> list[str]:
    """A sentence for each thing that went out."""
    said = []
    reports = list(filter(_waits, facts.publications))
    for publication in reports:  # by which an event is in the feeds of their series
        publications.publish(publication, now=desk.now)
    for draft in filter(_waits, facts.events):
        if event := await events.to_act_on(desk.db, draft.slug, **desk.by):
            events.publish(event, now=desk.now)
            feeds = effects.counted(len(effects.feeds_with(event, desk.now)), "calendar feed")
            said.append(f"The event page, {addresses.event(event)}, and {feeds}")
    said += [f"The report, {addresses.publication(each)}" for each in reports]
    for each in filter(_has_news, facts.drafts):
        await writing.issue(desk.db, each.release, now=desk.now)
        said.append(f"The release, {addresses.release(each.release)}")
    if said and _holds(facts.launch, desk):
        said.append(_until_it_lifts(facts, desk.now))
    return [*said, *_apart(facts, desk.now)] if said else []


def _until_it_lifts(facts: Facts, now: datetime) -> str:
    """What of it is read already, and what waits."""
    lifts = f" ({effects.lift(facts.launch.embargo)})" if facts.launch.embargo else ""
    announced = joined(f"“{title}”" for title, _ in _before_lift(facts))
    what = "what is under it" if _apart(facts, now) else "it"
    return f"Until the embargo lifts{lifts}, the public sees {f'only {announced}' if announced else 'none'} of {what}"


def _waits(part: Event | Publication) -> bool:
    return part.published_at is None


def _has_news(draft: Draft) -> bool:
    """Whether there is something of it that has not gone out: all of it, or a correction."""
    return draft.release.published_at is None or draft.version.issued_at is None


def _holds(launch: Launch, desk: Desk) -> bool:
    return launch.embargo is not None and not launch.embargo.is_lifted(desk.now)


async def _page(request: Request, desk: Desk, looked: Facts, form: Form[Any], findings: Sequence[Placed]) -> Response:
    going = await _going(desk, looked)
    is_empty = not (looked.parts or looked.taken_back)
    launch = await finding.launch(request, desk)  # of which preflight has loaded less
    before_lift = _before_lift(looked) if _holds(launch, desk) else []
    facts: dict[str, Any] = {
        "launch": launch,
        "form": form,
        "revision": await history.mark(desk.db, launch),
        "drafts": going,
        "at_rest": _at_rest(looked),
        "taken_back": list(map(_named, looked.taken_back)),
        "lost": [told for each in going for told in each.lost],
        "is_empty": is_empty,
        "apart": _apart(looked, desk.now),
        "before_lift": [(title, site(request).addresses.full(path)) for title, path in before_lift],
        **looking_over.shown(findings, goes_out=bool(going)),
    }
    crumbs = [("Launches", addresses.OFFICE_LAUNCHES), (launch.title, addresses.office_launch(launch))]
    answer = page.form_again if form.mistakes else page.answer
    heading = "Nothing to publish yet" if is_empty else _heading(findings) if going else _at_rest(looked)
    return answer(request, desk, "office/launches/publication.html", heading, crumbs=crumbs, **facts)


def _named(part: Event | Publication | Release) -> tuple[str, str, str]:
    """What it is, what it is called, and its page in the office."""
    if isinstance(part, Event):
        return "Event", part.title, addresses.office_event(part)
    if isinstance(part, Publication):
        return "Report", part.full_title, addresses.office_publication(part)
    return "Release", part.versions[0].headline, addresses.office_release(part)


def _at_rest(facts: Facts) -> str:
    """How it stands where nothing waits to go out: what was taken back is not published, and waits for nothing."""
    return "Everything is published" if facts.parts and not facts.taken_back else "Nothing waits to go out"


async def _going(desk: Desk, looked: Facts) -> list[Going]:
    going = []
    reports = {each.id for each in looked.publications if _waits(each)}
    for draft in filter(_waits, looked.events):
        if event := await events.to_act_on(desk.db, draft.slug, **desk.by):  # with all that feeds ask for
            feeds = effects.counted(len(effects.feeds_with(event, desk.now, going=reports)), "calendar feed")
            going.append(Going("Event", event.title, f"Its page, and {feeds}", effects.to_tell(event.speakers)))
    going += [Going("Report", each.full_title, "Its page") for each in filter(_waits, looked.publications)]
    where = "Its page in every format, and the press room"
    return going + [Going("Release", each.version.headline, where) for each in filter(_has_news, looked.drafts)]


def _before_lift(facts: Facts) -> list[tuple[str, str]]:
    """What strangers read while the embargo of the launch holds: titles and addresses, drafts among them."""
    told = [(each.title, addresses.event(each)) for each in facts.events if not each.embargo_id]
    noted = [each for each in facts.drafts if not each.release.embargo_id]
    return told + [(each.version.headline, addresses.release(each.release)) for each in noted]


def _apart(facts: Facts, now: datetime) -> list[str]:
    """What goes by an embargo of its own, whatever becomes of that of its launch."""
    own = [(each, each.release.embargo) for each in facts.drafts if each.release.embargo_id != facts.launch.embargo_id]
    waits = [(each, embargo) for each, embargo in own if embargo and not embargo.is_lifted(now)]
    return [f"“{each.version.headline}” has an embargo of its own: {effects.lift(lift)}" for each, lift in waits]


def _heading(findings: Sequence[Placed]) -> str:
    """`Three things to look at before it goes out`"""
    blocking = sum(each.blocks for each in findings)
    count = blocking or len(findings)
    if not count:
        return "Ready to publish"
    things = f"{cardinal(count).capitalize()} thing{'' if count == 1 else 's'}"
    return f"{things} to mend before it goes out" if blocking else f"{things} to look at before it goes out"
