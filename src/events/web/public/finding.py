"""When a slug names nothing that a visit may see: the new address, word that it was withdrawn, or 404."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NoReturn, TypeVar

from sqlalchemy import or_, select

from events.people.models import Organisation, Person
from events.press.models import Release
from events.programme import addressing
from events.programme.models import Publication, Series, Topic
from events.programme.occasions import Event
from events.storage import slugs
from events.visibility import Guarded, gone, visible
from events.web.site import Visit

Row = TypeVar("Row", Event, Organisation, Person, Publication, Release, Series, Topic)


class NotFound(Exception):
    """There is nothing here, or nothing that this reader may know of: both get the same answer."""


@dataclass
class Moved(Exception):
    """It has another address now, for good."""

    address: str


@dataclass
class Gone(Exception):
    """It was public and was taken back; `row` carries the note that says why."""

    row: Guarded


async def elsewhere(visit: Visit, kind: type[Row], slug: str, address: Callable[[Row], str]) -> NoReturn:
    """What became of an address at which nothing can be seen. Raises Moved, Gone or NotFound.

    release = await releases.readable(...) or await finding.elsewhere(visit, Release, slug, addresses.release)
    """
    # It may have been called what nobody is to read, and to guess, before a lift.
    was_here = slugs.before(kind, slug).where(addressing.leads(kind))
    moved = select(kind).where(kind.id.in_(was_here), visible(kind, visit.reader, visit.now))
    if now_there := await visit.db.scalar(moved):
        raise Moved(address(now_there))
    here = or_(kind.slug == slug, kind.id.in_(was_here))
    withdrawn = await visit.db.scalar(select(kind).where(here, gone(kind, visit.reader, visit.now)))
    if withdrawn:
        raise Gone(withdrawn)
    raise NotFound
