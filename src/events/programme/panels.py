"""Who is on stage: speakers added, listed by chosen posts, confirmed, withdrawn."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias
from uuid import UUID

from sqlalchemy import func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from events.people.directory import SaidPost
from events.people.models import Affiliation, Organisation, Person
from events.programme.occasions import Event, ItemSpeaker, ListedPost, Speaker, SpeakerRole, SpeakerState
from events.storage import removal

Post: TypeAlias = Affiliation | SaidPost


@dataclass
class AlreadyOnStage(ValueError):
    """Somebody has a place at this event; perhaps they withdrew from it."""

    speaker: Speaker

    def __str__(self) -> str:
        return f"{self.speaker.name} has a place on this panel already, {self.speaker.state}."


class NobodyYet(ValueError):
    """A place to be announced can neither confirm nor decline."""

    def __str__(self) -> str:
        return "This place is still to be announced: say first who takes it."


async def put_on_stage(
    db: AsyncSession,
    event: Event,
    person: Person,
    *,
    role: SpeakerRole = SpeakerRole.PANELLIST,
    posts: Sequence[Post] | None = None,
) -> Speaker:
    """Invited, after those who are there; listed by these posts, or by all held on the day. Raises AlreadyOnStage."""
    speaker = Speaker(event_id=event.id, position=await _next_position(db, event), role=role)
    await announce(db, speaker, person, posts=posts)
    db.add(speaker)
    return speaker


async def leave_open(db: AsyncSession, event: Event, *, role: SpeakerRole = SpeakerRole.PANELLIST) -> Speaker:
    """A place to be announced, after those who are there."""
    speaker = Speaker(event_id=event.id, position=await _next_position(db, event), role=role)
    db.add(speaker)
    return speaker


async def announce(db: AsyncSession, speaker: Speaker, person: Person, *, posts: Sequence[Post] | None = None) -> None:
    """Says who takes a place. Raises AlreadyOnStage."""
    await db.flush()
    taken = select(Speaker).where(Speaker.event_id == speaker.event_id, Speaker.person_id == person.id)
    if other := await db.scalar(taken):
        raise AlreadyOnStage(other)
    speaker.person_id, speaker.name = person.id, person.name
    event = await db.get_one(Event, speaker.event_id)
    await list_by(db, speaker, await _held(db, person, event.day) if posts is None else posts)


async def replace(
    db: AsyncSession,
    speaker: Speaker,
    person: Person,
    *,
    posts: Sequence[Post] | None = None,
    state: SpeakerState = SpeakerState.CONFIRMED,
    stays_on_record: bool = True,
) -> Speaker:
    """Somebody takes another's place: the role, the order, what they do in the running order. Raises AlreadyOnStage.

    Who had it has withdrawn and stays on record, so that preflight finds them named; or is taken off.
    """
    event = await db.get_one(Event, speaker.event_id)
    taking = await put_on_stage(db, event, person, role=speaker.role, posts=posts)
    taking.position, speaker.position, taking.state = speaker.position, taking.position, state
    for each in await db.scalars(select(ItemSpeaker).where(ItemSpeaker.speaker_id == speaker.id)):
        each.speaker_id = taking.id
    if stays_on_record:
        withdraw(speaker)
    else:
        await take_off(db, speaker)
    return taking


async def list_as(db: AsyncSession, speaker: Speaker, shown: Sequence[Affiliation | ListedPost]) -> None:
    """Lists a speaker by these, in this order: what stands there already, and more of the posts they hold.

    `speaker` with its posts; an affiliation with its organisation.
    """
    for gone in {each.id: each for each in speaker.posts if each not in shown}.values():
        await db.delete(gone)
    for position, each in enumerate(shown):
        if isinstance(each, ListedPost):
            each.position = position
        else:
            db.add(_listed(speaker, each, each.organisation, position))


async def list_by(db: AsyncSession, speaker: Speaker, posts: Sequence[Post]) -> None:
    """Lists a speaker by the chosen posts, in this order, as they are called now."""
    await db.flush()
    for old in await db.scalars(select(ListedPost).where(ListedPost.speaker_id == speaker.id)):
        await db.delete(old)
    employers = select(Organisation).where(Organisation.id.in_([each.organisation_id for each in posts]))
    called = {each.id: each for each in await db.scalars(employers)}
    db.add_all(_listed(speaker, each, called[each.organisation_id], position) for position, each in enumerate(posts))


def list_also(db: AsyncSession, speaker: Speaker, roles: Sequence[str], *, after: int) -> None:
    """What somebody is, at no organisation: `Presenter of The Long View`."""
    db.add_all(ListedPost(speaker_id=speaker.id, position=after + n, role=each[:250]) for n, each in enumerate(roles))


def confirm(speaker: Speaker) -> None:
    _answer(speaker, SpeakerState.CONFIRMED)


def decline(speaker: Speaker) -> None:
    _answer(speaker, SpeakerState.DECLINED)


def withdraw(speaker: Speaker) -> None:
    """They had agreed and cannot come; their place and what became of it stay on record."""
    _answer(speaker, SpeakerState.WITHDRAWN)


def ask_again(speaker: Speaker) -> None:
    """Whoever did not come may after all, and is shown once they agree."""
    _answer(speaker, SpeakerState.INVITED)
    speaker.shown_while_invited = False


async def take_off(db: AsyncSession, speaker: Speaker) -> None:
    """As if they had never been asked; for who agreed and cannot come there is `withdraw`."""
    await removal.remove(db, speaker)


async def reorder(db: AsyncSession, event: Event, order: Sequence[UUID]) -> None:
    """Puts these speakers first, in this order; whoever is not named follows as before."""
    await db.flush()
    there = await db.scalars(select(Speaker).where(Speaker.event_id == event.id).order_by(Speaker.position, Speaker.id))
    wanted = {speaker_id: place for place, speaker_id in enumerate(order)}
    for position, speaker in enumerate(sorted(there, key=lambda each: wanted.get(each.id, len(wanted)))):
        speaker.position = position


def _listed(speaker: Speaker, post: Post, organisation: Organisation, position: int) -> ListedPost:
    return ListedPost(
        speaker_id=speaker.id,
        position=position,
        role=post.role,
        organisation_name=organisation.called,
        organisation_id=organisation.id,
        affiliation_id=post.id if isinstance(post, Affiliation) else None,
    )


def _answer(speaker: Speaker, state: SpeakerState) -> None:
    if speaker.name is None:
        raise NobodyYet
    speaker.state = state


async def _next_position(db: AsyncSession, event: Event) -> int:
    await db.flush()
    last = await db.scalar(select(func.max(Speaker.position)).where(Speaker.event_id == event.id))
    return 0 if last is None else last + 1


async def _held(db: AsyncSession, person: Person, day: date | None) -> Sequence[Affiliation]:
    """The posts that somebody holds on a day, in their own order; without a day, those that have no end."""
    lasting = Affiliation.ends.is_(None)
    query = select(Affiliation).where(Affiliation.person_id == person.id)
    query = query.order_by(Affiliation.position, Affiliation.id)
    if day is None:
        return (await db.scalars(query.where(lasting))).all()
    begun = or_(Affiliation.starts.is_(None), Affiliation.starts <= day)
    return (await db.scalars(query.where(begun, or_(lasting, Affiliation.ends >= day)))).all()
