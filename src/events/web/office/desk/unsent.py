"""Forms that were typed and not sent, as the first page lists them: what each is, about what, and its first words."""

from dataclasses import dataclass
from datetime import datetime

from events.accounts import drafts
from events.accounts.models import Role
from events.web.office import addressed, ways
from events.web.office.desk import changes
from events.web.office.guard import Desk

_UNKNOWN = "A form"  # of another version of this program


@dataclass(frozen=True)
class Unsent:
    """One of them, and where it is to go on."""

    place: str
    title: str
    words: str
    saved_at: datetime
    zone: str


async def listed(desk: Desk) -> list[Unsent]:
    """Everything that they began and did not send, the latest first."""
    begun = await drafts.of(desk.db, desk.organiser.account.id, now=desk.now)
    if not begun:
        return []
    mandate = desk.organiser.mandate(Role.VIEWER)
    things = await addressed.of(desk.db, [each.form for each in begun], mandate=mandate)
    names = await changes.named(desk.db, [each.thing for each in things if each.thing])
    zones = await desk.zones(things)
    return [
        Unsent(
            ways.page_of(each.form),
            ": ".join(filter(None, (ways.called(each.form) or _UNKNOWN, about.thing and names.get(about.thing)))),
            drafts.first_words(each),
            each.saved_at,
            zone,
        )
        for each, about, zone in zip(begun, things, zones, strict=True)
    ]
