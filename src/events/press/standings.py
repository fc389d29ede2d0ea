"""How sign-off stands: each approval beside the words as they are now, and what is missing."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import takewhile
from uuid import UUID

from sqlalchemy import ColumnElement, func, select, true
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import selectinload

from events import templating
from events.accounts import tokens
from events.people.models import Organisation
from events.press import differences, subjects
from events.press.approval_models import Approval, ApprovalLink, ApprovalStep, State, Subject
from events.press.differences import Paragraph
from events.press.models import Release, ReleaseVersion
from events.press.subjects import Words
from events.programme.models import Host, Launch
from events.programme.occasions import Event, Speaker, SpeakerState
from events.visibility import held

OPEN_AFTER = timedelta(days=30)  # that long a link still shows what was agreed once the launch is over
ANSWERS = (State.APPROVED, State.SUGGESTED, State.DECLINED)
_SETTLED = (*ANSWERS, State.OVERRIDDEN)
_ENOUGH = (State.APPROVED, State.OVERRIDDEN)


@dataclass(frozen=True)
class Standing:
    """An approval beside the words as they are now: `state` is what holds for those."""

    approval: Approval
    words: Words | None

    @property
    def state(self) -> State:
        stored = self.approval.state
        if stored in _SETTLED and self.words and not self.words.are(self.approval.sha256):
            return State.REOPENED
        return stored

    @property
    def is_settled(self) -> bool:
        """Whether there is an answer, or a reason to go on without, for the words as they are."""
        return self.state in _SETTLED

    @property
    def is_open(self) -> bool:
        """Whether an answer would still change something."""
        return self.words is not None and not self.words.is_final

    @property
    def is_missing(self) -> bool:
        """Whether publishing now would go without it; also once more, what was taken back."""
        return self._is_wanting and not self._is_past

    @property
    def is_too_late(self) -> bool:
        """Whether it was missing when nothing could be changed any more, and stays so."""
        return self._is_wanting and self._is_past

    @property
    def _is_wanting(self) -> bool:
        return self.words is not None and self.state not in _ENOUGH

    @property
    def _is_past(self) -> bool:
        return self.words is not None and self.words.is_final and not self.words.is_withdrawn

    @property
    def answers(self) -> Sequence[ApprovalStep]:
        """What they said themselves. That one holds again, or follows from their own words, others brought about."""
        return [each for each in self.approval.steps if each.did in ANSWERS and each.by == self.approval.name]

    @property
    def last(self) -> ApprovalStep | None:
        """Their last answer."""
        return next(reversed(self.answers), None)

    @property
    def holding(self) -> Sequence[ApprovalStep]:
        """Their last answer; of an approval all since it was given, for comments may have followed."""
        last = self.last
        if last is None or last.did is not State.APPROVED:
            return [last] if last else []
        alike = takewhile(lambda each: each.did is last.did and each.sha256 == last.sha256, reversed(self.answers))
        return [*alike][::-1]

    @property
    def wording(self) -> str | None:
        """The other words of the last answer."""
        return wording(self.last, self.approval.subject) if self.last else None

    @property
    def is_as_suggested(self) -> bool:
        """Whether the words are by now those that they suggested, word for word, with no comment that may ask more."""
        last = self.last
        if self.words is None or last is None or last.did is not State.SUGGESTED or last.comment:
            return False
        if self.words.day and not last.words.endswith(self.words.day):
            return False
        return self.wording is not None and _bare(self.wording) == _bare(self.words.text)

    @property
    def taken_over(self) -> ApprovalStep | None:
        """By which the words that they suggested last came to stand; that they are approved follows from it."""
        last = self.last
        if last is None or last.did is not State.SUGGESTED:
            return None
        return next((each for each in self.approval.steps if each.id > last.id and each.did is State.APPROVED), None)

    @property
    def approved(self) -> ApprovalStep | None:
        """The last answer that was a yes."""
        return next((each for each in reversed(self.approval.steps) if each.did is State.APPROVED), None)


_BY = "\n— "  # before whose words they are
_QUOTES = tuple("‘“„«'\"")
_MARKS = str.maketrans(dict.fromkeys('‘’‚‛“”„"', "'"))


def wording(answer: ApprovalStep, subject: Subject) -> str | None:
    """The other words of an answer. Who wrote only what is to be said leaves whose it is, and its marks."""
    if answer.suggestion is None or subject is not Subject.QUOTATION:
        return answer.suggestion
    before, dash, by = answer.words.partition(_BY)
    if not dash or _BY in by or "\n" in by or _BY in answer.suggestion.replace("\r\n", "\n"):
        return answer.suggestion
    said = answer.suggestion.strip()
    marked = said if said[:1] in _QUOTES or before[:1] not in _QUOTES else f"{before[0]}{said}{before[-1]}"
    return f"{marked}{dash}{by}"


def suggested(answer: ApprovalStep, subject: Subject) -> Sequence[Paragraph]:
    """What somebody would change in the words of their answer; the day of a listing is not theirs to word."""
    other = wording(answer, subject)
    words = answer.words.partition("\n\n")[0] if subject is Subject.LISTING else answer.words
    return differences.between(words, other) if other else ()


def _bare(words: str) -> list[str]:
    """However lines are broken, and whichever quotation marks the format sets."""
    return words.translate(_MARKS).split()


def told(missing: Sequence[Standing]) -> str:
    """What is missing, for whoever is about to publish; of several only where all are asked and stand alike."""
    first, names = missing[0], templating.joined(each.approval.name for each in missing)
    quoted = [each.approval.quoted for each in missing]
    if quoted == [each.approval.name for each in missing]:
        about = "their words"
    elif len(missing) > 1 and first.approval.subject is Subject.LISTING:
        about = "their listings"
    else:
        whose = templating.joined(each for each in dict.fromkeys(quoted) if each)
        about = _ABOUT[first.approval.subject].format(quoted=whose)
    declined = first.state is State.REOPENED and all(each.last and each.last.did is State.DECLINED for each in missing)
    sentence = _DECLINED_BEFORE if declined else _MISSING[first.state]
    return sentence.format(names=names, has="has" if len(missing) == 1 else "have", about=about)


_ABOUT = {
    Subject.RELEASE: "the release",
    Subject.QUOTATION: "the words of {quoted}",
    Subject.LISTING: "the listing",
}


def about(approval: Approval) -> str:
    """`the words of Ruth Adeyemi`"""
    return _ABOUT[approval.subject].format(quoted=approval.quoted)


_MISSING = {
    State.ASKED: "{names} {has} not answered yet about {about}.",
    State.SUGGESTED: "{names} suggested other words for {about}.",
    State.DECLINED: "{names} cannot approve {about}.",
    State.REOPENED: "{names} answered about {about} before the words were changed.",
}
_DECLINED_BEFORE = "{names} could not approve {about} before the last change."


async def by_token(db: AsyncSession, token: str, *, now: datetime) -> Standing | None:
    """What a link leads to; nothing once it was revoked, or long after the launch."""
    link = select(ApprovalLink.approval_id).where(ApprovalLink.token_hash == tokens.digest(token))
    query = select(Approval).where(Approval.id.in_(link), Approval.revoked_at.is_(None)).options(*_SHOWN)
    approval = await db.scalar(query, execution_options={"populate_existing": True})
    if approval is None or await _is_long_over(db, approval.launch_id, now):
        return None
    return Standing(approval, (await subjects.of(db, [approval], now=now))[approval.id])


async def of_launch(db: AsyncSession, launch: Launch, *, now: datetime) -> Sequence[Standing]:
    """All approvals that were asked for, revoked ones left out, with their history, in the order of asking."""
    return await _standing(db, Approval.launch_id == launch.id, _ASKED, now=now)


async def revoked(db: AsyncSession, launch: Launch, *, now: datetime) -> Sequence[Standing]:
    """Those that nobody waits for any more: what was said stays said."""
    return await _standing(db, Approval.launch_id == launch.id, Approval.revoked_at.is_not(None), now=now)


async def missing(
    db: AsyncSession, launch: Launch, *, release: Release | None = None, event: Event | None = None, now: datetime
) -> Sequence[Standing]:
    """What publishing must name: of a release, of the panel of an event, or of the whole launch."""
    which = [Approval.launch_id == launch.id, _ASKED]
    if release:
        which.append(Approval.release_id == release.id)
    if event:
        panel = select(Speaker.id).where(held(Speaker, Speaker.event_id == event.id))
        which.append(Approval.speaker_id.in_(panel))
    return [each for each in await _standing(db, *which, now=now) if each.is_missing]


async def waiting(
    db: AsyncSession, organisations: Collection[UUID], *, now: datetime, limit: int = 50
) -> Sequence[Approval]:
    """For the first page of those who lead a launch or edit it: approvals not given, longest waiting first."""
    shared = select(Host.launch_id).where(held(Host, Host.organisation_id.in_(organisations)), Host.grants.is_not(None))
    theirs = select(Launch.id).where(held(Launch, Launch.lead_id.in_(organisations) | Launch.id.in_(shared)))
    query = select(Approval).where(
        Approval.launch_id.in_(theirs), Approval.revoked_at.is_(None), Approval.state.not_in(_ENOUGH), _to_come(now)
    )
    query = query.order_by(func.coalesce(Approval.answered_at, Approval.asked_at), Approval.id).limit(limit)
    return (await db.scalars(query.options(selectinload(Approval.launch)))).all()


async def by_id(db: AsyncSession, approval_id: UUID, launch: Launch, *, now: datetime) -> Standing | None:
    """One approval of a launch; None if it is another's."""
    return next(
        iter(await _standing(db, Approval.id == approval_id, Approval.launch_id == launch.id, _ASKED, now=now)), None
    )


async def asked_of_place(db: AsyncSession, speaker: Speaker) -> Sequence[str]:
    """The names of those who were asked how this place on a panel is listed, in the order of asking."""
    of_place = (Approval.speaker_id == speaker.id, Approval.revoked_at.is_(None))
    return (await db.scalars(select(Approval.name).where(*of_place).order_by(Approval.asked_at, Approval.id))).all()


async def _standing(db: AsyncSession, *which: ColumnElement[bool], now: datetime) -> Sequence[Standing]:
    await db.flush()
    query = select(Approval).where(*which).options(*_SHOWN)
    approvals = (await db.scalars(query.order_by(Approval.asked_at, Approval.id))).all()
    words = await subjects.of(db, approvals, now=now)
    return [Standing(each, words[each.id]) for each in approvals]


def _to_come(now: datetime) -> ColumnElement[bool]:
    """What has not gone out yet: a release with a draft, a place on a panel that is not over."""
    drafts = select(ReleaseVersion.release_id).where(held(ReleaseVersion, ReleaseVersion.issued_at.is_(None)))
    coming = (
        select(Speaker.id)
        .join(Event, Event.id == Speaker.event_id)
        .where(
            held(Speaker, Speaker.state.in_((SpeakerState.INVITED, SpeakerState.CONFIRMED))),
            held(Event, Event.over_at.is_(None) | (Event.over_at > now)),
        )
    )
    return Approval.release_id.in_(drafts) | Approval.speaker_id.in_(coming)


async def _is_long_over(db: AsyncSession, launch_id: UUID, now: datetime) -> bool:
    """A launch without an event, or with one whose date is open, is never over."""
    events = select(func.count(), func.count(Event.over_at), func.max(Event.over_at))
    count, dated, last = (await db.execute(events.where(held(Event, Event.launch_id == launch_id)))).one()
    return bool(last and count == dated and last + OPEN_AFTER <= now)


_ASKED = Approval.revoked_at.is_(None)
LED = selectinload(Launch.lead.and_(held(Organisation, true())))
_SHOWN = (selectinload(Approval.steps), selectinload(Approval.launch).options(LED))
