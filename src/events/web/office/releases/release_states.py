"""What becomes of a release: it goes out, is corrected, withdrawn or taken back, or its draft is dropped."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from starlette.requests import Request

from events import addresses
from events.press import differences, releases, writing
from events.press.differences import Paragraph
from events.press.formats import plain_text
from events.press.models import Release
from events.press.sheet import Sheet
from events.visibility import ANYONE, is_visible
from events.web.office import effects, finding, looking_over
from events.web.office.actions import Action, ActionForm, Subject
from events.web.office.guard import Desk
from events.web.office.releases import release_form
from events.web.site import site


def changes(request: Request, release: Release, now: datetime) -> Sequence[Paragraph]:
    """What a correction that is being written says otherwise than the version that is out."""
    newest, *before = release.versions
    if newest.issued_at or not before:
        return ()
    where = site(request).addresses
    sheets = [Sheet.of(release, each, site=where, now=now) for each in (before[0], newest)]
    return differences.between(*map(plain_text.own_words, sheets))


async def _going_out(request: Request, desk: Desk) -> Subject[Release]:
    id, launch = await finding.led_row(request, desk, Release)
    found = await looking_over.of(request, desk, launch, going=[id])
    release = await finding.release(request, desk)  # preflight has loaded the same rows with less in them
    leading = await releases.leading_to(desk.db, release, now=desk.now, goes_out=True)
    follows = effects.of_release(release, desk.now, leading=leading, goes_out=True)
    return _subject(request, desk, release, follows, found)


async def _found(request: Request, desk: Desk) -> Subject[Release]:
    release = await finding.release(request, desk)
    leading = await releases.leading_to(desk.db, release, now=desk.now)
    return _subject(request, desk, release, effects.of_release(release, desk.now, leading=leading))


async def _going_back(request: Request, desk: Desk) -> Subject[Release]:
    subject = await _found(request, desk)
    follows = await effects.taken_back(desk.db, subject.effects, subject.row, subject.launch, desk.now)
    return replace(subject, effects=follows)


async def _draft(request: Request, desk: Desk) -> Subject[Release]:
    """Whoever may write a draft may drop it."""
    release = await finding.release(request, desk)
    return _subject(request, desk, release, effects.UNSEEN)


def _subject(
    request: Request,
    desk: Desk,
    release: Release,
    follows: effects.Effects,
    findings: Sequence[looking_over.Placed] = (),
) -> Subject[Release]:
    return Subject(
        row=release,
        launch=release.launch,
        title=release.versions[0].headline,
        place=addresses.office_release(release),
        revision=f"{release.revision} {release_form.mark(release)}",
        effects=follows,
        findings=findings,
        changes=changes(request, release, desk.now),
        language=release.language,
    )


async def _issue(desk: Desk, release: Release, form: ActionForm) -> None:
    await writing.issue(desk.db, release, now=desk.now)


async def _correct(desk: Desk, release: Release, form: ActionForm) -> None:
    await writing.correct(desk.db, release, note=str(form.note))


async def _withdraw(desk: Desk, release: Release, form: ActionForm) -> None:
    await writing.withdraw(desk.db, release, note=str(form.note), now=desk.now)


async def _take_back(desk: Desk, release: Release, form: ActionForm) -> None:
    await writing.take_back(desk.db, release, now=desk.now)


async def _drop(desk: Desk, release: Release, form: ActionForm) -> None:
    await writing.drop_draft(desk.db, release)


def _is_out(release: Release, now: datetime) -> str | None:
    waits = release.published_at is None or release.withdrawn_at or release.versions[0].issued_at is None
    return None if waits else str(writing.NothingToIssue())


def _cannot_be_corrected(release: Release, now: datetime) -> str | None:
    if release.withdrawn_at:
        return "It is withdrawn. Publish it again first, or write another release."
    if release.versions[0].issued_at is None:
        return str(writing.NotIssuedYet()) if release.published_at is None else "A correction is being written already."
    return None


def _is_not_public(release: Release, now: datetime) -> str | None:
    if release.withdrawn_at:
        return "It is withdrawn already."
    return None if _is_public(release, now) else "Nobody has been able to read it yet: take it back to draft instead."


def _is_no_schedule(release: Release, now: datetime) -> str | None:
    if release.published_at is None or release.withdrawn_at:
        return "It is not about to go out."
    return "Everybody can read it by now: it can only be withdrawn." if _is_public(release, now) else None


def _is_no_draft(release: Release, now: datetime) -> str | None:
    newest = release.versions[0]
    return None if newest.issued_at is None else f"Version {newest.number} has gone out and stays on record."


def _is_public(release: Release, now: datetime) -> bool:
    return is_visible(release, ANYONE, now, embargo=release.embargo)


PUBLICATION = Action(
    part="publication",
    title="Publish",
    means="Its newest version goes out and stays as it is from then on: at once, or with the lift of its embargo.",
    done="Published",
    undone="Nothing was published yet",
    find=_going_out,
    act=_issue,
    hindrance=_is_out,
)
CORRECTION = Action(
    part="correction",
    title="Begin a correction",
    means="You get the next version as a draft. Once you publish it, it takes the place of this one, with the note "
    "below and its date for everybody to read; the old version stays on record.",
    done="Began to correct",
    find=_draft,
    act=_correct,
    note="What is corrected, for everybody to read",
    note_is_public=True,
    needs_note=True,
    hindrance=_cannot_be_corrected,
)
WITHDRAWAL = Action(
    part="withdrawal",
    title="Withdraw",
    means="Its text goes. Its page stays, says that the release was withdrawn, and why.",
    done="Withdrawn",
    undone="Nothing was withdrawn yet",
    find=_going_back,
    act=_withdraw,
    note="Why, for everybody to read",
    note_is_public=True,
    needs_note=True,
    hindrance=_is_not_public,
)
TAKING_BACK = Action(
    part="taking-back",
    title="Take back to draft",
    means="It does not go out with the lift of the embargo. Its words can be edited again, as the next version: "
    "whoever may read it before the lift may have read this one.",
    done="Taken back to draft",
    find=_going_back,
    act=_take_back,
    hindrance=_is_no_schedule,
)
REMOVAL = Action(
    part="removal",
    title="Drop the draft",
    means="The draft goes, with all that was written in it. A version before it stays as it is.",
    done="Dropped",
    find=_draft,
    act=_drop,
    ends=True,
    hindrance=_is_no_draft,
)
