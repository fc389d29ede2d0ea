"""What follows from making one of two: said beforehand where it is asked, kept afterwards as the receipt."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from textwrap import shorten
from typing import Any

from events import addresses
from events.people.models import Organisation, Person
from events.press import naming
from events.programme import appearances, launches, merging, receipts
from events.programme.appearances import Appearances
from events.programme.models import Launch
from events.storage import slugs
from events.templating import joined
from events.visibility import ANYONE, Reader
from events.web.office.effects import counted
from events.web.office.guard import Desk

# What names somebody, in the words of whoever reads it; rows of other kinds go without saying.
NAMED_BY = {
    "speakers": ("place on a panel", "places on panels"),
    "authors": ("authorship", "authorships"),
    "affiliations": ("post", "posts"),
    "approvals": ("sign-off", "sign-offs"),
    "press_contacts": ("press contact", "press contacts"),
    "boilerplates": ("version of a boilerplate", "versions of boilerplates"),
    "launches": ("launch that it leads", "launches that it leads"),
    "hosts": ("launch that it hosts", "launches that it hosts"),
    "publishers": ("publication", "publications"),
    "listed_posts": ("listing on a panel", "listings on panels"),
    "memberships": ("organiser who works there", "organisers who work there"),
    "cautions": ("caution period", "caution periods"),
    "series": ("series", "series"),
}

_MOST = 20  # of a kind that are named one by one


@dataclass(frozen=True)
class Following:
    """As sentences: what moves, which addresses lead where, and what stays as it is wherever we cannot reach it."""

    moves: Sequence[str]
    leads: Sequence[str]
    lost: Sequence[str]


async def of(
    desk: Desk, kept: Person | Organisation, gone: Person | Organisation, *, to_keep: bool = False
) -> Following:
    """Asked before they are one. What is `to_keep` names what everybody may see: others may look after them one day."""
    reader = ANYONE if to_keep else desk.reader
    appears, launched = await _appears(desk, gone, reader)
    led = [each for each in launched if each.lead_id == gone.id or not to_keep]  # which the one that stays leads then
    counts = _counted(await merging.reached(desk.db, gone))
    moves = [*([f"To the one that stays: {joined(counts)}"] if counts else []), *_named(appears, led)]
    quoting = await naming.releases_with(desk.db, gone.name, reader=reader, now=desk.now)
    issued = [each for each in quoting if each.published_at]
    lost = [
        *(
            ["Calendars that subscribe look for changes in their own time, most within a day."]
            if appears.coming
            else []
        ),
        *(f"The release “{each.current.headline}” has “{gone.name}” in its own text, and keeps it." for each in issued),
    ]
    return Following(moves, await _leads(desk, kept, gone), lost)


async def keep_receipt(
    desk: Desk, kept: Person | Organisation, called: str, following: Following, left: Mapping[str, Any]
) -> None:
    """`called` is what the one that is gone was called; `left` is what was told of it and not taken."""
    dropped = (
        [f"Not taken over: {joined(f'{what} “{shorten(str(value), 120)}”' for what, value in left.items())}"]
        if left
        else []
    )
    said = [f"“{called}” and “{kept.name}” are one now.", *following.moves, *following.leads, *dropped]
    await receipts.write_merger(desk.db, kept, said, following.lost, by=desk.organiser.by, now=desk.now)


async def _appears(desk: Desk, gone: Person | Organisation, reader: Reader) -> tuple[Appearances, Sequence[Launch]]:
    if isinstance(gone, Person):
        return await appearances.of_person(desk.db, gone, reader=reader, now=desk.now), ()
    launched = await launches.behind(desk.db, gone, mandate=desk.mandate, limit=_MOST)
    return await appearances.of_organisation(desk.db, gone, reader=reader, now=desk.now), launched


def _counted(reached: Mapping[str, int]) -> list[str]:
    return [counted(reached[kind], *words) for kind, words in NAMED_BY.items() if reached.get(kind)]


def _named(appears: Appearances, led: Sequence[Launch]) -> list[str]:
    return [
        *(f"The launch “{each.title}”" for each in led),
        *(f"The event “{each.title}”, {addresses.event(each)}" for each in appears.events),
        *(f"The publication “{each.full_title}”, {addresses.publication(each)}" for each in appears.publications),
    ]


async def _leads(desk: Desk, kept: Person | Organisation, gone: Person | Organisation) -> list[str]:
    public = addresses.person if isinstance(kept, Person) else addresses.organisation
    office = addresses.office_person if isinstance(kept, Person) else addresses.office_organisation
    earlier = (await desk.db.scalars(slugs.leading_to(gone))).all()
    before = joined(public(each) for each in earlier)
    return [
        f"{public(gone)} leads to {public(kept)}, and so does its calendar feed"
        + (f"; so does what led there before: {before}" if earlier else ""),
        f"{office(gone)} leads to {office(kept)}",
    ]
