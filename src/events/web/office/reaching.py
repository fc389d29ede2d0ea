"""What a save of a thing changes where, as its form says beforehand and the log where something is brought back."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from events.press import drafts
from events.programme import event_lists, events, publications
from events.programme.models import Publication
from events.programme.occasions import Event
from events.visibility import held
from events.web.office import effects
from events.web.office.effects import Effects
from events.web.office.guard import Desk


async def of_event(desk: Desk, event: Event) -> Effects:
    return effects.of_event(event, await drafts.of_launch(desk.db, event.launch_id, **desk.by), desk.now)


async def of_publication(desk: Desk, publication: Publication) -> Effects:
    launched_at = await event_lists.shown(desk.db, publications.launched_at(publication), **desk.by)
    return effects.of_publication(publication, launched_at, desk.now)


async def of_thing(desk: Desk, kind: str | None, id: UUID | None) -> Effects | None:
    """By its kind as the log calls it; None of those whose forms say it otherwise."""
    if kind == "events":
        named = await desk.db.scalar(select(Event.slug).where(held(Event, Event.id == id)))
        event = await events.to_act_on(desk.db, named, **desk.by) if named else None
        return await of_event(desk, event) if event else None
    if kind == "publications":
        named = await desk.db.scalar(select(Publication.slug).where(held(Publication, Publication.id == id)))
        its = joinedload(Publication.embargo)
        report = await publications.by_slug(desk.db, named, its, **desk.by) if named else None
        return await of_publication(desk, report) if report else None
    return None
