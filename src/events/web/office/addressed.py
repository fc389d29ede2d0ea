"""What addresses of the office are about, as far as an organiser works on it."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from events import addresses
from events.accounts import about, drafts
from events.accounts.about import About
from events.accounts.access import Mandate
from events.people.models import Organisation, Person
from events.press.models import Release
from events.programme import history
from events.programme.models import Launch, Publication, Series, Topic
from events.programme.occasions import Event, Venue
from events.storage.base import kind_of
from events.storage.slugs import FormerSlug
from events.visibility import held

_KINDS: dict[str, Any] = {
    "events": Event,
    "launches": Launch,
    "organisations": Organisation,
    "people": Person,
    "publications": Publication,
    "releases": Release,
    "series": Series,
    "topics": Topic,
    "venues": Venue,
}


async def of(db: AsyncSession, paths: Iterable[str], *, mandate: Mandate) -> list[About]:
    """Of `/office/events/SLUG/speakers` the event, also by an address that it had; nothing of what is not theirs."""
    named = [_named(each) for each in paths]
    rows: dict[tuple[str, str], Any] = {}
    for folder in {folder for folder, _ in named} & _KINDS.keys():
        kind, column = _KINDS[folder], "slug" if hasattr(_KINDS[folder], "slug") else "id"
        names = {name for each, name in named if each == folder}
        wanted = names if column == "slug" else {UUID(each) for each in names if _is_id(each)}
        query = select(kind).where(held(kind, getattr(kind, column).in_(wanted)))
        rows |= {(folder, str(getattr(row, column))): row for row in await db.scalars(query)}
        if folder in drafts.FOLLOWING and (missing := {each for each in names if (folder, each) not in rows}):
            led = select(FormerSlug.slug, kind).join(kind, held(kind, kind.id == FormerSlug.row_id))
            led = led.where(FormerSlug.kind == kind_of(kind), FormerSlug.slug.in_(missing))
            rows |= {(folder, former): row for former, row in await db.execute(led)}
    found = dict(zip(rows, await about.of(db, [*rows.values()]), strict=True))
    theirs = await history.all_in_hand(db, [*found.values()], mandate=mandate)
    known = {key: its for key, its in found.items() if its in theirs}
    return [known.get(each, About()) for each in named]


def _named(path: str) -> tuple[str, str]:
    folder, _, rest = path.removeprefix(f"{addresses.OFFICE}/").partition("/")
    return folder, rest.partition("/")[0]


def _is_id(name: str) -> bool:
    try:
        return str(UUID(name)) == name
    except ValueError:
        return False
