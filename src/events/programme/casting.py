"""Whom pasted lines would put on stage: each line read, with the people of that name whom we know, before it counts."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from sqlalchemy import Select, select, union
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import joinedload

from events import text
from events.people import pasted, persons, press_contacts, surnames
from events.people.directory import Directory
from events.people.models import Person, PressContact
from events.people.pasted import Pasted
from events.people.posts import Post
from events.programme import panels, recasting
from events.programme.models import Author, Launch, Publication
from events.programme.occasions import Event, Speaker, SpeakerRole, SpeakerState
from events.programme.panels import Coming
from events.programme.recasting import Recast
from events.visibility import held


@dataclass(frozen=True)
class Reading:
    """One line as it is understood; `meant` is the known person for whom it is taken, if there is one."""

    pasted: Pasted
    namesakes: Sequence[Person] = ()  # with their posts
    meant: Person | None = None
    is_surname: bool = False  # the line has no more of a name than the surname of one who belongs to the launch
    contact: PressContact | None = None  # the one whom the press may ring about the launch who has that surname
    on_stage: Speaker | None = None  # who of that name has a place already
    called: Sequence[tuple[str, str]] = ()  # organisations of the line that we know by another name, each with it

    @property
    def recast(self) -> Recast | None:
        """What the line says otherwise of the place that they have."""
        return recasting.of(self.on_stage, self.pasted) if self.on_stage else None

    @property
    def asks_who(self) -> bool:
        """Whether somebody has to say who is meant: one of several, or perhaps somebody else of that name."""
        return bool(self.namesakes or self.contact) and self.meant is None and not self.on_stage

    @property
    def asks_status(self) -> bool:
        """Whether somebody has to say if they come, since what stands there of it is in no words that we know."""
        return not self.on_stage and not self.pasted.is_open and self.pasted.status not in (None, *SpeakerState)

    @property
    def is_doubtful(self) -> bool:
        return self.pasted.is_guess or self.asks_who or self.asks_status or bool(self.pasted.left_out)


@dataclass(frozen=True)
class Cast:
    """A line of which everything is settled; without `person_id`, whom `Directory.person` takes it for."""

    pasted: Pasted
    person_id: UUID | None = None
    is_new: bool = False

    @property
    def roles(self) -> list[str]:
        """What they are without being it anywhere."""
        return [role for role, employer in self.pasted.posts if role and not employer]

    def named(self, name: str) -> "Cast":
        """The same with a name as somebody has put it right."""
        return replace(self, pasted=replace(self.pasted, name=name))

    def listed(self, posts: Sequence[Post]) -> "Cast":
        """The same with posts as somebody has put them right."""
        return replace(self, pasted=replace(self.pasted, posts=tuple(posts), is_guess=False))

    def called(self, contact: PressContact) -> "Cast":
        """The same of a press contact, by their whole name."""
        name = press_contacts.bare_name(contact.name)
        return replace(self, pasted=replace(self.pasted, name=name), person_id=contact.person_id)

    def answered(self, status: str) -> "Cast":
        """The same with what somebody has said of whether they come."""
        return replace(self, pasted=replace(self.pasted, status=SpeakerState(status)))


async def readings(
    event: Event, people: Sequence[Pasted], directory: Directory, *, of_panel: bool = False
) -> Sequence[Reading]:
    """`event` with its speakers. `of_panel`: the lines are of this panel, so a name on it is whoever has that place,
    and a place to be announced is one that there is.
    """
    found, named = [], [each for each in people if not each.is_open]
    await directory.learn(named)
    by_surname = any(surnames.is_alone(each.name) for each in named)
    of_launch = await directory.among(_people_of(event.launch_id)) if by_surname else []
    to_be_rung = await _contacts_of(directory.db, event.launch) if by_surname else []
    open_places = [each for each in event.speakers if each.name is None] if of_panel else []
    for each in people:
        if each.is_open:
            place = next((one for one in open_places if one.role == each.role), next(iter(open_places), None))
            open_places = [one for one in open_places if one is not place]
            found.append(Reading(each, on_stage=place))
            continue
        namesakes = await directory.namesakes(each.name)
        meant = await directory.known(each.name, each.posts)
        so_called = [] if namesakes or meant else [one for one in of_launch if _has_surname(one, each.name)]
        contact = None if namesakes or meant else _only(to_be_rung, each.name, beside=so_called)
        is_surname = len(so_called) == 1
        namesakes = so_called if is_surname else namesakes
        ids = {meant.id} if meant else {person.id for person in namesakes if is_surname or not each.posts}
        there = next((speaker for speaker in event.speakers if speaker.person_id in ids and not contact), None)
        there = there or (recasting.of_name(event, each.name) if of_panel else None)
        called = await _called(each, directory)
        found.append(Reading(each, namesakes, meant, is_surname, contact, there, called))
    return found


async def _called(pasted: Pasted, directory: Directory) -> Sequence[tuple[str, str]]:
    known = [(name, await directory.known_organisation(name)) for _, name in pasted.posts if name]
    return [(name, each.name) for name, each in known if each and not each.goes_by(name)]


async def _contacts_of(db: AsyncSession, launch: Launch) -> Sequence[PressContact]:
    """Whom the press may ring at the organisations behind a launch, which has its hosts."""
    houses = {launch.lead_id, *(host.organisation_id for host in launch.hosts)}
    current = held(PressContact, PressContact.organisation_id.in_(houses) & PressContact.taken_off_at.is_(None))
    query = select(PressContact).where(current).order_by(PressContact.position, PressContact.id)
    return (await db.scalars(query.options(joinedload(PressContact.organisation)))).all()


def _only(contacts: Sequence[PressContact], name: str, *, beside: Sequence[Person]) -> PressContact | None:
    """The one who has that surname, at however many organisations, and is none of those people."""
    people = {text.fold(persons.without_titles(each.name)) for each in beside}
    found: dict[str, PressContact] = {}
    for each in contacts:
        called = persons.without_titles(press_contacts.bare_name(each.name))
        if text.fold(called) not in people and surnames.is_of(surnames.sort_name(called), name):
            found.setdefault(text.fold(called), each)
    return next(iter(found.values())) if len(found) == 1 else None


def _has_surname(person: Person, name: str) -> bool:
    sorted_as = person.sort_name if "," in person.sort_name else surnames.sort_name(person.name)
    return surnames.is_of(sorted_as, name)


def _people_of(launch_id: UUID) -> Select[UUID]:
    """Who speaks at a launch, and who wrote what it launches."""
    speaking = select(Speaker.person_id).join(Event, Event.id == Speaker.event_id)
    writing = select(Author.person_id).join(Publication, Publication.id == Author.publication_id)
    both = union(
        speaking.where(held(Event, Event.launch_id == launch_id)),
        writing.where(held(Publication, Publication.launch_id == launch_id)),
    ).subquery()
    return select(both.c.person_id).where(both.c.person_id.is_not(None))


async def bring(
    event: Event, cast: Sequence[Cast], directory: Directory, *, state: SpeakerState = SpeakerState.INVITED
) -> Sequence[Speaker]:
    """Puts them on stage; `state` is for those of whom the line does not say it. Raises panels.AlreadyOnStage."""
    await directory.learn([each.pasted for each in cast if not each.pasted.is_open])
    coming = [await _coming(each, directory) for each in cast]
    await directory.settle()
    speakers = await panels.put_all_on_stage(directory.db, event, coming, now=directory.now)
    for speaker, each in zip(speakers, cast, strict=True):
        if speaker.name:
            speaker.state = SpeakerState(each.pasted.status) if each.pasted.status else state
    return speakers


async def taking(place: Speaker, cast: Cast, directory: Directory) -> Coming:
    """Who takes a place, which has its posts; one that was to be announced gives its own to whoever says none."""
    coming = await _coming(cast, directory)
    await directory.settle()
    if place.name or cast.pasted.posts or not place.posts or not coming.person:
        return coming
    coming = await _coming(replace(cast.listed(as_pasted(place).posts), person_id=coming.person.id), directory)
    await directory.settle()
    return coming


async def _coming(cast: Cast, directory: Directory) -> Coming:
    said = cast.pasted
    role = SpeakerRole(said.role) if said.role else SpeakerRole.PANELLIST
    if said.is_open:
        return Coming(None, role, await directory.of_nobody_yet(said.posts), cast.roles)
    person, posts = await directory.meant(said.name, said.posts, person_id=cast.person_id, is_new=cast.is_new)
    return Coming(person, role, posts if posts or cast.roles else None, cast.roles)


def as_pasted(speaker: Speaker) -> Pasted:
    """A speaker as a line of a table says it."""
    return Pasted(
        line=0,
        name=speaker.name or pasted.OPEN,
        role=speaker.role,
        posts=tuple((each.role, each.organisation_name) for each in speaker.posts),
        status=speaker.state if speaker.name else None,
    )
