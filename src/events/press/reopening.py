"""What follows for approvals from a change: those whose words it changed are open again, and no others.

Whoever suggested the very words that stand there now has approved them: nobody is asked about their own words twice.
"""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import selectinload

from events.people.models import Boilerplate, Organisation, PressContact
from events.press import subjects
from events.press.approval_models import Approval, ApprovalStep, State
from events.press.models import NoteToEditors, PinnedBoilerplate, Release, ReleaseContact, ReleaseVersion
from events.press.standings import Standing
from events.press.subjects import Words
from events.programme.models import Host, Launch
from events.programme.occasions import Speaker
from events.storage import By, Change, Changes, Did
from events.storage.chunks import chunks

_REOPENED = "reopened"  # in what a session knows


async def reopen(db: AsyncSession, changes: Changes, events: Collection[UUID], now: datetime, by: By) -> None:
    """`events` are those whose facts may have changed. An edit that is taken back brings the answer back too.

    What becomes of an approval by it is one more change for the log, and whose are open again is for `reopened`.
    """
    touched = await _perhaps_touched(db, changes, events)
    if not touched:
        return
    as_they_are = await subjects.of(db, touched, now=now)
    names = db.info.setdefault(_REOPENED, [])
    for approval in touched:
        before = approval.state
        words = as_they_are[approval.id]
        if words is None or words.is_final:
            continue
        as_answered = words.are(approval.sha256)
        if as_answered and approval.state is State.REOPENED:
            approval.state = _before_reopening(approval)
            _note(db, approval, words, now, by)
        elif not as_answered and Standing(approval, words).is_as_suggested:
            approval.state, approval.sha256 = State.APPROVED, words.sha256
            _note(db, approval, words, now, by)
        elif not as_answered and approval.state is not State.REOPENED:
            approval.state = State.REOPENED
            _note(db, approval, words, now, by)
            names += [approval.name] if approval.reminded_at != now else []  # who is mailed about the new words already
        if approval.state is not before:
            changes.every.append(Change(approval, Did.CHANGED, {"state": before}, {"state": approval.state}))
    await db.flush()


def reopened(db: AsyncSession) -> Sequence[str]:
    """Whose approvals a transaction opened again, each once, after its end."""
    return sorted({*db.info.get(_REOPENED, ())})


async def _perhaps_touched(db: AsyncSession, changes: Changes, events: Collection[UUID]) -> list[Approval]:
    """Answered approvals of whatever a change may have reached."""
    found: dict[UUID, Approval] = {}
    for kind, column, reaches in _REACHES:
        ids = {value for change in changes.of(kind) for value in change.values(column)}
        for some in chunks(ids):
            found |= await _answered(db, Approval.release_id.in_(reaches(some)))
    for some in chunks(events):
        panels = select(Speaker.id).where(Speaker.event_id.in_(some))
        found |= await _answered(db, Approval.speaker_id.in_(panels))
    return list(found.values())


async def _answered(db: AsyncSession, which: Any) -> dict[UUID, Approval]:
    return {each.id: each for each in await db.scalars(_ANSWERED.where(which))}


_ANSWERED = (
    select(Approval)
    .where(Approval.state != State.ASKED, Approval.revoked_at.is_(None))
    .options(selectinload(Approval.steps))
)


def _before_reopening(approval: Approval) -> State:
    return next(each.did for each in reversed(approval.steps) if each.did is not State.REOPENED)


def _note(db: AsyncSession, approval: Approval, words: Words, now: datetime, by: By) -> None:
    """Kept with the approval, in the exact words."""
    step = ApprovalStep(
        approval_id=approval.id,
        at=now,
        by=by.name,
        did=approval.state,
        number=words.number or approval.number,
        words=words.with_day,
        sha256=words.sha256,
    )
    db.add(step)


def _of_versions(versions: Any) -> Any:
    return select(ReleaseVersion.release_id).where(ReleaseVersion.id.in_(versions))


def _of_contacts(contacts: Any) -> Any:
    return _of_versions(select(ReleaseContact.version_id).where(ReleaseContact.contact_id.in_(contacts)))


def _of_launches(launches: Any) -> Any:
    return select(Release.id).where(Release.launch_id.in_(launches))


def _of_organisations(ids: Collection[UUID]) -> Any:
    behind = or_(
        Release.launch_id.in_(select(Launch.id).where(Launch.lead_id.in_(ids))),
        Release.launch_id.in_(select(Host.launch_id).where(Host.organisation_id.in_(ids))),
        Release.id.in_(_of_contacts(select(PressContact.id).where(PressContact.organisation_id.in_(ids)))),
        Release.id.in_(
            _of_versions(
                select(PinnedBoilerplate.version_id)
                .join(Boilerplate, Boilerplate.id == PinnedBoilerplate.boilerplate_id)
                .where(Boilerplate.organisation_id.in_(ids))
            )
        ),
    )
    return select(Release.id).where(behind)


# A changed row of the first kind, by the second column, reaches the releases of the third.
_REACHES: tuple[tuple[Any, str, Any], ...] = (
    (Release, "id", lambda ids: ids),
    (ReleaseVersion, "release_id", lambda ids: ids),
    (NoteToEditors, "version_id", _of_versions),
    (ReleaseContact, "version_id", _of_versions),
    (PinnedBoilerplate, "version_id", _of_versions),
    (PressContact, "id", _of_contacts),
    (Launch, "id", _of_launches),
    (Host, "launch_id", _of_launches),
    (Organisation, "id", _of_organisations),
)
