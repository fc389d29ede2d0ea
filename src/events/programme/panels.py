"""Who is on stage: speakers added, listed by chosen posts, confirmed, withdrawn."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from events.people.directory import SaidPost
from events.people.models import Affiliation, Organisation, Person
from events.programme.occasions import Event, ItemSpeaker, ListedPost, Speaker, SpeakerRole, SpeakerState
from events.storage import removal
from events.visibility import ANYONE, visible

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


@dataclass(frozen=True)
class Coming:
    """Who is to have a place, or nobody yet; listed by these posts, or by all held on the day, and by roles nowhere."""

    person: Person | None = None
    role: SpeakerRole = SpeakerRole.PANELLIST
    posts: Sequence[Post] | None = None
    roles: Sequence[str] = ()


async def put_on_stage(
    db: AsyncSession,
    event: Event,
    person: Person,
    *,
    now: datetime,
    role: SpeakerRole = SpeakerRole.PANELLIST,
    posts: Sequence[Post] | None = None,
) -> Speaker:
    """Invited, after those who are there; listed by these posts, or by all held on the day. Raises AlreadyOnStage."""
    [speaker] = await put_all_on_stage(db, event, [Coming(person, role, posts)], now=now)
    return speaker


async def put_all_on_stage(
    db: AsyncSession, event: Event, coming: Sequence[Coming], *, now: datetime
) -> Sequence[Speaker]:
    """Invited, after those who are there, in this order. Raises AlreadyOnStage."""
    await db.flush()
    there = (await db.scalars(select(Speaker).where(Speaker.event_id == event.id))).all()
    taken = {each.person_id: each for each in there if each.person_id}
    speakers = []
    for position, each in enumerate(coming, max((each.position for each in there), default=-1) + 1):
        speaker = Speaker(event_id=event.id, position=position, role=each.role)
        if each.person:
            if other := taken.get(each.person.id):
                raise AlreadyOnStage(other)
            speaker.person_id, speaker.name = each.person.id, each.person.name
            taken[each.person.id] = speaker
        speakers.append(speaker)
    held = await _held(db, event, [each.person for each in coming if each.person and each.posts is None], now)
    db.add_all(speakers)
    await db.flush()
    by = [held.get(each.person.id, ()) if each.person and each.posts is None else each.posts or () for each in coming]
    await _list(db, list(zip(speakers, by, strict=True)))
    for speaker, each, posts in zip(speakers, coming, by, strict=True):
        list_also(db, speaker, each.roles, after=len(posts))
    return speakers


async def leave_open(
    db: AsyncSession, event: Event, *, now: datetime, role: SpeakerRole = SpeakerRole.PANELLIST
) -> Speaker:
    """A place to be announced, after those who are there."""
    [speaker] = await put_all_on_stage(db, event, [Coming(role=role)], now=now)
    return speaker


async def announce(
    db: AsyncSession, speaker: Speaker, person: Person, *, now: datetime, posts: Sequence[Post] | None = None
) -> None:
    """Says who takes a place. Raises AlreadyOnStage."""
    await db.flush()
    taken = select(Speaker).where(Speaker.event_id == speaker.event_id, Speaker.person_id == person.id)
    if other := await db.scalar(taken):
        raise AlreadyOnStage(other)
    speaker.person_id, speaker.name = person.id, person.name
    event = await db.get_one(Event, speaker.event_id)
    await list_by(db, speaker, (await _held(db, event, [person], now))[person.id] if posts is None else posts)


async def replace(
    db: AsyncSession,
    speaker: Speaker,
    person: Person,
    *,
    now: datetime,
    posts: Sequence[Post] | None = None,
    state: SpeakerState = SpeakerState.CONFIRMED,
    stays_on_record: bool = True,
) -> Speaker:
    """Somebody takes another's place: the role, the order, what they do in the running order. Raises AlreadyOnStage.

    Who had it has withdrawn and stays on record, so that preflight finds them named; or is taken off.
    """
    event = await db.get_one(Event, speaker.event_id)
    taking = await put_on_stage(db, event, person, role=speaker.role, posts=posts, now=now)
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
    await _list(db, [(speaker, posts)])


async def _list(db: AsyncSession, listed: Sequence[tuple[Speaker, Sequence[Post]]]) -> None:
    ids = {each.organisation_id for _, posts in listed for each in posts}
    employers = (await db.scalars(select(Organisation).where(Organisation.id.in_(ids)))).all() if ids else ()
    called = {each.id: each for each in employers}
    for speaker, posts in listed:
        db.add_all(_listed(speaker, each, called[each.organisation_id], place) for place, each in enumerate(posts))


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


async def _held(
    db: AsyncSession, event: Event, people: Sequence[Person], now: datetime
) -> dict[UUID, list[Affiliation]]:
    """The posts that each holds on the day of the event, in their own order; without a day, those that have no end.

    What waits for another launch is not listed by itself.
    """
    held: dict[UUID, list[Affiliation]] = {each.id: [] for each in people}
    if not held:
        return held
    lasting = Affiliation.ends.is_(None)
    told = or_(Affiliation.came_with_launch_id == event.launch_id, visible(Affiliation, ANYONE, now))
    query = select(Affiliation).where(Affiliation.person_id.in_(held), told)
    if event.day is None:
        query = query.where(lasting)
    else:
        begun = or_(Affiliation.starts.is_(None), Affiliation.starts <= event.day)
        query = query.where(begun, or_(lasting, Affiliation.ends >= event.day))
    for each in await db.scalars(query.order_by(Affiliation.position, Affiliation.id)):
        held[each.person_id].append(each)
    return held
