"""Lines that name speakers, in a form: read, asked about where they are doubtful, and settled by the answers."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any

from events import text
from events.people import organisations, pasted, pasting
from events.people.directory import Directory
from events.people.posts import Post
from events.programme import casting, clocks
from events.programme.casting import Cast, Reading
from events.programme.occasions import Event, SpeakerState
from events.programme.panels import AlreadyOnStage
from events.programme.recasting import Recast
from events.web.forms import Form
from events.web.office.guard import Desk

MOST = 100
NEW, CONTACT = "new", "contact"
ANSWERS = [
    (SpeakerState.CONFIRMED, "They have agreed: shown at once"),
    (SpeakerState.INVITED, "They are asked: shown once they agree"),
    (SpeakerState.DECLINED, "They said no: on record, shown nowhere"),
    (SpeakerState.WITHDRAWN, "They had agreed and do not come: on record, shown nowhere"),
]
_MOST_POSTS = range(pasted.MOST_POSTS)


def directory(desk: Desk, event: Event) -> Directory:
    return Directory(desk.db, event.launch.lead_id, desk.reader, desk.now, launch_id=event.launch_id)


async def read(
    desk: Desk, event: Event, form: Form[Any], field: str, words: str, known: Directory, *, of_panel: bool = False
) -> Sequence[Reading]:
    """Every line that can be read; what cannot is a mistake of that field. `of_panel`: it came from its table."""
    has_number = any(each.isdigit() for each in words)
    home = await clocks.home(desk.db, event.launch.lead_id) if has_number else None
    found = pasting.read(words, await organisations.names(desk.db, **desk.by), home)
    for mistake in found.mistakes:
        form.refuse(field, str(mistake))
    if len(found.found) > MOST:
        form.refuse(field, f"These are {len(found.found)} people; bring in at most {MOST} at once.")
        return ()
    return await casting.readings(event, found.found, known, of_panel=of_panel)


def refuse_those_on_stage(form: Form[Any], field: str, readings: Sequence[Reading]) -> None:
    for each in readings:
        if each.on_stage:
            form.refuse(field, AlreadyOnStage(each.on_stage))


def settled(form: Form[Any], readings: Sequence[Reading]) -> Sequence[Cast]:
    """Each line with the answers to what was asked of it; an answer that is missing is a mistake.

    Who has a place already keeps it.
    """
    return [_settled(form, number, each) for number, each in enumerate(readings) if not each.on_stage]


def recasts(form: Form[Any], readings: Sequence[Reading]) -> Sequence[Recast]:
    """What is to change of those who have a place, as ticked; a mistake where their place is another by now."""
    chosen = []
    for number, each in enumerate(readings):
        ticked, recast = form.value(f"change-{number}"), each.recast
        if ticked and (recast is None or ticked != recast.stands):
            form.refuse(f"change-{number}", f"Somebody changed the place of {each.pasted.name} meanwhile: look again.")
        elif ticked and recast and recast.changes:
            chosen.append(recast)
    return chosen


def shown(form: Form[Any], readings: Sequence[Reading]) -> Form[Any]:
    """The form with a field for each part of what is doubtful, as it was read."""
    fields: dict[str, Sequence[str]] = {}
    for number, each in enumerate(readings):
        if each.pasted.is_guess:
            fields[f"name-{number}"] = [each.pasted.name]
            for place, (role, organisation) in enumerate([*each.pasted.posts, (None, None)]):
                fields[f"title-{number}-{place}"] = [role or ""]
                fields[f"organisation-{number}-{place}"] = [organisation or ""]
        if each.asks_status:
            fields[f"status-{number}"] = [SpeakerState.INVITED]
        if each.recast and each.recast.changes and "checked" not in form.typed:
            fields[f"change-{number}"] = [each.recast.stands]
        if each.asks_who:
            fields[f"who-{number}"] = [_likely(each)]
    form.typed = {**fields, **form.typed}
    return form


def _likely(reading: Reading) -> str:
    if reading.namesakes and (reading.is_surname or not reading.pasted.posts):
        return str(reading.namesakes[0].id)
    return CONTACT if reading.contact else ""


def _settled(form: Form[Any], number: int, reading: Reading) -> Cast:
    cast = Cast(reading.pasted)
    if reading.pasted.is_guess and f"title-{number}-0" in form.typed:
        try:
            name = text.line(form.value(f"name-{number}"), 160)
            cast = cast.named(name) if name and not reading.pasted.is_open else cast
            cast = cast.listed(list(_posts(form, number)))
        except text.Unfit as error:
            form.refuse(f"title-{number}-0", error)
    if reading.asks_status:
        status = form.value(f"status-{number}")
        if status in list(SpeakerState):
            cast = cast.answered(status)
        else:
            form.refuse(f"status-{number}", f"Say whether {reading.pasted.name} comes.")
    if not reading.asks_who:
        return cast
    answer = form.value(f"who-{number}")
    if reading.contact and answer == CONTACT:
        return cast.called(reading.contact)
    known = {str(each.id): each.id for each in reading.namesakes}
    if answer not in known and answer != NEW:
        form.refuse(f"who-{number}", f"Say who is meant by {reading.pasted.name}: somebody we know, or somebody new.")
    return replace(cast, person_id=known.get(answer), is_new=answer == NEW)


def _posts(form: Form[Any], number: int) -> Collection[Post]:
    """Raises text.Unfit."""
    found = []
    for place in _MOST_POSTS:
        role = text.line(form.value(f"title-{number}-{place}"), 250) or None
        organisation = text.line(form.value(f"organisation-{number}-{place}"), 250) or None
        if role or organisation:
            found.append((role, organisation))
    return found
