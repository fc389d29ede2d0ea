"""What becomes of one approval: they are reminded, no longer asked, gone without, or their words are taken over."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from events import addresses
from events.accounts.access import Mandate, NotYours
from events.accounts.models import Role
from events.addresses import Addresses
from events.press import adopting, approvals, differences, drafts, standings, subjects
from events.press.approval_models import Approval, State, Subject
from events.press.models import Release
from events.press.sheet import Sheet
from events.press.standings import Standing
from events.programme import event_lists, launches
from events.programme.models import Launch
from events.web.forms import Form
from events.web.office import finding, page
from events.web.office.actions import Action, ActionForm
from events.web.office.actions import Subject as ActedOn
from events.web.office.effects import Effects
from events.web.office.guard import Desk
from events.web.office.launches import approvals as pages
from events.web.office.notices import Said
from events.web.office.releases import release_states


async def show_reminder(request: Request, desk: Desk) -> Response:
    launch, standing = await _standing(request, desk)
    return await _reminder(request, desk, launch, standing, Form())


async def remind(request: Request, desk: Desk) -> Response:
    launch, standing = await _standing(request, desk)
    form: Form[Any] = Form()
    try:
        await approvals.remind(
            desk.db, standing.approval, head=desk.letterhead.by(desk.organiser.account), now=desk.now
        )
    except ValueError as error:
        form.refuse("act", error)
        return await _reminder(request, desk, launch, standing, form)
    return page.done(addresses.office_launch(launch, "approvals"), Said.REMINDED)


async def show_link(request: Request, desk: Desk) -> Response:
    launch, standing = await _standing(request, desk)
    return _link(request, desk, launch, standing, Form())


async def make_link(request: Request, desk: Desk) -> Response:
    """Shown once, on this answer and nowhere else."""
    launch, standing = await _standing(request, desk)
    try:
        token = await approvals.hand_over(desk.db, standing.approval, now=desk.now)
    except ValueError as error:
        form: Form[Any] = Form()
        form.refuse("act", error)
        return _link(request, desk, launch, standing, form)
    return pages.by_hand(request, desk, launch, standing.approval.name, pages.called(standing), token)


def _link(request: Request, desk: Desk, launch: Launch, standing: Standing, form: Form[Any]) -> Response:
    facts: dict[str, Any] = {
        "launch": launch,
        "name": standing.approval.name,
        "about": pages.called(standing),
        "link": None,
    }
    answer = page.form_again if form.mistakes else page.answer
    title = f"A link for {standing.approval.name}"
    return answer(
        request, desk, "office/launches/approval_link.html", title, crumbs=pages.crumbs(launch), form=form, **facts
    )


async def _reminder(request: Request, desk: Desk, launch: Launch, standing: Standing, form: Form[Any]) -> Response:
    letter = (
        await approvals.reminder(
            desk.db, standing, launch, head=desk.letterhead.by(desk.organiser.account), now=desk.now
        )
        if standing.words
        else None
    )
    facts: dict[str, Any] = {"launch": launch, "standing": standing, "letter": letter, "form": form}
    answer = page.form_again if form.mistakes else page.answer
    title = f"Remind {standing.approval.name}"
    return answer(request, desk, "office/launches/approval_reminder.html", title, crumbs=pages.crumbs(launch), **facts)


async def _standing(request: Request, desk: Desk) -> tuple[Launch, Standing]:
    """Raises NotYours."""
    launch = await finding.launch(request, desk)
    standing = await standings.by_id(desk.db, request.path_params["approval"], launch, now=desk.now)
    if standing is None:
        raise NotYours
    return launch, standing


async def _no_longer(request: Request, desk: Desk) -> ActedOn[Approval]:
    launch, standing = await _standing(request, desk)
    approval, follows = standing.approval, ["Nothing public changes."]
    if standing.last:
        follows.append(f"What {approval.name} answered counts no more, and stays to be read below who was asked")
    others = await standings.of_launch(desk.db, launch, now=desk.now)
    if standing.is_open and approval.subject is Subject.QUOTATION and not _is_asked_of_others(approval, others):
        follows.append(f"Nobody is asked about {standings.about(approval)} then, which you read before they go out")
    return replace(_subject(launch, standing), effects=Effects("", follows, []))


def _is_asked_of_others(approval: Approval, others: Sequence[Standing]) -> bool:
    about = approval.release_id, subjects.whom(approval.quoted or "")
    theirs = [each.approval for each in others if each.approval.id != approval.id]
    return about in [(each.release_id, subjects.whom(each.quoted or "")) for each in theirs]


async def _to_go_without(request: Request, desk: Desk) -> ActedOn[Approval]:
    launch, standing = await _standing(request, desk)
    return replace(_subject(launch, standing), hindrance=None if standing.is_missing else str(approvals.NotMissing()))


async def _to_be_adopted(request: Request, desk: Desk) -> ActedOn[Approval]:
    launch, standing = await _standing(request, desk)
    name, last = standing.approval.name, standing.last
    if last and last.comment:
        follows = f"{name} wrote a comment beside the words, and is to look at them again"
        follows += ": a mail says so" if standing.approval.mail else ": pass the link on by hand"
    else:
        follows = f"Word for word they count as approved by {name}. If others have to be taken, a mail asks again"
    reopened = adopting.reopens(standing, await standings.of_launch(desk.db, launch, now=desk.now))
    effects = Effects("", ["Nothing public changes.", follows, *_open_again(reopened)], [])
    subject = replace(_subject(launch, standing), effects=effects)
    release = await _release(desk, launch, standing.approval)
    if release and release.versions[0].issued_at:
        back = (release_states.TAKING_BACK.title, addresses.office_release(release, release_states.TAKING_BACK.part))
        return replace(subject, hindrance=str(adopting.NoDraft()), first=back)
    return subject


def _open_again(reopened: Sequence[Standing]) -> list[str]:
    """For each; an edit may not be the last, so that nobody gets a mail of every one."""
    if not reopened:
        return []
    names = [f"{each.approval.name}, about {standings.about(each.approval)}" for each in reopened]
    told = "No mail tells them: remind them once the words stand"
    return [*(f"Open again is the sign-off of {each}" for each in names), told]


def _subject(launch: Launch, standing: Standing) -> ActedOn[Approval]:
    approval, words = standing.approval, standing.words
    other = adopting.suggested(standing)
    return ActedOn(
        row=approval,
        launch=launch,
        title=approval.name,
        place=addresses.office_launch(launch, "approvals"),
        revision=f"{standing.state} {words.sha256 if words else ''} {len(approval.steps)}",
        effects=Effects("", ["Nothing public changes."], []),
        changes=differences.between(words.text, other) if words and other else (),
        language=words.language if words else "en-GB",
    )


async def _revoke(desk: Desk, approval: Approval, form: ActionForm) -> None:
    approvals.revoke(approval, now=desk.now)


async def _override(desk: Desk, approval: Approval, form: ActionForm) -> None:
    await approvals.override(desk.db, approval, reason=str(form.note), by=desk.organiser.by, now=desk.now)


async def _adopt(desk: Desk, approval: Approval, form: ActionForm) -> list[str]:
    """Into the draft of the release, or into the listing. Raises NotYours where they may not edit that."""
    launch = await launches.by_id(desk.db, approval.launch_id, mandate=desk.mandate)
    standing = await standings.by_id(desk.db, approval.id, launch, now=desk.now)
    assert standing, "it was just found"
    where = await (_adopt_listing if approval.subject is Subject.LISTING else _adopt_words)(desk, launch, standing)
    if not await approvals.ask_unless_theirs(
        desk.db, approval, head=desk.letterhead.by(desk.organiser.account), now=desk.now
    ):
        return [where, f"{approval.name} approved these words by suggesting them"]
    told = "is asked again by mail" if approval.mail else "is to look again: pass the link on by hand"
    return [where, f"{approval.name} {told}"]


async def _adopt_words(desk: Desk, launch: Launch, standing: Standing) -> str:
    release = await _release(desk, launch, standing.approval)
    assert release, "its words were suggested"
    written = Sheet.of(release, release.versions[0], site=Addresses(""), now=desk.now)
    adopting.into_release(release, written, standing)
    return f"In the draft of {pages.called(standing)}: {addresses.office_release(release)}"


async def _release(desk: Desk, launch: Launch, approval: Approval) -> Release | None:
    """The one whose words are signed off, loaded whole; None of a listing."""
    releases = await drafts.of_launch(desk.db, launch.id, **desk.by)
    slug = next((each.slug for each in releases if each.id == approval.release_id), None)
    return await drafts.by_slug(desk.db, slug, **desk.by) if slug else None


async def _adopt_listing(desk: Desk, launch: Launch, standing: Standing) -> str:
    editor: Mandate = desk.organiser.mandate(Role.EDITOR)
    await launches.by_id(desk.db, launch.id, mandate=editor)
    for listed in await event_lists.of_launch(desk.db, launch.id, **desk.by):
        for speaker in listed.speakers:
            if speaker.id == standing.approval.speaker_id:
                await adopting.into_listing(desk.db, speaker, standing)
                return f"In the listing at “{listed.title}”: {addresses.office_event(listed)}"
    raise adopting.NothingSuggested


def _suggests_nothing(approval: Approval, now: datetime) -> str | None:
    return None if approval.state is State.SUGGESTED else str(adopting.NothingSuggested())


REVOCATION = Action(
    part="revocation",
    title="Ask no more",
    means="The links in their mails lead nowhere from now on, and nobody waits for the answer.",
    done="No longer asked",
    find=_no_longer,
    act=_revoke,
)
OVERRIDE = Action(
    part="override",
    title="Go on without it",
    means="These very words may go out without this approval. If the words change, it is missing again.",
    done="Went on without the approval of",
    find=_to_go_without,
    act=_override,
    note="Why it goes out without the approval (kept in the log)",
    needs_note=True,
)
ADOPTION = Action(
    part="adoption",
    title="Take these words over",
    means="The suggested words stand in the place of the old ones. Other approvals of what changes are open again.",
    done="Took over the words of",
    find=_to_be_adopted,
    act=_adopt,
    hindrance=_suggests_nothing,
)
