"""Venues in the office: the list, a new one, what is told of it, and two that are one."""

import re
from typing import Annotated, Any
from uuid import UUID

from pydantic import BeforeValidator, Field
from starlette.requests import Request
from starlette.responses import Response

from events import addresses, countries
from events.programme import event_lists, receipts, venues
from events.programme.occasions import Venue
from events.storage.types import Line, Prose, Web
from events.templating import joined
from events.visibility import ANYONE
from events.web import forms
from events.web.forms import Details, Form
from events.web.office import effects, openly, page
from events.web.office.guard import Desk

_Name: Any = Line(160).edge
_Address: Any = Line(400).edge
_Place: Any = Line(100).edge
_Prose: Any = Prose(2000).edge
_Web: Any = Web().edge
_POSITION = re.compile(r"(-?\d{1,2}(?:\.\d{1,12})?)\s*[,; ]\s*(-?\d{1,3}(?:\.\d{1,12})?)", re.ASCII)


def _position(value: Any) -> Any:
    """`51.4490, -2.5960`, north and east; what maps give when their link is copied has it too."""
    found = _POSITION.search(value) if isinstance(value, str) else None
    if found is None:
        raise ValueError("The position is not understood; write latitude and longitude, as in 51.4490, -2.5960.")
    latitude, longitude = float(found[1]), float(found[2])
    if abs(latitude) > 90 or abs(longitude) > 180:
        raise ValueError("There is no such place on earth; write latitude, then longitude, as in 51.4490, -2.5960.")
    return latitude, longitude


def _country(value: Any) -> Any:
    if value not in dict(countries.listed()):
        raise ValueError("Choose a country from the list.")
    return value


class VenueForm(Details):
    name: Annotated[_Name, Field(title="The name")]
    address: _Address | None = None
    place: _Place | None = None
    country: Annotated[str, BeforeValidator(_country)] | None = None
    directions: _Prose | None = None
    accessibility: _Prose | None = None
    website: Annotated[_Web, Field(title="The website")] | None = None
    position: Annotated[tuple[float, float], BeforeValidator(_position)] | None = None


class MergeForm(Details):
    revision: int
    into: Annotated[UUID, Field(title="The other venue")]


CRUMBS = [("Venues", addresses.OFFICE_VENUES)]


async def show_list(request: Request, desk: Desk) -> Response:
    found = await venues.known(desk.db, desk.mandate.organisations)
    uses = await venues.uses(desk.db, [each.id for each in found])
    return page.answer(request, desk, "office/events/venues.html", "Venues", venues=found, uses=uses)


async def show_new(request: Request, desk: Desk) -> Response:
    return await _page(request, desk, None, await desk.draft_or(Form()))


async def add(request: Request, desk: Desk) -> Response:
    form = forms.read(await request.form(), VenueForm)
    if form.mistakes:
        return await _page(request, desk, None, form)
    venue = Venue(name=form.details.name, kept_by_id=min(desk.mandate.organisations))
    _write(venue, form.details)
    desk.db.add(venue)
    return page.done(addresses.office_venue(venue))


async def show(request: Request, desk: Desk) -> Response:
    venue = await venues.by_id(desk.db, request.path_params["venue"], mandate=desk.mandate)
    return await _page(request, desk, venue, await desk.draft_or(_shown(venue)))


async def revise(request: Request, desk: Desk) -> Response:
    venue = await venues.in_hand(desk.db, request.path_params["venue"], mandate=desk.mandate)
    form = forms.read(await request.form(), VenueForm, stands=_shown(venue))
    await desk.say_who_saved(form, venue)
    if form.mistakes or form.theirs:
        return await _page(request, desk, venue, form)
    _write(venue, form.details)
    venue.kept_by_id = venue.kept_by_id or min(desk.mandate.organisations)
    return page.done(addresses.office_venue(venue))


async def show_merging(request: Request, desk: Desk) -> Response:
    venue = await venues.in_hand(desk.db, request.path_params["venue"], mandate=desk.mandate)
    return await _merging(request, desk, venue, forms.shown(revision=venue.revision))


async def merge(request: Request, desk: Desk) -> Response:
    venue = await venues.in_hand(desk.db, request.path_params["venue"], mandate=desk.mandate)
    form = forms.read(await request.form(), MergeForm)
    others = {each.id: each for each in await _others(desk, venue)}
    if form.found and form.found.revision != venue.revision:
        form.refuse("into", "Somebody changed this venue since you opened the page. Look again, then decide.")
    elif form.found and form.found.into not in others:
        form.refuse("into", "Choose the venue that stays.")
    if form.mistakes:
        return await _merging(request, desk, venue, form)
    into = others[form.details.into]
    said = await _said(desk, venue, into)
    await venues.merge(desk.db, venue, into, now=desk.now)
    await receipts.write_merger(desk.db, into, said, _LOST, by=desk.organiser.by, now=desk.now)
    return page.done(f"{addresses.office_venue(into)}#h-receipts")


async def _said(desk: Desk, venue: Venue, into: Venue) -> list[str]:
    """What becomes of it all, asked before they are one; others who met there read it, so it names what is public."""
    taken = joined(venues.takes_over(venue, into))
    public = await event_lists.at(desk.db, venue.id, reader=ANYONE, now=desk.now)
    others = (await venues.uses(desk.db, [venue.id])).get(venue.id, 0) - len(public)
    return [
        f"“{venue.full_address}” and “{into.full_address}” are one now.",
        *(f"“{each.title}” is there, {addresses.event(each)}" for each in public),
        *([f"{effects.counted(others, 'event')} that not everybody sees"] if others else []),
        *([f"Taken over, since nothing was said of it there: {taken}"] if taken else []),
        f"{addresses.office_venue(venue)} leads to {addresses.office_venue(into)}",
    ]


_LOST = [
    "Calendars that subscribe look for changes in their own time, most within a day.",
    "Whoever downloaded an entry as a file keeps the old place in it.",
]


async def _others(desk: Desk, venue: Venue) -> list[Venue]:
    """Those into which it may be merged: kept by the same organisers."""
    known = await venues.known(desk.db, desk.mandate.organisations)
    return [each for each in known if each.id != venue.id and venues.is_in_hand(each, desk.mandate)]


def _write(venue: Venue, details: VenueForm) -> None:
    for name in ("name", "address", "place", "country", "directions", "accessibility", "website"):
        setattr(venue, name, getattr(details, name))
    venue.latitude, venue.longitude = details.position or (None, None)


def _shown(venue: Venue) -> Form[Any]:
    return forms.marked(
        name=venue.name,
        address=venue.address,
        place=venue.place,
        country=venue.country,
        directions=venue.directions,
        accessibility=venue.accessibility,
        website=venue.website,
        position=None if venue.latitude is None else f"{venue.latitude}, {venue.longitude}",
    )


async def _page(request: Request, desk: Desk, venue: Venue | None, form: Form[Any]) -> Response:
    facts: dict[str, Any] = {
        "venue": venue,
        "form": form,
        "countries": countries.listed(),
        "events": await event_lists.at(desk.db, venue.id, **desk.by) if venue else (),
        **await openly.of(desk, receipts=await receipts.of_row(desk.db, venue.id) if venue else ()),
    }
    answer = page.form_again if form.mistakes or (form.theirs and not form.kept_at) else page.answer
    return answer(
        request, desk, "office/events/venue.html", venue.name if venue else "A new venue", crumbs=CRUMBS, **facts
    )


async def _merging(request: Request, desk: Desk, venue: Venue, form: Form[Any]) -> Response:
    facts: dict[str, Any] = {
        "venue": venue,
        "form": form,
        "others": [(each.id, each.full_address) for each in await _others(desk, venue)],
        "events": await event_lists.at(desk.db, venue.id, **desk.by),
        "lost": _LOST,
    }
    crumbs = [*CRUMBS, (venue.name, addresses.office_venue(venue))]
    answer = page.form_again if form.mistakes else page.answer
    return answer(request, desk, "office/events/venue_merging.html", "Make two venues one", crumbs=crumbs, **facts)
