"""Forms that were typed and not sent, as the first page lists them: what each is, about what, and its first words."""

from dataclasses import dataclass
from datetime import datetime

from events import addresses
from events.accounts import drafts
from events.accounts.models import Role
from events.web.office import addressed, ways
from events.web.office.desk import changes
from events.web.office.guard import Desk

# By the last parts of its address; what is not here is called as its address ends, or as the action that it is for.
_CALLED = {
    "new": "A new launch from a text",
    "new/launch": "A new launch from a text",
    "launches/new": "A new launch",
    "events/new": "A new event",
    "publications/new": "A new publication",
    "releases/new": "A new release",
    "approvals/new": "Asking for approval",
    "series/new": "A new series",
    "topics/new": "A new topic",
    "venues/new": "A new venue",
    "people/new": "A new person",
    "organisations/new": "A new organisation",
    "people/several": "Several people at once",
    "contacts/several": "Several press contacts at once",
    "events/{slug}": "Event",
    "events/{slug}/clone": "Another event like it",
    "speakers": "Panel",
    "speakers/sheet": "Panel from a spreadsheet",
    "speakers/{speaker}": "Speaker",
    "speakers/{speaker}/replacement": "Replacement of a speaker",
    "programme": "Running order",
    "programme/{item}": "Item of the running order",
    "joining": "Ways to join",
    "joining/{link}": "Way to join",
    "files/{file}": "File",
    "launches/{id}/clone": "Another launch like it",
    "launches/{id}/publication": "Review before publishing",
    "publications/{slug}": "Publication",
    "publications/{slug}/clone": "Another publication like it",
    "releases/{slug}": "Release",
    "series/{slug}": "Series",
    "series/{slug}/publication": "Publish the series",
    "series/{slug}/withdrawal": "Withdraw the series",
    "topics/{slug}": "Topic",
    "venues/{venue}": "Venue",
    "people/{slug}": "Person",
    "posts/{post}": "Dates of a post",
    "organisations/{slug}": "Organisation",
    "boilerplates": "Boilerplate",
    "contacts": "A new press contact",
    "contacts/{contact}": "Press contact",
    "cautions": "Caution periods",
    "members": "Who works here",
}


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
            ": ".join(filter(None, (_called(each.form), about.thing and names.get(about.thing)))),
            drafts.first_words(each),
            each.saved_at,
            zone,
        )
        for each, about, zone in zip(begun, things, zones, strict=True)
    ]


def _called(place: str) -> str:
    address, action = ways.form_of(place)
    if action:
        return action
    parts = address.removeprefix(f"{addresses.OFFICE}/").split("/")
    endings = ("/".join(parts[first:]) for first in range(len(parts)))
    named = next((_CALLED[each] for each in endings if each in _CALLED), None)
    return named or parts[-1].replace("-", " ").capitalize()
