"""What a save of a thing changes where, as its form says beforehand and the log where something is brought back."""

from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from events import addresses
from events.people.models import Organisation, Person
from events.press import drafts, naming
from events.programme import appearances, event_lists, events, publications, receipts
from events.programme.models import Publication
from events.programme.occasions import Event
from events.visibility import held
from events.web.office import effects, openly
from events.web.office.effects import Effects
from events.web.office.guard import Desk


async def of_event(desk: Desk, event: Event) -> Effects:
    return effects.of_event(event, await drafts.of_launch(desk.db, event.launch_id, **desk.by), desk.now)


async def of_publication(desk: Desk, publication: Publication) -> Effects:
    launched_at = await event_lists.shown(desk.db, publications.launched_at(publication), **desk.by)
    return effects.of_publication(publication, launched_at, desk.now)


async def of_name(desk: Desk, row: Person | Organisation) -> dict[str, Any]:
    """What `office/_appears.html` says of another name for them, beside what else leads to their pages."""
    find: Any = appearances.of_person if isinstance(row, Person) else appearances.of_organisation
    appears = await find(desk.db, row, **desk.by)
    quoted = await naming.releases_with(desk.db, row.name, **desk.by)
    own = addresses.person(row) if isinstance(row, Person) else addresses.organisation(row)
    told = await receipts.of_row(desk.db, row.id)
    pages = (own, *openly.naming(appears, quoted))
    named = {"appears": appears, "quoted": quoted, "most_launches": appearances.MOST_LAUNCHES}
    return named | await openly.of(desk, *pages, receipts=told)


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
