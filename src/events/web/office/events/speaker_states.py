"""What becomes of a place on a panel: who has it withdraws, declines or comes after all, or it is taken off."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession
from starlette.requests import Request

from events import addresses
from events.press import preflight, standings
from events.press.preflight import Facts
from events.programme import events, item_words, panels
from events.programme.occasions import Event, Speaker, SpeakerState
from events.templating import joined
from events.web.office import effects, finding, looking_over
from events.web.office.actions import Action, ActionForm, Subject
from events.web.office.guard import Desk


def held(speaker: Speaker) -> str:
    """Who has the place and what they have said, as a mark that another swap makes another one."""
    return f"{speaker.person_id or 'open'}.{speaker.state}"


def _found(
    *, comes: bool, blocks: bool = False, goes_for_good: bool = False
) -> Callable[[Request, Desk], Awaitable[Subject[Speaker]]]:
    """The place, with what follows once somebody `comes` to it or goes from it.

    `blocks`: whether preflight then lets nothing out that puts them on stage.
    """

    async def find(request: Request, desk: Desk) -> Subject[Speaker]:
        panel = await events.with_panel(desk.db, request.path_params["slug"], mandate=desk.mandate)
        facts, _ = await looking_over.everything(request, desk, panel.launch)
        event = await finding.event_to_act_on(request, desk)
        speaker = finding.part(event.speakers, request.path_params["speaker"])
        releases = [each.release for each in facts.drafts]
        follows = effects.of_place(event, speaker, releases, desk.now, comes=comes)
        items, wordy = _items(facts, event, speaker)
        said = [*follows.said, *_speaks(items, comes=comes)] if follows.where else follows.said
        said = [*said, *await signed_off(desk.db, speaker)] if goes_for_good else said
        lost = [*follows.lost, *([] if comes else [*_stays(facts, event, speaker, desk.now, blocks), *wordy])]
        return Subject(
            speaker,
            event.launch,
            speaker.name or "A place to be announced",
            addresses.office_event(event, f"speakers/{speaker.id}"),
            f"{event.revision} {held(speaker)}",
            replace(follows, said=said, lost=lost),
            event,
        )

    return find


def _stays(facts: Facts, event: Event, speaker: Speaker, now: datetime, blocks: bool) -> list[str]:
    """What goes on naming them in words of its own."""
    return [
        f"The release “{draft.version.headline}” goes on naming them, until you "
        f"{'correct it' if draft.is_out else 'change its text'}"
        f"{', as the review will insist' if blocks and preflight.counts_on(sentence, draft) else ''}: "
        f"“{preflight.shown(sentence.words)}”"
        for draft, sentence in preflight.naming(facts, event, speaker, now)
    ]


def _items(facts: Facts, event: Event, speaker: Speaker) -> tuple[list[str], list[str]]:
    """The titles of what they speak in by the running order alone; and a sentence for what has their name in words."""
    linked, wordy = [], []
    for each in next((other.programme for other in facts.events if other.id == event.id), ()):
        if item_words.names(each.title, each.description, speaker.name):
            wordy.append(f"The running order names them in the words of “{each.title}”, until you change those")
        elif speaker.id in {link.speaker_id for link in each.speakers}:
            linked.append(f"“{each.title}”")
    return linked, wordy


def _speaks(titles: list[str], *, comes: bool) -> list[str]:
    return [f"The running order, {'with' if comes else 'without'} them in {joined(titles)}"] if titles else []


async def signed_off(db: AsyncSession, speaker: Speaker) -> list[str]:
    """What becomes of the sign-off of a place that is taken off; nothing where nobody was asked."""
    asked = await standings.asked_of_place(db, speaker)
    if not asked:
        return []
    sentence = (
        f"The sign-off: {joined(asked)} {'was' if len(asked) == 1 else 'were'} asked to approve how this place is "
        "listed. What they answered is taken away with it, and their link leads nowhere, until the log brings it back."
    )
    return [sentence]


async def _withdraw(desk: Desk, speaker: Speaker, form: ActionForm) -> None:
    panels.withdraw(speaker)


async def _decline(desk: Desk, speaker: Speaker, form: ActionForm) -> None:
    panels.decline(speaker)


async def _bring_back(desk: Desk, speaker: Speaker, form: ActionForm) -> None:
    panels.confirm(speaker)


async def _take_off(desk: Desk, speaker: Speaker, form: ActionForm) -> None:
    await panels.take_off(desk.db, speaker)


def _only(*states: SpeakerState) -> Callable[[Speaker, datetime], str | None]:
    """Why it makes no sense of a place that stands otherwise."""

    def hindrance(speaker: Speaker, now: datetime) -> str | None:
        if speaker.name is None:
            return str(panels.NobodyYet())
        return None if speaker.state in states else f"{speaker.name} is {speaker.state}: this is not what comes next."

    return hindrance


_WHY = "Why, for the office to remember"

WITHDRAWAL = Action(
    part="withdrawal",
    title="Withdraw this speaker",
    means="They had agreed and cannot come. Nobody outside reads their name on this panel any more; here they stay on "
    "record as withdrawn, and can come back.",
    done="Withdrawn",
    undone="They were not withdrawn yet",
    find=_found(comes=False, blocks=True),
    act=_withdraw,
    note=_WHY,
    hindrance=_only(SpeakerState.CONFIRMED),
)
REFUSAL = Action(
    part="refusal",
    title="Note that they decline",
    means="They were asked and do not come. Here they stay on record as declined, and can be asked again.",
    done="Declined",
    undone="Nothing was noted yet",
    find=_found(comes=False, blocks=True),
    act=_decline,
    note=_WHY,
    hindrance=_only(SpeakerState.INVITED),
)
RETURN = Action(
    part="return",
    title="Put them back on the panel",
    means="They come after all, at the place that they had and listed as they were.",
    done="Back on the panel",
    undone="They were not put back yet",
    find=_found(comes=True),
    act=_bring_back,
    note=_WHY,
    hindrance=_only(SpeakerState.WITHDRAWN, SpeakerState.DECLINED),
)
REMOVAL = Action(
    part="removal",
    title="Take this place off the panel",
    means="As if it had never been there: how they are listed here goes with it. Whoever agreed and cannot come is "
    "better withdrawn, and stays on record.",
    done="Taken off the panel",
    undone="It was not taken off yet",
    find=_found(comes=False, goes_for_good=True),
    act=_take_off,
    note=_WHY,
    ends=True,
)
ACTIONS = (WITHDRAWAL, REFUSAL, RETURN, REMOVAL)
