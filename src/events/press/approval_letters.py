"""The mails of sign-off: who asks for what, and the link, and to whoever asked, that there is an answer.

None of the words: a mail cannot be called back.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from events import addresses
from events.accounts import mails, tokens
from events.accounts.letters import Letterhead
from events.accounts.models import Account
from events.mail import messages, outbox
from events.people.models import Organisation
from events.press.approval_models import Approval, ApprovalLink, State, Subject
from events.press.subjects import Words
from events.programme import neutral
from events.programme.models import Launch
from events.programme.occasions import Event, Speaker
from events.visibility import held

ASK, REMINDER = "ask", "reminder"


@dataclass(frozen=True)
class Letter:
    subject: str
    text: str


async def worded(
    db: AsyncSession,
    approval: Approval,
    words: Words,
    state: State,
    letter: str,
    *,
    launch: Launch,
    head: Letterhead,
    token: str,
    now: datetime,
) -> Letter:
    """As it is mailed, in the name of the house that asks; `launch` is loaded with its lead."""
    asks = held(Organisation, Organisation.id == approval.house_id)
    house = await db.scalar(select(Organisation).where(asks)) if approval.house_id else None
    changed = state is State.REOPENED
    title = await neutral.openly(db, launch, launch.title, now=now, waits=words.embargo is not None)
    text = head.templates.get_template(f"mail/approval_{letter}.txt").render(
        name=approval.name,
        organiser=(house or launch.lead).name,
        by=mails.said_name(head.writer) if head.writer else None,
        about=await _called(db, approval, words, launch, title, now),
        changed=changed,
        of_listing=approval.subject is Subject.LISTING,
        embargo=words.embargo,
        link=head.where.full(addresses.approval(token)),
    )
    return Letter(
        f"{'Changed' if changed else 'For your approval'}: {title or f'a launch of {launch.lead.called}'}", text
    )


def link(db: AsyncSession, approval: Approval, *, now: datetime) -> tuple[str, str]:
    """A fresh link to an approval: its token, which is kept nowhere, and the digest by which it is known."""
    token, digest = tokens.fresh()
    db.add(ApprovalLink(token_hash=digest, approval_id=approval.id, made_at=now))
    return token, digest


async def queue(
    db: AsyncSession,
    approval: Approval,
    letter: Letter,
    digest: str,
    *,
    launch: Launch,
    head: Letterhead,
    now: datetime,
) -> None:
    """The house that asked sees the mail, and its address. Raises messages.Unmailable."""
    assert approval.mail is not None, "nobody can be written to without an address"
    mail = messages.plain(
        head.sender,
        to=approval.mail,
        subject=letter.subject,
        text=letter.text,
        key=f"approval {digest}",
        now=now,
        replaces=f"approval {approval.id}",
        secret=True,
        reply_to=head.writer.mail if head.writer else None,
        organisation_id=approval.house_id or launch.lead_id,
    )
    await outbox.queue(db, mail)


@dataclass(frozen=True)
class Answer:
    """As far as a mail says it."""

    did: State
    has_comment: bool
    is_last: bool  # by which nothing is missing any more


async def tell(
    db: AsyncSession,
    approval: Approval,
    words: Words,
    answer: Answer,
    *,
    launch: Launch,
    to: Account,
    head: Letterhead,
    now: datetime,
) -> None:
    """One mail for each approval, in place of an earlier one that still waits: the page it leads to has them all."""
    title = await neutral.openly(db, launch, launch.title, now=now, waits=words.embargo is not None)
    called = title or f"a launch of {launch.lead.called}"
    text = head.templates.get_template("mail/approval_answer.txt").render(
        answer=answer,
        name=approval.name,
        about=_theirs(approval, words),
        launch=called,
        link=head.where.full(addresses.office_launch(launch, "approvals")),
    )
    mail = messages.plain(
        head.sender,
        to=to.mail,
        subject=f"Sign-off: {called}",
        text=text,
        key=f"answer {approval.id} {now.isoformat()} {to.id}",
        now=now,
        replaces=f"answer {approval.id}",
        organisation_id=approval.house_id if to.id == approval.asked_by_id else launch.lead_id,
    )
    await outbox.queue(db, mail)


def _theirs(approval: Approval, words: Words) -> str:
    """`their words`"""
    if approval.subject is Subject.RELEASE:
        return "the press release"
    is_own = words.whose == approval.name
    if approval.subject is Subject.QUOTATION:
        return "their words" if is_own else f"the words of {words.whose}"
    return f"how {'they are' if is_own else f'{words.whose} is'} listed"


async def _called(
    db: AsyncSession, approval: Approval, words: Words, launch: Launch, title: str | None, now: datetime
) -> str:
    """`your words in the press release about “The Waiting Room” (version 1)`"""
    if approval.subject is Subject.LISTING:
        listed_at = select(Event.title).join(Speaker, Speaker.event_id == Event.id)
        event = await db.scalar(listed_at.where(held(Event, Speaker.id == approval.speaker_id)))
        told = event and await neutral.openly(db, launch, event, now=now, waits=words.embargo is not None)
        return f"how {_whom(words.whose, approval)} listed at {words.listed_at if told else 'an event'}"
    release = f"the press release about “{title}”" if title else f"a press release of {launch.lead.name}"
    release = f"{release} (version {words.number})"
    if approval.subject is Subject.RELEASE:
        return release
    whose = "your words" if words.whose == approval.name else f"the words of {words.whose}"
    return f"{whose} in {release}"


def _whom(name: str | None, approval: Approval) -> str:
    return "you are" if name == approval.name else f"{name} is"
