"""Sign-off: people without an account approve a release, their words in it, or how they are listed, by a personal link.

An approval holds for exactly the words it was given for. When an edit changes those, it is open again; when the edit
is taken back, it stands again. What is published without one has a reason on record.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.ext.asyncio import AsyncSession

from events import text
from events.accounts import organisers
from events.accounts.access import Organiser
from events.accounts.letters import Letterhead
from events.accounts.models import Account, Role
from events.press import approval_letters as letters
from events.press import standings, subjects
from events.press.approval_letters import Letter
from events.press.approval_models import Approval, ApprovalStep, State, Subject
from events.press.models import Release
from events.press.standings import Standing
from events.press.subjects import Words
from events.programme import hosts, launches, panels
from events.programme.models import Launch
from events.programme.occasions import Event, Speaker, SpeakerState
from events.storage import By
from events.visibility import held


class NothingToApprove(ValueError):
    """There are no words yet, or none any more."""

    def __str__(self) -> str:
        return "There are no words to approve here: write them first."


@dataclass
class AskedAlready(ValueError):
    """One person is asked once about one thing; they can be reminded."""

    approval: Approval

    def __str__(self) -> str:
        return f"{self.approval.name} has been asked about this already. Send a reminder instead."


@dataclass
class WordsChanged(ValueError):
    """Somebody answers about words that were changed while they read them."""

    standing: "Standing"

    def __str__(self) -> str:
        return "The words were changed while you were reading. Nothing was recorded; look at them again."


class TooLate(ValueError):
    """What went out cannot be approved, nor can what is not there any more."""

    def __str__(self) -> str:
        return "This cannot be answered any more."


class NoSuggestion(ValueError):
    """Other words were promised, and these are the same."""

    def __str__(self) -> str:
        return "Change the words, or say in the comment what should change."


class Undecided(ValueError):
    """Words approved as they are, and other words suggested in the same breath."""

    def __str__(self) -> str:
        return "You changed the words. Send them as a suggestion, or put them back as they were and approve."


class NoComment(ValueError):
    """A comment was promised, and nothing is written."""

    def __str__(self) -> str:
        return "Write the comment first."


class NotApproved(ValueError):
    """A comment beside an approval that does not hold, or not any more."""

    def __str__(self) -> str:
        return "No approval of yours holds, to which this would be a comment: answer with it."


class NeedsReason(ValueError):
    def __str__(self) -> str:
        return "Say why this goes out without the approval; the reason is kept in the log."


class NotMissing(ValueError):
    """There is an approval of these very words, or nobody waits for one any more."""

    def __str__(self) -> str:
        return "This approval is not missing."


@dataclass(frozen=True)
class About:
    """What somebody is asked to sign off."""

    subject: Subject
    launch_id: UUID
    release_id: UUID | None = None
    quoted: str | None = None
    speaker_id: UUID | None = None

    @classmethod
    def release(cls, release: Release) -> Self:
        return cls(Subject.RELEASE, release.launch_id, release_id=release.id)

    @classmethod
    def quotation(cls, release: Release, quoted: str) -> Self:
        """All that one person says in a release; `subjects.quoted` knows the names."""
        return cls(Subject.QUOTATION, release.launch_id, release_id=release.id, quoted=quoted)

    @classmethod
    def listing(cls, speaker: Speaker, event: Event) -> Self:
        return cls(Subject.LISTING, event.launch_id, speaker_id=speaker.id)


@dataclass(frozen=True)
class Asked:
    """Who is asked. The ids say who that is among those we know."""

    name: str
    mail: str | None  # None: the link is passed on by hand
    person_id: UUID | None = None
    organisation_id: UUID | None = None


@dataclass(frozen=True)
class Said:
    """An answer, and the hash of the words that it is about."""

    did: State  # one of standings.ANSWERS
    sha256: str
    comment: str | None = None
    suggestion: str | None = None
    is_comment: bool = False  # beside an approval that holds, and stays


async def ask(db: AsyncSession, about: About, asked: Asked, *, head: Letterhead, by: By, now: datetime) -> str:
    """Asks somebody, by a link of their own, whose token is given back and kept nowhere; mailed, if they have mail.

    Raises NothingToApprove, AskedAlready, messages.Unmailable.
    """
    await db.flush()
    house_id = await hosts.noting(db, about.launch_id, by)
    approval = Approval(**vars(about), **vars(asked), house_id=house_id, number=1, sha256="", asked_at=now)
    approval.asked_by_id = by.account_id
    words = await _words(db, approval, now)
    if other := await db.scalar(_same(approval)):
        raise AskedAlready(other)
    approval.number, approval.sha256 = words.number or 1, words.sha256
    db.add(approval)
    _record(db, approval, words, State.ASKED, by=by.name, now=now)
    return await _write(db, approval, words, letters.ASK, head=head, now=now)


async def letter(
    db: AsyncSession, about: About, asked: Asked, *, head: Letterhead, by: By, now: datetime
) -> tuple[Letter, Words]:
    """The mail that `ask` would send, but for its link, and the words to be approved. Raises NothingToApprove."""
    house_id = await hosts.noting(db, about.launch_id, by)
    approval = Approval(**vars(about), **vars(asked), house_id=house_id, number=1, sha256="", asked_at=now)
    words = await _words(db, approval, now)
    launch = (await db.scalars(_launch(about.launch_id))).one()
    facts: Any = {"launch": launch, "head": head, "token": "their-own-link", "now": now}
    return await letters.worded(db, approval, words, State.ASKED, letters.ASK, **facts), words


async def remind(db: AsyncSession, approval: Approval, *, head: Letterhead, now: datetime) -> str:
    """Asks again, also about changed words, by a link of its own; those in earlier mails lead there too.

    Raises NothingToApprove, NotMissing.
    """
    words = (await subjects.of(db, [approval], now=now))[approval.id]
    if words is None or words.is_final:
        raise NothingToApprove
    if approval.revoked_at or not Standing(approval, words).is_missing:
        raise NotMissing
    approval.reminded_at = now
    return await _write(db, approval, words, letters.REMINDER, head=head, now=now)


async def reminder(db: AsyncSession, standing: Standing, launch: Launch, *, head: Letterhead, now: datetime) -> Letter:
    """The mail that `remind` would send, but for its link."""
    assert standing.words, "there is something to approve"
    approval, state = standing.approval, standing.state
    facts: Any = {"launch": launch, "head": head, "token": "their-own-link", "now": now}
    return await letters.worded(db, approval, standing.words, state, letters.REMINDER, **facts)


async def hand_over(db: AsyncSession, approval: Approval, *, now: datetime) -> str:
    """The token of another link to the same approval, to be passed on by hand. Raises NothingToApprove, NotMissing."""
    words = await _words(db, approval, now)
    if approval.revoked_at or words.is_final:
        raise NotMissing
    return letters.link(db, approval, now=now)[0]


async def ask_unless_theirs(db: AsyncSession, approval: Approval, *, head: Letterhead, now: datetime) -> bool:
    """Once what they suggested was taken over: whether they are to look again, at words that are not just theirs.

    They are told by mail, if they have mail. Raises NothingToApprove, messages.Unmailable.
    """
    words = await _words(db, approval, now)
    if Standing(approval, words).is_as_suggested:
        return False
    if approval.mail:
        await remind(db, approval, head=head, now=now)
    return True


def revoke(approval: Approval, *, now: datetime) -> None:
    """Nobody waits for this answer any more; its links lead nowhere."""
    approval.revoked_at = approval.revoked_at or now


async def override(db: AsyncSession, approval: Approval, *, reason: str, by: By, now: datetime) -> None:
    """Lets these very words go out without the approval. Raises NeedsReason, NotMissing."""
    reason = text.line(reason, 1000)
    if not reason:
        raise NeedsReason
    words = (await subjects.of(db, [approval], now=now))[approval.id]
    if approval.revoked_at or words is None or not Standing(approval, words).is_missing:
        raise NotMissing
    approval.state, approval.reason, approval.sha256 = State.OVERRIDDEN, reason, words.sha256
    _record(db, approval, words, State.OVERRIDDEN, by=by.name, comment=reason, now=now)


async def answer(db: AsyncSession, token: str, said: Said, *, head: Letterhead, now: datetime) -> Standing | None:
    """Records what somebody says by their link; saying the same again changes nothing. None: no such link.

    Whoever asked hears by mail of what asks something of them, and of the last approval.

    Raises TooLate, WordsChanged, Undecided, NoSuggestion, NoComment, NotApproved.
    """
    standing = await standings.by_token(db, token, now=now)
    if standing is None:
        return None
    words, approval = standing.words, standing.approval
    if words is None or not standing.is_open:
        raise TooLate
    if said.sha256 != words.sha256:
        raise WordsChanged(standing)
    suggestion = None if _is_same(said.suggestion, words.text) else said.suggestion
    _require_sense(said, suggestion, standing)
    if _is_said(said, suggestion, standing):
        return standing
    _renumber(approval, words)
    approval.state, approval.sha256, approval.answered_at, approval.reason = said.did, words.sha256, now, None
    _record(db, approval, words, said.did, by=approval.name, comment=said.comment, suggestion=suggestion, now=now)
    if said.did is State.APPROVED and (speaker := await still_invited(db, approval)):
        panels.confirm(speaker)
    await _tell(db, approval, words, said, head=head, now=now)
    return Standing(approval, words)


async def _tell(
    db: AsyncSession, approval: Approval, words: Words, said: Said, *, head: Letterhead, now: datetime
) -> None:
    launch = (await db.scalars(_launch(approval.launch_id))).one()
    is_last = said.did is State.APPROVED and not await standings.missing(db, launch, now=now)
    if said.did is State.APPROVED and not (said.comment or is_last):
        return
    told = letters.Answer(said.did, bool(said.comment), is_last)
    for to in await _told(db, approval, launch):
        await letters.tell(db, approval, words, told, launch=launch, to=to, head=head, now=now)


async def _told(db: AsyncSession, approval: Approval, launch: Launch) -> list[Account]:
    """Whoever asked, as long as they may still see to it; else the owners of whoever leads the launch."""
    asker = await db.get(Account, approval.asked_by_id) if approval.asked_by_id else None
    if asker and asker.closed_at is None:
        mandate = Organiser(asker, await organisers.roles_of(db, asker)).mandate(Role.PRESS_OFFICER)
        if await db.scalar(select(Launch.id).where(Launch.id == launch.id, launches.in_hand(mandate))):
            return [asker]
    return [each for each, role in await organisers.members(db, launch.lead_id) if role is Role.OWNER]


def _require_sense(said: Said, suggestion: str | None, standing: Standing) -> None:
    """Raises Undecided, NoSuggestion, NoComment, NotApproved."""
    if said.did is State.APPROVED and suggestion:
        raise Undecided
    if said.did is State.SUGGESTED and not (suggestion or said.comment):
        raise NoSuggestion
    if said.is_comment and not said.comment:
        raise NoComment
    if said.is_comment and standing.state is not State.APPROVED:
        raise NotApproved


def _is_said(said: Said, suggestion: str | None, standing: Standing) -> bool:
    """Whether it holds already; an approval also holds with the comments that were written beside it."""
    if standing.state is not said.did:
        return False
    if said.did is State.APPROVED and not said.comment:
        return True
    last = standing.last
    return last is not None and (last.comment, last.suggestion) == (said.comment, suggestion)


async def still_invited(db: AsyncSession, approval: Approval) -> Speaker | None:
    """The speaker who is asked how they themselves are listed and has not said whether they come.

    Whoever approves that says with it that they do; somebody else who approves it, such as their office, does not.
    """
    speaker = await themselves(db, approval)
    return speaker if speaker and speaker.state is SpeakerState.INVITED else None


async def themselves(db: AsyncSession, approval: Approval) -> Speaker | None:
    """The speaker who is asked how they themselves are listed."""
    listed = Speaker.id == approval.speaker_id
    speaker = await db.scalar(select(Speaker).where(held(Speaker, listed))) if approval.speaker_id else None
    if speaker is None:
        return None
    if approval.person_id:
        return speaker if approval.person_id == speaker.person_id else None
    return speaker if text.fold(approval.name) == text.fold(speaker.name or "") else None


def _is_same(suggestion: str | None, words: str) -> bool:
    """However a browser sends the lines back."""
    return suggestion is None or suggestion.split() == words.split()


def _same(approval: Approval) -> Select[Approval]:
    """Another question about the same thing to the same person."""
    return select(Approval).where(
        Approval.subject == approval.subject,
        Approval.release_id.is_not_distinct_from(approval.release_id),
        Approval.speaker_id.is_not_distinct_from(approval.speaker_id),
        Approval.quoted.is_not_distinct_from(approval.quoted),
        Approval.mail == approval.mail if approval.mail else Approval.name == approval.name,
        Approval.revoked_at.is_(None),
    )


def _renumber(approval: Approval, words: Words) -> None:
    """A release says its own number; of a listing we count in how many wordings it was answered."""
    approval.number = words.number or approval.number + (not words.are(approval.sha256))


def _record(
    db: AsyncSession,
    approval: Approval,
    words: Words,
    did: State,
    *,
    by: str,
    now: datetime,
    comment: str | None = None,
    suggestion: str | None = None,
) -> None:
    step = ApprovalStep(
        approval_id=approval.id,
        at=now,
        by=by,
        did=did,
        number=approval.number,
        words=words.with_day,
        sha256=words.sha256,
        comment=comment,
        suggestion=suggestion,
    )
    db.add(step)


async def _words(db: AsyncSession, approval: Approval, now: datetime) -> Words:
    words = (await subjects.of(db, [approval], now=now))[approval.id]
    if words is None:
        raise NothingToApprove
    return words


async def _write(
    db: AsyncSession, approval: Approval, words: Words, kind: str, *, head: Letterhead, now: datetime
) -> str:
    token, digest = letters.link(db, approval, now=now)
    if approval.mail:
        launch = (await db.scalars(_launch(approval.launch_id))).one()
        state = Standing(approval, words).state
        worded = await letters.worded(db, approval, words, state, kind, launch=launch, head=head, token=token, now=now)
        await letters.queue(db, approval, worded, digest, launch=launch, head=head, now=now)
    return token


def _launch(launch_id: UUID) -> Select[Launch]:
    return select(Launch).where(held(Launch, Launch.id == launch_id)).options(standings.LED)
