"""What a table says otherwise of those who have a place on a panel already; nobody leaves it by a table."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from events import text
from events.people import persons
from events.people.directory import Directory
from events.people.pasted import Pasted
from events.people.posts import Post
from events.programme import panels
from events.programme.occasions import Event, Speaker, SpeakerRole, SpeakerState


@dataclass(frozen=True)
class Recast:
    """Somebody on a panel, and what is to be otherwise of their place; what stays is None."""

    speaker: Speaker
    role: SpeakerRole | None = None
    posts: Sequence[Post] | None = None
    state: SpeakerState | None = None
    leaves: SpeakerState | None = None  # the table says that they do not come: their own page says what follows then
    stands: str = ""  # how their place is now, as a mark: it is asked for again when the change is made

    @property
    def changes(self) -> bool:
        return bool(self.role or self.posts or self.state)


def of(speaker: Speaker, said: Pasted) -> Recast:
    """`speaker` with its posts. What the table leaves empty stays, and so does what nobody can read in it."""
    posts = tuple((each.role, each.organisation_name) for each in speaker.posts)
    state = SpeakerState(said.status) if said.status in list(SpeakerState) else speaker.state
    leaves = state if state != speaker.state and state in (SpeakerState.DECLINED, SpeakerState.WITHDRAWN) else None
    return Recast(
        speaker,
        role=SpeakerRole(said.role) if said.role and said.role != speaker.role else None,
        posts=said.posts if said.posts and not said.is_guess and _folded(said.posts) != _folded(posts) else None,
        state=state if state != speaker.state and not leaves else None,
        leaves=leaves,
        stands=sha256(repr((speaker.id, speaker.role, speaker.state, posts)).encode()).hexdigest()[:16],
    )


def of_name(event: Event, name: str) -> Speaker | None:
    """The one on the panel who is called so."""
    called = _bare(name)
    found = [each for each in event.speakers if each.name and each.person_id and _bare(each.name) == called]
    return found[0] if len(found) == 1 else None


async def bring(recasts: Sequence[Recast], directory: Directory) -> None:
    """Whoever was confirmed and is asked again stays on the public page until somebody takes them off it."""
    for each in recasts:
        speaker = each.speaker
        speaker.role = each.role or speaker.role
        if each.state:
            was_shown = speaker.state is SpeakerState.CONFIRMED
            panels.ask_again(speaker)
            speaker.shown_while_invited = was_shown and each.state is SpeakerState.INVITED
            if each.state is SpeakerState.CONFIRMED:
                panels.confirm(speaker)
        if each.posts:
            posts: Sequence[panels.Post] = await directory.of_nobody_yet(each.posts)
            if speaker.name:
                _, posts = await directory.meant(speaker.name, each.posts, person_id=speaker.person_id)
            await directory.settle()
            await panels.list_by(directory.db, speaker, posts)
            roles = [role for role, employer in each.posts if role and not employer]
            panels.list_also(directory.db, speaker, roles, after=len(posts))


def _folded(posts: Sequence[Post]) -> list[tuple[str, str]]:
    return [(text.fold(role or ""), text.fold(organisation or "")) for role, organisation in posts]


def _bare(name: str) -> str:
    return text.fold(persons.without_titles(name))
