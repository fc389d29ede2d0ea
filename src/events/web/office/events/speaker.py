"""One place on a panel: how somebody is listed, and who takes it instead of them."""

import dataclasses
from collections.abc import Sequence
from typing import Annotated, Any

from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response

from events import addresses
from events.people import persons
from events.people.models import Affiliation
from events.press import drafts, naming
from events.programme import casting, events, panels, receipts
from events.programme.casting import Reading
from events.programme.occasions import Event, ListedPost, Speaker, SpeakerRole, SpeakerState
from events.storage.base import kind_of
from events.storage.types import Line
from events.web import forms
from events.web.forms import Details, Form
from events.web.office import effects, finding, known, page
from events.web.office.effects import Effects
from events.web.office.events import casting_form, event_page, speaker_states
from events.web.office.events.speakers import ANSWERS
from events.web.office.guard import Desk

_Name: Any = Line(160).edge


class ListingForm(Details):
    name: Annotated[_Name, Field(title="The name")] | None = None
    role: SpeakerRole
    shown_while_invited: bool = False


async def show(request: Request, desk: Desk) -> Response:
    event, speaker = await _found(request, desk)
    posts = await _posts(desk, speaker)
    return await _listing(request, desk, event, speaker, posts, await desk.draft_or(_shown(speaker, posts)))


async def revise(request: Request, desk: Desk) -> Response:
    """How they are listed at this event; elsewhere they stay as they are."""
    event = await events.with_panel(desk.db, request.path_params["slug"], mandate=desk.mandate)
    speaker = finding.part(event.speakers, request.path_params["speaker"])
    posts = await _posts(desk, speaker)
    form = forms.read(await request.form(), ListingForm, stands=_shown(speaker, posts))
    await desk.say_who_saved(form, speaker)
    if form.found and speaker.name and not form.found.name:
        form.refuse("name", "The name is missing.")
    chosen = _chosen(form, posts)
    if form.mistakes or form.theirs:
        return await _listing(request, desk, await finding.event(request, desk), speaker, posts, form)
    speaker.role, speaker.shown_while_invited = form.details.role, form.details.shown_while_invited
    if speaker.name:
        speaker.name = form.details.name
    await panels.list_as(desk.db, speaker, chosen)
    return _done(event)


async def show_replacement(request: Request, desk: Desk) -> Response:
    event, speaker = await _found(request, desk)
    form = await desk.draft_or(forms.shown(state=SpeakerState.CONFIRMED, old="withdrew"))
    return await _replacement(request, desk, event, speaker, form)


async def replace(request: Request, desk: Desk) -> Response:
    """Somebody else takes the place, or somebody at all a place that was to be announced."""
    event, speaker = await _found(request, desk)
    form: Form[Any] = Form(typed=forms.typed(await request.form()))
    known = casting_form.directory(desk, event)
    readings = await casting_form.read(desk, event, form, "somebody", form.value("somebody"), known)
    if not form.mistakes and (len(readings) != 1 or readings[0].pasted.is_open):
        form.refuse("somebody", "Say who takes this place: one person.")
    casting_form.refuse_those_on_stage(form, "somebody", readings)
    if form.value("revision") != speaker_states.held(speaker):
        form.refuse("somebody", "Somebody changed this place since you opened the page. Look again, then decide.")
    asks = any(each.is_doubtful for each in readings) and form.value("checked") != form.value("somebody")
    if form.mistakes or asks:
        return await _replacement(request, desk, event, speaker, form, readings)
    cast = casting_form.settled(form, readings)[0]
    if form.mistakes:
        return await _replacement(request, desk, event, speaker, form, readings)
    coming = await casting.taking(speaker, cast, known)
    person: Any = coming.person
    answer = cast.pasted.status or form.value("state") or SpeakerState.CONFIRMED
    state = SpeakerState.CONFIRMED if answer == SpeakerState.CONFIRMED else SpeakerState.INVITED
    stays = form.value("old") != "never"
    gone = [] if stays else await speaker_states.signed_off(desk.db, speaker)
    follows = await _following(desk, event, speaker, person.name if state is SpeakerState.CONFIRMED else None)
    try:
        if old := speaker.name:
            facts: Any = {"posts": coming.posts, "now": desk.now}
            placed = await panels.replace(desk.db, speaker, person, **facts, state=state, stays_on_record=stays)
        else:
            await panels.announce(desk.db, speaker, person, posts=coming.posts, now=desk.now)
            placed, speaker.state = speaker, state
        panels.list_also(desk.db, placed, coming.roles, after=len(coming.posts or ()))
    except panels.AlreadyOnStage as error:
        form.refuse("somebody", error)
        return await _replacement(request, desk, event, speaker, form, readings)
    sentence = f"{person.name} has {f'the place of {old}' if old else 'this place'}, {state}"
    await _keep(desk, event, follows, old, [sentence, *gone])
    return page.done(f"{addresses.office_event(event, 'speakers')}#h-receipts")


async def _following(desk: Desk, event: Event, speaker: Speaker, name: str | None) -> Effects:
    """For the receipt: whose pages and feeds the entry leaves, and onto whose it comes, if they agreed."""
    releases = await drafts.of_launch(desk.db, event.launch_id, **desk.by)
    follows = effects.of_event(event, releases, desk.now)
    leaves = effects.of_place(event, speaker, releases, desk.now, comes=False)
    if not (follows.lost and leaves.where and speaker.name):
        return follows
    comes = [f"It comes onto the pages and calendar feeds of {name}"] if name else []
    return dataclasses.replace(follows, said=[*leaves.said, *comes])


async def _keep(desk: Desk, event: Event, follows: Effects, old: str | None, done: Sequence[str]) -> None:
    await receipts.write(
        desk.db,
        launch_id=event.launch_id,
        about=(kind_of(event), event.id, old or "A place to be announced"),
        action="Replaced" if old else "Announced",
        reason=None,
        said=[*done, *follows.said],
        lost=follows.lost,
        by=desk.organiser.by,
        now=desk.now,
    )


async def _found(request: Request, desk: Desk) -> tuple[Event, Speaker]:
    """Raises NotYours."""
    event = await finding.event(request, desk)
    return event, finding.part(event.speakers, request.path_params["speaker"])


Post = ListedPost | Affiliation


async def _posts(desk: Desk, speaker: Speaker) -> Sequence[Post]:
    """As they are listed here, then whatever else they hold."""
    held = await persons.posts_of(desk.db, speaker.person_id, **desk.by) if speaker.person_id else []
    listed = {each.affiliation_id for each in speaker.posts}
    return [*speaker.posts, *(each for each in held if each.id not in listed)]


def _chosen(form: Form[Any], posts: Sequence[Post]) -> Sequence[Post]:
    """Those that have a place, by it."""
    places = {each.id: form.value(f"post-{each.id}") for each in posts}
    for each in posts:
        if places[each.id] and not places[each.id].isdecimal():
            form.refuse(f"post-{each.id}", "Choose a place for this post, or leave it out.")
    return sorted((each for each in posts if places[each.id]), key=lambda each: places[each.id].zfill(3))


def _shown(speaker: Speaker, posts: Sequence[Post]) -> Form[Any]:
    places = {f"post-{each.id}": at if at <= len(speaker.posts) else None for at, each in enumerate(posts, 1)}
    return forms.marked(name=speaker.name, role=speaker.role, shown_while_invited=speaker.shown_while_invited, **places)


def _done(event: Event) -> Response:
    return page.done(addresses.office_event(event, "speakers"))


async def _listing(
    request: Request, desk: Desk, event: Event, speaker: Speaker, posts: Sequence[Post], form: Form[Any]
) -> Response:
    name = persons.without_titles(speaker.name) if speaker.name else None
    named = await naming.releases_with(desk.db, name, **desk.by) if name else ()
    facts: dict[str, Any] = {
        "speaker": speaker,
        "named": [each for each in named if each.published_at and not each.withdrawn_at],
        "posts": posts,
        "waiting": await persons.waiting(
            desk.db, (each for each in posts if isinstance(each, Affiliation)), now=desk.now
        ),
        "places": [(place, str(place)) for place in range(1, len(posts) + 1)],
        "becomes": [each for each in speaker_states.ACTIONS if each.hindrance(speaker, desk.now) is None],
        "roles": [(each.value, each.value.capitalize()) for each in SpeakerRole],
    }
    title = speaker.name or "A place to be announced"
    return await event_page.answer(request, desk, event, "office/events/speaker.html", form, title, **facts)


async def _replacement(
    request: Request,
    desk: Desk,
    event: Event,
    speaker: Speaker,
    form: Form[Any],
    readings: Sequence[Reading] = (),
) -> Response:
    facts: dict[str, Any] = {
        "speaker": speaker,
        "people": await known.people(desk),
        "answers": ANSWERS,
        "all_answers": casting_form.ANSWERS,
        "held": speaker_states.held(speaker),
        "signed_off": await speaker_states.signed_off(desk.db, speaker),
        "readings": [each for each in readings if each.is_doubtful],
    }
    title = f"Replace {speaker.name}" if speaker.name else "Say who takes this place"
    form = casting_form.shown(form, readings)
    return await event_page.answer(request, desk, event, "office/events/speaker_replacement.html", form, title, **facts)
