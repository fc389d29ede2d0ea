"""Whom pasted lines would put on stage: each line read, with the people of that name whom we know, before it counts."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from events.people import pasted
from events.people.directory import Directory
from events.people.models import Person
from events.people.pasted import Pasted
from events.people.posts import Post
from events.programme import panels
from events.programme.occasions import Event, Speaker, SpeakerRole, SpeakerState
from events.programme.panels import Coming


@dataclass(frozen=True)
class Reading:
    """One line as it is understood; `meant` is the known person for whom it is taken, if there is one."""

    pasted: Pasted
    namesakes: Sequence[Person] = ()  # with their posts
    meant: Person | None = None
    on_stage: Speaker | None = None  # who of that name has a place already

    @property
    def asks_who(self) -> bool:
        """Whether somebody has to say who is meant: one of several, or perhaps somebody else of that name."""
        return bool(self.namesakes) and self.meant is None

    @property
    def asks_status(self) -> bool:
        """Whether somebody has to say if they come, since what stands there of it is in no words that we know."""
        return not self.on_stage and not self.pasted.is_open and self.pasted.status not in (None, *SpeakerState)

    @property
    def is_doubtful(self) -> bool:
        return self.pasted.is_guess or self.asks_who or self.asks_status


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

    def listed(self, posts: Sequence[Post]) -> "Cast":
        """The same with posts as somebody has put them right."""
        return replace(self, pasted=replace(self.pasted, posts=tuple(posts), is_guess=False))

    def answered(self, status: str) -> "Cast":
        """The same with what somebody has said of whether they come."""
        return replace(self, pasted=replace(self.pasted, status=SpeakerState(status)))


async def readings(event: Event, people: Sequence[Pasted], directory: Directory) -> Sequence[Reading]:
    """`event` with its speakers."""
    found = []
    await directory.learn([each for each in people if not each.is_open])
    for each in people:
        if each.is_open:
            found.append(Reading(each))
            continue
        namesakes = await directory.namesakes(each.name)
        meant = await directory.known(each.name, each.posts)
        ids = {meant.id} if meant else {person.id for person in namesakes if not each.posts}
        there = next((speaker for speaker in event.speakers if speaker.person_id in ids), None)
        found.append(Reading(each, namesakes, meant, there))
    return found


async def bring(
    event: Event, cast: Sequence[Cast], directory: Directory, *, state: SpeakerState = SpeakerState.INVITED
) -> Sequence[Speaker]:
    """Puts them on stage; `state` is for those of whom the line does not say it. Raises panels.AlreadyOnStage."""
    coming = []
    await directory.learn([each.pasted for each in cast if not each.pasted.is_open])
    for each in cast:
        role = SpeakerRole(each.pasted.role) if each.pasted.role else SpeakerRole.PANELLIST
        if each.pasted.is_open:
            coming.append(Coming(role=role))
            continue
        said = each.pasted.name, each.pasted.posts
        person, posts = await directory.meant(*said, person_id=each.person_id, is_new=each.is_new)
        coming.append(Coming(person, role, posts if posts or each.roles else None, each.roles))
    await directory.settle()
    speakers = await panels.put_all_on_stage(directory.db, event, coming)
    for speaker, each in zip(speakers, cast, strict=True):
        if speaker.name:
            speaker.state = SpeakerState(each.pasted.status) if each.pasted.status else state
    return speakers


def as_pasted(speaker: Speaker) -> Pasted:
    """A speaker as a line of a table says it."""
    return Pasted(
        line=0,
        name=speaker.name or pasted.OPEN,
        role=speaker.role,
        posts=tuple((each.role, each.organisation_name) for each in speaker.posts),
        status=speaker.state if speaker.name else None,
    )
